"""The configuration: `[tool.plan-extract]` of pyproject.toml, or all of plan-extract.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..errors import UsageError
from ..rules.base import Level, Profile
from ..rules.schema_words import problems

OWN_FILE = "plan-extract.toml"
PROJECT_FILE = "pyproject.toml"
_WHOLE = "the configuration is a table"


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Settings(BaseModel):
    """The base of the configuration's tables; an unknown key is refused, so that a misspelt one is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_kebab, defer_build=True)


class Accepted(Settings):
    """A finding that people know and accept, in a document."""

    document: str = Field(description="File, or a glob over files, from the folder of the configuration.")
    code: str = Field(description="Code of a rule, or a prefix of codes: PT001, PT.")
    quote: str | None = Field(default=None, description="Words that the finding quotes; all findings if left out.")
    reason: str | None = Field(default=None, description="Why it is accepted, for those who come later.")


class Configuration(Settings):
    """What `plan-extract validate` checks, and how."""

    select: tuple[str, ...] = Field(default=("ALL",), description="Rules to check: codes, prefixes of codes, or ALL.")
    extend_select: tuple[str, ...] = Field(default=(), description="Rules to check besides those selected.")
    ignore: tuple[str, ...] = Field(default=(), description="Rules not to check; a longer prefix wins over a shorter.")
    levels: dict[str, Level] = Field(
        default={}, description="Level of a rule, by code or prefix: error, warning or info; a longer prefix wins."
    )
    per_file_ignores: dict[str, tuple[str, ...]] = Field(
        default={}, description="Rules not to check in some files: glob to codes or prefixes."
    )
    per_file_profiles: dict[str, Profile] = Field(
        default={}, description="What some files are expected to be: glob to profile."
    )
    suppress: tuple[Accepted, ...] = Field(default=(), description="Findings that are accepted, one by one.")
    profile: Literal[Profile, "auto"] = Field(
        default="auto", description="What a document is expected to be; auto tells it from the document."
    )
    fail_on: Level = Field(default="warning", description="The least level that makes the run fail.")
    exclude: tuple[str, ...] = Field(default=(), description="Files not to check where a folder is named: globs.")
    baseline: str | None = Field(
        default=None, description="File of findings that are known, written by --write-baseline."
    )


def read_config(path: Path) -> Configuration | None:
    """Read a configuration file; None for a pyproject.toml that does not speak of plan-extract.

    Raises UsageError, which names the file, the key and the nearest right one.
    """
    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"could not be read: {error.strerror or error}", source=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"is no TOML: {error}", source=str(path)) from None
    if path.name == PROJECT_FILE:
        tools = data.get("tool", {})
        if not isinstance(tools, dict) or "plan-extract" not in tools:
            return None
        data = tools["plan-extract"]
    return _checked(data, str(path))


def _checked(data: object, source: str) -> Configuration:
    try:
        return Configuration.model_validate(data)
    except ValidationError as error:
        found = [problem.message for problem in problems([*map(dict, error.errors())], Configuration, _WHOLE)]
        raise UsageError("; ".join(found), source=source) from None


def nearest_config(folder: Path) -> tuple[Path, Configuration] | None:
    """Look for a configuration in a folder and those around it; the nearest wins, plan-extract.toml before pyproject."""
    for name in (OWN_FILE, PROJECT_FILE):
        path = folder / name
        if path.is_file() and (found := read_config(path)) is not None:
            return path, found
    return nearest_config(folder.parent) if folder.parent != folder else None
