"""Tense: whether the words around a date speak of what is to come or of what has been."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from tonggao.grammar.load import Rules
from tonggao.model import Document
from tonggao.recognise.search import trie

AHEAD, BEHIND = "ahead", "behind"


class Cues:
    """The words of `lexicons/date_tense.tsv` as one search for each tense."""

    def __init__(self, rules: Rules) -> None:
        table = rules.table("date_tense")
        self.ahead = re.compile(trie(table.where("tense", AHEAD))).search
        self.behind = re.compile(trie(table.where("tense", BEHIND))).search

    @classmethod
    def of(cls, rules: Rules) -> Cues:
        """The cues of these rules, made once per process."""
        made: Cues = rules.once("tense.cues", cls)
        return made


class Clauses:
    """Finds the clause that an offset lies in; offsets are into the shadow."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self._document, self._cues = document, cues

    @cached_property
    def _starts(self) -> list[int]:
        return [start for sentence in self._document.sentences for start, _ in sentence.clauses]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for sentence in self._document.sentences for _, end in sentence.clauses]

    def span(self, offset: int) -> tuple[int, int]:
        """Half-open span of the clause at `offset`."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        return (self._starts[number], self._ends[number]) if self._starts else (0, len(self._document.shadow))

    def tense(self, start: int, end: int) -> str:
        """`ahead`, `behind` or `""`: what the words of the clause around the date `start:end` say."""
        shadow = self._document.shadow
        first, last = self.span(start)
        for text in (shadow[end:last], shadow[first:start]):
            ahead = self._cues.ahead(text)
            behind = self._cues.behind(text)
            if ahead and (behind is None or ahead.start() <= behind.start()):
                return AHEAD
            if behind:
                return BEHIND
        return ""
