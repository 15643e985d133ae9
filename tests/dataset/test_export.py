"""Every format says what the tables say, and files appear whole or not at all."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from sample_reading import reading
from tonggao.dataset.article_json import articles
from tonggao.dataset.collect import collect
from tonggao.dataset.export import FORMATS, MemoryBatch, export
from tonggao.dataset.frames import Dataset
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.dataset.tabulate import Tables, tabulate
from tonggao.errors import ExportError
from tonggao.schema import tables, written

ABOUT = {"rules_hash": "0" * 64, "gazetteer_vintage": "2024", "script": "hans"}


def outcomes() -> list[Outcome]:
    found = []
    for doc_id, published in (("a1", "2018-03-05"), ("a2", None)):
        read = reading(doc_id, published)
        found.append(Outcome(read.document.article, read))
    return [*found, Outcome(notices=(Notice("unreadable", 'broken "line", 3', file="x.jsonl", line=3),))]


@pytest.fixture(scope="module")
def made() -> Tables:
    return tabulate(outcomes())


@pytest.fixture(scope="module")
def out(made: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    export(folder, FORMATS, [MemoryBatch(made)], ABOUT)
    return folder


def rows_of(made: Tables, name: str) -> list[dict[str, object]]:
    return [
        {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()} for row in made[name].to_pylist()
    ]


def test_csv_is_rfc_4180_and_faithful(made: Tables, out: Path) -> None:
    content = (out / "facts.csv").read_bytes()
    assert content.count(b"\r\n") == 1 + made["facts"].num_rows and not content.startswith(b"\xef\xbb\xbf")
    assert b"\n" in content.replace(b"\r\n", b""), "the sentence of the sample holds a line break, quoted"
    for table in written():
        with (out / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file))
        for got, want in zip(read, rows_of(made, table.name), strict=True):
            for column in table.columns:
                cell, value = got[column.name], want[column.name]
                if value is None:
                    assert cell == ""
                elif column.type == "number":
                    assert float(cell) == value and "e" not in cell
                elif column.type == "boolean":
                    assert cell == str(value).lower()
                else:
                    assert cell == str(value)


def test_csv_read_by_pandas_and_duckdb_equals_the_frames(made: Tables, out: Path) -> None:
    frame = Dataset(made).facts
    read = pd.read_csv(out / "facts.csv", dtype={"place": "str", "province_code": "str", "value_exact": "str"})
    assert list(read.columns) == list(frame.columns)
    assert read["value"].tolist() == frame["value"].tolist()
    assert read["place"].dropna().tolist() == frame["place"].dropna().tolist() == ["513400", "513400"]
    got = duckdb.sql(f"select fact_id, value, sentence_text from read_csv('{out}/facts.csv')").fetchall()
    assert got == list(zip(frame["fact_id"], frame["value"], frame["sentence_text"], strict=True))


def test_parquet_read_by_pandas_and_duckdb_equals_the_tables(made: Tables, out: Path) -> None:
    import pyarrow.parquet as pq

    for name, table in made.items():
        assert pq.read_table(out / f"{name}.parquet").equals(table), name
    got = duckdb.sql(f"select value_exact, period_start from '{out}/facts.parquet'").fetchall()
    assert got == list(zip(*(made["facts"][c].to_pylist() for c in ("value_exact", "period_start")), strict=True))


def test_json_and_jsonl_hold_the_same_articles(out: Path) -> None:
    lines = [json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines == json.loads((out / "articles.json").read_text(encoding="utf-8")) == articles(collect(outcomes()))
    amount = lines[0]["quantities"][0]
    assert (amount["value"], amount["low"], amount["high"]) == (None, "300000000", "500000000")
    assert lines[0]["quantities"][2]["value"] == "0.333333333333"
    fact = lines[0]["facts"][0]
    assert (fact["place"], fact["program"], fact["actor_text"]) == (["513400"], ["投资计划"], "中国电信")
    assert lines[0]["raw"][fact["start_char"] : fact["end_char"]] == fact["surface"]


def test_sqlite_keeps_keys_and_rows(made: Tables, out: Path) -> None:
    with sqlite3.connect(out / "tonggao.sqlite") as base:
        assert base.execute("pragma foreign_key_check").fetchall() == []
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        for name in tables():
            frame = pd.read_sql(f'select * from "{name}"', base)
            assert len(frame) == made[name].num_rows
        assert base.execute("select value, place from facts where place is not null").fetchall()[0] == (4e8, "513400")
    base.close()


@pytest.mark.parametrize("words", ["凉山", "涼山", "投资", "投資", "凉山 投资", "中国电信", "中國電信"])
def test_sqlite_finds_words_in_both_scripts(out: Path, words: str) -> None:
    with sqlite3.connect(out / "tonggao.sqlite") as base:
        found = base.execute(
            "select doc_id, text from sentences where rowid in "
            "(select rowid from sentences_fts where sentences_fts match ?)", (words,)
        ).fetchall()  # fmt: skip
    base.close()
    assert [doc_id for doc_id, _ in found] == ["a1", "a2"] and "凉山州" in found[0][1]


def test_xlsx_cells_are_typed_and_never_formulas(made: Tables, out: Path) -> None:
    book = openpyxl.load_workbook(out / "tonggao.xlsx")
    assert book.sheetnames[0] == "facts_flat" and book["facts"].freeze_panes == "A2"
    for table in written():
        sheet = book[table.name]
        names = [cell.value for cell in sheet[1]]
        assert names == [c.name for c in table.columns]
        for cells, want in zip(sheet.iter_rows(min_row=2), made[table.name].to_pylist(), strict=True):
            for cell, column in zip(cells, table.columns, strict=True):
                value = want[column.name]
                assert cell.data_type != "f"
                got = cell.value.date() if column.type == "date" and cell.value else cell.value
                assert got == value, f"{table.name}.{column.name}"
    title = book["documents"]["B2"]
    assert (title.value, title.data_type) == ("=SUM(1)", "s")


def test_geojson_has_the_facts_with_coordinates(out: Path) -> None:
    collection = json.loads((out / "facts.geojson").read_text(encoding="utf-8"))
    assert [f["geometry"] for f in collection["features"]] == [{"type": "Point", "coordinates": [102.26, 27.88]}] * 2
    assert collection["features"][0]["properties"]["place"] == "凉山彝族自治州"


def test_excel_csv_has_a_mark_and_harmless_cells(made: Tables, tmp_path: Path) -> None:
    export(tmp_path, ["excel"], [MemoryBatch(made)], ABOUT)
    content = (tmp_path / "documents.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"'=SUM(1)" in content
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, [e.message for t in report.tasks for e in t.errors]
    with pytest.raises(ExportError, match="spreadsheets"):
        Dataset.load(tmp_path)


def test_the_data_package_is_valid_and_told_in_two_languages(out: Path) -> None:
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, [(t.name, e.message) for t in report.tasks for e in t.errors]
    assert {t.name for t in written()} | {"articles.jsonl", "facts.parquet"} <= {t.name for t in report.tasks}
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    facts = next(r for r in package["resources"] if r["name"] == "facts")
    field = next(f for f in facts["schema"]["fields"] if f["name"] == "what")
    assert (field["title"], field["title_zh"]) == ("What", "所计之物")
    assert package["rules_hash"] and package["version"] and package["gazetteer_vintage"]


@pytest.mark.parametrize("formats", [["parquet"], ["sqlite"], ["csv", "jsonl"]])
def test_a_saved_dataset_loads_as_it_was(made: Tables, formats: list[str], tmp_path: Path) -> None:
    dataset = Dataset(made, ABOUT)
    dataset.save(tmp_path, formats)
    again = Dataset.load(tmp_path)
    assert again.told == ABOUT
    for name, table in made.items():
        if formats == ["csv", "jsonl"] and name == "sentences":
            continue
        assert again.tables[name].to_pylist() == table.to_pylist(), name
        pd.testing.assert_frame_equal(getattr(again, name), getattr(dataset, name))


def test_what_the_last_run_wrote_is_loaded_and_not_what_stands_there_from_before(made: Tables, tmp_path: Path) -> None:
    Dataset(made).save(tmp_path, ["parquet"])
    Dataset({name: table.slice(0, 0) for name, table in made.items()}).save(tmp_path, ["csv"])
    assert Dataset.load(tmp_path).facts.empty
    with pytest.raises(ExportError, match="no dataset here"):
        Dataset.load(tmp_path / "nowhere")


def test_frames_have_types_to_work_with(made: Tables) -> None:
    facts = Dataset(made).facts
    assert facts["value"].dtype == "float64" and facts["start_char"].dtype == "int64"
    assert str(facts["year"].dtype) == "Int64" and str(facts["cumulative"].dtype) == "boolean"
    assert facts["period_start"].dt.year.tolist()[0] == 2017
    assert facts.groupby("unit")["value"].sum()["CNY"] == 1.6e9
    html = Dataset(made)._repr_html_()
    assert "facts_flat" in html and "事实" in html


class Failing(MemoryBatch):
    """A batch whose pieces cannot be had."""

    def piece(self, format_: str, file: str) -> bytes:
        raise OSError(28, "No space left on device", file)


def test_a_failed_export_leaves_old_files_and_no_part_of_new_ones(made: Tables, tmp_path: Path) -> None:
    export(tmp_path, ["csv"], [MemoryBatch(made)], ABOUT)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(ExportError, match="No space left"):
        export(tmp_path, ["csv", "parquet", "sqlite"], [MemoryBatch(made), Failing(made)], ABOUT)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_unknown_formats_are_named_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="unknown format 'xls'; known: csv"):
        export(tmp_path / "x", ["xls"], [], ABOUT)
    assert not (tmp_path / "x").exists()


def test_every_format_gives_the_same_bytes_again(made: Tables, out: Path, tmp_path: Path) -> None:
    export(tmp_path, FORMATS, [MemoryBatch(made)], ABOUT)
    for path in out.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_one_batch_or_many_give_the_same_text_files(out: Path, tmp_path: Path) -> None:
    batches = [MemoryBatch(tabulate([outcome])) for outcome in outcomes()]
    export(tmp_path, ("csv", "jsonl", "json", "geojson", "sqlite", "xlsx"), batches, ABOUT)
    for path in tmp_path.iterdir():
        if path.name != "datapackage.json":
            assert path.read_bytes() == (out / path.name).read_bytes(), path.name


def test_an_empty_dataset_has_its_headers(tmp_path: Path) -> None:
    export(tmp_path, FORMATS, [], ABOUT)
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8").startswith("fact_id,doc_id")
    assert json.loads((tmp_path / "articles.json").read_text()) == []
    assert Dataset.load(tmp_path).facts.empty


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = {"pandas", "pyarrow", "spacy", "numpy", "click", "rich"}
    code = f"import sys, tonggao; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_tables_of_another_schema_are_refused(made: Tables) -> None:
    with pytest.raises(ExportError, match="facts"):
        Dataset(made | {"facts": pa.table({"x": [1]})})
