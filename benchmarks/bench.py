"""CPU per MB of every step and of the whole line, as ratios to `jieba.cut` on the same text in the same run.

usage: bench.py [--megabytes 10] [--runs 3] [--no-workers]

Every figure comes from a process of its own, cold but for its tables, whose loading is counted apart, over prose that
does not repeat. The median of the runs is printed, and what the processes held at most.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prose import articles

from tonggao.model import Article

WARMING = (
    Article("四川省政府表示，2018年新建公路5公里，投资3亿元，增长4%。", region="CN"),
    Article("臺南市政府表示，107年新建道路5公里，投資3億元，增加4%。", region="TW"),
)
STEPS = ("read", "recognise", "settle", "relate", "tabulate", "write")


def measure_jieba(megabytes: float) -> dict[str, float]:
    """CPU seconds of `jieba.cut` alone; its dictionary is loaded before."""
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    texts = [article.raw for article in articles(megabytes)]
    begun = time.process_time()
    jieba.initialize()
    list(jieba.cut("预热"))
    loaded = time.process_time()
    for text in texts:
        for _ in jieba.cut(text):
            pass
    return {"warm-up": loaded - begun, "cut": time.process_time() - loaded}


def measure_line(megabytes: float) -> dict[str, float]:
    """CPU seconds of every step of the line as a run does it: articles in, CSV, JSONL and Arrow bytes out."""
    import pyarrow as pa

    from tonggao import flow
    from tonggao.batch.plan import USUAL
    from tonggao.batch.run import COLLECT
    from tonggao.batch.work import write_tables
    from tonggao.dataset.collect import collect
    from tonggao.dataset.outcome import Outcome
    from tonggao.dataset.render import renditions
    from tonggao.dataset.tabulate import to_arrow

    found = articles(megabytes)
    spent: Counter[str] = Counter()
    clock = time.process_time
    begun = clock()
    rules = warm_up()
    to_arrow(collect([Outcome(WARMING[0], flow.extract_article(WARMING[0], rules))]))
    gc.freeze()
    gc.set_threshold(*COLLECT)
    spent["warm-up"] = clock() - begun
    for step in (flow.read, flow.recognise, flow.settle):
        setattr(flow, step.__name__, _timed(step, step.__name__, spent))
    flow.relate.relate = _timed(flow.relate.relate, "relate", spent)
    outcomes: list[Outcome] = []
    for first in range(0, len(found), flow.TOGETHER):
        group = found[first : first + flow.TOGETHER]
        outcomes += map(Outcome, group, flow.extract_articles(group, rules))
        if len(outcomes) >= USUAL or first + flow.TOGETHER >= len(found):
            t5 = clock()
            columns = collect(outcomes)
            tables = to_arrow(columns)
            t6 = clock()
            renditions(("csv", "jsonl"), columns)
            write_tables(pa.BufferOutputStream(), tables)
            spent.update(tabulate=t6 - t5, write=clock() - t6)
            outcomes = []
    return dict(spent)


def warm_up() -> Any:
    """The rules, with every engine made that an article in either script asks for."""
    from tonggao import flow
    from tonggao.grammar.load import load_rules

    rules = load_rules()
    for article in WARMING:
        flow.extract_article(article, rules)
    return rules


def measure_parts(megabytes: float) -> dict[str, float]:
    """CPU seconds of what `read` and `recognise` are made of, each module alone."""
    from tonggao import flow

    rules, spent = warm_up(), Counter[str]()
    found = articles(megabytes)
    for module in (flow.damage, flow.clean, flow.convert, flow.region, flow.zones, flow.cut, flow.anchor, flow.link,
                   flow.canonical, flow.counted, flow.blocks, flow.quantities, flow.dates, flow.places, flow.lexicon,
                   flow.programs, flow.organizations, flow.people):  # fmt: skip
        for name in ("mend", "script_of", "shadow", "infer", "lines", "sentences", "words", "reference_date", "settle",
                     "link", "candidates"):  # fmt: skip
            if callable(getattr(module, name, None)):
                setattr(module, name, _timed(getattr(module, name), f"{module.__name__[8:]}.{name}", spent))
    flow.resolve = _timed(flow.resolve, "resolve", spent)
    flow.Tokens.of = _timed(flow.Tokens.of, "tokens", spent)
    for first in range(0, len(found), flow.TOGETHER):
        flow.extract_articles(found[first : first + flow.TOGETHER], rules)
    return dict(spent)


def _timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - begun

    return timed


MEASURES: dict[str, Callable[[float], dict[str, float]]] = {
    "jieba": measure_jieba, "line": measure_line, "parts": measure_parts,
}  # fmt: skip


def apart(what: str, megabytes: float) -> dict[str, float]:
    """One measure in a process of its own, with `peak` memory in MB."""
    command = [sys.executable, __file__, "--measure", what, "--megabytes", str(megabytes)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def one_run(megabytes: float) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """jieba, the line and its parts; jieba before and after the line, so that a busy machine shows in both."""
    before, line, after = (apart(what, megabytes) for what in ("jieba", "line", "jieba"))
    return {name: (before[name] + after[name]) / 2 for name in before}, line, apart("parts", megabytes)


def command_line() -> float:
    """CPU seconds of `tonggao extract` of one article in a pipe."""
    corpus = Path(__file__).resolve().parent.parent / "corpus" / "source.txt"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "tonggao.cli", "extract", str(corpus)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scaling(megabytes: float) -> tuple[float, float]:
    """Seconds that two single-worker processes side by side take for an input each, and two workers for both."""
    found = articles(megabytes)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        halves = [found[: len(found) // 2], found[len(found) // 2 :]]
        for name, own in (("a", halves[0]), ("b", halves[1]), ("both", found)):
            lines = (json.dumps({"doc_id": x.doc_id, "text": x.raw, "published": x.published}) for x in own)
            (home / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")

        def start(name: str, workers: int) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "tonggao.cli", "extract", str(home / f"{name}.jsonl"), "--quiet"]
            return subprocess.Popen([*command, "-o", str(home / name), "--workers", str(workers)])

        begun = time.perf_counter()
        for process in [start("a", 1), start("b", 1)]:
            process.wait()
        apart_, begun = time.perf_counter() - begun, time.perf_counter()
        start("both", 2).wait()
        return apart_, time.perf_counter() - begun


def report(megabytes: float, runs: int, workers: bool) -> None:
    """Run everything and print one table."""
    size = sum(len(article.raw.encode("utf-8")) for article in articles(megabytes)) / 1e6
    print(f"{size:.1f} MB of UTF-8, {runs} runs, median; {os.cpu_count()} processors", flush=True)
    made = [one_run(megabytes) for _ in range(runs)]

    def median(which: int, name: str) -> float:
        return statistics.median(run[which].get(name, 0.0) for run in made)

    def ratio(which: int, name: str) -> float:
        return statistics.median(run[which].get(name, 0.0) / run[0]["cut"] for run in made)

    print(f"{'step':28}{'ms/MB':>9}{'ratio':>9}")
    print(f"{'jieba.cut':28}{median(0, 'cut') / size * 1000:9.0f}{1:9.3f}")
    for step in STEPS:
        print(f"{step:28}{median(1, step) / size * 1000:9.1f}{ratio(1, step):9.4f}")
    whole = statistics.median(sum(run[1].get(s, 0.0) for s in STEPS) / run[0]["cut"] for run in made)
    cpu = statistics.median(sum(run[1].get(s, 0.0) for s in STEPS) for run in made)
    print(f"{'whole line':28}{cpu / size * 1000:9.1f}{whole:9.4f}")
    print("of which")
    for name in sorted(made[0][2], key=lambda n: -median(2, n)):
        if name != "peak":
            print(f"  {name:26}{median(2, name) / size * 1000:9.1f}{ratio(2, name):9.4f}")
    print(f"warm-up of tables: {median(1, 'warm-up'):.2f} s CPU (jieba {median(0, 'warm-up'):.2f})")
    print(f"peak memory: {median(1, 'peak'):.0f} MB (jieba {median(0, 'peak'):.0f})")
    print(f"one article from the command line: {statistics.median(command_line() for _ in range(runs)):.2f} s CPU")
    if workers:
        pairs = [scaling(megabytes) for _ in range(runs)]
        share = statistics.median(a / b for a, b in pairs)
        print(f"two workers reach {share:.2f} of two single-worker processes side by side")


def main() -> None:
    """Parse the arguments; `--measure` is how the processes are started."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-workers", action="store_true")
    parser.add_argument("--measure", choices=list(MEASURES))
    given = parser.parse_args()
    if given.measure:
        made = MEASURES[given.measure](given.megabytes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(made | {"peak": peak}))
    else:
        report(given.megabytes, given.runs, not given.no_workers)


if __name__ == "__main__":
    main()
