"""A baseline: what is known already, so that only what is new is told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .model import Checked, Told

VERSION = 1


def write_baseline(told: Iterable[Told], folder: Path) -> bytes:
    """Give the baseline of all that is told; files are named from the folder that it will lie in."""
    entries = [
        {
            "path": _from(one.path, folder),
            "code": one.finding.code,
            "fingerprint": one.fingerprint,
            "quote": one.quote[:80] or one.finding.message,
        }
        for one in told
    ]
    entries.sort(key=lambda entry: (entry["path"], entry["code"], entry["fingerprint"]))
    return (json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2) + "\n").encode()


def read_baseline(path: Path) -> frozenset[tuple[str, str]]:
    """Read a baseline: files and fingerprints.

    Raises UsageError where it is none.
    """
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        if data["version"] != VERSION:
            raise UsageError(f"is a baseline of version {data['version']}; write it anew", source=str(path))
        return frozenset((str(entry["path"]), str(entry["fingerprint"])) for entry in data["findings"])
    except OSError as error:
        raise UsageError(f"could not be read: {error.strerror or error}", source=str(path)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError("is no baseline; --write-baseline FILE writes one", source=str(path)) from None


def without_known(file: Checked, known: frozenset[tuple[str, str]], folder: Path) -> Checked:
    """Leave out what stands in the baseline."""
    name = _from(file.path, folder)
    left = tuple(one for one in file.told if (name, one.fingerprint) not in known)
    return replace(file, told=left, known=len(file.told) - len(left))


def _from(path: str, folder: Path) -> str:
    if path == "-":
        return path
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return Path(path).as_posix()
