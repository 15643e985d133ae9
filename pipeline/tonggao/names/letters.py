"""What a token does beside the head of a program's name, as one letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document
from tonggao.text.cut import tag


class Letter:
    """The letters: what a token does to the left of a head, or beside quotation marks."""

    STOP = "x"  # stands in no name
    GOVERN = "X"  # neither: a verb, a preposition that has the name for its object
    LAUNCH, START, HONOUR, NAMING = "L", "S", "h", "N"  # verbs whose object is a program (制定, 实施, 荣获, 名为)
    VERB, WEAK = "v", "w"  # other verbs; those that stand inside names of events too (推进)
    NORMAL, GENERIC = "n", "q"  # what names something, what does not (重大)
    OPENER, PLACE, PROGRAM, BODY = "o", "p", "g", "b"  # 全国, a place, a program, an organization
    SPAN, ORDINAL = "d", "i"  # 三年, 第三届
    LINK, THROUGH = "l", "t"  # inside the object of a verb only: 和; 持续
    HEAD = "H"


CLASSES = {
    "govern": Letter.GOVERN, "launch": Letter.LAUNCH, "start": Letter.START, "honour": Letter.HONOUR,
    "naming": Letter.NAMING, "weak": Letter.WEAK, "normal": Letter.NORMAL, "opener": Letter.OPENER,
    "generic": Letter.GENERIC, "link": Letter.LINK, "through": Letter.THROUGH, "bare": Letter.NORMAL,
    "bound": Letter.STOP, "tail": Letter.NORMAL, "adverb": Letter.GOVERN,
    "titled": Letter.GOVERN,
}  # fmt: skip
PLACE, ANAPHOR = "place", "place.anaphor"
KINDS = {"program": Letter.PROGRAM, "organization": Letter.BODY}
STOP_TAGS = frozenset(["c", "d", "p", "r", "u", "y", "e", "o", "q", "m", "t", "f", "x", "w"])
REPUBLIC = re.compile("1[01][0-9]年度?")  # a year of Taiwan's count
DURATION = re.compile("[一二三四五六七八九十百两0-9]{1,3}(?:年|天)")
NUMBERED = re.compile("首届|第.{1,4}届|第.{1,3}次")
ANNIVERSARY = re.compile("[0-9一二三四五六七八九十百]+周年$")
ROUND = re.compile("[百千万亿]+[亩斤兆户村镇企]?$")  # 百亿斤粮食产能提升工程
HAN = re.compile("[\u4e00-\u9fff]")
BESIDE = ("around", "soft", "within", "inner")  # classes of heads that end no full name
OUTSIDE = ("around", "soft", "strategy", "festival", "tour", "subsidy", "route")  # those that end nothing in marks
LATE = ("festival", "tour", "inner", "series")  # classes of heads that say nothing beside quotation marks
OFFICES = frozenset("处局署厅部")
BRAND = 2  # characters of a company's short name
PROPER = "nz"  # the dictionary's part of speech of other proper nouns
TOPONYM = "ns"  # the dictionary's part of speech of place names
SHORTEST = 3  # characters of a name without its place
REMEMBERED = 300_000  # words whose letter is kept


class Endings:
    """Words that something may end in; the longest of them at the end of a text."""

    __slots__ = ("_lengths", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        lengths: dict[str, set[int]] = {}  # by the last character
        for word in self.words:
            lengths.setdefault(word[-1], set()).add(len(word))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}

    def longest(self, text: str) -> str:
        """The longest of the words that `text` ends in, `""` where it ends in none.

        >>> Endings(["计划", "行动计划"]).longest("三年行动计划")
        '行动计划'
        """
        for length in self._lengths.get(text[-1:], ()):
            if text[-length:] in self.words:
                return text[-length:]
        return ""


class Letters(dict[str, str]):
    """Token text → its letter, made when first asked for; and the words that decide beside quotation marks."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        heads, words = rules.table("program_heads"), rules.table("program_words")
        self.heads, self.types = heads.column("class"), heads.column("type")
        self.ends = Endings(head for head, kind in self.heads.items() if kind not in BESIDE)
        self.inside = Endings(head for head, kind in self.heads.items() if kind not in OUTSIDE)
        self.sides = Endings(head for head, kind in self.heads.items() if kind not in LATE)
        self.soft = frozenset([*heads.where("class", "soft"), *heads.where("class", "strategy")])
        self.behind = frozenset(heads.column("behind"))
        bodies = rules.table("organization_heads").rows
        self.bodies = Endings(body for body in bodies if len(body) > 1 or body in OFFICES)
        self.routes = Endings(heads.where("class", "route"))
        self.roads = frozenset(route[-1] for route in self.routes.words)
        papers = rules.table("program_documents")
        self.documents, self.papers = papers.column("type"), Endings(papers.where("quoted", "yes"))
        self.slogans = frozenset(rules.table("program_slogans").rows)
        self.festivals = frozenset(rules.table("festivals").rows)
        self.unplaced: dict[str, str] = {}  # names of the lexicon → what of them stands without their place
        self.after = frozenset(words.column("after"))
        self.adverbs, self.titled = (frozenset(words.where("class", c)) for c in ("adverb", "titled"))
        self.tails, self.bound, self.bare = (frozenset(words.where("class", c)) for c in ("tail", "bound", "bare"))
        self.generic = tuple(sorted(word for word in self.bare if len(word) > 3))  # no name ends so: 养老保险基金
        self.fixed = {word: CLASSES[kind] for word, kind in words.column("class").items()}
        self.update(self.fixed)

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
            self.update(self.fixed)
        letter = self[word] = self._letter(word)
        return letter

    def _letter(self, word: str) -> str:
        if HAN.search(word) is None:
            return Letter.NORMAL if word.isalnum() and not word.isdigit() else Letter.STOP
        if word not in self.bare and self.ends.longest(word):
            return Letter.HEAD
        pos = tag(word)
        if pos == "m":
            return Letter.THROUGH
        if pos in STOP_TAGS or (pos[:1] in STOP_TAGS and pos != "vn"):
            return Letter.STOP
        return Letter.VERB if pos == "v" else Letter.NORMAL

    def without(self, place: str, rest: str) -> str:
        """`rest` where it names by itself what it names behind `place`, else `""`."""
        names = len(rest) >= SHORTEST and tag(place) == TOPONYM and self.ends.longest(rest) and not self.is_word(rest)
        return rest if names else ""

    def is_word(self, text: str) -> bool:
        """Is `text` a word of the dictionary, so that marks around it do not make it a name?"""
        return tag(text) not in ("", "x")


