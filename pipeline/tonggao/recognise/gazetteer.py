"""The gazetteer: units of administration since 1981, countries, regions, sites; by form, by code, by year."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tonggao.errors import TableError
from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Table
from tonggao.model import Article, Place
from tonggao.text.convert import script_of, shadow

TABLES = Path(__file__).resolve().parent.parent / "tables"
UNITS, TOWNSHIPS = "GB/T 2260, to 2026", "2023"
"""Vintage of the units and of the townships: what `code_current` refers to."""

WORD, LICENSED, CONTEXT, PLAIN, FULL = range(5)
"""What a form needs to be a place: lexicons/place_grades.tsv. `FULL` is a unit's own name, `PLAIN` needs nothing."""

TERRITORIES = ("HK", "MO", "TW")
HOME = ("CN", *TERRITORIES, "")
GRADES = {"word": WORD, "licensed": LICENSED, "context": CONTEXT, "plain": PLAIN}
LEVELS = ("country", "province", "prefecture", "county", "township", "village", "region", "site")
RANKS = {level: rank for rank, level in enumerate(LEVELS)}
EVER = 9999
SUFFIXES = "省市区州盟县旗"
ONLY_IN = {"ward": "TW", "hk": "HK"}  # endings of names that only one region has: 里, 道

ENDING, OWN, ORDINARY, SIMPLE = 1, 2, 4, 8
"""Marks of what the automaton finds: an ending of names, a unit's full form, an ordinary word too, one that needs no
look at what stands beside it; `GRADE` shifts its best grade and one behind them, so that 0 is no form."""
GRADE = 4


class Unit(NamedTuple):
    """One unit in one span of years; `above` holds the codes over it, nearest first."""

    code: str
    name: str
    level: str
    first: int = 0
    last: int = EVER
    above: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    lon: str = ""
    lat: str = ""

    @property
    def key(self) -> str:
        """What stands for the unit where it has no code."""
        return self.code or self.name

    def valid(self, year: int) -> bool:
        """Whether the unit was in force in some part of `year`."""
        return self.first <= year <= self.last


Reading = tuple[int, Unit]
"""A unit that a form may mean, and the grade of the form for it."""


