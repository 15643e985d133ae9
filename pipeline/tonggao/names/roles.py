"""What a token does in and around names, as one letter, so that patterns over letters find people and organizations.

The letters stand in the lexicon `roles`; rules name them as `<roles:title>`. A word gets its letter when first met:
the lexicon `name_words` decides, then what the word ends in, then whether it could be a name, then its part of speech.
"""

from __future__ import annotations

import re

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.names.foreign import MEAN, Foreign
from tonggao.names.likeness import NEVER, Likeness
from tonggao.text.cut import tag

HAN = re.compile("[\u3400-\u9fff]+")
OPENS, GLUES, SOUNDS, TITLES, HEADS = 1, 2, 4, 8, 16  # a name begins, is glued to, is foreign; ends in a title, a head
HAN_FIRST, HAN_LAST = "\u3400", "\u9fff"
LATIN = re.compile("[A-Za-z][A-Za-z0-9.&+'-]*")
NUMBER = re.compile("[0-9.]+")
REMEMBERED = 300_000  # words whose letter is kept
NAMED = ("", "nt", "nz", "j")  # parts of speech of words that a head of one character makes a body
STOP_TAGS = ("p", "c", "u", "r", "f", "q", "t", "y", "e", "o", "zg", "s")
VERB_TAGS = ("v", "vd", "vq", "vi", "vg", "ad", "a", "i", "z")
PHRASE = 4  # characters of a fixed phrase that stands inside names: 幼儿教育  # what is no noun inside a name
LONGEST_NAME = 4  # characters of a word that may hold a name, with what the cut has glued to it
LIKELY = -20  # a new word that scores less is no name whatever stands beside it
UNITS = "省市县区州盟旗镇乡村"  # in which places end
ORDINAL = "第"
ANAPHOR, NATION, COUNTED = "place.anaphor", "全国", "quantity.ordinal"
HILL = "place.landform"  # told by its ending alone
PLAIN_TAGS = ("n", "vn", "an", "ng", "g")  # of words that are nothing but nouns
OWN_TAGS = ("nt", "nz", "j", "nrt")  # those of them that seldom mark anything else
CLEAR = 20  # a word of three characters that weighs so much is a name from end to end
PLAIN = -25  # of a surname that is no common word
LISTED = -15  # the same of a name that the dictionary lists


