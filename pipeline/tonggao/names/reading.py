"""People and organizations of an article, read together: a person's name ends the name of an organization before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention
from tonggao.names.bodies import Organizations
from tonggao.names.evidence import Employers
from tonggao.names.latin import Latin
from tonggao.names.neighbours import RULE, Neighbours
from tonggao.names.page import Page, letters_of
from tonggao.names.persons import People
from tonggao.names.roles import Roles, encode
from tonggao.names.seams import Seams
from tonggao.names.shortforms import ShortForms
from tonggao.names.wholes import Wholes, again, trim

NEW = ("new", "name", "maybe", "clear", "foreign")  # roles of words that the dictionary does not know
UNPROVED = ("person.name", "person.sound", "person.list", "person.listed", "person.again")


class Reader:
    """Reads the names of one article after the other; what the last one gave is kept for the second who asks."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        self.seams: Seams = rules.once("names.seams", Seams)
        self.people: People = rules.once("names.people", People)
        self.organizations: Organizations = rules.once("names.organizations", Organizations)
        self.wholes: Wholes = rules.once("names.wholes", Wholes)
        self.latin: Latin = rules.once("names.latin", Latin)
        self.employers: Employers = rules.once("names.employers", Employers)
        self.neighbours: Neighbours = rules.once("names.neighbours", Neighbours)
        self.shortforms: ShortForms = rules.once("names.shortforms", ShortForms)
        self.new = letters_of(self.roles.letters, NEW)
        self._last: tuple[Tokens, list[Mention], list[Mention]] | None = None

    def read(self, document: Document, tokens: Tokens) -> tuple[list[Mention], list[Mention]]:
        """Candidates of people and of organizations."""
        if self._last is None or self._last[0] is not tokens:
            mended = self.seams.mend(document.shadow, tokens)
            codes = encode(document.shadow, mended, self.roles)
            torn = self.seams.torn(document.shadow, mended, codes, self.new)
            if torn is not mended:
                mended, codes = torn, encode(document.shadow, torn, self.roles)
            people = self.people.find(Page(document.shadow, mended, codes))
            page = Page(document.shadow, mended, self._without(codes, mended, people))
            organizations = self._organizations(page)
            self._last = tokens, _people(people, organizations), organizations
        return self._last[1], self._last[2]

    def _organizations(self, page: Page) -> list[Mention]:
        found = trim([*self.organizations.find(page), *self.wholes.find(page)], page.shadow)
        found += list(self.latin.organizations(page))
        found += list(self.employers.find(page, found))
        known = [m for m in page.tokens.mentions.values() if m.kind == "organization"]
        found += list(self.neighbours.find(page, found + known))
        if not found and not known:
            return found
        short = self.shortforms.find(page, found + known)
        return [*found, *short, *again(page.shadow, found, known, self.roles.titles)]

    def _without(self, codes: str, tokens: Tokens, people: list[Mention]) -> str:
        """The letters with the tokens of every person's name marked as such."""
        person, done, parts = self.roles.letters["person"], 0, []
        for mention in sorted(people, key=_start) if people else ():
            first = max(done, bisect_right(tokens.ends, mention.start))
            last = bisect_left(tokens.starts, mention.end, first)
            parts += [codes[done:first], person * (last - first)]
            done = last
        return "".join([*parts, codes[done:]]) if parts else codes


def _people(people: list[Mention], organizations: list[Mention]) -> list[Mention]:
    """The people but those that are companies by their neighbours and people by nothing but their characters."""
    companies = {(m.start, m.end) for m in organizations if m.rule == RULE}
    return [m for m in people if (m.start, m.end) not in companies or m.rule not in UNPROVED] if companies else people


def _start(mention: Mention) -> int:
    return mention.start
