"""Anchoring: which day the article speaks from, and the value of every date in the light of what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise.dating import quick, reference
from tonggao.recognise.dating.calendar import Point
from tonggao.recognise.dating.expressing import Placed, express
from tonggao.recognise.dating.placing import (
    HEADING,
    OPEN,
    PARAGRAPH,
    SENTENCE,
    TODAY,
    Named,
    Setting,
    TenseUnknown,
    Unplaced,
)
from tonggao.recognise.dating.tense import AHEAD, Clauses, Cues
from tonggao.recognise.dating.timex import Parts

YEARS = frozenset(("year", "years", "ryear", "ayear"))
BARE = frozenset((
    "month", "day", "quarter", "half", "quarters", "months", "weekday", "lunarmonth", "lunarday", "festival",
))  # fmt: skip
TOLD = frozenset(("ayear", "amonth", "aday", "adaypart", "whole"))
CLOCK = frozenset(("clock", "part"))
DAYS = frozenset(("day", "rday", "weekday", "rweek", "festival", "lunarday"))
RELATIVE = frozenset((
    "ryear", "ryears", "rquarter", "rmonth", "rweek", "rday", "rdays", "rdaypart", "rcentury", "seasonyear",
    "yearedge", "monthedge", "inyear", "since", "sofar", "now", "from", "past", "recent", "future", "edgeof", "within",
    "former", "weekday", "weekend", "clock", "part", "ref",
))  # fmt: skip
"""Slots of which the value hangs on the article's day or region (a reference word in a range: to the present)."""
ALONE, NEAR, BEFORE, COMPARED = 0, 1, 2, 4  # what a date leans on beside the article's day
BESIDE = re.compile(r"[（(](?:[0-9]{1,2}月)?([0-9]{1,2})日")
VAGUE = frozenset(("ref", "past", "future", "former"))
LARGEST, DAYS_KEPT = 40_000, 300  # forms, and days of articles, remembered in one process


def reference_date(
    document: Document, mentions: list[Mention], rules: Rules | None = None
) -> tuple[str | None, str]:
    """The article's day as ISO, and where it came from: `given`, `inferred: …` with the evidence, or `none`."""
    if document.article.published:
        return document.article.published[:10], "given"
    return reference.infer(document, mentions, rules or load_rules())


def settle(document: Document, mentions: list[Mention], day: str | None, rules: Rules) -> list[Mention]:
    """The mentions with every date placed: type, value, mod, days, calendar and anchor filled, in text order."""
    placer: _Placer = rules.once("anchor.placer", _Placer)
    story = _Story(document, date.fromisoformat(day) if day else None, placer)
    return [
        story.place(m, m.value) if m.kind == "date" and isinstance(m.value, TimeExpression) else m for m in mentions
    ]


def leaning(parts: Parts) -> int:
    """What the slots lean on beside the article's day: a stretch told nearby, one told before, one to compare with.

    >>> leaning((("year", "2018"),)), leaning((("month", "7"), ("day", "1"))), leaning((("same", "-1"),))
    (0, 1, 6)
    """
    names = {name for name, _ in parts}
    found = NEAR if not names & YEARS and names & BARE else ALONE
    if names & TOLD or (names & CLOCK and not names & DAYS) or ("length" in names and ("edgeof", "AFTER") in parts):
        found |= BEFORE
    return found | (BEFORE | COMPARED if "same" in names else ALONE)


class Form(NamedTuple):
    """An unplaced expression (held, so that its identity stays its own) and what is known of it without an article:
    what it leans on, its value where it leans on nothing, its short way where it has one."""

    value: TimeExpression
    leans: int
    placed: Placed | None
    way: quick.Way | None
    budget: bool  # 109年度 is what the accounts are of, not when something happened
    weekday: bool  # 周六: a day in parentheses behind it (周六（31日）) says which


class _Placer:
    """Places slots; what leans on nothing but the article's day once for every day, what leans on nothing once."""

    def __init__(self, rules: Rules) -> None:
        particles = rules.table("date_particles")
        self.named = Named(rules.table("periods").rows, rules.table("festivals").rows)
        self.cues = Cues.of(rules)
        self.lists = frozenset(particles.where("behind", "list"))
        self.comparing = frozenset(particles.where("before", "comparing"))
        self.bases = frozenset(particles.where("before_value", "base"))  # 比去年 compares and moves nothing on
        self.versus = frozenset(particles.where("behind", "versus"))
        self._plain: dict[Setting, dict[int, Placed | None]] = {}
        self._forms: dict[str, dict[int, Form]] = {}

    def forms(self, region: str) -> dict[int, Form]:
        """The forms known for articles of the region, by the identity of the unplaced expression."""
        forms = self._forms.setdefault(region, {})
        if len(forms) > LARGEST:  # both are keyed by identity, which lasts as long as the forms hold the expressions
            forms.clear()
            self._plain.clear()
        return forms

    def known(self, plain: Setting) -> dict[int, Placed | None]:
        """What is placed already for articles of that day and region, by the same identity."""
        if len(self._plain) > DAYS_KEPT:
            self._plain.clear()
        return self._plain.setdefault(plain, {})

    def form(self, value: TimeExpression, region: str) -> Form:
        """What is known of an expression without an article."""
        parts = value.parts
        leans = leaning(parts)
        vague = len(parts) == 1 and parts[0][0] in VAGUE
        absolute = not leans and (vague or RELATIVE.isdisjoint(name for name, _ in parts))
        placed = self.place(parts, Setting(region=region)) if absolute else None
        names = {name for name, _ in parts}
        budget = "budget" in names and "month" not in names
        return Form(value, leans, placed, quick.way(parts), budget, "weekday" in names)

    def place(self, parts: Parts, setting: Setting, way: quick.Way | None = None) -> Placed | None:
        """The expression under the setting; `None` where the tense of its clause must be known and is not."""
        try:
            if way is not None:
                try:
                    return way(parts, setting)
                except (Unplaced, OverflowError):  # the long way says what is left of it
                    pass
            return express(parts, setting, self.named)
        except TenseUnknown:
            return None


