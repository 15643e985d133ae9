"""Byte-split damage, inverted exactly: every text that the page could have been made of, and a proof where it is one.

A page's replace put readings behind characters in the GBK bytes, blind to where characters begin. Where the trail byte
of one and the lead byte of the next spell a table entry, the reading lands inside the pair and the decoder loses
bytes: 當地農民 (AE94 B5D8 DE72 C3F1) became 當(dāng)?shù)剞r(nóng)民, because 94B5 is 數. `Lattice.steps` says how the
original may go on behind a place in the received text; `solve` follows all of them until they are one again.

Terms: a *code* is a GBK character's two bytes as a number; a match *fires* where its reading was put in. A match that
ends at a byte fires unless the match that ends one byte before it fired and ranks no later in the page's table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tonggao.text import readings

FULL = re.compile(f"[(（] ?({readings.READING}) ?[)）]")
TAIL = re.compile(f"({readings.READING})[)）]")
READING = re.compile(f"[?(（]{{1,2}} ?({readings.READING})[)）]")
FOLD = 0xA3  # lead byte of the full-width forms: a page that folds them rewrites A3BF (？) as 3F
LIMIT = 120  # received characters that a window may span; the longest seen on a real page spans forty
NONE: frozenset[int] = frozenset()


class State(NamedTuple):
    """Where the original's bytes stand. `half`: `last` is a lead byte that waits for its trail byte."""

    half: bool
    prev: int
    last: int
    before: int  # rank of the match that ends at `prev`, if it fired, else 0
    here: int  # rank of the match that ends at `last`, if it fired, else 0
    since: int  # offset of the received character that holds the waiting lead byte


OUTSIDE = State(False, 0, 0, 0, 0, 0)  # behind a character that no match can reach across


class Output(NamedTuple):
    """A character of the original and the received characters that hold its bytes; "" lengthens the one before."""

    char: str
    start: int
    end: int


Step = tuple[int, State, tuple[Output, ...]]


@dataclass(frozen=True, slots=True)
class Universe:
    """What the page's table may hold. `ranks` are known for a known table only."""

    name: str
    only: frozenset[int] | None = None  # codes that can be in the table; None: all
    must: frozenset[int] = NONE  # codes known to be in it
    never: frozenset[int] = NONE  # codes seen without a reading: not in it
    ranks: Mapping[int, int] | None = None
    read: Mapping[int, str] = field(default_factory=dict)  # the readings of codes that are known to be in it
    found: dict[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)  # by `codes`, so far

    def codes(self, reading: str) -> frozenset[int]:
        """Codes that the page may have annotated with `reading`."""
        known = self.found.get(reading)
        if known is not None:
            return known
        found = readings.codes(reading) - self.never
        if self.only is not None:
            found &= self.only
        known = frozenset(code for code in found if self.read.get(code, reading) == reading)
        self.found[reading] = known
        return known

    def fires(self, code: int, before: int) -> int:
        """Rank of `code` (1 where no ranks are known), 0 where the match before it has kept it from firing."""
        if self.ranks is None:
            return 1
        rank = self.ranks.get(code, 0)
        return 0 if before and before <= rank else rank

    def silent(self, state: State) -> bool:
        """True where the match that ends at `state.last` may have stayed without a reading."""
        code = state.prev << 8 | state.last
        if state.here or code not in self.must:
            return True
        return bool(state.before) and (self.ranks is None or state.before <= self.ranks[code])


def feed(universe: Universe, state: State, byte: int, half: bool, since: int = 0) -> State | None:
    """The state behind one more byte of the original; None where the table would have put a reading before it."""
    if not universe.silent(state):
        return None
    return State(half, state.last, byte, state.here, 0, since)


