"""Lexicons: sorted TSV files with a header, read once, every error with file and row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tonggao.errors import TableError

Row = Mapping[str, str]
OFF = "!"  # a user's row whose key begins so switches the built-in row of that key off


@dataclass(frozen=True, slots=True)
class Table:
    """A lexicon: `rows` by key, the key being the first column (Simplified)."""

    name: str
    columns: tuple[str, ...]
    rows: dict[str, Row]

    def column(self, name: str) -> dict[str, str]:
        """Key → value of one column, rows that leave it empty left out. Raises `TableError` for an unknown column."""
        if name not in self.columns:
            raise TableError(f"lexicon {self.name} has no column {name!r}; it has {', '.join(self.columns)}")
        return {key: row[name] for key, row in self.rows.items() if row[name]}

    def where(self, column: str, value: str) -> list[str]:
        """Keys of the rows whose `column` says `value`."""
        return [key for key, row in self.rows.items() if row.get(column) == value]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())


def read_table(path: Path) -> Table:
    """Read one TSV lexicon. `#` lines are comments; a missing trailing column is empty.

    Raises `TableError` with file and line for a row of too many columns, an empty or a repeated key.
    """
    columns: tuple[str, ...] = ()
    rows: dict[str, Row] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if not columns:
            columns = tuple(cells)
            continue
        if len(cells) > len(columns):
            raise TableError(f"{path}:{number}: {len(cells)} cells under {len(columns)} columns; check the tabs")
        cells += [""] * (len(columns) - len(cells))
        key = cells[0].strip()
        if not key:
            raise TableError(f"{path}:{number}: the key (first column, {columns[0]}) is empty")
        if key in rows:
            raise TableError(f"{path}:{number}: {key} stands twice; merge the two rows")
        rows[key] = dict(zip(columns, cells, strict=True))
    if not columns:
        raise TableError(f"{path}: no header row")
    return Table(path.stem, columns, rows)


def overlay(base: Table | None, extra: Table) -> Table:
    """The built-in table with a user's rows over it: new keys added, same keys replaced, `!key` switched off.

    Raises `TableError` where the user's table has a column that the built-in one lacks.
    """
    if base is None:
        return extra
    unknown = [c for c in extra.columns if c not in base.columns]
    if unknown:
        raise TableError(f"lexicon {extra.name}: unknown column {', '.join(unknown)}; known: {', '.join(base.columns)}")
    rows = dict(base.rows)
    for key, row in extra.rows.items():
        if key.startswith(OFF):
            if rows.pop(key[len(OFF) :], None) is None:
                raise TableError(f"lexicon {extra.name}: {key} switches off a row that does not exist")
            continue
        full = dict.fromkeys(base.columns, "") | dict(row)
        full[base.columns[0]] = key
        rows[key] = full
    return Table(base.name, base.columns, rows)
