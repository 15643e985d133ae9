"""Laws of quantities over the shared prose: scripts agree, spans hold, the suites keep their floors."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from opencc import OpenCC

from recognise.quantifying import amount, read
from tonggao.model import Quantity, Reading

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
pytestmark = pytest.mark.laws

FLOORS = {
    "recognizers-number": 0.96, "recognizers-percent": 0.97, "recognizers-currency": 0.85,
    "recognizers-dimension": 0.88,
    "recognizers-numberrange": 0.90, "jionlp-money-parse": 0.75, "cn2an-number": 0.98, "duckling-number": 0.75,
}  # fmt: skip
PARITY = (
    0.995  # share of sentences; what is lost is what OpenCC's round trip changes (listed by the test where it fails)
)


def prose(name: str, every: int) -> list[dict[str, str]]:
    with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for number, line in enumerate(file) if number % every == 0]


def sentences(name: str, every: int, count: int) -> list[str]:
    """Sentences that hold a digit."""
    found = [s for row in prose(name, every) for s in re.findall("[^。！？；\n]{6,120}[。；]", row["text"])]
    return [s for s in found if re.search("[0-9一二三四五六七八九十百千万萬亿億两兩]", s)][:count]


def quantities(reading: Reading) -> list[str]:
    return [amount(m.value) for m in reading.mentions if isinstance(m.value, Quantity) and not m.in_name]


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_quantities", ROOT / "benchmarks" / "cases_quantities.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_both_scripts_say_the_same() -> None:
    convert, back = OpenCC("s2t").convert, OpenCC("t2s").convert
    texts = sentences("hans", 9, 2000)
    assert len(texts) == 2000
    differ = []
    for text in texts:
        other = convert(text)
        if back(other) == text and quantities(read(text)) != quantities(read(other)):
            differ.append((text, quantities(read(text)), quantities(read(other))))
    assert len(differ) <= (1 - PARITY) * len(texts), differ[:10]


def test_traditional_prose_and_its_simplified_form_say_the_same() -> None:
    back = OpenCC("t2s").convert
    texts = sentences("hant", 4, 400)
    differ = [t for t in texts if quantities(read(t, "HK")) != quantities(read(back(t), "HK"))]
    assert len(differ) <= 0.01 * len(texts), differ[:10]


def test_what_an_amount_says_holds() -> None:
    for row in prose("releases", 60):
        reading = read(row["text"], "CN")
        shadow = reading.document.shadow
        for mention in reading.of("quantity"):
            value = mention.value
            assert isinstance(value, Quantity)
            surface = shadow[mention.start : mention.end]
            assert surface == surface.strip(), surface
            assert (value.value is None) == (value.low is not None and value.high is not None), surface
            assert value.low is None or value.high is None or value.low < value.high, surface
            assert value.value_std is not None and value.unit_std, surface
            if value.what_span is not None:
                start, end = value.what_span
                said = shadow[start:end]  # 城镇 in 城镇、农村居民收入分别…: what is said of all members goes for it too
                assert value.what and (value.what in said or value.what.startswith(said))


@pytest.mark.parametrize("suite", FLOORS)
def test_floor(suite: str) -> None:
    module = benchmark()
    results = [module.SUITES[suite](case) for case in module.cases(suite)]
    share = sum(reason is None for reason in results) / len(results)
    assert share >= FLOORS[suite], [r for r in results if r][:10]


def test_spans_of_financial_news_are_found() -> None:
    right, total, missed = benchmark().spans(400)
    for role in total:
        assert right[role] >= 0.97 * total[role], (role, missed[:10])


def test_currency_names_are_current() -> None:
    pytest.importorskip("babel")
    script = [sys.executable, str(ROOT / "scripts" / "build_units.py"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
