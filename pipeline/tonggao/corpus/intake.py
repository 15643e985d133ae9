"""Intake: paths in, articles out, in order; what cannot be read comes as a notice that names file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tonggao.corpus.store import check, metadata_of, text_files
from tonggao.dataset.ids import document_id
from tonggao.dataset.outcome import Notice
from tonggao.errors import CorpusError, ReadError
from tonggao.model import Article
from tonggao.text.read import read_articles

TABLES = (".jsonl", ".ndjson", ".csv", ".parquet")


@dataclass(frozen=True, slots=True)
class Item:
    """One input row: an article with its id, or only the notice of why there is none."""

    article: Article | None
    notices: tuple[Notice, ...] = ()


def files(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` mean, folders opened, in order. Raises `ReadError` for a path that does not exist."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = text_files(path)
            if not inside:
                raise ReadError(f"{path}: no article in this folder (a .txt file each)")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise ReadError(f"{path}: no such file or folder")
    return found


def items(paths: Iterable[Path], given: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Every input row in order, each article with an id that no other has.

    `given` is metadata for articles that come without. An id that stands twice is a notice, and the later article
    gets `-2`, `-3` in input order.
    """
    seen: set[str] = set()
    for item in _rows(paths, given or {}):
        if item.article is None:
            yield item
            continue
        wanted = item.article.doc_id or document_id(item.article.raw)
        doc_id, number = wanted, 1
        while doc_id in seen:
            number += 1
            doc_id = f"{wanted}-{number}"
        seen.add(doc_id)
        notices = item.notices
        if doc_id != wanted:
            notices += (Notice("repeated_id", f"the id {wanted} stood before; this article is {doc_id}", "warning"),)
        yield Item(replace(item.article, doc_id=doc_id), notices)


def _rows(paths: Iterable[Path], given: Mapping[str, str]) -> Iterator[Item]:
    for path in paths:
        yield from _file(path, given)


def _file(path: Path, given: Mapping[str, str]) -> Iterator[Item]:
    raise NotImplementedError
