"""What a token does beside the head of a program's name, as one letter, so that regular expressions find the names."""

from __future__ import annotations

import re

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document
from tonggao.text.cut import tag


class Letter:
    """The letters: what a token does to the left of a head, or beside quotation marks."""

    STOP = "x"  # stands in no name
    GOVERN = "X"  # neither: a verb, a preposition that has the name for its object
    LAUNCH, START, HONOUR, NAMING = "L", "S", "h", "N"  # verbs whose object is a program (实施, 举办, 荣获, 名为)
    VERB, WEAK = "v", "w"  # other verbs; those that stand inside names of events too (推进)
    NORMAL, GENERIC = "n", "q"  # what names something, what does not (重大)
    OPENER, PLACE, PROGRAM, BODY = "o", "p", "g", "b"  # 全国, a place, a program, an organization
    SPAN, ORDINAL = "d", "i"  # 三年, 第三届
    HEAD = "H"


CLASSES = {
    "govern": Letter.GOVERN, "launch": Letter.LAUNCH, "start": Letter.START, "honour": Letter.HONOUR,
    "naming": Letter.NAMING, "weak": Letter.WEAK, "normal": Letter.NORMAL,
    "opener": Letter.OPENER, "generic": Letter.GENERIC, "bare": Letter.NORMAL, "bound": Letter.STOP,
    "tail": Letter.NORMAL,
}  # fmt: skip
KINDS = {"place": Letter.PLACE, "program": Letter.PROGRAM, "organization": Letter.BODY}
STOP_TAGS = frozenset(["c", "d", "p", "r", "u", "y", "e", "o", "q", "m", "t", "f", "x", "w"])
DURATION = re.compile("[一二三四五六七八九十百两0-9]{1,3}(?:年|天)")
NUMBERED = re.compile("首届|第.{1,4}届|第.{1,3}次")
HAN = re.compile("[\u4e00-\u9fff]")
BESIDE = ("around", "soft", "tour")  # classes of heads that end no full name
TOUR = "行"  # a head only behind a place (网络扶贫凉山行)
LATE = ("festival", "tour")  # heads that say nothing beside quotation marks
REMEMBERED = 300_000  # words whose letter is kept
PARTICLE = "会"  # also a verb: a head only together with the word before it


class Letters(dict[str, str]):
    """Token text → its letter, made when first asked for."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.heads = rules.table("program_heads").column("class")
        self.types = rules.table("program_heads").column("type")
        self.soft = frozenset(rules.table("program_heads").where("class", "soft"))
        self.slogans = frozenset(rules.table("program_slogans").rows)
        self.ends = {head for head, kind in self.heads.items() if kind not in BESIDE}
        self.behind = frozenset(rules.table("program_heads").column("behind"))
        self.tails = frozenset(rules.table("program_words").where("class", "tail"))
        self.bound = frozenset(rules.table("program_words").where("class", "bound"))
        self.longest = max(map(len, self.heads))
        self.bare = frozenset(rules.table("program_words").where("class", "bare"))
        known = rules.table("program_words").column("class")
        self.fixed = {word: CLASSES[kind] for word, kind in known.items()} | {PARTICLE: Letter.HEAD, TOUR: Letter.HEAD}
        self.fixed |= {MARK + kind: letter for kind, letter in KINDS.items()}
        self.update(self.fixed)

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
            self.update(self.fixed)
        letter = self[word] = self._letter(word)
        return letter

    def _letter(self, word: str) -> str:
        if word[0] == MARK or HAN.search(word) is None:
            return Letter.NORMAL if word.isalnum() and not word.isdigit() else Letter.STOP
        if word not in self.bare and self.head(word):
            return Letter.HEAD
        pos = tag(word)
        if pos in STOP_TAGS or (pos[:1] in STOP_TAGS and pos != "vn"):
            return Letter.STOP
        return Letter.VERB if pos == "v" else Letter.NORMAL

    def is_word(self, text: str) -> bool:
        """Is `text` a word of the dictionary, so that marks around it do not make it a name?"""
        return tag(text) not in ("", "x")

    def beside(self, text: str) -> str:
        """The longest head, of those beside quotation marks too, that `text` ends in; `""` where there is none."""
        for length in range(min(self.longest, len(text)), 0, -1):
            if text[-length:] in self.heads and self.heads[text[-length:]] not in LATE:
                return text[-length:]
        return ""

    def head(self, word: str) -> str:
        """The longest head that ends a full name and that `word` ends in; `""` where there is none."""
        for length in range(min(self.longest, len(word)), 0, -1):
            if word[-length:] in self.ends:
                return word[-length:]
        return ""


def encode(document: Document, tokens: Tokens, letters: Letters) -> str:
    """One letter a token; durations and ordinals among the mentions have letters of their own."""
    codes = list(map(letters.__getitem__, tokens.texts))
    for number, mention in tokens.mentions.items():
        if mention.kind in ("date", "quantity"):
            text = document.shadow[mention.start : mention.end]
            codes[number] = _numeral(text)
    return "".join(codes)


def _numeral(text: str) -> str:
    if DURATION.fullmatch(text):
        return Letter.SPAN
    return Letter.ORDINAL if NUMBERED.fullmatch(text) else Letter.STOP
