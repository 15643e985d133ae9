"""Companies whose names end in no head (一起作业), told by who works for them and by how often the article has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonggao.grammar.load import Rules
from tonggao.model import Mention, Name
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import Roles
from tonggao.text.cut import tag

WORDS = 3  # that a name may have
OFTEN = 3  # times that the article must have a name of common words
LONGEST, SHORTEST = 10, 2
KNOWN = ("new", "maybe", "proper", "latin")  # a word of its own is a name at once
MADE = (
    "noun", "inner", "verb", "new", "maybe", "proper", "latin", "number", "adverb", "kind", "brand", "name", "clear",
    "foreign", "word",
)  # fmt: skip
BOUNDARY = (
    "line", "mark", "comma", "and", "colon", "gap", "open", "close", "quote", "unquote", "stop", "person", "speech",
)  # fmt: skip


class Employers:
    """Finds the companies before the titles of their people."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        letters = self.roles.letters
        self.company = frozenset(rules.table("titles").column("company"))
        self.common = frozenset(rules.table("organization_words").rows)
        self.made, self.edge, self.known = (letters_of(letters, roles) for roles in (MADE, BOUNDARY, KNOWN))
        self.person = letters["person"]
        title = letters["title"] + letters["before"]
        self.title = re.compile(f"(?<![{title}])[{title}]{{1,2}}{self.person}")

    def find(self, page: Page, found: list[Mention]) -> Iterator[Mention]:
        """Every mention of every company that a person with a company's title is said to work for."""
        codes = page.codes
        if self.person not in codes:
            return
        names: dict[str, bool] = {}
        for title in self.title.finditer(codes):
            last = title.start()
            first = last
            while first > max(0, last - WORDS) and codes[first - 1] in self.made:
                first -= 1
            if first < last and (not first or codes[first - 1] in self.edge):
                name = self.employer(page, first, last)
                if name:
                    names[name] = names.get(name, False) or (last - first == 1 and codes[first] in self.known)
        if not names:
            return
        taken = [(m.start, m.end) for m in found]
        for name, sure in names.items():
            if sure or page.shadow.count(name) >= OFTEN:
                for span in page.wholes(name, taken):
                    yield Mention(*span, "organization", "organization.employer", Name(name, "company"), 16)

    def employer(self, page: Page, first: int, last: int) -> str:
        """The name that the tokens `first`..`last` spell before a title, `""` where they spell none."""
        tokens = page.tokens
        text = page.shadow[tokens.starts[first] : tokens.ends[last]]
        head = self.roles.title(text)
        name = text[: len(text) - len(head)]
        if head not in self.company or not SHORTEST <= len(name) <= LONGEST:
            return ""
        end = tokens.starts[first] + len(name)
        numbers = [n for n in range(first, last) if tokens.starts[n] < end]
        words = [page.text(n) for n in numbers]
        taken = any(n in tokens.mentions and tokens.mentions[n].kind != "block" for n in numbers)
        if taken or any(word in self.common for word in words) or self.roles.function & {name[0], name[-1]}:
            return ""
        return "" if len(words) == 1 and tag(words[0]) in ("n", "v", "vn") else name
