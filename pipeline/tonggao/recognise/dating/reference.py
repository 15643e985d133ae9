"""The day an article speaks from, where metadata does not give it: read off the text itself, with the evidence.

Only evidence that ties a year to the article's own present counts: a line that states the day, an equation
(今（2025）年), an opening with the full date, a year told as past beside the next one told as to come, a weekday beside
a bare day. A year that is merely the latest of those told is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise.dating import calendar
from tonggao.recognise.dating.tense import AHEAD, BEHIND, Clauses, Cues

URL_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
LINE = 40  # a line of no more characters may exist to state when the article appeared
LABEL = 14  # … if no more than so many of them are not the date
HEAD, FOOT = 8, 3  # such lines stand among the first or the last
OPENING = 2  # characters of the body before a full date that opens it
DATELINE = 60  # characters of the body before a bare day that dates it
YEARS = range(1980, 2101)
CYCLE = 5  # years after which a weekday falls on the same day again, or sooner


@dataclass(frozen=True, slots=True)
class Clue:
    """What one date tells: its slots and the tense of its clause."""

    mention: Mention
    slots: dict[str, str]
    tense: str
    surface: str

    @property
    def year(self) -> int | None:
        """The year that it says outright."""
        return int(self.slots["year"]) if "year" in self.slots and int(self.slots["year"]) in YEARS else None

    def day(self, year: int | None = None) -> date | None:
        """The day that it says, in `year` where it says none."""
        year = self.year or (year + int(self.slots.get("ryear", "0")) if year is not None else None)
        if year is None or "join" in self.slots or not {"month", "day"} <= self.slots.keys():
            return None
        month, number = int(self.slots["month"]), int(self.slots["day"])
        return date(year, month, number) if calendar.is_day(year, month, number) else None


@dataclass(slots=True)
class Evidence:
    """The article's dates as clues, and where its body begins."""

    document: Document
    clues: list[Clue]
    body: int
    years: list[Clue] = field(default_factory=list)

    def opening(self, year: int) -> tuple[date, str]:
        """The day that the body opens with in that year, else the latest told as past, else the year's last."""
        for clue in self.clues:
            day = clue.day(year)
            if day is not None and day.year == year and 0 <= clue.mention.start - self.body <= DATELINE:
                return day, f"opening “{clue.surface}”"
        days = [clue.day() for clue in self.years if clue.tense != AHEAD]
        told = [day for day in days if day is not None and day.year == year]
        return (max(told), "latest day told") if told else (date(year, 12, 31), "day unknown")


def infer(document: Document, mentions: list[Mention], rules: Rules) -> tuple[str | None, str]:
    """The article's day as ISO and `inferred: …` with the evidence; `None` and `none` where the text does not tell."""
    if document.article.url and (found := URL_DAY.search(document.article.url)):
        year, month, number = (int(n) for n in found.groups())
        if calendar.is_day(year, month, number):
            return date(year, month, number).isoformat(), f"inferred: address {found[0]}"
    evidence = _evidence(document, mentions, rules)
    for way in WAYS:
        for day, why in way(evidence):
            return day.isoformat(), f"inferred: {why}"
    return None, "none"


def _evidence(document: Document, mentions: list[Mention], rules: Rules) -> Evidence:
    clauses = Clauses(document, Cues.of(rules))
    clues = []
    for mention in mentions:
        if mention.kind == "date" and isinstance(mention.value, TimeExpression) and not mention.in_name:
            surface = document.shadow[mention.start : mention.end]
            clues.append(Clue(mention, dict(mention.value.parts), clauses.tense(mention.start, mention.end), surface))
    body = next((line.body for line in document.lines if line.zone == "body" and line.body < line.end), 0)
    return Evidence(document, clues, body, [clue for clue in clues if clue.year is not None])


def _stated(evidence: Evidence) -> Iterator[tuple[date, str]]:
    """A full date in a line that exists to state it: a dateline, a publication line, a line of little else."""
    lines = [line for line in evidence.document.lines if line.start < line.end]
    starts = [line.start for line in lines]
    for clue in evidence.years:
        day = clue.day()
        if day is None:
            continue
        number = bisect_right(starts, clue.mention.start) - 1
        line = lines[number]
        rest = line.end - line.body - (clue.mention.end - clue.mention.start)
        edge = number < HEAD or number >= len(lines) - FOOT
        if line.zone == "dateline" or (edge and rest <= LABEL and line.end - line.body <= LINE):
            yield day, f"line “{clue.surface}”"


def _equation(evidence: Evidence) -> Iterator[tuple[date, str]]:
    """今（2025）年, 明(105)年: the year that is meant stands beside the word."""
    for clue in evidence.clues:
        if "equals" in clue.slots and int(clue.slots["equals"]) in YEARS:
            day, why = evidence.opening(int(clue.slots["equals"]))
            yield day, f"“{clue.surface}”; {why}"


def _opens(evidence: Evidence) -> Iterator[tuple[date, str]]:
    """A full date that the body opens with, or one that opens it without its year and stands with it elsewhere."""
    for clue in evidence.clues:
        distance = clue.mention.start - evidence.body
        if not 0 <= distance <= DATELINE or clue.tense == AHEAD:
            continue
        day = clue.day()
        latest = max((clue.year or 0 for clue in evidence.years), default=0)
        if day is not None and distance <= OPENING and day.year == latest and clue.tense == BEHIND:
            yield day, f"opening “{clue.surface}”"
        for other in evidence.years:
            again = other.day()
            bare = day is None and "ryear" not in clue.slots
            if bare and again is not None and other.tense != AHEAD and clue.day(again.year) == again:
                yield again, f"opening “{clue.surface}”, in full “{other.surface}”"


def _bounded(evidence: Evidence) -> Iterator[tuple[date, str]]:
    """A year told as past, and the next one told as to come."""
    past = [clue for clue in evidence.years if clue.tense == BEHIND]
    ahead = [clue for clue in evidence.years if clue.tense == AHEAD]
    if not past:
        return
    last = max(past, key=lambda clue: clue.year or 0)
    later = [clue for clue in ahead if (clue.year or 0) > (last.year or 0)]
    told_later = [clue for clue in evidence.years if clue.tense != AHEAD and (clue.year or 0) > (last.year or 0)]
    following = min(later, key=lambda clue: clue.year or 0, default=None)
    if following is not None and following.year == (last.year or 0) + 1 and not told_later:
        day, why = evidence.opening(last.year or 0)
        yield day, f"past “{last.surface}”, ahead “{following.surface}”; {why}"


def _weekday(evidence: Evidence) -> Iterator[tuple[date, str]]:
    """A bare day with its weekday beside it, and years told as past: the first year from the latest on that fits."""
    past = [clue.year or 0 for clue in evidence.years if clue.tense != AHEAD]
    if not past:
        return
    for clue in evidence.clues:
        weekday = clue.slots.get("weekday")
        if clue.year is None and weekday and {"month", "day"} <= clue.slots.keys():
            for year in range(max(past), max(past) + CYCLE):
                day = clue.day(year)
                if day is not None and day.isoweekday() == int(weekday):
                    yield day, f"weekday “{clue.surface}”, latest year told {max(past)}"


WAYS = (_stated, _equation, _opens, _bounded, _weekday)
