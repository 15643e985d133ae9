"""From slots and anchors to a TIMEX3 expression: ranges, durations, sets, mods and the days that are covered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tonggao.model import TimeExpression
from tonggao.recognise.dating import placing, windows
from tonggao.recognise.dating.calendar import Point, day_point
from tonggao.recognise.dating.placing import PAST, PRESENT, SENTENCE, TEXT, TODAY, Named, Setting, Unplaced
from tonggao.recognise.dating.timex import ROC, Parts

LUNAR = frozenset(("lunarmonth", "lunarmark", "lunarday"))
MODS = ("edge", "xun", "monthedge", "yearedge", "edgeof", "former", "about", "lead", "recent")
ROC_YEARS = range(60, 140)
NOT_YEARS = ("lead", "recent", "past", "future", "bound", "sofar")
IN_YEAR = ("month", "quarter", "quarters", "half", "months", "reign")
NEAR_YEARS = 12  # 109年前 is before the year 109 where that lies so near, else so long ago; so 114年内


class Placed(NamedTuple):
    """An expression with its value, and the stretch that the narrative stands at after it (`None`: no change)."""

    expression: TimeExpression
    begin: Point | None = None
    end: Point | None = None


def express(parts: Parts, setting: Setting, named: Named) -> Placed:
    """The expression that `parts` make under `setting`. What cannot be placed keeps its slots and an empty value."""
    try:
        return _express(parts, setting, named)
    except (Unplaced, ValueError, OverflowError):  # no anchor, or outside the calendar that `datetime` has
        value = _unplaced_range(parts)
        return Placed(TimeExpression("interval" if "/" in value else "date", value, parts=parts))


def _unplaced_range(parts: Parts) -> str:
    """XXXX-05-04/XXXX-05-13, where both ends of a range are said; else its one date."""
    cut = next((i for i, (name, _) in enumerate(parts) if name == "join"), len(parts))
    left, right = dict(parts[:cut]), dict(parts[cut + 1 :])
    ends = [_unplaced(_completed(left, right)), _unplaced({k: v for k, v in left.items() if k == "month"} | right)]
    return "/".join(ends) if right and all(ends) else _unplaced(dict(parts))


def _unplaced(slots: dict[str, str]) -> str:
    """XXXX-10-25: what is said, where the year is not known."""
    if LUNAR & slots.keys():
        return ""
    if "month" not in slots:
        return "XXXX-XX-" + f"{int(slots['day']):02d}" if "day" in slots else ""
    return f"XXXX-{int(slots['month']):02d}" + (f"-{int(slots['day']):02d}" if "day" in slots else "")


def _express(parts: Parts, setting: Setting, named: Named) -> Placed:
    slots = dict(parts)
    if len(slots) == 1 and (vague := slots.get("ref") or slots.get("past") or slots.get("future")):
        return Placed(TimeExpression("date", vague, parts=parts))
    if len(slots) == 1 and "former" in slots:
        return Placed(TimeExpression("date", PAST, parts=parts))
    if "set" in slots or "every" in slots:
        return Placed(TimeExpression("set", slots.get("set") or slots["every"], parts=parts))
    if "weekday" in slots and "join" in slots:
        return Placed(TimeExpression("set", "P1W", parts=parts))
    told_days = "firstdays" in slots and ("past" in slots or "future" in slots)
    if "year" in slots and "join" in slots:
        return _range(parts, setting, named)
    if ("length" in slots or told_days) and not _is_year(slots, setting):
        return _length(parts, slots, setting)
    if "same" in slots:
        return _same(parts, slots, setting, named)
    if "join" in slots or "between" in slots:
        return _range(parts, setting, named)
    return _single(parts, slots, setting, named)


def _is_year(slots: dict[str, str], setting: Setting) -> bool:
    """80年10月, 108年 in Taiwan, 19年底: a year of which the century or the era is left out."""
    if "years" not in slots:
        return False
    if any(name in slots for name in IN_YEAR):
        return True
    if any(name in slots for name in NOT_YEARS):
        return False
    short = int(slots["years"])
    if "edge" in slots and slots["edge"] != "MID" and short >= 10:
        return True
    far = setting.reference is None or abs(ROC + short - setting.reference.year) > NEAR_YEARS
    return setting.region == "TW" and short in ROC_YEARS and not (far and ("edgeof" in slots or "within" in slots))


def _single(parts: Parts, slots: dict[str, str], setting: Setting, named: Named) -> Placed:
    begin, end, anchor = _stretch(slots, setting, named)
    mod = _mod(slots)
    if "since" in slots or "sofar" in slots or "now" in slots or ("from" in slots and _behind(begin, setting)):
        mod = "" if mod == "START" else mod  # 年初以来 covers the year so far
        return _to_present(begin, mod, anchor, parts, setting)
    return Placed(_covered(begin, end, mod, anchor, parts, named), begin, end)


def _to_present(begin: Point, mod: str, anchor: str, parts: Parts, setting: Setting) -> Placed:
    """A stretch that runs to the article's day: nothing that follows leans on where it began."""
    today = setting.reference.isoformat() if setting.reference else ""
    value, first = f"{begin.value}/{PRESENT}", begin.first.isoformat()
    return Placed(TimeExpression("interval", value, mod, first, today, "", anchor, parts))


