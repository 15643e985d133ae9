"""One input row read into the columns of a batch: what fails here is a row of `issues`, and the batch goes on."""

from __future__ import annotations

from tonggao.corpus.intake import Item
from tonggao.dataset.collect import Columns, Options, add
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.flow import extract_article
from tonggao.grammar.load import Rules


def read_into(columns: Columns, item: Item, rules: Rules, options: Options) -> None:
    """Add what became of one input row. An article that makes the line fail is a notice with its error."""
    if item.article is None or item.skip:
        add(columns, Outcome(item.article, notices=item.notices), options)
        return
    try:
        reading = extract_article(item.article, rules)
        add(columns, Outcome(item.article, reading, item.notices), options)
    except Exception as error:  # whatever it is, it is this article's alone, and the batch goes on
        failed = Notice("failed", f"{type(error).__name__}: {error}")
        add(columns, Outcome(item.article, None, (*item.notices, failed)), options)
