"""CSV as RFC 4180 has it: UTF-8, CRLF, quotes where needed, an empty cell for nothing; a table a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tonggao.dataset.collect import Columns
from tonggao.schema import TableSchema, tables, written

EXACT = {"value": "value_exact", "low": "low_exact", "high": "high_exact"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet may take for a formula


def pieces(columns: Columns, excel: bool = False) -> dict[str, str]:
    """File name → the rows of one table as CSV, without the header."""
    return {f"{t.name}.csv": rows(t.name, columns[t.name], excel) for t in written() if t.name in columns}


def heads(excel: bool = False) -> dict[str, str]:
    """File name → the header row; for a spreadsheet with a byte order mark before it."""
    return {f"{t.name}.csv": ("\ufeff" if excel else "") + header(t) for t in written()}


def header(table: TableSchema) -> str:
    """The header row of one table."""
    return ",".join(c.name for c in table.columns) + "\r\n"


def rows(table: str, cells: dict[str, list[Any]], excel: bool = False) -> str:
    """The rows of one table as CSV. With `excel`, words that a spreadsheet would run get an apostrophe before them.

    >>> cells = {c.name: [None] for c in tables()["fact_slots"].columns}
    >>> rows("fact_slots", cells | {"fact_id": ["f-1"], "slot": ["what"], "seq": [1], "text": ['=1+1,"两']}, True)
    'f-1,what,1,,,"\\'=1+1,""两",,\\r\\n'
    """
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(zip(*_cells(table, cells, excel), strict=True))
    return file.getvalue()


def _cells(table: str, cells: dict[str, list[Any]], excel: bool) -> list[Sequence[Any]]:
    found: list[Sequence[Any]] = []
    for column in tables()[table].columns:
        own = cells[column.name]
        if column.name in EXACT and EXACT[column.name] in cells:
            own = cells[EXACT[column.name]]
        elif column.type == "number":
            own = [number(cell) for cell in own]
        elif column.type == "boolean":
            own = [None if cell is None else ("true" if cell else "false") for cell in own]
        elif excel and column.type in ("string", "text"):
            own = ["'" + cell if cell and cell.startswith(FORMULA) else cell for cell in own]
        found.append(own)
    return found


@lru_cache(maxsize=65536)
def number(value: float | None) -> str | None:
    """A double in the shortest decimal that reads back the same, without an exponent.

    >>> number(1.1e11), number(0.75), number(1e-7)
    ('110000000000', '0.75', '0.0000001')
    """
    if value is None:
        return None
    text = repr(value)
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0")
