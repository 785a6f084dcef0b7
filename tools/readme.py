"""Run the commands that the READMEs and docs/queries.md show, and write what they print.

    python tools/readme.py           tell which output is no longer what comes out; exit code 1 where there is any
    python tools/readme.py --write   write it

A block of the language `console` holds commands, each behind `$ `, with its output. A last line `…` stands for
all that follows.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
LOCALES = dict(zip(READMES, ("C.UTF-8", "zh_CN.UTF-8"), strict=True))  # each as its readers would see it
QUERIES = ROOT / "docs" / "queries.md"  # its commands build on one another: they run in one folder
CUT = "…"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
_STEP = re.compile(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", re.M)


def steps(text: str) -> list[tuple[str, str]]:
    """Give each command of the console blocks, with the output printed below it."""
    return [(step[1], step[2]) for block in _BLOCK.findall(text) for step in _STEP.finditer(block)]


def output(command: str, locale: str = "C.UTF-8") -> str:
    """Run a command as README's reader would, in a folder that has the samples, and give all that it prints."""
    with samples() as folder:
        return output_in(folder, command, locale)


@contextlib.contextmanager
def samples() -> Iterator[Path]:
    """A folder that has the samples."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder) / "samples")
        yield Path(folder)


def output_in(folder: Path, command: str, locale: str = "C.UTF-8") -> str:
    """Run a command in a folder, and give all that it prints."""
    environment = os.environ | {
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]),
        "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "LC_ALL": locale,
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603
        ["sh", "-c", command.replace("\n> ", "\n")],  # noqa: S607
        cwd=folder, env=environment, check=False, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return tidy(done.stdout)


def tidy(text: str) -> str:
    """Drop white space at line ends, and empty lines, which a reader does not miss."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())


def shown(printed: str, now: str) -> str:
    """Cut what comes out now where the README cuts it."""
    lines = printed.splitlines()
    if not lines or lines[-1] != CUT:
        return now
    return "\n".join([*now.splitlines()[: len(lines) - 1], CUT]) + "\n"


def renewed(text: str, run: Callable[[str], str] = output) -> str:
    """Give a README with the output of every command as it is now."""

    def step(match: re.Match[str]) -> str:
        return f"$ {match[1]}\n{shown(match[2], run(match[1]))}"

    return _BLOCK.sub(lambda block: f"```console\n{_STEP.sub(step, block[1])}```", text)


def queries(text: str) -> str:
    """Give the page of queries with what comes out now."""
    with samples() as folder:
        return renewed(text, partial(output_in, folder))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what comes out")
    write = parser.parse_args().write
    pages: dict[Path, Callable[[str], str]] = {QUERIES: queries}
    pages |= {path: partial(renewed, run=partial(output, locale=locale)) for path, locale in LOCALES.items()}
    texts = {path: path.read_text("utf-8") for path in pages}
    stale = {path: new for path, renew in pages.items() if (new := renew(texts[path])) != texts[path]}
    for path, text in stale.items():
        if write:
            path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {'written' if write else 'shows other output than comes out; --write mends it'}")
    return int(bool(stale) and not write)


if __name__ == "__main__":
    sys.exit(main())
