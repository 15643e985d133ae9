"""Placing the slots of a temporal expression on the calendar, given the anchors that the text has established."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tonggao.recognise.dating import calendar, feasts
from tonggao.recognise.dating.calendar import Point, add_months, covering, day_point
from tonggao.recognise.dating.tense import AHEAD, BEHIND
from tonggao.recognise.dating.timex import ROC

Slots = Mapping[str, str]
PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
TODAY, TEXT = "reference", "narrative"
OPEN = "open"
SENTENCE, PARAGRAPH, HEADING = "sentence", "paragraph", "heading"


class Setting(NamedTuple):
    """What a date may lean on: the article's day, the stretch that the narrative has reached, where and how it is told.

    `begin`, `end` are the ends of the last stretch named; `near` says how close it stands to lend its year or month to
    a bare date: `sentence`, `paragraph`, `heading`, or empty; `said`: its year stood in the text; `listed`: only 、 or
    和 stands between; `compared`: a word of comparison stands before it. `day` is the last day told.
    `tense`: whether the clause speaks of what is `ahead` or `behind`, `OPEN` where it does not tell, empty where nobody
    has looked yet.
    """

    reference: date | None = None
    begin: Point | None = None
    end: Point | None = None
    near: str = ""
    tense: str = ""
    region: str = ""
    said: bool = True
    listed: bool = False
    compared: bool = False
    day: Point | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Named periods and festivals: lexicon rows by name."""

    periods: Mapping[str, Mapping[str, str]]
    festivals: Mapping[str, Mapping[str, str]]


class TenseUnknown(Exception):
    """The value hangs on the tense of the clause, which nobody has looked at yet."""


class Unplaced(Exception):
    """The slots cannot be put on the calendar: no anchor, or no such day."""


def point(slots: Slots, setting: Setting, named: Named) -> tuple[Point, str]:
    """The stretch that one end of an expression names, and what it was anchored by (`""` where it says all itself).

    Raises `Unplaced` where the text gives too little, or a day that no calendar has.
    """
    year, anchor = _year(slots, setting)
    keys = slots.keys()
    if not keys.isdisjoint(_MOON):
        return _feast(slots, year, setting, named), anchor or TODAY
    if year is None and keys.isdisjoint(_BARE):
        return _relative(slots, setting)
    if "day" in slots:
        return _day(slots, year, anchor, setting)
    for unit in ("month", "quarter", "half"):
        if unit in slots:
            index = int(slots[unit])
            if year is None:
                year, anchor = bare_year(Point(2000, unit, index), setting)
            return _week(Point(year, unit, index), slots), anchor
    if year is None:
        raise Unplaced("no year")
    season = slots.get("season") or slots.get("springs")
    if season:
        return Point(year, "season", calendar.SEASONS.index(season)), anchor
    if "week" in slots:
        return Point(year, "week", int(slots["week"])), anchor
    return Point(year, "year"), anchor


def stretch(slots: Slots, setting: Setting) -> tuple[Point, Point]:
    """今明两天, 今明两年: two ends counted from the article's day."""
    first, last = (int(n) for n in (slots.get("rdays") or slots["ryears"]).split("/"))
    today = today_of(setting)
    if "ryears" in slots:
        return Point(today.year + first, "year"), Point(today.year + last, "year")
    return day_point(today + timedelta(days=first)), day_point(today + timedelta(days=last))


def _week(stretch: Point, slots: Slots) -> Point:
    """The week of the month that is counted by its Mondays, where one is named (3月第三周)."""
    if "week" not in slots or stretch.unit != "month":
        return stretch
    return calendar.week_of(calendar.nth_weekday(stretch.year, stretch.number, int(slots["week"]), 1))


_MOON = ("lunarmonth", "lunarmark", "lunarday", "festival")
_BARE = ("month", "day", "quarter", "half")


