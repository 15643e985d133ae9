"""Saved outputs read back as the tables they were."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from tonggao.dataset.tabulate import Tables, empty
from tonggao.errors import ExportError
from tonggao.schema import arrow_schema, tables


def load_tables(folder: Path) -> Tables:
    """Every table that stands in `folder`: from Parquet, else SQLite, else CSV; what is not there is empty.

    Raises `ExportError` where the folder holds no dataset, or CSV that was altered for spreadsheets.
    """
    found: Tables = {}
    if (folder / "facts.parquet").is_file():
        found = _parquet(folder)
    elif (folder / "tonggao.sqlite").is_file():
        found = _sqlite(folder / "tonggao.sqlite")
    elif (folder / "facts.csv").is_file():
        found = {name: _csv(folder / f"{name}.csv", name) for name in tables() if (folder / f"{name}.csv").is_file()}
        if (folder / "articles.jsonl").is_file():
            found["texts"] = _texts(folder / "articles.jsonl")
    else:
        raise ExportError(f"{folder}: no facts.parquet, tonggao.sqlite or facts.csv in this folder")
    return empty() | found


def _parquet(folder: Path) -> Tables:
    import pyarrow.parquet as pq

    names = [name for name in tables() if (folder / f"{name}.parquet").is_file()]
    return {name: pq.read_table(folder / f"{name}.parquet").cast(arrow_schema(name)) for name in names}


def _csv(path: Path, name: str) -> pa.Table:
    import pyarrow.csv as pc

    with path.open("rb") as file:
        if file.read(3) == b"\xef\xbb\xbf":
            raise ExportError(f"{path} was written for spreadsheets (--excel) and is not faithful; load another format")
    schema = arrow_schema(name)
    convert = pc.ConvertOptions(
        column_types=schema, null_values=[""], strings_can_be_null=True, true_values=["true"], false_values=["false"]
    )
    read = pc.read_csv(path, parse_options=pc.ParseOptions(newlines_in_values=True), convert_options=convert)
    return read.select(schema.names).cast(schema)


def _sqlite(path: Path) -> Tables:
    import sqlite3

    found: Tables = {}
    with sqlite3.connect(path) as connection:
        for name in tables():
            schema = arrow_schema(name)
            names = ", ".join(f'"{field.name}"' for field in schema)
            columns = list(zip(*connection.execute(f'select {names} from "{name}" order by rowid'), strict=True))
            arrays = [
                _from_sqlite(list(column), field.type)
                for column, field in zip(columns or [()] * len(schema), schema, strict=True)
            ]
            found[name] = pa.Table.from_arrays(arrays, schema=schema)
    connection.close()
    return found


def _from_sqlite(cells: list[object], type_: pa.DataType) -> pa.Array:
    if type_ == pa.bool_():
        return pa.array([None if cell is None else bool(cell) for cell in cells], type_)
    if type_ == pa.date32():
        return pa.array(cells, pa.string()).cast(type_)
    return pa.array(cells, type_)


def _texts(path: Path) -> pa.Table:
    cells: dict[str, list[str | None]] = {"doc_id": [], "raw": [], "text": []}
    with path.open(encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            for name, column in cells.items():
                column.append(article[name])
    return pa.table(cells, schema=arrow_schema("texts"))
