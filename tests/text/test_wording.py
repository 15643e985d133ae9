"""What makes a stretch of text likely: words, phrases, signs that may stand together."""

from __future__ import annotations

import pytest

from tonggao.errors import TableError
from tonggao.text import readings, wording
from tonggao.text.wording import goes_on, is_word, leaders, signs


@pytest.mark.parametrize(
    ("likelier", "other"),
    [("当地政府", "当地正府"), ("我们要", "我们也"), ("表示，", "表示、"), ("。\n", "、\n"), ("等方面", "等方而")],
)
def test_phrases_of_releases_are_likelier_than_their_words(likelier: str, other: str) -> None:
    known = wording.wording("")

    def parts(text: str) -> float:
        return sum(known.single[char] for char in text)

    score = known.score(likelier)
    assert score is not None
    assert score > parts(likelier)
    assert score > (known.score(other) or parts(other))


def test_what_follows_a_character_is_worth_the_better_of_word_and_character() -> None:
    known = wording.wording("")
    assert known.follows("政", "府") > known.single["府"]
    assert known.follows("，", "府") == known.single["府"]


def test_words_are_entered_by_either_of_their_first_two_characters() -> None:
    assert "府" in goes_on("政") and "政" in leaders("府")
    assert is_word("政府") and not is_word("府政")


@pytest.mark.parametrize(("sign", "char"), [("，", "。"), ("、", "\n"), ("。", "，"), ("？", "、")])
def test_signs_that_do_not_stand_together(sign: str, char: str) -> None:
    assert signs().clash(sign, char)


@pytest.mark.parametrize(("sign", "char"), [("。", "”"), ("。", "\n"), ("，", "“"), ("”", "。")])
def test_signs_that_do(sign: str, char: str) -> None:
    assert not signs().clash(sign, char)


def test_a_share_that_is_no_number_is_an_error(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "signs.tsv").write_text("sign\tper_10000\tclass\tcloses\n。\tmany\tstop\t\n", encoding="utf-8")
    monkeypatch.setattr(readings, "TABLES", tmp_path)
    with pytest.raises(TableError, match="many"):
        signs.__wrapped__()
