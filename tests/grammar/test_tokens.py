"""Token patterns over words, lexicon classes and mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tonggao.errors import TableError
from tonggao.grammar.tables import Table
from tonggao.grammar.tokens import TokenGrammar, TokenMatch, Tokens, compile_token_rule
from tonggao.model import Mention, Name, Value, Words

TITLES = Table("titles", ("title", "class"), {"市长": {"title": "市长", "class": "head"}, "副": {"title": "副", "class": "prefix"}})
TAGS = {"投资": "vn", "覆盖": "v", "的": "uj", "学校": "n"}


def grammar(pattern: str, **row: Any) -> TokenGrammar:
    tables = {"titles": TITLES}
    rule = compile_token_rule({"id": "r", "kind": "person", "pattern": pattern, "value": "name"} | row, tables, {}, "f")

    def name(match: TokenMatch, arguments: Mapping[str, Any]) -> Value:
        return Name(match.text("span") if match.has("span") else match.text())

    return TokenGrammar([rule], tables, lambda word: TAGS.get(word, ""), {"name": name})


def found(pattern: str, words: list[str], mentions: list[Mention] | None = None) -> list[str]:
    shadow = "".join(words)
    tokens = Tokens.of(shadow, Words(words), mentions or [])
    return [match.text("span") if match.has("span") else match.text() for _, match, _ in grammar(pattern).scan(shadow, tokens)]


@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        ("<titles:head>", ["市长"]),
        ("<titles>", ["副", "市长"]),
        ("(?P<span><new&len:3>) <titles:prefix>?<titles:head>", ["林智坚"]),
        ("<'的'> <pos:n>", ["的学校"]),
        ("<pos:v> <!pos:v>", ["覆盖的"]),
        ("<pos:vn>?<'覆盖'>", ["投资覆盖"]),
        ("<ends:titles>", ["副", "市长"]),
    ],
)
def test_atoms(pattern: str, want: list[str]) -> None:
    assert found(pattern, ["林智坚", "副", "市长", "投资", "覆盖", "的", "学校"]) == want


def test_a_question_mark_before_an_atom_is_a_quantifier() -> None:
    assert found("(?:<'副'>)?<'市长'>", ["副", "市长"]) == ["副市长"]


def test_words_are_split_at_the_edges_of_mentions_only() -> None:
    place = Mention(2, 4, "place", "t")
    tokens = Tokens.of("阳新县城区学校", Words(["阳新县城区", "学校"]), [place])
    assert tokens.texts == ["阳新", "\0place", "区", "学校"]
    assert [(s, e) for s, e in zip(tokens.starts, tokens.ends, strict=True)] == [(0, 2), (2, 4), (4, 5), (5, 7)]
    assert tokens.mentions == {1: place}


def test_mentions_are_tokens_and_new_kinds_of_word_are_learned() -> None:
    place = Mention(0, 2, "place", "t")
    assert found("<m:place><pos:n>", ["四川", "学校"], [place]) == ["四川学校"]
    one = grammar("<pos:n>{1,9}")
    for words in (["学校"], ["的", "学校", "abc"], ["覆盖", "学校", "学校"]):
        shadow = "".join(words)
        got = [m.text() for _, m, _ in one.scan(shadow, Tokens.of(shadow, Words(words), []))]
        assert got == ["学校" * words.count("学校")]


@pytest.mark.parametrize("pattern", ["<nowhere>", "<pos:n>*", "<titles:head>{1,900}"])
def test_unknown_atoms_and_unbounded_repeats_are_refused(pattern: str) -> None:
    with pytest.raises(TableError):
        grammar(pattern)
