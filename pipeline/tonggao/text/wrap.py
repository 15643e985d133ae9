"""Broken lines: paragraphs that a typesetter, a PDF or a page's source has cut at line ends are joined again.

A break is undone where what stands on its two sides shows that the sentence goes on (`貧困地\\n區`, `46 億\\n元`), or
where the article as a whole is wrapped at one width. Page headers between the halves of a sentence go with the break.
Headings, list items, captions and table cells keep their lines: nothing is joined to a line that begins an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tonggao.text.bridges import bridges, torn
from tonggao.text.markers import marker
from tonggao.text.origin import Edit
from tonggao.text.pages import furniture
from tonggao.text.rows import ENDS, Row, rows

GOES_ON = frozenset("，、（《〈「『“‘(·")  # a line that ends so is not
OPENERS = frozenset("（《「『“(")
RANGE = re.compile(r"[\d%％][-~—至]$")
DANGLING = frozenset("的和与與及或在对對从從由向把被将將至到仅僅就比每共约約达達第是")  # no sentence ends so
JOINING = frozenset("的和与與及或在对對从從把被将將于於")  # nor any heading of some length
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
PROSE = re.compile("[，。；,]")
LONG = 40  # a line so long with a comma is no heading
NARROW, LINES, WITNESSES = 20, 3, 24  # narrowest column; fewest witnesses of wrapping, most that are looked into
SHARE, CUT = 0.6, 0.12  # share of the broken lines that must be full, and run of text; share that is cut in a word
SLACK, TIGHT, NEAR = 0.17, 0.08, 0.6  # how much a full line may lack of its block, and of the usual width
FIRST_LINE = 4  # columns that the first line of a paragraph lacks
INDENT = 2  # blanks that open a paragraph
LABEL, CELL_LINES = 14, 2  # longest line of a label that a table's narrow column cuts, and how far its row may be
LABELLED = re.compile(r"[^\d。，；：！？]{2,40}")  # a label of a row, without figures
FIGURES = re.compile(r"[-\d.,%％() ]+")  # a row of figures alone
PARTICLE = re.compile("的(?![士確确])")
LONE = re.compile("[㐀-鿿] (?:[㐀-鿿](?!\\S)|$)")
COLUMN = "  "  # what parts the columns of a table


@dataclass(frozen=True, slots=True)
class Width:
    """The measure of a wrapped article: widths of its lines, widest line of each one's block, the usual width.

    `parted`: paragraphs stand apart, by a blank line or an indent, so that a full line that ends a sentence runs on.
    """

    columns: list[int]
    limits: list[int]
    usual: int
    parted: bool

    def filled(self, row: Row, after: Row, number: int, slack: float) -> bool:
        """Is line `number` as wide as lines are, and the next one no wider and of the same paragraph?"""
        columns, limit = self.columns[number] + (FIRST_LINE if row.indent else 0), self.limits[number]
        return (
            columns >= (1 - slack) * limit
            and not (after.blanks or after.item or row.columns or after.columns)
            and columns > self.usual * NEAR
            and self.columns[number + 1] <= 1.1 * limit
            and after.indent <= row.indent
        )


def joints(text: str) -> list[Edit]:
    """The line breaks (with the blanks and page headers around them) that cut a sentence, as deletions, in order.

    >>> text = "帶動貧困地區增收46 億\\n元，惠及貧困戶、\\n低保戶8萬戶。\\n1.下一項"
    >>> [text[edit.start - 1 : edit.end + 1] for edit in joints(text)]
    ['億\\n元', '、\\n低']
    """
    if UNFINISHED.search(text) is None:
        return []
    lines = rows(text)
    pages = furniture(text, lines)
    if pages:
        lines = _without(lines, pages)
    width = _width(text, lines)
    edits: list[Edit] = []
    barred, celled = "|" in text, False  # within a cell between bars that goes on over several lines
    for number, (row, after) in enumerate(pairwise(lines)):
        if barred:
            celled = text[after.start] != "|" and (celled or text[row.start] == "|") and text[row.end - 1] != "|"
        if celled:
            between = "" if text[after.start] in "（(" or torn(text, row.end, after.start) else COLUMN
        elif (not row.whole or width is not None) and _goes_on(text, lines, number, width):
            between = " " if _parted(text, row, after) else ""
        elif after.columns and _labels(text, lines, number):
            between = COLUMN
        else:
            continue
        edits.append(Edit(row.end, after.start, between, "line break"))
    return edits


def _without(lines: list[Row], pages: set[int]) -> list[Row]:
    """The lines but for page furniture; behind a page break an unfinished sentence goes on, a whole one does not."""
    kept: list[Row] = []
    broken = False
    for number, row in enumerate(lines):
        if number in pages:
            broken = True
            continue
        if broken:
            row.blanks, row.paged, broken = 0, True, False
        kept.append(row)
    return kept


def _parted(text: str, row: Row, after: Row) -> bool:
    """Does a blank part what the line end parts: Latin words, or the characters of a passage spaced out (租 戶)?"""
    if text[row.end - 1].isascii():
        return text[row.end - 1].isalpha() and text[after.start].isascii() and text[after.start].isalpha()
    return text[row.end - 2] == " " and LONE.match(text, after.start) is not None


def _width(text: str, lines: list[Row]) -> Width | None:
    """The measure of a wrapped article; None where lines are paragraphs.

    Lines that end in no stop and go on below are the witnesses: in a wrapped article they are as wide as the block
    they stand in, they hold running text, and chance cuts many of them within a word.
    """
    broken = [
        number
        for number, (row, after) in enumerate(pairwise(lines))
        if not (row.whole or after.blanks or after.item or row.columns or after.columns)
    ]
    if len(broken) < LINES:
        return None
    # blanks are left out: PDF extraction sets them around every number and quotation
    encoded = text.encode("gb18030", "replace").replace(b" ", b"").replace(b"\t", b"").split(b"\n")
    columns = [len(encoded[row.line]) for row in lines]
    limits = _limits(lines, columns)
    wide = [number for number in broken if columns[number] >= NARROW]
    witnesses = [number for number in wide if columns[number] >= (1 - SLACK) * limits[number]]
    if len(witnesses) < max(LINES, SHARE * len(wide)):
        return None
    prose = sum(PROSE.search(text, lines[n].start, lines[n].end - 1) is not None for n in witnesses)
    if prose < max(LINES, SHARE * len(witnesses)):
        return None
    if not _cut_in_words(text, lines, witnesses[:: 1 + len(witnesses) // WITNESSES]):
        return None
    usual = sorted(limits[n] for n in witnesses)[len(witnesses) // 2]
    last = [
        after.blanks > 0 or after.indent > row.indent or after.item
        for number, (row, after) in enumerate(pairwise(lines))
        if row.whole and columns[number] < (1 - SLACK) * limits[number]
    ]
    return Width(columns, limits, usual, bool(last) and sum(last) >= 0.8 * len(last))


def _cut_in_words(text: str, lines: list[Row], some: list[int]) -> bool:
    """Do the ends of these lines cut words as often as chance would? A third of them may be enough to tell."""
    cut = 0
    for part in (some[::3], some[1::3] + some[2::3]):
        cut += sum(bridges(text, [(lines[n].end, lines[n + 1].start) for n in part]))
        if cut >= CUT * len(some):
            return True
    return False


def _limits(lines: list[Row], columns: list[int]) -> list[int]:
    """For each line the width of the widest in its block: lines with no blank line, item or page between them."""
    limits: list[int] = []
    begin = 0
    for number in [*(n for n, row in enumerate(lines) if row.blanks or row.item or row.paged), len(lines)]:
        if number > begin:
            limits += [max(columns[begin:number])] * (number - begin)
            begin = number
    return limits


def _goes_on(text: str, lines: list[Row], number: int, width: Width | None) -> bool:
    """Does the next line go on with what line `number` says?"""
    row, after = lines[number], lines[number + 1]
    if row.whole:
        return width is not None and width.parted and not after.paged and width.filled(row, after, number, TIGHT)
    if after.paged and (row.end - row.start < NARROW // 2 or row.columns or after.columns):
        return False
    first = text[after.start]
    if after.blanks or text[row.start] == "#":
        return False
    if first in NEVER_FIRST:
        return True
    if width is None and not after.paged and HEADLINE.fullmatch(text, row.start, row.end):
        joins = text[row.end - 1] in JOINING and not after.item and _runs_on(text, row, after)
        return joins or _cuts_label(text, lines, number)
    if after.item or after.indent >= row.indent + INDENT:
        return False
    return (
        (width is not None and width.filled(row, after, number, SLACK))
        or after.paged
        or _hanging(text, row)
        or _cut_number(text, row, after)
        or _open(text, row, after)
        or _runs_on(text, row, after)
        or _lone_marker(text, row, after)
        or _cuts_label(text, lines, number)
    )


def _cuts_label(text: str, lines: list[Row], number: int) -> bool:
    """`未能於准許證` | `的有效期內完` | `成工程的宗數`: a label of a table, cut within a word or before a 的."""
    row, after = lines[number], lines[number + 1]
    last, first = text[row.end - 1], text[after.start]
    if row.end - row.start > LABEL or row.columns or after.item or last < "㐀" > first:
        return False
    if not any(line.columns for line in lines[max(0, number - 1) : number + CELL_LINES + 1]):
        return False
    return last in "的及" or PARTICLE.match(text, after.start) is not None or torn(text, row.end, after.start)


def _labels(text: str, lines: list[Row], number: int) -> bool:
    """Does the line label the row of bare numbers below it, in a table whose other rows carry their label?"""
    row, after = lines[number], lines[number + 1]
    if after.blanks or row.columns or row.whole or not LABELLED.fullmatch(text, row.start, row.end):
        return False
    if FIGURES.fullmatch(text, after.start, after.end) is None:
        return False
    near = lines[max(0, number - CELL_LINES - 1) : number + CELL_LINES + 3]
    return any(line.columns and FIGURES.fullmatch(text, line.start, line.end) is None for line in near)


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
    if OPENERS.isdisjoint(line):
        return False
    for opener, closer in ("（）", "《》", "「」", "『』", "“”", "()"):
        if line.rfind(opener) > line.rfind(closer):
            closes = text.find(closer, after.start, min(after.end, after.start + 40))
            if closes >= 0 and not 0 <= text.find(opener, after.start, after.end) < closes:
                return True
    return False


def _runs_on(text: str, row: Row, after: Row) -> bool:
    """A line of sentences whose last one has no end, before another line of prose: cut in a word, or on a 的."""
    stop = text.rfind("。", row.start, row.end)
    last, first = text[row.end - 1], text[after.start]
    shortest = NARROW if last in JOINING else LONG
    if stop < 0 and row.end - row.start >= shortest and text.find("，", row.start, row.end) > 0:
        stop = row.start + 1  # one long sentence
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
