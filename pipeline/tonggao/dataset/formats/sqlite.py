"""SQLite: one file with real keys, and full-text search over sentences in both scripts, as Datasette opens it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from tonggao.dataset.collect import Columns
from tonggao.dataset.files import part_of
from tonggao.dataset.formats.parquet import HasTables
from tonggao.dataset.tabulate import columns_of
from tonggao.errors import ExportError
from tonggao.schema import TableSchema, tables

FILE = "tonggao.sqlite"
TYPES = {"string": "TEXT", "text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
TRADITIONAL = ("s2t", "s2tw", "s2hk")
SEARCH = """create virtual table sentences_fts using fts5(words, content="sentences", tokenize="unicode61")"""


class SqliteWriter:
    """Writes every table, foreign keys declared, and indexes the words of every sentence.

    The stock tokenizers take a run of Chinese characters for one word and would find no 凉山; so each sentence has its
    `words`: the cut words, the dictionary's words inside them, and all of them in Traditional characters.
    """

    def __init__(self, out: Path, name: str, stack: ExitStack) -> None:
        path = out / FILE
        self.files = [path]
        part_of(path).unlink(missing_ok=True)
        self._connection = sqlite3.connect(part_of(path))
        stack.callback(self._connection.close)
        for setting in ("journal_mode=off", "synchronous=off", "foreign_keys=off", "page_size=8192"):
            self._connection.execute(f"pragma {setting}")
        for table in tables().values():
            self._connection.execute(_declaration(table))
        self._connection.execute(SEARCH)

    def add(self, batch: HasTables) -> None:
        """Insert the rows of one batch."""
        columns: Columns = columns_of(batch.tables)
        columns["sentences"]["words"] = [_words(text) for text in columns["sentences"]["text"]]
        try:
            for name, cells in columns.items():
                names = ", ".join(f'"{column}"' for column in cells)
                marks = ", ".join("?" * len(cells))
                self._connection.executemany(
                    f'insert into "{name}" ({names}) values ({marks})', zip(*cells.values(), strict=True)
                )
        except sqlite3.Error as error:
            raise ExportError(f"{FILE}: {error}") from error

    def close(self) -> None:
        """Build the search index and the indexes on foreign keys, and close the file."""
        self._connection.execute("insert into sentences_fts(sentences_fts) values ('rebuild')")
        for table in tables().values():
            for column in table.foreign:
                self._connection.execute(f'create index "{table.name}_{column}" on "{table.name}"("{column}")')
        self._connection.commit()
        self._connection.close()


def _declaration(table: TableSchema) -> str:
    lines = []
    for column in table.columns:
        rest = " primary key" if column.key == "primary" else ""
        rest += "" if column.null else " not null"
        lines.append(f'"{column.name}" {TYPES[column.type]}{rest}')
    if table.name == "sentences":
        lines.append('"words" TEXT')
    for name, target in table.foreign.items():
        lines.append(f'foreign key ("{name}") references "{target}"("{tables()[target].primary}")')
    return f'create table "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _words(text: str) -> str:
    """The words of a sentence for searching, Simplified first, then those that differ in Traditional characters."""
    from tonggao.text.dictionary import engine

    found = [word for word in engine().cut_for_search(_convert("t2s")(text)) if not word.isspace()]
    variants = [variant for word in dict.fromkeys(found) for variant in _variants(word)]
    return " ".join([*found, *variants])


@lru_cache(maxsize=200_000)
def _variants(word: str) -> tuple[str, ...]:
    made: Iterable[str] = (_convert(mode)(word) for mode in TRADITIONAL)
    return tuple(variant for variant in dict.fromkeys(made) if variant != word)


@lru_cache(maxsize=8)
def _convert(mode: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(mode).convert
    return convert


writer = SqliteWriter
