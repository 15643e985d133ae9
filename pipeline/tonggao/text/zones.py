"""Zones: what each line of an article is, which lines are headings, and under which headings each line stands.

Only what is surely a page's frame is called boilerplate: what is called so is not extracted from. In doubt a line is
body. A dateline before the first words of a report is a line of its own, so that its place and day are not taken for
those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tonggao.model import Line, Zone
from tonggao.text import captions, datelines, titles
from tonggao.text.cells import cells
from tonggao.text.cues import Cues, cues
from tonggao.text.linezone import DIGIT, zone_of
from tonggao.text.markers import Marker, marker
from tonggao.text.pages import furniture

STOP = re.compile("[。！？；]")
LISTED = re.compile("；[及和或]?$")  # the next item belongs to the same list
LONGEST_STATED = 23
STATED = re.compile(r"[^，。；：！？\d“”]{4,}+。")  # 打造宜居城市。 a heading with a full stop, where an article has several
PROSE = 40  # a line of so many characters with a full stop is prose, or of twice as many with another stop
HEADING = 40  # longest heading
SAID = 16  # shortest sentence that a heading may stand above
QUESTION = 18  # longest heading that asks, of two clauses
LABEL = 4  # longest label of a page's frame
CAPTION = re.compile("[（(](?:从?左|右|中|前排|后排)|图为|图[：:]|摄$|[（(]图")
PAIR = re.compile(r"[^\d\s，。：:][^，。：:\n]{1,20}?(?: {2,}|\t)[-<>≤≥]?\$?\d[\d,.]*[%万亿元个人宗名户]?")
ROWS = 3  # fewest rows of such a table
DRAWN = 2  # paragraphs of a page that has been drawn together
OPENINGS = 2  # datelines are sought before so many of the first paragraphs
HASH = "hash"
RANKS = {**{f"{HASH}{depth}": depth for depth in range(1, 7)}, "bold": 7, "plain": 8}


@dataclass(slots=True)
class Draft:
    """A line while its zone is being found: `text[start:end]` without blanks around it."""

    first: int  # where the line begins, blanks included
    last: int
    start: int
    end: int
    mark: Marker | None
    prose: bool
    zone: Zone | None = None
    level: int = 0


def lines(text: str, shadow: str, title: str | None) -> tuple[Line, ...]:
    """The lines of the working text, blank ones too, each with zone, heading level and paragraph, in order.

    Offsets point into the shadow; a line has no line break. `body` is where the text after indent and list marker
    begins. Paragraphs are counted from 1, blank lines have none; a dateline and the report behind it are two lines of
    one paragraph. `title` is the metadata's, in the script of `text`.

    >>> text = "网络扶贫成效显著\\n新华社北京10月25日电 据介绍，覆盖率达75%。\\n一是加大力度。\\n投资超70亿元。"
    >>> [(line.zone, line.level, text[line.body : line.end]) for line in lines(text, text, None)][2:]
    [('body', 0, '据介绍，覆盖率达75%。'), ('heading', 1, '加大力度。'), ('body', 0, '投资超70亿元。')]
    """
    drafts = _drafts(shadow)
    full = [draft for draft in drafts if draft.start < draft.end]
    known = cues()
    for draft in full:
        draft.zone = zone_of(shadow, draft.start, draft.end, known)
    for number in furniture(shadow, full):
        full[number].zone = "boilerplate"
    prose = [number for number, draft in enumerate(full) if draft.prose]
    if prose:
        _labels(shadow, full[: prose[0]])
        _tail(shadow, full[prose[-1] + 1 :], known)
    titles.mark(text, shadow, full, title)
    titles.bylines(shadow, full)
    _pairs(shadow, full)
    _table_heads(shadow, full)
    _headings(shadow, full)
    return tuple(_finish(shadow, drafts, _openings(text, shadow, full, title)))


def _drafts(shadow: str) -> list[Draft]:
    """The lines, blanks around them set apart, marker found."""
    drafts: list[Draft] = []
    first = 0
    for line in shadow.split("\n"):
        last = first + len(line)
        start, end = first, last
        if line and (line[0] in " \t" or line[-1] in " \t"):
            body = line.strip(" \t")
            start = first + line.index(body[0]) if body else first
            end = start + len(body)
        prose = end - start >= PROSE and ("。" in line or (end - start >= 2 * PROSE and _stops(shadow, start, end)))
        drafts.append(Draft(first, last, start, end, marker(shadow, start, end) if start < end else None, prose))
        first = last + 1
    return drafts


def _stops(shadow: str, start: int, end: int) -> bool:
    return STOP.search(shadow, start, end - 1) is not None


def _labels(shadow: str, above: Sequence[Draft]) -> None:
    """A run of short labels of which two or more belong to a page's frame is one: 概要 內容 市長說 局長說 聯絡人."""
    if sum(draft.zone == "boilerplate" for draft in above) < 2:
        return
    run: list[Draft] = []
    for draft in [*above, None]:
        if draft is not None and draft.end - draft.start <= LABEL and not DIGIT.search(shadow, draft.start, draft.end):
            run.append(draft)
            continue
        if sum(label.zone == "boilerplate" for label in run) > 1:
            for label in run:
                label.zone = "boilerplate"
        run.clear()


