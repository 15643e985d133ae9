"""Words that the cut has put together wrongly beside a title."""

from __future__ import annotations

from naming import organizations, people, traditional

from tonggao.grammar.load import load_rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Words
from tonggao.names.seams import Seams


def mended(*words: str) -> list[str]:
    """The words, cut again."""
    shadow = "".join(words)
    return Seams(load_rules()).mend(shadow, Tokens.of(shadow, Words(list(words)), [])).texts


def test_the_last_character_of_a_title_returns_to_it() -> None:
    assert mended("立法院", "副院", "长江", "启臣") == ["立法院", "副院长", "江", "启臣"]


def test_the_first_character_of_a_title_said_twice_belongs_to_the_body() -> None:
    assert mended("政制", "局局长", "曾国卫") == ["政制局", "局长", "曾国卫"]


def test_other_words_stay_as_they_are() -> None:
    words = ["长江", "上游", "的", "校长", "长期", "任职"]
    assert mended(*words) == words


def test_people_and_bodies_beside_torn_titles_are_found_in_both_scripts() -> None:
    text = "立法院副院长江启臣率团。日本土浦市市长安藤真理子来访。"
    wanted = ["江启臣|立法院副院长", "安藤真理子|日本土浦市市长"]
    assert people(text, "TW") == people(traditional(text), "TW") == wanted
    assert organizations("政制局局长曾国卫表示。", "HK") == ["政制局=政制及内地事务局"]
