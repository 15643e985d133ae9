"""Columns of the tables that go by article: documents, repairs, issues, sentences, texts."""

from __future__ import annotations

from typing import Any

from tonggao.dataset.gather import Gathered
from tonggao.dataset.ids import sha256
from tonggao.dataset.mention_rows import Cells
from tonggao.dataset.outcome import Notice
from tonggao.model import Article, Reading, Repair
from tonggao.schema import tables


def documents(batch: Gathered) -> Cells:
    """A row an article, also for one that failed."""
    rows = [
        _document(*row)
        for row in zip(batch.doc_ids, batch.articles, batch.readings, batch.copies_of, strict=True)
    ]
    return {c.name: [row[c.name] for row in rows] for c in tables()["documents"].columns}


def _document(doc_id: str, article: Article, reading: Reading | None, copy_of: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "doc_id": doc_id, "title": article.title, "published": article.published, "source": article.source,
        "url": article.url, "region": article.region, "region_from": "given" if article.region else None,
        "published_from": "given" if article.published else None, "reference_date": article.published,
        "script": None, "characters": len(article.raw), "sha256": sha256(article.raw),
        "repairs": 0, "facts": 0, "to_review": 0, "duplicate_of": copy_of,
    }  # fmt: skip
    if reading is not None:
        row |= {
            "region": reading.document.region or None, "region_from": reading.document.region_from or None,
            "published_from": reading.published_from or None, "reference_date": reading.reference_date,
            "script": reading.document.script, "repairs": len(reading.document.repairs),
            "facts": len(reading.facts),
            "to_review": sum(1 for f in reading.facts if f.review or f.quantity.review),
        }  # fmt: skip
    return row


def repairs(batch: Gathered) -> Cells:
    """A row a repair."""
    ids: list[str] = []
    doc_ids: list[str] = []
    found: list[Repair] = []
    for doc_id, reading in zip(batch.doc_ids, batch.readings, strict=True):
        own = reading.document.repairs if reading is not None else ()
        found += own
        ids += [f"r-{doc_id}-{number}" for number in range(1, len(own) + 1)]
        doc_ids += [doc_id] * len(own)
    return {
        "repair_id": ids,
        "doc_id": doc_ids,
        "start_char": [r.start for r in found],
        "end_char": [r.end for r in found],
        "before": [r.before or None for r in found],
        "after": [r.after or None for r in found],
        "kind": [r.kind for r in found],
        "proof": [r.proof for r in found],
        "candidates": ["|".join(r.candidates) or None for r in found],
    }


def sentences(batch: Gathered) -> Cells:
    """A row a sentence that is not empty."""
    kept = [n for n, s in enumerate(batch.sentences) if s.end > s.start]
    spans = []
    for number in kept:
        sentence, reading = batch.sentences[number], batch.readings[batch.sentence_articles[number]]
        assert reading is not None
        spans.append(reading.document.origin.raw_span(sentence.start, sentence.end))
    return {
        "doc_id": [batch.doc_ids[batch.sentence_articles[n]] for n in kept],
        "sentence": [batch.sentence_numbers[n] for n in kept],
        "zone": [batch.sentences[n].zone for n in kept],
        "paragraph": [batch.sentences[n].paragraph for n in kept],
        "start_char": [start for start, _ in spans],
        "end_char": [end for _, end in spans],
        "text": [batch.sentence_texts[n] for n in kept],
    }


def texts(batch: Gathered) -> Cells:
    """A row an article: the text as received, and the repaired one."""
    return {
        "doc_id": list(batch.doc_ids),
        "raw": [article.raw for article in batch.articles],
        "text": [reading.document.text if reading is not None else None for reading in batch.readings],
    }


def issues(batch: Gathered) -> Cells:
    """A row an issue: those of input rows, then those that the line told of the article."""
    rows: list[dict[str, Any]] = []
    for number, notices in batch.notices:
        doc_id = None if number is None else batch.doc_ids[number]
        own = [_issue(notice, None, None) for notice in notices]
        reading = None if number is None else batch.readings[number]
        for issue in reading.issues if reading is not None else ():
            span: tuple[int | None, int | None] = (None, None)
            if reading is not None and issue.start is not None and issue.end is not None:
                span = reading.document.origin.raw_span(issue.start, issue.end)
            own.append(_issue(Notice(issue.code, issue.message, issue.severity), *span))
        for count, row in enumerate(own, 1):
            row["doc_id"] = doc_id
            place = f"{row['file']}\0{row['line']}\0{row['code']}\0{count}"
            row["issue_id"] = f"i-{doc_id}-{count}" if doc_id else f"i-{sha256(place)[:16]}"
        rows += own
    return {c.name: [row[c.name] for row in rows] for c in tables()["issues"].columns}


def _issue(notice: Notice, start: int | None, end: int | None) -> dict[str, Any]:
    return {
        "severity": notice.severity, "code": notice.code, "message": notice.message,
        "file": notice.file, "line": notice.line, "start_char": start, "end_char": end,
    }  # fmt: skip
