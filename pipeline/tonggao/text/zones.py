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
from tonggao.text import datelines, titles
from tonggao.text.cues import Cues, cues
from tonggao.text.markers import Marker, marker
from tonggao.text.pages import furniture

STOP = re.compile("[。！？；]")
PROSE = 40  # a line of so many characters with a full stop is prose
SHORT = 60  # cues that are sought within a line, and unmarked headings, are in lines no longer than this
HEADING = 40
LABELLED = 120  # longest line of labels (来源：… 作者：… 字体：…)
SENT = "：:)）】〕]讯电报息 —-"  # how a dateline ends
BYLINE = re.compile("[。！？；，]")
GAP = re.compile(r"\t|(?<=\S) {2,}(?=\S)|(?<=[\d%)]) (?=[-(\d])")
DIGIT = re.compile(r"\d")
CAPTION = re.compile("[（(](?:从?左|右|中|前排|后排)|图为|图[：:]|摄$|[（(]图")
LETTER = re.compile("[A-Za-zÀ-ɏΑ-ω]")
MARKUP = re.compile("<|=\"|\">|&[a-z]+;")
LABEL = 4  # longest label of a page's frame
WORD = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff0-9]")


@dataclass(slots=True)
class Draft:
    """A line while its zone is being found: `text[start:end]` without blanks around it."""

    first: int  # where the line begins, blanks included
    last: int
    start: int
    end: int
    mark: Marker | None = None
    zone: Zone | None = None
    prose: bool = False
    sent: bool = False  # a dateline that names the sender
    level: int = 0


def lines(text: str, shadow: str, title: str | None) -> tuple[Line, ...]:
    """The lines of the working text, blank ones too, each with zone, heading level and paragraph, in order.

    Offsets point into the shadow; a line has no line break. `body` is where the text after indent and list marker
    begins. Paragraphs are counted from 1, blank lines have none; a dateline and the report behind it are two lines of
    one paragraph. `title` is the metadata's, in the script of `text`.

    >>> text = "网络扶贫成效显著\\n新华社北京10月25日电 据介绍，覆盖率达75%。\\n一是加大力度。\\n投资超70亿元。"
    >>> [(line.zone, line.level, text[line.body : line.end]) for line in lines(text, text, None)][1:]
    [('dateline', 0, '新华社北京10月25日电 '), ('body', 0, '据介绍，覆盖率达75%。'), ('heading', 1, '加大力度。'), ('body', 0, '投资超70亿元。')]
    """
    drafts = _drafts(shadow)
    full = [draft for draft in drafts if draft.start < draft.end]
    known = cues()
    for draft in full:
        draft.zone = _zone(shadow, draft, known)
    for number in furniture(shadow, full):
        full[number].zone = "boilerplate"
    _labels(shadow, full)
    titles.mark(text, shadow, full, title)
    _tail(shadow, full, known)
    _headings(shadow, full)
    return tuple(_finish(shadow, drafts))


def _drafts(shadow: str) -> list[Draft]:
    """The lines, blanks around them set apart, marker found."""
    drafts: list[Draft] = []
    first = 0
    for line in shadow.split("\n"):
        last = first + len(line)
        body = line.strip(" \t")
        start = first + line.index(body[0]) if body else first
        draft = Draft(first, last, start, start + len(body))
        if body:
            inner = start + 2 if body.startswith("**") else start
            draft.mark = marker(shadow, inner, draft.end)
            draft.prose = len(body) >= PROSE and ("。" in body or STOP.search(body, 0, len(body) - 1) is not None)
        drafts.append(draft)
        first = last + 1
    return drafts


def _zone(shadow: str, draft: Draft, known: Cues) -> Zone | None:
    """The zone that the line itself shows; None where only its neighbours can tell."""
    start, end = draft.start, draft.end
    if known.begins.match(shadow, start, end):
        return "boilerplate"
    length = end - start
    if length > LABELLED:
        return None
    line = shadow[start:end]
    if (" " in line or "|" in line or "\t" in line) and _row(line):
        return "table"
    if "。" in line:
        return None
    if WORD.search(line) is None and (MARKUP.search(line) or not LETTER.search(line)):
        return "boilerplate"
    if length <= SHORT:
        zone = _short(line, known)
        if zone is not None:
            return zone
        if line[-1] in SENT and datelines.dateline(shadow, start, end) == end:
            draft.sent = True
            return "dateline"
    return "meta" if (":" in line or "：" in line) and known.label.search(line) else None


def _short(line: str, known: Cues) -> Zone | None:
    """The zone of a short line: words of a page's frame, a day, a byline."""
    if len(line) <= HEADING:
        tokens = [token for token in known.separators.split(line) if token]
        if tokens and all(token in known.frame for token in tokens):
            return "boilerplate"
        if known.day.fullmatch(line):
            return "dateline"
        if ("记者" in line or "通讯员" in line) and _byline(line, tokens):
            return "meta"
    return "boilerplate" if known.within.search(line) else None


def _row(line: str) -> bool:
    """Is the line a row of a table: cells between bars or tabs, or several columns of numbers?"""
    if line.startswith("|") and line.count("|") > 1:
        return True
    return len(GAP.findall(line)) > 1 and DIGIT.search(line) is not None


