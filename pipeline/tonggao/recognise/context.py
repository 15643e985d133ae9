"""Context: whether the characters around a numeral let it be an amount, and what an amount without a unit is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Document, Quantity
from tonggao.recognise.amounts import REMEMBERED
from tonggao.recognise.bounds import Bound
from tonggao.recognise.units import CURRENCY_OF, Unit
from tonggao.text.cut import tags

ARABIC = re.compile("[0-9０-９]")
BARE_SCALE = re.compile("[百千万亿]")
BIG = re.compile("[万亿兆]")
FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟零〇○幺廿卅半")
LATIN = re.compile(r"[A-Za-z0-9_.@#&=+/\\％%-]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}|[12][0-9]{3}")
HAN = re.compile("[\u3400-\u9fff]")
CLAUSE = re.compile("[，。；：！？,;:!?\n]")
WINDOW = 24  # characters of the clause before a bare number that may say what it is
QUOTES, QUOTE_END, SLOGAN = frozenset("“「『《‘"), re.compile("[”」』》’]"), 10
TIMES = frozenset("×xX*")
SENTENCE_END = frozenset("，。；：！？,;:!?、）)」”\n ")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands: with its currency, its numeral, end of the numeral, end of the unit."""

    first: int
    start: int
    end: int
    after: int


@dataclass(frozen=True, slots=True)
class Context:
    """The words that decide, compiled once."""

    money: re.Pattern[str]
    count: re.Pattern[str]
    says: re.Pattern[str]
    label: re.Pattern[str]
    money_words: frozenset[str]
    dates: frozenset[str]
    before: frozenset[str]

    def judge(
        self, document: Document, place: Place, quantity: Quantity, unit: Unit | None, bound: Bound | None
    ) -> tuple[Quantity, int] | None:
        """The quantity as the context reads it and where it ends; `None` where it is no amount."""
        text, numeral = document.shadow, document.shadow[place.start : place.end]
        arabic = ARABIC.match(numeral.lstrip("负-－−.")) is not None
        if not (self._begins_arabic(text, place, unit) if arabic else self._begins(document, place, numeral, bound)):
            return None
        if not arabic and self._quoted(text, place):
            return None
        if BARE_SCALE.fullmatch(numeral) and (bound is None or unit is None):
            return None  # 万元, 千里: no amount unless 近 or 上 stands before
        if unit is not None and quantity.type != "number" and not self._ends(document, place, unit, arabic, bound):
            unit = None
            if not arabic:
                return None
            quantity = without_unit(quantity)
        if unit is not None or quantity.type != "number":
            return quantity, place.after
        return self._bare(document, place, quantity, bound)

    def _begins_arabic(self, text: str, place: Place, unit: Unit | None) -> bool:
        """Digits that go on to the left (F-35, COVID-19, 3.2.1) are a name or a number of something."""
        before = text[place.first - 1 : place.first]
        if not before or not LATIN.match(before):
            return True
        if place.first < place.start:
            return True
        return before.isalpha() and unit is not None and unit.type in ("money", "percent", "count") and unit.name[0] > "\u3000"

    def _begins(self, document: Document, place: Place, numeral: str, bound: Bound | None) -> bool:
        """Whether a Chinese numeral begins where a word does: not so in 统一, 万一, 进一步."""
        if len(numeral) == 1 and numeral in FINANCIAL and numeral != "半":
            return False
        if document.words.is_edge(place.first) or place.first < place.start or bound is not None:
            return True
        if len(numeral) > 1 and (BIG.search(numeral) or "分之" in numeral):
            return True
        return document.shadow[place.start - 1] in self.before

    @staticmethod
    def _quoted(text: str, place: Place) -> bool:
        """A Chinese numeral that opens a short quotation is a slogan's: “四个全面”."""
        if not place.first or text[place.first - 1] not in QUOTES:
            return False
        return QUOTE_END.search(text, place.first, place.first + SLOGAN) is not None

    def _ends(self, document: Document, place: Place, unit: Unit, arabic: bool, bound: Bound | None) -> bool:
        """Whether the unit ends where a word does: not so in 24省级, 5项目, 三农."""
        if document.words.is_edge(place.after) or len(unit.name) > 1 and unit.type != "count":
            return True
        if place.after >= len(document.shadow) or not HAN.match(document.shadow[place.after]):
            return True
        if unit.type == "percent" and bound is not None:
            return True
        word, begin = _word(document, place.after - 1)
        if not tags()[word]:
            return True  # no word of the dictionary: 项农, 元调
        rest, _ = _word(document, begin + len(word))
        beyond = word[place.after - begin :] + rest
        if len(rest) == 1 and len(beyond) > 1 and tags()[beyond]:
            return True  # 种类|型: the classifier leaves a better word, 类型
        if arabic or BIG.search(document.shadow[place.start : place.end]):
            return begin != place.after - len(unit.name) and unit.kind != "n"
        return False

    def _bare(
        self, document: Document, place: Place, quantity: Quantity, bound: Bound | None
    ) -> tuple[Quantity, int] | None:
        text, end = document.shadow, place.end
        following = text[end : end + 1]
        if following and following in TIMES and text[end + 1 : end + 2].isdigit():
            return quantity, end  # 2×34万千瓦
        if following in self.dates or (following and LATIN.match(following) and following not in ".-/"):
            return None
        numeral = text[place.start : end]
        if numeral[-1] in "万亿余多" and BIG.search(numeral):
            return self._scaled(document, place, quantity), end
        if "分之" in numeral or numeral[-1] in "余多" and len(numeral) > 1:
            return quantity, end
        window = self._window(text, place.first)
        if self.label.search(window):
            return None
        if bound is not None or "," in numeral and len(numeral) > 5:
            return quantity, end
        whole = not text[: place.first].strip() and not text[end:].strip()
        if whole:
            return quantity, end
        if YEAR.fullmatch(numeral):
            return None
        if ARABIC.match(numeral) and self._noun_follows(document, end) and not self._noun_before(document, place.first):
            return replace(quantity, type="count"), end
        if self.says.search(window) and (not following or following in SENTENCE_END):
            return quantity, end
        return None

    def _window(self, text: str, start: int) -> str:
        return text[max(0, start - WINDOW) : start]

    def _scaled(self, document: Document, place: Place, quantity: Quantity) -> Quantity:
        """A number of 万 or 亿 without a unit: money, a count of what follows, or a number."""
        text = document.shadow
        word = self._word_at(document, place.end)
        if word in self.money_words:
            return as_money(quantity, document.region)
        if self._noun_follows(document, place.end):
            return as_count(quantity)
        window = CLAUSE.split(self._window(text, place.first))[-1]
        money, count = _last(self.money, window), _last(self.count, window)
        if money < 0 and count < 0:
            return quantity
        return as_money(quantity, document.region) if money > count else as_count(quantity)

    @staticmethod
    def _word_at(document: Document, offset: int) -> str:
        if offset >= len(document.shadow):
            return ""
        words = document.words
        number = words.index(offset)
        return words.texts[number][offset - words.starts[number] :]

    def _noun_follows(self, document: Document, offset: int) -> bool:
        word = self._word_at(document, offset)
        return len(word) > 1 and HAN.match(word) is not None and (tags()[word][:1] or "n") in "nabj" and tags()[word] not in ("ad", "ng")

    @staticmethod
    def _noun_before(document: Document, offset: int) -> bool:
        """型号5, 第3: a number right behind a noun or a Latin letter labels it."""
        text = document.shadow
        if not offset or not HAN.match(text[offset - 1]):
            return offset > 0 and LATIN.match(text[offset - 1]) is not None
        words = document.words
        return tags()[words.texts[words.index(offset - 1)]][:1] == "n"


