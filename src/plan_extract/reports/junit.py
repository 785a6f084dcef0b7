"""JUnit XML, as the schema of Ant and Jenkins has it: a suite a file, a case a finding."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from ..lint.model import Checked, Outcome, Told
from .base import Look, position, posix

_EPOCH = "1970-01-01T00:00:00"  # a time is required, and the same findings give the same report
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(outcome: Outcome, look: Look) -> str:  # noqa: ARG001
    """Write a file without findings as one case that passed, a finding below the failing level as skipped."""
    suites = [_suite(number, file) for number, file in enumerate(outcome.files)]
    suites += [_failed(number, path, cause) for number, (path, cause) in enumerate(outcome.failed, len(outcome.files))]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def _suite(number: int, file: Checked) -> str:
    cases = "".join(map(_case, file.told)) or _open(file.path, "no findings") + "/>\n"
    fails = sum(told.fails for told in file.told)
    return _around(number, file.path, cases, tests=len(file.told) or 1, failures=fails, errors=0)


def _failed(number: int, path: str, cause: str) -> str:
    case = f'{_open(path, "could not be checked")}><error type="unreadable" message={_attribute(cause)}/></testcase>\n'
    return _around(number, path, case, tests=1, failures=0, errors=1)


def _around(number: int, path: str, cases: str, *, tests: int, failures: int, errors: int) -> str:
    return (
        f'<testsuite package="plan-extract" id="{number}" name={_token(posix(path))} timestamp="{_EPOCH}" '
        f'hostname="localhost" tests="{tests}" failures="{failures}" errors="{errors}" time="0">\n'
        f"<properties/>\n{cases}<system-out/>\n<system-err/>\n</testsuite>\n"
    )


def _case(told: Told) -> str:
    finding = told.finding
    place = f"{told.place.line}:{told.place.column} " if told.place else ""
    opened = _open(told.path, f"{place}{finding.code} {finding.name}")
    message = _attribute(finding.message)
    if not told.fails:
        return f"{opened}><skipped message={message}/></testcase>\n"
    body = escape(_xml(f"{position(told)}: {finding.code} {finding.message}\n{told.quote}".rstrip()))
    return f"{opened}><failure type={_attribute(finding.level)} message={message}>{body}</failure></testcase>\n"


def _open(path: str, name: str) -> str:
    return f'<testcase name={_token(name)} classname={_token(posix(path))} time="0"'


def _token(text: str) -> str:
    """An attribute without white space at its ends or two of it in a row."""
    return _attribute(" ".join(text.split()))


def _attribute(text: str) -> str:
    return quoteattr(_xml(text))


def _xml(text: str) -> str:
    """What XML cannot hold becomes U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)
