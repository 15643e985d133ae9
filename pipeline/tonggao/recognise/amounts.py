"""Amounts: a numeral and a unit become a `Quantity`, exact in its unit and in the standard one."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tonggao.model import Number, Quantity
from tonggao.recognise import numerals
from tonggao.recognise.numerals import BIG, MORE, OF, PARTED, SIZES, Numeral
from tonggao.recognise.units import ONE, Unit, in_place

SERIAL = frozenset("一二三四五六七八九十")  # may number a series: 三期, 十二届
PERCENTAGE = re.compile(
    rf"[-{numerals.MINUS}]?[1{numerals.ONE}]?[{''.join(SIZES)}]++ {{0,2}}{PARTED} {{0,2}}{OF} {{0,2}}"
)
SCALE_END = re.compile(rf"(?P<scale>[{''.join(SIZES)}]++)[{''.join(MORE)}]*+$")
LARGE = re.compile(f"[{''.join(BIG)}]")
DISCOUNT = "discount"  # type of the unit 折: its digits are read one by one
REMEMBERED = 1 << 15  # readings kept: the same amounts come again and again


@lru_cache(maxsize=REMEMBERED)
def read_number(text: str) -> Numeral | None:
    """`numerals.read`, remembered."""
    return numerals.read(text)


def percentage(text: str) -> bool:
    """True for 百分之三, 千分之五, 万分之一: a numeral that is a percentage by itself."""
    return PERCENTAGE.match(text) is not None


@lru_cache(maxsize=REMEMBERED)
def apart(quantity: Quantity) -> bool:
    """True for a range whose ends are so far apart that it is more likely no range."""
    return quantity.low is not None and quantity.high is not None and quantity.high >= FAR * quantity.low


def amount(text: str, unit: Unit | None, region: str) -> Quantity | None:
    """The quantity that the numeral `text` and `unit` (`None`: a bare number) make in an article from `region`."""
    if unit is None and percentage(text):
        found = read_number(text)
        return None if found is None else _quantity(text, found.times(Decimal(100)), PERCENT)
    if unit is not None and unit.type == DISCOUNT:
        return _discount(text)
    found = read_number(text)
    if found is None or unit is None:
        return None if found is None else _quantity(text, found, BARE)
    if unit.type == "percent":
        return _quantity(text, found if unit.factor == HUNDREDTH else found.times(_hundredfold(unit)), PERCENT)
    if unit.type == "money":
        if unit.factor != 1 and "/" not in unit.code:
            return _quantity(text, found.times(unit.factor), replace(unit, factor=ONE))
        unit = in_place(unit, region)
    return _quantity(text, found, unit)


FAR = 3
HUNDREDTH, HALF = Decimal("0.01"), "半"
PERCENT, BARE = Unit("%", "percent", "%", HUNDREDTH), Unit("", "number", "")


def _hundredfold(unit: Unit) -> Number:
    return numerals.multiply(unit.factor, Decimal(100))


def _quantity(text: str, found: Numeral, unit: Unit) -> Quantity:
    middle = found.value
    if middle is None and found.low is not None and found.high is not None:
        middle = numerals.exact((Fraction(found.low) + Fraction(found.high)) / 2)
    if middle is not None and unit.factor is not ONE:
        middle = numerals.multiply(middle, unit.factor)
    kind = "ordinal" if unit.kind and _ordinal(text, unit) else unit.type
    return Quantity(
        kind, found.value, found.low, found.high, found.bound or "exact", unit.code, text, "", middle, unit.std
    )


def bounded(quantity: Quantity, bound: str, cue: str) -> Quantity:
    """The quantity with the bound that the words `cue` give."""
    q = quantity  # spelt out: `replace` costs six times as much, and every fifth amount is bounded
    return Quantity(q.type, q.value, q.low, q.high, bound, q.unit, q.numeral, cue, q.value_std, q.unit_std)


def _ordinal(text: str, unit: Unit) -> bool:
    """6号; 三期 and 二级, but not 两级 or 6.8级."""
    return unit.kind == "o" or (unit.kind == "s" and all(c in SERIAL for c in text))


def _discount(text: str) -> Quantity | None:
    """六二折 is 62 %, 八折 80, 8.5折 and 85折 are 85."""
    digits = numerals.shown(text)
    if not re.fullmatch(r"[1-9](\.[0-9])?|[1-9][0-9]", digits):
        return None
    value = Decimal(digits)
    return _quantity(text, Numeral(value * 10 if value < 10 else value), PERCENT)


def _percent_of(text: str) -> str:
    """百分之 of 百分之三: what the second end of a range leaves out."""
    found = PERCENTAGE.match(text)
    return found[0] if found is not None else ""


def _size(words: str) -> Decimal:
    size = read_number(words)
    return size.value if size is not None and isinstance(size.value, Decimal) else Decimal(1)


def scale_of(text: str) -> str:
    """The scale words that end a numeral: 亿 of 6.5亿; the empty string where none do."""
    found = SCALE_END.search(text)
    return found["scale"] if found is not None else ""


@lru_cache(maxsize=REMEMBERED)
def span_of(texts: tuple[str, str], units: tuple[Unit | None, Unit | None], region: str) -> Quantity | None:
    """The range between two amounts (3至5个, 6-8亿元, 300万-500万元, 百分之三至五); `None` where they make none."""
    unit = units[1] or units[0]
    if units[0] is not None and units[1] is not None and _code(units[0], region) != _code(units[1], region):
        return None
    low = amount(texts[0], unit, region)
    if unit is None and percentage(texts[0]) and not percentage(texts[1]):
        high = amount(_percent_of(texts[0]) + texts[1], None, region)
    else:
        high = amount(texts[1], unit, region)
    if low is None or high is None or low.value is None or high.value is None:
        return None
    lower = low.value
    if units[0] is None and not LARGE.search(texts[0]):
        words = scale_of(texts[1])
        sizes = [
            _size(words[start:]) for start in range(len(words))
        ]  # 十八至三十万: of 十万 and 万 the first that fits
        lower = next((low_ for size in sizes if (low_ := numerals.multiply(low.value, size)) < high.value), low.value)
    if not lower < high.value:
        return None
    return _range(texts, lower, high)


def _code(unit: Unit, region: str) -> str:
    return in_place(unit, region).code


def _range(texts: tuple[str, str], low: Number, high: Quantity) -> Quantity:
    assert high.value is not None and high.value_std is not None
    middle = numerals.exact((Fraction(low) + Fraction(high.value)) / 2)
    std = None
    if high.value:
        std = numerals.exact(Fraction(middle) * Fraction(high.value_std) / Fraction(high.value))
    return replace(high, value=None, low=low, high=high.value, numeral="-".join(texts), value_std=std)


def add(whole: Quantity, text: str, part: Unit, main: Unit) -> Quantity | None:
    """A whole and the part that follows it, in the whole's unit: 50元6角 → 50.6, 5斤3两 → 5.3."""
    found = read_number(text)
    if found is None or found.value is None or whole.value is None or whole.value_std is None:
        return None
    same = part.type == main.type == "money" or part.std == main.std  # 角 is a part of whatever currency stands before
    if not same or not part.factor < main.factor:
        return None
    share = numerals.exact(Fraction(found.value) * Fraction(part.factor) / Fraction(main.factor))
    std = numerals.exact(Fraction(whole.value_std) + Fraction(found.value) * Fraction(part.factor))
    return replace(whole, value=numerals.exact(Fraction(whole.value) + Fraction(share)), value_std=std)


