"""The mood of an article: instructions and plans (要…, 加快…, 实施…) state no tense, what they number is planned."""

from __future__ import annotations

import re

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Document

LEAST = 8  # clauses
SHARE = 0.3  # of them that begin with an imperative
WEIGHT = 2.0  # imperatives a word that tells of something done


class Moods:
    """Whether an article tells its readers what is to be done. Measured on sections of work reports: of those under
    a heading of tasks 88 % are found so, of those under a heading of review 17 %."""

    def __init__(self, rules: Rules) -> None:
        words = rules.table("moods")
        self._imperative = re.compile(alternation(words.where("class", "imperative")))
        self._done = re.compile(alternation(words.where("class", "done")))
        told = words.where("class", "done") + words.where("class", "told")
        self._told = re.compile(alternation(told))  # 增长, 达到: of a review where they are many, but also of plans

    def is_plan(self, document: Document) -> bool:
        """True where enough clauses begin with an imperative, and few words tell of something done."""
        clauses = [clause for sentence in document.sentences for clause in sentence.clauses]
        begins = sum(self._imperative.match(document.shadow, start) is not None for start, _ in clauses)
        if len(clauses) < LEAST or begins < SHARE * len(clauses):
            return False
        done = sum(1 for _ in self._told.finditer(document.shadow))
        return begins > WEIGHT * done

    def tells_done(self, text: str) -> bool:
        """True where `text` has a word that tells of something done."""
        return self._done.search(text) is not None
