"""Organizations by suffix grammar: places, nouns and a head (公司, 局, 大学), with the left boundary found.

Heads are rare, so the roles of tokens (`names.roles`) are read from the right: a head with the run of words before it,
back to what cannot stand in a name. Where in the run the name begins is decided by its places, its parent body, the
words that name one of a kind, and those that begin no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tonggao.errors import TableError
from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, TokenRule, Tokens
from tonggao.model import Mention, Name
from tonggao.names.contexts import expand
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

LONGEST, SHORTEST = 30, 3  # characters
AGAIN = 4  # characters of a name that is one wherever it stands
INSIDE = (
    "noun", "name", "clear", "surname", "word", "foreign", "kind", "inner", "bare", "head", "body", "latin", "suffix", "place",
    "organization", "ordinal", "glued", "person", "new", "brand", "proper",
)  # fmt: skip
HEADS = ("head", "bare", "body")
BOUNDARIES = ("line", "mark", "stop", "comma", "colon", "and", "gap", "open", "close", "quote", "unquote", "number")
OWN = ("new", "proper", "clear", "name", "foreign", "latin", "place", "organization", "program", "person")  # name one of a kind
PLACED = "organization.place"
PRIVATE = ("company", "brand", "school", "hospital")
OFFICIAL = ("government", "party")
PUBLIC = ("government", "bureau", "bare")
CHILDREN = ("bureau", "government", "party", "institute", "bare", "school", "hospital")


@dataclass(frozen=True, slots=True)
class Need:
    """Characters that must stand before a head: after a place or parent, with a proper word, of common nouns."""

    opened: int | None
    proper: int | None
    common: int | None
    body: int | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule: the roles of a whole name, and what it asks of the words before the head (`opened`, `proper`, `common`)."""

    id: str
    roles: re.Pattern[str]
    asks: str
    priority: int