def add_half(whole: Quantity) -> Quantity:
    """Half a unit more: 两米半 → 2.5."""
    if whole.value is None or whole.value_std is None or not whole.value:
        return whole
    value = Fraction(whole.value) + Fraction(1, 2)
    std = Fraction(whole.value_std) / Fraction(whole.value) * value
    return replace(whole, value=numerals.exact(value), value_std=numerals.exact(std))


def with_tail(whole: Quantity, digits: str) -> Quantity:
    """Digits behind a unit of length are decimals of it: 一米七五 → 1.75."""
    if whole.value is None or whole.value_std is None or not whole.value:
        return whole
    value = Fraction(whole.value) + Fraction(int(numerals.shown(digits)), 10 ** len(digits))
    std = Fraction(whole.value_std) / Fraction(whole.value) * value
    return replace(whole, value=numerals.exact(value), value_std=numerals.exact(std))


def with_percents(tenths: Quantity, digit: str) -> Quantity:
    """A digit behind tenths is so many per cent: 4成6 → 46, 四成半 → 45."""
    if tenths.value is None:
        return tenths
    more = Decimal(5) if digit == HALF else Decimal(numerals.shown(digit))
    value = numerals.exact(Fraction(tenths.value) + Fraction(more))
    return replace(tenths, value=value, value_std=numerals.multiply(value, HUNDREDTH))
