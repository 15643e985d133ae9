"""Documents of one line and their place mentions, for the tests of places."""

from __future__ import annotations

from tonggao.grammar.load import load_rules
from tonggao.model import Article, Document, Line, Mention, Place
from tonggao.recognise import link, places
from tonggao.resolve import resolve
from tonggao.text import convert, cut
from tonggao.text.origin import OriginMap


def document(text: str, region: str = "CN", source: str | None = None, title: str | None = None) -> Document:
    """`text` as a document without repairs, all of it one line."""
    script = convert.script_of(text)
    shadow = convert.shadow(text, script, region)
    article = Article(text, title=title, source=source, region=region)
    lines = (Line(0, len(text), 0),)
    return Document(article, text, OriginMap(), (), shadow, script, region, "given", lines, (), cut.words(shadow))


def linked(
    text: str, reference: str | None = "2018-10-26", region: str = "CN", source: str | None = None
) -> list[Mention]:
    """The place mentions of `text` after competition and linking."""
    doc, rules = document(text, region, source), load_rules()
    winners, _ = resolve(doc, places.candidates(doc, rules))
    return [m for m in link.link(doc, winners, reference, rules) if m.kind == "place"]


def values(text: str, reference: str | None = "2018-10-26", region: str = "CN") -> list[tuple[str, str]]:
    """Surface and code (name where there is none, `ref` of anaphors) of each place."""
    found = []
    for mention in linked(text, reference, region):
        assert isinstance(mention.value, Place)
        shown = "|".join(mention.value.ref) or mention.value.code or mention.value.name
        found.append((text[mention.start : mention.end], shown))
    return found


def surfaces(text: str, region: str = "CN") -> list[str]:
    """What of `text` is a place, without anaphors."""
    return [text[m.start : m.end] for m in linked(text, region=region) if m.rule != "place.anaphor"]