class Organizations:
    """The finder, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        letters = self.letters = self.roles.letters
        words = rules.table("organization_words")
        self.trade = frozenset(words.column("trade"))
        self.joined = frozenset(words.column("joined"))
        self.branches = frozenset(rules.table("organization_heads").where("stem", "branch"))
        self.bound = frozenset(rules.table("organization_heads").where("stem", "1"))
        self.needs = {row["class"]: _need(row) for row in rules.table("organization_classes")}
        self.place, self.joints = letters["place"], letters["and"] + letters["comma"]
        self.heads = "".join(letters[r] for r in HEADS)
        self.openers = "".join(letters[r] for r in ("place", "organization", "ordinal", "body"))
        self.seams = frozenset(rules.table("name_parts").where("class", "seam"))
        self.leading = "".join(sorted(self.roles.glued))
        self.starters = "".join(letters[r] for r in ("noun", "new", "proper", "clear", "name", "word", "foreign", "brand", "latin", "surname", "ordinal"))
        self.never_first = "".join(letters[r] for r in ("kind", "suffix", "head", "bare"))
        self.torn = "".join(letters[r] for r in ("noun", "surname", "suffix", "verb", "adverb", "kind"))
        self.boundary = "".join(letters[r] for r in BOUNDARIES)
        self.patterns = sorted((self._pattern(r) for r in rules.tokens.get("organization", [])), key=lambda p: -p.priority)
        inside, heads = (re.escape("".join(letters[r] for r in some)) for some in (INSIDE, HEADS))
        joint, comma = letters["and"], letters["comma"]
        bracket = f"(?:{re.escape(letters['close'])}[{inside}]{{1,2}}{re.escape(letters['open'])})?"
        quoted = f"(?:{re.escape(letters['unquote'])}[^{re.escape(letters['quote'] + letters['mark'])}]{{1,4}}{re.escape(letters['quote'])})?"
        brand = letters["brand"]
        self.own = "".join(letters[r] for r in OWN)
        self.run = re.compile(f"[{heads}{brand}](?:(?<=[{heads}])|(?=[{self.own}])){bracket}{quoted}(?:[{inside}]|[{joint}{comma}](?=[{inside}])){{0,9}}")

    def _pattern(self, rule: TokenRule) -> Pattern:
        asks = rule.arguments.get("asks", "")
        if set(rule.arguments) - {"asks"} or asks not in Need.__annotations__:
            raise TableError(f"{rule.where}: a rule of organizations needs with = {{ asks = one of {list(Need.__annotations__)} }}")
        return Pattern(rule.id, re.compile(expand(rule, self.letters)), asks, rule.priority)

    def find(self, shadow: str, tokens: Tokens, codes: str) -> Iterator[Mention]:
        """Candidates, from the last to the first."""
        backwards, count, position = codes[::-1], len(codes), 0
        while match := self.run.search(backwards, position):
            position = match.start() + 1
            first, last = count - match.end(), count - 1 - match.start()
            made = self.read(shadow, tokens, codes, first, last)
            if made is not None:
                start, mention = made
                position = count - start
                yield mention

    def read(self, shadow: str, tokens: Tokens, codes: str, first: int, last: int) -> tuple[int, Mention] | None:
        """First token and mention of the name in the run `first`..`last`, `None` where there is none."""
        head = self.head(tokens, codes, first, last)
        if not head:
            return None
        kind = self.roles.heads[head]
        end = tokens.ends[last]
        begin = self.begin(tokens, codes, first, last, kind, end - len(head))
        name = self.start(tokens, codes, begin, last, kind, end - len(head))
        if name is None:
            return None
        start = tokens.starts[name] + self.glue(tokens, codes, name, last)
        if not SHORTEST <= end - start <= LONGEST or shadow[start:end] in self.roles.stops:
            return None
        rule = self.rule(tokens, codes, (name, last), head, end - len(head) - start)
        if rule is None:
            return None
        full = Name(self.full(shadow, tokens, name, end), kind) if start == tokens.starts[name] else Name(shadow[start:end], kind)
        return name, Mention(start, end, "organization", rule.id, full, rule.priority)

    def full(self, shadow: str, tokens: Tokens, first: int, end: int) -> str:
        """The name with its parent body in full: 国家发展和改革委员会能源研究所."""
        parent = tokens.mentions.get(first)
        if parent is not None and isinstance(parent.value, Name) and parent.value.type in OFFICIAL:
            return parent.value.name + shadow[parent.end : end]
        return shadow[tokens.starts[first] : end]

    def head(self, tokens: Tokens, codes: str, first: int, last: int) -> str:
        """The longest head that the tokens end in, over word boundaries (人民 | 法院)."""
        tail = ""
        for number in range(last, max(first, last - 3) - 1, -1):
            if tokens.texts[number][0] == MARK or (number < last and codes[number] in self.openers):
                break
            tail = tokens.texts[number] + tail
        return self.roles.head(tail)

    def begin(self, tokens: Tokens, codes: str, first: int, last: int, kind: str, stem: int) -> int:
        """The first token that nothing keeps out of the name: a person before it, a conjunction, a number."""
        for number in range(last - 1, first - 1, -1):
            letter = codes[number]
            if letter in self.joints:
                inside = number > first and tokens.texts[number - 1] in self.joined and kind in PUBLIC
                if not inside:
                    return number + 1
            elif letter == self.letters["person"]:
                return number if tokens.ends[number] == stem else number + 1
            elif letter == self.letters["glued"]:
                return number
        return first

    def start(self, tokens: Tokens, codes: str, begin: int, last: int, kind: str, stem: int) -> int | None:
        """The token at which the name begins, `None` where nothing is left of it."""
        parent = codes.rfind(self.letters["organization"], begin, last)
        place = codes.rfind(self.place, begin, last)
        if parent > place and (kind in CHILDREN or place < 0):
            return parent
        if place >= 0:
            return self.after_places(tokens, codes, begin, last, place, stem)
        while begin < last and (codes[begin] in self.never_first or self.after_person(codes, begin)):
            begin += 1
        proper = next((n for n in range(begin, last + 1) if self.is_proper(tokens, codes, n)), None)
        if proper is not None and begin < proper and tokens.starts[proper] < stem:
            verb = self.letters["inner"] in codes[begin:proper]
            if verb or proper - begin > 1 or not self.hard(codes, begin):
                begin = proper
        return begin if tokens.starts[begin] < stem or codes[begin] == self.letters["body"] else None

    def after_places(self, tokens: Tokens, codes: str, begin: int, last: int, place: int, stem: int) -> int | None:
        """The start of a name with a place in it: a chain of places stays outside, one place belongs to the name."""
        chain = place
        while chain > begin and codes[chain - 1] == self.place:
            chain -= 1
        if tokens.ends[place] == stem and chain > begin and self.branch(tokens, last):
            whole = self.start(tokens, codes, begin, chain, "company", tokens.starts[chain])
            return chain if whole is None else whole
        if chain > begin and codes[chain - 1] in (self.letters["organization"], self.letters["ordinal"]):
            return chain - 1
        if place > chain:
            return place + 1 if tokens.ends[place] < stem else place
        return place

    def after_person(self, codes: str, number: int) -> bool:
        """Does an unknown word follow a person's name at once: a verb that the dictionary lacks (林美燕 | 建请 | 水利局)?"""
        return number > 0 and codes[number - 1] == self.letters["person"] and codes[number] == self.letters["new"]

    def branch(self, tokens: Tokens, last: int) -> bool:
        """Does the name end in what only a larger body has: 分公司?"""
        return self.roles.head(tokens.texts[last]) in self.branches

    def is_proper(self, tokens: Tokens, codes: str, number: int) -> bool:
        """Does the token name one of its kind: a name, a word that the dictionary does not know, Latin letters?"""
        if codes[number] in self.own:
            return tokens.texts[number] not in self.trade
        if codes[number] not in self.torn or len(tokens.texts[number]) > 1:
            return False
        return any(
            0 <= n < len(codes) and codes[n] in self.torn and len(tokens.texts[n]) == 1 for n in (number - 1, number + 1)
        )

    def hard(self, codes: str, begin: int) -> bool:
        """Does a boundary of the clause stand before token `begin`?"""
        return not begin or codes[begin - 1] in self.boundary

    def glue(self, tokens: Tokens, codes: str, first: int, last: int) -> int:
        """How many characters of an unknown first word are function words cut together with the name (而九铁)."""
        word = tokens.texts[first]
        if word[0] == MARK or tag(word):
            return 0
        count = int(self.seam(tokens, first))
        while len(word) - count > 2 and word[count] in self.roles.glued:
            count += 1
        return count

    def merely(self, codes: str, span: tuple[int, int], head: str) -> bool:
        """Does nothing but adjectives stand between the place and a head that a place alone does not make a name?"""
        first, last = span
        between = codes[first + 1 : last].strip(self.openers)
        return head in self.bound and bool(between) and not between.strip(self.letters["kind"])

    def generic(self, tokens: Tokens, first: int, last: int, head: str) -> bool:
        """Do the words before the head only say what kind of body it is (专责委员会)?"""
        words = [tokens.texts[n] for n in range(first, last + 1)]
        words[-1] = words[-1][: -len(head)] if len(head) < len(words[-1]) else ""
        return all(not word or word in self.trade for word in words)

    def seam(self, tokens: Tokens, first: int) -> bool:
        """Has the cut given the second half of a word to the name (会 | 中乐驼 for 会中 | 乐驼)?"""
        before = tokens.texts[first - 1] if first else ""
        return before + tokens.texts[first][0] in self.seams and len(tokens.texts[first]) > 2

    def rule(self, tokens: Tokens, codes: str, span: tuple[int, int], head: str, stem: int) -> Pattern | None:
        """The first rule that the roles of the name fit and whose need of words before the head is met."""
        first, last = span
        kind, letters = self.roles.heads[head], codes[first : last + 1]
        need = self.needs[kind]
        opened = sum(tokens.ends[n] - tokens.starts[n] for n in range(first, last + 1) if codes[n] in self.openers)
        proper = any(self.is_proper(tokens, codes, n) for n in range(first, last + 1) if codes[n] not in self.openers)
        content = stem - opened + (tokens.ends[last] - tokens.starts[last] if codes[last] == self.letters["body"] else 0)
        for pattern in self.patterns:
            least = getattr(need, pattern.asks)
            if least is None or pattern.roles.fullmatch(letters) is None:
                continue
            if pattern.asks == "opened" and (content < max(least, head in self.bound) or self.merely(codes, span, head)):
                continue
            if pattern.asks == "proper" and (not proper or content < least):
                continue
            if pattern.asks == "common" and codes[first] not in self.starters:
                continue
            if pattern.asks in ("common", "body") and (content < least or self.generic(tokens, first, last, head)):
                continue
            return pattern
        return None


