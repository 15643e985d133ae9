"""A sentence as the relations see it: its clauses, tokens and mentions, made once and only where a number stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Sentence, TimeExpression

SEGMENT = "；;"
OPEN, CLOSE = "（(【[", "）)】]"


@dataclass(slots=True)
class View:
    """One sentence. `tokens` are the numbers `first:last` of the document's tokens; offsets are the document's."""

    sentence: Sentence
    number: int
    first: int
    last: int
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    segments: list[int] = field(default_factory=list)  # offsets at which a segment (；) begins
    brackets: list[tuple[int, int]] = field(default_factory=list)

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause that holds `offset`."""
        for start, end in self.sentence.clauses:
            if start <= offset < end:
                return start, end
        return self.sentence.start, self.sentence.end

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
    """Views of a document's sentences; mentions nested in names are left out."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.mentions = [m for m in mentions if not m.in_name]
        self._starts = [m.start for m in self.mentions]
        self.tokens = Tokens.of(document.shadow, document.words, self.mentions)

    def of(self, number: int) -> View:
        """The view of sentence `number`."""
        sentence = self.document.sentences[number]
        starts = self.tokens.starts
        view = View(sentence, number, bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        lowest = bisect_left(self._starts, sentence.start)
        for mention in self.mentions[lowest : bisect_left(self._starts, sentence.end)]:
            view.mentions.setdefault(mention.kind, []).append(mention)
        text = self.document.shadow
        view.segments.append(sentence.start)
        opened: list[int] = []
        for offset in range(sentence.start, sentence.end):
            char = text[offset]
            if char in SEGMENT:
                view.segments.append(offset + 1)
            elif char in OPEN:
                opened.append(offset)
            elif char in CLOSE and opened:
                view.brackets.append((opened.pop(), offset + 1))
        return view


def ends_after(time: TimeExpression, reference: str | None) -> bool:
    """True where the expression covers days after the reference date."""
    if reference is None or not time.end_date:
        return False
    return time.end_date > reference and (time.mod == "END" or time.start_date > reference)