@dataclass(slots=True)
class Lattice:
    """All ways in which the received text may continue the original. `lost` is what the decoder left of a pair that
    is no character: `two` (one question mark for both bytes), `one` (one for the first byte), `silent` (nothing)."""

    text: str
    universe: Universe
    lost: str = "two"
    invented: bool = False  # bytes that left nothing visible may be assumed (never in a proof)
    pairs: Mapping[int, str] = field(default_factory=readings.characters)
    codes: Mapping[str, int] = field(default_factory=readings.code_of)

    def start(self, offset: int) -> State:
        """The state before `offset`, taking what stands there as it is."""
        end = offset
        fired = 0
        for match in FULL.finditer(self.text, max(0, offset - 13), offset):
            if match.end() == offset and match.start():
                end, fired = match.start(), 1
        code = self.codes.get(self.text[end - 1 : end], 0)
        if not code:
            return OUTSIDE
        rank = self.universe.fires(code, 0) if fired else 0
        return State(False, code >> 8, code & 0xFF, 0, rank, 0)

    def steps(self, at: int, state: State) -> Iterator[Step]:
        """Every next state: the offset it stands at, itself, and the characters of the original that were completed."""
        yield from self._reading(at, state)
        if state.half:
            yield from self._shifted(at, state)
            yield from self._lost_shifted(at, state)
        else:
            yield from self._plain(at, state)
            yield from self._split(at, state)

    def _reading(self, at: int, state: State) -> Iterator[Step]:
        """A reading that stands whole behind the two bytes that it belongs to."""
        match = FULL.match(self.text, at) if self.text[at : at + 1] in ("(", "（") else None
        if match is None or state.here:
            return
        code = state.prev << 8 | state.last
        if code not in self.universe.codes(readings.normalize(match[1])):
            return
        rank = self.universe.fires(code, state.before)
        if rank:
            done = () if state.half else (Output("", at, match.end()),)
            yield match.end(), state._replace(here=rank), done

    def _plain(self, at: int, state: State) -> Iterator[Step]:
        """A character received as it was. Tone marks stand in no clean text."""
        char = self.text[at]
        if char in readings.TONED or not self.universe.silent(state):
            return
        if char in "?(（" and (reading := READING.match(self.text, at)) and readings.HAS_TONE.search(reading[1]):
            return
        code = self.codes.get(char, 0)
        if not code:
            yield at + 1, OUTSIDE, (Output(char, at, at + 1),)
            return
        lead = feed(self.universe, state, code >> 8, True)
        trail = lead and feed(self.universe, lead, code & 0xFF, False)
        if trail:
            yield at + 1, trail, (Output(char, at, at + 1),)

    def _tail(self, at: int) -> tuple[str, int] | None:
        """The reading at `at` whose opening parenthesis went down with the byte before it, and where it ends."""
        if self.lost == "silent":
            match = TAIL.match(self.text, at)
        elif self.text[at] != "?":
            return None
        else:
            match = (TAIL if self.lost == "two" else FULL).match(self.text, at + 1)
        return (readings.normalize(match[1]), match.end()) if match else None

    def told(self, at: int) -> frozenset[int] | None:
        """Codes of the character whose trail byte went down with the reading at `at`; None where no such one stands."""
        tail = self._tail(at)
        return self.universe.codes(tail[0]) if tail else None

    def _split(self, at: int, state: State) -> Iterator[Step]:
        """A match across two characters: its second byte, the next character's lead, went down with the parenthesis."""
        tail = self._tail(at)
        if tail and state.last > 0x80 and self.universe.silent(state):
            for code in self.universe.codes(tail[0]):
                rank = self.universe.fires(code, state.here)
                if code >> 8 == state.last and code & 0xFF > 0x80 and rank:
                    yield tail[1], State(True, state.last, code & 0xFF, state.here, rank, at), ()

    def complete(self, at: int, end: int, state: State, trail: int) -> tuple[State, Output] | None:
        """The waiting character with its trail byte, held by `text[at:end]`."""
        char = self.pairs.get(state.last << 8 | trail)
        after = feed(self.universe, state, trail, False) if char else None
        return (after, Output(char, state.since, end)) if char and after else None

    def _shifted(self, at: int, state: State) -> Iterator[Step]:
        """A character read one byte off: the waiting trail byte and the next lead byte, or what stands for it."""
        char = self.text[at]
        code = self.codes.get(char, 0)
        trail = code >> 8 if code else ord(char)
        if not code and not 0x40 <= trail < 0x7F:
            return
        done = self.complete(at, at + 1, state, trail)
        if done is None:
            return
        if not code:
            yield at + 1, done[0], (done[1],)
        elif code & 0xFF > 0x80:
            after = feed(self.universe, done[0], code & 0xFF, True, at)
            if after:
                yield at + 1, after, (done[1],)
        elif self.universe.silent(done[0]):  # the next character was an ASCII one
            yield at + 1, OUTSIDE, (done[1], Output(chr(code & 0xFF), at, at + 1))

    def _lost_shifted(self, at: int, state: State) -> Iterator[Step]:
        """A waiting trail byte that was lost with the parenthesis of its own reading."""
        tail = self._tail(at)
        for code in self.universe.codes(tail[0]) if tail else NONE:
            rank = self.universe.fires(code, state.here) if code >> 8 == state.last else 0
            done = self.complete(at, tail[1], state, code & 0xFF) if rank and tail else None
            if done and tail:
                yield tail[1], done[0]._replace(here=rank), (done[1],)

    def loses(self, at: int, state: State) -> bool:
        """True where the trail byte that `state` waits for was lost and left no reading that tells it: at least a
        dozen characters can have stood there, no original is the only one."""
        return state.half and self.text[at] == "?" and self.lost != "silent" and self._tail(at) is None