class Gazetteer:
    """Forms and the units they may mean; built once from the tables and the lexicons of the rules in force."""

    def __init__(self, rules: Rules) -> None:
        collecting = gc.isenabled()
        gc.disable()  # 40,000 objects that all stay: walking over them again and again takes as long as making them
        try:
            self._read(rules)
        finally:
            if collecting:
                gc.enable()

    def _read(self, rules: Rules) -> None:
        self.forms: dict[str, list[Reading]] = {}
        self.by_code: dict[str, list[Unit]] = {}
        self._grades = {form: GRADES[grade] for form, grade in rules.table("place_grades").column("grade").items()}
        for unit, forms in _mainland():
            self._add(unit, forms)
        for unit, forms in _world():
            self._add(unit, forms)
        for name in ("regions", "place_names"):
            for unit, forms in _named(rules.table(name)):
                self._add(unit, forms)
        for row in rules.table("place_aliases"):
            grade = GRADES[row["grade"] or "plain"]
            self.forms.setdefault(row["alias"], []).extend((grade, unit) for unit in self.by_code.get(row["code"], ()))
        for readings in self.forms.values():
            if len(readings) > 1:
                readings.sort(key=lambda reading: (-reading[0], RANKS[reading[1].level], -reading[1].last))
        table = rules.table("place_compounds")
        self.compounds = {form: codes.split(" ") for form, codes in table.column("codes").items()}
        self.not_in = table.column("not_in")
        self.anaphors = {row["form"]: (row["level"], int(row["many"] or 0)) for row in rules.table("place_anaphors")}
        for form in self.anaphors:
            self.forms.pop(form, None)  # 全州 alone is the whole prefecture, not 全州县
        edges = rules.table("place_edges")
        self.compass = frozenset(edges.where("use", "compass"))
        self.waters = frozenset([*edges.where("use", "water"), *edges.where("use", "crossing")])
        self.vetoes = frozenset(rules.table("place_vetoes").rows)
        rows = rules.table("place_suffixes").rows.items()
        self.endings = {ending: ONLY_IN.get(row["need"], "") for ending, row in rows if row["need"] != "chain"}
        table = rules.table("place_characters")
        self.characters = table.column("code")
        sets = ["".join(table.where("set", name)) for name in dict.fromkeys(table.column("set").values())]
        self.list_begins = re.compile(f"[{''.join(sets)}]、(?=[{''.join(sets)}])")
        self.lists = re.compile("|".join(f"(?<!、)[{one}](?:、[{one}])++(?!、)" for one in sets))
        self.made: dict[Any, Any] = {}  # what the steps have worked out of a form or a unit, once per process

    def _add(self, unit: Unit, forms: Iterable[tuple[str, int]]) -> None:
        if unit.code:
            self.by_code.setdefault(unit.code, []).append(unit)
        for form, grade in forms:
            if form and len(form) > 1:
                if grade < FULL and unit.level != "region":
                    judged = self._grades.get(form, grade)
                    if judged == PLAIN and grade > WORD:
                        grade = PLAIN
                    elif judged == WORD or unit.above[-1:] != ("TW",):  # in Taiwan's texts 东山 is the district
                        grade = min(grade, judged)
                self.forms.setdefault(form, []).append((grade, unit))

    @classmethod
    def of(cls, rules: Rules) -> Gazetteer:
        """The gazetteer of these rules, built once per process."""
        made: Gazetteer = rules.once("gazetteer", cls)
        return made

    @cached_property
    def names(self) -> list[str]:
        """What the automaton looks for, in the order of its numbers: forms, what is special, endings of names."""
        special = sorted({*self.compounds, *self.anaphors, *self.vetoes} - self.forms.keys())
        return [*self.forms, *special, *(x for x in self.endings if x not in self.forms)]

    @cached_property
    def readings(self) -> list[list[Reading]]:
        """The readings by the automaton's numbers; empty for what is no form."""
        return [*self.forms.values(), *([] for _ in self.names[len(self.forms) :])]

    @cached_property
    def full_keys(self) -> dict[int, tuple[str, ...]]:
        """By the automaton's numbers: the keys of the units whose full form the name is."""
        return {
            number: tuple(unit.key for grade, unit in readings if grade == FULL)
            for number, readings in enumerate(self.forms.values())
            if readings[0][0] == FULL
        }

    @cached_property
    def simple(self) -> frozenset[int]:
        """The automaton's numbers of forms that need no look at what stands beside them: 中国, 内蒙古."""
        numbers = []
        for number, (form, readings) in enumerate(self.forms.items()):
            grade, unit = readings[0]
            if form in self.compass:
                continue
            famous = RANKS[unit.level] < RANKS["county"] and unit.above[-1:] in ((), ("CN",), ("TW",))
            if grade == FULL or (grade == PLAIN and len(form) < 3):
                if famous and form[-1] not in SUFFIXES:
                    numbers.append(number)
            elif grade == PLAIN:
                numbers.append(number)
        return frozenset(numbers)

    @cached_property
    def first_ending(self) -> int:
        """The automaton's number from which on names are endings and nothing else."""
        return len(self.names) - sum(ending not in self.forms for ending in self.endings)

    def marks(self, region: str) -> bytes:
        """By the automaton's numbers: the marks of each name in texts of that region, in one small table."""
        made: bytes | None = self.made.get(("marks", region))
        if made is None:
            here = {ending for ending, only in self.endings.items() if only in ("", region)}
            found = bytearray(ENDING * (name in here) for name in self.names)
            for number, readings in enumerate(self.forms.values()):
                grade = readings[0][0]
                found[number] |= OWN * (grade == FULL) | ORDINARY * (grade < CONTEXT) | (grade + 1) << GRADE
            for number in self.simple:
                found[number] |= SIMPLE
            made = self.made["marks", region] = bytes(found)
        return made

    @cached_property
    def known(self) -> list[Any]:
        """By the automaton's numbers: what the finder has worked out of each form, once per process."""
        return [None] * len(self.names)

    @cached_property
    def automaton(self) -> Any:
        """The automaton over `names`."""
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self.names)

    @cached_property
    def counties(self) -> dict[str, list[str]]:
        """The codes of the counties of each prefecture, by its first four digits."""
        found: dict[str, list[str]] = {}
        for code in self.by_code:
            if code.isdigit() and not code.endswith("00"):
                found.setdefault(code[:4], []).append(code)
        return found

    def told(self, article: Article, region: str) -> list[Unit]:
        """The units that the article's source names, and its title where the text does not hold it, beyond doubt."""
        found = list(self._named_by(article.source, region)) if article.source else []
        if article.title and article.title not in article.raw:
            found += self._named_by(article.title, region)
        return found

    def _named_by(self, text: str, region: str) -> list[Unit]:
        key = ("told", text, region)
        units: list[Unit] | None = self.made.get(key)
        if units is None:
            readings = [self.forms[form] for form in self.forms_in(text, region)]
            units = [found[0][1] for found in readings if found[0][0] >= PLAIN]
            if len(text) < 24:  # sources come again, titles do not
                self.made[key] = units
        return units

    def forms_in(self, text: str, region: str) -> list[str]:
        """The forms that stand in a short text of either script: a title, a source; longest first at each place."""
        plain = shadow(text, script_of(text), region)
        found = sorted(
            (start, -end, self.names[n])
            for n, start, end in self.automaton.find_matches_as_indexes(plain, overlapping=True)
        )
        forms, position = [], 0
        for start, end, form in found:
            if start >= position and form in self.forms:
                forms.append(form)
                position = -end
        return forms

    @cached_property
    def townships(self) -> Townships:
        """The townships of each county, read when an article first asks."""
        return Townships(TABLES / "townships.tsv")

    def at(self, code: str, year: int) -> Unit | None:
        """The unit that bore `code` in `year`, else the one nearest in time; `None` for an unknown code."""
        units = self.by_code.get(code)
        return min(units, key=lambda u: (not u.valid(year), _distance(u, year), -u.first)) if units else None

    def place(self, unit: Unit) -> Place:
        """What is said of the unit where a mention means it."""
        key = ("place", id(unit))
        place: Place | None = self.made.get(key)
        if place is None:
            place = self.made[key] = self._describe(unit)
        return place

    def _describe(self, unit: Unit) -> Place:
        line = (unit.code, *unit.above)
        province = next((code for code in line if code.endswith("0000") or code in ("HK", "MO", "TW")), "")
        prefecture = next((c for c in line if c[:3] == "TW-" or (c.endswith("00") and not c.endswith("0000"))), "")
        current = self.current(unit) if unit.code.isdigit() else unit.code
        parent = unit.above[0] if unit.above else ""
        return Place(unit.name, unit.code, unit.level, parent, province, prefecture, current, unit.lon, unit.lat)

    def current(self, unit: Unit) -> str:
        """The code in force in the table's vintage: the unit's own, or its last successor's where there is just one."""
        return self._follow(unit, EVER).code

    def in_year(self, unit: Unit, year: int) -> Unit:
        """The unit itself if it was in force in `year`, else what continues it under the same stem then.

        会理县 in 2022 is 会理市 (513402); 闸北区, which was merged into another, stays what it was.
        """
        if unit.valid(year) or year < unit.first:
            return unit
        later = self._follow(unit, year)
        return later if later.valid(year) and stem(later.name) == stem(unit.name) else unit

    def _follow(self, unit: Unit, year: int) -> Unit:
        seen = {id(unit)}
        while unit.last < year and len(unit.successors) == 1:
            after = [u for u in self.by_code.get(unit.successors[0], ()) if u.first >= unit.last and id(u) not in seen]
            after = after or [
                u for u in self.by_code.get(unit.successors[0], ()) if u.valid(unit.last) and id(u) not in seen
            ]
            if not after:
                break
            unit = min(after, key=lambda u: u.first)
            seen.add(id(unit))
        return unit


