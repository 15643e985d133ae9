"""Organizations beyond the suffix grammar: bodies of other places, names in quotation marks, names found once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tokens import Tokens
from tonggao.model import Mention, Name, Place
from tonggao.names.bodies import PRIVATE, SHORTEST
from tonggao.names.bounds import Bounds
from tonggao.names.page import Page
from tonggao.names.roles import Roles
from tonggao.text.cut import tag
from tonggao.text.occurrences import everywhere

AGAIN = 4  # characters of a name that is one wherever it stands
QUOTED = re.compile("[“「『]([^“”「」『』，。；：！？、\\s]{5,20})[”」』]")
OFFICIAL = ("government", "party", "polity", "hospital", "institute", "media")
OPEN = ("government", "association", "company", "institute")  # classes of heads of names that stand in quotes
TEAM = "team"
COUNTRY = "ns"  # part of speech of 美国 where it is no place by itself
FOREIGN = ("school", "association")
CLUB, CLUBS, OFTEN = "会", 6, 3  # what ends the name of a club, its most characters, how often a noun must be one
NAMING, NOUN = ("", "nz", "nt", "nr", "nrt", "ns"), "n"  # parts of speech of what names it
COUNT = "m"  # part of speech of a numeral
HOME, PLACED = "CN", "organization.place"
CAUCUS = re.compile("(?:立法院|立院|市议会|县议会|议会)?党团")  # behind the name of its party
CAUCUS_RULE = "organization.caucus"
CAUCUSES, COUNCILS, PARTIES = "党团", ("市议会", "县议会"), ("party", "political")


class Wholes:
    """Finds them, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        self.bounds: Bounds = rules.once("names.bounds", Bounds)
        letters = self.roles.letters
        self.torn = rules.table("organization_heads").where("stem", "torn")
        self.place, self.body = letters["place"], letters["organization"]
        vague = frozenset(rules.table("organization_heads").where("stem", "1"))
        self.official: dict[str, list[str]] = {}  # first two characters → names of local bodies, the longest first
        teams = dict.fromkeys(rules.table("name_parts").where("class", "team"), TEAM)
        self.kinds = {**self.roles.heads, **teams}
        for head, kind in sorted(self.kinds.items(), key=lambda item: -len(item[0])):
            if kind == TEAM or (kind in OFFICIAL and len(head) > 1 and head not in vague):
                self.official.setdefault(head[:2] if len(head) > 1 else head, []).append(head)
        self.officer = re.compile(f"{CLUB}(?=(?:{alternation(rules.table('name_parts').where('class', 'officer'))}))")
        self.pair = re.compile(f"{letters['place']}(?={letters['organization']})")

    def find(self, page: Page) -> Iterator[Mention]:
        """Bodies of other places that are called like one of the nation (土耳其国防部, 北京市卫健委), and names in
        quotation marks that end in a head (「促進轉型正義委員會」)."""
        mentions = page.tokens.mentions
        for match in self.pair.finditer(page.codes):
            place, body = mentions.get(match.start()), mentions.get(match.end())
            if place is not None and body is not None and place.end == body.start and self.elsewhere(page, match.end()):
                kind = body.value.type if isinstance(body.value, Name) else ""
                name = Name(page.shadow[place.start : body.end], kind)
                yield Mention(place.start, body.end, "organization", "organization.abroad", name, 26)
        yield from self.abroad(page)
        yield from self.caucuses(page)
        yield from self.local(page)
        yield from self.led(page)
        for head in self.torn:
            yield from self.rejoined(page, head)
        for match in QUOTED.finditer(page.shadow):
            text = match[1]
            head = self.roles.head(text) if text[-1] in self.roles.head_ends else ""
            said = len(head) > 1 and self.roles.heads[head] in OPEN and text not in self.roles.stops
            if said and self.roles.function.isdisjoint(text):
                name = Name(text, self.roles.heads[head])
                yield Mention(*match.span(1), "organization", "organization.quoted", name, 8)

    def abroad(self, page: Page) -> Iterator[Mention]:
        """Schools and associations of the lexicon with the country before them: 美国哈佛大学."""
        for number, body in page.tokens.mentions.items():
            value = body.value
            if body.kind != "organization" or not isinstance(value, Name) or value.type not in FOREIGN or not number:
                continue
            start, word = page.tokens.starts[number - 1], page.text(number - 1)
            beside = page.tokens.ends[number - 1] == body.start and page.codes[number - 1] != self.place
            if beside and tag(word) == COUNTRY:
                name = Name(page.shadow[start : body.end], value.type)
                yield Mention(start, body.end, "organization", "organization.abroad", name, 26)

    def caucuses(self, page: Page) -> Iterator[Mention]:
        """The caucuses of parties (民进党团), each of the assembly before it or the council that the article names."""
        shadow = page.shadow
        if CAUCUSES not in shadow:
            return
        bodies = [m for m in page.tokens.mentions.values() if m.kind == "organization" and isinstance(m.value, Name)]
        ends = {m.end: m for m in bodies}
        councils = [m for m in bodies if isinstance(m.value, Name) and m.value.name.endswith(COUNCILS)]
        for party in bodies:
            value, end = party.value, party.end + 1
            if not isinstance(value, Name) or value.type not in PARTIES:
                continue
            inner = CAUCUS.match(shadow, party.end)
            if inner is not None:
                said = Name(shadow[party.start : inner.end()], "party")
                yield Mention(party.start, inner.end(), "organization", CAUCUS_RULE, said, 27)
            if shadow[end - 2 : end] != CAUCUSES:
                continue
            own = ends.get(party.start)
            before = max((m for m in councils if m.start < party.start), key=_start, default=None)
            house = own or before or (councils[0] if councils else None)
            name = house.value.name if house is not None and isinstance(house.value, Name) else ""
            start = own.start if own is not None else party.start
            caucus = Name(name + shadow[party.start : end], "party")
            yield Mention(start, end, "organization", CAUCUS_RULE, caucus, 27)

    def rejoined(self, page: Page, head: str) -> Iterator[Mention]:
        """Names of two characters with a head that the cut does not know as a word: 新 | 南国 | 小."""
        tokens, shadow = page.tokens, page.shadow
        at = shadow.find(head, len(head))
        while at >= 0:
            start, end = at - len(head), at + len(head)
            first, last = bisect_left(tokens.starts, start), bisect_left(tokens.ends, end)
            whole = tokens.starts[first : first + 1] == [start] and self.closes(tokens, last, end)
            inside = bisect_left(tokens.starts, at)
            torn = tokens.starts[inside] != at or tokens.ends[inside] != end or tag(shadow[start:at]) in NAMING
            named = tag(shadow[start]) != COUNT and shadow[start:end] not in self.roles.stops
            if whole and torn and named and shadow[start:at].isalpha():
                name = Name(shadow[start:end], self.roles.heads[head])
                yield Mention(start, end, "organization", "organization.torn", name, 12)
            at = shadow.find(head, end)

    def closes(self, tokens: Tokens, number: int, end: int) -> bool:
        """Does token `number` end at `end`, but for a function word that the cut has joined to it (国中 | 及)?"""
        if number >= len(tokens.ends):
            return False
        more, word = tokens.ends[number] - end, tokens.texts[number]
        return not more or (more == 1 and word[-1] in self.roles.glued and not tag(word))

    def local(self, page: Page) -> Iterator[Mention]:
        """Bodies of a place that are called by a head alone, however the cut has torn it (临沂市 | 人 | 社局)."""
        tokens, shadow = page.tokens, page.shadow
        number = page.codes.find(self.place)
        while number >= 0:
            end = tokens.ends[number]
            heads = self.official.get(shadow[end : end + 2]) or self.official.get(shadow[end : end + 1]) or []
            head = next((h for h in heads if shadow.startswith(h, end)), "")
            known = page.codes[number + 1 : number + 2] == self.body  # 中国 | 国务院
            if head and not known and self.ends(page, number + 1, end + len(head)):
                start = tokens.starts[number]
                name = Name(shadow[start : end + len(head)], self.kinds[head])
                yield Mention(start, end + len(head), "organization", "organization.local", name, 19)
            number = page.codes.find(self.place, number + 1)

    def led(self, page: Page) -> Iterator[Mention]:
        """Every mention of a club that its leaders tell: 慈光会 | 理事长. A common noun before 会 is said often."""
        tokens, shadow, names = page.tokens, page.shadow, set[str]()
        for match in self.officer.finditer(shadow):
            number = bisect_right(tokens.starts, match.start()) - 1
            if tokens.starts[number] == match.start():
                number -= 1
            start, end = tokens.starts[max(number, 0)], match.end()
            text = shadow[start:end]
            if not SHORTEST <= len(text) <= CLUBS or number in tokens.mentions or tag(text) or not text.isalpha():
                continue
            word = shadow[start : match.start()]
            if tag(word) in NAMING or (len(word) == 2 and tag(word) == NOUN and shadow.count(text) >= OFTEN):
                names.add(text)
        for text in sorted(names):
            for start, end in everywhere(text, shadow):
                if shadow[end - 1 : end + 1] not in self.roles.titles:
                    yield Mention(start, end, "organization", "organization.led", Name(text, "association"), 13)

    def ends(self, page: Page, number: int, end: int) -> bool:
        """Does a token from `number` on end at `end`, or is the one around it no word of the dictionary?"""
        tokens = page.tokens
        while number < len(tokens.ends) and tokens.ends[number] < end:
            number += 1
        if page.shadow[end - 1 : end + 1] in self.roles.titles:
            return False
        return number < len(tokens.ends) and (tokens.ends[number] == end or not tag(tokens.texts[number]))

    def elsewhere(self, page: Page, number: int) -> bool:
        """Is the body in token `number` that of the place before it, not the nation's?"""
        place, body = page.tokens.mentions[number - 1].value, page.tokens.mentions[number].value
        if not isinstance(place, Place) or not isinstance(body, Name):
            return False
        if body.type in FOREIGN:  # 美国哈佛大学
            return place.level == "country" and page.codes[number - 2 : number - 1] != self.place
        if body.type not in ("government", "political"):
            return False
        return place.code != HOME if place.level == "country" else self.bounds.local(page, number)


