"""Reading: files into articles, each as received; what cannot be read says so and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonggao.errors import ReadError
from tonggao.model import Article, Issue
from tonggao.text.charset import decode

__all__ = ["Received", "decode", "read_articles"]

COLUMNS = ("doc_id", "title", "published", "source", "url", "region", "text")
SURE = 0.95  # below, the charset that was chosen is worth a look
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Received:
    """One text file or one row of a table: the article, or None and an issue of severity `error` that says why.

    `line` is the 1-based line of a JSONL or CSV row, the 1-based row of a Parquet file, None for a text file. An
    article may carry warnings (`charset`: which one was chosen was not sure); its `doc_id` is "" where the input gives
    none.
    """

    path: Path
    line: int | None
    article: Article | None
    issues: tuple[Issue, ...] = ()
    charset: str = "utf-8"
    confidence: float = 1.0


def read_articles(path: Path) -> Iterator[Received]:
    """The articles of a text file, of a folder of `.txt` files (by name), or of a JSONL, CSV or Parquet table.

    A table has the columns `doc_id` (or `id`) `title` `published` `source` `url` `region` `text`, only `text` is
    required, others are passed over. An id that does not begin with a letter gets a `d` before it. A file or row that
    cannot be read is a `Received` without article, and the rest is still read. Raises `ReadError` where `path` does not
    exist, is a folder without `.txt` files, or a table that cannot be opened or has no column `text`.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.txt"), key=lambda file: file.relative_to(path).as_posix())
        if not files:
            raise ReadError(f"{path}: no article in this folder; each is a file ending in .txt")
        for file in files:
            yield _text_file(file)
        return
    if not path.is_file():
        raise ReadError(f"{path}: no such file or folder")
    rows = {".jsonl": _jsonl, ".ndjson": _jsonl, ".csv": _csv, ".tsv": _csv, ".parquet": _parquet}
    read = rows.get(path.suffix.lower())
    if read is None:
        yield _text_file(path)
    else:
        yield from read(path)


def _text_file(path: Path) -> Received:
    try:
        text, charset, sure = decode(path.read_bytes(), path)
    except (ReadError, OSError) as error:
        return _refused(path, None, str(error))
    return Received(path, None, Article(text), _doubts(charset, sure), charset, sure)


def _doubts(charset: str, sure: float) -> tuple[Issue, ...]:
    if sure >= SURE:
        return ()
    return (Issue("charset", f"read as {charset}, which is {sure:.0%} sure; save the text as UTF-8 to be certain"),)


def _refused(path: Path, line: int | None, reason: str) -> Received:
    return Received(path, line, None, (Issue(UNREADABLE, reason, "error"),))


def _row(path: Path, line: int, row: Mapping[str, Any]) -> Received:
    """One row of a table as an article; a row without text is refused."""
    where = f"{path}:{line}"
    values = {name: row.get(name) for name in COLUMNS}
    text = values.pop("text")
    if not isinstance(text, str):
        return _refused(path, line, f"{where}: no text (column `text`)")
    if not text.strip():
        return _refused(path, line, f"{where}: the text is empty")
    given = values.pop("doc_id")
    doc_id = _cell(row.get("id") if given is None else given) or ""
    if doc_id and not doc_id[0].isalpha():
        doc_id = "d" + doc_id
    article = Article(text.removeprefix("\ufeff"), doc_id, **{name: _cell(value) for name, value in values.items()})
    return Received(path, line, article)


def _cell(value: object) -> str | None:
    """A cell as text: None for an empty one, ISO form for days."""
    if value is None or value == "" or value != value:  # NaN
        return None
    return str(value).strip() or None


def _jsonl(path: Path) -> Iterator[Received]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _json_line(path, number, line)


def _json_line(path: Path, number: int, line: bytes) -> Received:
    try:
        text, charset, sure = decode(line, f"{path}:{number}")
        row = json.loads(text)
    except ReadError as error:
        return _refused(path, number, str(error))
    except json.JSONDecodeError as error:
        reason = f"{path}:{number}: not JSON at column {error.colno}: {error.msg}; one object a line is read"
        return _refused(path, number, reason)
    except RecursionError:
        return _refused(path, number, f"{path}:{number}: nested too deeply to be an article")
    if not isinstance(row, dict):
        return _refused(path, number, f"{path}:{number}: a {type(row).__name__}, not an object with the key `text`")
    received = _row(path, number, row)
    if received.article is None:
        return received
    return Received(path, number, received.article, _doubts(charset, sure), charset, sure)


def _csv(path: Path) -> Iterator[Received]:
    text, charset, sure = decode(path.read_bytes(), path)
    first = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    if "text" not in (rows.fieldnames or ()):
        raise ReadError(f"{path}:1: no column `text`; the columns are {', '.join(rows.fieldnames or ()) or 'missing'}")
    line = rows.line_num + 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _refused(path, line, f"{path}:{line}: broken CSV: {error}")
            line = rows.line_num + 1
            continue
        if row is None:
            return
        if None in row:
            cells = len(rows.fieldnames or ())
            yield _refused(
                path, line, f"{path}:{line}: more cells than the {cells} columns; quote cells that hold commas"
            )
        else:
            received = _row(path, line, row)
            issues = _doubts(charset, sure) if received.article else received.issues
            yield Received(path, line, received.article, issues, charset, sure)
        line = rows.line_num + 1


def _parquet(path: Path) -> Iterator[Received]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"{path}: not a Parquet file that can be read: {error}") from error
    names = [name for name in (*COLUMNS, "id") if name in file.schema_arrow.names]
    if "text" not in names:
        raise ReadError(f"{path}: no column `text`; the columns are {', '.join(file.schema_arrow.names)}")
    number = 0
    for batch in file.iter_batches(batch_size=256, columns=names):
        for row in batch.to_pylist():
            number += 1
            yield _row(path, number, row)
