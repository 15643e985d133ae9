"""Short ways for the commonest forms of dates, which say the same as `expressing.express` in a fraction of its time.

Most dates that lean on something are 今天, 今年, 10月25日, 25日上午 or 当天. A test holds every short way equal to the
long one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tonggao.model import TimeExpression
from tonggao.recognise.dating.calendar import Point, is_day
from tonggao.recognise.dating.expressing import Placed
from tonggao.recognise.dating.placing import TEXT, TODAY, Setting, Unplaced, bare_month, bare_year, today_of, told_day
from tonggao.recognise.dating.timex import Parts

Way = Callable[[Parts, Setting], Placed]


def way(parts: Parts) -> Way | None:
    """The short way of the form that `parts` have, `None` where it has none.

    Like the long one it raises `Unplaced` where no calendar has the day, `TenseUnknown` where the tense must be known.
    """
    return WAYS.get(tuple([name for name, _ in parts]))


def _day(year: int, month: int, day: int, anchor: str, parts: Parts, clock: str = "") -> Placed:
    if not is_day(year, month, day):
        raise Unplaced(f"no day {year}-{month}-{day}")
    iso = f"{year:04d}-{month:02d}-{day:02d}"
    point = Point(year, "day", month, day, clock)
    kind = "time" if clock else "date"
    return Placed(TimeExpression(kind, iso + clock, "", iso, iso, "", anchor, parts), point, point)


def _moved(day: date, offset: str, anchor: str, parts: Parts) -> Placed:
    there = day + timedelta(days=int(offset))
    return _day(there.year, there.month, there.day, anchor, parts)


def _relative_day(parts: Parts, setting: Setting) -> Placed:
    """今天, 昨日."""
    return _moved(today_of(setting), parts[0][1], TODAY, parts)


def _told(parts: Parts, setting: Setting) -> Placed:
    """当天, 次日."""
    return _moved(told_day(setting), parts[0][1], TEXT, parts)


def _relative_year(parts: Parts, setting: Setting) -> Placed:
    """今年, 去年."""
    year = today_of(setting).year + int(parts[0][1])
    point, value = Point(year, "year"), f"{year:04d}"
    return Placed(TimeExpression("date", value, "", f"{value}-01-01", f"{value}-12-31", "", TODAY, parts), point, point)


def _year_month_day(parts: Parts, setting: Setting) -> Placed:
    """去年10月25日."""
    year = today_of(setting).year + int(parts[0][1])
    return _day(year, int(parts[1][1]), int(parts[2][1]), TODAY, parts)


def _month_day(parts: Parts, setting: Setting) -> Placed:
    """10月25日."""
    month, day = int(parts[0][1]), int(parts[1][1])
    year, anchor = bare_year(Point(2000, "day", month, min(day, 28)), setting)
    return _day(year, month, day, anchor, parts)


def _bare_day(parts: Parts, setting: Setting) -> Placed:
    """25日, 25日上午."""
    day = int(parts[0][1])
    year, month, anchor = bare_month(day, setting)
    return _day(year, month, day, anchor, parts, parts[1][1] if len(parts) > 1 else "")


WAYS: Mapping[tuple[str, ...], Way] = {
    ("rday",): _relative_day, ("aday",): _told, ("ryear",): _relative_year, ("ryear", "month", "day"): _year_month_day,
    ("month", "day"): _month_day, ("day",): _bare_day, ("day", "part"): _bare_day,
}  # fmt: skip
