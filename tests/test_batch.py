"""Batches: any number of workers, any order of the day, the same bytes; failures stay with their article."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import tonggao
from tonggao.batch import plan, reading
from tonggao.batch.plan import shards
from tonggao.batch.run import run
from tonggao.batch.work import TABLES, Done, Job, read_tables
from tonggao.corpus.intake import Item, items
from tonggao.dataset.collect import Options
from tonggao.grammar.load import load_rules
from tonggao.model import Article, Reading

SENTENCES = (
    "2017年，四川省涼山州累計投資超過1100億元。",
    "全省新建公路2.5万公里，同比增长4.3%。",
    "臺南市109年度總預算歲出848億元。",
    "“十三五”期间，6个定点扶贫县投资近2亿元。",
    "他表示，今年末覆盖率将超75%。",
    '=SUM(1)是3个"公式",不是数字。',
)


def write_articles(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = "".join(SENTENCES[(number + k) % len(SENTENCES)] for k in range(1 + number % 4)) + f"共{number}户。"
            row = {"id": f"a{number}", "text": text, "published": "2018-10-26", "title": f"标题{number}"}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of a few articles."""
    monkeypatch.setattr(plan, "FEWEST", 2)
    monkeypatch.setattr(plan, "USUAL", 4)
    monkeypatch.setattr(plan, "MOST", 6)


def digests(folder: Path) -> dict[str, str]:
    files = (p for p in sorted(folder.iterdir()) if p.is_file())
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def extract(source: Path, out: Path, workers: int, **environment: str) -> None:
    command = [sys.executable, "-m", "tonggao.cli", "extract", str(source), "-o", str(out), "--quiet"]
    command += ["--format", "csv,jsonl,parquet,sqlite,xlsx,geojson", "--workers", str(workers)]
    subprocess.run(command, check=True, env=os.environ | environment)


def test_workers_hash_seed_locale_and_time_zone_change_no_byte(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "a.jsonl", 400)
    extract(source, tmp_path / "one", 1, PYTHONHASHSEED="1", LC_ALL="C", TZ="Asia/Shanghai")
    extract(source, tmp_path / "two", 2, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="America/New_York")
    one, two = digests(tmp_path / "one"), digests(tmp_path / "two")
    assert one == two and "facts.csv" in one and "tonggao.xlsx" in one
    assert len(list((tmp_path / "one" / ".shards").iterdir())) > 1
    ids = [json.loads(line)["doc_id"] for line in (tmp_path / "two" / "articles.jsonl").read_text("utf-8").splitlines()]
    assert ids == [f"a{n}" for n in range(400)]


@pytest.mark.usefixtures("small")
def test_a_new_article_changes_the_shard_it_falls_into_and_no_other(tmp_path: Path) -> None:
    rules = load_rules().hash
    found = list(items([write_articles(tmp_path / "a.jsonl", 60)]))
    before = [s.key for s in shards(found, rules, Options())]
    new = Item(Article("新建学校5所。", "new"))
    after = [s.key for s in shards([*found[:30], new, *found[30:]], rules, Options())]
    assert len(before) > 8 and len(set(after) - set(before)) <= 3
    assert next(shards(found, "other rules", Options())).key not in before
    assert next(shards(found, rules, Options("hant"))).key not in before


@pytest.mark.usefixtures("small")
def test_finished_shards_are_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = load_rules()
    found = list(items([write_articles(tmp_path / "a.jsonl", 20)]))
    cut = list(shards(found, rules.hash, Options()))
    job = Job(tmp_path / "store", None, Options(), ("csv",))
    first = list(run(cut, job))

    def never(*_: object) -> list[Reading]:
        raise AssertionError("done again")

    monkeypatch.setattr(reading, "extract_articles", never)
    assert list(run(cut, job)) == first
    more = list(run(cut, Job(job.store, None, Options(), ("csv", "jsonl"))))
    lines = b"".join((done.home / "jsonl" / "articles.jsonl").read_bytes() for done in more)
    assert lines.count(b"\n") == 20


@pytest.mark.usefixtures("small")
def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    found = list(items([write_articles(tmp_path / "a.jsonl", 20)]))
    cut = list(shards(found, load_rules().hash, Options()))
    job = Job(tmp_path / "store", None, Options(), ("csv",))
    going: Iterator[Done] = run(cut, job)
    next(going)
    going.close()  # type: ignore[attr-defined]
    assert len(list(job.store.iterdir())) == 1
    assert [done.home.name for done in run(cut, job)] == [shard.key for shard in cut]


