"""Lexicons: what is read, what is refused, how a user's rows are laid over the built-in ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tonggao.errors import TableError
from tonggao.grammar.tables import overlay, read_table


def write(folder: Path, text: str, name: str = "units.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_by_key_comments_and_missing_cells(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "# 注\nunit\ttype\tfactor\n亩\tmeasure\t2000/3\n公里\tmeasure\n"))
    assert table.column("factor") == {"亩": "2000/3"}
    assert table.where("type", "measure") == ["亩", "公里"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("unit\ttype\n亩\tmeasure\tx\n", ":2: 3 cells under 2 columns"),
        ("unit\ttype\n\tmeasure\n", ":2: the key"),
        ("unit\ttype\n亩\ta\n亩\tb\n", ":3: 亩 stands twice"),
        ("# only a comment\n", "no header"),
    ],
)
def test_broken_rows_name_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TableError, match=told) as error:
        read_table(write(tmp_path, text))
    assert "units.tsv" in str(error.value)


def test_overlay_adds_replaces_and_switches_off(tmp_path: Path) -> None:
    base = read_table(write(tmp_path, "unit\ttype\n亩\ta\n斤\tb\n"))
    extra = read_table(write(tmp_path, "unit\ttype\n亩\tc\n担\td\n!斤\n", "mine.tsv"))
    assert overlay(base, extra).column("type") == {"亩": "c", "担": "d"}


def test_overlay_refuses_unknown_columns_and_missing_rows(tmp_path: Path) -> None:
    base = read_table(write(tmp_path, "unit\ttype\n亩\ta\n"))
    with pytest.raises(TableError, match="unknown column"):
        overlay(base, read_table(write(tmp_path, "unit\tcolour\n亩\tc\n", "a.tsv")))
    with pytest.raises(TableError, match="does not exist"):
        overlay(base, read_table(write(tmp_path, "unit\ttype\n!石\n", "b.tsv")))
