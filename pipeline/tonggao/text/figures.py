"""Figures of a table whose thousands are set apart by a blank: 14 833 13 627 13 581 are three numbers in three columns.

How many columns a table has is what all its rows and its head can agree on; where a row can be read in several ways
its own total (the last figure the sum of the others) or the size of the figures above and below it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import log10
from statistics import median

FIGURE = re.compile(r"[-(<>≤≥+]?\$?\d[\d,.]*[%)*#]*|[-–—]+|N/?A")
HEAD, TAIL = re.compile(r"[-(]?[1-9]\d{0,2}"), re.compile(r"\d{3}[)*#]*")
WIDE = re.compile(r" {2,}|\t")
SORT = re.compile("[別别份目區区稱称名度組组類类型號号期級级項项]$")  # says of what sort the labels below are
APART = 2  # line breaks between two rows of one table
READINGS = 64  # readings of one row that are weighed

Span = tuple[int, int]


@dataclass(slots=True)
class _Row:
    """The figures that a row ends in, and which gaps between them (by the figure before) may be no gaps."""

    figures: list[Span]
    open: list[int]


def groups(text: str, rows: Sequence[Span]) -> list[Span]:
    """The blanks within figures, in the rows of tables (`rows`: spans of lines), in order.

    >>> text = "批出  14 833 13 627\\n完成  727 219"
    >>> [text[start - 2 : end + 3] for start, end in groups(text, [(0, 17), (18, 29)])]
    ['14 833', '13 627']
    """
    found: list[Span] = []
    for block in _blocks(text, rows):
        read = [_read(text, *span) for span in block]
        columns = _columns(text, block, read)
        if columns:
            found += _closed(text, read, columns)
    return sorted(found)


def _blocks(text: str, rows: Sequence[Span]) -> Iterator[list[Span]]:
    block: list[Span] = []
    for row in rows:
        if block and text.count("\n", block[-1][1], row[0]) > APART:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _read(text: str, start: int, end: int) -> _Row:
    figures: list[Span] = []
    for token in reversed(text[start:end].split()):
        if FIGURE.fullmatch(token) is None:
            break
        end = text.rindex(token, start, end)
        figures.append((end, end + len(token)))
    figures.reverse()
    opened: list[int] = []
    for number in range(len(figures) - 1):
        (first, last), (begin, stop) = figures[number : number + 2]
        chained = bool(opened) and opened[-1] == number - 1 and TAIL.fullmatch(text, first, last) is not None
        if begin - last == 1 and (chained or HEAD.fullmatch(text, first, last)) and TAIL.fullmatch(text, begin, stop):
            opened.append(number)
    return _Row(figures, opened)


def _columns(text: str, block: Sequence[Span], read: Sequence[_Row]) -> int:
    """How many columns of figures the rows have; 0 where they do not agree, or nothing need be closed.

    Where the rows leave a choice, the table's head and the sizes of the figures must name the same number.
    """
    low = max(len(row.figures) - len(row.open) for row in read)
    high = min(len(row.figures) for row in read)
    if low > high or not any(row.open for row in read):
        return 0
    if low == high:
        return low if len(read) > 1 else 0
    above = text.rfind("\n", 0, max(0, block[0][0] - 1)) + 1
    heads = WIDE.split(text[above : block[0][0]].strip(" \n"))
    own = SORT.search(heads[0]) is not None  # the labels' column has its head: 區議會分區, 年齡組別
    columns = len(heads) - own
    if columns < 2 or not low <= columns <= high:
        return 0
    spreads = {number: _spread(text, read, number) for number in range(low, high + 1)}
    return columns if spreads[columns] == min(spreads.values()) else 0


def _spread(text: str, read: Sequence[_Row], columns: int) -> float:
    """How far the figures of a column lie apart in size, on the mean over the columns."""
    chosen = zip(read, _chosen(text, read, columns), strict=True)
    sizes = zip(*(_sizes(text, row, reading) for row, reading in chosen), strict=False)
    filled = [[size for size in column if size] for column in sizes]
    return float(sum(max(column) - min(column) for column in filled if column) / columns)


def _closed(text: str, read: Sequence[_Row], columns: int) -> Iterator[Span]:
    """The gaps to close."""
    for row, reading in zip(read, _chosen(text, read, columns), strict=True):
        for number in reading:
            yield row.figures[number][1], row.figures[number + 1][0]


def _chosen(text: str, read: Sequence[_Row], columns: int) -> list[Sequence[int]]:
    """For each row the gaps that are none: rows that leave no choice first, the others by their sums or by those."""
    forced: list[Sequence[int]] = [row.open if len(row.figures) > columns else () for row in read]
    free = [len(row.figures) - columns not in (0, len(row.open)) for row in read]
    if not any(free):
        return forced
    sizes = [_sizes(text, row, gaps) for row, gaps, choice in zip(read, forced, free, strict=True) if not choice]
    usual = [median(column) for column in zip(*sizes, strict=True)]
    chosen: list[Sequence[int]] = []
    for row, gaps, choice in zip(read, forced, free, strict=True):
        best: Sequence[int] = () if choice else gaps
        if choice:
            need = len(row.figures) - columns
            some = islice(combinations(row.open, need), READINGS)
            readings = [reading for reading in some if _stands(text, row, reading)]
            sums = [reading for reading in readings if _adds_up(text, row, reading)]
            if len(sums) == 1:
                best = sums[0]
            elif readings and len(usual) == columns:
                best = min(readings, key=lambda reading: _distance(_sizes(text, row, reading), usual))
        chosen.append(best)
    return chosen


def _stands(text: str, row: _Row, reading: Sequence[int]) -> bool:
    """Does every figure begin as figures do? 014 is the rest of one."""
    return all(number - 1 in reading or HEAD.fullmatch(text, *row.figures[number]) for number in reading)


def _values(text: str, row: _Row, reading: Sequence[int]) -> list[float]:
    """The figures as numbers, with the gaps of `reading` closed; signs of nothing are 0."""
    said = [text[start:end] for start, end in row.figures]
    for number in reversed(reading):
        said[number : number + 2] = ["".join(said[number : number + 2])]
    digits = [re.sub(r"[^\d.]", "", figure).strip(".") for figure in said]
    return [float(figure) if figure.count(".") < 2 and figure else 0.0 for figure in digits]


def _sizes(text: str, row: _Row, reading: Sequence[int]) -> list[float]:
    return [log10(1 + value) for value in _values(text, row, reading)]


def _adds_up(text: str, row: _Row, reading: Sequence[int]) -> bool:
    *parts, total = _values(text, row, reading)
    return len(parts) > 1 and sum(parts) == total


def _distance(sizes: Sequence[float], usual: Sequence[float]) -> float:
    return sum(abs(size - middle) for size, middle in zip(sizes, usual, strict=True))
