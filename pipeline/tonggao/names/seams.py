"""Words that the cut has put together wrongly beside a title, cut again: 副院 | 长江 | 启臣 is 副院长 | 江 | 启臣."""

from __future__ import annotations

import re
from bisect import bisect_right

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.names.bounds import UNITS
from tonggao.names.letters import Endings
from tonggao.names.likeness import Likeness
from tonggao.text.cut import tag

LONGEST = 6  # characters of a title without its last one
NAMED = 25  # what a name whose surname the cut has glued to a title weighs
END = "长"  # the character that titles end in and other words begin with


class Seams:
    """Finds the titles, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        titles = [title for title in rules.table("titles").rows if title[-1] == END and len(title) > 1]
        self.stems = Endings(title[:-1] for title in titles)
        self.titles = Endings(title for title in rules.table("titles").rows if len(title) > 1)
        self.likeness: Likeness = rules.once("names.likeness", Likeness)
        self.units = re.compile(f"[{''.join(rules.table('glued').rows)}](?={alternation(list(UNITS))})")
        self.glue = re.compile(alternation(rules.table("name_parts").where("class", "glue")))

    def mend(self, shadow: str, tokens: Tokens) -> Tokens:
        """The tokens with their borders beside titles where they belong; the same tokens where all are."""
        moves: dict[int, int] = {}  # number of a token → where it is to begin
        at = shadow.find(END)
        while at >= 0:
            number = bisect_right(tokens.starts, at) - 1
            start = tokens.starts[number]
            if start == at and tokens.ends[number] > at + 1:
                if number and self.stems.longest(shadow[max(0, at - LONGEST) : at]):
                    moves[number] = at + 1  # 副院 | 长江
            elif number and start == at - 2 and shadow[at - 2] == shadow[at - 1]:
                moves[number] = at - 1  # 政制 | 局局长
            at = shadow.find(END, at + 1)
        for word in self.glue.finditer(shadow):
            moves |= self.unglued(shadow, tokens, word.end() - 1)
        moves = {n: border for n, border in moves.items() if tokens.texts[n - 1][0] != MARK}
        tokens = _moved(shadow, tokens, moves) if moves else tokens
        glued = [n for unit in self.units.finditer(shadow) if (n := self.opened(tokens, unit.start())) is not None]
        parted = [(n, n + 1, (tokens.texts[n][0], tokens.texts[n][1:])) for n in glued]
        return tokens.spliced(parted) if parted else tokens

    def opened(self, tokens: Tokens, start: int) -> int | None:
        """The token that a function word and 省 make together (由省 | 焦化行业协会), `None` where it is another."""
        number = bisect_right(tokens.starts, start) - 1
        whole = tokens.starts[number] == start and tokens.texts[number][1:] in UNITS
        return number if whole and not tag(tokens.texts[number]) else None

    def torn(self, shadow: str, tokens: Tokens, codes: str, new: str) -> Tokens:
        """The tokens with surnames that the cut has joined to the end of a title, so that both became unknown words
        (副总 | 召张 | 启楷), begun anew; the same tokens where there are none. `new`: the letters of unknown words."""
        moves: dict[int, int] = {}
        for pair in re.finditer(f"[{new}](?=[{new}])", codes):
            number = pair.start()
            border = tokens.ends[number] - 1
            title = self.titles.longest(shadow[max(0, border - LONGEST) : border])
            named = shadow[border] in self.likeness.surnames and self.likeness.score(shadow[border : border + 3]) > 0
            if named and len(title) >= border - tokens.starts[number] > 0:
                moves[number + 1] = border
        return _moved(shadow, tokens, moves) if moves else tokens

    def unglued(self, shadow: str, tokens: Tokens, border: int) -> dict[int, int]:
        """The token to move to `border`, where a title ends and a name begins: 档 | 主张 | 淑贞, 被告方 | 仲贤."""
        if not self.titles.longest(shadow[max(0, border - LONGEST) : border]):
            return {}
        if self.likeness.score(shadow[border : border + 3]) < NAMED:
            return {}
        number = bisect_right(tokens.starts, border) - 1
        whole = self.titles.longest(shadow[tokens.starts[number] : border])
        return {number + 1 if whole and number + 1 < len(tokens.starts) else number: border}


def _moved(shadow: str, tokens: Tokens, moves: dict[int, int]) -> Tokens:
    """The tokens with those of `moves` begun later, the tokens before them longer."""
    texts, starts, ends = tokens.texts[:], tokens.starts[:], tokens.ends[:]
    for number, border in moves.items():
        ends[number - 1] = starts[number] = border
        texts[number - 1] = shadow[starts[number - 1] : border]
        texts[number] = shadow[border : ends[number]]
    return Tokens(texts, starts, ends, {n: m for n, m in tokens.mentions.items() if n not in moves})
