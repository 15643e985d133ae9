"""The straight line, on one screen: an article in, its reading out."""

from __future__ import annotations

from tonggao.grammar.load import Rules, load_rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Article, Document, Loss, Mention, Reading
from tonggao.names import canonical, lexicon, organizations, people, programs
from tonggao.recognise import anchor, blocks, counted, dates, link, places, quantities, tabled
from tonggao.relate import relate
from tonggao.resolve import resolve
from tonggao.text import clean, convert, cut, damage, region, zones
from tonggao.text.origin import OriginMap


def read(article: Article) -> Document:
    """The article made readable: repaired, converted, cut; every step keeps its way back to `article.raw`."""
    text, origin, damaged = damage.mend(article.raw, OriginMap())
    text, origin, cleaned = clean.mend(text, origin, article.raw)
    script = convert.script_of(text)
    where, where_from = (article.region, "given") if article.region else region.infer(text, script)
    shadow = convert.shadow(text, script, where)
    lines = zones.lines(text, shadow, article.title)
    return Document(
        article, text, origin, (*damaged, *cleaned), shadow, script, where or "", where_from,
        lines, cut.sentences(shadow, lines, zones.sections(lines)), cut.words(shadow),
    )  # fmt: skip


def recognise(document: Document, rules: Rules) -> tuple[list[Mention], list[Loss]]:
    """One reading of every character: numbers, dates and places first, then the names built from them."""
    found = [
        candidate
        for module in (blocks, quantities, dates, places, lexicon)
        for candidate in module.candidates(document, rules)
    ]
    mentions, _ = resolve(document, found)
    tokens = Tokens.of(document.shadow, document.words, mentions)
    for names in (programs, organizations, people):
        found += names.candidates(document, tokens, rules)
    return resolve(document, found)


def settle(document: Document, mentions: list[Mention], rules: Rules) -> tuple[list[Mention], str | None, str]:
    """Values that only the whole article gives: anchored dates, coded places, canonical names, counted nouns."""
    reference, reference_from = anchor.reference_date(document, mentions, rules)
    mentions = anchor.settle(document, mentions, reference, rules)
    mentions = link.link(document, mentions, reference, rules)
    mentions = canonical.settle(document, mentions, rules)
    mentions = people.settle(document, mentions, rules)
    mentions = counted.settle(document, mentions, rules)
    mentions = tabled.settle(document, mentions)
    return mentions, reference, reference_from


def extract_article(article: Article, rules: Rules | None = None) -> Reading:
    """All that one article yields. The same article and rules give the same reading on every machine and day."""
    rules = rules or load_rules()
    document = read(article)
    mentions, losses = recognise(document, rules)
    mentions, reference, reference_from = settle(document, mentions, rules)
    facts, issues = relate.relate(document, mentions, reference, rules)
    return Reading(
        document, tuple(mentions), tuple(losses), tuple(facts), reference, reference_from, tuple(issues)
    )
