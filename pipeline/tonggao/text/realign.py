"""Damage that has many originals: the most plausible one, `likely` at best and for review.

The lattice of `bytesplit` widened by what leaves less trace: pairs of bytes that were lost altogether, full-width forms
folded to half-width ones by the same blind replace (A3BF, ？, is hit across 。|總), decoders that put nothing for what
they could not read. A beam of originals is carried along the received text and ranked by whole words.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tonggao.text import readings
from tonggao.text.bytesplit import FOLD, OUTSIDE, Lattice, Output, State, feed
from tonggao.text.wording import LONGEST, SIGNS, Wording, common, leaders, simplified

WIDTH = 60  # originals that are carried along
FRESH = 3000  # those of them that have just guessed a lead byte: the character that it begins has still to tell
UNJUDGED = -1
BEHIND = 14.0  # how far one may fall behind the best
LIMIT = 90  # received characters that a window may span
FEW, VERY_FEW = 10, 4  # of the originals, those for which lost bytes are tried, and bytes lost without a trace
KEPT, WIDE = 12, 6  # characters that are tried for one that was lost, before any character; before one lost as well
GAP = 3  # question marks in a row that are read through
CALM = 4  # characters behind the damage on which all must agree
STOPS, OPEN = frozenset("，。、；：,;:）”"), frozenset("，、；：,;")  # behind an open one stands no stop and no line ends
DOUBLED = -7.0
MARKUP = re.compile("/?[a-z]{1,10}[ >]")  # a tag whose bracket went down: 枺?/td>
PAIRED = {"）": "（", "”": "“", "》": "《", ")": "(", "』": "『", "」": "「", "】": "【"}
BALANCE = 3.0
SHOWN = frozenset("?!,.:;()%+-/")  # ASCII signs that may stand for full-width ones
SIGN_ROWS = (0xA1, 0xA2, 0xA3)  # lead bytes of the signs of GBK
CLOSING = "。！？”：；）》"  # what a line ends with
LOST_SIGNS = "\n,.:;()%-/ "
# What a move costs that nothing in the text speaks for; logarithms, set by hand.
LITERAL, UNMARKED, FOLDED, CROSSED = -6.0, -8.0, -2.0, -6.0
LOST_SIGN, LOST_DIGIT, BESIDE_DIGIT = -2.0, -8.0, 5.0

Move = tuple[int, State, tuple[Output, ...], float]


@cache
def _likely_codes() -> tuple[dict[int, tuple[int, ...]], dict[int, frozenset[int]]]:
    """Lead byte → trail bytes, trail byte → lead bytes of the characters that may be assumed where nothing is seen."""
    plain = common() - readings.members("simplified")
    codes = [c for c, char in readings.characters().items() if char in plain or char in SIGNS]
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
    known = readings.characters()
    return frozenset(byte for byte in range(0x81, 0xFF) if lead << 8 | byte not in known)


@cache
def _enders(few: bool) -> tuple[int, ...]:
    """Lead bytes of the likely characters that end in A3; `few`: of the commonest, for places where nothing is seen."""
    if few:
        return tuple(readings.code_of()[char] >> 8 for char in "。保海福模常停")
    return tuple(sorted(_likely_codes()[1][FOLD]))


@dataclass(slots=True)
class Guesses:
    """The moves of a lattice and those that nothing but plausibility speaks for, each with what it costs.

    `folds`: second bytes of the full-width forms that the page may have folded.
    """

    lattice: Lattice
    folds: frozenset[int]

    def moves(self, at: int, state: State, rank: int) -> Iterator[Move]:
        """As `Lattice.steps`, with costs. `rank`: how many originals are more plausible so far; the many moves are
        tried for the best few only, those that leave nothing to see for the very best."""
        dear = rank < VERY_FEW
        char = self.lattice.text[at]
        for end, after, outputs in self.lattice.steps(at, state):
            yield end, after, outputs, LITERAL if char == "?" and end == at + 1 else 0.0
        if state.half:
            if char != "?" and char.isascii() and ord(char) | 0x80 in self.folds:
                yield from self._crossed(at, state)
            return
        if self.folds:
            yield from self._folded(at, state, dear)
        if char == "?":
            yield from self._shown(at, at + 1, state, FOLDED)
        if dear:
            yield from self._shown(at, at, state, UNMARKED)

    def _openers(self, at: int) -> frozenset[int] | None:
        """Lead bytes that may wait before `text[at]`, judged by its first byte; None: any."""
        char = self.lattice.text[at : at + 1]
        code = self.lattice.codes.get(char, 0)
        if not char or char == "?" or not (code or char.isascii()):
            return None  # may be anything
        return _likely_codes()[1].get(code >> 8 or ord(char), frozenset())

    def ends(self, at: int, state: State) -> Iterator[tuple[State, Output]]:
        """The waiting character, its trail byte lost at `at`: whatever likely character it may be."""
        for trail in _likely_codes()[0].get(state.last, ()):
            done = self.lattice.complete(at, at + 1, state, trail)
            if done is not None:
                yield done

    def leads(self, at: int, end: int, done: State) -> Iterator[tuple[State, str]]:
        """The lead bytes that may have been lost together with the trail byte of `done`, so that `text[end]` is next,
        each with the character that it then begins ("" where that is not known)."""
        if self.lattice.lost == "one" or done.last < 0x80:
            return
        openers = self._openers(end)
        code = self.lattice.codes.get(self.lattice.text[end : end + 1], 0)
        trail = code >> 8 or ord(self.lattice.text[end]) if openers is not None else 0
        unread = _unread(done.last)
        for byte in unread if openers is None else unread & openers:
            after = feed(self.lattice.universe, done, byte, True, at)
            if after:
                yield after, self.lattice.pairs.get(byte << 8 | trail, "")

    def signs(self, at: int, end: int, done: State, signs: frozenset[str]) -> Iterator[Move]:
        """The ASCII characters that may have been lost together with the trail byte of `done`, or nothing. Which digit
        it was nobody knows: it stays `?`."""
        pairs, following = self.lattice.pairs, self.lattice.text[end : end + 1]
        if self.lattice.lost == "one" or not following or self._breaks(following):
            yield end, done, (), 0.0
        if self.lattice.lost == "one" or not self.lattice.universe.silent(done):
            return
        closed = pairs[done.prev << 8 | done.last] in CLOSING
        for sign in LOST_SIGNS:
            if done.last << 8 | ord(sign) not in pairs:
                likely = closed if sign == "\n" else sign in signs
                yield end, OUTSIDE, (Output(sign, at, at + 1),), LOST_SIGN if likely else LOST_DIGIT
        if done.last << 8 | ord("<") not in pairs and MARKUP.match(self.lattice.text, end):
            yield end, OUTSIDE, (Output("<", at, at + 1),), BESIDE_DIGIT
        beside = following.isdigit() or following in (".", "%")
        if end > at:
            yield end, OUTSIDE, (Output("?", at, at + 1),), BESIDE_DIGIT if beside else LOST_DIGIT

    def _breaks(self, char: str) -> bool:
        """True for a character outside GBK: the bytes before it were decoded by themselves."""
        return not char.isascii() and char not in self.lattice.codes

    def unseen(self, at: int, done: State, wide: bool, wording: Wording) -> Iterator[tuple[State, Output]]:
        """A whole character that was lost in two question marks, the second of them at `at`: a frequent one (if
        `wide`), or one that goes on with a word, or begins one with what may come next."""
        unread = _unread(done.last) if done.last >= 0x80 else frozenset()
        first = self.lattice.pairs[done.prev << 8 | done.last]
        leaders = self._leaders(at + 1)
        for code, frequent in _frequent():
            char = self.lattice.pairs[code]
            if code >> 8 in unread and (wide and (frequent or char in leaders) or wording.joins(first, char)):
                lead = feed(self.lattice.universe, done, code >> 8, True)
                after = lead and feed(self.lattice.universe, lead, code & 0xFF, False)
                if after:
                    yield after, Output(char, at - 1, at + 1)

    def _leaders(self, at: int) -> frozenset[str]:
        """Characters that begin a word with one that may stand at `at`, its lead byte unseen."""
        char = self.lattice.text[at : at + 1]
        code = self.lattice.codes.get(char, 0)
        trail = code >> 8 or (ord(char) if char else 0)
        follow = (self.lattice.pairs.get(lead << 8 | trail, "") for lead in self._openers(at) or ())
        return frozenset().union(*(leaders().get(simplified().get(c, c), frozenset()) for c in follow))

    def _crossed(self, at: int, state: State) -> Iterator[Move]:
        """A full-width form folded across the waiting character's trail byte and the next character's lead byte."""
        done = self.lattice.complete(at, at + 1, state, FOLD)
        after = feed(self.lattice.universe, done[0], ord(self.lattice.text[at]) | 0x80, True, at) if done else None
        if done and after:
            yield at + 1, after, (done[1],), CROSSED

    def _folded(self, at: int, state: State, dear: bool) -> Iterator[Move]:
        """A full-width form folded across two whole characters: the first ends in it, the second begins in it."""
        text, lost = self.lattice.text, self.lattice.lost
        code = self.lattice.codes.get(text[at], 0)
        if 0x40 <= code & 0xFF < 0x80:
            yield from self._fold(at, at + 1, state, (code >> 8,), frozenset({code & 0xFF | 0x80}), FOLDED)
        elif lost == "silent":
            openers = self._openers(at)
            if dear and openers:
                yield from self._fold(at, at, state, _enders(True), self.folds & openers, UNMARKED)
        elif text[at] == "?" and lost == "two":
            openers = self._openers(at + 1)
            leads = self.folds if openers is None else self.folds & openers
            yield from self._fold(at, at + 1, state, _enders(False), leads, FOLDED)

    def _shown(self, at: int, sign: int, state: State, cost: float) -> Iterator[Move]:
        """A sign found across two characters and set apart, so that it shows: 完善。”① has A3A1 (！) across 。|” and
        becomes 完善?！雹佟; the first character's lead byte went down in the question mark, or without a trace."""
        text = self.lattice.text
        shown = text[sign : sign + 1]
        code = self.lattice.codes.get(shown, 0)
        if shown and (shown in SHOWN or (shown.isascii() and ord(shown) | 0x80 in self.folds)):
            code = FOLD << 8 | ord(shown) | 0x80
        if code >> 8 not in SIGN_ROWS or code & 0xFF < 0x81 or not self.lattice.universe.silent(state):
            return
        openers = self._openers(sign + 1)
        if openers is not None and code & 0xFF not in openers:
            return
        for lead in _likely_codes()[1].get(code >> 8, ()):
            after = State(True, code >> 8, code & 0xFF, 0, 1, sign)
            yield sign + 1, after, (Output(self.lattice.pairs[lead << 8 | code >> 8], at, sign + 1),), cost

    def _fold(
        self, at: int, end: int, state: State, leads: tuple[int, ...], seconds: frozenset[int], cost: float
    ) -> Iterator[Move]:
        visible = end == at + 1 and self.lattice.text[at] != "?"
        pairs = self.lattice.pairs
        for lead in leads:
            char = pairs.get(lead << 8 | FOLD)
            if char is None or not self.lattice.universe.silent(state):
                continue
            for second in seconds & self.folds:
                if visible == (lead << 8 | second & 0x7F in pairs):
                    after = State(True, FOLD, second, 0, 1, at)  # `here`: folded first, it could match no more
                    yield end, after, (Output(char, at, max(end, at + 1)),), cost


