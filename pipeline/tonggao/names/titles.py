"""What a person is called by: the words before and after the name, with the organization in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Name, Person
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

JOINTS = "、兼和"  # between two titles of one person
AND = "和与及"
LISTS = "、和及与,，"  # between two people who share a title
NUMBERED, LONGEST = re.compile("[0-9]+$"), 8
GAPS = " \u3000\xa0：:"
LABEL = re.compile("([^：:，。、 ]{2,10})[：:][^：:，。\n]{0,16}$")
LABELS = 30  # characters of a line before a name that may begin with a label
OPENING, LISTED = "（(", "、）)"
BRACKET = re.compile("[（(]([^（）()，。、；：\\s]{2,14})[）)]")
BY, TAKES = "由", re.compile("(?:担任|出任|兼任)")
FORMER = "前"
OF = "的"
AFTER, SPACES = "after", " \u3000\xa0"
CLOSING, GLOSS = "）)", 12  # characters of a bracket behind a title: 总管（高速铁路）李圣基
TOGETHER = re.compile("等[一二两三四五六七八九十0-9多数]{0,3}[位名]?")
COUNTRY, VERB, OFFICIAL = "ns", "v", ("副", "驻")
OWNERS = ("organization", "place")
WORDS = 8  # before the title that may belong to it
QUALIFIERS = (
    "noun", "head", "body", "bare", "kind", "inner", "title", "before", "word", "latin", "suffix", "opener", "proper",
    "new", "maybe", "brand", "ordinal",
)  # fmt: skip


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions with each person's name and the title as said, its organization included.

    People in one list share the title that stands before the first of them, or behind the last.
    """
    numbers: list[int] = []
    owners: list[Mention] = []
    for number, mention in enumerate(mentions):
        if mention.kind == "person":
            numbers.append(number)
        elif mention.kind in OWNERS and not mention.in_name:
            owners.append(mention)
    if not numbers:
        return mentions
    counted = frozenset(mention.end for mention in mentions if mention.kind == "quantity")
    people = frozenset(mentions[number].end for number in numbers)
    reader = _Reader(document, owners, counted | people, rules.once("names.roles", Roles))
    values = [reader.value(mentions[number]) for number in numbers]
    _share(document.shadow, [mentions[number] for number in numbers], values)
    out = list(mentions)
    for number, value in zip(numbers, values, strict=True):
        if value is not out[number].value:
            out[number] = replace(out[number], value=value)
    return out


def _share(text: str, people: Sequence[Mention], values: list[Person]) -> None:
    """Give the titles of a list to those in it who have none of their own, forwards, then backwards."""
    linked = [a.end + 1 == b.start and text[a.end] in LISTS for a, b in pairwise(people)]
    for i, link in enumerate(linked):
        if link and values[i].title and not values[i + 1].title:
            values[i + 1] = replace(values[i + 1], title=values[i].title, organization=values[i].organization)
    for i in range(len(linked) - 1, -1, -1):
        if linked[i] and values[i + 1].title and not values[i].title:
            values[i] = replace(values[i], title=values[i + 1].title, organization=values[i + 1].organization)