def _year(slots: Slots, setting: Setting) -> tuple[int | None, str]:
    if "reign" in slots:
        return int(slots["reign"]) + int(slots.get("years") or slots["year"]) - 1, ""
    if "year" in slots:
        return int(slots["year"]), ""
    if "years" in slots:
        short = int(slots["years"])
        if setting.region == "TW" or short > 99:
            return ROC + short, ""
        return short + (1900 if short >= 50 else 2000), ""
    if "ryear" in slots:
        if setting.reference is None:
            raise Unplaced("no reference date")
        return setting.reference.year + int(slots["ryear"]), TODAY
    if "ayear" in slots:
        return _told(setting).year + int(slots["ayear"]), TEXT
    return None, ""


def _told(setting: Setting) -> Point:
    """The stretch that the narrative has reached, or the article's day."""
    if setting.end is not None:
        return setting.end
    return day_point(today_of(setting))


def told_day(setting: Setting) -> date:
    """The last day that the narrative has told, or the article's."""
    return setting.day.last if setting.day is not None else today_of(setting)


def today_of(setting: Setting) -> date:
    if setting.reference is None:
        raise Unplaced("no reference date")
    return setting.reference


def _relative(slots: Slots, setting: Setting) -> tuple[Point, str]:
    """今天, 上月, 本周五, 次日, 本季度: counted from the article's day or the narrative's."""
    if "rday" in slots or "rdaypart" in slots:
        offset, part = _offset(slots.get("rday") or slots["rdaypart"])
        return day_point(today_of(setting) + timedelta(days=offset), _clock(slots, part)), TODAY
    if "aday" in slots or "adaypart" in slots:
        offset, part = _offset(slots.get("aday") or slots["adaypart"])
        return day_point(told_day(setting) + timedelta(days=offset), _clock(slots, part)), TEXT
    if "rweek" in slots or "weekday" in slots or "weekend" in slots:
        week = calendar.week_of(today_of(setting) + timedelta(weeks=int(slots.get("rweek", 0))))
        weekday = slots.get("weekday") or slots.get("weekdayname")
        if weekday and "rweek" not in slots:
            return day_point(_weekday(int(weekday), slots.get("beside", ""), setting), _clock(slots)), TODAY
        if weekday:
            return day_point(calendar.weekday_in(week, int(weekday)), _clock(slots)), TODAY
        return (calendar.week_of(week.first, "weekend") if "weekend" in slots or "edge" in slots else week), TODAY
    if "rmonth" in slots or "amonth" in slots:
        here, anchor = (today_of(setting), TODAY) if "rmonth" in slots else (_told(setting).first, TEXT)
        month = covering("month", add_months(here, int(slots.get("rmonth") or slots["amonth"])))
        return _week(month, slots), anchor
    if "rquarter" in slots:
        return covering("quarter", add_months(today_of(setting), 3 * int(slots["rquarter"]))), TODAY
    if "seasonyear" in slots:
        year, season = today_of(setting).year + int(slots["seasonyear"][:-2]), slots["seasonyear"][-2:]
        return Point(year, "season", calendar.SEASONS.index(season)), TODAY
    if "decade" in slots or "century" in slots or "rcentury" in slots:
        return _long_ago(slots, setting)
    if "yearedge" in slots or "inyear" in slots:
        return covering("year", today_of(setting)), TODAY
    if "monthedge" in slots:
        return covering("month", today_of(setting)), TODAY
    if "clock" in slots or "part" in slots:
        anchor = TEXT if setting.day is not None else TODAY
        return day_point(told_day(setting), _clock(slots)), anchor
    raise Unplaced("nothing that the calendar knows")


def _weekday(weekday: int, beside: str, setting: Setting) -> date:
    """周四 alone: the last one up to the article's day, or the next one where the clause looks ahead.

    `beside` is the day of the month that stands behind it, where one does: 周六（31日）.
    """
    today = today_of(setting)
    back = (today.isoweekday() - weekday) % 7
    weeks = [today + timedelta(days=7 * week - back) for week in (0, 1, -1, -2, 2, -3)]
    named = next((day for day in weeks if beside and day.day == int(beside)), None)
    if named is not None:
        return named
    return today + timedelta(days=7 - back if back and _ahead(setting) else -back)