class Path(NamedTuple):
    """The characters of one original so far, as a chain."""

    text: str
    outputs: tuple[Output, ...]

    def extend(self, outputs: tuple[Output, ...]) -> Path:
        """The path with `outputs` behind it."""
        return Path(self.text + "".join(o.char for o in outputs), self.outputs + outputs) if outputs else self


@dataclass(frozen=True, slots=True)
class Window:
    """A damaged place: `text[start:end]` of the received text and what the original may have been there.

    One path is a proof (over the universe named), two are not (more are not counted). No path: either the assumptions
    do not explain the place, or (`open`) the search met bytes that could be anything at `end` and went no further.
    """

    start: int
    end: int
    paths: tuple[Path, ...]
    universe: str
    open: bool = False


ENOUGH = 2  # originals that are kept for a state: the second one already rules out a proof
Frontier = dict[int, dict[State, dict[str, Path]]]


def solve(lattice: Lattice, start: int) -> Window:
    """Follow every original from `start` on until all of them are at one place in one state again.

    >>> text = "當(dāng)?shù)剞r(nóng)民"
    >>> window = solve(Lattice(text, page_universe()), 7)
    >>> text[window.start : window.end], [path.text for path in window.paths]
    ('?shù)剞r(nóng)', ['地農'])
    """
    name, text = lattice.universe.name, lattice.text
    frontier: Frontier = {start: {lattice.start(start): {"": Path("", ())}}}
    for _ in range(LIMIT):
        if not frontier:
            return Window(start, start, (), name)
        at = min(frontier)
        states = frontier.pop(at)
        ended = at == len(text)
        if not frontier and at > start and (ended or len(states) == 1):
            closed = [path for state, paths in states.items() if not state.half for path in paths.values()]
            if ended or (closed and FULL.match(text, at) is None):
                return Window(start, at, tuple({path.text: path for path in closed}.values()), name)
        if ended:
            continue
        if any(lattice.loses(at, state) for state in states):
            return Window(start, at, (), name, open=True)
        _advance(lattice, at, states, frontier)
    return Window(start, start, (), name, open=True)


def _advance(lattice: Lattice, at: int, states: dict[State, dict[str, Path]], frontier: Frontier) -> None:
    """Move every path at `at` on to wherever it can go."""
    for state, paths in states.items():
        for end, after, outputs in lattice.steps(at, state):
            known = frontier.setdefault(end, {}).setdefault(after, {})
            for path in paths.values():
                if len(known) < ENOUGH:
                    grown = path.extend(outputs)
                    known.setdefault(grown.text, grown)


def page_universe() -> Universe:
    """The source article's own table: known whole, with the order in which it replaced."""
    table = readings.page_table()
    codes = frozenset(table)
    return Universe("page table", only=codes, must=codes, ranks={code: rank for code, (rank, _) in table.items()})
