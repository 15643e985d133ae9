"""Intake: paths in, articles out, in order; what cannot be read comes as a notice that names file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tonggao.corpus.store import FIELDS, check, metadata_of, text_files
from tonggao.dataset.ids import document_id
from tonggao.dataset.outcome import Notice
from tonggao.errors import CorpusError, ReadError
from tonggao.model import Article
from tonggao.text.read import Received, read_articles


@dataclass(frozen=True, slots=True)
class Item:
    """One input row: an article with its id, or only the notice of why there is none.

    `skip`: the article is known to be fatal and is only listed. `copy_of`: the id of the earlier article that this one
    copies.
    """

    article: Article | None
    notices: tuple[Notice, ...] = ()
    skip: bool = False
    copy_of: str | None = None


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
        yield replace(item, article=replace(item.article, doc_id=doc_id), notices=notices)


def _rows(paths: Iterable[Path], given: Mapping[str, str]) -> Iterator[Item]:
    for path in paths:
        try:
            beside = metadata_of(path) if path.suffix == ".txt" else {}
            for received in read_articles(path):
                yield _item(path, received, beside, given)
        except (CorpusError, ReadError) as error:
            yield Item(None, (Notice("unreadable", str(error), file=str(path)),))


def _item(path: Path, received: Received, beside: Mapping[str, str], given: Mapping[str, str]) -> Item:
    """One row with what stands beside it and, for what is still open, what was given for all."""
    notices = tuple(
        Notice(issue.code, issue.message, issue.severity, str(path), received.line) for issue in received.issues
    )
    if received.article is None:
        return Item(None, notices)
    article = replace(received.article, **beside)
    missing = {name: value for name, value in given.items() if not getattr(article, name)}
    article = replace(article, **missing)
    try:
        where = str(path) if received.line is None else f"{path}:{received.line}"
        check({name: getattr(article, name) or "" for name in FIELDS}, where)
    except CorpusError as error:
        return Item(None, (*notices, Notice("metadata", str(error), file=str(path), line=received.line)))
    return Item(article, notices)
