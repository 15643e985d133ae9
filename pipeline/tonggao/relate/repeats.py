"""Facts said twice in one article: a title or a summary and the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import replace

from tonggao.model import Document, Fact, Quantity

AGREE = ("period", "actor", "place")  # slots that must not differ where both facts fill them
KEPT = 8  # facts of one amount that a later one is compared with: time stays linear where a table is full of zeros
TELLING = 3  # digits from which on an amount is not met twice by chance


def mark(document: Document, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, each that repeats one of an earlier sentence with the number of the first that says the same: the
    same amount of the same thing, and no other time, place or actor."""
    starts = [sentence.start for sentence in document.sentences]
    told: dict[Hashable, list[tuple[int, int]]] = {}  # by amount: number of the fact and of its sentence
    out: list[Fact] = []
    for number, fact in enumerate(facts):
        sentence = bisect_right(starts, fact.quantity.start)
        earlier = told.setdefault(_amount(fact), [])
        first = next((n for n, place in earlier if place != sentence and _same(facts[n], fact)), None)
        if first is None and len(earlier) < KEPT:
            earlier.append((number, sentence))
        out.append(fact if first is None else replace(fact, repeats=first))
    return out


def _amount(fact: Fact) -> Hashable:
    value = fact.quantity.value
    assert isinstance(value, Quantity)
    return value.type, value.unit, value.value, value.low, value.high


def _same(first: Fact, second: Fact) -> bool:
    """Whether two facts of one amount say the same."""
    for name in AGREE:
        one, other = first.get(name), second.get(name)
        if one and other and one != other:
            return False
    if not _is_telling(second) and _is_bare(second) and not (first.get("period") and second.get("period")):
        return False
    whats = _alike(first.get("what"), second.get("what"))
    indicators = _alike(first.get("indicator"), second.get("indicator"))
    if dict(first.columns).get("change") != dict(second.columns).get("change"):
        return False
    return bool(whats and indicators) or (whats is not False and indicators is not False and _is_telling(second))


def _alike(one: str, other: str) -> bool | None:
    """Whether one of two texts holds the other; `None` where one is empty."""
    if not one or not other:
        return None
    return one in other or other in one


def _is_bare(fact: Fact) -> bool:
    """True for figures that an article has many of: rates and numbers of no unit."""
    value = fact.quantity.value
    return isinstance(value, Quantity) and (value.type in ("percent", "points", "number") or value.table is not None)


def _is_telling(fact: Fact) -> bool:
    """True for an amount of so many digits that it is hardly met twice by chance (243.39亿港元)."""
    value = fact.quantity.value
    return isinstance(value, Quantity) and sum(char.isdigit() for char in value.numeral.strip("0")) >= TELLING
