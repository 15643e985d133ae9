"""What an atom of a date says: its class and its slots, before any anchor is known.

    year month day half quarter season week weekday clock part decade century lunar festival period   said outright
    ryear rquarter rmonth rweek rday   counted from the article's day
    ayear amonth aday                  counted from the date that the narrative has reached
    length lead past future            a length of time, what bounds it, which way it lies
    edge xun edgeof since now …        what is done with the date;   join begins the second end of a range
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tonggao.grammar.load import Rules
from tonggao.recognise import numerals
from tonggao.recognise.dating import lengths
from tonggao.recognise.dating.atoms import LENGTHS, QUOTES, free_words

Parts = tuple[tuple[str, str], ...]

ROC = 1911  # year 0 of the Republic
POSSIBLE = {
    "month": range(1, 13), "innermonth": range(1, 13), "monthday": range(1, 13), "daily": range(1, 13),
    "daynumber": range(1, 32), "handay": range(1, 32), "dayname": range(1, 32), "innerday": range(1, 32),
    "quarter": range(1, 5), "century": range(1, 22),
    "decade": {*range(10, 100, 10), *range(1100, 2100, 10)}, "oclock": range(25), "clock": range(25),
    "halfhour": range(24),
}  # fmt: skip
SLOTS = {
    "plan": "period", "event": "period", "era": "period", "rdayshort": "rday",
}  # fmt: skip
"""Classes of words that fill a slot of another name."""
YEARS = range(1000, 2200)
_NUMBER = re.compile("[0-9]+|[〇○零一二三四五六七八九十百廿两]+")
_QUOTES = "".join(left + right for left, right in QUOTES)


def numbers(text: str) -> list[int]:
    """Every whole number in the text of an atom.

    >>> numbers("前10个月"), numbers("二〇一八年"), numbers("八月十五")
    ([10], [2018], [8, 15])
    """
    return [number(n) for n in _NUMBER.findall(text)]


def number(text: str) -> int:
    """The whole number that a numeral says, -1 where it says none: 2018, 二〇一八, 十二."""
    if text.isascii():
        return int(text)
    numeral = numerals.read(text)
    return int(numeral.value) if numeral is not None and numeral.value is not None else -1


def classify(group: str, text: str) -> str:
    """The class of a numeral atom by its group; `""` where the number can be no date: 15月, 第七季度.

    >>> classify("year", "2018年"), classify("year", "十年"), classify("month", "13月"), classify("daynumber", "90日")
    ('year', 'years', '', 'days')
    """
    found = numbers(text)
    value = found[-1] if found else 0
    if group == "bare":
        return "bareyear" if value in YEARS else "bare"
    if group in ("year", "budget"):
        whole = value in YEARS and len(_NUMBER.findall(text)[0]) == 4
        if group == "budget":
            return "budget" if whole or value > 30 else "years"
        return "year" if whole else "years"
    if group in POSSIBLE and (not found or found[0] not in POSSIBLE[group]):
        return "days" if group in ("daynumber", "handay") else ""
    return group


class Reader:
    """Reads atoms by their class."""

    def __init__(self, rules: Rules) -> None:
        particles = rules.table("date_particles").rows
        self._known: dict[tuple[str, str], Parts | None] = {}
        words = free_words(rules)
        self._words = {key: value for key, (_, value) in words.items()}
        self._years = {key[0]: value for key, (name, value) in words.items() if name == "ryear" and len(key) == 2}
        self._reigns = rules.table("reigns").column("first")
        self._feasts = frozenset(rules.table("festivals").rows)
        self._particles = {
            (row[side], key): row[f"{side}_value"] for key, row in particles.items() for side in ("behind", "before")
        }
        self._units = rules.table("date_units").column("length")
        self._member = lengths.pattern(self._units)

    def parts(self, name: str, text: str) -> Parts | None:
        """The slots of an atom of class `name`; `None` where its text says nothing after all. Remembered."""
        key = name, text
        if key not in self._known:
            self._known[key] = self._parts(name, text)
        return self._known[key]

    def forget(self) -> None:
        """Forget what was read: it can be read again."""
        self._known.clear()

    def _parts(self, name: str, text: str) -> Parts | None:
        if name == "epoch":
            return (("period", text), ("since", ""))
        if text in self._words:
            return ((SLOTS.get(name, name), self._words[text]),)
        if name == "inneryear":
            return self._equation(text)
        if name in READERS:
            return READERS[name](numbers(text))
        if name in LENGTHS:
            return self._length(name, text)
        if name == "nearmonths":
            return (("past", "PAST_REF"), ("length", f"P{numbers(text)[0]}M"))
        if name == "plan":
            return (("period", text.strip(_QUOTES)),)
        if name == "feast":
            return (("festival", text),) if text in self._feasts else None
        if name == "reign":
            return (("reign", self._reigns[text]),)
        return ((name, self._particles.get((name, text), "")),)

    def _equation(self, text: str) -> Parts:
        """明(105)年, 去（2024）年: the number inside says which; `equals` is the year that the article speaks from."""
        year = _year_in(numbers(text))
        offset = self._years.get(text[0])
        return year if offset is None else (*year, ("equals", str(int(year[0][1]) - int(offset))))

    def _length(self, name: str, text: str) -> Parts | None:
        length = lengths.read(text, self._member, self._units)
        if length is None:
            return None
        value, more = length
        found = (("length", value), *((("lead", more),) if more else ()))
        amounts = numbers(text)
        return (*found, ("years", str(amounts[0]))) if name == "years" and amounts else found


def _last(*names: str) -> Callable[[list[int]], Parts]:
    """The last numbers of the atom, one a slot."""
    return lambda found: tuple(zip(names, map(str, found[-len(names) :]), strict=False))


def _roc(found: list[int]) -> Parts:
    return (("year", str(ROC + found[0])), ("roc", ""))


def _year_in(found: list[int]) -> Parts:
    """明(105)年, 今年(2018年): the number inside says which."""
    return (("year", str(found[-1])),) if found[-1] in YEARS else _roc(found)


def _budget(found: list[int]) -> Parts:
    """109年度, 2018年度: a year of accounts, of which the narrative takes no notice."""
    return (*_year_in(found), ("budget", ""))


def _day_in(found: list[int]) -> Parts:
    """今(26)日: a day near the article's own, whatever the narrative has reached."""
    return (("day", str(found[-1])), ("own", ""))


