"""Origin map: from each character of the working text to the characters of the article as received."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tonggao.errors import OffsetError


class Edit(NamedTuple):
    """Replace `text[start:end]` by `after`.

    `sources`, where given, says for each character of `after` which half-open span of `text` it came from (monotone;
    byte-level repairs need it). Otherwise equal lengths pass their sources on one to one, and any other replacement
    owns the whole span with each of its characters. A deletion (`after == ""`) leaves the characters to nobody.
    """

    start: int
    end: int
    after: str
    kind: str
    proof: str = "exact"
    candidates: tuple[str, ...] = ()
    sources: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class OriginMap:
    """Working character i came from `raw[starts[i]:ends[i]]`; both `None` for identity.

    >>> text, origin = rewrite("國(guó)家", OriginMap(), [Edit(0, 6, "國", "annotation")])
    >>> text, origin.raw_span(0, 1), origin.raw_span(1, 2)
    ('國家', (0, 6), (6, 7))
    """

    starts: array[int] | None = None
    ends: array[int] | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the received text that working characters `start:end` came from.

        Raises `OffsetError` where the span is empty or reversed: nothing can be pointed at.
        """
        if end <= start or start < 0:
            raise OffsetError(f"empty or reversed span {start}:{end}")
        if self.starts is None or self.ends is None:
            return start, end
        if end > len(self.starts):
            raise OffsetError(f"span {start}:{end} lies outside a text of {len(self.starts)} characters")
        return self.starts[start], self.ends[end - 1]

    def check(self, length: int) -> None:
        """Raise `OffsetError` unless the map is monotone and has one entry for each of `length` characters."""
        if self.starts is None or self.ends is None:
            return
        if len(self.starts) != length or len(self.ends) != length:
            raise OffsetError(f"origin map of {len(self.starts)} entries for {length} characters")
        last_start = last_end = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            if not (last_start <= start < end and last_end <= end):
                raise OffsetError(f"origin map is not monotone at {start}:{end}")
            last_start, last_end = start, end


def rewrite(text: str, origin: OriginMap, edits: Sequence[Edit]) -> tuple[str, OriginMap]:
    """Apply `edits` (sorted, not overlapping, offsets into `text`) and carry the origin map along.

    Where an edit keeps the length the new characters take over the old ones one to one; otherwise every new
    character owns the whole replaced span. Returns the new text and its map. Raises `OffsetError` for edits that
    overlap or lie outside the text.
    """
    if not edits:
        return text, origin
    size = len(text)
    counted = _counted(1 << size.bit_length())
    old_starts = origin.starts if origin.starts is not None else counted[:size]
    old_ends = origin.ends if origin.ends is not None else counted[1 : size + 1]
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for first, last, after, _, _, _, sources in edits:
        if not done <= first < last <= size:
            raise OffsetError(f"edit {first}:{last} overlaps another or lies outside {done}:{size}")
        parts.append(text[done:first])
        starts += old_starts[done:first]
        ends += old_ends[done:first]
        done = last
        if not after:
            continue
        parts.append(after)
        if sources is not None:
            starts.extend(old_starts[start] for start, _ in sources)
            ends.extend(old_ends[end - 1] for _, end in sources)
        elif len(after) == last - first:
            starts += old_starts[first:last]
            ends += old_ends[first:last]
        else:
            starts.extend([old_starts[first]] * len(after))
            ends.extend([old_ends[last - 1]] * len(after))
    parts.append(text[done:])
    starts += old_starts[done:]
    ends += old_ends[done:]
    return "".join(parts), OriginMap(starts, ends)


@lru_cache(maxsize=4)
def _counted(size: int) -> array[int]:
    """0, 1, 2 …: made once for all texts that are about as long."""
    return array("I", range(size))
