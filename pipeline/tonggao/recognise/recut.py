"""Words cut again where the dictionary joins or tears what an amount applies to: 覆盖全国, 岁 | 出差 | 短."""

from __future__ import annotations

from collections.abc import Sequence

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document, Mention, Sentence
from tonggao.text.cut import tags

BAR = "|"
KEPT = 32  # documents whose tokens are kept, more than are read together
TORN = ("torn_end", "torn_start")
Words = tuple[str, ...]


class _Known(dict[str, list[tuple[Words, Words]]]):
    """word → the rows that begin with it; a word unknown to the dictionary parts with what it ends in (投了, 率为) or
    begins with (将分, 较前年)."""

    def __init__(
        self, rows: dict[str, list[tuple[Words, Words]]], ends: str, starts: str, whole: frozenset[str]
    ) -> None:
        super().__init__(rows)
        self._ends, self._starts, self._whole = ends, starts, whole

    def __missing__(self, word: str) -> list[tuple[Words, Words]]:
        found = self[word] = [((word,), cut) for cut in self._cuts(word)]
        return found

    def _cuts(self, word: str) -> list[Words]:
        if len(word) not in (2, 3, 4) or word.startswith(MARK) or tags()[word]:
            return []
        if word[-1] in self._ends:
            return [(word[:-1], word[-1])]
        torn = word[0] in self._starts and len(word) < 4 and word not in self._whole
        return [(word[0], word[1:])] if torn else []


class Recut:
    """The rows of `recut.tsv` over the tokens of a sentence. The tokens of the documents last asked for are kept,
    as several steps read the same ones."""

    def __init__(self, rules: Rules) -> None:
        self._rows: dict[str, list[tuple[Words, Words]]] = {}  # by the first word; the longest first
        for words, cut in rules.table("recut").column("cut").items():
            torn = tuple(words.split(BAR))
            self._rows.setdefault(torn[0], []).append((torn, tuple(cut.split(BAR))))
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))
        parts = rules.table("counted_parts").column("classes")
        ends, starts = ("".join(p for p, classes in parts.items() if torn in classes.split()) for torn in TORN)
        whole = frozenset(parts).union(rules.table("predicates").rows, rules.table("counted_words").rows)
        self._known = _Known(self._rows, ends, starts, whole)
        self._kept: dict[int, tuple[Document, dict[int, tuple[list[int], Tokens]]]] = {}  # by id of the document

    def tokens(self, document: Document, sentence: Sentence, mentions: Sequence[Mention]) -> Tokens:
        """The tokens of a sentence, its `mentions` (in order, not overlapping) one each, cut as the rows say."""
        kept = self._kept.get(id(document))
        if kept is None:
            if len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[id(document)] = (document, {})
        spans = [m.start for m in mentions]
        spans += [m.end for m in mentions]
        made = kept[1].get(sentence.start)
        if made is not None and made[0] == spans:
            return made[1]
        tokens = Tokens([], [], [], {})
        tokens.extend(document.shadow, document.words, (sentence.start, sentence.end), mentions)
        tokens = self.apply(tokens)
        kept[1][sentence.start] = spans, tokens
        return tokens

    def apply(self, tokens: Tokens) -> Tokens:
        """The tokens with every row applied where its words stand, from the left, the longest row first.

        >>> from tonggao.grammar.load import load_rules
        >>> from tonggao.model import Words
        >>> words = Words(["岁入", "岁", "出差", "短"])
        >>> Recut(load_rules()).apply(Tokens.of("岁入岁出差短", words, [])).texts
        ['岁入', '岁出', '差短']
        """
        texts, hits, end = tokens.texts, [], 0
        for number, rows in enumerate(map(self._known.__getitem__, texts)):
            if rows and number >= end:
                for torn, cut in rows:
                    if len(torn) == 1 or tuple(texts[number : number + len(torn)]) == torn:
                        end = number + len(torn)
                        hits.append((number, end, cut))
                        break
        return tokens.spliced(hits) if hits else tokens
