"""Tense: whether the words around a date speak of what is to come or of what has been."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import islice

from tonggao.grammar.load import Rules
from tonggao.model import Document
from tonggao.recognise.dating.search import trie

AHEAD, BEHIND = "ahead", "behind"
PAUSES = "，,、：: \n"
NEAR = 12  # characters before a date in which a cue may stand


class Cues:
    """The words of `lexicons/date_tense.tsv` as one search for each tense."""

    def __init__(self, rules: Rules) -> None:
        table = rules.table("date_tense")
        self.ahead = re.compile(trie(table.where("tense", AHEAD))).finditer
        self.behind = re.compile(trie(table.where("tense", BEHIND))).finditer

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
        """`ahead`, `behind` or `""`: what the words of the clause around the date `start:end` say.

        The word nearest before the date decides (将于10月), else the first behind it (10月已).
        """
        shadow = self._document.shadow
        first, last = self.span(start)
        before = shadow[max(first, start - NEAR) : start]
        cues = [(match.start(), AHEAD) for match in self._cues.ahead(before)]
        cues += [(match.start(), BEHIND) for match in self._cues.behind(before)]
        if cues:
            return max(cues)[1]
        if not shadow[end:last].strip(PAUSES):  # a date that is a clause by itself (2018年，…) speaks of the next one
            last = self.span(last)[1]
        after = shadow[end:last]
        cues = [(match.start(), AHEAD) for match in islice(self._cues.ahead(after), 1)]
        cues += [(match.start(), BEHIND) for match in islice(self._cues.behind(after), 1)]
        return min(cues)[1] if cues else ""
