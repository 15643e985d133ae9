"""Units that the head of a table says once for its cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

import tonggao
from tonggao.grammar.load import load_rules
from tonggao.recognise.headunits import HeadUnits

TABLE = """2017年各市成交额

| 城市 | 成交额（亿元） | 面积(万平方米) | 占比（%） |
| --- | --- | --- | --- |
| 北京 | 12.5 | 30 | 4.5 |
| 上海 | 10亿元 | 25 | 3 |
"""


@pytest.mark.parametrize(
    ("label", "scale", "name"),
    [("金额（单位：万元）", 10_000, "元"), ("面积(万平方米)", 10_000, "平方米"), ("增速（%）", 1, "%")],
)
def test_a_label_says_the_unit_of_its_cells(label: str, scale: int, name: str) -> None:
    found = HeadUnits(load_rules()).of(label)
    assert found is not None and (found[0], found[1].name) == (scale, name)


@pytest.mark.parametrize("label", ["城市", "北京（市区）", "成交额亿元", "（一）"])
def test_other_labels_say_none(label: str) -> None:
    assert HeadUnits(load_rules()).of(label) is None


def test_bare_numbers_take_the_unit_and_amounts_keep_their_own() -> None:
    found = tonggao.extract(TABLE, published="2018-10-26", region="CN").quantities
    said = {row.surface: (row.value, row.unit, row.type) for row in found if row.col_label}
    assert said["12.5"] == (Decimal("1250000000"), "CNY", "money")
    assert said["10亿元"] == (Decimal("1000000000"), "CNY", "money")
    assert said["30"] == (Decimal("300000"), "m2", "measure")
    assert said["4.5"] == (Decimal("4.5"), "%", "percent")


def test_the_label_without_its_unit_is_what_is_said() -> None:
    facts = tonggao.extract(TABLE, published="2018-10-26", region="CN").facts
    assert {row.indicator for row in facts} == {"成交额", "面积", "占比"}
