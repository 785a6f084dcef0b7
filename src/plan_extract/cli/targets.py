"""Where the output of each input goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError
from ..writers import FOLDERS, LINES

STDIN = "-"


def targets(names: Sequence[str], output: str | None, form: str, files: Sequence[str] = ()) -> list[Path | None]:
    """Give the path that each document's records are written to; None is standard output.

    One goes to standard output, to the file `output`, or into the directory `output`; several go into a directory.
    Of a format of several files (csv), one document is the directory `output`, and each of several one inside it.
    In a format of lines (jsonl) several may also go to standard output, or to one file with that suffix.
    `files` are those named on the command line: an archive holds several documents.
    """
    files = files or names
    if output is None or output == STDIN:
        _one_stream(names, form, files)
        return [None] * len(names)
    path = Path(output)
    if form in FOLDERS:
        return _folders(names, path, form, files)
    if form in LINES and path.suffix.lower() == f".{form}" and not path.is_dir():
        return [_apart(path, files)] * len(names)
    if len(names) == 1 and not (path.is_dir() or output.endswith(("/", "\\"))):
        return [_apart(path, files)]
    if path.exists() and not path.is_dir():
        raise UsageError(f"{output} is a file, and {len(names)} files need a directory; name one with -o")
    return [_apart(path / name, files) for name in _names(names, f".{form}")]


def _one_stream(names: Sequence[str], form: str, files: Sequence[str]) -> None:
    """Refuse standard output to what needs a directory."""
    if form in FOLDERS:
        raise UsageError(f"{form} is a file for each table, which need a directory to go to; name one with -o")
    if form in LINES or len(names) <= 1:
        return
    if len(files) == 1:
        raise UsageError(f"{files[0]} holds {len(names)} documents, which need a directory to go to; name one with -o")
    raise UsageError(f"{len(names)} files need a directory to go to; name one with -o")


def _folders(names: Sequence[str], path: Path, form: str, files: Sequence[str]) -> list[Path | None]:
    """A directory for each document, none of them one that an input of that format stands in."""
    if path.suffix.lower() == f".{form}" or (path.exists() and not path.is_dir()):
        raise UsageError(f"{path} is one file, and {form} is a file for each table; name a directory with -o")
    folders = [path] if len(names) == 1 else [path / name for name in _names(names, "")]
    taken = {folder.resolve() for folder in folders}
    for file in files:
        if Path(file).suffix.lower() == f".{form}" and Path(file).resolve().parent in taken:
            raise UsageError(f"{file} is an input, and might be written over; the output needs another directory")
    return list(folders)


def once(files: Sequence[str]) -> None:
    """Refuse to read standard input twice."""
    if files.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")


def _names(files: Sequence[str], suffix: str) -> list[str]:
    """Name each output after its input, no two alike (whatever the case of letters: some file systems ignore it).

    With the suffix .yaml, `a.txt` gives `a.yaml`; where `a.html` is there too, `a.txt.yaml` and `a.html.yaml`; a second `a.txt` from
    another folder gives `a.txt-2.yaml`.
    """
    inputs = [Path("stdin") if file == STDIN else Path(file) for file in files]
    stems = [path.stem.casefold() for path in inputs]
    bases = [path.stem if stems.count(path.stem.casefold()) == 1 else path.name for path in inputs]
    names: list[str] = []
    taken: set[str] = set()
    for base in bases:
        count, name = 1, f"{base}{suffix}"
        while name.casefold() in taken:
            count += 1
            name = f"{base}-{count}{suffix}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _apart(path: Path, files: Sequence[str]) -> Path:
    """Refuse to write over an input."""
    for file in files:
        if file != STDIN and path.exists() and Path(file).exists() and path.samefile(file) and path.is_file():
            raise UsageError(f"{path} is an input; the output needs another name")
    return path
