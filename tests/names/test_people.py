"""People: names found by their characters and by what stands beside them, with the title as said."""

from __future__ import annotations

import pytest
from naming import people, traditional

from tonggao.grammar.load import load_rules
from tonggao.names.foreign import Foreign
from tonggao.names.likeness import NEVER, Likeness

FOUND = [
    # titles before, after, both, and none
    ("中国电信总经理、党组副书记柯瑞文出席。", "CN", ["柯瑞文|中国电信总经理、党组副书记"]),
    ("中央网信办杨小伟副主任主持会议。", "CN", ["杨小伟|中央网信办副主任"]),
    ("会议由召集人郭信良议长主持。", "TW", ["郭信良|召集人、议长"]),
    ("国家主席习近平发表讲话。", "CN", ["习近平|国家主席"]),
    ("韩文科认为，价格还会上涨。", "CN", ["韩文科"]),
    # one title for a list, each his own where he has one
    ("市议员刘声正、徐信芳、郑贵元到场。", "TW", ["刘声正|市议员", "徐信芳|市议员", "郑贵元|市议员"]),
    ("委员陈怡珍、周丽津、曾培雅议员出席。", "TW", ["陈怡珍|委员", "周丽津|委员", "曾培雅|议员"]),
    # what the cut has torn or glued
    ("市长林智坚今(26)日表示，工程完工。", "TW", ["林智坚|市长"]),
    ("由副市长许育典率相关单位列席。", "TW", ["许育典|副市长"]),
    ("委员许又仁、陈昆和、沈家凤及蔡旺诠议员。", "TW", ["许又仁|委员", "陈昆和|委员", "沈家凤|委员", "蔡旺诠|议员"]),
    ("欧国伟及邓文谦已于早前认罪。邓文谦说。", "HK", ["欧国伟", "邓文谦", "邓文谦"]),
    # compound and married surnames, the dot, other peoples
    ("行政长官林郑月娥宣布暂缓修例。", "HK", ["林郑月娥|行政长官"]),
    ("新民党叶刘淑仪发言。", "HK", ["叶刘淑仪"]),
    ("作家欧阳中石介绍。", "CN", ["欧阳中石|作家"]),
    ("村民叫降巴，是四川甘孜人。", "CN", ["降巴|村民"]),
    ("探险队由罗伯特·斯科特率领。", "CN", ["罗伯特·斯科特"]),
    ("自治区主席雪克来提·扎克尔讲话。", "CN", ["雪克来提·扎克尔|自治区主席"]),
    ("总统特朗普表示反对。", "CN", ["特朗普|总统"]),
    ("日本首相安倍晋三致辞。", "CN", ["安倍晋三|日本首相"]),
    # titles in brackets, behind 等, taken up; what is glued to a name
    ("有4位幼铎奖教师（吴美璜、穆玮婷、陈宣妃）获奖。", "TW", ["吴美璜|幼铎奖教师", "穆玮婷|幼铎奖教师", "陈宣妃|幼铎奖教师"]),
    ("陈大文（民建联主席）出席。", "HK", ["陈大文|民建联主席"]),
    ("陈怡珍、吴通龙等议员参加。", "TW", ["陈怡珍|议员", "吴通龙|议员"]),
    ("召集人由李国章担任。", "HK", ["李国章|召集人"]),
    ("前教统局常任秘书长罗范椒芬到场。", "HK", ["罗范椒芬|前教统局常任秘书长"]),
    ("旅发局总干事程鼎一表示，会研究。", "HK", ["程鼎一|旅发局总干事"]),
    ("中国矿业大学副校长孙继平等出席。", "CN", ["孙继平|中国矿业大学副校长"]),
    # foreign names behind a title, whatever their words mean, and Latin ones
    ("约旦共产党总书记法拉杰来电。", "CN", ["法拉杰|约旦共产党总书记"]),
    ("主编Tom Grundy表示，Tom Grundy认为。", "HK", ["Tom Grundy|主编", "Tom Grundy"]),
    # bylines and labels
    ("联络人：梁瑞君", "TW", ["梁瑞君|联络人"]),
    ("新闻联络人：公关与新闻科 梁瑞君", "TW", ["梁瑞君|新闻联络人"]),
]

