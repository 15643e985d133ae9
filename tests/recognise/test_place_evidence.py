"""What tells that the characters before an ending are a name."""

from __future__ import annotations

import pytest

from recognise.placing import surfaces, values

FOUND = [
    ("邵伯湖和海螺沟", ["邵伯湖", "海螺沟"]),  # the dictionary
    ("西距昆明站276公里", ["昆明站"]),  # a place
    ("抵达北京通州站", ["北京通州站"]),
    ("停靠福田站", ["福田站"]),
    ("在安徽天堂寨", ["安徽", "天堂寨"]),
    ("位于斯特勒谢尼区", ["斯特勒谢尼区"]),  # the sound
    ("道学村、茄芮村和苏寻村", ["道学村", "茄芮村", "苏寻村"]),  # a list
    ("途经武宣县的武宣镇、禄新乡", ["武宣县", "武宣镇", "禄新乡"]),  # the table of another year says 禄新镇
    ("南京东路的商圈", ["南京东路"]),
]
NOT_FOUND = [
    "坚持港人治港，成为企业的避风港",
    "拿下半壁江山，建设文明城市和宜居城市",
    "改造城中村，拆除高架桥",
    "网站、车站与加油站",
    "记者来到检查站和服务站",
    "政府封锁教堂附近道路",
    "我地咁落运动场就可以练到",
    "钟南山与王岐山",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_are_found_by_what_tells_them(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_words_with_such_endings_are_none(text: str) -> None:
    assert surfaces(text) == []


def test_a_township_ends_where_its_countys_table_says_so() -> None:
    assert "大龙潭乡" in surfaces("玉溪市峨山县，在十街乡和大龙潭乡绕了个大圈")


def test_the_short_form_of_a_village_that_was_named_means_the_village() -> None:
    assert ("湾龙", "湾龙村") in values("武宣县湾龙村。武宣湾龙为双向六车道")


def test_quarters_of_hong_kong_take_their_ending() -> None:
    assert surfaces("連接尖沙咀區和佐敦區的網絡", "HK") == ["尖沙咀區", "佐敦區"]
