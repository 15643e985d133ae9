"""The source article, end to end: as received in the corpus, against what careful readers say of it."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tonggao.cli import command
from tonggao.evaluate.gold import found_in, read_gold
from tonggao.evaluate.report import figures
from tonggao.evaluate.score import score

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SHA = "cd30c0511e3a4b206e854c91435daf2b34ecef93c3eccd20d2d4c5689733dac7"
VALUE = {"quantity": 0.95, "date": 0.90, "place": 0.90, "program": 0.90, "organization": 0.90, "person": 0.90}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    CliRunner().invoke(command, ["extract", str(CORPUS), "-o", str(folder), "--quiet"], catch_exceptions=False)
    return folder


@pytest.fixture(scope="module")
def article(out: Path) -> dict[str, object]:
    (line,) = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line))


def test_the_article_is_as_received(article: dict[str, object]) -> None:
    content = (CORPUS / "source.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA
    assert str(article["raw"]).encode("utf-8") == content and article["sha256"] == SHA
    assert (article["source"], article["region"], article["published"]) == ("中创网", "CN", None)


def test_it_is_read_as_careful_readers_read_it(article: dict[str, object]) -> None:
    made = figures(score(read_gold(CORPUS / "gold" / "source.gold.tsv"), found_in(article)))
    for kind, floor in VALUE.items():
        assert made[kind]["value"][2] >= floor, f"{kind}: {made[kind]}"
    assert made["fact"]["rows_found"] == 1.0 and made["fact"]["gold"] == 27
    assert made["fact"]["slots"][2] >= 0.95 and made["fact"]["whole_rows"] >= 22


def test_every_row_points_at_its_characters(out: Path, article: dict[str, object]) -> None:
    raw = str(article["raw"])
    for name in ("quantities", "dates", "places", "programs", "organizations", "people", "facts"):
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        for row in rows:
            assert raw[int(row["start_char"]) : int(row["end_char"])] == row["surface"]
            assert "(" not in row["text"], "readings that the page put in are no part of the text"


def test_the_reference_year_is_inferred_with_its_evidence(out: Path) -> None:
    with (out / "documents.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["published"] == "" and row["reference_date"].startswith("2018-10") and row["published_from"]
