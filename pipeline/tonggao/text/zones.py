"""Zones: what each line of an article is, which lines are headings, and under which headings each line stands.

Only what is surely a page's frame is called boilerplate: what is called so is not extracted from. In doubt a line is
body. A dateline before the first words of a report is a line of its own, so that its place and day are not taken for
those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from tonggao.model import Line, Zone
from tonggao.text import captions, convert, datelines, titles
from tonggao.text.cells import cells
from tonggao.text.cues import Cues, cues
from tonggao.text.drafts import Draft, drafted
from tonggao.text.headings import HEADING, mark_headings
from tonggao.text.linezone import DIGIT, zone_of
from tonggao.text.pages import furniture

LABEL = 4  # longest label of a page's frame
LAST = r"(?:(?<! ) {2,}+|\t)[-<>≤≥]?\$?\d[\d,.]*[%万亿元个人宗名户]?"  # a figure in a column of its own
PAIR = re.compile(rf"[^\d\s，。：:][^，。：:\n]{{1,20}}?{LAST}")
FIGURE = re.compile(rf"{LAST}[ \t]*$", re.MULTILINE)
ROWS = 3  # fewest rows of such a table
DRAWN = 2  # paragraphs of a page that has been drawn together
OPENINGS = 2  # datelines are sought before so many of the first paragraphs


def lines(text: str, shadow: str, title: str | None) -> tuple[Line, ...]:
    """The lines of the working text, blank ones too, each with zone, heading level and paragraph, in order.

    Offsets point into the shadow; a line has no line break. `body` is where the text after indent and list marker
    begins. Paragraphs are counted from 1, blank lines have none; a dateline and the report behind it are two lines of
    one paragraph. `title` is the metadata's, in the script of `text`.

    >>> text = "网络扶贫成效显著\\n新华社北京10月25日电 据介绍，覆盖率达75%。\\n一是加大力度。\\n投资超70亿元。"
    >>> [(line.zone, line.level, text[line.body : line.end]) for line in lines(text, text, None)][2:]
    [('body', 0, '据介绍，覆盖率达75%。'), ('heading', 1, '加大力度。'), ('body', 0, '投资超70亿元。')]
    """
    drafts = drafted(shadow)
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
    mark_headings(shadow, full)
    return tuple(_finish(shadow, drafts, _openings(shadow, full, title)))


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
    if sum(1 for _ in islice(FIGURE.finditer(shadow), ROWS)) < ROWS:
        return
    run: list[Draft] = []
    for draft in [*full, None]:
        if draft is not None and _pair(shadow, draft):
            run.append(draft)
            continue
        if len(run) >= ROWS:
            for row in run:
                row.zone = "table"
        run.clear()


def _pair(shadow: str, draft: Draft) -> bool:
    short = draft.zone is None and draft.end - draft.start <= HEADING
    return short and PAIR.fullmatch(shadow, draft.start, draft.end) is not None


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


def _openings(shadow: str, full: Sequence[Draft], title: str | None) -> dict[int, list[tuple[int, Zone]]]:
    """By the start of a paragraph, where its dateline and the caption glued to its first words end.

    A caption that only the headline shows is sought where the page has been drawn together into a paragraph or two.
    """
    found: dict[int, list[tuple[int, Zone]]] = {}
    first = next((draft for draft in full if draft.zone is None and draft.prose), None)
    if first is not None and not any(draft.zone == "dateline" for draft in full):
        headlines: list[str] = []
        if sum(draft.prose and draft.zone is None for draft in full) <= DRAWN:
            headlines = [shadow[draft.start : draft.end] for draft in full if draft.zone == "title"]
            headlines += [convert.key(title)] if title else []
        stop = captions.caption(shadow, first.start, first.end, headlines)
        if stop > first.start:
            found[first.start] = [(stop, "title")]
    sent = next((draft for draft in full if draft.zone == "dateline"), None)
    if sent is not None and shadow[sent.end - 1] in "：:":
        return found  # 央视网消息（新闻联播）： stands on a line of its own
    sought = 0
    for draft in full:
        if draft.zone is None and (draft.prose or shadow.find("。", draft.start, draft.end) > 0):
            start = found[draft.start][-1][0] if draft.start in found else draft.start
            stop = datelines.dateline(shadow, start, draft.end)
            if start < stop < draft.end:
                found.setdefault(draft.start, []).append((stop, "dateline"))
            sought += 1
            if sought == OPENINGS:
                break
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
