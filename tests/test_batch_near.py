"""`--near-duplicates`: the same plan on two sites is marked; two plans that were made from one form are not."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from plan_extract.batch.engines.base import Crew
from plan_extract.batch.plan import Shard
from plan_extract.errors import UsageError
from plan_extract.store.merged import merge
from plan_extract.store.near import _MOST, THRESHOLD, near_duplicates
from plan_extract.store.opened import open_to_read
from plan_extract.store.schema import SIGNATURES
from plan_extract.store.sketch import SHORTEST, sketch
from stores import batch, content, files_of

WORDS = "养老服务设施社区街道助餐护理床位机构培训队伍建设平台信息医疗康复补贴标准监管评估活动志愿家庭改造适老"  # of two characters each


def words(chosen: random.Random) -> list[str]:
    return [WORDS[place : place + 2] for place in chosen.choices(range(0, len(WORDS), 2), k=14)]


def plan(seed: int, head: str = "社区养老服务实施方案", lines: int = 30) -> str:
    """A plan of some 1,000 characters; another seed is another text."""
    chosen = random.Random(seed)  # noqa: S311
    body = [f"（{number}）" + "".join(words(chosen)) + "。（市民政局牵头）" for number in range(1, lines)]
    return "\n".join([head, "一、重点任务", *body]) + "\n"


def changed(text: str, share: float) -> str:
    """The text with the last so many of its characters from another."""
    cut = int(len(text) * (1 - share))
    return text[:cut] + plan(99)[cut:]


def marked(texts: dict[str, str | bytes], folder: Path, **wishes: Any) -> dict[str, str]:
    """Run over files, and give which of them is marked with which."""
    (folder / "plans").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "plans" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    batch(folder / "plans", folder / "out", near_duplicates=True, **wishes)
    return near(folder / "out")


def near(out: Path) -> dict[str, str]:
    rows = pq.read_table(out / "sources" / "all.parquet").to_pylist()
    found = [row for row in rows if row["near_duplicate_of"] is not None]
    assert all(THRESHOLD <= row["similarity"] <= 1 and row["state"] == "parsed" for row in found)
    return {Path(row["source"]).name: Path(row["near_duplicate_of"]).name for row in found}


NUMBERED = "{place}人民政府办公室文件\n{place}政办发〔2024〕{number}号\n{place}人民政府办公室关于印发社区养老服务实施方案的通知\n各单位：\n现印发给你们。\n"
OTHERS: list[tuple[str, str, str]] = [
    ("other texts", plan(1), plan(2)),
    ("half the same", plan(1), changed(plan(1), 0.5)),
    ("two thirds the same", plan(1), changed(plan(1), 0.3)),
    (
        "cover notes",
        "关于印发实施方案的通知\n请认真执行。\n（市民政局）",
        "关于印发实施方案的通知\n请认真执行！\n（市民政局）",
    ),
    (
        "other places",
        plan(1, "广州市社区养老服务实施方案\n广州市民政局"),
        plan(1, "杭州市社区养老服务实施方案\n杭州市民政局"),
    ),
    (
        "a city and its district",
        plan(1, "广州市养老方案\n广州市民政局"),
        plan(1, "广州市天河区养老方案\n广州市天河区民政局"),
    ),
    ("other years", plan(1, "社区养老服务工作要点（2023年）"), plan(1, "社区养老服务工作要点（2024年）")),
    ("five years later", plan(1, "社区养老服务“十三五”规划"), plan(1, "社区养老服务“十四五”规划")),
    (
        "other numbers",
        NUMBERED.format(place="云汀市", number=7) + plan(1),
        NUMBERED.format(place="云汀市", number=8) + plan(1),
    ),
]


@pytest.mark.parametrize(("what", "first", "second"), OTHERS, ids=[what for what, _, _ in OTHERS])
def test_other_plans_are_not_marked(what: str, first: str, second: str, tmp_path: Path) -> None:
    assert marked({"a.txt": first, "b.txt": second}, tmp_path) == {}, what


def test_what_is_like_a_marked_one_only_stands_for_itself(tmp_path: Path) -> None:
    """The third is like the second, the second like the first: the third is a text of its own beside the first."""
    texts: dict[str, str | bytes] = {"a.txt": plan(1), "b.txt": changed(plan(1), 0.08), "c.txt": changed(plan(1), 0.17)}
    assert marked({name: text for name, text in texts.items() if name != "a.txt"}, tmp_path / "two") == {
        "c.txt": "b.txt"
    }
    assert marked(texts, tmp_path / "three") == {"b.txt": "a.txt"}


def test_nothing_is_marked_where_that_is_not_asked_for(tmp_path: Path) -> None:
    assert marked({"a.txt": plan(1), "b.txt": plan(1) + "（完）\n"}, tmp_path) == {"b.txt": "a.txt"}
    finished, _ = batch(tmp_path / "plans", tmp_path / "without")
    assert near(tmp_path / "without") == {}
    assert (finished.near_duplicates, finished.rows[SIGNATURES], finished.rows["documents"]) == (0, 0, 2)
    with pytest.raises(UsageError, match=r"with other settings \(near_duplicates: True, now False\)"):
        batch(tmp_path / "plans", tmp_path / "out")


PAGE = "<html><head><title>政府网</title></head><body><nav><a href='/'>首页</a> <a href='/zw'>政务</a></nav><div>{}</div></body></html>"
SAME: list[tuple[str, str | bytes]] = [
    ("a line more", plan(1) + "来源：云汀市民政局网站\n"),
    ("other punctuation", plan(1).replace("。", "；").replace("（", "(").replace("）", ")")),
    ("other spaces", plan(1).replace("。", "。 　\n")),
    ("wide figures", plan(1).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})),
    ("another encoding", plan(1).replace("。", "．").encode("gb18030")),
    ("a word changed", plan(1).replace("护理", "照护", 3)),
    ("a page", PAGE.format("".join(f"<p>{line}</p>" for line in plan(1).splitlines()))),
    ("a place that one copy leaves out", plan(1, "广州市社区养老服务实施方案\n广州市民政局")),
]


@pytest.mark.parametrize(("what", "second"), SAME, ids=[what for what, _ in SAME])
def test_the_same_plan_is_marked(what: str, second: str | bytes, tmp_path: Path) -> None:
    name = "b.html" if "<p>" in str(second) else "b.txt"
    assert marked({"a.txt": plan(1), name: second, "c.txt": plan(3)}, tmp_path) == {name: "a.txt"}, what


def copies() -> dict[str, str | bytes]:
    """Twelve plans, each on three sites, and the third on the second once more."""
    found: dict[str, str | bytes] = {}
    for number in range(12):
        text = plan(number)
        found |= {
            f"{number:02d}-1.txt": text,
            f"{number:02d}-2.txt": text + "下载\n",
            f"{number:02d}-3.txt": "首页\n" + text,
        }
        found[f"{number:02d}-4.txt"] = found[f"{number:02d}-3.txt"]
    return found


def test_the_first_stands_for_all_however_the_work_is_done(tmp_path: Path) -> None:
    found = marked(copies(), tmp_path)
    assert found == {f"{number:02d}-{copy}.txt": f"{number:02d}-1.txt" for number in range(12) for copy in (2, 3)}
    whole = content(tmp_path / "out")
    shards = [tmp_path / f"shard-{number}" for number in (1, 2, 3)]
    for number, out in enumerate(shards, 1):
        batch(tmp_path / "plans", out, near_duplicates=True, shard=Shard(number, 3), crew=Crew(1), part=3)
    merge(shards, tmp_path / "merged")
    assert content(tmp_path / "merged") == whole
    batch(sorted((tmp_path / "plans").glob("*-[234].txt")), tmp_path / "late", near_duplicates=True)
    assert set(near(tmp_path / "late").values()) == {f"{number:02d}-2.txt" for number in range(12)}
    finished, _ = batch(tmp_path / "plans", tmp_path / "late", near_duplicates=True)
    assert (finished.parsed, finished.near_duplicates) == (12, 24)  # all is decided anew when others come
    assert content(tmp_path / "late")["sources"] == whole["sources"]
    files = files_of(tmp_path / "late")
    finished, _ = batch(tmp_path / "plans", tmp_path / "late", near_duplicates=True)
    assert (finished.parsed, finished.near_duplicates, files_of(tmp_path / "late")) == (0, 24, files)


def test_a_run_that_is_stopped_marks_nothing_and_the_next_does(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "0.pdf").write_bytes(b"%PDF-1.7 nothing")
    for name, text in copies().items():
        (tmp_path / "plans" / name).write_text(str(text), encoding="utf-8")
    finished, _ = batch(tmp_path / "plans", tmp_path / "out", near_duplicates=True, most_failures=0, crew=Crew(1))
    assert (finished.stopped, near(tmp_path / "out")) == ("too many failures", {})
    batch(tmp_path / "plans", tmp_path / "out", near_duplicates=True)
    assert len(near(tmp_path / "out")) == 24


def test_more_of_a_kind_than_one_is_compared_with(tmp_path: Path) -> None:
    """Texts made so that all share a band and no two are alike take no time with the square of their number."""
    assert marked({"a.txt": plan(1)}, tmp_path) == {}
    with open_to_read(tmp_path / "out") as store:
        count = 30 * _MOST
        chosen = np.random.default_rng(6).integers(0, 2**32, (count, 128), np.uint32)
        chosen[:, :8] = 7
        file = next((tmp_path / "out" / SIGNATURES).iterdir())
        schema = pq.read_schema(file)
        rows = [
            {"sha256": str(number), "place": None, "years": None, "number": None, "signature": row.tobytes()}
            for number, row in enumerate(chosen)
        ]
        pq.write_table(schema.empty_table().from_pylist(rows, schema), file)
        store.db.execute("DELETE FROM sources")
        names = [(f"{number:05d}", number, b"", str(number)) for number in range(count)]
        statement = "INSERT INTO sources (source, position, kind, file, place, bytes, stamp, sha256, state) "
        store.db.executemany(statement + "VALUES (?, ?, 'file', ?, 0, 1, '', ?, 'parsed')", names)
        assert near_duplicates(store) == {}


def test_a_sketch_estimates_what_is_common() -> None:
    first = plan(1, lines=200)
    other = first + plan(2, lines=30)
    assert sketch(first) == sketch(first.replace("。", "、"))
    one, two = (set(shingles(text)) for text in (first, other))
    numbers = [np.frombuffer(sketch(text) or b"", "<u4") for text in (first, other)]
    assert abs((numbers[0] == numbers[1]).mean() - len(one & two) / len(one | two)) < 0.12
    assert sketch("字" * (SHORTEST - 1) + "。" * 50) is None
    assert sketch("") is None
    assert len(sketch("字" * SHORTEST) or b"") == 512


def shingles(text: str) -> list[str]:
    counted = "".join(filter(str.isalnum, text))
    return [counted[place : place + 5] for place in range(len(counted) - 4)]


def test_a_sketch_is_the_same_everywhere() -> None:
    """Else stores that were made apart could not be joined."""
    assert (sketch(plan(1)) or b"")[:8].hex() == "46c33100e68a4600"
