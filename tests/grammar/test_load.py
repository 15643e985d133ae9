"""A user's folder adds, overrides and switches off; what is broken is told with file, row and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tonggao.errors import TableError
from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article

TEXT = "公司建成算力点3座，推进“云上乡亲行”，在白石洲试验田举办丰收计划。"


def mentions(folder: Path | None) -> set[tuple[str, str]]:
    reading = extract_article(Article(TEXT, "t", published="2018-10-26", region="CN"), load_rules(folder))
    return {(m.kind, reading.document.shadow[m.start : m.end]) for m in reading.mentions}


def test_a_rule_a_program_and_a_place_are_one_row_each(tmp_path: Path) -> None:
    (tmp_path / "programs.tsv").write_text("name\ttype\n丰收计划\tproject\n", encoding="utf-8")
    (tmp_path / "place.toml").write_text(
        "[[rule]]\nid = 'place.mine'\nkind = 'block'\npattern = '算力点'\n", encoding="utf-8"
    )
    (tmp_path / "regions.tsv").write_text("name\tmembers\n白石洲试验田\t440300\n", encoding="utf-8")
    before, after = mentions(None), mentions(tmp_path)
    assert ("program", "丰收计划") in after - before
    assert ("block", "算力点") in after - before
    assert ("place", "白石洲试验田") in after - before


def test_a_rule_is_switched_off_by_its_id(tmp_path: Path) -> None:
    known = load_rules().characters["quantity"][0].id
    (tmp_path / "off.toml").write_text(f"[[rule]]\nid = '{known}'\noff = true\n", encoding="utf-8")
    assert known not in {rule.id for rule in load_rules(tmp_path).characters["quantity"]}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("id = 'x'\nkind = 'block'\npattern = '{nowhere}元'", "unknown macro"),
        ("id = 'x'\nkind = 'block'\npattern = '(?:a+)+b'", "possessive"),
        ("id = 'x'\nkind = 'block'\npatern = 'a'", "missing"),
        ("kind = 'block'\npattern = 'a'", "no id"),
        ("id = 'nowhere.at.all'\noff = true", "does not exist"),
        ("id = 'x'\nkind = 'block'\npattern = 'a'\nedges = 'top'", "edges"),
    ],
)
def test_broken_rules_name_file_row_and_reason(tmp_path: Path, row: str, told: str) -> None:
    (tmp_path / "mine.toml").write_text(f"[[rule]]\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=told) as error:
        load_rules(tmp_path)
    assert "mine.toml" in str(error.value)


def test_a_missing_folder_and_broken_toml_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such folder"):
        load_rules(tmp_path / "nowhere")
    (tmp_path / "mine.toml").write_text("[[rule]\n", encoding="utf-8")
    with pytest.raises(TableError, match="not TOML"):
        load_rules(tmp_path)


def test_the_hash_changes_with_the_rows(tmp_path: Path) -> None:
    (tmp_path / "programs.tsv").write_text("name\ttype\n丰收计划\tproject\n", encoding="utf-8")
    assert load_rules(tmp_path).hash != load_rules().hash == load_rules(None).hash
