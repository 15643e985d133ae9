"""Gathering: the readings of a batch as flat lists, so that every column is made once for the batch.

Most articles are short: what is done once an article and column costs more than the rows themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, repeat

from tonggao.dataset.ids import document_id
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.dataset.script import Converter
from tonggao.errors import ExportError
from tonggao.model import (
    Article,
    Document,
    Fact,
    Kind,
    Mention,
    Name,
    Person,
    Place,
    Quantity,
    Reading,
    Sentence,
    TimeExpression,
)

VALUES: dict[Kind, type] = {
    "quantity": Quantity, "date": TimeExpression, "place": Place,
    "program": Name, "organization": Name, "person": Person,
}  # fmt: skip
NOWHERE = Sentence(0, 0, "body", 0, ())


@dataclass(slots=True)
class Spans:
    """Parallel lists over mentions (or the quantities of facts): one entry a row to be.

    `article` is the number of the article in the batch, `sentence` that of the sentence in `Gathered.sentences`;
    `starts` and `ends` point into the text as received.
    """

    article: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Gathered:
    """All that a batch yielded. Lists named in the plural run over the batch; articles that failed have no reading."""

    articles: list[Article] = field(default_factory=list)
    doc_ids: list[str] = field(default_factory=list)
    copies_of: list[str | None] = field(default_factory=list)
    readings: list[Reading | None] = field(default_factory=list)
    converters: list[Converter | None] = field(default_factory=list)
    mentions: dict[Kind, list[Mention]] = field(default_factory=lambda: {kind: [] for kind in VALUES})
    spans: dict[Kind, Spans] = field(default_factory=lambda: {kind: Spans() for kind in VALUES})
    facts: list[Fact] = field(default_factory=list)
    first_facts: list[int] = field(default_factory=list)  # number of each article's first fact
    fact_spans: Spans = field(default_factory=Spans)
    sentences: list[Sentence] = field(default_factory=list)
    sentence_numbers: list[int] = field(default_factory=list)  # 1-based in their article; 0 for what is in none
    sentence_texts: list[str] = field(default_factory=list)
    sentence_articles: list[int] = field(default_factory=list)
    notices: list[tuple[int | None, tuple[Notice, ...]]] = field(default_factory=list)


def gather(outcomes: Sequence[Outcome], script: str, boilerplate: bool) -> Gathered:
    """The batch as flat lists. Raises `ExportError` for a mention without the value that its kind requires."""
    batch = Gathered()
    for outcome in outcomes:
        if outcome.article is None:
            batch.notices.append((None, outcome.notices))
            continue
        number = len(batch.articles)
        batch.notices.append((number, outcome.notices))
        batch.articles.append(outcome.article)
        batch.doc_ids.append(outcome.article.doc_id or document_id(outcome.article.raw))
        batch.copies_of.append(outcome.copy_of)
        batch.readings.append(outcome.reading)
        batch.first_facts.append(len(batch.facts))
        converter = Converter(script, outcome.reading.document) if outcome.reading else None
        batch.converters.append(converter)
        if outcome.reading is not None and converter is not None:
            _add(batch, number, outcome.reading, converter.text, boilerplate)
    return batch


def _add(batch: Gathered, number: int, reading: Reading, text: str, boilerplate: bool) -> None:
    document = reading.document
    first = len(batch.sentences)
    _add_sentences(batch, number, document, text)
    wanted = reading.mentions if boilerplate else _outside_boilerplate(document, reading.mentions)
    kinds: dict[Kind, list[Mention]] = {kind: [] for kind in VALUES}
    for mention in wanted:
        kind = mention.kind
        if kind != "block":
            if type(mention.value) is not VALUES[kind]:
                raise ExportError(f"rule {mention.rule} gave a {kind} at {mention.start} without its value")
            kinds[kind].append(mention)
    ordered = list(chain.from_iterable(kinds.values()))
    spans = _spans(document, text, number, first, ordered)
    done = 0
    for kind, mentions in kinds.items():
        if mentions:
            batch.mentions[kind] += mentions
            _extend(batch.spans[kind], spans, done, done + len(mentions))
            done += len(mentions)
    if reading.facts:
        batch.facts += reading.facts
        own = _spans(document, text, number, first, [fact.quantity for fact in reading.facts])
        _extend(batch.fact_spans, own, 0, len(reading.facts))


def _add_sentences(batch: Gathered, number: int, document: Document, text: str) -> None:
    """Every sentence, after one that stands for what is in none."""
    sentences = [NOWHERE, *document.sentences]
    batch.sentences += sentences
    batch.sentence_numbers += range(len(sentences))
    batch.sentence_texts += [text[s.start : s.end] for s in sentences]
    batch.sentence_articles += repeat(number, len(sentences))


def _outside_boilerplate(document: Document, mentions: Sequence[Mention]) -> Sequence[Mention]:
    zones = [(s.start, s.end) for s in document.sentences if s.zone == "boilerplate"]
    if not zones:
        return mentions
    starts = [start for start, _ in zones]
    kept = []
    for mention in mentions:
        before = bisect_right(starts, mention.start) - 1
        if before < 0 or mention.start >= zones[before][1]:
            kept.append(mention)
    return kept


def _spans(document: Document, text: str, number: int, first: int, mentions: Sequence[Mention]) -> Spans:
    starts, ends = [m.start for m in mentions], [m.end for m in mentions]
    place = partial(bisect_right, [s.start for s in document.sentences])
    sentence = [first + at for at in map(place, starts)]
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    raw, origin = document.article.raw, document.origin
    if origin.starts is not None and origin.ends is not None:
        raw_starts, raw_ends = origin.starts, origin.ends
        starts, ends = [raw_starts[a] for a in starts], [raw_ends[b - 1] for b in ends]
    surfaces = texts if raw is text else [raw[a:b] for a, b in zip(starts, ends, strict=True)]
    return Spans([number] * len(starts), sentence, starts, ends, surfaces, texts)


def _extend(to: Spans, of: Spans, start: int, end: int) -> None:
    to.article += of.article[start:end]
    to.sentence += of.sentence[start:end]
    to.starts += of.starts[start:end]
    to.ends += of.ends[start:end]
    to.surfaces += of.surfaces[start:end]
    to.texts += of.texts[start:end]