def _ahead(setting: Setting) -> bool:
    """True where the clause speaks of things to come."""
    if not setting.tense:
        raise TenseUnknown
    return setting.tense == AHEAD


def _offset(value: str) -> tuple[int, str]:
    """`-1TEV` → (-1, "TEV")."""
    number, mark, part = value.partition("T")
    return int(number), mark + part


def _clock(slots: Slots, part: str = "") -> str:
    """What TIMEX3 puts behind the day: the hour, in the part of the day that is said, or the part alone."""
    part = slots.get("part", part)
    if "clock" not in slots:
        return part
    hour, rest = int(slots["clock"][:2]), slots["clock"][2:]
    if (part in ("TAF", "TEV") and hour < 12) or (part == "TNI" and 6 < hour < 12):
        hour += 12
    return f"T{hour:02d}{rest}"


def _long_ago(slots: Slots, setting: Setting) -> tuple[Point, str]:
    anchor = ""
    if "century" in slots:
        century = 100 * (int(slots["century"]) - 1)
    elif "rcentury" in slots:
        century, anchor = 100 * (today_of(setting).year // 100 + int(slots["rcentury"])), TODAY
    else:
        century = 1900
    if "decade" not in slots:
        return Point(century, "century"), anchor
    decade = int(slots["decade"])
    return Point(decade if decade > 100 else century + decade, "decade"), anchor


def _day(slots: Slots, year: int | None, anchor: str, setting: Setting) -> tuple[Point, str]:
    """A day of which month or year may be left out."""
    day = int(slots["day"])
    if "month" in slots:
        month = int(slots["month"])
        if year is None:
            year, anchor = bare_year(Point(2000, "day", month, min(day, 28)), setting)
    elif "rmonth" in slots or "amonth" in slots:
        here, anchor = _relative(slots, setting)
        year, month = here.year, here.number
    else:
        year, month, anchor = bare_month(day, setting._replace(near="") if "own" in slots else setting)
    if not calendar.is_day(year, month, day):
        raise Unplaced(f"no day {year}-{month}-{day}")
    return Point(year, "day", month, day, _clock(slots)), anchor


def bare_month(day: int, setting: Setting) -> tuple[int, int, str]:
    """Year and month of a day that names neither: those of a day or month told nearby, else the nearest to today."""
    told, today = setting.end, setting.reference
    own = today is not None and day == today.day and not setting.listed  # a release speaks of its own day
    lends = told is not None and told.unit in ("day", "month") and not own
    if lends and told is not None and _carries(Point(told.year, "day", told.number, day), setting):
        return (*_within(setting.begin, told, day), TEXT)
    today = today_of(setting)
    behind = day - today.day > SOON and not _ahead(setting)
    here = add_months(today.replace(day=1), -1 if behind else 0)
    if behind and not calendar.is_day(here.year, here.month, day):
        here = today
    return here.year, here.month, TODAY


def _within(begin: Point | None, end: Point, day: int) -> tuple[int, int]:
    """Year and month of the day in the stretch told: 26日 behind 即日起至明年1月3日 is a day of December."""
    if begin is not None and begin.unit == end.unit == "day" and day > end.day:
        last = add_months(end.first.replace(day=1), -1)
        if (last.year, last.month) >= (begin.year, begin.number) and calendar.is_day(last.year, last.month, day):
            return last.year, last.month
    return end.year, end.number


def _carries(stretch: Point, setting: Setting) -> bool:
    """True where the last stretch told lends its month to a bare day: in its sentence, or where the tale goes on."""
    return setting.near == SENTENCE or (setting.near != "" and _goes_on(stretch, setting))


def _goes_on(stretch: Point, setting: Setting) -> bool:
    """True where the stretch follows the last one told, and is not yet to come: a tale that goes on."""
    told, today = setting.end, setting.reference
    if told is None or (stretch.unit == "day" and not calendar.is_day(stretch.year, stretch.number, stretch.day)):
        return False
    return told.first <= stretch.last and (today is None or stretch.first <= today)


SOON = 7  # days; a bare day further ahead in this month was last month's
FAR, LONG_PAST = 200, -300  # days; a bare month further ahead was last year's, further behind is next year's


def bare_year(stretch: Point, setting: Setting) -> tuple[int, str]:
    """The year of a bare month, day or quarter: the one said nearby, else the one nearest to today.

    What lies ahead in this year was last year where the clause tells of the past, or where it lies too far ahead.
    """
    told = setting.end
    if setting.near == SENTENCE and told is not None and setting.said:
        return _following(stretch, told, setting), TEXT
    if setting.near and told is not None and setting.said and _goes_on(stretch._replace(year=told.year), setting):
        return told.year, TEXT
    today = today_of(setting)
    distance = (stretch._replace(year=today.year).first - today).days
    if LONG_PAST <= distance <= SOON:
        return today.year, TODAY
    ahead = _ahead(setting)
    if distance > (SOON if setting.tense == BEHIND else FAR) and not ahead:
        return today.year - 1, TODAY
    if distance < LONG_PAST and ahead:
        return today.year + 1, TODAY
    return today.year, TODAY


def _following(stretch: Point, told: Point, setting: Setting) -> int:
    """The year that the stretch told lends: its own, or the next where the tale runs over New Year (12月…，1月…)."""
    here = stretch._replace(year=told.year)
    if told.unit in ("day", "month") and (told.first - here.first).days > OVER_NEW_YEAR:
        after = stretch._replace(year=told.year + 1)
        if setting.reference is None or after.first <= setting.reference or _ahead(setting):
            return after.year
    return told.year


OVER_NEW_YEAR = 240  # days


def _feast(slots: Slots, year: int | None, setting: Setting, named: Named) -> Point:
    """A lunar date, festival or solar term; without a year the one of the year told nearby, else of this year."""
    beside = setting.end if setting.near and setting.said else None
    near = year if year is not None else beside.year if beside is not None else today_of(setting).year
    if "festival" in slots:
        row = named.festivals[slots["festival"]]
        turn = row["reckoning"] == "lunar" and row["day"] > TURN
        days = [feasts.day_of(y, row["reckoning"], row["day"]) for y in (near, near - 1, near + 1)]
    else:
        month = int(slots.get("lunarmark", "") + (slots.get("lunarmonth") or slots.get("month") or "1"))
        number = int(slots.get("lunarday") or slots.get("day") or "0")
        if not number:
            if calendar.lunar_day(near, month, 1) is None:
                raise Unplaced(f"no month {month} in the lunar year {near}")
            return Point(near, "moon", month)
        turn = month == 12
        days = [calendar.lunar_day(y, month, number) for y in (near, near - 1, near + 1)]
    day = _fitting(days, year is not None, turn, beside, setting)
    return day_point(day, _clock(slots))


TURN = "12"  # days of the last month of the lunar year fall into the next Gregorian year


def _fitting(days: list[date | None], said: bool, turn: bool, beside: Point | None, setting: Setting) -> date:
    """Of the same feast in the year meant, the one before and the one after, the one meant.

    About the turn of the lunar year it is the one nearest to what was told, else to the article's day; else that of
    the year, but the last one where it lies ahead and the clause tells of the past.
    """
    here, last, _ = days
    today = setting.reference
    known = [day for day in days if day is not None]
    if not known:
        raise Unplaced("no such day of the lunar year")
    if said or today is None or here is None or last is None:
        return known[0]
    if turn:
        about = beside.first if beside is not None else today
        return min(known, key=lambda day: abs((day - about).days))
    if beside is not None:
        return here
    if (here - today).days > SOON and not _ahead(setting) and setting.tense == BEHIND:
        return last
    return here


def period(row: Mapping[str, str]) -> tuple[Point, Point]:
    """First and last stretch of a named period, at the precision of its row."""
    return _iso(row["begin"]), _iso(row["end"])


def _iso(text: str) -> Point:
    year, month, day = ([int(n) for n in text.split("-")] + [0, 0])[:3]
    return Point(year, "day" if day else "month" if month else "year", month, day)
