"""People: a surname and a given name, weighed by their characters and by what stands beside them.

Where the cut has glued or torn a name (林智 | 坚今), every end is weighed; what one place proves holds in the whole
article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Mention, Person
from tonggao.names.contexts import REACH, Contexts
from tonggao.names.foreign import MEAN
from tonggao.names.likeness import NEVER, Likeness
from tonggao.names.roles import CLEAR, HAN, Roles
from tonggao.text.cut import tag

ENOUGH = 15  # what a name must weigh
SHORT = 20  # what must stand beside a name of two characters, or one told by its sound
LEAST = -60  # a string whose characters weigh less is no name whatever stands beside it
EDGE = 8  # for ending where a word ends
LISTED = 10  # for a name that the dictionary lists
COMMON = 25  # against a word of the dictionary that means something else
TAIL = 25  # against a name that ends in a function word, or in what ends no given name
TORN = 20  # against a name behind which the cut has left a single character
RECURS, MOST = 8, 16  # for every other time that the article has it, at the most
SOUNDS = 2  # times that the article must have a name told by its sound alone, and more
ALONE, SOUND, DOTTED, AGAIN = "person.name", "person.sound", "person.dotted", "person.again"
CLOSED = (
    "title", "before", "after", "speech", "act", "head", "body", "mark", "latin", "number", "gap", "line", "comma", "colon",
)  # fmt: skip
LONE = ("noun", "verb", "surname", "bare", "kind", "inner", "proper")


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


class People:
    """The finder, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        self.likeness: Likeness = self.roles.likeness
        self.foreign = self.roles.foreign
        letters = self.letters = self.roles.letters
        self.contexts = Contexts(rules.tokens.get("person", []), letters)
        self.closed = frozenset(letters[r] for r in CLOSED)
        self.lone = frozenset(letters[r] for r in LONE)
        self.sounding = letters["name"] + letters["foreign"]
        self.tails = self.roles.tails
        self.said = frozenset(rules.table("speech").where("class", "speech"))
        self.event = re.compile(self._events())

    def _events(self) -> str:
        """Where a name may begin: at what looks like one; beside a title at less."""

        def some(*roles: str) -> str:
            return "[" + "".join(re.escape(self.letters[r]) for r in roles) + "]"

        title, near = some("title", "before"), some("gap", "colon")
        follows = some(*LONE, "new", "clear", "name", "word", "foreign", "suffix", "adverb", "particle", "brand")
        return (
            f"{some('clear', 'name', 'foreign', 'glued', 'surname', 'word', 'particle')}(?:(?<={some('clear', 'name', 'foreign', 'glued')})"
            f"|(?<={some('surname')})(?={follows})|(?<={title}.)|(?<={title}{near}.)"
            f"|(?<={some('word')})(?={some('title', 'after')}))"
        )

    def find(self, shadow: str, tokens: Tokens, codes: str) -> list[Mention]:
        """The people of the text, whose tokens have the roles `codes`."""
        pool = list(_Page(self, shadow, tokens, codes).weigh())
        times = Counter([c.name for c in pool])
        accepted = [c for c in pool if self.enough(c, times[c.name])]
        found = [_mention(c.start, c.end, c.rule, 10) for c in accepted]
        found += [_mention(start, end, DOTTED, 15) for start, end in self.foreign.dotted(shadow, tokens)]
        return [*found, *again(shadow, tokens, accepted)] if accepted else found

    def enough(self, candidate: Candidate, times: int) -> bool:
        """Does the name weigh enough, with how often the article has it?"""
        if (len(candidate.name) == 2 or candidate.sound) and candidate.beside < SHORT and not candidate.listed:
            return candidate.sound and times > SOUNDS
        return candidate.weight + min(MOST, RECURS * (times - 1)) >= ENOUGH


