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

KILLED = "the process that read this article was killed (too little memory, or a broken library)"
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
    handed: deque[tuple[Shard, Future[Done] | None]] = deque()
    pool = _pool(workers, job)
    try:
        while True:
            while len(handed) < workers * AHEAD and (shard := next(waiting, None)) is not None:
                handed.append((shard, _submit(pool, shard, job)))
            if not handed:
                return
            shard, future = handed.popleft()
            done = _result(future)
            if done is None:
                pool.shutdown(wait=False)
                done = _survive(shard, job)
                pool = _pool(workers, job)
                handed = deque((later, _submit(pool, later, job)) for later, _ in handed)
            yield shard, done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, shard: Shard, job: Job) -> Future[Done] | None:
    """The future result; `None` where a worker has died and the pool takes nothing more."""
    try:
        return pool.submit(work, shard, job)
    except BrokenProcessPool:
        return None


def _result(future: Future[Done] | None) -> Done | None:
    """The result; `None` where a worker died, this shard's or another's."""
    try:
        return future.result() if future is not None else None
    except BrokenProcessPool:
        return None


def _pool(workers: int, job: Job) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), _settle_in, (job,))


def _survive(shard: Shard, job: Job) -> Done:
    """The result of a shard that a worker died with or near: only an article that kills on its own is lost."""
    items = _harmless(shard.items, job)
    with _pool(1, job) as pool:
        return pool.submit(work, Shard(shard.key, items), job).result()


def _harmless(items: tuple[Item, ...], job: Job) -> tuple[Item, ...]:
    """The items with those that kill the process marked to be skipped: halves are tried in processes of their own."""
    with tempfile.TemporaryDirectory() as folder, _pool(1, job) as pool:
        trial = replace(job, store=Path(folder))
        if _result(_submit(pool, Shard("trial", items), trial)) is not None:
            return items
    if len(items) == 1:
        return (replace(items[0], notices=(*items[0].notices, Notice("failed", KILLED)), skip=True),)
    middle = len(items) // 2
    return _harmless(items[:middle], job) + _harmless(items[middle:], job)


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
