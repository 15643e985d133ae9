"""Realignment: what other pages' replaces do, repaired by plausibility and never called proved."""

from __future__ import annotations

import pytest

from text.damaging import annotating, damage, family_table, fold, folding
from tonggao.text.damage import mend
from tonggao.text.origin import OriginMap

PHRASES = [  # phrases of the kinds seen on pages; the readings around them are the evidence that pages give
    ("據(jù)報(bào)道,總?cè)丝?8.5 萬(wàn)人,其中農(nóng)業(yè)人口16.1 萬(wàn)人", "總人口?8.5 萬人"),
    ("財(cái)政收入8300 萬(wàn)元??傮w看,我縣資源匱乏,農(nóng)業(yè)生產(chǎn)條件較差", "萬元。總體看,"),
    ("方方面面?;ヂ?lián)網(wǎng)發(fā)展,產(chǎn)業(yè)升級,農(nóng)村變樣", "方方面面。互聯網發展"),
    ("機(jī)構(gòu)改革,職責(zé)調(diào)整和完善?！雹佟吨泄仓醒攵魇?huì)議", "完善。”①《中共中央"),
    ("項(xiàng)目動(dòng)工建設(shè);鹁骈_(kāi)發(fā)區(qū)管委會(huì)林偉強(qiáng)等出席", "建設。火炬開發區管委會"),
    ("規(guī)?？涨暗捻?xiàng)目,經(jīng)濟(jì)發(fā)展", "規模空前的項目"),
    ("這個(gè)規(guī)模或?qū)⑦_(dá)到20多億元以上,發(fā)展規(guī)模擴(kuò)大", "規模或將達到20多億元"),
]


@pytest.mark.parametrize(("received", "part"), PHRASES)
def test_places_are_repaired_and_marked_for_review(received: str, part: str) -> None:
    text, origin, repairs = mend(received, OriginMap())
    assert part in text
    origin.check(len(text))
    assert {r.proof for r in repairs if r.kind == "byte-split"} <= {"likely", "proved"}
    assert all(received[r.start : r.end] == r.before for r in repairs)


def test_a_number_that_touches_a_question_mark_is_covered_by_a_repair() -> None:
    received = "每畝耕地?fù)碛袆恿?.55千瓦,農(nóng)機(jī)保有量超過(guò)2000萬(wàn)臺(tái),農(nóng)業(yè)發(fā)展"
    text, origin, repairs = mend(received, OriginMap())
    assert "擁有動力?.55千瓦" in text
    start, end = origin.raw_span(text.index("?"), text.index("?") + 1)
    assert any(r.start <= start and end <= r.end and r.proof in ("likely", "unresolved") for r in repairs)


def test_candidates_are_ranked_and_the_first_is_what_stands() -> None:
    received = "當(dāng)?shù)卣?谕ㄟ^(guò)大力發(fā)展產(chǎn)業(yè)"
    text, _, repairs = mend(received, OriginMap())
    place = next(r for r in repairs if r.kind == "byte-split")
    assert place.proof == "likely" and len(place.candidates) > 1
    assert place.after in place.candidates[0] and "當地正在通過" in text


ARTICLE = (
    "中央氣象臺預計，今天夜間到明天，全國大部地區天氣晴好，有利於農業生產。當地政府投入資金3億元，建設水利設施，"
    "保障羣衆生活。全省經濟保持平穩運行，工業增加值同比增長6.5%，就業形勢總體穩定。記者從發佈會上瞭解到，"
    "今年上半年，進出口總額達到1200億元，比去年同期增長8%。會議強調，要堅持穩中求進，加快推進重點項目建設，"
    "確保完成全年目標任務。新華社記者報道，代表團一行參觀了企業的生產車間，對產品質量給予高度評價。"
)


@pytest.mark.parametrize(("folded", "lost", "least"), [(False, "two", 0.6), (True, "one", 0.6), (True, "two", 0.4)])
def test_most_places_of_a_page_with_another_table_come_back(folded: bool, lost: str, least: float) -> None:
    places = right = 0
    for seed in range(6):
        steps = [*(folding() if folded else []), *annotating(family_table(ARTICLE, seed, others=600))]
        served = damage(ARTICLE, steps, lost)
        text, origin, repairs = mend(served.received, OriginMap())
        origin.check(len(text))
        assert all(served.received[r.start : r.end] == r.before for r in repairs)
        places += len(served.places)
        for place in served.places:
            around = ARTICLE[max(0, place.start - 1) : place.end + 1]
            right += fold(around) in fold(text)
    assert places > 5 and right >= least * places


def test_the_same_input_gives_the_same_repairs() -> None:
    served = damage(ARTICLE, [*folding(), *annotating(family_table(ARTICLE, 5))], "silent")
    assert mend(served.received, OriginMap()) == mend(served.received, OriginMap())
