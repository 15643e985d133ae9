"""Quantities: every amount of the article, with its unit, its bound and the span of GOLD.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tonggao.grammar import regex
from tonggao.grammar.characters import CharacterGrammar
from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Quantity
from tonggao.recognise import amounts, bounds, context, ordinals, units
from tonggao.recognise.context import Place
from tonggao.recognise.units import Unit

AMOUNT = "amount"  # value of the rule whose numeral is read here; all other rules of the kind go through the engine
DASHES = frozenset("-－–—~～至到―")
BETWEEN, BETWEEN_END = re.compile(r"[ \u3000]?[和与跟][ \u3000]?"), re.compile("之间|间(?![接隔])")
DASH = re.compile(r"[ \u3000]?(?:——|--|[-－–—~～至到―])[ \u3000]?")
DIGITS = frozenset("0123456789０１２３４５６７８９")
SIGNS = frozenset("负-－−.．")
JOINTS = DASHES | frozenset(" \u3000\u00a0和与跟")
CHANGE, CHANGED = frozenset("从由自"), ("到", "至")  # 从A到B is a change, two amounts
LENGTH, TAIL = "m", re.compile("[一二三四五六七八九]{1,2}(?![\u3400-\u9fff0-9])")  # 一米七五
HALF, NO_HALF = "半", frozenset("年月天日小个径")
SHARES = ("percent", "number", "multiple")
SERIES, AMBIGUOUS, DEGREE, POINT, NEIGHBOURHOOD, MEGA = "s", "x", "度", "点", "里", "M"
UPWARDS = ("起", "起跳")
VAGUE, AT_LEAST_PREFIX = "vague", "上"  # 上万人: the word is part of the amount
CELL = re.compile(r"(?:(?<![^\s|│])|(?<=\A))(-?[0-9][0-9,]*+(?:\.[0-9]++)?+)(?![^\s|│])")
SPACED = re.compile(r"(?<![0-9,.])[0-9]{1,3} [0-9]{3}(?![0-9,.])")
DATED = "[0-9]{1,4}(?:[年月天秒]|日(?![元圆币]))"  # passed over without a look: dates are sought elsewhere
CHINESE = "[一二三四五六七八九两十]"


class Amounts:
    """Reads the amounts of one article after another; compiled once per process."""

    __slots__ = ("_bounds", "_context", "_grammar", "_id", "_number", "_priority", "_scan", "_starts", "_units")

    def __init__(self, rules: Rules) -> None:
        mine = [rule for rule in rules.characters.get("quantity", []) if rule.value == AMOUNT]
        others = [rule for rule in rules.characters.get("quantity", []) if rule.value != AMOUNT]
        self._units, self._bounds, self._context = units.load(rules), bounds.load(rules), context.load(rules)
        self._starts = self._units.behind.firsts | units.SPACES
        self._grammar = CharacterGrammar(others, ordinals.FUNCTIONS)
        self._scan: re.Pattern[str] | None = None  # a user may have switched the rule off
        for rule in mine:
            self._id, self._priority, self._number = rule.id, rule.priority, rule.pattern
            self._scan = self._compile(rule.expression)

    def _compile(self, pattern: str) -> re.Pattern[str]:
        """The numerals of a text as group 1, what cannot be an amount passed over outside it."""
        pattern = re.sub(r"\(\?P<[a-z_0-9]+>", "(?:", pattern)
        goes_on = (
            "".join(map(re.escape, sorted(self._units.behind.firsts)))
            + "〇零一二三四五六七八九十百千万亿兆两余多几来点分又半至到产"
        )
        return re.compile(
            f"(?=[{regex.first_characters(pattern)}])"
            f"(?:{DATED}|{CHINESE}(?=[\u4e00-\u9fff])(?![{goes_on}])|({pattern}))"
        )

    def scan(self, document: Document) -> Iterator[Mention]:
        """Candidates (those of the numeral rule first, then those of all other rules), each in text order."""
        if self._scan is not None:
            done, read = 0, self._read
            for match in self._scan.finditer(document.shadow):
                start, end = match.span(1)
                if start < done:
                    continue
                mention, done = read(document, start, end)
                if mention is not None:
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
        if (
            unit is None
            and end - start == 1
            and text[start] not in DIGITS
            and not (end == len(text) or text[end] in JOINTS or text[end] in context.CLOSING)
        ):
            return None, end
        first = start
        if start and text[start - 1] in self._units.ahead_last:
            first, unit = self._units.with_currency(text, start, unit)
        place = (first, start, end, after)
        if after < len(text) and text[after] in JOINTS:
            ranged = self._range(document, place, unit)
            if ranged is not None:
                return ranged, ranged.end
        if unit is not None and unit.kind == AMBIGUOUS:
            unit, after = self._decide(document, place, unit)
            place = (first, start, end, after)
        quantity = amounts.amount(text[start:end], unit, document.region)
        if quantity is None:
            return None, after
        if unit is not None and after < len(text) and unit.type in ("money", "measure"):
            quantity, after = self._parts(text, after, quantity, unit)
            place = (first, start, end, after)
        return self._mention(document, place, quantity, unit), after

    def _decide(self, document: Document, place: Place, unit: Unit) -> tuple[Unit | None, int]:
        """What 度, 分, 点, 方, 里 and M are here, and where the amount ends."""
        text, arabic = document.shadow, document.shadow[place[1]] in DIGITS
        if unit.name == DEGREE:
            return self._units.behind.rows[self._context.degree(document, place, arabic)], place[3]
        if unit.name in self._units.counted_by:
            counts = document.region == "TW" if unit.name == NEIGHBOURHOOD else self._context.few(text, place, arabic)
            return (self._units.counted_by[unit.name] if counts else unit), place[3]
        if unit.type == "measure":
            speed = unit.name != MEGA or self._context.net.search(context.around(text, place)) is not None
            return (unit, place[3]) if speed else (None, place[2])
        meant = (
            self._context.point(text, place, arabic) if unit.name == POINT else self._context.scored(document, place)
        )
        return (unit, place[3]) if meant else (None, place[2])

    def _range(self, document: Document, place: Place, unit: Unit | None) -> Mention | None:
        """The range that begins with the amount at `place`, if there is one."""
        text = document.shadow
        first, start, end, after = place
        dash = DASH.match(text, after)
        between = BETWEEN.match(text, after) if dash is None else None
        dash = dash or between
        if dash is None:
            return None
        if unit is not None and first and text[first - 1] in CHANGE and dash[0].strip() in CHANGED:
            return None
        begin = dash.end()
        ahead = self._units.ahead.at(text, begin)
        begin += len(ahead.name) if ahead is not None else 0
        number = self._number.match(text, begin)
        if number is None:
            return None
        other, last = self._units.after(text, number.end())
        if between is not None and not BETWEEN_END.match(text, last):
            return None
        if ahead is not None and (other is None or other.type == "money"):
            other = ahead
        quantity = amounts.span_of((text[start:end], number[0]), (unit, other), document.region)
        if quantity is None or (unit is None and other is None and not context.plain_range(text, first, last)):
            return None
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
        if unit.std == LENGTH and (tail := TAIL.match(text, after)) is not None:
            return amounts.with_tail(quantity, tail[0]), tail.end()
        if text[after : after + 1] == HALF and text[after + 1 : after + 2] not in NO_HALF:
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
        arabic = text[start] in DIGITS or text[start] in SIGNS
        bounded = chosen is not None
        if not self._context.begins(document, place, arabic, unit, bounded):
            return None
        if not arabic and context.vague(text[start:end]):
            lone = end - start < 2 or text[start:end] not in context.VAGUE
            if (chosen is None and (unit is None or lone or unit.kind == SERIES)) or (unit is None and lone):
                return None  # 万元, 千里, 百亿级: no amount unless 近 or 上 stands before
        if unit is not None and not self._context.ends(document, place, arabic, unit, bounded):
            if not arabic:
                return None
            unit, after = None, end
            chosen = chosen or self._bounds.behind(text, end, first)
            quantity = context.without_unit(quantity)
        if unit is None and quantity.type == "number":
            read = self._context.bare(document, place, arabic, quantity, chosen is not None)
            if read is None:
                return None
            quantity = read
        if chosen is not None and chosen.cue in UPWARDS and quantity.type not in ("money", "measure"):
            chosen = None  # 自105届起
        if chosen is not None and (chosen.kind != VAGUE or context.vague(text[start:end])):
            quantity = amounts.bounded(quantity, chosen.bound, chosen.cue)
            first = chosen.edge if chosen.cue == AT_LEAST_PREFIX else first
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
    return list(engine.scan(document))
