"""What a damaged article tells of the page that served it: its table, its decoder, what it folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tonggao.text import bytesplit, readings
from tonggao.text.annotations import Annotation
from tonggao.text.bytesplit import FOLD, NONE, Universe

CONFIRMED = 12  # distinct annotated characters, all of a table and none of it plain, that make it the page's table
_TAKEN = re.compile(f"[\\s\\S][(（] ?{readings.READING} ?[)）]")
_LOST = {
    "two": re.compile(f"\\?{readings.READING}[)）]"),
    "one": re.compile(f"\\?\\({readings.READING}\\)"),
    "silent": re.compile(f"(?<![{readings.LETTERS}?(（ ]){readings.READING}\\)"),
}
_HALF = re.compile("(?<=[\u4e00-\u9fff”》])[,:;!%](?=[\u4e00-\u9fff“《])")
_LETTERS = frozenset(range(0xC0, 0xFF))
_DIGITS = frozenset(range(0xB0, 0xBA))
_COMMA = 0xAC
_SIGNS = frozenset(range(0xA1, 0xFF)) - _LETTERS - _DIGITS


@dataclass(frozen=True, slots=True)
class Page:
    """`lost`: what the decoder left of an impossible pair, as in `bytesplit.Lattice`; `folds`: second bytes of the
    full-width forms that the page may have folded to half-width ones."""

    universe: Universe
    lost: str
    folds: frozenset[int]

    @property
    def provable(self) -> bool:
        """True where every damage leaves a question mark: no decoder that hides it, no folded letters, which make
        characters with the byte before them."""
        return self.lost != "silent" and self.folds.isdisjoint(_LETTERS)


def page(text: str, found: Sequence[Annotation]) -> Page:
    """The page of an article in which `found` was annotated.

    A page annotates every occurrence of a character of its table, also across two characters: what stands plain is
    not in it. Pages that annotate a character here and not there tell nothing of that kind.
    """
    plain = {a << 8 | b for a, b in pairwise(_TAKEN.sub("\n", text).encode("gbk", "replace")) if a > 0x80 and b > 0x3F}
    counts = Counter({lost: len(pattern.findall(text)) for lost, pattern in _LOST.items()})
    universe = _universe(found, frozenset(plain))
    known = universe.ranks is not None  # of that page all is known
    return Page(universe, counts.most_common(1)[0][0], NONE if known else _folds(text, frozenset(plain)))


def _universe(found: Sequence[Annotation], plain: frozenset[int]) -> Universe:
    annotated = {readings.code_of()[a.char]: a.reading for a in found if a.char in readings.code_of()}
    if not annotated.keys().isdisjoint(plain):
        return Universe("GBK")
    table = {code: reading for code, (_, reading) in readings.page_table().items()}
    if len(annotated) >= CONFIRMED and annotated.items() <= table.items() and table.keys().isdisjoint(plain):
        return bytesplit.page_universe()
    traditional = readings.members("traditional")
    must = frozenset(annotated)
    if len(annotated) >= CONFIRMED and all(a.char in traditional for a in found):
        codes = frozenset(code for char, code in readings.code_of().items() if char in traditional)
        return Universe("Traditional characters of GBK", only=codes, must=must, never=plain, read=annotated)
    return Universe("GBK", must=must, never=plain, read=annotated)


def _folds(text: str, plain: frozenset[int]) -> frozenset[int]:
    """Forms of which none was left whole, on a page that has half-width signs between Chinese characters: letters and
    digits are folded all or none, signs one by one."""
    if _HALF.search(text) is None:
        return NONE
    whole = frozenset(code & 0xFF for code in plain if code >> 8 == FOLD)
    folded = _SIGNS - whole
    if _COMMA in whole:  # a page that leaves commas alone does not fold at large
        return folded
    letters = _LETTERS if whole.isdisjoint(_LETTERS) else NONE
    return folded | letters | (_DIGITS if whole.isdisjoint(_DIGITS) else NONE)
