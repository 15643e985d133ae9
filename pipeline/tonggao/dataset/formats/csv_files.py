"""CSV as RFC 4180 has it: UTF-8, CRLF, quotes where needed, an empty cell for nothing; a table a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tonggao.dataset.collect import Columns, is_blank
from tonggao.schema import Column, TableSchema, tables, written

END = "\r\n"
EXACT = {"value": "value_exact", "low": "low_exact", "high": "high_exact"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet may take for a formula
BOOLEAN = {True: "true", False: "false", None: ""}
_QUOTED = re.compile('[",\r\n]')


def pieces(columns: Columns, excel: bool = False) -> dict[str, str]:
    """File name → the rows of one table as CSV, without the header."""
    return {f"{t.name}.csv": rows(t.name, columns[t.name], excel) for t in written() if t.name in columns}


def heads(excel: bool = False) -> dict[str, str]:
    """File name → the header row; for a spreadsheet with a byte order mark before it."""
    return {f"{t.name}.csv": ("\ufeff" if excel else "") + header(t) for t in written()}


def header(table: TableSchema) -> str:
    """The header row of one table."""
    return ",".join(c.name for c in table.columns) + END


def rows(table: str, cells: dict[str, list[Any]], excel: bool = False) -> str:
    """The rows of one table as CSV. With `excel`, words that a spreadsheet would run get an apostrophe before them.

    >>> cells = {c.name: [None] for c in tables()["fact_slots"].columns}
    >>> rows("fact_slots", cells | {"fact_id": ["f-1"], "slot": ["what"], "seq": [1], "text": ['=1+1,"两']}, True)
    'f-1,what,1,,,"\\'=1+1,""两",,\\r\\n'
    """
    texts = [_column(column, cells, excel) for column in tables()[table].columns]
    return "".join([",".join(row) + END for row in zip(*texts, strict=True)])


def _column(column: Column, cells: dict[str, list[Any]], excel: bool) -> Sequence[str]:
    """The cells of one column as CSV text."""
    own = cells[EXACT[column.name]] if EXACT.get(column.name) in cells else cells[column.name]
    if is_blank(own):
        return [""] * len(own)
    if own is not cells[column.name]:
        return [cell or "" for cell in own]
    if column.type == "integer":
        return ["" if cell is None else str(cell) for cell in own]
    if column.type == "number":
        return [number(cell) or "" for cell in own]
    if column.type == "boolean":
        return [BOOLEAN[cell] for cell in own]
    texts: list[str] = [cell or "" for cell in own]
    if excel and column.name not in EXACT.values():
        texts = ["'" + text if text.startswith(FORMULA) else text for text in texts]
    return _quoted(texts)


def _quoted(texts: list[str]) -> list[str]:
    """Texts with quotes where a comma, quote or line break asks for them; most columns have none at all."""
    together = "".join(texts)
    if not any(mark in together for mark in ',"\r\n'):
        return texts
    known = {text: _quote(text) for text in set(texts)}
    return [known[text] for text in texts]


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


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
