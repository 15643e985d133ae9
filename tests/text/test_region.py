"""Regions and what told them."""

from __future__ import annotations

import pytest

from tonggao.grammar.tables import read_table
from tonggao.text import convert, region

CUES = read_table(region.HOME / "lexicons" / "region_cues.tsv")


def told(text: str) -> tuple[str, str]:
    return region.infer(text, convert.script_of(text))


@pytest.mark.parametrize(
    ("text", "expected", "cue"),
    [
        ("市委、市政府召开会议，全市地区生产总值增长8%。", "CN", "市委"),
        ("中國電信將在四川省建檔立卡貧困村助力脫貧攻堅，黨組高度重視。", "CN", "建档立卡"),  # a Traditional mirror
        ("立法院審查預算，新臺幣3億元，縣府編列補助。", "TW", "新台币"),
        ("台南市府表示，民國107年編列經費3000萬元。", "TW", "市府"),
        ("本港去年公屋落成量為3萬個，房屋署表示耗資20億港元。", "HK", "港元"),
        ("衞生署署長在立法會答覆議員。", "HK", "衞"),
        ("澳門特區政府市政署公佈，氹仔工程造價3億澳門元。", "MO", "市政署"),
        ("立法院审查预算，县府编列补助新台币3亿元。", "TW", "立法院"),  # a Simplified mirror
        ("公司生产5万件产品。", "CN", "script hans"),
    ],
)
def test_regions(text: str, expected: str, cue: str) -> None:
    found, evidence = told(text)
    assert found == expected
    assert cue in evidence.split(" ") or cue in evidence


@pytest.mark.parametrize(
    "text", ["公司生產5萬件產品。", "", "2018 GDP 6.9%", "新加坡组屋售价50万新元。", "香港和澳門的代表"]
)
def test_where_nothing_tells_no_region_is_made_up(text: str) -> None:
    assert told(text) == ("", "")


@pytest.mark.parametrize("text", ["立下战功的士兵", "电商平台商户", "从业者", "安全港区", "创业者", "会议会场"])
def test_longer_words_guard_their_characters(text: str) -> None:
    weights, _ = region._weigh(text, "hant")
    assert not weights


def test_cues_stand_as_shadows_write_them() -> None:
    wrong = [cue for cue in CUES.rows if convert.key(cue) != cue or convert.shadow(cue, "hant") != cue]
    assert not wrong
    assert list(CUES.rows) == sorted(CUES.rows)
    assert {row["region"] for row in CUES} <= {*region.REGIONS, "SG", "MY", region.GUARD}
    assert all(float(row["weight"]) > 0 or row["region"] == region.GUARD for row in CUES)
