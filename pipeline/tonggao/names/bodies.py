"""Organizations by suffix grammar: places, nouns and a head (公司, 局, 大学).

Heads are rare, so the roles of tokens (`names.roles`) are read from the right: a head with the run of words before it,
back to what cannot stand in a name. Where in the run the name begins is found by `names.bounds`; whether what stands
before the head makes it a name is asked of the rules `organization`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.errors import TableError
from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Row
from tonggao.grammar.tokens import MARK, TokenRule
from tonggao.model import Mention, Name
from tonggao.names.bounds import UNITS, Bounds
from tonggao.names.contexts import expand
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

LONGEST, SHORTEST = 30, 3  # characters
SOFT, SOFTER = 2, 5  # characters that must follow 国家, 国际 and the like; before 中心 and the like
BARE = "bare"
BRAND, BRANDED = "brand", 4  # characters that may stand before 水泥, 证券 and the like
AND = "及和与"
VESSEL = "号"  # makes a ship or a train of the name before it
INSIDE = (
    "noun", "name", "clear", "surname", "word", "foreign", "kind", "inner", "bare", "head", "body", "latin", "suffix",
    "place", "organization", "ordinal", "glued", "person", "new", "maybe", "brand", "proper", "opener",
)  # fmt: skip
HEADS = ("head", "bare", "body")
# what a brand's tail may follow
BRANDS = ("new", "maybe", "proper", "clear", "name", "foreign", "place", "organization")
STARTERS = (
    "noun", "opener", "new", "maybe", "proper", "clear", "name", "word", "foreign", "brand", "latin", "surname",
    "ordinal",
)  # fmt: skip
PRIVATE = ("company", "brand", "school", "hospital")
OFFICIAL = ("government", "party")
POLITY, LED = "polity", 4  # characters of what names a government that is none of a place's: 国民政府
UNGOVERNED = (POLITY, "media")  # classes of heads with no verb in what stands before them


@dataclass(frozen=True, slots=True)
class Need:
    """Characters that must stand before a head: after a place or parent, with a proper word, of common nouns, in one
    word with it; `None` where nothing is enough."""

    opened: int | None
    proper: int | None
    common: int | None
    body: int | None

    @classmethod
    def of(cls, row: Row) -> Need:
        """The need that a row of `organization_classes` states."""
        return cls(*(int(row[column]) if row[column] else None for column in cls.__annotations__))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule: the roles of a whole name, and which of the needs its words before the head must meet."""

    id: str
    roles: re.Pattern[str]
    asks: str
    priority: int


