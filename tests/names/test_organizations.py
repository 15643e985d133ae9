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
    # verbs, ordinals, people's words, brackets, conjunctions inside
    ("江苏省造纸协会发布报告。", "CN", ["江苏省造纸协会"]),
    ("金昌市第一人民医院制定了制度。", "CN", ["金昌市第一人民医院"]),
    ("八冶职工医院制定了制度。", "CN", ["八冶职工医院"]),
    ("惠生(南京)清洁能源公司将投产。", "CN", ["惠生(南京)清洁能源公司"]),
    ("美国国家过敏症和传染病研究所表示。", "CN", ["美国国家过敏症和传染病研究所"]),
    # bodies of a place, however they are cut
    ("昨日，临沂市人社局发布消息。", "CN", ["临沂市人社局=临沂市人力资源和社会保障局"]),
    ("北京市西城区卫计委派出队伍。", "CN", ["西城区卫计委=西城区卫生和计划生育委员会"]),
    ("昨日，京蒙帮扶办召开会议。", "CN", ["京蒙帮扶办"]),
    ("台南市原住民族委员会主委白蕙兰说。", "TW", ["台南市原住民族委员会"]),
    # another country's school, clubs, a school that the cut tears
    ("他曾在美国哈佛大学任教。", "CN", ["美国哈佛大学"]),
    ("永美狮子会参与活动。", "TW", ["永美狮子会"]),
    ("今日，新南国小的师生参观。", "TW", ["新南国小"]),
    ("慈光会理事长李大明出席，慈光会捐赠白米。大会会长、该会会长在座。", "TW", ["慈光会", "慈光会"]),
    ("凯莉山学校发言人表示，家长要求凯莉山退款。", "HK", ["凯莉山学校", "凯莉山=凯莉山学校"]),
    # Hong Kong and Taiwan
    ("议案将交予立法会首读，行政会议已同意。", "HK", ["立法会", "行政会议"]),
    ("按照人大常委会的决定，选举委员会改组。", "HK", ["人大常委会=全国人民代表大会常务委员会", "选举委员会"]),
    ("南市议会今日开议。", "TW", ["南市议会=台南市议会"]),
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
    "香港是国际金融中心，正建设国际科技创新中心。",
    "两铁所享有的票价自主权，载于该条例第III部。",
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


def test_short_forms_of_hospitals_and_associations() -> None:
    text = "伊利沙伯医院扩建。伊院表示，伊院病床不足。香港友好协进会赞助，友好协进会表示。"
    wanted = ["伊利沙伯医院", "伊院=伊利沙伯医院", "伊院=伊利沙伯医院", "香港友好协进会", "友好协进会=香港友好协进会"]
    assert organizations(text, "HK") == wanted


def test_a_known_name_that_the_cut_has_torn_counts_where_the_article_has_it_otherwise() -> None:
    text = "台电亏损。台电说明。并不是之前没有给台电钱。"
    assert organizations(text, "TW") == ["台电", "台电", "台电"]


def test_a_caucus_is_of_the_council_that_the_article_names() -> None:
    text = "台南市议会民进党团总召邱莉莉质询。民进党团指出，国民党立法院党团不赞成。"
    wanted = ["台南市议会民进党团", "民进党团=台南市议会民进党团", "国民党立法院党团"]
    assert organizations(text, "TW") == wanted


def test_a_company_without_its_place_and_form_is_the_same() -> None:
    text = "浙江聚光科技有限公司投产，聚光科技又攻克了难关。"
    assert organizations(text) == ["浙江聚光科技有限公司", "聚光科技=浙江聚光科技有限公司"]


def test_a_body_that_its_province_opens_is_that_of_the_province_that_the_article_names() -> None:
    text = "浙江省推进改革。记者从省发改委获悉，由省焦化行业协会牵头，省焦炭集团组织。"
    wanted = [
        "省发改委=浙江省发展和改革委员会", "省焦化行业协会=浙江省焦化行业协会", "省焦炭集团=浙江省焦炭集团",
    ]  # fmt: skip
    assert organizations(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "林燕祝也关心体育局的筹备状况。", "我可先替出入境管理局垫付。", "发展中国民营医院很难。", "国家分布有待药厂提供。",
        "台南蓝军痛批赖政府在摆烂。", "「命令不得随意运用资金于三公司」",
    ],
)  # fmt: skip
def test_what_ends_like_a_body_and_is_none(text: str) -> None:
    assert organizations(text, "TW") == []


def test_schools_that_the_cut_has_torn() -> None:
    text = "楠西国中两栋全毁，后甲、永仁国中及海佃国小都到场，三所国中没有来。"
    assert organizations(text, "TW") == ["楠西国中", "永仁国中", "海佃国小"]
