"""Region: where an article was written, from its words, places, currency and script, with the evidence."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tonggao.grammar.tables import read_table
from tonggao.text import convert

HOME = Path(__file__).resolve().parent.parent
REGIONS = ("CN", "HK", "TW", "MO")
GUARD = "-"  # a longer word that only holds a cue
WINDOW = 4_000  # characters that are looked at
ENOUGH = 2.0  # weight below which nothing has been told
LEAD = 1.25  # times the runner-up's weight that is needed
SHOWN = 5  # cues named as evidence
SIMPLIFIED = "CN", 2.0  # what the script alone says; Traditional is written in three regions, and on mirrors


class _Cue(NamedTuple):
    word: str
    region: str
    kind: str
    weight: float


@cache
def _cues() -> tuple[list[_Cue], Any]:
    """The cues and their automaton over the shadow (the longest cue wins its characters)."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    rows = read_table(HOME / "lexicons" / "region_cues.tsv")
    cues = [_Cue(row["cue"], row["region"], row["kind"], float(row["weight"])) for row in rows]
    return cues, AhoCorasick([cue.word for cue in cues], matchkind=MatchKind.LeftmostLongest)


@cache
def _forms() -> dict[str, tuple[str, float]]:
    """Traditional form → the region that writes so, and its weight."""
    rows = read_table(HOME / "tables" / "region_forms.tsv")
    return {row["form"]: (row["region"], float(row["weight"])) for row in rows}


def infer(text: str, script: str) -> tuple[str, str]:
    """Region (`CN`, `HK`, `TW`, `MO`) of an article and what told it; `""` where nothing tells, or two tell alike.

    >>> infer("立法院审查预算，县府编列新台币3亿元", "hans")
    ('TW', '县府 新台币 立法院 编列')
    >>> infer("今年生产5万件", "hans")
    ('CN', 'script hans')
    >>> infer("今年生產5萬件", "hant")
    ('', '')
    """
    weights, evidence = _weigh(text, script)
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < ENOUGH:
        return "", ""
    region, weight = ranked[0]
    if len(ranked) > 1 and weight < LEAD * ranked[1][1]:
        return "", ""
    if region not in REGIONS:
        return "", ""
    told = sorted(((w, cue) for cue, (r, w) in evidence.items() if r == region), key=lambda wc: (-wc[0], wc[1]))
    return region, " ".join(cue for _, cue in told[:SHOWN])


def _weigh(text: str, script: str) -> tuple[Counter[str], dict[str, tuple[str, float]]]:
    """The weight of each region, and each cue's region and share of it."""
    cues, automaton = _cues()
    begin = text[:WINDOW]
    shadow = convert.shadow(begin, script)
    try:
        matches = automaton.find_matches_as_indexes(shadow)
    except UnicodeEncodeError:  # lone surrogates
        matches = automaton.find_matches_as_indexes(convert.SURROGATE.sub("\ufffd", shadow))
    found = Counter(number for number, _, _ in matches)
    evidence = {
        cue.word: (cue.region, cue.weight * _often(count))
        for cue, count in ((cues[number], count) for number, count in found.items())
        if cue.region != GUARD
    }
    if script != "hans":
        for form, (region, weight) in _forms().items():
            if count := begin.count(form):
                evidence[form] = region, weight * _often(count)
    if script == "hans" and convert.any_of("simplified").search(begin):
        evidence["script hans"] = SIMPLIFIED
    weights: Counter[str] = Counter()
    for region, weight in evidence.values():
        weights[region] += weight
    return weights, evidence


def _often(count: int) -> float:
    """A cue that stands again tells more, though not as much as another cue."""
    return 1.0 if count == 1 else 1.5 if count < 5 else 2.0
