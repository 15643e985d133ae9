"""A spaCy `Doc` of a reading: words as tokens, mentions as spans by kind, facts as plain objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from tonggao.dataset.ids import document_id, mention_id
from tonggao.dataset.mention_rows import TABLES
from tonggao.model import Document, Kind, Mention

if TYPE_CHECKING:
    from tonggao.result import Extraction


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention as a span of `Doc.text`, with the id of its row."""

    start: int
    end: int
    kind: Kind
    row: str = ""


def register() -> None:
    """Declare the attributes that our docs and spans have under `._`; done once, however often it is called.

    `doc._.tonggao` is the article as in `articles.jsonl`, `doc._.facts` its facts; `span._.row` is the row that a
    span of ours stands for.
    """
    if Doc.has_extension("tonggao"):
        return
    Doc.set_extension("tonggao", default=None)
    Doc.set_extension("facts", getter=lambda doc: (doc._.tonggao or {}).get("facts", []))
    Span.set_extension("row", getter=_row)


def _row(span: Span) -> dict[str, Any] | None:
    """The row of the article's JSON that a span stands for, `None` for a span that is not ours."""
    names = [table for kind, table in TABLES.items() if kind.upper() == span.label_]
    rows = [row for table in names for row in (span.doc._.tonggao or {}).get(table, ())]
    return next((row for row in rows if row["mention_id"] == span.id_), None)


def build_doc(result: Extraction, vocab: Vocab | None = None) -> Doc:
    """The `Doc` of a finished extraction. Its text is the repaired text, a token's `norm_` the Simplified shadow."""
    article = result.to_dict()
    known = {row["mention_id"] for table in TABLES.values() for row in article[table]}
    found = [m for m in marked(result.reading.document, result.reading.mentions) if m.row in known]
    cuts = {offset for m in found for offset in (m.start, m.end)}
    doc = token_doc(result.reading.document, vocab if vocab is not None else Vocab(), cuts)
    fill(doc, found, article)
    return doc


def marked(document: Document, mentions: Iterable[Mention]) -> list[Marked]:
    """The mentions with the ids that their rows have; blocks are left out."""
    doc_id = document.article.doc_id or document_id(document.article.raw)
    found = []
    for m in mentions:
        if m.kind != "block":
            start, end = document.origin.raw_span(m.start, m.end)
            found.append(Marked(m.start, m.end, m.kind, mention_id(m.kind, doc_id, start, end)))
    return found


def token_doc(document: Document, vocab: Vocab, cuts: Iterable[int] = ()) -> Doc:
    """The words of a document as tokens, cut further at `cuts`; sentences are those of the line."""
    register()
    bounds = sorted({*document.words.starts, *cuts})
    pairs = list(pairwise(bounds))
    doc = Doc(vocab, words=[document.text[a:b] for a, b in pairs], spaces=[False] * len(pairs))
    starts = {s.start for s in document.sentences}
    for token, (start, end) in zip(doc, pairs, strict=True):
        token.norm_ = document.shadow[start:end]
        token.is_sent_start = token.i == 0 or start in starts
    return doc


def fill(doc: Doc, mentions: Sequence[Marked], article: dict[str, Any] | None) -> None:
    """Set `doc.spans` by kind, `doc.ents` (the longest where they overlap), and the article's JSON."""
    groups: dict[str, list[Span]] = {table: [] for table in TABLES.values()}
    for m in mentions:
        span = doc.char_span(m.start, m.end, label=m.kind.upper(), alignment_mode="expand")
        if span is not None:
            span.id_ = m.row
            groups[TABLES[m.kind]].append(span)
    for table, spans in groups.items():
        doc.spans[table] = spans
    doc.set_ents(filter_spans([span for spans in groups.values() for span in spans]))
    doc._.tonggao = article
