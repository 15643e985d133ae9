"""Columns of the mention tables: what all kinds share, then what each kind has of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tonggao.dataset.exact import doubles, exact, limits
from tonggao.dataset.gather import Gathered
from tonggao.dataset.ids import LETTER, name_id, place_id
from tonggao.model import Kind, Quantity

Cells = dict[str, list[Any]]

TABLES: dict[Kind, str] = {
    "quantity": "quantities", "date": "dates", "place": "places",
    "program": "programs", "organization": "organizations", "person": "people",
}  # fmt: skip


def mention_rows(batch: Gathered, kind: Kind) -> Cells:
    """Every column of the table of one kind, for all articles of a batch."""
    mentions, spans = batch.mentions[kind], batch.spans[kind]
    doc_ids = [batch.doc_ids[n] for n in spans.article]
    sentences = [batch.sentences[n] for n in spans.sentence]
    letter = LETTER[kind]
    cells: Cells = {
        "mention_id": [f"{letter}-{d}-{a}-{b}" for d, a, b in zip(doc_ids, spans.starts, spans.ends, strict=True)],
        "doc_id": doc_ids,
        "zone": [s.zone for s in sentences],
        "paragraph": [s.paragraph for s in sentences],
        "sentence": [batch.sentence_numbers[n] for n in spans.sentence],
        "start_char": spans.starts,
        "end_char": spans.ends,
        "surface": spans.surfaces,
        "text": spans.texts,
        "sentence_text": [batch.sentence_texts[n] for n in spans.sentence],
        "rule": [m.rule for m in mentions],
        "review": [m.review or None for m in mentions],
    }
    values: list[Any] = [m.value for m in mentions]
    cells |= OWN[kind](values)
    if kind == "quantity":
        cells |= _labels(batch)
    if kind == "place":
        cells["in_name"] = [m.in_name for m in mentions]
    if "name" in cells:  # a unit without an official name is called as the text calls it
        cells["name"] = [name or text for name, text in zip(cells["name"], spans.texts, strict=True)]
    return cells


def amounts(quantities: Sequence[Quantity]) -> Cells:
    """Value, low and high as doubles and as exact text, with bound, type and unit: also the facts' columns."""
    ends = [limits(q) for q in quantities]
    cells: Cells = {}
    for place, name in enumerate(("value", "low", "high")):
        texts = [None if (number := end[place]) is None else exact(number) for end in ends]
        cells[name] = doubles(texts)
        cells[f"{name}_exact"] = texts
    cells["bound"] = [q.bound for q in quantities]
    cells["type"] = [q.type for q in quantities]
    cells["unit"] = [q.unit or None for q in quantities]
    cells["value_std"] = doubles([None if q.value_std is None else exact(q.value_std) for q in quantities])
    cells["unit_std"] = [q.unit_std or None for q in quantities]
    return cells


def _quantities(values: Sequence[Any]) -> Cells:
    return amounts(values) | {
        "what": [q.what or None for q in values],
        "approx": [q.bound != "exact" for q in values],
        "modifier": [q.modifier or None for q in values],
        "numeral": [q.numeral or None for q in values],
    }


def _labels(batch: Gathered) -> Cells:
    """The table that an amount stands in, and what its row and column are called there."""
    cells: Cells = {"table_id": [], "row_label": [], "col_label": []}
    for mention, number in zip(batch.mentions["quantity"], batch.spans["quantity"].article, strict=True):
        value, converter = mention.value, batch.converters[number]
        if not isinstance(value, Quantity) or value.table is None or converter is None:
            for column in cells.values():
                column.append(None)
            continue
        cells["table_id"].append(f"t-{batch.doc_ids[number]}-{value.table}")
        for name, span in (("row_label", value.row_label), ("col_label", value.col_label)):
            cells[name].append(converter.text[span[0] : span[1]] or None if span is not None else None)
    return cells


def _dates(values: Sequence[Any]) -> Cells:
    return {
        "type": [v.type for v in values],
        "value": [v.value or None for v in values],
        "mod": [v.mod or None for v in values],
        "start_date": [v.start_date or None for v in values],
        "end_date": [v.end_date or None for v in values],
        "anchor": [v.anchor or None for v in values],
        "calendar": [v.calendar or None for v in values],
    }


def _places(values: Sequence[Any]) -> Cells:
    return {
        "place_id": [place_id(v) for v in values],
        "code": [v.code or None for v in values],
        "name": [v.name for v in values],
        "level": [v.level or None for v in values],
        "parent": [v.parent or None for v in values],
        "province_code": [v.province_code or None for v in values],
        "prefecture_code": [v.prefecture_code or None for v in values],
        "code_current": [v.code_current or None for v in values],
        "lon": doubles([v.lon or None for v in values]),
        "lat": doubles([v.lat or None for v in values]),
        "ref": ["|".join(v.ref) or None for v in values],
        "candidates": ["|".join(v.candidates) or None for v in values],
    }


def _names(kind: Kind) -> Callable[[Sequence[Any]], Cells]:
    def cells(values: Sequence[Any]) -> Cells:
        return {
            "name": [v.name for v in values],
            "type": [v.type or None for v in values],
            f"{kind}_id": [name_id(kind, v.name) for v in values],
        }

    return cells


def _people(values: Sequence[Any]) -> Cells:
    return {
        "name": [v.name for v in values],
        "title": [v.title or None for v in values],
        "organization": [v.organization or None for v in values],
        "person_id": [name_id("person", v.name) for v in values],
    }


OWN: dict[Kind, Callable[[Sequence[Any]], Cells]] = {
    "quantity": _quantities, "date": _dates, "place": _places,
    "program": _names("program"), "organization": _names("organization"), "person": _people,
}  # fmt: skip
