"""Units: what stands behind a numeral, looked up in the tables of measures, currencies and classifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tonggao.errors import TableError
from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Row
from tonggao.model import Number
from tonggao.recognise.numerals import exact

CURRENCY_OF = {"CN": "CNY", "HK": "HKD", "TW": "TWD", "MO": "MOP", "": "CNY"}
DOLLAR_OF = CURRENCY_OF | {"CN": "USD", "": "USD"}
DOLLARS = ("$", "＄")
SPACES, SLASHES, OPEN, CLOSE = frozenset(" \u3000\u00a0"), frozenset("/／"), frozenset("（("), frozenset("）)")
EACH = frozenset("每")
ADDED = SLASHES | OPEN | EACH  # characters behind a unit that may add to it
LONGEST_CURRENCY = 12
HAN, SMALL_CHANGE = (
    re.compile("[\u3400-\u9fff]"),
    re.compile("[0-9一二三四五六七八九][毛角分]|[一二三四五六七八九](?![\u3400-\u9fff])"),
)
FEW, MANY = frozenset("一两半几"), frozenset("千万亿")
KEPT = 1 << 14  # compositions of units that are remembered
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit: `code` is exported (UCUM, ISO 4217 or the classifier), one of it is `factor` of `std`.

    Compared by identity: every unit is made once, and amounts are remembered by it.
    """

    name: str
    type: str
    code: str
    factor: Number = ONE
    std: str = "1"
    unless: frozenset[str] = frozenset()  # characters behind it that make another word of it
    place: str = ""  # of currencies: prefix suffix both sub
    kind: str = ""  # of classifiers: c n o s p
    sense: str = ""  # how the context decides what it is


class Lookup:
    """Longest key of a table at a place of the text, in as many slices as its first character has lengths."""

    __slots__ = ("_lengths", "firsts", "rows")

    def __init__(self, rows: dict[str, Unit]) -> None:
        self.rows = rows
        lengths: dict[str, set[int]] = {}
        for key in rows:
            lengths.setdefault(key[0], set()).add(len(key))
        self.firsts = frozenset(lengths)
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def at(self, text: str, start: int) -> Unit | None:
        """The unit whose name is the longest at `start`, `None` where none is."""
        lengths = self._lengths.get(text[start : start + 1])
        if lengths is None:
            return None
        rows = self.rows
        for length in lengths:
            unit = rows.get(text[start : start + length])
            if unit is not None and not (unit.unless and text[start + length : start + length + 1] in unit.unless):
                return unit
        return None

    def before(self, text: str, end: int, longest: int) -> Unit | None:
        """The unit whose name is the longest that ends at `end`."""
        for length in range(min(longest, end), 0, -1):
            unit = self.rows.get(text[end - length : end])
            if unit is not None:
                return unit
        return None