def trim(found: list[Mention], shadow: str) -> list[Mention]:
    """The mentions, a place before a name left out where the article has the name without it more often."""
    if not any(m.rule == PLACED and isinstance(m.value, Name) and m.value.type in PRIVATE for m in found):
        return found
    texts = Counter([shadow[m.start : m.end] for m in found])
    out = []
    for mention in found:
        text = shadow[mention.start : mention.end]
        inner = next((t for t in texts if t != text and text.endswith(t) and texts[t] > texts[text]), "")
        if inner and mention.rule == PLACED and isinstance(mention.value, Name) and mention.value.type in PRIVATE:
            mention = replace(mention, start=mention.end - len(inner), value=replace(mention.value, name=inner))
        out.append(mention)
    return out


def again(shadow: str, found: list[Mention], known: list[Mention], titles: Container[str]) -> Iterator[Mention]:
    """Every other place where the article has a name of four characters or more, however the cut has torn it; one that
    the lexicon has `known` needs but three. 行政院 in 行政院长 is the beginning of a title."""
    names = {shadow[m.start : m.end]: m.value for m in found if m.end - m.start >= AGAIN}
    names |= {shadow[m.start : m.end]: m.value for m in known if m.end - m.start >= SHORTEST}
    short = Counter([shadow[m.start : m.end] for m in known if m.end - m.start < SHORTEST])
    names |= {shadow[m.start : m.end]: m.value for m in known if short[shadow[m.start : m.end]] > 1}  # 拨补 | 台电
    taken = {m.start for m in (*found, *known)}
    for name, value in names.items():
        for start, end in everywhere(name, shadow):
            if start not in taken and shadow[end - 1 : end + 1] not in titles:
                yield Mention(start, end, "organization", "organization.again", value, 5)


def _start(mention: Mention) -> int:
    return mention.start
