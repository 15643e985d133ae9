"""Endings of names of places as the rules have them, compiled: 村, 园区, 湖, and what tells such names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tonggao.grammar.load import Rules, alternation
from tonggao.recognise.gazetteer import Gazetteer
from tonggao.recognise.place_foreign import Foreign
from tonggao.recognise.place_sounds import Sounds

UNDER = {
    "prefecture": ("township", "village", "site"),
    "county": ("township", "village", "site"),
    "township": ("village", "site", "group"),
    "village": ("group",),
}


class Ending(NamedTuple):
    """A row of lexicons/place_suffixes.tsv."""

    level: str
    least: int
    most: int
    need: str


class NameCues(NamedTuple):
    """What tells that a name beside it is a place's, from `lexicons/place_cues.tsv`."""

    defined: re.Pattern[str]  # behind a name that begins a clause
    called: re.Pattern[str]  # before a name
    rails: re.Pattern[str]  # of railways
    town: str  # an expression for the words for a town

    @classmethod
    def of(cls, rules: Rules) -> NameCues:
        """The cues of these rules."""
        words = rules.table("place_cues").column("classes")
        defined, kind, called, rails, town = (
            alternation([word for word, classes in words.items() if name in classes.split()])
            for name in ("defined", "kind", "called", "rails", "town")
        )
        said = rf"[曾原]?[是为][^。，\n]{{0,24}}?(?:[一座条省市县区州镇]|{kind})"
        return cls(
            re.compile(rf"(?:（[^（）\n]{{1,60}}）)?，?(?:{defined}|{said})"), re.compile(f"(?:{called})[“「『]?$"),
            re.compile(rails), town,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Patterns:
    """The endings of these rules, compiled: one scanner, one chain expression a level."""

    rows: dict[str, Ending]
    generic: frozenset[str]
    never: frozenset[str]
    tails: frozenset[str]
    surnames: frozenset[str]
    leads: frozenset[str]  # small words that stand before a name and are cut into it
    chains: dict[str, re.Pattern[str]]
    gazetteer: Gazetteer
    waters: re.Pattern[str]  # what is said of a water right after its name
    sounds: Sounds
    before: frozenset[str]  # what is said before a place, and after one
    after: frozenset[str]
    sounding: frozenset[str]  # endings of names that are written by sound, or else the dictionary's
    foreign: Foreign
    cues: NameCues
    towns: frozenset[str]  # endings of townships, for which there is a table

    @classmethod
    def of(cls, rules: Rules) -> Patterns:
        """The endings of these rules, compiled once per process."""
        made: Patterns = rules.once("place_patterns", cls._compile)
        return made

    @classmethod
    def _compile(cls, rules: Rules) -> Patterns:
        edges = rules.table("place_edges")
        rows = {
            suffix: Ending(row["level"], int(row["least"]), int(row["most"]), row["need"])
            for suffix, row in rules.table("place_suffixes").rows.items()
        }
        never = frozenset(edges.where("use", "never"))
        stem = rf"(?P<stem>[^\W{''.join(sorted(never))}\d_a-zA-Z]{{1,7}}?)"
        chains = {
            level: re.compile(
                f"{stem}(?P<suffix>"
                + alternation([s for s, r in rows.items() if r.level in levels and r.need not in ("ward", "named")])
                + ")"
            )
            for level, levels in UNDER.items()
        }
        gazetteer, sounds, cues = Gazetteer.of(rules), Sounds.read(), NameCues.of(rules)
        return cls(
            rows, frozenset(rules.table("place_generic").rows), never, frozenset(edges.where("use", "tail")),
            frozenset(edges.where("use", "surname")), never | frozenset(edges.where("use", "lead")),
            chains, gazetteer, re.compile(alternation(edges.where("use", "water"))),
            sounds, frozenset(edges.where("use", "before")), frozenset(edges.where("use", "after")),
            frozenset(suffix for suffix, row in rows.items() if row.need == "sound"),
            Foreign(gazetteer, sounds, cues.town), cues,
            frozenset(suffix for suffix, row in rows.items() if row.level == "township"),
        )  # fmt: skip
