"""Numbers in tables: the labels of their row and their column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Quantity
from tonggao.recognise.headunits import HeadUnits
from tonggao.text import cells


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions, quantities in table cells with `table` (number of the table's first line) and label spans, bare
    numbers with the unit that a label says."""
    if not any(line.zone == "table" for line in document.lines):
        return mentions
    found = list(cells.tables(document.shadow, document.lines))
    starts = [cell.start for cell in found]
    heads: HeadUnits = rules.once("head units", HeadUnits)
    out = []
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        if isinstance(mention.value, Quantity) and number >= 0 and mention.end <= found[number].end:
            cell = found[number]
            value = replace(mention.value, table=cell.table, row_label=cell.row_label, col_label=cell.col_label)
            labels = [document.shadow[slice(*span)] for span in (cell.col_label, cell.row_label) if span is not None]
            mention = replace(mention, value=heads.fill(value, labels, document.region))
        out.append(mention)
    return out
