"""A batch of articles as Arrow tables of the declared schema: what batch, growth and recovery share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from tonggao.dataset.collect import Columns, Options, collect, is_blank
from tonggao.dataset.outcome import Outcome
from tonggao.schema import arrow_schema, tables

Tables = dict[str, pa.Table]


def tabulate(outcomes: Iterable[Outcome], options: Options | None = None) -> Tables:
    """Arrow tables of what became of a batch of articles, rows in the order of the batch."""
    return to_arrow(collect(outcomes, options))


def to_arrow(columns: Columns) -> Tables:
    """Columns of Python values as Arrow tables, checked against the schema.

    Raises `pyarrow.ArrowInvalid` for a null where the declaration allows none.
    """
    made: dict[tuple[int, pa.DataType], pa.Array] = {}  # some columns stand in two tables
    return {name: _table(name, cells, made) for name, cells in columns.items()}


def columns_of(tables_: Tables) -> Columns:
    """Arrow tables as columns of Python values again: the inverse of `to_arrow`, days as ISO text."""
    found: Columns = {}
    for name, table in tables_.items():
        found[name] = {field.name: table.column(field.name).to_pylist() for field in table.schema}
        for field in table.schema:
            if field.type == pa.date32():
                found[name][field.name] = [d and d.isoformat() for d in found[name][field.name]]
    return found


def empty() -> Tables:
    """Every table of the schema without a row."""
    return {name: arrow_schema(name).empty_table() for name in tables()}


def _table(name: str, cells: dict[str, list[Any]], made: dict[tuple[int, pa.DataType], pa.Array]) -> pa.Table:
    schema = arrow_schema(name)
    arrays = []
    for field in schema:
        key = (id(cells[field.name]), field.type)
        if key not in made:
            made[key] = _array(cells[field.name], field.type)
        arrays.append(made[key])
    for field, array in zip(schema, arrays, strict=True):
        if array.null_count and not field.nullable:
            raise pa.ArrowInvalid(f"{name}.{field.name} is empty in {array.null_count} rows")
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(cells: list[Any], type_: pa.DataType) -> pa.Array:
    if is_blank(cells):
        return pa.nulls(len(cells), type_)
    if type_ == pa.date32():
        cells = [_date(cell) for cell in cells]
    try:
        return pa.array(cells, type_)
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8: one question mark keeps the offsets right
        return pa.array([c if c is None else c.encode("utf-8", "replace").decode("utf-8") for c in cells], type_)


@lru_cache(maxsize=65536)
def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
