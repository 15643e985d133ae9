"""Page furniture: page numbers and running headers that printing or PDF extraction left between the lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

NUMBER = re.compile(
    r"[-–—─·. ]{0,4}\d{1,5}[-–—─·. ]{0,4}|第 ?\d{1,4} ?[页頁](?: ?[/，,共] ?(?:共 ?)?\d{1,4} ?[页頁])?"
    r"|[Pp](?:age|\.) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,4} ?/ ?\d{1,4}(?: ?[页頁])?"
)
FIRST = frozenset("0123456789-–—─·. 第Pp")
DAY = re.compile(r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
SENTENCE = re.compile("[，。；！？：,;]")
DIGITS = re.compile(r"\d+")
HEADER = 30  # longest running header
DATED = "\n"  # marks a header that holds a day
PROSE = 12  # shortest line of text that a bare page number may stand between


class Span(Protocol):
    """A line that is not blank: `text[start:end]`."""

    start: int
    end: int


def furniture(text: str, rows: Sequence[Span]) -> set[int]:
    """Numbers of the lines among `rows` that are page numbers or running headers.

    A header stands beside a page number and holds a day, or comes back on another page. A bare number is a page's
    where running text stands on both its sides: a table's cell has other cells beside it.

    >>> from types import SimpleNamespace as Row
    >>> text = "應付生活上的基本需\\n立法會  ─  2013年7月10日\\n10867\\n要。今年5月底領取綜援的個案"
    >>> furniture(text, [Row(start=m.start(), end=m.end()) for m in re.finditer(".+", text)])
    {1, 2}
    """
    numbers = [
        number
        for number, row in enumerate(rows)
        if text[row.start] in FIRST and row.end - row.start <= HEADER and NUMBER.fullmatch(text, row.start, row.end)
    ]
    if not numbers:
        return set()
    beside = {n: _header(text, rows, n) for number in numbers for n in (number - 1, number + 1) if 0 <= n < len(rows)}
    often = Counter(header for header in beside.values() if header)
    found: set[int] = set()
    for number in numbers:
        headers = [n for n in (number - 1, number + 1) if _comes_back(beside.get(n, ""), often)]
        if headers:
            found |= {number, headers[0]}
        elif 0 < number < len(rows) - 1 and _prose(text, rows[number - 1]) and _prose(text, rows[number + 1]):
            found.add(number)
    return found


def _comes_back(header: str, often: Counter[str]) -> bool:
    return DATED in header or (often[header] > 1 and len(header) >= PROSE // 2)


def _header(text: str, rows: Sequence[Span], number: int) -> str:
    """What a line would be on every page, were it a running header; "" where it cannot be one."""
    row = rows[number]
    line = text[row.start : row.end]
    if len(line) > HEADER or SENTENCE.search(line) or NUMBER.fullmatch(line):
        return ""
    return DIGITS.sub("", line) + (DATED if DAY.search(line) and len(line) > PROSE else "")


def _prose(text: str, row: Span) -> bool:
    return row.end - row.start >= PROSE and SENTENCE.search(text, row.start, row.end) is not None
