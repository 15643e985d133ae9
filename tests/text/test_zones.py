"""Zones of lines, headings and sections, titles and datelines."""

from __future__ import annotations

import pytest

from tonggao.grammar.tables import read_table
from tonggao.model import Line
from tonggao.text import cells, convert, cues, datelines, zones
from tonggao.text.markers import marker

BODY = "10月25日，全国网络扶贫工作现场推进会在四川省凉山州举行，中国电信总经理出席会议并介绍取得的成效。"


def zoned(text: str, title: str | None = None) -> list[Line]:
    shadow = convert.shadow(text, convert.script_of(text))
    found = list(zones.lines(text, shadow, title))
    assert "".join(text[line.start : line.end] for line in found) == text.replace("\n", "")
    return [line for line in found if line.paragraph]


def zone(line: str, after: str = BODY, before: str = BODY) -> str:
    """The zone of one line that stands among paragraphs."""
    return zoned(f"{before}\n{line}\n{after}")[1].zone


@pytest.mark.parametrize(
    "line",
    [
        "首页",
        "首页 > 新闻中心 > 正文",
        "当前位置：首页 > 政务动态",
        "【 字体：大 中 小 】",
        "【打印】 【关闭】",
        "分享到：",
        "上一篇：关于举办培训班的通知",
        "浏览次数：1024",
        "點閱：356",
        "瀏覽人次：1,024",
        "友善列印",
        "回上一頁",
        "---",
        '" alt="">',
        "版权所有：某某市人民政府 京ICP备05000000号",
        "Copyright © 2018 All Rights Reserved",
        "扫一扫在手机打开当前页",
        "免責聲明:本文僅代表作者個人觀點,與本網無關。其原創性以及文中陳述文字和內容未經本站證實,請讀者僅作參考。",
        "凡本网注明“来源：某某网”的所有作品，版权均属于某某网，未经本网授权不得转载。",
        "請加入成為眾新聞的月費訂戶，長期支持我們的工作。所有訂戶都可以收到我們的「每周時事」通訊。",
    ],
)
def test_boilerplate(line: str) -> None:
    assert zone(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "申請費：240元",
        "開放時間：上午10時至下午7時",
        "法律顧問馮秀娟於去年10月提供法律意見，根據議事規則只能決定會議日期。",
        "未经许可，任何单位不得擅自从事经营活动，违者处5万元罚款。",
        "增值电信业务收入增长10%。",
        "点击率超过3000万次。",
        "扫码支付覆盖全州16个县。",
        "本站共接待游客3万人次。",
        "大",
        "更多的贫困群众有了稳定收入",
        "位置偏远的乡村通了网",
        "最新消息显示，受灾群众已安置2000人。",
        "微信用户超过10亿。",
        "Roland T Chin",
    ],
)
def test_what_only_looks_like_boilerplate(line: str) -> None:
    assert zone(line) != "boilerplate"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("来源：新华社", "meta"),
        ("发稿时间：2021/6/9", "meta"),
        ("2011年02月14日09:05:13 来源：中国建材网", "meta"),
        ("郭华平 黄晓平 本报记者 鄢朝晖", "meta"),
        ("（记者 张三 通讯员 李四）", "meta"),
        ("責任編輯：李四", "meta"),
        ("新聞資料聯絡人：公關與新聞科 梁瑞君", "meta"),
        ("電話：03-5216121分機213", "meta"),
        ("104.11.26", "dateline"),
        ("2018年10月25日", "dateline"),
        ("二〇一二年七月四日", "dateline"),
        ("2026-02-09 09:45:30", "dateline"),
        ("民國107年4月2日", "dateline"),
        ("（2018年10月25日 星期四）", "dateline"),
        ("| 特首 | 41.6萬元 |", "table"),
        ("2011-2012年度  0 5 15 90 158", "table"),
        ("地区\t人口\t120", "table"),
        ("国办发〔2018〕86号", "meta"),
        ("国家卫生计生委联系人：医政医管局王斐", "meta"),
        ("原创 小编 中国电信 2018-10-25 18:30", "meta"),
        ("2018-10-25 08:30凉山发生5.1级地震", "heading"),
        ("转寄 友善列印Facebook Line", "boilerplate"),
        ("香港時間15時30分", "dateline"),
        ("记者从会上获悉，今年投资70亿元。", "body"),
        ("会议由县长主持。", "body"),
    ],
)
def test_zones_of_single_lines(line: str, wanted: str) -> None:
    assert zone(line) == wanted


