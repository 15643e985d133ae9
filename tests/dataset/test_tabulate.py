"""Rows are what the reading says: offsets, exact numbers, ids, keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sample_reading import RAW, reading
from tonggao.dataset.collect import Options, collect
from tonggao.dataset.outcome import Notice, Outcome
from tonggao.dataset.tabulate import Tables, columns_of, tabulate, to_arrow
from tonggao.errors import ExportError
from tonggao.model import Article, Mention, Quantity
from tonggao.schema import arrow_schema, tables


def outcome(doc_id: str = "a1", published: str | None = "2018-03-05") -> Outcome:
    read = reading(doc_id, published)
    return Outcome(read.document.article, read)


@pytest.fixture
def made() -> Tables:
    return tabulate([outcome(), Outcome(notices=(Notice("unreadable", "x.jsonl:3: no", file="x.jsonl", line=3),))])


def test_tables_have_the_declared_schema(made: Tables) -> None:
    assert set(made) == set(tables())
    for name, table in made.items():
        assert table.schema.equals(arrow_schema(name))


def test_surface_is_the_raw_text_at_its_offsets(made: Tables) -> None:
    for name in ("quantities", "dates", "places", "programs", "organizations", "people", "facts"):
        for row in made[name].to_pylist():
            assert RAW[row["start_char"] : row["end_char"]] == row["surface"], name
    telecom = made["organizations"].to_pylist()[0]
    assert (telecom["surface"], telecom["text"]) == ("中國(guó)電信", "中国电信")


def test_ranges_have_a_middle_and_exact_text(made: Tables) -> None:
    amount, fall, third = made["quantities"].to_pylist()
    assert (amount["value"], amount["low"], amount["high"]) == (4e8, 3e8, 5e8)
    assert (amount["value_exact"], amount["low_exact"], amount["bound"]) == ("400000000", "300000000", "about")
    assert (fall["low"], fall["high"], fall["value_std"]) == (1.5, 1.5, 0.015)
    assert (third["value_exact"], third["value_std"]) == ("0.333333333333", 222.222222222222)


def test_boilerplate_is_left_out_unless_asked_for() -> None:
    assert collect([outcome()])["quantities"]["text"] == ["3至5亿元", "1.5%", "1/3亩"]
    assert collect([outcome()], Options(boilerplate=True))["quantities"]["text"][-1] == "100个"


def test_facts_carry_slots_columns_and_links(made: Tables) -> None:
    first, second, again = made["facts"].to_pylist()
    assert first["fact_id"] != again["fact_id"] and first["quantity_id"] == again["quantity_id"]
    assert second["base_fact_id"] == first["fact_id"] and second["value_signed"] == -1.5
    assert (first["place"], first["place_name"], first["province_code"]) == ("513400", "凉山彝族自治州", "510000")
    assert (first["period_start"], first["period_end"], first["year"]) == (date(2017, 1, 1), date(2017, 12, 31), 2017)
    assert (first["status"], first["status_cue"], first["actor_text"]) == ("done", "2017年", "中国电信")
    assert first["actor_id"] == made["organizations"].to_pylist()[0]["organization_id"]
    assert again["cumulative"] is True and again["as_of"] == date(2018, 3, 5)
    mentions = {i for n in ("places", "organizations", "dates", "programs") for i in made[n]["mention_id"].to_pylist()}
    slots = made["fact_slots"].to_pylist()
    assert {s["mention_id"] for s in slots if s["mention_id"]} <= mentions and len(slots) == 8


def test_every_foreign_key_is_met(made: Tables) -> None:
    for name, table in made.items():
        for column, target in tables()[name].foreign.items():
            wanted = set(table[column].to_pylist()) - {None}
            assert wanted <= set(made[target][tables()[target].primary].to_pylist()), f"{name}.{column}"


def test_issues_name_article_or_file(made: Tables) -> None:
    own, row = made["issues"].to_pylist()
    assert (own["doc_id"], own["start_char"], own["end_char"]) == ("a1", 0, 5)
    assert (row["doc_id"], row["file"], row["line"], row["severity"]) == (None, "x.jsonl", 3, "error")


def test_the_order_and_number_of_batches_change_nothing() -> None:
    together = tabulate([outcome("a1"), outcome("a2", None)])
    apart = [tabulate([outcome("a1")]), tabulate([outcome("a2", None)])]
    for name, table in together.items():
        assert table.to_pylist() == apart[0][name].to_pylist() + apart[1][name].to_pylist()


def test_columns_survive_arrow(made: Tables) -> None:
    columns = collect([outcome()])
    assert columns_of(to_arrow(columns)) == columns


@pytest.mark.parametrize(
    ("script", "text", "name"), [("hans", "凉山州", "凉山彝族自治州"), ("source", "涼山州", "涼山彝族自治州")]
)
def test_words_are_shown_in_the_script_asked_for(script: str, text: str, name: str) -> None:
    places = collect([outcome()], Options(script))["places"]  # type: ignore[arg-type]
    assert (places["text"][0], places["name"][0], places["surface"][0]) == (text, name, "涼山州")


def test_a_failed_article_is_listed_with_its_error() -> None:
    made = tabulate([Outcome(Article("全国", "x"), None, (Notice("failed", "ValueError: no"),))])
    assert made["documents"]["doc_id"].to_pylist() == ["x"]
    assert made["issues"].to_pylist()[0]["message"] == "ValueError: no"


def test_a_mention_without_its_value_is_an_error_that_names_its_rule() -> None:
    read = reading()
    broken = replace(read, mentions=(*read.mentions, Mention(0, 1, "quantity", "quantity.broken")))
    with pytest.raises(ExportError, match=r"quantity\.broken"):
        collect([Outcome(read.document.article, broken)])


def test_numbers_beyond_a_double_keep_their_text() -> None:
    read = reading()
    huge = Decimal(10) ** 400
    fall = read.facts[1].quantity
    mentions = (replace(fall, value=Quantity("number", huge)),)
    made = tabulate([Outcome(read.document.article, replace(read, mentions=mentions, facts=()))])
    row = made["quantities"].to_pylist()[0]
    assert row["value"] is None and row["value_exact"] == "1" + "0" * 400
