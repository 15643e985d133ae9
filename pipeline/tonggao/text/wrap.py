"""Broken lines: paragraphs that a typesetter, a PDF or a page's source has cut at line ends are joined again.

A break is undone where what stands on its two sides shows that the sentence goes on (`貧困地\\n區`, `46 億\\n元`), or
where the article as a whole is wrapped at one width. Page headers between the halves of a sentence go with the break.
Headings, list items, captions and table cells keep their lines: nothing is joined to a line that begins an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tonggao.text.bridges import bridged, torn
from tonggao.text.markers import marker
from tonggao.text.origin import Edit
from tonggao.text.pages import furniture

ENDS = frozenset("。！？；：…!?;:")  # a line that ends so is whole
CLOSERS = "”’」』）》】〉)\"'*"
GOES_ON = frozenset("，、（《〈「『“‘(·")  # a line that ends so is not
RANGE = re.compile(r"[\d%％][-~—至]$")
DANGLING = frozenset("的和与與及或在对對从從由向把被将將至到仅僅就比每共约約达達第")  # no sentence ends so
COUNTED = re.compile(r"\d+(?:\.\d+)?[万亿個个家名项項所户戶人次余多]")  # no paragraph begins so
SIGNED = re.compile("[记記]者|[编編][辑輯]|[摄攝]|[来來]源|供稿|通[讯訊][员員]")  # who wrote it ends a paragraph
NEVER_FIRST = frozenset("，。、；：？！）》〉」』】”’％%,;")  # no line begins so
NUMBER = re.compile(r"(?:[\d万萬亿億千百]|[零〇一二三四五六七八九十]{2})$")
HEADLINE = re.compile(
    r"[^（《〈「『“(。\n]{6,38}[^（《〈「『“(。，、·,\d万萬亿億千百一二三四五六七八九十%％~—至-]"
)  # nothing hangs
UNFINISHED = re.compile(  # begins with the break itself: a text is searched at the speed of finding line breaks
    r"\n(?<=[^。！？；：…!?;:]\n)(?<![。！？；：…!?;:][”’」』）》】〉)\"'* \t]\n)(?=[^\n])"
)
UNIT = re.compile(
    "[万萬亿億千百](?:[余餘多]?[元人吨噸户戶亩畝个個名家件斤度立平公美港]|[，。、；）])"
    "|(?:元|年|月|日|名|宗|件|公里|平方米|美元|港元|人次|[个個]百分[点點])(?=[，。、；）至的])|[个個][县縣村项項国國]"
)
CELLS = re.compile(r"\S {2,}\S|\S\t|[\d%)] [-(<]?\d[\d,.%]* [-(<]?\d")  # columns of a table
PROSE = re.compile("[，。；,]")
LONG = 40  # a line so long with a comma is no heading
NARROW, LINES, WITNESSES = 20, 3, 24  # narrowest column; fewest witnesses of wrapping, most that are looked into
SHARE, CUT = 0.6, 0.12  # share of the broken lines that must be full, and run of text; share that is cut in a word
SLACK, TIGHT, NEAR = 0.17, 0.08, 0.6  # how much a full line may lack of its block, and of the usual width
INDENT = 2  # blanks that open a paragraph


@dataclass(slots=True)
class Row:
    """A line that is not blank: its span without blanks around it, and its indent."""

    start: int
    end: int
    indent: int
    blanks: int  # blank lines before it
    paged: bool = False  # page furniture stood before it


@dataclass(frozen=True, slots=True)
class Width:
    """The measure of a wrapped article: widths of its lines, widest line of each one's block, the usual width.

    `parted`: paragraphs stand apart, by a blank line or an indent, so that a full line that ends a sentence runs on.
    """

    columns: list[int]
    limits: list[int]
    usual: int
    parted: bool

    def full(self, number: int, slack: float) -> bool:
        """Is line `number` as wide as lines are, and the next one no wider?"""
        columns, after, limit = self.columns[number], self.columns[number + 1], self.limits[number]
        return columns >= (1 - slack) * limit and columns > self.usual * NEAR and after <= 1.1 * limit


def joints(text: str) -> list[Edit]:
    """The line breaks (with the blanks and page headers around them) that cut a sentence, as deletions, in order.

    >>> text = "帶動貧困地區增收46 億\\n元，惠及貧困戶、\\n低保戶8萬戶。\\n1.下一項"
    >>> [text[edit.start - 1 : edit.end + 1] for edit in joints(text)]
    ['億\\n元', '、\\n低']
    """
    if UNFINISHED.search(text) is None:
        return []
    rows = _rows(text)
    pages = furniture(text, rows)
    if pages:
        rows = _without(rows, pages)
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
    first = blanks = 0
    for line in text.split("\n"):
        body = line.strip(" \t")
        if body:
            indent = 0 if line[0] == body[0] else line.index(body[0])
            rows.append(Row(first + indent, first + indent + len(body), indent, blanks))
            blanks = 0
        else:
            blanks += 1
        first += len(line) + 1
    return rows


def _without(rows: list[Row], pages: set[int]) -> list[Row]:
    """The lines but for page furniture; behind a page break an unfinished sentence goes on, a whole one does not."""
    kept: list[Row] = []
    broken = False
    for number, row in enumerate(rows):
        if number in pages:
            broken = True
            continue
        if broken:
            row.blanks, row.paged, broken = 0, True, False
        kept.append(row)
    return kept


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _cells(text: str, row: Row, after: Row) -> bool:
    """Is either line a row of a table?"""
    return any(
        CELLS.search(text, line.start, line.end) and "，" not in text[line.start : line.end] for line in (row, after)
    )


def _whole(text: str, row: Row) -> bool:
    """Does the line end as a sentence does?"""
    end = row.end - 1
    while end > row.start and text[end] in CLOSERS:
        end -= 1
    return text[end] in ENDS


def _item(text: str, row: Row) -> bool:
    """Does the line open an item, so that nothing runs on into it?"""
    return text[row.start] in "#>|【" or marker(text, row.start, row.end) is not None


def _width(text: str, rows: list[Row]) -> Width | None:
    """The measure of a wrapped article; None where lines are paragraphs.

    Lines that end in no stop and go on below are the witnesses: in a wrapped article they are as wide as the block
    they stand in, they hold running text, and chance cuts many of them within a word.
    """
    prose = [
        n for n, row in enumerate(rows[:-1]) if not _whole(text, row) and PROSE.search(text, row.start, row.end - 1)
    ]
    if len(prose) < LINES:
        return None
    broken = [
        number
        for number, (row, after) in enumerate(pairwise(rows))
        if not after.blanks and not _whole(text, row) and not _item(text, after) and not _cells(text, row, after)
    ]
    if len(broken) < LINES:
        return None
    columns = [len(text[row.start : row.end].encode("gb18030", "replace")) for row in rows]
    limits = _limits(text, rows, columns)
    witnesses = [n for n in broken if columns[n] >= NARROW and columns[n] >= (1 - SLACK) * limits[n]]
    if len(witnesses) < max(LINES, SHARE * sum(columns[n] >= NARROW for n in broken)):
        return None
    usual = sorted(limits[n] for n in witnesses)[len(witnesses) // 2]
    some = witnesses[:: 1 + len(witnesses) // WITNESSES]
    cut = sum(bridged(text, rows[n].end, rows[n + 1].start) for n in some)
    if len(set(prose) & set(witnesses)) < SHARE * len(witnesses) or cut < CUT * len(some):
        return None
    last = [
        after.blanks > 0 or after.indent > row.indent or _item(text, after)
        for number, (row, after) in enumerate(pairwise(rows))
        if columns[number] < (1 - SLACK) * limits[number] and _whole(text, row)
    ]
    return Width(columns, limits, usual, bool(last) and sum(last) >= 0.8 * len(last))


def _limits(text: str, rows: list[Row], columns: list[int]) -> list[int]:
    """For each line the width of the widest in its block: lines without a blank line or an item between them."""
    limits: list[int] = []
    begin = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or rows[number].blanks or _item(text, rows[number]):
            limits += [max(columns[begin:number])] * (number - begin)
            begin = number
    return limits


def _continuation(text: str, rows: list[Row], number: int, width: Width | None) -> int:
    """The number of the line that goes on with line `number`; 0 where none does."""
    row, after = rows[number], rows[number + 1]
    if after.paged and (_whole(text, row) or row.end - row.start < NARROW // 2 or _cells(text, row, after)):
        return 0
    if _whole(text, row):
        return number + 1 if width is not None and width.parted and _fills(text, rows, number, width, TIGHT) else 0
    if after.blanks or text[row.start] == "#":
        return 0
    if text[after.start] in NEVER_FIRST or _split_cell(text, row, after):
        return number + 1
    if width is None and not after.paged and HEADLINE.fullmatch(text, row.start, row.end):
        return 0
    if _item(text, after) or after.indent >= row.indent + INDENT:
        return 0
    going = (
        _hanging(text, row)
        or _cut_number(text, row, after)
        or _open(text, row, after)
        or (width is not None and _fills(text, rows, number, width, SLACK))
        or after.paged
        or _runs_on(text, row, after)
        or _lone_marker(text, row, after)
    )
    return number + 1 if going else 0


def _fills(text: str, rows: list[Row], number: int, width: Width, slack: float) -> bool:
    """Is the line as wide as lines are, and the next one of the same paragraph?"""
    row, after = rows[number], rows[number + 1]
    return (
        not after.blanks
        and after.indent <= row.indent
        and width.full(number, slack)
        and not _item(text, after)
        and not _cells(text, row, after)
    )


def _split_cell(text: str, row: Row, after: Row) -> bool:
    """| 特首 | 41.6萬元: a row between bars that the line end cuts."""
    return text[row.start] == "|" != text[row.end - 1] and text[after.start] != "|"


def _hanging(text: str, row: Row) -> bool:
    """Does the line end on a comma, an opening bracket or half a range?"""
    last = text[row.end - 1]
    if last == ",":
        return not text[row.end - 2 : row.end - 1].isascii()
    if last in "“「『‘" and text[row.end - 2] in ENDS:
        return False  # a closing mark typed as an opening one
    return last in GOES_ON or RANGE.search(text, max(row.start, row.end - 2), row.end) is not None


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
    """A line of sentences whose last one has no end, before another line of prose: cut in a word, or on a 的."""
    stop = text.rfind("。", row.start, row.end)
    if stop < 0 and row.end - row.start >= LONG and text.find("，", row.start, row.end) > 0:
        stop = row.start + 1  # one long sentence
    last, first = text[row.end - 1], text[after.start]
    if stop <= row.start or last < "㐀" or SIGNED.search(text, stop, row.end):
        return False
    if not PROSE.search(text, after.start, after.end):
        return False
    if last in DANGLING or COUNTED.match(text, after.start, after.end):
        return True
    return first >= "㐀" and torn(text, row.end, after.start)


def _lone_marker(text: str, row: Row, after: Row) -> bool:
    """（二）, or a single character, alone on its line: the text follows."""
    if row.end - row.start == 1 and text[row.start] >= "㐀":
        return PROSE.search(text, after.start, after.end) is not None and after.end - after.start >= NARROW
    found = marker(text, row.start, row.end)
    return found is not None and found.body == row.end and found.style not in ("bullet", "hash")
