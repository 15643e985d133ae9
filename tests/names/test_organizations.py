"""Organizations: the suffix grammar with its left boundary, short forms, evidence, canonical spans."""

from __future__ import annotations

import pytest
from naming import organizations, traditional

FOUND = [
    # places
    ("四川省人民政府召开会议。", "CN", ["四川省人民政府"]),
    ("活动在甘肃省秦安县邓坪小学举行。", "CN", ["邓坪小学"]),
    ("中国驻里昂领事馆收到来信。", "CN", ["中国驻里昂领事馆"]),
    ("甘肃省食品药品监督管理局介绍了情况。", "CN", ["甘肃省食品药品监督管理局"]),
    ("土耳其国防部发表声明。", "CN", ["土耳其国防部"]),
    # parents and departments
    ("中国电信党组高度重视。", "CN", ["中国电信党组"]),
    ("由国务院发展研究中心产业经济研究部编著。", "CN", ["国务院发展研究中心产业经济研究部"]),
    ("中国建设银行四川省分行发放贷款。", "CN", ["中国建设银行四川省分行"]),
    ("浙江大学医学院主办。", "CN", ["浙江大学医学院"]),
    # words of their own, torn and glued ones
    ("娲石集团召开动员会。", "CN", ["娲石集团"]),
    ("会中乐驼规画设计公司说明近况。", "TW", ["乐驼规画设计公司"]),
    ("记者从瑞银证券获悉。", "CN", ["瑞银证券"]),
    ("玖龙纸业（控股）有限公司公布业绩。", "CN", ["玖龙纸业（控股）有限公司"]),
    ("市议员林美燕建请水利局处理。", "TW", []),
    ("周亦是弘立书院的营运总监。", "HK", ["弘立书院"]),
    ("一起作业联合华泰保险集团捐赠。", "CN", ["华泰保险集团"]),
    ("我国成立「促进转型正义委员会」，处理此事。", "TW", ["促进转型正义委员会"]),
    # Hong Kong and Taiwan
    ("被告由惩教署押送。", "HK", ["惩教署"]),
    ("国民党台北市党部主委说明。", "TW", ["国民党台北市党部"]),
]

NONE = [
    "五位一体总体布局，研究部署网络扶贫，举全集团之力。",
    "建设廉洁政府，两大公司合并，地方政府负责。",
    "优先发展公共交通，直燃发电厂投产。",
    "各级党委政府齐抓共管，上市公司和商业银行受益。",
    "在全面维护社会和谐稳定上开新局。",
    "公立医院和高等学校开放，社区服务中心建成。",
]


@pytest.mark.parametrize(("text", "region", "wanted"), FOUND)
def test_organizations_are_found_whole_in_both_scripts(text: str, region: str, wanted: list[str]) -> None:
    assert organizations(text, region) == wanted
    assert organizations(traditional(text), region) == wanted


@pytest.mark.parametrize("text", NONE)
def test_kinds_of_bodies_are_none(text: str) -> None:
    assert organizations(text) == []


def test_a_company_without_a_head_is_known_by_its_people() -> None:
    text = "一起作业联合创始人肖盾出席。一起作业向学校捐款。孩子们感谢一起作业。"
    assert organizations(text) == ["一起作业"] * 3


def test_common_words_before_a_title_are_no_company() -> None:
    assert organizations("公司总经理王建国出席，集团董事长李明主持。") == []


def test_short_forms_take_the_full_name() -> None:
    text = "华泰保险集团捐款。华泰集团表示，华泰保险将继续。"
    full = "华泰保险集团"
    assert organizations(text) == [full, f"华泰集团={full}", f"华泰保险={full}"]


def test_a_bracket_defines_a_short_form() -> None:
    text = "香港商品交易所有限公司(“商交所”)停止营运。商交所欠债。"
    full = "香港商品交易所有限公司"
    assert organizations(text, "HK") == [full, f"商交所={full}", f"商交所={full}"]


def test_a_place_stays_outside_where_the_article_mostly_leaves_it_out() -> None:
    text = "邓坪小学开学了。刘坪乡邓坪小学条件落后。邓坪小学感谢各界。"
    assert organizations(text) == ["邓坪小学"] * 3


def test_a_title_is_not_cut_into_a_body() -> None:
    assert organizations("行政院说明。行政院长卓荣泰报告。", "TW") == ["行政院"]
