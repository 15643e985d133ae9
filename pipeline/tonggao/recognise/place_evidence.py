"""What tells that characters before an ending are a name: the dictionary, a place, the sound, a list, words beside."""

from __future__ import annotations

from functools import cached_property

from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import HOME
from tonggao.recognise.place_endings import Ending, Patterns
from tonggao.text.cut import tags
from tonggao.text.dictionary import engine

KINDS = ("乡", "镇", "街道")
LISTED = tuple("、与及和")
NAMELIKE = frozenset(("", "ns", "nr", "nrt", "nrfg", "nt"))
PROPER = NAMELIKE | {"n", "nz"}
RAILWAY = ("站", "线")
LIGHT = frozenset("pcufdv")
KNOWN = ("站", "桥")  # what any name of a place may stand before
AREA = "地区"  # 上海地区 is 上海
STOPS = frozenset("\n。！？；，：（“「 \u3000")  # what a sentence or clause begins after
NEAR = 40  # characters in which such a word stands beside the name of a station or line
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")

Reading = tuple[int, int, Ending, bool]
"""Start and end of a name, the row of its ending, and whether it is beyond doubt."""


class Evidence:
    """One article's places as they are found, and what they and the words say of the names that endings end."""

    def __init__(
        self, patterns: Patterns, document: Document, taken: list[Mention], endings: dict[int, int], covered: bytearray
    ) -> None:
        self.patterns, self.document, self.shadow = patterns, document, document.shadow
        self.taken, self.endings, self.covered = taken, endings, covered
        self.ending_ends = sorted(endings)
        self.ends = {m.end: m for m in taken if m.rule != "place.anaphor"}
        self.starts = {m.start: m for m in self.ends.values()}
        self.found: list[Mention] = []
        self.tags = tags()

    @cached_property
    def townships(self) -> set[str]:
        """Names of the townships of the counties that the article names, of whatever kind: 禄新乡 for 禄新镇."""
        places = [m.value for m in self.taken if isinstance(m.value, Place) and m.value.level == "county"]
        counties = {key for place in places for key in place.candidates or (place.code,)}
        forms = {form for county in counties for form in self.patterns.gazetteer.townships.of(county)}
        stems = {form.removesuffix(kind) for form in forms for kind in KINDS if form.endswith(kind)}
        return forms | {stem + kind for stem in stems if len(stem) > 1 for kind in KINDS}

    def _township(self, start: int, end: int) -> int:
        """Where the township of a named county begins that ends at `end`, however the words are cut (大龙潭|乡绕了个
        大圈, 三|村镇); `start` where none does."""
        if self.shadow[start:end] not in self.patterns.towns or not self.townships:
            return start
        edges = self.document.words.edges
        begins = (begin for begin in range(max(0, start - 5), start) if begin in edges)
        return next((begin for begin in begins if self.shadow[begin:end] in self.townships), start)

    def _uncover(self, start: int, end: int) -> bool:
        """Free the characters of a short form that is the end of a township's name (禄|新乡), if it is one."""
        place, edges = self.ends.get(end), self.document.words.edges
        if place is None or place.start >= start or self.patterns.rows[self.shadow[start:end]].level != "township":
            return False
        begins = (begin for begin in (place.start - 1, place.start - 2) if begin in edges)
        found = any(self.shadow[begin:end] in self.townships for begin in begins)
        if found:
            self.covered[place.start : end] = bytes(end - place.start)
            del self.ends[end], self.starts[place.start]
        return found

    def _told(self, hits: list[Reading]) -> set[int]:
        """Beginnings of those doubtful names that the words beside them (位于…, …位于, 称为…) or a list of such names
        (茄南村、道学村和茄芮村) tell to be names, and of stations where railways are spoken of."""
        told: set[int] = set()
        before, after, shadow = self.patterns.before, self.patterns.after, self.shadow
        for number, (start, end, row, sure) in enumerate(hits):
            word = row.need == "ward" and self.tags[shadow[start:end]]  # 眼里, 家里
            if sure or word or not self._proper(start, end):
                continue
            cued = shadow[start - 2 : start] in before or shadow[end : end + 2] in after
            cued = cued or (not self._is_surname(start, end) and self._introduced(start, end))
            for other in hits[max(0, number - 1) : number] + hits[number + 1 : number + 2]:
                gap = shadow[end : other[0]] if other[0] > start else shadow[other[1] : start]
                cued = cued or (gap in LISTED and row is other[2] and self._proper(*other[:2]))
            if cued:
                told.add(start)
        return told

    def _is_surname(self, start: int, end: int) -> bool:
        """Whether a person may be called so: 柳俊江, 陈吉山."""
        return end - start < 4 and self.shadow[start] in self.patterns.surnames

    def _introduced(self, start: int, end: int) -> bool:
        """Whether the text says of the name what it says of places: at the beginning of a clause that it is or lies
        somewhere (城门河是…的一条河), that something is called so, or that it is a station of a railway."""
        shadow, cues = self.shadow, self.patterns.cues
        begins = not start or shadow[start - 1] in STOPS
        if (begins and cues.defined.match(shadow, end)) or cues.called.search(shadow, max(0, start - 5), start):
            return True
        rails = shadow[end - 1] in RAILWAY and cues.rails.search(shadow, max(0, start - NEAR), end + NEAR) is not None
        return rails and (begins or self._stands(start, end))

    def _stands(self, start: int, end: int) -> bool:
        """Whether small words or marks stand on both sides."""
        words = self.document.words
        if start not in words.edges or end not in words.edges:
            return False
        sides = words.texts[words.index(start - 1)], words.texts[words.index(end)] if end < len(self.shadow) else "。"
        return all(not side.isalnum() or self.tags[side][:1] in LIGHT for side in sides)

    def _proper(self, start: int, end: int) -> bool:
        """Whether the stem has two characters at least and no word but names and single characters."""
        stem = self.shadow[start : self.endings[end]]
        pieces = engine().cut(stem, False)
        return len(stem) > 1 and all(len(piece) == 1 or self.tags[piece] in PROPER for piece in pieces)

    def _evident(self, start: int, end: int, row: Ending) -> int:
        """Where the name begins whose ending stands at `start`, by more than the ending: the dictionary holds it
        (邵伯湖), a place's short form stands right before it (昆明|站), or it is written by sound (帕洛马|山)."""
        words, covered = self.document.words, self.covered
        number = words.index(end - 1)
        first, word = words.starts[number], words.texts[number]
        if self.shadow[end - 1 : end + 1] in self.patterns.tails:
            return start
        if first < start:
            tag = self.tags[word]
            named = tag == "ns" or (tag == "nr" and row.need == "road" and end - start == 1)  # 中正路
            named = named or (tag == "nz" and end - start > 1 and self.shadow[first:start] not in self.patterns.generic)
            if named and len(word) > 2 and word[-2:] != AREA and not covered[first]:
                return first
            if tag and tag not in NAMELIKE:
                return start
        place = self.ends.get(start)
        if place is not None:
            area = row.need == "sound" and self._has_areas(place)
            whole = area or (row.need == "named" and self._is_short(place, row))
            return self._whole(place, row) if whole else start
        if row.need == "named" and self.shadow[end - 1] in KNOWN:  # 福田|站
            forms = self.patterns.gazetteer.forms
            begins = (begin for begin in range(max(0, start - 5), start - 1) if begin in words.edges)
            known = next((begin for begin in begins if self.shadow[begin:start] in forms), start)
            if 1 not in covered[known:start] and known < start:
                return known
        begin = self.patterns.sounds.begin(self.shadow, start, words.edges)
        if 1 in covered[begin:start] or start - begin < row.least or self.shadow[begin:start] in self.patterns.generic:
            return start
        pieces = engine().cut(self.shadow[begin:start], False)
        return begin if all(len(piece) == 1 or self.tags[piece] in NAMELIKE for piece in pieces) else start

    def _has_areas(self, place: Mention) -> bool:
        """Whether 区, 州 or 县 behind the place's short form is part of a name: 元朗|区, 杜兰戈|州."""
        readings = self.patterns.gazetteer.forms.get(self.shadow[place.start : place.end], ())
        above = readings[0][1].above[-1:] if readings else ()
        if not above or self._is_full(place) or self.shadow[place.end - 1] in "州省县区市":
            return False  # 佛州|州议会
        level = self._level(place)
        return (above == ("HK",) and level == "region") or (above[0] not in HOME and level in ("region", "prefecture"))

    def _is_short(self, place: Mention, row: Ending) -> bool:
        """Whether a name may begin with the place: no character that stands for it, no country, no full form."""
        level = self._level(place)
        if place.rule == "place.character" or level == "country" or self._is_full(place):
            return False
        return level != "province" or row.level == "site"

    def _whole(self, place: Mention, row: Ending) -> int:
        """Where a site's name begins that `place` is the beginning of: with the city before it (北京|通州站)."""
        city = self.ends.get(place.start)
        if row.level != "site" or city is None or city.rule == "place.character" or self._is_full(city):
            return place.start
        value = city.value
        whole = isinstance(value, Place) and (value.level == "prefecture" or value.name in MUNICIPALITIES)
        return city.start if whole else place.start

    def _level(self, place: Mention) -> str:
        return place.value.level if isinstance(place.value, Place) else ""

    def _is_full(self, place: Mention) -> bool:
        return place.end - place.start > 2 and self.shadow[place.end - 1] in "省市县区州旗盟镇乡村"