def trim(found: list[Mention], shadow: str) -> list[Mention]:
    """The mentions, a place before a name left out where the article has the name without it more often."""
    if not any(m.rule == PLACED and isinstance(m.value, Name) and m.value.type in PRIVATE for m in found):
        return found
    texts = Counter(shadow[m.start : m.end] for m in found)
    out = []
    for mention in found:
        text = shadow[mention.start : mention.end]
        inner = next((t for t in texts if t != text and text.endswith(t) and texts[t] > texts[text]), "")
        if inner and mention.rule == PLACED and isinstance(mention.value, Name) and mention.value.type in PRIVATE:
            mention = replace(mention, start=mention.end - len(inner), value=replace(mention.value, name=inner))
        out.append(mention)
    return out


def again(shadow: str, found: list[Mention], known: list[Mention]) -> Iterator[Mention]:
    """Every other place where the article has a name of four characters or more, however the cut has torn it; one that
    the lexicon has `known` needs but three."""
    names = {shadow[m.start : m.end]: m.value for m in found if m.end - m.start >= AGAIN}
    names |= {shadow[m.start : m.end]: m.value for m in known if m.end - m.start >= SHORTEST}
    taken = {m.start for m in (*found, *known)}
    for name, value in names.items():
        start = shadow.find(name)
        while start >= 0:
            if start not in taken:
                yield Mention(start, start + len(name), "organization", "organization.again", value, 5)
            start = shadow.find(name, start + len(name))


def _need(row: Mapping[str, str]) -> Need:
    return Need(*(int(row[column]) if row[column] else None for column in Need.__annotations__))
