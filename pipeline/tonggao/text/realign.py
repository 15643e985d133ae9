"""Damage that has many originals: the most plausible ones, ranked by whole words; `likely` at best, and for review.

A beam of originals is carried along the received text, over the moves of `guesses`, from a little before the damage to
where all of them agree again.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from tonggao.text.bytesplit import Output, State
from tonggao.text.guesses import DROPPED, UNMARKED, Guesses, private
from tonggao.text.wording import LONGEST, Wording, signs, simplified

WIDTH = 60  # originals that are carried along
FRESH = 3000  # of those that have just guessed a lead byte: the character that it begins has still to tell
UNJUDGED = -1
BEHIND = 14.0  # how far one may fall behind the best
LIMIT = 90  # received characters that a window may span
BUDGET = 100_000  # originals that are looked at for one window
FEW, VERY_FEW = 16, 4  # of the originals, those for which lost bytes are tried, and bytes lost without a trace
ENDS = 80  # characters that are tried for one that was lost
BEGUN = 200  # lead bytes that are tried where the characters that they begin are known
KEPT, WIDE = 12, 6  # characters that are tried for one that was lost, before any character; before one lost as well
GAP = 3  # question marks in a row that are read through
CALM = 4  # characters behind the damage on which all must agree
DOUBLED = -7.0  # a stop behind a comma, a comma behind a stop
LONELY = -4.0  # one character between brackets or quotation marks
BALANCE = 3.0  # a bracket that closes one, or none


class Original(NamedTuple):
    """What may have stood there, so far."""

    score: float  # logarithm, all in all
    cost: float  # the part of it that moves cost
    prefixes: tuple[float, ...]  # wording alone, after each of the last characters
    tail: str  # the last characters, Simplified
    text: str
    outputs: tuple[Output, ...]
    calm: int  # received characters that it took as they are, in a row


Ending = tuple[Original, State]
Level = dict[tuple[State, str], Original]


@dataclass(slots=True)
class Beam:
    """The search for the most plausible originals of a damaged place. `context`: the article before it, mended, as far
    back as a bracket may have been opened."""

    guesses: Guesses
    wording: Wording
    context: str = ""
    spent: int = 0  # originals looked at

    def run(self, start: int) -> tuple[int, list[Original]]:
        """Where the damage that begins at or behind `start` ends, and its originals, best first; none where the search
        went on too long (the first value then says how far it got)."""
        length = len(self.guesses.lattice.text)
        frontier: dict[int, Level] = {start: {(self.guesses.lattice.start(start), ""): self._first()}}
        while frontier:
            at = min(frontier)
            level = frontier.pop(at)
            kept = _best(level)
            settled = not frontier and all(not state.half and o.calm >= CALM for (state, _), o in kept)
            if at == length or settled:
                return at, [original for (state, _), original in kept if not state.half]
            if at - start > LIMIT or self.spent > BUDGET:
                return at, []
            ranks = {True: 0, False: 0}
            for (state, _), original in kept:
                rank = ranks[state.half]
                ranks[state.half] += 1
                for end, after, grown in self._advance(at, state, original, rank):
                    _keep(frontier.setdefault(end, {}), after, grown)
        return start, []

    def _first(self) -> Original:
        """An original without characters, behind the context."""
        first = Original(0.0, 0.0, (0.0,), "", "", (), 0)
        for char in self.context[-LONGEST:]:
            first = self._extend(first, (Output(char, 0, 1),), 0.0, 0)
        prefixes = tuple(prefix - first.score for prefix in first.prefixes)
        return first._replace(score=0.0, prefixes=prefixes, text="", outputs=())

    def _advance(self, at: int, state: State, original: Original, rank: int) -> Iterator[tuple[int, State, Original]]:
        """Every way in which `original` may go on, with where it then stands."""
        text, lost = self.guesses.lattice.text, self.guesses.lattice.lost
        if state.half and rank < FEW and lost != "silent" and text[at] == "?":
            yield from self._lose(at, state, original, rank < VERY_FEW)
        elif state.half and rank < (VERY_FEW if lost == "silent" else 1):
            yield from self._drop(at, state, original)
        known: dict[tuple[tuple[Output, ...], float, bool], Original] = {}  # many moves complete the same characters
        for end, after, outputs, cost in self.guesses.moves(at, state, rank < VERY_FEW):
            plain = not state.half and not after.half and end == at + 1 and cost == 0.0
            key = (outputs, cost, plain)
            if key not in known:
                known[key] = self._extend(original, outputs, cost, original.calm + 1 if plain else 0)
            if end > at:
                yield end, after, known[key]
            else:
                yield from self._behind(at, after, known[key])

    def _behind(self, at: int, state: State, original: Original) -> Iterator[tuple[int, State, Original]]:
        """Behind something unseen the next character is read at once, so that no second thing hides in that place."""
        for end, after, outputs, cost in self.guesses.moves(at, state, False):
            yield end, after, self._extend(original, outputs, cost, 0)

    def _ends(self, at: int, state: State, original: Original, cost: float) -> list[Ending]:
        """`original` with the waiting character, whose trail byte was lost at `at`; the most plausible ones first.
        Where the loss left no trace on a page that marks losses, the byte was half of a private-use character."""
        ends = self.guesses.ends(at, state)
        if cost == DROPPED:
            ends = ((done, output) for done, output in ends if private(done.last, 0xFE) or private(done.last, 0x80))
        return self._likeliest([(original, done, output) for done, output in ends], cost, ENDS)

    def _likeliest(self, grown: list[tuple[Original, State, Output]], cost: float, most: int) -> list[Ending]:
        """The `most` plausible of originals to which a character is to be added, the best first, with it."""
        follows = self.wording.follows
        ranked = [(original.score + follows(original.tail[-1:], output.char), original, done, output)
                  for original, done, output in grown]
        if len(ranked) > most:
            ranked = heapq.nlargest(most, ranked, key=itemgetter(0))
        found = [(self._extend(original, (output,), cost, 0), done) for _, original, done, output in ranked]
        return sorted(found, key=lambda item: -item[0].score)

    def _begin(self, found: list[Ending], at: int, end: int, most: int) -> list[Ending]:
        """Originals with a lead byte that was lost at `at` together with their last trail byte; where the character
        that it begins at `end` is known, the `most` plausible ones. `at` is `end` where the loss left no trace: on a
        page that marks what it cannot read the two bytes then are a private-use character."""
        known = True
        marked = at == end and self.guesses.lattice.lost != "silent"
        ranked: list[tuple[float, Original, State]] = []
        for number, (grown, done) in enumerate(found):
            last = grown.tail[-1]
            for byte, char in self.guesses.leads(done, end):
                if marked and not private(done.last, byte):
                    continue
                if number < KEPT or (char and self.wording.joins(last, char)):
                    known = char != ""
                    gain = self.wording.follows(last, char) if char else 0.0
                    ranked.append((grown.score + gain, grown, State(True, done.last, byte, done.here, 0, at)))
        if known:
            ranked = heapq.nlargest(most, ranked, key=itemgetter(0))
        return [(grown, after) for _, grown, after in ranked]

    def _lose(self, at: int, state: State, original: Original, far: bool) -> Iterator[tuple[int, State, Original]]:
        """Originals that lost bytes in the question mark at `at`; if `far`, also whole characters in those behind."""
        text, lost = self.guesses.lattice.text, self.guesses.lattice.lost
        found = self._ends(at, state, original, 0.0)
        for _ in range(GAP):
            end = at + 1
            for grown, after in self._begin(found, at, end, BEGUN):
                yield end, after, grown._replace(calm=UNJUDGED)
            for grown, done in found[: KEPT if lost == "two" else 4 * KEPT]:
                for stop, after, outputs, cost in self.guesses.lost_signs(at, end, done, self.wording.signs):
                    yield stop, after, self._extend(grown, outputs, cost, 0)
            if not far or lost != "two" or text[end : end + 1] != "?":
                return
            more = [
                (grown, after, output)
                for number, (grown, done) in enumerate(found)
                for after, output in self.guesses.unseen(at, end + 1, done, number < WIDE)
            ]
            found = self._likeliest(more, 0.0, 2 * ENDS)
            at = end

    def _drop(self, at: int, state: State, original: Original) -> Iterator[tuple[int, State, Original]]:
        """Originals that lost bytes before `at` without a trace: a private-use character may have been dropped on any
        page, a decoder may drop whatever it cannot read. The next character is taken to hold what was lost."""
        silent = self.guesses.lattice.lost == "silent"
        found = self._ends(at, state, original, UNMARKED if silent else DROPPED)
        for grown, after in self._begin(found, at, at, BEGUN if silent else FEW):
            yield from self._behind(at, after, grown)
        if silent:
            for grown, done in found[:KEPT]:
                for _, after, outputs, cost in self.guesses.lost_signs(at, at, done, self.wording.signs):
                    yield from self._behind(at, after, self._extend(grown, outputs, cost, 0))
        if not silent:
            yield from self._drop_two(at, [item for item in found if private(item[1].last, 0xFE)][:FEW])

    def _drop_two(self, at: int, found: list[Ending]) -> Iterator[tuple[int, State, Original]]:
        """Originals that lost two private-use characters in a row: “十二五”期間 lost AEB6 FECE, 笆濉逼陂g is left."""
        more = [
            (grown, whole, output)
            for grown, done in found
            for whole, output in self.guesses.unseen(at, at + 1, done, False)
            if private(whole.last, 0xFE) and private(done.last, whole.prev)
        ]
        longer = self._likeliest(more, 0.0, KEPT)
        for grown, after in self._begin(longer, at, at, 4 * FEW):
            yield from self._behind(at, after, grown)

    def _extend(self, original: Original, outputs: tuple[Output, ...], cost: float, calm: int) -> Original:
        """`original` with more characters: the best way of cutting all of them into words."""
        self.spent += 1
        _, spent, prefixes, tail, text, done, _ = original
        wording, simple, sign = self.wording, simplified(), signs()
        own, words, local, single = wording.own.get, wording.words.get, wording.local, wording.single
        for char, _, _ in outputs:
            if not char:
                continue
            before = tail[-1:]
            tail = (tail + simple.get(char, char))[-LONGEST:]
            best = prefixes[-1] + single[char]
            if char in sign.closes:
                best += BALANCE if self._opened(text, char, sign.closes[char]) else -BALANCE
                best += LONELY if text[-2:-1] == sign.closes[char] else 0.0
            if before in sign.shares and sign.clash(before, char):
                best += DOUBLED
            for length in range(2, min(len(tail), len(prefixes)) + 1):
                word = tail[-length:]
                known = own(word)
                if known is None or word in local:
                    known = words(word)
                if known is not None and prefixes[-length] + known > best:
                    best = prefixes[-length] + known
            prefixes = (*prefixes, best)[-LONGEST:]
            text += char
        return Original(prefixes[-1] + spent + cost, spent + cost, prefixes, tail, text, done + outputs, calm)

    def _opened(self, text: str, close: str, opening: str) -> bool:
        """True where the last bracket of its kind before the end of `text` is open."""
        text = self.context + text
        return text.rfind(opening) > text.rfind(close)


def _best(level: Level) -> list[tuple[tuple[State, str], Original]]:
    """The originals of a level that are worth going on with, best first."""
    ranked = sorted(level.items(), key=lambda item: (-item[1].score, item[1].text))
    low = ranked[0][1].score - BEHIND
    kept = [item for item in ranked[:WIDTH] if item[1].score > low]
    return kept + [item for item in ranked[len(kept) : FRESH] if item[1].calm == UNJUDGED]


def _keep(level: Level, state: State, original: Original) -> None:
    known = level.get((state, original.text))
    if known is None or known.score < original.score:
        level[state, original.text] = original