@pytest.mark.parametrize(
    "head",
    [
        "新华社北京10月25日电 ",
        "新华社北京10月25日电（记者胡浩）",
        "中新网2月23日电 ",
        "本报讯（记者黄英男 夏萌）",
        "本报2月16日讯(记者 苑菲菲)",
        "中广网哈尔滨4月15日消息（记者迟嵩 张英林）",
        "央视网消息（新闻联播）：",
        "（中央社記者張三台北25日電）",
        "【記者張三／台南報導】",
        "人民网北京3月5日电 （记者张三）",
        "本報記者張三／台北報導 ",
    ],
)
def test_dateline_before_the_report(head: str) -> None:
    found = zoned("网络扶贫成效显著\n" + head + BODY)
    assert [line.zone for line in found] == ["title", "dateline", "body"]
    assert found[1].paragraph == found[2].paragraph == 2
    text = "网络扶贫成效显著\n" + head + BODY
    assert text[found[1].start : found[1].end] == head
    assert text[found[2].start : found[2].end] == BODY


@pytest.mark.parametrize(
    "line",
    [
        "据叙利亚通讯社25日报道，事件造成3人受伤。",
        "10月25日，会议在北京召开。",
        "本报记者调查发现，价格上涨5%。",
        "新华社记者走访了3个村。",
    ],
)
def test_no_dateline(line: str) -> None:
    assert datelines.dateline(line, 0, len(line)) == 0


SOURCE = """中国电信勇当网络扶贫主力军
中国电信全力以赴推进网络扶贫，做好扶贫攻坚工作，努力为贫困人口提供通信服务及信息应用，助力精准脱贫。
一是真抓实干，不断加大网络扶贫力度。
1.精准建设到村，为贫困地区提供“用得上”的通信网络。2013年至今，已在农村地区累计投资超过1100亿元。
2.精准优惠到户，为贫困地区提供“用得起”的通信服务。今年以来，提供最优惠的信息通信服务。
二是重点帮扶，全力支持凉山网络扶贫。
按照活动的主题，中国电信近年在凉山全力推进网络扶贫：
1.通信网络“用得上”：攻坚克难，率先实现“悬崖村”网络全覆盖，让山顶80户村民享受到通信信息服务。
2.通信服务“用得起”：2018年，针对凉山5.8万贫困户，提供最优惠的信息通信服务。
柯瑞文在发言最后说到，贫困、贫困，因“困”而贫。作为通信运营商，我们要坚决打通这个“困”，积极履行责任。"""


def test_levels_and_sections() -> None:
    found = zoned(SOURCE, "中国电信勇当网络扶贫主力军")
    assert [line.zone[:4] for line in found] == [
        "titl",
        "body",
        "head",
        "body",
        "body",
        "head",
        "body",
        "body",
        "body",
        "body",
    ]
    assert [line.level for line in found] == [0, 0, 1, 2, 2, 1, 0, 2, 2, 0]
    assert zones.sections(found) == [(), (), (), (2,), (2,), (), (5,), (5,), (5,), ()]
    assert [SOURCE[line.start : line.body] for line in found] == [
        "",
        "",
        "一是",
        "1.",
        "2.",
        "二是",
        "",
        "1.",
        "2.",
        "",
    ]


def test_three_styles_nest_in_the_order_they_come() -> None:
    text = (
        "一、总体情况\n（一）农业\n粮食产量达到1.2万亿斤。\n（二）工业\n1.采矿\n产值增长3%。\n2.制造\n产值增长5%。\n"
        "二、下一步\n继续努力。"
    )
    assert [line.level for line in zoned(text)] == [1, 2, 0, 2, 3, 0, 3, 0, 1, 0]


