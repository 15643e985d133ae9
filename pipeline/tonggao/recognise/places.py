"""Places: every name that the gazetteer knows and the article licenses, run-together names, anaphors, name patterns.

A name stands only where words begin and end (产业**合作** and 隆**重庆**祝 are none), and a form that is an ordinary
word too stands only where the article gives a reason: its full form, the unit above it, a sibling beside it in a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import (
    CONTEXT,
    ENDING,
    EVER,
    FULL,
    GRADE,
    HOME,
    LICENSED,
    ORDINARY,
    OWN,
    PLAIN,
    SIMPLE,
    SUFFIXES,
    TERRITORIES,
    WORD,
    Gazetteer,
    Reading,
    Unit,
)
from tonggao.recognise.place_endings import Patterns
from tonggao.recognise.place_patterns import find
from tonggao.text.cut import tags
from tonggao.text.dictionary import engine

FAMOUS = ("country", "province", "prefecture")
DASHES, BEFORE_WORD = ("—", "―", "–", "-", "－", "至", "~", "～"), frozenset("、省市区州盟县")
AREA, WITHIN, HEAD = "地区", "内", "长"  # 广东|地区, 大湾区|内, 台中市|长
NOUNS = ("n", "ns", "nz")
COMPOUND = frozenset(("nt", "nz", "n", "nr", "l", "j"))  # words that may begin with a famous place: 日本首相
SITES, SIBLINGS = ("region", "site"), ("county", "prefecture", "township")
# of lexicons/place_edges.tsv, as `Edges` has them
USES = ("surname", "tail", "office", "line", "aside", "onward", "lead", "realm", "never")
COUNTRY = ("我国", "全国", "中国", "祖国")

Hit = tuple[int, int, int]
"""Start, end made negative (so that the longest comes first), the automaton's number."""


class Known(NamedTuple):
    """What a form means to the finder, worked out once: the mention's value and what the article has named with it."""
    place: Place
    units: list[Unit]
    codes: frozenset[str]


