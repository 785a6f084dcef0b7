"""`plan-extract parse FILE --explain T012`: which rule read which characters, shown in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from ..errors import UsageError
from ..printable import clean
from ..span import Span
from ..trace import Step, Trace

_AROUND = 60  # characters of the sentence shown on either side
_LONGEST = 72  # of a longer span its two ends are shown
_HEAD, _TAIL = 40, 24
_STOPS = "。；！？;!?\n"
_ID = re.compile(r"[TAIDU]\d{3,}")
_BREAKS = str.maketrans({"\n": "⏎", "\r": "⏎", "\t": "⇥"})


def explained(trace: Trace, ids: Sequence[str]) -> str:
    """Give the text that explains some records.

    T012 task: 健全制度
      rule   tasks: leaf heading
      where  120 to 180
      | 修订管理办法，完善流程。
      | ^^^^^^^^^^^^^^^^^^^^^^^^
    """
    unknown = [id_ for id_ in ids if id_ not in trace.steps]
    if unknown:
        raise UsageError(f"no record {', '.join(unknown)} to explain; known: {_known(trace) or 'none'}")
    return "\n".join("".join(f"{line}\n" for line in _lines(trace, id_)) for id_ in ids)


def wanted(ids: Sequence[str], others: Sequence[str]) -> list[str]:
    """Check what was asked for: ids such as T012 (t12 will do), each once, and no option that shapes records."""
    if others:
        raise UsageError(f"--explain prints text for people; it goes without {', '.join(others)}")
    full = [re.sub(r"^([A-Z])(\d{1,2})$", lambda m: m[1] + m[2].zfill(3), id_.strip().upper()) for id_ in ids]
    wrong = [id_ for id_ in full if not _ID.fullmatch(id_)]
    if wrong:
        raise UsageError(f"{wrong[0]!r} is no id; ids are T012 (tasks), A003 (assignments), I001, D004 or U002")
    return list(dict.fromkeys(full))


def _known(trace: Trace) -> str:
    """T001 to T012, D001 to D004."""
    kinds: dict[str, list[str]] = {}
    for id_ in trace.steps:
        kinds.setdefault(id_[0], []).append(id_)
    return ", ".join(f"{min(i, key=_order)} to {max(i, key=_order)}" for i in (kinds[k] for k in "TAIDU" if k in kinds))


def _order(id_: str) -> int:
    return int(id_[1:])


def _lines(trace: Trace, id_: str) -> Iterator[str]:
    if id_[0] == "U":
        unit = next(unit for unit in trace.plan.units if unit.id == id_)
        yield clean(f"{id_} unit: {unit.name}" + (f", in full {unit.canonical}" if unit.canonical else ""))
    for number, step in enumerate(trace.steps[id_]):
        indent = "  " if number or id_[0] == "U" else ""
        yield from (indent + line for line in _step(trace.text, step))


def _step(text: str, step: Step) -> Iterator[str]:
    yield clean(step.what)
    yield clean(f"  rule   {step.rule}")
    if step.span is None:
        return
    yield f"  where  {step.span.start} to {step.span.end}"
    shown, marks = marked(text, step.span)
    yield f"  | {shown}"
    yield f"  | {marks}"


def marked(text: str, span: Span) -> tuple[str, str]:
    """Give the sentence of a span on one line, and carets under its characters; a wide character takes two.

    >>> marked("健全制度。到2025年，建成3个。", Span(5, 11))
    ('到2025年，建成3个。', '^^^^^^^^')
    """
    start = max(span.start - _AROUND, 1 + max(text.rfind(stop, 0, span.start) for stop in _STOPS))
    start += len(text[start : span.start]) - len(text[start : span.start].lstrip())
    ends = [at + (stop != "\n") for stop in _STOPS if (at := text.find(stop, max(span.start, span.end - 1))) >= 0]
    end = max(span.end, min([span.end + _AROUND, len(text), *ends]))
    inner = _printed(span.of(text))
    if span.end - span.start > _LONGEST:
        inner = _printed(text[span.start : span.start + _HEAD]) + " … " + _printed(text[span.end - _TAIL : span.end])
    before, after = _printed(text[start : span.start]), _printed(text[span.end : end])
    return (before + inner + after).rstrip(), " " * cell_len(before) + "^" * max(1, cell_len(inner))


def _printed(text: str) -> str:
    return clean(text.translate(_BREAKS))
