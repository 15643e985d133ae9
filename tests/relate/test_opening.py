"""How clauses begin."""

from __future__ import annotations

import pytest

from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article
from tonggao.recognise.recut import Recut
from tonggao.relate.opening import GOES_ON, OWN, TELLS, Openings
from tonggao.relate.view import Views

CASES = [
    ("同比增长2%", GOES_ON),
    ("该公司投入3亿元", GOES_ON),
    ("2018年建成5座电站", GOES_ON),
    ("四川销售收入达3亿元", TELLS),
    ("向市民派发100份口罩", TELLS),
    ("6个县累计投资近2亿元", TELLS),
    ("网民发起3次众筹", OWN),
    ("国家级企业达到100家", OWN),
    ("2018年", ""),
]


@pytest.mark.parametrize(("text", "begins"), CASES)
def test_openings(text: str, begins: str) -> None:
    rules = load_rules()
    reading = extract_article(Article(f"{text}。", "t", published="2018-10-26", region="CN"), rules)
    view = Views(reading.document, reading.mentions, rules.once("recut", Recut)).of(reading.document.sentences[0])
    assert Openings(rules).of(0, len(text), view) == begins
