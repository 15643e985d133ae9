"""People in lists: names that stand between or beside others, however the cut has torn them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tonggao.names.page import Page
from tonggao.names.roles import VERB_TAGS, Roles
from tonggao.text.cut import tag

LEAST = -60  # a string whose characters weigh less is no name whatever stands beside it
# from inside one name of a list to the beginning of the next but one
ITEM = re.compile("[\u3400-\u9fff]{0,2}[、和及与]([\u3400-\u9fff]{2,4})[、和及与]")
NEXT = re.compile("[、和及与]([\u3400-\u9fff]{2,4})(?=[、和及与等，。；）)\\s])")  # an item of a list, from end to end
LAST = re.compile("(?:^|[、，。：；（(\\s])([\u3400-\u9fff]{2,4})[、和及与]$")
MIDDLE = (4, 12)  # characters from the beginning of a name to that of the next but one
ITEMS, FAIR, FULL = 8, -20, 3  # characters of an item and its marks; what a name in full weighs, and its characters
RULE = "person.list"
ACTING = (*VERB_TAGS, "vn")


@dataclass(slots=True)
class Candidate:
    """A string that may be a name, with what it weighs at this place; `last` is the number of its last token."""

    start: int
    end: int
    name: str
    weight: int
    beside: int
    rule: str
    last: int
    sound: bool = False  # told by its sound
    listed: bool = False  # in the dictionary, as a name
    new: bool = False  # a word of its own of two characters that the dictionary lacks, where a name may stand


class Lists:
    """Finds them, given some that are known."""

    def __init__(self, roles: Roles) -> None:
        self.roles, self.likeness = roles, roles.likeness

    def between(self, shadow: str, accepted: list[Candidate]) -> Iterator[Candidate]:
        """Names in a list whose neighbours are names, however the cut has torn them (陈昆 | 和、沈家 | 凤及)."""
        for before, after in pairwise(accepted):
            if MIDDLE[0] < after.start - before.start < MIDDLE[1]:
                match = ITEM.fullmatch(shadow, before.start + 2, after.start)
                if match is not None and self.likeness.score(match[1]) > LEAST and match[1] not in self.roles.nonames:
                    yield Candidate(*match.span(1), match[1], 0, 0, RULE, before.last)

    def beside(self, page: Page, accepted: list[Candidate]) -> Iterator[Candidate]:
        """Names that stand in a list before or behind others, as whole items of it, however the cut has torn them
        (方 | 一峰、王家 | 贞、蔡淑惠)."""
        shadow, taken = page.shadow, {c.start for c in accepted}
        for known in accepted:
            end, start = known.end, known.start
            while (item := NEXT.match(shadow, end)) and self.fits(page, item, taken):
                end = item.end()
                yield Candidate(*item.span(1), item[1], 0, 0, RULE, known.last)
            while (item := LAST.search(shadow, max(0, start - ITEMS), start)) and self.fits(page, item, taken):
                start = item.start(1)
                yield Candidate(*item.span(1), item[1], 0, 0, RULE, known.last)

    def fits(self, page: Page, item: re.Match[str], taken: set[int]) -> bool:
        """May the item of a list of people be a name? It is added to those `taken`."""
        name, start = item[1], item.start(1)
        number = bisect_right(page.tokens.starts, start) - 1
        if start in taken or page.tokens.starts[number] != start or number in page.tokens.mentions:
            return False
        taken.add(start)
        if tag(name) or name in self.roles.nonames or name[-1] in self.roles.tails or tag(name[1:]) in ACTING:
            return False
        return self.likeness.score(name) > (FAIR if len(name) == FULL else 0)