def test_unmarked_headings_and_captions() -> None:
    text = f"点点滴滴民生情\n{BODY}\n饮水工程让山民喝上干净水\n{BODY}\n创始人肖盾（左一）向小学捐赠学习产品\n{BODY}"
    assert [line.zone for line in zoned(text)] == ["title", "body", "heading", "body", "body", "body"]


def headings(text: str) -> list[str]:
    return [text[line.start : line.end] for line in zoned(text) if line.zone == "heading"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{BODY}\n对外依存度达60%，危及安全\n我国资源却严重不足，需要大量进口。\n{BODY}", ["对外依存度达60%，危及安全"]),
        (f"{BODY}\n人工费用飞涨\n工地工人缺口约20%\n{BODY}", ["人工费用飞涨", "工地工人缺口约20%"]),
        (f"{BODY}\n打造宜居城市。\n{BODY}\n促进农民增收。\n{BODY}", ["打造宜居城市。", "促进农民增收。"]),
        (f"{BODY}\n会议由县长主持。\n{BODY}\n{BODY}\n{BODY}", []),
        (f"{BODY}\n(沒有議員舉手)\n{BODY}", []),
        (f"{BODY}\n参加会晤的有\n萨勒曼\n阿卜杜拉\n印度总理莫迪等还以其他方式表示祝贺。", []),
        (f"条件：\n1.每日宵禁\n2.不准离港\n3.每周报到\n{BODY}", []),
        (f"{BODY}\n(i)提升人员地位\n{BODY}\n(ii)改善环境\n{BODY}", ["(i)提升人员地位", "(ii)改善环境"]),
        (f"{BODY}\n#包括：举止无礼和拒绝驶达目的地\n{BODY}", []),
        (f"{BODY}\n工程界49.10%\n會計界30.45%\n法律界28.1%\n{BODY}", []),
        (f"{BODY}\n三丶轉運站周邊道路\n{BODY}", ["三丶轉運站周邊道路"]),
        (f"{BODY}\n智能化转型再度摆在企业面前，路在何方?\n{BODY}", []),
        (f"豪车领涨上半年车市\n发布时间：2011-07-12\n刘霞\n{BODY}", []),
        (f"豪车领涨上半年车市\n发布时间：2011-07-12\n专家分析\n{BODY}", ["专家分析"]),
    ],
)
def test_headings(text: str, wanted: list[str]) -> None:
    assert headings(text) == wanted


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("議員蔡秋蘭市政總質詢-西港到南科的快捷道路", "議員蔡秋蘭市政總質詢"),
        ("大阪市議會拜會 深化交流展望合作", "大阪市議會拜會 深化交流展望合作"),
        ("議員蔡筱薇-地震戰爭來襲要躲哪? 薇籲相關單位資訊要透明", "議員蔡筱薇籲相關單位資訊要透明"),
        ("春節勞軍慰問活動", "春節勞軍春節勞軍1春節勞軍2"),
        ("爭取兒童館落腳", "台南市議員關切地方建設"),  # what begins the report stands in the caption already
    ],
)
def test_a_caption_glued_to_the_report(title: str, opening: str) -> None:
    report = "台南市議員關切新建工程何時啟動，13日要求市府說明，並請市長提出期程，全案經費約3億元。"
    found = zoned(f"{title}\n{opening}{report}", title)
    assert [line.zone for line in found] == ["title", "title", "body"]
    assert found[1].paragraph == found[2].paragraph == 2
    assert found[2].end - found[2].start == len(report)


