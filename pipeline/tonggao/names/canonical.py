"""Canonical names: one name for one program in an article, whatever short form it is called by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Name

SHORTEST = 4  # characters of a short form that ends a full name
LEXICON = "program.lexicon"


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions with canonical names: a short form takes the name of the article's full form.

    A program that ends another's name (网络扶贫工作现场推进会, 全国深度贫困地区网络扶贫工作现场推进会) is the same one where
    both are of one type. Lexicon names are canonical already.
    """
    full = full_forms(m.value for m in mentions if m.kind == "program" and isinstance(m.value, Name))
    return [
        replace(m, value=replace(m.value, name=full[m.value.name]))
        if m.kind == "program" and isinstance(m.value, Name) and m.rule != LEXICON and m.value.name in full
        else m
        for m in mentions
    ]


def full_forms(values: Iterable[Name]) -> dict[str, str]:
    """Short name → the longest name of the same type that ends in it.

    >>> full_forms([Name("推进会", "event"), Name("网络扶贫推进会", "event"), Name("全国网络扶贫推进会", "event")])
    {'网络扶贫推进会': '全国网络扶贫推进会'}
    """
    types = {value.name: value.type for value in values}
    found: dict[str, str] = {}
    for short, kind in types.items():
        if len(short) >= SHORTEST:
            longer = [name for name, other in types.items() if other == kind and name != short and name.endswith(short)]
            if longer:
                found[short] = max(longer, key=lambda name: (len(name), name))
    return found
