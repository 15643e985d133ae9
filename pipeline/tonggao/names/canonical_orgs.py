"""Canonical names of organizations: bodies of government in full, the rest in the fullest form that the article uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Name

MAINLAND = "CN"


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions with every organization's canonical name.

    A short form (华泰集团, 市建局) takes the name of the longest organization of the article that it abbreviates:
    same first and last character, its characters in that order.
    """
    names = {m.value.name for m in mentions if m.kind == "organization" and isinstance(m.value, Name)}
    if not names:
        return mentions
    expand: re.Pattern[str] = rules.once("canonical_orgs", _bodies)
    full = _fullest(sorted(names, key=lambda n: (-len(n), n)))
    out = []
    for mention in mentions:
        if mention.kind == "organization" and isinstance(mention.value, Name):
            name = full.get(mention.value.name, mention.value.name)
            if document.region == MAINLAND:
                name = expand.sub(r"\1人民政府", name)
            mention = replace(mention, value=replace(mention.value, name=name))
        out.append(mention)
    return out


def _bodies(rules: Rules) -> re.Pattern[str]:
    """秦安县政府 → 秦安县人民政府."""
    return re.compile(r"([省市县区州旗镇乡])政府$")


def _fullest(names: Sequence[str]) -> dict[str, str]:
    """Short form → full name, over names sorted longest first."""
    full: dict[str, str] = {}
    for i, short in enumerate(names):
        for long in names[:i]:
            if long not in full and abbreviates(short, long):
                full[short] = long
                break
    return full


def abbreviates(short: str, long: str) -> bool:
    """True where `short` is `long` with characters left out inside it.

    >>> abbreviates("华泰集团", "华泰保险集团"), abbreviates("市建局", "市区重建局"), abbreviates("教育局", "教育部")
    (True, True, False)
    """
    if len(short) < 3 or len(short) >= len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)
