"""Articles as JSON: one object an article, its mentions and facts inside, exact numbers as strings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from tonggao.dataset.collect import Columns
from tonggao.schema import tables

LISTS = ("quantities", "dates", "places", "programs", "organizations", "people", "facts", "repairs", "issues")
LEFT_OUT = {"doc_id", "sentence_text", "value_exact", "low_exact", "high_exact"}
EXACT = {"value": "value_exact", "low": "low_exact", "high": "high_exact"}
JOINED = {"facts": ("place", "program"), "places": ("ref", "candidates"), "repairs": ("candidates",)}
HEAD = (
    "doc_id", "title", "published", "published_from", "reference_date", "source", "url",
    "region", "region_from", "script", "raw", "sha256", "text",
)  # fmt: skip


def lines(columns: Columns) -> Iterator[str]:
    """One JSON object an article, without a line break, in the order of `documents`.

    A number is a string that holds it exactly; the value of a range is null beside its `low` and `high`; places and
    programs of a fact are lists; what a text leaves open is null, or an empty list.
    """
    parts = {name: _parts(name, columns[name]) for name in LISTS}
    documents, texts = columns["documents"], columns["texts"]
    for number, doc_id in enumerate(documents["doc_id"]):
        head = {name: documents[name][number] if name in documents else texts[name][number] for name in HEAD}
        lists = ",".join(f'"{name}":[{",".join(parts[name].get(doc_id, ()))}]' for name in LISTS)
        yield f"{json.dumps(head, ensure_ascii=False, separators=(',', ':'))[:-1]},{lists}}}"


def articles(columns: Columns) -> list[dict[str, Any]]:
    """The same as Python objects."""
    return [json.loads(line) for line in lines(columns)]


def _parts(table: str, cells: dict[str, list[Any]]) -> dict[str, list[str]]:
    """doc_id → the rows of one table as JSON objects."""
    names, template = _template(table)
    rendered = [_render(table, name, cells) for name in names]
    found: dict[str, list[str]] = {}
    for doc_id, row in zip(cells["doc_id"], zip(*rendered, strict=True), strict=True):
        found.setdefault(doc_id, []).append(template % row)
    return found


@lru_cache(maxsize=16)
def _template(table: str) -> tuple[tuple[str, ...], str]:
    names = tuple(c.name for c in tables()[table].columns if c.name not in LEFT_OUT)
    return names, "{" + ",".join(f'"{name}":%s' for name in names) + "}"


def _render(table: str, name: str, cells: dict[str, list[Any]]) -> Sequence[str]:
    """The cells of one column as JSON text."""
    if name in JOINED.get(table, ()):
        return [_list(cell) for cell in cells[name]]
    if name in EXACT and EXACT[name] in cells:
        exact = cells[EXACT[name]]
        if name == "value":
            exact = [None if _is_range(*ends) else ends[0] for ends in _ends(cells)]
        return [_string(cell) for cell in exact]
    kind = tables()[table].column(name).type
    if kind in ("string", "text", "date"):
        return [_string(cell) for cell in cells[name]]
    return [json.dumps(cell) for cell in cells[name]]


def _ends(cells: dict[str, list[Any]]) -> Iterator[tuple[str | None, str | None, str | None]]:
    return zip(cells["value_exact"], cells["low_exact"], cells["high_exact"], strict=True)


def _is_range(value: str | None, low: str | None, high: str | None) -> bool:
    return low is not None and high is not None and low != high


def _string(cell: str | None) -> str:
    return "null" if cell is None else encode_basestring(cell)


def _list(cell: str | None) -> str:
    return "[]" if cell is None else f"[{','.join(map(encode_basestring, cell.split('|')))}]"
