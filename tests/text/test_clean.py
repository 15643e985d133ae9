"""Repairs of characters, of broken lines and of stray spaces."""

from __future__ import annotations

import unicodedata

import pytest

from tonggao.text import clean, forms, wrap
from tonggao.text.origin import OriginMap
from tonggao.text.pages import furniture


def mended(text: str) -> str:
    repaired, origin, _ = clean.mend(text, OriginMap())
    origin.check(len(repaired))
    return repaired


@pytest.mark.parametrize(
    ("received", "meant"),
    [
        ("增长１２．５％，共＋３个ＡＰＰ", "增长12.5%，共+3个APP"),
        ("，。：；！？（）“”《》「」……——", "，。：；！？（）“”《》「」……——"),
        ("①加大力度⑵扩大⒊推进㈣落实㊄督查⑽", "(1)加大力度(2)扩大3.推进(四)落实(五)督查(10)"),
        ("⻄部⼤开发，来年不料", "西部大开发，来年不料"),
        ("貧\u200b困\ufeff人口\u00ad", "貧困人口"),
        ("甲\x00乙\x07丙\ud800丁\x85戊\u2028己", "甲乙丙丁\n戊\n己"),
        ("第一行\r\n第二行\r第三行。", "第一行\n第二行\n第三行。"),
        ("甲\u00a0乙\u3000丙", "甲 乙 丙"),
        ("林智堅巿長與徐巿", "林智堅市長與徐巿"),
        (
            "二○一八年、二O一九年、二0二0年、一九九Ｏ年、二〇三五年",
            "二〇一八年、二〇一九年、二〇二〇年、一九九〇年、二〇三五年",
        ),
        ("民國一○七年度，○○公司，陳○明，二○三五", "民國一〇七年度，○○公司，陳○明，二〇三五"),
        ("ㄧ個人，ㄧㄨㄢˊ", "一個人，ㄧㄨㄢˊ"),
        ("量體溫丶勤洗手，丶", "量體溫、勤洗手，丶"),
        ("馬克．吐溫的１．５倍，一．总则", "馬克·吐溫的1.5倍，一.总则"),
        ("｢新竹1916園區｣︰約５～８﹪", "「新竹1916園區」：約5~8%"),
        ("1\ufe0f\u20e3 改善環境", "1.改善環境"),
    ],
)
def test_characters(received: str, meant: str) -> None:
    assert mended(received) == meant


@pytest.mark.parametrize(
    ("received", "meant"),
    [
        ("2011年 5月 1日實施", "2011年5月1日實施"),
        ("在 2 0 1 8 年 1 0 月舉行", "在2018年10月舉行"),
        ("2 0 1 8年", "2018年"),
        ("約 1 466億元，266 510宗，共 1 234 567.5 元", "約1466億元，266510宗，共1234567.5元"),
        ("模範邨 60 65 70 100", "模範邨 60 65 70 100"),
        ("政 府 工 作 報 告", "政府工作報告"),
        ("关 于 2 0 1 8 年 工 作 的 报 告", "关于2018年工作的报告"),
        ("字体：大 中 小", "字体：大 中 小"),
        ("郭华平 黄晓平 本报记者 鄢朝晖", "郭华平 黄晓平 本报记者 鄢朝晖"),
        ("張超雄 黃碧雲 葉建源", "張超雄 黃碧雲 葉建源"),
        ("致使違反本條 例條文的情況得以終止", "致使違反本條例條文的情況得以終止"),
        ("根據 “按年統計調查 ”的數據 (即最低 )，", "根據“按年統計調查”的數據(即最低)，"),
        ("使用 4G 網絡， 覆蓋 98 %", "使用4G網絡，覆蓋98%"),
        ("New York 3晚", "New York 3晚"),
        ("工業一 17（18票）", "工業一 17（18票）"),
        ("地區  人口  120", "地區  人口  120"),
        ("投資2億 3人獲獎，約 2 億 3,000 萬元", "投資2億 3人獲獎，約2億3,000萬元"),
        ("涨势，别 克 的 君 威", "涨势，别克的君威"),
        ("矿产战略资源储备研 究 后 ， 包 钢 稀 土 在2009年", "矿产战略资源储备研究后，包钢稀土在2009年"),
        ("“農業 ”地帶  457 286 12", "“農業”地帶  457 286 12"),
        ("少於 11 26 0", "少於11 26 0"),
        ("在席  \uf8e7\uf8e7 委員會的委員", "在席——委員會的委員"),
    ],
)
def test_spaces(received: str, meant: str) -> None:
    assert mended(received) == meant


