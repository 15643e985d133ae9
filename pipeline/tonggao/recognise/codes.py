"""Codes: the words of a sentence, one character each, as the search for what is counted sees them.

| code | token | code | token |
|---|---|---|---|
| n i | noun, unknown word; phrase | v | verb |
| T P M | noun: territory, person, 总数 | f | verb whose object stands before it |
| w | verb that the dictionary also has as noun | c s e l | change, share, effect, light |
| m L | name, place | q t | amount, date |
| h O | person, organization | | |
| b | adjective, ordinal | a A | anaphor (全市), area (城镇) |
| y | 平均 | u Q | 上 中 下; measure word |
| d k j | 的, 、, 和 | z | bound behind an amount |
| x ( ) g | punctuation, brackets, quotation mark | r p o _ | adverb, preposition, other, blank |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Quantity
from tonggao.text.cut import tags

CLASSES = {
    "bound": "z", "light": "l", "effect": "e", "change": "c", "share": "s", "fronted": "f", "noun": "n",
    "territory": "T", "metric_end": "M", "anaphor": "a", "area": "A", "person": "P", "average": "y", "carrier": "n",
    "company": "n", "action": "v", "rate": "n", "both": "w",
}  # fmt: skip
"""Class of counted_words.tsv → code."""
MENTIONS = {"quantity": "q", "date": "t", "place": "L", "block": "n", "person": "h", "organization": "O"}
SIGNS = {"、": "k"} | dict.fromkeys("（(", "(") | dict.fromkeys("）)", ")") | dict.fromkeys('“”「」『』‘’"', "g")
TAGS = {"n": "n", "j": "n", "i": "i", "l": "n", "s": "b", "q": "Q", "b": "b", "a": "b", "z": "b", "v": "v", "d": "r",
        "p": "p", "c": "j", "e": "n", "h": "b", "k": "n", "t": "b"}  # fmt: skip
"""First letter of the dictionary's part of speech → code."""
UNTOLD = ("", "eng", "x", "m", "nrfg", "nrt")  # tags that say nothing of what a word is
GLUED = ("lc", "ls", "le")  # 同比增加, one word to the dictionary
SIGNS_OF_LISTS = ("、",)
BLANK = re.compile(r"\s+")
WORD = re.compile("[A-Za-z\u3400-\u9fff·]+[0-9]*")
INDUSTRY = "industry"  # end of the id of the rule for 一产: an ordinal that stands as a noun


