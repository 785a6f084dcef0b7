"""For people at a terminal: what is told of each task and indicator, with the words that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text

from ...printable import clean
from ..model import Change, Comparison, IndicatorChange, IndicatorSide, Rewording, TaskChange, TaskSide
from .base import Look, baseline_told, counts_told, due_told, labels, owners_told, target_told
from .wrapping import wrapped

_STYLES = {"+": "green", "-": "red", "~": "yellow", "added": "green", "dropped": "red", "same": ""}
_MARKS = {"added": ("{+", "+}"), "dropped": ("[-", "-]"), "same": ("", "")}
_SIGNS: dict[Change, str] = {"added": "+", "dropped": "-", "changed": "~"}
_BESIDE = 12  # characters shown on either side of what changed
_REWRITTEN = 0.3  # a text of which less is kept is not shown word by word
_LABEL = 12
_WIDEST = 100_000


def write(comparison: Comparison, look: Look) -> bytes:
    """Write what differs: first how much, then each task and indicator that was changed, added or dropped."""
    say = labels(look.lang)
    page = StringIO()
    console = Console(
        file=page, width=_WIDEST, force_terminal=look.colour, color_system="standard" if look.colour else None,
        no_color=not look.colour, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for line, indent in _lines(comparison, say, whole=look.whole):
        for part in wrapped(line, max(look.width, 40), indent) if look.width else (line,):
            console.print(part, no_wrap=True, crop=False, overflow="ignore", soft_wrap=True)
    return page.getvalue().encode("utf-8", "backslashreplace")


_Line = tuple[Text, int]  # with the indent of the lines that it is cut into


def _lines(comparison: Comparison, say: Mapping[str, str], *, whole: bool) -> Iterator[_Line]:
    yield from _summary(comparison, say)
    for change in ("changed", "added", "dropped"):
        tasks = [one for one in comparison.tasks if one.change == change]
        if tasks:
            yield from _head(f"{say[f'tasks_{change}']} ({len(tasks)})")
        for task in tasks:
            yield from _task(task, say, whole=whole)
    for change in ("changed", "added", "dropped"):
        indicators = [one for one in comparison.indicators if one.change == change]
        if indicators:
            yield from _head(f"{say[f'indicators_{change}']} ({len(indicators)})")
        for indicator in indicators:
            yield from _indicator(indicator, say)


def _summary(comparison: Comparison, say: Mapping[str, str]) -> Iterator[_Line]:
    """Both plans, and how many of each kind."""
    for sign, side in (("-", comparison.old), ("+", comparison.new)):
        name = Text(f"{sign} ", _STYLES[sign]).append(_flat(side.title or say["untitled"]), "bold")
        yield name.append(f"  {_flat(side.name)}", "dim"), 2
    if not comparison.differs:
        yield Text(say["nothing"]), 0
        return
    for label, told in counts_told(comparison, say):
        yield Text(f"{label}: ").append(told), 4


def _head(title: str) -> Iterator[_Line]:
    yield Text(""), 0
    yield Text(title, "bold"), 0


def _task(task: TaskChange, say: Mapping[str, str], *, whole: bool) -> Iterator[_Line]:
    side = task.new or task.old
    yield _name(task.change, task.old, task.new, side.title if side and side.title else say["untitled"]), 2
    for label, rewording in (("title", task.title), ("text", task.text)):
        if rewording is not None:
            yield _field(say[label], _words(rewording, say, whole=whole or label == "title")), _LABEL + 4
    if task.moved and task.old and task.new:
        yield _field(say["moved"], Text(f"{_path(task.old)} → {_path(task.new)}")), _LABEL + 4
    yield from _owners(task, say)
    for due in task.deadlines:
        sides = (due_told(due.old, say), due_told(due.new, say))
        yield _field(say["deadline"], _arrow(task.change, *sides)), _LABEL + 4


def _name(
    change: Change, old: TaskSide | IndicatorSide | None, new: TaskSide | IndicatorSide | None, name: str
) -> Text:
    """`~ 完善养老服务  T003 → T004`."""
    sign = _SIGNS[change]
    ids = " → ".join(dict.fromkeys(side.id for side in (old, new) if side))
    return Text(f"{sign} {_flat(name)}", _STYLES[sign]).append(f"  {_flat(ids)}", "dim")


def _owners(change: TaskChange | IndicatorChange, say: Mapping[str, str]) -> Iterator[_Line]:
    told = owners_told(change.owners, say)
    if not told:
        return
    line = Text()
    for number, (sign, owner) in enumerate(told):
        mark = f"{sign} " if change.change == "changed" else ""
        line.append(" | " if number else "").append(mark + _flat(owner), _STYLES[sign] if mark else "")
    yield _field(say["owner"], line), _LABEL + 4


def _indicator(indicator: IndicatorChange, say: Mapping[str, str]) -> Iterator[_Line]:
    side = indicator.new or indicator.old
    unit = f" ({side.unit})" if side and side.unit else ""
    yield _name(indicator.change, indicator.old, indicator.new, f"{side.name if side else ''}{unit}"), 2
    if indicator.old and indicator.new:
        old, new = indicator.old, indicator.new
        for label, told, before, after in (
            ("name", indicator.renamed, old.name, new.name),
            ("unit", indicator.unit, old.unit or say["none"], new.unit or say["none"]),
            ("nature", indicator.nature, say[old.nature or "none"], say[new.nature or "none"]),
        ):
            if told:
                yield _field(say[label], _arrow("changed", before, after)), _LABEL + 4
    if (base := indicator.baseline) is not None:
        sides = (baseline_told(base.old, say), baseline_told(base.new, say))
        yield _field(say["baseline"], _arrow(indicator.change, *sides)), _LABEL + 4
    for target in indicator.targets:
        sides = (target_told(target.old, say), target_told(target.new, say))
        yield _field(say["target"], _arrow(indicator.change, *sides)), _LABEL + 4
    yield from _owners(indicator, say)


def _field(label: str, value: Text) -> Text:
    """A label of the same width everywhere, and its value behind it."""
    line = Text("    ").append(label, "cyan")
    return line.append(" " * max(_LABEL - line.cell_len + 4, 1)).append_text(value)


def _arrow(change: Change, old: str, new: str) -> Text:
    """From the one to the other; of what stands in one plan only, that."""
    if change != "changed":
        return Text(_flat(new if change == "added" else old))
    return Text(_flat(old), "red").append(" → ", "default").append(_flat(new), "green")


def _words(rewording: Rewording, say: Mapping[str, str], *, whole: bool) -> Text:
    """The words that changed, each with a little of what stands beside it."""
    if not whole and rewording.kept < _REWRITTEN:
        sizes = [sum(len(p.text) for p in rewording.pieces if p.op in ("same", op)) for op in ("dropped", "added")]
        return Text(f"{say['rewritten'].format(*sizes)}, {say['kept'].format(round(100 * rewording.kept))}")
    line, pieces = Text(), rewording.pieces
    for number, piece in enumerate(pieces):
        text = " ".join(piece.text.split())
        if piece.op == "same" and not whole:
            text = _short(text, first=number == 0, last=number == len(pieces) - 1)
        before, after = _MARKS[piece.op]
        line.append(before + clean(text) + after, _STYLES[piece.op])
    return line


def _short(text: str, *, first: bool, last: bool) -> str:
    """Words that are the same, cut down to what stands beside a change."""
    head, tail = "" if first else text[:_BESIDE], "" if last else text[-_BESIDE:]
    return text if len(text) <= len(head) + len(tail) + 3 else f"{head}…{tail}"


def _path(side: TaskSide) -> str:
    return _flat(" › ".join(side.path)) or "—"


def _flat(text: str) -> str:
    """Text of a document on one line, harmless to a terminal."""
    return clean(" ".join(text.split()))
