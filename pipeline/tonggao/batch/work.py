"""The work of one shard: articles read, tabulated, rendered, and stored whole under the shard's key."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from tonggao.batch.plan import Shard
from tonggao.batch.reading import read
from tonggao.dataset.collect import Columns, Options, collect
from tonggao.dataset.outcome import Outcome
from tonggao.dataset.render import TEXT_FORMATS, renditions
from tonggao.dataset.tabulate import Tables, columns_of, to_arrow
from tonggao.errors import ExportError
from tonggao.grammar.load import load_rules
from tonggao.schema import tables

TABLES, COUNTS = "tables.arrow", "counts.json"
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker has to know: where shards are kept, which rules, how rows are shown, which texts to render."""

    store: Path
    rules: Path | None
    options: Options
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A stored shard: its folder, and how many rows each table has, with `to_review` and `failed` beside them."""

    home: Path
    counts: Counts


def work(shard: Shard, job: Job) -> Done:
    """The stored result of one shard, made where it does not stand yet."""
    home = job.store / shard.key
    try:
        if not (home / COUNTS).is_file():
            columns, tables_ = read(shard.items, load_rules(job.rules), partial(_make, job.options))
            _write(home, _contents(columns, tables_, job.formats))
        missing = [name for name in job.formats if name in TEXT_FORMATS and not (home / name).is_dir()]
        if missing:
            columns = columns_of(read_tables(home / TABLES))
            for name in missing:
                pieces = renditions([name], columns)
                _write(home / name, {key.partition("/")[2]: piece for key, piece in pieces.items()})
    except OSError as error:
        raise ExportError(f"shard {home} could not be written: {error.strerror or error}") from error
    return Done(home, json.loads((home / COUNTS).read_text(encoding="utf-8")))


def _make(options: Options, outcomes: list[Outcome]) -> tuple[Columns, Tables]:
    columns = collect(outcomes, options)
    return columns, to_arrow(columns)


def _contents(columns: Columns, found: Tables, formats: tuple[str, ...]) -> dict[str, bytes]:
    counts = {name: len(next(iter(cells.values()))) for name, cells in columns.items()}
    counts |= {"to_review": sum(columns["documents"]["to_review"]), "failed": columns["issues"]["code"].count("failed")}
    file = pa.BufferOutputStream()
    write_tables(file, found)
    return renditions(formats, columns) | {TABLES: file.getvalue().to_pybytes(), COUNTS: json.dumps(counts).encode()}


def _write(home: Path, contents: dict[str, bytes]) -> None:
    """Write a folder beside its place and move it there when it is complete."""
    part = home.with_name(f".{home.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        for name, content in contents.items():
            (part / name).parent.mkdir(exist_ok=True)
            (part / name).write_bytes(content)
        part.rename(home)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_tables(file: pa.NativeFile, found: Tables) -> None:
    """All tables of a shard in one file: Arrow streams one after another, in the order of the schema."""
    for name in tables():
        with pa.ipc.new_stream(file, found[name].schema) as stream:
            stream.write_table(found[name])


def read_tables(path: Path) -> Tables:
    """The tables that `write_tables` wrote."""
    found: Tables = {}
    with pa.OSFile(str(path), "rb") as file:
        for name in tables():
            found[name] = pa.ipc.open_stream(file).read_all()
    return found