NONE = [
    "满意度达到98%，安全感持续上升。",
    "阳新县高度重视，成立由县长任组长的小组。",
    "申请人向政府提出要求。",
    "研究部署网络扶贫工作。",
    "马克思主义科学真理。",
    "文化局表示，石集团将继续投资。",
    "关注组今日成立，支联会拒绝。",
    "海水淡化项目位于江北，金融业增长8%。",
    "奥柏·御峰位于油塘。",
]


@pytest.mark.parametrize(("text", "region", "wanted"), FOUND)
def test_people_are_found_with_their_titles_in_both_scripts(text: str, region: str, wanted: list[str]) -> None:
    assert people(text, region) == wanted
    assert people(traditional(text), region) == wanted


@pytest.mark.parametrize("text", NONE)
def test_a_surname_proves_nothing(text: str) -> None:
    assert people(text) == []


def test_what_one_place_proves_holds_in_the_whole_article() -> None:
    text = "市长林智坚今日到场。林智坚说，工程完工。居民感谢林智坚的努力。"
    assert people(text, "TW") == ["林智坚|市长", "林智坚", "林智坚"]


def test_a_name_inside_a_place_is_not_counted() -> None:
    text = "市议员蔡筱薇要求重视汤德章纪念公园，公园的主角是汤德章律师。"
    assert people(text, "TW") == ["蔡筱薇|市议员", "汤德章|律师"]


def test_likeness_tells_names_from_words() -> None:
    likeness = Likeness(load_rules())
    names, words = ["林智坚", "柯瑞文", "郭信良", "欧阳修"], ["关注组", "向政府", "成立由", "高度重", "时回应"]
    assert min(map(likeness.score, names)) > max(map(likeness.score, words))
    assert likeness.score("的意度") == NEVER  # 的 begins no name


def test_sound_tells_foreign_names() -> None:
    rules = load_rules()
    foreign = Foreign(rules, Likeness(rules))
    assert foreign.score("特朗普") > 0 and foreign.score("扎西次仁") > 0
    assert foreign.score("项目部") == NEVER


@pytest.mark.parametrize(
    ("text", "region", "wanted"),
    [
        ("邱莉莉、方一峰、王家贞、蔡淑惠指出，税率太高。", "TW", ["邱莉莉", "方一峰", "王家贞", "蔡淑惠"]),
        ("被告方仲贤购买激光笔，控方传召排档档主张淑贞作供。", "HK", ["方仲贤|被告", "张淑贞|档主"]),
        ("会长许志成及良友会荣誉主席曾顺良呼吁。", "TW", ["许志成|会长", "曾顺良|荣誉主席"]),
        ("立法院民众党团副总召张启楷批评。", "TW", ["张启楷|立法院民众党团副总召"]),
        ("国民党立委洪孟楷则表示遗憾。", "TW", ["洪孟楷|国民党立委"]),
        ("另一名港人张泰安，在离境前被捕。", "HK", ["张泰安|港人"]),
        ("代表陈凯欣的大律师吕世杰表示。", "HK", ["陈凯欣", "吕世杰|大律师"]),
        ("老人健保费补助再加码市议员陈怡珍质询。", "TW", ["陈怡珍|市议员"]),
        ("台大医院感染科主治医师黄立民建议。", "TW", ["黄立民|台大医院感染科主治医师"]),
        ("2004年罗森费尔德离开了那里。", "CN", ["罗森费尔德"]),
        ("以菲德尔·卡斯楚为首，乔治·维利尔斯最受青睐。", "CN", ["菲德尔·卡斯楚", "乔治·维利尔斯"]),
        ("凯瑟琳·蒂泽德女爵士与亚西尔·阿拉法特都到场。", "CN", ["凯瑟琳·蒂泽德", "亚西尔·阿拉法特"]),
        ("执行长迟焕国昨日表示，市政协副主席俞国庆出席。", "CN", ["迟焕国|执行长", "俞国庆|市政协副主席"]),
    ],
)
def test_names_that_the_cut_has_torn_and_titles_with_their_borders(text: str, region: str, wanted: list[str]) -> None:
    assert people(text, region) == people(traditional(text), region) == wanted


def test_items_of_a_list_of_people_that_are_no_names() -> None:
    assert people("市议员林美燕、曾培雅、来庆贺、江苏省都在名单里。", "TW") == ["林美燕|市议员", "曾培雅|市议员"]


def test_a_name_of_two_characters_may_end_the_text() -> None:
    assert people("王华") == ["王华"]
    assert people("主任王华") == ["王华|主任"]
