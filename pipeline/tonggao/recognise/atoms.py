"""Atoms of dates: numerals with their unit and words of time, found in one pass and strung into runs.

An atom has a class (`year`, `ryear`, `length` …) and the slots that its text fills. Three expressions find them, each
beginning with a set of characters so that the search leaps over everything else; single characters that mean time only
beside a date (初 前 起 至) are looked at where a run ends or a length begins, nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tonggao.grammar.characters import fill
from tonggao.grammar.load import Rules
from tonggao.recognise import slots
from tonggao.recognise.slots import Parts

_TRAILING = "0123456789"
LONGEST_BEFORE = 6  # characters of the longest word that may stand before a length


@dataclass(frozen=True, slots=True)
class Atom:
    """An atom of a run: half-open span in the shadow, class, and the slots that it fills."""

    start: int
    end: int
    name: str
    parts: Parts


Run = list[Atom]


class Atoms:
    """Finds the atoms of one set of rules."""

    def __init__(self, rules: Rules) -> None:
        macros = rules.macros
        self._words = _words(rules)
        special = [fill("{" + name + "}", macros, name) for name in ("atoms_word", "atoms_digits", "atoms_han")]
        self._searches = (
            re.compile(special[0] + "|" + trie(self._words)).finditer,
            re.compile(special[1]).finditer,
            re.compile(special[2]).finditer,
        )
        particles = rules.table("date_particles")
        self._behind = {w: (r["behind"], ((r["behind"], r["behind_value"]),)) for w, r in particles.rows.items() if r["behind"]}
        self._before = {w: (r["before"], ((r["before"], r["before_value"]),)) for w, r in particles.rows.items() if r["before"]}
        self._next = re.compile(fill("{atoms_behind}", macros, "atoms_behind") + "|" + trie(self._behind)).match
        self._read = slots.Reader(self._words_of(rules, "number"), rules)

    def runs(self, shadow: str) -> Iterator[Run]:
        """The runs of adjacent atoms, in text order."""
        hits = sorted((m.start(), -m.end(), m.lastgroup or "") for search in self._searches for m in search(shadow))
        ...