def _numeric(found: list[int]) -> Parts:
    year, month, day = found
    return (*_year_in([year]), ("month", str(month)), ("day", str(day)))


def _fiscal(found: list[int]) -> Parts:
    first, second = found
    if second < 100:
        second += first - first % 100
    return (("year", str(first)), ("fiscal", str(second)))


def _clock(found: list[int]) -> Parts:
    return (("clock", ":".join(f"{n:02d}" for n in (found if len(found) > 1 else [*found, 0]))),)


def _half_hour(found: list[int]) -> Parts:
    return (("clock", f"{found[0]:02d}:30"),)


READERS: Mapping[str, Callable[[list[int]], Parts]] = {
    "year": _last("year"), "month": _last("month"), "nthmonth": _last("month"), "daynumber": _last("day"),
    "dayname": _last("day"), "handay": _last("day"), "innermonth": _last("month"), "innerday": _day_in, "roc": _roc,
    "budget": _budget,
    "numeric": _numeric, "yearmonth": _last("year", "month"), "monthday": _last("month", "day"),
    "firstdays": _last("firstdays"), "lastdays": _last("lastdays"),
    "fiscal": _fiscal, "daily": _last("month", "day"), "quarter": _last("quarter"), "quarters": _last("quarters"),
    "months": _last("months"), "week": _last("week"), "decade": _last("decade"), "century": _last("century"),
    "lunarday": _last("lunarday"), "bare": _last("bare"), "bareyear": _last("year"), "clock": _clock, "oclock": _clock,
    "halfhour": _half_hour,
}  # fmt: skip