def _pairs(shadow: str, full: Sequence[Draft]) -> None:
    """Rows of a table with one column of figures: 港島東  2.5, several of them."""
    if "  " not in shadow and "\t" not in shadow:
        return
    run: list[Draft] = []
    for draft in [*full, None]:
        if draft is not None and draft.zone is None and draft.end - draft.start <= HEADING:
            if PAIR.fullmatch(shadow, draft.start, draft.end):
                run.append(draft)
                continue
        if len(run) >= ROWS:
            for row in run:
                row.zone = "table"
        run.clear()


def _table_heads(shadow: str, full: Sequence[Draft]) -> None:
    """Column heads above a table's first row: 危殆  危急  緊急."""
    for above, row in pairwise(full):
        if row.zone == "table" and above.zone is None and "，" not in shadow[above.start : above.end]:
            heads, wide = len(cells(shadow, above.start, above.end)), len(cells(shadow, row.start, row.end))
            if heads > 1 and wide - 1 <= heads <= wide:
                above.zone = "table"


def _tail(shadow: str, below: Sequence[Draft], known: Cues) -> None:
    """Lists of other articles and the like, after the last prose: boilerplate from their heading on."""
    opened = False
    for draft in below:
        opened = opened or known.tail.match(shadow, draft.start, draft.end) is not None
        if opened and draft.zone in (None, "meta", "dateline"):
            draft.zone = "boilerplate"


def _headings(shadow: str, full: Sequence[Draft]) -> None:
    """Zone and level of headings, level of running items: a style inside another is one level deeper."""
    short = [n for n, draft in enumerate(full) if draft.zone is None and (draft.mark or draft.end - draft.start <= HEADING)]
    if not short:
        return
    stack: dict[str, bool] = {}  # styles that are open, from the highest; is it one of headings?
    said = _next_said(full)
    heads = _plain_heads(shadow, full, short)
    for number in short:
        draft = full[number]
        above = full[number - 1] if number else None
        style = _style(shadow, draft, heads[number], last=number + 1 == len(full))
        if style is None:
            continue
        if _is_heading(shadow, draft, said[number], above):
            draft.zone = "heading"
        _open(stack, style)
        stack[style] = draft.zone == "heading"
        draft.level = len(stack)


def _open(stack: dict[str, bool], style: str) -> None:
    """Close the styles that end where `style` opens an item.

    A style that is open closes those below it; a new one opens below them all. But `#`, `##` …, bold and plain
    headings have an order of their own, and none of them stands below the items of a list.
    """
    rank = RANKS.get(style)
    while stack and style in stack and next(reversed(stack)) != style:
        stack.popitem()
    while rank is not None and stack and style not in stack:
        last = next(reversed(stack))
        if not (RANKS[last] > rank if last in RANKS else not stack[last]):
            break
        stack.popitem()