class Townships:
    """Townships by county: names as the table of one year has them, and the short forms of ethnic townships."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")[1:-1]
        self._lines = dict(line.split("\t", 1) for line in lines)
        self._read: dict[str, dict[str, tuple[str, str]]] = {}

    def of(self, county: str) -> dict[str, tuple[str, str]]:
        """Form → (nine-digit code, full name) of the townships of a county; empty for a county without any."""
        if county not in self._read:
            cells = self._lines.get(county, "")
            found = {cell[3:]: (county + cell[:3], cell[3:]) for cell in cells.split("|") if cell}
            for name, entry in list(found.items()):
                for form in _township_forms(name):
                    found.setdefault(form, entry)
            self._read[county] = found
        return self._read[county]


def _township_forms(name: str) -> Iterator[str]:
    """Shorter forms that releases use: 勒乌乡 for an ethnic township 勒乌彝族乡, 东华门街道 for its office."""
    if name.endswith("族乡"):
        stem_, _, _ = name.rpartition("族乡")
        for cut in range(1, len(stem_) - 1):
            yield stem_[:-cut] + "乡"


def stem(name: str) -> str:
    """The name without its suffix: what stays when a county becomes a city.

    >>> stem("会理县") == stem("会理市")
    True
    """
    return name[:-1] if name[-1] in "省市县区旗州盟" and len(name) > 2 else name


def _distance(unit: Unit, year: int) -> int:
    return max(unit.first - year, year - unit.last, 0)


def _rows(name: str) -> Iterator[list[str]]:
    path = TABLES / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    width = lines[0].count("\t")
    for number, line in enumerate(lines[1:-1], 2):
        if line.count("\t") != width:
            raise TableError(
                f"{path}:{number}: {line.count(chr(9)) + 1} cells under {width + 1} columns; build it again"
            )
        yield line.split("\t")


def _mainland() -> Iterator[tuple[Unit, list[tuple[str, int]]]]:
    rows = list(_rows("units"))
    known = {row[0] for row in rows}
    for code, name, first, last, successors, middle, short, lon, lat in rows:
        above: tuple[str, ...] = ("CN",)
        level, grade = "province", PLAIN
        if not code.endswith("0000"):
            province = code[:2] + "0000"
            if code.endswith("00"):
                level, above = "prefecture", (province, "CN")
            else:
                prefecture = code[:4] + "00"
                above = (prefecture, province, "CN") if prefecture in known else (province, "CN")
                level, grade = "county", CONTEXT
        unit = Unit(code, name, level, int(first) if first != "1981" else 0, int(last or EVER), above,
                    tuple(successors.split(";")) if successors else (), (), lon, lat)  # fmt: skip
        full = FULL if len(name) > 2 else LICENSED if name[1] == "区" else CONTEXT  # 郊区, 城区: only in a chain
        initial = name[0] + "市" if level == "prefecture" and name[-1] == "市" and len(name) > 3 else ""  # 佳市
        yield unit, [(name, full), (middle, FULL), (short, grade if unit.last > 2000 else WORD), (initial, LICENSED)]


def _world() -> Iterator[tuple[Unit, list[tuple[str, int]]]]:
    for code, name, level, parent, first, last, forms in _rows("world"):
        above: tuple[str, ...] = (parent,) if parent else ()
        if parent.startswith("TW-"):
            above = (parent, "TW")
        if level == "city":
            level, full, grade = "prefecture", PLAIN, PLAIN
        elif parent.startswith("TW-") or parent in ("HK", "MO"):
            full, grade = (FULL if len(name) > 2 and parent[:2] == "TW" else CONTEXT), CONTEXT
        else:
            full, grade = FULL, PLAIN
        unit = Unit(code, name, level, int(first or 0), int(last or EVER), above)
        yield unit, [(name, full), *((form, grade) for form in forms.split("|"))]


def _named(table: Table) -> Iterator[tuple[Unit, list[tuple[str, int]]]]:
    for row in table:
        within = tuple(row["within"].split())
        members = tuple(row.get("members", "").split())
        grade = CONTEXT if row.get("need", "context" if within and within[0] in TERRITORIES else "") else PLAIN
        unit = Unit("", row["name"], row.get("level") or "region", above=_over(within or members), members=members)
        yield unit, [(form, grade) for form in (row["name"], *row["aliases"].split("|"))]


def _over(within: tuple[str, ...]) -> tuple[str, ...]:
    """What lies over a place in `within`, nearest first: the line of one unit; the country where there are several."""
    if not all(code.isdigit() for code in within):
        return within if len(within) == 1 else ()
    if len(within) != 1:
        return ("CN",) if within else ()
    return tuple(dict.fromkeys((*within, within[0][:2] + "0000", "CN")))
