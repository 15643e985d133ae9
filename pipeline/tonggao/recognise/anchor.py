"""Anchoring: which day the article speaks from, and the value of every date in the light of what stands before it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise import reference
from tonggao.recognise.expressing import Placed, express
from tonggao.recognise.placing import OPEN, TODAY, Named, Setting, TenseUnknown
from tonggao.recognise.tense import Clauses, Cues
from tonggao.recognise.timex import Parts

YEARS = frozenset(("year", "years", "ryear", "ayear"))
BARE = frozenset(("month", "day", "quarter", "half", "quarters", "months", "weekday", "lunarmonth", "lunarday", "festival"))
TOLD = frozenset(("ayear", "amonth", "aday", "adaypart", "clock", "part", "whole"))
ALONE, NEAR, BEFORE, COMPARED = 0, 1, 2, 4  # what a date leans on beside the article's day
LARGEST = 200_000  # expressions remembered in one process


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
    if names & TOLD:
        found |= BEFORE
    return found | (BEFORE | COMPARED if "same" in names else ALONE)


class _Placer:
    """Places slots, the same slots under the same setting once."""

    def __init__(self, rules: Rules) -> None:
        particles = rules.table("date_particles")
        self.named = Named(rules.table("periods").rows, rules.table("festivals").rows)
        self.cues = Cues.of(rules)
        self.lists = frozenset(particles.where("behind", "list"))
        self.comparing = frozenset(particles.where("before", "comparing"))
        self._leaning: dict[Parts, int] = {}
        self._placed: dict[tuple[Parts, Setting], Placed | None] = {}

    def leaning(self, parts: Parts) -> int:
        """`leaning`, remembered."""
        known = self._leaning.get(parts)
        if known is None:
            known = self._leaning[parts] = leaning(parts)
        return known

    def place(self, parts: Parts, setting: Setting) -> Placed | None:
        """The expression under the setting; `None` where the tense of its clause must be known and is not."""
        key = parts, setting
        if key in self._placed:
            return self._placed[key]
        if len(self._placed) > LARGEST:
            self._placed.clear()
        try:
            placed = express(parts, setting, self.named)
        except TenseUnknown:
            placed = None
        self._placed[key] = placed
        return placed


class _Story:
    """Where the narrative stands while the dates of an article are placed one by one."""

    def __init__(self, document: Document, today: date | None, placer: _Placer) -> None:
        self._shadow, self._placer = document.shadow, placer
        self._clauses = Clauses(document, placer.cues)
        self._starts = [sentence.start for sentence in document.sentences]
        self._plain = Setting(today, region=document.region)
        self._last: Placed | None = None
        self._said = True
        self._sentence = self._end = -1

    def place(self, mention: Mention) -> Mention:
        """The mention with its value, and the narrative moved on to it."""
        value = mention.value
        if not isinstance(value, TimeExpression):
            return mention
        parts = value.parts
        leans = self._placer.leaning(parts)
        sentence = bisect_right(self._starts, mention.start) - 1
        setting = self._setting(mention, leans, sentence) if leans else self._plain
        placed = self._placer.place(parts, setting)
        if placed is None:
            setting = replace(setting, tense=self._clauses.tense(mention.start, mention.end) or OPEN)
            placed = self._placer.place(parts, setting)
            assert placed is not None
        if placed.end is not None:
            self._said = placed.expression.anchor != TODAY or not leans & NEAR
            self._last, self._sentence, self._end = placed, sentence, mention.end
        return Mention(
            mention.start, mention.end, "date", mention.rule, placed.expression, mention.priority, mention.in_name, mention.review
        )

    def _setting(self, mention: Mention, leans: int, sentence: int) -> Setting:
        """What the mention may lean on, and nothing that it does not: settings that are alike are placed once."""
        last, plain = self._last, self._plain
        near = last is not None and sentence == self._sentence
        if last is None or (not near and leans == NEAR):
            return plain
        listed = near and leans & NEAR > 0 and self._shadow[self._end : mention.start].strip() in self._placer.lists
        compared = leans & COMPARED > 0 and self._shadow[mention.start - 1 : mention.start] in self._placer.comparing
        return Setting(
            plain.reference, last.begin, last.end, near and leans & NEAR > 0, "", plain.region, self._said, listed, compared
        )
