"""Programs found by quotation marks, full names and titles, and what is none."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from tonggao.flow import extract_article
from tonggao.model import Article

# text → its programs: the span (→ its canonical name where that differs) and the type
FOUND = [
    ("建成木里县“小牧童”系统，赠送设备。", ["小牧童 platform"]),
    ("益农平台“农技宝”已覆盖全国31省。", ["益农平台 platform", "农技宝 platform"]),
    ("通过“天府云商+益农社”等销售模式助力脱贫。", ["天府云商 platform", "益农社→益农信息社 platform"]),
    (
        "成为经典案例，入选“砥砺奋进的五年”、中国国际信息通信展览会等展会。",
        ["砥砺奋进的五年 event", "中国国际信息通信展览会 event"],
    ),
    ("推出一个名为“惠民一点通”的小程序。", ["惠民一点通 platform"]),
    ("在平台上发起“一起画未来”公益绘画比赛。", ["一起画未来 event"]),
    ("公安部部署开展“云剑-2020”打击电信网络诈骗犯罪行动。", ["云剑-2020 project"]),
    ("因应「纸钱集中烧」政策，金炉启用。", ["纸钱集中烧 policy"]),
    ("推出「中小企业发展支援基金」，资助业界。", ["中小企业发展支援基金 project"]),
    ("建成覆盖全州的高清视频脱贫攻坚指挥系统。", ["高清视频脱贫攻坚指挥系统 platform"]),
    ("全国精准扶贫大数据平台已签约服务13省。", ["全国精准扶贫大数据平台 platform"]),
    (
        "10月25日，全国深度贫困地区网络扶贫工作现场推进会暨网络扶贫凉山行活动在四川省举行。",
        ["全国深度贫困地区网络扶贫工作现场推进会 event", "网络扶贫凉山行 event"],
    ),
    ("在北京联合召开全国农村能源工作会议。", ["全国农村能源工作会议 event"]),
    ("实施房屋品质提升工程和物业服务质量提升行动。", ["房屋品质提升工程 project", "物业服务质量提升行动 project"]),
    ("台南市宠物生命纪念业管理自治条例通过三读。", ["台南市宠物生命纪念业管理自治条例 law"]),
    ("印发《关于完善农林生物质发电价格政策的通知》。", ["关于完善农林生物质发电价格政策的通知 policy"]),
    ("实施外贸规模和主体倍增工程，开展招商。", ["外贸规模和主体倍增工程 project"]),
    ("实施高等教育学科专业设置调整优化行动、文旅服务提质行动。", ["高等教育学科专业设置调整优化行动 project", "文旅服务提质行动 project"]),
    ("开展危化品、高层建筑安全隐患排查整治专项行动。", ["危化品、高层建筑安全隐患排查整治专项行动 project"]),
    ("去年，东六环入地改造工程建成通车。", ["东六环入地改造工程 project"]),
    ("青藏铁路格拉段电气化改造工程开工。", ["青藏铁路格拉段电气化改造工程 project"]),
    (
        "第24届中国（浙江）国际科研、医疗仪器设备技术交流展览会闭幕。",
        ["第24届中国（浙江）国际科研、医疗仪器设备技术交流展览会 event"],
    ),
    ("成功举办中国—中亚合作论坛。", ["中国—中亚合作论坛 event"]),
    ("举办首届人工智能OPC大会。", ["人工智能OPC大会 event"]),
    ("公布「高级中等以下学校代理教师聘任办法」修正规定。", ["高级中等以下学校代理教师聘任办法 policy"]),
    ("实施职业教育“双高”“双优”计划。", ["双高 plan", "双优 plan"]),
    ("深入实施“1269”行动计划。", ["1269 plan"]),
    ("县市合并升格10周年系列活动登场。", ["县市合并升格10周年系列活动 event"]),
    ("「2021漁光島藝術節」下月登场。".replace("漁光島藝術節", "渔光岛艺术节"), ["2021渔光岛艺术节 event"]),
    ("学生参加第17届IMC国际数学竞赛，成绩亮眼。", ["第17届IMC国际数学竞赛 event"]),
    ("市政府在110年重阳敬老礼金致赠作业实施计划中设限。", ["110年重阳敬老礼金致赠作业实施计划 plan"]),
    ("111年春季台南市议长杯争奇斗艳兰花比赛开幕。", ["111年春季台南市议长杯争奇斗艳兰花比赛 event"]),
    ("做好第33届世界大冬会筹备工作，办好第十五届省运会。", ["第33届世界大冬会 event", "第十五届省运会 event"]),
    ("办好市民文化节、农民文化节等文化惠民活动。", ["市民文化节 event", "农民文化节 event"]),
    ("办好“赣超”、“百羽争锋”、环鄱阳湖国际自行车赛等体育赛事。", ["赣超 event", "百羽争锋 event", "环鄱阳湖国际自行车赛 event"]),
    ("深入开展“广货行天下”推介活动。", ["广货行天下 event"]),
    ("推进“尖刀”技术攻关工程。", ["尖刀 project"]),
    ("加强“双一流”“双特色”建设。", ["双一流 policy", "双特色 policy"]),
    ("坚定实施产业兴区战略，加快发展。", ["产业兴区战略 policy"]),
    ("海峡西岸经济区发展规划获批。", ["海峡西岸经济区发展规划 plan"]),
    ("办好石家庄国际投资贸易洽谈会。", ["石家庄国际投资贸易洽谈会 event"]),
    ("台南市奖励民间企业投资自治条例修正案三读。", ["台南市奖励民间企业投资自治条例 law"]),
    ("「因应美国关税我国出口供应链支持方案」编列880亿元。", ["因应美国关税我国出口供应链支持方案 plan"]),
    ("打好重污染天气消除攻坚战。", ["重污染天气消除攻坚战 policy"]),
    ("第三届台南国际动漫节登场。", ["第三届台南国际动漫节 event"]),
    ("做好第十六届全运会备战工作。", ["第十六届全运会→第十六届全国运动会 event"]),
    ("「香港电脑通讯节2020」延期。今年电脑节原定有六百个摊位。", ["香港电脑通讯节2020 event", "电脑节→香港电脑通讯节2020 event"]),
    (
        "灯会菁华展照常举办。民众爱看灯会菁华展。灯会菁华展展至一月。",
        ["灯会菁华展 event", "灯会菁华展 event", "灯会菁华展 event"],
    ),
    ("国际社会聚焦美朝峰会，双方会后发表协议。", ["美朝峰会 event"]),
    ("颁发「安全分判商奖（Safe Subcontractor Awards）」。", ["安全分判商奖 award"]),
    ("参加“西城区社区卫生服务中心结对帮扶启动仪式”。", ["西城区社区卫生服务中心结对帮扶启动仪式 event"]),
    ("完成《“十三五”脱贫攻坚规划》的目标。", ["“十三五”脱贫攻坚规划→十三五脱贫攻坚规划 plan"]),
]

NONE = [
    "陈淑美回答「108年已经准备好自治条例」。",
    "加快建设全国能源资源战略保障基地。",
    "各国应防止核军备竞赛。",
    "台南市议会拜会台日交流协会。",
    "尽管车上只有一个中国人，他仍说不。",
    "为贫困地区提供“用得上”的通信网络。",
    "他说：“我们要坚决打通最后一公里。”",
    "扶贫工作取得成效，这项工程进展顺利。",
    "采取积极行动，完善相关制度，推动系统建设。",
    "《人民日报》发表评论员文章。",
    "推出“组合拳”，对违法行为“零容忍”。",
    "会议审议了有关方案，通过了一批项目。",
    "打造“一站式”服务大厅，开展“一对一”指导服务。",
    "「与一群白衣人」共同行动，并非预谋。",
    "「安平港营运处」升格计划受关注。",
    "牵涉七大要素，提升“七大要素”交易服务平台。",
    "部队发起军事行动，防空导弹系统遭到攻击。",
]


def wanted_of(shown: str) -> tuple[str, str, str]:
    names, kind = shown.rsplit(" ", 1)
    span, _, name = names.partition("→")
    return span, name or span, kind


def programs(text: str, region: str = "CN") -> list[tuple[str, str, str]]:
    reading = extract_article(Article(text, "t", published="2020-10-26", region=region))
    shadow = reading.document.shadow
    return [(shadow[m.start : m.end], m.value.name, m.value.type) for m in reading.of("program")]  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "wanted"), FOUND, ids=[text[:12] for text, _ in FOUND])
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_found_in_both_scripts(text: str, wanted: list[str], script: str) -> None:
    assert programs(OpenCC("s2t").convert(text) if script == "hant" else text) == list(map(wanted_of, wanted))


@pytest.mark.parametrize("text", NONE)
def test_slogans_terms_and_generic_words_are_none(text: str) -> None:
    assert programs(text) == []


def test_a_quoted_name_is_known_wherever_the_article_writes_it() -> None:
    text = "推出上车盘「望海懿居」。望海懿居位于土瓜湾，「望海懿居」共有两座大楼。"
    assert [span for span, _, _ in programs(text, "HK")] == ["望海懿居"] * 3


def test_a_short_form_in_brackets_is_an_alias() -> None:
    text = "推行承建商合作培训计划(“合作计划”)，合作计划已惠及500人。"
    assert [name for _, name, _ in programs(text, "HK")] == ["承建商合作培训计划"] * 3


def test_a_name_stands_again_without_its_place() -> None:
    text = "香港单车节自2019年起停办。单车节历来吸引车手，单车节复办无期。"
    assert [name for _, name, _ in programs(text, "HK")] == ["香港单车节"] * 3


def test_a_road_is_a_project_where_the_article_is_about_it() -> None:
    once = "途经桂来高速公路前往景区。"
    often = "桂来高速公路开工。桂来高速公路全长88公里。桂来高速公路设四车道，桂来高速公路明年通车。"
    assert programs(once) == []
    assert {span for span, _, _ in programs(often)} == {"桂来高速公路"}


def test_a_verb_inside_the_name_of_an_event_does_not_end_it() -> None:
    assert programs("全国深化医改工作会议召开。")[0][0] == "全国深化医改工作会议"
