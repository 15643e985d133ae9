"""Figures of tables whose thousands a blank sets apart."""

from __future__ import annotations

import pytest

from tonggao.text import clean
from tonggao.text.origin import OriginMap


@pytest.mark.parametrize(
    ("table", "meant"),
    [
        # the head tells the columns, the row's own total which reading is meant
        (
            "政府部門  公用事業  其他  總數\n東區  895 486 56 1 437\n離島  208 137 7 352\n總數  11 324 8 388 960 20 672",
            "政府部門  公用事業  其他  總數\n東區  895 486 56 1437\n離島  208 137 7 352\n總數  11324 8388 960 20672",
        ),
        # other rows tell the columns
        (
            "2011年  2 1 127 75\n2012年  4 0 141 86\n總數  55 11 1 734 1 070",
            "2011年  2 1 127 75\n2012年  4 0 141 86\n總數  55 11 1734 1070",
        ),
        # the size of the figures above and below
        (
            "病床  醫生  人次\n高級  48 12 330\n中級  52 15 350\n初級  51 1 014 345",
            "病床  醫生  人次\n高級  48 12 330\n中級  52 15 350\n初級  51 1014 345",
        ),
        # millions
        ("完成  727 894\n按年  1 513 694 1 495 086", "完成  727 894\n按年  1513694 1495086"),
        # nothing tells: four figures or two, three or two
        ("公屋  13 150 300\n居屋  7 200 100", "公屋  13 150 300\n居屋  7 200 100"),
        # the head of the labels' own column is no column of figures; a row with two figures tells so too
        (
            "分區  舉報  個案\n中西區  7 078 1 294\n灣仔區  6 281 995\n離島區  795 225",
            "分區  舉報  個案\n中西區  7078 1294\n灣仔區  6281 995\n離島區  795 225",
        ),
        # no row needs fewer
        ("模範邨 60 165 170 100\n彩虹邨 50 155 140 120\n合計  1 2 3 4", "模範邨 60 165 170 100\n彩虹邨 50 155 140 120\n合計  1 2 3 4"),
    ],
)
def test_columns(table: str, meant: str) -> None:
    assert clean.mend(table, OriginMap())[0] == meant
