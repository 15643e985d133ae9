"""Numbers and days as exact text: what values become on export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite

from tonggao.model import Number, Quantity

PLACES = 12  # decimals that a fraction is rounded to, half-even


@lru_cache(maxsize=65536)
def exact(number: Number) -> str:
    """The number as a plain decimal without exponent or trailing zeros; a fraction is rounded half-even, once.

    >>> exact(Decimal("6.50E+8")), exact(Fraction(2000, 3)), exact(Decimal("-0.0"))
    ('650000000', '666.666666666667', '0')
    """
    decimal = number if isinstance(number, Decimal) else _rounded(number)
    text = format(decimal, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def doubles(texts: Sequence[str | None]) -> list[float | None]:
    """The doubles nearest to exact texts; `None` for none, and for what no double can hold."""
    values = [None if text is None else float(text) for text in texts]
    return [value if value is None or isfinite(value) else None for value in values]


@lru_cache(maxsize=65536)
def day(text: str | None) -> str | None:
    """The text where it is a day of the calendar, else `None`: a column of days holds nothing else.

    >>> day("2018-10-25"), day("2018-02-30"), day("2018-10")
    ('2018-10-25', None, None)
    """
    try:
        return text if text and date.fromisoformat(text).isoformat() == text else None
    except ValueError:
        return None


def limits(quantity: Quantity) -> tuple[Number | None, Number | None, Number | None]:
    """Value, low and high of a quantity, each filled wherever it can be told.

    An exact amount is its own low and high, `over` and `at_least` have a low, `under` and `at_most` a high, a range
    has the middle for its value, so that it does not vanish from a chart.

    >>> limits(Quantity("count", low=Decimal(3), high=Decimal(5)))
    (Decimal('4'), Decimal('3'), Decimal('5'))
    >>> limits(Quantity("count", value=Decimal(4100), bound="over"))
    (Decimal('4100'), Decimal('4100'), None)
    """
    value, low, high, bound = quantity.value, quantity.low, quantity.high, quantity.bound
    if value is None:
        if low is not None and high is not None:
            middle = (Fraction(low) + Fraction(high)) / 2
            value = Decimal(exact(middle))
        return value, low, high
    if low is None and bound in ("exact", "over", "at_least"):
        low = value
    if high is None and bound in ("exact", "under", "at_most"):
        high = value
    return value, low, high


def _rounded(number: Fraction) -> Decimal:
    whole, rest = divmod(abs(number.numerator) * 10**PLACES, number.denominator)
    if 2 * rest > number.denominator or (2 * rest == number.denominator and whole % 2):
        whole += 1
    return Decimal((int(number < 0), tuple(map(int, str(whole))), -PLACES))
