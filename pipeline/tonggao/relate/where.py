"""Where: the places of a fact, and the topics that the title names for the whole article."""

from __future__ import annotations

from collections import Counter

from tonggao.model import Document, Mention, Name, Place, Quantity
from tonggao.relate import scopes
from tonggao.relate.opening import GOES_ON, OWN, Openings
from tonggao.relate.scopes import Beside, Carried, Found
from tonggao.relate.view import View, Views
from tonggao.text import cut

EACH = "各"  # 各省 spreads over all and names none
ATTRIBUTE = "的"
TOWARD = "toward"
BACKGROUND = ("law",)  # types of programs that a title names, and that what the article counts is not of
COUNTRY = "country"
WIDE = ("world", COUNTRY, "region", "site")  # what is no article's own place without its title saying so
OFTEN, AGAIN, EARLY = 3, 2, 2
ADJECTIVE = "a"  # 国内知名首店
PREDICATED = ("v", "d", "p", "t", "c", "m", "x")  # parts of speech behind a subject
AREAS = ("省", "市", "县", "区", "镇", "乡", "村")


class Areas:
    """The places of one article's facts."""

    def __init__(
        self, document: Document, views: Views, words: Beside, openings: Openings, topic: Found | None
    ) -> None:
        self._openings = openings
        self._shadow, self._views, self._words, self._topic = document.shadow, views, words, topic
        self._named = Counter(v for m in views.mentions if m.kind == "place" for v in scopes.place_values(m))
        self._home = home(document, views, self._named)

    def of(self, quantity: Mention, view: View, carried: Carried) -> Found | None:
        """The places that say where, a chain as its smallest unit, or `None` where the text leaves it open."""
        found = None
        if "place" in view.mentions:
            found = scopes.nearest(view, quantity, "place", self.is_area, lambda m: self._reaches(m, view, quantity))
        if found is not None and self._elsewhere(quantity, view, found):
            return None
        if found is None and carried.places:
            found = Found(tuple(carried.places), "paragraph")
        found = found or scopes.in_headings(self._views, view.sentence.section, "place", self._heads)
        found = found or self._topic or self._home
        return Found(scopes.smallest(found.mentions), found.scope) if found else None

    def establish(self, view: View, carried: Carried) -> None:
        """Keep for the paragraph the places that the sentence begins with, or where nothing was established yet a unit
        that a clause of it begins with; a site or region only where the article comes back to it."""
        if "place" not in view.mentions:
            return
        usable = (m for m in view.mentions["place"] if view.bracket(m.start) is None and self.is_area(m))
        first = next(usable, None)
        if first is None or not self._reaches(first, view):
            return
        opens = self._opens(first, view, view.sentence.start) or self._is_locative(first)
        if self._is_unit(first):
            local = isinstance(first.value, Place) and first.value.level != COUNTRY
            opens = opens or (local and not carried.places and self._opens(first, view, view.clause(first.start)[0]))
        elif max(self._named[value] for value in scopes.place_values(first)) < AGAIN:
            return
        if opens:
            carried.places = list(scopes.first_group([first, *usable], self._shadow))

    @staticmethod
    def _is_unit(mention: Mention) -> bool:
        """True for a country or an administrative unit."""
        value = mention.value
        return isinstance(value, Place) and value.level not in ("world", "region", "site")

    @staticmethod
    def _is_whole(mention: Mention) -> bool:
        """True for a country, and for 全省, 我市."""
        value = mention.value
        return isinstance(value, Place) and (bool(value.ref) or value.level == COUNTRY)

    def _opens(self, mention: Mention, view: View, start: int) -> bool:
        """True for a place at `start`, or behind a date there (截至2018年，四川…)."""
        dates = [date for date in view.within("date", start, mention.start) if date.start - start <= scopes.TOPIC]
        return scopes.opens(view, mention, dates[-1].end if dates else start)

    def _is_locative(self, mention: Mention) -> bool:
        """True for a place where things are, not a whole country that something is compared within (在全国率先)."""
        is_country = isinstance(mention.value, Place) and mention.value.level == COUNTRY
        return not is_country and self._words.before(self._shadow, mention.start, "locative")

    def _reaches(self, mention: Mention, view: View, quantity: Mention | None = None) -> bool:
        """True for a place that says where beyond its clause: what the sentence begins with, where things are (在…),
        the subject, or the unit it is of where the clause of `quantity` goes on with it; not 面向东南亚的, 向美国, and
        no place that describes a thing (海河游船), unless it is the whole country, province or city (我国棉花价格)."""
        mention, end = self._chain(mention, view)
        if self._words.before(self._shadow, mention.start, TOWARD):
            return False
        if self._opens(mention, view, view.sentence.start) or self._is_locative(mention):
            return True
        if self._is_whole(mention) and self._opens(mention, view, view.clause(mention.start)[0]):
            return True
        begins = self._openings.of(*view.clause(quantity.start), view) if quantity is not None else ""
        if begins == GOES_ON and self._is_unit(mention):
            return True
        words = view.document.words
        after = words.texts[words.index(end)] if end < view.sentence.end else ""
        tag = cut.tag(after)
        if begins == OWN or not self._is_unit(mention):
            return tag in PREDICATED  # 台北市|率先推出…，凡户籍家庭每户6000元; not 厦门|综合改革…，6组国企重组
        return after != ATTRIBUTE and not tag.startswith("n") and tag != ADJECTIVE

    def _chain(self, mention: Mention, view: View) -> tuple[Mention, int]:
        """The first place of the chain or list that a place stands in (江苏省|南京市), and where that ends."""
        start, stop = view.clause(mention.start)
        end = mention.end
        for before in reversed(view.within("place", start, mention.start)):
            if self._shadow[before.end : mention.start] not in scopes.LISTED:
                break
            mention = before
        for behind in view.within("place", end, stop):
            if self._shadow[end : behind.start] not in scopes.LISTED:
                break
            end = behind.end
        return mention, end

    def is_area(self, mention: Mention) -> bool:
        """True for a place that a fact can be of, not one that it is compared with (占全国, 全国第三)."""
        shadow, words = self._shadow, self._words
        if shadow.startswith(EACH, mention.start) or words.behind(shadow, mention.end, "behind_place"):
            return False
        if self._is_whole(mention) and words.behind(shadow, mention.end, "behind_country"):
            return False
        return not words.before(shadow, mention.start, "before_place") and scopes.is_area(mention)

    def _heads(self, mention: Mention) -> bool:
        """True for an area that what stands under a heading is of, not one that something goes to (向太平洋试射)."""
        return self.is_area(mention) and not self._words.before(self._shadow, mention.start, TOWARD)

    def _elsewhere(self, quantity: Mention, view: View, found: Found) -> bool:
        """True where the number is of areas that have no name: the clause begins with such, counted (6个定点扶贫县累计
        投资…), or an earlier number had the place and this one measures others (三区三州覆盖75%、定点扶贫县80%)."""
        start, _ = view.clause(quantity.start)
        if found.scope == "sentence":
            counted = view.within("quantity", start, quantity.start)
            value = counted[0].value if counted and counted[0].start - start <= scopes.TOPIC else None
            return isinstance(value, Quantity) and (value.what or value.unit).endswith(AREAS)
        value, between = quantity.value, view.within("quantity", found.mentions[-1].end, quantity.start)
        if not between or not isinstance(value, Quantity) or value.what_span is None or value.type == "count":
            return False
        first, last = value.what_span
        words = view.tokens.texts[view.token(first) : view.token(last)]
        return between[-1].end <= first < quantity.start and any(word.endswith(AREAS) for word in words)


