"""Syndicated copies are told by their paragraphs, not by what a site puts around them."""

from __future__ import annotations

import json
from pathlib import Path

import tonggao
from tonggao.corpus.copies import Copies
from tonggao.model import Article

BODY = (
    "国务院扶贫办今日宣布，全国832个国家级贫困县已经全部脱贫摘帽。\n"
    "中国电信集团有限公司五年来累计投资1100亿元，建设贫困地区的光纤宽带和4G网络。\n"
)
OTHER = "四川省凉山彝族自治州木里藏族自治县屋脚乡利家咀村今年开通了光纤宽带和4G网络。\n"


def test_a_copy_names_the_first_article_with_its_paragraphs() -> None:
    copies = Copies()
    found = [copies.original(Article(raw, name)) for name, raw in (
        ("a", BODY), ("b", "本网转载\n" + BODY + "责任编辑：张三\n"), ("c", BODY.replace("\n", " \r\n")), ("d", OTHER),
        ("e", OTHER + BODY), ("f", "短讯。\n"), ("g", "短讯。\n"),
    )]  # fmt: skip
    assert found == [None, "a", "a", None, None, None, None]


def test_a_batch_lists_copies_and_keeps_their_rows(tmp_path: Path) -> None:
    rows = [{"id": name, "text": raw} for name, raw in (("a", BODY), ("b", OTHER), ("c", "转载\n" + BODY))]
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    dataset = tonggao.extract_corpus(source)
    assert dataset.documents["duplicate_of"].fillna("").tolist() == ["", "", "a"]
    assert set(dataset.facts["doc_id"]) == {"a", "c"}
