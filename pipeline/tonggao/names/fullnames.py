"""Full names of programs without quotation marks: a typed head with the words before it.

A full name is the run of words before its head (全国精准扶贫大数据 | 平台) back to what cannot stand in a name: 的, a
preposition, a conjunction, a verb that governs it (实施, 举办). Heads are found in one pass of an automaton; each token
before one has a letter by what it does there (`names.letters`), and the letters decide where the name begins and
whether it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Row
from tonggao.grammar.tokens import MARK
from tonggao.model import Mention, Name
from tonggao.names.documents import plain
from tonggao.names.letters import Letter, Letters, Page

INSIDE = frozenset(
    [Letter.HEAD, Letter.NORMAL, Letter.VERB, Letter.WEAK, Letter.GENERIC, Letter.OPENER, Letter.PLACE, Letter.PROGRAM,
     Letter.BODY, Letter.SPAN, Letter.ORDINAL]
)  # fmt: skip
ANCHOR = re.compile(f"[{Letter.OPENER}{Letter.PLACE}{Letter.ORDINAL}]+")
LEADING = Letter.VERB + Letter.WEAK + Letter.GENERIC + Letter.ORDINAL
CONTENT = Letter.NORMAL + Letter.VERB + Letter.WEAK + Letter.PROGRAM
OPENING = Letter.OPENER + Letter.PLACE + Letter.PROGRAM
CUES = (Letter.LAUNCH, Letter.START)
EVENTS = ("event", "meeting")
TOUR = "tour"  # the class of 行, a head only between a place and 活动 (网络扶贫凉山行活动)
CLOSING = frozenset("”」』｣’")
LINKS = frozenset("、和及与暨")
LONGEST = 40  # characters of a full name
REACH = 14  # tokens before a head
PRIORITY = 20


@dataclass(frozen=True, slots=True)
class Need:
    """How many characters must name something, by what stands before them; `None` where nothing is enough."""

    opened: int | None
    cue: int | None
    alone: int | None
    first: str
    inner: bool

    @classmethod
    def table(cls, rules: Rules) -> dict[str, Need]:
        """Class of heads → what it needs."""
        return {row["class"]: cls._of(row) for row in rules.table("program_classes")}

    @classmethod
    def _of(cls, row: Row) -> Need:
        opened, cue, alone = (int(row[column]) if row[column] else None for column in ("opened", "cue", "alone"))
        return cls(opened, cue, alone, row["first"], bool(row["inner"]))


class Heads:
    """The heads that end full names, as one automaton."""

    __slots__ = ("_automaton", "heads")

    def __init__(self, rules: Rules) -> None:
        letters: Letters = rules.once("names.letters", Letters)
        self.heads = sorted(letters.ends.words)
        self._automaton = AhoCorasick(self.heads, MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def scan(self, shadow: str) -> list[tuple[int, int, int]]:
        """Every head in `shadow`: its number in `heads` and its span, in text order."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(shadow)
        return found


class Run(NamedTuple):
    """Tokens from `first` on that end in a head; `letters` one a token; `cue`: a verb governs it."""

    first: int
    letters: str
    start: int  # of the head, in the shadow
    end: int
    head: str
    cue: bool


def full_names(page: Page, rules: Rules) -> Iterator[Mention]:
    """Names that end in a typed head, in text order; one inside another where both could be meant."""
    needs: dict[str, Need] = rules.once("names.needs", Need.table)
    heads: Heads = rules.once("names.heads", Heads)
    letters, starts = page.letters, page.tokens.starts
    ends: set[int] = set()  # ends of names so far: what is joined to one of them by 、 or 和 shares its verb
    for run in _runs(page, heads, ends):
        kind = letters.heads[run.head]
        begin = _start(run, kind)
        if begin is None or run.end - starts[run.first + begin] > LONGEST:
            continue
        if page.shadow.endswith(letters.generic, starts[run.first + begin], run.end):
            continue
        if _is_name(page, run, begin, kind, needs[kind]):
            start = starts[run.first + begin]
            ends.add(run.end)
            name = Name(plain(page.shadow[start : run.end]), letters.types[run.head])
            yield Mention(start, run.end, "program", f"program.full.{kind}", name, PRIORITY)


