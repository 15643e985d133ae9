"""`tonggao.extract` and what it hands back."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

import tonggao
from tonggao.errors import ExportError, ReadError

TEXT = "2017年，四川省涼山州累計投資超過1100億元，新建公路2.5萬公里。"


@pytest.fixture(scope="module")
def result() -> tonggao.Extraction:
    return tonggao.extract(TEXT, published="2018-03-05", region="CN")


def test_rows_have_attributes_keys_and_exact_numbers(result: tonggao.Extraction) -> None:
    amount = result.quantities[0]
    assert amount.value == amount["value"] == Decimal("110000000000") and amount.bound == "over"
    assert TEXT[amount.start_char : amount.end_char] == amount.surface == "1100億元"
    assert amount.text == "1100亿元" and dict(amount)["unit"] == "CNY" and "value=110000000000" in repr(amount)
    with pytest.raises(AttributeError, match="no column 'amount'"):
        _ = amount.amount
    assert pickle.loads(pickle.dumps(amount)) == amount


def test_every_kind_has_its_rows(result: tonggao.Extraction) -> None:
    assert [d.value for d in result.dates] == ["2017"]
    assert [p.code for p in result.places] == ["510000", "513400"]
    assert len(result.facts) == 2 and result.facts[0].place == "513400"
    assert result.document.script == "hant" and result.issues == []
    assert result.raw == result.text == TEXT


def test_the_article_as_json_names_what_gold_names(result: tonggao.Extraction) -> None:
    article = json.loads(result.to_json())
    assert article == result.to_dict()
    head = "doc_id title published reference_date region script raw sha256 text quantities dates places programs"
    assert set(head.split()) | {"organizations", "people", "facts"} <= set(article)
    amount = article["quantities"][0]
    keys = "start_char end_char surface text type value low high bound unit what rule"
    assert set(keys.split()) <= set(amount) and amount["value"] == "110000000000" and amount["high"] is None
    fact = article["facts"][0]
    assert fact["place"] == ["513400"] and fact["program"] == [] and fact["period"] == "2017"


def test_tables_become_frames(result: tonggao.Extraction) -> None:
    facts = result.to_frame()
    assert isinstance(facts, pd.DataFrame) and facts["value"].tolist() == [1.1e11, 2.5e4]
    assert result.to_frame("places")["name"].tolist() == ["四川省", "凉山彝族自治州"]
    with pytest.raises(ExportError, match="no table 'fact'; there are documents"):
        result.to_frame("fact")


def test_words_come_in_the_script_asked_for() -> None:
    rows = {s: tonggao.extract(TEXT, region="CN", script=s).places[1] for s in ("hans", "hant", "source")}
    assert [(r.text, r.name) for r in rows.values()] == [
        ("凉山州", "凉山彝族自治州"), ("涼山州", "涼山彝族自治州"), ("涼山州", "涼山彝族自治州"),
    ]  # fmt: skip


@pytest.mark.parametrize("published", ["2018-03-05", date(2018, 3, 5), datetime(2018, 3, 5, 9, 30)])
def test_a_day_may_be_text_or_date(published: str | date) -> None:
    result = tonggao.extract("今年投资3亿元。", published=published, region="CN")
    assert result.dates[0].value == "2018" and result.document.published == "2018-03-05"


@pytest.mark.parametrize(
    ("metadata", "reason"), [({"published": "5.3.2018"}, "not a day"), ({"region": "SG"}, "none of CN")]
)
def test_metadata_that_cannot_be_right_is_refused(metadata: dict[str, str], reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        tonggao.extract("投资3亿元。", **metadata)  # type: ignore[arg-type]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert tonggao.extract("\ufeff投资3亿元。", region="CN").quantities[0].start_char == 2


@pytest.mark.parametrize("text", ["", " \n", "。", "\ud800投资3亿元\udc00。", "\x00", "𠮷野家投资3亿元。"])
def test_any_text_has_a_result(text: str) -> None:
    result = tonggao.extract(text, region="CN")
    article = result.to_dict()
    assert article["raw"] == text and json.loads(result.to_json())["sha256"] == article["sha256"]
    assert len(result.to_frame("documents")) == 1


def test_the_title_is_context_only() -> None:
    result = tonggao.extract("累计投资3亿元。", title="四川省投资5亿元", region="CN")
    assert [q.text for q in result.quantities] == ["3亿元"] and result.places == []


def test_the_public_names_are_there_and_no_others() -> None:
    assert {"extract", "extract_corpus", "load", "Dataset", "TonggaoError"} <= set(dir(tonggao))
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = tonggao.extrakt