@pytest.mark.parametrize(
    ("title", "paragraph"),
    [
        ("議員李啟維-附和境外勢力和發生的實例", "議員李啟維今天上午表示，嚴厲譴責俄羅斯入侵烏克蘭，台灣要引以為戒，議會全體同仁共同支持。"),
        ("臺南市議會程序委員會審查總預算", "臺南市議會程序委員會審查總預算後決議退回，要求市府重新檢討並於一週內送會，全體委員無異議通過。"),
        ("縣議會「歡慶中秋莫忘世上苦人多」記者會", "縣議會「歡慶中秋莫忘世上苦人多 整合各方資源獻大愛」記者會昨日舉行，議員號召各界共同參與送暖。"),
    ],
)
def test_a_report_that_begins_with_its_headlines_words(title: str, paragraph: str) -> None:
    assert [line.zone for line in zoned(f"{title}\n{paragraph}", title)] == ["title", "body"]


def test_a_name_or_a_caption_that_comes_again() -> None:
    for opening, report in (
        ("黃麗招", "市議員黃麗招對危樓提出質詢，要求市府在一個月內向議會說明拆除改建的期程與經費來源。"),
        ("議員陳怡珍質詢", "台南市議員陳怡珍在議會針對環保提出質詢，要求市府在一個月內向議會說明改善的期程。"),
        ("網球錦標賽授旗儀式", "112年網球錦標賽將於月底登場，議長為代表隊授旗，期許選手為臺南再創佳績。"),
    ):
        text = f"爭取文化中心落腳安南\n{opening}{report}\n{BODY}\n{BODY}\n{BODY}"
        assert [text[line.start : line.end] for line in zoned(text)][1:3] == [opening, report]


def test_a_report_behind_its_dateline_is_no_title() -> None:
    text = f"央视网消息（新闻联播）：在纪念抗美援朝出国作战七十周年之际，向老同志致以敬意！\n{BODY}"
    assert zoned(text, "在纪念抗美援朝出国作战七十周年之际，向老同志致以敬意！")[0].zone != "title"


@pytest.mark.parametrize(
    ("line", "style", "number", "body"),
    [
        ("一是抓建设", "is", "一", "抓建设"),
        ("三要抓落实", "is", "三", "抓落实"),
        ("1.建设", "point", "1", "建设"),
        ("12、建设", "point", "12", "建设"),
        ("（二）建设", "bracket", "二", "建设"),
        ("(3) 建设", "number", "3", "建设"),
        ("3）建设", "number", "3", "建设"),
        ("第一，建设", "ordinal", "一", "建设"),
        ("其二，建设", "ordinal", "二", "建设"),
        ("十一、建设", "comma", "十一", "建设"),
        ("第三章 总则", "chapter", "三", "总则"),
        ("### **建設**", "hash", "", "建設**"),
        ("(iv)建設", "roman", "iv", "建設"),
        ("（b）建設", "letter", "b", "建設"),
        ("——建设", "bullet", "", "建设"),
        ("● 建设", "bullet", "", "建设"),
        ("1.2018年，建设", "point", "1", "2018年，建设"),
    ],
)
def test_markers(line: str, style: str, number: str, body: str) -> None:
    found = marker(line, 0, len(line))
    assert found is not None
    assert (found.style, found.number, line[found.body :]) == (style, number, body)


@pytest.mark.parametrize(
    "line",
    [
        "1.5亿元",
        "2018年10月",
        "第一届全国人大",
        "一二三产业",
        "3.15晚会",
        "1、2月份，全市投资增长",
        "十九大以来",
        "第一节课",
        "-5℃",
        "一是一二是二",
        "#建设",
    ],
)
def test_no_marker(line: str) -> None:
    assert marker(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        (
            f"首页\n商圈资讯\n生物质发电规划目标达1300万千瓦\n生物质发电规划目标达1300万千瓦\n发布时间：2011-07-11\n{BODY}",
            None,
            [2, 3],
        ),
        (f"市长林智坚：打造1916园区成为观光亮点\n产业观光\n104.11.26\n{BODY}", "市长林智坚：打造1916园区", [0]),
        (BODY, "网络扶贫成效显著", []),
        (f"各省、自治区卫生厅局：\n{BODY}", None, []),
        (f"央视网消息（新闻联播）：\n美国确诊病例超过400万\n{BODY}", None, []),
        (f"首頁 > 市政新聞\n市府推動智慧城市 投資70億元\n發布單位：新聞處\n轉寄　友善列印\n{BODY}", None, [1]),
        (f"新闻中心\n生产线项目开工\n——全市重点工程纪实\n发布日期：2018-10-25\n{BODY}", None, [1, 2]),
        (f"財經事務局局長：主席，\n{BODY}", "財經事務局局長", []),
        (f"#【美國大選】民主黨政綱：強調盟友利益\n{BODY}", "【美國大選】民主黨政綱：強調盟友利益", [0]),
    ],
)
def test_titles(text: str, title: str | None, wanted: list[int]) -> None:
    assert [number for number, line in enumerate(zoned(text, title)) if line.zone == "title"] == wanted


