"""When: the period of a fact, from the nearest date that speaks of the number itself."""

from __future__ import annotations

import re

from tonggao.model import Document, Fact, Mention, Quantity, TimeExpression
from tonggao.relate import scopes
from tonggao.relate.scopes import Beside, Carried, Found
from tonggao.relate.view import View, Views, ends_after

OF = "的"
FROM = "从由自"
DAY = len("2018-10-26")  # a value as long as this says a day
NOW = "PRESENT_REF"
BEFORE, BEHIND = "before_date", "behind_date"  # classes of the words beside a date that is no period
NEAR = 16  # characters: 较108年的862.58亿余元, the date belongs to the number that it is compared by
SUBJECTS = ("place", "organization", "person")
NEAREST = ("clause", "sentence")
YEARS = re.compile("P(?:[2-9]|[1-9][0-9])Y")
SINGLE = ("percent", "points", "multiple", "number")


class Periods:
    """The periods of one article."""

    def __init__(self, document: Document, views: Views, words: Beside, reference: str | None) -> None:
        self._shadow, self._views, self._words, self._reference = document.shadow, views, words, reference

    def of(self, quantity: Mention, view: View, carried: Carried, earlier: Fact | None = None) -> Found | None:
        """The date that says when, or `None` where the text leaves it open; `earlier` is the fact before it in the
        sentence."""
        labelled = self._labelled(quantity)
        if labelled is not None:
            return Found((labelled,), "clause")
        found, over = None, False
        if "date" in view.mentions:
            beside = self.beside(quantity, view)
            if beside is not None:
                return beside
            found = scopes.nearest(view, quantity, "date", lambda m: self._is_said_of(m, view, quantity))
            if found is not None and (found.scope == "clause" or self._goes_on(found.mentions[0], earlier)):
                return found
            over = self._is_over(quantity, view, found)
            carries = found is not None and scopes.can_carry(found.mentions[0]) and not over
            if found is not None and carries and self._reaches(found.mentions[0], view, quantity):
                return found
        if over:
            return None
        if carried.dates:
            return Found((carried.dates[-1],), "paragraph")
        return scopes.in_headings(
            self._views, view.sentence.section, "date", lambda m: self.is_period(m) and scopes.can_carry(m)
        )

    def _reaches(self, mention: Mention, view: View, quantity: Mention) -> bool:
        """True but for a date ahead inside a later clause, where that of the quantity begins with another place or
        body (新北明年七月加码至600点，高雄市每月800点)."""
        clause = view.clause(mention.start)[0]
        if clause == view.sentence.start or mention.start - clause <= 1 or not self._is_ahead(mention):
            return True  # 到2020年，…
        start = view.clause(quantity.start)[0]
        return not any(m.kind in SUBJECTS and m.start == start for m in view.own)

    @staticmethod
    def _goes_on(mention: Mention, earlier: Fact | None) -> bool:
        """True for some years that are the period of the fact before (五年建成铁路1.6万公里，新增公路63.9万公里)."""
        value = mention.value
        if earlier is None or not isinstance(value, TimeExpression) or not YEARS.fullmatch(value.value):
            return False
        return not value.mod and any(s.mention is mention for s in earlier.slots if s.name == "period")

    def _is_over(self, quantity: Mention, view: View, found: Found | None) -> bool:
        """True where what an earlier date says is over: 目前 stands before the quantity, or when something was said."""
        after = found.mentions[-1].end if found is not None else view.sentence.start
        for mention in view.within("date", after, quantity.start):
            value = mention.value
            if isinstance(value, TimeExpression) and value.value == NOW:
                return True
            is_day = isinstance(value, TimeExpression) and len(value.value) >= DAY
            if is_day and self.is_period(mention) and not self._speaks(mention, view, quantity.start):
                return found is not None
        return False

    def beside(self, quantity: Mention, view: View) -> Found | None:
        """The date that the number is of, directly before it: 由|2005年|的0.98下降到…, 自|8月1日起|均为19500元."""
        dates = [m for m in view.within("date", quantity.start - NEAR, quantity.start) if scopes.is_period(m)]
        if not dates or self._is_multiple(dates[-1], quantity):
            return None
        if view.within("quantity", dates[-1].end, quantity.start):
            return None
        joined = self._shadow[dates[-1].end : quantity.start] == OF or self._shadow[dates[-1].start - 1] in FROM
        return Found((dates[-1],), "clause") if joined else None

    def behind(self, quantity: Mention, view: View) -> Found | None:
        """The first date of the clause behind that of the number, where its predicate stands."""
        start, end = view.clause(view.clause(quantity.start)[1])
        dates = [m for m in view.within("date", start, end) if self.is_period(m)]
        return Found((dates[0],), "sentence") if dates else None

    def establish(self, view: View, facts: list[Fact], carried: Carried) -> None:
        """Keep for the paragraph the period of the sentence's last fact, else the first date of its first clause, or
        where nothing was established yet the first of the sentence; a date ahead only where it begins the sentence. A
        date that is a single number's (2012年的1.97%) says nothing about others."""
        if "date" not in view.mentions:
            return
        first_end = view.clause(view.sentence.start)[1]
        for mention in view.mentions["date"]:
            behind = view.clause(view.clause(mention.start)[1])[1]  # 3月11日，周飞接受采访时表示，…
            if self._speaks(mention, view, behind) and scopes.can_carry(mention) and not view.bracket(mention.start):
                opens = mention.start - view.sentence.start <= scopes.TOPIC
                if (mention.start < first_end or not carried.dates) and (opens or not self._is_ahead(mention)):
                    carried.dates = [mention]
                break
        for fact in reversed(facts):
            used = next((s.mention for s in fact.slots if s.name == "period" and s.scope in NEAREST), None)
            if used is None or not scopes.can_carry(used) or view.bracket(fact.quantity.start):
                continue
            if isinstance(used.value, TimeExpression) and used.value.type == "duration" and self._is_ahead(used):
                continue  # 未来两年内
            value = fact.quantity.value
            single = isinstance(value, Quantity) and value.type in SINGLE
            if not single or self._shadow[used.end : fact.quantity.start] != OF:
                carried.dates = [used]
                return

    def _is_ahead(self, mention: Mention) -> bool:
        return isinstance(mention.value, TimeExpression) and ends_after(mention.value, self._reference)

    def baseline(self, quantity: Mention, view: View) -> str:
        """The date that a figure is compared with (比2016年全年高0.3个百分点)."""
        start, _ = view.clause(quantity.start)
        compared = [m for m in view.within("date", start, quantity.start) if self._is_compared(m)]
        value = compared[-1].value if compared else None
        return value.value if isinstance(value, TimeExpression) else ""

    def is_period(self, mention: Mention) -> bool:
        """True for a date that can be the period of a fact: not one to compare with (比2016年)."""
        return scopes.is_period(mention) and not self._is_compared(mention)

    def _is_said_of(self, mention: Mention, view: View, quantity: Mention) -> bool:
        """True for a period that can be that of `quantity`: not 是2010年的2.2倍, not 加刑，入狱8个月 behind it."""
        if self._is_multiple(mention, quantity) or not self._speaks(mention, view, quantity.start):
            return False
        if self._shadow.startswith(OF, mention.end) and view.within("quantity", mention.end + 1, mention.end + 2):
            return mention.end + 1 == quantity.start  # 从2010年的|420万台|增长到2340万台
        return mention.start < quantity.start or scopes.can_carry(mention)

    def _is_multiple(self, mention: Mention, quantity: Mention) -> bool:
        """True for a date whose figure the quantity is a multiple of."""
        multiple = isinstance(quantity.value, Quantity) and quantity.value.type == "multiple"
        return multiple and self._shadow[mention.end : quantity.start] == OF

    def _speaks(self, mention: Mention, view: View, end: int) -> bool:
        """True for a period, but not of a statement (徐建光昨天解释说，…): what was stated has a time of its own. A day
        may stand before the one who speaks (昨日，…表示), a year does not (2012年选举时，…呼吁)."""
        if not self.is_period(mention):
            return False
        words, value = view.document.words, mention.value
        is_day = isinstance(value, TimeExpression) and len(value.value) >= DAY
        end = end if is_day else min(end, view.clause(mention.start)[1])
        return self._words.reporting.isdisjoint(words.texts[words.index(mention.end) : words.index(end)])

    def _is_compared(self, mention: Mention) -> bool:
        return self._words.before(self._shadow, mention.start, BEFORE) or self._words.behind(
            self._shadow, mention.end, BEHIND
        )

    def _labelled(self, quantity: Mention) -> Mention | None:
        """In a table: the date that the number's column or row is called by."""
        value = quantity.value
        if not isinstance(value, Quantity) or value.table is None:
            return None
        for span in (value.col_label, value.row_label):
            for mention in self._views.between("date", *span) if span is not None else ():
                if scopes.is_period(mention):
                    return mention
        return None
