"""Lists: 分别 pairs the members of a list with amounts one to one, 均 gives every member the same amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.model import Fact, Mention, Quantity
from tonggao.recognise import paired
from tonggao.recognise.codes import Parts, is_metric
from tonggao.recognise.paired import Paired
from tonggao.relate.scopes import JOINED
from tonggao.relate.view import View

COMMA = "，"
FAR = 7  # tokens between two amounts of one list, their nouns included


@dataclass(frozen=True, slots=True)
class InList:
    """Where an amount stands in a list of amounts: its number, how many there are, where 分别 stands."""

    number: int
    of: int
    start: int

    def one_of(self, mentions: Sequence[Mention], shadow: str) -> tuple[Mention, ...] | None:
        """The mention that belongs to the amount, where there is one for each of them before 分别."""
        group: list[Mention] = []
        for mention in reversed(mentions):
            if mention.end > self.start:
                continue
            if group and shadow[mention.end : group[0].start] not in JOINED:  # not 周三（21日）
                break
            group.insert(0, mention)
        return (group[self.number],) if len(group) == self.of else None


class Lists:
    """The lists of a sentence, by the words of `counted_parts.tsv`."""

    def __init__(self, rules: Rules) -> None:
        self._parts = Parts.of_rules(rules)
        self._between = self._parts.joints | {COMMA}
        self._metrics = frozenset(rules.table("metrics").rows)

    def pairs(self, view: View, quantities: Sequence[Mention]) -> dict[int, InList]:
        """Start of an amount → its place in the list of amounts behind 分别; those of no list are left out."""
        if len(quantities) < 2 or self._parts.pair.isdisjoint(view.tokens.texts):
            return {}
        found: dict[int, InList] = {}
        tokens = view.tokens
        for number, text in enumerate(tokens.texts):
            if text in self._parts.pair:
                behind = self._list(view, number, [q for q in quantities if q.start > tokens.starts[number]])
                for place, quantity in enumerate(behind):
                    found[quantity.start] = InList(place, len(behind), tokens.starts[number])
        return found

    def _list(self, view: View, number: int, quantities: Sequence[Mention]) -> list[Mention]:
        """The amounts that follow token `number` in one list."""
        listed: list[Mention] = []
        texts = view.tokens.texts
        for quantity in quantities:
            at = view.token(quantity.start)
            between = texts[number + 1 : at]
            if len(between) > FAR or not self._parts.pair.isdisjoint(between):
                break
            if listed and self._between.isdisjoint(between):
                break
            listed.append(quantity)
            number = at
        return listed if len(listed) > 1 else []

    def base(self, place: InList, facts: Sequence[Fact]) -> int | None:
        """The number of the level that a growth in a list belongs to: 营收、净利为3亿元、1亿元，分别增长5%、2%."""
        before = [number for number, fact in enumerate(facts) if fact.quantity.end <= place.start]
        levels = all(dict(facts[number].columns).get("measure") == "level" for number in before)
        return before[place.number] if len(before) == place.of and levels else None

    def members(self, quantity: Mention, view: View) -> list[Paired]:
        """What each of the facts on an amount behind 均 counts: 能耗、水耗均下降20%; `[]` where it is one fact."""
        value = quantity.value
        span = value.what_span if isinstance(value, Quantity) else None
        if span is None or span[1] > quantity.start:
            return []
        between = view.tokens.texts[view.token(span[1]) : view.token(quantity.start)]
        if self._parts.all.isdisjoint(between) or len(between) > FAR:
            return []
        text = view.document.shadow
        found = paired.items(view.tokens, span, self._parts.joints, self._metrics, text)
        whole = all(not m.text and is_metric(text[slice(*m.span)], self._metrics) for m in found)
        return found if whole and len(found) > 1 else []  # and not 光网及4G覆盖均超75%, one metric of two
