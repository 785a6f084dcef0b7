"""From the names on a command line to files that are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..document.model import Document
from ..errors import ReadError, TooLargeError
from ..plan_files.load import SUFFIXES, Loaded, load_plan_file, looks_like_plan
from ..readers import FORMATS, load, read
from ..readers.encoding import decode
from ..settings import DEFAULT_LIMITS, Limits
from .config import nearest_config
from .model import Checked, Told
from .orders import Orders, Wishes, orders_for
from .runner import check_document, check_plan_file

_PICTURES = "image"  # in a folder of documents they are seals and maps; a scan is checked where it is named


def files_of(paths: Sequence[str], excluded: Callable[[Path], bool]) -> list[str]:
    """Give the files that are meant, each once, in order: a folder stands for the documents and plan files in it."""
    files: list[str] = []
    for path in paths:
        if path != "-" and Path(path).is_dir():
            files += [str(file) for file in _inside(Path(path)) if not excluded(file)]
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def _inside(folder: Path) -> Iterator[Path]:
    suffixes = {
        suffix for name, known in FORMATS.items() if known.reader and name != _PICTURES for suffix in known.suffixes
    }
    wanted = (suffixes | set(SUFFIXES)) - {""}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in wanted and path.is_file() and not _foreign(path):
            yield path


def _foreign(path: Path) -> bool:
    """In a folder, YAML and JSON that says nothing of a plan is none of our business."""
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        with path.open("rb") as file:
            return b"schema_version" not in file.read(DEFAULT_LIMITS.most_bytes)
    except OSError:
        return False


class Sources:
    """The documents that plan files were read from, as `--source` names them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents

    def of(self, loaded: Loaded) -> Document | None:
        """Give the source of a plan file: by SHA-256, else by name, else the only one.

        Raises ReadError where there are several and none fits.
        """
        told = loaded.data.get("source") if isinstance(loaded.data, dict) else None
        told = told if isinstance(told, dict) else {}
        for key in ("sha256", "name"):
            for document in self.documents:
                if getattr(document.source, key) == told.get(key):
                    return document
        if len(self.documents) > 1:
            raise ReadError(f"no --source is the {told.get('name', 'file')} that it was read from")
        return self.documents[0] if self.documents else None


def check_file(
    path: str,
    data: bytes,
    orders: Orders,
    sources: Sources,
    *,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Checked:
    """Check a file, given its bytes: a plan file or a document, told by content.

    Raises ReadError where it is neither.
    """
    if not looks_like_plan(data, path):
        return check_document(path, read(data, name=path, encoding=encoding, limits=limits), orders)
    if len(data) > limits.text_bytes:
        raise TooLargeError(f"is over the limit of {limits.text_bytes / 1e6:g} MB", source=path)
    loaded = load_plan_file(decode(data, encoding=encoding).text)
    return check_plan_file(path, loaded, orders, sources.of(loaded))


def validate_file(path: str, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> tuple[Told, ...]:
    """Check one file by the nearest configuration: the whole of `validate` for those who import it."""
    orders = orders_for(path, nearest_config, Wishes())
    try:
        checked = check_file(path, load(path, limits), orders, Sources(()), encoding=encoding, limits=limits)
    except ReadError as error:
        error.source = error.source or path
        raise
    return checked.told
