"""One reading of every character: which candidates win, and to whom the others lost, by which criterion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tonggao.model import Document, Loss, Mention, in_order

RANK = {"block": 7, "date": 6, "person": 5, "program": 4, "organization": 3, "place": 2, "quantity": 1}
"""Where two candidates of different kinds have the same span, the higher kind wins."""

NAMES = ("program", "organization", "person")
"""A block of the very span of a name (一网通办, 三支一扶) yields to it, though it outranks the date it may be too."""

NESTS = {("place", "organization"), ("place", "program"), ("organization", "program"), ("person", "program")}
"""Inner kinds that may stand inside outer ones; they are kept with `in_name`."""


def resolve(document: Document, candidates: Iterable[Mention]) -> tuple[list[Mention], list[Loss]]:
    """The winning mentions in text order, and every losing candidate with its winner and the criterion.

    A block yields to a name of its own span. Criteria in this order: longer span, kind's rank where the spans are
    equal, priority, leftmost. A candidate whose kind may nest in the winner's (`NESTS`), strictly inside it, stays as
    a mention with `in_name`.
    """
    found = list(candidates)
    names = {(m.start, m.end): m for m in found if m.kind in NAMES}
    lost = [Loss(m, names[m.start, m.end], "kind") for m in found if m.kind == "block" and (m.start, m.end) in names]
    if lost:
        yielded = {id(loss.loser) for loss in lost}
        found = [m for m in found if id(m) not in yielded]
    ordered = sorted(found, key=_order)
    owner: list[Mention | None] = [None] * len(document.shadow)
    nested: dict[int, Mention] = {}  # character → innermost nested mention
    won: list[Mention] = []
    for candidate in ordered:
        start, end = candidate.start, candidate.end
        first, last = owner[start], owner[end - 1]
        rival = first or last or next((o for o in owner[start:end] if o is not None), None)
        if rival is None:
            owner[start:end] = [candidate] * (end - start)
            won.append(candidate)
        elif first is last and (candidate.kind, rival.kind) in NESTS and end - start < rival.end - rival.start:
            inner = next((nested[i] for i in range(start, end) if i in nested), None)
            if inner is not None:
                lost.append(Loss(candidate, inner, _criterion(candidate, inner)))
                continue
            kept = replace(candidate, in_name=True)
            nested.update(dict.fromkeys(range(start, end), kept))
            won.append(kept)
        else:
            lost.append(Loss(candidate, rival, _criterion(candidate, rival)))
    return in_order(won), lost


def _order(m: Mention) -> int:
    """The criteria as one number, the least first; equal candidates stay in the order they came in."""
    return ((((m.start - m.end) * 16 - RANK[m.kind]) * 4096 - m.priority) << 32) + m.start


def _criterion(loser: Mention, winner: Mention) -> str:
    if winner.end - winner.start != loser.end - loser.start:
        return "longer span"
    if RANK[winner.kind] != RANK[loser.kind]:
        return "kind"
    return "priority" if winner.priority != loser.priority else "leftmost"
