"""A sentence as the relations see it: its clauses, tokens and mentions, made once and only where they are asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Sentence, TimeExpression
from tonggao.recognise.recut import Recut

SEGMENT = "；;"
OPEN = "（(【["
MARKS = re.compile(r"[；;（(【\[）)】\]]")
Pair = tuple[int, int]


class View:
    """One sentence; all offsets are the document's, the numbers of tokens begin with the sentence."""

    def __init__(self, document: Document, sentence: Sentence, mentions: Sequence[Mention], recut: Recut) -> None:
        self.document, self.sentence, self.own, self._recut = document, sentence, mentions, recut
        self.mentions: dict[str, list[Mention]] = {}
        for mention in mentions:
            self.mentions.setdefault(mention.kind, []).append(mention)
        self._starts = [start for start, _ in sentence.clauses]

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the sentence split at the edges of its mentions."""
        return self._recut.tokens(self.document, self.sentence, self.own)

    def token(self, offset: int) -> int:
        """Number of the first token that begins at `offset` or behind it."""
        return bisect_left(self.tokens.starts, offset)

    @cached_property
    def _marks(self) -> tuple[list[int], list[Pair]]:
        """Where segments begin, and the pairs of brackets."""
        segments, brackets, opened = [self.sentence.start], [], []
        for match in MARKS.finditer(self.document.shadow, self.sentence.start, self.sentence.end):
            if match[0] in SEGMENT:
                segments.append(match.end())
            elif match[0] in OPEN:
                opened.append(match.start())
            elif opened:
                brackets.append((opened.pop(), match.end()))
        return segments, brackets

    def clause(self, offset: int) -> Pair:
        """The clause that holds `offset`."""
        number = bisect_right(self._starts, offset) - 1
        return self.sentence.clauses[number] if number >= 0 else (self.sentence.start, self.sentence.end)

    def segment(self, offset: int) -> int:
        """Where the segment (up to a ；) that holds `offset` begins."""
        segments = self._marks[0]
        return segments[bisect_right(segments, offset) - 1]

    def bracket(self, offset: int) -> Pair | None:
        """The pair of brackets around `offset`."""
        return next((pair for pair in self._marks[1] if pair[0] <= offset < pair[1]), None)

    def within(self, kind: str, start: int, end: int) -> list[Mention]:
        """Mentions of `kind` that begin in `start:end`, in text order."""
        return [m for m in self.mentions.get(kind, ()) if start <= m.start < end]


class Views:
    """Views of a document's sentences; mentions nested in names are left out. `paragraphs` are those with numbers, and
    where the last sentence begins that has one."""

    def __init__(self, document: Document, mentions: Sequence[Mention], recut: Recut) -> None:
        self.document, self._recut = document, recut
        self.mentions = [m for m in mentions if not m.in_name]
        self._starts = [m.start for m in self.mentions]
        starts = [s.start for s in document.sentences]
        with_numbers = sorted({bisect_right(starts, m.start) - 1 for m in self.mentions if m.kind == "quantity"})
        told = [document.sentences[number] for number in with_numbers if number >= 0]
        self.paragraphs = {sentence.paragraph: sentence.start for sentence in told}

    def between(self, kind: str, start: int, end: int) -> list[Mention]:
        """Mentions of `kind` that begin in `start:end`, wherever in the article."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.kind == kind]

    def of(self, sentence: Sentence) -> View:
        """The view of a sentence."""
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        return View(self.document, sentence, self.mentions[first:last], self._recut)


def ends_after(time: TimeExpression, reference: str | None) -> bool:
    """True where the expression is about days after the reference date: it begins there, or is of several years most
    of which lie there (“十三五”时期 in March 2016, 今后五年)."""
    if reference is None or not time.end_date:
        return False
    start, end = time.start_date, time.end_date
    return end > reference and (time.mod == "END" or start > reference or _is_ahead(start, end, reference[:4]))


def _is_ahead(start: str, end: str, year: str) -> bool:
    """True where more of the years from `start` to `end` come after `year` than came before it."""
    first, last = start[:4], end[:4]
    if not (first.isdecimal() and last.isdecimal() and year.isdecimal()) or last == first:
        return False
    return int(last) - int(year) > int(year) - int(first)
