"""Captions: a picture's caption or the headline that a page's extraction left before the first words of a report.

`议员蔡秋兰市政总质询市议员蔡秋兰关切…` opens with the headline's own words and goes on with the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tonggao.text.cut import tag
from tonggao.text.dictionary import engine
from tonggao.text.titles import surnames

LONGEST = 80  # characters within which a caption ends
PIECE = 8  # shortest piece of a headline that is taken for its caption; of the whole headline a little less will do
WHOLE = 6
NAME, TITLE, PLACE = 3, 6, 2  # characters of a name alone, of a title before it, of a place
PARTED = re.compile(r"[\s，。、；：！？,;:!?|／/—–-]+|[「」『』“”《》【】（）()]+")
PICTURE = r"(?:\d?(?=\d{4}年)|\d{0,2}(?!\d))"  # its number
REPEATED = re.compile(rf"([^，。；：！？\n]{{4,40}}?){PICTURE}(?:[ ]*\1{PICTURE})+[ ]*")
# no report begins so: the headline's words are part of its sentence
GOES_ON = re.compile(r"[，。、；：:！？）)」』”》,.\d的地在于是为以与和及将已今昨日对就针向从由等中上案后时会]|现场")
LINKS = frozenset("与和及跟同由在于向为被对、让给到从是·")  # what comes again behind these belongs to a sentence
ROLE = re.compile("[㐀-鿿]{0,4}(?:议员|委员|市长|县长|局长|立委|主任|主席|代表)|[㐀-鿿]{2}[市县区]")
SAME = re.compile("[㐀-鿿]{5}|[㐀-鿿]{3}[^，。]{2}")  # words that come again
OWN = re.compile(r"(?:[市县省](?:议会)?)?(?:\d{2,4}年|第\d{1,3}[届次])?$")  # what may begin before them
TOLD = re.compile(r"[，。；：！？今昨的]|日前|近日|上午|下午|\d日")  # the report has begun
BRACKETS = tuple(pairwise("「」『』“”《》【】（）()"))[::2]


def caption(shadow: str, start: int, end: int, headlines: Sequence[str]) -> int:
    """Where the caption that `shadow[start:end]` begins with ends; `start` where it begins with none.

    A caption shows by its words coming again at once, or by being a piece of one of `headlines`: the article's title,
    as it stands above or in the metadata (Simplified, as the shadow).

    >>> line = "议员蔡秋兰市政总质询市议员蔡秋兰关切西港区新建桥梁何时启动，要求市府说明。"
    >>> line[caption(line, 0, len(line), ["议员蔡秋兰市政总质询-西港到南科的快捷道路"]) :]
    '市议员蔡秋兰关切西港区新建桥梁何时启动，要求市府说明。'
    >>> caption("议员蔡秋兰今天质询。", 0, 10, ["议员蔡秋兰-质询"])
    0
    """
    limit = min(end, start + LONGEST)
    found = REPEATED.match(shadow, start, limit)
    begin = found.end() if found is not None else start
    ends = {
        at + len(piece)
        for headline in headlines
        for piece in _pieces(headline)
        if 0 <= (at := shadow.find(piece, begin, limit)) <= begin + max(WHOLE, len(piece) // 2)
    }
    for stop in sorted(ends, reverse=True):
        if _closed(shadow[begin:stop]) and stop < end - PIECE and GOES_ON.match(shadow, stop) is None:
            return stop
    return begin if begin > start else _again(shadow, start, limit)


def _again(shadow: str, start: int, limit: int) -> int:
    """Where the first words come again: `监察委员拜会监察委员萧自佑…`, `黄丽招市议员黄丽招…` (a name alone)."""
    name = shadow[start : start + NAME]
    again = shadow.find(name, start + NAME, min(limit, start + 2 * NAME + TITLE))
    if again >= 0 and ROLE.fullmatch(shadow, start + NAME, again) and name[0] in surnames():
        return start if engine().has_word(name) else start + NAME
    first = SAME.match(shadow, start, limit)
    again = shadow.find(first[0], start + WHOLE, limit) if first else -1
    if again < 0 or TOLD.search(shadow, start, again) or not _closed(shadow[start:again]) or shadow[again - 1] in LINKS:
        return start
    own = OWN.search(shadow, start + NAME, again)
    stop = own.start() if own else again
    return stop - PLACE if tag(shadow[stop - PLACE : stop]) == "ns" else stop


def _closed(words: str) -> bool:
    return all(words.count(opener) == words.count(closer) for opener, closer in BRACKETS)


def _pieces(headline: str) -> list[str]:
    """The headline and its parts, without those too short to tell."""
    pieces = [piece for piece in PARTED.split(headline) if len(piece) >= PIECE]
    return [headline, *pieces] if len(headline) >= WHOLE else pieces
