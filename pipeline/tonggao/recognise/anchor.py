"""Anchoring: which day the article speaks from, and the value of every date in the light of what stands before it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, TimeExpression
from tonggao.recognise.calendar import Point
from tonggao.recognise.expressing import express
from tonggao.recognise.placing import Named, Setting


def reference_date(document: Document, mentions: list[Mention]) -> tuple[str | None, str]:
    """The article's day as ISO, and where it came from: `given`, `inferred: …`, or `none`."""
    published = document.article.published
    if published:
        return published[:10], "given"
    return None, "none"


def settle(document: Document, mentions: list[Mention], reference: str | None, rules: Rules) -> list[Mention]:
    """The mentions with every date placed: type, value, mod, days, calendar and anchor filled, in text order."""
    named = rules.once("anchor.named", lambda r: Named(r.table("periods").rows, r.table("festivals").rows))
    today = date.fromisoformat(reference) if reference else None
    starts = [s.start for s in document.sentences]
    settled: list[Mention] = []
    begin: Point | None = None
    end: Point | None = None
    last_sentence = -1
    for mention in mentions:
        value = mention.value
        if mention.kind != "date" or not isinstance(value, TimeExpression):
            settled.append(mention)
            continue
        sentence = bisect_right(starts, mention.start) - 1
        near = sentence == last_sentence
        placed = express(value.parts, Setting(today, begin, end, near, False, document.region), named)
        settled.append(replace(mention, value=placed.expression))
        if placed.end is not None:
            begin, end, last_sentence = placed.begin, placed.end, sentence
    return settled