def test_one_article_cannot_hurt_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reading.extract_articles

    def poisoned(articles: Sequence[Article], rules: object) -> list[Reading]:
        if any(article.doc_id == "a1" for article in articles):
            raise RecursionError("too deep")
        return honest(articles, rules)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "extract_articles", poisoned)
    dataset = tonggao.extract_corpus(write_articles(tmp_path / "a.jsonl", 4))
    assert dataset.documents["doc_id"].tolist() == ["a0", "a1", "a2", "a3"]
    (issue,) = dataset.issues.to_dict("records")
    assert (issue["doc_id"], issue["code"], issue["message"]) == ("a1", "failed", "RecursionError: too deep")
    assert "a1" not in set(dataset.facts["doc_id"]) and dataset.tables["texts"]["raw"].to_pylist()[1]


def test_an_article_that_cannot_be_put_into_rows_is_found_among_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    honest = reading.extract_articles

    def valueless(articles: Sequence[Article], rules: object) -> list[Reading]:
        found = honest(articles, rules)  # type: ignore[arg-type]
        bare = [replace(read, mentions=tuple(replace(m, value=None) for m in read.mentions)) for read in found]
        return [b if b.document.article.doc_id == "a2" else read for b, read in zip(bare, found, strict=True)]

    monkeypatch.setattr(reading, "extract_articles", valueless)
    dataset = tonggao.extract_corpus(write_articles(tmp_path / "a.jsonl", 4))
    assert dataset.issues["doc_id"].tolist() == ["a2"] and "without its value" in dataset.issues["message"][0]
    assert set(dataset.facts["doc_id"]) == {"a0", "a1", "a3"}


def test_a_killed_worker_costs_its_article_only(tmp_path: Path) -> None:
    """A worker that dies takes its shard along; the shard is done again article by article."""
    code = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import test_batch
from pathlib import Path
if __name__ == "__main__":
    test_batch.run_with_a_killer(Path({str(tmp_path)!r}))
"""
    script = tmp_path / "killer.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    issues = json.loads(done.stdout)
    assert [(row["doc_id"], row["code"]) for row in issues] == [("a3", "failed")] and "killed" in issues[0]["message"]


def run_with_a_killer(folder: Path) -> None:
    """Run some shards with two workers; the text of one article kills the process that reads it."""
    plan.FEWEST, plan.USUAL, plan.MOST = 2, 4, 4
    lines = [{"id": f"a{n}", "text": KILL if n == 3 else f"投资{n}亿元。"} for n in range(40)]
    source = folder / "b.jsonl"
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    job = KillerJob(folder / "store", None, Options(), ())
    cut = list(shards(items([source]), load_rules().hash, Options()))
    found = [read_tables(done.home / TABLES) for done in run(cut, job, workers=2)]
    assert sum(tables["documents"].num_rows for tables in found) == 40 and len(cut) > 8
    issues = [row for tables in found for row in tables["issues"].to_pylist()]
    print(json.dumps([{name: row[name] for name in ("doc_id", "code", "message")} for row in issues]))


KILL = "杀死"


class KillerJob(Job):
    """A job that, on arriving in a worker, makes the line deadly for one text."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return _arrive, (self.store, self.rules, self.options, self.formats)


def _arrive(*fields: object) -> Job:
    honest = reading.extract_articles

    def deadly(articles: Sequence[Article], rules: object) -> list[Reading]:
        if any(article.raw == KILL for article in articles):
            os._exit(9)
        return honest(articles, rules)  # type: ignore[arg-type]

    reading.extract_articles = deadly  # type: ignore[assignment]
    return KillerJob(*fields)  # type: ignore[arg-type]


def test_a_corpus_in_memory_equals_its_articles_one_by_one(tmp_path: Path) -> None:
    dataset = tonggao.extract_corpus(write_articles(tmp_path / "a.jsonl", 5))
    for number, line in enumerate((tmp_path / "a.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(line)
        single = tonggao.extract(row["text"], title=row["title"], published=row["published"])
        facts = dataset.facts[dataset.facts["doc_id"] == f"a{number}"]
        columns = ["surface", "indicator", "what", "value", "unit", "place", "period", "status", "sentence_text"]
        assert facts[columns].reset_index(drop=True).equals(single.to_frame()[columns])
