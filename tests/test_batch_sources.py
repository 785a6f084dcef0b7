"""What a source may be: folders, patterns, archives, tables, lists, URLs; always in one order, each document once."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from plan_extract import parse_text
from plan_extract.batch.rows import Columns
from plan_extract.batch.sources import Wanted, entries
from plan_extract.errors import ReadError, UsageError
from plan_extract.settings import Limits
from stores import PLAN, batch, content, failures, make, states

TEXTS = {"甲": PLAN.format(number=1), "乙/1": PLAN.format(number=2), "丙": "<p>云汀市方案</p><p>一、任务</p>"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, so that names are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*sources: str, **wanted: Any) -> list[str]:
    return [entry.source for entry in entries(sources, Wanted(**wanted))]


def zipped(path: Path, members: dict[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def lines(path: Path, rows: list[Any]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def test_folders_hold_documents_in_the_order_of_names(folder: Path) -> None:
    make(folder / "plans" / "b", 2)
    make(folder / "plans" / "a", 1)
    for name in ("z.html", "a.PDF", ".hidden.txt", "~$a.docx", "style.css", "seal.png", "deck.ppt", "rows.jsonl"):
        (folder / "plans" / name).write_bytes(b"x")
    (folder / "plans" / ".git").mkdir()
    (folder / "plans" / ".git" / "a.txt").write_bytes(b"x")
    aside: list[str] = []
    assert names("plans", passed=aside.append) == [
        "plans/a/0001.txt", "plans/a.PDF", "plans/b/0001.txt", "plans/b/0002.txt", "plans/deck.ppt", "plans/z.html",
    ]  # fmt: skip
    assert sorted(aside) == [".css", ".jsonl", ".png"]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["plans/0002.txt", "plans/0001.txt"], ["plans/0002.txt", "plans/0001.txt"]),
        (["plans/*2.txt"], ["plans/0002.txt"]),
        (["**/000?.txt"], ["plans/0001.txt", "plans/0002.txt", "plans/0003.txt"]),
        (["plans/nothing*"], []),
        (["[a].txt"], ["[a].txt"]),
        (["@list.txt"], ["plans/0003.txt", "gone.txt", "plans/0001.txt"]),
        (["plans/seal.png"], ["plans/seal.png"]),
    ],
)
def test_names_patterns_and_lists(sources: list[str], expected: list[str], folder: Path) -> None:
    make(folder / "plans", 3)
    (folder / "plans" / "seal.png").write_bytes(b"x")
    (folder / "[a].txt").write_bytes(b"x")
    (folder / "list.txt").write_text("plans/0003.txt\n\ngone.txt\r\nplans/0001*\n", encoding="utf-8-sig")
    assert names(*sources) == expected


@pytest.mark.parametrize("source", ["gone", "gone/*/x", "@gone.txt", "https"])
def test_what_is_not_there_is_refused(source: str, folder: Path) -> None:
    if "*" in source:
        assert names(source) == []
        return
    with pytest.raises(UsageError, match=r"no such file or folder; check the name"):
        names(str(folder), source)


def test_documents_in_archives(folder: Path) -> None:
    zipped(
        folder / "plans.zip", {"甲/a.txt": TEXTS["甲"], "b.txt": TEXTS["乙/1"], "c.zip": b"PK\x03\x04", "d.css": "x"}
    )
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 cut")
    finished, _ = batch(["plans.zip", "broken.zip"], folder / "out")
    found = {row["source"] for row in content(folder / "out")["documents"]}
    assert found == {"plans.zip/b.txt", "plans.zip/甲/a.txt"}
    assert (finished.parsed, finished.failed) == (2, 2)
    assert [row["source"] for row in failures(folder / "out")] == ["plans.zip/c.zip", "broken.zip"]
    assert batch(["plans.zip", "broken.zip"], folder / "out")[0].parsed == 0


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "parquet"])
def test_rows_of_tables(kind: str, folder: Path) -> None:
    rows = [{"nr": name, "正文": text, "more": 1} for name, text in TEXTS.items()]
    rows += [{"nr": "空", "正文": None}, {"nr": "甲", "正文": PLAN.format(number=9)}, {"nr": None, "正文": TEXTS["甲"]}]
    path = folder / f"plans.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)
    else:
        lines(folder / "plans.jsonl", rows)
        if kind == "jsonl.gz":
            path.write_bytes(gzip.compress((folder / "plans.jsonl").read_bytes()))
    columns = Columns("正文", "nr")
    finished, _ = batch(path.name, folder / "out", columns=columns, part=2)
    at = f"plans.{kind}#"
    assert (finished.parsed, finished.failed) == (4, 1)
    assert [(row["source"], row["error"]) for row in failures(folder / "out")] == [
        (at + "空", "is empty; nothing to read")
    ]
    documents = {row["source"]: row for row in content(folder / "out")["documents"]}
    assert set(documents) == {at + "甲", at + "乙/1", at + "丙", at + "甲@5"}
    assert documents[at + "甲"]["sha256"] == parse_text(TEXTS["甲"]).source.sha256
    assert documents[at + "丙"]["media_type"] == "text/html"
    sources = {row["source"]: row for row in content(folder / "out")["sources"]}
    assert sources[at + "6"]["duplicate_of"] == at + "甲"
    again, _ = batch(path.name, folder / "out", columns=columns, part=2)
    assert (again.parsed, again.failed) == (0, 0)
    assert [row["attempts"] for row in failures(folder / "out")] == [1]


def test_files_in_a_column(folder: Path) -> None:
    pq.write_table(
        pa.Table.from_pylist([{"id": "a.html", "file": "<html><p>云汀市方案</p>".encode("gb18030")}]), "a.parquet"
    )
    batch("a.parquet", folder / "out", columns=Columns("file", "id"))
    (document,) = content(folder / "out")["documents"]
    assert (document["name"], document["media_type"], document["encoding"]) == ("a.html", "text/html", "gb18030")


BAD_LINES: list[tuple[str, str]] = [
    ('{"text": "好"', "is no JSON; each line must be one object"),
    ('["好"]', "is no JSON object; each line must be one"),
    ('{"text": 5}', "holds int in column 'text', no text"),
    ('{"text": ""}', "is empty; nothing to read"),
    ('{"id": 7}', "is empty; nothing to read"),
    ('{"text": "\\ud800"}', "character 0 is half a surrogate pair, no text"),
    ('{"text": "' + "长" * 40 + '"}', "is over the limit of 6e-05 MB; split it, or raise the limit with --max-size"),
    (
        '{"text": "' + "\\u957f" * 40 + '"}',
        "is over the limit of 6e-05 MB; split it, or raise the limit with --max-size",
    ),
]


@pytest.mark.parametrize(("line", "error"), BAD_LINES)
def test_bad_rows_are_told(line: str, error: str, folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "甲"}\n' + line + '\n\n{"text": "乙"}', encoding="utf-8")
    found = list(entries(["a.jsonl"], Wanted(Columns("text"), Limits(text_bytes=60))))
    assert [(entry.source, entry.problem) for entry in found] == [
        ("a.jsonl#1", None), ("a.jsonl#2", error), ("a.jsonl#3", None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
@pytest.mark.parametrize("columns", [Columns("body"), Columns("text", "key")])
def test_a_column_that_is_not_there_is_refused(name: str, columns: Columns, folder: Path) -> None:
    lines(folder / "a.jsonl", [{"text": "甲", "id": 1}])
    pq.write_table(pa.Table.from_pylist([{"text": "甲", "id": 1}]), "a.parquet")
    with pytest.raises(UsageError, match=r"has no column '(body|key)'; it has text, id"):
        names(name, columns=columns)


def test_a_url_that_does_not_answer_is_named() -> None:
    pytest.importorskip("aiohttp", reason="fsspec reads http with aiohttp, of the extra [cloud]")
    with pytest.raises(ReadError, match=r"^http://127\.0\.0\.1:1/a\.txt: could not be read: "):
        names("http://127.0.0.1:1/a.txt")


def test_a_damaged_table_is_one_failure(folder: Path) -> None:
    (folder / "a.parquet").write_bytes(b"PAR1 no more")
    (folder / "b.jsonl.gz").write_bytes(b"\x1f\x8b no more")
    (folder / "c.txt").write_text(TEXTS["甲"], encoding="utf-8")
    finished, _ = batch(["a.parquet", "b.jsonl.gz", "c.txt"], folder / "out", columns=Columns("text"))
    assert finished.states == {"failed": 2, "parsed": 1}
    assert {row["source"]: row["stage"] for row in failures(folder / "out")} == {
        "a.parquet": "list",
        "b.jsonl.gz": "list",
    }


def test_a_source_that_is_named_twice_is_one(folder: Path) -> None:
    make(folder / "plans", 2)
    batch(["plans", "plans/0001.txt", "plans/*", "./plans"], folder / "out")
    assert states(folder / "out") == {"0001.txt": "parsed", "0002.txt": "parsed"} | {
        "0001.txt": "duplicate", "0002.txt": "duplicate",
    }  # fmt: skip
    assert sorted(row["source"] for row in content(folder / "out")["documents"]) == ["plans/0001.txt", "plans/0002.txt"]
    assert len(content(folder / "out")["sources"]) == 4  # ./plans/0001.txt is another name of it


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX pipes")
def test_what_can_be_read_only_once_fails(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (entry,) = entries(["pipe.txt"], Wanted())
    assert entry.problem == "is no file that can be read twice; write it to a file first"


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A store like S3 on loopback."""
    pytest.importorskip("s3fs", reason="needs the extra [cloud]: pip install 'plan-extract[cloud]'")
    server = pytest.importorskip("moto.server", reason="needs moto[server], a development package")
    running = server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.mark.filterwarnings("default")  # those of botocore and moto are theirs
