"""The work of one shard: articles read, tabulated, rendered, and stored whole under the shard's key."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from tonggao.batch.plan import Shard
from tonggao.corpus.intake import Item
from tonggao.dataset.collect import Columns, Options, collect
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.dataset.render import renditions
from tonggao.dataset.tabulate import Tables, columns_of, to_arrow
from tonggao.flow import extract_article
from tonggao.grammar.load import Rules, load_rules
from tonggao.schema import tables

TABLES, COUNTS = "tables.arrow", "counts.json"


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker has to know: where shards are kept, which rules, how rows are shown, which texts to render."""

    store: Path
    rules: Path | None
    options: Options
    renders: tuple[str, ...]


def outcome(item: Item, rules: Rules) -> Outcome:
    """What became of one input row. An article that makes the line fail becomes a notice with its error."""
    if item.article is None:
        return Outcome(notices=item.notices)
    try:
        reading = extract_article(item.article, rules)
        collect([Outcome(item.article, reading)])
    except Exception as error:  # whatever it is, it is this article's, and the batch goes on
        message = f"{type(error).__name__}: {error}"
        return Outcome(item.article, None, (*item.notices, Notice("failed", message)))
    return Outcome(item.article, reading, item.notices)
