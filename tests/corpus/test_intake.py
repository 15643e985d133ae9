"""Intake: order, ids, metadata; what cannot be read is told with file and line, and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tonggao.corpus.intake import files, items
from tonggao.dataset.ids import document_id
from tonggao.errors import ReadError


def write(path: Path, *rows: object) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_articles_without_an_id_get_one_from_their_text(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"text": "全国共有832个贫困县。"},
        {"id": "x", "text": "投资3亿元。"},
        {"id": 7, "text": "一"},
    )
    ids = [item.article.doc_id for item in items([path]) if item.article]
    assert ids == [document_id("全国共有832个贫困县。"), "x", "d7"]


def test_a_repeated_id_is_told_and_numbered_in_order(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": t} for t in ("一", "二", "三")]
    found = list(items([write(tmp_path / "a.jsonl", {"id": "x-2", "text": "〇"}, *rows)]))
    assert [i.article.doc_id for i in found if i.article] == ["x-2", "x", "x-3", "x-4"]
    assert [n.code for i in found for n in i.notices] == ["repeated_id"] * 2
    assert "x stood before; this article is x-3" in found[2].notices[0].message


def test_broken_rows_name_file_and_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"text": "一"},
        '{"text": ',
        {"title": "x"},
        {"text": "二", "published": "soon"},
        {"text": "三"},
    )
    found = list(items([path]))
    assert [bool(item.article) for item in found] == [True, False, False, False, True]
    notices = [item.notices[0] for item in found if not item.article]
    assert [(n.file, n.line, n.severity) for n in notices] == [(str(path), line, "error") for line in (2, 3, 4)]
    assert all(f"{path}:{n.line}" in n.message for n in notices)


def test_a_folder_is_read_in_order_with_what_stands_beside(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt"):
        (tmp_path / name).write_text(f"投资{len(name)}亿元。", encoding="utf-8")
    (tmp_path / "b.toml").write_text('doc_id = "bb"\ntitle = "标题"\nregion = "HK"\n', encoding="utf-8")
    found = [
        item.article for item in items(files([tmp_path]), {"region": "CN", "published": "2018-10-26"}) if item.article
    ]
    assert [a.doc_id[:2] for a in found][1] == "bb" and len(found) == 3
    assert [(a.region, a.published) for a in found] == [
        ("CN", "2018-10-26"),
        ("HK", "2018-10-26"),
        ("CN", "2018-10-26"),
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, b"   \n\n"],
    ids=["empty", "binary", "blank"],
)
def test_what_is_no_text_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    (item,) = items([path])
    assert item.article is None and str(path) in item.notices[0].message and item.notices[0].severity == "error"


def test_broken_metadata_costs_its_article_only(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("投资3亿元。" + name, encoding="utf-8")
    (tmp_path / "a.toml").write_text("title = ", encoding="utf-8")
    found = list(items(files([tmp_path])))
    assert found[0].article is None and "a.toml" in found[0].notices[0].message and found[1].article


def test_paths_that_do_not_exist_or_hold_nothing_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        files([tmp_path / "nothing"])
    with pytest.raises(ReadError, match="no article"):
        files([tmp_path])
