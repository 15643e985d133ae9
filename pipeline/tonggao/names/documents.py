"""Titles of documents in 《》: laws, plans, policies by the word that they end in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tonggao.grammar.characters import ValueFunction
from tonggao.grammar.load import Rules
from tonggao.model import Name, Value
from tonggao.names.letters import Endings

INNER = re.compile(r"[“”「」『』｢｣‘’\s]")
ASIDE = re.compile(r"[（(][^（）()]{1,20}[）)]$")


def functions(rules: Rules) -> dict[str, ValueFunction]:
    """The value functions of the character rules for programs."""
    types = rules.table("program_documents").column("type")
    ends, works = Endings(types), rules.table("program_slogans").rows

    def title(match: re.Match[str], _: Mapping[str, Any]) -> Value:
        name = plain(match["span"])
        stem = ASIDE.sub("", name) if name[-1:] in ")）" else name
        end = ends.longest(stem)
        return Name(name, types[end]) if end and len(stem) > len(end) and name not in works else None

    def named(match: re.Match[str], arguments: Mapping[str, Any]) -> Value:
        return Name(plain(match["span"]), arguments["type"])

    return {"title": title, "named": named}


def plain(text: str) -> str:
    """A name as it is exported: without quotation marks and white space.

    >>> plain("“十三五”脱贫攻坚规划")
    '十三五脱贫攻坚规划'
    """
    return INNER.sub("", text)
