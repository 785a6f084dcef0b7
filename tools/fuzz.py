"""Fuzz one reader with atheris (libFuzzer) for some CPU seconds: `python tools/fuzz.py docx --seconds 600`.

It starts from the small files of tests/seeds.py. What is no error of ours, and what breaks an invariant, is kept as a
file in `build/fuzz/READER/` and told at the end; exit code 1 then. Members of ZIP containers are changed inside, and
packed anew, so that what lies behind the checksum is reached too. Recognition (OCR) is left out: `image` is fuzzed up
to its picture. Of DOC and RTF only what comes before LibreOffice is.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import random
import resource
import shutil
import sys
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]
_PARSED = ["plan_extract.readers", "plan_extract.layout", "plan_extract.document", "ofdkit", "zipfile", "email", "csv"]
_LONGEST_TEXT = 3000  # characters whose records are read as well
_SLOW = 20  # seconds for one input
_MEMORY = 2048  # MB


class Fuzzer:
    """One reader under fire: how often it ran, and what it let through."""

    def __init__(self, kind: str, read: Callable[[bytes], None], folder: Path, seconds: float) -> None:
        self.kind, self.read, self.folder, self.seconds = kind, read, folder, seconds
        self.runs = 0
        self.found: dict[str, Path] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes) -> None:
        """Read one input; end the process when its time is over."""
        from invariants import cpu_seconds
        from plan_extract.errors import PlanExtractError

        self.runs += 1
        try:
            self.read(data)
        except PlanExtractError:
            pass
        except BaseException as error:  # a panic of Rust is no Exception
            self._keep(error, data)
        if not self.runs % 16 and cpu_seconds() > self.seconds:
            self.tell()

    def _keep(self, error: BaseException, data: bytes) -> None:
        """Keep the first input of each place where something broke."""
        frames = traceback.extract_tb(error.__traceback__)
        ours = next((f for f in reversed(frames) if "plan_extract" in f.filename), frames[-1])
        where = f"{type(error).__name__} {Path(ours.filename).name}:{ours.lineno}"
        if where not in self.found:
            self.found[where] = self.folder / f"defect-{hashlib.sha256(data).hexdigest()[:12]}"
            self.found[where].write_bytes(data)
            print(f"{self.kind}: {where}: {error} in {self.found[where]}", flush=True)
            traceback.print_exception(error, limit=-6)

    def tell(self) -> None:
        """Print the figures and end."""
        from invariants import cpu_seconds

        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu, peak = cpu_seconds(), used.ru_maxrss // 1024
        print(
            f"{self.kind}: {cpu:.0f} CPU seconds, {self.runs} inputs, {len(self.found)} defects, {peak} MB", flush=True
        )
        os._exit(1 if self.found else 0)


def reader_of(kind: str) -> Callable[[bytes], None]:
    """Give what reads one input by the bare reader and looks whether what comes out holds together."""
    from bare_readers import read_bare, without_recognition
    from invariants import document_holds, plan_holds
    from plan_extract import pipeline
    from plan_extract.readers.apart import is_bounded

    without_recognition(kind)
    if kind == "pdf":  # in this process, so that coverage leads; calamine would end it over a cell far away
        is_bounded()
    shutil.which = lambda *_, **__: None  # no LibreOffice

    def read(data: bytes) -> None:
        for document in read_bare(kind, data):
            document_holds(document)
            if len(document.text) <= _LONGEST_TEXT:
                plan_holds(pipeline.extract(document), document.text)

    return read


def change(data: bytes, most: int, seed: int) -> bytes:
    """Change some bytes; of a ZIP container those of a member, three times out of four."""
    import atheris

    chance = random.Random(seed)  # noqa: S311
    if data[:2] != b"PK" or chance.random() < 0.25:
        return bytes(atheris.Mutate(data, most))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info, archive.read(info)) for info in archive.infolist() if info.file_size < 1_000_000]
    except Exception:
        return bytes(atheris.Mutate(data, most))
    chosen = chance.randrange(len(members)) if members else 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (info, content) in enumerate(members):
            changed = bytes(atheris.Mutate(content, len(content) + 200)) if number == chosen else content
            archive.writestr(zipfile.ZipInfo(info.filename), changed)
    return out.getvalue()[:most]


def main() -> None:
    """Run from the command line."""
    from seeds import SEEDS, seeds

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=list(SEEDS))
    parser.add_argument("--seconds", type=float, default=60.0, help="CPU seconds, 60 unless told")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz", help="where inputs are kept")
    given = parser.parse_args()
    import atheris

    folder = given.folder / given.reader
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(given.reader)):
        (corpus / f"seed-{number}").write_bytes(seed)
    with atheris.instrument_imports(include=_PARSED):
        fuzzer = Fuzzer(given.reader, reader_of(given.reader), folder, given.seconds)
        for seed in seeds(given.reader):  # loads what is loaded late, and is counted
            fuzzer(seed)
    longest = max(20_000, *(2 * len(seed) for seed in seeds(given.reader)))
    options = [
        f"-timeout={_SLOW}",
        f"-rss_limit_mb={_MEMORY}",
        f"-max_len={longest}",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/", str(corpus)], fuzzer, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
