"""Readings of a batch as columns of every table: the rows, before any engine or format has seen them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from tonggao.dataset.article_rows import documents, issues, repairs, sentences, texts
from tonggao.dataset.exact import day
from tonggao.dataset.fact_rows import fact_rows
from tonggao.dataset.gather import Gathered, gather
from tonggao.dataset.mention_rows import TABLES, Cells, mention_rows
from tonggao.dataset.outcome import Outcome
from tonggao.schema import tables

Columns = dict[str, Cells]
Script = Literal["hans", "hant", "source"]
SLICED = ("text", "sentence_text", "row_label", "col_label")  # cut from the text itself, so they need no conversion


@dataclass(frozen=True, slots=True)
class Options:
    """How rows are shown: `script` of the words in them; `boilerplate`: mentions in navigation and footers too."""

    script: Script = "hans"
    boilerplate: bool = False


def collect(outcomes: Iterable[Outcome], options: Options | None = None) -> Columns:
    """Columns of every table of the schema, rows in the order of `outcomes`.

    A failed article has its row in `documents` and one in `issues`; an unreadable input row only the latter.
    Raises `ExportError` for a mention without its value.
    """
    options = options or Options()
    batch = gather(list(outcomes), options.script, options.boilerplate)
    columns: Columns = {table: mention_rows(batch, kind) for kind, table in TABLES.items()}
    mention_ids = {
        id(mention): row
        for kind, table in TABLES.items()
        for mention, row in zip(batch.mentions[kind], columns[table]["mention_id"], strict=True)
    }
    columns["facts"], columns["fact_slots"] = fact_rows(batch, mention_ids)
    columns["documents"] = documents(batch)
    for name, cells in columns.items():
        for column in _of_type(name, "date"):
            cells[column] = [day(cell) for cell in cells[column]]
    if any(converter is not None and converter.active for converter in batch.converters):
        _convert(batch, columns)
    columns["facts_flat"] = _flat(batch, columns)
    columns |= {"repairs": repairs(batch), "issues": issues(batch), "sentences": sentences(batch)}
    columns["texts"] = texts(batch)
    return {name: {c.name: columns[name][c.name] for c in table.columns} for name, table in tables().items()}


def is_blank(cells: list[Any]) -> bool:
    """True where no cell holds anything: such columns need no look at each cell."""
    return not any(cells) and cells.count(None) == len(cells)


@lru_cache(maxsize=64)
def _of_type(table: str, type_: str) -> tuple[str, ...]:
    """Columns of one type that have to be looked at: days to be checked, words that no slice of the text gave."""
    return tuple(c.name for c in tables()[table].columns if c.type == type_ and c.name not in SLICED)


def _convert(batch: Gathered, columns: Columns) -> None:
    """Words that come from tables and rules, which are Simplified, in the script asked for, article by article."""
    rows = {TABLES[kind]: spans.article for kind, spans in batch.spans.items()}
    rows["facts"] = batch.fact_spans.article
    fact_of = dict(zip(columns["facts"]["fact_id"], batch.fact_spans.article, strict=True))
    rows["fact_slots"] = [fact_of[fact] for fact in columns["fact_slots"]["fact_id"]]
    for name, articles in rows.items():
        for column in _of_type(name, "text"):
            columns[name][column] = [
                cell if cell is None or (converter := batch.converters[n]) is None else converter.word(cell)
                for n, cell in zip(articles, columns[name][column], strict=True)
            ]


def _flat(batch: Gathered, columns: Columns) -> Cells:
    """The facts in words, out of the columns that stand already."""
    facts, documents_, rows = columns["facts"], columns["documents"], batch.fact_spans.article
    dates: list[Any] = [a or b for a, b in zip(documents_["published"], documents_["reference_date"], strict=True)]
    flat = {
        "date": [dates[n] for n in rows],
        "source": [documents_["source"][n] for n in rows],
        "title": [documents_["title"][n] for n in rows],
        "words": facts["text"],
        "value": facts["value_signed"],
        "place": facts["place_name"],
        "sentence": facts["sentence_text"],
    }
    same = (c.name for c in tables()["facts_flat"].columns if c.name not in flat)
    return flat | {name: facts[name] for name in same}
