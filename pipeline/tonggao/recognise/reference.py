"""The day an article speaks from, where metadata does not give it: read off the text itself, with the evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise import calendar
from tonggao.recognise.tense import AHEAD, Clauses, Cues

URL_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
SHORT = 40  # a line of no more characters that holds a full date states when the article appeared
HEAD, TAIL = 6, 3  # such lines stand among the first or the last
OPENING = 60  # a dateline's day stands within the first characters of the body


@dataclass(frozen=True, slots=True)
class Clue:
    """What one date tells: the year (and day where it says one) and whether its clause looks ahead."""

    mention: Mention
    slots: dict[str, str]
    tense: str

    @property
    def year(self) -> int | None:
        return int(self.slots["year"]) if "year" in self.slots else None

    @property
    def day(self) -> date | None:
        """The full date, where it says one."""
        try:
            return date(int(self.slots["year"]), int(self.slots["month"]), int(self.slots["day"]))
        except (KeyError, ValueError):
            return None


def infer(document: Document, mentions: list[Mention], rules: Rules) -> tuple[str | None, str]:
    """The article's day as ISO and `inferred: …` with the evidence; `None` and `none` where the text does not tell."""
    if document.article.url and (found := URL_DAY.search(document.article.url)):
        year, month, day = (int(n) for n in found.groups())
        if calendar.is_day(year, month, day):
            return date(year, month, day).isoformat(), f"inferred: address {found[0]}"
    clues = _clues(document, mentions, rules)
    stated = _stated(document, clues)
    if stated is not None:
        return stated.day.isoformat(), f"inferred: line “{_surface(document, stated)}”"  # type: ignore[union-attr]
    year, evidence = _year(document, clues)
    if year is None:
        return None, "none"
    day, why = _day(document, clues, year)
    return day.isoformat(), f"inferred: {evidence}; {why}"


def _clues(document: Document, mentions: list[Mention], rules: Rules) -> list[Clue]:
    clauses = Clauses(document, Cues.of(rules))
    found = []
    for mention in mentions:
        if mention.kind == "date" and isinstance(mention.value, TimeExpression) and not mention.in_name:
            found.append(Clue(mention, dict(mention.value.parts), clauses.tense(mention.start, mention.end)))
    return found


def _surface(document: Document, clue: Clue) -> str:
    return document.shadow[clue.mention.start : clue.mention.end]


def _stated(document: Document, clues: list[Clue]) -> Clue | None:
    """A full date that a line at the head or the foot exists to state."""
    full = [line for line in document.lines if line.start < line.end]
    starts = [line.start for line in full]
    for clue in clues:
        if clue.day is None or "join" in clue.slots:
            continue
        number = bisect_right(starts, clue.mention.start) - 1
        line = full[number]
        framed = line.zone in ("meta", "dateline")
        if framed or (line.end - line.start <= SHORT and (number < HEAD or number >= len(full) - TAIL)):
            return clue
    return None


def _year(document: Document, clues: list[Clue]) -> tuple[int | None, str]:
    """The year spoken from: an equation (今年(2018年)), else the latest year told as past that the future bounds."""
    for clue in clues:
        if "equals" in clue.slots:
            return int(clue.slots["equals"]), f"“{_surface(document, clue)}”"
    years = [clue for clue in clues if clue.year is not None and 1980 <= clue.year <= 2100]
    done = [clue for clue in years if clue.tense != AHEAD]
    planned = [clue for clue in years if clue.tense == AHEAD]
    if not done:
        return None, ""
    last = max(done, key=lambda c: c.year or 0)
    nearest = min((c for c in planned if (c.year or 0) > (last.year or 0)), key=lambda c: c.year or 0, default=None)
    evidence = f"latest year told as past “{_surface(document, last)}”"
    if nearest is not None and (nearest.year or 0) == (last.year or 0) + 1:
        return last.year, f"{evidence}, next year ahead “{_surface(document, nearest)}”"
    if last.day is not None or "month" in last.slots:
        return last.year, evidence
    return None, ""


def _day(document: Document, clues: list[Clue], year: int) -> tuple[date, str]:
    """The day in that year: the opening's, else the latest told, else the year's last."""
    opening = next((line.body for line in document.lines if line.zone == "body" and line.body < line.end), 0)
    for clue in clues:
        slots = clue.slots
        if "month" in slots and "day" in slots and "join" not in slots and clue.mention.start - opening <= OPENING:
            if clue.year in (None, year) and calendar.is_day(year, int(slots["month"]), int(slots["day"])):
                return date(year, int(slots["month"]), int(slots["day"])), f"opening “{_surface(document, clue)}”"
    told = [clue.day for clue in clues if clue.day is not None and clue.day.year == year and clue.tense != AHEAD]
    if told:
        return max(told), "latest day told"
    return date(year, 12, 31), "day unknown"