class _Page:
    """One article being read."""

    __slots__ = ("codes", "people", "shadow", "tokens")

    def __init__(self, people: People, shadow: str, tokens: Tokens, codes: str) -> None:
        self.people, self.shadow, self.tokens, self.codes = people, shadow, tokens, codes

    def weigh(self) -> Iterator[Candidate]:
        """The likeliest name at every token that may begin one, left to right, not overlapping."""
        people, codes, starts = self.people, self.codes, self.tokens.starts
        glued, clear, person = (people.letters[role] for role in ("glued", "clear", "person"))
        done, known = 0, -REACH - 1  # where the last name ends; its last token
        for event in people.event.finditer(codes):
            number = event.start()
            letter = codes[number]
            start = starts[number] + (letter == glued)
            if start < done:
                continue
            left = "" if letter == glued else self.left(number)
            if number - known <= REACH:
                left = person + codes[known + 1 : number]
            best = self.clear(number, left) if letter == clear else self.native(start, number, left)
            if letter in people.sounding:
                best = self.sounding(number, left, best)
            if best is not None:
                yield best
                if people.enough(best, 1):
                    done, known = best.end, best.last

    def left(self, number: int) -> str:
        """The roles before token `number`; the text begins like a line."""
        return self.codes[max(0, number - REACH) : number] or self.people.letters["line"]

    def clear(self, number: int, left: str) -> Candidate:
        """The name that the whole token is, by its characters alone."""
        beside, rule = self.people.contexts.weigh(left, self.codes[number + 1 : number + 1 + REACH])
        start, name = self.tokens.starts[number], self.tokens.texts[number]
        return Candidate(start, start + len(name), name, CLEAR + EDGE + beside, beside, rule or ALONE, number)

    def native(self, start: int, number: int, left: str) -> Candidate | None:
        """The heaviest of the names that begin at `start`, `None` where no string could be one."""
        tokens, likeness = self.tokens, self.people.likeness
        surname = likeness.surname(self.shadow[start : start + 3])
        longest = 3 if len(surname) == 1 or surname in likeness.japanese else 2
        best: Candidate | None = None
        last, count = number, len(self.codes)
        for end in range(start + len(surname) + 1, start + len(surname) + longest + 1):
            while last + 1 < count and tokens.ends[last] < end:
                last += 1
                if self.codes[last] in self.people.closed or tokens.texts[last][0] == MARK:
                    return best
            if tokens.ends[last] < end:
                break
            if likeness.score(self.shadow[start:end]) > LEAST:
                made = self.candidate(start, end, number, last, left)
                if made is not None and (best is None or made.weight > best.weight):
                    best = made
        return best

    def candidate(self, start: int, end: int, number: int, last: int, left: str) -> Candidate | None:
        """The name `start:end`, from token `number` to token `last`, with what it weighs."""
        people, tokens, name = self.people, self.tokens, self.shadow[start:end]
        word = tokens.texts[last]
        rest, pos = tokens.ends[last] - end, tag(word)
        if rest and pos:
            return None
        weight = people.likeness.score(name) + (0 if rest else EDGE)
        right = self.codes[last + 1 : last + 1 + REACH]
        if rest:
            said = self.shadow[end : end + rest] in people.said
            right = people.letters["speech" if said else "adverb"] + right[:-1]
        if pos and last == number and word == name:
            weight += LISTED if pos[:2] == "nr" else -COMMON
        elif pos and last > number and len(word) > 1 and pos[:2] != "nr":
            weight -= COMMON if pos[0] == "v" else COMMON // 2
        if name[-1] in people.tails:
            weight -= TAIL
        if len(name) == 2 and not rest and self.torn(last + 1):
            weight -= TORN
        beside, rule = people.contexts.weigh(left, right)
        return Candidate(start, end, name, weight + beside, beside, rule or ALONE, last)

    def sounding(self, number: int, left: str, other: Candidate | None) -> Candidate | None:
        """The foreign name that holds the token, where it is longer than the `other` reading or weighs more."""
        people, tokens = self.people, self.tokens
        first, last, end = people.foreign.reach(tokens, number)
        start = tokens.starts[first]
        name = self.shadow[start:end]
        score = people.foreign.score(name) if len(name) > 1 else NEVER
        if score < MEAN:
            return other
        rest = tokens.ends[last] > end
        right = (people.letters["adverb"] if rest else "") + self.codes[last + 1 : last + 1 + REACH]
        beside, rule = people.contexts.weigh(left if first == number else self.left(first), right[:REACH])
        known = bool(tag(name))
        weight = score + beside + (0 if rest else EDGE) + (LISTED if known else 0)
        if other is not None and (other.weight >= weight or other.end > end) and other.end >= end:
            return other
        listed = known and len(name) > 2 and not rest
        return Candidate(start, end, name, weight, beside, rule or SOUND, last, True, listed)

    def torn(self, number: int) -> bool:
        """Has the cut left what belongs to a name: a single character that is no function word?"""
        if number >= len(self.codes) or self.codes[number] not in self.people.lone:
            return False
        word = self.tokens.texts[number]
        return len(word) == 1 and word not in self.people.tails and HAN.fullmatch(word) is not None


def again(shadow: str, tokens: Tokens, accepted: Iterable[Candidate]) -> Iterator[Mention]:
    """Every other place where the article has a name; one of two characters only where it is a word."""
    taken = {c.start for c in accepted}
    edges: set[int] = set()
    for name in {c.name: None for c in accepted}:
        start = shadow.find(name)
        while start >= 0:
            end = start + len(name)
            if start not in taken:
                if len(name) == 2 and not edges:
                    edges = {*tokens.starts, *tokens.ends}
                if len(name) > 2 or (start in edges and end in edges):
                    yield _mention(start, end, AGAIN, 5)
            start = shadow.find(name, end)


def _mention(start: int, end: int, rule: str, priority: int) -> Mention:
    return Mention(start, end, "person", rule, Person(""), priority)
