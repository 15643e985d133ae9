"""Where the name of an organization begins in the run of words before its head.

A chain of places stays outside and one place belongs to the name (甘肃省秦安县 | 邓坪小学, 四川省人民政府); a parent
body opens the name of what is below it; before common nouns stands what names one of their kind; adjectives, function
words and people are left out.
"""

from __future__ import annotations

import re

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK
from tonggao.model import Name
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

BOUNDARIES = ("line", "mark", "stop", "comma", "colon", "and", "gap", "open", "close", "quote", "unquote", "number")
ENDED = ("head", "bare", "body", "verb", "comma", "and")
OWN = ("new", "maybe", "proper", "clear", "name", "foreign", "latin", "place", "organization", "program", "person")
OPENERS = ("place", "organization", "ordinal", "body", "opener")
TORN = ("noun", "surname", "suffix", "verb", "adverb", "kind")
PUBLIC = ("government", "bureau", "bare")
HOUSES = ("school", "hospital")
LEARNED = ("association", "institute")
CHILDREN = (*PUBLIC, "party", "institute", "school", "hospital")
UNITS = ("省", "自治区")  # that stand before a body without their name: 省 | 发改委
ISLAND = "TW"
CHARACTER = "place.character"
CONTINENT = "洲"
NATIONAL, POSTED = "国家", "驻"
ALIAS = 7  # characters of a short name of a national body


