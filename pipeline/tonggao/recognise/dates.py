"""Candidates of kind date: rules over runs of atoms (`rules/dates.tokens.toml`). `anchor` places them afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.errors import TableError
from tonggao.grammar.load import Rules
from tonggao.grammar.regex import first_characters
from tonggao.grammar.tokens import TokenRule
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise.dating import timex
from tonggao.recognise.dating.atoms import Atoms
from tonggao.text.cut import tag

_ATOM = re.compile(r"<m:([a-z0-9]+(?:\|m:[a-z0-9]+)*)>")
LEFT, RIGHT, AROUND = 1, 2, 4
LONGEST_BEHIND = 8
LARGEST = 40_000  # runs remembered in one process
EDGES = ("none", "left", "right", "both")
OPTIONS = ("edges", "before", "after", "behind", "days")
DAYS = ("daynumber", "handay")


@dataclass(frozen=True, slots=True)
class DateRule:
    """One row of the rules, its atoms turned into codes."""

    id: str
    priority: int
    pattern: re.Pattern[str]
    first: frozenset[str]  # codes that it may begin with
    left: bool
    right: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    behind: tuple[str, ...] = ()  # it must stand behind one of these
    days: bool = False  # 三日, 30日 are lengths of time here, not days of a month

    def checks(self, worded: bool) -> int:
        """What must be looked at around a match; `worded`: it begins with a word, not with a numeral."""
        around = AROUND if self.before is not None or self.after is not None or self.behind else 0
        return around | (LEFT if self.left and worded else 0) | (RIGHT if self.right else 0)


Step = tuple[int, int, DateRule, TimeExpression, int, str, int]
"""Start and end from the run's start, rule, unplaced expression, what is to be checked around it, id and priority."""


