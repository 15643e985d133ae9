"""What the whole line makes of a sentence, as far as quantities go."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article, Quantity, Reading

SIGNS = {"exact": "", "over": ">", "under": "<", "about": "~", "at_least": ">=", "at_most": "<="}


@cache
def traditional() -> OpenCC:
    """Simplified to Traditional, characters and words of the standard form."""
    return OpenCC("s2t")


def read(text: str, region: str = "CN") -> Reading:
    """The whole reading of a text of 2018 from `region`."""
    return extract_article(Article(text, "t", published="2018-10-26", region=region), load_rules())


def amount(quantity: Quantity) -> str:
    """`>400000 个`, `3..5 个`, `52.3 %`: bound, number and unit."""
    number = f"{quantity.value}" if quantity.low is None else f"{quantity.low}..{quantity.high}"
    return f"{SIGNS[quantity.bound]}{number} {quantity.unit}".rstrip()


def amounts(text: str, region: str = "CN", ordinals: bool = False) -> dict[str, str]:
    """Surface (in Simplified) → amount of every quantity; ordinals are left out unless asked for."""
    reading = read(text, region)
    return {
        reading.document.shadow[m.start : m.end]: amount(m.value)
        for m in reading.mentions
        if isinstance(m.value, Quantity) and not m.in_name and (ordinals or m.value.type != "ordinal")
    }


def counted(text: str, region: str = "CN") -> dict[str, str]:
    """Surface → what is counted."""
    reading = read(text, region)
    return {
        reading.document.shadow[m.start : m.end]: m.value.what
        for m in reading.mentions
        if isinstance(m.value, Quantity) and not m.in_name and m.value.type != "ordinal"
    }
