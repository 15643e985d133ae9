"""Words that the cut has put together wrongly beside a title, cut again: 副院 | 长江 | 启臣 is 副院长 | 江 | 启臣."""

from __future__ import annotations

import re
from bisect import bisect_right

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tokens import MARK, Tokens

END = "长"  # the character that titles end in and other words begin with


class Seams:
    """Finds the titles, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        titles = [title for title in rules.table("titles").rows if title[-1] == END and len(title) > 1]
        self.titles = re.compile(alternation(titles))

    def mend(self, shadow: str, tokens: Tokens) -> Tokens:
        """The tokens with their borders beside titles where they belong; the same tokens where all are."""
        moves: dict[int, int] = {}  # number of a token → where it is to begin
        for match in self.titles.finditer(shadow):
            end, start = match.end(), match.start()
            number = bisect_right(tokens.starts, end - 1) - 1
            if number and tokens.starts[number] == end - 1 and tokens.ends[number] > end:
                moves[number] = end  # 副院 | 长江
            elif number and tokens.starts[number] == start - 1 and shadow[start - 1] == shadow[start]:
                moves[number] = start  # 政制 | 局局长
        moves = {n: border for n, border in moves.items() if tokens.texts[n - 1][0] != MARK}
        return _moved(shadow, tokens, moves) if moves else tokens


def _moved(shadow: str, tokens: Tokens, moves: dict[int, int]) -> Tokens:
    """The tokens with those of `moves` begun later, the tokens before them longer."""
    texts, starts, ends = tokens.texts[:], tokens.starts[:], tokens.ends[:]
    for number, border in moves.items():
        ends[number - 1] = starts[number] = border
        texts[number - 1] = shadow[starts[number - 1] : border]
        texts[number] = shadow[border : ends[number]]
    return Tokens(texts, starts, ends, {n: m for n, m in tokens.mentions.items() if n not in moves})
