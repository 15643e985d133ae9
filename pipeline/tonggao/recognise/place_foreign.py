"""Foreign names without an ending: told by their sound and by the foreign place or word for a town beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from tonggao.model import Mention, Words
from tonggao.recognise.gazetteer import HOME, Gazetteer
from tonggao.recognise.place_sounds import Sounds
from tonggao.text.cut import tags

SURE = 3  # characters of a name that needs no foreign place before the word for a town: 首府|福克沙尼
WITHIN = frozenset("在于自往到至赴抵")  # before a country: a town of it may follow
SMALL = frozenset("pcuvdfm")  # kinds of words that may follow a name: 瓦萨|设有, not 巴沙尔|政权


class Foreign:
    """Finds foreign names that no table and no ending tells; made once per process."""

    def __init__(self, gazetteer: Gazetteer, sounds: Sounds, towns: str) -> None:
        """`towns`: an expression for the words for a town."""
        self.gazetteer, self.sounds = gazetteer, sounds
        self.town = re.compile(towns)
        self.defined = re.compile(f"的?[^，。；：、\n]{{0,9}}?(?:{towns})")
        self.tags = tags()
        self.is_abroad: dict[str, bool] = {}  # by form, worked out once per process

    def find(self, text: str, words: Words, places: dict[int, Mention]) -> Iterator[tuple[int, int]]:
        """Spans of names; `places` are the mentions known so far by their ends.

        A name follows what it lies in (位于美国犹他州|尤里卡) or the word for a town (丹麦城市|罗斯基勒), or is said to
        be a town there (潘丘|是罗马尼亚的城镇).
        """
        edges, abroad = words.edges, self._abroad(text, places)
        if not abroad:
            return
        for end, mention in abroad.items():
            stop = self.sounds.reach(text, end, edges)
            if stop > end and self._ends(words, stop) and self._is_in(text, mention):
                yield end, stop
            begin = self._subject(text, mention.start - 1, edges)
            if begin < mention.start - 1 and self.defined.match(text, end):
                yield begin, mention.start - 1
        for town in self.town.finditer(text):
            stop = self.sounds.reach(text, town.end(), edges)
            least = 2 if town.start() in abroad else SURE
            if stop - town.end() >= least and self._ends(words, stop):
                yield town.end(), stop

    def _abroad(self, text: str, places: dict[int, Mention]) -> dict[int, Mention]:
        """Those of `places` that lie in another country, or are one."""
        forms, made = self.gazetteer.forms, self.is_abroad
        found = {}
        for end, mention in places.items():
            form = text[mention.start : end]
            if form in forms and form not in made:
                unit = forms[form][0][1]
                made[form] = (unit.above or (unit.code,))[-1] not in HOME
            if made.get(form):
                found[end] = mention
        return found

    def _is_in(self, text: str, mention: Mention) -> bool:
        """Whether a name may be in the place that it follows: always below a country, else where one is said to be."""
        level = self.gazetteer.forms[text[mention.start : mention.end]][0][1].level
        return level != "country" or text[mention.start - 1 : mention.start] in WITHIN

    def _ends(self, words: Words, stop: int) -> bool:
        """Whether the name ends there for sure: a mark or a small word follows, or nothing."""
        if stop == words.starts[-1]:
            return True
        follows = words.texts[words.index(stop)]
        return not follows.isalpha() or self.tags[follows][:1] in SMALL

    def _subject(self, text: str, at: int, edges: Set[int]) -> int:
        """Where the name begins that begins a clause and ends at `at`, before 是; `at` where there is none."""
        if text[at : at + 1] != "是":
            return at
        begin = self.sounds.begin(text, at, edges)
        return begin if begin < at and not text[begin - 1 : begin].isalnum() else at
