"""Injected readings without tone marks, `面(mian)` and `這(zhe)(zhe)`, and pictographs put between words, `贫(🐌)`.

Pages that hide from copy detection do this. One such parenthesis proves nothing, (app) and (mm) are wording; an article
full of syllables that are each the reading of the character before them is no accident.
"""

from __future__ import annotations

import re

from tonggao.text import readings
from tonggao.text.origin import Edit

MANY = 6  # syllables that agree with their characters, or pictographs, before an article is taken for such a page
AGREE = 0.8  # the share of lower-case parentheses that must agree: others are units and names of applications
_PICTOGRAPH = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
_ITEM = f"[(（] ?(?:[a-z]{{1,6}}[0-5]?|{_PICTOGRAPH}) ?[)）]"
HINT = re.compile(_ITEM)
_TONED = f"[(（] ?[{readings.LETTERS}]{{1,9}} ?[)）]"
_RUN = re.compile(f"(?P<char>[\u4e00-\u9fff])(?:{_TONED})?(?P<run>(?:{_ITEM})+)")
_SPELLING = re.compile("[a-z]+")


def find(text: str) -> list[Edit]:
    """Replacements of a character and its parentheses by the character alone, sorted; none in an article that has only
    a few. A character owns what stood behind it.

    >>> text = "市面(mian)上存(cun)在某種事物(wu)(wu)，這(zhe)種事物(wu)受(shou)歡迎"
    >>> [(text[e.start : e.end], e.after) for e in find(text)][1:3]
    [('存(cun)', '存'), ('物(wu)(wu)', '物')]
    >>> find("厚度(mm)、面(mian)")
    []
    """
    runs = list(_RUN.finditer(text))
    spelled = [run for run in runs if _SPELLING.search(run["run"])]
    agreeing = [run for run in spelled if all(readings.spells(run["char"], s) for s in _SPELLING.findall(run["run"]))]
    shown = [run for run in runs if not _SPELLING.search(run["run"])]
    taken = agreeing if len(agreeing) >= MANY and len(agreeing) >= AGREE * len(spelled) else []
    if len(shown) >= MANY:
        taken = sorted([*shown, *agreeing], key=lambda run: run.start())
    return [Edit(run.start(), run.end(), run["char"], "annotation") for run in taken]
