"""A store asked in SQL: what a query must not do, and what it gives."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

import readme
from plan_extract import cli
from plan_extract.store.ready import questions
from stores import batch, files_of

Ask = Callable[..., tuple[int, str, str]]

CITY = "广州市养老服务发展规划（2021—2025年）\n广州市民政局\n一、发展目标\n到2025年，养老机构护理型床位占比达到60%。\n二、重点任务\n（一）健全网络。2025年底前，建成服务网络。（市民政局牵头，市财政局配合）\n（二）培养人才。加强队伍建设。\n三、保障措施\n（一）加强组织领导。建立机制。\n"
DISTRICT = "广州市天河区养老服务发展规划（2021—2025年）\n广州市天河区民政局\n一、发展目标\n到2025年，养老机构护理型床位占比达到55%。\n二、重点任务\n（一）健全网络。建成=1+1的网络。（区民政局牵头，区财政局配合）\n"
UNDATED = "云汀市方案\n一、重点任务\n（一）健全网络。完善服务。（市民政局牵头，市财政局配合）\n"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a city's plan, its district's and one without times; no test writes to it."""
    folder = tmp_path_factory.mktemp("asked")
    for name, text in (("a", CITY), ("b", DISTRICT), ("c", UNDATED)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    batch(sorted(folder.glob("*.txt")), folder / "out")
    return folder / "out"


@pytest.fixture
def ask(store: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Ask:
    """Run `plan-extract query`, on the store where none is named, and give exit code, output and errors."""

    def run(*arguments: str, at: Path = store) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["plan-extract", "query", str(at), *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        return int(ended.value.code or 0), out.decode(), err.decode()

    return run


REFUSED: list[tuple[str, str]] = [
    ("COPY tasks TO 'x.csv'", "COPY is no query"),
    ("EXPLAIN ANALYZE COPY tasks TO 'x.csv'", "disabled by configuration"),
    ("EXPORT DATABASE 'x'", "EXPORT is no query"),
    ("IMPORT DATABASE 'x'", ""),  # which DuckDB 1 and 2 refuse in other words
    ("ATTACH 'x.db'", "ATTACH is no query"),
    ("INSTALL httpfs", "LOAD is no query"),
    ("LOAD httpfs", "LOAD is no query"),
    ("PRAGMA enable_profiling", "PRAGMA is no query"),
    ("SET memory_limit = '100GB'", "SET is no query"),
    ("SET enable_external_access = true", "SET is no query"),
    ("RESET lock_configuration", "SET is no query"),
    ("CREATE TABLE t AS SELECT 1", "CREATE is no query"),
    ("CREATE SECRET s (TYPE s3)", "CREATE is no query"),
    ("DROP VIEW tasks", "DROP is no query"),
    ("DELETE FROM tasks", "DELETE is no query"),
    ("CALL pragma_version()", "CALL is no query"),
    ("PREPARE a AS SELECT 1", "PREPARE is no query"),
    ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
    ("SELECT * FROM read_text('/etc/passwd')", "disabled by configuration"),
    ("SELECT * FROM read_blob('/etc/*')", "disabled by configuration"),
    ("SELECT * FROM glob('/etc/*')", "disabled by configuration"),
    ("SELECT * FROM sniff_csv('/etc/passwd')", "disabled by configuration"),
    ("SELECT * FROM '/etc/passwd'", "does not exist"),
    ("SELECT * FROM 'http://127.0.0.1:1/x.parquet'", ""),
    ("SELECT * FROM read_parquet('s3://a/b')", ""),
    ("SELECT getenv('HOME')", "does not exist"),
    ("SELECT * FROM query('COPY tasks TO ''x.csv''')", "single SELECT"),
    ("SELECT * FROM db", "does not exist"),  # a variable of ours is no table
    ("SELECT 1; SELECT 2", "one query is wanted, and there are 2"),
    ("SELECT 1; COPY tasks TO 'x.csv'", "one query is wanted, and there are 2"),
    ("/* nothing */", "one query is wanted, and there are 0"),
    ("", "one query is wanted, and there are 0"),
    ("SELECT nope FROM tasks", "nope"),
    ("SELECT FROM WHERE", "Parser Error"),
    ("SELECT $year", "year"),
    ("SELECT 1/'甲'", "甲"),
]


@pytest.mark.parametrize(("sql", "why"), REFUSED, ids=lambda value: value[:40])
def test_a_query_reads_the_store_and_nothing_else(
    sql: str, why: str, ask: Ask, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = files_of(store)
    code, out, err = ask(sql)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("plan-extract: ")
    assert why in err
    assert "root:" not in err
    assert files_of(store) == before
    assert not list(tmp_path.iterdir())


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("lead-body",), "no ready question is named 'lead-body'; --list shows them: binding-indicators, "),
    (("x" * 3000,), f"no ready question is named '{'x' * 60}'; --list shows them"),
    (("lead-bodies", "--set", "limits=5"), "question lead-bodies has no parameter 'limits'; it has: limit"),
    (("findings-by-rule", "--set", "limit=5"), "it has: none"),
    (("lead-bodies", "--set", "limit"), "--set limit: wanted is NAME=VALUE, such as limit=50"),
    (("lead-bodies", "--set", "limit=many"), "many"),
    (("lead-bodies", "--to", "docx"), "unknown format 'docx'; known: table, csv, json, jsonl, parquet, xlsx"),
    (("SELECT INTERVAL 1 DAY AS a", "--to", "parquet"), "Parquet cannot hold this"),
]


@pytest.mark.parametrize(("arguments", "why"), WRONG)
def test_wrong_use_is_one_line(arguments: tuple[str, ...], why: str, ask: Ask) -> None:
    code, _, err = ask(*arguments)
    assert (code, err.count("\n")) == (2, 1), err
    assert why in err


def test_a_folder_that_is_no_store(ask: Ask, tmp_path: Path) -> None:
    assert ask("SELECT 1", at=tmp_path) == (
        2, "", f"plan-extract: {tmp_path}: is no store; `plan-extract batch` makes one\n",
    )  # fmt: skip


def test_without_the_extra(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["plan_extract.cli.query"], "find_spec", lambda _: None)
    code, _, err = ask("SELECT 1")
    assert (code, err) == (1, "plan-extract: needs an extra to ask a store; pip install 'plan-extract[batch]'\n")


ENDLESS = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 3"
HUNGRY = "SELECT list(range) FROM range(10000000000)"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [((ENDLESS, "--timeout", "0.2"), "took too long"), ((HUNGRY, "--memory", "100"), "needs more memory")],
)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_query_is_bounded(arguments: tuple[str, ...], why: str, form: str, ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask(*arguments, "-o", str(tmp_path / f"x.{form}"))
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert why in err
    assert not list(tmp_path.iterdir())


FOUND: dict[str, tuple[dict[str, str], list[list[object]]]] = {
    "lead-bodies": ({}, [["市民政局", 1, 0, 0, 1], ["广州市天河区民政局", 1, 0, 0, 1], ["广州市民政局", 1, 0, 0, 1]]),
    "indicators-across-plans": ({}, [["养老机构护理型床位", "%", 2025, 2, 55.0, 60.0]]),
    "deadlines-by-month": ({"from": "2025-01"}, [["2025-12", 3, 1, 2]]),
    "tasks-without-owner": ({}, [["广东省", 2, 4, 2, 50.0], ["不详", 1, 1, 0, 0.0]]),
    "targets-against-superior": (
        {},
        [["养老机构护理型床位", "%", 2025, "广州市养老服务发展规划（2021—2025年）", "60%",
          "广州市天河区养老服务发展规划（2021—2025年）", "55%"]],
    ),
    "support-pairs": ({"limit": "1"}, [["市民政局", "市财政局", 2, 2]]),
    "binding-indicators": ({}, []),
    "safeguards": ({}, [["加强组织领导", 1, 0]]),
    "undated-plans": ({}, [["云汀市方案", "方案", 1, "c.txt"]]),
    "findings-by-rule": ({}, []),
}  # fmt: skip


def test_there_are_ten_questions_each_with_its_head() -> None:
    assert set(questions()) == set(FOUND)
    for each in questions().values():
        assert each.zh
        assert each.en
        assert each.tells.endswith(".")
        assert all(f"${name}" in each.sql.rpartition("\n-- ")[2] for name in each.parameters)


@pytest.mark.parametrize("name", sorted(FOUND))
def test_a_ready_question(name: str, ask: Ask) -> None:
    chosen, rows = FOUND[name]
    settings = [word for key, value in chosen.items() for word in ("--set", f"{key}={value}")]
    code, out, err = ask(name, *settings, "--to", "jsonl")
    assert (code, err) == (0, "")
    found = [list(json.loads(line).values()) for line in out.splitlines()]
    if name == "undated-plans":
        found = [[*row[:-1], Path(row[-1]).name] for row in found]
    if name != "findings-by-rule":  # which rules there are is tested elsewhere
        assert found == rows


def test_its_sql_is_to_be_had_and_the_list_needs_no_query(ask: Ask) -> None:
    _, out, _ = ask("safeguards", "--sql")
    assert out == questions()["safeguards"].sql
    code, out, _ = ask("--list")
    assert code == 0
    assert "lead-bodies: Bodies that lead most tasks\n  牵头任务最多的单位\n  --set limit=20  (rows at most)\n" in out


@pytest.mark.parametrize("sql", ["SHOW TABLES", "DESCRIBE tasks", "SUMMARIZE tasks", "FROM tasks", "PIVOT tasks ON kind",
                                 "EXPLAIN FROM tasks", "FROM sources", "FROM failures", "VALUES (1)"])  # fmt: skip
def test_other_ways_to_ask(sql: str, ask: Ask) -> None:
    if sql.startswith("PIVOT") and duckdb.__version__.startswith("1."):
        pytest.skip("DuckDB 1 makes several statements of a PIVOT")
    code, out, err = ask(sql)
    assert (code, err) == (0, "")
    assert out


VALUES = (
    "SELECT '=1+1' AS 甲, 1.50::DECIMAL(4,2) AS b, DATE '2025-12-31' AS c, ['市民政局', '市财政局'] AS d, NULL AS e, "
    "'nan'::DOUBLE AS f, sum(1) AS g, $x AS h"
)


def test_forms(ask: Ask, tmp_path: Path) -> None:
    asked = (VALUES, "--set", "x=\x1b[31m<b>")
    row = {
        "甲": "=1+1",
        "b": 1.5,
        "c": "2025-12-31",
        "d": ["市民政局", "市财政局"],
        "e": None,
        "f": None,
        "g": 1,
        "h": "\x1b[31m<b>",
    }
    assert [json.loads(ask(*asked, "--to", "jsonl")[1])] == json.loads(ask(*asked, "--to", "json")[1]) == [row]
    assert ask(*asked, "--to", "csv")[1] == (
        '\ufeff甲,b,c,d,e,f,g,h\r\n\'=1+1,1.5,2025-12-31,"[""市民政局"", ""市财政局""]",,,1,\x1b[31m<b>\r\n'
    )
    for form in ("parquet", "xlsx"):
        assert ask(*asked, "-o", str(tmp_path / f"a.{form}")) == (0, "", "")
    assert pq.read_table(tmp_path / "a.parquet").to_pylist()[0]["d"] == ["市民政局", "市财政局"]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert ask("SELECT 1 WHERE false", "--to", "json")[1] == "[]\n"
    assert json.loads(ask("SELECT 1 AS a, 2 AS a", "--to", "jsonl")[1]) == {"a": 1, "a_1": 2}
    assert ask("SELECT 1 AS a, 2 AS a", "-o", str(tmp_path / "b.parquet")) == (0, "", "")
    assert pq.ParquetFile(tmp_path / "b.parquet").schema_arrow.names == ["a", "a_1"]


def test_a_table_is_cut_neither_in_a_file_nor_in_a_pipe(ask: Ask, tmp_path: Path) -> None:
    long = "规划" * 500
    assert long in ask(f"SELECT '{long}' AS a")[1]
    assert ask(f"SELECT '{long}' AS a", "-o", str(tmp_path / "a.txt")) == (0, "", "")
    assert long in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_a_table_on_a_terminal_is_as_wide_as_it(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    wide = "SELECT repeat('养老服务', 15) AS 任务, 12345 AS n, '\x1b[2J' AS bad"
    for sql in (wide, "FROM tasks", "lead-bodies"):
        _, out, _ = ask(sql)
        assert max(map(cell_len, out.splitlines())) <= (80 if sql != "FROM tasks" else 200)
        assert "\x1b" not in out
    assert "12345" in ask(wide)[1]
    assert "title             健全网络\n" in ask("FROM tasks")[1]


def test_many_rows_are_a_table_of_the_first(ask: Ask) -> None:
    code, out, err = ask("FROM range(5000)")
    assert (code, out.count("\n")) == (0, 1002)
    assert err == "only the first 1,000 rows are shown; --to csv gives all\n"
    assert len(io.StringIO(ask("FROM range(5000)", "--to", "csv")[1]).readlines()) == 5001


def test_the_page_of_queries_shows_what_comes_out() -> None:
    shown = readme.QUERIES.read_text(encoding="utf-8")
    assert readme.queries(shown) == shown, "python tools/readme.py --write"
    assert set(questions()) <= {word for command, _ in readme.steps(shown) for word in command.split()}
