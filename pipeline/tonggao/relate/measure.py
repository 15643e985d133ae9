"""What kind of figure a fact is: level or growth, against what, of which metric and part, up or down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Fact, Mention, Quantity, Slot
from tonggao.recognise.codes import is_metric

GROWTH = ("percent", "points", "multiple")
IN_LIST = ("indicator.enumerated", "indicator.list", "indicator.from-to")  # the predicate of the amount before
GROWN = ("growth", "change")
RATES = ("rate", "share", "contribution")


class Measures:
    """Fills the columns metric, segment, measure, compare, change of a fact from its indicator and its neighbours."""

    def __init__(self, rules: Rules) -> None:
        predicates = rules.table("predicates")
        self._classes = predicates.column("class")
        self._directions = predicates.column("direction")
        self._kinds_of = rules.table("comparisons").column("class")
        self._comparisons = re.compile(alternation([w for w, kind in self._kinds_of.items() if kind != "cumulative"]))
        self._sums = re.compile(alternation(rules.table("comparisons").where("class", "cumulative")))
        self._metrics = frozenset(rules.table("metrics").rows)
        self._kinds = rules.table("metrics").column("class")  # share, contribution, limit

    def columns(
        self, quantity: Mention, slots: Sequence[Slot], before: str, earlier: Sequence[Fact]
    ) -> tuple[dict[str, str], int | None]:
        """The columns of the fact with `slots` and the number (into `earlier`) of the level that a growth belongs to.

        `before` is the text of the sentence from the quantity before up to this one; `earlier` the facts before it in
        the same sentence.
        """
        said = {slot.name: slot.value for slot in reversed(slots)}
        indicator, what, value = said.get("indicator", ""), said.get("what", ""), quantity.value
        assert isinstance(value, Quantity)
        verb = self._verb(indicator)
        direction = self._directions.get(verb, "")
        compared = max(self._comparisons.findall(before), key=len, default="")
        compare = self._kinds_of.get(compared, "")
        if not compare and earlier and slots and slots[0].name == "indicator" and slots[0].rule in IN_LIST:
            compare = dict(earlier[-1].columns).get("compare", "")
        measure = self._measure(value, verb, indicator)
        columns = {"measure": measure, "compare": compare if measure in GROWN else "", "change": direction}
        columns["cumulative"] = "true" if self._sums.search(before) else ""
        base = None
        if measure in GROWN:
            before_it = self._spoken_of(value, earlier)
            if before_it is None:
                columns["metric"] = what
            else:
                columns |= {k: v for k, v in earlier[before_it].columns if k in ("metric", "segment")}
                base = before_it if _is_level(earlier[before_it], value) else None
        elif self.is_metric(indicator):
            columns |= {"metric": indicator, "segment": what if what != indicator else ""}
        return {name: text for name, text in columns.items() if text}, base

    def _spoken_of(self, value: Quantity, earlier: Sequence[Fact]) -> int | None:
        """The number of the earlier fact whose metric a growth is of: the nearest level, or a growth on the way to it
        that is of a metric of its own. `None` where the growth names what grows (5.3万亿元，工业增加值增长9.4%)."""
        span = value.what_span if value.what not in self._classes else None
        for number in range(len(earlier) - 1, -1, -1):
            fact = earlier[number]
            if span is not None and span[0] >= fact.quantity.end:
                return None
            if span is not None and not _touches(span, fact.quantity.value):
                continue
            if _is_level(fact, value) or fact.base is None:
                return number
        return None

    def is_metric(self, words: str) -> bool:
        """True where `words` ends in the suffix of a metric (增加值, 面积, 率)."""
        return is_metric(words, self._metrics)

    def bearer(self, words: str) -> str:
        """What carries the metric that `words` end in: 服务业比重 → 服务业; `""` where nothing is left."""
        ends = [i for i in range(len(words)) if words[i:] in self._metrics]
        return words[: ends[0]].removesuffix("的") if ends else ""

    def _verb(self, indicator: str) -> str:
        """The change verb that the indicator is or ends in."""
        return _ending(indicator, self._directions) or indicator

    def _measure(self, value: Quantity, verb: str, indicator: str) -> str:
        kind = self._classes.get(verb, "")
        if kind in ("change", "gap") and verb in self._directions:
            return "growth" if value.type in GROWTH else "change"
        metric = self._kinds.get(_ending(indicator, self._kinds), "")
        if "share" in (kind, metric):
            return "share"
        if value.type == "ordinal":
            return "rank"
        if metric == "contribution" or (metric == "limit" and value.bound in ("at_most", "at_least")):
            return metric
        return "rate" if value.type == "percent" else "level"


def _ending(words: str, known: Mapping[str, str]) -> str:
    """The longest end of `words` that is `known`, or `""`."""
    return next((words[i:] for i in range(len(words)) if words[i:] in known), "")


def _touches(span: tuple[int, int], value: object) -> bool:
    """False where `value` counts something that stands elsewhere than `span`."""
    other = value.what_span if isinstance(value, Quantity) else None
    return other is None or (span[0] < other[1] and other[0] < span[1])


def _is_level(fact: Fact, growth: Quantity) -> bool:
    """True for a level that `growth` can be of; percentage points are of a rate (失业率4.1%，下降0.2个百分点)."""
    measure = dict(fact.columns).get("measure", "")
    return measure in (RATES if growth.type == "points" else ("level",))
