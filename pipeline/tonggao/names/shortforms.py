"""Short forms of organizations that an article has in full: 华泰集团 after 华泰保险集团, what a bracket defines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.model import GUESSED, Mention, Name, Place
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import Roles
from tonggao.text.cut import tag
from tonggao.text.occurrences import everywhere

INTRODUCED = "(?:以下|下称|简称|统称|又称|或|即|下同|，|,|：|:){0,4}"
SHORT = "[“「『\"《]?(?P<short>[^“”「」『』\"《》（）()，。；、：\\s]{2,12})[”」』\"》]?"
DEFINED = re.compile(f"[（(]{INTRODUCED}{SHORT}[）)]")
COMPANIES = ("company", "brand", "media", "school", "hospital")
BODIES = ("government", "bureau", "office", "bare", "institute", "association", "party", "polity")
SHORTEST, LONG = 2, 4  # characters of a short form
STEM = re.compile("(.{4,8}?)(?:集团|股份|责任)?有限(?:责任)?公司$")  # a company's name without its form
HOUSES = ("hospital", "school")  # whose short forms may have two characters: 伊院, 港大
PRIVATE = ("association", "institute")
PLAIN = 3  # words of a name that is one without the place before it
BRACKETS, LEXICON, PRIORITY = "（(", "organization.lexicon", 14


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
        own = ("new", "maybe", "proper", "name", "clear", "foreign")
        unknown = ("new", "maybe", "body", "name", "clear", "glued")
        self.own = frozenset(letters_of(letters, own))
        self.unknown = re.compile(f"[{letters_of(letters, unknown)}]")
        self.pair = re.compile(f"[{letters_of(letters, (*own, 'noun'))}]{letters['head']}")

    def find(self, page: Page, found: list[Mention]) -> Iterator[Mention]:
        """Mentions of short forms, each with the full name as its value."""
        taken = [(m.start, m.end) for m in found]
        seen: set[str] = set()
        bodies: list[Full] = []
        for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
            if not isinstance(mention.value, Name):
                continue
            bracket = page.shadow[mention.end : mention.end + 1] in BRACKETS and mention.end < len(page.shadow)
            company = mention.value.type in COMPANIES and mention.rule != LEXICON
            kind = mention.value.type
            body = kind in (*BODIES, *HOUSES) and mention.end - mention.start > LONG - (kind in HOUSES)
            if not (bracket or company or body):
                continue
            full = self.full(page, mention, mention.value)
            if bracket:
                yield from self.defined(page.shadow, full)
            hill = _guessed(page, mention) if kind in HOUSES else ""
            if hill and hill not in seen:
                seen.add(hill)
                yield from self.branded(page, full, hill, taken)
            if body:
                bodies.append(full)
                if mention.rule != LEXICON:
                    yield from self.unplaced(page, full, taken)
            stem = STEM.match("".join(full.words)) if company else None
            if stem is not None and stem[1] not in seen:
                seen.add(stem[1])
                yield from self.stemmed(page, full, stem[1], taken)
            brand = self.brand(full) if company else ""
            if brand and brand not in seen:
                seen.add(brand)
                yield from self.branded(page, full, brand, taken)
        if bodies:
            yield from self.abbreviated(page, bodies, taken)

    def full(self, page: Page, mention: Mention, name: Name) -> Full:
        """The name with its words."""
        tokens, words = page.tokens, list[str]()
        number = bisect_left(tokens.starts, mention.start)
        while number < len(page.codes) and tokens.starts[number] < mention.end:
            if page.codes[number] != self.places or words:
                words.append(page.text(number))
            number += 1
        return Full(mention, tuple(words), name)

    def abbreviated(self, page: Page, bodies: list[Full], taken: list[tuple[int, int]]) -> Iterator[Mention]:
        """Words that the dictionary does not know and that abbreviate a body of the article: 市建局 of 市区重建局."""
        ends = {f.name.name[-1] for f in bodies}
        for match in self.unknown.finditer(page.codes):
            word, start = page.tokens.texts[match.start()], page.tokens.starts[match.start()]
            if word[-1] in ends and SHORTEST <= len(word) <= LONG and not _inside(start, taken):
                often = len(word) > SHORTEST or page.shadow.count(word) > 1
                full = next((f for f in bodies if self.shortens(word, f, often)), None)
                if full is not None:
                    yield _mention(start, start + len(word), "organization.short", full.name)
        for match in self.pair.finditer(page.codes):
            first = match.start()
            start, end = page.tokens.starts[first], page.tokens.ends[first + 1]
            text = page.shadow[start:end]
            if page.length(first) == SHORTEST and text[-1] in ends and not _inside(start, taken):
                full = next((f for f in bodies if _paired(text, f)), None)
                if full is not None:
                    yield _mention(start, end, "organization.short", full.name)

    def shortens(self, word: str, full: Full, often: bool) -> bool:
        """May `word` stand for the body? One of two characters only for a hospital or a school, and where the article
        has it `often`."""
        if len(word) == SHORTEST and not (often and full.name.type in HOUSES and not tag(word)):
            return False
        return _initials(word, "".join(full.words) or full.name.name)

    def defined(self, shadow: str, full: Full) -> Iterator[Mention]:
        """Every place where the article has the short form that stands in brackets behind the name."""
        match = DEFINED.match(shadow, full.mention.end)
        if match is None or not shortens(match["short"], shadow[full.mention.start : full.mention.end]):
            return
        for start, end in everywhere(match["short"], shadow):
            if start >= match.start("short"):
                yield _mention(start, end, "organization.defined", full.name)

    def unplaced(self, page: Page, full: Full, taken: list[tuple[int, int]]) -> Iterator[Mention]:
        """Places where the article leaves out the place that begins the name: 汽车工程学会 of 中国汽车工程学会."""
        rest = "".join(full.words)
        plain = PLAIN - (full.name.type in PRIVATE)
        if len(full.words) < plain or len(rest) <= LONG or len(rest) == full.mention.end - full.mention.start:
            return
        edges: set[int] = set()
        for start, end in everywhere(rest, page.shadow):
            if not _inside(start, taken):
                edges = edges or {*page.tokens.starts}
                if start in edges:
                    yield _mention(start, end, "organization.short", full.name)

    def stemmed(self, page: Page, full: Full, stem: str, taken: list[tuple[int, int]]) -> Iterator[Mention]:
        """Places where a company's name lacks its place and its form: 聚光科技 of 浙江聚光科技有限公司."""
        for start, end in page.wholes(stem):
            if not _inside(start, taken):
                yield _mention(start, end, "organization.short", full.name)

    def brand(self, full: Full) -> str:
        """The word that names this one of its kind, `""` where it has none that could stand alone."""
        if len(full.words) < SHORTEST:
            return ""
        first = full.words[0]
        if len(first) == 1:
            torn = [word for word in full.words[:-1] if len(word) == 1]
            return "".join(torn) if len(torn) > 1 and full.words[: len(torn)] == tuple(torn) else ""
        return "" if first in self.roles.trade or self.roles[first] not in self.own else first

    def branded(self, page: Page, full: Full, brand: str, taken: list[tuple[int, int]]) -> Iterator[Mention]:
        """Places where the brand stands with part of the rest of the name, or alone where it is no common word."""
        shadow = page.shadow
        alone = len(brand) > SHORTEST or not tag(brand)
        text = shadow[full.mention.start : full.mention.end]
        rest = text[text.find(brand) + len(brand) :]
        edges: set[int] = set()
        for start, end in everywhere(brand, shadow):
            if not _inside(start, taken):
                edges = edges or {*page.tokens.starts, *page.tokens.ends}
                more = _follow(shadow, end, rest, edges)
                if start in edges and (more > end or (alone and end in edges)):
                    yield _mention(start, more, "organization.short", full.name)


