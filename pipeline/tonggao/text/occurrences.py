"""Where the names that one article has defined stand again in its text."""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

FEW = 8  # names up to which building an automaton costs more than looking for one after the other

Hit = tuple[int, int, int]
"""The number of the name and its half-open span in the text."""


def everywhere(name: str, text: str) -> Iterator[tuple[int, int]]:
    """The half-open spans where the name stands, in text order, not overlapping.

    >>> list(everywhere("益农社", "益农社和另一家益农社"))
    [(0, 3), (7, 10)]
    """
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        yield start, end
        start = text.find(name, end)


def occurrences(names: list[str], text: str) -> list[Hit]:
    """Where the names stand, in text order, not overlapping, the longest where several begin together.

    >>> occurrences(["益农社", "益农"], "益农社和益农平台")
    [(0, 0, 3), (1, 4, 6)]
    """
    if len(names) > FEW:
        hits: list[Hit] = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text)
        return hits
    found: list[tuple[int, int, int]] = []
    for number, name in enumerate(names):
        start = text.find(name)
        while start >= 0:
            found.append((start, -len(name), number))
            start = text.find(name, start + 1)
    found.sort()
    done = 0
    kept: list[Hit] = []
    for start, length, number in found:
        if start >= done:
            done = start - length
            kept.append((number, start, done))
    return kept
