"""Short forms of organizations that an article has in full: 华泰 and 华泰集团 after 华泰保险集团, what a bracket defines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Mention, Name
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

DEFINED = re.compile(
    "[（(](?:以下|下称|简称|统称|又称|或|即|下同|，|,|：|:){0,4}[“「『\"《]?(?P<short>[^“”「」『』\"《》（）()，。；、：\\s]{2,12})[”」』\"》]?[）)]"
)
COMPANIES = ("company", "brand", "media", "school", "hospital")
BODIES = ("government", "bureau", "office", "bare", "institute", "association", "party", "polity")
SHORTEST, LONG = 2, 4  # characters of a short form
PRIORITY = 14
BRACKETS, LEXICON = "（(", "organization.lexicon"


@dataclass(frozen=True, slots=True)
class Full:
    """A name in full: its mention and the words it is made of, the places before it left out."""

    mention: Mention
    words: tuple[str, ...]
    name: Name


class ShortForms:
    """Finds the short forms of names already found."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        letters = self.roles.letters
        self.places = letters["place"]
        self.own = frozenset(letters[r] for r in ("new", "proper", "name", "clear", "foreign", "latin"))
        self.unknown = re.compile("[" + "".join(letters[r] for r in ("new", "body", "name", "clear", "glued")) + "]")
        self.trade = frozenset(rules.table("organization_words").column("trade"))

    def find(self, shadow: str, tokens: Tokens, codes: str, found: list[Mention]) -> Iterator[Mention]:
        """Mentions of short forms, each with the full name as its value."""
        if not found:
            return
        taken = sorted((m.start, m.end) for m in found)
        seen: set[str] = set()
        bodies: list[Full] = []
        for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
            if not isinstance(mention.value, Name):
                continue
            bracket = shadow[mention.end : mention.end + 1] in BRACKETS and mention.end < len(shadow)
            company = mention.value.type in COMPANIES and mention.rule != LEXICON
            body = mention.value.type in BODIES and mention.end - mention.start > LONG
            if not (bracket or company or body):
                continue
            full = self.full(shadow, tokens, codes, mention, mention.value)
            if bracket:
                yield from self.defined(shadow, full)
            if body:
                bodies.append(full)
            brand = self.brand(full) if company else ""
            if brand and brand not in seen:
                seen.add(brand)
                yield from self.branded(shadow, tokens, full, brand, taken)
        if bodies:
            yield from self.abbreviated(tokens, codes, bodies, taken)

    def full(self, shadow: str, tokens: Tokens, codes: str, mention: Mention, name: Name) -> Full:
        """The name with its words."""
        words: list[str] = []
        number = bisect_left(tokens.starts, mention.start)
        while number < len(codes) and tokens.starts[number] < mention.end:
            if codes[number] != self.places or words:
                words.append(shadow[tokens.starts[number] : tokens.ends[number]])
            number += 1
        return Full(mention, tuple(words), name)

    def abbreviated(
        self, tokens: Tokens, codes: str, bodies: list[Full], taken: list[tuple[int, int]]
    ) -> Iterator[Mention]:
        """Words that the dictionary does not know and that abbreviate a body of the article: 市建局 of 市区重建局."""
        ends = {f.name.name[-1] for f in bodies}
        for match in self.unknown.finditer(codes):
            number = match.start()
            word = tokens.texts[number]
            if word[-1] in ends and 2 < len(word) <= LONG and not any(a <= tokens.starts[number] < b for a, b in taken):
                full = next((f for f in bodies if _initials(word, "".join(f.words) or f.name.name)), None)
                if full is not None:
                    yield _mention(tokens.starts[number], tokens.ends[number], "organization.short", full.name)

    def defined(self, shadow: str, full: Full) -> Iterator[Mention]:
        """Every place where the article has the short form that stands in brackets behind the name."""
        match = DEFINED.match(shadow, full.mention.end)
        if match is None or not shortens(match["short"], shadow[full.mention.start : full.mention.end]):
            return
        short, start = match["short"], match.start("short")
        while start >= 0:
            yield _mention(start, start + len(short), "organization.defined", full.name)
            start = shadow.find(short, start + len(short))

    def brand(self, full: Full) -> str:
        """The word that names this one of its kind, `""` where it has none that could stand alone."""
        if full.name.type not in COMPANIES or len(full.words) < 2:
            return ""
        first = full.words[0]
        if len(first) == 1:
            torn = [w for w in full.words[:-1] if len(w) == 1]
            return "".join(torn) if len(torn) > 1 and full.words[: len(torn)] == tuple(torn) else ""
        if first in self.trade or self.roles[first] not in self.own:
            return ""
        return first if len(first) >= SHORTEST else ""

    def branded(
        self, shadow: str, tokens: Tokens, full: Full, brand: str, taken: list[tuple[int, int]]
    ) -> Iterator[Mention]:
        """Places where the brand stands with part of the rest of the name, or alone where it is no common word."""
        alone = len(brand) > SHORTEST or not tag(brand)
        text = shadow[full.mention.start : full.mention.end]
        rest = text[text.find(brand) + len(brand) :]
        edges: set[int] = set()
        start = shadow.find(brand)
        while start >= 0:
            end = start + len(brand)
            if not any(a <= start < b for a, b in taken):
                edges = edges or {*tokens.starts, *tokens.ends}
                more = _follow(shadow, end, rest, edges)
                if start in edges and (more > end or (alone and end in edges)):
                    yield _mention(start, more, "organization.short", full.name)
            start = shadow.find(brand, end)


def _initials(short: str, name: str) -> bool:
    """Is `short` made of characters of `name`, the first and the last among them?"""
    rest = iter(name)
    return short[0] == name[0] and short[-1] == name[-1] and all(char in rest for char in short)


def _follow(shadow: str, start: int, rest: str, edges: set[int]) -> int:
    """How far the text goes on with characters of `rest` in their order, at a word's edge: 集团 of 保险集团."""
    position, end, best = 0, start, start
    while end < len(shadow) and (position := rest.find(shadow[end], position) + 1):
        end += 1
        if end in edges and end - start > 1:
            best = end
    return best


def shortens(short: str, name: str) -> bool:
    """Do the characters of `short` stand in `name`, in this order, with its first or its last character?

    >>> shortens("商交所", "香港商品交易所有限公司"), shortens("市建局", "市区重建局"), shortens("本公司", "市区重建局")
    (True, True, False)
    """
    if len(short) >= len(name):
        return False
    rest = iter(name)
    return all(char in rest for char in short)


def _mention(start: int, end: int, rule: str, name: Name) -> Mention:
    return Mention(start, end, "organization", rule, name, PRIORITY)
