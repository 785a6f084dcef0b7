"""What is to be done with one file: the configuration that governs it, and the command line over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar, get_args

from ..errors import UsageError
from ..rules.base import Level, Profile
from .choose import Selection, chosen, codes, known, level_of
from .config import Accepted, Configuration
from .globs import matches

Nearest = Callable[[Path], tuple[Path, Configuration] | None]
Name = TypeVar("Name")
NO_CONFIGURATION = Configuration()


@dataclass(frozen=True, slots=True)
class Wishes:
    """The command line: what it says stands over the configuration."""

    selection: Selection = field(default_factory=Selection)
    profile: Literal[Profile, "auto"] | None = None
    fail_on: Level | None = None
    baseline: Path | None = None


@dataclass(frozen=True, slots=True)
class Orders:
    """What is done with one file.

    `profile` None is told from the document, `accepted` are the suppressions of the configuration that name the file,
    `config` is the configuration's file, if there is one, `baseline` that of what is known.
    """

    codes: tuple[str, ...]
    levels: dict[str, Level]
    profile: Profile | None
    fail_on: Level
    accepted: tuple[Accepted, ...] = ()
    config: Path | None = None
    baseline: Path | None = None


def wishes_of(
    select: list[str] | None,
    ignore: list[str] | None,
    extend_select: list[str] | None,
    profile: str | None,
    fail_on: str | None,
    baseline: str | None,
) -> Wishes:
    """Check what a command line says: `--select PT,PI001 --select PS` is PT, PI001, PS."""
    selection = Selection(None if select is None else _split(select), _split(extend_select or []), _split(ignore or []))
    chosen((selection,))
    return Wishes(
        selection,
        _one_of("profile", profile, ("auto", *get_args(Profile))),
        _one_of("level", fail_on, get_args(Level)),
        None if baseline is None else Path(baseline),
    )


def _split(options: list[str]) -> tuple[str, ...]:
    return tuple(word.strip() for option in options for word in option.split(",") if word.strip())


def _one_of(kind: str, value: str | None, known: tuple[Name, ...]) -> Name | None:
    for name in known:
        if name == value:
            return name
    if value is None:
        return None
    raise UsageError(f"unknown {kind} {value!r}; known: {', '.join(map(str, known))}")


def excluded(path: Path, nearest: Nearest) -> bool:
    """Tell whether the configuration wants a file of a folder left alone."""
    config, configuration = nearest(path.parent.resolve()) or (None, NO_CONFIGURATION)
    return config is not None and matches(str(path), config.parent, configuration.exclude)


def orders_for(path: str, nearest: Nearest, wishes: Wishes) -> Orders:
    """Work out the orders for a file; `nearest` gives the configuration of a folder."""
    folder = Path() if path == "-" else Path(path).parent
    config, configuration = nearest(folder.resolve()) or (None, NO_CONFIGURATION)
    root = config.parent if config is not None else Path()
    try:
        check_words(configuration)
    except UsageError as error:
        error.source = str(config)
        raise
    ours = Selection(configuration.select, configuration.extend_select, configuration.ignore)
    off = codes(
        word for glob, words in configuration.per_file_ignores.items() if matches(path, root, (glob,)) for word in words
    )
    kept = tuple(code for code in chosen((ours, wishes.selection)) if code not in off)
    return Orders(
        codes=kept,
        levels={code: level_of(code, configuration.levels) for code in kept},
        profile=_profile(path, root, configuration, wishes),
        fail_on=wishes.fail_on or configuration.fail_on,
        accepted=tuple(entry for entry in configuration.suppress if matches(path, root, (entry.document,))),
        config=config,
        baseline=wishes.baseline or (root / configuration.baseline if configuration.baseline else None),
    )


def check_words(configuration: Configuration) -> None:
    """Check every word on rules that a configuration has, used or not.

    Raises UsageError for a word that stands for no rule.
    """
    lists = (configuration.select, configuration.extend_select, configuration.ignore, configuration.levels)
    for words in (*lists, *configuration.per_file_ignores.values(), [entry.code for entry in configuration.suppress]):
        for word in words:
            known(word)


def _profile(path: str, root: Path, configuration: Configuration, wishes: Wishes) -> Profile | None:
    named = (p for glob, p in configuration.per_file_profiles.items() if matches(path, root, (glob,)))
    told = wishes.profile or next(named, configuration.profile)
    return None if told == "auto" else told
