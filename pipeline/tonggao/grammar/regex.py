"""What can be known of a regular expression before it runs: how it may begin, whether it can backtrack badly."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tonggao.errors import TableError

STEPS = 200_000  # ways of matching that one start may have to try at the most
WIDE = 64  # a repeat of more than this must be possessive

_NOTHING: frozenset[str] = frozenset()
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def first_characters(pattern: str) -> str | None:
    """Body of a character class that holds every character the pattern may begin with; `None` if it may be any.

    >>> first_characters("(?<!第)[0-9一二]+年|今年")
    '0-9一二今'
    """
    parts, empty = _first(_parser.parse(pattern))
    if parts is None or empty:
        return None
    return "".join(dict.fromkeys(parts))


def _first(items: Any) -> tuple[list[str] | None, bool]:
    """Class parts that a sequence may begin with, and whether it may match nothing."""
    parts: list[str] = []
    for code, value in items:
        found, empty = _first_of(code, value)
        if found is None:
            return None, False
        parts += found
        if not empty:
            return parts, False
    return parts, True


def _first_of(code: Any, value: Any) -> tuple[list[str] | None, bool]:
    if code is op.LITERAL:
        return [_escape(value)], False
    if code is op.IN:
        return _first_in(value), False
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return [], True
    if code is op.SUBPATTERN:
        return _first(value[3])
    if code is op.ATOMIC_GROUP:
        return _first(value)
    if code in _REPEATS:
        found, empty = _first(value[2])
        return found, empty or value[0] == 0
    if code is op.BRANCH:
        parts: list[str] = []
        empty = False
        for branch in value[1]:
            found, nothing = _first(branch)
            if found is None:
                return None, False
            parts += found
            empty |= nothing
        return parts, empty
    return None, False


def required(pattern: str) -> list[frozenset[str]]:
    """Sets of characters of each of which every match holds one.

    >>> sorted(map(sorted, required("(?:年|月)初?[上中下]旬")))
    [['上', '下', '中'], ['年', '月'], ['旬']]
    """
    return _required(_parser.parse(pattern))


def _required(items: Any) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for code, value in items:
        if code is op.LITERAL:
            found.append(frozenset(chr(value)))
        elif code is op.IN and all(kind is op.LITERAL for kind, _ in value):
            found.append(frozenset(chr(number) for _, number in value))
        elif code is op.SUBPATTERN:
            found += _required(value[3])
        elif code is op.ATOMIC_GROUP:
            found += _required(value)
        elif code in _REPEATS and value[0] > 0:
            found += _required(value[2])
        elif code is op.BRANCH:
            ways = [_required(branch) for branch in value[1]]
            if all(ways):
                found.append(frozenset().union(*(min(way, key=len) for way in ways)))
    return found


def _first_in(items: Any) -> list[str] | None:
    parts = []
    for code, value in items:
        if code is op.LITERAL:
            parts.append(_escape(value))
        elif code is op.RANGE:
            parts.append(f"{_escape(value[0])}-{_escape(value[1])}")
        elif code is op.CATEGORY and value is op.CATEGORY_DIGIT:
            parts.append("0-9")
        else:
            return None
    return parts


def _escape(code: int) -> str:
    char = chr(code)
    return "\\" + char if char in "\\]^-[&~|" else char


def check(pattern: str, where: str) -> None:
    """Raise `TableError` if the pattern does not compile or could take more than `STEPS` tries at one start.

    Wide repeats (`*`, `+`, more than 64) must be possessive (`*+`, `++`): they cannot be given back.
    """
    try:
        tree = _parser.parse(pattern)
    except (re.error, OverflowError) as error:
        raise TableError(f"{where}: not a regular expression: {error}") from error
    ways = _ways(tree, where)
    if ways > STEPS:
        raise TableError(f"{where}: may try {ways} ways at one start; bound the repeats or make them possessive (`*+`)")


def _ways(items: Any, where: str) -> int:
    total = 1
    for code, value in items:
        total = min(total * _ways_of(code, value, where), 10**12)
    return total


def _ways_of(code: Any, value: Any, where: str) -> int:
    if code in _REPEATS:
        low, high, body = value
        inner = _ways(body, where)
        if code is op.POSSESSIVE_REPEAT:
            return max(inner, 1)
        if high > WIDE:
            raise TableError(f"{where}: a repeat of more than {WIDE} must be possessive (`*+`, `++`)")
        count = int(high) - int(low) + 1
        return int(count if inner == 1 else min(inner ** int(high), 10**12) * count)
    if code is op.SUBPATTERN:
        return _ways(value[3], where)
    if code is op.ATOMIC_GROUP:
        return _ways(value, where) and 1
    if code is op.BRANCH:
        ways = [_ways(branch, where) for branch in value[1]]
        # words of a lexicon: at one place only those that begin alike can match, and those are few
        return min(len(ways), 4) if max(ways) == 1 else sum(ways)
    if code in (op.ASSERT, op.ASSERT_NOT):
        return _ways(value[1], where)
    if code is op.GROUPREF:
        raise TableError(f"{where}: back references are not allowed")
    return 1
