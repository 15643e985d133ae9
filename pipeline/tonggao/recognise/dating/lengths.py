"""Lengths of time: 五年, 10多年, 两个半月, 3至5年 as TIMEX3 durations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tonggao.recognise import numerals

HALF, INDEFINITE = "半", "几数多"
TIME = {"H": "H", "N": "M", "S": "S"}  # codes of the time part and what ISO 8601 calls them
_YEAR_MONTHS, _HOUR_MINUTES = 12, 60


def pattern(units: Mapping[str, str]) -> re.Pattern[str]:
    """What reads one member of a length: amount, unit, what stands behind the unit. `units`: word → code (`1Y`)."""
    words = "|".join(sorted(map(re.escape, units), key=lambda w: (-len(w), w)))
    number = "[0-9]+(?:\\.[0-9]+)?|[〇○零一二三四五六七八九两十百千数几]+|半"
    return re.compile(
        f"零?(?P<low>{number})(?P<more0>[多余几]?)(?: ?[-–—－~～至到]+ ?(?P<high>{number}))?(?P<more>[多余几来]?)"
        f"个?(?P<part>半?)(?P<rest>[多余]?)个?(?P<unit>{words})(?P<behind>[半多余]?)"
    )


def read(text: str, member: re.Pattern[str], units: Mapping[str, str]) -> tuple[str, str] | None:
    """TIMEX3 value and mod (`MORE_THAN` or empty) of a length of time; `None` where it names no amount.

    A range has both ends: 3至5年 is `P3Y/P5Y`. Half a year is `P6M`, a year and a half `P18M`; 几十年 is `PXY`.
    """
    pieces: list[tuple[str, str]] = []
    mod, place = "", 0
    while place < len(text):
        found = member.match(text, place)
        if found is None:
            return None
        place = found.end()
        amounts = _amounts(found)
        if amounts is None:
            return None
        code = units[found["unit"]]
        pieces.append((code, "/".join(_piece(a, code) for a in amounts) or f"X{TIME.get(code[-1], code[-1])}"))
        if amounts and _is_more(found):
            mod = "MORE_THAN"
    return _value(pieces), mod


def _is_more(found: re.Match[str]) -> bool:
    """True where 多 or 余 stands in the amount, behind it or behind the unit."""
    inside = numerals.read(found["low"])
    words = [found["more0"], found["more"], found["rest"], found["behind"].replace(HALF, "")]
    return any(words) or (inside is not None and inside.bound != "")


def _amounts(found: re.Match[str]) -> list[Decimal] | None:
    """The amount of one member, two of them for a range, none where it is indefinite; `None` where it is no number."""
    if found["low"][0] in INDEFINITE:
        return []
    each = [] if found["low"].isascii() else [numerals.read(char) for char in found["low"]]
    if [n and n.value for n in each] == [1, 2] and not found["high"]:  # 一两 is one or two here, not the number 12
        return [Decimal(1), Decimal(2)]
    first = numerals.read(found["low"])
    last = numerals.read(found["high"]) if found["high"] else None
    if first is None or (found["high"] and last is None):
        return None
    values = [first.value, first.low, first.high, last.value if last is not None else None]
    half = Decimal("0.5") if HALF in (found["part"], found["behind"]) else Decimal(0)
    return [Decimal(str(v)) + half for v in values if isinstance(v, Decimal)]


def _piece(amount: Decimal, code: str) -> str:
    factor, unit = Decimal(code[:-1]), code[-1]
    amount *= factor
    if unit == "Y" and amount % 1 and amount * _YEAR_MONTHS % 1 == 0:
        amount, unit = amount * _YEAR_MONTHS, "M"
    if unit == "H" and amount % 1 and amount % 1 * _HOUR_MINUTES % 1 == 0:  # 三个半小时 is PT3H30M
        minutes = f"{amount % 1 * _HOUR_MINUTES:.0f}M"
        return f"{amount // 1}H{minutes}" if amount > 1 else minutes
    return f"{amount.normalize():f}{TIME.get(unit, unit)}"


def _value(pieces: list[tuple[str, str]]) -> str:
    """P4Y6M, PT1H30M; a range has its letters at both ends."""
    dates = [text for code, text in pieces if code[-1] not in TIME]
    times = [text for code, text in pieces if code[-1] in TIME]
    head = "PT" if times and not dates else "P"
    value = head + "".join(dates) + ("T" if times and dates else "") + "".join(times)
    return value.replace("/", "/" + head)
