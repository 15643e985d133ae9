"""Numerals: what a numeral says, exactly.

Arabic, Chinese, financial and mixed numerals, fractions, decimals, powers; the words 余 多 几 来 inside them and two
neighbouring digits (两三百) make them inexact. Every value is a `Decimal` that holds all digits, or a `Fraction` where
no decimal can. Numerals are given in Simplified characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from tonggao.model import Number

_ROWS = "〇○零 一壹弌幺 二贰弍两俩 三叁弎仨参 四肆 五伍 六陆 七柒 八捌 九玖"
DIGITS = {character: number for number, row in enumerate(_ROWS.split(" ")) for character in row}
SCALES = dict(zip("十拾百佰千仟", (10, 10, 100, 100, 1000, 1000), strict=True))
BIG = dict(zip("万亿兆", (10**4, 10**8, 10**12), strict=True))
TENS = dict(zip("廿卅卌", (20, 30, 40), strict=True))
MORE = dict(zip("余多几数来许", ("over", "over", "over", "over", "about", "about"), strict=True))
HALF, MINUS, POINT, PARTED, OF, AND, FILLER, ONE, PAIR = "半负点分之又个一两"
COMMA = "、"  # 三、四成 is 三四成
SIZES = SCALES | BIG
EXACT = Context(prec=400)  # wider than any product of a numeral and a scale
LONGEST = 80  # characters; longer runs of digits are identifiers, not amounts
FARTHEST = 10**13  # above every scale word

_WIDE = str.maketrans("０１２３４５６７８９．，－＋＾ｅ／−", "0123456789.,-+^e/-")
_SPACE = re.compile(r"[\s\u3000\u00a0\u2009]++")
_TAIL = "".join(SIZES) + "".join(MORE)
_PIECE = re.compile(r"(?P<arabic>[0-9][0-9,]*+(?:\.[0-9]++)?+|\.[0-9]++)|(?P<word>.)")
_SCIENCE = re.compile(r"(?P<base>[0-9]*\.?[0-9]++)(?:e(?P<ten>[-+]?[0-9]{1,3})|\^(?P<power>[-+]?[0-9]{1,3}))")
_PLAIN = re.compile(rf"(?P<mantissa>[0-9]*+(?:,[0-9]{{3}})*+(?:\.[0-9]++)?+)(?P<scale>[{''.join(SIZES)}]*+)")
_BELOW, _OVER = rf"(?P<below>[^{PARTED}{AND}/]++)", PARTED + OF
_FRACTION = re.compile(rf"(?:(?P<whole>[^{AND}]++){AND})?{_BELOW}{_OVER}(?P<above>[^{AND}]++)")
_SLASH = re.compile(r"(?P<above>[0-9]++)/(?P<below>[0-9]++)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral says: a `value`, or `low` and `high`; `bound` is `over` or `about` where a word inside says so."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: str = ""

    def times(self, factor: Number) -> Numeral:
        """The same numeral, every number multiplied by `factor`."""
        return Numeral(times(self.value, factor), times(self.low, factor), times(self.high, factor), self.bound)


def read(text: str) -> Numeral | None:
    """What the whole numeral `text` says; `None` where it is no numeral.

    >>> read("1亿3千多万")
    Numeral(value=Decimal('130000000'), low=None, high=None, bound='over')
    >>> read("两三百").low, read("三分之一").value, read("五兆六十二亿四万五千二").value
    (Decimal('200'), Fraction(1, 3), Decimal('5006200045200'))
    """
    if len(text) > LONGEST:
        return None
    plain = _PLAIN.fullmatch(text) or _PLAIN.fullmatch(text := text.translate(_WIDE))
    if plain is not None and plain["mantissa"]:
        return Numeral(_read_plain(plain["mantissa"], plain["scale"]))
    text = _SPACE.sub("", text).replace(FILLER, "").replace(COMMA, "")
    sign = 1
    while text[:1] in ("-", "+", MINUS):
        sign = sign if text[0] == "+" else -sign
        text = text[1:]
    numeral = _read_fraction(text) or _read_science(text) or _read_decimal(text)
    return numeral.times(Decimal(-1)) if numeral is not None and sign < 0 else numeral


def exact(value: Fraction) -> Number:
    """The number as a `Decimal` where it has a finite one, else as it is.

    >>> exact(Fraction(1, 4)), exact(Fraction(1, 3))
    (Decimal('0.25'), Fraction(1, 3))
    """
    below, twos, fives = value.denominator, 0, 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    if below != 1:
        return value
    places = max(twos, fives)
    return Decimal((value * 10**places).numerator).scaleb(-places, EXACT)


def multiply(a: Number, b: Number) -> Number:
    """The exact product: a `Decimal` unless only a `Fraction` can hold it."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return plain(EXACT.multiply(a, b))
    return exact(Fraction(a) * Fraction(b))


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent or zeros at its end: 1E+4 → 10000, 2.50 → 2.5."""
    value = value.normalize(EXACT)
    return Decimal(int(value)) if value == value.to_integral_value() else value


def times(a: Number | None, b: Number) -> Number | None:
    """The exact product, `None` where there is no number."""
    return None if a is None else multiply(a, b)


def _read_plain(mantissa: str, scale: str) -> Decimal:
    """Arabic digits with the scale words behind them, most of what is read: 1,100万, 3.5万亿."""
    whole, _, part = mantissa.replace(",", "").partition(".")
    number = int(whole + part)
    for word in scale:
        number *= SIZES[word]
    places = len(part)
    while places and number % 10 == 0:
        number, places = number // 10, places - 1
    return Decimal(number).scaleb(-places, EXACT) if places else Decimal(number)


def _read_fraction(text: str) -> Numeral | None:
    """三分之一, 百分之五十二点三, 一又二分之一, 1/3."""
    found = _FRACTION.fullmatch(text) or _SLASH.fullmatch(text)
    if found is None:
        return None
    given = found.groupdict().get("whole")
    whole = _read_decimal(given) if given else Numeral(Decimal(0))
    below, above = _read_decimal(found["below"]), read(found["above"])
    if whole is None or below is None or above is None or whole.value is None or not below.value:
        return None
    inverse = exact(1 / Fraction(below.value))
    if above.value is None:
        return above.times(inverse)
    return Numeral(exact(Fraction(whole.value) + Fraction(above.value) * Fraction(inverse)), bound=above.bound)


def _read_science(text: str) -> Numeral | None:
    """2^5, 2.789e-1."""
    found = _SCIENCE.fullmatch(text)
    if found is None:
        return None
    base = Decimal(found["base"])
    if found["ten"] is not None:
        return Numeral(plain(base.scaleb(int(found["ten"]), EXACT)))
    return Numeral(exact(Fraction(base) ** int(found["power"])) if base else None)


def _read_decimal(text: str) -> Numeral | None:
    """A numeral in words or mixed, with 点 and what follows it: 五十二点三, 三点五万亿."""
    before, point, after = text.partition(POINT)
    if not point:
        return _read_mixed(text)
    digits = after.rstrip(_TAIL)
    shown = "".join(str(DIGITS.get(c, c)) for c in digits)
    whole = _read_mixed(before)
    if whole is None or not isinstance(whole.value, Decimal) or not shown.isascii() or not shown.isdigit():
        return None
    value, bound = EXACT.add(whole.value, Decimal(f"0.{shown}")), whole.bound
    for word in after[len(digits) :]:
        bound = MORE.get(word, bound)
        value = EXACT.multiply(value, Decimal(SIZES.get(word, 1)))
    return Numeral(plain(value), bound=bound)


def _read_mixed(text: str) -> Numeral | None:
    """Words and digits without a point: 1亿3千多万, 两三百, 二〇一八, 百三."""
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return _read_digits(text)
    pair = next((i for i in range(len(text) - 1) if DIGITS.get(text[i]) and text[i + 1] in DIGITS), -1)
    if pair < 0:
        return _read_sum(text)
    low = _read_sum(text[: pair + 1] + text[pair + 2 :])
    high = _read_sum(text[:pair] + text[pair + 1 :])
    if low is None or high is None or not _neighbours(DIGITS[text[pair]], DIGITS[text[pair + 1]]):
        return None
    return Numeral(low=low.value, high=high.value)


def _read_digits(text: str) -> Numeral | None:
    """Digits alone: 三五 is three to five, 一两 one to two, 一七二零 is 1720; 两两 is none."""
    numbers = [DIGITS[c] for c in text]
    paired = PAIR in text[1:]
    if paired and numbers != [1, 2]:
        return None
    if len(numbers) == 2 and numbers[0] > 0 and _neighbours(*numbers) and (numbers != [1, 2] or paired):
        return Numeral(low=Decimal(numbers[0]), high=Decimal(numbers[1]))
    return Numeral(Decimal("".join(map(str, numbers))))


def shown(text: str) -> str:
    """Digits in words one by one, `x` for what is no digit.

    >>> shown("六二"), shown("八点五")
    ('62', '8.5')
    """
    wide = text.replace(" ", "").replace(POINT, ".").translate(_WIDE)
    return "".join(str(DIGITS[c]) if c in DIGITS else c if c in "0123456789." else "x" for c in wide)


def _neighbours(low: int, high: int) -> bool:
    return high - low == 1 or (low, high) == (3, 5)


class _Sum:
    """A numeral being added up, left to right."""

    __slots__ = ("bound", "current", "last", "last_big", "section", "total", "whole")

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.current: Decimal | None = None
        self.last = 1  # the scale that stood last, for 一百二
        self.last_big = 0
        self.whole = False  # a zero or several digits: what follows is meant as it stands
        self.bound = ""

    def number(self, value: Decimal, whole: bool) -> bool:
        if self.current is not None and self.current != 0:
            return False
        self.current, self.whole = value, whole or self.current is not None
        return True

    def scale(self, size: int) -> bool:
        if self.current is None and self.section == 0 and self.bound and self.total:
            return True  # 一百几十: 几 adds nothing that is known
        if self.last < size and self.section:
            return False  # 三十五百, 五十千
        current = Decimal(1) if self.current is None or (self.current == 0 and not self.section) else self.current
        self.section = EXACT.add(self.section, EXACT.multiply(current, Decimal(size)))
        self.current, self.last, self.whole = None, size, False
        return True

    def big(self, size: int) -> bool:
        section = EXACT.add(self.section, self._rest(10**4))
        if not section and not self.total:
            section = Decimal(1)
        if self.last_big and self.last_big <= size:
            if self.last_big == size and section:
                return False  # 3万5万
            self.total = EXACT.multiply(EXACT.add(self.total, section), Decimal(size))
        else:
            self.total = EXACT.add(self.total, EXACT.multiply(section, Decimal(size)))
        self.section, self.current, self.last, self.last_big, self.whole = Decimal(0), None, size, size, False
        return True

    def result(self) -> Numeral:
        return Numeral(plain(EXACT.add(EXACT.add(self.total, self.section), self._rest(FARTHEST))), bound=self.bound)

    def _rest(self, limit: int) -> Decimal:
        """The last digit: two in 一百零二, twenty in 一百二 and 百二万."""
        if self.current is None:
            return Decimal(0)
        short = not self.whole and 1 < self.last < limit and not self.bound
        return EXACT.multiply(self.current, Decimal(self.last // 10)) if short else self.current


def _read_sum(text: str) -> Numeral | None:
    """Add up a numeral whose words are digits, scales and 余 多 几; `None` where their order makes no number."""
    total = _Sum()
    for piece in _PIECE.finditer(text):
        arabic, word = piece["arabic"], piece["word"]
        if arabic:
            digits = arabic.replace(",", "")
            good = total.number(Decimal(digits), len(digits) > 1)
        else:
            good = _add(total, word)
        if not good:
            return None
    return total.result()


def _add(total: _Sum, word: str) -> bool:
    if word in SCALES:
        return total.scale(SCALES[word])
    if word in BIG:
        return total.big(BIG[word])
    if word in TENS:
        return total.number(Decimal(TENS[word] // 10), False) and total.scale(10)
    if word in DIGITS:
        return total.number(Decimal(DIGITS[word]), False)
    if word == HALF:
        return total.number(Decimal("0.5"), True)
    if word in MORE:
        total.bound = MORE[word]
        return True
    return False