class Hypothesis(NamedTuple):
    """An original so far."""

    score: float  # logarithm, all in all
    cost: float  # the part of it that moves cost
    prefixes: tuple[float, ...]  # wording alone, after each of the last characters
    tail: str  # the last characters, Simplified
    text: str
    outputs: tuple[Output, ...]
    calm: int  # received characters that it took as they are, in a row


Level = dict[tuple[State, str], Hypothesis]


@dataclass(slots=True)
class Beam:
    """The search for the most plausible originals of a damaged place."""

    guesses: Guesses
    wording: Wording
    before: str = ""  # the article up to the place, as far back as a bracket may have been opened

    def run(self, start: int, context: str) -> tuple[int, list[Hypothesis]]:
        """Where the damage that begins at or behind `start` ends, and its originals, best first; none where the search
        went on too long. `context`: the text before, free of damage."""
        text, self.before = self.guesses.lattice.text, context
        first = Hypothesis(0.0, 0.0, (0.0,), "", "", (), 0)
        for char in context[-LONGEST:]:
            first = self._extend(first, (Output(char, 0, 1),), 0.0, 0)
        prefixes = tuple(prefix - first.score for prefix in first.prefixes)
        first = first._replace(score=0.0, prefixes=prefixes, text="", outputs=())
        frontier: dict[int, Level] = {start: {(self.guesses.lattice.start(start), ""): first}}
        while frontier:
            at = min(frontier)
            level = frontier.pop(at)
            best = max(hypothesis.score for hypothesis in level.values())
            ranked = sorted(level.items(), key=lambda item: (-item[1].score, item[1].text))
            kept = [item for item in ranked[:WIDTH] if item[1].score > best - BEHIND]
            kept += [item for item in ranked[len(kept) : FRESH] if item[1].calm == UNJUDGED]
            settled = not frontier and all(not state.half and h.calm >= CALM for (state, _), h in kept)
            if at == len(text) or settled:
                return at, [h for (state, _), h in kept if not state.half]
            if at - start > LIMIT:
                break
            for number, ((state, _), hypothesis) in enumerate(kept):
                self._advance(at, state, hypothesis, frontier, number)
        return start, []

    def _advance(
        self, at: int, state: State, hypothesis: Hypothesis, frontier: dict[int, Level], rank: int
    ) -> None:
        lost = self.guesses.lattice.lost
        if state.half and rank < FEW and lost != "silent" and self.guesses.lattice.text[at] == "?":
            self._lose(at, at + 1, state, hypothesis, frontier, rank < VERY_FEW)
        elif state.half and rank < VERY_FEW:  # a private-use character may have been dropped on any page
            self._lose(at, at, state, hypothesis, frontier, False)
        grown: dict[tuple[tuple[Output, ...], float, bool], Hypothesis] = {}  # many moves complete the same characters
        for end, after, outputs, cost in self.guesses.moves(at, state, rank):
            plain = not state.half and not after.half and end == at + 1 and cost == 0.0
            key = (outputs, cost, plain)
            if key not in grown:
                grown[key] = self._extend(hypothesis, outputs, cost, hypothesis.calm + 1 if plain else 0)
            self._reach(at, end, after, grown[key], frontier)

    def _reach(self, at: int, end: int, after: State, grown: Hypothesis, frontier: dict[int, Level]) -> None:
        """Put `grown` where it goes on; behind something unseen the next character is read at once, so that no second
        thing can hide in the same place."""
        if end > at:
            _keep(frontier, end, after, grown)
            return
        for end2, after2, outputs, cost in self.guesses.moves(at, after, FEW):
            _keep(frontier, end2, after2, self._extend(grown, outputs, cost, 0))

    def _lose(
        self, at: int, end: int, state: State, hypothesis: Hypothesis, frontier: dict[int, Level], far: bool
    ) -> None:
        """Originals whose waiting trail byte was lost at `at`, and those that lost whole characters in the question
        marks behind it. `end == at` where nothing is seen: the next character is then taken to hold what was lost."""
        text, lost = self.guesses.lattice.text, self.guesses.lattice.lost
        cost = 0.0 if end > at else UNMARKED
        found = [(self._extend(hypothesis, (o,), cost, 0), done) for done, o in self.guesses.ends(at, state)]
        found.sort(key=lambda item: -item[0].score)
        for _ in range(GAP):
            for number, (grown, done) in enumerate(found):
                for after, char in self.guesses.leads(at, end, done):
                    if end == at and lost != "silent" and not _private(done.last, after.last):
                        continue
                    if number < KEPT or (char and self.wording.joins(grown.text[-1], char)):
                        self._reach(at, end, after, grown._replace(calm=UNJUDGED), frontier)
                if number < KEPT and (end > at or lost == "silent"):
                    for stop, after, outputs, dear in self.guesses.signs(at, end, done, self.wording.signs):
                        self._reach(at, stop, after, self._extend(grown, outputs, dear, 0), frontier)
            if not far or lost != "two" or text[end : end + 1] != "?":
                return
            at, end = end, end + 1
            more = (
                (self._extend(grown, (output,), 0.0, 0), after)
                for number, (grown, done) in enumerate(found)
                for after, output in self.guesses.unseen(at, done, number < WIDE, self.wording)
            )
            found = heapq.nlargest(4 * KEPT, more, key=lambda item: item[0].score)

    def _extend(self, hypothesis: Hypothesis, outputs: tuple[Output, ...], cost: float, calm: int) -> Hypothesis:
        """`hypothesis` with more characters: the best way of cutting all of them into words."""
        _, before, prefixes, tail, text, done, _ = hypothesis
        words, own, single, simple = self.wording.words, self.wording.own, self.wording.single, simplified()
        opened_in = self.before
        for char, _, _ in outputs:
            if not char:
                continue
            tail = (tail + simple.get(char, char))[-LONGEST:]
            best = prefixes[-1] + single[char]
            if char in PAIRED:
                best += BALANCE if _opened(opened_in + text, char) else -BALANCE
            if tail[-2:-1] in OPEN and (char in STOPS or char.isspace()):
                best += DOUBLED
            for length in range(2, min(len(tail), len(prefixes)) + 1):
                word = tail[-length:]
                known = own.get(word) or words.get(word)
                if known is not None and prefixes[-length] + known > best:
                    best = prefixes[-length] + known
            prefixes = (*prefixes, best)[-LONGEST:]
            text += char
        return Hypothesis(prefixes[-1] + before + cost, before + cost, prefixes, tail, text, done + outputs, calm)


def _private(lead: int, trail: int) -> bool:
    """True for a pair that GBK leaves to its users: GB 18030 makes a private-use character of it, which pages drop."""
    return trail > 0xA0 and (0xAA <= lead <= 0xAF or 0xF8 <= lead) or (trail < 0xA1 and 0xA1 <= lead <= 0xA7)


def _opened(text: str, close: str) -> bool:
    """True where the last bracket of its kind in `text` is the one that `close` closes."""
    return text.rfind(PAIRED[close]) > text.rfind(close)


def _keep(frontier: dict[int, Level], end: int, after: State, grown: Hypothesis) -> None:
    level = frontier.setdefault(end, {})
    known = level.get((after, grown.text))
    if known is None or known.score < grown.score:
        level[after, grown.text] = grown
