"""Context: whether the characters around a numeral let it be an amount, and what an amount without a unit is."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Document, Quantity
from tonggao.recognise.units import CURRENCY_OF, Unit
from tonggao.recognise.wording import Wording
from tonggao.text.cut import tags

Place = tuple[int, int, int, int]
"""Where an amount stands: begin with its currency, begin and end of its numeral, end of its unit."""

# what goes on a word or number in Latin letters: F-35, ω-3
JOINED = frozenset(string.ascii_letters + string.digits + "_.@#&=+/\\％%-").union(map(chr, range(0x391, 0x3CA)))
YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}")
DAY = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01])")
VERSION, RATIO = re.compile(r"[1-9]\.0"), re.compile("[0-9][:：]$")  # 工业4.0, 12：0
HAN = re.compile("[\u3400-\u9fff]")
CLAUSE = re.compile("[，。；：！？,;:!?\n]")
NEAR = 6  # characters behind a bare number within which a money noun makes it money: 8400亿防疫预算
WINDOW = 24  # characters of the clause before a bare number that may say what it is
CLOSING = frozenset("”」』》’")
QUOTES, QUOTE_END, SLOGAN = frozenset("“「『《‘"), re.compile("[”」』》’]"), 10
THOUSANDS = re.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
WORDS, MARGIN = re.compile(r"\w"), 4
TIMES = frozenset("×xX*")
DIGITS = frozenset("0123456789０１２３４５６７８９")
ADVERBIAL = ("ad", "ng")
OF = "的"


@dataclass(frozen=True, slots=True)
class Context:
    """The words that decide, compiled once."""

    wording: Wording
    money: re.Pattern[str]
    count: re.Pattern[str]
    priced: re.Pattern[str]
    says: re.Pattern[str]
    label: re.Pattern[str]
    pieces: frozenset[str]
    money_words: frozenset[str]
    dates: frozenset[str]
    before: frozenset[str]

    def begins(self, document: Document, place: Place, arabic: bool, unit: Unit | None, bounded: bool) -> bool:
        """Whether an amount may begin here: no digits of F-35 or 3.2.1, no numeral inside 统一 or 万一."""
        first, start, end, _ = place
        text = document.shadow
        if first < start or not first:
            return True
        if arabic:
            if text[first - 1] not in JOINED or text[max(0, first - 2) : first] == "..":
                return True
            if unit is None or not text[first - 1].isalpha() or (first > 1 and not text[first - 2 : first].isascii()):
                return False  # E0级, Z4线
            return unit.type == "percent" or (unit.name[0] > "\u3000" and unit.type in ("money", "count"))
        if end - start == 1 and self.wording.lone.match(text, start):
            return False
        if (
            text[first - 1] in QUOTES
            and not QUOTE_END.match(text, end)
            and QUOTE_END.search(text, first, first + SLOGAN) is not None
        ):
            return False  # “四个全面”: a slogan
        if bounded or first in document.words.edges or text[first - 1] in self.before:
            return True
        large = self.wording.big.search(text, start, end) or self.wording.part.search(text, start, end)
        return end - start > 1 and large is not None

    def ends(self, document: Document, place: Place, arabic: bool, unit: Unit, bounded: bool) -> bool:
        """Whether the unit ends where a word does: not so in 24省级, 5项目, 三农."""
        _, start, end, after = place
        text = document.shadow
        if unit.kind == "n" and YEAR.fullmatch(text, start, end):
            return False  # 2019区选
        if after in document.words.edges or (len(unit.name) > 1 and unit.type != "count"):
            return True
        if text[after - 1 : after + 1].isascii() and text[after : after + 1].isalpha():
            return not text[after - 1].isalpha()  # 25l|m
        if after >= len(text) or not HAN.match(text[after]) or (unit.type == "percent" and bounded):
            return True
        word, begin = word_at(document, after - 1)
        if not tags()[word]:
            return True  # no word of the dictionary: 项农, 元调
        rest, _ = word_at(document, begin + len(word))
        beyond = word[after - begin :] + rest
        if len(rest) == 1 and len(beyond) > 1 and tags()[beyond]:
            return True  # 种类|型: the classifier leaves a better word, 类型
        if word[after - begin :] in self.pieces and begin == after - len(unit.name):
            return True  # 架|车, 个|人
        if arabic or self.wording.big.search(text, start, end):
            return begin != after - len(unit.name) and unit.kind != "n"
        return False

    def bare(
        self, document: Document, place: Place, arabic: bool, quantity: Quantity, bounded: bool
    ) -> Quantity | None:
        """A number without a unit as what it is: money, a count, a number, or `None`: no amount."""
        first, start, end, _ = place
        text = document.shadow
        if text[end : end + 1] in TIMES and text[end + 1 : end + 2] in DIGITS:
            return quantity  # 2×34万千瓦
        if self._goes_on(document, start, end):
            return None
        wording, numeral = self.wording, text[start:end]
        alone = self._alone(text, first, end)
        if not arabic and end - start > 1 and wording.day_name.fullmatch(numeral) and not alone:
            return None  # 五一, 六四, 九一一: names of days
        more = wording.more.match(numeral[-1]) is not None and len(numeral) > 1
        if wording.big.search(numeral) and (more or wording.big.match(numeral[-1])):
            return self._scaled(document, place, quantity)
        if more or wording.part.search(numeral):
            return quantity
        if first and text[first - 1] in QUOTES and QUOTE_END.match(text, end):
            return None if arabic else quantity  # “117”项目 is a name, “一”和“五” are numbers
        if quantity.low is not None and wording.between_end.match(text, end):
            return quantity
        return self._plain(document, place, arabic, quantity, bounded or alone)

    def _goes_on(self, document: Document, start: int, end: int) -> bool:
        """A date, a word of Latin letters or a longer number begins with these digits."""
        text, after = document.shadow, document.shadow[end : end + 1]
        if after in self.dates or self.wording.hour.match(text, end):
            counted = self.wording.big.search(text, start, end) and len(following(document, end)) > 1
            return not counted  # 14亿|天主教徒
        return after in JOINED and after not in (".", "-", "/")

    def _plain(self, document: Document, place: Place, arabic: bool, quantity: Quantity, said: bool) -> Quantity | None:
        """A number without scale or unit: one that is `said`, counts the noun behind it, or has many places."""
        first, start, end, _ = place
        text, numeral = document.shadow, document.shadow[start:end]
        window = text[max(0, first - WINDOW) : first]
        if self.label.search(window):
            return None
        if said or THOUSANDS.match(numeral):
            told = quantity.type == "number" and _last(self.money, window) == len(window) > 0  # 每千瓦补助2,500
            return as_money(quantity, document.region) if told else quantity
        if YEAR.fullmatch(numeral) or VERSION.fullmatch(numeral) or RATIO.search(text, max(0, first - 3), first):
            return None
        labelled = self._noun_before(document, first)
        if arabic and not labelled and self._noun_follows(document, end):
            return None if DAY.fullmatch(numeral) else replace(quantity, type="count")  # 7.21事件
        stops = self.wording.stop.match(text, end) is not None
        if stops and (
            self.says.search(window) or (not arabic and end - start > 1 and self.wording.counted.search(numeral))
        ):
            return quantity
        places = len(numeral.partition(".")[2])
        return quantity if places > 1 and not labelled and not DAY.fullmatch(numeral) else None

    @staticmethod
    def _alone(text: str, first: int, end: int) -> bool:
        return (
            first < MARGIN and len(text) - end < MARGIN and not (WORDS.search(text[:first]) or WORDS.search(text[end:]))
        )

    def _scaled(self, document: Document, place: Place, quantity: Quantity) -> Quantity:
        """A number of 万 or 亿 without a unit: money, a count of what follows, or a number."""
        text, end = document.shadow, place[2]
        passed = self.wording.beyond.match(text, end)
        beyond = passed.end() if passed is not None else end
        near = CLAUSE.split(text[end : end + NEAR])[0]
        large = text[end - 1] == "亿"
        if near and (
            following(document, end) in self.money_words
            or self.money.search(near)
            or (large and self.priced.search(near))
        ):
            return as_money(quantity, document.region)
        described = CLAUSE.split(text[end : end + WINDOW])[0]
        if described[:1] == OF and _last(self.money, described) == len(described):
            return as_money(quantity, document.region)  # 2千万的屋顶型太阳能光电补助经费
        window = CLAUSE.split(text[max(0, place[0] - WINDOW) : place[0]])[-1]
        money, count = _last(self.money, window), _last(self.count, window)
        told = large and money == len(window) > 0  # 亏损37.6亿主因: the noun behind is another matter
        counts = self._noun_follows(document, beyond) and (money < 0 or not self.wording.of.match(text, beyond - 1))
        if counts and not told:
            return replace(quantity, type="count")
        if money < 0 and count < 0:
            noun = self._noun_follows(document, beyond + len(following(document, beyond)))
            return replace(quantity, type="count") if noun else quantity  # 62.8万建档立卡贫困人口
        return as_money(quantity, document.region) if money > count else replace(quantity, type="count")

    def plain_range(self, text: str, start: int, end: int) -> bool:
        """Whether two bare numbers with a dash between them are a range: not so 2007-2012, 1-2-3, 0482-8266117."""
        if (start and text[start - 1] in "-–—/.0123456789") or self.wording.not_range.match(text, end):
            return False
        first, last = re.match("[0-9]+", text[start:end]), re.search("[0-9]+$", text[start:end])
        return not any(
            found is not None
            and (YEAR.fullmatch(found[0]) or (found[0][0] == "0" and found[0] != "0") or len(found[0]) > 5)
            for found in (first, last)
        )

    def vague(self, text: str, start: int, end: int) -> bool:
        """True for a scale word alone, 百 in 上百人, or several, 百万 in 上百万人."""
        return self.wording.vague.fullmatch(text, start, end) is not None

    @staticmethod
    def _noun_follows(document: Document, offset: int) -> bool:
        word = following(document, offset)
        tag = tags()[word] if word else "x"
        return len(word) > 1 and HAN.match(word) is not None and (tag or "n")[0] in "nabjs" and tag not in ADVERBIAL

    @staticmethod
    def _noun_before(document: Document, offset: int) -> bool:
        """型号5, 图3: a number right behind a noun or a Latin letter labels it."""
        text = document.shadow
        if not offset or not HAN.match(text[offset - 1]):
            return offset > 0 and text[offset - 1] in JOINED
        return tags()[word_at(document, offset - 1)[0]][:1] == "n"


def load(rules: Rules, wording: Wording) -> Context:
    """The context words of these rules: `number_words` of the classes money, count, priced, says, label, piece,
    date, before."""
    table = rules.table("number_words")
    classes = ("money", "count", "priced", "says", "label")
    words = {name: f"(?:{alternation(table.where('class', name))})" for name in classes}
    return Context(
        wording,
        re.compile(words["money"]),
        re.compile(words["count"]),
        re.compile(words["priced"]),
        re.compile(words["says"] + "[了 ]?$"),
        re.compile(words["label"] + "[:：]? ?$"),
        frozenset(table.where("class", "piece")),
        frozenset(table.where("class", "money")),
        frozenset(table.where("class", "date")),
        frozenset(table.where("class", "before")),
    )


def word_at(document: Document, offset: int) -> tuple[str, int]:
    """The word that holds the character at `offset` and where it begins."""
    words = document.words
    if not 0 <= offset < len(document.shadow):
        return "", offset
    number = words.index(offset)
    return words.texts[number], words.starts[number]


def following(document: Document, offset: int) -> str:
    """What is left, from `offset` on, of the word that holds it."""
    word, begin = word_at(document, offset)
    return word[offset - begin :]


def around(text: str, place: Place) -> str:
    """The words of the clause on both sides of an amount."""
    before, after = text[max(0, place[0] - WINDOW) : place[0]], text[place[3] : place[3] + NEAR]
    return CLAUSE.split(before)[-1] + " " + CLAUSE.split(after)[0]


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = -1
    for match in pattern.finditer(text):
        found = match.end()
    return found


def as_money(quantity: Quantity, region: str) -> Quantity:
    """A bare amount as money of the article's place."""
    code = CURRENCY_OF.get(region, "CNY")
    return replace(quantity, type="money", unit=code, unit_std=code)


def without_unit(quantity: Quantity) -> Quantity:
    """The bare number: the unit was part of a longer word."""
    return replace(quantity, type="number", unit="", value_std=quantity.value, unit_std="1")
