"""Facts: one row a number, each slot filled from the nearest licensed scope."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from tonggao.grammar.load import Rules
from tonggao.model import Document, Fact, Issue, Mention, Name, Quantity, Slot, TimeExpression
from tonggao.relate import scopes
from tonggao.relate.actor import Actors
from tonggao.relate.measure import Measures
from tonggao.relate.mood import Moods
from tonggao.relate.predicate import Predicates
from tonggao.relate.scopes import Carried, Found
from tonggao.relate.status import DEFAULT, Cues
from tonggao.relate.view import View, Views

FACTLESS = ("boilerplate", "meta")
PART, EACH, OF = "其中", "各", "的"
NEAR = 16  # characters: 较108年的862.58亿余元, the date belongs to the number that it is compared by
AREAS = ("省", "市", "县", "区", "镇", "乡", "村")
OWN = ("clause", "sentence")
ORIGIN = ("indicator.from", "indicator.from-act")  # the first figure of 从A增加到B is of an earlier time
COMPARED = "比较与"  # 比2016年, 较上年: a date to compare with, not the fact's own period


@dataclass(frozen=True, slots=True)
class Relations:
    """The engines of this step, made once from the rules."""

    predicates: Predicates
    cues: Cues
    measures: Measures
    actors: Actors
    moods: Moods
    reporting: frozenset[str]

    @classmethod
    def of(cls, rules: Rules) -> Relations:
        """The engines of `rules`."""
        reporting = frozenset(rules.table("reporting").rows)
        return cls(Predicates(rules), Cues(rules), Measures(rules), Actors(rules), Moods(rules), reporting)


def relate(
    document: Document, mentions: list[Mention], reference: str | None, rules: Rules
) -> tuple[list[Fact], list[Issue]]:
    """The facts of an article in text order, and what a person should know of them."""
    relations: Relations = rules.once("relate", Relations.of)
    views = Views(document, mentions)
    joiner = _Joiner(document, views, relations, reference)
    for number, sentence in enumerate(document.sentences):
        if sentence.zone not in FACTLESS and sentence.paragraph in views.paragraphs:
            joiner.sentence(number)
    return joiner.facts, []


def bears_fact(mention: Mention) -> bool:
    """True for quantities that are amounts of their own: no ordinals, no indefinite 一 (一支队伍)."""
    value = mention.value
    if mention.kind != "quantity" or mention.in_name or not isinstance(value, Quantity):
        return False
    return value.type != "ordinal" and value.numeral != "一"


class _Joiner:
    """Goes through the sentences of one article and keeps what has been established."""

    def __init__(self, document: Document, views: Views, relations: Relations, reference: str | None) -> None:
        self.document, self.views, self.relations, self.reference = document, views, relations, reference
        self.codes = relations.predicates.encode(views.tokens)
        self.carried = Carried()
        self.facts: list[Fact] = []
        self.paragraph_of_last = -1
        self.topic_places, self.topic_programs = self._topics()
        self.carried.main = relations.actors.main(document, views)
        self.carried.actor = self.carried.main

    def _topics(self) -> tuple[Found | None, Found | None]:
        """What the title line speaks of and the article comes back to: its own place and its project or event."""
        lines = [line for line in self.document.lines if line.zone == "title"] or [
            line for line in self.document.lines if line.paragraph == 1 and line.zone == "heading"
        ]
        if not lines:
            return None, None
        end = lines[-1].end
        titled = [m for m in self.views.mentions if m.start < end]
        places = [m for m in titled if m.kind == "place" and scopes.is_area(m)]
        programs = [m for m in titled if m.kind == "program" and isinstance(m.value, Name) and m.value.type != "policy"]
        spoken = Counter(v for m in self.views.mentions if m.kind == "place" for v in scopes.place_values(m))
        named = Counter(m.value.name for m in self.views.mentions if isinstance(m.value, Name))
        chain = scopes.smallest(scopes.first_group(places)) if places else ()
        places = [m for m in chain if any(spoken[value] > 1 for value in scopes.place_values(m))]
        programs = [m for m in programs if isinstance(m.value, Name) and named[m.value.name] > 1]
        return (
            Found(tuple(places), "article") if places else None,
            Found((programs[0],), "article") if programs else None,
        )

    def sentence(self, number: int) -> None:
        view = self.views.of(number)
        self.carried.enter(view.sentence.paragraph)
        actors = self.relations.actors.read(view, self.views.tokens, self.carried)
        here: list[Fact] = []
        last = view.sentence.start
        for quantity in view.mentions.get("quantity", ()):
            if not bears_fact(quantity):
                continue
            fact = self._fact(quantity, view, actors, here)
            before = self.document.shadow[last : quantity.start]
            columns, base = self.relations.measures.columns(fact, before, here)
            columns |= self._baseline(quantity, view)
            here.append(
                replace(
                    fact,
                    columns=fact.columns + tuple(columns.items()),
                    base=None if base is None else len(self.facts) + base,
                    part_of=self._whole(quantity, view, here),
                )
            )
            last = quantity.end
        self.facts += here
        self.paragraph_of_last = view.sentence.paragraph if here else self.paragraph_of_last
        self._establish(view, here)

    def _baseline(self, quantity: Mention, view: View) -> dict[str, str]:
        """The date that a figure is compared with (比2016年全年高0.3个百分点)."""
        start, _ = view.clause(quantity.start)
        compared = [m for m in view.within("date", start, quantity.start) if self._is_compared(m)]
        value = compared[-1].value if compared else None
        return {"baseline": value.value} if isinstance(value, TimeExpression) and value.value else {}

    def _whole(self, quantity: Mention, view: View, here: list[Fact]) -> int | None:
        """The number of the fact that this one is a part of: what stands before 其中."""
        start, _ = view.clause(quantity.start)
        if not self.document.shadow.startswith(PART, start):
            return None
        before = sum(fact.quantity.end <= start for fact in here)
        if before:
            return len(self.facts) + before - 1
        return len(self.facts) - 1 if self.facts and self.carried.paragraph == self.paragraph_of_last else None

    def _fact(self, quantity: Mention, view: View, actors: dict[int, tuple[Mention, str]], here: list[Fact]) -> Fact:
        slots = self._labels(quantity) or self._indicator(quantity, view, here)
        slots += self._what(quantity, slots)
        origin = slots and slots[0].rule in ORIGIN
        period = None if origin else self._period(quantity, view)
        place = self._place(quantity, view)
        slots += self._actor(quantity, view, actors)
        if period is not None:
            slots += [_slot("period", m, m.value.value, period.scope) for m in period.mentions
                      if isinstance(m.value, TimeExpression)]  # fmt: skip
        if place is not None:
            for mention in place.mentions:
                slots += [_slot("place", mention, value, place.scope) for value in scopes.place_values(mention)]
        slots += self._programs(quantity, view)
        status = self.relations.cues.read(quantity, view, self.views.tokens, period, self.reference)
        if status.rule == DEFAULT and self.is_plan and not self._told_done(quantity, view):
            status = replace(status, state="planned", rule="status.mood")
        slots.append(Slot("status", status.state, "clause", status.rule, None, status.cue))
        columns = {"status_cue": status.cue, "modality": status.modality}
        return Fact(quantity, tuple(slots), tuple((k, v) for k, v in columns.items() if v))

    def _indicator(self, quantity: Mention, view: View, here: list[Fact]) -> list[Slot]:
        found = self.relations.predicates.of(quantity, view, self.views.tokens, self.codes, self.document.words)
        earlier = here[-1].get("indicator") if here else ""
        if found is None or found.same or (found.weak and earlier and self._continues(quantity, view, here[-1])):
            rule = found.rule if found and found.same else "indicator.carried"
            return [Slot("indicator", earlier, "sentence", rule)] if earlier else []
        text = self.document.shadow[found.start : found.end]
        return [Slot("indicator", text, "clause", found.rule, None, text)]

    @cached_property
    def is_plan(self) -> bool:
        """The article tells what is to be done."""
        return self.relations.moods.is_plan(self.document)

    def _told_done(self, quantity: Mention, view: View) -> bool:
        start, _ = view.clause(quantity.start)
        return self.relations.moods.tells_done(self.document.shadow[start : quantity.start])

    def _labels(self, quantity: Mention) -> list[Slot]:
        """In a table: what its column is called, or where that is a date or missing, its row."""
        value = quantity.value
        if not isinstance(value, Quantity) or value.table is None:
            return []
        spans = [s for s in (value.col_label, value.row_label) if s is not None]
        told = [s for s in spans if not self.views.between("date", *s)]
        if not told:
            return []
        text = self.document.shadow[slice(*told[0])]
        return [Slot("indicator", text, "clause", "indicator.label", None, text)]

    def _labelled_date(self, quantity: Mention) -> Mention | None:
        """In a table: the date that the number's column or row is called by."""
        value = quantity.value
        spans = (value.col_label, value.row_label) if isinstance(value, Quantity) and value.table is not None else ()
        for span in spans:
            if span is not None:
                for mention in self.views.between("date", *span):
                    if scopes.is_period(mention):
                        return mention
        return None

    def _continues(self, quantity: Mention, view: View, earlier: Fact) -> bool:
        """True where a bare noun and number go on with the predicate before: in one clause, or after 其中."""
        start, _ = view.clause(quantity.start)
        return start <= earlier.quantity.start or self.document.shadow.startswith(PART, start)

    def _what(self, quantity: Mention, slots: list[Slot]) -> list[Slot]:
        """The counted noun; where bearer and metric stand side by side and the metric is the indicator, the bearer."""
        value = quantity.value
        assert isinstance(value, Quantity)
        what = value.what
        if slots and what.endswith(slots[0].value[-2:]):
            what = self.relations.measures.bearer(what) or what
        return [Slot("what", what, "clause", "what.counted")] if what else []

    def _period(self, quantity: Mention, view: View) -> Found | None:
        labelled = self._labelled_date(quantity)
        if labelled is not None:
            return Found((labelled,), "clause")
        beside = [m for m in view.within("date", quantity.start - NEAR, quantity.start) if scopes.is_period(m)]
        if beside and self.document.shadow[beside[-1].end : quantity.start] == OF:
            return Found((beside[-1],), "clause")
        found = scopes.nearest(
            view, quantity, "date", lambda m: self._is_period(m) and not self._reports(m, quantity.start)
        )
        if found is not None and (found.scope == "clause" or all(map(scopes.can_carry, found.mentions))):
            return found
        if self.carried.dates:
            return Found((self.carried.dates[-1],), "paragraph")
        section = view.sentence.section
        return scopes.in_headings(
            self.document, self.views, section, "date", lambda m: self._is_period(m) and scopes.can_carry(m)
        )

    def _place(self, quantity: Mention, view: View) -> Found | None:
        found = scopes.nearest(view, quantity, "place", self._is_area)
        if found is not None and found.scope == "sentence" and self._elsewhere(quantity, view):
            return None
        if found is None and self.carried.places:
            found = Found(tuple(self.carried.places), "paragraph")
        if found is None:
            found = scopes.in_headings(self.document, self.views, view.sentence.section, "place", self._is_area)
        if found is None:
            found = self.topic_places
        return Found(scopes.smallest(found.mentions), found.scope) if found else None

    def _elsewhere(self, quantity: Mention, view: View) -> bool:
        """True where the clause begins with areas of its own, counted (6个定点扶贫县累计投资…)."""
        start, _ = view.clause(quantity.start)
        counted = view.within("quantity", start, quantity.start)
        value = counted[0].value if counted and counted[0].start - start <= scopes.TOPIC else None
        return isinstance(value, Quantity) and (value.what or value.unit).endswith(AREAS)

    def _programs(self, quantity: Mention, view: View) -> list[Slot]:
        value = quantity.value
        span = value.what_span if isinstance(value, Quantity) else None
        counted = [m for m in view.within("program", *span) if scopes.is_initiative(m)] if span else []
        found = Found((counted[-1],), "clause") if counted else None
        found = found or scopes.nearest_program(view, quantity)
        if found is None and self.carried.programs:
            found = Found(tuple(self.carried.programs), "paragraph")
        found = found or self.topic_programs
        if found is None:
            return []
        return [_slot("program", m, m.value.name, found.scope) for m in found.mentions if isinstance(m.value, Name)]

    def _actor(self, quantity: Mention, view: View, actors: dict[int, tuple[Mention, str]]) -> list[Slot]:
        clause_start, _ = view.clause(quantity.start)
        found = actors.get(clause_start)
        if found is None or not isinstance(found[0].value, Name):
            return []
        mention, scope = found
        text = self.document.shadow[mention.start : mention.end]
        return [Slot("actor", found[0].value.name, scope, "actor.subject", mention, text)]

    def _establish(self, view: View, here: list[Fact]) -> None:
        """Keep what this sentence is about for the rest of its paragraph: the period of its last fact, the first date
        and place of its first clause, or where nothing was established yet the first of the sentence."""
        used = [
            slot.mention
            for fact in here
            for slot in fact.slots
            if slot.name == "period" and slot.scope in OWN and view.bracket(fact.quantity.start) is None
        ]
        _, first_end = view.clause(view.sentence.start)
        dates = [m for m in view.mentions.get("date", ()) if self._is_period(m) and view.bracket(m.start) is None]
        dates = [m for m in dates if scopes.can_carry(m) and not self._reports(m, first_end)]
        places = [m for m in view.mentions.get("place", ()) if self._is_area(m) and view.bracket(m.start) is None]
        if dates and (dates[0].start < first_end or not self.carried.dates):
            self.carried.dates = dates[:1]
        if used and used[-1] is not None and scopes.can_carry(used[-1]):
            self.carried.dates = [used[-1]]
        programs = [m for m in view.mentions.get("program", ()) if scopes.is_specific(m)]
        if programs and programs[0].start - view.sentence.start <= scopes.TOPIC:
            self.carried.programs = programs[:1]
        if places and (places[0].start < first_end or not self.carried.places):
            self.carried.places = list(scopes.first_group(places))

    def _is_period(self, mention: Mention) -> bool:
        """True for a date that can be the period of a fact: not one to compare with (比2016年)."""
        return scopes.is_period(mention) and not self._is_compared(mention)

    def _is_compared(self, mention: Mention) -> bool:
        before = self.document.shadow[mention.start - 1 : mention.start]
        return bool(before) and before in COMPARED

    def _reports(self, mention: Mention, end: int) -> bool:
        """True where the date is that of a statement (徐建光昨天解释说，…): what was stated has a time of its own."""
        tokens = self.views.tokens
        first, last = bisect_left(tokens.starts, mention.end), bisect_left(tokens.starts, end)
        return not self.relations.reporting.isdisjoint(tokens.texts[first:last])

    def _is_area(self, mention: Mention) -> bool:
        """True for a place that a fact can be of; 各省 spreads over all and names none."""
        return scopes.is_area(mention) and not self.document.shadow.startswith(EACH, mention.start)


def _slot(name: str, mention: Mention, value: str, scope: str) -> Slot:
    return Slot(name, value, scope, f"{name}.{scope}", mention)
