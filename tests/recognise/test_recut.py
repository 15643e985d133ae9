"""Words cut again where the dictionary joins or tears what an amount applies to."""

from __future__ import annotations

import pytest

from tonggao.grammar.load import load_rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Words
from tonggao.recognise.recut import Recut


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        (["覆盖全国", "24", "省"], ["覆盖", "全国", "24", "省"]),
        (["投了", "弃权票"], ["投", "了", "弃权票"]),
        (["居民", "可", "支配", "收入"], ["居民", "可支配", "收入"]),
        (["企业", "增长"], ["企业", "增长"]),
    ],
)
def test_rows_apply_where_their_words_stand(words: list[str], cut: list[str]) -> None:
    tokens = Recut(load_rules()).apply(Tokens.of("".join(words), Words(words), []))
    assert tokens.texts == cut
    assert tokens.starts == [sum(map(len, cut[:number])) for number in range(len(cut))]
    assert tokens.ends == [*tokens.starts[1:], sum(map(len, cut))]