def _next_said(full: Sequence[Draft]) -> list[Draft | None]:
    """For each line the next one that says something: text or a table."""
    said: list[Draft | None] = []
    below = None
    for draft in reversed(full):
        said.append(below)
        if draft.zone in (None, "table"):
            below = draft
    said.reverse()
    return said


def _plain_heads(shadow: str, full: Sequence[Draft], short: Sequence[int]) -> list[bool]:
    """For each line whether it heads what follows at once, were it short and without marker: an item, a paragraph.

    A line above such a heading is one too, where a paragraph ends before it: 人工费用飞涨 | 工地工人缺口约20%.
    """
    heads = [False] * len(full)
    for number in _stated(shadow, full, short):
        heads[number] = True
    for number in reversed(short):
        draft = full[number]
        if draft.mark is not None or number + 1 == len(full) or not _may_head(shadow, draft):
            continue
        below = full[number + 1]
        if below.zone is not None:
            continue
        if below.mark is not None or below.prose:
            heads[number] = True
        elif number and _ends(shadow, full[number - 1]):
            length = below.end - below.start
            says = length >= SAID and length > draft.end - draft.start and shadow[below.end - 1] in "。；？！?!"
            heads[number] = says or (heads[number + 1] and full[number - 1].prose)
    listed = [
        not (heads[number] or draft.prose or draft.mark or _ends(shadow, draft) or shadow[draft.end - 1] in "：:?!】")
        for number, draft in enumerate(full)
    ]  # two such lines and more are a list, and what stands below it is no heading
    return [head and not (n > 1 and listed[n - 1] and listed[n - 2]) for n, head in enumerate(heads)]


def _stated(shadow: str, full: Sequence[Draft], short: Sequence[int]) -> list[int]:
    """Numbers of the headings that end in a full stop: several, each above a paragraph, and few paragraphs without."""
    found = [
        number
        for number in short
        if full[number].mark is None
        and full[number].end - full[number].start <= LONGEST_STATED
        and number + 1 < len(full)
        and full[number + 1].prose
        and STATED.fullmatch(shadow, full[number].start, full[number].end)
    ]
    return found if len(found) > 1 and 2.5 * len(found) >= sum(draft.prose for draft in full) else []


def _ends(shadow: str, draft: Draft) -> bool:
    """Does a sentence end with the line, or is it none of the text?"""
    return draft.zone is not None or shadow[draft.end - 1] in "。！？；”」"


def _may_head(shadow: str, draft: Draft) -> bool:
    start, end = draft.start, draft.end
    return (
        end - start <= HEADING
        and shadow[end - 1] not in "，、：:,;…."
        and shadow[start] not in "#※"  # a note to a table
        and not (shadow[start] in "（(" and shadow[end - 1] in "）)")  # (議員舉手): what happened meanwhile
        and STOP.search(shadow, start, end) is None
        and CAPTION.search(shadow, start, end) is None
        and not (shadow[end - 1] == "?" and end - start > QUESTION and "，" in shadow[start:end])
    )


def _style(shadow: str, draft: Draft, heads: bool, last: bool) -> str | None:
    """The style of the heading or item that the line opens; None for running text.

    A line without marker is a heading where it is short and heads what follows at once.
    """
    start, end = draft.start, draft.end
    if draft.mark is not None:
        if draft.mark.style != HASH:
            return draft.mark.style
        return None if draft.prose else HASH + str(shadow.count("#", start, draft.mark.body))
    if not last and shadow.startswith("**", start) and shadow.endswith("**", start, end):
        return None if STOP.search(shadow, start, end) or CAPTION.search(shadow, start, end) else "bold"
    return "plain" if heads else None


