"""Columns of `facts` and `fact_slots`: a row a number, a row a slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

from tonggao.dataset.gather import Gathered
from tonggao.dataset.ids import entity_id, mention_id
from tonggao.dataset.mention_rows import Cells, amounts
from tonggao.model import Fact, Mention, Place, Slot, TimeExpression
from tonggao.schema import tables

NO = frozenset(("", "no", "false", "0"))
DAYS = ("period_mod", "period_start", "period_end")


def fact_rows(batch: Gathered, mention_ids: dict[int, str]) -> tuple[Cells, Cells]:
    """All columns of `facts` and of `fact_slots` for a batch; `mention_ids` are the ids of mentions by `id()`."""
    spans, facts = batch.fact_spans, batch.facts
    doc_ids = [batch.doc_ids[n] for n in spans.article]
    keys = [f"{d}-{a}-{b}" for d, a, b in zip(doc_ids, spans.starts, spans.ends, strict=True)]
    ids = _numbered(keys)
    first = [batch.first_facts[n] for n in spans.article]
    cells: Cells = {c.name: [None] * len(ids) for c in tables()["facts"].columns}
    cells |= {
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
        "duplicate_of": [None if f.repeats is None else ids[n + f.repeats] for n, f in zip(first, facts, strict=True)],
        "review": [f.review or f.quantity.review or None for f in facts],
        "places": [0] * len(ids),
    }
    values: list[Any] = [fact.quantity.value for fact in facts]
    cells |= amounts(values)
    _said(cells, facts)
    slots = list(chain.from_iterable(fact.slots for fact in facts))
    owners = list(chain.from_iterable(repeat(n, len(fact.slots)) for n, fact in enumerate(facts)))
    _from_slots(cells, batch, owners, slots)
    _follow(cells, batch)
    return cells, _slot_cells(batch, owners, slots, ids, mention_ids)


def _numbered(keys: Sequence[str]) -> list[str]:
    """Ids of facts: the span of the quantity, and a number among the facts that rest on it."""
    seen: Counter[str] = Counter()
    ids = []
    for key in keys:
        seen[key] += 1
        ids.append(f"f-{key}-{seen[key]}")
    return ids


def _said(cells: Cells, facts: Sequence[Fact]) -> None:
    """Columns that relate says as they are written."""
    for number, fact in enumerate(facts):
        for name, value in fact.columns:
            cells[name][number] = value or None


def _from_slots(cells: Cells, batch: Gathered, owners: Sequence[int], slots: Sequence[Slot]) -> None:
    """The value of every slot, several joined by a bar, and what follows from the mention it rests on."""
    articles = batch.fact_spans.article
    named = _NamedPlaces(batch)
    provinces: dict[int, set[str]] = {}
    for owner, slot in zip(owners, slots, strict=True):
        name, value = slot.name, slot.value
        column = cells[name]
        before = column[owner]
        if not before:
            column[owner] = value or None
        elif value and value not in before.split("|"):
            column[owner] = f"{before}|{value}"
        if name == "place":
            full, province = named.of(articles[owner], slot)
            _join(cells["place_name"], owner, full)
            provinces.setdefault(owner, set()).add(province)
        elif name == "period":
            _days(cells, owner, slot)
        elif name == "status":
            cells["status_cue"][owner] = cells["status_cue"][owner] or slot.text or None
        elif name == "actor" and not before:
            cells["actor_text"][owner] = cells["actor_text"][owner] or slot.text or None
            cells["actor_id"][owner] = entity_id(slot.mention)
    for owner, found in provinces.items():
        cells["province_code"][owner] = (found.pop() or None) if len(found) == 1 else None
        cells["places"][owner] = cells["place"][owner].count("|") + 1 if cells["place"][owner] else 0


def _join(column: list[Any], owner: int, text: str) -> None:
    before = column[owner]
    if before is None:
        column[owner] = text
    elif text not in before.split("|"):
        column[owner] = f"{before}|{text}"


def _days(cells: Cells, owner: int, slot: Slot) -> None:
    """The days that the period covers, and its modifier, where relate has not said them itself."""
    time = slot.mention.value if slot.mention is not None else None
    if isinstance(time, TimeExpression):
        start, end = cells["period_start"][owner], cells["period_end"][owner]
        cells["period_mod"][owner] = cells["period_mod"][owner] or time.mod or None
        cells["period_start"][owner] = min(filter(None, (start, time.start_date)), default=None)
        cells["period_end"][owner] = max(filter(None, (end, time.end_date)), default=None)


def _follow(cells: Cells, batch: Gathered) -> None:
    """Columns that follow from others."""
    signs = zip(cells["value"], cells["change"], cells["measure"], strict=True)
    cells["value_signed"] = [
        -value if value and change == "down" and measure in ("growth", "change") else value
        for value, change, measure in signs
    ]
    cells["cumulative"] = [None if cell is None else cell not in NO for cell in cells["cumulative"]]
    references = [reading and reading.reference_date for reading in batch.readings]
    cells["as_of"] = [
        said or (references[n] if cumulative else None)
        for said, cumulative, n in zip(cells["as_of"], cells["cumulative"], batch.fact_spans.article, strict=True)
    ]
    cells["year"] = [_year(*row) for row in zip(cells["year"], cells["period_start"], cells["period_end"], strict=True)]


def _year(said: str | None, start: str | None, end: str | None) -> int | None:
    if said:
        return int(said)
    return int(start[:4]) if start and end and start[:4] == end[:4] and start[:4].isdecimal() else None


class _NamedPlaces:
    """Full name and province of a place slot; a code that rests on no mention of its own takes the article's name."""

    def __init__(self, batch: Gathered) -> None:
        self._batch = batch
        self._names: dict[int, dict[str, str]] = {}

    def of(self, article: int, slot: Slot) -> tuple[str, str]:
        """Name and province code; the code itself where the article does not name it."""
        place = slot.mention.value if slot.mention is not None else None
        if isinstance(place, Place) and slot.value in (place.code, place.name):
            return place.name or slot.value, place.province_code or _province(slot.value)
        if article not in self._names:
            reading = self._batch.readings[article]
            places = [m.value for m in reading.mentions if isinstance(m.value, Place)] if reading else []
            self._names[article] = {p.code: p.name for p in places if p.code and p.name}
        return self._names[article].get(slot.value, slot.value), _province(slot.value)