class Edges(NamedTuple):
    """Characters and words at the edges of names, by what they tell."""
    surnames: frozenset[str]
    tails: frozenset[str]  # words that begin with the last character of a full form before them
    offices: frozenset[str]  # what a full form stands before, though the words are cut otherwise: 新竹市|政府
    lines: frozenset[str]  # words that make of run-together names the name of a line
    aside: frozenset[str]  # what before 西部 makes it a part of something else: 高原|西部, 往|西北
    onward: frozenset[str]  # and what after it: 西北|段
    leads: frozenset[str]  # small words that the cut joins to the word before: 铁伊在|伦敦
    realms: frozenset[str]  # what makes a realm's name of a city's: 罗马|帝国
    never: frozenset[str]  # what stands in no name: 光在|东京

    @classmethod
    def of(cls, rules: Rules) -> Edges:
        table = rules.table("place_edges")
        return cls(*(frozenset(table.where("use", use)) for use in USES))


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Place candidates in text order, `Place.candidates` holding the codes (or names) that the form may mean.

    Offsets: code points into the shadow. What a candidate means at the article's date, `link` decides.
    """
    gazetteer = Gazetteer.of(rules)
    finder = _Finder(document, gazetteer, rules.once("place_edges", Edges.of))
    endings = finder.run()
    far = any(len(code) == 2 and code.isascii() for code in finder.codes.difference(HOME))
    found = finder.taken + find(Patterns.of(rules), document, finder.taken, endings, finder.covered, far)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found


class _Finder:
    """One article's names out of the automaton's hits: edges, then what needs no licence, then what has one."""

    def __init__(self, document: Document, gazetteer: Gazetteer, edges: Edges) -> None:
        self.gazetteer, self.edges = gazetteer, edges
        self.article = document.article
        self.shadow, self.words, self.region = document.shadow, document.words, document.region
        self.taken: list[Mention] = []
        self.ends: dict[int, list[Unit]] = {}  # end of an accepted place → what it may mean
        self.starts: dict[int, list[Unit]] = {}
        self.codes: set[str] = set()  # what the article names, with all that lies above
        self.own: set[int] = set()  # the automaton's numbers of the full forms that stand in the article
        self.covered = bytearray(len(self.shadow) + 1)
        self.joints: set[int] = set()  # where a full form ends and another begins

    @cached_property
    def full(self) -> set[str]:
        """Keys of the units whose full form stands in the article."""
        full_of = self.gazetteer.full_keys
        return {key for number in self.own for key in full_of[number]}

    def run(self) -> dict[int, int]:
        """Fill `taken`; what comes back is the ends of the endings of names in the text, with their starts."""
        if self.region in TERRITORIES:
            self.codes.add(self.region)
        doubtful, endings = self._plain()
        self._lists()
        self._context(doubtful)
        return endings

    def _lists(self) -> None:
        """Characters in a list of their own kind, each a word: 云、贵、川, not 老、中、青."""
        edges = self.words.edges
        for begin in self.gazetteer.list_begins.finditer(self.shadow):
            found = self.gazetteer.lists.match(self.shadow, begin.start())
            if found is None:
                continue
            start, end = found.span()
            if start in edges and start + 1 in edges and end - 1 in edges and not self.covered[start]:
                for offset in range(start, end, 2):
                    self._character(offset, self.gazetteer.characters[self.shadow[offset]])

    def _character(self, offset: int, code: str) -> None:
        known = self.gazetteer.made.get(code)
        if known is None:
            known = self.gazetteer.made[code] = self._forever(_know(code, self.gazetteer.by_code[code][:1]))
        self._accept(offset, offset + 1, known, "place.character")

    def _hits(self) -> tuple[list[Hit], dict[int, int]]:
        """The automaton's hits that count, the longest first at each place, and end → start of endings of names."""
        gazetteer, edges = self.gazetteer, self.words.edges
        marks, limit = gazetteer.marks(self.region), gazetteer.first_ending
        found = gazetteer.automaton.find_matches_as_indexes(self.shadow, overlapping=True)
        endings: dict[int, int] = {}
        for number, start, end in found:
            if marks[number] & ENDING and start < endings.get(end, end):
                endings[end] = start
        full = [hit for hit in found if marks[hit[0]] & OWN]
        self.own = {hit[0] for hit in full}
        full = [hit for hit in full if hit[2] - hit[1] > 2]
        self.joints = {hit[1] for hit in full} & {hit[2] for hit in full}  # 海东市|民和县: one ends, one begins
        hits = [
            (start, -end, number)
            for number, start, end in found
            if number < limit and (not marks[number] & ORDINARY or (start in edges and end in edges))
        ]
        hits.sort()
        return hits, endings

    def _plain(self) -> tuple[list[Hit], dict[int, int]]:
        """Accept what needs nothing but its edges; return the rest, and where endings of names stand."""
        hits, endings = self._hits()
        edges, loose, shadow = self.words.edges, set(self.joints), self.shadow
        gazetteer, marks = self.gazetteer, self.gazetteer.marks(self.region)
        doubtful: list[Hit] = []
        position = 0
        for hit in hits:
            start, minus, number = hit
            if start < position:
                continue
            end = -minus
            fits = (start in edges or start in loose) and (end in edges or end in loose)
            if not (fits or self._fits(start, end) or self._chained(start, number)):
                continue
            mark = marks[number]
            grade = (mark >> GRADE) - 1
            if mark & SIMPLE or (grade >= PLAIN and not self._cut_off(start, end, gazetteer.readings[number][0])):
                self._accept(start, end, gazetteer.known[number] or self._known(number), "place.name")
                position = end
            elif grade < WORD:
                position = end if self._special(start, end, gazetteer.names[number]) else position
            elif grade >= PLAIN:
                loose.add(end - 1)  # the short form ends here
            elif grade == CONTEXT and end - start > 2 and self._license(hit):  # 天水围 before 天水
                position = end
            elif grade > WORD or shadow[end : end + 1] == "、" or shadow[start - 1 : start] in BEFORE_WORD:
                doubtful.append(hit)
        return doubtful, endings

    def _cut_off(self, start: int, end: int, reading: Reading) -> bool:
        """Whether the form ends inside what follows (阳新|县域, 台南|市长), or a person bears it (魏|华山)."""
        grade, unit = reading
        if self.shadow[start:end] in self.gazetteer.compass:
            return self._is_part(start, end)
        if end - start > 2:
            if grade < FULL or end in self.joints or self.shadow[end : end + 2] in self.edges.offices:
                return False
            if len(unit.above) > 1 and unit.above[-1] == "TW" and self.region == "CN" and "TW" not in self.codes:
                return True  # 五峰乡 of the mainland
            if end in self.words.edges and self._word_follows(end):
                return False  # 五峰乡|下马村
            inner = self.gazetteer.forms.get(self.shadow[end - 1 : end + 2], ())  # 青岛|市北区
            return self.shadow[end - 1 : end + 1] in self.edges.tails or any(unit.key in u.above for _, u in inner)
        odd = self.shadow[end : end + 2] in self.edges.realms or self._is_sounded(start)
        odd = odd and unit.level == "prefecture"
        return not _is_famous(unit) and (odd or self._is_person(start, end))

    def _word_follows(self, end: int) -> bool:
        """Whether a whole word begins at `end`: 下马村 behind 五峰乡, 长辈 behind 台南市, not 长卢 (市长|卢秀燕)."""
        if end + 1 in self.words.edges or end == len(self.shadow):
            return False
        return self.shadow[end] != HEAD or tags()[self.words.texts[self.words.index(end)]] in NOUNS

    def _is_part(self, start: int, end: int) -> bool:
        """Whether 西部 or 西北 is a part or a direction of something else: 高原西部, 往西北, 西北段."""
        if self.shadow[max(0, start - 2) : start] in COUNTRY:
            return False
        onward = self.edges.onward
        beside = self.shadow[end : end + 1] in onward or self.shadow[end : end + 2] in onward
        return start in self.ends or beside or self.shadow[max(0, start - 1) : start] in self.edges.aside

    def _known(self, number: int) -> Known:
        known: Known | None = self.gazetteer.known[number]
        if known is None:
            units = [unit for _, unit in self.gazetteer.readings[number]]
            known = self.gazetteer.known[number] = self._forever(_know(self.gazetteer.names[number], units))
        return known

    def _forever(self, known: Known) -> Known:
        """With the final value where the form never meant anything else: then there is nothing to link."""
        unit = known.units[0]
        settled = len(known.units) == 1 and unit.code and unit.first == 0 and unit.last == EVER
        return known._replace(place=self.gazetteer.place(unit)) if settled else known

    def _fits(self, start: int, end: int) -> bool:
        """Whether the dictionary, without the model's guesses, has words begin at `start` and end at `end`."""
        words = self.words
        for offset in (start, end):
            if offset not in words.edges:
                first, last = words.span(words.index(offset))
                word = self.shadow[first:last]
                cut = offset - first
                if word[cut:] != WITHIN and cut not in _pieces(word) and not self._joins(word, cut):
                    return False
                if word[0] in self.edges.surnames and first < start and end == last <= first + 3:
                    return False  # 魏华山, 林永康: a person
        return True

    def _chained(self, start: int, number: int) -> bool:
        """Whether a unit's own name stands right after what lies above it: there the cut of the words is a guess."""
        above = self.ends.get(start)
        if above is None:
            return False
        readings = self.gazetteer.readings[number]  # not 美国|普林斯顿|大学
        return any(grade >= CONTEXT and _over(above, unit) and unit.above[-1] in HOME for grade, unit in readings)

    def _joins(self, word: str, offset: int) -> bool:
        """Whether a word of the dictionary is a name and more: 上海|浦东新区, 四川省|人民政府, 广东|地区, 香港|市民."""
        name, rest, forms = word[:offset], word[offset:], self.gazetteer.forms
        if rest in forms:
            return name in forms
        if name in SUFFIXES:
            return rest in self.edges.offices  # 新竹|市政府 is 新竹市|政府
        if name not in forms or not engine().has_word(rest):
            return False
        if len(name) > 2 and name[-1] in SUFFIXES:
            return True
        (grade, unit), tag = forms[name][0], tags()[word]
        known = grade >= PLAIN and len(rest) > 1 and (tag == "ns" or (tag in COMPOUND and _is_famous(unit)))
        return known and (rest == AREA or not {rest[-1], rest[-2:]} & self.gazetteer.endings.keys())

    def _special(self, start: int, end: int, form: str) -> bool:
        """A veto, an anaphor, or names run together; False where it does not claim its characters."""
        codes = self.gazetteer.compounds.get(form)
        if codes is not None:
            follows = self.shadow[end : end + 2]
            other = follows in self.edges.lines or self.gazetteer.not_in.get(form) == self.region  # 京港|高铁
            if other or start not in self.words.edges or end not in self.words.edges:
                return False
            for offset, code in enumerate(codes, start):
                self._character(offset, code)
        elif form in self.gazetteer.anaphors:
            place = Place(level=self.gazetteer.anaphors[form][0])
            self.taken.append(Mention(start, end, "place", "place.anaphor", place))
        self.covered[start:end] = b"\1" * (end - start)
        return True

    def _accept(self, start: int, end: int, known: Known, rule: str) -> None:
        self.ends[end] = self.starts[start] = known.units
        self.codes.update(known.codes)
        self.taken.append(Mention(start, end, "place", rule, known.place))
        self.covered[start:end] = b"\1" * (end - start)

    def _context(self, doubtful: list[Hit]) -> None:
        """Accept of the doubtful what the article licenses: forwards, then backwards for lists that name it first."""
        if not doubtful:
            return
        self.codes |= self._told()
        self.codes.discard("CN")
        left = [hit for hit in doubtful if not self._license(hit)]
        for hit in reversed(left):
            if self.shadow[-hit[1] : 1 - hit[1]] == "、":
                self._license(hit)

    def _told(self) -> frozenset[str]:
        """What the article's source and title name: 山西省人民政府 licenses the counties of 山西."""
        return frozenset(
            code for unit in self.gazetteer.told(self.article, self.region) for code in (unit.key, *unit.above)
        )

    def _license(self, hit: Hit) -> bool:
        start, end, number = hit[0], -hit[1], hit[2]
        if 1 in self.covered[start:end] or (end - start == 2 and self._is_person(start, end)):
            return False
        readings = self.gazetteer.readings[number]
        units = [unit for grade, unit in readings if self._allowed(grade, unit, start, end)]
        if not units:
            return False
        known = self._known(number) if len(units) == len(readings) else _know(self.shadow[start:end], units)
        self._accept(start, end, known, "place.licensed")
        return True

    def _allowed(self, grade: int, unit: Unit, start: int, end: int) -> bool:
        if grade >= LICENSED:
            if unit.key in self.full or _over(self.ends.get(start), unit):
                return True
            # there a mainland county needs more, and here or there a site of another territory
            abroad = self.region in TERRITORIES and unit.level == "county" and bool(unit.code)
            if not unit.code and unit.level in SITES and unit.above[:1] != (self.region,):
                abroad = bool(self.region)
            above = unit.above[:1] if unit.above[-1:] == ("TW",) and len(unit.above) > 1 else unit.above[:2]
            if grade >= CONTEXT and not abroad and not self.codes.isdisjoint(above):
                return True
        shadow = self.shadow
        if start in self.ends and not shadow[end : end + 1].isalnum() and self._follows_full(start, unit):
            return True
        if grade >= LICENSED and shadow[start - 1 : start] in DASHES and _along(self.ends.get(start - 1), unit):
            return True
        return (start > 0 and shadow[start - 1] == "、" and _beside(self.ends.get(start - 1), unit)) or (
            shadow[end : end + 1] == "、" and _beside(self.starts.get(end + 1), unit)
        )

    def _follows_full(self, start: int, unit: Unit) -> bool:
        """Whether the full form of a unit above `unit` ends at `start`: 山西省|和顺."""
        return self.shadow[start - 1] in SUFFIXES and _over(self.ends.get(start), unit)

    def _is_sounded(self, start: int) -> bool:
        """Whether a word that the dictionary does not hold stands right before a short name: 艾班|尼斯."""
        word = self.words.texts[self.words.index(start - 1)] if start else ""
        unknown = len(word) > 1 and word.isalpha() and start - 1 not in self.ends and not tags()[word]
        return unknown and word[-1] not in self.edges.leads and word[-1] not in self.edges.never

    def _is_person(self, start: int, end: int) -> bool:
        """A surname alone before a short form: 林/永康."""
        before = start - 1
        alone = before >= 0 and before in self.words.edges and end - start == 2
        return alone and self.shadow[before] in self.edges.surnames


