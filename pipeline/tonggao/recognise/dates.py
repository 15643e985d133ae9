"""Candidates of kind date: spans by the rules of `rules/date*.toml`, slots by `timex`; `anchor` places them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tonggao.grammar.characters import CharacterGrammar, ValueFunction
from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, TimeExpression, Value
from tonggao.recognise import timex


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Every temporal expression that a rule sees, not yet placed: its `parts` are filled, its value is not."""
    grammar: CharacterGrammar = rules.once("dates.grammar", _grammar)
    return list(grammar.scan(document))


def _grammar(rules: Rules) -> CharacterGrammar:
    return CharacterGrammar(rules.characters["date"], {"read": _reader(timex.reading(rules))})


def _reader(reading: timex.Reading) -> ValueFunction:
    made: dict[str, TimeExpression | None] = {}

    def read(match: re.Match[str], arguments: Mapping[str, Any]) -> Value:
        surface = match[0]
        if surface not in made:
            parts = reading.parts(surface)
            made[surface] = TimeExpression("", parts=parts) if parts else None
        return made[surface]

    return read
