"""Input rows read and put into rows: what fails with an article is a row of `issues`, and the batch goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from tonggao.corpus.intake import Item
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.flow import TOGETHER, extract_articles
from tonggao.grammar.load import Rules

Made = TypeVar("Made")


def read(items: Sequence[Item], rules: Rules, make: Callable[[list[Outcome]], Made]) -> Made:
    """What `make` returns for what became of some input rows.

    An article that makes the line fail, or `make`, is handed to `make` again as an article with its error.
    """
    groups = [items[first : first + TOGETHER] for first in range(0, len(items), TOGETHER)]
    outcomes = [outcome for group in groups for outcome in _outcomes(group, rules)]
    try:
        return make(outcomes)
    except Exception:  # one of them cannot be put into rows; which one is found by trying each alone
        return make([_tried(outcome, make) for outcome in outcomes])


def _outcomes(items: Sequence[Item], rules: Rules) -> list[Outcome]:
    """What became of a few rows; where one of them fails, each is tried alone."""
    articles = [item.article for item in items if item.article is not None and not item.skip]
    try:
        readings = iter(extract_articles(articles, rules))
    except Exception as error:  # whatever it is, it is one article's alone; which one is found by trying each alone
        if len(items) > 1:
            return [outcome for item in items for outcome in _outcomes([item], rules)]
        return [Outcome(item.article, None, (*item.notices, _notice(error)), item.copy_of) for item in items]
    return [
        Outcome(
            item.article, None if item.article is None or item.skip else next(readings), item.notices, item.copy_of
        )
        for item in items
    ]


def _tried(outcome: Outcome, make: Callable[[list[Outcome]], Made]) -> Outcome:
    """The outcome, or what it is where its rows cannot be made: a failure."""
    try:
        make([outcome])
    except Exception as error:
        return replace(outcome, reading=None, notices=(*outcome.notices, _notice(error)))
    return outcome


def _notice(error: Exception) -> Notice:
    return Notice("failed", f"{type(error).__name__}: {error}")