def test_tail_of_a_page() -> None:
    text = f"{BODY}\n相关新闻\n全州签约服务3400万人\n我市投资70亿元建设基站\n上一篇：无"
    assert [line.zone for line in zoned(text)] == ["body", *["boilerplate"] * 4]
    assert [line.zone for line in zoned(f"相关新闻\n我市投资70亿元建设基站\n{BODY}")][1] != "boilerplate"


def test_page_furniture_is_boilerplate() -> None:
    text = f"{BODY}\n立法會  ─  2013年7月10日\n10867\n{BODY}"
    assert [line.zone for line in zoned(text)] == ["body", "boilerplate", "boilerplate", "body"]


def labels(text: str) -> dict[str, tuple[str, str]]:
    """Each cell's text with the labels of its row and column."""
    found = cells.tables(text, zones.lines(text, text, None))

    def said(span: tuple[int, int] | None) -> str:
        return text[slice(*span)] if span else ""

    return {text[cell.start : cell.end]: (said(cell.row_label), said(cell.col_label)) for cell in found}


def test_cells_of_a_table_between_bars() -> None:
    table = "|  | **2012年** | **2016年** |\n| --- | --- | --- |\n| **地区总部** | 106 | 137 |\n| 办事处 |  | 812 |"
    found = labels(f"{BODY}\n{table}\n{BODY}")
    assert found["106"] == ("地区总部", "2012年")
    assert found["812"] == ("办事处", "2016年")
    assert "---" not in found


def test_cells_of_a_table_set_with_blanks() -> None:
    found = labels(f"{BODY}\n危殆  危急  非緊急\n2009-2010年度  0 7 114\n2010-2011年度  1 6 145\n{BODY}")
    assert found["114"] == ("2009-2010年度", "非緊急")
    assert found["6"] == ("2010-2011年度", "危急")
    assert found["2010-2011年度"] == ("", "")


def test_a_table_without_head_has_row_labels_only() -> None:
    assert labels(f"{BODY}\n農業  12 15 18\n工業  34 36 39\n{BODY}")["36"] == ("工業", "")


def test_a_table_with_one_column_of_figures() -> None:
    found = labels(f"{BODY}\n醫院聯網  數目\n港島東  2.5\n港島西  5.3\n九龍中  5.9\n{BODY}")
    assert found["5.3"] == ("港島西", "數目")
    assert not labels(f"{BODY}\n港島東  2.5\n港島西  5.3\n{BODY}")


def test_lines_of_an_empty_text() -> None:
    assert zones.lines("", "", None) == (Line(0, 0, 0),)
    assert zones.sections(zones.lines("\n\n", "\n\n", "题")) == [(), (), ()]


def test_every_cue_is_found() -> None:
    """The table has no row that its matcher cannot match."""
    known = cues.cues()
    matchers = {
        "start": known.begins.match,
        "notice": known.begins.match,
        "within": known.within.search,
        "label": known.label.search,
        "contact": known.label.search,
        "tail": known.tail.match,
        "agency": known.agency.match,
    }
    ends = dict.fromkeys(("notice", "label", "contact", "tail"), "：")
    for row in read_table(cues.HOME / "lexicons" / "zones.tsv"):
        for match in row["match"].split():
            if match == "line":
                assert known.frame.fullmatch(row["cue"]), row
            else:
                assert matchers[match](row["cue"] + ends.get(match, "")), row
