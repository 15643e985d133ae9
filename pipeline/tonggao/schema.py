"""Every table and column that tonggao writes, declared once: type, null, keys, allowed values, titles in two languages.

The declaration itself is data (`tables/schema_tables.tsv`, `tables/schema_columns.tsv`); this module reads it. Arrow
types, every export, the data package, the README's column tables and the tests follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tonggao.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

HOME = Path(__file__).resolve().parent / "tables"
TYPES = ("string", "text", "integer", "number", "boolean", "date")
ROLES = ("table", "flat", "inner")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `text` is `string` that holds words of the article, which `--script` converts.

    `key` is `primary`, or the table whose primary key the column repeats; `values` are the only ones allowed.
    """

    name: str
    type: str
    null: bool
    key: str
    values: tuple[str, ...]
    title: str
    title_zh: str
    description: str
    description_zh: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table. `role`: `table` is written as such, `flat` repeats others in words, `inner` serves other files."""

    name: str
    role: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    columns: tuple[Column, ...]

    @property
    def primary(self) -> str | None:
        """Name of the column that tells the rows apart, `None` where there is none."""
        return next((c.name for c in self.columns if c.key == "primary"), None)

    @property
    def foreign(self) -> dict[str, str]:
        """Column → table whose primary key it repeats."""
        return {c.name: c.key for c in self.columns if c.key not in ("", "primary")}

    def column(self, name: str) -> Column:
        """The column `name`. Raises `TableError` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise TableError(f"table {self.name} has no column {name!r}")


@lru_cache(maxsize=1)
def tables() -> dict[str, TableSchema]:
    """All tables by name, in the order in which they are written.

    >>> tables()["facts"].column("what").title_zh
    '所计之物'
    >>> tables()["facts"].foreign["quantity_id"], tables()["quantities"].primary
    ('quantities', 'mention_id')
    """
    columns: dict[str, list[Column]] = {}
    for where, row in _rows(HOME / "schema_columns.tsv"):
        columns.setdefault(row["table"], []).append(_column(row, where))
    found: dict[str, TableSchema] = {}
    for where, row in _rows(HOME / "schema_tables.tsv"):
        if row["role"] not in ROLES:
            raise TableError(f"{where}: role {row['role']!r} is none of {', '.join(ROLES)}")
        name = row["table"]
        own = (*columns.get(row["base"], ()), *columns.get(name, ()))
        found[name] = TableSchema(
            name, row["role"], row["title"], row["title_zh"], row["description"], row["description_zh"], own
        )
    for table in found.values():
        for column, target in table.foreign.items():
            if target not in found or found[target].primary is None:
                raise TableError(f"{table.name}.{column}: no table {target!r} with a primary key")
    return found


def written() -> list[TableSchema]:
    """The tables that become files, `facts_flat` last."""
    return [t for t in tables().values() if t.role != "inner"]


@lru_cache(maxsize=32)
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of table `name`, without null where the declaration allows none."""
    import pyarrow as pa

    arrow = {
        "string": pa.string(), "text": pa.string(), "integer": pa.int64(),
        "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    return pa.schema([pa.field(c.name, arrow[c.type], nullable=c.null) for c in tables()[name].columns])


def _rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(f"{path}:{number}: {len(cells)} cells under {len(header)} columns")
        found.append((f"{path}:{number}", dict(zip(header, cells, strict=True))))
    return found


def _column(row: dict[str, str], where: str) -> Column:
    if row["type"] not in TYPES:
        raise TableError(f"{where}: type {row['type']!r} is none of {', '.join(TYPES)}")
    if row["null"] not in ("yes", "no"):
        raise TableError(f"{where}: null is {row['null']!r}, not yes or no")
    return Column(
        row["column"], row["type"], row["null"] == "yes", row["key"], tuple(row["values"].split()),
        row["title"], row["title_zh"], row["description"], row["description_zh"],
    )  # fmt: skip
