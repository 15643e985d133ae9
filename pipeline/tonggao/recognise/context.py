"""Context: whether the characters around a numeral let it be an amount, and what an amount without a unit is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Document, Quantity
from tonggao.recognise.units import CURRENCY_OF, Unit
from tonggao.text.cut import tags

Place = tuple[int, int, int, int]
"""Where an amount stands: begin with its currency, begin and end of its numeral, end of its unit."""

BARE_SCALE = frozenset("百千万亿")
COUNTED = re.compile("[百千点]")
BIG = re.compile("[万亿兆]")
VAGUE = frozenset(("百", "千", "万", "亿", "百万", "千万", "百亿", "千亿", "万亿"))
LONE = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟零〇○幺廿卅")  # financial digits that alone are a name or another word
LATIN = re.compile(r"[A-Za-z0-9_.@#&=+/\\％%-]")
YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}")
HAN = re.compile("[\u3400-\u9fff]")
CLAUSE = re.compile("[，。；：！？,;:!?\n]")
NEAR = 6  # characters behind a bare number within which a money noun makes it money: 8400亿防疫预算
WINDOW = 24  # characters of the clause before a bare number that may say what it is
CLOSING = frozenset("”」』》’")
QUOTES, QUOTE_END, SLOGAN = frozenset("“「『《‘"), re.compile("[”」』》’]"), 10
POINT, OF, PAIR, ACT = "点", "的", "对", "折"
BETWEEN = re.compile("之间|间")
WORDS, MARGIN = re.compile(r"\w"), 4
HOUR_GOES_ON = frozenset("半多钟至到整前后左")
DIGITS_ALONE = re.compile("[零〇一二三四五六七八九]+")
DAY = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01])")
PASSED = re.compile("(?:左右|以上|以下|上下|多|余)?的?")  # between a bare number and what it counts
ABOVE = re.compile("[或及]?以[上下]")
TIMES = frozenset("×xX*")
STOPS = frozenset("，。；：！？,;:!?、）)」”\n 的")
ADVERBIAL = ("ad", "ng")


@dataclass(frozen=True, slots=True)
class Context:
    """The words that decide, compiled once."""

    money: re.Pattern[str]
    heat: re.Pattern[str]
    power: re.Pattern[str]
    score: re.Pattern[str]
    points: re.Pattern[str]
    net: re.Pattern[str]
    count: re.Pattern[str]
    says: re.Pattern[str]
    label: re.Pattern[str]
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
            if not LATIN.match(text[first - 1]) or text[max(0, first - 2) : first] == "..":
                return True
            if unit is None or not text[first - 1].isalpha() or (first > 1 and not text[first - 2 : first].isascii()):
                return False  # E0级, Z4线
            return unit.type == "percent" or (unit.name[0] > "\u3000" and unit.type in ("money", "count"))
        if end - start == 1 and text[start] in LONE:
            return False
        if (
            text[first - 1] in QUOTES
            and not QUOTE_END.match(text, end)
            and QUOTE_END.search(text, first, first + SLOGAN) is not None
        ):
            return False  # “四个全面”: a slogan
        if bounded or first in document.words.edges or text[first - 1] in self.before:
            return True
        return end - start > 1 and (BIG.search(text, start, end) is not None or "之" in text[start:end])

    def ends(self, document: Document, place: Place, arabic: bool, unit: Unit, bounded: bool) -> bool:
        """Whether the unit ends where a word does: not so in 24省级, 5项目, 三农."""
        _, start, end, after = place
        text = document.shadow
        if unit.code == "a" and BIG.search(text, start, end):
            return False  # 1,021亿|岁出
        if unit.name == ACT and text[place[0] - 1 : place[0]] == "》":
            return False  # 《离魂》一折
        if unit.name == PAIR and BIG.search(text, start, end):
            return False  # 投资5亿多对京藏高速: a preposition
        if unit.kind == "n" and YEAR.fullmatch(text, start, end):
            return False  # 2019区选
        if after in document.words.edges or (len(unit.name) > 1 and unit.type != "count"):
            return True
        if after >= len(text) or not HAN.match(text[after]) or (unit.type == "percent" and bounded):
            return True
        word, begin = word_at(document, after - 1)
        if not tags()[word]:
            return True  # no word of the dictionary: 项农, 元调
        rest, _ = word_at(document, begin + len(word))
        beyond = word[after - begin :] + rest
        if len(rest) == 1 and len(beyond) > 1 and tags()[beyond]:
            return True  # 种类|型: the classifier leaves a better word, 类型
        if arabic or BIG.search(text, start, end):
            return begin != after - len(unit.name) and unit.kind != "n"
        return False

    def degree(self, document: Document, place: Place, arabic: bool) -> str:
        """What 度 is here: the name of a unit (℃, 度电), the classifier of 两度修改 or, by itself, an angle."""
        text = document.shadow
        word = following(document, place[3])
        if self.few(text, place, arabic) and word and tags()[word][:1] == "v":
            return "次"
        window = around(text, place)
        if self.heat.search(window):
            return "℃"
        if self.power.search(window):
            return "千瓦时"
        return "度" if arabic or place[2] - place[1] > 1 else "次"

    @staticmethod
    def few(text: str, place: Place, arabic: bool) -> bool:
        """A number of one digit, or in Chinese words without 万."""
        return place[2] - place[1] == 1 if arabic else BIG.search(text, place[1], place[2]) is None

    def point(self, text: str, place: Place, arabic: bool) -> bool:
        """Whether 点 is a point made or one of an index, and not an hour of the day."""
        numeral = text[place[1] : place[2]]
        if not arabic:
            return text[place[3] : place[3] + 1] not in HOUR_GOES_ON
        return "." in numeral or len(numeral) > 2 or self.points.match(text, place[3]) is not None

    def scored(self, document: Document, place: Place) -> bool:
        """Whether 分 is points of a score, and not minutes."""
        text = document.shadow
        if ABOVE.match(text, place[3]):
            return True
        return (
            "." in text[place[1] : place[2]]
            or self.score.search(text[max(0, place[0] - WINDOW) : place[0]]) is not None
        )

    def bare(
        self, document: Document, place: Place, arabic: bool, quantity: Quantity, bounded: bool
    ) -> Quantity | None:
        """A number without a unit as what it is: money, a count, a number, or `None`: no amount."""
        first, start, end, _ = place
        text = document.shadow
        following = text[end : end + 1]
        if following in TIMES and text[end + 1 : end + 2].isdigit():
            return quantity  # 2×34万千瓦
        if (
            following in self.dates
            or following == POINT
            or (following and LATIN.match(following) and following not in ".-/")
        ):
            return None
        numeral = text[start:end]
        if not arabic and end - start > 1 and DIGITS_ALONE.fullmatch(numeral) and not self._alone(text, first, end):
            return None  # 五一, 六四, 九一一: names of days
        if numeral[-1] in "万亿余多" and BIG.search(numeral):
            return self._scaled(document, place, quantity)
        if "之" in numeral or (numeral[-1] in "余多" and len(numeral) > 1):
            return quantity
        if first and text[first - 1] in QUOTES and QUOTE_END.match(text, end):
            return None if arabic else quantity  # “117”项目 is a name, “一”和“五” are numbers
        if quantity.low is not None and BETWEEN.match(text, end):
            return quantity
        window = text[max(0, first - WINDOW) : first]
        if self.label.search(window):
            return None
        if bounded or ("," in numeral and len(numeral) > 5) or self._alone(text, first, end):
            return quantity
        if YEAR.fullmatch(numeral):
            return None
        if arabic and self._noun_follows(document, end) and not self._noun_before(document, first):
            return replace(quantity, type="count")
        if not arabic and end - start > 1 and (not following or following in STOPS) and COUNTED.search(numeral):
            return quantity
        if (
            "." in numeral
            and len(numeral.partition(".")[2]) > 1
            and not DAY.fullmatch(numeral)
            and not self._noun_before(document, first)
        ):
            return quantity
        said = (not following or following in STOPS) and self.says.search(window) is not None
        return quantity if said else None

    @staticmethod
    def _alone(text: str, first: int, end: int) -> bool:
        return (
            first < MARGIN and len(text) - end < MARGIN and not (WORDS.search(text[:first]) or WORDS.search(text[end:]))
        )

    def _scaled(self, document: Document, place: Place, quantity: Quantity) -> Quantity:
        """A number of 万 or 亿 without a unit: money, a count of what follows, or a number."""
        text, end = document.shadow, place[2]
        passed = PASSED.match(text, end)
        beyond = passed.end() if passed is not None else end
        if end < len(text) and (
            following(document, end) in self.money_words or self.money.search(text, end, end + NEAR)
        ):
            return as_money(quantity, document.region)
        window = CLAUSE.split(text[max(0, place[0] - WINDOW) : place[0]])[-1]
        money, count = _last(self.money, window), _last(self.count, window)
        if self._noun_follows(document, beyond) and (money < 0 or text[beyond - 1] != OF):
            return replace(quantity, type="count")
        if money < 0 and count < 0:
            return quantity
        return as_money(quantity, document.region) if money > count else replace(quantity, type="count")

    @staticmethod
    def _noun_follows(document: Document, offset: int) -> bool:
        word = following(document, offset)
        tag = tags()[word] if word else "x"
        return len(word) > 1 and HAN.match(word) is not None and (tag or "n")[0] in "nabj" and tag not in ADVERBIAL

    @staticmethod
    def _noun_before(document: Document, offset: int) -> bool:
        """型号5, 图3: a number right behind a noun or a Latin letter labels it."""
        text = document.shadow
        if not offset or not HAN.match(text[offset - 1]):
            return offset > 0 and LATIN.match(text[offset - 1]) is not None
        return tags()[word_at(document, offset - 1)[0]][:1] == "n"


def load(rules: Rules) -> Context:
    """The context words of these rules."""
    table = rules.table("number_words")
    pattern = {
        name: alternation(table.where("class", name))
        for name in ("money", "heat", "power", "score", "points", "net", "count", "says", "label")
    }
    return Context(
        *(re.compile(f"(?:{pattern[name]})") for name in ("money", "heat", "power", "score", "points", "net")), re.compile(f"(?:{pattern['count']})"),
        re.compile(f"(?:{pattern['says']})[了 ]?$"), re.compile(f"(?:{pattern['label']})[:：]? ?$"),
        frozenset(table.where("class", "money")), frozenset(table.where("class", "date")),
        frozenset(table.where("class", "before")),
    )  # fmt: skip


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


def plain_range(text: str, start: int, end: int) -> bool:
    """Whether two bare numbers with a dash between them are a range: not so 2007-2012, 1-2-3, 0482-8266117."""
    if (start and text[start - 1] in "-–—/.0123456789") or text[end : end + 1] in tuple("-–—/年月日:：时点"):
        return False
    first, last = re.match("[0-9]+", text[start:end]), re.search("[0-9]+$", text[start:end])
    return not any(
        found is not None
        and (YEAR.fullmatch(found[0]) or (found[0][0] == "0" and found[0] != "0") or len(found[0]) > 5)
        for found in (first, last)
    )


def vague(numeral: str) -> bool:
    """True for a scale word alone, 百 in 上百人, or several, 百万 in 上百万人."""
    return numeral in VAGUE or BARE_SCALE.issuperset(numeral)