def _is_famous(unit: Unit) -> bool:
    """Whether everybody knows it: a country, a province, a city of the mainland or Taiwan."""
    return unit.level in FAMOUS and (not unit.above or unit.above[-1] in ("CN", "TW"))


def _know(form: str, units: list[Unit]) -> Known:
    first = units[0]
    named = [first] if first.level in ("province", "country") else units
    codes = frozenset(code for unit in named for code in (unit.key, *unit.above))
    name = first.name if len({unit.name for unit in units}) == 1 else form
    keys = tuple(dict.fromkeys(unit.key for unit in units))
    return Known(Place(name, level=first.level, candidates=keys), units, codes)


def _over(above: Iterable[Unit] | None, unit: Unit) -> bool:
    return above is not None and any(one.key in unit.above for one in above)


def _along(others: Iterable[Unit] | None, unit: Unit) -> bool:
    """Whether a route may go from the one to the other: they lie in one province (来宾—平果)."""
    return others is not None and any(
        code in unit.above for one in others for code in (one.key, *one.above) if code != "CN"
    )


def _beside(siblings: Iterable[Unit] | None, unit: Unit) -> bool:
    return siblings is not None and any(
        one.above[:1] == unit.above[:1] and one.level == unit.level and unit.level in SIBLINGS for one in siblings
    )


@lru_cache(maxsize=65536)
def _pieces(word: str) -> frozenset[int]:
    """Offsets inside a word at which the dictionary alone, without guesses, would cut it."""
    offsets, position = [], 0
    for piece in engine().cut(word, False):
        position += len(piece)
        offsets.append(position)
    return frozenset(offsets[:-1])
