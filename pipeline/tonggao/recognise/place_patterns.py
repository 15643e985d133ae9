"""Names that no gazetteer has: villages, townships, zones, parks, waters, by their endings.

Three ways to one: in a chain, right after a place (木里县|屋脚乡|利家咀村); by its ending, where the words before it
can be a name (“悬崖村”, 新港园区); and again, wherever a name that the article has given by one of these stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from tonggao.model import Document, Mention, Place
from tonggao.recognise.place_endings import UNDER, Ending, Patterns
from tonggao.recognise.place_evidence import KINDS, NAMELIKE, PROPER, Evidence, Reading
from tonggao.text.dictionary import engine
from tonggao.text.occurrences import occurrences

QUOTES = tuple("“「『‘\"'")
NOUNS = NAMELIKE | {"n", "a", "b", "j", "s", "i", "l", "t", "m", "zg", "ng", "g", "f", "q"}
NAMES = NAMELIKE | {"nz"}
FUNCTION = frozenset(
    ("p", "c", "u", "uj", "ul", "uz", "ud", "uv", "ug", "d", "r", "m", "q", "mq", "y", "e", "o", "f", "k", "zg", "h")
)
SMALL = frozenset(("p", "c", "u", "uj", "ul", "uz", "ud", "uv", "ug", "d", "r", "v", "e", "y", "o"))
LINKS = frozenset(("p", "c", "u", "uj", "ul", "uz", "ud", "uv", "ug", "d", "r", "q", "y", "e", "o"))
PHRASE = frozenset(("p", "c", "r", "x", "u", "uj", "ul", "uz", "ud", "uv", "ug"))  # what no site begins with
COUNTS = frozenset(("m", "f"))  # nor what stands behind a place
AFAR = ("prefecture", "county")  # what stands under these ends as names by pattern do
PARTED = frozenset("等至或的")  # in no name: 多伦湖|等景区
BEHIND = frozenset("上下中里内口旁边是到有由为在与和")  # what may be cut to the ending before it
OPENING, SHORT = frozenset("在于至到从往赴由"), 2  # what the cut may take into a name longer than that: 在世|邦|广场


def find(
    patterns: Patterns, document: Document, taken: list[Mention], endings: dict[int, int], covered: bytearray, far: bool
) -> list[Mention]:
    """Mentions of names by their endings, and where the article names other countries (`far`) by their sound.

    `taken` are the gazetteer's finds, `covered` is 1 for each of their characters (and goes on being filled),
    `endings` gives the start of each ending of a name by its end.
    """
    return _Search(patterns, document, taken, endings, covered).run(far)


class _Search(Evidence):
    def run(self, far: bool) -> list[Mention]:
        """Chains, endings, foreign names, then the same names again."""
        for mention in [m for m in self.taken if isinstance(m.value, Place) and m.value.level in UNDER]:
            self._chain(mention)
        self._endings()
        for start, end in self.patterns.foreign.find(self.shadow, self.document.words, self.ends) if far else ():
            if 1 not in self.covered[start:end]:
                self._add(start, end, "region")
        self._again()
        return self.found

    def _add(self, start: int, end: int, level: str, name: str = "") -> Mention:
        name = name or self.shadow[start:end]
        exported = {"landform": "site", "group": "village"}.get(level, level)
        mention = Mention(start, end, "place", f"place.{level}", Place(name, level=exported))
        self.found.append(mention)
        self.ends[end] = mention
        self.covered[start:end] = b"\1" * (end - start)
        return mention

    def _chain(self, above: Mention) -> None:
        """The units that stand right after `above`, one after the other."""
        shadow = self.shadow
        while isinstance(above.value, Place) and above.value.level in UNDER:
            if above.value.level in AFAR and not self._ending_near(above.end):
                return
            level = "village" if above.rule in ("place.village", "place.group") else above.value.level
            found = self.patterns.chains[level].match(shadow, above.end)
            if found is None or 1 in self.covered[above.end : found.end()]:
                return
            if found[0] not in self.townships and not self._is_name(found):
                return
            above = self._add(above.end, found.end(), self.patterns.rows[found["suffix"]].level)

    def _ending_near(self, offset: int) -> bool:
        """Whether an ending of names ends so near behind `offset` that it may be the next unit's."""
        ends = self.ending_ends
        number = bisect_left(ends, offset + 2)
        return number < len(ends) and ends[number] < offset + 13

    def _is_name(self, found: re.Match[str]) -> bool:
        """Whether the words of a chain's stem can be a name, and the ending is not the beginning of a word (村|民)."""
        stem, end, shadow = found["stem"], found.end(), self.shadow
        row = self.patterns.rows[found["suffix"]]
        if not row.least <= len(stem) <= row.most + 2 or stem in self.patterns.generic:
            return False
        words = self.document.words
        if shadow[end - 1 : end + 1] in self.patterns.tails and end not in words.edges:
            return False
        around = words.texts[words.index(end - 1)]
        if end not in words.edges and around[0] in self.patterns.surnames and len(around) < 4:
            return False  # 李镇国
        return not self._broken(found.start(), found.start("suffix"), end)

    def _plausible(self, pieces: list[str]) -> bool:
        """Whether the dictionary's words in a stem can make a name: no verb, number or describing word among them."""
        known, generic = self.tags, self.patterns.generic
        if any(piece in generic for piece in pieces if len(piece) > 1 or len(pieces) == 1):
            return False
        return all(len(piece) == 1 or known[piece] in NOUNS for piece in pieces)

    def _trim(self, begin: int, start: int) -> int:
        """Where the name begins, small words before it left out (含|龙颈, 这处): `start` where nothing is left."""
        known = self.tags
        pieces = engine().cut(self.shadow[begin:start], False)
        for number, piece in enumerate(pieces):
            following = pieces[number + 1] if number + 1 < len(pieces) else ""
            counted = known[piece] == "m" and known[following] == "q"
            small = piece in self.patterns.leads or (len(piece) > 1 and known[piece] in LINKS)
            if not counted and not small:
                break
            begin += len(piece)
        return begin

    def _spans(self) -> list[tuple[int, int]]:
        """Starts and ends of the endings that can end a name: at a word's end, in no ordinary word, in no place."""
        words, covered, tag_of, shadow = self.document.words, self.covered, self.tags, self.shadow
        edges, starts, texts, spans = words.edges, words.starts, words.texts, []
        generic, sounding, sounds = self.patterns.generic, self.patterns.sounding, self.patterns.sounds.of_character
        towns, before = self.patterns.towns, self.ends
        for end, start in self.endings.items():
            town = shadow[start:end] in towns
            loose = end in edges or (shadow[end] in BEHIND and self._loose(start, end))
            if not loose and (not town or self._township(start, end) == start):
                continue
            if covered[end - 1] and (covered[start - 2] or not self._uncover(start, end)):
                continue
            number = bisect_right(starts, start) - 1
            word = texts[number]
            if starts[number] != start:
                tag = tag_of[word]
                hopeful = (tag in NAMELIKE or (tag == "nz" and end - start > 1)) and word not in generic
            else:
                hopeful = word not in sounding or shadow[start - 1] in sounds or start in before
            if hopeful or (town and self._township(start, end) < start):
                spans.append((start, end))
        spans.sort()
        return spans

    def _loose(self, start: int, end: int) -> bool:
        """Whether the cut has joined the ending to a small word behind it: 九江|路上, 肖严|湖是."""
        words = self.document.words
        if end + 1 not in words.edges or start not in words.edges or self.shadow[end] not in BEHIND:
            return False
        return start in self.ends or not self.tags[self.shadow[start : end + 1]]

    def _endings(self) -> None:
        spans = self._spans()
        hits = [found for start, end in spans if (found := self._read(start, end)) is not None]
        if not hits:
            return
        shadow, tag_of = self.shadow, self.tags
        names = [shadow[start:end] for start, end, _, _ in hits]
        again = Counter(names)
        told = self._told(hits)
        wards = any(row.need == "ward" and sure for _, _, row, sure in hits)
        waters = {name for name, hit in zip(names, hits, strict=True) if self.patterns.waters.match(shadow, hit[1])}
        for name, (start, end, row, sure) in zip(names, hits, strict=True):
            person = name[-1] == "江" and name[0] in self.patterns.surnames  # 张德江
            water = again[name] > 1 and name in waters and not person and tag_of[name] in NAMELIKE  # 丽池|淤泥
            listed = row.need == "ward" and wards and tag_of[name] == ""
            if sure or listed or (water and row.need == "again") or start in told:
                self._add(start, end, row.level)

    def _read(self, start: int, end: int) -> Reading | None:
        row = self.patterns.rows[self.shadow[start:end]]
        if self.shadow[start - 1 : start] == "之":
            return None  # 企业之乡
        begin = self._township(start, end)
        if begin < start:
            return begin, end, row, True
        if row.level != "group" and row.need != "ward":
            words = self.document.words
            if start not in words.edges and words.texts[words.index(start)] in self.patterns.generic:
                return None  # 城中村
            begin = self._evident(start, end, row)
            if begin < start or row.need == "sound":
                return (begin, end, row, True) if begin < start else None
        if start not in self.document.words.edges and not self._within_name(start):
            return None
        begin = self._begin(start, row)
        if row.level == "township" and self.shadow[begin:end] in self.townships:
            return begin, end, row, True
        if begin not in self.starts and begin not in self.ends:
            begin = self._trim(begin, start)
        if row.level == "site" and start - begin > SHORT and self.shadow[begin] in OPENING:
            begin += 1  # 在|世邦广场, however it is cut
        stem = self.shadow[begin:start]
        if not stem:
            return (start, end, row, True) if row.need == "zone" and self._follows_full(start) else None
        tail = self.shadow[end - 1 : end + 1] in self.patterns.tails  # 澎湖|乡亲
        tail = tail or not PARTED.isdisjoint(stem) or (begin in self.ends and stem[0] in KINDS)  # 铁岭|镇福民村
        if tail or len(stem) < row.least or stem in self.patterns.generic or self._broken(begin, start, end):
            return None
        return begin, end, row, self._sure(begin, start, stem, row)

    def _broken(self, begin: int, start: int, end: int) -> bool:
        """Whether the dictionary's words do not end where the name does (血腥|镇压), or make no name of the stem."""
        inside = self.starts.get(begin)
        begin = inside.end if inside is not None and inside.end <= start else begin
        position, pieces = begin, []
        for piece in engine().cut(self.shadow[begin : end if self._loose(start, end) else end + 2], False):
            if position < start < position + len(piece) <= end:
                if self.tags[piece] and self.tags[piece] not in NAMELIKE:
                    return True  # 炉碴|故乡
                pieces.append(piece[: start - position])
            elif position < start:
                pieces.append(piece)
            position += len(piece)
            if position >= end:
                break
        row, known = self.patterns.rows[self.shadow[start:end]], self.tags
        if row.need in ("road", "hk") and any(known[p] in (LINKS if len(p) > 1 else PHRASE) for p in pieces):
            return True
        phrase = PHRASE | COUNTS if begin in self.ends else PHRASE
        if row.level == "site" and pieces and known[pieces[0]] in phrase and pieces[0][0] > "\u3400":
            return True  # 过以|隧道, 上海|三大|火车站
        alone = row.level in ("township", "village") and row.need != "ward" and begin not in self.ends
        described = len(pieces) > 1 and pieces[-1] in self.patterns.generic  # 产粮大|镇
        if alone and (described or any(known[piece] in SMALL for piece in pieces)):  # 以城带|乡
            return True
        return position != end or not self._plausible(pieces)

    def _within_name(self, start: int) -> bool:
        """Whether the word around `start` is no word of the dictionary's but a name: 农村 in 新型农村 is none."""
        words, known = self.document.words, self.tags
        number = words.index(start)
        position, tag = words.starts[number], known[words.texts[number]]
        if tag and tag not in NAMELIKE:
            return False
        for piece in engine().cut(words.texts[number], False):
            if position < start < position + len(piece):
                return known[piece] in NAMELIKE
            position += len(piece)
        return True

    def _follows_full(self, start: int) -> bool:
        place = self.ends.get(start)
        return place is not None and self._is_full(place)

    def _begin(self, start: int, row: Ending) -> int:
        """Where the name begins whose ending stands at `start`; `start` itself where nothing belongs to it."""
        begin, words, most = start, self.document.words, row.most
        place = self.ends.get(start)
        if place is not None:
            whole = row.level not in ("group", "landform") and row.need not in ("apart", "ward")
            whole = whole and place.rule != "place.character" and self._level(place) != "country"
            return self._whole(place, row) if whole and not self._is_full(place) else start
        while begin > 0 and start - begin < most and begin not in self.ends:
            first = words.starts[words.index(begin - 1)]
            first = next((end for end in range(begin - 1, first, -1) if end in self.ends), first)
            word = self.shadow[first:begin]
            if start - first > most or not self._belongs(word, start - begin, row):
                break
            begin = first
        whole = row.level == "site" and row.need not in ("road", "hk")
        place = self.ends.get(begin)
        if begin != start and place is not None and whole and self._opens(place):
            return place.start  # 新竹|1916|园区
        return begin

    def _opens(self, place: Mention) -> bool:
        """Whether a site's name may open with the place before it: no full form, no state or part of the world."""
        level = self._level(place)
        if level == "region":
            readings = self.patterns.gazetteer.forms.get(self.shadow[place.start : place.end], ())
            return any(unit.above[:1] in (("HK",), ("TW",)) for _, unit in readings)
        return level not in ("country", "province") and not self._is_full(place)

    def _belongs(self, word: str, length: int, row: Ending) -> bool:
        """Whether `word` is part of a name of whose stem `length` characters are read."""
        if not word.isalnum() or (word[0] < "\u3400" and (row.level != "site" or row.need in ("road", "hk"))):
            return False
        if word[0] < "\u3400":
            return length == 0
        tag = self.tags[word]
        if tag in FUNCTION or word in self.patterns.never:
            return False
        return length == 0 or (length < 2 and (len(word) == 1 or tag in NAMELIKE) and tag != "v")

    def _sure(self, begin: int, start: int, stem: str, row: Ending) -> bool:
        if row.need == "again":
            return begin in self.ends
        if row.need == "named":  # 安徽|天堂寨
            pieces = engine().cut(stem, False)
            named = len(stem) > 1 and not any(piece in self.patterns.never for piece in pieces)
            named = named and all(len(piece) == 1 or self.tags[piece] in PROPER for piece in pieces)
            return named and row.level == "landform" and begin in self.ends and begin not in self.starts
        if begin in self.ends or start in self.ends or self.shadow[begin - 1 : begin] in QUOTES:
            return True
        if row.need == "ward":
            return False
        named = self.tags[stem] in NAMELIKE or (row.level == "site" and len(stem) == 2 and self.tags[stem] == "nz")
        named = named and (begin in self.starts or not self._describes(stem))
        return len(stem) > 1 and (named or stem[0] < "\u3400")

    def _describes(self, stem: str) -> bool:
        """Whether the words of a stem are ordinary ones, all of them: 公共|交通|总站."""
        pieces = engine().cut(stem, False)
        return len(pieces) > 1 and all(len(p) > 1 and self.tags[p] and self.tags[p] not in NAMES for p in pieces)

    def _unknown(self, word: str) -> bool:
        return not self.tags[word] and word[0] not in self.patterns.surnames

    def _again(self) -> None:
        """Every other place where a name stands that was found above."""
        shadow = self.shadow
        levels = {shadow[m.start : m.end]: m.rule.removeprefix("place.") for m in self.found if m.end - m.start > 2}
        if not levels:
            return
        shorts = {name[:-1]: name for name, level in levels.items() if level == "village" and name[-1] == "村"}
        shorts = {short: name for short, name in shorts.items() if len(short) > 1 and self._unknown(short)}
        levels |= dict.fromkeys(shorts, "village")
        names = list(levels)
        for number, start, end in occurrences(names, shadow):
            name = names[number]
            if 1 not in self.covered[start:end] and shadow[end - 1 : end + 1] not in self.patterns.tails:
                self._add(start, end, levels[name], shorts.get(name, ""))