@pytest.mark.parametrize(
    ("received", "meant"),
    [
        ("本年投入扶貧資金合共46 億\n元，惠及8萬戶。", "本年投入扶貧資金合共46億元，惠及8萬戶。"),
        ("覆盖了农村，\n也覆盖了城市。", "覆盖了农村，也覆盖了城市。"),
        ("会议通过《“十三五”\n脱贫攻坚规划》。", "会议通过《“十三五”脱贫攻坚规划》。"),
        ("内容包括，\n1.加大力度。", "内容包括，\n1.加大力度。"),
        (
            "饮水工程让山民喝上干净水\n家住上洲村的黄文河说，引来了自来水。",
            "饮水工程让山民喝上干净水\n家住上洲村的黄文河说，引来了自来水。",
        ),
        (
            "工作取得进展。今年以来贫困地\n区群众收入增加，生活改善。",
            "工作取得进展。今年以来贫困地区群众收入增加，生活改善。",
        ),
        ("工作取得进展。记者张三\n区领导出席会议，并讲话。", "工作取得进展。记者张三\n区领导出席会议，并讲话。"),
        ("（二）\n深化改革，夯实基础。", "（二）深化改革，夯实基础。"),
        (
            "會\n議認為，2014年我委扶貧開發體系基本形成，取得明顯成效。",
            "會議認為，2014年我委扶貧開發體系基本形成，取得明顯成效。",
        ),
        (
            "使他們的入息達到應付生活的基本需\n立法會  ─  2013年 7月 10日  \n \n10867 \n要。今年 5月底的個案，共 3宗。",
            "使他們的入息達到應付生活的基本需要。今年5月底的個案，共3宗。",
        ),
        ("數量\n個\n120\n個", "數量\n個\n120\n個"),
        ("| 特首 | 41.6萬元\n（減薪前） |\n| 司長 | 37萬 |", "| 特首 | 41.6萬元（減薪前） |\n| 司長 | 37萬 |"),
        ("Dear students,\nWe are writing", "Dear students,\nWe are writing"),
        ("| 各20萬 | 王維基\n邱詠賢\n楊敏德 |\n| 各5萬 | 詹培忠 |", "| 各20萬 | 王維基  邱詠賢  楊敏德 |\n| 各5萬 | 詹培忠 |"),
        (
            "路政署批出的\n准許證數目  33 27 81\n成工程的宗數  \n727 894 219\n",
            "路政署批出的准許證數目  33 27 81\n成工程的宗數  727 894 219\n",
        ),
        (
            "專用房間的總數如下。\n環境保護署及財政司司長辦公室(包括促進組)\n59 26 85\n民航處  2 1 3",
            "專用房間的總數如下。\n環境保護署及財政司司長辦公室(包括促進組)  59 26 85\n民航處  2 1 3",
        ),
        (
            "當局去年在各區聘有教學人員，另有助理共238名；在\n2012-2013學年，有關數字為399名。",
            "當局去年在各區聘有教學人員，另有助理共238名；在2012-2013學年，有關數字為399名。",
        ),
        ("學生\n小學  33 27 81\n中學  12 15 18", "學生\n小學  33 27 81\n中學  12 15 18"),
    ],
)
def test_lines(received: str, meant: str) -> None:
    assert mended(received) == meant


PARAGRAPH = "国家卫生计生委召开专题会议，调整成立了扶贫开发与对口支援工作领导小组，通报工作进展情况，部署明年工作，并对健康扶贫行动方案提出了明确要求，各司局通力合作，累计培训基层人员五十六万人次，贫困地区服务条件明显改善，群众满意度不断提高。"


@pytest.mark.parametrize("width", [14, 22, 36])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_hard_wrapped_page(width: int, indent: str) -> None:
    """Wrapped at any width, set with an indent or with blank lines, the paragraphs come back."""
    paragraphs = [indent + PARAGRAPH, indent + PARAGRAPH[::-1].replace("。", "") + "，完成任务。"]
    wrapped = ["\n".join(p[i : i + width] for i in range(0, len(p), width)) for p in paragraphs]
    lines = [line.strip() for line in mended(("\n" if indent else "\n\n").join(wrapped)).split("\n") if line.strip()]
    assert lines == [p.strip() for p in paragraphs]


