"""Lines while their zones are being found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonggao.model import Zone
from tonggao.text.markers import Marker, marker

STOP = re.compile("[。！？；]")
PROSE = 40  # a line of so many characters with a full stop is prose, or of twice as many with another stop


@dataclass(slots=True)
class Draft:
    """A line while its zone is being found: `text[start:end]` without blanks around it."""

    first: int  # where the line begins, blanks included
    last: int
    start: int
    end: int
    mark: Marker | None
    prose: bool
    zone: Zone | None = None
    level: int = 0


def drafted(shadow: str) -> list[Draft]:
    """The lines, blanks around them set apart, marker found.

    >>> [(draft.start, draft.end, draft.mark and draft.mark.style) for draft in drafted("  一、农业\\n产量增长。")]
    [(2, 6, 'comma'), (7, 12, None)]
    """
    drafts: list[Draft] = []
    first = 0
    for line in shadow.split("\n"):
        last = first + len(line)
        start, end = first, last
        if line and (line[0] in " \t" or line[-1] in " \t"):
            body = line.strip(" \t")
            start = first + line.index(body[0]) if body else first
            end = start + len(body)
        prose = end - start >= PROSE and ("。" in line or (end - start >= 2 * PROSE and _stops(shadow, start, end)))
        drafts.append(Draft(first, last, start, end, marker(shadow, start, end) if start < end else None, prose))
        first = last + 1
    return drafts


def _stops(shadow: str, start: int, end: int) -> bool:
    return STOP.search(shadow, start, end - 1) is not None