def test_a_bucket_is_a_folder(bucket: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    for name, value in {"AWS_ENDPOINT_URL": bucket, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
                        "AWS_DEFAULT_REGION": "us-east-1"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    vars(forkserver)["_forkserver"]._stop()  # the one of earlier tests was started without these variables
    system = s3fs.S3FileSystem()
    system.mkdir("plans")
    zipped(folder / "c.zip", {"d.txt": PLAN.format(number=3)})
    lines(folder / "e.jsonl", [{"text": PLAN.format(number=4)}])
    (folder / "a.txt").write_text(PLAN.format(number=1), encoding="utf-8")
    for name, path in {"2021/a.txt": "a.txt", "2021/b.css": "a.txt", "c.zip": "c.zip", "e.jsonl": "e.jsonl"}.items():
        system.put(str(folder / path), f"plans/{name}")
    finished, _ = batch("s3://plans", folder / "out", columns=Columns("text"))
    assert (finished.parsed, finished.failed) == (3, 0)
    assert {row["source"] for row in content(folder / "out")["documents"]} == {
        "s3://plans/2021/a.txt", "s3://plans/c.zip/d.txt", "s3://plans/e.jsonl#1",
    }  # fmt: skip
    assert batch("s3://plans/2021/*.txt", folder / "out", columns=Columns("text"))[0].parsed == 0
    (folder / "a.txt").write_text(PLAN.format(number=5), encoding="utf-8")
    system.put(str(folder / "a.txt"), "plans/2021/a.txt")
    assert batch("s3://plans", folder / "out", columns=Columns("text"))[0].parsed == 1
    with pytest.raises(UsageError, match="is no URL that can be read"):
        batch("nosuch://plans", folder / "out")


@pytest.mark.skipif(os.name == "nt", reason="names of files are bytes on POSIX only")
def test_names_that_are_no_text(folder: Path) -> None:
    make(folder / "plans", 1)
    for number, name in enumerate((b"plans/\xb7\xbd.txt", b"plans/\xb0\xb8.txt")):
        Path(os.fsdecode(name)).write_text(PLAN.format(number=number + 7), encoding="utf-8")
    finished, _ = batch("plans", folder / "out")
    assert (finished.parsed, finished.failed) == (3, 0)
    assert {row["source"] for row in content(folder / "out")["documents"]} == {
        "plans/0001.txt", "plans/\ufffd\ufffd.txt", "plans/\ufffd\ufffd.txt@0",
    }  # fmt: skip
    assert batch("plans", folder / "out")[0].parsed == 0
