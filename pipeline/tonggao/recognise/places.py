"""Places: every name that the gazetteer knows and the article licenses, run-together names, anaphors, name patterns.

A name stands only where words begin and end (产业**合作** and 隆**重庆**祝 are none), and a form that is an ordinary word
too stands only where the article gives a reason: its full form, the unit above it, a sibling beside it in a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import CONTEXT, FULL, LICENSED, PLAIN, Gazetteer, Reading, Unit
from tonggao.recognise.place_patterns import Patterns
from tonggao.text.dictionary import engine

FAMOUS = ("country", "province", "prefecture")


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Place candidates in text order, `Place.candidates` holding the codes (or names) that the form may mean.

    Offsets: code points into the shadow. What a candidate means at the article's date, `link` decides.
    """
    gazetteer = Gazetteer.of(rules)
    finder = _Finder(document, gazetteer, *rules.once("place_edges", _edges))
    found = finder.run()
    found += Patterns.of(rules).find(document, found)
    return sorted(found, key=lambda m: (m.start, -m.end))


def _edges(rules: Rules) -> tuple[frozenset[str], frozenset[str]]:
    table = rules.table("place_edges")
    return frozenset(table.where("use", "surname")), frozenset(table.where("use", "tail"))


class _Finder:
    """One article's names out of the automaton's hits: edges, then what needs no licence, then what has one."""

    def __init__(
        self, document: Document, gazetteer: Gazetteer, surnames: frozenset[str], tails: frozenset[str]
    ) -> None:
        self.document, self.gazetteer, self.surnames, self.tails = document, gazetteer, surnames, tails
        self.shadow, self.words = document.shadow, document.words
        self.taken: list[Mention] = []
        self.ends: dict[int, list[Unit]] = {}  # end of an accepted place → what it may mean
        self.starts: dict[int, list[Unit]] = {}
        self.codes: set[str] = set()  # what the article names, with all that lies above
        self.full: set[str] = set()  # keys of units whose full form stands in the article
        self._covered = bytearray(len(self.shadow) + 1)

    def run(self) -> list[Mention]:
        """The accepted mentions."""
        doubtful = self._plain(self._hits())
        self._context(doubtful)
        return self.taken

    def _hits(self) -> list[tuple[int, int, str]]:
        names = self.gazetteer.names
        hits = self.gazetteer.automaton.find_matches_as_indexes(self.shadow, overlapping=True)
        return sorted(((start, -end, names[number]) for number, start, end in hits))

    def _plain(self, hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str, list[Reading]]]:
        """Accept what needs nothing but its edges; return the rest."""
        forms, edges, position = self.gazetteer.forms, self.words.edges, 0
        doubtful = []
        for start, minus, form in hits:
            end = -minus
            if form in self.gazetteer.vetoes and start >= position:
                position = end
                self._covered[start:end] = b"\1" * (end - start)
            readings = forms.get(form)
            if readings is not None and readings[0][0] >= FULL:
                self.full.update(unit.key for grade, unit in readings if grade >= FULL)
            if start < position:
                continue
            if not (start in edges and end in edges) and not self._fits(start, end):
                continue
            if readings is None:
                position = end if self._special(start, end, form) else position
            elif readings[0][0] >= FULL and self.shadow[end - 1 : end + 1] in self.tails and end - start > 2:
                continue  # 阳新|县域, 台南|市长: the short form stands there
            elif readings[0][0] >= PLAIN and (len(form) > 2 or readings[0][1].level in FAMOUS or not self._is_person(start, form)):
                self._accept(start, end, form, [unit for _, unit in readings])
                position = end
            else:
                doubtful.append((start, end, form, readings))
        return doubtful

    def _fits(self, start: int, end: int) -> bool:
        """Whether the dictionary, without the model's guesses, has words begin at `start` and end at `end`."""
        for offset in (start, end):
            if offset not in self.words.edges:
                first, last = self.words.span(self.words.index(offset))
                word = self.shadow[first:last]
                if offset - first not in _pieces(word) and not self._joins(word, offset - first):
                    return False
                if word[0] in self.surnames and first < start and end == last <= first + 3:
                    return False  # 魏华山, 林永康: a person
        return True

    def _joins(self, word: str, offset: int) -> bool:
        """Whether a word of the dictionary is two names run together: 上海|浦东新区."""
        return word[:offset] in self.gazetteer.forms and word[offset:] in self.gazetteer.forms

    def _special(self, start: int, end: int, form: str) -> bool:
        codes = self.gazetteer.compounds.get(form)
        if codes is not None:
            if start not in self.words.edges or end not in self.words.edges:
                return False
            for offset, code in enumerate(codes, start):
                self._accept(offset, offset + 1, self.shadow[offset], self.gazetteer.by_code[code][:1], "place.character")
            return True
        level, _ = self.gazetteer.anaphors[form]
        self._mention(start, end, "place.anaphor", Place(level=level))
        return True

    def _accept(self, start: int, end: int, form: str, units: list[Unit], rule: str = "place.name") -> None:
        self.ends[end] = self.starts[start] = units
        for unit in units[:1] if len(units) > 1 and units[0].level in ("province", "country") else units:
            self.codes.add(unit.key)
            self.codes.update(unit.above)
        name = units[0].name if len({unit.name for unit in units}) == 1 else form
        keys = tuple(dict.fromkeys(unit.key for unit in units)) if len(units) > 1 else (units[0].key,)
        self._mention(start, end, rule, Place(name, level=units[0].level, candidates=keys))

    def _mention(self, start: int, end: int, rule: str, place: Place) -> None:
        self.taken.append(Mention(start, end, "place", rule, place))
        self._covered[start:end] = b"\1" * (end - start)

    def _context(self, doubtful: list[tuple[int, int, str, list[Reading]]]) -> None:
        """Accept of the doubtful what the article licenses: forwards, then backwards for lists that name it first."""
        self.codes.discard("CN")
        if self.document.region in ("HK", "MO", "TW"):
            self.codes.add(self.document.region)
        left = []
        for hit in doubtful:
            if not self._license(*hit):
                left.append(hit)
        for hit in reversed(left):
            self._license(*hit)

    def _license(self, start: int, end: int, form: str, readings: list[Reading]) -> bool:
        if any(self._covered[start:end]) or self._is_person(start, form):
            return False
        units = [unit for grade, unit in readings if self._allowed(grade, unit, start, end)]
        if not units:
            return False
        self._accept(start, end, form, units, "place.licensed")
        return True

    def _allowed(self, grade: int, unit: Unit, start: int, end: int) -> bool:
        if grade >= CONTEXT and (unit.key in self.full or any(code in self.codes for code in unit.above[:2])):
            return True
        if grade >= LICENSED and (unit.key in self.full or _over(self.ends.get(start), unit)):
            return True
        before = self.ends.get(start - 1) if self.shadow[start - 1 : start] == "、" else None
        after = self.starts.get(end + 1) if self.shadow[end : end + 1] == "、" else None
        return _beside(before, unit) or _beside(after, unit)

    def _is_person(self, start: int, form: str) -> bool:
        """A surname alone before a short form: 林/永康."""
        before = start - 1
        return len(form) == 2 and before >= 0 and before in self.words.edges and self.shadow[before] in self.surnames


def _over(above: Iterable[Unit] | None, unit: Unit) -> bool:
    return above is not None and any(one.key in unit.above for one in above)


def _beside(siblings: Iterable[Unit] | None, unit: Unit) -> bool:
    return siblings is not None and any(
        one.above[:1] == unit.above[:1] and one.level == unit.level and unit.level in ("county", "prefecture", "township")
        for one in siblings
    )


@lru_cache(maxsize=65536)
def _pieces(word: str) -> frozenset[int]:
    """Offsets inside a word at which the dictionary alone, without guesses, would cut it."""
    offsets, position = [], 0
    for piece in engine().cut(word, False):
        position += len(piece)
        offsets.append(position)
    return frozenset(offsets[:-1])
