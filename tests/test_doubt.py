"""What is not to be trusted is marked: guessed and lost characters, numbers beside them, paragraphs printed twice."""

from __future__ import annotations

import pytest

from tonggao.flow import extract_article
from tonggao.model import Article, Reading

PARAGRAPH = "当年全县财政收入8300万元，同比增长4.3%，农村人口减少到12万人。"


def read(text: str) -> Reading:
    return extract_article(Article(text, "t", published="2018-10-26", region="CN"))


def reviews(reading: Reading) -> list[tuple[str, str]]:
    shadow = reading.document.shadow
    return [(shadow[f.quantity.start : f.quantity.end], f.review or f.quantity.review) for f in reading.facts]


@pytest.mark.parametrize("text", ["总投资?500万元。", "总投资1?5万元。", "总投资?5亿元，其余未定。"])
def test_a_number_that_touches_a_question_mark_is_for_review(text: str) -> None:
    reading = read(text)
    assert {review for _, review in reviews(reading)} == {"damaged"}
    assert [issue.code for issue in reading.issues] == ["damaged"]


def test_a_number_behind_a_guess_is_for_review_and_so_is_its_sentence() -> None:
    reading = read("目前，當(dāng)?shù)?680多戶農(nóng)民脫貧，投資300萬元。去年投資200萬元。")
    assert reviews(reading) == [("680多户", "damaged"), ("300万元", "likely repair"), ("200万元", "")]
    assert {issue.code for issue in reading.issues} == {"likely repair", "damaged"}


def test_what_was_proved_is_not_for_review() -> None:
    reading = read("助力當(dāng)?shù)剞r(nóng)民脫貧，投資300萬元。")
    assert {repair.proof for repair in reading.document.repairs} == {"exact", "proved"}
    assert reviews(reading) == [("300万元", "")]
    assert reading.issues == ()


def test_places_left_as_received_and_strange_characters_are_issues() -> None:
    reading = read("回族） 李智?qiè)????????，投資300萬(wàn)元，國(guó)家\ue000投資\ufffd0億元。")
    places = [r for r in reading.document.repairs if r.proof == "unresolved"]
    codes = [issue.code for issue in reading.issues]
    assert len(places) >= 3
    assert {"damaged", "strange characters"} <= set(codes)
    assert all(issue.start is not None and issue.end is not None for issue in reading.issues)


def test_issues_of_one_kind_are_listed_up_to_a_number() -> None:
    reading = read("字\ue000" * 50)
    assert len(reading.issues) == 21
    assert "30 more" in reading.issues[-1].message


def test_a_paragraph_printed_twice_is_extracted_twice_and_flagged() -> None:
    reading = read(f"{PARAGRAPH}\n另一段落讲的是全县脱贫攻坚的其他情况和安排。\n{PARAGRAPH}\n")
    found = reviews(reading)
    assert [surface for surface, _ in found[:3]] == [surface for surface, _ in found[3:]]
    assert [review for _, review in found] == ["", "", "", "repeated", "repeated", "repeated"]
    issue = reading.issues[0]
    assert (issue.code, reading.document.text[issue.start : issue.end]) == ("repeated", PARAGRAPH)


def test_short_lines_may_be_printed_again() -> None:
    assert read("第一季度\n投资300万元。\n第一季度\n投资400万元。\n").issues == ()
