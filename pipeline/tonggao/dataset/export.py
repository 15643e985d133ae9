"""Export: batches in order, into files of the formats asked for, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from tonggao.dataset.datapackage import Finished, describe
from tonggao.dataset.files import part_of, write_whole
from tonggao.dataset.render import TEXT_FORMATS, TextFile, renditions
from tonggao.dataset.tabulate import Tables, columns_of
from tonggao.errors import ExportError

BINARY_FORMATS = {"parquet": "parquet", "sqlite": "sqlite", "xlsx": "xlsx"}  # format → module in `formats`
FORMATS = ("csv", "jsonl", "json", "parquet", "sqlite", "xlsx", "geojson")
USUAL = ("csv", "jsonl")


class Batch(Protocol):
    """Articles in order: their tables, and their piece of a text file."""

    @property
    def tables(self) -> Tables:
        """Every table of the schema."""

    def piece(self, format_: str, file: str) -> bytes:
        """The piece of one file of one text format."""


class MemoryBatch:
    """A batch whose tables stand in memory; pieces are rendered when a format first asks for one."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._pieces: dict[str, bytes] = {}

    def piece(self, format_: str, file: str) -> bytes:
        """The piece of one file of one text format."""
        key = f"{format_}/{file}"
        if key not in self._pieces:
            self._pieces |= renditions([format_], columns_of(self.tables))
        return self._pieces[key]


class Writer(Protocol):
    """Writes the files of one format: a batch at a time, then the end; `files` are the finished parts."""

    files: list[Path]

    def add(self, batch: Batch) -> None:
        """Write one batch."""

    def close(self) -> None:
        """Write what comes after the last batch."""


class TextWriter:
    """The files of a text format: pieces one after another."""

    def __init__(self, out: Path, format_: str, stack: ExitStack) -> None:
        self._format = format_
        self._open: list[tuple[TextFile, BinaryIO]] = []
        self._begun: set[str] = set()
        self.files: list[Path] = []
        for file in TEXT_FORMATS[format_].files():
            path = out / file.name
            handle = stack.enter_context(part_of(path).open("wb"))
            handle.write(file.head.encode("utf-8"))
            self._open.append((file, handle))
            self.files.append(path)

    def add(self, batch: Batch) -> None:
        """Append the batch's piece to every file."""
        for file, handle in self._open:
            piece = batch.piece(self._format, file.name)
            if piece and file.name in self._begun:
                handle.write(file.separator.encode("utf-8"))
            if piece:
                self._begun.add(file.name)
                handle.write(piece)

    def close(self) -> None:
        """Write the foot of every file."""
        for file, handle in self._open:
            handle.write(file.foot.encode("utf-8"))
            handle.close()


def check_formats(names: Iterable[str]) -> None:
    """Raise `ExportError` for a format that is unknown or not installed, before any work is done."""
    for name in names:
        if name not in TEXT_FORMATS and name not in BINARY_FORMATS:
            raise ExportError(f"unknown format {name!r}; known: {', '.join(FORMATS)}")
        if name == "xlsx" and find_spec("openpyxl") is None:
            raise ExportError("xlsx needs openpyxl: pip install 'tonggao[xlsx]'")


def export(out: Path, formats: Sequence[str], batches: Iterable[Batch], about: dict[str, Any]) -> list[Path]:
    """Write `batches` to the folder `out` in every format of `formats`, with `datapackage.json` beside them.

    Files appear when all are complete; after an error none of this run's is left. `about` says what the data package
    tells of the run (version, hash of the rules, vintage of the gazetteer). Returns the files. Raises `ExportError`
    for an unknown format, for one that is not installed, and where a file cannot be written.
    """
    names = list(dict.fromkeys(formats))
    check_formats(names)
    written: list[Path] = []
    with ExitStack() as stack:
        try:
            out.mkdir(parents=True, exist_ok=True)
            stack.callback(_clean, written)
            writers: list[Writer] = []
            for name in names:
                writers.append(_writer(name)(out, name, stack))
                written += writers[-1].files
            for batch in batches:
                for writer in writers:
                    writer.add(batch)
            for writer in writers:
                writer.close()
            package = describe(about, [Finished.of(path, part_of(path)) for path in written])
            for path in written:
                part_of(path).replace(path)
            write_whole(out / "datapackage.json", package)
        except OSError as error:
            raise ExportError(f"{error.filename or out} could not be written: {error.strerror or error}") from error
    return [*written, out / "datapackage.json"]


def _writer(name: str) -> Callable[[Path, str, ExitStack], Writer]:
    if name in TEXT_FORMATS:
        return TextWriter
    made: Callable[[Path, str, ExitStack], Writer] = import_module(
        f"tonggao.dataset.formats.{BINARY_FORMATS[name]}"
    ).writer
    return made


def _clean(paths: list[Path]) -> None:
    for path in paths:
        part_of(path).unlink(missing_ok=True)
