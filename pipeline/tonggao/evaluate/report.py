"""Scores for people and machines: a table, the misses in their sentences, JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tonggao.evaluate.gold import Row
from tonggao.evaluate.score import BESIDE, Miss, Score, ratio

BREAKS = "。！？!?；;\n"
MOST = 120  # characters of a sentence that are shown


def figures(score: Score) -> dict[str, dict[str, Any]]:
    """Every figure by kind: counts, and precision, recall and F1 of spans and values, of slots for facts."""
    found: dict[str, dict[str, Any]] = {}
    for kind, c in score.counts.items():
        if kind == "fact":
            found[kind] = {
                "gold": c["rows"],
                "rows_found": c["row_hits"] / max(1, c["rows"]),
                "slots": ratio(c["right"], c["given"], c["wanted"]),
                "whole_rows": c["whole"],
            }
            continue
        found[kind] = {
            "gold": c["gold"],
            "span": ratio(c["span"], c["judged"], c["gold"]),
            "value": ratio(c["value"], c["judged"], c["gold"]),
        }
        if c["named"]:
            found[kind] |= {BESIDE[kind]: [c["right"], c["named"]]}
    return found


def table(score: Score) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{'kind':14}{'gold':>5}   span P/R/F1            value P/R/F1"
    for kind, row in figures(score).items():
        if kind == "fact":
            slots = " ".join(f"{x:.3f}" for x in row["slots"])
            yield (
                f"{kind:14}{row['gold']:5}   rows found {row['rows_found']:.3f}       slots {slots}"
                f"   whole rows {row['whole_rows']}/{row['gold']}"
            )
            continue
        span, value = (" ".join(f"{x:.3f}" for x in row[name]) for name in ("span", "value"))
        beside = BESIDE.get(kind, "")
        rest = f"   {beside} {row[beside][0]}/{row[beside][1]}" if beside in row else ""
        yield f"{kind:14}{row['gold']:5}   {span}      {value}{rest}"


def misses(score: Score, raw: str) -> Iterator[str]:
    """Each miss in the sentence of the text where it stands."""
    for miss in score.misses:
        row = miss.gold or miss.found
        if row is not None:
            yield f"- {miss.kind}: {miss.why}: {row.surface} {_said(miss)}\n    {in_sentence(raw, row)}"


def _said(miss: Miss) -> str:
    wanted = dict(miss.gold.fields) if miss.gold else {}
    got = {k: v for k, v in miss.found.fields.items() if v not in (None, "", [])} if miss.found else {}
    names = set(wanted) | (set() if wanted else {"name", "value", "unit", "type", "code", "rule"})
    shown = {name: value for name, value in got.items() if name in names or name == "rule"}
    parts = [f"gold {wanted}"] if wanted else []
    return " ".join([*parts, f"found {shown}"] if got else parts)


def in_sentence(raw: str, row: Row) -> str:
    """The sentence of the text that holds a row, the row in brackets.

    >>> in_sentence("完成任务。投资超过1100亿元，提前。", Row("quantity", (9, 15), {}))
    '投资超过⟦1100亿元⟧，提前。'
    """
    start, end = row.span
    first = max((raw.rfind(mark, 0, start) for mark in BREAKS), default=-1) + 1
    stops = [at for at in (raw.find(mark, end) for mark in BREAKS) if at >= 0]
    last = min(stops) + 1 if stops else len(raw)
    before = raw[first:start][-MOST:].replace("\n", " ")
    return f"{before.lstrip()}⟦{raw[start:end]}⟧{raw[end:last][:MOST].rstrip()}"
