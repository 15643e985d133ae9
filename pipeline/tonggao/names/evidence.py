"""Companies whose names end in no head (一起作业), told by who works for them and by how often the article has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Mention, Name
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

WORDS = 3  # that a name may have
OFTEN = 3  # times that the article must have a name of common words
LONGEST, SHORTEST = 10, 2
PRIORITY = 16
RULE = "organization.employer"
KNOWN = ("new", "proper", "latin")  # a word of its own is a name at once
MADE = ("noun", "inner", "verb", "new", "proper", "latin", "number", "adverb", "kind", "brand", "name", "clear", "foreign", "word")
BOUNDARY = ("line", "mark", "comma", "and", "colon", "gap", "open", "close", "quote", "unquote", "stop", "person", "speech")


class Employers:
    """Finds the companies before the titles of their people."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        letters = self.roles.letters
        self.company = frozenset(rules.table("titles").column("company"))
        self.common = frozenset(rules.table("organization_words").rows)
        self.made, self.edge = ("".join(letters[r] for r in some) for some in (MADE, BOUNDARY))
        self.person = letters["person"]
        title = letters["title"] + letters["before"]
        self.title = re.compile(f"(?<![{title}])[{title}]{{1,2}}{letters['person']}")
        self.known = frozenset(letters[r] for r in KNOWN)

    def find(self, shadow: str, tokens: Tokens, codes: str, found: list[Mention]) -> Iterator[Mention]:
        """Every mention of every company that a person with a company's title is said to work for."""
        names: dict[str, bool] = {}
        if self.person not in codes:
            return
        for title in self.title.finditer(codes):
            last = title.start()
            first = last
            while first > max(0, last - WORDS) and codes[first - 1] in self.made:
                first -= 1
            if first < last and (not first or codes[first - 1] in self.edge):
                name = self.employer(shadow, tokens, first, last)
                if name:
                    names[name] = names.get(name, False) or (last - first == 1 and codes[first] in self.known)
        if not names:
            return
        taken = sorted((m.start, m.end) for m in found)
        for name, sure in names.items():
            if sure or shadow.count(name) >= OFTEN:
                yield from self.everywhere(shadow, tokens, name, taken)

    def employer(self, shadow: str, tokens: Tokens, first: int, last: int) -> str:
        """The name that the tokens `first`..`last` spell before a title, `""` where they spell none."""
        start, title = tokens.starts[first], tokens.texts[last]
        text = shadow[start : tokens.ends[last]]
        head = self.roles.title(text) or self.roles.title(title)
        name = text[: len(text) - len(head)]
        if head not in self.company or not SHORTEST <= len(name) <= LONGEST:
            return ""
        numbers = [n for n in range(first, last) if tokens.starts[n] < start + len(name)]
        words = [shadow[tokens.starts[n] : tokens.ends[n]] for n in numbers]
        taken = any(n in tokens.mentions and tokens.mentions[n].kind != "block" for n in numbers)
        if taken or any(word in self.common for word in words) or self.roles.function & {name[0], name[-1]}:
            return ""
        return "" if len(words) == 1 and tag(words[0]) in ("n", "v", "vn") else name

    def everywhere(self, shadow: str, tokens: Tokens, name: str, taken: list[tuple[int, int]]) -> Iterator[Mention]:
        """The places where the article has the name as words of their own."""
        edges = {*tokens.starts, *tokens.ends}
        start = shadow.find(name)
        while start >= 0:
            end = start + len(name)
            if start in edges and end in edges and not any(a < end and start < b for a, b in taken):
                yield Mention(start, end, "organization", RULE, Name(name, "company"), PRIORITY)
            start = shadow.find(name, end)
