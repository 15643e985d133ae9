"""The working text freed of injected readings and of the byte damage they did, each change with its proof."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tonggao.model import Repair
from tonggao.text import annotations, bytesplit, readings
from tonggao.text.annotations import Annotation
from tonggao.text.bytesplit import Lattice, Output, Universe, Window
from tonggao.text.convert import characters
from tonggao.text.origin import Edit, OriginMap, rewrite

# The one search that a clean article pays for: a tone mark, or markup of readings.
_TRIGGER = re.compile(f"[{readings.TONED}\u0304\u030c]|<rt>")
_MARK = re.compile(f"\\?(?:[(（] ?)?{readings.READING}[)）]")  # a reading whose parenthesis went down
_TAKEN = re.compile(f"[\\s\\S][(（] ?{readings.READING} ?[)）]")
CONFIRMED = 12  # distinct annotated characters, all of a table and none of it plain, that make it the page's table


def mend(text: str, origin: OriginMap) -> tuple[str, OriginMap, list[Repair]]:
    """The text without injected readings and with byte-split places repaired, its origin map, and what was done.

    Offsets of the repairs point into the received text (through `origin`). Proofs: `exact` for a reading taken out,
    `proved` where one original alone gives what was received, `likely` for the best of several, `unresolved` for a
    place left as it is.

    >>> text, origin, repairs = mend("助力當(dāng)?shù)剞r(nóng)民脫貧", OriginMap())
    >>> text, origin.raw_span(3, 4), [(r.before, r.after, r.proof) for r in repairs][1]
    ('助力當地農民脫貧', (9, 14), ('?shù)剞r(nóng)', '地農', 'proved'))
    """
    if _TRIGGER.search(text) is None:
        return text, origin, []
    edits = annotations.edits(text)
    if not edits:
        return text, origin, []
    universe = page_evidence(text, annotations.injected(annotations.find(text)))
    windows = _proved(text, universe)
    edits = _merge(edits, [_edit(text, window) for window in windows])
    repairs = [_repair(text, origin, edit) for edit in edits]
    return *rewrite(text, origin, edits), repairs


def page_evidence(text: str, found: Sequence[Annotation]) -> Universe:
    """What the article tells of its page's table, which a proof then assumes.

    A page annotates every occurrence of a character of its table, also across two characters: what stands plain is
    not in it. Pages that annotate a character here and not there tell nothing of that kind.
    """
    annotated = {readings.code_of()[a.char]: a.reading for a in found if a.char in readings.code_of()}
    plain = {a << 8 | b for a, b in pairwise(_TAKEN.sub("\n", text).encode("gbk", "replace")) if a > 0x80 and b > 0x3F}
    if not annotated.keys().isdisjoint(plain):
        return Universe("GBK")
    table = {code: reading for code, (_, reading) in readings.page_table().items()}
    if len(annotated) >= CONFIRMED and annotated.items() <= table.items() and table.keys().isdisjoint(plain):
        return bytesplit.page_universe()
    traditional = characters("traditional")
    known = frozenset(annotated)
    if len(annotated) >= CONFIRMED and all(a.char in traditional for a in found):
        codes = frozenset(code for char, code in readings.code_of().items() if char in traditional)
        return Universe("Traditional characters of GBK", only=codes, must=known, never=frozenset(plain))
    return Universe("GBK", must=known, never=frozenset(plain))


def _proved(text: str, universe: Universe) -> list[Window]:
    """Windows around the marks of byte damage that have one original alone."""
    windows: list[Window] = []
    done = 0
    for mark in _MARK.finditer(text):
        if mark.start() < done:
            continue
        found = [bytesplit.solve(Lattice(text, universe, lost), mark.start()) for lost in ("two", "one")]
        explained = [window for window in found if window.paths]
        done = max(window.end for window in explained or found)
        if not explained:  # an unexplained run may go on to the end of its line, other marks are part of it
            done = max(done, text.find("\n", mark.start()) % (len(text) + 1))
        elif len(explained) == 1 and len(explained[0].paths) == 1:
            windows.append(explained[0])
    return windows


def _edit(text: str, window: Window) -> Edit:
    """The window's one reading as a replacement; every character of it with the received characters that held it."""
    path = window.paths[0]
    return Edit(window.start, window.end, path.text, "byte-split", "proved", (window.universe,), spans(path.outputs))


def spans(outputs: Sequence[Output]) -> tuple[tuple[int, int], ...]:
    """Monotone spans for the characters of `outputs`: a received character shared by two goes to the earlier one."""
    found: list[tuple[int, int]] = []
    for char, start, end in outputs:
        if not char:
            found[-1] = (found[-1][0], end)
            continue
        last = found[-1][1] if found else start
        end = max(end, last)
        found.append((min(max(start, last), end - 1), end))
    return tuple(found)


def _merge(annotations_: Sequence[Edit], windows: Sequence[Edit]) -> list[Edit]:
    """Both in text order; a reading inside a window is the window's."""
    taken = {offset for edit in windows for offset in range(edit.start, edit.end)}
    return sorted([*windows, *(e for e in annotations_ if e.start not in taken)], key=lambda e: e.start)


def _repair(text: str, origin: OriginMap, edit: Edit) -> Repair:
    start, end = origin.raw_span(edit.start, edit.end)
    return Repair(start, end, text[edit.start : edit.end], edit.after, edit.kind, edit.proof, edit.candidates)
