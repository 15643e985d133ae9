"""Blocks: what holds digits or numerals and is no mention."""

from __future__ import annotations

import pytest

from recognise.quantifying import read
from tonggao.grammar.load import load_rules
from tonggao.recognise.blocks import gathered

BLOCKS = {
    "行政村光网及4G覆盖": "4G", "“一核两翼”和5G/6G试验": "5G/6G", "（国发〔2018〕12号）": "〔2018〕12号",
    "联系电话：010-66553388转8012。": "010-66553388转8012",
    "请致电 2588 1188 查询": "2588 1188", "邮编：100032": "100032", "拨打12345电话": "12345",
    "（股票代码：600519）": "（股票代码：600519）",
    "升级至V3.2版": "V3.2", "中环大厦1902室": "1902室", "一方面加大投入": "一方面", "推进一村一品": "一村一品",
    "国道318线": "318线",
    "（二）设施农业": "（二）", "府教社字第1070012345號函": "字第1070012345号",
}  # fmt: skip


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks(text: str) -> None:
    reading = read(text)
    assert BLOCKS[text] in [reading.document.shadow[m.start : m.end] for m in reading.mentions if m.kind == "block"]


@pytest.mark.parametrize(
    "text", ["发生一起案件", "挂着一面锦旗", "一类地区", "投资010万元", "3.2%的增长", "2588个1188"]
)
def test_amounts_are_not_blocked(text: str) -> None:
    assert any(m.kind == "quantity" for m in read(text).mentions)


def test_gathering_changes_no_match() -> None:
    import re

    words = list(load_rules().table("idioms").rows)
    pattern = re.compile(gathered(words))
    assert all((found := pattern.match(word)) and found[0] == word for word in words)
