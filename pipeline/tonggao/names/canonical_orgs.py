"""Canonical names of organizations: bodies of government in full, the rest in the fullest form of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Document, Mention, Name, Place
from tonggao.names.bounds import UNITS

MAINLAND = "CN"
UNIT = "(?:省|自治区|市|地区|自治州|州|盟|县|自治县|(?<!特)(?<!政)区|旗|镇|乡|兵团)"
FULLER = ("club", "company", "brand", "school", "hospital", "media", "institute", "association")
FULL = ("government", "party", "institute", "army", "polity", "bureau")  # bodies that go by their names in full
LEXICON = ("organization.lexicon", "organization.again", "organization.kept")
BRAND = frozenset(["brand", "company"])
SHORT = 3  # characters of a body that others are below: 发改委
MORE = re.compile("(?:集团|控股|股份|有限|责任|公司)+")  # what makes a company's name a fuller one
OWN = "organization.proper"  # the rule of names that begin with a word of their own
LONGEST_PLACE = 8  # characters of a place before a name


@dataclass(frozen=True, slots=True)
class Expansions:
    """How bodies of the mainland are written in full: `pattern` finds a short tail, `rows` hold what it stands for."""

    pattern: re.Pattern[str]
    rows: dict[str, tuple[str, str]]

    @classmethod
    def of(cls, rules: Rules) -> Expansions:
        rows = {row["short"]: (row["full"], row["frame"]) for row in rules.table("organization_expansions")}
        short = f"(?P<short>{alternation(list(rows))})"
        return cls(re.compile(f"(?:中共|中国共产党)?(?P<before>.+?{UNIT}){short}"), rows)

    def full(self, name: str) -> str:
        """The name in full: 秦安县政府 → 秦安县人民政府, 木里县委 → 中国共产党木里县委员会."""
        match = self.pattern.fullmatch(name)
        if match is None:
            return self.below(name)
        full, frame = self.rows[match["short"]]
        return frame.format(match["before"]) if frame else match["before"] + full


    def below(self, name: str) -> str:
        """The name with the body that it begins with in full: 北京市发改委能源处."""
        match = self.pattern.match(name)
        if match is None or match.end() == len(name) or self.rows[match["short"]][1] or len(match["short"]) < SHORT:
            return name
        return match["before"] + self.rows[match["short"]][0] + name[match.end() :]


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions with every organization's canonical name.

    A name with a place before it and one without are one (阳新娲石水泥有限公司, 娲石水泥有限公司); government and party
    bodies of the mainland are written in full.
    """
    numbers = [i for i, m in enumerate(mentions) if m.kind == "organization" and isinstance(m.value, Name)]
    if not numbers:
        return mentions
    expansions: Expansions = rules.once("names.expansions", Expansions.of)
    mentions = _as_said(document.shadow, mentions, numbers)
    mainland = {m.start for m in mentions if m.in_name and isinstance(m.value, Place) and m.value.code[:1].isdigit()}
    fuller = _fuller([mentions[number] for number in numbers])
    units = _units(mentions) if document.region == MAINLAND else {}
    out = list(mentions)
    for number in numbers:
        value = mentions[number].value
        assert isinstance(value, Name)
        name = fuller.get(value.name, value.name)
        unit = next((unit for unit in units if name.startswith(unit)), "")
        name = units[unit] + name[len(unit) :] if unit else name  # 省 | 发改委
        if document.region == MAINLAND or mentions[number].start in mainland:
            name = expansions.full(name)
        if name != value.name:
            out[number] = replace(mentions[number], value=replace(value, name=name))
    return out


def _units(mentions: Sequence[Mention]) -> dict[str, str]:
    """省, 自治区 → the one unit of that kind that the article names."""
    named: dict[str, set[str]] = {}
    for mention in mentions:
        value = mention.value
        if isinstance(value, Place) and value.name and value.code[:1].isdigit():
            for unit in UNITS:
                if value.name.endswith(unit):
                    named.setdefault(unit, set()).add(value.name)
    return {unit: next(iter(names)) for unit, names in named.items() if len(names) == 1}


def _as_said(shadow: str, mentions: list[Mention], numbers: Sequence[int]) -> list[Mention]:
    """The mentions, what the lexicon knows of companies, parties, schools and the like named by the fullest of the
    forms that the article has (民建联 where nothing says 民主建港协进联盟)."""
    longest: dict[str, str] = {}
    known: list[tuple[int, Name]] = []
    for number in numbers:
        mention, value = mentions[number], mentions[number].value
        if mention.rule in LEXICON and isinstance(value, Name) and value.type not in FULL:
            text = shadow[mention.start : mention.end]
            if len(text) > len(longest.get(value.name, "")):
                longest[value.name] = text
            known.append((number, value))
    if not known:
        return mentions
    out = list(mentions)
    for number, value in known:
        if longest[value.name] != value.name:
            out[number] = replace(mentions[number], value=replace(value, name=longest[value.name]))
    return out


def _fuller(named: Sequence[Mention]) -> dict[str, str]:
    """Name → the fuller one of the article: with a place before it, or what a company's name is short for."""
    rules = {m.value.name: m.rule for m in named if isinstance(m.value, Name)}
    types = {m.value.name: m.value.type for m in named if isinstance(m.value, Name)}
    by_length = sorted((n for n in types if types[n] in FULLER), key=lambda n: (-len(n), n))
    found: dict[str, str] = {}
    for i, short in enumerate(by_length):
        for long in by_length[:i]:
            placed = long.endswith(short) and 2 <= len(long) - len(short) <= LONGEST_PLACE
            own = rules[short] == rules[long] == OWN and abbreviates(short, long)
            own = own or ({types[short], types[long]} <= BRAND and abbreviates(short, _unplaced(short, long)))
            own = own or (long.startswith(short) and MORE.fullmatch(long, len(short)) is not None)
            if own or (placed and types[long] == types[short]):
                found[short] = found.get(long, long)
                break
    return found


def _unplaced(short: str, long: str) -> str:
    """`long` from where `short` begins in it, behind a place: 诚信电线电缆有限责任公司 of 甘肃诚信…."""
    start = long.find(short[:2], 0, LONGEST_PLACE)
    return long[max(0, start) :]


def abbreviates(short: str, long: str) -> bool:
    """True where `short` is `long` with characters left out behind the first two.

    >>> abbreviates("华泰集团", "华泰保险集团"), abbreviates("华泰人寿", "华泰保险集团")
    (True, False)
    """
    if len(short) < 3 or short[:2] != long[:2]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)
