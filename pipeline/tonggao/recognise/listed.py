"""Lists whose last amount alone says the unit: 3000、6000及10000元 are three sums of money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tonggao.model import Document, Mention, Quantity

SHARED = ("money", "percent", "points", "measure")  # types whose unit a list says once
NUMERAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
PLAIN = re.compile(NUMERAL)
LONGEST = 16  # characters of a number of the list, and what joins it
BEFORE = re.compile(rf"(?<![0-9.,A-Za-z])({NUMERAL})(?:、|和|及|与|或|以及)$")
JOINTS = frozenset("、和及与或")


def share(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The candidates, with the bare numbers of lists read in the unit that the list ends with.

    A single digit in front of the last amount is left alone, it may be half of a range (3、5万元); so is a list whose
    last number has a scale word, which may or may not belong to all.
    """
    text = document.shadow
    if not any(text[m.start - 1 : m.start] in JOINTS for m in mentions):
        return list(mentions)
    found: list[Mention] = []
    read: set[tuple[int, int]] = set()
    for mention in mentions:
        members = list(_members(text, mention))
        read.update((m.start, m.end) for m in members)
        found += [*reversed(members), mention]
    return [m for m in found if (m.start, m.end) not in read or _unit(m)]


def _unit(mention: Mention) -> bool:
    return isinstance(mention.value, Quantity) and mention.value.type in SHARED


def _members(text: str, mention: Mention) -> Iterator[Mention]:
    """The numbers of the list that ends in `mention`, last first."""
    last, start = mention.value, mention.start
    if not isinstance(last, Quantity) or last.type not in SHARED or text[start - 1 : start] not in JOINTS:
        return
    if not isinstance(last.value, Decimal) or not PLAIN.fullmatch(last.numeral) or not last.value:
        return
    factor = last.value_std / last.value if isinstance(last.value_std, Decimal) else None
    while (match := BEFORE.search(text, max(0, start - LONGEST), start)) is not None:
        if len(match[1]) == 1 and start == mention.start:
            return
        start = match.start(1)
        value = Decimal(match[1].replace(",", ""))
        std = value * factor if factor is not None else None
        quantity = replace(last, value=value, numeral=match[1], value_std=std, bound="exact", modifier="")
        yield replace(mention, start=start, end=match.end(1), value=quantity)
