"""Tables: the cells of their rows, and for each the labels of its row and of its column, where they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tonggao.model import Line

BAR = re.compile(r"[^|]++")
COLUMN = re.compile(r"[^\s]++(?: (?![-(<]?\d)[^\s]++)*+")  # parted by tabs, two blanks, or one blank before a number
RULE = re.compile(r"[-:\s|*]*")
FIGURE = re.compile(r"[-+(<≤≥约約]?\$?\d[\d,.]*[%‰万萬亿億多余餘元人个個宗名户戶]*\)?|[-–—*]+")
YEAR = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?(?:年度?)?")
PADDING = " \t*"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of table number `table` (the number of its first line) with the labels of its row and its column."""

    start: int
    end: int
    table: int
    row_label: Span | None
    col_label: Span | None


def cells(shadow: str, start: int, end: int) -> list[Span]:
    """The cells of one row, blanks and emphasis around them left out; empty cells between bars stay, as empty spans.

    >>> row = "2011年度  0 5 90"
    >>> [row[start:end] for start, end in cells(row, 0, len(row))]
    ['2011年度', '0', '5', '90']
    """
    if shadow.startswith("|", start):
        last = end - 1 if shadow[end - 1] == "|" else end
        edges = [i for i in range(start, last) if shadow[i] == "|"] + [last]
        return [_trimmed(shadow, left + 1, right) for left, right in pairwise(edges)]
    return [_trimmed(shadow, *found.span()) for found in COLUMN.finditer(shadow, start, end)]


def _trimmed(shadow: str, start: int, end: int) -> Span:
    while start < end and shadow[start] in PADDING:
        start += 1
    while start < end and shadow[end - 1] in PADDING:
        end -= 1
    return start, end


def tables(shadow: str, lines: Sequence[Line]) -> Iterator[Cell]:
    """Every cell of the lines whose zone is `table`, in order; rules (`| --- |`) and empty cells have none.

    The row's label is its first cell where that is no figure. Column labels are the first row's cells where none of
    its other cells is a figure (years may be); a head that is one cell short has no cell above the row labels.

    >>> text = "| 职位 | 月薪 |\\n| --- | --- |\\n| 行政长官 | 约41.6万元 |"
    >>> rows = [Line(0, 11, 0, "table"), Line(12, 25, 12, "table"), Line(26, 42, 26, "table")]
    >>> cell = list(tables(text, rows))[-1]
    >>> [text[slice(*span)] for span in ((cell.start, cell.end), cell.row_label, cell.col_label)]
    ['约41.6万元', '行政长官', '月薪']
    """
    numbered = [(number, line) for number, line in enumerate(lines) if line.paragraph or line.end > line.start]
    for is_table, group in groupby(numbered, lambda item: item[1].zone == "table"):
        if not is_table:
            continue
        run = list(group)
        spans = [(line.start, line.end) for _, line in run if not RULE.fullmatch(shadow, line.start, line.end)]
        if spans:
            yield from _labelled(shadow, run[0][0], [cells(shadow, *span) for span in spans])


def _labelled(shadow: str, table: int, rows: list[list[Span]]) -> Iterator[Cell]:
    head = rows[0] if len(rows) > 1 and _is_head(shadow, rows[0]) else []
    for number, row in enumerate(rows):
        label = None if _figure(shadow, row[0]) or row[0][0] == row[0][1] else row[0]
        shift = len(row) - len(head)  # 1: nothing stands above the row labels
        for column, (start, end) in enumerate(row):
            above = head[column - shift] if head and number and shift in (0, 1) and column >= shift else None
            if start < end:
                filled = above if above and above[0] < above[1] else None
                yield Cell(start, end, table, label if column else None, filled)


def _is_head(shadow: str, row: list[Span]) -> bool:
    """Are its cells words or years, but for the first?"""
    return len(row) > 1 and all(YEAR.fullmatch(shadow, *cell) or not _figure(shadow, cell) for cell in row[1:])


def _figure(shadow: str, cell: Span) -> bool:
    return FIGURE.fullmatch(shadow, *cell) is not None
