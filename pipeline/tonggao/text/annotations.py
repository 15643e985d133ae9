"""Injected readings: `國(guó)家` is 國家 with a page's dictionary in it. Stripped where the article as a whole says so.

A gloss that a writer put there stays: it stands once, on a character that readers may not know (勐(měng)) or with a
reading that they may not expect (六(lù)安). A page's table annotates common characters with their commonest reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tonggao.text import readings, untoned
from tonggao.text.convert import shadow
from tonggao.text.origin import Edit

_SPACE = "[ \\u3000\\u00a0]{0,2}"
# Never tried on clean articles (the caller looks for a tone mark first); every repetition is bounded.
_ANNOTATED = re.compile(
    f"(?P<char>[\\u4e00-\\u9fff])(?:{_SPACE}[(（]{_SPACE}(?P<reading>{readings.READING}){_SPACE}[)）]"
    f"|{_SPACE}(?P<bare>[{readings.LETTERS}]{{1,9}})(?![{readings.LETTERS}A-Z)）]) ?)"
)
_RUBY = re.compile(
    "<ruby[^<>]{0,80}>(?P<base>[^<>]{1,20})(?:<r[bp]>[(（]?</r[bp]>)?<rt>[^<>]{0,60}</rt>(?:<rp>[)）]?</rp>)?</ruby>"
)
LEVEL_ONE = (0xB0, 0xD8)  # lead bytes of the 3,755 common characters of GB 2312, the ones that need no gloss


@dataclass(frozen=True, slots=True)
class Annotation:
    """`char` with `reading` (normalised) behind it; offsets are those of the whole, character included."""

    start: int
    end: int
    char: str
    reading: str
    bare: bool = False


def find(text: str) -> list[Annotation]:
    """Characters followed by one of their readings, in text order; readings that the character does not have are left
    out unless the pair stands there again and again (the page's dictionary may differ from ours).

    >>> [(a.char, a.reading) for a in find("全國(guó)GDP(国内生产总值)超長（zhǎng）")]
    [('國', 'guó'), ('長', 'zhǎng')]
    """
    seen = list(_candidates(text))
    pairs = Counter((a.char, a.reading) for a in seen if not a.bare and readings.HAS_TONE.search(a.reading))
    return [a for a in seen if readings.reads(a.char, a.reading) or pairs[a.char, a.reading] > 2]


def _candidates(text: str) -> Iterator[Annotation]:
    for match in _ANNOTATED.finditer(text):
        reading = readings.normalize(match["reading"] or match["bare"])
        bare = match["reading"] is None
        if readings.is_syllable(reading) and not (bare and reading.isascii()):
            yield Annotation(match.start(), match.end(), match["char"], reading, bare)


def is_common(char: str) -> bool:
    """True for a character whose Simplified form is among the 3,755 common ones of GB 2312.

    >>> is_common("國"), is_common("勐")
    (True, False)
    """
    code = readings.code_of().get(shadow(char, "hant"), 0)
    return LEVEL_ONE[0] <= code >> 8 < LEVEL_ONE[1] and code & 0xFF > 0xA0


def injected(found: Sequence[Annotation]) -> list[Annotation]:
    """Those of `found` that a page put there: none in an article that only explains a word or two.

    >>> len(injected(find("西双版纳州勐(měng)海县"))), len(injected(find("中國(guó)電信總經(jīng)理")))
    (0, 2)
    """
    plain = {a.char for a in found if is_common(a.char) and readings.is_commonest(a.char, a.reading)}
    evidence = [a for a in found if a.char in plain and readings.is_commonest(a.char, a.reading)]
    if len(evidence) < 2 and not any(a.char in readings.members("traditional") for a in evidence):
        return []
    if plain <= readings.members("traditional"):  # a table of such forms: 勐 is not its doing
        return [a for a in found if a.char in plain or a.char in readings.members("traditional")]
    return list(found)


def edits(text: str) -> list[Edit]:
    """The replacements that free `text` of injected readings, sorted; a character owns its annotation.

    >>> edits("全國(guó)網(wǎng)絡")[0]
    Edit(start=1, end=7, after='國', kind='annotation', proof='exact', candidates=(), sources=None)
    """
    rubies = [_ruby(match) for match in _RUBY.finditer(text)]
    stripped = [Edit(a.start, a.end, a.char, "annotation") for a in injected(find(text))]
    found = rubies
    for more in (untoned.find(text), stripped):
        taken = {offset for edit in found for offset in range(edit.start, edit.end)}
        found = [*found, *(e for e in more if e.start not in taken)]
    return sorted(found, key=lambda e: e.start)


def _ruby(match: re.Match[str]) -> Edit:
    """A ruby element and its base: the first character owns the markup before, the last the reading behind."""
    first, last = match.span("base")
    bounds = [match.start(), *range(first + 1, last), match.end()]
    sources = tuple(pairwise(bounds))
    return Edit(match.start(), match.end(), match["base"], "annotation", sources=sources)
