"""Broken lines: paragraphs that a typesetter, a PDF or a page's source has cut at line ends are joined again.

A break is undone where what stands on its two sides shows that the sentence goes on (`貧困地\\n區`, `46 億\\n元`), or
where the article as a whole is wrapped at one width. Page headers between the halves of a sentence go with the break.
Headings, list items, captions and table cells keep their lines: nothing is joined to a line that begins an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonggao.text.markers import marker
from tonggao.text.origin import Edit

ENDS = frozenset("。！？；：…!?;:")  # a line that ends so is whole
CLOSERS = "”’」』）》】〉)\"'*"
GOES_ON = frozenset("，、（《〈「『“‘(,·")  # a line that ends so is not
RANGE = re.compile(r"[\d%％][-~—至]$")
NEVER_FIRST = frozenset("，。、；：？！）》〉」』】”’％%,;")  # no line begins so
NUMBER = re.compile(r"(?:[\d万萬亿億千百]|[零〇一二三四五六七八九十]{2})$")
UNIT = re.compile("[万萬亿億元年月日号號人名个個户戶家宗项項件％%]|公里|平方|美元|港元|百分")
FURNITURE = re.compile(r"\d{1,5}|[-–—─ ]*\d{1,4}[-–—─ ]*|第 ?\d+ ?[页頁].{0,16}|[Pp]age \d.{0,12}|\d+ ?/ ?\d+")
PROSE = re.compile("[，。；、：,]")
NARROW, LINES, SHARE, SLACK = 20, 3, 0.6, 0.15  # narrowest column, fewest lines, how many must fit, how closely
HEADER = 30  # longest page header, in characters
INDENT = 2  # blanks that open a paragraph


@dataclass(slots=True)
class Row:
    """A line that is not blank: its span without blanks around it, and its indent."""

    start: int
    end: int
    indent: int
    blanks: int  # blank lines before it


@dataclass(frozen=True, slots=True)
class Width:
    """The measure of a wrapped article: lines of at least `full` columns run on; `parted`: paragraphs stand apart."""

    full: int
    limit: int
    parted: bool


def joints(text: str) -> list[Edit]:
    """The line breaks (with the blanks and page headers around them) that cut a sentence, as deletions, in order.

    >>> text = "帶動貧困地區增收46 億\\n元，惠及\\n8萬戶。\\n1.下一項"
    >>> [text[edit.start - 1 : edit.end + 1] for edit in joints(text)]
    ['億\\n元', '及\\n8']
    """
    if "\n" not in text:
        return []
    rows = _rows(text)
    if all(_whole(text, row) for row in rows[:-1]):
        return []
    width = _width(text, rows)
    edits: list[Edit] = []
    number = 0
    while number < len(rows) - 1:
        after = _continuation(text, rows, number, width)
        if after:
            left, right = rows[number].end, rows[after].start
            edits.append(Edit(left, right, " " if _latin(text[left - 1]) and _latin(text[right]) else "", "line break"))
        number = after or number + 1
    return edits


def _rows(text: str) -> list[Row]:
    """The lines that are not blank."""
    rows: list[Row] = []
    start = blanks = 0
    for line in text.split("\n"):
        body = line.strip(" \t")
        if body:
            begin = start + line.index(body[0])
            rows.append(Row(begin, begin + len(body), begin - start, blanks))
            blanks = 0
        else:
            blanks += 1
        start += len(line) + 1
    return rows


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _whole(text: str, row: Row) -> bool:
    """Does the line end as a sentence does?"""
    end = row.end - 1
    while end > row.start and text[end] in CLOSERS:
        end -= 1
    return text[end] in ENDS


def _columns(text: str, row: Row) -> int:
    """Width as set: two columns a Chinese character."""
    return len(text[row.start : row.end].encode("gb18030", "replace"))


def _item(text: str, row: Row) -> bool:
    """Does the line open an item, so that nothing runs on into it?"""
    return text[row.start] in "#>|【" or marker(text, row.start, row.end) is not None


def _width(text: str, rows: list[Row]) -> Width | None:
    """The width at which the article is wrapped; None where its lines are paragraphs."""
    broken = [
        (row, _columns(text, row))
        for row, after in zip(rows, rows[1:], strict=False)
        if not _whole(text, row) and not after.blanks and not _item(text, after)
    ]
    broken = [(row, columns) for row, columns in broken if columns >= NARROW]
    if len(broken) < LINES:
        return None
    widths = sorted(columns for _, columns in broken)
    limit = widths[len(widths) * 9 // 10]
    full = int(limit * (1 - SLACK))
    inside = [row for row, columns in broken if full <= columns <= limit + 2]
    prose = sum(PROSE.search(text, row.start, row.end - 1) is not None for row in inside)
    if len(inside) < max(LINES, SHARE * len(broken)) or prose < SHARE * len(inside):
        return None
    last = [
        after.blanks > 0 or after.indent > row.indent or _item(text, after)
        for row, after in zip(rows, rows[1:], strict=False)
        if _whole(text, row) and _columns(text, row) < full
    ]
    return Width(full, limit, bool(last) and sum(last) >= 0.8 * len(last))


def _continuation(text: str, rows: list[Row], number: int, width: Width | None) -> int:
    """The number of the line that goes on with line `number`; 0 where none does."""
    row, after = rows[number], rows[number + 1]
    if _whole(text, row):
        going = (
            width is not None and width.parted and not after.blanks and after.indent <= row.indent
            and width.limit - 4 <= _columns(text, row) <= width.limit + 2 and not _item(text, after)
        )
        return number + 1 if going else 0
    behind = _behind_header(text, rows, number)
    if behind:
        return behind
    if after.blanks:
        return 0
    if text[after.start] in NEVER_FIRST:
        return number + 1
    if _item(text, after) or after.indent >= row.indent + INDENT:
        return 0
    if text[row.end - 1] in GOES_ON or RANGE.search(text, max(row.start, row.end - 2), row.end) or _cut_number(text, row, after) or _open(text, row, after):
        return number + 1
    if width is not None and _columns(text, row) >= width.full and after.indent <= row.indent:
        return number + 1
    return number + 1 if _runs_on(text, row, after) or _lone_marker(text, row) else 0


def _cut_number(text: str, row: Row, after: Row) -> bool:
    """`46 億` | `元`: a number and its unit, the line more than a cell of a table."""
    return (
        row.end - row.start >= 8
        and UNIT.match(text, after.start, after.end) is not None
        and NUMBER.search(text, row.end - 2, row.end) is not None
    )


def _open(text: str, row: Row, after: Row) -> bool:
    """A bracket or quotation that the line opens and the next one closes, before it opens any."""
    line = text[row.start : row.end]
    for opener, closer in ("（）", "《》", "「」", "『』", "“”", "()"):
        if line.rfind(opener) > line.rfind(closer):
            closes = text.find(closer, after.start, min(after.end, after.start + 40))
            if closes >= 0 and not 0 <= text.find(opener, after.start, after.end) < closes:
                return True
    return False


def _runs_on(text: str, row: Row, after: Row) -> bool:
    """A line of sentences whose last one has no end, before another line of prose."""
    stop = max(text.rfind(mark, row.start, row.end) for mark in "。！？")
    return (
        stop > row.start
        and "㐀" <= text[row.end - 1] <= "鿿"
        and after.end - after.start >= NARROW
        and PROSE.search(text, after.start, after.end - 1) is not None
    )


def _lone_marker(text: str, row: Row) -> bool:
    """（二） alone on its line: the text follows."""
    found = marker(text, row.start, row.end)
    return found is not None and found.body == row.end and found.style not in ("bullet", "hash")


def _behind_header(text: str, rows: list[Row], number: int) -> int:
    """The line behind a page number (and its header) that goes on with line `number`; 0 where there is none."""
    furniture = False
    for after in range(number + 1, min(number + 4, len(rows))):
        row = rows[after]
        if FURNITURE.fullmatch(text, row.start, row.end):
            furniture = True
        elif furniture:
            going = not _item(text, row) and row.indent < INDENT and row.end - row.start > 1
            return after if going else 0
        elif _whole(text, row) or row.end - row.start > HEADER:
            return 0
    return 0