class Organizations:
    """The finder, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        self.bounds: Bounds = rules.once("names.bounds", Bounds)
        self.letters = self.roles.letters
        self.joining = frozenset(rules.table("organization_heads").where("stem", "joins"))
        self.verbs = letters_of(self.letters, ("verb", "inner", "speech", "act"))
        self.bound = frozenset(rules.table("organization_heads").where("stem", "1"))
        self.placed = frozenset(rules.table("organization_heads").where("stem", "placed"))
        self.needs = {row["class"]: Need.of(row) for row in rules.table("organization_classes")}
        self.openers, self.starters = self.bounds.openers, letters_of(self.letters, STARTERS)
        self.bracketed = re.compile("".join(re.escape(self.letters[r]) for r in ("open", "place", "close")))
        rows = rules.tokens.get("organization", [])
        self.patterns = sorted(map(self._pattern, rows), key=lambda p: (-p.priority, p.id))
        self.run = re.compile(self._run())
        self._fits: dict[str, list[Pattern]] = {}  # roles of a name → the rules they fit

    def _pattern(self, rule: TokenRule) -> Pattern:
        asks, known = rule.arguments.get("asks", ""), list(Need.__annotations__)
        if set(rule.arguments) - {"asks"} or asks not in known:
            raise TableError(f"{rule.where}: a rule of organizations needs with = {{ asks = one of {known} }}")
        return Pattern(rule.id, re.compile(expand(rule, self.letters)), asks, rule.priority)

    def _run(self) -> str:
        """A head with what may stand before it, over letters in reverse order."""
        letters = {role: re.escape(letter) for role, letter in self.letters.items()}
        inside, heads, brands = (letters_of(letters, roles) for roles in (INSIDE, HEADS, BRANDS))
        bracket = f"(?:{letters['close']}[{inside}]{{1,2}}{letters['open']})?"
        quoted = f"(?:{letters['unquote']}[^{letters['quote']}{letters['mark']}]{{1,4}}{letters['quote']})?"
        joint = f"[{letters['and']}{letters['comma']}](?=[{inside}])"
        head = f"[{heads}{letters['brand']}](?:(?<=[{heads}])|(?=[{brands}]))"
        # a verb stands inside a name only behind a place not far before it: 中国 | 造纸 | 协会
        ahead = f"[{letters['place']}{letters['opener']}{letters['close']}]"
        verb = f"{letters['verb']}(?=[{inside}{letters['verb']}]{{0,2}}{ahead})"
        # 惠生(南京)清洁能源公司, 江苏阳光(集团)股份有限公司
        place = f"{letters['close']}[{letters['place']}{letters['head']}]{letters['open']}(?=[{inside}])"
        people = f"[{letters['before']}{letters['title']}]"
        people = f"(?:(?<=[{heads}]){people}|{people}(?=[{letters['place']}{letters['opener']}]))"  # 职工 | 医院
        return f"{head}{bracket}{quoted}(?:[{inside}]|{verb}|{people}|{joint}|{place}){{0,9}}"

    def find(self, page: Page) -> Iterator[Mention]:
        """Candidates, from the last to the first."""
        backwards, count, position = page.codes[::-1], len(page.codes), 0
        while match := self.run.search(backwards, position):
            position = match.start() + 1
            made = self.read(page, count - match.end(), count - 1 - match.start())
            if made is not None:
                start, mention = made
                position = count - start
                yield mention

    def read(self, page: Page, first: int, last: int) -> tuple[int, Mention] | None:
        """First token and mention of the name in the run `first`..`last`, `None` where there is none."""
        head, rest = self.head(page, first, last)
        if not head:
            return None
        kind = self.roles.heads[head]
        end = page.tokens.ends[last] - rest
        stem = end - len(head)
        number = self.bounds.first(page, first, last, kind, stem)
        if number is None:
            return None
        start = page.tokens.starts[number] + self.bounds.glue(page, number)
        start = self.roles.foreign.leftwards(page.shadow, page.tokens, start)
        start += self.joined(page.shadow[start:end])
        if not SHORTEST <= end - start <= LONGEST or page.shadow[start:end] in self.roles.stops:
            return None
        if page.shadow[end - 1 : end + 1] in self.roles.titles or (head in self.joining and self.goes_on(page, last)):
            return None
        if page.shadow.startswith(VESSEL, end) or (kind == BRAND and stem - start > BRANDED):
            return None
        if not self.governs(page.codes[number:last], kind) or (kind == POLITY and self.said(page, number, last) > LED):
            return None
        rule = self.rule(page, number, last, head, stem - start)
        if rule is None:
            return None
        end = self.branched(page, last, end, kind)
        name = Name(self.full(page, number, start, end), kind)
        return number, Mention(start, end, "organization", rule.id, name, rule.priority)

    def said(self, page: Page, first: int, last: int) -> int:
        """The characters before the head that are no place's or body's (赖清德 | 政府)."""
        return sum(page.length(n) for n in range(first, last) if page.codes[n] not in self.openers)

    def governs(self, codes: str, kind: str) -> bool:
        """Do the roles before the head leave it a name: no verb in that of a government, an assembly or a paper, none
        behind 国家 in that of a company, and none inside that of a brand (九巴 | 研发 | 巴士)?"""
        verb = self.letters["verb"] in codes
        if kind == BRAND:
            return not verb and self.letters["inner"] not in codes
        return not verb or (kind not in UNGOVERNED and not (kind in PRIVATE and codes[0] == self.letters["opener"]))

    def joined(self, text: str) -> int:
        """Where the second name begins in two that a conjunction glued to a head joins (狮子 | 会及 | …), else 0."""
        for conjunction in AND:
            at = text.rfind(conjunction, 2, len(text) - 2)
            if at > 0 and len(self.roles.head(text[:at])) > 1 and text[:at] not in self.bounds.joined:
                return at + 1
        return 0

    def goes_on(self, page: Page, last: int) -> bool:
        """Does a verb follow, so that 所 belongs to it: 两铁 | 所 | 享有?"""
        return page.codes[last + 1 : last + 2] in self.verbs and last + 1 < len(page.codes)

    def head(self, page: Page, first: int, last: int) -> tuple[str, int]:
        """The longest head that the tokens end in, over word boundaries (人民 | 法院), and how many characters the cut
        has glued to it (国小旁)."""
        texts, codes = page.tokens.texts, page.codes
        tail = texts[last]
        for number in range(last - 1, max(first, last - 3) - 1, -1):
            if texts[number][0] == MARK or codes[number] in self.openers:
                break
            tail = texts[number] + tail
        found = self.roles.head(tail)
        return (found, 0) if found else (self.roles.head(tail[:-1]), 1)

    def branched(self, page: Page, last: int, end: int, kind: str) -> int:
        """The end of a company's name with the country in brackets that may follow it: 大众汽车集团(中国)."""
        if kind in PRIVATE and page.tokens.ends[last] == end and self.bracketed.match(page.codes, last + 1):
            return page.tokens.ends[last + 3]
        return end

    def full(self, page: Page, number: int, start: int, end: int) -> str:
        """The name with its parent body in full: 国家发展和改革委员会能源研究所."""
        parent = page.tokens.mentions.get(number)
        if parent is not None and isinstance(parent.value, Name) and parent.value.type in OFFICIAL:
            return parent.value.name + page.shadow[parent.end : end]
        return page.shadow[start:end]

    def rule(self, page: Page, first: int, last: int, head: str, stem: int) -> Pattern | None:
        """The first rule that the roles of the name fit and whose need is met; `stem`: characters before the head."""
        letters = page.codes[first : last + 1]
        patterns = self._fits.get(letters)
        if patterns is None:
            patterns = self._fits[letters] = [p for p in self.patterns if p.roles.fullmatch(letters)]
        need = self.needs[self.roles.heads[head]]
        for pattern in patterns:
            least = getattr(need, pattern.asks)
            if least is not None and getattr(self, "_" + pattern.asks)(page, (first, last), head, stem, least):
                return pattern
        return None

    def _opened(self, page: Page, span: tuple[int, int], head: str, stem: int, least: int) -> bool:
        """Does enough stand between what opens the name and its head, and not adjectives alone before a private one?"""
        first, last = span
        codes = page.codes
        content = stem - sum(page.length(n) for n in range(first, last) if codes[n] in self.openers)
        opened, bound = codes[first] == self.letters["opener"], head in self.bound
        alone = page.text(first) in UNITS and self.roles.heads[head] != POLITY
        soft = (SOFTER if bound else SOFT) if opened and not alone and head not in self.placed else 0
        kind, inner = self.roles.heads[head], codes[first + 1 : last]
        if inner and kind == BARE and not inner.strip(self.letters["latin"]):
            return False  # 第 | III | 部
        if (kind in PRIVATE or codes[first] == self.letters["ordinal"]) and not self.single(inner, head):
            return False  # 第一 | 时间 | 空军
        return content >= max(least, bound, soft)

    def single(self, inner: str, head: str) -> bool:
        """Do not only adjectives stand before a private head?"""
        between = inner.strip(self.openers)
        return not between or between.strip(self.letters["kind"]) != "" or self.roles.heads[head] in OFFICIAL

    def _proper(self, page: Page, span: tuple[int, int], head: str, stem: int, least: int) -> bool:
        """Is there a word that names one of its kind?"""
        numbers = [n for n in range(span[0], span[1] + 1) if self.bounds.is_proper(page, n)]
        placed = all(page.codes[n] == self.letters["place"] for n in numbers)
        if head in self.placed or (placed and not self.single(page.codes[span[0] + 1 : span[1]], head)):
            return False  # 先替 | 出入境 | 管理局, 中国 | 民营 | 医院
        if placed and self.roles.heads[head] in (BRAND, "company"):
            return False  # 中国 | 卫浴
        return stem >= least and bool(numbers)

    def _common(self, page: Page, span: tuple[int, int], head: str, stem: int, least: int) -> bool:
        """Are the common nouns before the head enough?"""
        glued = page.codes[span[0]] == self.letters["noun"] and not tag(page.text(span[0]))
        if head in self.placed or (glued and not self.bounds.glue(page, span[0])):
            return False  # 关心 | 体育局, 应普 | 小学
        return page.codes[span[0]] in self.starters and self._body(page, span, head, stem, least)

    def _body(self, page: Page, span: tuple[int, int], head: str, stem: int, least: int) -> bool:
        """Do the words before the head say more than what kind of body it is (专责委员会)?"""
        words = page.tokens.texts[span[0] : span[1] + 1]
        words[-1] = words[-1][: -len(head)] if len(head) < len(words[-1]) else ""
        return stem >= least and not all(not word or word in self.roles.trade for word in words)
