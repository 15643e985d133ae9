"""A finished shard as a batch for export: pieces and tables read from its folder when a format asks for them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from tonggao.batch.work import TABLES, read_tables
from tonggao.dataset.tabulate import Tables


class StoredBatch:
    """The shard in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home

    @cached_property
    def tables(self) -> Tables:
        """Every table of the shard."""
        return read_tables(self._home / TABLES)

    def piece(self, format_: str, file: str) -> bytes:
        """The piece of one file of one text format."""
        return (self._home / format_ / file).read_bytes()
