"""The facts of a few articles at once: a table on a terminal, CSV in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from tonggao.batch.reading import read
from tonggao.commands.request import Request
from tonggao.dataset.collect import Columns, collect
from tonggao.dataset.formats.csv_files import header, number, rows
from tonggao.grammar.load import load_rules
from tonggao.schema import tables

SHOWN = ("words", "value", "unit", "actor", "indicator", "what", "place", "period", "program", "status")
WHOLE = ("words", "value", "unit", "status")  # columns that are not broken into lines


def show(request: Request) -> None:
    """Print the facts of every article of the request, article by article."""
    batches = _batches(request)
    if sys.stdout.isatty():
        _print_table(batches, request)
    else:
        _print_csv(batches, request)


def _batches(request: Request) -> Iterator[Columns]:
    rules = load_rules(request.rules)
    for item in request.items():
        columns = read([item], rules, lambda outcomes: collect(outcomes, request.options))
        for code, message in zip(columns["issues"]["code"], columns["issues"]["message"], strict=True):
            if code == "failed":
                request.trouble(f"{item.article.doc_id if item.article else ''}: {message}")
        yield columns


def _print_csv(batches: Iterable[Columns], request: Request) -> None:
    out, table = sys.stdout.buffer, "facts"
    begun = False
    for columns in batches:
        if not begun and columns["documents"]["doc_id"]:
            out.write((("\ufeff" if "excel" in request.formats else "") + header(tables()[table])).encode("utf-8"))
            begun = True
        out.write(rows(table, columns[table], "excel" in request.formats).encode("utf-8", "replace"))
    out.flush()


def _print_table(batches: Iterable[Columns], request: Request) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for columns in batches:
        flat = columns["facts_flat"]
        for doc_id, title in zip(columns["documents"]["doc_id"], columns["documents"]["title"], strict=True):
            grid = Table(title=title or doc_id, title_justify="left", header_style="bold")
            for name in SHOWN:
                title_ = tables()["facts_flat"].column(name).title
                grid.add_column(
                    title_, overflow="fold", no_wrap=name in WHOLE, justify="right" if name == "value" else "left"
                )
            for row in zip(*(flat[name] for name in SHOWN), strict=True):
                grid.add_row(*map(_cell, row))
            console.print(grid)


def _cell(value: Any) -> str:
    from rich.markup import escape

    return escape(number(value) or "") if isinstance(value, float) else escape(str(value or ""))
