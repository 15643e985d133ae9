"""Canonical names: one name for one program, organization or person in an article, whatever short form it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Name
from tonggao.names import canonical_orgs

SHORTEST = 4  # characters of a short form that ends a full name
LEXICON = "program.lexicon"
EVENT = "event"
BESIDE = re.compile(  # what the name of an event may leave out
    "^(?:20[0-9]{2}年?)?(?:第.{1,3}届)?|[（(][^（）()]{1,10}[）)]|20[0-9]{2}$"
)


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions with canonical names: a program's short form takes the name of the article's full form.

    A program that ends the name of another of its type (网络扶贫工作现场推进会, 全国深度贫困地区网络扶贫工作现场推进会)
    is the same one. Lexicon names are canonical already.
    """
    programs = [m.value for m in mentions if m.kind == "program"]
    full = full_forms(value for value in programs if isinstance(value, Name)) if programs else {}
    if full:
        mentions = [_named(m, full) if m.kind == "program" and m.rule != LEXICON else m for m in mentions]
    return canonical_orgs.settle(document, mentions, rules)


def _named(mention: Mention, full: Mapping[str, str]) -> Mention:
    value = mention.value
    if not isinstance(value, Name) or value.name not in full:
        return mention
    return replace(mention, value=replace(value, name=full[value.name]))


def full_forms(values: Iterable[Name]) -> dict[str, str]:
    """Short name → the longest name of the same type that ends in it, or that says the same without its number, year
    and place in brackets.

    >>> full_forms([Name("推进会", "event"), Name("网络扶贫推进会", "event"), Name("全国网络扶贫推进会", "event")])
    {'网络扶贫推进会': '全国网络扶贫推进会'}
    >>> full_forms([Name("第二届中俄(佳木斯)展销洽谈会", "event"), Name("中俄展销洽谈会", "event")])
    {'中俄展销洽谈会': '第二届中俄(佳木斯)展销洽谈会'}
    """
    found: dict[str, str] = {}
    types = {value.name: value.type for value in values}
    for name, kind in sorted(types.items(), key=lambda item: (len(item[0]), item[0])):
        base = BESIDE.sub("", name) if kind == EVENT else name
        for start in range(base == name, len(base) - SHORTEST + 1):
            if types.get(base[start:]) == kind:
                found[base[start:]] = name
    return found
