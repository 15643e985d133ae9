"""People: a surname and a given name, weighed by their characters and by what stands beside them.

Where the cut has glued or torn a name (林智 | 坚今), every end is weighed; what one place proves holds in the whole
article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Mention, Person
from tonggao.names.contexts import REACH, Contexts
from tonggao.names.foreign import LOUD, MEAN, REGNAL
from tonggao.names.latin import Latin
from tonggao.names.likeness import NEVER, Likeness
from tonggao.names.listing import LEAST, Candidate, Lists
from tonggao.names.page import Page, letters_of
from tonggao.names.roles import CLEAR, HAN, PLAIN_TAGS, SOUNDS, VERB_TAGS, Roles
from tonggao.text.cut import tag
from tonggao.text.occurrences import everywhere

ENOUGH = 15  # what a name must weigh
SHORT = 20  # what must stand beside a name of two characters, or one told by its sound
UNCUED = -35  # the same where no title or the like stands before it
TITLE = 6  # characters before a name that may be a title which the cut has torn: 总 | 工程 | 司
EDGE = 8  # for ending where a word ends
LISTED = 10  # for a name that the dictionary lists
COMMON = 25  # against a word of the dictionary that means something else
TAIL = 25  # against a name that ends in a function word, or in what ends no given name
TORN = 20  # against a name behind which the cut has left a single character
RECURS, MOST = 8, 16  # for every other time that the article has it, at the most
NEW = 20  # what a name of two characters must weigh where nothing stands beside it
OFTEN = 3  # times that the article must have a name of four characters that the cut has torn
ECHOES = 2  # times that the article must have a name told by its sound alone, and more
GIVING = ("place", "date")  # what a given name may be read as: 泰安, 国庆
GIVEN, FULL = 2, 3  # characters of most given names and of most names
LETTERS = "person.latin"
ALONE, SOUND, DOTTED, AGAIN = "person.name", "person.sound", "person.dotted", "person.again"
LIKELY = ("clear", "name", "foreign", "glued")
CLOSED = (
    "title", "before", "after", "speech", "act", "head", "body", "mark", "latin", "number", "gap", "line", "comma",
    "colon",
)  # fmt: skip
TITLED = ("noun", "suffix", "proper", "kind", "new")  # behind a title they may begin a name: 市长 | 王国 | 明
THINGS = ("suffix", "head", "bare", "body", "brand", "latin", "number", "unquote")
LONE = ("noun", "verb", "surname", "bare", "kind", "inner", "proper")


class People:
    """The finder, made once of the rules."""

    def __init__(self, rules: Rules) -> None:
        self.roles: Roles = rules.once("names.roles", Roles)
        self.likeness: Likeness = self.roles.likeness
        self.foreign = self.roles.foreign
        self.lists = Lists(self.roles)
        self.latin: Latin = rules.once("names.latin", Latin)
        letters: dict[str, str] = self.roles.letters
        self.letters = letters
        self.contexts = Contexts(rules.tokens.get("person", []), letters)
        self.closed, self.lone = frozenset(letters_of(letters, CLOSED)), frozenset(letters_of(letters, LONE))
        self.titled = letters_of(letters, ("title", "before"))
        self.sounding = letters_of(letters, ("name", "foreign"))
        self.suffixes = letters_of(letters, ("suffix", "head"))
        self.cued = letters_of(letters, ("title", "before", "gap", "colon", "naming", "person"))
        self.things = frozenset(letters_of(letters, THINGS))
        self.thing = frozenset(rules.table("name_parts").where("class", "thing"))
        self.words = letters_of(letters, TITLED)
        self.closing = letters_of(letters, ("title", "after", "comma", "and"))
        self.pauses = letters_of(letters, ("comma", "mark", "line", "close"))
        self.pausing = letters_of(letters, ("line", "mark", "particle", "stop", "and"))
        self.going = letters_of(letters, ("verb", "particle", "stop", "adverb", "act", "inner"))
        parts = rules.table("name_parts")
        self.hailing = frozenset(parts.where("class", "hail")) | frozenset(parts.where("class", "ending"))
        self.etc = frozenset(rules.table("name_parts").where("class", "etc"))
        self.numerals = frozenset(rules.table("name_parts").where("class", "numeral"))
        self.joints = frozenset(w for w in self.roles.tails if tag(w)[:1] in ("c", "p"))
        self.said = frozenset(rules.table("speech").where("class", "speech"))
        self.event = re.compile(self._events())

    def _events(self) -> str:
        """Where a name may begin: at what looks like one; beside a title, or before a pause, at less."""

        def some(*roles: str) -> str:
            return "[" + re.escape(letters_of(self.letters, roles)) + "]"

        title, near, word = some("title", "before"), some("gap", "colon"), some("word", "maybe")
        follows = some(*LONE, "new", "maybe", *LIKELY, "word", "suffix", "adverb", "particle", "brand")
        behind = some("title", "after", "comma", "and", "speech", "act", "mark")
        ways = (
            f"(?<={some(*LIKELY)})",
            f"(?<={some('surname')})(?={follows})",
            f"(?<={title}.)",
            f"(?<={title}{near}{some('word', 'maybe', 'surname', 'particle')})",
            f"(?<={word})(?={some(*LONE)}?{some('title', 'after')})",
            f"(?<={some('particle')})(?={some('new', 'maybe')}{behind})",
        )
        return f"{some(*LIKELY, 'surname', 'word', 'maybe', 'particle', *TITLED)}(?:{'|'.join(ways)})"

    def find(self, page: Page) -> list[Mention]:
        """The people of the text."""
        pool = list(_Weighing(self, page).candidates())
        times = Counter([c.name for c in pool])
        accepted = [c for c in pool if self.enough(c, times[c.name])]
        for start, end in self.latin.people(page):
            last = bisect_left(page.tokens.ends, end)
            accepted.append(Candidate(start, end, page.shadow[start:end], SHORT, SHORT, LETTERS, last, listed=True))
        accepted += list(self.loud(page, accepted))
        known = {c.name for c in accepted}
        accepted = [self.lengthened(page.shadow, c, times[c.name], known) for c in accepted]
        accepted += list(self.lists.between(page.shadow, accepted))
        accepted += list(self.lists.beside(page, accepted))
        found = [_mention(*self.numbered(page.shadow, c), c.rule, 10) for c in accepted]
        dotted = self.foreign.dotted(page.shadow, page.tokens)
        found += [_mention(s, page.shadow[slice(*s)], DOTTED, 15) for s in dotted if self.human(page, s)]
        return [*found, *self.again(page, accepted)]

    def numbered(self, shadow: str, candidate: Candidate) -> tuple[tuple[int, int], str]:
        """The span and the name, with the number of a king or a pope: 查理五世."""
        regnal = REGNAL.match(shadow, candidate.end) if self.foreign.average(candidate.name) >= MEAN else None
        end = regnal.end() if regnal is not None else candidate.end
        return (candidate.start, end), shadow[candidate.start : end]

    def lengthened(self, shadow: str, candidate: Candidate, times: int, known: Container[str]) -> Candidate:
        """The candidate with its last character where the article has the whole name too (陈强 | 利), or with the
        fourth of a name with two surnames, where it never has the first three without it (施余兴 | 望)."""
        name, after = candidate.name, shadow[candidate.end : candidate.end + 1]
        if after and len(name) == GIVEN and name + after in known:
            return replace(candidate, end=candidate.end + 1, name=name + after)
        if len(name) != 3 or times < OFTEN or not after or not {*name[:2]} <= self.likeness.surnames.keys():
            return candidate
        if after in self.roles.tails or HAN.fullmatch(after) is None or shadow.count(name) > shadow.count(name + after):
            return candidate
        return replace(candidate, end=candidate.end + 1, name=name + after)

    def loud(self, page: Page, accepted: list[Candidate]) -> Iterator[Candidate]:
        """Names by their sound alone, however the cut has torn them; not before what makes a thing of them."""
        taken = [(c.start, c.end) for c in accepted if c.end - c.start > 2]
        for start, end in self.foreign.loudest(page.shadow, page.tokens):
            last = bisect_left(page.tokens.ends, end)
            if any(a <= start and end <= b for a, b in taken) or page.codes[last + 1 : last + 2] in self.things:
                continue
            name = page.shadow[start:end]
            if name not in self.roles.nonames and page.shadow[end : end + 1] not in self.thing:
                yield Candidate(start, end, name, SHORT, SHORT, SOUND, last, sound=True)

    def human(self, page: Page, span: tuple[int, int]) -> bool:
        """Is the dotted name a person's, by its sound or by what stands beside it, not an estate's (奥柏·御峰)?"""
        if self.foreign.loud(page.shadow[slice(*span)]):
            return True
        first, last = bisect_left(page.tokens.starts, span[0]), bisect_left(page.tokens.starts, span[1])
        return self.contexts.weigh(page.codes[max(0, first - REACH) : first], page.codes[last : last + REACH])[0] > 0

    def enough(self, candidate: Candidate, times: int) -> bool:
        """Does the name weigh enough, with how often the article has it?"""
        if len(candidate.name) == 2 and candidate.name[1] in self.hailing:
            return False
        if candidate.new and candidate.weight >= NEW:
            return True
        if (len(candidate.name) == 2 or candidate.sound) and candidate.beside < SHORT and not candidate.listed:
            return candidate.sound and times > ECHOES and len(candidate.name) > 2
        return candidate.weight + min(MOST, RECURS * (times - 1)) >= ENOUGH

    def again(self, page: Page, accepted: list[Candidate]) -> Iterator[Mention]:
        """Every other place where the article has a name: one of two characters only where it is a word, a longer one
        not inside a word of the dictionary (马克思主义) or another name (汤德章纪念公园)."""
        taken = {c.start for c in accepted}
        tokens = page.tokens
        for name in {c.name: None for c in accepted}:
            length = len(name)
            for start, end in everywhere(name, page.shadow):
                if start not in taken and _apart(tokens, start, length) and _apart(tokens, end, length):
                    after = bisect_right(tokens.starts, end) - 1
                    if tokens.starts[after] != end or page.codes[after] not in self.suffixes:
                        yield _mention((start, end), name, AGAIN, 5)


class _Weighing:
    """The names of one article being weighed."""

    __slots__ = ("codes", "people", "shadow", "tokens")

    def __init__(self, people: People, page: Page) -> None:
        self.people, self.shadow, self.tokens, self.codes = people, page.shadow, page.tokens, page.codes

    def candidates(self) -> Iterator[Candidate]:
        """The likeliest name at every token that may begin one, left to right, not overlapping."""
        people, codes, starts = self.people, self.codes, self.tokens.starts
        glued, clear, person, foreign = (people.letters[role] for role in ("glued", "clear", "person", "foreign"))
        opening = people.likeness.opening
        done, known = 0, -REACH - 1  # where the last name ends; its last token
        for event in people.event.finditer(codes):
            number = event.start()
            letter = codes[number]
            if letter == glued and self.whole(number):
                letter = people.letters["name"]
            start = starts[number] + (letter == glued)
            if start < done:
                continue
            left = "" if letter == glued else self.left(number, start)
            if number - known <= REACH:
                left = person + codes[known + 1 : number]
            if self.shadow[start] not in opening and letter != foreign:
                best: Candidate | None = self.voiced(number, left) if left[-1:] in people.titled else None
            elif letter == clear:
                best = self.clear(number, left)
            else:
                best = self.native(start, number, left) if letter != foreign or self.shadow[start] in opening else None
                if letter == foreign or (letter in people.sounding and self.sounds_on(number)):
                    best = self.sounding(number, left, best)
                if best is None and left[-1:] in people.titled:
                    best = self.voiced(number, left)
            if best is not None:
                yield best
                if people.enough(best, 1):
                    done, known = best.end, best.last

    def whole(self, number: int) -> bool:
        """Is the token behind a title a name whose surname is a function word too: 理事 | 曾琮恺?"""
        people, word = self.people, self.tokens.texts[number]
        titled = number > 0 and self.codes[number - 1] in people.titled
        return titled and len(word) == FULL and people.likeness.score(word) > 0

    def sounds_on(self, number: int) -> bool:
        """May the name that begins with token `number` go on by its sound?"""
        if number + 1 >= len(self.codes) or self.codes[number + 1] in self.people.sounding:
            return True
        word = self.tokens.texts[number + 1]
        return len(word) == 1 and self.people.roles.bits.get(word, 0) & SOUNDS > 0

    def left(self, number: int, start: int) -> str:
        """The roles before token `number`; the text begins like a line, and a title that the cut has torn is one."""
        people = self.people
        left = self.codes[max(0, number - REACH) : number]
        if not left:
            return people.letters["line"]
        if self.shadow[start - 1] in people.roles.title_ends and left[-1] not in people.titled:
            left += people.letters["title"] if people.roles.title(self.shadow[max(0, start - TITLE) : start]) else ""
        return left

    def clear(self, number: int, left: str) -> Candidate:
        """The name that the whole token is, by its characters alone."""
        beside, rule = self.people.contexts.weigh(left, self.codes[number + 1 : number + 1 + REACH])
        start, name = self.tokens.starts[number], self.tokens.texts[number]
        return Candidate(start, start + len(name), name, CLEAR + EDGE + beside, beside, rule or ALONE, number)

    def native(self, start: int, number: int, left: str) -> Candidate | None:
        """The heaviest of the names that begin at `start`, `None` where no string could be one."""
        tokens, likeness = self.tokens, self.people.likeness
        surname = likeness.surname(self.shadow[start : start + 3])
        if not surname:
            return None
        longest = 3 if len(surname) == 1 or surname in likeness.japanese else 2
        best: Candidate | None = None
        titled = self.codes[number + 1 : number + 2] in self.people.closing and number + 1 < len(self.codes)
        least = LEAST if titled or left[-1:] in self.people.cued else UNCUED
        last, count = number, len(self.codes)
        for end in range(start + len(surname) + 1, start + len(surname) + longest + 1):
            while last + 1 < count and tokens.ends[last] < end:
                last += 1
                word = tokens.texts[last]
                if self.placed(number, last, left):
                    continue
                if word[0] == MARK or (self.codes[last] in self.people.closed and word not in self.people.numerals):
                    return best
            if tokens.ends[last] < end:
                break
            if likeness.score(self.shadow[start:end]) > least or self.long(start, end, number, last):
                made = self.candidate(start, end, number, last, left)
                if made is not None and (best is None or made.weight > best.weight):
                    best = made
        return best

    def placed(self, number: int, last: int, left: str) -> bool:
        """Is token `last` a given name behind a title that is a place or a day too: 港人 | 张 | 泰安?"""
        place = self.tokens.mentions.get(last)
        if place is None or last != number + 1 or left[-1:] not in self.people.titled:
            return False
        return place.kind in GIVING and place.end - place.start == GIVEN

    def candidate(self, start: int, end: int, number: int, last: int, left: str) -> Candidate | None:
        """The name `start:end`, from token `number` to token `last`, with what it weighs."""
        people, tokens, name = self.people, self.tokens, self.shadow[start:end]
        word = tokens.texts[last]
        rest, pos = tokens.ends[last] - end, tag(word)
        if rest and pos and self.shadow[end : end + rest] not in people.etc and not self.trailed(name, end, rest, left):
            return None  # but 孙继 | 平等
        right = self.codes[last + 1 : last + 1 + REACH]
        if rest:
            right = self.glued(end, rest) + right[:-1]
        if name in people.roles.nonames:
            return None
        score = people.likeness.score(name)
        weight = (people.likeness.score(name[:3]) if score == NEVER else score) + (0 if rest else EDGE)
        if pos and last == number and word == name:
            named = left[-1:] in people.titled and pos == "n" and right[:1] in people.pauses
            weight += LISTED if pos[:2] == "nr" else -COMMON // 4 if named else -COMMON  # 院长周济、
        elif pos and last > number and len(word) > 1 and pos[:2] != "nr" and not rest:
            weight -= COMMON if pos in VERB_TAGS else COMMON // 2
        elif self.codes[number] in people.words:
            weight -= COMMON // 2
        paused = right[:1] != "" and right[0] in people.pauses
        if name[-1] in people.roles.tails and not (paused and name[-1] in people.joints):
            weight -= TAIL
        if not rest and (self.pausing(right) or (len(name) == 2 and self.torn(last + 1))):
            weight -= TORN
        if not rest and last + 1 < len(self.codes) and people.roles.of_body(tokens.texts[last + 1]):
            weight -= COMMON
        beside, rule = people.contexts.weigh(left, right)
        new = word == name and not pos and name[1] not in people.hailing and right[:1] in people.going + people.pauses
        return Candidate(start, end, name, weight + beside, beside, rule or ALONE, last, new=new and len(name) == 2)

    def trailed(self, name: str, end: int, rest: int, left: str) -> bool:
        """Has the cut joined the end of a name behind a title with an adverb: 立委 | 洪孟 | 楷则?"""
        roles = self.people.roles
        titled = len(name) == FULL and rest == 1 and left[-1:] in self.people.titled
        return titled and roles[self.shadow[end]] == roles.letters["particle"] and roles.likeness.score(name) > 0

    def glued(self, end: int, rest: int) -> str:
        """The role of what the cut has glued to a name: 及 in 欧国伟及."""
        people, word = self.people, self.shadow[end : end + rest]
        if word in people.said:
            return people.letters["speech"]
        return people.roles.fixed.get(word, people.letters["adverb"])

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
        beside, rule = people.contexts.weigh(left if first == number else self.left(first, start), right[:REACH])
        known = bool(tag(name))
        if len(name) > 2 and left[-1:] in people.pausing and right[:1] in people.going:
            beside += SHORT  # the subject of a clause
        weight = score + beside + (0 if rest else EDGE) + (LISTED if known else 0)
        if other is not None and (other.weight >= weight or other.end > end) and other.end >= end:
            return other
        listed = known and len(name) > 2 and not rest
        return Candidate(start, end, name, weight, beside, rule or SOUND, last, True, listed)

    def voiced(self, number: int, left: str) -> Candidate | None:
        """The foreign name of words that mean something else (法拉 | 杰), behind a title."""
        people, tokens = self.people, self.tokens
        last, end = people.foreign.voiced(tokens, number)
        start = tokens.starts[number]
        name = self.shadow[start:end]
        score = people.foreign.average(name) if len(name) > 1 else NEVER
        if score < LOUD or name in people.roles.nonames or (last == number and tag(name) in PLAIN_TAGS):
            return None
        beside, rule = people.contexts.weigh(left, self.codes[last + 1 : last + 1 + REACH])
        return Candidate(start, end, name, score + beside, beside, rule or SOUND, last, True)

    def long(self, start: int, end: int, number: int, last: int) -> bool:
        """Is the new word a name of four characters: what follows is a title or a pause (蔡苏秋金 | 议员)?"""
        people, tokens = self.people, self.tokens
        if end - start != 4 or last != number or tokens.ends[last] != end or tokens.starts[number] != start:
            return False
        if last + 1 >= len(self.codes) or self.shadow[end - 1] in people.roles.tails:
            return False
        return self.codes[last + 1] in people.closing

    def pausing(self, right: str) -> bool:
        """Do a conjunction and a pause follow, so that the conjunction must be part of the name (陈昆和、)?"""
        return right[:1] == self.people.letters["and"] and right[1:2] != "" and right[1] in self.people.pauses

    def torn(self, number: int) -> bool:
        """Has the cut left what belongs to a name: a single character that is no function word?"""
        if number >= len(self.codes):
            return False
        word = self.tokens.texts[number]
        if word in self.people.numerals:  # 程鼎 | 一 | 表示
            return self.codes[number + 1 : number + 2] == self.people.letters["speech"]
        if self.codes[number] not in self.people.lone:
            return False
        return len(word) == 1 and word not in self.people.roles.tails and HAN.fullmatch(word) is not None


def _apart(tokens: Tokens, offset: int, length: int) -> bool:
    """Does a token begin or end at `offset`, or is the one around it no word of the dictionary?"""
    number = bisect_right(tokens.starts, offset) - 1
    if number < 0 or tokens.starts[number] == offset or tokens.ends[number] <= offset:
        return True
    return length > 2 and tokens.texts[number][0] != MARK and not tag(tokens.texts[number])


def _mention(span: tuple[int, int], name: str, rule: str, priority: int) -> Mention:
    return Mention(span[0], span[1], "person", rule, Person(name), priority)