class Roles(dict[str, str]):
    """Token text → the letter of its role."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.letters = {row["class"]: letter for letter, row in rules.table("roles").rows.items()}
        self.likeness: Likeness = rules.once("names.likeness", Likeness)
        self.foreign = Foreign(rules, self.likeness)
        self.titles = rules.table("titles").column("class")
        self.offices = frozenset(rules.table("titles").column("office"))  # before which no common noun stands
        heads = rules.table("organization_heads")
        self.heads = heads.column("class")
        self.apart = frozenset(h for h in heads.where("stem", "1") if len(h) == 1)  # heads that are words of their own
        self.trade = frozenset(rules.table("organization_words").column("trade"))
        self.stops = frozenset(rules.table("organization_stops").rows)
        self.nonames = frozenset(rules.table("nonames").rows)
        self.glued = frozenset(rules.table("glued").rows)
        self.function = self.glued | frozenset(rules.table("name_parts").where("class", "function"))
        self.tails = self.glued | frozenset(rules.table("name_parts").where("class", "ending"))
        self.leading = "".join(sorted(self.glued))
        self.head_ends = frozenset(head[-1] for head in self.heads)
        self.title_ends = frozenset(title[-1] for title in self.titles)
        self.bits = self._bits()
        self.plain = dict.fromkeys(VERB_TAGS, "verb") | dict.fromkeys(PLAIN_TAGS, "noun") | {"b": "kind", "d": "adverb"}
        self.title_starts = frozenset(title[0] for title in self.titles)
        self.longest_title = max(map(len, self.titles))
        self.longest_head = max(map(len, self.heads))
        self.fixed = {word: self.letters[role] for word, role in rules.table("name_words").column("class").items()}
        self.naming = frozenset(rules.table("name_words").where("class", "naming"))
        self.speaking = frozenset(rules.table("speech").rows)
        self.fixed |= {word: self.letters[role] for word, role in rules.table("speech").column("class").items()}
        self.fixed |= {MARK + kind: self.letters[kind] for kind in ("place", "organization", "program", "person")}
        self.fixed |= {MARK + kind: self.letters["number"] for kind in ("date", "quantity", "block")}
        for word, role in rules.table("organization_words").column("class").items():
            self.fixed.setdefault(word, self.letters[role])
        self.update(self.fixed)

    def _bits(self) -> dict[str, int]:
        """Character → what it may do at the beginning or the end of a word."""
        sounds = {c for c, value in self.likeness.foreign.items() if value >= 0} | self.foreign.parts
        made: dict[str, int] = {}
        for bit, characters in (
            (OPENS, self.likeness.opening), (GLUES, self.glued), (SOUNDS, sounds), (TITLES, self.title_ends),
            (HEADS, self.head_ends),
        ):  # fmt: skip
            for character in characters:
                made[character] = made.get(character, 0) | bit
        return made

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
            self.update(self.fixed)
        letter = self[word] = self.letters[self._role(word)]
        return letter

    def _role(self, word: str) -> str:
        if word[0] < HAN_FIRST or word[0] > HAN_LAST:
            return self._sign(word)
        first, last, pos = self.bits.get(word[0], 0), self.bits.get(word[-1], 0), tag(word)
        if not first & (OPENS | GLUES) and not last & (TITLES | HEADS) and (plain := self.plain.get(pos)):
            return plain
        if last & TITLES and len(word) > 1 and (title := self.title(word)):
            return self.titles[title]
        if pos == "m" and not (first & OPENS and (len(word) == 1 or self.common(word[0]) > PLAIN)):
            return "ordinal" if word[0] == ORDINAL else "number"
        if word not in self.nonames and (likely := self._likely(word, pos, first, last)):
            return likely
        if (last & HEADS or not pos) and (organizing := self._organizing(word, pos)):
            return organizing
        return self._plain(word, pos) if pos or len(word) == 1 else self._new(word)

    def _new(self, word: str) -> str:
        """`new`; `noun` where function words were cut together with it, `stop` where it ends in one (转介至, 愿同)."""
        own = word.lstrip(self.leading)
        if len(own) > 1 and self.function.isdisjoint(own):
            return "new"
        return "stop" if word[-1] in self.function else "noun"

    def _sign(self, word: str) -> str:
        if word.isspace():
            return "line" if "\n" in word else "gap"
        return "latin" if LATIN.fullmatch(word) else "number" if NUMBER.fullmatch(word) else "mark"

    def common(self, surname: str) -> int:
        """How likely the character is a surname, far below everything where it is none."""
        return self.likeness.surnames.get(surname, NEVER)

    def title(self, word: str) -> str:
        """The longest title that `word` ends in, `""` where it ends in none."""
        for start in range(max(0, len(word) - self.longest_title), len(word)):
            if word[start:] in self.titles:
                return word[start:]
        return ""

    def head(self, word: str) -> str:
        """The longest head of an organization that `word` ends in, `""` where it ends in none."""
        for start in range(max(0, len(word) - self.longest_head), len(word)):
            if word[start:] in self.heads:
                return word[start:]
        return ""

    def of_body(self, title: str) -> bool:
        """Does a title begin with what a body's name ends in: 协会会长 in 苗木 | 协会会长?"""
        return len(title) > 2 and self[title[:2]] in (self.letters["head"], self.letters["body"])

    def _likely(self, word: str, pos: str, first: int, last: int) -> str:
        """`name`, `surname`, `glued` (柯瑞文 in 由柯瑞) and the like, `""` where the word is no part of a name."""
        length = len(word)
        if length == 1:
            return "" if not first & OPENS else "particle" if first & GLUES else "surname"
        named = pos[:2] == "nr"
        if first & OPENS and (named or not pos):
            return self._native(word, named, first)
        if not pos and first & GLUES and length <= LONGEST_NAME and self._holds(word[1:]):
            return "glued"
        if first & last & SOUNDS and (named or not pos or pos == "nz") and self.foreign.score(word) >= MEAN:
            return "foreign"
        return "surname" if first & OPENS and word in self.likeness.compound else ""

    def _native(self, word: str, named: bool, first: int) -> str:
        """The role of a word that begins with a surname and is new, or `named` by the dictionary."""
        length = len(word)
        if word in self.likeness.compound:
            return "surname"
        if not named and first & GLUES and length > 2 and length <= LONGEST_NAME and self._holds(word[1:]):
            return "glued"
        if length <= LONGEST_NAME and self._best(word) > LIKELY:
            if not named or self.likeness.score(word) > (LISTED if length == 3 else 0):
                return self._named(word) if len(self.head(word)) < 2 else ""
            return "word" if length <= 3 else self._sounding(word)
        if named:
            return "word" if length == 3 else self._sounding(word)
        if length == 2 and self.common(word[0]) > PLAIN:
            return "surname" if word[1] in self.glued else "maybe" if self.function.isdisjoint(word) else ""
        if length == 3 and not named and self.common(word[0]) > PLAIN and self.function.isdisjoint(word):
            return "maybe"
        return self._sounding(word)

    def _sounding(self, word: str) -> str:
        return "foreign" if self.foreign.score(word) >= MEAN else ""

    def _named(self, word: str) -> str:
        clear = len(word) == 3 and word[-1] not in self.tails and self.likeness.score(word) >= CLEAR
        return "clear" if clear else "name"

    def _best(self, word: str) -> int:
        """What the likeliest name that `word` begins with weighs."""
        score = self.likeness.score
        best = score(word[:2])
        if len(word) > 2:
            best = max(best, score(word[:3]))
        return max(best, score(word)) if len(word) > 3 else best

    def _holds(self, rest: str) -> bool:
        """Is what follows a function word a name or its beginning: 柯瑞 in 由柯瑞, 巴赫 in 向巴赫, 王 in 由王?"""
        if len(rest) == 1:
            return self.common(rest) > PLAIN
        return self._best(rest) > LIKELY if rest[0] in self.likeness.opening else self.foreign.score(rest) >= MEAN

    def _organizing(self, word: str, pos: str) -> str:
        head = self.head(word)
        if not head:
            return "head" if not pos and len(word) > 2 and word[:-1] in self.heads else ""
        if head == word:
            return "brand" if self.heads[head] == "brand" else "bare" if len(word) == 1 else "head"
        if len(head) > 1 and word[: -len(head)] in self.trade:
            return "head" if self.heads[head] != "brand" else "brand"  # 生物科技 needs a name before it
        if word in self.stops or pos not in NAMED or self.heads[head] == "brand":
            return "noun" if word in self.stops else ""
        if len(head) == 1 and (head in self.apart or len(word) < 3):
            return ""
        return "body"

    def _plain(self, word: str, pos: str) -> str:
        if word in self.glued:
            return "particle"
        if pos in VERB_TAGS:
            return "verb"
        if pos == "ns" and len(word) > 2 and word[-1] in UNITS:
            return "place"
        if pos in OWN_TAGS or (pos == "nr" and len(word) > 2):
            return "proper"
        if pos == "b":
            return "kind"
        if pos == "l" and len(word) == PHRASE:
            return "inner"
        if pos == "d":
            return "adverb"
        if pos == "l":
            return "verb"
        return "stop" if pos.startswith(STOP_TAGS) and pos != "x" else "noun"


def encode(shadow: str, tokens: Tokens, roles: Roles) -> str:
    """One letter a token. A place that only points (国内, 全县) opens no name; 全国 does, as a number would."""
    codes = "".join(map(roles.__getitem__, tokens.texts))
    changed: dict[int, str] = {}
    for number, mention in tokens.mentions.items():
        if mention.rule == ANAPHOR:
            opens = shadow[mention.start : mention.end] == NATION
            changed[number] = roles.letters["ordinal" if opens else "kind"]
        elif mention.rule == HILL and number and tokens.mentions.get(number - 1, mention).end == mention.start:
            changed[number] = roles.letters["name"]  # 香港 | 凯莉山 | 学校
        elif mention.rule == COUNTED and mention.end - mention.start == 2 and shadow[mention.start] == ORDINAL:
            changed[number] = roles.letters["ordinal"]  # 金昌市 | 第一 | 人民医院
    if not changed:
        return codes
    letters = list(codes)
    for number, letter in changed.items():
        letters[number] = letter
    return "".join(letters)