class _Story:
    """Where the narrative stands while the dates of an article are placed one by one."""

    def __init__(self, document: Document, today: date | None, placer: _Placer) -> None:
        self._shadow, self._placer = document.shadow, placer
        self._clauses = Clauses(document, placer.cues)
        self._starts = [sentence.start for sentence in document.sentences]
        self._sentences, self._lines = document.sentences, document.lines
        self._headings: dict[int, Placed] = {}  # by number of the line: the stretch that a heading names
        self._plain = Setting(today, region=document.region)
        self._forms, self._known = placer.forms(document.region), placer.known(self._plain)
        self._last: Placed | None = None
        self._said = True
        self._opened = False
        self._day: Point | None = None
        self._sentence = self._end = -1

    def place(self, mention: Mention, value: TimeExpression) -> Mention:
        """The mention with its value, and the narrative moved on to it."""
        form = self._forms.get(id(value))
        if form is None or form.value is not value:
            form = self._forms[id(value)] = self._placer.form(value, self._plain.region)
        leans, placed = form.leans, form.placed
        start, end = mention.start, mention.end
        if placed is None or placed.end is not None:
            sentence = bisect_right(self._starts, start) - 1
            if placed is None:
                placed = self._relative(mention, form, sentence)
            if placed.end is not None and not form.budget and not self._compares(start, end):
                self._move_on(mention, placed, leans, sentence)
        return Mention(
            start, end, "date", mention.rule, placed.expression, mention.priority, mention.in_name, mention.review
        )

    def _relative(self, mention: Mention, form: Form, sentence: int) -> Placed:
        """The value of a date that leans on the article's day, on what was told before, or on its clause's tense."""
        setting = self._setting(mention, form.leans, sentence) if form.leans else self._plain
        parts = form.value.parts
        if form.weekday and (beside := BESIDE.match(self._shadow, mention.end)) is not None:
            parts, setting = (*parts, ("beside", beside[1])), setting._replace(near="")
        if setting is self._plain:
            key = id(form.value)
            if key not in self._known:
                self._known[key] = self._placer.place(parts, setting, form.way)
            placed = self._known[key]
        else:
            placed = self._placer.place(parts, setting, form.way)
        if placed is None:
            deadline = ("edgeof", "BEFORE") in parts  # 10月底前 is to come
            tense = AHEAD if deadline else self._clauses.tense(mention.start, mention.end) or OPEN
            placed = self._placer.place(parts, setting._replace(tense=tense))
        assert placed is not None, "with the tense known every date is placed"
        return placed

    def _move_on(self, mention: Mention, placed: Placed, leans: int, sentence: int) -> None:
        """The narrative stands at the stretch placed now."""
        assert placed.end is not None
        if placed.end.unit == "day":
            self._day = placed.end
        self._said = not leans & NEAR or placed.expression.anchor != TODAY
        self._last, self._sentence, self._end = placed, sentence, mention.end
        self._opened = bool(self._starts) and mention.start == self._starts[sentence]
        if self._sentences and self._sentences[sentence].zone == "heading":
            number = bisect_right([line.start for line in self._lines], mention.start) - 1
            self._headings.setdefault(number, placed)

    def _compares(self, start: int, end: int) -> bool:
        """True where the date is only what something is compared with (比去年, 与上年相比): it moves nothing on."""
        shadow, placer = self._shadow, self._placer
        return shadow[start - 1 : start] in placer.bases or shadow[end : end + 2] in placer.versus

    def _setting(self, mention: Mention, leans: int, sentence: int) -> Setting:
        """What the mention may lean on, and nothing that it does not: settings that are alike are placed once."""
        last, plain = self._last, self._plain
        near = self._near(sentence) if leans & NEAR else ""
        said = self._said
        if not near and leans & NEAR and (headed := self._headed(sentence)) is not None:
            last, near, said = headed, HEADING, True
        if last is None or (not near and leans <= NEAR):
            return plain
        listed = near == SENTENCE and self._shadow[self._end : mention.start].strip() in self._placer.lists
        compared = leans & COMPARED > 0 and self._shadow[mention.start - 1 : mention.start] in self._placer.comparing
        return Setting(plain.reference, last.begin, last.end, near, "", plain.region, said, listed, compared, self._day)

    def _near(self, sentence: int) -> str:
        """How near the last stretch told is: in the sentence; in the paragraph where it tells of days and months, or
        is the year that its sentence opens with."""
        last = self._last
        if last is None or last.end is None:
            return ""
        if sentence == self._sentence:
            return SENTENCE
        if self._sentences[sentence].paragraph != self._sentences[self._sentence].paragraph:
            return ""
        return PARAGRAPH if last.end.unit in ("day", "month") or self._opened else ""

    def _headed(self, sentence: int) -> Placed | None:
        """The stretch that the nearest heading above the sentence names."""
        section = self._sentences[sentence].section if self._sentences else ()
        return next((self._headings[number] for number in reversed(section) if number in self._headings), None)
