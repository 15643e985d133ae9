"""Units said once for a column or a row of a table: 金额（亿元） over cells of bare numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from tonggao.grammar.load import Rules
from tonggao.model import Quantity
from tonggao.recognise import units
from tonggao.recognise.numerals import multiply, times
from tonggao.recognise.units import Unit

SAID = re.compile(r"[（(](?:[^（()）:：]{0,4}[:：])?\s*([^（()）\s]{1,8})\s*[）)]\s*$")
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


class HeadUnits:
    """The units in the brackets that labels end in; every label is read once."""

    def __init__(self, rules: Rules) -> None:
        self._rows = units.load(rules).behind.rows
        self._known: dict[str, tuple[int, Unit] | None] = {}

    def of(self, label: str) -> tuple[int, Unit] | None:
        """What one of a cell under `label` is: how many of which unit; `None` where the label does not say.

        >>> from tonggao.grammar.load import load_rules
        >>> scale, unit = HeadUnits(load_rules()).of("成交额（亿元）")
        >>> scale, unit.name
        (100000000, '元')
        """
        said = SAID.search(label)
        if said is None:
            return None
        if said[1] not in self._known:
            self._known[said[1]] = self._read(said[1])
        return self._known[said[1]]

    def _read(self, text: str) -> tuple[int, Unit] | None:
        scale = 1
        for start in range(len(text)):
            unit = self._rows.get(text[start:])
            if unit is not None and not unit.sense:
                return scale, unit
            if text[start] not in SCALES:
                return None
            scale *= SCALES[text[start]]
        return None

    def fill(self, value: Quantity, labels: list[str], region: str) -> Quantity:
        """A bare number of a cell with the unit of the first of its labels that says one; others as they are."""
        if value.type != "number" or value.unit:
            return value
        found = next((said for said in map(self.of, labels) if said is not None), None)
        if found is None:
            return value
        scale, unit = found[0], units.in_place(found[1], region)
        one, low, high = (times(number, Decimal(scale)) for number in (value.value, value.low, value.high))
        std = times(value.value_std, multiply(Decimal(scale), unit.factor))
        told = replace(value, value=one, low=low, high=high, value_std=std)
        return replace(told, type=unit.type, unit=unit.code, unit_std=unit.std)
