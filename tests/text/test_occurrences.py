"""Names found one by one stand where an automaton finds them."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, MatchKind
from hypothesis import given
from hypothesis import strategies as st

from tonggao.text.occurrences import FEW, occurrences

NAMES = st.lists(st.text("益农社", min_size=1, max_size=4), min_size=1, max_size=FEW, unique=True)


@given(NAMES, st.text("益农社，", max_size=30))
def test_few_names_stand_where_the_automaton_finds_them(names: list[str], text: str) -> None:
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    assert occurrences(names, text) == automaton.find_matches_as_indexes(text)


def test_many_names_are_found_too() -> None:
    names = [f"{digit}号工程" for digit in "一二三四五六七八九十"]
    assert len(names) > FEW
    assert occurrences(names, "三号工程与九号工程") == [(2, 0, 4), (8, 5, 9)]