def _behind(begin: Point, setting: Setting) -> bool:
    return setting.reference is not None and begin.first < setting.reference


def _stretch(slots: dict[str, str], setting: Setting, named: Named) -> tuple[Point, Point, str]:
    """The first and the last point of what one end names (mostly the same), and its anchor."""
    if "period" in slots:
        begin, end = placing.period(named.periods[slots["period"]])
        return begin, end, ""
    if "rdays" in slots or "ryears" in slots:
        return (*placing.stretch(slots, setting), TODAY)
    if "quarters" in slots or "months" in slots:
        unit = "quarter" if "quarters" in slots else "month"
        last = {**slots, unit: slots[unit + "s"]}
        end, anchor = placing.point(last, setting, named)
        return end._replace(number=1), end, anchor
    found, anchor = placing.point(slots, setting, named)
    if "firstdays" in slots:
        return day_point(found.first), day_point(found.first + timedelta(days=int(slots["firstdays"]) - 1)), anchor
    if "lastdays" in slots:
        return day_point(found.last - timedelta(days=int(slots["lastdays"]) - 1)), day_point(found.last), anchor
    lasts = named.festivals[slots["festival"]]["days"] if "festival" in slots else ""
    if lasts and not found.clock:
        return found, day_point(found.first + timedelta(days=int(lasts) - 1)), anchor
    if "fiscal" in slots:
        return found, Point(int(slots["fiscal"]), "year"), anchor
    return found, found, anchor


def _mod(slots: dict[str, str]) -> str:
    """TIMEX3 mod: the part of the stretch that is meant (月底前 is END), else what lies before, after or about it."""
    if "rweek" in slots:
        return slots.get("edgeof", "")  # 上周末 is the weekend
    return next((slots[name] for name in MODS if name in slots), "")


def _covered(begin: Point, end: Point, mod: str, anchor: str, parts: Parts, named: Named) -> TimeExpression:
    same = begin == end
    value = begin.value
    if same and begin.unit == "day":
        first = last = value[:10]
    else:
        value = value if same else f"{value}/{end.value}"
        first, last = begin.first.isoformat(), end.last.isoformat()
    slots = dict(parts)
    if "fiscal" in slots:
        first, last = date(begin.year, 4, 1).isoformat(), date(end.year, 3, 31).isoformat()
    if mod == "BEFORE":
        first = ""
    if mod == "AFTER":
        last = ""
    kind = "interval" if not same or begin.unit == "moon" else "time" if begin.clock else "date"
    return TimeExpression(kind, value, mod, first, last, _calendar(slots, named), anchor, parts)


def _calendar(slots: dict[str, str], named: Named) -> str:
    """The calendar that the date is counted in, where it is not the Gregorian one."""
    if LUNAR & slots.keys():
        return "lunar"
    reckoning = named.festivals[slots["festival"]]["reckoning"] if "festival" in slots else ""
    return reckoning if reckoning in ("lunar", "jewish", "islamic") else ""


