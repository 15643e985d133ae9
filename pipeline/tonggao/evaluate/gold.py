"""Gold: the rows that careful readers wrote for an article, and what was found, in one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonggao.errors import ReadError

LISTS = {
    "quantity": "quantities", "date": "dates", "place": "places", "program": "programs",
    "organization": "organizations", "person": "people", "fact": "facts",
}  # fmt: skip
HEADER = ["line", "kind", "surface", "nth", "start", "end", "opt", "fields"]
SUFFIX = ".gold.tsv"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of gold, or one found item: its span in the text as received, and its fields.

    `optional` gold is neither rewarded nor punished; `line` and `surface` are for telling people.
    """

    kind: str
    span: Span
    fields: Mapping[str, Any]
    optional: bool = False
    line: int = 0
    surface: str = ""


Rows = dict[str, list[Row]]


def read_gold(path: Path) -> Rows:
    """The rows of a `NAME.gold.tsv`, by kind. Raises `ReadError` with file and line for a row that cannot be one."""
    rows: Rows = {kind: [] for kind in LISTS}
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != HEADER:
        raise ReadError(f"{path}:1: gold begins with the columns {' '.join(HEADER)}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or cells[1] not in LISTS or not (cells[4] + cells[5]).isdecimal():
            raise ReadError(f"{path}:{number}: not a row of gold: {line}")
        fields = dict(pair.split("=", 1) for pair in cells[7].split(";") if pair)
        span = (int(cells[4]), int(cells[5]))
        rows[cells[1]].append(Row(cells[1], span, fields, bool(cells[6]), int(cells[0]), cells[2]))
    return rows


def found_in(article: Mapping[str, Any]) -> Rows:
    """The items of an article as JSON, by kind."""
    rows: Rows = {}
    for kind, key in LISTS.items():
        items = article.get(key) or []
        rows[kind] = [Row(kind, (int(x["start_char"]), int(x["end_char"])), x, surface=x["surface"]) for x in items]
    return rows
