"""DOC, WPS and RTF: turned into DOCX by LibreOffice, found at run time, in a folder of its own with a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ..document.model import Document
from ..errors import MissingProgramError, ReadError
from .docx import read_docx

SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_MEDIA = {b"{\\rtf": "application/rtf"}


def read_office(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a binary Word or WPS document, or RTF.

    Raises MissingProgramError where LibreOffice is not installed, ReadError where it cannot open the file in time.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingProgramError("LibreOffice", "read DOC, WPS and RTF", "apt install libreoffice-writer-nogui")
    suffix = ".rtf" if data.startswith(b"{\\rtf") else ".doc"
    with tempfile.TemporaryDirectory(prefix="plan-extract-") as folder:
        given = Path(folder, f"document{suffix}")
        given.write_bytes(data)
        _convert(program, given, Path(folder))
        made = given.with_suffix(".docx")
        if not made.exists():
            raise ReadError("cannot be opened by LibreOffice; it is damaged, encrypted or no document")
        document = read_docx(made.read_bytes(), name, encoding)
    import hashlib

    media = _MEDIA.get(data[:5], "application/msword")
    source = replace(document.source, media_type=media, sha256=hashlib.sha256(data).hexdigest())
    return replace(document, source=source)


def _convert(program: str, given: Path, folder: Path) -> None:
    """Run LibreOffice with a profile of its own, so that an open office of the user is left alone; kill it when late."""
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
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
