"""Laws of the text layer, over the shared prose and over arbitrary Unicode."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tonggao.errors import ReadError
from tonggao.model import Line
from tonggao.text import convert, cut, region
from tonggao.text.read import decode

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
PROSE = {"hans": 4, "releases": 4, "hant": 2}  # file → every how many articles
needs_prose = pytest.mark.skipif(not (SHARED / "data" / "prose").is_dir(), reason="TONGGAO_SHARED has no prose")

ANY = st.characters(exclude_categories=())  # lone surrogates too
DENSE = st.sampled_from("的有无囗龥㐀鿿𠀀国國着著乾1250aB.-_%+#&，。：:；;,“”（）()《》!?\"' \t\r\n\u2028、…十二年月")
TEXT = st.one_of(st.text(ANY, max_size=60), st.text(DENSE, max_size=60), st.text(st.one_of(ANY, DENSE), max_size=60))


def prose() -> Iterator[str]:
    for name, step in PROSE.items():
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0:
                    yield json.loads(line)["text"]


def jieba_words(text: str) -> list[str]:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    words: list[str] = jieba.lcut(text)
    return words


@pytest.mark.laws
@needs_prose
def test_words_are_those_of_jieba_on_prose() -> None:
    size = 0
    for text in prose():
        shadow = convert.shadow(text, convert.script_of(text))
        assert cut.words(shadow).texts == jieba_words(shadow)
        size += len(text.encode())
    assert size >= 5_000_000


@given(TEXT)
@example("F-35、X-37B、1-5月、www.gov.cn、1.2.3、5%3、-5℃、C++、3.5%、.5、AT&T、γ射线")
@example("囗囗囗龥龥有囗无囗")
@example("㐀㐁有无㐀一𠀀二")
@example("\ud800国\udfff")
@settings(max_examples=600, deadline=None)
def test_words_are_those_of_jieba_on_anything(text: str) -> None:
    assert cut.words(text).texts == jieba_words(text)


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_shadows_have_the_length_of_their_text(text: str) -> None:
    for script in ("hans", "hant", "mixed", convert.script_of(text)):
        shadow = convert.shadow(text, script)
        assert len(shadow) == len(text)
        assert convert.script_of(shadow) == "hans"
        assert convert.shadow(shadow, "hans") == shadow


@given(TEXT, st.lists(st.integers(0, 60), max_size=5), st.lists(st.integers(0, 3), min_size=6, max_size=6))
@settings(max_examples=300, deadline=None)
def test_sentences_tile_their_paragraphs(text: str, edges: list[int], paragraphs: list[int]) -> None:
    bounds = sorted({0, len(text), *(min(edge, len(text)) for edge in edges)})
    numbers = sorted(paragraphs)
    spans = zip(bounds, bounds[1:], numbers, strict=False)
    lines = tuple(Line(start, end, start, paragraph=number) for start, end, number in spans)
    found = cut.sentences(text, lines)
    done = 0
    for sentence in found:
        assert not text[done : sentence.start].strip()
        assert sentence.start < sentence.end
        assert [c[0] for c in sentence.clauses] == [sentence.start, *(c[1] for c in sentence.clauses[:-1])]
        assert sentence.clauses[-1][1] == sentence.end
        assert all(start < end for start, end in sentence.clauses)
        holding = {line.paragraph for line in lines if line.start < sentence.end and sentence.start < line.end}
        assert len(holding) == 1
        done = sentence.end
    assert not text[done:].strip()


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_regions_of_anything(text: str) -> None:
    found, evidence = region.infer(text, convert.script_of(text))
    assert found in {"", *region.REGIONS}
    assert bool(found) == bool(evidence)


@given(st.binary(max_size=80))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf")
@settings(max_examples=400, deadline=None)
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, charset, sure = decode(data, "a.txt")
    except ReadError as error:
        assert str(error).startswith("a.txt: ")
        return
    assert data.endswith(text.encode(charset, "surrogatepass")) or charset in ("cp950", "big5hkscs", "gb18030")
    assert 0 <= sure <= 1


@given(TEXT.filter(lambda text: len(text.strip("\0 \t\r\n\v\f\u3000\u2028\u2029\ufeff\xa0")) > 0))
@settings(max_examples=200, deadline=None)
def test_utf8_is_read_as_it_stands(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        made, charset, _ = decode(data, "a.txt")
    except ReadError as error:
        assert "binary" in str(error) or "this is" in str(error)
        return
    assert made == data.decode().removeprefix("\ufeff") or charset != "utf-8"


HOSTILE = ["囗", "國", "的", "-", "1.", "。", "“", "（", "《", '。"', "a-1囗", ",1", "\n", "：", "…", "㐀一", "一、"]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("step", ["words", "shadow", "sentences", "region", "decode"])
def test_cost_grows_with_length_alone(unit: str, step: str) -> None:
    def sentences(text: str) -> object:
        return cut.sentences(text, (Line(0, len(text), 0, paragraph=1),))

    def read_again(text: str) -> object:
        with contextlib.suppress(ReadError):  # a thousand rare characters are no plausible Chinese
            return decode(text.encode("gb18030") + b"\xd6\xd0", "a.txt")
        return None

    act: dict[str, Callable[[str], object]] = {
        "words": cut.words,
        "shadow": lambda text: convert.shadow(text, "mixed"),
        "sentences": sentences,
        "region": lambda text: region.infer(text, "mixed"),
        "decode": read_again,
    }
    act[step](unit * 100)
    begun = time.process_time()
    act[step](unit * (100_000 // len(unit)))
    assert time.process_time() - begun < 2.5  # a tenth of it is usual; what is quadratic takes minutes
