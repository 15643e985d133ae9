"""Named errors: every one says which file, which place in it, and what mends it."""

from __future__ import annotations


class TonggaoError(Exception):
    """Base of every error that tonggao raises on purpose."""


class ReadError(TonggaoError):
    """A file or record that cannot be read as an article (binary, empty, broken line)."""


class TableError(TonggaoError):
    """A broken rule, lexicon or table row: raised at loading, names file and row."""


class OffsetError(TonggaoError):
    """An offset that lies outside the text it points into, or a map that is not monotone."""


class CorpusError(TonggaoError):
    """A corpus folder that cannot be used as it stands (missing metadata, repeated id)."""


class ExportError(TonggaoError):
    """An output that could not be written whole, or a format that is not installed."""