def load(rules: Rules) -> Context:
    """The context words of these rules."""
    table = rules.table("number_words")
    pattern = {name: alternation(table.where("class", name)) for name in ("money", "count", "says", "label")}
    return Context(
        re.compile(f"(?:{pattern['money']})"), re.compile(f"(?:{pattern['count']})"),
        re.compile(f"(?:{pattern['says']})[了 ]?$"), re.compile(f"(?:{pattern['label']})[:：]? ?$"),
        frozenset(table.where("class", "money")), frozenset(table.where("class", "date")),
        frozenset(table.where("class", "before")),
    )  # fmt: skip


def _word(document: Document, offset: int) -> tuple[str, int]:
    """The word that holds the character at `offset` and where it begins."""
    words = document.words
    if not 0 <= offset < len(document.shadow):
        return "", offset
    number = words.index(offset)
    return words.texts[number], words.starts[number]


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = -1
    for match in pattern.finditer(text):
        found = match.end()
    return found


@lru_cache(maxsize=REMEMBERED)
def as_money(quantity: Quantity, region: str) -> Quantity:
    """A bare amount as money of the article's place."""
    code = CURRENCY_OF.get(region, "CNY")
    return replace(quantity, type="money", unit=code, unit_std=code)


@lru_cache(maxsize=REMEMBERED)
def as_count(quantity: Quantity) -> Quantity:
    """A bare amount as a count of what stands beside it."""
    return replace(quantity, type="count")


@lru_cache(maxsize=REMEMBERED)
def without_unit(quantity: Quantity) -> Quantity:
    """The bare number: the unit was part of a longer word."""
    return replace(quantity, type="number", unit="", value_std=quantity.value, unit_std="1")


def plain_range(text: str, start: int, end: int) -> bool:
    """Whether two bare numbers with a dash between them are a range: not so 2007-2012, 1-2-3, 0482-8266117."""
    if text[start - 1 : start] in "-–—/.0123456789" and start or text[end : end + 1] in ("-", "–", "—", "/", "年", "月", "日", ":", "：", "时", "点"):
        return False
    first = re.match("[0-9]+", text[start:end])
    last = re.search("[0-9]+$", text[start:end])
    if first and (YEAR.fullmatch(first[0]) or first[0][0] == "0" or len(first[0]) > 5):
        return False
    return not (last and (YEAR.fullmatch(last[0]) or last[0][0] == "0" and last[0] != "0" or len(last[0]) > 5))


def vague(numeral: str) -> bool:
    """True for a scale word alone, 百 in 上百人, or several, 百万 in 上百万人."""
    return all(c in "百千万亿" for c in numeral)
