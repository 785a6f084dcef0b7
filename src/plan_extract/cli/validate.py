"""`plan-extract validate`: documents and plan files in, findings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from ..errors import UsageError, WriteError
from ..printable import clean
from ..reports import REPORTS
from . import validate_options as options
from .console import colours, complain, emit, note
from .options import Encoding, MaxSize, Verbose
from .targets import STDIN

if TYPE_CHECKING:
    from ..lint.model import Checked, Outcome
    from ..lint.orders import Nearest, Orders, Wishes
    from ..settings import Limits

VALIDATE_CODES = "Exit codes: 0 nothing at or above the failing level, 1 findings, 2 could not do its job."
_PAINTED = ("full", "concise")
_DONE, _FOUND, _FAILED = 0, 1, 2


class _Reading(NamedTuple):
    """How files are read."""

    encoding: str | None
    limits: Limits
    verbose: bool


class _Telling(NamedTuple):
    """How findings are told."""

    form: str
    file: str | None
    statistics: bool
    quiet: bool
    exit_zero: bool


def validate(
    paths: options.Paths,
    select: options.Select = None,
    ignore: options.Ignore = None,
    extend_select: options.ExtendSelect = None,
    profile: options.Profile = None,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
    source: options.Source = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    fail_on: options.FailOn = None,
    exit_zero: options.ExitZero = False,
    statistics: options.Statistics = False,
    config: options.Config = None,
    isolated: options.Isolated = False,
    show_settings: options.ShowSettings = False,
    encoding: Encoding = None,
    max_size: MaxSize = None,
    quiet: options.Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check documents and plan files: numbering, tasks without owner or deadline, contradicting targets and more.

    Findings go to standard output, the rest to standard error. `plan-extract rules` lists what is checked.
    """
    from ..lint.orders import wishes_of
    from ..settings import DEFAULT_LIMITS, Limits

    size = int(max_size * 1_000_000) if max_size is not None else None
    reading = _Reading(encoding, DEFAULT_LIMITS if size is None else Limits(size, size), verbose)
    telling = _Telling(_form(output_format, output_file), output_file, statistics, quiet, exit_zero)
    try:
        wishes = wishes_of(select, ignore, extend_select, profile, fail_on, baseline)
        orders = _orders(paths, _nearest(config, isolated=isolated), wishes)
        if show_settings:
            _show(orders)
            return
        outcome = _check(orders, source or [], reading)
        code = _found(outcome, orders, telling) if write_baseline is None else _kept(outcome, write_baseline, telling)
    except (UsageError, BrokenPipeError):
        raise
    except Exception as error:
        complain(error, verbose=verbose)
        raise typer.Exit(_FAILED) from None
    raise typer.Exit(_FAILED if outcome.failed else code)


def _form(output_format: str | None, output_file: str | None) -> str:
    """The format asked for; in a step of GitHub Actions, whose output nobody reads, annotations."""
    on_github = os.environ.get("GITHUB_ACTIONS") == "true" and output_file is None
    form = output_format or ("github" if on_github else "full")
    if form not in REPORTS:
        raise UsageError(f"unknown output format {form!r}; known: {', '.join(REPORTS)}")
    return form


def _nearest(config: str | None, *, isolated: bool) -> Nearest:
    """How the configuration of a folder is found."""
    from ..lint.config import nearest_config, read_config

    if config is not None and isolated:
        raise UsageError("--config names a configuration, --isolated wants none; leave one out")
    if isolated:
        return lambda _: None
    if config is None:
        return cache(nearest_config)
    path = Path(config)
    found = read_config(path)
    if found is None:
        raise UsageError("has no [tool.plan-extract]", source=config)
    return lambda _: (path.resolve(), found)


def _orders(paths: Sequence[str], nearest: Nearest, wishes: Wishes) -> list[tuple[str, Orders]]:
    """The files that are meant, each with what is to be done."""
    from ..lint.files import files_of
    from ..lint.orders import excluded, orders_for

    files = files_of(paths, lambda path: excluded(path, nearest))
    if paths.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    if not files:
        raise UsageError(f"nothing to check in {', '.join(paths)}")
    return [(file, orders_for(file, nearest, wishes)) for file in files]


