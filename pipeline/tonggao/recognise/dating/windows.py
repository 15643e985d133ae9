"""The days that a length of time covers where the text places it: 过去五年 in a report of 2018 is 2013 to 2017."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from tonggao.recognise.dating.calendar import add_months, covering

_AMOUNT = re.compile(r"P(?P<count>[0-9]+)(?P<unit>[YMWDQ])")
BACK = ("past", "since", "sofar", "recent")  # slots that say that it ends with the article's day
LATE = 7  # month from which the running year counts among the years behind
_MONTHS = {"Y": 12, "Q": 3, "M": 1}
_DAYS = {"W": 7, "D": 1}
_UNITS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day"}


def around(length: str, slots: Mapping[str, str], today: date) -> tuple[str, str]:
    """First and last day, ISO, of the stretch of `length` that the slots place before or after `today`; else empty.

    >>> around("P5Y", {"past": ""}, date(2018, 3, 5)), around("P3Y", {"edgeof": "BEFORE"}, date(2018, 3, 5))
    (('2013-01-01', '2017-12-31'), ('2015-01-01', '2015-12-31'))
    """
    found = _AMOUNT.fullmatch(length)
    if found is None:
        return "", ""
    count, unit = int(found["count"]), found["unit"]
    side = slots.get("edgeof") or slots.get("former")
    try:
        if side:
            return _away(count if side == "AFTER" else -count, unit, today)
        if any(name in slots for name in BACK):
            return _behind(count, unit, today)
        if "future" in slots:
            return _ahead(count, unit, today)
    except (OverflowError, ValueError):  # outside the years that a date can have
        return "", ""
    return "", ""


def _moved(today: date, count: int, unit: str) -> date:
    return add_months(today, count * _MONTHS[unit]) if unit in _MONTHS else today + timedelta(days=count * _DAYS[unit])


def _away(count: int, unit: str, today: date) -> tuple[str, str]:
    """三年前: the year (month, week, day) that lies so far away."""
    there = covering(_UNITS[unit], _moved(today, count, unit))
    return there.first.isoformat(), there.last.isoformat()


def _behind(count: int, unit: str, today: date) -> tuple[str, str]:
    """过去五年: whole years, the running one among them late in the year; months and days up to today."""
    if unit == "Y":
        last = today.year if today.month >= LATE else today.year - 1
        return date(last - count + 1, 1, 1).isoformat(), date(last, 12, 31).isoformat()
    return _moved(today, -count, unit).isoformat(), today.isoformat()


def _ahead(count: int, unit: str, today: date) -> tuple[str, str]:
    """未来五年: whole years from the running one, late in the year from the next; months and days from today."""
    if unit == "Y":
        first = today.year + 1 if today.month >= LATE else today.year
        return date(first, 1, 1).isoformat(), date(first + count - 1, 12, 31).isoformat()
    if unit in ("M", "Q"):
        return today.isoformat(), (_moved(today, count, unit) - timedelta(days=1)).isoformat()
    return today.isoformat(), _moved(today, count, unit).isoformat()
