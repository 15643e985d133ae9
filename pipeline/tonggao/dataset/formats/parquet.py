"""Parquet: a file a table, real types, a row group a batch."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from tonggao.dataset.files import part_of
from tonggao.schema import arrow_schema, tables

ROWS = 50_000  # a row group is closed once a table holds that many


class HasTables(Protocol):
    """Anything that has the tables of a batch."""

    @property
    def tables(self) -> dict[str, pa.Table]:
        """Every table of the schema."""


class ParquetWriter:
    """Writes every table of the schema, those included that serve other files (sentences, texts)."""

    def __init__(self, out: Path, name: str, stack: ExitStack) -> None:
        self.files: list[Path] = []
        self._open: dict[str, pq.ParquetWriter] = {}
        self._held: dict[str, list[pa.Table]] = {}
        for table in tables():
            path = out / f"{table}.parquet"
            writer = pq.ParquetWriter(part_of(path), arrow_schema(table), compression="zstd")
            stack.callback(writer.close)
            self._open[table] = writer
            self._held[table] = []
            self.files.append(path)

    def add(self, batch: HasTables) -> None:
        """Write one batch; small batches are gathered into one row group."""
        for table, writer in self._open.items():
            self._held[table].append(batch.tables[table])
            if sum(t.num_rows for t in self._held[table]) >= ROWS:
                self._flush(table, writer)

    def close(self) -> None:
        """Write the last row groups and the footers."""
        for table, writer in self._open.items():
            self._flush(table, writer)
            writer.close()

    def _flush(self, table: str, writer: pq.ParquetWriter) -> None:
        if self._held[table]:
            writer.write_table(pa.concat_tables(self._held[table]).combine_chunks())
            self._held[table] = []


writer = ParquetWriter
