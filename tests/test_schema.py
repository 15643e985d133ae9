"""The schema is complete, consistent, and the one that everything follows."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from tonggao import schema
from tonggao.errors import TableError
from tonggao.schema import arrow_schema, tables, written

CORE = {
    "documents": "doc_id title published published_from reference_date source url region region_from script characters "
    "sha256 repairs facts to_review duplicate_of",
    "facts": "fact_id doc_id quantity_id start_char end_char surface actor actor_text actor_id indicator what metric "
    "segment measure compare base_fact_id value value_exact low high bound unit type value_signed value_std "
    "unit_std change baseline place place_name province_code places period period_mod period_start period_end as_of "
    "year program status status_cue modality cumulative part_of duplicate_of sentence_text review",
    "fact_slots": "fact_id slot seq mention_id text scope rule",
    "quantities": "value value_exact low high bound type unit what approx modifier numeral value_std unit_std table_id "
    "row_label col_label",
    "dates": "type value mod start_date end_date anchor calendar",
    "places": "code name level parent province_code prefecture_code code_current lon lat in_name ref candidates",
    "programs": "name type program_id",
    "organizations": "name type organization_id",
    "people": "name title organization person_id",
    "facts_flat": "date source title actor metric segment words value unit place period program status sentence review",
}
MENTION = "mention_id doc_id zone paragraph sentence start_char end_char surface text sentence_text rule review"
RESERVED = {"order", "group", "from", "to", "where", "when", "end", "start", "by", "select", "table", "index", "class"}


@pytest.mark.parametrize("name", CORE)
def test_tables_hold_the_columns_that_users_were_promised(name: str) -> None:
    columns = {c.name for c in tables()[name].columns}
    assert set(CORE[name].split()) <= columns
    if name in ("quantities", "dates", "places", "programs", "organizations", "people"):
        assert set(MENTION.split()) <= columns


def test_every_column_is_named_once_and_told_in_both_languages() -> None:
    for table in tables().values():
        names = [c.name for c in table.columns]
        assert len(names) == len(set(names)), table.name
        for column in table.columns:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name) and column.name not in RESERVED
            assert column.title and column.description, f"{table.name}.{column.name}"
            chinese = column.title_zh + column.description_zh
            assert re.search("[一-鿿]|SHA-256|TIMEX3", chinese), f"{table.name}.{column.name}"


def test_foreign_keys_point_at_primary_keys() -> None:
    for table in tables().values():
        for target in table.foreign.values():
            assert tables()[target].primary
    assert tables()["facts"].foreign == {
        "doc_id": "documents", "quantity_id": "quantities", "base_fact_id": "facts", "part_of": "facts",
        "duplicate_of": "facts",
    }  # fmt: skip


def test_arrow_types_follow_the_declaration() -> None:
    facts = arrow_schema("facts")
    assert facts.field("value").type == pa.float64() and facts.field("value_exact").type == pa.string()
    assert facts.field("period_start").type == pa.date32() and not facts.field("fact_id").nullable
    assert [t.name for t in written()][-1] == "facts_flat"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("facts\tdoc_id\tstring", "facts\tdoc_id\tstrong", "type 'strong'"),
        ("quantity_id\tstring\tno\tquantities", "quantity_id\tstring\tno\tamounts", "no table 'amounts'"),
        ("facts\tstart_char\tinteger\tno", "facts\tstart_char\tinteger", "cells under"),
    ],
)
def test_a_broken_declaration_says_where(
    old: str, new: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("schema_tables.tsv", "schema_columns.tsv"):
        text = (schema.HOME / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(schema, "HOME", tmp_path)
    tables.cache_clear()
    try:
        with pytest.raises(TableError, match=reason):
            tables()
    finally:
        monkeypatch.undo()
        tables.cache_clear()
