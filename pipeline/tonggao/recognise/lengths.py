"""Lengths of time: 五年, 10多年, 两个半月, 3至5年 as TIMEX3 durations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tonggao.recognise import numerals

HALF = "半"
_YEAR_MONTHS, _CENTURY = 12, 100


def pattern(units: Mapping[str, str]) -> re.Pattern[str]:
    """What reads one member of a length: amount, unit, what stands behind the unit. `units`: word → code (`1Y`)."""
    words = "|".join(sorted(map(re.escape, units), key=lambda w: (-len(w), w)))
    number = "[0-9]+(?:\\.[0-9]+)?|[〇零一二两三四五六七八九十百千数几上]+|半"
    return re.compile(
        f"(?P<low>{number})(?:[-–—－~～至到](?P<high>{number}))?(?P<more>[多余几]?)个?(?P<part>半?)(?P<rest>[多余]?)个?"
        f"(?P<unit>{words})(?P<behind>[半多余]?)"
    )


def read(text: str, member: re.Pattern[str], units: Mapping[str, str]) -> tuple[str, str] | None:
    """TIMEX3 value and mod (`MORE_THAN` or empty) of a length of time; `None` where it names no amount.

    A range has both ends: 3至5年 is `P3Y/P5Y`. Half a year is `P6M`, a year and a half `P18M`.
    """
    date_part: list[str] = []
    time_part: list[str] = []
    mod, high, place = "", "", 0
    while place < len(text):
        found = member.match(text, place)
        if found is None:
            return None
        place = found.end()
        amount = numerals.read(found["low"])
        if amount is None:
            return None
        low, top = amount.value, amount.high
        if low is None:
            low = amount.low
        if found["high"]:
            other = numerals.read(found["high"])
            top = other.value if other is not None else None
        if low is None:
            return None
        half = Decimal("0.5") if HALF in (found["part"], found["behind"]) else Decimal(0)
        if amount.bound or found["more"] or found["rest"] or found["behind"] not in ("", HALF):
            mod = "MORE_THAN"
        code = units[found["unit"]]
        piece = _piece(Decimal(low) + half, code)
        (time_part if code[-1] in "HNS" else date_part).append(piece)
        if top is not None:
            high = _piece(Decimal(top) + half, code)
    value = "P" + "".join(date_part) + ("T" + "".join(time_part) if time_part else "")
    if high:
        value += "/P" + ("T" if time_part else "") + high
    return value, mod


def _piece(amount: Decimal, code: str) -> str:
    factor, unit = Decimal(code[:-1]), code[-1]
    amount *= factor
    if unit == "Y" and amount % 1 and amount * _YEAR_MONTHS % 1 == 0:
        amount, unit = amount * _YEAR_MONTHS, "M"
    text = f"{amount.normalize():f}"
    return text + {"N": "M"}.get(unit, unit)
