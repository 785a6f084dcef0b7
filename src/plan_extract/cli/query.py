"""`plan-extract query`: a store asked in SQL."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import MissingExtraError, UsageError
from .console import emit

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ..store.ready import Question

_FORMS = ("table", "csv", "json", "jsonl", "parquet", "xlsx")
_BINARY = ("parquet", "xlsx")


def _list(wanted: bool) -> None:
    if wanted:
        from ..store.ready import questions

        emit("".join(_told(each) for each in questions().values()).encode())
        raise typer.Exit


def _told(question: Question) -> str:
    """A question as the list shows it: name, titles, and what may be set."""
    lines = [f"{question.name}: {question.en}", f"  {question.zh}"]
    lines += [f"  --set {name}={each.default}  ({each.meaning})" for name, each in question.parameters.items()]
    return "\n".join(lines) + "\n"


def query(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A store that `batch` made.")],
    asked: Annotated[str, typer.Argument(metavar="SQL|NAME", help="A query in SQL, or the name of a ready question.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=f"{', '.join(_FORMS)} (default: what -o ends with, else table).",
            autocompletion=lambda: list(_FORMS),
        ),
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")] = None,
    chosen: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Value of a parameter ($NAME in the SQL).")
    ] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL of a ready question, to start from.")] = False,
    ready: Annotated[  # noqa: ARG001 - acts when it is read
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the ready questions.")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.01, max=1e7, metavar="SECONDS", help="The most that the query may take.")
    ] = 300,
    memory: Annotated[
        int, typer.Option("--memory", min=50, metavar="MB", help="The most memory that the query may take.")
    ] = 2000,
) -> None:
    """Ask a store in SQL, by DuckDB, or by the name of a ready question (--list).

    Its tables are documents, sections, tasks, actions, assignments, indicators, targets, deadlines, units, findings
    and more: SHOW TABLES, DESCRIBE tasks. A query reads the store and nothing else.
    """
    form = _form(form, output)
    text, values = _asked(asked, _values(chosen or []))
    if sql:
        emit(text.encode())
        return
    _require()
    from ..store.ask import opened

    with opened(Path(store), memory * 1_000_000) as db, _within(timeout, db.interrupt):
        content = _content(db, text, values, form, to_file=output is not None)
        if output is None:
            for data in content:
                emit(data, painted=form == "table")
        else:
            _write(Path(output), content)


def _content(db: DuckDBPyConnection, sql: str, values: dict[str, str], form: str, *, to_file: bool) -> Iterator[bytes]:
    """The answer in a form, some of it at a time."""
    from ..store import answers
    from ..store.ask import ask, ask_arrow

    if form == "parquet":
        return answers.parquet(ask_arrow(db, sql, values))
    found = ask(db, sql, values)
    if form != "table":
        return answers.FORMS[form](found)
    from .query_table import drawn

    return drawn(found, to_file=to_file)


def _asked(asked: str, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The SQL that is meant and the values of its parameters: one word is the name of a ready question."""
    if not asked.replace("-", "").replace("_", "").isalnum():
        return asked, values
    from ..store.ready import questions

    known = questions()
    if asked not in known:
        raise UsageError(f"no ready question is named {asked[:60]!r}; --list shows them: {', '.join(known)}")
    return known[asked].sql, known[asked].values(values)


def _values(chosen: list[str]) -> dict[str, str]:
    values = {}
    for each in chosen:
        name, equals, value = each.partition("=")
        if not (equals and name.isidentifier()):
            raise UsageError(f"--set {each}: wanted is NAME=VALUE, such as limit=50")
        values[name] = value
    return values


def _form(form: str | None, output: str | None) -> str:
    """The form that is asked for, by name or by the file's."""
    if form is None:
        ending = Path(output).suffix[1:].lower() if output is not None else ""
        form = ending if ending in _FORMS else "table"
    if form not in _FORMS:
        raise UsageError(f"unknown format {form!r}; known: {', '.join(_FORMS)}")
    if form in _BINARY and output is None and sys.stdout.isatty():
        raise UsageError(f"{form} is not for a terminal; name a file with -o")
    return form


def _require() -> None:
    for module in ("pyarrow", "duckdb"):
        if find_spec(module) is None:
            raise MissingExtraError("batch", "ask a store")


def _write(path: Path, content: Iterator[bytes]) -> None:
    """Write a file that appears whole; what is no regular file (`/dev/stdout`) is written to directly."""
    from ..store.parts import replaced

    if path.is_dir():
        raise UsageError("is a directory; name a file with -o", source=str(path))
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.writelines(content)
        return
    with replaced(path.resolve()) as file:
        file.writelines(content)


@contextlib.contextmanager
def _within(seconds: float, stop: Callable[[], None]) -> Iterator[None]:
    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # while it lives it holds DuckDB, which complains of that where the program ends
