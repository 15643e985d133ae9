"""The scanner's one expression finds what asking every pattern at every place finds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonggao.grammar.scan import Scanner

PATTERNS = (
    ["(?<!第)[0-9]{1,3}年", "第[0-9]{1,2}(?P<unit>届|年)", "[0-9]{1,3}"],
    ["年(?![0-9])", "(?:第|年)[0-9]", "(?<=第)届{1,2}"],
    ["[^0-9]年", "[0-9]{1,2}届"],  # the first may begin with anything
)


def naive(patterns: Sequence[str], text: str) -> list[tuple[int, str]]:
    """The first pattern that matches at each place, from left to right, matches not overlapping."""
    found, position = [], 0
    while position < len(text):
        ways = ((n, re.compile(p).match(text, position)) for n, p in enumerate(patterns))
        number, match = next(((n, m) for n, m in ways if m is not None), (0, None))
        if match is not None:
            found.append((number, match[0]))
        position = match.end() if match is not None else position + 1
    return found


@pytest.mark.parametrize("patterns", PATTERNS)
@given(text=st.text("第12届年", max_size=20))
def test_one_expression_finds_what_the_patterns_find(patterns: list[str], text: str) -> None:
    found = Scanner(patterns).scan(text, lambda number, match: (number, match[0]))
    assert list(found) == naive(patterns, text)


def test_a_refused_match_leaves_the_place_to_the_next_pattern() -> None:
    scanner = Scanner(["[0-9]{1,9}年", "[0-9]{1,9}"])
    assert list(scanner.scan("2018年", lambda number, match: match[0] if number else None)) == ["2018"]
