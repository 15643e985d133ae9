"""Names as the whole line reads them, in short sentences."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article, Kind, Mention, Name, Person, Reading


def reading(text: str, region: str = "CN") -> Reading:
    """The reading of `text` by the built-in rules."""
    return extract_article(Article(text, "example", published="2018-10-26", region=region), load_rules())


def found(read: Reading, kind: Kind) -> list[tuple[str, Mention]]:
    """The words (Simplified) and the mention of every name of `kind` that stands in no other name."""
    shadow = read.document.shadow
    return [(shadow[m.start : m.end], m) for m in read.of(kind) if not m.in_name]


def people(text: str, region: str = "CN") -> list[str]:
    """Every person in `text`, as `name` or `name|title`."""
    values = [m.value for _, m in found(reading(text, region), "person") if isinstance(m.value, Person)]
    return [f"{v.name}|{v.title}" if v.title else v.name for v in values]


def organizations(text: str, region: str = "CN") -> list[str]:
    """Every organization in `text`, as `surface` or `surface=canonical name`."""
    out = []
    for surface, mention in found(reading(text, region), "organization"):
        assert isinstance(mention.value, Name)
        name = mention.value.name
        out.append(surface if name == surface else f"{surface}={name}")
    return out


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    """`text` in Traditional characters."""
    return str(_converter().convert(text))
