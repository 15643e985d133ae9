"""A whole input into a folder of outputs, with a progress bar on a terminal and a closing summary."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tonggao.batch.plan import Shard, shards
from tonggao.batch.run import Advance, run
from tonggao.batch.stored import StoredBatch
from tonggao.batch.work import Job
from tonggao.commands.request import Request
from tonggao.dataset.datapackage import about
from tonggao.dataset.export import check_formats, export
from tonggao.dataset.render import TEXT_FORMATS
from tonggao.errors import ReadError
from tonggao.grammar.load import load_rules
from tonggao.schema import written


def batch(request: Request) -> None:
    """Do the whole request: read, extract, write. Raises `ReadError` where nothing could be read."""
    assert request.output is not None
    check_formats(request.formats)
    rules = load_rules(request.rules)
    store = request.cache or request.output / ".shards"
    job = Job(store, request.rules, request.options, tuple(f for f in request.formats if f in TEXT_FORMATS))
    counts: Counter[str] = Counter()
    begun, keys = time.perf_counter(), set[str]()
    with _progress(request) as advance:

        def batches() -> Iterator[StoredBatch]:
            cut = shards(request.items(), rules.hash, request.options)
            for done in run(cut, job, request.workers, advance):
                keys.add(done.home.name)
                counts.update(done.counts)
                yield StoredBatch(done.home)
            if not counts["documents"]:
                raise ReadError("nothing was written: no article could be read")

        export(request.output, request.formats, batches(), about(rules, request.options.script))
    if request.cache is None:
        _forget(store, keys)
    request.troubles += counts["failed"]
    if not request.quiet:
        _summary(request, counts, time.perf_counter() - begun)


def _forget(store: Path, keys: set[str]) -> None:
    """Drop the shards of earlier runs that this input no longer has."""
    for home in store.iterdir():
        if home.name not in keys:
            shutil.rmtree(home)


@contextmanager
def _progress(request: Request) -> Iterator[Advance | None]:
    """A bar with rate and time left where stderr is a terminal; nothing elsewhere."""
    if request.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    total = sum(path.stat().st_size for path in request.found)
    shown: list[Any] = [TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()]
    with Progress(*shown, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task("extracting", total=total)

        def advance(shard: Shard) -> None:
            articles = [item.article for item in shard.items if item.article]
            done = sum(len(article.raw.encode("utf-8", "replace")) for article in articles)
            progress.update(task, advance=done)

        yield advance
        progress.update(task, completed=total)


def _summary(request: Request, counts: Counter[str], seconds: float) -> None:
    size = sum(path.stat().st_size for path in request.found) / 1e6
    click.echo(
        f"{counts['documents']} articles, {size:.2f} MB in {seconds:.1f} s ({size / seconds:.2f} MB/s)", err=True
    )
    rows = ", ".join(f"{counts[t.name]} {t.name}" for t in written() if t.role == "table" and t.name != "documents")
    click.echo(f"rows: {rows}", err=True)
    click.echo(f"to review: {counts['to_review']} facts; failed articles: {counts['failed']}", err=True)
    first = next((f for f in ("csv", "excel", "xlsx", "sqlite", "parquet", "jsonl") if f in request.formats), "")
    names = {"csv": "facts_flat.csv", "excel": "facts_flat.csv", "xlsx": "tonggao.xlsx", "sqlite": "tonggao.sqlite",
             "parquet": "facts_flat.parquet", "jsonl": "articles.jsonl"}  # fmt: skip
    if first:
        click.echo(f"open first: {request.output / names[first] if request.output else ''}", err=True)