def _is_heading(shadow: str, draft: Draft, below: Draft | None, above: Draft | None) -> bool:
    """One short sentence with something of another kind below it; the last item of a list is none."""
    mark = draft.mark
    if mark is None or mark.style == HASH:
        return True
    if above is not None and above.zone is None and above.mark is not None and above.mark.style == mark.style:
        short = above.end - above.mark.body <= HEADING or LISTED.search(shadow, above.end - 2, above.end) is not None
        if short and shadow[draft.end - 1] not in "：:":
            return False
    return (
        draft.end - mark.body <= HEADING
        and mark.style != "bullet"
        and STOP.search(shadow, mark.body, draft.end - 1) is None
        and below is not None
        and (below.mark is None or below.mark.style != mark.style)
    )


def _openings(text: str, shadow: str, full: Sequence[Draft], title: str | None) -> dict[int, list[tuple[int, Zone]]]:
    """By the start of a paragraph, where its dateline and the caption glued to its first words end.

    A caption is sought where the page has been drawn together into a paragraph or two.
    """
    said = [draft for draft in full if draft.zone is None]
    prose = sum(draft.prose for draft in said)
    first = next((draft for draft in said if draft.prose), None)
    found: dict[int, list[tuple[int, Zone]]] = {}
    if first is not None and prose <= DRAWN and not any(draft.zone == "dateline" for draft in full):
        headlines = [text[draft.start : draft.end] for draft in full if draft.zone == "title"] + ([title] if title else [])
        stop = captions.caption(text, first.start, first.end, headlines)
        if stop > first.start:
            found[first.start] = [(stop, "title")]
    opening = (d for d in said if d.prose or shadow.find("。", d.start, d.end) > 0)
    for draft, _ in zip(opening, range(OPENINGS), strict=False):
        start = found[draft.start][-1][0] if draft.start in found else draft.start
        stop = datelines.dateline(shadow, start, draft.end)
        if start < stop < draft.end:
            found.setdefault(draft.start, []).append((stop, "dateline"))
    return found


def _finish(shadow: str, drafts: Sequence[Draft], openings: dict[int, list[tuple[int, Zone]]]) -> Iterator[Line]:
    paragraph = 0
    for draft in drafts:
        if draft.start >= draft.end:
            yield Line(draft.first, draft.last, draft.start)
            continue
        paragraph += 1
        first, body = draft.first, draft.start
        for stop, zone in openings.get(draft.start, ()):
            yield Line(first, stop, body, zone, 0, paragraph)
            first = body = stop
        if draft.mark is not None:
            body = max(body, draft.mark.body)
        yield Line(first, draft.last, body, draft.zone or "body", draft.level, paragraph)


def sections(lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """For each line the numbers of the headings above it, the nearest last; a heading is not in its own section.

    An item whose text runs on in its own line (`1.精准建设到村，…`) holds no other lines but deeper ones: the next
    paragraph without a marker stands under the headings above the item. Behind the last item of all, paragraphs
    without a marker close the article and stand under none.

    >>> heading, item, body = Line(0, 9, 2, "heading", 1, 1), Line(0, 9, 2, "body", 2, 2), Line(0, 9, 0, "body", 0, 3)
    >>> sections([heading, body, item, item, body])
    [(), (0,), (0,), (0,), ()]
    """
    levels = [line.level for line in lines]
    if not any(levels):
        return [()] * len(lines)
    last = max(number for number, level in enumerate(levels) if level)
    above: list[int] = []
    made: list[tuple[int, ...]] = []
    for number, line in enumerate(lines):
        if line.level:
            while above and lines[above[-1]].level >= line.level:
                above.pop()
        elif line.paragraph and line.zone == "body":
            closing = number > last and lines[last].zone != "heading"
            while above and (closing or lines[above[-1]].zone != "heading"):
                above.pop()
        made.append(tuple(above))
        if line.level:
            above.append(number)
    return made
