"""The region of an article against what its publisher says: the marked articles, and the prose of officials."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tonggao.text import convert, region

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
PROSE = SHARED / "data" / "prose"
pytestmark = pytest.mark.laws


def told(text: str) -> tuple[str, str]:
    return region.infer(text, convert.script_of(text))


def test_the_gold_regions() -> None:
    folder = SHARED / "gold" / "articles"
    content = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    for name, article in content.items():
        assert told((folder / f"{name}.txt").read_text(encoding="utf-8"))[0] == article["region"], name


def test_the_regions_of_prose() -> None:
    """Releases of officials: nearly all right, and hardly ever another region's."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for name in ("releases", "hant"):
        with gzip.open(PROSE / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                official = row["source"] != "眾新聞"  # a newspaper: what it writes of tells more than where
                if number % 5 == 0 and official and len(row["text"]) >= 200:
                    found, _ = told(row["text"])
                    every[row["region"]] += 1
                    right[row["region"]] += found == row["region"]
                    wrong[row["region"]] += found not in ("", row["region"])
    for name, count in every.items():
        assert right[name] >= 0.96 * count, (name, right, every)
        assert wrong[name] <= 0.02 * count, (name, wrong, every)
