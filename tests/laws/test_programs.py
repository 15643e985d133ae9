"""Laws of programs over the shared prose: spans, scripts, determinism, linear time, floors on the visible gold."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tonggao.flow import extract_article
from tonggao.model import Article, Mention, Name

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
needs_prose = pytest.mark.skipif(not (SHARED / "data" / "prose").is_dir(), reason="TONGGAO_SHARED has no prose")
pytestmark = pytest.mark.laws
EVERY = {"hans": 150, "releases": 40, "hant": 20}  # file → every how many articles
PIECES = st.sampled_from(
    ["“", "”", "「", "」", "《", "》", "、", "等", "+", "的", "全国", "实施", "网络扶贫", "凉山", "行活动", "工程",
     "计划", "推进会", "平台", "条例", "(", ")", "第三届", "三年", "“十三五”", "和", "\n", "系统", "入选", "a", "１"]
)  # fmt: skip


def rows() -> Iterator[dict[str, str]]:
    for name, step in EVERY.items():
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0:
                    yield json.loads(line)


def programs(text: str, published: str | None = "2018-10-26", region: str | None = "CN") -> tuple[str, list[Mention]]:
    reading = extract_article(Article(text, "t", published=published, region=region))
    return reading.document.shadow, reading.of("program")


@needs_prose
def test_names_are_clean_and_typed() -> None:
    for row in rows():
        shadow, mentions = programs(row["text"], row.get("published"), row.get("region"))
        for mention in mentions:
            assert isinstance(mention.value, Name)
            name = mention.value.name
            assert mention.value.type and len(name) > 1 and not set(name) & set("“”「」『』｢｣\n "), (row["id"], name)
            text = shadow[mention.start : mention.end]
            assert text == text.strip() and text[0] not in "”」』｣》、，。的", text
            assert text[-1] not in "“「『｢《、，。的", text


@needs_prose
def test_the_other_script_gives_the_same_names() -> None:
    convert, same, together = OpenCC("s2t").convert, 0, 0
    for number, row in enumerate(rows()):
        if row.get("region") != "CN" or number % 3:
            continue
        _, one = programs(row["text"], row.get("published"))
        _, other = programs(convert(row["text"]), row.get("published"))
        own = [(m.start, m.end, m.value.name) for m in one]  # type: ignore[union-attr]
        same += len(set(own) & {(m.start, m.end, m.value.name) for m in other})  # type: ignore[union-attr]
        together += len(own)
    assert together > 50 and same >= 0.99 * together, (same, together)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_anything_goes_through(text: str) -> None:
    shadow, mentions = programs(text)
    assert all(0 <= m.start < m.end <= len(shadow) for m in mentions)
    assert programs(text)[1] == mentions


@pytest.mark.parametrize("piece", ["“网络扶贫", "「甲乙丙」、", "全国工程计划", "《《", "实施提升", "（“", "国家"])
def test_time_is_linear(piece: str) -> None:
    def took(times: int) -> float:
        start = time.process_time()
        programs(piece * times)
        return time.process_time() - start

    took(500)
    assert took(16000) < 8 * 1.8 * took(2000) + 0.5
