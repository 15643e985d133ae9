"""The lexicon of programs: every row is found, in both scripts, and a user's row is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from tonggao import flow
from tonggao.grammar.load import load_rules
from tonggao.grammar.tables import Row
from tonggao.model import Article, Mention
from tonggao.names import lexicon

TABLE = load_rules().table("programs")
TYPES = {"policy", "plan", "project", "platform", "event", "brand", "law", "award"}
EXAMPLES = [row for row in TABLE if row["example"]]
TRADITIONAL = OpenCC("s2t")


def found(text: str, published: str = "2026-03-05", region: str = "CN", folder: Path | None = None) -> list[Mention]:
    document = flow.read([Article(text, "t", published=published, region=region)])[0]
    return lexicon.candidates(document, load_rules(folder))


def names(text: str, **rest: str) -> list[str]:
    return [mention.value.name for mention in found(text, **rest)]  # type: ignore[union-attr]


def texts(row: Row) -> list[str]:
    return [row["name"], *(cell for column in ("aliases", "local") for cell in row[column].split("|") if cell)]


def test_rows_are_sorted_and_typed() -> None:
    assert list(TABLE.rows) == sorted(TABLE.rows)
    for row in TABLE:
        assert row["type"] in TYPES, row
        assert not row["local"] or row["region"], row
        assert all(not cell or cell.isdigit() for cell in (row["since"], row["until"])), row


def test_every_name_and_alias_belongs_to_one_row() -> None:
    owners: dict[str, str] = {}
    for row in TABLE:
        for text in texts(row):
            assert owners.setdefault(text, row["name"]) == row["name"], text


def test_every_name_and_alias_is_found() -> None:
    for row in TABLE:
        for text in texts(row):
            sentence = f"会议强调，要落实{text}，加强管理。"
            assert row["name"] in names(sentence, region=row["region"] or "CN"), text


@pytest.mark.parametrize("row", EXAMPLES, ids=[row["name"] for row in EXAMPLES])
def test_examples_in_both_scripts(row: Row) -> None:
    region = row["region"] or "CN"
    assert row["name"] in names(row["example"], region=region)
    assert row["name"] in names(TRADITIONAL.convert(row["example"]), region=region)


def test_a_local_alias_holds_in_its_region_only() -> None:
    assert names("领取综援的人数上升。", region="HK") == ["综合社会保障援助计划"]
    assert names("领取综援的人数上升。", region="CN") == []


def test_an_exception_hides_the_name_in_a_longer_word() -> None:
    assert names("邮政普遍服务条例") == []
    assert names("落实普遍服务。") == ["电信普遍服务"]


def test_a_program_that_had_not_begun_is_not_meant() -> None:
    assert names("实行双减。", published="2001-03-05") == []
    assert names("实行双减。", published="2021-09-01") == ["双减"]


def test_a_head_may_stand_outside_the_marks() -> None:
    mention = found("“十三五”规划顺利实施。")[0]
    assert (mention.start, mention.end) == (0, 7)


def test_short_names_are_whole_words() -> None:
    assert names("社区的六保姆服务。") == []


def test_one_row_of_a_user_adds_a_program_in_both_scripts(tmp_path: Path) -> None:
    (tmp_path / "programs.tsv").write_text("name\ttype\taliases\n云岭惠农通\tplatform\t惠农通\n", encoding="utf-8")
    for text in ("云岭惠农通上线，惠农通已覆盖。", "雲嶺惠農通上線，惠農通已覆蓋。"):
        assert [m.value.name for m in found(text, folder=tmp_path)] == ["云岭惠农通"] * 2  # type: ignore[union-attr]


def test_one_row_of_a_user_switches_a_program_off(tmp_path: Path) -> None:
    (tmp_path / "programs.tsv").write_text("name\n!精准扶贫\n", encoding="utf-8")
    assert found("推进精准扶贫。", folder=tmp_path) == []
