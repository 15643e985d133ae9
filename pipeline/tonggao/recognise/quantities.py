"""Quantities: every amount of the article, with its unit, its bound and the span of GOLD.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tonggao.grammar import regex
from tonggao.grammar.characters import CharacterGrammar, CharacterRule
from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Quantity
from tonggao.recognise import amounts, bounds, context, ordinals, units
from tonggao.recognise.context import Place
from tonggao.recognise.units import Unit, divide

AMOUNT = "amount"  # value of the rule whose numeral is read here; all other rules of the kind go through the engine
DASHES = frozenset("-－–—~～至到―")
DASH = re.compile(r"[ \u3000]?(?:——|--|[-－–—~～至到―])[ \u3000]?")
OPEN, CLOSE, SLASHES, SPACES = "（(", "）)", "/／", " \u3000\u00a0"
CHANGE = frozenset("从由自")  # 从A到B is a change, two amounts
HALF, NO_HALF = "半", frozenset("年月天日小个径")
VAGUE, AT_LEAST_PREFIX = "vague", "上"  # 上万人: the word is part of the amount
LONGEST_CURRENCY = 12


class Amounts:
    """Reads the amounts of one article after another; compiled once per process."""

    __slots__ = ("_bounds", "_context", "_grammar", "_number", "_rule", "_scan", "_units")

    def __init__(self, rules: Rules) -> None:
        mine = [rule for rule in rules.characters.get("quantity", []) if rule.value == AMOUNT]
        others = [rule for rule in rules.characters.get("quantity", []) if rule.value != AMOUNT]
        self._rule: CharacterRule | None = mine[0] if mine else None  # a user may have switched it off
        if self._rule is not None:
            pattern = re.sub(r"\(\?P<[a-z_0-9]+>", "(?:", self._rule.pattern.pattern)
            first = regex.first_characters(pattern)
            self._scan = re.compile(f"(?=[{first}]){pattern}")
            self._number = self._rule.pattern
        self._units, self._bounds, self._context = units.load(rules), bounds.load(rules), context.load(rules)
        self._grammar = CharacterGrammar(others, ordinals.FUNCTIONS)

    def scan(self, document: Document) -> Iterator[Mention]:
        """Candidates in text order (those of the numeral rule first, then those of all other rules)."""
        if self._rule is not None:
            text, done, search = document.shadow, 0, self._scan.search
            while (match := search(text, done)) is not None:
                mention, done = self._read(document, match.start(), match.end())
                if mention is not None:
                    yield mention
        for mention in self._grammar.scan(document):
            yield self._with_bound(document, mention)

    def _read(self, document: Document, start: int, end: int) -> tuple[Mention | None, int]:
        """The amount whose first numeral is `start:end`, if it is one, and where to go on."""
        text = document.shadow
        unit, after = self._unit(text, end)
        if unit is None and end - start == 1 and not text[start].isdigit():
            return None, end
        first, unit = self._ahead(text, start, unit)
        place = Place(first, start, end, after)
        following = text[after : after + 1]
        if following and (following in DASHES or following in SPACES):
            ranged = self._range(document, place, unit)
            if ranged is not None:
                return ranged, ranged.end
        quantity = amounts.amount(text[start:end], unit, document.region)
        if quantity is None:
            return None, after
        if unit is not None and unit.type in ("money", "measure"):
            quantity, after = self._parts(text, after, quantity, unit)
            place = Place(first, start, end, after)
        return self._mention(document, place, quantity, unit), after

    def _unit(self, text: str, end: int) -> tuple[Unit | None, int]:
        """The unit behind a numeral that ends at `end`, and where it ends."""
        start = end
        while start < min(end + 2, len(text)) and text[start] in SPACES:
            start += 1
        unit = self._units.behind.at(text, start)
        if unit is None:
            return None, end
        after = start + len(unit.name)
        following = text[after : after + 1]
        if following and following in SLASHES and unit.type in ("money", "measure", "count"):
            per = self._units.per.at(text, after + 1)
            if per is not None:
                return _divided(unit, per), after + 1 + len(per.name)
        if following and following in OPEN and unit.type == "count":
            inner = self._units.behind.at(text, after + 1)
            close = after + 1 + len(inner.name) if inner is not None else after
            if inner is not None and inner.type == "count" and text[close : close + 1] in CLOSE:
                return _bracketed(unit, text[after : close + 1]), close + 1
        return unit, after

    def _ahead(self, text: str, start: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Where the amount begins and its unit, a currency before the numeral counted in (港币20万元, US$ 5)."""
        end = start - 1 if start > 1 and text[start - 1] == " " else start
        if not end or text[end - 1] not in self._units.ahead_last or unit is not None and unit.type != "money":
            return start, unit
        ahead = self._units.ahead.before(text, end, LONGEST_CURRENCY)
        if ahead is None:
            return start, unit
        first = end - len(ahead.name)
        if unit is not None:
            ahead = replace(unit, code=ahead.code or unit.code, std=ahead.code or unit.std)
        return first, ahead

    def _range(self, document: Document, place: Place, unit: Unit | None) -> Mention | None:
        """The range that begins with the amount at `place`, if there is one."""
        text = document.shadow
        dash = DASH.match(text, place.after)
        if dash is None or (unit is not None and text[place.first - 1 : place.first] in CHANGE):
            return None
        begin = dash.end()
        ahead = self._units.ahead.at(text, begin)
        begin += len(ahead.name) if ahead is not None else 0
        number = self._number.match(text, begin)
        if number is None:
            return None
        other, last = self._unit(text, number.end())
        if ahead is not None and (other is None or other.type == "money"):
            other = ahead
        numerals = (text[place.start : place.end], number[0])
        quantity = amounts.span_of(numerals, (unit, other), document.region)
        if quantity is None or (unit is None and other is None and not context.plain_range(text, place.first, last)):
            return None
        return self._mention(document, Place(place.first, place.start, number.end(), last), quantity, other or unit)

    def _parts(self, text: str, after: int, quantity: Quantity, unit: Unit) -> tuple[Quantity, int]:
        """The smaller units that follow: 50元6角三分, 5斤3两; 两米半."""
        while after < len(text):
            number = self._number.match(text, after)
            part = self._units.parts.at(text, number.end()) if number is not None else None
            if number is None or part is None:
                break
            total = amounts.add(quantity, number[0], _same_money(part, quantity), _same_money(unit, quantity))
            if total is None:
                break
            quantity, after = total, number.end() + len(part.name)
        if text[after : after + 1] == HALF and text[after + 1 : after + 2] not in NO_HALF:
            return amounts.add_half(quantity), after + 1
        return quantity, after

    def _mention(self, document: Document, place: Place, quantity: Quantity, unit: Unit | None) -> Mention | None:
        """The candidate, bounded, where the context allows it."""
        before = self._bounds.before(document, place.first)
        behind = self._bounds.behind(document.shadow, place.after)
        reading = self._context.judge(document, place, quantity, unit, before or behind)
        if reading is None:
            return None
        quantity, after = reading
        first = place.first
        chosen = before or (behind if after == place.after else self._bounds.behind(document.shadow, after))
        if chosen is not None and (chosen.kind != VAGUE or context.vague(document.shadow[place.start : place.end])):
            quantity = bounded(quantity, chosen.bound, chosen.cue)
            first = chosen.edge if chosen.cue == AT_LEAST_PREFIX else first
        assert self._rule is not None
        return Mention(first, after, "quantity", self._rule.id, quantity, self._rule.priority)

    def _with_bound(self, document: Document, mention: Mention) -> Mention:
        quantity = mention.value
        if not isinstance(quantity, Quantity) or quantity.type == "ordinal" or quantity.bound != "exact":
            return mention
        chosen = self._bounds.before(document, mention.start) or self._bounds.behind(document.shadow, mention.end)
        if chosen is None or chosen.kind == VAGUE:
            return mention
        return replace(mention, value=bounded(quantity, chosen.bound, chosen.cue))


@lru_cache(maxsize=amounts.REMEMBERED)
def bounded(quantity: Quantity, bound: str, cue: str) -> Quantity:
    """The quantity with the bound that the words `cue` give."""
    return replace(quantity, bound=bound, modifier=cue)


@lru_cache(maxsize=4096)
def _divided(unit: Unit, per: Unit) -> Unit:
    return divide(unit, per)


@lru_cache(maxsize=4096)
def _bracketed(unit: Unit, tail: str) -> Unit:
    return replace(unit, name=unit.name + tail, code=unit.code + tail)


def _same_money(unit: Unit, quantity: Quantity) -> Unit:
    """角 and 分 are parts of whatever currency stands before them."""
    return replace(unit, std=quantity.unit_std) if unit.type == "money" else unit


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Quantity candidates of `document`: spans in the shadow, values expanded and exact, bounds read.

    Limits govern the whole change that follows them. Dates and durations are not sought here, nor what is counted.
    """
    engine: Amounts = rules.once("quantities", Amounts)
    return list(engine.scan(document))
