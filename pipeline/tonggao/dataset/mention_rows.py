"""Columns of the mention tables: what all kinds share, then what each kind has of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tonggao.dataset.exact import double, limits, text_or_none
from tonggao.dataset.ids import mention_id, name_id, place_id
from tonggao.dataset.view import View
from tonggao.errors import ExportError
from tonggao.model import Kind, Mention, Name, Person, Place, Quantity, TimeExpression

Cells = dict[str, list[Any]]
Reading = TypeVar("Reading", Quantity, TimeExpression, Place, Name, Person)

TABLES: dict[Kind, str] = {
    "quantity": "quantities", "date": "dates", "place": "places",
    "program": "programs", "organization": "organizations", "person": "people",
}  # fmt: skip


def shared(view: View, kind: Kind, mentions: Sequence[Mention]) -> Cells:
    """The columns that every mention table has, for mentions of one kind of one article, in text order."""
    raw, text, doc_id = view.document.article.raw, view.text, view.doc_id
    spans = [(m.start, m.end) for m in mentions]
    starts, ends = view.raw_spans(spans)
    numbers = [view.sentence_number(start) for start, _ in spans]
    sentences = [view.sentence(number) for number in numbers]
    return {
        "mention_id": [mention_id(kind, doc_id, start, end) for start, end in zip(starts, ends, strict=True)],
        "doc_id": [doc_id] * len(spans),
        "zone": [s.zone for s in sentences],
        "paragraph": [s.paragraph for s in sentences],
        "sentence": numbers,
        "start_char": starts,
        "end_char": ends,
        "surface": [raw[start:end] for start, end in zip(starts, ends, strict=True)],
        "text": [text[start:end] for start, end in spans],
        "sentence_text": [view.sentence_text(number) for number in numbers],
        "rule": [m.rule for m in mentions],
        "review": [m.review or None for m in mentions],
    }


def amounts(quantities: Sequence[Quantity]) -> Cells:
    """Value, low and high as doubles and as exact text, with bound, type and unit: also the facts' columns."""
    ends = [limits(q) for q in quantities]
    cells: Cells = {}
    for place, name in enumerate(("value", "low", "high")):
        texts = [text_or_none(end[place]) for end in ends]
        cells[name] = [double(text) for text in texts]
        cells[f"{name}_exact"] = texts
    cells["bound"] = [q.bound for q in quantities]
    cells["type"] = [q.type for q in quantities]
    cells["unit"] = [q.unit or None for q in quantities]
    cells["value_std"] = [double(text_or_none(q.value_std)) for q in quantities]
    cells["unit_std"] = [q.unit_std or None for q in quantities]
    return cells


def values_of(mentions: Sequence[Mention], expected: type[Reading]) -> list[Reading]:
    """The values of mentions of one kind. Raises `ExportError` for a mention that was left without its value."""
    values = []
    for mention in mentions:
        if not isinstance(mention.value, expected):
            raise ExportError(f"rule {mention.rule} gave a {mention.kind} at {mention.start} without its value")
        values.append(mention.value)
    return values


def _quantities(mentions: Sequence[Mention]) -> Cells:
    values = values_of(mentions, Quantity)
    return amounts(values) | {
        "what": [q.what or None for q in values],
        "approx": [q.bound != "exact" for q in values],
        "modifier": [q.modifier or None for q in values],
        "numeral": [q.numeral or None for q in values],
        "table_id": [None] * len(values),
        "row_label": [None] * len(values),
        "col_label": [None] * len(values),
    }


def _dates(mentions: Sequence[Mention]) -> Cells:
    values = values_of(mentions, TimeExpression)
    return {
        "type": [v.type for v in values],
        "value": [v.value or None for v in values],
        "mod": [v.mod or None for v in values],
        "start_date": [v.start_date or None for v in values],
        "end_date": [v.end_date or None for v in values],
        "anchor": [v.anchor or None for v in values],
        "calendar": [v.calendar or None for v in values],
    }


def _places(mentions: Sequence[Mention]) -> Cells:
    values = values_of(mentions, Place)
    plain = ("code", "level", "parent", "province_code", "prefecture_code", "code_current")
    cells: Cells = {name: [getattr(v, name) or None for v in values] for name in plain}
    return cells | {
        "place_id": [place_id(v) for v in values],
        "name": [v.name for v in values],
        "lon": [double(v.lon or None) for v in values],
        "lat": [double(v.lat or None) for v in values],
        "in_name": [m.in_name for m in mentions],
        "ref": ["|".join(v.ref) or None for v in values],
        "candidates": ["|".join(v.candidates) or None for v in values],
    }


def _names(kind: Kind) -> Callable[[Sequence[Mention]], Cells]:
    def cells(mentions: Sequence[Mention]) -> Cells:
        values = values_of(mentions, Name)
        return {
            "name": [v.name for v in values],
            "type": [v.type or None for v in values],
            f"{kind}_id": [name_id(kind, v.name) for v in values],
        }

    return cells


def _people(mentions: Sequence[Mention]) -> Cells:
    values = values_of(mentions, Person)
    return {
        "name": [v.name for v in values],
        "title": [v.title or None for v in values],
        "organization": [v.organization or None for v in values],
        "person_id": [name_id("person", v.name) for v in values],
    }


OWN: dict[Kind, Callable[[Sequence[Mention]], Cells]] = {
    "quantity": _quantities, "date": _dates, "place": _places,
    "program": _names("program"), "organization": _names("organization"), "person": _people,
}  # fmt: skip
