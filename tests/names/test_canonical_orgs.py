"""Canonical names: bodies of the mainland in full, parents in full, one name for one body of an article."""

from __future__ import annotations

import pytest
from naming import organizations

from tonggao.grammar.load import load_rules
from tonggao.names.canonical_orgs import Expansions, abbreviates

LONG = "阳新娲石水泥有限公司"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("秦安县政府", "秦安县人民政府"),
        ("木里县委", "中国共产党木里县委员会"),
        ("中共浙江省委", "中国共产党浙江省委员会"),
        ("重庆市发改委", "重庆市发展和改革委员会"),
        ("临沂市委宣传部", "中国共产党临沂市委员会宣传部"),
        ("阳新县纪委", "中国共产党阳新县纪律检查委员会"),
        ("四川省政协", "中国人民政治协商会议四川省委员会"),
        ("大庆市人大常委会", "大庆市人民代表大会常务委员会"),
        ("北京市委常委会", "中国共产党北京市委员会常务委员会"),
        ("内蒙古自治区党委组织部", "中国共产党内蒙古自治区委员会组织部"),
        ("内蒙古自治区发改委外经处", "内蒙古自治区发展和改革委员会外经处"),
        ("四川省人民政府", "四川省人民政府"),
        ("香港特区政府", "香港特区政府"),
        ("北京大学", "北京大学"),
    ],
)
def test_bodies_of_the_mainland_in_full(short: str, full: str) -> None:
    assert Expansions.of(load_rules()).full(short) == full


def test_other_regions_keep_their_names() -> None:
    assert organizations("新竹市政府表示。", "TW") == ["新竹市政府"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("国家发改委能源研究所说明。", ["国家发改委能源研究所=国家发展和改革委员会能源研究所"]),
        ("中科院广州能源所说明。", ["中科院广州能源所"]),
        ("北京市发展改革委说明。", ["北京市发展改革委=北京市发展和改革委员会"]),
        ("阳新娲石水泥有限公司投产。娲石水泥有限公司扩建。", [LONG, f"娲石水泥有限公司={LONG}"]),
    ],
)
def test_parents_and_places_belong_to_the_full_name(text: str, wanted: list[str]) -> None:
    assert organizations(text) == wanted


@pytest.mark.parametrize(
    ("text", "region", "wanted"),
    [
        ("民建联关注。", "HK", ["民建联"]),
        ("民主建港协进联盟（民建联）关注。民建联说。", "HK", ["民主建港协进联盟", "民建联=民主建港协进联盟", "民建联=民主建港协进联盟"]),
        ("中石油增产。", "CN", ["中石油"]),
        ("新华社报道。", "CN", ["新华社"]),
        ("网信中国消息，中央网信办表示。", "CN", ["中央网信办=中央网络安全和信息化委员会办公室"]),
        ("武汉市卫健委通报。", "HK", ["武汉市卫健委=武汉市卫生健康委员会"]),
    ],
)
def test_bodies_are_in_full_others_as_fully_as_the_article_says(text: str, region: str, wanted: list[str]) -> None:
    assert organizations(text, region) == wanted


def test_another_member_of_the_house_is_no_short_form() -> None:
    assert not abbreviates("华泰人寿", "华泰保险集团")
    assert organizations("华泰保险集团捐款。华泰人寿随后捐款。") == ["华泰保险集团", "华泰人寿"]