def _guessed(page: Page, mention: Mention) -> str:
    """What only its ending makes a place, where it names a school or hospital: 凯莉山 of 凯莉山学校 is no hill."""
    number = bisect_left(page.tokens.starts, mention.start)
    place = page.tokens.mentions.get(number)
    guessed = place is not None and place.rule in GUESSED and isinstance(place.value, Place) and not place.value.code
    return page.text(number) if guessed and place is not None and place.end < mention.end else ""


def _inside(start: int, taken: list[tuple[int, int]]) -> bool:
    return any(a <= start < b for a, b in taken)


def _initials(short: str, name: str) -> bool:
    """Is `short` made of characters of `name`, the first and the last among them?"""
    rest = iter(name)
    return short[0] == name[0] and short[-1] == name[-1] and all(char in rest for char in short)


def _paired(short: str, full: Full) -> bool:
    """Is `short`, of two words, made of the words of the name: 幼教协会 of 幼儿教育发展协会?"""
    return bool(full.words) and short[-2:] == full.words[-1][-2:] and _initials(short, "".join(full.words))


def _follow(shadow: str, start: int, rest: str, edges: set[int]) -> int:
    """How far the text goes on with characters of `rest` in their order, at a word's edge: 集团 of 保险集团."""
    position, end, best = 0, start, start
    while end < len(shadow) and (position := rest.find(shadow[end], position) + 1):
        end += 1
        if end in edges and end - start > 1:
            best = end
    return best


def shortens(short: str, name: str) -> bool:
    """Do the characters of `short` stand in `name`, in this order?

    >>> shortens("商交所", "香港商品交易所有限公司"), shortens("市建局", "市区重建局"), shortens("本公司", "市区重建局")
    (True, True, False)
    """
    if len(short) >= len(name):
        return False
    rest = iter(name)
    return all(char in rest for char in short)


def _mention(start: int, end: int, rule: str, name: Name) -> Mention:
    return Mention(start, end, "organization", rule, name, PRIORITY)