@dataclass(frozen=True, slots=True)
class Parts:
    """The classes of counted_parts.tsv: characters and endings by which a noun is told."""

    of: tuple[str, ...]
    and_: tuple[str, ...]
    link: tuple[str, ...]
    every: tuple[str, ...]
    copula: tuple[str, ...]
    each: tuple[str, ...]
    able: tuple[str, ...]
    person_end: tuple[str, ...]
    function_end: tuple[str, ...]
    function_start: tuple[str, ...]
    counter: tuple[str, ...]
    people: tuple[str, ...]
    yield_: tuple[str, ...]
    amount_of: tuple[str, ...]
    head_of: tuple[str, ...]
    rate_end: tuple[str, ...]
    agent_end: tuple[str, ...]
    stray: tuple[str, ...]
    main: tuple[str, ...]
    gross: tuple[str, ...]
    state: tuple[str, ...]
    sum: tuple[str, ...]
    compound_end: tuple[str, ...]
    result: tuple[str, ...]
    region: tuple[str, ...]
    than: tuple[str, ...]
    done: tuple[str, ...]
    grant: tuple[str, ...]
    intent: tuple[str, ...]
    universal: tuple[str, ...]
    affair: tuple[str, ...]
    works: tuple[str, ...]
    deed: tuple[str, ...]
    pair: frozenset[str]
    all: frozenset[str]
    joints: frozenset[str]  # of a list: 、 and the words of `and_`

    @classmethod
    def of_rules(cls, rules: Rules) -> Parts:
        """The parts by class."""
        rows = rules.table("counted_parts").column("classes").items()
        parts = {f.name: tuple(p for p, c in rows if f.name.rstrip("_") in c.split()) for f in fields(cls)}
        pair, every = frozenset(parts.pop("pair")), frozenset(parts.pop("all"))
        joints = frozenset(parts["and_"] + SIGNS_OF_LISTS + parts.pop("joints"))
        return cls(pair=pair, all=every, joints=joints, **parts)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which the phrase around an amount is told from what stands beside it."""

    parts: Parts
    metrics: frozenset[str]
    carriers: frozenset[str]  # what yields a product: 生产线, 项目
    rates: frozenset[str]  # of what stands before them: 20%的速度
    selves: frozenset[str]  # units that are counted themselves where no noun is: 人, 省
    doing: frozenset[str]  # verbs, also where the dictionary has them as nouns: 运输|货物
    acts: frozenset[str]  # verbs that govern a metric, and no part of its name: 上交|税收, and not 种植面积
    tails: re.Pattern[str]  # what is done to a noun, joined to it: 危房改造
    changes: re.Pattern[str]  # the same of any amount: 价格下降

    @classmethod
    def of_rules(cls, rules: Rules) -> Vocabulary:
        """The vocabulary of counted_words, counted_parts, classifiers and metrics."""
        words, classifiers = rules.table("counted_words"), rules.table("classifiers")
        tails = alternation(words.where("class", "fronted") + words.where("class", "company"))
        return cls(
            Parts.of_rules(rules),
            frozenset(rules.table("metrics").rows),
            frozenset(words.where("class", "carrier")),
            frozenset(words.where("class", "rate")),
            frozenset(classifiers.where("class", "n")) | frozenset(classifiers.where("class", "p")),
            frozenset(rules.table("predicates").where("class", "act")),
            frozenset(words.where("class", "action")),
            re.compile(f"(?<=..)(?:{tails})$"),
            re.compile(f"(?<=..)(?:{alternation([w for w in words.where('class', 'change') if len(w) > 1])})$"),
        )


class Codes(dict[str, str]):
    """Token text → its code, decided once a word."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._parts = Parts.of_rules(rules)
        self._classes = dict.fromkeys(rules.table("predicates").where("class", "change"), CLASSES["change"])
        self._classes |= {word: CLASSES[name] for word, name in rules.table("counted_words").column("class").items()}

    def __missing__(self, word: str) -> str:
        code = self[word] = self._code(word)
        return code

    def _code(self, word: str) -> str:
        if word.startswith(MARK):
            return MENTIONS.get(word[len(MARK) :], "m")
        if word in self._classes:
            return self._classes[word]
        parts = self._parts
        if word in parts.of or word in parts.and_ or word in parts.link:
            return "d" if word in parts.of else "j" if word in parts.and_ else "g"
        if len(word) == 2 and word.startswith(parts.every):
            return "b"
        if word.startswith(parts.each):
            return "l"
        if word in SIGNS or BLANK.fullmatch(word):
            return SIGNS.get(word, "_")
        tag = tags()[word]
        if not tag and len(word) == 2 and (word.endswith(parts.function_end) or word.startswith(parts.function_start)):
            return "l"
        glued = self._classes.get(word[:2], "") + self._classes.get(word[2:], "") if len(word) == 4 else ""
        if not tag and len(word) == 3 and self._classes.get(word[:2]) == "l" and word.endswith(parts.function_end):
            return "l"  # 高达近
        if not tag and len(word) == 3 and word.endswith(parts.function_end) and word[:2] in self._classes:
            return self._classes[word[:2]]  # 调高至
        if glued in GLUED:
            return glued[1]
        if tag in UNTOLD:
            noun = WORD.fullmatch(word) and (len(word) > 1 or word.isascii())
            return "n" if noun else "o" if word.isalnum() else "x"
        if tag == "vn":
            return "w"
        if tag == "f":
            return "u"
        return "P" if tag[0] in "nb" and word.endswith(parts.person_end) else TAGS.get(tag[0], "o")

    def encode(self, shadow: str, tokens: Tokens) -> str:
        """One code a token; ordinals are modifiers, 一产 is a noun, 一度 among what is no mention an adverb."""
        codes = list(map(self.__getitem__, tokens.texts))
        for number, mention in tokens.mentions.items():
            if isinstance(mention.value, Quantity) and mention.value.type == "ordinal":
                codes[number] = "n" if mention.rule.endswith(INDUSTRY) else "b"
            elif mention.kind == "block":
                word = shadow[mention.start : mention.end]
                codes[number] = self._classes.get(word, "n")
        return "".join(codes)


def is_metric(words: str, metrics: frozenset[str]) -> bool:
    """True where `words` end in the suffix of a metric (增加值, 面积, 率).

    >>> is_metric("播种面积", frozenset(["面积"]))
    True
    """
    return any(words[at:] in metrics for at in range(len(words)))
