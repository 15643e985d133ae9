"""Saved outputs read back as the tables they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from tonggao.dataset.datapackage import TOLD
from tonggao.dataset.formats.sqlite import FILE
from tonggao.dataset.tabulate import Tables, empty
from tonggao.errors import ExportError
from tonggao.schema import arrow_schema, tables


def load_tables(folder: Path) -> tuple[Tables, dict[str, Any]]:
    """Every table that was saved in `folder`, and what its data package tells of the run.

    They are read from Parquet, else SQLite, else CSV, of what the last run wrote; what it did not write is empty.
    Raises `ExportError` where the folder holds no dataset, or CSV that was altered for spreadsheets.
    """
    package = folder / "datapackage.json"
    told = json.loads(package.read_text(encoding="utf-8")) if package.is_file() else {}
    written = {resource["path"] for resource in told.get("resources", ())}
    found: Tables = {}
    if "facts.parquet" in written:
        found = _parquet(folder)
    elif FILE in written:
        found = _sqlite(folder / FILE)
    elif "facts.csv" in written:
        found = {name: _csv(folder / f"{name}.csv", name) for name in tables() if (folder / f"{name}.csv").is_file()}
        if "articles.jsonl" in written:
            found["texts"] = _texts(folder / "articles.jsonl")
    else:
        raise ExportError(f"{folder}: no dataset here (a datapackage.json that names Parquet, SQLite or CSV files)")
    return empty() | found, {name: told[name] for name in TOLD if name in told}


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
