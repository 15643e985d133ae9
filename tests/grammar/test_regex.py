"""Patterns are judged before they run."""

from __future__ import annotations

import pytest

from tonggao.errors import TableError
from tonggao.grammar.regex import check, first_characters


@pytest.mark.parametrize("pattern", ["(?:a+)+b", "(?:[0-9]{1,20}){0,6}", "x*y", "(一)\\1", "(", "(?:.{0,60}){0,9}"])
def test_patterns_that_could_be_slow_or_broken_are_refused(pattern: str) -> None:
    with pytest.raises(TableError, match="rule 7"):
        check(pattern, "rule 7")


@pytest.mark.parametrize("pattern", ["[0-9]{1,20}(?:,[0-9]{3}){0,6}", "x*+y", "(?:亿|万|万亿)?元", "(?<!第)[一二]{1,4}年"])
def test_bounded_patterns_pass(pattern: str) -> None:
    check(pattern, "rule 7")


@pytest.mark.parametrize(
    ("pattern", "first"),
    [("今年|明年", "今明"), ("(?:约)?[0-9]", "约0-9"), ("(?<=第)三", "三"), ("[^a]b", None), (".x", None), ("a?", None)],
)
def test_first_characters(pattern: str, first: str | None) -> None:
    assert first_characters(pattern) == first
