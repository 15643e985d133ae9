"""Foreign names of places told by their characters."""

from __future__ import annotations

import pytest

from tonggao.recognise.place_sounds import Sounds

SOUNDS = Sounds.read()


@pytest.mark.parametrize("name", ["斯特勒谢尼", "德拉瓦", "帕洛马", "西柯汶纳", "亚马逊"])
def test_names_by_sound_are_told_whole(name: str) -> None:
    text = "位于" + name
    assert SOUNDS.begin(text, len(text), {0, 2}) == 2


@pytest.mark.parametrize("word", ["公路", "特色", "美丽", "保障性", "马克思主义", "安康", "塞外"])
def test_ordinary_words_and_chinese_names_are_none(word: str) -> None:
    assert SOUNDS.begin(word, len(word), {0}) == len(word)


def test_a_name_begins_where_a_word_does() -> None:
    assert SOUNDS.begin("在斯坦顿", 4, {1, 2}) == 1
    assert SOUNDS.begin("的斯坦顿", 4, {0, 2}) == 2
    assert SOUNDS.begin("庞特佛雷特", 5, {0, 3}) == 0
    assert SOUNDS.begin("在斯坦顿", 4, {0, 2}) == 1, "the cut joins such a word to the name"


def test_a_name_ends_where_a_word_does() -> None:
    assert SOUNDS.reach("犹他州尤里卡的", 3, {3, 6, 7}) == 6
    assert SOUNDS.reach("犹他州尤里卡的", 3, {3, 7}) == 3
    assert SOUNDS.reach("美国总统", 2, {2, 4}) == 2
