"""Days of feasts in calendars of their own: lunar, solar terms, Easter in both churches, Jewish and Islamic months."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tonggao.recognise.dating import calendar

JEWISH_EPOCH, ISLAMIC_EPOCH = -1373427, 227015  # ordinals of the first day of either calendar
_JEWISH_LENGTHS = (30, 29, 30, 29, 30, 29)  # Nisan to Elul; the months from Tishri on depend on the year


@lru_cache(maxsize=4096)
def day_of(year: int, reckoning: str, day: str) -> date | None:
    """The day that a feast falls on in a Gregorian year, by the columns `reckoning` and `day` of `festivals.tsv`.

    A lunar date is one of the lunar year of that number (除夕 of 2018 is in February 2019); `None` where the calendar
    has no such day.

    >>> day_of(2018, "lunar", "01-01"), day_of(2021, "week", "05-2-7"), day_of(2013, "easter", "0")
    (datetime.date(2018, 2, 16), datetime.date(2021, 5, 9), datetime.date(2013, 3, 31))
    >>> day_of(2018, "jewish", "07-01"), day_of(2013, "islamic", "10-01")
    (datetime.date(2018, 9, 10), datetime.date(2013, 8, 8))
    """
    if reckoning == "term":
        return calendar.solar_term(year, int(day))
    if reckoning in ("easter", "orthodox"):
        sunday = easter(year) if reckoning == "easter" else orthodox_easter(year)
        return sunday + timedelta(days=int(day))
    numbers = [int(n) for n in day.split("-")]
    if reckoning == "week":
        return calendar.nth_weekday(year, *numbers)
    if reckoning == "lunar":
        return calendar.lunar_day(year, *numbers)
    if reckoning == "jewish":
        return _within(year, [jewish(year + offset, *numbers) for offset in (3760, 3761)])
    if reckoning == "islamic":
        about = (year - 622) * 33 // 32  # an Islamic year is 354 days: the one that begins or ends near this year
        return _within(year, [islamic(about + offset, *numbers) for offset in range(-1, 3)])
    return date(year, *numbers)


def _within(year: int, days: list[date]) -> date | None:
    return next((day for day in days if day.year == year), None)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian church (the anonymous algorithm of 1876)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    number = epact - weekday
    month = 3 + (number + 40) // 44
    return date(year, month, number + 28 - 31 * (month // 4))


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox church, in the Gregorian calendar (1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    number = moon + weekday + 114
    return date(year, number // 31, number % 31 + 1) + timedelta(days=13)


def _jewish_new_year(year: int) -> int:
    """Ordinal of 1 Tishri of the Jewish year (Dershowitz and Reingold, *Calendrical Calculations*)."""

    def elapsed(y: int) -> int:
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        days = 29 * months + parts // 25920
        return days + (1 if 3 * (days + 1) % 7 < 3 else 0)

    before, here, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    late = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return JEWISH_EPOCH + here + late


def jewish(year: int, month: int, day: int) -> date:
    """A day of the Jewish year; months count from Nisan (1), the year begins with Tishri (7)."""
    start, end = _jewish_new_year(year), _jewish_new_year(year + 1)
    length = end - start
    leap = (7 * year + 1) % 19 < 7
    cheshvan, kislev = (30 if length % 10 == 5 else 29), (29 if length % 10 == 3 else 30)
    autumn = [30, cheshvan, kislev, 29, 30, *((30, 29) if leap else (29,))]  # Tishri … Adar (Adar I and II)
    order = list(range(7, 14 if leap else 13)) + list(range(1, 7))
    lengths = [*autumn, *_JEWISH_LENGTHS]
    return date.fromordinal(start + sum(lengths[: order.index(month)]) + day - 1)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic year by the tabular calendar; the moon seen may make it a day earlier or later."""
    return date.fromordinal(
        ISLAMIC_EPOCH + day - 1 + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    )
