"""A sentence as the relations see it: its clauses, tokens and mentions, made once and only where a number stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Sentence, TimeExpression

SEGMENT = "；;"
OPEN = "（(【["
MARKS = re.compile(r"[；;（(【\[）)】\]]")


@dataclass(slots=True)
class View:
    """One sentence. `tokens` are the numbers `first:last` of the document's tokens; offsets are the document's."""

    sentence: Sentence
    number: int
    first: int
    last: int
    starts: list[int]  # of the clauses
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    segments: list[int] = field(default_factory=list)  # offsets at which a segment (；) begins
    brackets: list[tuple[int, int]] = field(default_factory=list)

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause that holds `offset`."""
        number = bisect_right(self.starts, offset) - 1
        return self.sentence.clauses[number] if number >= 0 else (self.sentence.start, self.sentence.end)

    def segment(self, offset: int) -> int:
        """Where the segment that holds `offset` begins."""
        return self.segments[bisect_right(self.segments, offset) - 1]

    def bracket(self, offset: int) -> tuple[int, int] | None:
        """The pair of brackets around `offset`."""
        return next((pair for pair in self.brackets if pair[0] <= offset < pair[1]), None)

    def within(self, kind: str, start: int, end: int) -> list[Mention]:
        """Mentions of `kind` that begin in `start:end`, in text order."""
        return [m for m in self.mentions.get(kind, ()) if start <= m.start < end]


class Views:
    """Views of a document's sentences; mentions nested in names are left out.

    Only paragraphs with a number are made into tokens: `paragraphs` names them.
    """

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.mentions = [m for m in mentions if not m.in_name]
        self._starts = [m.start for m in self.mentions]
        starts = [s.start for s in document.sentences]
        with_numbers = {bisect_right(starts, m.start) - 1 for m in self.mentions if m.kind == "quantity"}
        self.paragraphs = {document.sentences[number].paragraph for number in with_numbers if number >= 0}
        self.tokens = Tokens([], [], [], {})
        for start, end in self._runs():
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            self.tokens.extend(document.shadow, document.words, (start, end), self.mentions[first:last])

    def _runs(self) -> Iterator[tuple[int, int]]:
        """The spans of the paragraphs with numbers."""
        for paragraph, sentences in groupby(self.document.sentences, key=lambda s: s.paragraph):
            if paragraph in self.paragraphs:
                run = list(sentences)
                yield run[0].start, run[-1].end

    def between(self, kind: str, start: int, end: int) -> list[Mention]:
        """Mentions of `kind` that begin in `start:end`, wherever in the article."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.kind == kind]

    def of(self, number: int) -> View:
        """The view of sentence `number`, of a paragraph with numbers."""
        sentence = self.document.sentences[number]
        starts = self.tokens.starts
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        view = View(sentence, number, first, last, [start for start, _ in sentence.clauses])
        lowest = bisect_left(self._starts, sentence.start)
        for mention in self.mentions[lowest : bisect_left(self._starts, sentence.end)]:
            view.mentions.setdefault(mention.kind, []).append(mention)
        view.segments.append(sentence.start)
        opened: list[int] = []
        for match in MARKS.finditer(self.document.shadow, sentence.start, sentence.end):
            if match[0] in SEGMENT:
                view.segments.append(match.end())
            elif match[0] in OPEN:
                opened.append(match.start())
            elif opened:
                view.brackets.append((opened.pop(), match.end()))
        return view


def ends_after(time: TimeExpression, reference: str | None) -> bool:
    """True where the expression covers days after the reference date."""
    if reference is None or not time.end_date:
        return False
    return time.end_date > reference and (time.mod == "END" or time.start_date > reference)
