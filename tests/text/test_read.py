"""Bytes into characters, files into articles."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tonggao.errors import ReadError
from tonggao.text.plausible import score
from tonggao.text.read import decode, read_articles

HANS = "10月25日，全国深度贫困地区网络扶贫工作现场推进会在四川省凉山州举行，累计投资11亿元。\r\n"
HANT = "10月25日，全國深度貧困地區網絡扶貧工作現場推進會在四川省涼山州舉行，累計投資11億元。\r\n"
HONG_KONG = "我哋今日喺度講嘅嘢，佢哋話冇咁嘅事，啲人嚟咗三千幾個。"


@pytest.mark.parametrize(
    ("text", "charset", "expected"),
    [
        (HANS, "utf-8", "utf-8"),
        (HANS, "utf-8-sig", "utf-8"),
        (HANS, "utf-16", "utf-16-le"),
        (HANS, "utf-16-le", "utf-16-le"),
        (HANT, "utf-16-be", "utf-16-be"),
        (HANS, "gbk", "gb18030"),
        (HANT, "gb18030", "gb18030"),
        (HANS + "㐀𠀀", "gb18030", "gb18030"),
        (HANT, "big5", "cp950"),
        (HONG_KONG, "big5hkscs", "big5hkscs"),
        ("GDP grew 6.9%\n", "ascii", "utf-8"),
        ("GDP grew 6.9%\n", "utf-16-le", "utf-16-le"),
    ],
)
def test_charsets(text: str, charset: str, expected: str) -> None:
    made, found, sure = decode(text.encode(charset), "a.txt")
    assert (made, found) == (text, expected)
    assert sure > 0.95


@pytest.mark.parametrize("declared", ["big5", "gb2312", "utf-8", "iso-8859-1"])
def test_declarations_are_not_believed(declared: str) -> None:
    text = f'<meta charset="{declared}">{HANT}'
    for charset in ("gb18030", "big5", "utf-8", "utf-16-le"):
        assert decode(text.encode(charset), "a.txt")[0] == text


def test_what_real_files_hold_passes_untouched() -> None:
    text = "第一行\r第二行\r\n第三行\n\n第四行\u2028第五行\0末\x1a"
    assert decode(text.encode(), "a.txt")[0] == text
    assert decode((HANS * 3 + text).encode("gb18030"), "a.txt")[0] == HANS * 3 + text


def test_short_text_valid_as_utf8_by_chance() -> None:
    assert decode("移动".encode("gbk"), "a.txt")[0] == "移动"
    assert decode("联通".encode("gbk"), "a.txt")[0] == "联通"
    text, charset, sure = decode("人民".encode("big5"), "a.txt")
    assert (text, charset) == ("人民", "cp950")
    assert sure < 1


@pytest.mark.parametrize(
    ("data", "byte", "reason"),
    [
        (b"", None, "empty (0 bytes)"),
        (b" \r\n\t\n", 0, "nothing but white space"),
        (b"\xef\xbb\xbf\n", 0, "nothing but white space"),
        (b"%PDF-1.7 ...", 0, "a PDF"),
        (b"PK\x03\x04....", 0, "DOCX"),
        (bytes(range(256)) * 8, 1, "binary"),
        (HANS.encode()[:40] + b"\xff" + HANS.encode()[40:], 40, "the rest reads as utf-8, but not the bytes ff"),
        (HANS.encode()[:-3], 120, "utf-8"),
        ((HANS * 2).encode("gbk") + b"\xb9", 172, "gb18030"),
        ("Price 10 €, déjà vu, naïve café".encode("cp1252"), 9, "none of UTF-8, UTF-16, GB 18030, Big5"),
    ],
)
def test_what_is_no_text_is_an_error_with_file_byte_and_mend(data: bytes, byte: int | None, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(data, "news/a.txt")
    message = str(error.value)
    assert message.startswith("news/a.txt: ")
    assert byte is None or f"byte {byte}:" in message
    assert reason in message


def test_plausibility_of_misread_text() -> None:
    assert score(HANS)[0] > 2 < score(HANT)[0]
    assert score(HANT.encode("big5").decode("gb18030"))[0] < -1
    assert score(HANS.encode().decode("gb18030", "replace"))[0] < -1
    assert score("GDP 6.9%") == (0.0, 0)


def test_a_text_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(HANS.encode("gbk"))
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + HANT.encode())
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "notes.md").write_text("no article")
    first, second, third = read_articles(tmp_path)
    assert first.article is not None and first.article.raw == HANT and first.article.doc_id == ""
    assert second.article is not None and second.article.raw == HANS and second.charset == "gb18030"
    assert third.article is None and [(i.code, i.severity) for i in third.issues] == [("unreadable", "error")]
    (only,) = read_articles(tmp_path / "b.txt")
    assert only == second


def test_a_charset_that_is_not_sure_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("人民".encode("big5"))
    (only,) = read_articles(path)
    assert only.article is not None and only.article.raw == "人民"
    assert [(i.code, i.severity) for i in only.issues] == [("charset", "warning")]


def test_jsonl_with_broken_lines_is_read_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = {"id": 7, "title": "标题", "published": "2018-10-26", "region": "CN", "text": HANS, "other": 1}
    lines = [
        json.dumps(good, ensure_ascii=False).encode(),
        b'{"text": "broken',
        b"",
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": "  "}',
        json.dumps({"doc_id": "x1", "text": HANT}, ensure_ascii=False).encode("big5"),
        b'{"text": "\xff"}',
        b'{"doc_id": "", "text": "a", "published": null}',
    ]
    path.write_bytes(b"\n".join(lines))
    found = list(read_articles(path))
    assert [(r.line, r.article.doc_id if r.article else None) for r in found] == [
        (1, "d7"), (2, None), (4, None), (5, None), (6, None), (7, "x1"), (8, None), (9, ""),
    ]  # fmt: skip
    assert all(r.article or f"a.jsonl:{r.line}:" in r.issues[0].message for r in found)
    assert "not JSON at column" in found[1].issues[0].message
    first = found[0].article
    assert first is not None
    assert (first.raw, first.title, first.published, first.region, first.url) == (
        HANS,
        "标题",
        "2018-10-26",
        "CN",
        None,
    )
    assert found[5].charset == "cp950"


@pytest.mark.parametrize(
    ("suffix", "delimiter", "charset"), [("csv", ",", "gbk"), ("csv", ";", "utf-8-sig"), ("tsv", "\t", "utf-8")]
)
def test_csv(tmp_path: Path, suffix: str, delimiter: str, charset: str) -> None:
    path = tmp_path / f"a.{suffix}"
    rows = [
        ["id", "title", "text"],
        ["a1", "标题", '"第一行""引""\n第二行"'],
        ["a2", "", ""],
        ["a3", "", "乙", "x", "y"],
        ["a4", "", "丙"],
    ]
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(charset))
    found = list(read_articles(path))
    assert [(r.line, r.article.doc_id if r.article else None) for r in found] == [
        (2, "a1"),
        (4, None),
        (5, None),
        (6, "a4"),
    ]
    assert found[0].article is not None and found[0].article.raw == '第一行"引"\n第二行'
    assert "text is empty" in found[1].issues[0].message
    assert "more cells than the 3 columns" in found[2].issues[0].message


def test_csv_with_an_open_quote(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\n甲\n"乙\n丙\n', encoding="utf-8")
    found = list(read_articles(path))
    assert [r.line for r in found if r.article is None] == [3]
    assert "broken CSV" in found[-1].issues[0].message


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"doc_id": ["x", None], "text": [HANS, None], "published": pa.array([17830, None], pa.date32())})
    pq.write_table(table, path)
    good, bad = read_articles(path)
    assert good.article is not None and (good.article.doc_id, good.article.published) == ("x", "2018-10-26")
    assert bad.article is None and bad.line == 2 and "no text" in bad.issues[0].message


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "title\n甲\n".encode(), "no column `text`"),
        ("a.parquet", b"PAR1 nothing", "not a Parquet file"),
        ("nothing.txt", None, "no such file"),
        ("", None, "no article in this folder"),
    ],
)
def test_inputs_that_cannot_be_opened(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadError, match=reason):
        list(read_articles(path))
