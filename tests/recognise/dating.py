"""Dates of a text through the whole line, for the tests of dates and anchors."""

from __future__ import annotations

from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article, Document, Line, Reading, TimeExpression
from tonggao.recognise import anchor
from tonggao.recognise import dates as recognise_dates
from tonggao.resolve import resolve
from tonggao.text import convert, cut
from tonggao.text.origin import OriginMap


def reading(text: str, published: str | None = "2018-10-26", region: str = "CN", **rest: str) -> Reading:
    """The article read."""
    return extract_article(Article(text, "test", published=published, region=region, **rest))


def dates(text: str, published: str | None = "2018-10-26", region: str = "CN", **rest: str) -> list[tuple[str, str]]:
    """Surface and value (with its mod behind a slash) of every date, in text order."""
    found = reading(text, published, region, **rest)
    return [(found.document.shadow[m.start : m.end], plain(m.value)) for m in found.of("date")]


def plain(value: object) -> str:
    assert isinstance(value, TimeExpression)
    return value.value + (f"/{value.mod}" if value.mod else "")


def one(text: str, published: str | None = "2018-10-26", region: str = "CN") -> TimeExpression:
    """The value of the only date of the text."""
    found = reading(text, published, region).of("date")
    assert len(found) == 1, dates(text, published, region)
    assert isinstance(found[0].value, TimeExpression)
    return found[0].value


def bare(text: str, published: str | None, region: str = "CN") -> Document:
    """A document of `text` without repairs: a line, a paragraph and a sentence for every line of it."""
    script = convert.script_of(text)
    shadow = convert.shadow(text, script, region)
    lines, start = [], 0
    for number, row in enumerate(text.split("\n"), 1):
        lines.append(Line(start, start + len(row), start, paragraph=number))
        start += len(row) + 1
    cuts = cut.sentences(shadow, tuple(lines))
    article = Article(text, "test", published=published, region=region)
    words = cut.words(shadow)
    return Document(article, text, OriginMap(), (), shadow, script, region, "given", tuple(lines), cuts, words)


def placed(text: str, published: str | None, region: str = "CN") -> list[tuple[str, str]]:
    """Surface and value of every date of a bare document, by the date rules alone."""
    rules = load_rules()
    document = bare(text, published, region)
    mentions, _ = resolve(document, recognise_dates.candidates(document, rules))
    settled = anchor.settle(document, mentions, published, rules)
    return [(document.shadow[m.start : m.end], plain(m.value)) for m in settled]
