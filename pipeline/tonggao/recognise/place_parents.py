"""What a place without a code lies in: the unit named before it, else the one to which the whole article keeps."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import HOME, PLAIN, Gazetteer

PATTERNED = frozenset(("place.village", "place.township", "place.site", "place.landform"))
OVER = ("county", "prefecture", "province")
TOUCHING, SENTENCE, PARAGRAPH = range(3)  # how far the unit is that a place is told to lie in
STOP = re.compile("[。！？\n]")
LONGEST = 4  # characters of a unit's form that a site's name may begin with: 新竹|1916园区

Seat = tuple[int, Place]
"""How far a unit is named from a place, and the unit."""


def attach(document: Document, places: Sequence[Mention], gazetteer: Gazetteer, year: int) -> list[Mention]:
    """`places` (in text order, linked), those told by their ending with what they lie in.

    The same name lies in the same unit everywhere: the one right before it or in its own name, else the last one named
    in its sentence, else in its paragraph, else the smallest that holds every unit of the article.
    """
    if not any(map(_is_open, places)):
        return list(places)
    stops = [match.end() for match in STOP.finditer(document.shadow)]
    lines = [stop for stop in stops if document.shadow[stop - 1] == "\n"]
    named = {mention.value.code for mention in places if isinstance(mention.value, Place) and mention.value.code}
    seats: dict[str, Seat] = {}
    last: Mention | None = None
    for mention in places:
        place = mention.value
        if _is_unit(mention):
            last = mention
        elif mention.rule in PATTERNED and isinstance(place, Place) and place.parent and not place.code:
            known = Place(place.parent, province_code=place.province_code, prefecture_code=place.prefecture_code)
            seats[place.name] = TOUCHING, known
        elif _is_open(mention) and isinstance(place, Place):
            found = _own(place.name, gazetteer, named) or _named_before(mention, last, stops, lines)
            if found is not None and found[0] != TOUCHING and not _is_of(found[1], document.region):
                continue  # nothing else of a territory's article lies on the mainland
            if found is not None and found[0] < seats.get(place.name, (PARAGRAPH + 1,))[0]:
                seats[place.name] = found
    common = None
    if any(_seeks(m, seats) for m in places):
        common = _common(places, gazetteer, year, document.region or "CN")
    return [_seated(mention, seats, common) if _is_open(mention) else mention for mention in places]


def _is_of(place: Place, region: str) -> bool:
    """Whether a place is one of the article's territory; of any in an article of the mainland."""
    return region in ("CN", "") or place.province_code == region


def _is_open(mention: Mention) -> bool:
    """Whether it is a place told by its ending, of which nothing else is known."""
    place = mention.value
    return mention.rule in PATTERNED and isinstance(place, Place) and not place.code and not place.parent


def _seeks(mention: Mention, seats: dict[str, Seat]) -> bool:
    """Whether the article as a whole may say what a place lies in: nothing nearer does, or no more than a province."""
    place = mention.value
    if not isinstance(place, Place) or not _is_open(mention):
        return False
    return place.name not in seats or seats[place.name][1].level == "province"


def _is_unit(mention: Mention) -> bool:
    """Whether it names a unit of the mainland or of a territory, by itself."""
    place = mention.value
    return isinstance(place, Place) and place.level in OVER and bool(place.province_code) and not mention.in_name


def _seated(mention: Mention, seats: dict[str, Seat], common: Place | None) -> Mention:
    place = mention.value
    assert isinstance(place, Place)
    distance, seat = seats.get(place.name, (PARAGRAPH, common))
    if seat is None or seat.name == place.name:
        return mention
    if seat.level == "province" and distance != TOUCHING and common is not None and common.province_code == seat.code:
        seat = common
    value = replace(
        place, parent=seat.code or seat.name, province_code=seat.province_code, prefecture_code=seat.prefecture_code
    )
    return replace(mention, value=value)


def _own(name: str, gazetteer: Gazetteer, named: Container[str]) -> Seat | None:
    """The unit that the name itself begins with: 桂林高新区, 仰光机场; a county only where the article names it."""
    for length in range(min(LONGEST, len(name) - 2), 1, -1):
        readings = gazetteer.forms.get(name[:length])
        if readings is None:
            continue
        units = [unit for grade, unit in readings if grade >= PLAIN or unit.code in named]
        if len(units) != 1 or (units[0].level not in OVER and "CN" in units[0].above):
            return None  # 长沙湾 is not in 长沙
        return TOUCHING, gazetteer.place(units[0])
    return None


def _named_before(mention: Mention, last: Mention | None, stops: list[int], lines: list[int]) -> Seat | None:
    """The last unit before a place, where it is named in the same sentence or paragraph."""
    if last is None or not isinstance(last.value, Place) or _between(last, mention, lines):
        return None
    if last.end == mention.start:
        return TOUCHING, last.value
    return (PARAGRAPH if _between(last, mention, stops) else SENTENCE), last.value


def _between(before: Mention, after: Mention, offsets: list[int]) -> bool:
    """Whether one of the offsets, which ascend, lies between two mentions."""
    return bisect_right(offsets, before.start) != bisect_right(offsets, after.start)


def _common(places: Sequence[Mention], gazetteer: Gazetteer, year: int, region: str) -> Place | None:
    """The smallest unit of the region that, with what it lies in and what lies in it, is all that the article names;
    a territory where its article names no unit; None where the units lie in several provinces."""
    lines: dict[str, tuple[str, ...]] = {}
    for mention in places:
        place = mention.value
        if isinstance(place, Place) and _is_unit(mention):
            keys = (place.code or place.name, place.prefecture_code, place.province_code)
            lines[keys[0]] = tuple(dict.fromkeys(filter(None, keys)))
    within = Counter(key for line in lines.values() for key in line)
    best: tuple[str, ...] = () if lines or region == "CN" else (region,)
    for line in lines.values():
        for depth, key in enumerate(line):
            rest = line[depth:]
            if within[key] + sum(upper in lines for upper in rest[1:]) == len(lines) and len(rest) > len(best):
                best = rest
    unit = gazetteer.at(best[0], year) if best else None
    home = best[-1] if best and best[-1] in HOME else "CN"
    return gazetteer.place(unit) if unit is not None and home == region else None
