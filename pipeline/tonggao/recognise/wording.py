"""Wording: the small patterns that the reading of amounts looks for around a numeral, kept with the rules' macros."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from tonggao.errors import TableError
from tonggao.grammar.load import Rules

PREFIX = "w_"


@dataclass(frozen=True, slots=True)
class Wording:
    """One compiled macro a field, named as in `rules/macros_quantities.toml` without its `w_`."""

    dash: re.Pattern[str]
    joint: re.Pattern[str]
    between: re.Pattern[str]
    between_end: re.Pattern[str]
    change: re.Pattern[str]
    changed: re.Pattern[str]
    moved: re.Pattern[str]
    reached: re.Pattern[str]
    tail: re.Pattern[str]
    tenths: re.Pattern[str]
    half: re.Pattern[str]
    dated: re.Pattern[str]
    digit_alone: re.Pattern[str]
    goes_on: re.Pattern[str]
    vague: re.Pattern[str]
    vague_known: re.Pattern[str]
    big: re.Pattern[str]
    counted: re.Pattern[str]
    day_name: re.Pattern[str]
    more: re.Pattern[str]
    beyond: re.Pattern[str]
    of: re.Pattern[str]
    above: re.Pattern[str]
    hour_goes_on: re.Pattern[str]
    hour: re.Pattern[str]
    stop: re.Pattern[str]
    lone: re.Pattern[str]
    sign: re.Pattern[str]
    part: re.Pattern[str]
    not_range: re.Pattern[str]
    upwards: re.Pattern[str]


def load(rules: Rules) -> Wording:
    """The wording of these rules. Raises `TableError` for a macro that is missing."""
    found = {}
    for field in fields(Wording):
        body = rules.macros.get(PREFIX + field.name)
        if body is None:
            raise TableError(f"rules/macros_quantities.toml: no macro {PREFIX}{field.name}")
        found[field.name] = re.compile(body)
    return Wording(**found)


def characters(pattern: re.Pattern[str]) -> frozenset[str]:
    """The characters that a pattern of one plain class, [和与跟], may match."""
    return frozenset(pattern.pattern[1:-1])
