"""Columns of `facts` and `fact_slots`: a row a number, a row a slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tonggao.dataset.ids import entity_id, mention_id
from tonggao.dataset.mention_rows import Cells, amounts, values_of
from tonggao.dataset.view import View
from tonggao.model import Fact, Mention, Place, Quantity, Reading, Slot, TimeExpression
from tonggao.schema import tables

COPIED = ("metric", "segment", "measure", "compare", "change", "baseline", "modality")
"""Columns that relate says as they are written."""
PERIOD = ("period_mod", "period_start", "period_end", "as_of")
NO = frozenset(("", "no", "false", "0"))


def fact_ids(view: View, facts: Sequence[Fact]) -> list[str]:
    """Ids of an article's facts: the span of the quantity, and a number among the facts that rest on it."""
    starts, ends = view.raw_spans([(f.quantity.start, f.quantity.end) for f in facts])
    seen: Counter[tuple[int, int]] = Counter()
    ids = []
    for span in zip(starts, ends, strict=True):
        seen[span] += 1
        ids.append(f"f-{view.doc_id}-{span[0]}-{span[1]}-{seen[span]}")
    return ids


def facts(view: View, reading: Reading, ids: Sequence[str]) -> Cells:
    """All columns of `facts` for one article."""
    rows = [_row(fact, reading) for fact in reading.facts]
    quantities = [f.quantity for f in reading.facts]
    spans = [(q.start, q.end) for q in quantities]
    starts, ends = view.raw_spans(spans)
    cells: Cells = {
        "fact_id": list(ids),
        "doc_id": [view.doc_id] * len(ids),
        "quantity_id": [mention_id("quantity", view.doc_id, s, e) for s, e in zip(starts, ends, strict=True)],
        "start_char": starts,
        "end_char": ends,
        "surface": [view.document.article.raw[s:e] for s, e in zip(starts, ends, strict=True)],
        "text": [view.text[s:e] for s, e in spans],
        "sentence_text": [view.sentence_text(view.sentence_number(s)) for s, _ in spans],
        "base_fact_id": [ids[f.base] if f.base is not None else None for f in reading.facts],
        "part_of": [ids[f.part_of] if f.part_of is not None else None for f in reading.facts],
        "review": [f.review or f.quantity.review or None for f in reading.facts],
    }
    cells |= amounts(values_of(quantities, Quantity))
    for name in (c.name for c in tables()["facts"].columns if c.name not in cells):
        cells[name] = [row.get(name) for row in rows]
    cells["value_signed"] = [
        -value if value and row.get("change") == "down" and row.get("measure") in ("growth", "change") else value
        for value, row in zip(cells["value"], rows, strict=True)
    ]
    return cells


def _row(fact: Fact, reading: Reading) -> dict[str, Any]:
    """What the slots and columns of one fact say, by column of `facts`; what is absent is left out."""
    columns = dict(fact.columns)
    slots: dict[str, list[Slot]] = {}
    for slot in fact.slots:
        slots.setdefault(slot.name, []).append(slot)
    row: dict[str, Any] = {name: "|".join(dict.fromkeys(s.value for s in found)) for name, found in slots.items()}
    row |= {name: columns.get(name) or None for name in COPIED + PERIOD}
    row["cumulative"] = columns["cumulative"] not in NO if "cumulative" in columns else None
    row["status_cue"] = columns.get("status_cue") or _text(slots.get("status"))
    row["actor_text"] = columns.get("actor_text") or _text(slots.get("actor"))
    row["actor_id"] = entity_id(slots["actor"][0].mention) if "actor" in slots else None
    row |= _where(slots.get("place", ()))
    row |= {k: v for k, v in _when(slots.get("period", ())).items() if not row.get(k)}
    if row["as_of"] is None and row["cumulative"]:
        row["as_of"] = reading.reference_date
    row["year"] = _year(row, columns)
    return {name: value for name, value in row.items() if value != ""}


def _text(slots: Sequence[Slot] | None) -> str | None:
    return (slots[0].text or None) if slots else None


def _where(slots: Sequence[Slot]) -> dict[str, Any]:
    if not slots:
        return {"places": 0}
    names, provinces = [], set()
    for slot in slots:
        place = slot.mention.value if slot.mention is not None and isinstance(slot.mention.value, Place) else None
        exact = place is not None and slot.value in (place.code, place.name)
        names.append(place.name if place is not None and exact else slot.text or slot.value)
        provinces.add((place.province_code if place is not None and exact else "") or _province(slot.value))
    return {
        "place_name": "|".join(dict.fromkeys(names)),
        "province_code": provinces.pop() if len(provinces) == 1 else None,
        "places": len(dict.fromkeys(slot.value for slot in slots)),
    }


def _province(code: str) -> str:
    return code[:2] + "0000" if code[:6].isdecimal() and len(code) >= 6 else ""


def _when(slots: Sequence[Slot]) -> dict[str, str | None]:
    times = [s.mention.value for s in slots if s.mention and isinstance(s.mention.value, TimeExpression)]
    if not times:
        return {}
    starts = sorted(filter(None, (t.start_date for t in times)))
    ends = sorted(filter(None, (t.end_date for t in times)))
    return {
        "period_mod": next((t.mod for t in times if t.mod), None),
        "period_start": starts[0] if starts else None,
        "period_end": ends[-1] if ends else None,
    }


def _year(row: Mapping[str, Any], columns: Mapping[str, str]) -> int | None:
    if columns.get("year", "").isdecimal():
        return int(columns["year"])
    start, end = row.get("period_start"), row.get("period_end")
    return int(start[:4]) if start and end and start[:4] == end[:4] and start[:4].isdecimal() else None


def fact_slots(view: View, facts_: Sequence[Fact], ids: Sequence[str]) -> Cells:
    """All columns of `fact_slots` for one article: a row for every slot of every fact."""
    pairs = [(ids[number], slot) for number, fact in enumerate(facts_) for slot in fact.slots]
    seen: Counter[tuple[str, str]] = Counter()
    sequence = []
    for fact_id, slot in pairs:
        seen[fact_id, slot.name] += 1
        sequence.append(seen[fact_id, slot.name])
    return {
        "fact_id": [fact_id for fact_id, _ in pairs],
        "slot": [slot.name for _, slot in pairs],
        "seq": sequence,
        "mention_id": [_mention_id(view, slot.mention) for _, slot in pairs],
        "value": [slot.value or None for _, slot in pairs],
        "text": [slot.text or None for _, slot in pairs],
        "scope": [slot.scope or None for _, slot in pairs],
        "rule": [slot.rule or None for _, slot in pairs],
    }


def _mention_id(view: View, mention: Mention | None) -> str | None:
    if mention is None:
        return None
    start, end = view.document.origin.raw_span(mention.start, mention.end)
    return mention_id(mention.kind, view.doc_id, start, end)
