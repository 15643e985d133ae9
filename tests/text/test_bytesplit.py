"""Exact inversion: the source article's two places, a brute force over short texts, and what is no proof."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from text.damaging import annotating, damage, page_table
from tonggao.text import readings
from tonggao.text.bytesplit import Lattice, Universe, page_universe, solve
from tonggao.text.damage import mend
from tonggao.text.origin import OriginMap

SOURCE = [
    ("中國(guó)電信成立由董事長(zhǎng)、總經(jīng)理?yè)?dān)任雙組長(zhǎng)的領(lǐng)導(dǎo)小組", "總經理擔任雙組長"),
    ("線上線下銷(xiāo)售模式助力當(dāng)?shù)剞r(nóng)民脫貧致富", "助力當地農民脫貧"),
]


@pytest.mark.parametrize(("received", "part"), SOURCE)
def test_the_source_articles_places_are_proved(received: str, part: str) -> None:
    text, origin, repairs = mend(received, OriginMap())
    assert part in text and "?" not in text
    assert [r.proof for r in repairs if r.kind == "byte-split"] == ["proved"]
    origin.check(len(text))
    assert damage(text, annotating(page_table())).received == received  # the proof itself


def test_a_damaged_character_owns_the_raw_characters_that_held_its_bytes() -> None:
    received = "助力當(dāng)?shù)剞r(nóng)民"
    text, origin, _ = mend(received, OriginMap())
    spans = {text[i]: received[slice(*origin.raw_span(i, i + 1))] for i in range(len(text))}
    assert spans == {"助": "助", "力": "力", "當": "當(dāng)", "地": "?shù)剞", "農": "r(nóng)", "民": "民"}


def test_a_place_with_several_originals_is_not_proved() -> None:
    _, _, repairs = mend("內澇,當(dāng)?shù)卣?谕ㄟ^(guò)大力發(fā)展", OriginMap())
    assert [r.proof for r in repairs if r.kind == "byte-split"] == ["likely"]


def test_genuine_question_marks_stay() -> None:
    received = "怎么辦(bàn)?我們(men)來(lái)說(shuō)明?會(huì)議開(kāi)始。"
    text, _, repairs = mend(received, OriginMap())
    assert text == "怎么辦?我們來說明?會議開始。"
    assert {r.kind for r in repairs} == {"annotation"}


def test_solve_calls_an_original_the_only_one_exactly_where_it_is() -> None:
    """All texts of three characters that collide with each other, compared with each other after the damage."""
    steps, alphabet = annotating(page_table()), "當地農理擔任日報將發輸等其經"
    originals: dict[str, set[str]] = {}
    for chars in itertools.product(alphabet, repeat=3):
        text = "".join(chars)
        originals.setdefault(damage(text, steps).received, set()).add(text)
    outcomes: Counter[str] = Counter()
    for received, texts in originals.items():
        at = received.find("?")
        if at < 1:
            continue
        lattice = Lattice(received, page_universe())
        window = solve(lattice, at)
        if len(window.paths) == 1:
            outcomes["proved"] += 1
            assert len(texts) == 1 and window.paths[0].text in next(iter(texts))
        else:
            outcomes["open"] += 1
            assert window.open or len(window.paths) > 1
    assert outcomes["proved"] > 50 and outcomes["open"] > 10


def test_a_character_that_stands_plain_elsewhere_is_not_assumed() -> None:
    code = readings.code_of()["數"]
    lattice = Lattice("當(dāng)?shù)剞r(nóng)民", Universe("GBK", never=frozenset({code})))
    assert solve(lattice, 7).paths == ()
