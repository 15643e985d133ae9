"""Points and stretches of the calendar: their TIMEX3 values and the days they cover. Pure arithmetic, no anchors."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tonggao.grammar.tables import read_table

TABLES = Path(__file__).resolve().parent.parent.parent / "tables"
SEASONS = ("SP", "SU", "FA", "WI")
FINER = ("century", "decade", "year", "season", "half", "quarter", "month", "weekend", "week", "day")
"""Units from the coarsest to the finest."""
_MONTHS = {"half": 6, "quarter": 3, "month": 1}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_VALUES = {
    "year": "{0:04d}", "month": "{0:04d}-{1:02d}", "quarter": "{0:04d}-Q{1}", "half": "{0:04d}-H{1}",
    "week": "{0:04d}-W{1:02d}", "weekend": "{0:04d}-W{1:02d}-WE",
}  # fmt: skip
PLAUSIBLE = range(1, 3000)  # years that `datetime` and a release can both speak of


class Point(NamedTuple):
    """A stretch of the calendar that has a name of its own: a year, the third quarter of 2018, a day.

    `number` counts the unit inside the year (month 1–12, quarter, half, season, ISO week, month of the lunar year; the
    decade's or century's first year stands in `year`); `clock` is what TIMEX3 puts behind the day (`T08:30`, `TMO`).

    >>> Point(2018, "quarter", 3).value, Point(2018, "day", 10, 25).last
    ('2018-Q3', datetime.date(2018, 10, 25))
    """

    year: int
    unit: str
    number: int = 0
    day: int = 0
    clock: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, unit, index, day, clock = self
        if unit == "day":
            return f"{year:04d}-{index:02d}-{day:02d}{clock}"
        if unit == "moon":
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        if unit == "decade":
            return f"{year // 10}X"
        if unit == "century":
            return f"{year // 100}XX"
        if unit == "season":
            return f"{year:04d}-{SEASONS[index]}"
        return _VALUES[unit].format(year, index)

    @property
    def first(self) -> date:
        """The first day it covers."""
        year, unit, index, day, _ = self
        if unit == "day":
            return date(year, index, day)
        if unit in _MONTHS:
            return date(year, _MONTHS[unit] * (index - 1) + 1, 1)
        if unit in ("week", "weekend"):
            return date.fromisocalendar(year, index, 6 if unit == "weekend" else 1)
        if unit == "season":  # spring begins with March, as the statistics have it
            return date(year, 3 * index + 3, 1)
        if unit == "moon":
            return _known(lunar_day(year, index, 1))
        return date(year, 1, 1)

    @property
    def last(self) -> date:
        """The last day it covers."""
        year, unit, index, day, _ = self
        if unit == "day":
            return date(year, index, day)
        if unit == "year":
            return date(year, 12, 31)
        if unit in _MONTHS or unit == "season":
            return month_end(add_months(self.first, _MONTHS.get(unit, 3) - 1))
        if unit in ("week", "weekend"):
            return date.fromisocalendar(year, index, 7)
        if unit == "moon":  # a lunar month has 30 days or 29
            return lunar_day(year, index, 30) or _known(lunar_day(year, index, 29))
        return date(year + {"decade": 9, "century": 99}[unit], 12, 31)

    def shifted(self, years: int) -> Point:
        """The same stretch `years` later; 29 February becomes the 28th where the year has none."""
        moved = self._replace(year=self.year + years)
        if self.unit == "day" and not is_day(moved.year, moved.number, moved.day):
            moved = moved._replace(day=28)
        return moved


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError("no such month of the lunar year")
    return day


def month_length(year: int, month: int) -> int:
    """Days of the month."""
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """True where the calendar has that day."""
    return year in PLAUSIBLE and 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def day_point(day: date, clock: str = "") -> Point:
    """The day as a point."""
    return Point(day.year, "day", day.month, day.day, clock)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where it is shorter.

    >>> add_months(date(2018, 12, 31), 2)
    datetime.date(2019, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return date(day.year, day.month, month_length(day.year, day.month))


def week_of(day: date, unit: str = "week") -> Point:
    """The ISO week of the day."""
    year, week, _ = day.isocalendar()
    return Point(year, unit, week)


def weekday_in(week: Point, weekday: int) -> date:
    """Monday is 1, Sunday 7."""
    return week.first + timedelta(days=weekday - 1)


def covering(unit: str, day: date) -> Point:
    """The point of that unit in which the day lies."""
    if unit == "day":
        return day_point(day)
    if unit in ("week", "weekend"):
        return week_of(day, unit)
    months = _MONTHS.get(unit)
    return Point(day.year, unit, (day.month - 1) // months + 1) if months else Point(day.year, "year")


@cache
def lunar_years() -> dict[int, tuple[date, int, str, str]]:
    """The lunar years of `tables/lunar_years.tsv`: first day, leap month, lengths of the months, days of the terms."""
    rows = read_table(TABLES / "lunar_years.tsv").rows
    return {
        int(year): (date.fromisoformat(f"{year}-{row['new_year']}"), int(row["leap"]), row["months"], row["terms"])
        for year, row in rows.items()
    }


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the lunar year; a leap month is negative, `None` where there is no such day.

    `day` 31 of month 12 is the year's last (除夕). Years outside 1900 to 2100 have none.

    >>> lunar_day(2018, 1, 1), lunar_day(2020, -4, 1), lunar_day(2018, 12, 31)
    (datetime.date(2018, 2, 16), datetime.date(2020, 5, 23), datetime.date(2019, 2, 4))
    """
    known = lunar_years().get(year)
    if known is None:
        return None
    first, leap, months, _ = known
    lengths = [29 + int(long) for long in months]
    if (month, day) == (12, 31):
        return first + timedelta(days=sum(lengths) - 1)
    if (month < 0 and -month != leap) or not 1 <= abs(month) <= 12:
        return None
    number = abs(month) - 1 + (1 if month < 0 or (leap and month > leap) else 0)
    return first + timedelta(days=sum(lengths[:number]) + day - 1) if 1 <= day <= lengths[number] else None


def solar_term(year: int, number: int) -> date | None:
    """The day of a solar term of a Gregorian year, counted from 小寒 (1) to 冬至 (24); `None` outside 1900 to 2100.

    >>> solar_term(2024, 24)
    datetime.date(2024, 12, 21)
    """
    known = lunar_years().get(year)
    return date(year, (number + 1) // 2, int(known[3][2 * number - 2 : 2 * number])) if known else None


def nth_weekday(year: int, month: int, number: int, weekday: int) -> date:
    """The second Sunday of May: `nth_weekday(2021, 5, 2, 7)`."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
