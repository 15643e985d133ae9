"""Titles: which of an article's first lines are its title, and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from tonggao.grammar.tables import read_table
from tonggao.model import Zone
from tonggao.text import clean, datelines
from tonggao.text.dictionary import engine
from tonggao.text.forms import forms
from tonggao.text.origin import OriginMap

HOME = Path(__file__).resolve().parent.parent

EARLY = 12  # a title is among so many first lines
SHORTEST, LONGEST = 6, 60
SUBTITLED = 2  # lines of a title with its subtitle
ABOVE = 12  # longest line of a page's frame above the title
NAMED = 3  # longest name that stands alone
NAME = re.compile("[㐀-鿿]{2,3}")
OTHER = re.compile(r"[\W_]+")
WHOLE = re.compile("[。；]|[：:，,、]$")


class Drafted(Protocol):
    """What a line is known to be so far."""

    start: int
    end: int
    zone: Zone | None
    prose: bool

    @property
    def mark(self) -> object: ...


def mark(text: str, shadow: str, full: Sequence[Drafted], title: str | None) -> None:
    """Set the zone of the title's lines among `full` (lines that are not blank), and of a page's frame above them.

    `title`, the metadata's, is compared with `text`: equal but for punctuation, or one holding the other. Where it is
    nowhere, the first short lines before the first prose are the title.
    """
    opening = next((n for n, draft in enumerate(full[:EARLY]) if draft.prose or _opens(text, draft)), EARLY)
    early = full[:opening]
    found = _given(text, shadow, early, title) if title else []
    if not found and opening < len(full):
        found = _likely(text, shadow, early)
    for number in found:
        early[number].zone = "title"
    above = early[: found[-1]] if found else []
    if any(draft.zone == "boilerplate" for draft in above):
        for draft in above:
            if draft.zone is None and draft.end - draft.start <= ABOVE and not _said(shadow, draft):
                draft.zone = "boilerplate"


def bylines(shadow: str, full: Sequence[Drafted]) -> None:
    """Set the zone of a name that stands alone between an article's title, its dateline or the like, and its text."""
    for number in range(1, min(2 * EARLY, len(full) - 1)):
        draft, above = full[number], full[number - 1]
        if draft.zone is None and draft.end - draft.start <= NAMED and above.zone in ("title", "meta", "dateline"):
            name = shadow[draft.start : draft.end]
            named = NAME.fullmatch(name) is not None and name[0] in surnames() and not engine().has_word(name)
            if named and full[number + 1].prose:
                draft.zone = "meta"


@cache
def surnames() -> frozenset[str]:
    """First characters of names."""
    table = read_table(HOME / "lexicons" / "surnames.tsv")
    return frozenset(row["surname"] for row in table if row["class"] in ("plain", "risky"))


def _opens(text: str, draft: Drafted) -> bool:
    """Does a dateline that names the sender open the report? No title comes after it."""
    return draft.zone == "dateline" and text[draft.end - 1] in "：:"


def _bare(words: str) -> str:
    return OTHER.sub("", words)


def _given(text: str, shadow: str, early: Sequence[Drafted], title: str) -> list[int]:
    """Numbers of the lines that are the metadata's title."""
    if forms().odd.search(title) is not None:
        title = clean.mend(title, OriginMap())[0]  # what was done to the text
    wanted = _bare(title)
    found = []
    for number, draft in enumerate(early):
        if draft.end - draft.start > 3 * len(title) or draft.zone == "dateline":
            continue
        if WHOLE.search(text, draft.start, draft.end) or _reports(shadow, draft):
            continue
        line = _bare(text[draft.start : draft.end])
        longest = wanted if len(wanted) > len(line) else line
        if SHORTEST <= len(line) <= 2 * len(wanted) and (line in longest and wanted in longest):
            found.append(number)
    return found


def _likely(text: str, shadow: str, early: Sequence[Drafted]) -> list[int]:
    """Numbers of the lines that may be a title: the first run of lines that are nothing else and long enough.

    Two such lines are a title with its subtitle; of more the longest is meant. A line that repeats it is a title too.
    """
    run: list[int] = []
    for number, draft in enumerate(early):
        line = text[draft.start : draft.end]
        fits = draft.zone is None and SHORTEST <= len(line) <= LONGEST and WHOLE.search(line) is None
        fits = fits and not _reports(shadow, draft)
        if fits and (draft.mark is None or line.startswith("——") or (line[0] == "#" != line[1])):
            run.append(number)
        elif run:
            break
    if not run:
        return []
    bare = [_bare(text[draft.start : draft.end]) if draft.end - draft.start <= LONGEST else "" for draft in early]
    longest = max((bare[number] for number in run), key=len)
    chosen = run if len(run) <= SUBTITLED else []
    again = [n for n, line in enumerate(bare) if len(line) >= SHORTEST and (line in longest or longest in line)]
    return sorted({*chosen, *(number for number in again if early[number].zone is None)})


def _reports(shadow: str, draft: Drafted) -> bool:
    """Does the line open with a dateline and go on with the report?"""
    return datelines.dateline(shadow, draft.start, draft.end) > draft.start


def _said(shadow: str, draft: Drafted) -> bool:
    """Does the line say something, a number or more than one phrase?"""
    return re.search("[0-9，。、！？]", shadow[draft.start : draft.end]) is not None
