"""Columns of `facts` and `fact_slots`: a row a number, a row a slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tonggao.dataset.gather import Gathered
from tonggao.dataset.ids import entity_id, mention_id
from tonggao.dataset.mention_rows import Cells, amounts
from tonggao.model import Fact, Mention, Place, Slot, TimeExpression
from tonggao.schema import tables

JOINED = ("actor", "indicator", "what", "place", "period", "program", "status")
NO = frozenset(("", "no", "false", "0"))
Row = dict[str, Any]


@dataclass(slots=True)
class _Slots:
    """The rows of `fact_slots`, a list a column."""

    fact_id: list[str] = field(default_factory=list)
    slot: list[str] = field(default_factory=list)
    seq: list[int] = field(default_factory=list)
    mention_id: list[str | None] = field(default_factory=list)
    value: list[str | None] = field(default_factory=list)
    text: list[str | None] = field(default_factory=list)
    scope: list[str | None] = field(default_factory=list)
    rule: list[str | None] = field(default_factory=list)


def fact_rows(batch: Gathered) -> tuple[Cells, Cells]:
    """All columns of `facts` and of `fact_slots` for a batch."""
    spans, facts = batch.fact_spans, batch.facts
    doc_ids = [batch.doc_ids[n] for n in spans.article]
    keys = [f"{d}-{a}-{b}" for d, a, b in zip(doc_ids, spans.starts, spans.ends, strict=True)]
    ids = _numbered(keys)
    slots = _Slots()
    names = _NamedPlaces(batch)
    rows = [_row(fact, ids[n], batch, spans.article[n], slots, names) for n, fact in enumerate(facts)]
    first = [batch.first_facts[n] for n in spans.article]
    cells: Cells = {
        "fact_id": ids,
        "doc_id": doc_ids,
        "quantity_id": [f"q-{key}" for key in keys],
        "start_char": spans.starts,
        "end_char": spans.ends,
        "surface": spans.surfaces,
        "text": spans.texts,
        "sentence_text": [batch.sentence_texts[n] for n in spans.sentence],
        "base_fact_id": [None if f.base is None else ids[n + f.base] for n, f in zip(first, facts, strict=True)],
        "part_of": [None if f.part_of is None else ids[n + f.part_of] for n, f in zip(first, facts, strict=True)],
        "review": [f.review or f.quantity.review or None for f in facts],
    }
    values: list[Any] = [fact.quantity.value for fact in facts]
    cells |= amounts(values)
    cells["value_signed"] = [
        -value if value and row.get("change") == "down" and row.get("measure") in ("growth", "change") else value
        for value, row in zip(cells["value"], rows, strict=True)
    ]
    for name in (c.name for c in tables()["facts"].columns if c.name not in cells):
        cells[name] = [row.get(name) for row in rows]
    return cells, {name: getattr(slots, name) for name in _Slots.__slots__}


def _numbered(keys: Sequence[str]) -> list[str]:
    """Ids of facts: the span of the quantity, and a number among the facts that rest on it."""
    seen: Counter[str] = Counter()
    ids = []
    for key in keys:
        seen[key] += 1
        ids.append(f"f-{key}-{seen[key]}")
    return ids


class _NamedPlaces:
    """Full names of the codes that an article mentions, for slots that rest on no mention of their own."""

    def __init__(self, batch: Gathered) -> None:
        self._batch = batch
        self._names: dict[int, dict[str, str]] = {}

    def of(self, article: int, code: str) -> str:
        """The name that goes with a code in one article; the code where none does."""
        if article not in self._names:
            reading = self._batch.readings[article]
            places = [m.value for m in reading.mentions if isinstance(m.value, Place)] if reading else []
            self._names[article] = {p.code: p.name for p in places if p.code and p.name}
        return self._names[article].get(code, code)


def _row(
    fact: Fact, fact_id: str, batch: Gathered, article: int, slots: _Slots, names: _NamedPlaces
) -> Row:
    """What one fact says, by column of `facts`, absent columns left out; its slots are added to `slots`."""
    row: Row = {name: value for name, value in fact.columns if value}
    first: dict[str, Slot] = {}
    counts: Counter[str] = Counter()
    places: list[Slot] = []
    times: list[TimeExpression] = []
    for slot in fact.slots:
        name, value = slot.name, slot.value
        counts[name] += 1
        slots.fact_id.append(fact_id)
        slots.slot.append(name)
        slots.seq.append(counts[name])
        slots.mention_id.append(_mention_id(batch, article, slot.mention) if slot.mention else None)
        slots.value.append(value or None)
        slots.text.append(slot.text or None)
        slots.scope.append(slot.scope or None)
        slots.rule.append(slot.rule or None)
        if name not in first:
            first[name] = slot
            if value:
                row[name] = value
        elif value and value not in row.get(name, "").split("|"):
            row[name] = f"{row[name]}|{value}" if row.get(name) else value
        if name == "place":
            places.append(slot)
        elif name == "period" and slot.mention and isinstance(slot.mention.value, TimeExpression):
            times.append(slot.mention.value)
    _finish(row, first, times, batch.readings[article])
    row["places"] = counts["place"] and len(row.get("place", "").split("|"))
    if places:
        row |= _where(places, article, names)
    return row


def _finish(row: Row, first: Mapping[str, Slot], times: Sequence[TimeExpression], reading: Any) -> None:
    """The columns that follow from others: cues, ids, the days of the period."""
    if "status" in first and first["status"].text:
        row.setdefault("status_cue", first["status"].text)
    if "actor" in first:
        row.setdefault("actor_text", first["actor"].text or None)
        row["actor_id"] = entity_id(first["actor"].mention)
    if "cumulative" in row:
        row["cumulative"] = row["cumulative"] not in NO
    if times:
        row.setdefault("period_mod", next((t.mod for t in times if t.mod), None))
        row.setdefault("period_start", min((t.start_date for t in times if t.start_date), default=None))
        row.setdefault("period_end", max((t.end_date for t in times if t.end_date), default=None))
    if row.get("cumulative") and reading is not None:
        row.setdefault("as_of", reading.reference_date)
    start, end = row.get("period_start"), row.get("period_end")
    if "year" in row:
        row["year"] = int(row["year"])
    elif start and end and start[:4] == end[:4] and start[:4].isdecimal():
        row["year"] = int(start[:4])


def _where(slots: Sequence[Slot], article: int, known: _NamedPlaces) -> Row:
    """Names and province of a fact's places."""
    names: list[str] = []
    provinces: set[str] = set()
    for slot in slots:
        place = slot.mention.value if slot.mention is not None else None
        if isinstance(place, Place) and slot.value in (place.code, place.name):
            names.append(place.name)
            provinces.add(place.province_code or _province(slot.value))
        else:
            names.append(known.of(article, slot.value))
            provinces.add(_province(slot.value))
    return {
        "place_name": "|".join(dict.fromkeys(names)),
        "province_code": (provinces.pop() or None) if len(provinces) == 1 else None,
    }


def _province(code: str) -> str:
    return code[:2] + "0000" if len(code) >= 6 and code[:6].isdecimal() else ""


def _mention_id(batch: Gathered, article: int, mention: Mention) -> str | None:
    reading = batch.readings[article]
    if reading is None:
        return None
    start, end = reading.document.origin.raw_span(mention.start, mention.end)
    return mention_id(mention.kind, batch.doc_ids[article], start, end)