def _check(orders: Sequence[tuple[str, Orders]], sources: Sequence[str], reading: _Reading) -> Outcome:
    """Check every file; one that cannot be checked is a line on standard error, and the next one's turn."""
    from ..lint.files import Sources, check_file
    from ..lint.model import Outcome
    from ..lint.unused import unused_of_configuration
    from ..readers import read

    known = Sources([read(source, encoding=reading.encoding, limits=reading.limits) for source in sources])
    done: list[tuple[Orders, Checked]] = []
    failed: list[tuple[str, str]] = []
    for file, order in orders:
        try:
            data = _bytes(file, reading.limits)
            checked = check_file(file, data, order, known, encoding=reading.encoding, limits=reading.limits)
            done.append((order, checked))
        except (UsageError, BrokenPipeError):
            raise
        except Exception as error:
            complain(error, source=file, verbose=reading.verbose)
            failed.append((file, getattr(error, "message", None) or f"{type(error).__name__}: {error}"))
    return Outcome((*(checked for _, checked in done), *unused_of_configuration(done)), tuple(failed))


def _bytes(file: str, limits: Limits) -> bytes:
    from ..readers import load

    return sys.stdin.buffer.read(limits.most_bytes + 1) if file == STDIN else load(file, limits)


def _found(outcome: Outcome, orders: Sequence[tuple[str, Orders]], telling: _Telling) -> int:
    """Tell what was found and is not known."""
    outcome = _without_known(outcome, orders)
    _print(outcome, telling)
    if telling.statistics:
        _count(outcome)
    if not telling.quiet:
        _sum_up(outcome)
    return _FOUND if any(told.fails for told in outcome.told) and not telling.exit_zero else _DONE


def _without_known(outcome: Outcome, orders: Sequence[tuple[str, Orders]]) -> Outcome:
    """Leave out what stands in the baselines."""
    from ..lint.baseline import read_baseline, without_known

    paths = {file: order.baseline for file, order in orders}
    known = {path: read_baseline(path) for path in dict.fromkeys(paths.values()) if path is not None}
    files = (
        without_known(file, known[path], path.parent) if (path := paths.get(file.path)) is not None else file
        for file in outcome.files
    )
    return replace(outcome, files=tuple(files))


def _kept(outcome: Outcome, path: str, telling: _Telling) -> int:
    """Write what was found as the baseline; that is no failure."""
    from ..lint.baseline import write_baseline

    _write(path, write_baseline(outcome.told, Path(path).parent))
    if not telling.quiet:
        note(f"{len(outcome.told)} findings written to {path}; --baseline {path} tells what is new")
    return _DONE


def _print(outcome: Outcome, telling: _Telling) -> None:
    from ..reports.base import Look

    look = Look(colour=telling.form in _PAINTED and telling.file is None and colours())
    data = REPORTS[telling.form](outcome, look).encode("utf-8", "backslashreplace")
    if telling.file is None:
        emit(data, painted=look.colour)
    else:
        _write(telling.file, data)


def _write(path: str, data: bytes) -> None:
    from ..writers.files import write_file

    if Path(path).is_dir():
        raise WriteError("is a directory; name a file", source=path)
    write_file(Path(path), data)


def _count(outcome: Outcome) -> None:
    from ..lint.statistics import statistics

    for count, code, name, level in statistics(outcome.told):
        note(f"{count:>6}  {code}  {level:<7}  {name}")


def _sum_up(outcome: Outcome) -> None:
    from ..lint.statistics import tally

    files = [file for file in outcome.files if file.kind != "configuration"]
    parts = [f"{tally(outcome.told)} in {_files(len(files))}"]
    if count := sum(file.suppressed for file in files):
        parts.append(f"{count} suppressed")
    if count := sum(file.known for file in files):
        parts.append(f"{count} known from the baseline")
    if outcome.failed:
        parts.append(f"{_files(len(outcome.failed))} not checked")
    note("; ".join(parts))


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _show(orders: Sequence[tuple[str, Orders]]) -> None:
    """Print the settings of each file, for people."""
    for file, order in orders:
        rules = " ".join(f"{code}={order.levels[code]}" for code in order.codes)
        lines = [
            file,
            f"  configuration: {order.config or 'none'}",
            f"  profile: {order.profile or 'auto'}",
            f"  fail-on: {order.fail_on}",
            f"  baseline: {order.baseline or 'none'}",
            f"  suppress: {len(order.accepted)}",
            f"  rules: {rules or 'none'}",
        ]
        emit("".join(f"{clean(line)}\n" for line in lines).encode())
