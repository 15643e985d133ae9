"""Full names of programs without quotation marks: a typed head with the words before it.

A full name is the run of words before its head (全国精准扶贫大数据 | 平台) back to what cannot stand in a name: 的, a
preposition, a conjunction, a verb that governs it (实施, 举办). Each token has a letter by what it does there
(`names.letters`), so that one regular expression over the letters, read from the right, finds every head with its run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Row
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document, Mention, Name
from tonggao.names.documents import plain
from tonggao.names.letters import PARTICLE, TOUR, Letter, Letters

INSIDE = "".join(
    [Letter.HEAD, Letter.NORMAL, Letter.VERB, Letter.WEAK, Letter.GENERIC, Letter.OPENER, Letter.PLACE, Letter.PROGRAM,
     Letter.BODY, Letter.SPAN, Letter.ORDINAL]
)  # fmt: skip
RUN = re.compile(f"{Letter.HEAD}[{INSIDE}]{{1,14}}+(.?)")
ANCHOR = re.compile(f"[{Letter.OPENER}{Letter.PLACE}{Letter.ORDINAL}]+")
LEADING = Letter.VERB + Letter.WEAK + Letter.GENERIC + Letter.ORDINAL
CONTENT = Letter.NORMAL + Letter.VERB + Letter.WEAK + Letter.PROGRAM
OPENING = Letter.OPENER + Letter.PLACE + Letter.PROGRAM
EVENTS = ("event", "meeting")
LINKS = frozenset("、和及与暨")
LONGEST = 40  # characters of a full name
PRIORITY = 20


@dataclass(frozen=True, slots=True)
class Need:
    """How many characters must name something, by what stands before them; `None` where nothing is enough."""

    opened: int | None
    cue: int | None
    alone: int | None
    first: bool
    inner: bool

    @classmethod
    def table(cls, rules: Rules) -> dict[str, Need]:
        """Class of heads → what it needs."""
        return {row["class"]: cls._of(row) for row in rules.table("program_classes")}

    @classmethod
    def _of(cls, row: Row) -> Need:
        opened, cue, alone = (int(row[column]) if row[column] else None for column in ("opened", "cue", "alone"))
        return cls(opened, cue, alone, bool(row["first"]), bool(row["inner"]))


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first`..`last` (inclusive), the last one a head; `letters` one a token; `cue`: a verb governs it."""

    first: int
    last: int
    letters: str
    cue: bool


def full_names(document: Document, tokens: Tokens, codes: str, letters: Letters, rules: Rules) -> Iterator[Mention]:
    """Names that end in a typed head, in text order; one inside another where both could be meant."""
    needs: dict[str, Need] = rules.once("names.needs", Need.table)
    ends: set[int] = set()  # ends of names so far: what is joined to one of them by 、 or 和 shares its verb
    for run in runs(document.shadow, tokens, codes, ends):
        head = _head(tokens, run.last, letters)
        start = _start(run, letters.heads[head]) if head else None
        if start is None:
            continue
        begin, end = tokens.starts[start], tokens.ends[run.last]
        kind = letters.heads[head]
        if end - begin <= LONGEST and _is_name(tokens, run, start, needs[kind]):
            ends.add(end)
            name = Name(plain(document.shadow[begin:end]), letters.types[head])
            yield Mention(begin, end, "program", f"program.full.{kind}", name, PRIORITY)


def runs(shadow: str, tokens: Tokens, codes: str, ends: set[int]) -> Iterator[Run]:
    """Every head with the run of words before it, in text order."""
    backwards, count = codes[::-1], len(codes)
    found: list[tuple[int, int, str]] = []
    position = 0
    while match := RUN.search(backwards, position):
        position = match.start() + 1
        found.append((count - match.end() + len(match[1]), count - 1 - match.start(), match[1]))
    for first, last, before in reversed(found):
        cue = before in (Letter.LAUNCH, Letter.START)
        if before and not cue and shadow[tokens.starts[first - 1]] in LINKS:
            cue = tokens.starts[first - 1] in ends
        yield Run(first, last, codes[first : last + 1], cue)


def _head(tokens: Tokens, last: int, letters: Letters) -> str:
    """The head that token `last` ends, the token before it included (专项 | 规划, 推进 | 会); `""` where none."""
    word = tokens.texts[last]
    if word == TOUR:
        return TOUR
    before = tokens.texts[last - 1] if last else MARK
    both = "" if before[0] == MARK else letters.head(before + word)
    return max("" if word == PARTICLE else letters.head(word), both, key=len)


def _start(run: Run, kind: str) -> int | None:
    """The token at which the name in `run` begins; `None` where nothing but the head is left."""
    letters = run.letters
    stem = len(letters.rstrip(Letter.HEAD))
    tail = len(letters[:stem].rstrip(Letter.VERB + Letter.WEAK))  # verbs right before the head are part of the name
    begin = letters.rfind(Letter.HEAD if kind == "tour" else Letter.BODY, 0, stem) + 1
    governs = Letter.VERB if kind in EVENTS else Letter.VERB + Letter.WEAK
    cut = max(letters.rfind(letter, begin, tail) for letter in governs)
    if cut > begin or (cut == begin and not run.cue):
        begin = cut + 1
    for anchor in ANCHOR.finditer(letters, begin, stem):
        if anchor.end() < stem:
            begin = anchor.start() + len(anchor[0]) - len(anchor[0].lstrip(Letter.ORDINAL))
    while begin < stem and letters[begin] in (Letter.ORDINAL if run.cue and not begin else LEADING):
        begin += 1
    return run.first + begin if begin < stem else None


def _is_name(tokens: Tokens, run: Run, start: int, need: Need) -> bool:
    """Does what stands before the head single out one program?"""
    skipped = run.letters[: start - run.first]
    inner = run.letters[start - run.first :].rstrip(Letter.HEAD)
    if tokens.texts[run.last] == TOUR and inner[-1] != Letter.PLACE:
        return False
    if not need.inner and not inner.strip(OPENING + Letter.GENERIC):
        return False
    content = sum(
        tokens.ends[start + i] - tokens.starts[start + i] for i, letter in enumerate(inner) if letter in CONTENT
    )
    if need.first:
        opened = inner[0] in Letter.OPENER + Letter.PLACE or (need.inner and Letter.PROGRAM in inner)
    else:
        opened = any(letter in inner for letter in OPENING) or Letter.SPAN in inner[1:] or Letter.ORDINAL in skipped
    cue = run.cue or Letter.WEAK in skipped
    enough = (need.alone, cue and need.cue, opened and need.opened)
    return any(content >= least for least in enough if least)
