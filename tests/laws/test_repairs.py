"""Laws of repairing and zoning, over arbitrary Unicode and over the shared prose."""

from __future__ import annotations

import gc
import gzip
import json
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tonggao.model import Repair
from tonggao.text import clean, convert, zones
from tonggao.text.forms import forms
from tonggao.text.origin import Edit, OriginMap, rewrite

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
needs_prose = pytest.mark.skipif(not (SHARED / "data" / "prose").is_dir(), reason="TONGGAO_SHARED has no prose")
ANY = st.characters(exclude_categories=())  # lone surrogates too
DENSE = st.sampled_from(
    "\n\n\n  　\u00a0\t\r\u200b12345678０１％年月日号亿万元个人的和在第一二三是要"
    "、，。：；！？（）()《》「」“”|#*-—─>①⑴⒈㈠巿○ㄧ．国國务"
)
TEXT = st.one_of(st.text(ANY, max_size=80), st.text(DENSE, max_size=120), st.text(st.one_of(ANY, DENSE), max_size=100))


def prose() -> Iterator[dict[str, str]]:
    for name, step in {"hans": 60, "releases": 20, "hant": 12}.items():
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0:
                    yield json.loads(line)


def replayed(raw: str, repairs: list[Repair]) -> str:
    """What the repairs alone make of the received text."""
    parts: list[str] = []
    done = 0
    for repair in sorted(repairs, key=lambda repair: repair.start):
        assert repair.start >= done, "two repairs of one character"
        parts += raw[done : repair.start], repair.after
        done = repair.end
    return "".join([*parts, raw[done:]])


def check(raw: str, title: str | None = None) -> str:
    """Assert what must hold for any text, and give what came out."""
    text, origin, repairs = clean.mend(raw, OriginMap())
    origin.check(len(text))
    if origin.starts is None:
        assert len(text) == len(raw)
    assert not any("\ud800" <= char <= "\udfff" or char == "\0" for char in text)
    assert not any(char in forms().same or char in forms().longer for char in text)
    assert all(repair.before == raw[repair.start : repair.end] != "" for repair in repairs)
    assert replayed(raw, repairs) == text
    shadow = convert.shadow(text, convert.script_of(text))
    lines = zones.lines(text, shadow, title)
    assert (lines[0].start, lines[-1].end) == (0, len(text))
    for line, after in pairwise(lines):
        opens = line.zone in ("title", "dateline") and line.paragraph == after.paragraph > 0
        assert after.start - line.end == (0 if opens else 1)
    assert all(line.start <= line.body <= line.end for line in lines)
    assert all(all(above < number for above in section) for number, section in enumerate(zones.sections(lines)))
    return text


@given(TEXT)
@example("\r\n\r \x00\ud800")
@example("１\n２ ３　年")
@settings(max_examples=400, deadline=None)
def test_any_text(raw: str) -> None:
    text = check(raw)
    assert clean.mend(raw, OriginMap())[0] == text


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_characters_are_repaired_once(raw: str) -> None:
    """A second run finds no character to exchange (lines and spaces may show more once their neighbours are mended)."""
    text = clean.mend(raw, OriginMap())[0]
    kinds = {repair.kind for repair in clean.mend(text, OriginMap())[2]}
    assert kinds <= {"line break", "space", "spaced out", "spaced digits", "spaced year", "strange"}


@given(st.text(DENSE, max_size=60), st.text("ab", min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_maps_compose(raw: str, cut: str) -> None:
    """Spans point into the received text also where an earlier repair has moved everything."""
    longer = cut + raw
    text, origin = rewrite(longer, OriginMap(), [Edit(0, len(cut), "", "annotation")])
    mended, moved, repairs = clean.mend(text, origin, longer)
    alone, unmoved, _ = clean.mend(raw, OriginMap())
    assert mended == alone
    for number in range(len(mended)):
        start, end = unmoved.raw_span(number, number + 1)
        assert moved.raw_span(number, number + 1) == (start + len(cut), end + len(cut))
    assert all(repair.before == longer[repair.start : repair.end] for repair in repairs)
    assert cut + mended == replayed(longer, repairs)


HOSTILE = {
    "spaces": " ",
    "wide": "１",
    "breaks": "\n",
    "returns": "\r",
    "openers": "（",
    "spaced": "政 ",
    "digits": "1 ",
    "groups": "1 000",
    "headings": "工作\n",
    "headers": "立法會  ─  2013年7月10日\n12\n",
    "markers": "一、",
    "quotes": "“工\n",
    "commas": "工作，\n",
    "cells": "| 1 ",
    "circled": "①",
    "hashes": "#",
    "stars": "**",
    "datelines": "新华社北京10月",
    "bars": "|",
    "dots": ".",
    "wrapped": "国家卫生计生委召开专题会议，调整成立了扶贫领导小组，通报进展情\n",
}


@pytest.mark.laws
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_linear_time(name: str) -> None:
    """Eight times the text costs some eight times as much; a quadratic step would make it sixty-four."""

    def cost(size: int) -> float:
        text = HOSTILE[name] * (size // len(HOSTILE[name]))
        gc.collect()
        gc.disable()  # its passes over the objects of a run are no part of the run
        try:
            start = time.process_time()
            check(text)
            return time.process_time() - start
        finally:
            gc.enable()

    cost(1000)
    small, large = min(cost(12_500) for _ in range(3)), min(cost(100_000) for _ in range(2))
    assert large < 20 * small + 0.1


@pytest.mark.laws
@needs_prose
def test_prose() -> None:
    for row in prose():
        text = check(row["text"], row.get("title"))
        assert "\n\n\n" not in text or "\n\n\n" in row["text"] or "\r" in row["text"]
        han = [char for char in text if "一" <= char <= "鿿"]
        kept = [char for char in row["text"].replace("巿", "市") if "一" <= char <= "鿿"]
        lost = len(kept) - len(han)
        assert lost <= 0.02 * len(kept), row["id"]  # page headers only


@pytest.mark.laws
@needs_prose
def test_a_traditional_article_has_the_zones_of_its_simplified_form() -> None:
    for row in list(prose())[::4]:
        if convert.script_of(row["text"]) != "hans":
            continue
        text = clean.mend(row["text"], OriginMap())[0]
        other = convert.convert_text(text, "hant")
        if len(other) == len(text):
            shadow = convert.shadow(other, "hant")
            mine, theirs = zones.lines(text, text, None), zones.lines(other, shadow, None)
            assert [(line.zone, line.level) for line in mine] == [(line.zone, line.level) for line in theirs], row["id"]