def test_headings_of_one_length_are_no_wrapped_page() -> None:
    body = "据当地媒体报道，该国多地当天遭遇强降雨，造成人员伤亡，救援工作正在展开，目前已转移群众三千多人。"
    text = "\n".join(
        f"{heading}\n{body}"
        for heading in ("多地遭遇强降雨致人员伤亡", "该国总统宣布将展开救援", "联合国呼吁各方保持克制")
    )
    assert wrap.joints(text) == []


def test_repeated_paragraph_stays() -> None:
    text = "7月9日，会议在北京召开。\n7月9日，会议在北京召开。"
    assert mended(text) == text


def test_spans_own_what_stands_between() -> None:
    raw = "於 2011年 5月 1日實施，共 266 510宗"
    text, origin, _ = clean.mend(raw, OriginMap())
    start = text.index("2011")
    span = origin.raw_span(start, text.index("日") + 1)
    assert raw[slice(*span)] == "2011年 5月 1日"
    assert raw[slice(*origin.raw_span(text.index("266"), len(text)))] == "266 510宗"


def test_expansion_owns_its_character() -> None:
    text, origin, repairs = clean.mend("⑽落实", OriginMap())
    assert text == "(10)落实"
    assert [origin.raw_span(i, i + 1) for i in range(4)] == [(0, 1)] * 4
    assert [(r.kind, r.before, r.after, r.proof) for r in repairs] == [("numbered", "⑽", "(10)", "exact")]


def test_exchanges_leave_the_map_alone() -> None:
    _, origin, repairs = clean.mend("增长１２％，林智堅巿長", OriginMap())
    assert origin.starts is None
    assert [(r.start, r.end, r.kind) for r in repairs] == [(2, 5, "width"), (9, 10, "lookalike")]


def test_a_repair_says_what_was_received() -> None:
    """A full-width blank made plain and then taken out is one repair, of the full-width blank."""
    raw = "２０１８　年，\r\n投资１２\u00a0亿元"
    text, _, repairs = clean.mend(raw, OriginMap())
    assert text == "2018年，投资12亿元"
    assert [(r.start, r.end, r.before, r.after, r.kind) for r in sorted(repairs, key=lambda r: r.start)] == [
        (0, 4, "２０１８", "2018", "width"),
        (4, 5, "　", "", "space"),
        (7, 8, "\r", "", "line break"),
        (8, 9, "\n", "", "line break"),
        (11, 13, "１２", "12", "width"),
        (13, 14, "\u00a0", "", "space"),
    ]


def test_strange_characters_are_reported_and_stay() -> None:
    text, _, repairs = clean.mend("食物及\ue40c生局\ufffd", OriginMap())
    assert text == "食物及\ue40c生局\ufffd"
    assert [(r.before, r.after, r.kind, r.proof) for r in repairs] == [
        ("\ue40c", "\ue40c", "strange", "unresolved"),
        ("\ufffd", "\ufffd", "strange", "unresolved"),
    ]


def test_clean_text_is_returned_as_it_is() -> None:
    text = "“十三五”期间，我国建成固定和移动通信网络（4G比例超98%）。\n一是真抓实干。"
    same, origin, repairs = clean.mend(text, OriginMap())
    assert same is text
    assert (origin, repairs) == (OriginMap(), [])


def test_forms_stand_for_plain_characters() -> None:
    table = forms.forms()
    for form, meant in table.same.items():
        assert len(form) == len(meant) == 1
        assert meant not in table.same
        assert meant in " \n" or not unicodedata.category(meant).startswith("C")
    assert all(spelled.isprintable() for spelled in table.longer.values())


def test_page_number_in_a_table_is_a_cell() -> None:
    class Row:
        def __init__(self, start: int, end: int) -> None:
            self.start, self.end = start, end

    def rows(text: str) -> list[Row]:
        starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
        return [Row(start, text.find("\n", start) if "\n" in text[start:] else len(text)) for start in starts]

    table = "类别\n医院\n120\n诊所\n64\n合计\n184"
    assert furniture(table, rows(table)) == set()
    page = "为进一步加强队伍建设，国家研究决定\n- 3 -\n开展试点工作，共覆盖九个省份"
    assert furniture(page, rows(page)) == {1}
