"""Atoms of dates: numerals with their unit and words of time, found in the shadow and strung into runs.

Three searches find them (words, digits, Chinese numerals). Words that mean time only beside a date (初 前 起 至) are looked at where a run ends
or a length begins, nowhere else. What an atom says is read later, and once per text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tonggao.grammar.load import Rules
from tonggao.grammar.macros import fill
from tonggao.recognise.search import WordSearch, trie

_DIGITS = "0123456789"
QUOTES = ("“”", '""', "「」", "『』")
LENGTHS = ("length", "years", "days")
LONGEST_BEFORE = 5  # characters of the longest word in front of a length
Run = tuple[str, list[int], list[int]]
"""Codes of the classes, one character an atom; where each atom begins; where it ends."""


class Atoms:
    """Finds the atoms of one set of rules."""

    def __init__(self, rules: Rules, classify: Callable[[str, str], str]) -> None:
        """`classify` names the class of a numeral from its group and text; `""` where it is no date at all."""
        self._classify = classify
        self.words = free_words(rules)
        particles = rules.table("date_particles")
        self.behind, self.before = particles.column("behind"), particles.column("before")
        digits, han, behind = (fill(rules.macros[name], rules.macros, name) for name in ("atoms_digits", "atoms_han", "atoms_behind"))
        self._words = WordSearch(self.words, [*_numbered(rules), *_quoted(rules)])
        self._numerals = re.compile(digits).finditer, re.compile(han).finditer
        guards = {w: f"(?![{re.escape(chars)}])" for w, chars in particles.column("not_before").items()}
        self._next = re.compile(behind + "|" + trie(self.behind, guards)).match
        self._codes: dict[str, str] = {}
        self._known: dict[tuple[str | None, str], str] = {}
        self._lengths = frozenset(map(self.code, LENGTHS))
        self.worded: set[str] = set()

    def code(self, name: str) -> str:
        """The character that stands for a class of atoms."""
        return self._codes.setdefault(name, chr(0x4E00 + len(self._codes)))

    def name(self, code: str) -> str:
        """The class that a character stands for."""
        return next(name for name, known in self._codes.items() if known == code)

    def runs(self, shadow: str) -> Iterator[Run]:
        """The runs of adjacent atoms, in text order."""
        codes, starts, ends = "", [], []
        done = -1
        hits = self._hits(shadow)
        for number, (start, end, code) in enumerate(hits):
            if start < done:
                continue
            if start != done:
                if codes:
                    yield codes, starts, ends
                codes, starts, ends = self._in_front(shadow, start) if code in self._lengths else ("", [], [])
            codes += code
            starts.append(start)
            ends.append(end)
            match = self._next(shadow, end)
            done = end
            if match is not None:
                ahead = next((hit for hit in hits[number + 1 : number + 4] if hit[0] >= end), (len(shadow), len(shadow)))
                codes, done = self._follow(shadow, codes, starts, ends, ahead[0], ahead[1])
        if codes:
            yield codes, starts, ends

    def _hits(self, shadow: str) -> list[tuple[int, int, str]]:
        """Span and code of every atom, by start, the longer first; some lie inside another."""
        known = self._known
        found = []
        for start, end, group, text in self._words.find(shadow):
            code = known.get((group, text))
            if code is None:
                code = known[group, text] = self._code_of(group, text)
            if code:
                found.append((start, -end, code))
        for search in self._numerals:
            for match in search(shadow):
                key = match.lastgroup, match[0]
                code = known.get(key)
                if code is None:
                    code = known[key] = self._code_of(*key)
                if code:
                    start, end = match.span()
                    found.append((start, -end, code))
        found.sort()
        return [(start, -end, code) for start, end, code in found]

    def _code_of(self, group: str | None, text: str) -> str:
        if group is None:
            code = self.code(self.words[text][0])
            self.worded.add(code)
            return code
        name = self._classify(group.rstrip(_DIGITS), text)
        return self.code(name) if name else ""

    def _follow(
        self, shadow: str, codes: str, starts: list[int], ends: list[int], ahead: int, over: int
    ) -> tuple[str, int]:
        """Append the particles that stand behind the run, as far as the next atom `ahead:over` or all over it."""
        done = ends[-1]
        while done < ahead and (match := self._next(shadow, done)) is not None:
            if ahead < match.end() < over:
                break
            known = self._known.get(("behind", match[0]))
            if known is None:
                known = self._known["behind", match[0]] = self.code((match.lastgroup or self.behind[match[0]]).rstrip(_DIGITS))
            codes += known
            starts.append(done)
            done = match.end()
            ends.append(done)
        return codes, done

    def _in_front(self, shadow: str, start: int) -> tuple[str, list[int], list[int]]:
        """The words that stand in front of a length of time: 超过 近 前."""
        codes, starts, ends = "", [], []
        for _ in range(2):
            for length in range(min(LONGEST_BEFORE, start), 0, -1):
                name = self.before.get(shadow[start - length : start])
                if name is not None:
                    codes = self.code(name) + codes
                    starts.insert(0, start - length)
                    ends.insert(0, start)
                    start -= length
                    break
            else:
                break
        return codes, starts, ends


def free_words(rules: Rules) -> dict[str, tuple[str, str]]:
    """Words that are found anywhere: word → class and value (for periods and festivals the name itself)."""
    found = {key: (row["class"], row["value"]) for key, row in rules.table("date_words").rows.items()}
    for key, row in rules.table("periods").rows.items():
        if row["kind"] != "quoted":
            found[key] = (row["kind"], key)
    for key, row in rules.table("festivals").rows.items():
        found.setdefault(key, ("festival" if row["alone"] else "term" if row["reckoning"] == "term" else "feast", key))
    found |= {key: ("reign", first) for key, first in rules.table("reigns").column("first").items()}
    return found


def _numbered(rules: Rules) -> list[str]:
    """The macros `word_…`, side by side: a group around them would hide their first characters from the search."""
    return [fill(body, rules.macros, name) for name, body in rules.macros.items() if name.startswith("word_")]


def _quoted(rules: Rules) -> list[str]:
    """Plans in quotes, which belong to the date; a plan that is also a plain number, before what shows it a plan."""
    periods = rules.table("periods")
    plans = "|".join(sorted(periods.where("kind", "plan") + periods.where("kind", "quoted"), key=lambda w: (-len(w), w)))
    quotes = [f"{left}(?P<plan{n}>(?:{plans}){right})" for n, (left, right) in enumerate(QUOTES)]
    bare = periods.where("kind", "quoted")
    heads = sorted({word[0] for word in bare})
    shown = fill("{plan_shown}", rules.macros, "plan_shown")
    rest = [(h, "|".join(w[1:] for w in bare if w[0] == h)) for h in heads]
    return quotes + [f"{head}(?P<plan{n}>(?:{words})(?={shown}))" for n, (head, words) in enumerate(rest, 10)]
