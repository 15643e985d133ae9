"""Articles as JSON: one object an article, its mentions and facts inside, exact numbers as strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from tonggao.dataset.collect import Columns, is_blank
from tonggao.schema import tables

LISTS = ("quantities", "dates", "places", "programs", "organizations", "people", "facts", "repairs", "issues")
LEFT_OUT = {  # said elsewhere in the object, or for tables alone
    "doc_id", "sentence_text", "value_exact", "low_exact", "high_exact", "paragraph", "sentence", "approx", "numeral",
    "modifier", "place_id", "prefecture_code", "code_current", "candidates", "places", "repair_id", "issue_id", "file",
}  # fmt: skip
EXACT = {"value": "value_exact", "low": "low_exact", "high": "high_exact"}
JOINED = {"facts": ("place", "program"), "places": ("ref",), "repairs": ("candidates",)}
HEAD = (
    "doc_id", "title", "published", "published_from", "reference_date", "source", "url",
    "region", "region_from", "script", "raw", "sha256", "text",
)  # fmt: skip
BOOLEAN = {True: "true", False: "false", None: "null"}
_ESCAPED = re.compile('[\x00-\x1f"\\\\]')


def lines(columns: Columns) -> Iterator[str]:
    """One JSON object an article, without a line break, in the order of `documents`.

    A number is a string that holds it exactly; the value of a range is null beside its `low` and `high`; places and
    programs of a fact are lists; what a text leaves open is null, or an empty list.
    """
    parts = {name: _parts(name, columns[name]) for name in LISTS}
    documents, texts = columns["documents"], columns["texts"]
    for number, doc_id in enumerate(documents["doc_id"]):
        head = {name: documents[name][number] if name in documents else texts[name][number] for name in HEAD}
        lists = ",".join(f'"{name}":[{parts[name].get(doc_id, "")}]' for name in LISTS)
        yield f"{json.dumps(head, ensure_ascii=False, separators=(',', ':'))[:-1]},{lists}}}"


def articles(columns: Columns) -> list[dict[str, Any]]:
    """The same as Python objects."""
    return [json.loads(line) for line in lines(columns)]


def _parts(table: str, cells: dict[str, list[Any]]) -> dict[str, str]:
    """doc_id → the rows of one table as JSON objects, joined; rows of one article stand together."""
    names = [c.name for c in tables()[table].columns if c.name not in LEFT_OUT or c.name in JOINED.get(table, ())]
    rendered = [_render(table, name, cells) for name in names]
    rendered[0] = ["{" + text[1:] for text in rendered[0]]  # the comma before the first name
    rows = map("".join, zip(*rendered, strict=True))
    found: dict[str, str] = {}
    for doc_id, group in groupby(zip(cells["doc_id"], rows, strict=True), itemgetter(0)):
        found[doc_id] = "},".join([row for _, row in group]) + "}"
    return found


def _render(table: str, name: str, cells: dict[str, list[Any]]) -> Sequence[str]:
    """The cells of one column as `,"name":value`."""
    start = f',"{name}":'
    own = cells[name]
    if is_blank(own):
        return [start + ("[]" if name in JOINED.get(table, ()) else "null")] * len(own)
    if name in JOINED.get(table, ()):
        return [start + _list(cell) for cell in own]
    if name in EXACT and EXACT[name] in cells:
        exact = cells[EXACT[name]]
        return _strings(start, _unless_range(cells) if name == "value" else exact)
    kind = tables()[table].column(name).type
    if kind == "boolean":
        return [start + BOOLEAN[cell] for cell in own]
    if kind in ("integer", "number"):
        return [f"{start}null" if cell is None else f"{start}{cell!r}" for cell in own]
    return _strings(start, own)


def _unless_range(cells: dict[str, list[Any]]) -> list[str | None]:
    """The exact values; none for a range, whose ends say it all."""
    ends = zip(cells["value_exact"], cells["low_exact"], cells["high_exact"], strict=True)
    return [None if low is not None and high is not None and low != high else value for value, low, high in ends]


def _strings(start: str, cells: Iterable[str | None]) -> list[str]:
    """Cells as JSON strings; characters to be escaped are looked for in all of them at once."""
    absent = f"{start}null"
    found = list(cells)
    if _ESCAPED.search("".join(filter(None, found))):
        return [absent if cell is None else start + encode_basestring(cell) for cell in found]
    return [absent if cell is None else f'{start}"{cell}"' for cell in found]


def _list(cell: str | None) -> str:
    return "[]" if cell is None else f"[{','.join(map(encode_basestring, cell.split('|')))}]"
