"""Many patterns as one: an alternation behind the characters that may begin any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from tonggao.grammar import regex

Result = TypeVar("Result")
_NAMED = re.compile(r"\(\?P<[a-z_0-9]+>")
_CAPTURE = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\((?!\?)")


class Scanner:
    """Finds, at each place, the first of `patterns` that matches there and that the caller accepts.

    >>> scanner = Scanner(["[0-9]{1,9}年", "[0-9]{1,9}"])
    >>> list(scanner.scan("2018年5万", lambda number, match: (number, match[0])))
    [(0, '2018年'), (1, '5')]
    """

    __slots__ = ("_combined", "_patterns")

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._combined = re.compile(_combine(patterns)) if patterns else None

    def scan(self, text: str, accept: Callable[[int, re.Match[str]], Result | None]) -> Iterator[Result]:
        """Yield what `accept(number of the pattern, match)` made, left to right; where it gives `None` the next
        pattern is asked, then the next place."""
        if self._combined is None:
            return
        search, patterns, position = self._combined.search, self._patterns, 0
        while (found := search(text, position)) is not None:
            start = found.start()
            position = start + 1
            for number in range((found.lastindex or 1) - 1, len(patterns)):
                match = compiled(patterns[number]).match(text, start)
                if match is None or match.end() == start:
                    continue
                result = accept(number, match)
                if result is not None:
                    yield result
                    position = match.end()
                    break


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled pattern: one that never matches anything alone is never compiled alone."""
    return re.compile(pattern)


def _combine(patterns: Sequence[str]) -> str:
    """A group a pattern, so that the number of the group that matched names the pattern.

    The whole, and each pattern in it, consumes a character that it may begin with and then looks from before that
    one: `re` searches for a class, and passes over an alternative that begins with one, at many times the speed of
    anything else.
    """
    bodies: list[str] = []
    heads: list[str] = []
    for pattern in patterns:
        body = "(" + _CAPTURE.sub(lambda m: m[1] or "(?:", _NAMED.sub("(?:", pattern)) + ")"
        first = regex.first_characters(pattern)
        if first is not None:
            heads.append(first)
            body = _behind(first, body)
        bodies.append(body)
    alternatives = "|".join(bodies)
    return _behind("".join(dict.fromkeys(heads)), alternatives) if len(heads) == len(bodies) else alternatives


def _behind(first: str, body: str) -> str:
    """`body` matched, without being consumed, from where a character of the class `first` stands."""
    return f"[{first}](?<=(?={body})[{first}])"
