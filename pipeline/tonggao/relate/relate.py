"""Facts: one row a number, each slot filled from the nearest licensed scope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from tonggao.grammar.load import Rules
from tonggao.model import Document, Fact, Issue, Kind, Mention, Name, Person, Quantity, Sentence, Slot, TimeExpression
from tonggao.recognise.headunits import SAID
from tonggao.recognise.recut import Recut
from tonggao.relate import repeats, scopes
from tonggao.relate.actor import Actor, Actors
from tonggao.relate.lists import InList, Lists
from tonggao.relate.measure import Measures
from tonggao.relate.mood import Moods
from tonggao.relate.opening import TELLS, Openings
from tonggao.relate.predicate import Encoded, Predicates
from tonggao.relate.scopes import Accept, Beside, Carried, Found
from tonggao.relate.status import DEFAULT, Cues
from tonggao.relate.view import View, Views
from tonggao.relate.when import Periods
from tonggao.relate.where import Areas, topics

FACTLESS = ("boilerplate", "meta")
PART = "其中"
ORIGIN = ("indicator.from", "indicator.from-act")  # the first figure of 从A增加到B is of an earlier time
NAMING = ("indicator.metric", "indicator.noun", "indicator.counted", "indicator.rate")
ACTS = "indicator.act"
BEHIND = ("indicator.after-comma", "indicator.after-plan")  # the predicate is that of the clause behind
LISTS = ("indicator.enumerated", "indicator.list", "indicator.carried")
LAST = ("indicator.after-comma", "indicator.earlier")  # where no amount before has a predicate
GUESSES = ("indicator.before", "indicator.act-object", "indicator.after", "indicator.for")
UNSURE = GUESSES + LAST + ("indicator.exist", "indicator.exist-weak")  # a metric before the amount says more
METRIC, LISTED = "indicator.metric", "indicator.listed"
OF = "的"
ONE, BOTH = "一", "两"
SHARED = ("share",)  # 核电占3.4%，再生能源14.8%
EACH_OF = "what.each"
GROWN = ("growth", "change")


@dataclass(frozen=True, slots=True)
class Relations:
    """The engines of this step, made once from the rules."""

    predicates: Predicates
    cues: Cues
    measures: Measures
    actors: Actors
    openings: Openings
    moods: Moods
    lists: Lists
    beside: Beside
    territories: frozenset[str]  # units that are counted themselves: 省, 国

    @classmethod
    def of(cls, rules: Rules) -> Relations:
        """The engines of `rules`."""
        territories = frozenset(rules.table("classifiers").where("class", "n"))
        openings = Openings(rules)
        engines = Predicates(rules), Cues(rules, openings), Measures(rules), Actors(rules, openings), openings
        return cls(*engines, Moods(rules), Lists(rules), Beside(rules), territories)


@dataclass(slots=True)
class Spoken:
    """A sentence while its facts are made."""

    view: View
    encoded: Encoded
    actors: dict[int, Actor]
    listed: dict[int, InList]  # by start of the quantity
    facts: list[Fact]


def relate(
    document: Document, mentions: list[Mention], reference: str | None, rules: Rules
) -> tuple[list[Fact], list[Issue]]:
    """The facts of an article in text order, and what a person should know of them."""
    views = Views(document, mentions, rules.once("recut", Recut))
    if not views.paragraphs:
        return [], []
    joiner = _Joiner(document, views, rules.once("relate", Relations.of), reference)
    for sentence in document.sentences:
        if sentence.start <= views.paragraphs.get(sentence.paragraph, -1) and sentence.zone not in FACTLESS:
            joiner.sentence(sentence)
    return repeats.mark(document, joiner.facts), []


def bears_fact(mention: Mention, territories: frozenset[str]) -> bool:
    """True for quantities that are amounts of their own: no ordinals, no indefinite 一 (一支队伍), no 两国, 两县, which
    only point back."""
    value = mention.value
    if not isinstance(value, Quantity) or value.type == "ordinal" or value.numeral == ONE:
        return False
    return not (value.numeral == BOTH and value.unit in territories)


class _Joiner:
    """Goes through the sentences of one article and keeps what has been established."""

    def __init__(self, document: Document, views: Views, relations: Relations, reference: str | None) -> None:
        self.document, self.views, self.relations, self.reference = document, views, relations, reference
        place, self.topic = topics(document, views, relations.beside)
        self.periods = Periods(document, views, relations.beside, reference)
        self.areas = Areas(document, views, relations.beside, relations.openings, place)
        main = relations.actors.main(document, views)
        self.carried = Carried(main=main, actor=main)
        self.facts: list[Fact] = []
        self.paragraph_of_last = -1

    @cached_property
    def is_plan(self) -> bool:
        """The article tells what is to be done."""
        return self.relations.moods.is_plan(self.document)

    def sentence(self, sentence: Sentence) -> None:
        """Add the facts of a sentence, and keep what it establishes for the rest of its paragraph."""
        view = self.views.of(sentence)
        self.carried.enter(sentence.paragraph)
        numbers = [m for m in view.mentions.get("quantity", ()) if bears_fact(m, self.relations.territories)]
        if not numbers and not view.mentions:
            return
        actors = self.relations.actors.read(view, self.carried, {view.clause(m.start)[0] for m in numbers})
        here: list[Fact] = []
        if numbers:
            encoded = self.relations.predicates.encode(self.document.shadow, view.tokens, numbers)
            now = Spoken(view, encoded, actors, self.relations.lists.pairs(view, numbers), here)
            for quantity in numbers:
                here += self._facts(quantity, now)
            self.facts += here
            self.carried.announced = self.carried.announced or self.relations.cues.announces(view)
            self.paragraph_of_last = sentence.paragraph
        self.periods.establish(view, here, self.carried)
        self.areas.establish(view, self.carried)
        programs = [m for m in view.mentions.get("program", ()) if scopes.is_specific(m)]
        if programs and scopes.opens(view, programs[0], sentence.start):
            self.carried.programs = programs[:1]

    def _facts(self, quantity: Mention, now: Spoken) -> list[Fact]:
        """The fact on a quantity, or where 均 stands before it one for each that it goes for."""
        fact = self._fact(quantity, now)
        members = self.relations.lists.members(quantity, now.view)
        if not members or not fact.get("what"):
            return [fact]
        text = self.document.shadow
        whats = [member.text or text[slice(*member.span)] for member in members]
        return [
            replace(
                fact,
                slots=tuple(replace(s, value=what, rule=EACH_OF) if s.name == "what" else s for s in fact.slots),
                columns=tuple((k, what if k == "metric" and v == fact.get("what") else v) for k, v in fact.columns),
            )
            for what in whats
        ]

    def _fact(self, quantity: Mention, now: Spoken) -> Fact:
        view, here = now.view, now.facts
        slots = self._labels(quantity) or self._indicator(quantity, now)
        slots += self._what(quantity, view, slots)
        origin = bool(slots) and (slots[0].rule in ORIGIN or self._is_origin(quantity, slots[0], now))
        slots += self._actor(quantity, now)
        period = self._of_list("date", quantity, now, scopes.is_period)
        behind = bool(slots) and slots[0].rule in BEHIND
        if period is None and behind:
            period = self.periods.behind(quantity, view)
        if period is None:
            period = self._period(quantity, view, here, origin)
        if period is not None:
            for mention in period.mentions:
                if isinstance(mention.value, TimeExpression):
                    slots.append(_slot("period", mention, mention.value.value, period.scope))
        place = self._of_list("place", quantity, now, self.areas.is_area)
        place = place or self.areas.of(quantity, view, self.carried)
        if place is not None:
            for mention in place.mentions:
                slots += [_slot("place", mention, value, place.scope) for value in scopes.place_values(mention)]
        slots += self._programs(quantity, now)
        columns = self._status(quantity, view, period, slots, behind)
        columns["baseline"] = self.periods.baseline(quantity, view)
        before = self.document.shadow[here[-1].quantity.end if here else view.sentence.start : quantity.start]
        measured, base = self.relations.measures.columns(quantity, slots, before, here)
        if measured.get("measure") in GROWN and quantity.start in now.listed:
            base = self.relations.lists.base(now.listed[quantity.start], here) if base is None else base
        told = tuple((name, text) for name, text in {**columns, **measured}.items() if text)
        base = None if base is None else len(self.facts) + base
        return Fact(quantity, tuple(slots), told, base, self._whole(quantity, view, here))

    def _period(self, quantity: Mention, view: View, here: list[Fact], origin: bool) -> Found | None:
        """When: for the first figure of a change only a date of its own."""
        if origin:
            return self.periods.beside(quantity, view)
        return self.periods.of(quantity, view, self.carried, here[-1] if here else None)

    def _is_origin(self, quantity: Mention, indicator: Slot, now: Spoken) -> bool:
        """True for another first figure of a change: 分别从771家、|481家|增加到…"""
        before = now.facts[-1].slots[0] if now.facts and now.facts[-1].slots else None
        if before is None or before.rule not in ORIGIN or indicator.rule not in LISTS:
            return False
        between = self.document.shadow[now.facts[-1].quantity.end : quantity.start]
        return between in scopes.JOINED[:4]

    def _of_list(self, kind: Kind, quantity: Mention, now: Spoken, accept: Accept) -> Found | None:
        """Where 分别 pairs amounts with mentions of `kind`, the one that belongs to `quantity`."""
        listed = now.listed.get(quantity.start)
        if listed is None:
            return None
        start = now.view.segment(quantity.start)
        among = [m for m in now.view.within(kind, start, quantity.start) if accept(m)]
        found = listed.one_of(among, self.document.shadow)
        return Found(found, "clause") if found is not None else None

    def _status(
        self, quantity: Mention, view: View, period: Found | None, slots: list[Slot], behind: bool
    ) -> dict[str, str]:
        """Append the slot `status`; return its cue and modality as columns."""
        end = view.clause(quantity.start)[1]
        end = view.clause(end)[1] if behind else end
        status = self.relations.cues.read(quantity, view, period, self.reference, end)
        state, rule = status.state, status.rule
        if rule == DEFAULT and (self.is_plan or self.carried.announced):
            start, _ = view.clause(quantity.start)
            if not self.relations.moods.tells_done(self.document.shadow[start : quantity.start]):
                state, rule = "planned", "status.mood"
        slots.append(Slot("status", state, "clause", rule, None, status.cue))
        return {"status_cue": status.cue, "modality": status.modality}

    def _whole(self, quantity: Mention, view: View, here: list[Fact]) -> int | None:
        """The number of the fact that this one is a part of: what stands before 其中."""
        start, _ = view.clause(quantity.start)
        if not self.document.shadow.startswith(PART, start):
            return None
        before = sum(fact.quantity.end <= start for fact in here)
        if before:
            return len(self.facts) + before - 1
        return len(self.facts) - 1 if self.facts and self.carried.paragraph == self.paragraph_of_last else None

    def _indicator(self, quantity: Mention, now: Spoken) -> list[Slot]:
        view, here, listed = now.view, now.facts, quantity.start in now.listed
        found = self.relations.predicates.of(quantity, view, now.encoded, not here)
        value = quantity.value
        if listed and isinstance(value, Quantity) and found is not None:  # 营收、净利润分别为3亿元、1亿元
            goes_on = found.same and here and here[-1].slots and here[-1].slots[0].rule == LISTED
            if (goes_on or found.rule == METRIC) and self.relations.measures.is_metric(value.what):
                return [Slot("indicator", value.what, "clause", LISTED, None, value.what)]
        if (found is None or found.weak or found.rule in UNSURE) and self._names_metric(quantity):
            assert isinstance(value, Quantity)
            return [Slot("indicator", value.what, "sentence", "indicator.counted", None, value.what)]
        earlier = here[-1].get("indicator") if here else ""
        if found is not None and earlier:
            goes_on = found.rule in NAMING and self._adds(quantity, here)
            found = None if goes_on or found.rule in LAST else found
        if found is None or found.same or (found.weak and earlier and self._continues(quantity, view, here[-1])):
            rule = found.rule if found and found.same else "indicator.carried"
            return [Slot("indicator", earlier, "sentence", rule)] if earlier else []
        text = self.document.shadow[found.start : found.end]
        return [Slot("indicator", text, "clause", found.rule, None, text)]

    def _adds(self, quantity: Mention, here: list[Fact]) -> bool:
        """True where a list of objects goes on: 争取消费资金266亿元、设备更新资金154亿元."""
        value, before = quantity.value, here[-1]
        span = value.what_span if isinstance(value, Quantity) else None
        rule = before.slots[0].rule if before.slots else ""
        if span is None or not rule.startswith(ACTS) or span[0] < before.quantity.end:
            return False
        return self.document.shadow[before.quantity.end : span[0]] in scopes.JOINED[:4]

    def _names_metric(self, quantity: Mention) -> bool:
        """True where what is measured is a metric said before the number (产值达到十年来的新高，为2953亿美元)."""
        value = quantity.value
        if not isinstance(value, Quantity) or value.what_span is None or value.what_span[0] > quantity.start:
            return False
        if OF in self.document.shadow[value.what_span[1] : quantity.start]:
            return False  # 楼价的5%: a share of it
        return value.type != "count" and self.relations.measures.is_metric(value.what)

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
        return [Slot("indicator", SAID.sub("", text) or text, "clause", "indicator.label", None, text)]

    def _continues(self, quantity: Mention, view: View, earlier: Fact) -> bool:
        """True where a bare noun and number go on with the predicate before: in one clause, or after 其中."""
        start, _ = view.clause(quantity.start)
        if start <= earlier.quantity.start or self.document.shadow.startswith(PART, start):
            return True
        value, before = quantity.value, earlier.quantity.value
        alike = isinstance(value, Quantity) and isinstance(before, Quantity) and value.unit == before.unit
        return alike and start - earlier.quantity.end <= 1 and dict(earlier.columns).get("measure") in SHARED

    def _what(self, quantity: Mention, view: View, slots: list[Slot]) -> list[Slot]:
        """The counted noun; where bearer and metric stand side by side and the metric is the indicator, the bearer."""
        value = quantity.value
        what = value.what if isinstance(value, Quantity) else ""
        if what and slots and what.endswith(slots[0].value[-2:]):
            bearer = self.relations.measures.bearer(what)
            dated = self._dated(quantity, view) if bearer else None
            what = (bearer if dated is None else dated) or what
        return [Slot("what", what, "clause", "what.counted")] if what else []

    def _dated(self, quantity: Mention, view: View) -> str | None:
        """The counted noun up to a date inside it (平板电视|前5个月|销量), `None` where there is none."""
        value = quantity.value
        if "date" not in view.mentions or not isinstance(value, Quantity) or value.what_span is None:
            return None
        dates = view.within("date", *value.what_span)
        return self.document.shadow[value.what_span[0] : dates[0].start] if dates else None

    def _programs(self, quantity: Mention, now: Spoken) -> list[Slot]:
        view, found = now.view, self._of_list("program", quantity, now, scopes.is_initiative)
        if found is None and "program" in view.mentions:
            found = scopes.nearest_program(view, quantity, self._tells(quantity, view))
        if found is None and self.carried.programs:
            found = Found(tuple(self.carried.programs), "paragraph")
        found = found or self.topic
        if found is None:
            return []
        return [_slot("program", m, m.value.name, found.scope) for m in found.mentions if isinstance(m.value, Name)]

    def _tells(self, quantity: Mention, view: View) -> bool:
        """True where the clause of a quantity begins with a metric of its own."""
        return self.relations.openings.of(*view.clause(quantity.start), view) == TELLS

    def _actor(self, quantity: Mention, now: Spoken) -> list[Slot]:
        if isinstance(quantity.value, Quantity) and quantity.value.table is not None:
            return []
        found = now.actors.get(now.view.clause(quantity.start)[0])
        paired = self._of_list("organization", quantity, now, scopes.is_initiative) if found is not None else None
        found = (paired.mentions[0], paired.scope) if paired is not None else found
        if found is None or not isinstance(found[0].value, Name | Person):
            return []
        mention, scope = found
        text = self.document.shadow[mention.start : mention.end]
        return [Slot("actor", found[0].value.name, scope, "actor.subject", mention, text)]


def _slot(name: str, mention: Mention, value: str, scope: str) -> Slot:
    return Slot(name, value, scope, f"{name}.{scope}", mention)
