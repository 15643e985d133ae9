"""Laws of the repair: over arbitrary Unicode, over hostile strings, and over the shared prose damaged by the oracles."""

from __future__ import annotations

import gzip
import json
import os
import time
import timeit
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest
from damage import Tally, damaged, judge
from hypothesis import given, settings
from hypothesis import strategies as st

from tonggao.text.damage import mend
from tonggao.text.origin import OriginMap

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
PROSE = SHARED / "data" / "prose" / "hans.jsonl.gz"

pytestmark = pytest.mark.laws

pieces = st.sampled_from(
    ["國(guó)", "家", "發(fā)", "?", "?shù)", "(nóng)", "r(nóng)", "剞", "，", "。", "\n", "1", "３", "(", ")", "<rt>", "ǎ",
     "\ud800", "\ue000", "𠀀", "?(bù)", "ān)", "勐(měng)", "??", "_", "^", "碚", "們(men)", "<ruby>中<rt>zh</rt></ruby>"]
)  # fmt: skip


def holds(text: str) -> None:
    """The laws of one article: map monotone and whole, repairs point at what they say, a second run is the same."""
    mended, origin, repairs = mend(text, OriginMap())
    origin.check(len(mended))
    assert all(text[r.start : r.end] == r.before for r in repairs)
    assert all(a.start <= b.start for a, b in pairwise(repairs))
    assert mend(text, OriginMap()) == (mended, origin, repairs)
    if not repairs:
        assert mended == text


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    holds(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=25).map("".join))
def test_any_mixture_of_what_damaged_pages_hold(text: str) -> None:
    holds(text)


EVIDENCE = "國(guó)家發(fā)展經(jīng)濟(jì)"  # without it nothing is looked for
LIGHT = ["?", "(", "((", "國(guó)", "((guó", "ā", "甲", "r(nóng)", "<ruby>", "保S", "國(", "a(", "）", "國guó"]
HEAVY = ["?shù)", "剞", "國(guó)?", "?(bù)", "?shù)剞剞剞"]


def cost(piece: str, size: int) -> float:
    """The least processor time of three runs: what the text costs, not what else the machine does."""
    text = EVIDENCE + piece * (size // len(piece))
    return min(timeit.repeat(lambda: mend(text, OriginMap()), timer=time.process_time, number=1, repeat=3))


@pytest.mark.parametrize(("piece", "size"), [*((p, 10_000) for p in LIGHT), *((p, 400) for p in HEAVY)])
def test_time_is_linear(piece: str, size: int) -> None:
    cost(piece, 200)  # the tables are loaded
    assert cost(piece, 6 * size) < 15 * max(cost(piece, size), 0.02)


@pytest.mark.parametrize("piece", LIGHT)
def test_a_hundred_thousand_characters_keep_the_laws(piece: str) -> None:
    holds(EVIDENCE + piece * (100_000 // len(piece)))


def articles(count: int, every: int) -> Iterator[str]:
    from opencc import OpenCC

    if not PROSE.exists():
        pytest.skip(f"no shared prose at {PROSE}")
    convert = OpenCC("s2t").convert
    with gzip.open(PROSE, "rt", encoding="utf-8") as lines:
        for line in islice(islice(lines, 3, None, every), count):
            yield convert(json.loads(line)["text"])


def test_clean_articles_pass_untouched() -> None:
    for text in articles(1000, 9):
        if not any("À" <= char <= "ǿ" for char in text):
            assert mend(text, OriginMap()) == (text, OriginMap(), [])


@pytest.mark.parametrize("setting", ["page", "plain", "fold", "one", "silent"])
def test_nothing_called_proved_is_wrong(setting: str) -> None:
    tally = Tally()
    for seed, original in enumerate(articles(150 if setting == "page" else 30, 60), 1):
        judge(tally, original, damaged(original, setting, seed))
    assert tally.proved_wrong == []
    places = sum(tally.outcomes.values())
    right = sum(count for outcome, count in tally.outcomes.items() if outcome.endswith(" right"))
    unmarked = sum(count for outcome, count in tally.outcomes.items() if outcome.startswith("unmarked"))
    assert places > 20
    assert right >= {"page": 0.88, "plain": 0.75, "fold": 0.55, "one": 0.75, "silent": 0.4}[setting] * places
    assert unmarked <= {"silent": 0.06}.get(setting, 0.01) * places + 1
