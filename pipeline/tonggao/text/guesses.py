"""What may have stood in a damaged place though nothing proves it: the moves of the lattice and many more, with costs.

The lattice of `bytesplit` knows what leaves its mark. Here it is widened by what leaves less: pairs of bytes that were
lost altogether, full-width forms folded to half-width ones by the same blind replace (A3BF, ？, is hit across 。|總),
signs set apart, decoders that put nothing for what they could not read. `realign` ranks what comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tonggao.text import readings
from tonggao.text.bytesplit import FOLD, OUTSIDE, Lattice, Output, State, feed
from tonggao.text.wording import common, goes_on, leaders, signs

SIGN_ROWS = (0xA1, 0xA2, 0xA3)  # lead bytes of the signs of GBK
ENDERS = "。保海福模常停"  # the commonest characters whose trail byte is A3
MARKUP = re.compile("/?(?:a|b|br|div|font|img|li|p|span|table|td|th|tr|ul)[ />]")  # of 枺?/td>
# What a move costs that nothing in the text speaks for; logarithms, set by hand.
LITERAL, UNMARKED, DROPPED, FOLDED, CROSSED = -6.0, -5.0, -1.5, -2.0, -6.0
LOST_SIGN, UNUSUAL, BESIDE_DIGIT, BESIDE_TAG = -2.0, -8.0, 5.0, 14.0

Move = tuple[int, State, tuple[Output, ...], float]


@cache
def _assumed() -> tuple[dict[int, tuple[int, ...]], dict[int, frozenset[int]]]:
    """Lead byte → trail bytes, trail byte → lead bytes of the characters that may be assumed where nothing is seen."""
    plain = (common() - readings.members("simplified")) | signs().assume
    codes = [code for code, char in readings.characters().items() if char in plain]
    leads, trails = {c >> 8 for c in codes}, {c & 0xFF for c in codes}
    return (
        {lead: tuple(c & 0xFF for c in codes if c >> 8 == lead) for lead in leads},
        {trail: frozenset(c >> 8 for c in codes if c & 0xFF == trail) for trail in trails},
    )


@cache
def _frequent() -> tuple[tuple[int, bool], ...]:
    """Codes of the characters that may be assumed to have been lost whole, True for the 500 most frequent."""
    often = readings.members("common_1") | readings.members("common_2")
    chars = (often | readings.members("common_3")) - readings.members("simplified")
    return tuple(sorted((readings.code_of()[char], char in often) for char in chars))


@cache
def _unread(lead: int) -> frozenset[int]:
    """The bytes from 0x81 on that make no character behind `lead`."""
    if lead < 0x80:
        return frozenset()
    known = readings.characters()
    return frozenset(byte for byte in range(0x81, 0xFF) if lead << 8 | byte not in known)


@cache
def _leads(last: int, first: int) -> list[tuple[int, str]]:
    """Bytes that make no character behind `last`, and the characters that they begin with the byte `first`."""
    openers = _assumed()[1].get(first, frozenset()) if first else _unread(last)
    return [(byte, readings.characters().get(byte << 8 | first, "")) for byte in _unread(last) & openers]


@cache
def _beginners(first: int) -> frozenset[str]:
    """Characters that begin a word with one whose trail byte is `first`; none where anything may stand there."""
    follow = (readings.characters().get(lead << 8 | first, "") for lead in _assumed()[1].get(first, ()))
    return frozenset().union(*map(leaders, follow))


@cache
def _enders(few: bool) -> tuple[int, ...]:
    """Lead bytes of the likely characters that end in A3; `few`: of the commonest, for places where nothing is seen."""
    if few:
        return tuple(readings.code_of()[char] >> 8 for char in ENDERS)
    return tuple(sorted(_assumed()[1][FOLD]))


def private(lead: int, trail: int) -> bool:
    """True for a pair that GBK leaves to its users: GB 18030 makes a private-use character of it, which pages drop.

    >>> private(0xAB, 0xB4), private(0xB5, 0xD8)
    (True, False)
    """
    if trail > 0xA0:
        return 0xAA <= lead <= 0xAF or lead >= 0xF8
    return 0xA1 <= lead <= 0xA7


@dataclass(slots=True)
class Guesses:
    """The moves of a lattice and those that only plausibility can speak for.

    `folds`: second bytes of the full-width forms that the page may have folded. A *loss* is the end of a character
    whose trail byte was lost: first the character (`ends`), then what went down with it (`leads`, `lost_signs`).
    """

    lattice: Lattice
    folds: frozenset[int]

    def moves(self, at: int, state: State, dear: bool) -> Iterator[Move]:
        """As `Lattice.steps`, with costs. `dear`: also those that leave nothing to see, which are many."""
        char = self.lattice.text[at]
        for end, after, outputs in self.lattice.steps(at, state):
            yield end, after, outputs, LITERAL if char == "?" and end == at + 1 else 0.0
        if state.half:
            if char != "?" and char.isascii() and ord(char) | 0x80 in self.folds:
                yield from self._crossed(at, state)
        elif self.lattice.universe.silent(state):
            if self.folds:
                yield from self._folded(at, dear)
            if char == "?":
                yield from self._shown(at, at + 1, FOLDED)
            if dear:
                yield from self._shown(at, at, UNMARKED)

    def ends(self, at: int, state: State) -> Iterator[tuple[State, Output]]:
        """The waiting character, its trail byte lost at `at`: whatever likely character it may be."""
        for trail in _assumed()[0].get(state.last, ()):
            done = self.lattice.complete(at, at + 1, state, trail)
            if done is not None:
                yield done

    def first(self, at: int) -> int:
        """The first byte of the character at `at`, as far as it tells what stood before it; 0 where anything may."""
        char = self.lattice.text[at : at + 1]
        code = self.lattice.codes.get(char, 0)
        if not char or char == "?" or not (code or char.isascii()):
            return 0
        return code >> 8 or ord(char)

    def leads(self, done: State, end: int) -> list[tuple[int, str]]:
        """The lead bytes that may have been lost together with the trail byte of `done`, so that `text[end]` is next,
        each with a character that it then begins ("" where that is not known)."""
        if self.lattice.lost == "one" or not self.lattice.universe.silent(done):
            return []
        first = self.first(end)
        if first or end == len(self.lattice.text):
            return _leads(done.last, first)
        told = self.lattice.told(end)  # the reading of the character tells which it may be
        if told is None:
            return _leads(done.last, 0)
        unread = _unread(done.last)
        return [(code >> 8, self.lattice.pairs[code]) for code in sorted(told) if code >> 8 in unread]

    def lost_signs(self, at: int, end: int, done: State, used: frozenset[str]) -> Iterator[Move]:
        """The ASCII characters that may have been lost together with the trail byte of `done`, or nothing. Which digit
        or unusual sign it was nobody knows: it stays `?`. `used`: the signs that the article sets behind characters."""
        pairs, following = self.lattice.pairs, self.lattice.text[end : end + 1]
        if self.lattice.lost == "one" or not following or self._breaks(following):
            yield end, done, (), 0.0
        if self.lattice.lost == "one" or not self.lattice.universe.silent(done):
            return
        closed = pairs[done.prev << 8 | done.last] in signs().end
        for sign in signs().lost:
            if (closed if sign == "\n" else sign in used) and done.last << 8 | ord(sign) not in pairs:
                yield end, OUTSIDE, (Output(sign, at, at + 1),), LOST_SIGN
        if done.last << 8 | ord("<") not in pairs and MARKUP.match(self.lattice.text, end):
            yield end, OUTSIDE, (Output("<", at, at + 1),), BESIDE_TAG
        if end > at:
            beside = following.isdigit() or following in (".", "%")
            yield end, OUTSIDE, (Output("?", at, at + 1),), BESIDE_DIGIT if beside else UNUSUAL

    def unseen(self, at: int, end: int, done: State, wide: bool) -> Iterator[tuple[State, Output]]:
        """A whole character that was lost, its bytes in `text[at:end]`: a frequent one (if `wide`), or one that goes on
        with a word, or begins one with what may come next."""
        unread = _unread(done.last)
        first = self.lattice.pairs[done.prev << 8 | done.last]
        found = {code for c in goes_on(first) if (code := self.lattice.codes.get(c, 0)) >> 8 in unread}
        if wide:
            before = _beginners(self.first(end))
            for code, frequent in _frequent():
                if code >> 8 in unread and (frequent or self.lattice.pairs[code] in before):
                    found.add(code)
        for code in sorted(found):
            lead = feed(self.lattice.universe, done, code >> 8, True)
            after = lead and feed(self.lattice.universe, lead, code & 0xFF, False)
            if after:
                yield after, Output(self.lattice.pairs[code], at, end)

    def _openers(self, at: int) -> frozenset[int] | None:
        """Lead bytes that may wait before `text[at]`; None: any."""
        first = self.first(at)
        return _assumed()[1].get(first, frozenset()) if first else None

    def _breaks(self, char: str) -> bool:
        """True for a character outside GBK: the bytes before it were decoded by themselves."""
        return not char.isascii() and char not in self.lattice.codes

    def _crossed(self, at: int, state: State) -> Iterator[Move]:
        """A full-width form folded across the waiting character's trail byte and the next character's lead byte."""
        done = self.lattice.complete(at, at + 1, state, FOLD)
        after = feed(self.lattice.universe, done[0], ord(self.lattice.text[at]) | 0x80, True, at) if done else None
        if done and after:
            yield at + 1, after, (done[1],), CROSSED

    def _folded(self, at: int, dear: bool) -> Iterator[Move]:
        """A full-width form folded across two whole characters: the first ends in it, the second begins in it. Seen is
        a character of the first one's lead byte and the half-width form, or what the decoder left of that pair."""
        text, pairs = self.lattice.text, self.lattice.pairs
        code = self.lattice.codes.get(text[at], 0)
        if 0x40 <= code & 0xFF < 0x80:
            char = pairs.get(code & 0xFF00 | FOLD)
            if char and code & 0xFF | 0x80 in self.folds:
                yield at + 1, _folding(code & 0xFF, at), (Output(char, at, at + 1),), FOLDED
            return
        if self.lattice.lost == "silent":
            end, openers, cost = at, self._openers(at), UNMARKED
            if not dear or not openers:
                return
        elif text[at] == "?" and self.lattice.lost == "two":
            end, openers, cost = at + 1, self._openers(at + 1), FOLDED
        else:
            return
        for lead in _enders(end == at):
            output = Output(pairs[lead << 8 | FOLD], at, at + 1)
            for second in self.folds if openers is None else self.folds & openers:
                if lead << 8 | second & 0x7F not in pairs:
                    yield end, _folding(second, at), (output,), cost

    def _shown(self, at: int, sign: int, cost: float) -> Iterator[Move]:
        """A sign found across two characters and set apart, so that it shows: 完善。”① has A3A1 (！) across 。|” and
        becomes 完善?！雹佟; the first character's lead byte went down in the question mark, or without a trace."""
        shown = self.lattice.text[sign : sign + 1]
        code = self.lattice.codes.get(shown, 0)
        if shown and (shown in signs().shown or (shown.isascii() and ord(shown) | 0x80 in self.folds)):
            code = FOLD << 8 | ord(shown) | 0x80
        if code >> 8 not in SIGN_ROWS or code & 0xFF < 0x81:
            return
        openers = self._openers(sign + 1)
        if openers is not None and code & 0xFF not in openers:
            return
        after = State(True, code >> 8, code & 0xFF, 0, 1, sign)
        for lead in _assumed()[1].get(code >> 8, ()):
            yield sign + 1, after, (Output(self.lattice.pairs[lead << 8 | code >> 8], at, sign + 1),), cost


def _folding(sign: int, at: int) -> State:
    """The state behind a form that was folded across two characters; `here`: it could match nothing any more."""
    return State(True, FOLD, sign | 0x80, 0, 1, at)
