"""Candidates of kind date: rules over runs of atoms (`rules/dates.tokens.toml`). `anchor` places them afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.errors import TableError
from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import TokenRule
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise import timex
from tonggao.recognise.atoms import Atoms
from tonggao.text.cut import tag

_ATOM = re.compile(r"<m:([a-z0-9]+(?:\|m:[a-z0-9]+)*)>")
EDGES = ("none", "left", "right", "both")
DAYS = ("daynumber", "handay")


@dataclass(frozen=True, slots=True)
class DateRule:
    """One row of the rules, its atoms turned into codes."""

    id: str
    priority: int
    pattern: re.Pattern[str]
    left: bool
    right: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    days: bool = False  # 三日, 30日 are lengths of time here, not days of a month


class DateGrammar:
    """All date rules of one set; remembers for every string of codes which rules match where."""

    def __init__(self, rules: Rules) -> None:
        self.reader = timex.Reader(rules)
        self.atoms = Atoms(rules, timex.classify)
        rows = sorted(rules.tokens["date"], key=lambda r: (-r.priority, r.id))
        self._rules = [self._compiled(row) for row in rows]
        self._ways: dict[str, list[list[tuple[DateRule, int]]]] = {}
        self._openers = frozenset(rules.table("date_openers").rows)
        self._made: dict[tuple[bool, str, str], TimeExpression | None] = {}

    def _compiled(self, row: TokenRule) -> DateRule:
        unknown = sorted(set(row.arguments) - {"edges", "before", "after", "days"})
        edges = row.arguments.get("edges", "none")
        if unknown or edges not in EDGES:
            raise TableError(f"{row.where}: with knows edges (none, left, right, both), before, after, days; not {unknown or edges}")
        pattern = _ATOM.sub(lambda m: "[" + "".join(map(self.atoms.code, m[1].split("|m:"))) + "]", row.pattern)
        before, after = row.arguments.get("before"), row.arguments.get("after")
        return DateRule(
            row.id, row.priority, re.compile(pattern), edges in ("left", "both"), edges in ("right", "both"),
            re.compile(f"(?<={before})") if before else None, re.compile(after) if after else None,
            bool(row.arguments.get("days")),
        )  # fmt: skip

    def scan(self, document: Document) -> Iterator[Mention]:
        """Candidates in text order: at each atom the first rule, in order of priority, that matches and fits."""
        shadow, edges, worded = document.shadow, document.words.edges, self.atoms.worded
        for codes, starts, ends in self.atoms.runs(shadow):
            ways = self._ways.get(codes)
            if ways is None:
                ways = self._ways[codes] = self._ways_of(codes)
            place = 0
            while place < len(ways):
                for rule, end in ways[place]:
                    first, last = starts[place], ends[end - 1]
                    if rule.left and first not in edges and codes[place] in worded and not self._opens(document, first):
                        continue
                    if rule.right and last not in edges and _within_word(document, last):
                        continue
                    if rule.after and rule.after.match(shadow, last) or rule.before and rule.before.match(shadow, first):
                        continue
                    expression = self._expression(rule, codes[place:end], shadow, starts[place:end], ends[place:end])
                    if expression is not None:
                        yield Mention(first, last, "date", rule.id, expression, rule.priority)
                        place = end
                        break
                else:
                    place += 1

    def _opens(self, document: Document, start: int) -> bool:
        """True where what the word has before `start` is a word that may stand before a date: 于 in 于今(26)日."""
        words = document.words
        return document.shadow[words.starts[words.index(start)] : start] in self._openers

    def _ways_of(self, codes: str) -> list[list[tuple[DateRule, int]]]:
        found = []
        for place in range(len(codes)):
            matches = [(rule, rule.pattern.match(codes, place)) for rule in self._rules]
            found.append([(rule, m.end()) for rule, m in matches if m is not None and m.end() > place])
        return found

    def _expression(
        self, rule: DateRule, codes: str, shadow: str, starts: list[int], ends: list[int]
    ) -> TimeExpression | None:
        key = rule.days, codes, shadow[starts[0] : ends[-1]]
        if key not in self._made:
            names = [self.atoms.name(code) for code in codes]
            if rule.days:
                names = ["days" if name in DAYS else name for name in names]
            parts = [self.reader.parts(name, shadow[s:e]) for name, s, e in zip(names, starts, ends, strict=True)]
            slots = tuple(slot for part in parts if part for slot in part)
            self._made[key] = None if None in parts else TimeExpression("", parts=slots)
        return self._made[key]


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Every temporal expression that a rule sees, not yet placed: its `parts` are filled, its value is not."""
    grammar: DateGrammar = rules.once("dates.grammar", DateGrammar)
    return list(grammar.scan(document))


def _within_word(document: Document, end: int) -> bool:
    """True where `end` lies inside a word that the dictionary has (前|往); words that the cutter made up do not count."""
    words = document.words
    return tag(words.texts[words.index(end)]) != ""
