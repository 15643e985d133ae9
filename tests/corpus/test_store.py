"""The corpus is a person's: text files as received, metadata in TOML beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonggao.corpus import store
from tonggao.errors import CorpusError

BYTES = "國(guó)家\r\n扶貧 \u3000投資３億元。\n".encode()


def test_an_article_is_stored_byte_for_byte(tmp_path: Path) -> None:
    path = store.add(tmp_path / "corpus", "扶贫 稿/1.txt", BYTES, {"doc_id": "a1", "title": "網絡扶貧", "region": "CN"})
    assert path.read_bytes() == BYTES
    assert path.with_suffix(".toml").read_text(encoding="utf-8") == 'doc_id = "a1"\ntitle = "網絡扶貧"\nregion = "CN"\n'
    assert store.metadata_of(path) == {"doc_id": "a1", "title": "網絡扶貧", "region": "CN"}


def test_names_do_not_collide_and_articles_are_not_stored_twice(tmp_path: Path) -> None:
    first = store.add(tmp_path, "a.txt", b"one", {"doc_id": "a1"})
    second = store.add(tmp_path, "a.txt", b"two", {"doc_id": "a2"})
    assert (first.name, second.name) == ("a.txt", "a-2.txt")
    with pytest.raises(CorpusError, match=r"a\.txt already holds a1"):
        store.add(tmp_path, "b.txt", b"three", {"doc_id": "a1"})
    with pytest.raises(CorpusError, match=r"a-2\.txt already holds this article"):
        store.add(tmp_path, "b.txt", b"two", {"doc_id": "a3"})
    assert [p.name for p in store.text_files(tmp_path)] == ["a-2.txt", "a.txt"]


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ('titel = "x"', "unknown field titel"),
        ('published = "2018-13-01"', "not a day"),
        ("published = 2018-02-30", "not TOML"),
        ('region = "SG"', "none of CN"),
        ('doc_id = "1a"', "begin with a letter"),
        ("title = ", "not TOML"),
    ],
)
def test_broken_metadata_names_file_and_reason(toml: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(CorpusError, match=rf"a\.toml.*{reason}"):
        store.metadata_of(tmp_path / "a.txt")


def test_a_toml_date_is_a_day(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("published = 2018-10-26", encoding="utf-8")
    assert store.metadata_of(tmp_path / "a.txt") == {"published": "2018-10-26"}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_title_comes_back(title: str) -> None:
    import tomllib

    assert tomllib.loads(store.toml({"title": title})) == {"title": title}
