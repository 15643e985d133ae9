"""Quantities: every amount of the article, with its unit, its bound and the span of GOLD.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tonggao.grammar import regex
from tonggao.grammar.characters import CharacterGrammar
from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Quantity
from tonggao.recognise import amounts, bounds, context, listed, ordinals, senses, units, wording
from tonggao.recognise.context import DIGITS, Place
from tonggao.recognise.numerals import SIZES
from tonggao.recognise.units import Unit

AMOUNT = "amount"  # value of the rule whose numeral is read here; all other rules of the kind go through the engine
LENGTH = "m"  # standard unit behind which digits alone are decimals: 一米七五
SHARES = ("percent", "number", "multiple")
TENTH = Decimal("0.1")
NOUN, SERIES, VAGUE = "n", "s", "vague"
REACH = 10  # characters between the two amounts of a change that one limit governs
CELL = re.compile(r"(?:(?<![^\s|│])|(?<=\A))(-?[0-9][0-9,]*+(?:\.[0-9]++)?+)(?![^\s|│])")
SPACED = re.compile(r"(?<![0-9,.])[0-9]{1,3} [0-9]{3}(?![0-9,.])")


class Amounts:
    """Reads the amounts of one article after another; compiled once per process."""

    __slots__ = (
        "_bounds", "_context", "_grammar", "_id", "_joints", "_number", "_priority", "_scan", "_senses", "_starts",
        "_units", "_wording",
    )  # fmt: skip

    def __init__(self, rules: Rules) -> None:
        mine = [rule for rule in rules.characters.get("quantity", []) if rule.value == AMOUNT]
        others = [rule for rule in rules.characters.get("quantity", []) if rule.value != AMOUNT]
        self._wording, self._units, self._bounds = wording.load(rules), units.load(rules), bounds.load(rules)
        self._context = context.load(rules, self._wording)
        self._senses = senses.load(rules, self._units, self._wording)
        self._starts = self._units.behind.firsts | units.SPACES
        self._joints = wording.characters(self._wording.joint)
        self._grammar = CharacterGrammar(others, ordinals.FUNCTIONS)
        self._scan: re.Pattern[str] | None = None  # a user may have switched the rule off
        for rule in mine:
            self._id, self._priority, self._number = rule.id, rule.priority, rule.pattern
            self._scan = self._compile(rule.expression)

    def _compile(self, pattern: str) -> re.Pattern[str]:
        """The numerals of a text as group 1, what cannot be an amount passed over outside it."""
        pattern = re.sub(r"\(\?P<[a-z_0-9]+>", "(?:", pattern)
        words = self._wording
        goes_on = "".join(map(re.escape, sorted(self._units.behind.firsts | wording.characters(words.goes_on))))
        return re.compile(
            f"(?=[{regex.first_characters(pattern)}])"
            f"(?:{words.dated.pattern}|{words.digit_alone.pattern}(?![{goes_on}])|({pattern}))"
        )

    def scan(self, document: Document) -> Iterator[Mention]:
        """Candidates (those of the numeral rule first, then those of all other rules), each in text order."""
        if self._scan is not None:
            done, read, limited = 0, self._read, None
            for match in self._scan.finditer(document.shadow):
                start, end = match.span(1)
                if start < done:
                    continue
                mention, done = read(document, start, end)
                if mention is not None:
                    if limited is not None:
                        mention = self._limit(document.shadow, limited, mention)
                    limited = mention if self._bounds.limits(mention) else None
                    yield mention
        for mention in self._grammar.scan(document):
            yield self._with_bound(document, mention)
        for line in document.lines:
            if line.zone == "table":
                yield from self._cells(document, line.start, line.end)

    def _read(self, document: Document, start: int, end: int) -> tuple[Mention | None, int]:
        """The amount whose first numeral is `start:end`, if it is one, and where to go on."""
        text = document.shadow
        unit, after = self._units.after(text, end) if end < len(text) and text[end] in self._starts else (None, end)
        if unit is None and end - start == 1 and text[start] not in DIGITS and not self._may_end(text, end):
            return None, end
        first = start
        if start and text[start - 1] in self._units.ahead_last:
            first, named = self._units.with_currency(text, start, unit)
            after = after if unit is None or named is None or unit.type == named.type else end
            unit = named
        place = (first, start, end, after)
        if unit is not None and unit.sense:
            unit = self._senses.decide(document, place, unit, text[start] in DIGITS)
            after = end if unit is None else after
            place = (first, start, end, after)
        if after < len(text) and text[after] in self._joints:
            ranged = self._range(document, place, unit)
            if ranged is not None:
                return ranged, ranged.end
        quantity = amounts.amount(text[start:end], unit, document.region)
        if quantity is None:
            return None, after
        if unit is not None and after < len(text) and unit.type in ("money", "measure"):
            quantity, after = self._parts(text, after, quantity, unit)
            place = (first, start, end, after)
        elif (
            unit is not None
            and unit.factor == TENTH
            and self._wording.tenths.match(text, after) is not None
            and unit.type == "percent"
            and after + 1 in document.words.edges
        ):
            quantity, after = amounts.with_percents(quantity, text[after]), after + 1  # 4成6
            place = (first, start, end, after)
        return self._mention(document, place, quantity, unit), after

    def _may_end(self, text: str, end: int) -> bool:
        """Whether a lone Chinese digit may be a number here: “五”, 三-5个."""
        return end == len(text) or text[end] in self._joints or text[end] in context.CLOSING

    def _limit(self, text: str, before: Mention, mention: Mention) -> Mention:
        """The limit of the amount before governs this one where it is what the change leads to."""
        value, old = mention.value, before.value
        if not isinstance(value, Quantity) or not isinstance(old, Quantity) or value.bound != "exact":
            return mention
        if mention.start - before.end > REACH:
            return mention
        if not self._wording.reached.fullmatch(text, before.end, mention.start):
            return mention
        return replace(mention, value=amounts.bounded(value, old.bound, old.modifier))

    def _range(self, document: Document, place: Place, unit: Unit | None) -> Mention | None:
        """The range that begins with the amount at `place`, if there is one."""
        text = document.shadow
        first, start, end, after = place
        words = self._wording
        dash = words.dash.match(text, after)
        between = words.between.match(text, after) if dash is None else None
        dash = dash or between
        if dash is None:
            return None
        if unit is not None and first and words.change.match(text, first - 1) and words.changed.fullmatch(dash[0]):
            return None  # 从A到B is a change, two amounts
        begin = dash.end()
        ahead = self._units.ahead.at(text, begin)
        begin += len(ahead.name) if ahead is not None else 0
        number = self._number.match(text, begin)
        if number is None:
            return None
        other, last = self._units.after(text, number.end())
        if other is not None and other.sense:
            other = self._senses.decide(document, (first, number.start(), number.end(), last), other, True)
            last = number.end() if other is None else last
        if between is not None and not words.between_end.match(text, last):
            return None
        if ahead is not None and (other is None or other.type == "money"):
            other = ahead
        quantity = amounts.span_of((text[start:end], number[0]), (unit, other), document.region)
        if quantity is None or (unit is None and other is None and not self._context.plain_range(text, first, last)):
            return None
        if first and words.moved.match(text, first - 1) and amounts.apart(quantity):
            return None  # 上涨330元/吨至2898元/吨: by so much, to so much
        return self._mention(document, (first, start, number.end(), last), quantity, other or unit)

    def _parts(self, text: str, after: int, quantity: Quantity, unit: Unit) -> tuple[Quantity, int]:
        """The smaller units that follow: 50元6角三分, 5斤3两; two and a half: 两米半."""
        while after < len(text):
            number = self._number.match(text, after)
            part = self._units.parts.at(text, number.end()) if number is not None else None
            if number is None or part is None:
                break
            total = amounts.add(quantity, number[0], part, unit)
            if total is None:
                break
            quantity, after = total, number.end() + len(part.name)
        if unit.std == LENGTH and (tail := self._wording.tail.match(text, after)) is not None:
            return amounts.with_tail(quantity, tail[0]), tail.end()
        if self._wording.half.match(text, after):
            return amounts.add_half(quantity), after + 1
        return quantity, after

    def _mention(self, document: Document, place: Place, quantity: Quantity, unit: Unit | None) -> Mention | None:
        """The candidate, bounded, where the context allows it."""
        text = document.shadow
        first, start, end, after = place
        chosen = None
        if first and text[first - 1] in self._bounds.lasts:
            chosen = self._bounds.before(document, first)
            if chosen is None and quantity.type in SHARES:
                chosen = self._bounds.distant(text, first)
        if chosen is None and after < len(text) and text[after] in self._bounds.firsts:
            chosen = self._bounds.behind(text, after, first)
        if chosen is None and quantity.type != "ordinal":
            chosen = self._bounds.verbal(document, first)
        arabic = text[start] in DIGITS or self._wording.sign.match(text, start) is not None
        bounded = chosen is not None
        plainly = arabic and (not first or text[first - 1] not in context.JOINED)
        if not plainly and not self._context.begins(document, place, arabic, unit, bounded):
            return None
        vague = text[start] in SIZES and self._context.vague(text, start, end)
        if vague:
            lone = end - start < 2 or not self._wording.vague_known.fullmatch(text, start, end)
            if (chosen is None and (unit is None or lone or unit.kind == SERIES)) or (unit is None and lone):
                return None  # 万元, 千里, 百亿级: no amount unless 近 or 上 stands before
        ends = unit is None or (after in document.words.edges and unit.kind != NOUN)
        ends = ends or (chosen is not None and chosen.edge > after)  # 1.5|米左右, one word to the dictionary
        if unit is not None and not ends and not self._context.ends(document, place, arabic, unit, bounded):
            scaled = end - start > 1 and not vague and self._wording.big.match(text, end - 1)  # 两百万|人口
            if not (arabic or scaled):
                return None
            unit, after = None, end
            chosen = chosen or self._bounds.behind(text, end, first)
            quantity = context.without_unit(quantity)
        if unit is None and quantity.type == "number":
            read = self._context.bare(document, place, arabic, quantity, chosen is not None)
            if read is None:
                return None
            quantity = read
        if (
            chosen is not None
            and quantity.type not in ("money", "measure")
            and self._wording.upwards.fullmatch(chosen.cue)
        ):
            chosen = None  # 自105届起
        if chosen is not None and (chosen.kind != VAGUE or vague):
            quantity = amounts.bounded(quantity, chosen.bound, chosen.cue)
            first = chosen.edge if chosen.kind == VAGUE and chosen.bound == "at_least" else first  # 上万人
        return Mention(first, after, "quantity", self._id, quantity, self._priority)

    def _cells(self, document: Document, start: int, end: int) -> Iterator[Mention]:
        """The bare numbers of one row of a table, each a cell of its own; years and the row's number are none."""
        text = document.shadow
        if SPACED.search(text, start, end) or self._scan is None:
            return  # 75 600: one number or two
        for cell in CELL.finditer(text, start, end):
            first, last = cell.span(1)
            index = first - start < 3 and context.HAN.match(text[last:end].lstrip(" \t|│")[:1]) is not None
            quantity = None if index or context.YEAR.fullmatch(cell[1]) else amounts.amount(cell[1], None, "")
            if quantity is not None:
                yield Mention(first, last, "quantity", self._id, quantity, self._priority)

    def _with_bound(self, document: Document, mention: Mention) -> Mention:
        quantity = mention.value
        if not isinstance(quantity, Quantity) or quantity.type == "ordinal" or quantity.bound != "exact":
            return mention
        chosen = self._bounds.before(document, mention.start) or self._bounds.behind(document.shadow, mention.end)
        if chosen is None or chosen.kind == VAGUE:
            return mention
        return replace(mention, value=amounts.bounded(quantity, chosen.bound, chosen.cue))


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Quantity candidates of `document`: spans in the shadow, values expanded and exact, bounds read.

    Limits govern the whole change that follows them. Dates and durations are not sought here, nor what is counted.
    """
    engine: Amounts = rules.once("quantities", Amounts)
    return listed.share(document, list(engine.scan(document)))
