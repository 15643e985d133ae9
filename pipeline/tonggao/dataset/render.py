"""The text formats: what a worker writes for its shard, so that the whole file is its shards one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tonggao.dataset import article_json
from tonggao.dataset.collect import Columns
from tonggao.dataset.formats import csv_files, geojson


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file made of pieces: what stands before the first, between two that are not empty, and after the last."""

    name: str
    head: str = ""
    separator: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A text format: its files, and the function that renders the pieces of a batch by file name."""

    files: Callable[[], list[TextFile]]
    pieces: Callable[[Columns], dict[str, str]]


def _csv(excel: bool) -> TextFormat:
    def files() -> list[TextFile]:
        return [TextFile(name, head) for name, head in csv_files.heads(excel).items()]

    return TextFormat(files, lambda columns: csv_files.pieces(columns, excel))


def _lines(columns: Columns) -> dict[str, str]:
    return {"articles.jsonl": "".join(f"{line}\n" for line in article_json.lines(columns))}


def _array(columns: Columns) -> dict[str, str]:
    return {"articles.json": ",\n".join(article_json.lines(columns))}


TEXT_FORMATS: dict[str, TextFormat] = {
    "csv": _csv(excel=False),
    "excel": _csv(excel=True),
    "jsonl": TextFormat(lambda: [TextFile("articles.jsonl")], _lines),
    "json": TextFormat(lambda: [TextFile("articles.json", "[\n", ",\n", "\n]\n")], _array),
    "geojson": TextFormat(
        lambda: [TextFile(geojson.FILE, geojson.HEAD, geojson.SEPARATOR, geojson.FOOT)], geojson.pieces
    ),
}


def renditions(formats: Iterable[str], columns: Columns) -> dict[str, bytes]:
    """`format/file` → its piece for a batch, for every text format among `formats`.

    A lone surrogate, which UTF-8 cannot hold, is written as the escape that JSON reads back.
    """
    found: dict[str, bytes] = {}
    for name in formats:
        if name in TEXT_FORMATS:
            lenient = "backslashreplace" if "json" in name else "replace"
            pieces = TEXT_FORMATS[name].pieces(columns)
            found |= {f"{name}/{file}": piece.encode("utf-8", lenient) for file, piece in pieces.items()}
    return found
