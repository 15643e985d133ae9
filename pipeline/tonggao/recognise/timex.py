"""Reading a temporal expression: from its characters to the slots that they fill, before any anchor is known.

A surface is read atom by atom. An atom is a macro of `rules/macros_dates.toml` (`at_year`, `at_month` …) with a reader
below that turns its numerals into slots, or a word of `lexicons/date_words.tsv`, whose class is the slot. Slots stand
in text order:

    year month day half quarter season week weekday clock part decade century lunar festival period   said outright
    ryear rquarter rmonth rweek rday   counted from the article's day
    ayear amonth aday                  counted from the date that the narrative has reached
    length lead past future            a length of time, what bounds it, which way it lies
    edge xun edgeof since now …        what is done with the date;   join begins the second end of a range
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tonggao.grammar.characters import fill
from tonggao.grammar.load import Rules
from tonggao.recognise import lengths, numerals

Parts = tuple[tuple[str, str], ...]
Reader = Callable[[str, list[int]], Parts]

_NUMERAL = "[0-9]+|[〇○零一二三四五六七八九两十百廿]+"
ROC = 1911  # year 0 of the Republic


def _slots(*names: str) -> Reader:
    """The last numerals of the atom, one a slot."""
    return lambda text, numbers: tuple(zip(names, map(str, numbers[-len(names) :]), strict=False))


def _year(text: str, numbers: list[int]) -> Parts:
    return (("year", str(numbers[0])),)


def _roc(text: str, numbers: list[int]) -> Parts:
    return (("year", str(ROC + numbers[0])), ("roc", "1"))


def _numeric(text: str, numbers: list[int]) -> Parts:
    year, month, day = numbers
    head = _roc(text, numbers) if year < 200 else _year(text, numbers)
    return (*head, ("month", str(month)), ("day", str(day)))


def _inner(text: str, numbers: list[int]) -> Parts:
    """明(105)年, 今(26)日, 今年(2018年): the numeral inside says which."""
    value = numbers[0]
    if value >= 1000:
        return (("year", str(value)),)
    return (("year", str(ROC + value)), ("roc", "1")) if value > 31 else (("day", str(value)),)


def _fiscal(text: str, numbers: list[int]) -> Parts:
    first, second = numbers
    if second < 100:
        second += first - first % 100
    return (("year", str(first)), ("fiscal", str(second)))


def _clock(text: str, numbers: list[int]) -> Parts:
    hour, *rest = numbers
    minute = f":{rest[0]:02d}" if rest else ":30" if lengths.HALF in text else ":00"
    return (("clock", f"{hour:02d}{minute}" + (f":{rest[1]:02d}" if len(rest) > 1 else "")),)


def _lunar(text: str, numbers: list[int]) -> Parts:
    month, *day = numbers
    leap = "-" if LEAP in text else ""
    return (("lunar", f"{leap}{month}"), *((("lunarday", str(d)) for d in day[:1])))


def _text(slot: str) -> Reader:
    return lambda text, numbers: ((slot, text.strip(QUOTES)),)


LEAP, QUOTES = "闰", "“”\"「」『』"
ATOMS: dict[str, Reader] = {
    "numeric": _numeric, "inner": _inner, "fiscal": _fiscal, "roc": _roc, "year": _year, "years3": _roc, "rocmonth": _roc,
    "year2": _slots("year2"), "quarters": _slots("quarters"), "months": _slots("months"), "quarter": _slots("quarter"),
    "decade": _slots("decade"), "century": _slots("century"), "lunar": _lunar, "festival": _text("festival"),
    "mark": lambda text, numbers: (), "clock": _clock, "length": _text("length"), "days": _text("length"),
    "daily": _slots("month", "day"), "month": _slots("month"), "day": _slots("day"), "week": _slots("week"),
    "period": _text("period"),
}  # fmt: skip
"""Atoms with numerals by macro name (without `at_`), in the order in which they are tried."""


class Reading:
    """Reads surfaces by the atoms of one set of rules; every surface once."""

    def __init__(self, rules: Rules) -> None:
        words = rules.table("date_words")
        atoms = [f"(?P<{name}>{fill('{at_' + name + '}', rules.macros, name)})" for name in (*ATOMS, "word", "bare")]
        self._match = re.compile("|".join(atoms)).match
        self._words = {key: (row["class"], row["value"]) for key, row in words.rows.items()}
        self._units = {key: value for key, (name, value) in self._words.items() if name == "unit"}
        self._member = lengths.pattern(self._units)
        self._calendar = {key: int(value) for key, (name, value) in self._words.items() if name == "number"}
        self._numbers = re.compile("|".join([_NUMERAL, *sorted(self._calendar, key=len, reverse=True)]))
        self._known: dict[str, Parts | None] = {}

    def parts(self, surface: str) -> Parts | None:
        """The slots that `surface` fills, in text order; `None` where some character of it says nothing known."""
        if surface not in self._known:
            self._known[surface] = self._read(surface)
        return self._known[surface]

    def _read(self, surface: str) -> Parts | None:
        found: list[tuple[str, str]] = []
        place = 0
        while place < len(surface):
            match = self._match(surface, place)
            if match is None:
                return None
            name, text = match.lastgroup or "", match[0]
            if name == "word":
                found.append(self._words[text])
            elif name == "bare":
                found.append(("bare", str(self._all(text)[0])))
            else:
                found += ATOMS[name](text, self._all(text))
            place = match.end()
        return self._lengths(found)

    def _lengths(self, found: list[tuple[str, str]]) -> Parts | None:
        """The slots with lengths of time turned into TIMEX3 durations."""
        slots: list[tuple[str, str]] = []
        for name, value in found:
            if name != "length":
                slots.append((name, value))
                continue
            length = lengths.read(value, self._member, self._units)
            if length is None:
                return None
            slots.append((name, length[0]))
            if length[1]:
                slots.append(("lead", length[1]))
        return tuple(slots)

    def _all(self, text: str) -> list[int]:
        """Every whole number in `text`, calendar words (元 正 腊 首) among them."""
        return [self._calendar.get(n) or number(n) for n in self._numbers.findall(text)]


def number(text: str) -> int:
    """The whole number that `text` says: 2018, 二〇一八, 十二."""
    if text.isascii():
        return int(text)
    numeral = numerals.read(text)
    return int(numeral.value) if numeral is not None and numeral.value is not None else -1


def reading(rules: Rules) -> Reading:
    """The reader of these rules, made once per process."""
    made: Reading = rules.once("timex.reading", Reading)
    return made
