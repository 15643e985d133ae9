"""The zone that a line shows by itself: a page's frame, contact and publication lines, rows of tables, lone days."""

from __future__ import annotations

import re

from tonggao.model import Zone
from tonggao.text import datelines
from tonggao.text.cues import Cues

SHORT = 60  # cues that are sought within a line are in lines no longer than this
NAMES = 40  # longest byline, day or bar of a page's frame
LABELLED = 120  # longest line of labels (来源：… 作者：… 字体：…)
WORD = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff0-9]")
LETTER = re.compile("[A-Za-zÀ-ɏΑ-ω]")
MARKUP = re.compile('<|="|">|&[a-z]+;')
GAP = re.compile(r"\t|(?<=\S) {2,}(?=\S)|(?<=[\d%)]) (?=[-(\d])")
DIGIT = re.compile(r"\d")
CLAUSE = re.compile("[。！？；，]")
SENT = "：:)）】〕]讯电报息 —-"  # how a dateline ends
REPORTERS = re.compile("记者|通讯员")


def zone_of(shadow: str, start: int, end: int, known: Cues) -> Zone | None:
    """The zone of `shadow[start:end]`, a line without blanks around it; None where only its neighbours can tell.

    >>> from tonggao.text.cues import cues
    >>> examples = "首页 > 打印", "来源：新华社", "2018年10月25日", "投资超70亿元。"
    >>> [zone_of(line, 0, len(line), cues()) for line in examples]
    ['boilerplate', 'meta', 'dateline', None]
    """
    if known.begins.match(shadow, start, end):
        return "boilerplate"
    length = end - start
    if length > LABELLED:
        return None
    line = shadow[start:end]
    if (" " in line or "|" in line or "\t" in line) and is_row(line):
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
            return "dateline"
    return "meta" if (":" in line or "：" in line) and known.label.search(line) else None


def _short(line: str, known: Cues) -> Zone | None:
    """The zone of a short line: words of a page's frame, a day, a byline."""
    if len(line) <= NAMES:
        tokens = [token for token in known.separators.split(line) if token]
        if tokens and known.frame.issuperset(tokens):
            return "boilerplate"
        if known.day.fullmatch(line):
            return "dateline"
        if len(tokens) > 1 and _byline(line, tokens):
            return "meta"
    return "boilerplate" if known.within.search(line) else None


def is_row(line: str) -> bool:
    """Is the line a row of a table: cells between bars or tabs, or several columns of numbers?"""
    if line.startswith("|") and line.count("|") > 1:
        return True
    return "，" not in line and len(GAP.findall(line)) > 1 and DIGIT.search(line) is not None


def _byline(line: str, tokens: list[str]) -> bool:
    """郭华平 黄晓平 本报记者 鄢朝晖: names and who they are, nothing else."""
    return (
        REPORTERS.search(line) is not None and CLAUSE.search(line) is None and all(len(token) <= 8 for token in tokens)
    )