@dataclass(frozen=True, slots=True)
class Units:
    """All units: `behind` a numeral, `per` behind a slash, `parts` of a unit just read, `ahead` of a numeral."""

    behind: Lookup
    per: Lookup
    parts: Lookup
    ahead: Lookup
    ahead_last: frozenset[str]
    loose: Mapping[str, Unit]  # 块: money where nothing is there that it could count
    counted: Mapping[str, Unit]  # 三方, 752里: measures that are classifiers as well

    def after(self, text: str, end: int) -> tuple[Unit | None, int]:
        """The unit behind a numeral that ends at `end` (two blanks may lie between), and where it ends."""
        start = end
        if text[end : end + 1] in SPACES:
            start += 2 if text[end + 1 : end + 2] in SPACES else 1
        unit = self.behind.at(text, start)
        if unit is None:
            return None, end
        after = start + len(unit.name)
        if after < len(text) and text[after] not in ADDED and unit.name not in self.loose:
            return unit, after
        if unit.name in self.loose and (
            not HAN.match(text, after) or SMALL_CHANGE.match(text, after) or text[end - 1] in MANY
        ):
            return (unit if text[end - 1] in FEW else self.loose[unit.name]), after
        if after >= len(text) or text[after] not in ADDED:
            return unit, after
        return self._composed(text, after, unit)

    def _composed(self, text: str, after: int, unit: Unit) -> tuple[Unit, int]:
        """元/吨, 元每吨, 台（套）: the unit with what a slash, 每 or a bracket adds to it."""
        each = text[after] in EACH
        if (each or text[after] in SLASHES) and unit.type in ("money", "measure", "count"):
            per = self.per.at(text, after + 1)
            end = after + 1 + len(per.name) if per is not None else after
            if per is not None and not (each and HAN.match(text, end)):  # 补助500元每户发放: 每 begins what follows
                return divide(unit, per), end
        if text[after] in OPEN and unit.type == "count":
            inner = self.behind.at(text, after + 1)
            close = after + 1 + len(inner.name) if inner is not None else after
            if inner is not None and inner.type == "count" and text[close : close + 1] in CLOSE:
                return bracket(unit, text[after : close + 1]), close + 1
        return unit, after

    def with_currency(self, text: str, start: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Where an amount begins and its unit, a currency before the numeral counted in: 港币20万元, US$ 5."""
        end = start
        while end and start - end < 2 and text[end - 1] in SPACES:
            end -= 1
        if not end or text[end - 1] not in self.ahead_last:
            return start, unit
        ahead = self.ahead.before(text, end, LONGEST_CURRENCY)
        if unit is not None and unit.type != "money" and (ahead is None or HAN.match(ahead.name)):
            return start, unit
        if ahead is not None and unit is not None and unit.type != "money":
            return end - len(ahead.name), ahead  # 股价由$0.075|升逾20倍
        if ahead is None or (unit is not None and unit.code and unit.code != ahead.code):
            return start, unit
        return end - len(ahead.name), ahead if unit is None else named_by(unit, ahead)


def load(rules: Rules) -> Units:
    """The units of these rules. Raises `TableError` for a factor that is no number."""
    measures = {row["unit"]: _measure(row) for row in rules.table("units")}
    counts = {row["classifier"]: _count(row) for row in rules.table("classifiers")}
    money = {row["name"]: _named(row) for row in rules.table("currency_names")}
    money |= {row["name"]: _money(row) for row in rules.table("currencies")}
    real = {k: u for k, u in measures.items() if u.type != "per"}
    suffixes = {k: u for k, u in money.items() if u.place in ("suffix", "both")}
    ahead = {k: u for k, u in money.items() if u.place in ("prefix", "both") or len(k) > 2}
    parts = {k: u for k, u in real.items() if u.type == "measure"}
    return Units(
        Lookup(counts | real | suffixes),
        Lookup(counts | {k: u for k, u in measures.items() if u.type in ("measure", "per")}),
        Lookup(parts | {k: u for k, u in money.items() if u.factor is not ONE}),
        Lookup(ahead),
        frozenset(k[-1] for k in ahead) | SPACES,
        {k: u for k, u in money.items() if u.place == "loose"},
        {k: counts[k] for k in counts.keys() & real.keys()},
    )


def _factor(row: Row, table: str) -> Number:
    try:
        return exact(Fraction(row["factor"])) if row["factor"] not in ("", "1") else ONE
    except (ValueError, ZeroDivisionError) as error:
        name = next(iter(row.values()))
        raise TableError(f"lexicon {table}, row {name}: factor {row['factor']!r} is no number") from error


def _measure(row: Row) -> Unit:
    unless = frozenset(row["unless"])
    return Unit(
        row["unit"], row["type"], row["ucum"], _factor(row, "units"), row["std"], unless, sense=row["sense"]
    )  # fmt: skip


def _count(row: Row) -> Unit:
    name, factor = row["classifier"], _factor(row, "classifiers")
    return Unit(name, "count", name, factor, kind=row["class"], sense=row["sense"])


def _named(row: Row) -> Unit:
    return Unit(row["name"], "money", row["code"], ONE, row["code"], place="suffix")


def _money(row: Row) -> Unit:
    factor = _factor(row, "currencies")
    return Unit(row["name"], "money", row["code"], factor, row["code"], frozenset(row["unless"]), row["place"])


@lru_cache(maxsize=KEPT)
def in_place(unit: Unit, region: str) -> Unit:
    """The unit with the currency of the article's place where its own name leaves it open (元, $)."""
    if unit.type != "money" or unit.code[:1] not in ("", "/"):
        return unit
    code = (DOLLAR_OF if unit.name[0] in DOLLARS else CURRENCY_OF).get(region, "CNY")
    return replace(unit, code=code + unit.code, std=code + unit.std)


@lru_cache(maxsize=KEPT)
def named_by(unit: Unit, ahead: Unit) -> Unit:
    """`unit` (元) in the currency of the word before the numeral (港币)."""
    return replace(unit, code=ahead.code or unit.code, std=ahead.code or unit.std)


@lru_cache(maxsize=KEPT)
def bracket(unit: Unit, tail: str) -> Unit:
    """台（套）: a classifier with another one in brackets."""
    return replace(unit, name=unit.name + tail, code=unit.code + tail)


@lru_cache(maxsize=KEPT)
def divide(unit: Unit, per: Unit) -> Unit:
    """`unit` for each `per`: 元 / 吨 → CNY/t, of which one is 1/1000 CNY/kg."""
    if unit.type == per.type == "count":
        return replace(unit, name=f"{unit.name}/{per.name}", code=f"{unit.code}/{per.code}")
    below = f"({per.code})" if "." in per.code or "/" in per.code else per.code
    std_below = f"({per.std})" if "." in per.std else per.std
    std = f"{unit.std}/{std_below if per.std != '1' else per.code}"
    kind = "measure" if unit.type == "count" else unit.type
    factor = exact(Fraction(unit.factor) / Fraction(per.factor))
    return replace(unit, name=f"{unit.name}/{per.name}", code=f"{unit.code}/{below}", type=kind, factor=factor, std=std)
