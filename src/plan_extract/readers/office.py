"""DOC, WPS and RTF: turned into DOCX by LibreOffice, found at run time, in a folder of its own with a time limit.

Its profile lies in that folder too: it runs no macros, follows no links and leaves the user's own office alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ..document.model import Document
from ..errors import MissingProgramError, ReadError
from .compound import MARK, streams
from .docx import read_docx

SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_MEDIA = {b"{\\rtf": "application/rtf"}
# Settings by path, name and value (officecfg/registry of LibreOffice).
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "2"),  # never
)


def read_office(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a binary Word or WPS document, or RTF.

    Raises MissingProgramError where LibreOffice is not installed, ReadError where it cannot open the file in time.
    """
    if data.startswith(MARK) and not streams(data):  # LibreOffice would take it for a text
        raise ReadError("is damaged or cut off; fetch it again")
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingProgramError("LibreOffice", "read DOC, WPS and RTF", "apt install libreoffice-writer-nogui")
    suffix = ".rtf" if data.startswith(b"{\\rtf") else ".doc"
    with _unwound(), tempfile.TemporaryDirectory(prefix="plan-extract-", ignore_cleanup_errors=True) as folder:
        given = Path(folder, f"document{suffix}")
        given.write_bytes(data)
        _convert(program, given, Path(folder))
        made = given.with_suffix(".docx")
        if not made.exists():
            raise ReadError("cannot be opened by LibreOffice; it is damaged, encrypted or no document")
        document = read_docx(made.read_bytes(), name, encoding)
    media = _MEDIA.get(data[:5], "application/msword")
    source = document.source._replace(media_type=media, sha256=hashlib.sha256(data).hexdigest())
    return replace(document, source=source)


def _convert(program: str, given: Path, folder: Path) -> None:
    """Run LibreOffice, and kill it when it is late or we are to end."""
    profile = folder / "profile"
    _write_settings(profile / "user")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(folder), str(given),
    ]  # fmt: skip
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, start_new_session=True, **quiet) as process:  # type: ignore[call-overload]  # noqa: S603
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise ReadError(f"takes LibreOffice more than {SECONDS} seconds; save it as DOCX") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _write_settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    settings = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {names}>{items}</oor:items>\n'
    (folder / "registrymodifications.xcu").write_text(settings, encoding="utf-8")


@contextmanager
def _unwound() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end us as Ctrl-C does, step by step, so that LibreOffice and the folder go too."""
    ours = [sign for sign in ("SIGTERM", "SIGHUP") if hasattr(signal, sign)]
    if threading.current_thread() is not threading.main_thread():
        ours = []
    ours = [sign for sign in ours if signal.getsignal(getattr(signal, sign)) is signal.SIG_DFL]
    for sign in ours:
        signal.signal(getattr(signal, sign), lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        for sign in ours:
            signal.signal(getattr(signal, sign), signal.SIG_DFL)