class Bounds:
    """Finds the beginnings of names, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        letters = self.letters = self.roles.letters
        heads = rules.table("organization_heads")
        self.vague = frozenset(head for head in heads.where("stem", "1") if len(head) < 3)  # 中心, 学校
        self.branches = frozenset(heads.where("stem", "branch"))
        self.apposed = frozenset(rules.table("company_words").where("class", "before"))
        self.joined = frozenset(rules.table("organization_words").column("joined"))
        self.seams = frozenset(rules.table("name_parts").where("class", "seam"))
        rows = [row for row in rules.table("organizations") if row["region"] == ISLAND and row["type"] == "government"]
        self.regional = frozenset(row["name"] for row in rows).union(*(row["local"].split("|") for row in rows))
        self.keepers = frozenset(rules.table("name_parts").where("class", "keeper"))
        self.place, self.joints = letters["place"], letters["and"] + letters["comma"]
        self.openers = letters_of(letters, OPENERS)
        self.own, self.torn = letters_of(letters, OWN), letters_of(letters, TORN)
        self.named = letters["name"] + letters["foreign"]
        self.never_first = letters_of(letters, ("kind", "suffix", "head", "bare"))
        self.boundary = letters_of(letters, BOUNDARIES)
        self.national = letters_of(letters, ("place", "opener", "organization"))
        self.ended = re.compile(f"[{letters_of(letters, ENDED)}]|{letters['place']}$")

    def first(self, page: Page, first: int, last: int, kind: str, stem: int) -> int | None:
        """The token at which the name begins that ends with the head of class `kind` in token `last`; the head's first
        character is at `stem`. `None` where nothing is left of the run `first`..`last`."""
        return self.start(page, self.begin(page, first, last, kind, stem), last, kind, stem)

    def begin(self, page: Page, first: int, last: int, kind: str, stem: int) -> int:
        """The first token that nothing keeps out of the name: a person before it, a conjunction, a number."""
        tokens, codes, letters = page.tokens, page.codes, self.letters
        for number in range(last - 1, first - 1, -1):
            letter = codes[number]
            if letter in self.joints:
                vague = tokens.texts[last] in self.vague
                if number == first or vague or not self.joins(page, first, number, kind):
                    return number + 1
            elif letter == letters["person"]:
                return self.person(page, first, number, kind) if tokens.ends[number] == stem else number + 1
            elif letter == letters["glued"]:
                return number
            elif tokens.texts[number] in self.apposed and number + 1 < last and self.is_proper(page, number + 1):
                return number + 1  # 中国空调企业 | 奥克斯集团
            elif letter in self.named and tokens.texts[number][-1] in self.roles.function:
                return number + 1  # 周亦是 | 弘立书院
        return first

    def person(self, page: Page, first: int, number: int, kind: str) -> int:
        """The first token of the name of a person that ends with token `number`, with who keeps the school or the
        hospital that is called so (佛教 | 何金南 | 中学)."""
        while number > first and page.codes[number - 1] == self.letters["person"]:
            number -= 1
        if kind in HOUSES and number > first and page.text(number - 1) in self.keepers:
            number -= 1
        return number

    def joins(self, page: Page, first: int, number: int, kind: str) -> bool:
        """Does the conjunction in token `number` stand inside a name: 发展和改革委员会, 中国物流与采购联合会?"""
        codes, before = page.codes, page.tokens.texts[number - 1]
        if page.codes[number - 1] == self.letters["surname"] and number - first > 1:
            return True  # 广西 | 桂 | 和 | 高速公路
        if kind in PUBLIC:
            return before in self.joined
        if kind not in LEARNED or codes[number] != self.letters["and"]:
            return False
        run = codes[first:number]
        return run[0] in self.national and len(run) > 1 and not self.ended.search(run, 1)

    def start(self, page: Page, begin: int, last: int, kind: str, stem: int) -> int | None:
        """The token at which the name begins, `None` where nothing is left of it."""
        tokens, codes = page.tokens, page.codes
        parent = codes.rfind(self.letters["organization"], begin, last)
        place = codes.rfind(self.place, begin, last)
        if parent > begin and place == parent - 1 and self.local(page, parent):
            parent = -1  # 北京市 | 发展改革委 | 能源处 is no part of the national one
        if parent > place and (kind in CHILDREN or place < 0):
            return parent
        if place >= 0:
            return self.after_places(page, begin, last, place, stem)
        while begin < last and (codes[begin] in self.never_first or self.after_person(codes, begin)):
            begin += 1
        proper = next((n for n in range(begin, last + 1) if self.is_proper(page, n)), None)
        if proper is not None and begin < proper and tokens.starts[proper] < stem:
            verb = self.letters["inner"] in codes[begin:proper]
            if verb or proper - begin > 1 or not self.hard(codes, begin):
                begin = proper
        return begin if tokens.starts[begin] < stem or codes[begin] == self.letters["body"] else None

    def local(self, page: Page, number: int) -> bool:
        """Is the national body that the lexicon reads in the token but a local one: its words do not say 国家?"""
        mention = page.tokens.mentions[number]
        if page.shadow[mention.start : mention.end] in self.regional:
            return True  # 台南市 | 原住民族委员会
        if not isinstance(mention.value, Name) or not mention.value.name.startswith(NATIONAL):
            return False
        return mention.end - mention.start < ALIAS and not page.shadow.startswith(NATIONAL, mention.start)

    def after_places(self, page: Page, begin: int, last: int, place: int, stem: int) -> int:
        """The start of a name with a place in it: a chain of places stays outside, one place belongs to the name."""
        tokens, codes = page.tokens, page.codes
        chain = place
        while chain > begin and codes[chain - 1] == self.place:
            chain -= 1
        if place > chain and self.abbreviated(page, place - 1) and self.abbreviated(page, place):
            return place - 1  # 京 | 蒙 | 帮扶办
        if place > begin + 1 and codes[place - 1] == self.letters["open"] and codes[place + 1] == self.letters["close"]:
            whole = self.start(page, begin, place - 1, "brand", tokens.starts[place - 1])  # 惠生(南京)清洁能源公司
            return place if whole is None else whole
        if tokens.ends[place] == stem and chain > begin and self.roles.head(tokens.texts[last]) in self.branches:
            whole = self.start(page, begin, chain, "company", tokens.starts[chain])  # 中国建设银行 | 四川省 | 分行
            return chain if whole is None else whole
        if chain > begin and codes[chain - 1] in (self.letters["organization"], self.letters["ordinal"]):
            return chain - 1
        if chain > begin + 1 and tokens.texts[chain - 1] == POSTED and codes[chain - 2] in self.openers:
            return chain - 2  # 中国 | 驻 | 里昂 | 领事馆
        if place > chain and page.text(place - 1).endswith(CONTINENT):
            return place - 1  # 北美洲 | 台湾 | 商会
        return place + 1 if place > chain and tokens.ends[place] < stem else place

    def abbreviated(self, page: Page, number: int) -> bool:
        """Is the place in token `number` one of one character: 京?"""
        mention = page.tokens.mentions.get(number)
        return mention is not None and mention.rule == CHARACTER

    def after_person(self, codes: str, number: int) -> bool:
        """Does an unknown word follow a person at once: a verb that the dictionary lacks (林美燕 | 建请 | 水利局)?"""
        return number > 0 and codes[number - 1] == self.letters["person"] and codes[number] == self.letters["new"]

    def is_proper(self, page: Page, number: int) -> bool:
        """Does the token name one of its kind: a name, a word that the dictionary does not know, Latin letters?"""
        codes, texts = page.codes, page.tokens.texts
        word = texts[number]
        if codes[number] in self.own:
            return word[0] == MARK or (
                word not in self.roles.trade and self.roles.function.isdisjoint(word.lstrip(self.roles.leading))
            )
        if codes[number] not in self.torn or len(word) > 1:
            return False
        sides = (n for n in (number - 1, number + 1) if 0 <= n < len(codes))
        return any(codes[n] in self.torn and len(texts[n]) == 1 for n in sides)

    def hard(self, codes: str, begin: int) -> bool:
        """Does a boundary of the clause stand before token `begin`?"""
        return not begin or codes[begin - 1] in self.boundary

    def glue(self, page: Page, first: int) -> int:
        """How many characters of an unknown first word are function words cut together with the name (而九铁), or the
        second half of a word that the cut has torn (会 | 中乐驼 for 会中 | 乐驼)."""
        word = page.tokens.texts[first]
        if word[0] == MARK or len(word) < 3 or tag(word):
            return 0
        before = page.tokens.texts[first - 1] if first else ""
        count = int(before + word[0] in self.seams)
        while len(word) - count > 2 and word[count] in self.roles.glued:
            count += 1
        return count
