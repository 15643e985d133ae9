"""Repairs of characters: what any reader would read without noticing, made plain for patterns.

Full-width forms, compatibility ideographs and radicals, invisible characters, 巿 for 市, circles for 〇 in years, then
broken lines (`wrap`) and stray spaces (`spacing`). Chinese punctuation stays Chinese. Every change keeps its way back
through the origin map and is a `Repair`; private-use characters and U+FFFD are reported, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from tonggao.model import Repair
from tonggao.text import spacing, wrap
from tonggao.text.forms import forms
from tonggao.text.origin import Edit, OriginMap, rewrite

NUMERALS = "一二三四五六七八九"
CIRCLES = "○〇零0OoΟО"  # what stands for a zero between Chinese numerals; Greek and Cyrillic O among them
REPORTED = "strange"


def mend(text: str, origin: OriginMap) -> tuple[str, OriginMap, list[Repair]]:
    """The text with its characters, line breaks and spaces repaired, its origin map, and what was done.

    `Repair.start`, `end` point into the article as received, `before` is what stood in `text`. Never raises for any
    text; a second run over the result changes nothing.

    >>> text, origin, repairs = mend("２０１８年,投資 1 466 億元", OriginMap())
    >>> text, origin.raw_span(8, 14), [(r.kind, r.before, r.after) for r in repairs][:2]
    ('2018年,投資1466億元', (9, 17), [('width', '２０１８', '2018'), ('space', ' ', '')])
    """
    repairs: list[Repair] = []
    if forms().odd.search(text) is not None:
        text, origin = _apply(text, origin, list(_exchanges(text)), repairs)
        for needle, exchange in _context():
            if needle in text:
                text, origin = _apply(text, origin, list(_translated(text, *exchange)), repairs)
    if "二0" in text or "二O" in text or "九0" in text or "九O" in text:  # 二0一八年, 一九九O年
        text, origin = _apply(text, origin, list(_translated(text, *_year())), repairs)
    if "\n" in text:
        text, origin = _apply(text, origin, wrap.joints(text), repairs)
    if " " in text:
        text, origin = _apply(text, origin, spacing.closings(text), repairs)
    return text, origin, repairs


def _apply(text: str, origin: OriginMap, edits: list[Edit], repairs: list[Repair]) -> tuple[str, OriginMap]:
    """`text` and `origin` with `edits` applied, each logged; edits that keep the length leave the map alone."""
    if not edits:
        return text, origin
    for edit in edits:
        before = text[edit.start : edit.end]
        repairs.append(Repair(*origin.raw_span(edit.start, edit.end), before, edit.after, edit.kind, edit.proof))
    edits = [edit for edit in edits if edit.kind != REPORTED]
    if any(len(edit.after) != edit.end - edit.start for edit in edits):
        return rewrite(text, origin, edits)
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += text[done : edit.start], edit.after
        done = edit.end
    return "".join([*parts, text[done:]]), origin


def _exchanges(text: str) -> Iterator[Edit]:
    """One edit a run of forms of one kind, in order."""
    table = forms()
    for run in table.odd.finditer(text):
        for piece in table.piece.finditer(text, *run.span()):
            start, end, found = piece.start(), piece.end(), piece[0]
            if piece.lastgroup == "same":
                for kind, chars in groupby(found, table.kinds.__getitem__):
                    after = "".join(map(table.same.__getitem__, chars))
                    yield Edit(start, start + len(after), after, kind)
                    start += len(after)
            elif piece.lastgroup == "more":
                yield Edit(start, end, table.longer[found], table.kinds[found])
            elif piece.lastgroup == "drop":
                yield Edit(start, end, "", "invisible")
            elif piece.lastgroup == "cr":
                yield Edit(start, end, "" if text.startswith("\n", end) else "\n", "line break")
            else:
                yield Edit(start, end, found, REPORTED, "unresolved")


Exchange = tuple[re.Pattern[str], str, dict[int, str]]  # where it is wrong, what the repair is called, what is meant


@cache
def _year() -> Exchange:
    table = dict.fromkeys(map(ord, CIRCLES), "〇") | {ord("零"): "零"}
    one = f"[{NUMERALS}]"
    year = f"{one}(?<![0-9{NUMERALS}]{one})(?=[{NUMERALS}{CIRCLES}]{{3}}年)[{NUMERALS}{CIRCLES}]{{3}}"
    return re.compile(year), "zero", table


@cache
def _context() -> tuple[tuple[str, Exchange], ...]:
    """Repairs that need their neighbours, behind the character (of `forms.NEIGHBOURS`) that asks for them."""
    circles = re.compile(f"○(?<=[{NUMERALS}]○)○*+(?=[{NUMERALS}年度多余餘％%万萬亿億])")
    han, signs = "[㐀-鿿]", "[ㄅ-ㄯˇˋˊ˙]"
    return (
        # 徐巿, who sailed for the islands of the immortals, is the one name that keeps its 巿 (fú)
        ("巿", (re.compile("巿(?<!徐巿)"), "lookalike", {ord("巿"): "市"})),
        ("○", _year()),
        ("○", (circles, "zero", {ord("○"): "〇"})),
        # Taiwan's keyboards put the phonetic sign ㄧ beside the numeral; alone it is no reading
        ("ㄧ", (re.compile(f"ㄧ(?<!{signs}ㄧ)(?!{signs})"), "lookalike", {ord("ㄧ"): "一"})),
        ("．", (re.compile(f"．(?<={han}．)(?<![{NUMERALS}十]．)(?={han})"), "punctuation", {ord("．"): "·"})),
        ("．", (re.compile("．"), "width", {ord("．"): "."})),
    )


def _translated(text: str, pattern: re.Pattern[str], kind: str, table: dict[int, str]) -> Iterator[Edit]:
    for found in pattern.finditer(text):
        after = found[0].translate(table)
        if after != found[0]:
            yield Edit(found.start(), found.end(), after, kind)
