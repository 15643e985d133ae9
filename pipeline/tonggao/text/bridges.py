"""Words across a gap: does a word of the dictionary span a line break or a space, so that the gap cuts it?"""

from __future__ import annotations

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
    for word in engine().cut(convert.shadow(before + behind, "hant"), False):
        done += len(word)
        if done >= len(before):
            return done > len(before)
    return False
