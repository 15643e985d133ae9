"""Words across a gap: does a word of the dictionary span a line break or a space, so that the gap cuts it?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from tonggao.text import convert
from tonggao.text.dictionary import engine

REACH = 4  # characters looked at on either side


def bridged(text: str, left: int, right: int) -> bool:
    """True where a dictionary word begins before `text[left:right]`, a gap, and ends behind it.

    >>> [bridged(text, text.index(" "), text.index(" ") + 1) for text in ("貧困地 區的孩子", "郭华平 黄晓平")]
    [True, False]
    """
    before, behind = text[max(0, left - REACH) : left], text[right : right + REACH]
    done = 0
    for word in _cut(before + behind):
        done += len(word)
        if done >= len(before):
            return done > len(before)
    return False


def bridges(text: str, gaps: Sequence[tuple[int, int]]) -> list[bool]:
    """For each gap whether it is `bridged`: many at the price of a few.

    >>> text = "貧困地 區的孩子 郭华平"
    >>> bridges(text, [(3, 4), (8, 9)])
    [True, False]
    """
    pieces = [(text[max(0, left - REACH) : left], text[right : right + REACH]) for left, right in gaps]
    ends = set(accumulate(map(len, _cut("\n".join(map("".join, pieces))))))
    found: list[bool] = []
    done = 0
    for before, behind in pieces:
        found.append(done + len(before) not in ends)
        done += len(before) + len(behind) + 1
    return found


def torn(text: str, left: int, right: int) -> bool:
    """True where the gap is bridged and leaves a lone character on one side: 發表 聲明 are two words, 貧困地 區 is not.

    >>> [torn(text, text.index(" "), text.index(" ") + 1) for text in ("貧困地 區的孩子", "記者協會發表 聲明")]
    [True, False]
    """
    if not bridged(text, left, right):
        return False
    before, behind = _cut(text[max(0, left - REACH) : left]), _cut(text[right : right + REACH])
    return len(before[-1]) == 1 or len(behind[0]) == 1


def _cut(text: str) -> list[str]:
    return list(engine().cut(convert.shadow(text, "hant"), False))
