"""Anaphors: which named place 全州, 该县, 两县 mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import TERRITORIES, Gazetteer

ANAPHOR = "place.anaphor"
OF_CHINA = Place("中国", level="country", ref=("CN",))
OF_TAIWAN = Place("台湾", level="country", ref=("TW",))
THIS = "该"

Profile = tuple[str, tuple[str, ...], list[tuple[str, Place]]]
"""A place's key, the levels of anaphor that may mean it, and the units above it by their levels."""


def refer(
    document: Document, gazetteer: Gazetteer, places: Sequence[Mention], told: Sequence[Place], year: int
) -> list[Mention]:
    """`places` (in text order, linked), the anaphors among them with `ref`: the codes, or names, that they mean.

    该县 is the last county before it, 两县 the last two, 全县 the one that the text before it names most; `told` are
    the places of the article's source and title, which stand for it where the text before it names none.
    """
    country = OF_TAIWAN if document.region == "TW" else OF_CHINA
    before = _Named(gazetteer, year, {})
    whole: _Named | None = None
    made = []
    waiting = 0  # the first place that `before` does not hold yet
    for number, mention in enumerate(places):
        place = mention.value
        if mention.rule != ANAPHOR or not isinstance(place, Place):
            made.append(mention)
            continue
        if place.level == "country":
            meant = country
        else:
            before.add_all(places[waiting:number])
            waiting = number
            form = document.shadow[mention.start : mention.end]
            many = gazetteer.anaphors[form][1]
            found = before.last(place.level, many) if many else before.meant(place.level, form)
            if not found and not many:
                whole = whole or _Named(gazetteer, year, before.profiles, told, places)
                found = whole.meant(place.level, form)
            meant = _referring(place, found)
        made.append(Mention(mention.start, mention.end, "place", ANAPHOR, meant, in_name=mention.in_name))
    return made


def _referring(place: Place, found: list[Place]) -> Place:
    level = found[0].level if found else ("" if place.level in ("city", "area", "here") else place.level)
    name = found[0].name if len(found) == 1 else ""
    return replace(place, name=name, level=level, ref=tuple(one.code or one.name for one in found))


class _Named:
    """The places named so far, by the level of anaphor that may mean them; adding and asking cost the same always."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        year: int,
        profiles: dict[int, Profile],
        told: Sequence[Place] = (),
        places: Sequence[Mention] = (),
    ) -> None:
        self.gazetteer, self.year, self.profiles = gazetteer, year, profiles
        self.recent: dict[str, dict[str, Place]] = {}  # level → key → place, the last one named at the end
        self.best: dict[str, Place] = {}  # level → the place named most, the earlier of two
        self.above: dict[str, Place] = {}  # level → the unit of that level over the last place named
        self._counts: dict[tuple[str, str], int] = {}
        self._most: dict[str, int] = {}
        for place in told:
            self.add(place)
        self.add_all(places)

    def add_all(self, mentions: Sequence[Mention]) -> None:
        for mention in mentions:
            if mention.rule != ANAPHOR and isinstance(mention.value, Place):
                self.add(mention.value)

    def add(self, place: Place) -> None:
        """Count a place in; what it is to anaphors is worked out once for each value."""
        known = self.profiles.get(id(place))
        if known is None:
            known = self.profiles[id(place)] = self._profile(place)
        key, levels, uppers = known
        for level in levels:
            recent = self.recent.setdefault(level, {})
            recent.pop(key, None)
            recent[key] = place
            count = self._counts[level, key] = self._counts.get((level, key), 0) + 1
            if count > self._most.get(level, 0):
                self._most[level], self.best[level] = count, place
        if uppers:
            self.above.update(uppers)

    def _profile(self, place: Place) -> Profile:
        uppers = []
        for code in (place.province_code, place.prefecture_code):
            unit = self.gazetteer.at(code, self.year) if code else None
            if unit is not None:
                upper = self.gazetteer.place(unit)
                uppers += [(level, upper) for level in _levels(upper)]
        return place.code or place.name, tuple(_levels(place)), uppers

    def last(self, level: str, many: int) -> list[Place]:
        """The last `many` places of that level, in the order named; none where there are fewer."""
        recent = list(islice(reversed(self.recent.get(level, {}).values()), many))
        return recent[::-1] if len(recent) == many else []

    def meant(self, level: str, form: str) -> list[Place]:
        """The place that 该县 (the last) or 全县 (the one named most) means; what lies above where none is named."""
        if level in TERRITORIES:
            unit = self.gazetteer.at(level, self.year)
            return [self.gazetteer.place(unit)] if unit else []
        recent = self.recent.get(level)
        if recent and form.startswith(THIS):
            return [next(reversed(recent.values()))]
        place = self.best.get(level) or self.above.get(level)
        return [place] if place is not None else []


def _levels(place: Place) -> Iterator[str]:
    yield place.level
    if place.level in ("country", "province", "prefecture", "county"):
        yield "here"  # 两地
    if place.name.endswith("市") and place.level in ("province", "prefecture", "county"):
        yield "city"
    if place.name.endswith("区") and place.level in ("province", "county") and not place.code[:2].isalpha():
        yield "area"
