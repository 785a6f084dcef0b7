"""Globs over files, as in a .gitignore: a name alone is any file or folder of that name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


def matches(path: str, root: Path, globs: tuple[str, ...] | list[str]) -> bool:
    """Tell whether one of the globs, seen from the folder `root`, names the file or a folder around it."""
    return bool(globs) and any(_pattern(glob).fullmatch(name) for name in _names(path, root) for glob in globs)


def _names(path: str, root: Path) -> list[str]:
    """The file and the folders around it, from `root`: a/b.txt gives a/b.txt, a."""
    try:
        parts = Path(path).resolve().relative_to(root.resolve()).parts if path != "-" else (path,)
    except ValueError:  # it lies elsewhere
        parts = Path(path).parts
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    r"""A glob as a pattern: `*` and `?` stay within a name, `**` goes over folders.

    >>> _pattern("plans/**/*.txt").fullmatch("plans/a/b.txt") is not None
    True
    """
    glob = glob.removeprefix("./").rstrip("/")
    free = "" if "/" in glob else "(?:.*/)?"
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob.lstrip("/"))
    special = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(free + "".join(special.get(piece, re.escape(piece)) for piece in pieces), re.S)
