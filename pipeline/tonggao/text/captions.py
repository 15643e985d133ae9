"""Captions: a picture's caption or the headline that a page's extraction left before the first words of a report.

`議員蔡秋蘭市政總質詢市議員蔡秋蘭關切…` opens with the headline's own words and goes on with the report.
"""

from __future__ import annotations

import re
from itertools import pairwise

LONGEST = 80  # characters within which a caption ends
PIECE = 8  # shortest piece of a headline that is taken for its caption; of the whole headline a little less will do
WHOLE = 6
PARTED = re.compile(r"[\s，。、；：！？,;:!?|／/—–-]+|[「」『』“”《》【】（）()]+")
REPEATED = re.compile(r"([^，。；：！？\n]{4,40}?)\d{0,2}(?:[ ]*\1\d{0,2})+[ ]*")
# no report begins so: the headline's words are part of its sentence
GOES_ON = re.compile(
    r"[，。、；：:！？）)」』”》,.\d]|[的地在于於是为為以与與和及将將已今昨日对對就针針向从從由等中上案后後时時会會]|[现現][场場]"
)
BRACKETS = tuple(pairwise("「」『』“”《》【】（）()"))[::2]


def caption(text: str, start: int, end: int, headlines: list[str]) -> int:
    """Where the caption that `text[start:end]` begins with ends; `start` where it begins with none.

    `headlines`: the article's title as it stands above, and the metadata's.

    >>> line = "議員蔡秋蘭市政總質詢市議員蔡秋蘭關切西港區新建橋梁何時啟動，要求市府說明。"
    >>> line[caption(line, 0, len(line), ["議員蔡秋蘭市政總質詢-西港到南科的快捷道路"]) :]
    '市議員蔡秋蘭關切西港區新建橋梁何時啟動，要求市府說明。'
    >>> caption("議員蔡秋蘭今天質詢。", 0, 10, ["議員蔡秋蘭-質詢"])
    0
    """
    limit = min(end, start + LONGEST)
    found = REPEATED.match(text, start, limit)
    if found is not None:
        start = found.end()
    ends = {
        at + len(piece)
        for headline in headlines
        for piece in _pieces(headline)
        if 0 <= (at := text.find(piece, start, limit)) <= start + max(WHOLE, len(piece) // 2)
    }
    for stop in sorted(ends, reverse=True):
        words = text[start:stop]
        closed = all(words.count(opener) == words.count(closer) for opener, closer in BRACKETS)
        if closed and stop < end - PIECE and GOES_ON.match(text, stop) is None:
            return stop
    return start


def _pieces(headline: str) -> list[str]:
    """The headline and its parts, without those too short to tell."""
    pieces = [piece for piece in PARTED.split(headline) if len(piece) >= PIECE]
    return [headline, *pieces] if len(headline) >= WHOLE else pieces
