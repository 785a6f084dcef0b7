"""A rule's page, made of its module: for `explain`, for `docs/rules.md`, for SARIF."""

from __future__ import annotations

import inspect
from dataclasses import asdict, dataclass

from .base import Level, Profile, Rule
from .plan_file import FileRule

FAMILIES = {
    "PS": "structure",
    "PT": "tasks",
    "PI": "indicators",
    "PD": "deadlines",
    "PU": "bodies",
    "PM": "metadata and form",
    "PF": "plan files",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What is told of a rule."""

    code: str
    name: str
    level: Level
    family: str
    profiles: tuple[Profile, ...]
    summary: str
    why: str
    bad: str
    good: str

    def text(self) -> str:
        """The page for a terminal."""
        return "\n\n".join(
            [
                f"{self.code} {self.name} ({self.level})",
                self.summary,
                f"Why: {self.why}",
                f"Checked in: {self.scope}",
                f"Bad:\n\n{_indented(self.bad)}",
                f"Good:\n\n{_indented(self.good)}",
            ]
        )

    def markdown(self) -> str:
        """The page for `docs/rules.md`, without its heading."""
        mark = "yaml" if self.family == FAMILIES["PF"] else "text"
        return "\n\n".join(
            [
                f"Level: {self.level}. Checked in: {self.scope}.",
                self.summary,
                f"**Why:** {self.why}",
                f"Bad:\n\n```{mark}\n{self.bad.strip()}\n```",
                f"Good:\n\n```{mark}\n{self.good.strip()}\n```",
            ]
        )

    def data(self) -> dict[str, object]:
        """The page for programs."""
        return asdict(self)

    @property
    def anchor(self) -> str:
        """The place of the page in `docs/rules.md`."""
        return f"{self.code}-{self.name}".lower()

    @property
    def scope(self) -> str:
        """Which documents it is for."""
        return ", ".join(self.profiles) or ("plan files" if self.family == FAMILIES["PF"] else "all documents")


def page_of(rule: Rule | FileRule) -> Page:
    """Make the page of a rule: the summary is the first paragraph of its docstring, the reasons stand behind `Why:`."""
    text = inspect.cleandoc(rule.__doc__ or "")
    summary, _, rest = text.partition("\n\n")
    why = rest.partition("Why:")[2] if "Why:" in rest else rest
    return Page(
        code=rule.CODE,
        name=rule.NAME,
        level=rule.LEVEL,
        family=FAMILIES[rule.CODE[:2]],
        profiles=tuple(rule.PROFILES),
        summary=_joined(summary),
        why="\n\n".join(_joined(part) for part in why.split("\n\n") if part.strip()),
        bad=rule.BAD,
        good=rule.GOOD,
    )


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip().splitlines())
