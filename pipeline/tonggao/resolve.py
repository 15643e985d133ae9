"""One reading of every character: which candidates win, and to whom the others lost, by which criterion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from tonggao.model import GUESSED, Document, Loss, Mention, in_order

RANK = {"block": 7, "date": 6, "person": 5, "program": 4, "organization": 3, "place": 2, "quantity": 1}
"""Where two candidates of different kinds have the same span, the higher kind wins."""

NAMES = ("program", "organization", "person")
"""A block of the very span of a name (一网通办, 三支一扶) yields to it, though it outranks the date it may be too."""

NESTS = {("place", "organization"), ("place", "program"), ("organization", "program"), ("person", "program")}
"""Inner kinds that may stand inside outer ones; they are kept with `in_name`."""

_START = attrgetter("start")


def resolve(document: Document, candidates: Iterable[Mention]) -> tuple[list[Mention], list[Loss]]:
    """The winning mentions in text order, and every losing candidate with its winner and the criterion.

    A block yields to a name of its own span. Criteria in this order: longer span, kind's rank where the spans are
    equal, priority, leftmost. A candidate whose kind may nest in the winner's (`NESTS`), strictly inside it, stays as
    a mention with `in_name`.
    """
    found, yielded = _yielding(list(candidates))
    found.sort(key=_START)
    won: list[Mention] = []
    lost: list[Loss] = []
    first = reach = 0  # the number of the first candidate of those that touch one another, and where they end
    for number, candidate in enumerate(found):
        if candidate.start >= reach:
            if number - first > 1:
                won += _contest(found[first:number], lost)
            else:
                won += found[first:number]
            first = number
        if candidate.end > reach:
            reach = candidate.end
    won += _contest(found[first:], lost)
    lost.sort(key=lambda loss: _order(loss.loser))
    return won, yielded + lost


def _yielding(found: list[Mention]) -> tuple[list[Mention], list[Loss]]:
    """The candidates without the blocks that yield to a name of their own span, and those blocks' losses."""
    blocks = {(m.start, m.end) for m in found if m.kind == "block"}
    names = {(m.start, m.end): m for m in found if m.kind in NAMES and (m.start, m.end) in blocks} if blocks else {}
    if not names:
        return found, []
    lost = [Loss(m, names[m.start, m.end], "kind") for m in found if m.kind == "block" and (m.start, m.end) in names]
    yielded = {id(loss.loser) for loss in lost}
    return [m for m in found if id(m) not in yielded], lost


def _contest(found: list[Mention], lost: list[Loss]) -> list[Mention]:
    """The winners among candidates sorted by start, in text order; the losers go to `lost`."""
    if len(found) < 2:
        return found
    base = found[0].start
    owner: list[Mention | None] = [None] * (max(m.end for m in found) - base)
    nested: dict[int, Mention] = {}  # character → innermost nested mention
    won: list[Mention] = []
    for candidate in sorted(found, key=_order):
        start, end = candidate.start - base, candidate.end - base
        first, last = owner[start], owner[end - 1]
        rival = first or last or next((o for o in owner[start:end] if o is not None), None)
        if rival is None:
            owner[start:end] = [candidate] * (end - start)
            won.append(candidate)
        elif first is last and _nests(candidate, rival) and end - start < rival.end - rival.start:
            inner = next((nested[i] for i in range(start, end) if i in nested), None)
            if inner is not None:
                lost.append(Loss(candidate, inner, _criterion(candidate, inner)))
                continue
            kept = replace(candidate, in_name=True)
            nested.update(dict.fromkeys(range(start, end), kept))
            won.append(kept)
        else:
            lost.append(Loss(candidate, rival, _criterion(candidate, rival)))
    return in_order(won)


def _nests(inner: Mention, outer: Mention) -> bool:
    """Whether `inner` is kept inside `outer`: not what only its ending makes a place, 凯莉山 in 凯莉山学校."""
    return (inner.kind, outer.kind) in NESTS and inner.rule not in GUESSED


def _order(m: Mention) -> int:
    """The criteria as one number, the least first; equal candidates stay in the order they came in."""
    return ((((m.start - m.end) * 16 - RANK[m.kind]) * 4096 - m.priority) << 32) + m.start


def _criterion(loser: Mention, winner: Mention) -> str:
    if winner.end - winner.start != loser.end - loser.start:
        return "longer span"
    if RANK[winner.kind] != RANK[loser.kind]:
        return "kind"
    return "priority" if winner.priority != loser.priority else "leftmost"
