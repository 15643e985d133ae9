"""Repairs of characters: what any reader would read without noticing, made plain for patterns.

Full-width forms, compatibility ideographs and radicals, invisible characters, 巿 for 市, circles for 〇 in years, then
broken lines (`wrap`) and stray spaces (`spacing`). Chinese punctuation stays Chinese. Every change keeps its way back
through the origin map and is a `Repair`; private-use characters and U+FFFD are reported, never guessed at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from sys import maxsize

from tonggao.model import Repair
from tonggao.text import spacing, wrap
from tonggao.text.forms import forms
from tonggao.text.origin import Edit, OriginMap, rewrite

NUMERALS = "一二三四五六七八九"
CIRCLES = "○〇零0OoΟО"  # what stands for a zero between Chinese numerals; Greek and Cyrillic O among them
REPORTED = "strange"


def mend(text: str, origin: OriginMap, raw: str | None = None) -> tuple[str, OriginMap, list[Repair]]:
    """The text with its characters, line breaks and spaces repaired, its origin map, and what was done.

    `raw` is the article as received; where `text` is still that, it need not be given. Each repair says what stood in
    `raw` at its `start`, `end`, and what stands now: where one step's work is done again by a later one (a full-width
    blank made a plain one, then taken out) there is one repair, so that putting each `after` in its place in `raw`
    gives the text. Never raises for any text.

    >>> text, origin, repairs = mend("２０１８年,投資 1 466 億元", OriginMap())
    >>> text, origin.raw_span(8, 14), [(r.kind, r.before, r.after) for r in repairs][:2]
    ('2018年,投資1466億元', (9, 17), [('width', '２０１８', '2018'), ('space', ' ', '')])
    """
    line = _Bench(text, origin, text if raw is None else raw)
    if forms().odd.search(text) is not None:
        line.apply(list(_exchanges(text)))
        for needle, exchange in _context():
            if needle in line.text:
                line.apply(list(_translated(line.text, *exchange)))
    if "二0" in line.text or "二O" in line.text or "九0" in line.text or "九O" in line.text:  # 二0一八年, 一九九O年
        line.apply(list(_translated(line.text, *_year())))
    if "\n" in line.text:
        line.apply(wrap.joints(line.text))
    if " " in line.text:
        closings = spacing.closings(line.text)
        line.apply(closings)
        if any(edit.kind == spacing.SPACED for edit in closings):  # what stood beside a spaced passage is readable now
            line.apply(spacing.closings(line.text))
    return line.text, line.origin, line.standing()


@dataclass(slots=True)
class _Bench:
    """A text under repair, with what each step has done to it."""

    text: str
    origin: OriginMap
    raw: str
    steps: list[list[Repair]] = field(default_factory=list)

    def apply(self, edits: list[Edit]) -> None:
        """Make `edits` and log them; edits that keep the length leave the map alone."""
        if not edits:
            return
        starts, ends, raw = self.origin.starts, self.origin.ends, self.raw
        step: list[Repair] = []
        kept = True
        for start, end, after, kind, proof, _, _ in edits:
            kept = kept and len(after) == end - start
            if starts is not None and ends is not None:
                start, end = starts[start], ends[end - 1]
            step.append(Repair(start, end, raw[start:end], after, kind, proof))
        self.steps.append(step)
        if not kept:
            edits = [edit for edit in edits if edit.kind != REPORTED]
            self.text, self.origin = rewrite(self.text, self.origin, edits)
            return
        parts: list[str] = []
        done = 0
        for edit in edits:
            parts += self.text[done : edit.start], edit.after
            done = edit.end
        self.text = "".join([*parts, self.text[done:]])

    def standing(self) -> list[Repair]:
        """The repairs whose work no later step has done again."""
        found: list[Repair] = []
        later: list[tuple[int, int]] = []
        for step in reversed(self.steps):
            if later:
                later.sort()
                step = [repair for repair in step if not _within(repair, later)]
            found = step + found
            later += [(repair.start, repair.end) for repair in step]
        return found


def _within(repair: Repair, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (repair.start, maxsize)) - 1
    return at >= 0 and spans[at][1] >= repair.end


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
        # 丶, a stroke of the brush, is what some keyboards give for 、
        ("丶", (re.compile(f"丶(?<=[{han[1:-1]}0-9”》）」]丶)(?={han}|[0-9“《「])"), "lookalike", {ord("丶"): "、"})),
        ("．", (re.compile(f"．(?<={han}．)(?<![{NUMERALS}十]．)(?={han})"), "punctuation", {ord("．"): "·"})),
        ("．", (re.compile("．"), "width", {ord("．"): "."})),
    )


def _translated(text: str, pattern: re.Pattern[str], kind: str, table: dict[int, str]) -> Iterator[Edit]:
    for found in pattern.finditer(text):
        after = found[0].translate(table)
        if after != found[0]:
            yield Edit(found.start(), found.end(), after, kind)
