"""Companies told by the company they keep: in one list with others (苹果、三星和华为), or beside a word that only a
company has or is (百思买门店, 研究机构iSuppli)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tonggao.grammar.load import Rules, alternation
from tonggao.model import Mention, Name
from tonggao.names.letters import Endings
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

KEEPING = ("company", "brand", "media")  # types of organizations whose neighbours in a list are of their type
JOINED = ("association", "school", "hospital")  # the same for items that end like an organization
OUTSIDE = (
    "comma", "and", "mark", "line", "gap", "colon", "ending", "organization", "open", "close", "quote",
    "unquote",
)  # fmt: skip
TAILED, MANY, LONG = 7, 4, 14  # words and characters of such an item
OWN = ("new", "maybe", "proper", "latin", "name", "foreign")
CUED = ("new", "proper", "foreign", "latin")  # what a word beside it makes a company
PAUSE = ("comma", "and", "ending", "mark", "close", "line", "gap", "stop")
WORDS, SHORTEST, LONGEST = 2, 2, 8  # words of a name; characters
LATIN = re.compile("[A-Z][a-z]+[A-Za-z]+|[a-z]+[A-Z][A-Za-z]+")
NAMING = ("", "nz", "nt", "nr", "nrt", "eng")  # parts of speech of names
RULE, PRIORITY = "organization.neighbour", 17


class Neighbours:
    """Finds them, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        letters = self.roles.letters
        table = rules.table("company_words")
        self.loose = frozenset(table.where("class", "loose"))  # common words that are companies too: 苹果
        self.common = frozenset(rules.table("organization_words").rows) | self.roles.nonames | self.roles.stops
        self.joints = letters["comma"] + letters["and"]
        self.own, self.cued = letters_of(letters, OWN), letters_of(letters, CUED)
        self.pause = letters_of(letters, PAUSE)
        self.outside = letters_of(letters, OUTSIDE)
        self.loosely = frozenset(letters_of(letters, ("particle", "adverb", "speech", "title")))
        self.governing = letters_of(letters, ("stop", "speech", "act"))
        self.tails = table.column("tail")
        self.ends = Endings(self.tails)
        self.after = re.compile(alternation(table.where("class", "after")))
        self.before = re.compile(alternation(table.where("class", "before")))

    def find(self, page: Page, found: list[Mention]) -> Iterator[Mention]:
        """Every mention of every company that a neighbour or a word beside it tells."""
        names: dict[str, str] = {}
        for mention in found:
            if isinstance(mention.value, Name) and mention.value.type in (*KEEPING, *JOINED):
                self.listed(page, mention, mention.value.type, names)
        self.beside(page, names)
        taken = [(m.start, m.end) for m in found]
        for name, kind in names.items():
            for span in page.wholes(name, taken):
                yield Mention(*span, "organization", RULE, Name(name, kind), PRIORITY)

    def listed(self, page: Page, mention: Mention, kind: str, names: dict[str, str]) -> None:
        """Add the items before and after `mention` in its list to `names`."""
        starts, codes = page.tokens.starts, page.codes
        number = bisect_left(starts, mention.end)
        while number < len(codes) and codes[number] in self.joints:
            last = self.item(page, number + 1, 1) if kind in KEEPING else None
            if last is None:
                last = self.tailed(page, number + 1, 1)
            if last is None:
                break
            self.add_item(page, number + 1, last, kind, names)
            number = last + 1
        number = bisect_left(starts, mention.start) - 1
        while number > 0 and codes[number] in self.joints:
            first = self.item(page, number - 1, -1) if kind in KEEPING else None
            if first is None:
                first = self.tailed(page, number - 1, -1)
            if first is None:
                break
            self.add_item(page, first, number - 1, kind, names)
            number = first - 1

    def add_item(self, page: Page, first: int, last: int, kind: str, names: dict[str, str]) -> None:
        """Add the tokens `first`..`last` to `names`, of the type that their tail says or else of `kind`."""
        name = page.shadow[page.tokens.starts[first] : page.tokens.ends[last]]
        names.setdefault(name, self.tails.get(self.ends.longest(name), kind))

    def tailed(self, page: Page, number: int, step: int) -> int | None:
        """The last token of the item that begins with token `number`, read in steps of ±1, where the item ends like an
        organization (登陆爱心会, 好帝一食品), else `None`."""
        codes, count = page.codes, len(page.codes)
        end = number
        outside = self.outside if step > 0 else self.outside + self.governing
        while 0 <= end < count and abs(end - number) < TAILED and codes[end] not in outside:
            end += step
        if not 0 <= end < count or end == number:
            return None
        first, last = sorted((number, end - step))
        text = page.shadow[page.tokens.starts[first] : page.tokens.ends[last]]
        tail = self.ends.longest(text)
        if codes[end] not in self.pause + self.governing:
            return None
        named = MANY <= len(text) <= LONG and text not in self.common and tail != ""
        named = named and self.loosely.isdisjoint(codes[first:last])
        return end - step if named else None

    def item(self, page: Page, number: int, step: int) -> int | None:
        """The last token of the item of a list that begins with token `number`, read in steps of ±1, `None` where the
        words there are no name and nothing else."""
        codes, count = page.codes, len(page.codes)
        for end in range(number, number + WORDS * step, step):
            if not 0 <= end < count or not self.fits(page, end) or (end != number and page.text(number) in self.loose):
                return None
            beyond = end + step
            known = step < 0 and page.text(end) in self.loose
            if known or not 0 <= beyond < count or codes[beyond] in self.pause:
                first, last = sorted((number, end))
                length = page.tokens.ends[last] - page.tokens.starts[first]
                return end if SHORTEST <= length <= LONGEST or codes[first] == self.roles.letters["latin"] else None
        return None

    def fits(self, page: Page, number: int) -> bool:
        """May the token be a word of a company's name?"""
        word = page.text(number)
        if word in self.loose:
            return True
        mention = page.tokens.mentions.get(number)
        mention_free = mention is None and self.roles.function.isdisjoint(word)
        return mention_free and page.codes[number] in self.own and word not in self.common

    def beside(self, page: Page, names: dict[str, str]) -> None:
        """Add the words that stand beside a word that only companies have to `names`."""
        starts, shadow = page.tokens.starts, page.shadow
        for match in self.after.finditer(shadow):
            number = bisect_left(starts, match.start())
            if number and number < len(starts) and starts[number] == match.start():
                self.add(page, number - 1, names)
        for match in self.before.finditer(shadow):
            number = bisect_left(starts, match.end())
            if number < len(starts) and starts[number] == match.end():
                self.add(page, number, names)

    def add(self, page: Page, number: int, names: dict[str, str]) -> None:
        """Add the token to `names` where it is a name of a company by itself."""
        word = page.text(number)
        if word in self.loose or (
            page.codes[number] in self.cued and self.fits(page, number) and len(word) >= SHORTEST
            and tag(word) in NAMING
            and (word[0] >= "\u3400" or LATIN.fullmatch(word) is not None)
        ):  # fmt: skip
            names.setdefault(word, "company")
