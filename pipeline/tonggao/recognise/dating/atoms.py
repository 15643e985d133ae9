"""Atoms of dates: numerals with their unit and words of time, found in the shadow and strung into runs.

Three searches find them (words, digits, Chinese numerals). Words that mean time only beside a date (初 前 起 至) are
looked at where a run ends or a length begins, nowhere else. What an atom says is read later, and once per text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.macros import fill
from tonggao.recognise.dating.search import WordSearch, first_literals, trie

_DIGITS = "0123456789"
QUOTES = (("“", "”"), ("“", "“"), ('"', '"'), ("「", "」"), ("『", "』"))
LENGTHS = ("length", "years", "days")
NUMERALS = ("atoms_digits", "atoms_han", "atoms_behind")
FIRST_CODE = 0x4E00
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
        # a festival that may be something else (五一, 大雪) counts behind a year, a reign before a number of years
        self._feasts = dict.fromkeys(rules.table("festivals").where("alone", ""), "feast")
        self.behind = self._feasts | particles.column("behind")
        self.before = dict.fromkeys(rules.table("reigns").rows, "reign") | particles.column("before")
        digits, han, behind = [fill(rules.macros[name], rules.macros, name) for name in NUMERALS]
        self._words = WordSearch(self.words, self._code_of, [*_numbered(rules), *_quoted(rules)])
        self._numerals = re.compile(digits).finditer, re.compile(han).finditer
        guards = {w: f"(?![{re.escape(chars)}])" for w, chars in particles.column("not_before").items()}
        expression = behind + "|" + trie(self.behind, guards)
        self._next, self._opening = re.compile(expression).match, frozenset(first_literals(expression))
        self._codes: dict[str, str] = {}
        self.names: dict[str, str] = {}  # the class that a character stands for
        self._known: dict[tuple[str | None, str], str] = {}
        self._closing = frozenset(word[-1] for word in self.before)  # last characters of what may stand in front
        self._lengths = frozenset(map(self.code, LENGTHS))
        self.worded: set[str] = set()

    def code(self, name: str) -> str:
        """The character that stands for a class of atoms."""
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = chr(FIRST_CODE + len(self._codes))
            self.names[code] = name
        return code

    def forget(self) -> None:
        """Forget which atom a text is: it can be told again. The codes of the classes stay."""
        self._known.clear()
        self._words.forget()

    def runs(self, shadow: str) -> Iterator[Run]:
        """The runs of adjacent atoms, in text order."""
        opening, lengths, following = self._opening, self._lengths, shadow + " "
        codes, starts, ends = _nothing()
        done = -1
        hits = self._hits(shadow)
        for number, (start, minus_end, code) in enumerate(hits):
            if start < done:
                continue
            if start != done:
                if codes:
                    yield codes, starts, ends
                codes, starts, ends = self._in_front(shadow, start) if code in lengths else _nothing()
            codes += code
            done = -minus_end
            starts.append(start)
            ends.append(done)
            if following[done] in opening:
                codes, done = self._follow(shadow, (codes, starts, ends), hits, number + 1)
        if codes:
            yield codes, starts, ends

    def _hits(self, shadow: str) -> list[tuple[int, int, str]]:
        """Start, end (negative) and code of every atom, by start, the longer first; some lie inside another."""
        known, code_of = self._known, self._code_of
        found = self._words.find(shadow)
        for search in self._numerals:
            for match in search(shadow):
                code = known.get((match.lastgroup, match[0]))
                if code is None:
                    code = code_of(match.lastgroup, match[0])
                if code:
                    start, end = match.span()
                    found.append((start, -end, code))
        found.sort()
        return found

    def _code_of(self, group: str | None, text: str) -> str:
        """The code of an atom, `""` where it is none after all; remembered."""
        if group is None:
            code = self.code(self.words[text][0])
            self.worded.add(code)
        else:
            name = self._classify(group.rstrip(_DIGITS), text)
            if name == "feast" and text not in self._feasts:
                name = ""
            code = self.code(name) if name else ""
        self._known[group, text] = code
        return code

    def _follow(self, shadow: str, run: Run, hits: list[tuple[int, int, str]], number: int) -> tuple[str, int]:
        """Append the particles behind the run, as far as the next of `hits` (from `number` on) or all over it."""
        codes, starts, ends = run
        done = ends[-1]
        while number < len(hits) and hits[number][0] < done:
            number += 1
        ahead, over = (hits[number][0], -hits[number][1]) if number < len(hits) else (len(shadow), len(shadow))
        while done < ahead and (match := self._next(shadow, done)) is not None:
            if ahead < match.end() < over:
                break
            codes += self._particle(match)
            starts.append(done)
            done = match.end()
            ends.append(done)
        return codes, done

    def _particle(self, match: re.Match[str]) -> str:
        known = self._known.get(("behind", match[0]))
        if known is None:
            name = (match.lastgroup or self.behind[match[0]]).rstrip(_DIGITS)
            known = self._known["behind", match[0]] = self.code(name)
        return known

    def _in_front(self, shadow: str, start: int) -> tuple[str, list[int], list[int]]:
        """The words that stand in front of a length of time: 超过 近 前."""
        codes, starts, ends = _nothing()
        if shadow[start - 1 : start] not in self._closing:
            return codes, starts, ends
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


def _nothing() -> Run:
    return "", [], []


def free_words(rules: Rules) -> dict[str, tuple[str, str]]:
    """Words that are found anywhere: word → class and value (for periods and festivals the name itself)."""
    found = {key: (row["class"], row["value"]) for key, row in rules.table("date_words").rows.items()}
    for key, row in rules.table("periods").rows.items():
        if row["kind"] != "quoted":
            found[key] = (row["kind"], key)
    for key in rules.table("festivals").where("alone", "yes"):
        found.setdefault(key, ("festival", key))
    return found


def _numbered(rules: Rules) -> list[str]:
    """The macros `word_…`, side by side: a group around them would hide their first characters from the search."""
    return [fill(body, rules.macros, name) for name, body in rules.macros.items() if name.startswith("word_")]


def _quoted(rules: Rules) -> list[str]:
    """Plans in quotes, which belong to the date."""
    periods = rules.table("periods")
    plans = alternation([*periods.where("kind", "plan"), *periods.where("kind", "quoted")])
    return [f"{left}(?P<plan{n}>(?:{plans}){right})" for n, (left, right) in enumerate(QUOTES)]
