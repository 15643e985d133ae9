"""Input rows read: what fails with an article is a row of `issues`, and the batch goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tonggao.corpus.intake import Item
from tonggao.dataset.collect import Columns, Options, collect
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.flow import extract_article
from tonggao.grammar.load import Rules


def columns_for(items: Iterable[Item], rules: Rules, options: Options) -> Columns:
    """The columns of every table for some input rows; an article that makes any step fail is listed with its error."""
    outcomes = [_outcome(item, rules) for item in items]
    try:
        return collect(outcomes, options)
    except Exception:  # one of them cannot be put into rows; which one is found by trying each alone
        return collect([_tabulated(outcome, options) for outcome in outcomes], options)


def _outcome(item: Item, rules: Rules) -> Outcome:
    if item.article is None or item.skip:
        return Outcome(item.article, notices=item.notices)
    try:
        return Outcome(item.article, extract_article(item.article, rules), item.notices)
    except Exception as error:  # whatever it is, it is this article's alone
        return Outcome(item.article, None, (*item.notices, _notice(error)))


def _tabulated(outcome: Outcome, options: Options) -> Outcome:
    try:
        collect([outcome], options)
    except Exception as error:
        return replace(outcome, reading=None, notices=(*outcome.notices, _notice(error)))
    return outcome


def _notice(error: Exception) -> Notice:
    return Notice("failed", f"{type(error).__name__}: {error}")
