"""What a token does beside the head of a program's name, as one letter, so that regular expressions find the names."""

from __future__ import annotations

import re

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document
from tonggao.text.cut import tag

STOP, GOVERN, LAUNCH, VERB, WEAK, NORMAL = "x", "X", "L", "v", "w", "n"
GENERIC, OPENER, PLACE, PROGRAM, BODY, SPAN, ORDINAL, HEAD = "q", "o", "p", "g", "b", "d", "i", "H"
HONOUR, NAMING, START = "h", "N", "S"
CLASSES = {
    "govern": GOVERN, "launch": LAUNCH, "start": START, "honour": HONOUR, "naming": NAMING, "weak": WEAK, "normal": NORMAL,
    "opener": OPENER, "generic": GENERIC, "bare": NORMAL, "bound": STOP, "tail": NORMAL,
}  # fmt: skip
KINDS = {"place": PLACE, "program": PROGRAM, "organization": BODY}
STOP_TAGS = frozenset("c d p r u y e o q m t f x w".split())
DURATION = re.compile("[一二三四五六七八九十百两0-9]{1,3}(?:年|天)")
NUMBERED = re.compile("首届|第.{1,4}届|第.{1,3}次")
HAN = re.compile("[\u4e00-\u9fff]")
BESIDE = ("around", "soft", "tour")  # classes of heads that end no full name
TOUR = "行"  # a head only behind a place (网络扶贫凉山行)
LATE = ("festival", "tour")  # heads that say nothing beside quotation marks
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
        self.update({word: CLASSES[kind] for word, kind in known.items()} | {PARTICLE: HEAD, TOUR: HEAD})
        self.update({MARK + kind: letter for kind, letter in KINDS.items()})

    def __missing__(self, word: str) -> str:
        letter = self[word] = self._letter(word)
        return letter

    def _letter(self, word: str) -> str:
        if word[0] == MARK or HAN.search(word) is None:
            return NORMAL if word.isalnum() and not word.isdigit() else STOP
        if word not in self.bare and self.head(word):
            return HEAD
        pos = tag(word)
        if pos in STOP_TAGS or pos[:1] in STOP_TAGS and pos != "vn":
            return STOP
        return VERB if pos == "v" else NORMAL

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
            codes[number] = SPAN if DURATION.fullmatch(text) else ORDINAL if NUMBERED.fullmatch(text) else STOP
    return "".join(codes)
