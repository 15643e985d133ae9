"""Anchoring: which day the article speaks from, and the value of every date in the light of what stands before it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise import quick, reference
from tonggao.recognise.calendar import Point
from tonggao.recognise.expressing import Placed, express
from tonggao.recognise.placing import HEADING, OPEN, PARAGRAPH, SENTENCE, TODAY, Named, Setting, TenseUnknown
from tonggao.recognise.tense import AHEAD, Clauses, Cues
from tonggao.recognise.timex import Parts

YEARS = frozenset(("year", "years", "ryear", "ayear"))
BARE = frozenset((
    "month", "day", "quarter", "half", "quarters", "months", "weekday", "lunarmonth", "lunarday", "festival",
))  # fmt: skip
TOLD = frozenset(("ayear", "amonth", "aday", "adaypart", "whole"))
CLOCK = frozenset(("clock", "part"))
DAYS = frozenset(("day", "rday", "weekday", "rweek", "festival", "lunarday"))
RELATIVE = frozenset((
    "ryear", "rquarter", "rmonth", "rweek", "rday", "rdaypart", "rcentury", "seasonyear", "yearedge", "monthedge",
    "inyear", "since", "sofar", "now", "from", "past", "future", "edgeof", "former", "years", "weekday", "weekend",
    "clock", "part", "ref",
))  # fmt: skip
"""Slots of which the value hangs on the article's day or region (a reference word in a range: to the present)."""
ALONE, NEAR, BEFORE, COMPARED = 0, 1, 2, 4  # what a date leans on beside the article's day
VAGUE = frozenset(("ref", "past", "future", "former"))
DAYS_KEPT = 2_000  # days of articles remembered in one process


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
    return [story.place(mention) if mention.kind == "date" else mention for mention in mentions]


def leaning(parts: Parts) -> int:
    """What the slots lean on beside the article's day: a stretch told nearby, one told before, one to compare with.

    >>> leaning((("year", "2018"),)), leaning((("month", "7"), ("day", "1"))), leaning((("same", "-1"),))
    (0, 1, 6)
    """
    names = {name for name, _ in parts}
    found = NEAR if not names & YEARS and names & BARE else ALONE
    if names & TOLD or (names & CLOCK and not names & DAYS):
        found |= BEFORE
    return found | (BEFORE | COMPARED if "same" in names else ALONE)


class Form(NamedTuple):
    """An unplaced expression (held, so that its identity stays its own) and what is known of it without an article:
    what it leans on, its value where it leans on nothing, its short way where it has one."""

    value: TimeExpression
    leans: int
    placed: Placed | None
    way: quick.Way | None


Entry = tuple[TimeExpression, int, Placed | None]
"""An unplaced expression, what it leans on, and its value where the article's day gives it (`None`: tense)."""


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
        self._plain: dict[Setting, dict[int, Entry]] = {}
        self._forms: dict[int, Form] = {}

    def known(self, plain: Setting) -> dict[int, Entry]:
        """What is remembered for articles of that day and region, by the identity of the unplaced expression."""
        if len(self._plain) > DAYS_KEPT:
            self._plain.clear()
        return self._plain.setdefault(plain, {})

    def entry(self, value: TimeExpression, plain: Setting) -> Entry:
        """The entry of an expression that is not remembered for the article's day yet."""
        form = self._forms.get(id(value))
        if form is None or form.value is not value:
            form = self._forms[id(value)] = self._form(value)
        if form.placed is not None:
            return value, form.leans, form.placed
        if form.way is None or plain.reference is None:
            return value, form.leans, self.place(value.parts, plain)
        try:
            return value, form.leans, form.way(value.parts, plain.reference)
        except (TenseUnknown, ValueError, OverflowError):  # the long way tells which
            return value, form.leans, self.place(value.parts, plain)

    def _form(self, value: TimeExpression) -> Form:
        parts = value.parts
        leans = leaning(parts)
        vague = len(parts) == 1 and parts[0][0] in VAGUE
        absolute = not leans and (vague or RELATIVE.isdisjoint(name for name, _ in parts))
        return Form(value, leans, self.place(parts, Setting()) if absolute else None, quick.way(parts))

    def place(self, parts: Parts, setting: Setting) -> Placed | None:
        """The expression under the setting; `None` where the tense of its clause must be known and is not."""
        try:
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
        self._known = placer.known(self._plain)
        self._last: Placed | None = None
        self._said = True
        self._opened = False
        self._day: Point | None = None
        self._sentence = self._end = -1

    def place(self, mention: Mention) -> Mention:
        """The mention with its value, and the narrative moved on to it."""
        value = mention.value
        if not isinstance(value, TimeExpression):
            return mention
        entry = self._known.get(id(value))
        if entry is None or entry[0] is not value:
            entry = self._known[id(value)] = self._placer.entry(value, self._plain)
        _, leans, placed = entry
        sentence = bisect_right(self._starts, mention.start) - 1
        if leans or placed is None:
            placed = self._leaning(mention, value.parts, leans, sentence, placed)
        expression = placed.expression
        if placed.end is not None and not self._compares(mention):
            if placed.end.unit == "day":
                self._day = placed.end
            self._said = not leans & NEAR or expression.anchor != TODAY
            self._last, self._sentence, self._end = placed, sentence, mention.end
            self._opened = bool(self._starts) and mention.start == self._starts[sentence]
            if self._sentences and self._sentences[sentence].zone == "heading":
                self._under_heading(mention.start, placed)
        return Mention(
            mention.start, mention.end, "date", mention.rule, expression, mention.priority, mention.in_name,
            mention.review,
        )  # fmt: skip

    def _compares(self, mention: Mention) -> bool:
        """True where the date is only what something is compared with (比去年, 与上年相比): it moves nothing on."""
        before, behind = self._shadow[mention.start - 1 : mention.start], self._shadow[mention.end : mention.end + 2]
        return before in self._placer.bases or behind in self._placer.versus

    def _leaning(self, mention: Mention, parts: Parts, leans: int, sentence: int, placed: Placed | None) -> Placed:
        """The value of a date that leans on what was told before, or on the tense of its clause."""
        setting = self._setting(mention, leans, sentence)
        if setting is not self._plain:
            placed = self._placer.place(parts, setting)
        if placed is None:
            deadline = ("edgeof", "BEFORE") in parts  # 10月底前 is to come
            tense = AHEAD if deadline else self._clauses.tense(mention.start, mention.end) or OPEN
            setting = setting._replace(tense=tense)
            placed = self._placer.place(parts, setting)
        assert placed is not None, "with the tense known every date is placed"
        return placed

    def _under_heading(self, offset: int, placed: Placed) -> None:
        """Remember the stretch that a heading names, for the dates of the section under it."""
        number = bisect_right([line.start for line in self._lines], offset) - 1
        self._headings.setdefault(number, placed)

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
