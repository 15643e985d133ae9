"""Laws of the dataset over real prose of every kind: what holds for the sample holds for whatever people write."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import tonggao
from tonggao.dataset.frames import Dataset
from tonggao.schema import tables

pytestmark = pytest.mark.laws
SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
EVERY = {"hans.jsonl.gz": 45, "releases.jsonl.gz": 15, "hant.jsonl.gz": 8}  # every n-th article
ABOUT_TWENTY = 20
PIECES, LONGEST = 8000, 50
ENDINGS = ("", "", "", "王华", "将", "台南市", "第33届", "2千", "上限", "500元每", "党团", "自治区", "“")


def sample() -> list[dict[str, str]]:
    rows = []
    for name, step in EVERY.items():
        with gzip.open(SHARED / "data" / "prose" / name, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for number, line in enumerate(lines) if number % step == 0]
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prose")
    source = home / "prose.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in sample()), encoding="utf-8")
    for workers, seed in ((1, "0"), (2, "7")):
        command = [sys.executable, "-m", "tonggao.cli", "extract", str(source), "-o", str(home / f"out{workers}")]
        command += ["--format", "csv,jsonl,parquet,sqlite", "--workers", str(workers), "--quiet"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    return home


def test_the_number_of_workers_changes_no_byte(folder: Path) -> None:
    for path in sorted((folder / "out1").iterdir()):
        if path.is_file():
            one, two = (hashlib.sha256((folder / out / path.name).read_bytes()).digest() for out in ("out1", "out2"))
            assert one == two, path.name


def test_no_article_fails(folder: Path) -> None:
    issues = Dataset.load(folder / "out1").issues
    assert issues[issues["severity"] == "error"].to_dict("records") == []


def test_any_piece_of_an_article_is_read() -> None:
    """A text may begin and break off anywhere, so that what a rule looks for beside a word is not there."""
    choice, rows = random.Random(7), sample()
    for _ in range(PIECES):
        row = choice.choice(rows)
        begin = choice.randrange(max(1, len(row["text"]) - LONGEST))
        piece = row["text"][begin : begin + choice.randrange(1, LONGEST)] + choice.choice(ENDINGS)
        result = tonggao.extract(piece, region=row.get("region"), published=row.get("published"))
        length = len(result.reading.document.shadow)
        assert all(0 <= m.start < m.end <= length for m in result.reading.mentions), piece


def test_every_surface_is_the_text_at_its_offsets_and_facts_rest_on_quantities(folder: Path) -> None:
    lines = (folder / "out1" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(sample())
    for line in lines:
        article = json.loads(line)
        raw = article["raw"]
        assert hashlib.sha256(raw.encode()).hexdigest() == article["sha256"]
        for name in ("quantities", "dates", "places", "programs", "organizations", "people", "facts"):
            for row in article[name]:
                assert raw[row["start_char"] : row["end_char"]] == row["surface"] != ""
        quantities = {row["mention_id"] for row in article["quantities"]}
        assert {row["quantity_id"] for row in article["facts"]} <= quantities


def test_the_data_package_is_valid(folder: Path) -> None:
    import frictionless

    report = frictionless.validate(str(folder / "out1" / "datapackage.json"))
    assert report.valid, [(t.name, e.message) for t in report.tasks for e in t.errors][:20]


def test_keys_are_met_in_sqlite_and_formats_agree(folder: Path) -> None:
    with sqlite3.connect(folder / "out1" / "tonggao.sqlite") as base:
        assert base.execute("pragma foreign_key_check").fetchall() == []
        counts = {name: base.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables()}
    base.close()
    dataset = Dataset.load(folder / "out1")
    assert counts == {name: table.num_rows for name, table in dataset.tables.items()}
    ids = [
        table.column(tables()[name].primary).to_pylist()
        for name, table in dataset.tables.items()
        if tables()[name].primary
    ]
    assert all(len(own) == len(set(own)) for own in ids)


def test_slots_point_at_rows_that_are_there(folder: Path) -> None:
    dataset = Dataset.load(folder / "out1")
    kinds = ("dates", "places", "programs", "organizations", "people", "quantities")
    mentions = {row for name in kinds for row in dataset.tables[name].column("mention_id").to_pylist()}
    slots = dataset.fact_slots
    dangling = slots[slots["mention_id"].notna() & ~slots["mention_id"].isin(mentions)]
    assert dangling.empty, dangling.head(10).to_string()


def test_spacy_gives_the_same_rows() -> None:
    nlp = tonggao.load()
    rows = sample()
    for row in rows[:: max(1, len(rows) // ABOUT_TWENTY)]:
        given = {name: row[name] for name in ("title", "published", "region") if row.get(name)}
        result = tonggao.extract(row["text"], **given)  # type: ignore[arg-type]
        ((doc, _),) = nlp.pipe([(row["text"], given)], as_tuples=True)
        assert doc._.tonggao == result.to_dict() == result.doc._.tonggao
