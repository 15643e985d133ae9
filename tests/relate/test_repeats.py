"""Facts said twice: a title or a summary and the body."""

from __future__ import annotations

from tonggao.flow import extract_article
from tonggao.model import Article


def repeats(text: str) -> list[int | None]:
    reading = extract_article(Article(text, "t", published="2018-10-26", region="CN"))
    return [fact.repeats for fact in reading.facts]


def test_the_body_repeats_the_title() -> None:
    assert repeats("我国快递业务量超500亿件\n\n今天，国家邮政局发布数据，我国快递业务量已超500亿件。") == [None, 0]
    assert repeats("中國電信投資1100億元\n\n中國電信已累計投資1100億元。") == [None, 0]


def test_another_year_thing_or_direction_is_another_fact() -> None:
    assert repeats("2016年投资50亿元。2017年投资50亿元。") == [None, None]
    assert repeats("出口达到50亿元。进口达到50亿元。") == [None, None]
    assert repeats("产量增长5.3%。价格下降5.3%。") == [None, None]


def test_members_of_one_list_are_no_repetition() -> None:
    assert repeats("一产增长5.3%、二产增长5.3%。") == [None, None]