def _province(code: str) -> str:
    return code[:2] + "0000" if len(code) >= 6 and code[:6].isdecimal() else ""


def _slot_cells(
    batch: Gathered, owners: Sequence[int], slots: Sequence[Slot], ids: Sequence[str], mention_ids: dict[int, str]
) -> Cells:
    """All columns of `fact_slots`."""
    seen: Counter[tuple[int, str]] = Counter()
    sequence = []
    for owner, slot in zip(owners, slots, strict=True):
        key = (owner, slot.name)
        seen[key] += 1
        sequence.append(seen[key])
    articles = batch.fact_spans.article
    return {
        "fact_id": [ids[owner] for owner in owners],
        "slot": [slot.name for slot in slots],
        "seq": sequence,
        "mention_id": [
            None if (m := slot.mention) is None else mention_ids.get(id(m)) or _mention_id(batch, articles[owner], m)
            for owner, slot in zip(owners, slots, strict=True)
        ],
        "value": [slot.value or None for slot in slots],
        "text": [slot.text or None for slot in slots],
        "scope": [slot.scope or None for slot in slots],
        "rule": [slot.rule or None for slot in slots],
    }


def _mention_id(batch: Gathered, article: int, mention: Mention) -> str | None:
    """The id of a mention that has been made anew since it became one."""
    reading = batch.readings[article]
    if reading is None:
        return None
    start, end = reading.document.origin.raw_span(mention.start, mention.end)
    return mention_id(mention.kind, batch.doc_ids[article], start, end)
