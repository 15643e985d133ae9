"""Companies told by their neighbours in a list and by the words beside them."""

from __future__ import annotations

import pytest
from naming import organizations, people, traditional

FOUND = [
    # items that end like organizations, beside organizations
    (
        "感谢砂仑社区发展协会、登陆爱心会、好帝一食品、绿农电科、肯尼士有限公司等团体。",
        "TW",
        ["砂仑社区发展协会", "登陆爱心会", "好帝一食品", "绿农电科", "肯尼士有限公司"],
    ),
    # common words and Latin letters beside companies
    ("市场上有苹果、华为和OPPO等品牌。", "CN", ["苹果", "华为", "OPPO"]),
    # what only a company has
    ("研究机构Frostline预计，销量将下降。", "CN", ["Frostline"]),
]

NONE = [
    "农民种植苹果、梨和葡萄。",
    "各国代表、专家和企业家出席。",
]


@pytest.mark.parametrize(("text", "region", "wanted"), FOUND)
def test_neighbours_tell_companies_in_both_scripts(text: str, region: str, wanted: list[str]) -> None:
    assert organizations(text, region) == wanted
    assert organizations(traditional(text), region) == wanted


@pytest.mark.parametrize("text", NONE)
def test_lists_of_other_things_are_no_companies(text: str) -> None:
    assert organizations(text) == []


def test_people_in_a_list_behind_a_company_stay_people() -> None:
    text = "感谢宝达香企业公司、林淑萍、陈柏谷、叶福赞的捐助。"
    assert organizations(text, "TW") == ["宝达香企业公司"]
    assert people(text, "TW") == ["林淑萍", "陈柏谷", "叶福赞"]
