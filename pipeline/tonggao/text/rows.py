"""Rows: the lines of a text that are not blank, each with what joining broken lines asks of it, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from tonggao.text.markers import FIRST, marker

ENDS = frozenset("。！？；：…!?;:")  # a line that ends so is whole
CLOSERS = "”’」』）》】〉)\"'*"
BLANKS = " \t"
OPENED = frozenset("#>|【")  # a line that begins so is joined to none
POSSIBLE = FIRST | OPENED
CELLS = re.compile(  # columns of a table; begins with a blank, so that finding blanks is what a text costs
    r"[ \t](?:(?<=[^\s—] ) +[^\s—]|(?<=\S\t)[ \t]*+\S|(?<=[\d%)] )[-(<]?\d[\d,.%]* [-(<]?\d)"
)


@dataclass(slots=True)
class Row:
    """A line that is not blank: its span without blanks around it, its indent, and what it shows by itself."""

    start: int
    end: int
    indent: int
    blanks: int  # blank lines before it
    line: int  # its number among all lines
    whole: bool  # ends as a sentence does
    item: bool  # opens an item, so that nothing runs on into it
    columns: bool = False  # a row of a table
    paged: bool = False  # page furniture stood before it


def rows(text: str) -> list[Row]:
    """The lines that are not blank, in order.

    >>> [(row.start, row.end, row.whole, row.item) for row in rows("  一、农业\\n\\n产量增长。\\n")]
    [(2, 6, False, True), (8, 13, True, False)]
    """
    made: list[Row] = []
    first = blanks = 0
    for number, line in enumerate(text.split("\n")):
        body = line.strip(BLANKS) if line and (line[0] in BLANKS or line[-1] in BLANKS) else line
        if body:
            indent = 0 if body is line else line.index(body[0])
            start = first + indent
            end = start + len(body)
            item = body[0] in POSSIBLE and (body[0] in OPENED or marker(text, start, end) is not None)
            whole = body[-1] in ENDS or (body[-1] in CLOSERS and body.rstrip(CLOSERS)[-1:] in ENDS)
            made.append(Row(start, end, indent, blanks, number, whole, item))
            blanks = 0
        else:
            blanks += 1
        first += len(line) + 1
    _find_columns(text, made)
    return made


def _find_columns(text: str, made: list[Row]) -> None:
    """Mark the rows of tables: cells parted by wide blanks, or several numbers; running text has commas."""
    starts: list[int] = []
    for found in CELLS.finditer(text):
        starts = starts or [row.start for row in made]
        row = made[bisect_right(starts, found.start()) - 1]
        if not row.columns and row.start < found.start() < row.end:
            row.columns = "，" not in text[row.start : row.end]
