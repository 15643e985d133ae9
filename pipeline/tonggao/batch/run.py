"""A run: shards handed to workers, their results taken in the input's order, whatever the workers."""

from __future__ import annotations

import gc
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa

from tonggao.batch.plan import Shard, shards
from tonggao.batch.work import TABLES, Done, Job, read_tables, work
from tonggao.corpus.intake import Item, files, items
from tonggao.dataset.collect import Options
from tonggao.dataset.outcome import Notice
from tonggao.dataset.tabulate import Tables, empty
from tonggao.grammar.load import load_rules
from tonggao.schema import tables

AHEAD = 3  # shards handed out per worker before the first result is taken: memory stays bounded
COLLECT = (50_000, 20, 100)  # thresholds of the garbage collector during a run
Advance = Callable[[Shard], None]


def run(found: Iterable[Shard], job: Job, workers: int = 1, advance: Advance | None = None) -> Iterator[Done]:
    """The stored result of every shard, in order; `advance` is told of each shard when its result is there."""
    pairs = _alone(found, job) if workers <= 1 else _together(found, job, workers)
    for shard, done in pairs:
        if advance is not None:
            advance(shard)
        yield done


def _alone(found: Iterable[Shard], job: Job) -> Iterator[tuple[Shard, Done]]:
    before = gc.get_threshold()
    _settle_in(job)
    try:
        for shard in found:
            yield shard, work(shard, job)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _settle_in(job: Job) -> None:
    """Load the rules, and keep the garbage collector from going through them again and again.

    A reading is many small objects and no cycles; collecting at the usual pace costs a tenth of the line.
    """
    load_rules(job.rules)
    gc.freeze()
    gc.set_threshold(*COLLECT)


def _together(found: Iterable[Shard], job: Job, workers: int) -> Iterator[tuple[Shard, Done]]:
    waiting = iter(found)
    handed: deque[tuple[Shard, Future[Done]]] = deque()
    pool = _pool(workers, job)
    try:
        while True:
            while len(handed) < workers * AHEAD and (shard := next(waiting, None)) is not None:
                handed.append((shard, pool.submit(work, shard, job)))
            if not handed:
                return
            shard, future = handed.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                done = _survive(shard, job)
                pool = _pool(workers, job)
                handed = deque((later, pool.submit(work, later, job)) for later, _ in handed)
            yield shard, done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int, job: Job) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), _settle_in, (job,))


def _survive(shard: Shard, job: Job) -> Done:
    """The shard whose worker died, with each article tried in a process of its own: only the killer is lost."""
    kept: list[Item] = []
    for item in shard.items:
        with tempfile.TemporaryDirectory() as folder, _pool(1, job) as pool:
            trial = replace(job, store=Path(folder))
            try:
                pool.submit(work, Shard("trial", (item,)), trial).result()
                kept.append(item)
            except BrokenProcessPool:
                notice = Notice("failed", "the process that read this article was killed (memory, or a broken library)")
                kept.append(Item(item.article, (*item.notices, notice), skip=True))
    with _pool(1, job) as pool:
        return pool.submit(work, Shard(shard.key, tuple(kept)), job).result()


def run_in_memory(paths: list[Path], rules: Path | None, workers: int, options: Options) -> Tables:
    """All tables of an input, one after another in memory; nothing stays on disk."""
    found: dict[str, list[pa.Table]] = {name: [table] for name, table in empty().items()}
    with tempfile.TemporaryDirectory() as folder:
        job = Job(Path(folder), rules, options, ())
        cut = shards(items(files(paths)), load_rules(rules).hash, options)
        for done in run(cut, job, workers):
            for name, table in read_tables(done.home / TABLES).items():
                found[name].append(table)
    return {name: pa.concat_tables(found[name]).combine_chunks() for name in tables()}
