"""The straight line, on one screen: articles in, their readings out.

A few articles go through each step together: a step's tables and code stay in the processor's caches while it works,
which saves a quarter of the line. No step looks at any article but the one that it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from tonggao import doubt
from tonggao.grammar.load import Rules, load_rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Article, Document, Loss, Mention, Reading
from tonggao.names import canonical, lexicon, organizations, people, programs
from tonggao.recognise import anchor, blocks, counted, dates, link, places, quantities, tabled
from tonggao.relate import relate
from tonggao.resolve import resolve
from tonggao.text import clean, convert, cut, damage, region, zones
from tonggao.text.origin import OriginMap

TOGETHER = 16  # articles to hand over at once: more would push each other's texts out of the caches


def read(articles: Sequence[Article]) -> list[Document]:
    """The articles made readable: repaired, converted, cut; every step keeps its way back to `article.raw`."""
    damaged = [damage.mend(article.raw, OriginMap()) for article in articles]
    cleaned = [clean.mend(t, origin, a.raw) for (t, origin, _), a in zip(damaged, articles, strict=True)]
    repairs = [(*first, *then) for (_, _, first), (_, _, then) in zip(damaged, cleaned, strict=True)]
    texts, origins = [text for text, _, _ in cleaned], [origin for _, origin, _ in cleaned]
    scripts = list(map(convert.script_of, texts))
    regions = list(map(_region, articles, texts, scripts))
    shadows = list(map(convert.shadow, texts, scripts, (where for where, _ in regions)))
    lines = list(map(zones.lines, texts, shadows, (article.title for article in articles)))
    sentences = list(map(cut.sentences, shadows, lines, map(zones.sections, lines)))
    words = list(map(cut.words, shadows))
    columns = (articles, texts, origins, repairs, shadows, scripts, regions, lines, sentences, words)
    return [
        Document(article, text, origin, mended, shadow, script, where, where_from, found, cut_, word)
        for article, text, origin, mended, shadow, script, (where, where_from), found, cut_, word in zip(
            *columns, strict=True
        )
    ]


def _region(article: Article, text: str, script: str) -> tuple[str, str]:
    return (article.region, "given") if article.region else region.infer(text, script)


def recognise(documents: Sequence[Document], rules: Rules) -> list[tuple[list[Mention], list[Loss]]]:
    """One reading of every character: numbers, dates and places first, then the names built from them."""
    candidates: list[list[Mention]] = [[] for _ in documents]
    for module in (blocks, quantities, dates, places, lexicon):
        for document, found in zip(documents, candidates, strict=True):
            found += module.candidates(document, rules)
    first = [resolve(document, found) for document, found in zip(documents, candidates, strict=True)]
    tokens = [Tokens.of(d.shadow, d.words, mentions) for d, (mentions, _) in zip(documents, first, strict=True)]
    for document, row, found in zip(documents, tokens, candidates, strict=True):
        found += programs.candidates(document, row, rules)
    for document, row, found in zip(documents, tokens, candidates, strict=True):  # these two share one reading
        found += organizations.candidates(document, row, rules)
        found += people.candidates(document, row, rules)
    return [resolve(document, found) for document, found in zip(documents, candidates, strict=True)]


def settle(
    documents: Sequence[Document], mentions: Sequence[list[Mention]], rules: Rules
) -> tuple[list[list[Mention]], list[tuple[str | None, str]]]:
    """Values that only the whole article gives: anchored dates, coded places, canonical names, counted nouns.

    Beside the mentions: each article's reference day with what gave it.
    """
    references = [anchor.reference_date(d, found, rules) for d, found in zip(documents, mentions, strict=True)]
    days = [day for day, _ in references]
    found = [anchor.settle(*row, rules) for row in zip(documents, mentions, days, strict=True)]
    found = [link.link(*row, rules) for row in zip(documents, found, days, strict=True)]
    for step in (canonical.settle, people.settle, counted.settle):
        found = [step(document, row, rules) for document, row in zip(documents, found, strict=True)]
    return [tabled.settle(document, row, rules) for document, row in zip(documents, found, strict=True)], references


def extract_articles(articles: Sequence[Article], rules: Rules | None = None) -> list[Reading]:
    """All that each article yields. The same article and rules give the same reading on every machine and day."""
    rules = rules or load_rules()
    documents = read(articles)
    recognised = recognise(documents, rules)
    mentions, references = settle(documents, [found for found, _ in recognised], rules)
    doubts = list(map(doubt.doubts, documents))
    mentions = list(map(doubt.mark, mentions, doubts))
    related = [
        relate.relate(document, found, day, rules)
        for document, found, (day, _) in zip(documents, mentions, references, strict=True)
    ]
    facts = [doubt.mark_facts(d, own, row) for d, (own, _), row in zip(documents, related, doubts, strict=True)]
    issues = [(*own, *doubt.issues(row)) for (_, own), row in zip(related, doubts, strict=True)]
    losses = [tuple(lost) for _, lost in recognised]
    columns = (documents, mentions, losses, facts, references, issues)
    return [
        Reading(document, tuple(found), lost, tuple(own), day, day_from, told)
        for document, found, lost, own, (day, day_from), told in zip(*columns, strict=True)
    ]


def extract_article(article: Article, rules: Rules | None = None) -> Reading:
    """All that one article yields."""
    return extract_articles([article], rules)[0]