def _byline(line: str, tokens: list[str]) -> bool:
    """郭华平 黄晓平 本报记者 鄢朝晖: names and who they are, nothing else."""
    return len(tokens) > 1 and BYLINE.search(line) is None and all(len(token) <= 8 for token in tokens)


def _labels(shadow: str, full: Sequence[Draft]) -> None:
    """A run of short labels of which two or more belong to a page's frame is one: 概要 內容 市長說 局長說 聯絡人."""
    run: list[Draft] = []
    prose = next((number for number, draft in enumerate(full) if draft.prose), 0)
    for draft in [*full[:prose], None]:
        if draft is not None and draft.end - draft.start <= LABEL and DIGIT.search(shadow, draft.start, draft.end) is None:
            run.append(draft)
            continue
        if sum(label.zone == "boilerplate" for label in run) > 1:
            for label in run:
                label.zone = "boilerplate"
        run.clear()


def _tail(shadow: str, full: Sequence[Draft], known: Cues) -> None:
    """Lists of other articles and the like, after the last prose: boilerplate from their heading on."""
    last = next((number for number in range(len(full) - 1, -1, -1) if full[number].prose), None)
    if last is None:
        return
    opened = False
    for draft in full[last + 1 :]:
        opened = opened or known.tail.match(shadow, draft.start, draft.end) is not None
        if opened and draft.zone in (None, "meta", "dateline"):
            draft.zone = "boilerplate"


def _headings(shadow: str, full: Sequence[Draft]) -> None:
    """Zone and level of headings, level of running items: a style inside another is one level deeper."""
    said = [draft for draft in full if draft.zone in (None, "table", "title")]
    next_to = {id(draft): after for draft, after in pairwise(full)}
    stack: list[str] = []
    for draft, below in zip(said, [*said[1:], None], strict=True):
        if draft.zone is not None:
            continue
        if draft.mark is None and below is not next_to.get(id(draft)):
            continue  # a line without marker heads what follows at once
        style = _style(shadow, draft, below)
        if style is None or draft.prose and style[0] == "#":
            continue
        if style in stack:
            del stack[stack.index(style) + 1 :]
        else:
            stack.append(style)
        draft.level = len(stack)
        if _is_heading(shadow, draft, below):
            draft.zone = "heading"


def _style(shadow: str, draft: Draft, below: Draft | None) -> str | None:
    """The style of the heading or item that the line opens; None for running text."""
    if draft.mark is not None:
        return shadow[draft.start : draft.mark.body].strip() if draft.mark.style == "hash" else draft.mark.style
    start, end = draft.start, draft.end
    if below is None or end - start > HEADING or STOP.search(shadow, start, end) or CAPTION.search(shadow, start, end):
        return None
    if shadow.startswith("**", start) and shadow.endswith("**", start, end):
        return "bold"
    plain = (below.mark is not None or below.prose) and shadow[end - 1] not in "，、：:"
    return "plain" if plain else None


def _is_heading(shadow: str, draft: Draft, below: Draft | None) -> bool:
    """One short sentence with something of another kind below it."""
    if draft.mark is None or draft.mark.style == "hash":
        return True
    body = draft.mark.body
    inner = STOP.search(shadow, body, draft.end - 1)
    return (
        draft.end - body <= HEADING
        and inner is None
        and draft.mark.style != "bullet"
        and below is not None
        and (below.mark is None or below.mark.style != draft.mark.style)
    )


def _finish(shadow: str, drafts: Sequence[Draft]) -> Iterator[Line]:
    paragraph = 0
    heads = 3  # datelines are sought before the first paragraphs of prose only
    for draft in drafts:
        if draft.start >= draft.end:
            yield Line(draft.first, draft.last, draft.start)
            continue
        paragraph += 1
        first = draft.first
        if draft.prose and draft.zone is None and heads:
            heads -= 1
            body = datelines.dateline(shadow, draft.start, draft.end)
            if draft.start < body < draft.end:
                yield Line(first, body, draft.start, "dateline", 0, paragraph)
                first = draft.start = body
        body = draft.mark.body if draft.mark else draft.start
        yield Line(first, draft.last, max(body, draft.start), draft.zone or "body", draft.level, paragraph)


def sections(lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """For each line the numbers of the headings above it, the nearest last; a heading is not in its own section.

    An item whose text runs on in its own line (`1.精准建设到村，…`) holds no other lines but deeper ones: the next
    paragraph without a marker stands under the headings above the item.

    >>> text = "一是真抓实干。\\n1.建设到村。已投资超1100亿元。\\n2.优惠到户。今年以来让利7亿元。\\n会议最后指出，要打赢脱贫攻坚战。"
    >>> sections(lines(text, text, None))
    [(), (0,), (0,), (0,)]
    """
    above: list[int] = []
    made: list[tuple[int, ...]] = []
    for number, line in enumerate(lines):
        if line.level:
            while above and lines[above[-1]].level >= line.level:
                above.pop()
        elif line.zone == "body" and line.paragraph:
            while above and lines[above[-1]].zone != "heading":
                above.pop()
        made.append(tuple(above))
        if line.level:
            above.append(number)
    return made
