"""Anchoring: which day the article speaks from, and the value of every date in the light of what stands before it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise import reference
from tonggao.recognise.expressing import Placed, express
from tonggao.recognise.placing import TODAY, Named, Setting
from tonggao.recognise.tense import AHEAD, BEHIND, Clauses, Cues
from tonggao.recognise.timex import Parts

YEARS = frozenset(("year", "years", "ryear", "ayear"))
BARE = frozenset(("month", "day", "quarter", "half", "quarters", "months", "weekday", "lunar", "festival"))


def reference_date(
    document: Document, mentions: list[Mention], rules: Rules | None = None
) -> tuple[str | None, str]:
    """The article's day as ISO, and where it came from: `given`, `inferred: …` with the evidence, or `none`."""
    if document.article.published:
        return document.article.published[:10], "given"
    return reference.infer(document, mentions, rules or load_rules())


def settle(document: Document, mentions: list[Mention], day: str | None, rules: Rules) -> list[Mention]:
    """The mentions with every date placed: type, value, mod, days, calendar and anchor filled, in text order."""
    story = _Story(document, day, rules)
    return [story.place(mention) if mention.kind == "date" else mention for mention in mentions]


class _Story:
    """Where the narrative stands while the dates of an article are placed one by one."""

    def __init__(self, document: Document, day: str | None, rules: Rules) -> None:
        self._named = rules.once("anchor.named", lambda r: Named(r.table("periods").rows, r.table("festivals").rows))
        self._today = date.fromisoformat(day) if day else None
        self._region, self._shadow = document.region, document.shadow
        self._lists = frozenset(rules.table("date_particles").where("behind", "list"))
        self._clauses = Clauses(document, Cues.of(rules))
        self._starts = [sentence.start for sentence in document.sentences]
        self._paragraphs = [sentence.paragraph for sentence in document.sentences]
        self._last: Placed | None = None
        self._comparing = frozenset(rules.table("date_particles").where("before", "comparing"))
        self._said = True
        self._sentence = self._end = -1

    def place(self, mention: Mention) -> Mention:
        """The mention with its value, and the narrative moved on to it."""
        value = mention.value
        if not isinstance(value, TimeExpression):
            return mention
        sentence = bisect_right(self._starts, mention.start) - 1
        placed = express(value.parts, self._setting(mention, value.parts, sentence), self._named)
        if placed.end is not None:
            self._said = placed.expression.anchor != TODAY or bool(YEARS & {name for name, _ in value.parts})
            self._last, self._sentence, self._end = placed, sentence, mention.end
        return Mention(
            mention.start, mention.end, "date", mention.rule, placed.expression, mention.priority, mention.in_name, mention.review
        )

    def _setting(self, mention: Mention, parts: Parts, sentence: int) -> Setting:
        names = {name for name, _ in parts}
        compared = "same" in names and self._shadow[mention.start - 1 : mention.start] in self._comparing
        bare = not names & YEARS and bool(names & BARE)
        tense = self._clauses.tense(mention.start, mention.end) if bare else ""
        last = self._last
        if last is None:
            return Setting(self._today, ahead=tense == AHEAD, behind=tense == BEHIND, region=self._region)
        near = bare and sentence == self._sentence
        listed = near and self._shadow[self._end : mention.start].strip() in self._lists
        return Setting(
            self._today, last.begin, last.end, near, tense == AHEAD, tense == BEHIND, self._region, self._said, listed, compared
        )
