"""Explain: which rule made what, which candidates it beat and why, and where each slot of a fact came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction

from tonggao.dataset.exact import exact
from tonggao.errors import OffsetError
from tonggao.model import Fact, Loss, Mention, Number, Reading, Repair

HIDDEN = ("numeral", "what_span", "parts")  # fields of values that say nothing new


def explain(reading: Reading, at: int | None = None) -> Iterator[str]:
    """Lines that explain every mention and fact of a reading, or what stands at one offset into the text as received.

    Raises `OffsetError` for an offset outside the text.
    """
    length = len(reading.document.article.raw)
    if at is not None and not 0 <= at < length:
        raise OffsetError(f"offset {at} lies outside the article, which has {length} characters")
    yield from _document(reading)
    if at is not None:
        yield from _repairs(reading, at)
    met = False
    for mention in reading.mentions:
        if at is None or _covers(reading, mention, at):
            met = True
            yield from _mention(reading, mention)
    for loss in reading.losses:
        orphan = loss.winner is None or not any(_same(loss.winner, m) for m in reading.mentions)
        if orphan and (at is None or _covers(reading, loss.loser, at)):
            met = True
            yield f"{_span(reading, loss.loser)}  lost: {_loss(reading, loss, named=True)}"
    if not met and at is not None:
        yield f"no rule saw anything at {at}"


def _document(reading: Reading) -> Iterator[str]:
    document = reading.document
    yield f"script {document.script}, region {document.region or 'unknown'} ({document.region_from or 'nothing tells'})"
    yield f"reference date {reading.reference_date or 'none'} ({reading.published_from or 'nothing tells'})"


def _repairs(reading: Reading, at: int) -> Iterator[str]:
    for repair in reading.document.repairs:
        if repair.start <= at < repair.end:
            yield f"{repair.start}–{repair.end}  {_repair(repair)}"


def _repair(repair: Repair) -> str:
    others = f"; other readings: {' '.join(repair.candidates)}" if repair.candidates else ""
    return f"repaired ({repair.kind}, {repair.proof}): {repair.before!r} → {repair.after!r}{others}"


def _mention(reading: Reading, mention: Mention) -> Iterator[str]:
    nested = ", inside a longer name" if mention.in_name else ""
    yield f"{_span(reading, mention)}  {mention.kind} by {mention.rule}{nested}: {_value(mention)}"
    if mention.review:
        yield f"    to review: {mention.review}"
    for loss in reading.losses:
        if loss.winner is not None and _same(loss.winner, mention):
            yield f"    beat {_span(reading, loss.loser)} {_loss(reading, loss)}"
    for number, fact in enumerate(reading.facts, 1):
        if _same(fact.quantity, mention):
            yield from _fact(reading, fact, number)


def _fact(reading: Reading, fact: Fact, number: int) -> Iterator[str]:
    yield f"    fact {number}" + (f", to review: {fact.review}" if fact.review else "")
    for slot in fact.slots:
        where = _span(reading, slot.mention) if slot.mention else (f"“{slot.text}”" if slot.text else "")
        yield f"      {slot.name:10} {slot.value}  ← {slot.scope}, {slot.rule} {where}".rstrip()
    for name, value in fact.columns:
        yield f"      {name:10} {value}"
    if fact.base is not None:
        yield f"      {'base':10} fact {fact.base + 1}"
    if fact.part_of is not None:
        yield f"      {'part of':10} fact {fact.part_of + 1}"


def _value(mention: Mention) -> str:
    if mention.value is None:
        return "claims its characters, so that nothing else is read there"
    said = []
    for name in (f.name for f in fields(mention.value) if f.name not in HIDDEN):
        value = getattr(mention.value, name)
        if value not in (None, "", ()):
            said.append(f"{name} {_plain(value)}")
    return ", ".join(said)


def _plain(value: Number | tuple[str, ...] | str) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    return f"{exact(value)} ({value})" if isinstance(value, Fraction) else str(value)


def _loss(reading: Reading, loss: Loss, named: bool = False) -> str:
    text = f"{loss.loser.kind} by {loss.loser.rule}, {loss.criterion}"
    return f"{text}, to {_span(reading, loss.winner)} ({loss.winner.rule})" if named and loss.winner else text


def _span(reading: Reading, mention: Mention) -> str:
    start, end = reading.document.origin.raw_span(mention.start, mention.end)
    return f"{start}–{end} {reading.document.text[mention.start : mention.end]}"


def _covers(reading: Reading, mention: Mention, at: int) -> bool:
    start, end = reading.document.origin.raw_span(mention.start, mention.end)
    return start <= at < end


def _same(a: Mention, b: Mention) -> bool:
    return (a.start, a.end, a.kind) == (b.start, b.end, b.kind)