class DateGrammar:
    """All date rules of one set; remembers for every string of codes which rules match where."""

    def __init__(self, rules: Rules) -> None:
        self.reader = timex.Reader(rules)
        self.atoms = Atoms(rules, timex.classify)
        rows = sorted(rules.tokens["date"], key=lambda r: (-r.priority, r.id))
        self._rules = [self._compiled(row) for row in rows]
        self._ways: dict[str, list[list[tuple[DateRule, int]]]] = {}
        self._openers = frozenset(rules.table("date_openers").rows)
        self._beginning: dict[str, list[DateRule]] = {}  # rules that may begin with a code
        self._frames: dict[str, list[tuple[int, int, DateRule, int]]] = {}
        self._plans: dict[tuple[str, str], list[Step]] = {}
        self._made: dict[tuple[bool, str, str], TimeExpression | None] = {}

    def _compiled(self, row: TokenRule) -> DateRule:
        unknown = sorted(set(row.arguments) - set(OPTIONS))
        edges = row.arguments.get("edges", "none")
        if unknown or edges not in EDGES:
            known = f"{', '.join(OPTIONS)}; edges are {', '.join(EDGES)}"
            raise TableError(f"{row.where}: with knows {known}; not {unknown or edges}")
        pattern = _ATOM.sub(lambda m: "[" + "".join(map(self.atoms.code, m[1].split("|m:"))) + "]", row.pattern)
        before, after = row.arguments.get("before"), row.arguments.get("after")
        return DateRule(
            row.id, row.priority, re.compile(pattern), frozenset(first_characters(pattern) or ""),
            edges in ("left", "both"), edges in ("right", "both"),
            re.compile(f"(?<={before})") if before else None, re.compile(after) if after else None,
            tuple(row.arguments.get("behind", ())), bool(row.arguments.get("days")),
        )  # fmt: skip

    def scan(self, document: Document) -> list[Mention]:
        """Candidates in text order: at each atom the first rule, in order of priority, that matches and fits."""
        if len(self._plans) > LARGEST:
            self._forget()
        shadow, edges, plans, fits = document.shadow, document.words.edges, self._plans, self._fits
        found: list[Mention] = []
        for codes, starts, ends in self.atoms.runs(shadow):
            first = starts[0]
            key = codes, shadow[first : ends[-1]]
            plan = plans.get(key)
            if plan is None:
                plan = plans[key] = self._plan(codes, shadow, starts, ends)
            before = len(found)
            for start, end, rule, expression, check, name, priority in plan:
                start += first
                end += first
                if check and (check != LEFT or start not in edges) and not fits(rule, document, start, end, check):
                    found[before:] = self._slowly(document, codes, starts, ends)
                    break
                found.append(Mention(start, end, "date", name, expression, priority))
        return found

    def _forget(self) -> None:
        """Forget what is remembered: it saves work and changes nothing."""
        for remembered in (self._plans, self._made, self._frames, self._ways):
            remembered.clear()
        self.reader.forget()
        self.atoms.forget()

    def _plan(self, codes: str, shadow: str, starts: list[int], ends: list[int]) -> list[Step]:
        """What the rules make of a run if all fits the words around it."""
        frame = self._frames.get(codes)
        if frame is None:
            frame = self._frames[codes] = self._frame(codes)
        first, plan = starts[0], []
        for place, end, rule, check in frame:
            expression = self._expression(rule, codes[place:end], shadow, starts[place:end], ends[place:end])
            if expression is None:
                return list(self._steps(codes, shadow, starts, ends, None))
            plan.append((starts[place] - first, ends[end - 1] - first, rule, expression, check, rule.id, rule.priority))
        return plan

    def _frame(self, codes: str) -> list[tuple[int, int, DateRule, int]]:
        """First and last atom, rule, and what is to be checked, of every match in a run if every reading succeeds."""
        ways = self._ways[codes] = self._ways_of(codes)
        found, place = [], 0
        while place < len(ways):
            if ways[place]:
                rule, end = ways[place][0]
                found.append((place, end, rule, rule.checks(codes[place] in self.atoms.worded)))
                place = end
            else:
                place += 1
        return found

    def _slowly(self, document: Document, codes: str, starts: list[int], ends: list[int]) -> list[Mention]:
        """The candidates of a run where a rule that would match does not fit the words around it."""
        first = starts[0]
        return [
            Mention(start + first, end + first, "date", rule.id, expression, rule.priority)
            for start, end, rule, expression, *_ in self._steps(codes, document.shadow, starts, ends, document)
        ]

    def _steps(
        self, codes: str, shadow: str, starts: list[int], ends: list[int], document: Document | None
    ) -> Iterator[Step]:
        """What the rules make of a run, offsets from its start; without a document as if all fitted around it."""
        ways = self._ways.get(codes) or self._ways_of(codes)
        place, first = 0, starts[0]
        while place < len(ways):
            for rule, end in ways[place]:
                start, last = starts[place], ends[end - 1]
                check = rule.checks(codes[place] in self.atoms.worded)
                if document is not None and check and not self._fits(rule, document, start, last, check):
                    continue
                expression = self._expression(rule, codes[place:end], shadow, starts[place:end], ends[place:end])
                if expression is not None:
                    yield start - first, last - first, rule, expression, check, rule.id, rule.priority
                    place = end
                    break
            else:
                place += 1

    def _fits(self, rule: DateRule, document: Document, start: int, end: int, check: int) -> bool:
        """True where the words around `start:end` let the rule have it."""
        edges, shadow = document.words.edges, document.shadow
        if check & LEFT and start not in edges and not self._opens(document, start):
            return False
        if check & RIGHT and end not in edges and _within_word(document, end):
            return False
        if rule.behind and not shadow.endswith(rule.behind, max(0, start - LONGEST_BEHIND), start):
            return False
        if rule.after is not None and rule.after.match(shadow, end):
            return False
        return rule.before is None or not rule.before.match(shadow, start)

    def _opens(self, document: Document, start: int) -> bool:
        """True where what the word has before `start` is a word that may stand before a date: 于 in 于今(26)日."""
        words = document.words
        return document.shadow[words.starts[words.index(start)] : start] in self._openers

    def _ways_of(self, codes: str) -> list[list[tuple[DateRule, int]]]:
        """For each atom the rules that match from it on, in order of priority, with the atom behind the match."""
        found = []
        for place, code in enumerate(codes):
            rules = self._beginning.get(code)
            if rules is None:
                rules = self._beginning[code] = [rule for rule in self._rules if code in rule.first]
            matches = [(rule, rule.pattern.match(codes, place)) for rule in rules]
            found.append([(rule, m.end()) for rule, m in matches if m is not None and m.end() > place])
        return found

    def _expression(
        self, rule: DateRule, codes: str, shadow: str, starts: list[int], ends: list[int]
    ) -> TimeExpression | None:
        """What the atoms of a match say together, unplaced; `None` where one of them says nothing after all."""
        key = rule.days, codes, shadow[starts[0] : ends[-1]]
        if key not in self._made:
            names = [self.atoms.names[code] for code in codes]
            if rule.days:
                names = ["days" if name in DAYS else name for name in names]
            parts = [self.reader.parts(name, shadow[s:e]) for name, s, e in zip(names, starts, ends, strict=True)]
            slots = tuple(slot for part in parts if part for slot in part)
            self._made[key] = None if None in parts else TimeExpression("", parts=slots)
        return self._made[key]


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Every temporal expression that a rule sees, not yet placed: its `parts` are filled, its value is not."""
    grammar: DateGrammar = rules.once("dates.grammar", DateGrammar)
    return grammar.scan(document)


def _within_word(document: Document, end: int) -> bool:
    """True where `end` lies inside a word that the dictionary has (前|往); one that the cutter made up is none."""
    words = document.words
    return tag(words.texts[words.index(end)]) != ""
