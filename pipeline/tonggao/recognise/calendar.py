"""Points and stretches of the calendar: their TIMEX3 values and the days they cover. Pure arithmetic, no anchors."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

SEASONS = ("SP", "SU", "FA", "WI")
FINER = ("century", "decade", "year", "season", "half", "quarter", "month", "weekend", "week", "day")
"""Units from the coarsest to the finest."""
_MONTHS = {"half": 6, "quarter": 3, "season": 3, "month": 1}
PLAUSIBLE = range(1, 3000)  # years that `datetime` and a release can both speak of


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar that has a name of its own: a year, the third quarter of 2018, a day.

    `index` counts the unit inside the year (month 1–12, quarter, half, season, ISO week, month of the lunar year; the decade's or century's
    first year stands in `year`); `clock` is what TIMEX3 puts behind the day (`T08:30`, `TMO`).

    >>> Point(2018, "quarter", 3).value, Point(2018, "day", 10, 25).last
    ('2018-Q3', datetime.date(2018, 10, 25))
    """

    year: int
    unit: str
    index: int = 0
    day: int = 0
    clock: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, index = f"{self.year:04d}", self.index
        if self.unit == "day":
            return f"{year}-{index:02d}-{self.day:02d}{self.clock}"
        if self.unit == "month":
            return f"{year}-{index:02d}"
        if self.unit == "quarter":
            return f"{year}-Q{index}"
        if self.unit == "half":
            return f"{year}-H{index}"
        if self.unit == "season":
            return f"{year}-{SEASONS[index]}"
        if self.unit in ("week", "weekend"):
            return f"{year}-W{index:02d}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "moon":
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        if self.unit == "decade":
            return f"{self.year // 10}X"
        if self.unit == "century":
            return f"{self.year // 100}XX"
        return year

    @property
    def first(self) -> date:
        """The first day it covers."""
        if self.unit == "day":
            return date(self.year, self.index, self.day)
        if self.unit in ("week", "weekend"):
            return date.fromisocalendar(self.year, self.index, 6 if self.unit == "weekend" else 1)
        if self.unit == "moon":
            return lunar_day(self.year, self.index, 1) or date(self.year, 1, 1)
        if self.unit == "season":  # spring begins with March, as the statistics have it
            return date(self.year, 3 * self.index + 3, 1)
        months = _MONTHS.get(self.unit)
        return date(self.year, months * (self.index - 1) + 1, 1) if months else date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day it covers."""
        first = self.first
        if self.unit == "day":
            return first
        if self.unit in ("week", "weekend"):
            return date.fromisocalendar(self.year, self.index, 7)
        if self.unit == "moon":  # a lunar month has 30 days or 29
            return lunar_day(self.year, self.index, 30) or first + timedelta(days=28)
        months = _MONTHS.get(self.unit)
        if months:
            return month_end(add_months(first, months - 1))
        return date(self.year + {"decade": 9, "century": 99}.get(self.unit, 0), 12, 31)

    def shifted(self, years: int) -> Point:
        """The same stretch `years` later; 29 February becomes the 28th where the year has none."""
        moved = replace(self, year=self.year + years)
        if self.unit == "day" and not is_day(moved.year, moved.index, moved.day):
            moved = replace(moved, day=28)
        return moved


def is_day(year: int, month: int, day: int) -> bool:
    """True where the calendar has that day."""
    return year in PLAUSIBLE and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def day_point(day: date, clock: str = "") -> Point:
    """The day as a point."""
    return Point(day.year, "day", day.month, day.day, clock)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where it is shorter.

    >>> add_months(date(2018, 12, 31), 2)
    datetime.date(2019, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return date(day.year, day.month, monthrange(day.year, day.month)[1])


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


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the lunar year; a leap month is negative, `None` where there is no such day.

    `day` 31 of month 12 is the year's last (除夕).

    >>> lunar_day(2018, 1, 1), lunar_day(2020, -4, 1), lunar_day(2018, 12, 31)
    (datetime.date(2018, 2, 16), datetime.date(2020, 5, 23), datetime.date(2019, 2, 4))
    """
    from lunar_python import Lunar

    if (month, day) == (12, 31):
        new_year = lunar_day(year + 1, 1, 1)
        return new_year - timedelta(days=1) if new_year else None
    try:
        solar = Lunar.fromYmd(year, month, day).getSolar()
    except Exception:  # the library raises bare `Exception` for a day that the lunar year does not have
        return None
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=512)
def solar_terms(year: int) -> dict[str, date]:
    """The solar terms of a Gregorian year by their Chinese names."""
    from lunar_python import Lunar

    found: dict[str, date] = {}
    for name, solar in Lunar.fromYmd(year, 6, 1).getJieQiTable().items():
        if solar.getYear() == year:
            found.setdefault(name, date(solar.getYear(), solar.getMonth(), solar.getDay()))
    return found


def nth_weekday(year: int, month: int, number: int, weekday: int) -> date:
    """The second Sunday of May: `nth_weekday(2021, 5, 2, 7)`."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