def _runs(page: Page, heads: Heads, ends: set[int]) -> Iterator[Run]:
    """Every head at the end of a token with the run of words before it, in text order."""
    tokens, letters, letter = page.tokens, page.letters, page.letter
    starts, token_ends = tokens.starts, tokens.ends
    last = 0
    for number, start, end in heads.scan(page.shadow):
        head = heads.heads[number]
        if letters.heads[head] == TOUR:
            end = start + 1
        last = bisect_left(token_ends, end, last)
        if last == len(token_ends) or token_ends[last] != end:
            continue
        if tokens.texts[last][0] == MARK or tokens.texts[last] in letters.bare:
            continue
        if last + 1 < len(token_ends) and tokens.texts[last + 1] in letters.tails:
            continue  # the head only modifies: 专案报告
        first = stem = last if starts[last] <= start else bisect_right(starts, start, 0, last) - 1
        found: list[str] = []
        before = letter(first - 1)
        while before in INSIDE and len(found) < REACH:
            found.append(before)
            first -= 1
            before = letter(first - 1)
        if not found or (first and page.shadow[starts[first] - 1] in CLOSING):
            continue  # behind a quotation the run only says what the quotation is
        cue = before in CUES or (first > 0 and starts[first - 1] in ends and page.shadow[starts[first - 1]] in LINKS)
        yield Run(first, "".join(reversed(found)) + Letter.HEAD * (last - stem + 1), start, end, head, cue)


def _start(run: Run, kind: str) -> int | None:
    """The number in `run` of the token at which the name begins; `None` where nothing but the head is left."""
    letters = run.letters
    stem = len(letters.rstrip(Letter.HEAD))
    tail = len(letters[:stem].rstrip(Letter.VERB + Letter.WEAK))  # verbs right before the head are part of the name
    begin = max(letters.rfind(Letter.BODY, 0, stem) + 1, letters.rfind(Letter.PROGRAM, 0, stem) if kind == TOUR else 0)
    governs = Letter.VERB if kind in EVENTS else Letter.VERB + Letter.WEAK
    cut = max(letters.rfind(letter, begin, tail) for letter in governs)
    if cut > begin or (cut == begin and not run.cue):
        begin = cut + 1
    for anchor in ANCHOR.finditer(letters, begin, stem):
        if anchor.end() < stem:
            begin = anchor.start() + len(anchor[0]) - len(anchor[0].lstrip(Letter.ORDINAL))
    while begin < stem and letters[begin] in (Letter.ORDINAL if run.cue and not begin else LEADING):
        begin += 1
    return begin if begin < stem else None


def _is_name(page: Page, run: Run, begin: int, kind: str, need: Need) -> bool:
    """Does what stands before the head single out one program?"""
    skipped, inner = run.letters[:begin], run.letters[begin:].rstrip(Letter.HEAD)
    if kind == TOUR and inner[-1] != Letter.PLACE:
        return False
    starts, ends, first = page.tokens.starts, page.tokens.ends, run.first + begin
    own = run.start - starts[first + len(inner)]  # what the token of the head says itself: 指挥 | 系统
    if not need.inner and not own and not inner.strip(OPENING + Letter.GENERIC):
        return False
    content = own + sum(
        ends[first + i] - starts[first + i]
        for i, letter in enumerate(inner)
        if letter in CONTENT or (i > 0 and letter == Letter.OPENER)  # 北京国际 | 电影节
    )
    known = Letter.PROGRAM in inner
    if need.first == "inside":
        opened = known
    elif need.first:
        opened = inner[0] in Letter.OPENER + Letter.PLACE or (need.first == "program" and known)
    else:
        opened = any(x in inner for x in OPENING) or Letter.SPAN in inner[1:] or Letter.ORDINAL in skipped
    enough = (need.alone, (run.cue or Letter.WEAK in skipped) and need.cue, opened and need.opened)
    return any(content >= least for least in enough if least)
