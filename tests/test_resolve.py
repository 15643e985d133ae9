"""One reading of every character, by declared criteria."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tonggao.model import Article, Document, Kind, Mention, Words
from tonggao.resolve import NESTS, resolve
from tonggao.text.origin import OriginMap

KINDS: tuple[Kind, ...] = ("quantity", "date", "place", "program", "organization", "person", "block")


def document(length: int) -> Document:
    text = "一" * length
    return Document(Article(text), text, OriginMap(), (), text, "hans", "CN", "given", (), (), Words(list(text)))


def win(*candidates: Mention) -> list[tuple[int, int, str]]:
    won, _ = resolve(document(20), candidates)
    return [(m.start, m.end, m.kind) for m in won]


def test_the_longer_span_wins_then_the_kind_then_the_priority() -> None:
    assert win(Mention(0, 4, "quantity", "q"), Mention(0, 5, "place", "p")) == [(0, 5, "place")]
    assert win(Mention(0, 4, "quantity", "q"), Mention(0, 4, "date", "d")) == [(0, 4, "date")]
    won, lost = resolve(document(9), [Mention(0, 4, "date", "a"), Mention(0, 4, "date", "b", priority=5)])
    assert [m.rule for m in won] == ["b"]
    assert [(loss.loser.rule, loss.winner and loss.winner.rule, loss.criterion) for loss in lost] == [("a", "b", "priority")]


def test_a_block_yields_to_a_name_of_its_span_but_not_to_a_date() -> None:
    assert win(Mention(0, 4, "block", "b"), Mention(0, 4, "program", "p")) == [(0, 4, "program")]
    assert win(Mention(0, 4, "block", "b"), Mention(0, 4, "date", "d")) == [(0, 4, "block")]
    assert win(Mention(0, 3, "program", "p"), Mention(0, 3, "date", "d")) == [(0, 3, "date")]


def test_places_nest_in_organizations_and_programs() -> None:
    won, _ = resolve(document(9), [Mention(0, 2, "place", "p"), Mention(0, 7, "organization", "o")])
    assert [(m.kind, m.in_name) for m in won] == [("organization", False), ("place", True)]


spans = st.tuples(st.integers(0, 18), st.integers(1, 6), st.sampled_from(KINDS), st.integers(0, 3))


@given(st.lists(spans, max_size=30))
def test_winners_share_no_character_but_in_names(drawn: list[tuple[int, int, Kind, int]]) -> None:
    candidates = [Mention(s, min(20, s + n), kind, "r", priority=p) for s, n, kind, p in drawn if s < 20]
    won, lost = resolve(document(20), candidates)
    assert len(won) + len(lost) == len(candidates)
    outer = [m for m in won if not m.in_name]
    for i, one in enumerate(outer):
        assert all(one.end <= other.start or other.end <= one.start for other in outer[i + 1 :])
    for inner in (m for m in won if m.in_name):
        assert any(o.start <= inner.start and inner.end <= o.end and (inner.kind, o.kind) in NESTS for o in outer)
