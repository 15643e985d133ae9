"""Adding a rule, a program, a place: one row each in a folder of one's own, and no code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tonggao
from tonggao.cli import command
from tonggao.errors import TableError

TEXT = "打响头炮后，云上澜的小蓝莓投资3亿元，建成首批站点。"
RULE = """
[[rule]]
id = "user.opener"
kind = "quantity"
pattern = '头(?P<unit>炮)'
value = "ordinal"
with = { value = 1 }
examples = [ { text = "打响头炮。", span = "头炮", value = "1", type = "ordinal", unit = "炮" } ]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quantity.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "programs.tsv").write_text("name\ttype\n小蓝莓\tproject\n", encoding="utf-8")
    (tmp_path / "place_names.tsv").write_text("name\tlevel\twithin\n云上澜\tregion\t510000\n", encoding="utf-8")
    return tmp_path


def test_one_row_each_adds_a_rule_a_program_and_a_place(folder: Path) -> None:
    before, after = tonggao.extract(TEXT, region="CN"), tonggao.extract(TEXT, region="CN", rules=folder)
    assert "头炮" not in [q.text for q in before.quantities]
    assert (after.quantities[0].text, after.quantities[0].rule) == ("头炮", "user.opener")
    assert [(p.text, p.type) for p in after.programs] == [("小蓝莓", "project")]
    assert "云上澜" not in [p.text for p in before.places]
    assert [(p.text, p.level, p.rule) for p in after.places] == [("云上澜", "region", "place.name")]
    assert after.facts[0].program == "小蓝莓" and after.facts[0].place == "云上澜"


def test_the_rows_hold_in_traditional_articles_too(folder: Path) -> None:
    text = "雲上瀾的小藍莓投資3億元。"
    result = tonggao.extract(text, region="TW", rules=folder)
    assert [p.name for p in result.programs] == ["小蓝莓"] and [p.text for p in result.places] == ["云上澜"]


def test_a_rule_is_overridden_or_switched_off_by_its_id(tmp_path: Path) -> None:
    assert "首批" in [q.text for q in tonggao.extract(TEXT, region="CN").quantities]
    (tmp_path / "mine.toml").write_text('[[rule]]\nid = "quantity.first"\noff = true\n', encoding="utf-8")
    assert "首批" not in [q.text for q in tonggao.extract(TEXT, region="CN", rules=tmp_path).quantities]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments])


def test_the_command_line_takes_the_folder(folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    with_rules = run("extract", article, "--region", "CN", "--rules", folder).output
    without = run("extract", article, "--region", "CN").output
    assert ",小蓝莓,done" in with_rules and ",小蓝莓,done" not in without
    checked = run("rules", "check", "--rules", folder)
    assert checked.exit_code == 0 and "1 rules, 1 examples, 0 failures" in checked.output


def test_an_example_that_does_not_hold_is_told(folder: Path) -> None:
    (folder / "quantity.toml").write_text(RULE.replace('value = "1"', 'value = "2"'), encoding="utf-8")
    checked = run("rules", "check", "--rules", folder)
    assert checked.exit_code == 1 and "value is '1', not '2'" in checked.output and "user.opener" in checked.output


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.toml", "[[rule]\n", "not TOML"),
        ("a.toml", '[[rule]]\nkind = "quantity"\n', "has no id"),
        ("a.toml", RULE.replace("(?P<unit>炮)", "{nowhere}"), "nowhere"),
        ("a.toml", RULE.replace("(?P<unit>炮)", "(.*)*"), "a.toml"),
        ("programs.tsv", "name\ttipe\n甲行动\tplan\n", "unknown column tipe"),
        ("programs.tsv", "name\ttype\n甲行动\tplan\textra\n", "programs.tsv:2"),
    ],
)
def test_a_broken_row_is_an_error_with_file_and_reason(name: str, content: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=reason):
        tonggao.extract(TEXT, rules=tmp_path)
