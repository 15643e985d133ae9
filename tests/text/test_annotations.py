"""Injected readings go, glosses stay."""

from __future__ import annotations

import pytest

from tonggao.text import readings
from tonggao.text.annotations import edits, find, injected
from tonggao.text.damage import mend
from tonggao.text.origin import Edit, OriginMap, rewrite

STRIPPED = [
    ("全國(guó)深度貧困地區(qū)網(wǎng)絡(luò)扶貧工作現(xiàn)場(chǎng)推進(jìn)會(huì)", "全國深度貧困地區網絡扶貧工作現場推進會"),
    ("行政村網（wǎng）絡（luò）全覆蓋，投資６億元", "行政村網絡全覆蓋，投資６億元"),  # full-width parentheses
    ("副會(huì )長( zhǎng)出席，報 (bào)道", "副會長出席，報道"),  # spaces inside and before
    ("董事長(zhǎng)說(shuō)，成長(cháng)性好，調(diào)研與調(tiáo)整", "董事長說，成長性好，調研與調整"),  # polyphones
    ("他們(men)來(lái)了，我們(men)也來(lái)了", "他們來了，我們也來了"),  # a neutral tone
    ("國guó家發fā展經jīng濟", "國家發展經濟"),  # what is left of ruby markup: no parentheses
    ("发展(zhǎn)经济(jì)，开(kāi)工建设(shè)", "发展经济，开工建设"),  # a page in Simplified characters
    ("國(ɡuó)務(wù)院、國(ɡuó)家", "國務院、國家"),  # phonetic g
    ("國(guo\u0301)務(wu\u0300)院", "國務院"),  # combining tone marks
    ("<ruby>國<rt>guó</rt></ruby>家、<ruby>中國<rp>(</rp><rt>zhōngguó</rt><rp>)</rp></ruby>", "國家、中國"),
]


UNTONED = [
    (
        "市面(mian)上存(cun)在某種事物(wu)，而這(zhe)(zhe)種事物(wu)受(shou)歡迎的(de)(de)(de)程度，面積(m)為5(mm)",
        "市面上存在某種事物，而這種事物受歡迎的程度，面積(m)為5(mm)",
    ),
    (
        "新年伊始，作(✒)为重(📼)点扶贫(pín )(🐌)对(🍩)象(🔼)的梨花村(😘)迎来新(🔱)一(yī )任工作组，人均(jun1 )收(🙁)入2000元",
        "新年伊始，作为重点扶贫对象的梨花村迎来新一任工作组，人均收入2000元",
    ),
]


@pytest.mark.parametrize(("received", "clean"), UNTONED)
def test_readings_without_tones_and_pictographs_are_taken_out_of_an_article_full_of_them(received: str, clean: str) -> None:
    text, origin, repairs = mend(received, OriginMap())
    assert text == clean
    assert [received[r.start : r.end] for r in repairs] == [r.before for r in repairs]
    origin.check(len(text))


@pytest.mark.parametrize(("received", "clean"), STRIPPED)
def test_injected_readings_are_taken_out(received: str, clean: str) -> None:
    assert mend(received, OriginMap())[0] == clean


KEPT = [
    "西双版纳州勐(měng)海县投资3亿元",  # a gloss on a character that readers may not know
    "国内生产总值(GDP)增长6%，手机(app)用户1.2亿",
    "王岐山(Wang Qishan)出席，任(rén)正非发言",  # a surname's reading
    "六(lù)安市、单(shàn)县签约",  # uncommon readings of common characters
    "怎么办?我们(公司)这样说:项目(一期)投产。",
    "勐臘(Měng Là)縣",
]


@pytest.mark.parametrize("text", KEPT)
def test_glosses_and_parentheses_stay(text: str) -> None:
    assert mend(text, OriginMap()) == (text, OriginMap(), [])


def test_one_gloss_in_an_injected_article_stays() -> None:
    text = "雲南省勐(měng)海縣網(wǎng)絡(luò)扶貧，國(guó)家投資(GDP)，發(fā)展產(chǎn)業(yè)"
    assert mend(text, OriginMap())[0] == "雲南省勐(měng)海縣網絡扶貧，國家投資(GDP)，發展產業"


def test_a_character_owns_its_annotation() -> None:
    text, origin, repairs = mend("5.2萬(wàn)行政村、3400萬(wàn)戶", OriginMap())
    at = text.index("萬")
    assert origin.raw_span(0, at + 1) == (0, 9)  # 5.2萬(wàn)
    assert origin.raw_span(at + 1, at + 2) == (9, 10)
    assert next((r.before, r.after, r.kind, r.proof) for r in repairs) == ("萬(wàn)", "萬", "annotation", "exact")
    origin.check(len(text))


def test_offsets_of_repairs_are_those_of_the_received_text() -> None:
    received = "\x00國(guó)家、\x00發(fā)展"
    text, origin = rewrite(received, OriginMap(), [Edit(0, 1, "", "drop"), Edit(9, 10, "", "drop")])
    assert "\x00" not in text
    mended, origin, repairs = mend(text, origin)
    assert mended == "國家、發展"
    assert [received[r.start : r.end] for r in repairs] == ["國(guó)", "發(fā)"]
    assert origin.raw_span(3, 4) == (10, 15)


def test_a_page_that_reads_a_character_its_own_way_is_followed_when_it_does_so_again_and_again() -> None:
    text = "發(fā)展產(chǎn)業(yè)，骰(shǎi)子、骰(shǎi)盅與骰(shǎi)寶"
    assert [a.char for a in injected(find(text))][:3] == ["發", "產", "業"]


@pytest.mark.parametrize(("text", "plain"), [("琻K(bìn(jīn)g)", "bìng"), ("近(jìn(jīn))", "jìn"), ("民(mín(xiē))", "mín")])
def test_a_reading_that_stands_inside_a_reading_goes_with_it(text: str, plain: str) -> None:
    assert readings.normalize(text[text.index("(") + 1 : -1]) == plain


def test_readings_at_the_end_of_a_reading_are_taken_out() -> None:
    text = "國(guó)家領導人習近(jìn(jīn))平在全國(guó)人民(mín(xiē))代表大會上"
    assert rewrite(text, OriginMap(), edits(text))[0] == "國家領導人習近平在全國人民代表大會上"