@dataclass(frozen=True, slots=True)
class Page:
    """An article as the roads to its programs see it: the shadow, its tokens, a letter for each where asked."""

    document: Document
    shadow: str
    tokens: Tokens
    letters: Letters

    def letter(self, number: int) -> str:
        """The letter of token `number`, that of a stop outside the text."""
        if not 0 <= number < len(self.tokens.texts):
            return Letter.STOP
        text = self.tokens.texts[number]
        if text[0] != MARK:
            return self.letters[text]
        if text[1:] == PLACE:
            return self._place(number)
        return KINDS.get(text[1:]) or self._numeral(number)

    def _place(self, number: int) -> str:
        """全国 opens a name as a place does; what only points to a place (该县, 我国) stands in none."""
        if self.tokens.mentions[number].rule != ANAPHOR:
            return Letter.PLACE
        return Letter.OPENER if self.letters.fixed.get(self.text(number)) == Letter.OPENER else Letter.STOP

    def is_coined(self, number: int) -> bool:
        """Is token `number` a word of two or more characters that the dictionary does not know (东六环)?"""
        text = self.tokens.texts[number]
        return len(text) > 1 and text[0] != MARK and HAN.match(text) is not None and tag(text) == ""

    def is_brand(self, number: int) -> bool:
        """Is token `number` a proper noun of the dictionary that is no person and no place (神华)?"""
        text = self.tokens.texts[number]
        return len(text) == BRAND and tag(text) == PROPER

    def unplaced(self, start: int, end: int) -> str:
        """The text of the span without the place that it begins with, `""` where it begins with none."""
        first = bisect_left(self.tokens.starts, start)
        texts = self.tokens.texts
        if first + 1 < len(texts) and texts[first] == MARK + PLACE:
            return self.shadow[self.tokens.ends[first] : end]
        return ""

    def unplaced_word(self, start: int, end: int) -> str:
        """The text of a lexicon name without the place that it begins with, where what is left could be no other thing:
        单车节 of 香港单车节, but not 书展 of 香港书展."""
        text = self.shadow[start:end]
        rest = self.letters.unplaced.get(text)
        if rest is None:
            words = self.document.words
            first = words.texts[words.index(start)]
            rest = self.letters.unplaced[text] = self.letters.without(first, text[len(first) :])
        return rest

    def text(self, number: int) -> str:
        """The characters of token `number`, mention or not; `""` outside the text."""
        if not 0 <= number < len(self.tokens.texts):
            return ""
        return self.shadow[self.tokens.starts[number] : self.tokens.ends[number]]

    def _numeral(self, number: int) -> str:
        text = self.text(number)
        if text in self.letters.festivals:
            return Letter.NORMAL  # 重阳敬老礼金…计划
        if REPUBLIC.fullmatch(text):
            return Letter.ORDINAL
        if DURATION.fullmatch(text) or ANNIVERSARY.match(text):
            return Letter.SPAN
        if ROUND.match(text):
            return Letter.THROUGH
        return Letter.ORDINAL if NUMBERED.fullmatch(text) else Letter.STOP
