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
    labelled = (
        (":" in line or "：" in line) and (length <= NAMES or "，" not in line) and known.label.search(line) is not None
    )
    if (" " in line or "|" in line or "\t" in line) and not labelled and is_row(line):
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
    return "meta" if labelled else None


def _short(line: str, known: Cues) -> Zone | None:
    """The zone of a short line: words of a page's frame, a day, a byline, a document's number."""
    if known.within.search(line):
        return "boilerplate"
    if len(line) > NAMES:
        return None
    if known.frame.fullmatch(line):
        return "boilerplate"
    if known.day.fullmatch(line):
        return "dateline"
    if known.number.fullmatch(line) or (known.stamp.search(line) and not DIGIT.search(known.stamp.sub("", line))):
        return "meta"
    return "meta" if REPORTERS.search(line) and _byline(line, known) else None


def is_row(line: str) -> bool:
    """Is the line a row of a table: cells between bars or tabs, or several columns of numbers?"""
    if line.startswith("|") and line.count("|") > 1:
        return True
    return "，" not in line and len(GAP.findall(line)) > 1 and DIGIT.search(line) is not None


def _byline(line: str, known: Cues) -> bool:
    """郭华平 黄晓平 本报记者 鄢朝晖: names and who they are, nothing else."""
    tokens = [token for token in known.separators.split(line) if token]
    return len(tokens) > 1 and CLAUSE.search(line) is None and all(len(token) <= 8 for token in tokens)
