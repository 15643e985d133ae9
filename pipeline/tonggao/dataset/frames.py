"""The dataset as pandas data frames: a property a table, saved and loaded without loss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from tonggao.dataset.export import USUAL, MemoryBatch, export
from tonggao.dataset.load import load_tables
from tonggao.dataset.tabulate import Tables
from tonggao.errors import ExportError
from tonggao.schema import arrow_schema, tables, written

if TYPE_CHECKING:
    import pandas as pd


def frame(name: str, table: pa.Table) -> pd.DataFrame:
    """One table as a data frame: strings, doubles, integers and booleans that may be missing, days as dates."""
    import pandas as pd

    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    data: pd.DataFrame = table.to_pandas(date_as_object=False, types_mapper=nullable.get)
    whole = [c.name for c in tables()[name].columns if c.type == "integer" and not c.null]
    return data.astype(dict.fromkeys(whole, "int64"))


class Dataset:
    """Every table of a corpus: `dataset.facts`, `dataset.quantities` … are pandas data frames.

    The frames are copies to work with; `save` writes what was extracted.
    """

    def __init__(self, tables_: Tables, told: dict[str, Any] | None = None) -> None:
        """`told` is what the data package says of the run that made the tables: rules, gazetteer, script."""
        for name, table in tables_.items():
            if not table.schema.equals(arrow_schema(name)):
                raise ExportError(f"table {name} does not have the columns of the schema")
        self.tables = tables_
        self.told = told or {}
        self._frames: dict[str, pd.DataFrame] = {}

    def __getattr__(self, name: str) -> pd.DataFrame:
        """The data frame of table `name`."""
        if name.startswith("_") or name not in self.tables:
            raise AttributeError(f"no table {name!r}; there are {', '.join(self.__dict__.get('tables', ()))}")
        if name not in self._frames:
            self._frames[name] = frame(name, self.tables[name])
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def save(self, folder: str | Path, formats: Sequence[str] = USUAL) -> list[Path]:
        """Write every table to `folder` in each of `formats`; returns the files. Raises as `export` does."""
        return export(Path(folder), formats, [MemoryBatch(self.tables)], self.told)

    @classmethod
    def load(cls, folder: str | Path) -> Dataset:
        """The dataset that was saved in `folder`. Raises `ExportError` where none stands there."""
        return cls(*load_tables(Path(folder)))

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.tables[t.name].num_rows} {t.name}" for t in written() if t.role == "table")
        return f"<Dataset {counts}>"

    def _repr_html_(self) -> str:
        """Counts of all tables and the head of the facts in words, for a notebook."""
        rows = "".join(
            f"<tr><td>{t.name}</td><td>{self.tables[t.name].num_rows}</td><td>{t.title_zh}</td><td>{t.description}</td></tr>"
            for t in written()
        )
        head = "<tr><th>table</th><th>rows</th><th></th><th></th></tr>"
        return f"<table>{head}{rows}</table>{self.facts_flat.head(10).to_html(index=False)}"
