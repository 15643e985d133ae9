"""Numbers in tables: the labels of their row and their column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from tonggao.model import Document, Mention, Quantity
from tonggao.text import cells


def settle(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, quantities in table cells with `table` (number of the table's first line) and label spans."""
    if not any(line.zone == "table" for line in document.lines):
        return mentions
    found = list(cells.tables(document.shadow, document.lines))
    starts = [cell.start for cell in found]
    out = []
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        if isinstance(mention.value, Quantity) and number >= 0 and mention.end <= found[number].end:
            cell = found[number]
            value = replace(mention.value, table=cell.table, row_label=cell.row_label, col_label=cell.col_label)
            mention = replace(mention, value=value)
        out.append(mention)
    return out