def _range(parts: Parts, setting: Setting, named: Named) -> Placed:
    """From one end to the other: what one end leaves out the other says."""
    cut = max(i for i, (name, _) in enumerate(parts) if name in ("join", "list"))
    left, right = dict(parts[:cut]), dict(parts[cut + 1 :])
    left = _completed(left, right)
    begin, _, anchor = _stretch(left, setting, named)
    day = begin._replace(clock="") if begin.unit == "day" else setting.day
    beside = setting._replace(begin=begin, end=begin, near=SENTENCE, day=day, listed=True)
    if "ref" in right or "now" in right:
        return _to_present(begin, _mod(right), anchor, parts, setting)
    if "years" in right and begin.unit == "year":
        end = Point(_in_century(int(right["years"]), begin.year), "year")
    else:
        _, end, _ = _stretch(right, beside, named)
    if end.last < begin.first and "year" not in right and "ryear" not in right:
        end = _later(end, begin)
    return Placed(_covered(begin, end, _mod(right), anchor, parts, named), begin, end)


def _in_century(short: int, year: int) -> int:
    """2002至06年, 1998-03年: the next year from `year` on that ends with the two digits."""
    found = year - year % 100 + short
    return found if found >= year else found + 100


def _later(end: Point, begin: Point) -> Point:
    """11月至3月 ends in the next year, 28日至3日 in the next month."""
    return end.shifted(1) if end.last < begin.first else end


def _completed(left: dict[str, str], right: dict[str, str]) -> dict[str, str]:
    """The left end with its bare numeral named (1至8月), and the year that stands only at the right (2013—2017年)."""
    if "bare" not in left:
        return left
    value = left["bare"]
    left = {k: v for k, v in left.items() if k != "bare"}
    if int(value) > 31:
        return {**left, "year": value}
    if "clock" in right:
        return {**left, "clock": f"{int(value):02d}:00"}
    for unit in ("day", "month", "quarter"):
        if unit in right and (unit != "month" or "day" not in right):
            return {**left, unit: value}
    return left


def _same(parts: Parts, slots: dict[str, str], setting: Setting, named: Named) -> Placed:
    """去年同期: the stretch the narrative stands at, in the year said; 同期 alone a year earlier where it compares."""
    if setting.begin is None or setting.end is None:
        raise Unplaced("no stretch to compare with")
    if any(name in slots for name in ("year", "ryear", "ayear", "years")):
        year = placing.point({k: v for k, v in slots.items() if k not in ("same", "length")}, setting, named)[0].year
    else:
        year = setting.end.year - (1 if setting.compared else 0)
    begin, end = setting.begin.shifted(year - setting.end.year), setting.end.shifted(year - setting.end.year)
    return Placed(_covered(begin, end, "", TEXT, parts, named))


def _length(parts: Parts, slots: dict[str, str], setting: Setting) -> Placed:
    """A length of time; the days it covers where 过去, 未来, 来, 前 or 后 place it."""
    mod = next((slots[name] for name in ("edgeof", "former", "lead", "recent", "bound", "about") if name in slots), "")
    amounts = [value for name, value in parts if name == "length"]
    if not amounts:
        amounts = [f"P{slots['firstdays']}D"]
    value = "/".join(amounts)
    if "bound" in slots and len(amounts) > 1:
        mod = ""  # 三年以上七年以下: both ends are said
    vague = slots.get("past") or slots.get("future")
    if vague and "X" in value:
        return Placed(TimeExpression("date", vague, parts=parts))
    after = "AFTER" in (slots.get("edgeof"), slots.get("former")) and setting.day is not None
    base = setting.day.last if after and setting.day is not None else setting.reference  # 两日后 follows what was told
    first, last = windows.around(value, slots, base) if base is not None else ("", "")
    anchor = (TEXT if after else TODAY) if first or last else ""
    return Placed(TimeExpression("duration", value, mod, first, last, "", anchor, parts))
