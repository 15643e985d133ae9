"""Sentences and clauses of the shadow, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tonggao.model import Line, Sentence, Zone

# One pass over the whole shadow: a mark, then what kind it is. Titles in 《》 and short quotations (坚定“项目为王，
# 干事为先”的理念) are opaque, but for a quotation after a colon or comma, which may hold sentences of its own. In a
# short aside a full stop ends only a clause. 、 is no mark.
MARK = re.compile(
    r"""[，。；《（(“「『！？!?.,;：:…\t](?:
      (?<=[，；;\t])()                                                             # 1: a clause ends
    | (?:(?<=[。！？])|(?<=[!?])(?![A-Za-z0-9=&]))[。！？!?”’」』）)】〕》*]*+(?![，、；])()  # 2: the sentence ends
    | (?<=[\u4e00-\u9fff”’」』）)]\.)(?![0-9A-Za-z.])[”’」』）)】〕》*]*+()        # 3: the same, by a full stop
    | (?<=[（(])(?=([^（）()\n]{0,60}+[）)]))                                      # 4: an aside
    | (?<=《)[^《》\n]{1,80}+》 | (?<=[^：:，,][“「『])[^“”「」『』\n。]{1,20}+[”」』]  # opaque
    | (?:(?<=,)(?!(?<=[0-9],)[0-9]{3}(?![0-9]))                                   # 5: a clause ends
        | (?<=[：:])(?!(?<=[0-9].)[0-9]|//) | (?<=…)…*+)()
    )""",
    re.VERBOSE,
)
QUOTE = '"'
Where = tuple[Zone, int, tuple[int, ...]]


def sentences(
    shadow: str, lines: tuple[Line, ...], sections: Sequence[tuple[int, ...]] | None = None
) -> tuple[Sentence, ...]:
    """The sentences of `shadow` with their clauses, offsets into the shadow, half-open, in text order.

    Clauses tile their sentence, each with the mark that closes it; 、 ends none, nor does a mark inside a number
    (`1,100`, `1.5`, `10:30`) or a list number (`1.`). Closing quotes and brackets belong to what they close. No
    sentence crosses a paragraph or a zone; white space at either end belongs to none. `sections` gives for each line
    the numbers of the headings above it (`zones.sections`).

    >>> text = '凉山州建成1,100个基站,其中4G占75.5%。群众说:“用得上、用得好。”'
    >>> found = sentences(text, (Line(0, len(text), 0),))
    >>> [text[s.start:s.end] for s in found]
    ['凉山州建成1,100个基站,其中4G占75.5%。', '群众说:“用得上、用得好。”']
    >>> [text[start:end] for start, end in found[0].clauses]
    ['凉山州建成1,100个基站,', '其中4G占75.5%。']
    """
    cuts, stops = _marks(shadow)
    made: list[Sentence] = []
    ended = count = 0  # sentences and clauses that end before here, so many
    for (zone, paragraph, section), start, body, end in _blocks(lines, sections or [()] * len(lines)):
        ended = bisect_right(stops, max(start, body), ended)  # no sentence ends inside a list marker
        last = bisect_left(stops, end, ended)
        begin = start
        for stop in (*stops[ended:last], end):
            low, high = begin, stop
            begin = stop
            if low < high and (shadow[low].isspace() or shadow[high - 1].isspace()):
                low, high = _trim(shadow, low, high)
            if low < high:
                count = bisect_right(cuts, low, count)
                done = bisect_left(cuts, high, count)
                clauses = tuple(pairwise((low, *cuts[count:done], high))) if done > count else ((low, high),)
                count = done
                made.append(Sentence(low, high, zone, paragraph, clauses, section))
        ended = last
    return tuple(made)


def _marks(shadow: str) -> tuple[list[int], list[int]]:
    """Where clauses end, and where sentences do (both lists rise; a sentence's end is a clause's too)."""
    cuts: list[int] = []
    stops: list[int] = []
    shield = 0  # a full stop before here stands in an aside
    quotes = counted = 0  # straight quotation marks of this line, counted up to here
    for found in MARK.finditer(shadow):
        kind = found.lastindex
        if kind == 1 or kind is None:
            if kind:
                cuts.append(found.end())
            continue
        if kind == 4:
            shield = max(shield, found.end(4))
            continue
        at = found.end()
        if (kind == 2 or kind == 3) and at > shield:
            if shadow.startswith(QUOTE, at):
                fresh = shadow.rfind("\n", counted, at)
                quotes = shadow.count(QUOTE, max(counted, fresh), at) + (quotes if fresh < 0 else 0)
                counted = at
                at += quotes % 2  # an odd number before: this one closes
            stops.append(at)
        cuts.append(at)
    return cuts, stops


def _blocks(lines: tuple[Line, ...], sections: Sequence[tuple[int, ...]]) -> Iterator[tuple[Where, int, int, int]]:
    """Zone, paragraph and section, then start, body and end of each run of lines that sentences may cross."""
    where: Where | None = None
    start = body = end = 0
    for line, section in zip(lines, sections, strict=True):
        if where is not None and line.paragraph and not line.level and where[:2] == (line.zone, line.paragraph):
            end = line.end
            continue
        if where is not None:
            yield where, start, body, end
        where, start, body, end = (line.zone, line.paragraph, section), line.start, line.body, line.end
    if where is not None:
        yield where, start, body, end


def _trim(shadow: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends (empty where there is nothing else)."""
    body = shadow[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())
