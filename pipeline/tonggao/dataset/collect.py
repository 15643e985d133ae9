"""Readings of a batch as columns of every table: the rows, before any engine or format has seen them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from tonggao.dataset import fact_rows, mention_rows
from tonggao.dataset.exact import day
from tonggao.dataset.ids import document_id, sha256
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.dataset.script import Converter
from tonggao.dataset.view import View
from tonggao.errors import ExportError
from tonggao.model import Article, Mention, Reading
from tonggao.schema import tables

Columns = dict[str, dict[str, list[Any]]]
Script = Literal["hans", "hant", "source"]
SLICED = ("text", "sentence_text")  # cut from the text itself, so they need no conversion


@dataclass(frozen=True, slots=True)
class Options:
    """How rows are shown: `script` of the words in them; `boilerplate`: mentions in navigation and footers too."""

    script: Script = "hans"
    boilerplate: bool = False


def collect(outcomes: Iterable[Outcome], options: Options | None = None) -> Columns:
    """Columns of every table of the schema, rows in the order of `outcomes`. Raises as `add` does."""
    columns = blank()
    for outcome in outcomes:
        add(columns, outcome, options or Options())
    return columns


def blank() -> Columns:
    """Every column of every table, without a cell."""
    return {name: {c.name: [] for c in table.columns} for name, table in tables().items()}


def add(columns: Columns, outcome: Outcome, options: Options) -> None:
    """Add the rows of one outcome, all of them or none.

    A failed article has its row in `documents` and one in `issues`; an unreadable input row only the latter.
    Raises `ExportError` for a mention without its value and for an empty cell where the schema allows none.
    """
    rows: Columns = {}
    doc_id = None
    if outcome.article is not None:
        doc_id = outcome.article.doc_id or document_id(outcome.article.raw)
        if outcome.reading is None:
            rows["documents"] = _document(doc_id, outcome.article, None)
            rows["texts"] = {"doc_id": [doc_id], "raw": [outcome.article.raw], "text": [None]}
        else:
            rows = _article(doc_id, outcome.reading, options)
    rows["issues"] = _issues(doc_id, outcome)
    for name, cells in rows.items():
        for column in _required(name):
            if None in cells[column]:
                raise ExportError(f"{doc_id}: {name}.{column} is empty")
    for name, cells in rows.items():
        for column, own in columns[name].items():
            own += cells[column]


def _article(doc_id: str, reading: Reading, options: Options) -> Columns:
    """The rows of one article for every table that it has any in."""
    document = reading.document
    converter = Converter(options.script, document)
    view = View.of(doc_id, document, converter.text)
    rows: Columns = {}
    kept = [m for m in reading.mentions if m.kind != "block" and (options.boilerplate or _wanted(view, m))]
    for kind, name in mention_rows.TABLES.items():
        found = [m for m in kept if m.kind == kind]
        rows[name] = mention_rows.shared(view, kind, found) | mention_rows.OWN[kind](found)
    ids = fact_rows.fact_ids(view, reading.facts)
    rows["facts"] = fact_rows.facts(view, reading, ids)
    rows["fact_slots"] = fact_rows.fact_slots(view, reading.facts, ids)
    rows["repairs"] = _repairs(doc_id, reading)
    rows["sentences"] = _sentences(view)
    rows["documents"] = _document(doc_id, document.article, reading)
    rows["texts"] = {"doc_id": [doc_id], "raw": [document.article.raw], "text": [document.text]}
    for name, cells in rows.items():
        for column in _of_type(name, "date"):
            cells[column] = [day(cell) for cell in cells[column]]
        if converter.active:
            for column in _of_type(name, "text"):
                cells[column] = converter.words(cells[column])
    rows["facts_flat"] = _flat(rows)
    return rows


@lru_cache(maxsize=64)
def _required(table: str) -> tuple[str, ...]:
    return tuple(c.name for c in tables()[table].columns if not c.null)


@lru_cache(maxsize=64)
def _of_type(table: str, type_: str) -> tuple[str, ...]:
    """Columns of one type that have to be looked at: days to be checked, words that no slice of the text gave."""
    return tuple(c.name for c in tables()[table].columns if c.type == type_ and c.name not in SLICED)


def _wanted(view: View, mention: Mention) -> bool:
    return view.sentence(view.sentence_number(mention.start)).zone != "boilerplate"


def _document(doc_id: str, article: Article, reading: Reading | None) -> dict[str, list[Any]]:
    row: dict[str, Any] = {
        "doc_id": doc_id, "title": article.title, "published": article.published, "source": article.source,
        "url": article.url, "region": article.region, "region_from": "given" if article.region else None,
        "published_from": "given" if article.published else None, "reference_date": article.published,
        "script": None, "characters": len(article.raw), "sha256": sha256(article.raw),
        "repairs": 0, "facts": 0, "to_review": 0, "duplicate_of": None,
    }  # fmt: skip
    if reading is not None:
        row |= {
            "region": reading.document.region or None, "region_from": reading.document.region_from or None,
            "published_from": reading.published_from or None, "reference_date": reading.reference_date,
            "script": reading.document.script, "repairs": len(reading.document.repairs),
            "facts": len(reading.facts),
            "to_review": sum(1 for f in reading.facts if f.review or f.quantity.review),
        }  # fmt: skip
    return {name: [value] for name, value in row.items()}


def _repairs(doc_id: str, reading: Reading) -> dict[str, list[Any]]:
    repairs = reading.document.repairs
    return {
        "repair_id": [f"r-{doc_id}-{number}" for number in range(1, len(repairs) + 1)],
        "doc_id": [doc_id] * len(repairs),
        "start_char": [r.start for r in repairs],
        "end_char": [r.end for r in repairs],
        "before": [r.before or None for r in repairs],
        "after": [r.after or None for r in repairs],
        "kind": [r.kind for r in repairs],
        "proof": [r.proof for r in repairs],
        "candidates": ["|".join(r.candidates) or None for r in repairs],
    }


def _sentences(view: View) -> dict[str, list[Any]]:
    sentences = [(n, s) for n, s in enumerate(view.document.sentences, 1) if s.end > s.start]
    starts, ends = view.raw_spans([(s.start, s.end) for _, s in sentences])
    return {
        "doc_id": [view.doc_id] * len(sentences),
        "sentence": [number for number, _ in sentences],
        "zone": [s.zone for _, s in sentences],
        "paragraph": [s.paragraph for _, s in sentences],
        "start_char": starts,
        "end_char": ends,
        "text": [view.sentence_text(number) for number, _ in sentences],
    }


def _issues(doc_id: str | None, outcome: Outcome) -> dict[str, list[Any]]:
    rows: list[tuple[Notice, int | None, int | None]] = [(notice, None, None) for notice in outcome.notices]
    if outcome.reading is not None:
        origin = outcome.reading.document.origin
        for issue in outcome.reading.issues:
            span: tuple[int | None, int | None] = (None, None)
            if issue.start is not None and issue.end is not None:
                span = origin.raw_span(issue.start, issue.end)
            rows.append((Notice(issue.code, issue.message, issue.severity), *span))
    return {
        "issue_id": [_issue_id(doc_id, notice, number) for number, (notice, _, _) in enumerate(rows, 1)],
        "doc_id": [doc_id] * len(rows),
        "severity": [notice.severity for notice, _, _ in rows],
        "code": [notice.code for notice, _, _ in rows],
        "message": [notice.message for notice, _, _ in rows],
        "file": [notice.file for notice, _, _ in rows],
        "line": [notice.line for notice, _, _ in rows],
        "start_char": [start for _, start, _ in rows],
        "end_char": [end for _, _, end in rows],
    }


def _issue_id(doc_id: str | None, notice: Notice, number: int) -> str:
    if doc_id is not None:
        return f"i-{doc_id}-{number}"
    return "i-" + sha256(f"{notice.file}\0{notice.line}\0{notice.code}\0{number}")[:16]


def _flat(rows: Columns) -> dict[str, list[Any]]:
    """The facts in words, out of the columns that stand already."""
    facts, document = rows["facts"], {name: cells[0] for name, cells in rows["documents"].items()}
    count = len(facts["fact_id"])
    flat = {
        "date": [document["published"] or document["reference_date"]] * count,
        "source": [document["source"]] * count,
        "title": [document["title"]] * count,
        "words": facts["text"],
        "value": facts["value_signed"],
        "place": facts["place_name"],
        "sentence": facts["sentence_text"],
    }
    same = (c.name for c in tables()["facts_flat"].columns if c.name not in flat)
    return flat | {name: facts[name] for name in same}
