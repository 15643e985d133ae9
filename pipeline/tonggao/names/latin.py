"""Names in Latin letters: people by a title or a given name (主编Tom Grundy), organizations by their last word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tonggao.grammar.load import Rules
from tonggao.model import Mention, Name
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import Roles

WORD = "[A-Z][A-Za-z.'’&-]*"
WORDS, MOST = 2, 5  # of a person's name
GIVEN, JOINT = "given", "joint"
RULE, PRIORITY = "organization.latin", 14


class Latin:
    """Finds them, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        roles: Roles = rules.once("names.roles", Roles)
        classes = rules.table("latin_names").column("class")
        self.given = frozenset(rules.table("latin_names").where("class", GIVEN))
        self.types = {word: kind for word, kind in classes.items() if kind not in (GIVEN, JOINT)}
        joints = "|".join(re.escape(word) for word in rules.table("latin_names").where("class", JOINT))
        self.titled = letters_of(roles.letters, ("title", "before"))
        self.gap = roles.letters["gap"]
        # no part of a sentence in English
        self.run = re.compile(f"(?<![A-Za-z] )(?<![A-Za-z]){WORD}(?: (?:{WORD}|{joints}))+(?! ?[a-z0-9])")

    def people(self, page: Page) -> Iterator[tuple[int, int]]:
        """Spans of the names of people."""
        for match in self.run.finditer(page.shadow):
            words = match[0].split(" ")
            first = bisect_left(page.tokens.starts, match.start())
            if not WORDS <= len(words) <= MOST or words[-1] in self.types or first in page.tokens.mentions:
                continue
            left = page.codes[max(0, first - 2) : first].rstrip(self.gap)
            if words[0] in self.given or left[-1:] in self.titled:
                yield match.start(), match.end()

    def organizations(self, page: Page) -> Iterator[Mention]:
        """Organizations that end in a word such as Limited, Foundation, University."""
        for match in self.run.finditer(page.shadow):
            kind = self.types.get(match[0].rsplit(" ", 1)[1])
            if kind is not None:
                yield Mention(*match.span(), "organization", RULE, Name(match[0], kind), PRIORITY)
