"""Plausibility: how much a decoded text looks like Chinese that people write."""

from __future__ import annotations

import re
from functools import cache

from tonggao.text.convert import characters

SAMPLE = 4000  # characters beyond ASCII that are looked at
BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
POINTS = {"common_1": 4.0, "common_2": 3.0, "common_3": 2.0, "common_4": 1.0}  # classes of tables/characters.tsv
PUNCTUATION = "　、。〈〉《》「」『』【】〔〕！（），－．／０１２３４５６７８９：；？％—‘’“”…·～"
RARE, FOREIGN, BROKEN = -3.0, -5.0, -8.0  # other ideographs; other scripts and private use; U+FFFD and controls


class _Scores(dict[str, float]):
    """Character → points; what the table does not hold is scored by the block it lies in."""

    def __missing__(self, character: str) -> float:
        if "\u4e00" <= character <= "\u9fff":
            points = RARE
        elif character == "\ufffd" or "\x80" <= character <= "\x9f":
            points = BROKEN
        else:
            points = FOREIGN
        self[character] = points
        return points


@cache
def _scores() -> _Scores:
    scores = _Scores(dict.fromkeys(PUNCTUATION, 3.0))
    for name, points in POINTS.items():
        scores |= dict.fromkeys(characters(name), points)
    return scores


def score(text: str) -> tuple[float, int]:
    """Mean points of the characters beyond ASCII (of the first 4,000), and how many there were.

    Chinese in either script scores between 2 and 4, Chinese read in a wrong charset below 0, nothing to judge 0.

    >>> misread = "涼山州深度貧困地區".encode("big5").decode("gb18030")
    >>> score("涼山州深度貧困地區")[0] > 2, score(misread)[0] < 0
    (True, True)
    """
    sample = ""
    for found in BEYOND_ASCII.finditer(text):
        sample += found.group()
        if len(sample) >= SAMPLE:
            break
    if not sample:
        return 0.0, 0
    return sum(map(_scores().__getitem__, sample)) / len(sample), len(sample)
