"""Laws of the whole line, for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tonggao.flow import extract_article
from tonggao.model import Article

PIECES = [
    "2018年10月26日", "明年5月17日", "“十三五”期间", "104年度", "超过1100亿元", "40余万个", "增长4.3%", "四川省凉山州", "木里县",
    "中国电信", "总经理柯瑞文", "网络扶贫", "“小牧童”系统", "國(guó)", "當(dāng)?shù)剞r(nóng)民", "一是", "\n", "。", "，", "；", "（", "”",
    "《", "9亿多人", "从54万亿元增加到", "新竹市政府", "２０１８年", "  ", "\r\n", "\u3000", "?", "4G", "万", "一", "第", "市长林智坚",
]  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@given(texts)
@settings(max_examples=150, deadline=None)
def test_any_text_yields_offsets_that_hold_and_the_same_again(text: str) -> None:
    article = Article(text, "t", published="2018-10-26", region="CN")
    reading = extract_article(article)
    document = reading.document
    document.origin.check(len(document.text))
    assert len(document.shadow) == len(document.text)
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(document.shadow)
        start, end = document.origin.raw_span(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
    assert extract_article(article).mentions == reading.mentions
