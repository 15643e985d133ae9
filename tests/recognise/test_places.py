"""Which characters are a place: edges, licences, lists, patterns, vetoes."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from recognise.placing import document, surfaces
from tonggao.grammar.load import load_rules
from tonggao.recognise import places

FOUND = [
    ("四川省凉山州木里县屋脚乡利家咀村通了路", ["四川省", "凉山州", "木里县", "屋脚乡", "利家咀村"]),
    ("定南县老城镇上洲村上屋组的村民", ["定南县", "老城镇", "上洲村", "上屋组"]),
    ("全力支持凉山州木里、盐源脱贫攻坚", ["凉山州", "木里", "盐源"]),
    ("甘孜、阿坝、凉山三州", ["甘孜", "阿坝", "凉山"]),
    ("云、贵、川三省和川渝两地", ["云", "贵", "川", "川", "渝"]),
    ("甘肃秦安的孩子们", ["甘肃", "秦安"]),
    ("甘南州的合作、临潭两地", ["甘南州", "合作", "临潭"]),
    ("率先打通“悬崖村”信息天路", ["悬崖村"]),
    ("推动“三区三州”深度贫困地区", ["三区三州"]),
    ("在六盘山片区和粤港澳大湾区", ["六盘山片区", "粤港澳大湾区"]),
    ("柳州市高新区与桂林高新区", ["柳州市", "高新区", "桂林高新区"]),
    ("中美经贸磋商在北京举行", ["中", "美", "北京"]),
    ("从上海浦东新区到青岛市北区", ["上海", "浦东新区", "青岛", "市北区"]),
    ("海东市民和回族土族自治县", ["海东市", "民和回族土族自治县"]),
    ("出口到肯尼亚、新西兰和刚果（金）", ["肯尼亚", "新西兰", "刚果（金）"]),
    ("帮扶兴安盟科右中旗", ["兴安盟", "科右中旗"]),
    ("云浮—梧州—来宾—平果段", ["云浮", "梧州", "来宾", "平果"]),
    ("广东地区的企业", ["广东"]),
    ("在大湾区内举办", ["大湾区"]),
    ("互助县五峰乡下马", ["互助县", "五峰乡"]),
    ("台中市长卢秀燕说，台中市长辈多", ["台中", "台中市"]),
    ("日本首相观看香港电影", ["日本", "香港"]),
    ("光在东京就有上千家", ["东京"]),
    ("生于美国犹他州尤里卡，靠近爱达荷州波卡特洛的农地", ["美国", "犹他州", "尤里卡", "爱达荷州", "波卡特洛"]),
    ("斯特勒谢尼是摩尔多瓦的城市", ["斯特勒谢尼", "摩尔多瓦"]),
    ("丹麦城市罗斯基勒", ["丹麦", "罗斯基勒"]),
    ("由莫纳加斯州负责管辖", ["莫纳加斯州"]),
    ("乘搭港铁往返元朗区", ["元朗区"]),
    ("东南侧九江路上的楼宇", ["九江路"]),
    ("东升桥全长八百米，下游是旧称里马桥的木桥", ["东升桥", "里马桥"]),
    ("列车经过沈阳，停靠岔江站，再到大连", ["沈阳", "岔江站", "大连"]),
]
NOT_FOUND = [
    "产业合作、经济资源和对外开放通道",
    "隆重庆祝建党百年",
    "人民生活和政治建设",
    "均衡水平和重大理论",
    "公安机关惠民便民，友谊长存",
    "建设美丽乡村，帮扶贫困村和行政村",
    "全面推进城镇社区建设",
    "覆盖24省、31个市和87县",
    "老、中、青三代人",
    "京港高铁和沪渝高速",
    "血腥镇压和以城带乡",
    "市长林永康和董事长魏华山",
    "盆地中偏西部，向西北方向",
    "广义货币增长，加强边防海防",
    "罗马帝国的皇帝与神圣罗马帝国",
    "公共交通总站和邮轮码头是私人屋苑的配套",
    "成为中小企业之乡和旅游之路",
    "柳俊江是记者，叶泽山是局长",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_the_places_and_nothing_else(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_the_same_in_traditional_characters(text: str, expected: list[str]) -> None:
    traditional = OpenCC("s2t").convert(text)
    spans = {(m.start, m.end) for m in places.candidates(document(text), load_rules())}
    assert {(m.start, m.end) for m in places.candidates(document(traditional), load_rules())} == spans


@pytest.mark.parametrize("text", NOT_FOUND)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert surfaces(text) == []


def test_a_full_form_licenses_the_short_one_anywhere_in_the_article() -> None:
    assert surfaces("阳新主动融入。阳新县富池镇开工") == ["阳新", "阳新县", "富池镇"]
    assert "阳新" not in surfaces("阳新主动融入")


def test_a_short_form_ends_where_a_word_begins_with_the_suffix() -> None:
    assert surfaces("湖北阳新县域经济做强做大") == ["湖北", "阳新"]
    assert surfaces("实现全州县城以上城区网络覆盖") == []


def test_a_town_of_a_named_county_needs_no_chain() -> None:
    assert surfaces("定南县的天九镇、鹅公镇") == ["定南县", "天九镇", "鹅公镇"]


def test_wards_and_districts_of_taiwan_stand_only_there() -> None:
    assert surfaces("臺南市北區長勝里與新勝里", "TW") == ["臺南市", "北區", "長勝里", "新勝里"]
    assert surfaces("云里雾里", "CN") == []


def test_a_site_takes_the_place_before_it_into_its_name() -> None:
    assert surfaces("打造「新竹1916園區」，讓新竹公園重現風華", "TW") == ["新竹1916園區", "新竹公園"]


def test_names_of_another_territory_need_more_than_its_name() -> None:
    assert surfaces("台州府城，台湾青年参访") == ["台州", "台湾"]
    assert surfaces("臺灣的府城", "TW") == ["臺灣", "府城"]


def test_a_water_that_comes_back_is_a_place() -> None:
    assert surfaces("麗池累積淤泥，麗池湖畔過去還可划船", "TW") == ["麗池", "麗池"]
