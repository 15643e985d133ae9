"""Bounds: the words before and behind an amount that say over, under, about, at least, at most."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tables import Row
from tonggao.model import Document, Mention, Quantity
from tonggao.text.cut import tag, tags

SHORT = 2  # cues up to this length may not stand inside a word of the dictionary: 近 in 附近, 约 in 条约
OF, REACH, STOP = frozenset("的 "), 18, re.compile("[，。；：、0-9,;:（(占]")
LIMIT, FROM = "limit", frozenset("由从")
BLANK = frozenset(" \n\u3000\u00a0")
VERBAL, BETWEEN = ("v", "d", "c", "u", "p", "zg"), 9  # tags of the words between a cue and its amount, their characters


@dataclass(frozen=True, slots=True)
class Bound:
    """How an amount is bounded, the words that say so and where they begin (before) or end (behind)."""

    bound: str
    cue: str
    edge: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The cues of both tables, by their last (before) or first character (behind)."""

    before_rows: dict[str, Row]
    before_lengths: dict[str, tuple[int, ...]]
    cues: re.Pattern[str]  # those of two characters or more
    verbs: re.Pattern[str]  # those that reach over a verb
    behind_rows: dict[str, Row]
    behind_lengths: dict[str, tuple[int, ...]]
    lasts: frozenset[str]  # characters before an amount, and behind one, at which a bound is worth a look
    firsts: frozenset[str]

    def before(self, document: Document, start: int) -> Bound | None:
        """The bound that the words ending at `start` (one blank may lie between) give."""
        text = document.shadow
        if start and text[start - 1] in BLANK:
            start -= 1
        if not start:
            return None
        for length in self.before_lengths.get(text[start - 1], ()):
            row = self.before_rows.get(text[max(0, start - length) : start])
            if row is not None and (length > SHORT or free(document, start - length, row["not_after"])):
                return Bound(row["bound"], row["cue"], start - length, row["class"])
        if text[start - 1] in FROM:
            limit = self.before(document, start - 1)  # 最高由300万元提高到500万元
            return limit if limit is not None and limit.kind == LIMIT else None
        return None

    def limits(self, mention: Mention) -> bool:
        """Whether a limit (上限, 最高) bounds the amount: it governs both ends of a change."""
        cue = mention.value.modifier if isinstance(mention.value, Quantity) else ""
        return cue != "" and cue in self.before_rows and self.before_rows[cue]["class"] == LIMIT

    def distant(self, text: str, start: int) -> Bound | None:
        """The bound of 不超过总股本的2%: a cue of two characters or more before the whole that a share is of."""
        if not start or text[start - 1] not in OF:
            return None
        low = max(0, start - REACH)
        found = max(self.cues.finditer(text, low, start - 1), key=lambda m: m.start(), default=None)
        if found is None or STOP.search(text, found.end(), start - 1):
            return None
        row = self.before_rows[found[0]]
        return Bound(row["bound"], row["cue"], found.start(), row["class"])

    def verbal(self, document: Document, start: int) -> Bound | None:
        """The bound of 最多可再降20元, 至少购买了100万元: a cue with nothing but verbs between it and the amount."""
        text, words = document.shadow, document.words
        cue = self.verbs.search(text, max(0, start - BETWEEN), start)
        if cue is None or not words.is_edge(cue.end()):
            return None
        between = words.texts[words.index(cue.end()) : words.index(start - 1) + 1]
        if not all(tag(word).startswith(VERBAL) for word in between):
            return None
        row = self.before_rows[cue[0]]
        return Bound(row["bound"], row["cue"], cue.start(), row["class"])

    def behind(self, text: str, end: int, start: int = 0) -> Bound | None:
        """The bound that the words beginning at `end` give; `start`: where the amount begins (比30大)."""
        first = text[end : end + 1]
        if first and first in BLANK:
            end += 1
            first = text[end : end + 1]
        for length in self.behind_lengths.get(first, ()):
            row = self.behind_rows.get(text[end : end + length])
            if row is not None and row["than"] and text[max(0, start - 2) : start].strip()[-1:] != row["than"]:
                continue
            if row is not None and not (row["unless"] and _begins(text, end + length, row["unless"])):
                return Bound(row["bound"], row["cue"], end + length)
        return None


def free(document: Document, offset: int, after: str = "") -> bool:
    """True where no word of the dictionary holds the characters on both sides of `offset`.

    `after`: where given, such a word counts only if the character before `offset` is among these.
    """
    words = document.words
    if words.is_edge(offset) or (after and document.shadow[offset - 1] not in after):
        return True
    return not tags()[words.texts[words.index(offset)]]


def _begins(text: str, offset: int, characters: str) -> bool:
    return offset < len(text) and text[offset] in characters


def load(rules: Rules) -> Bounds:
    """The bounds of these rules."""
    before, behind = rules.table("bounds_before").rows, rules.table("bounds_after").rows
    cues = re.compile(f"(?:{alternation([cue for cue in before if len(cue) > 1 and '=' not in cue])})")
    verbs = re.compile(alternation([cue for cue, row in before.items() if row["verb"]]))
    ends, begins = _lengths(before, -1), _lengths(behind, 0)
    lasts, firsts = frozenset(ends) | BLANK | OF | FROM, frozenset(begins) | BLANK
    return Bounds(dict(before), ends, cues, verbs, dict(behind), begins, lasts, firsts)


def _lengths(rows: dict[str, Row], place: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for cue in rows:
        found.setdefault(cue[place], set()).add(len(cue))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}
