"""Numerals: value, exactness, what is no numeral."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonggao.recognise.numerals import DIGITS, exact, multiply, read

VALUES = {
    "0": 0, "1,100万": 11_000_000, "3.5万亿": 3_500_000_000_000, "一百二": 120, "一百零二": 102, "一万三": 13_000,
    "二百五十": 250, "3万300": 30_300, "20万3千": 203_000, "21亿3千万": 2_130_000_000, "1亿3千多万": 130_000_000,
    "848亿5,708万7,000": 84_857_087_000, "1,005亿8,043万5千": 100_580_435_000, "862.58亿余": 86_258_000_000,
    "二十万亿": 20_000_000_000_000, "四万万": 400_000_000, "五兆六十二亿四万五千二": 5_006_200_045_200,
    "壹佰零肆万": 1_040_000, "廿八": 28, "卅": 30, "二〇一八": 2018, "一七二零": 1720, "半百": 50, "半": Decimal("0.5"),
    "百三": 130, "百二万": 1_200_000, "拾六万零五百零六": 160_506, "五十二点三": Decimal("52.3"),
    "一百点123": Decimal("100.123"),
    "三点五万亿": 3_500_000_000_000, "2个亿": 200_000_000, "三个多亿": 300_000_000, "负三十二": -32,
    "-127.32e13": -127.32 * 10**13,
    "2^5": 32, "2^-1": Decimal("0.5"), "十几万": 100_000, "一百几十万": 1_100_000, "数百": 100, "１９９": 199,
}  # fmt: skip
FRACTIONS = {
    "三分之一": Fraction(1, 3), "百分之五十二点三": Decimal("0.523"), "千分之一": Decimal("0.001"),
    "负一又二分之一": Decimal("-1.5"), "一百万又五十万分之二十五": Decimal("1000000.00005"), "3/5": Decimal("0.6"),
    "3又一千分之23": Decimal("3.023"), "负3分之负一百五十七": Fraction(157, 3),
}  # fmt: skip
RANGES = {"两三百": (200, 300), "三四十": (30, 40), "十七八": (17, 18), "三五": (3, 5), "二三十万": (200_000, 300_000)}


@pytest.mark.parametrize("text", VALUES)
def test_values(text: str) -> None:
    found = read(text)
    assert found is not None and found.value == VALUES[text]


@pytest.mark.parametrize("text", FRACTIONS)
def test_fractions_are_exact(text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.value == FRACTIONS[text] and isinstance(found.value, type(FRACTIONS[text]))


@pytest.mark.parametrize("text", RANGES)
def test_neighbouring_digits_make_a_range(text: str) -> None:
    found = read(text)
    assert found is not None and (found.low, found.high) == RANGES[text] and found.value is None


@pytest.mark.parametrize(
    "text", ["", "万一点", "三十五百", "五十千", "两两", "3万5万", "点五", "一分之", "人", "1" * 81]
)
def test_no_numeral(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "bound"), [("40余万", "over"), ("30多", "over"), ("十几", "over"), ("十来", "about"), ("12", "")]
)
def test_words_inside_bound_it(text: str, bound: str) -> None:
    found = read(text)
    assert found is not None and found.bound == bound


def test_products_keep_every_digit() -> None:
    found = read("12345678901234567890123456789.123456789万")
    assert found is not None and str(found.value) == "123456789012345678901234567891234.56789"
    assert multiply(Fraction(2000, 3), Decimal(3)) == Decimal(2000)
    assert exact(Fraction(1, 8)) == Decimal("0.125")


def chinese(number: int) -> str:
    """The usual way to write a number below 10^16 in words."""
    words, small = "零一二三四五六七八九", ("", "十", "百", "千")
    text, zero = "", False
    for place, digit in enumerate(digits := str(number)):
        power = len(digits) - 1 - place
        if digit == "0":
            zero = True
        else:
            text += ("零" if zero and text else "") + words[int(digit)] + small[power % 4]
            zero = False
        if power % 4 == 0 and power and int(digits[max(0, place - 3) : place + 1]):
            text, zero = text + ("", "万", "亿", "万亿")[power // 4], False
    return text or "零"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_written_and_read_again(number: int) -> None:
    found = read(chinese(number))
    assert found is not None and found.value == number


@given(st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=3))
def test_arabic_is_read_to_the_digit(number: Decimal) -> None:
    found = read(f"{number:f}")
    assert found is not None and found.value == number


@given(st.text(alphabet="".join(DIGITS) + "十百千万亿兆余多几半点分之又/0123456789,.负-^e ", max_size=90))
def test_nothing_raises(text: str) -> None:
    found = read(text)
    assert found is None or found.value is not None or (found.low is not None and found.high is not None)
