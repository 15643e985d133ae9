"""Senses: units that mean one thing or another, decided by the words around the amount.

The `sense` of a row in units.tsv or classifiers.tsv names one of the functions here: 度 is a degree, a kilowatt-hour,
an angle or a time that something was done; 分 a point of a score or a minute; 点 a point made or an hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Document
from tonggao.recognise.context import WINDOW, Place, around, following
from tonggao.recognise.units import Unit, Units
from tonggao.recognise.wording import Wording
from tonggao.text.cut import tags

HEAT, POWER, TIMES = "Cel", "kW.h", "times"


@dataclass(frozen=True, slots=True)
class Senses:
    """Decides what a unit of several senses is; `None`: it is no unit here."""

    words: dict[str, re.Pattern[str]]  # by class of number_words.tsv
    wording: Wording
    counted: dict[str, Unit]  # classifiers that are measures as well
    instead: dict[str, Unit]  # what 度 may be: ℃, kW.h, a time

    def decide(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """The unit that `unit` (with a sense) is at `place`."""
        decide: Callable[[Document, Place, Unit, bool], Unit | None] = getattr(self, f"_{unit.sense}")
        return decide(document, place, unit, arabic)

    def _few(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """三方 are parties, 3000万方 cubic metres."""
        return self.counted[unit.name] if self._is_few(document.shadow, place, arabic) else unit

    def _neighbourhood(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """里 is a neighbourhood in Taiwan, elsewhere half a kilometre."""
        return self.counted[unit.name] if document.region == "TW" else unit

    def _net(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """M is a rate of data only where a network is spoken of."""
        return unit if self.words["net"].search(around(document.shadow, place)) else None

    def _small(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """Nothing is counted in 亿对 or 亿岁: 投资5亿多|对京藏高速, 1,021亿|岁出."""
        return None if self.wording.big.search(document.shadow, place[1], place[2]) else unit

    def _act(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """《离魂》一折 is an act of a play."""
        return None if document.shadow[place[0] - 1 : place[0]] == "》" else unit

    def _degree(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        word = following(document, place[3])
        few = self._is_few(document.shadow, place, arabic)
        if few and word and tags()[word][:1] == "v":
            return self.instead[TIMES]  # 两度修改
        window = around(document.shadow, place)
        if self.words["heat"].search(window):
            return self.instead[HEAT]
        if self.words["power"].search(window):
            return self.instead[POWER]
        return unit if arabic or place[2] - place[1] > 1 else self.instead[TIMES]

    def _point(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """A point made or one of an index, and not an hour of the day."""
        text, numeral = document.shadow, document.shadow[place[1] : place[2]]
        if not arabic:
            return None if self.wording.hour_goes_on.match(text, place[3]) else unit
        said = "." in numeral or len(numeral) > 2 or self.words["points"].match(text, place[3])
        return unit if said else None

    def _score(self, document: Document, place: Place, unit: Unit, arabic: bool) -> Unit | None:
        """Points of a score, and not minutes."""
        text = document.shadow
        said = "." in text[place[1] : place[2]] or self.wording.above.match(text, place[3])
        return unit if said or self.words["score"].search(text[max(0, place[0] - WINDOW) : place[0]]) else None

    def _is_few(self, text: str, place: Place, arabic: bool) -> bool:
        """A number of one digit, or in Chinese words without 万."""
        return place[2] - place[1] == 1 if arabic else self.wording.big.search(text, place[1], place[2]) is None


def load(rules: Rules, units: Units, wording: Wording) -> Senses:
    """The senses of these rules: `number_words` of the classes heat, power, net, points, score."""
    table = rules.table("number_words")
    words = {
        name: re.compile(f"(?:{alternation(table.where('class', name))})")
        for name in ("heat", "power", "net", "points", "score")
    }
    rows = units.behind.rows
    instead = {code: next(unit for unit in rows.values() if unit.code == code) for code in (HEAT, POWER)}
    instead[TIMES] = rows[table.where("class", TIMES)[0]]
    return Senses(words, wording, dict(units.counted), instead)