class _Reader:
    """Reads titles beside names, given the organizations and places of the article."""

    def __init__(
        self, document: Document, owners: Sequence[Mention], closed: frozenset[int], roles: Roles
    ) -> None:
        self.closed = closed  # where quantities and people end, which no title crosses: 4位 | 教师
        self.text, self.words, self.roles = document.shadow, document.words, roles
        self.by_end = {owner.end: owner for owner in owners}
        self.owners, self.starts = owners, [owner.start for owner in owners]
        self.nouns = frozenset(roles.letters[role] for role in ("noun", "inner"))
        self.inside = frozenset(roles.letters[role] for role in QUALIFIERS)

    def value(self, mention: Mention) -> Person:
        """Name, title as said and organization of one person."""
        given = mention.value
        assert isinstance(given, Person)
        name, end = given.name, self.listed(self.before(mention.start, mention.end), mention.end)
        start, organization = self.chain(end)
        said, after = self.text[start:end] or self.label(end), self.after(mention.end)
        if said in self.roles.speaking and self.text[mention.end : mention.end + 1] == OF:
            said = ""  # 代表陈凯欣的大律师
        if not said and not after:
            return given
        if said and after and self.roles.titles.get(after) == AFTER:
            return Person(name, said, organization)
        if said and after and self.text[end : mention.start].strip(SPACES):
            return Person(name, after)  # 主席：马逢国议员
        if said and after:
            return Person(name, f"{said}、{after}", organization)
        owner = self.by_end.get(mention.start)
        if after and owner is not None and owner.kind == "organization":
            return Person(name, self.text[owner.start : owner.end] + after, _name(owner))
        return Person(name, said or after, organization)

    def before(self, end: int, stop: int) -> int:
        """Where the words before a name at `end` end, spaces and a word of naming (村民叫降巴) left out."""
        if end and self.text[end - 1] == BY and TAKES.match(self.text, stop) is not None:
            end -= 1  # 召集人由李国章担任
        for length in (2, 1):
            if end >= length and self.text[end - length : end] in self.roles.naming:
                end -= length
                break
        while end and self.text[end - 1] in GAPS:
            end -= 1
        number = NUMBERED.search(self.text, max(0, end - LONGEST), end)
        if number is not None and self.title_ending(number.start()):
            end = number.start()  # 警员8702黄汉锋
        if end and self.text[end - 1] in CLOSING:
            opened = max(self.text.rfind(bracket, max(0, end - GLOSS), end) for bracket in OPENING)
            return opened if opened > 0 and self.title_ending(opened) else end
        return end

    def listed(self, start: int, end: int) -> int:
        """Where the words before the bracket end that opens a list of names at `start` (4位教师（吴美璜、穆玮婷）)."""
        if not start or end >= len(self.text):
            return start
        return start - 1 if self.text[start - 1] in OPENING and self.text[end] in LISTED else start

    def bracketed(self, end: int) -> str:
        """The title in the bracket that follows a name at once: 陈大文（民建联主席）."""
        match = BRACKET.match(self.text, end)
        return match[1] if match is not None and self.roles.title(match[1]) else ""

    def label(self, end: int) -> str:
        """The title that the line of the name begins with as a label: 新闻联络人：公关科 梁瑞君."""
        begin = self.text.rfind("\n", max(0, end - LABELS), end) + 1
        match = LABEL.match(self.text, begin, end) if begin or end < LABELS else None
        return match[1] if match is not None and self.roles.title(match[1]) else ""

    def chain(self, end: int) -> tuple[int, str]:
        """Where the titles that end at `end` begin (发改委副主任、能源局局长), and the first organization."""
        start, organization = end, ""
        while True:
            head = self.title_ending(end)
            if not head:
                return start, organization
            start, owner = self.qualified(end - len(head), head in self.roles.offices)
            if start and self.text[start - 1] == FORMER and self.words.is_edge(start - 1):
                start -= 1  # 前教统局常任秘书长
            organization = _name(owner) if owner is not None else organization
            if not start or self.text[start - 1] not in JOINTS:
                return start, organization
            end = start - 1

    def title_ending(self, end: int) -> str:
        """The longest title that ends at `end`."""
        if not end or self.text[end - 1] not in self.roles.title_ends:
            return ""
        return self.roles.title(self.text[max(0, end - self.roles.longest_title) : end])

    def qualified(self, start: int, office: bool) -> tuple[int, Mention | None]:
        """Where the words before a title begin that belong to it, and the organization among them; before an `office`
        (市长) and before a body or a place stand bodies and places alone."""
        organization = None
        for _ in range(WORDS):
            owner = self.owner(start)
            if owner is not None:
                start, office = owner.start, True
                organization = owner if owner.kind == "organization" else organization
                continue
            if not start or start in self.closed:
                break
            if self.text[start - 1] in AND and self.inner(start - 1):
                start -= 1
                continue
            first, _ = self.words.span(self.words.index(start - 1))
            first = max((n for n in range(first + 1, start) if n in self.closed), default=first)
            word = self.text[first:start]
            if word[0] < "\u3400" or not self.belongs(word, first, office):
                break
            start = first + (len(word) > 2 and not tag(word) and word[0] in self.roles.glued)  # 而卫福 | 部长
        return start, organization

    def belongs(self, word: str, start: int, office: bool) -> bool:
        """May the word that begins at `start` stand before a title; before an `office`: 英国首相, 副市长?"""
        if office:
            return tag(word) == COUNTRY or word in OFFICIAL
        return self.roles[word] in self.inside or (tag(word)[:1] == VERB and start in self.by_end)  # 医院 | 感染 | 科

    def owner(self, offset: int) -> Mention | None:
        """The organization or place that ends at `offset`, or the organization that it lies in (党 | 团书记长)."""
        owner = self.by_end.get(offset)
        if owner is None and self.owners:
            around = self.owners[bisect_left(self.starts, offset) - 1]
            owner = around if around.start < offset < around.end and around.kind == "organization" else None
        return owner

    def inner(self, end: int) -> bool:
        """Is the word that ends at `end` a noun, so that 和 behind it joins two nouns: 扶贫开发与对口支援?"""
        if not end:
            return False
        word = self.words.texts[self.words.index(end - 1)]
        return self.roles[word] in self.nouns

    def after(self, end: int) -> str:
        """The title that follows the name at once, or the list that it ends: 陈怡珍、吴通龙等议员."""
        takes = TAKES.match(self.text, end)
        end = takes.end() if takes is not None else end  # 由王䓪鸣担任召集人
        together = TOGETHER.match(self.text, end)
        end = together.end() if together is not None else end
        if self.text[end : end + 1] not in self.roles.title_starts:
            return self.bracketed(end)
        for stop in range(min(len(self.text), end + self.roles.longest_title), end + 1, -1):
            kind = self.roles.titles.get(self.text[end:stop])
            if kind in ("title", "after"):
                return self.text[end:stop]
        return ""


def _name(owner: Mention) -> str:
    return owner.value.name if isinstance(owner.value, Name) else ""
