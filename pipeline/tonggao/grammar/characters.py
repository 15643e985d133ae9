"""Character rules: regular expressions over the shadow, compiled together behind a first-character lookahead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tonggao.errors import TableError
from tonggao.grammar import regex
from tonggao.grammar.macros import fill
from tonggao.grammar.scan import Scanner, compiled
from tonggao.model import Document, Kind, Loss, Mention, Value

ValueFunction = Callable[[re.Match[str], Mapping[str, Any]], Value]
"""From a rule's match and its `with` table to the value of the mention; `None` where the match is no mention."""

FIELDS = {
    "id", "kind", "pattern", "value", "with", "priority", "before", "after", "edges", "examples", "rejects", "source",
}  # fmt: skip
EDGES = ("none", "left", "right", "both")


@dataclass(frozen=True, slots=True)
class CharacterRule:
    """One row of `rules/*.toml`, its macros filled in; `pattern` compiles it when it is first asked for."""

    id: str
    kind: Kind
    expression: str
    value: str
    arguments: Mapping[str, Any]
    priority: int
    edges: str
    examples: tuple[Mapping[str, Any], ...]
    rejects: tuple[str, ...]
    source: str
    where: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return compiled(self.expression)


def compile_rule(row: Mapping[str, Any], macros: Mapping[str, str], where: str, checked: bool = True) -> CharacterRule:
    """A `CharacterRule` from a TOML row. Raises `TableError` with file, row and reason.

    `checked=False` leaves out the judgement of the expression: the built-in rows are judged by the tests.
    """
    unknown = sorted(set(row) - FIELDS)
    missing = [key for key in ("id", "kind", "pattern") if not row.get(key)]
    where = f"{where} [{row.get('id', '?')}]"
    if missing or unknown:
        raise TableError(f"{where}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}")
    edges = row.get("edges", "none")
    if edges not in EDGES:
        raise TableError(f"{where}: edges is {edges!r}; it can be {', '.join(EDGES)}")
    body = fill(row["pattern"], macros, where)
    before = "".join(f"(?<!{fill(guard, macros, where)})" for guard in row.get("before", ()))
    after = "".join(f"(?!{fill(guard, macros, where)})" for guard in row.get("after", ()))
    expression = f"{before}(?:{body}){after}"
    if checked:
        regex.check(expression, where)
    return CharacterRule(
        row["id"], row["kind"], expression, row.get("value", ""), row.get("with", {}),
        int(row.get("priority", 0)), edges, tuple(row.get("examples", ())), tuple(row.get("rejects", ())),
        row.get("source", ""), where,
    )  # fmt: skip


class CharacterGrammar:
    """The character rules of one kind as one scanner: first rule in order of priority that matches at a place."""

    __slots__ = ("_functions", "_scanner", "rules")

    def __init__(self, rules: list[CharacterRule], functions: Mapping[str, ValueFunction]) -> None:
        """Compile `rules`; `functions` gives the value functions by name. Raises `TableError` for an unknown one."""
        self.rules = sorted(rules, key=lambda r: (-r.priority, r.id))
        self._functions: list[ValueFunction | None] = []
        for rule in self.rules:
            if rule.value and rule.value not in functions:
                known = ", ".join(sorted(functions))
                raise TableError(f"{rule.where}: no value function {rule.value!r}; known: {known}")
            self._functions.append(functions[rule.value] if rule.value else None)
        self._scanner = Scanner([rule.expression for rule in self.rules])

    def scan(self, document: Document, losses: list[Loss] | None = None) -> Iterator[Mention]:
        """Candidates in text order, not overlapping; those that cut a word in two are lost with criterion `word`."""

        def accept(number: int, match: re.Match[str]) -> Mention | None:
            rule, function = self.rules[number], self._functions[number]
            value = function(match, rule.arguments) if function is not None else None
            if function is not None and value is None:
                return None
            start, end = match.span("span") if "span" in match.re.groupindex else match.span()
            mention = Mention(start, end, rule.kind, rule.id, value, rule.priority)
            if rule.edges != "none" and not _fits(document, start, end, rule.edges):
                if losses is not None:
                    losses.append(Loss(mention, None, "word"))
                return None
            return mention

        return self._scanner.scan(document.shadow, accept)


def _fits(document: Document, start: int, end: int, edges: str) -> bool:
    words = document.words
    return (edges == "right" or words.is_edge(start)) and (edges == "left" or words.is_edge(end))
