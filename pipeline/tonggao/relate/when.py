"""When: the period of a fact, from the nearest date that speaks of the number itself."""

from __future__ import annotations

from tonggao.model import Document, Fact, Mention, Quantity, TimeExpression
from tonggao.relate import scopes
from tonggao.relate.scopes import Carried, Found
from tonggao.relate.view import View, Views

COMPARED = "比较与"  # 比2016年, 较上年: a date to compare with, not the fact's own period
OF = "的"
NEAR = 16  # characters: 较108年的862.58亿余元, the date belongs to the number that it is compared by
OWN = ("clause", "sentence")


class Periods:
    """The periods of one article; `reporting` are the words after which a date is that of a statement."""

    def __init__(self, document: Document, views: Views, reporting: frozenset[str]) -> None:
        self._shadow, self._views, self._reporting = document.shadow, views, reporting

    def of(self, quantity: Mention, view: View, carried: Carried) -> Found | None:
        """The date that says when, or `None` where the text leaves it open."""
        labelled = self._labelled(quantity)
        if labelled is not None:
            return Found((labelled,), "clause")
        if "date" in view.mentions:
            beside = self.beside(quantity, view)
            if beside is not None:
                return beside
            found = scopes.nearest(view, quantity, "date", lambda m: self._speaks(m, view, quantity.start))
            if found is not None and (found.scope == "clause" or all(map(scopes.can_carry, found.mentions))):
                return found
        if carried.dates:
            return Found((carried.dates[-1],), "paragraph")
        return scopes.in_headings(
            self._views, view.sentence.section, "date", lambda m: self.is_period(m) and scopes.can_carry(m)
        )

    def beside(self, quantity: Mention, view: View) -> Found | None:
        """The date that the number is of, directly before it: 由|2005年|的0.98下降到…"""
        dates = [m for m in view.within("date", quantity.start - NEAR, quantity.start) if scopes.is_period(m)]
        joined = bool(dates) and self._shadow[dates[-1].end : quantity.start] == OF
        return Found((dates[-1],), "clause") if joined else None

    def behind(self, quantity: Mention, view: View) -> Found | None:
        """The first date of the clause behind that of the number, where its predicate stands."""
        start, end = view.clause(view.clause(quantity.start)[1])
        dates = [m for m in view.within("date", start, end) if self.is_period(m)]
        return Found((dates[0],), "sentence") if dates else None

    def establish(self, view: View, facts: list[Fact], carried: Carried) -> None:
        """Keep for the paragraph the period of the sentence's last fact, else the first date of its first clause, or
        where nothing was established yet the first of the sentence."""
        if "date" not in view.mentions:
            return
        _, first_end = view.clause(view.sentence.start)
        for mention in view.mentions["date"]:
            if self._speaks(mention, view, first_end) and scopes.can_carry(mention) and not view.bracket(mention.start):
                if mention.start < first_end or not carried.dates:
                    carried.dates = [mention]
                break
        for fact in reversed(facts):
            used = next((s.mention for s in fact.slots if s.name == "period" and s.scope in OWN), None)
            if used is not None and scopes.can_carry(used) and not view.bracket(fact.quantity.start):
                carried.dates = [used]
                return

    def baseline(self, quantity: Mention, view: View) -> str:
        """The date that a figure is compared with (比2016年全年高0.3个百分点)."""
        start, _ = view.clause(quantity.start)
        compared = [m for m in view.within("date", start, quantity.start) if self._is_compared(m)]
        value = compared[-1].value if compared else None
        return value.value if isinstance(value, TimeExpression) else ""

    def is_period(self, mention: Mention) -> bool:
        """True for a date that can be the period of a fact: not one to compare with (比2016年)."""
        return scopes.is_period(mention) and not self._is_compared(mention)

    def _speaks(self, mention: Mention, view: View, end: int) -> bool:
        """True for a period, but not of a statement (徐建光昨天解释说，…): what was stated has a time of its own."""
        if not self.is_period(mention):
            return False
        words = view.document.words
        return self._reporting.isdisjoint(words.texts[words.index(mention.end) : words.index(end)])

    def _is_compared(self, mention: Mention) -> bool:
        before = self._shadow[mention.start - 1 : mention.start]
        return bool(before) and before in COMPARED

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