def home(document: Document, views: Views, named: Counter[str]) -> Found | None:
    """The province, city or county that an article keeps to: named at least `OFTEN` times, more often than all others
    together, and in its first half."""
    if not named:
        return None
    name, count = min(named.items(), key=lambda item: (-item[1], item[0]))
    if count < OFTEN or 2 * count <= sum(named.values()) or len(name) == len("HK"):
        return None
    first = next(m for m in views.mentions if m.kind == "place" and name in scopes.place_values(m))
    if first.start > len(document.shadow) // EARLY or not isinstance(first.value, Place) or first.value.level in WIDE:
        return None
    return Found((first,), "article")


def topics(document: Document, views: Views, words: Beside) -> tuple[Found | None, Found | None]:
    """What the title line speaks of and the article comes back to: its own place, not one that something goes to
    (向太平洋试射), and its project or event."""
    lines = [line for line in document.lines if line.zone == "title"] or [
        line for line in document.lines if line.paragraph == 1 and line.zone == "heading"
    ]
    if not lines:
        return None, None
    titled = [m for m in views.mentions if m.start < lines[-1].end]
    places = [m for m in titled if m.kind == "place" and scopes.is_area(m)]
    if places and words.before(document.shadow, places[0].start, TOWARD):
        places = []
    programs = [m for m in titled if m.kind == "program" and scopes.is_specific(m)]
    programs = [m for m in programs if isinstance(m.value, Name) and m.value.type not in BACKGROUND]
    if places:
        spoken = Counter(v for m in views.mentions if m.kind == "place" for v in scopes.place_values(m))
        chain = scopes.smallest(scopes.first_group(places, document.shadow))
        least = max(2, -(-max(spoken.values()) // 2))  # as often as half of what is named most
        places = [m for m in chain if any(spoken[value] >= least for value in scopes.place_values(m))]
    if programs:
        named = Counter(m.value.name for m in views.mentions if isinstance(m.value, Name))
        programs = [m for m in programs if isinstance(m.value, Name) and named[m.value.name] > 1]
    return (
        Found(tuple(places), "article") if places else None,
        Found((programs[0],), "article") if programs else None,
    )
