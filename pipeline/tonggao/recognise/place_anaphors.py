"""Anaphors: which named place 全州, 该县, 两县 mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import Gazetteer

OF_CHINA = Place("中国", level="country", ref=("CN",))
OF_TAIWAN = Place("台湾", level="country", ref=("TW",))


def refer(
    document: Document, gazetteer: Gazetteer, places: Sequence[Mention], told: Sequence[Place], year: int
) -> list[Mention]:
    """`places` (in text order, linked), the anaphors among them with `ref`: the codes, or names, that they mean.

    该县 is the last county before it, 两县 the last two, 全县 the one that the text before it names most; `told` are
    the places of the article's source and title, which stand for it where the text before it names none.
    """
    named: list[Place] = []
    made = []
    rest = [*told, *(m.value for m in places if m.rule != "place.anaphor" and isinstance(m.value, Place))]
    for mention in places:
        place = mention.value
        if mention.rule != "place.anaphor" or not isinstance(place, Place):
            made.append(mention)
            if isinstance(place, Place):
                named.append(place)
            continue
        form = document.shadow[mention.start : mention.end]
        _, many = gazetteer.anaphors[form]
        if place.level == "country":
            made.append(_country(document, mention))
            continue
        found = _meant(gazetteer, named, place.level, many, form, year) or (
            [] if many else _meant(gazetteer, rest, place.level, 0, form, year)
        )
        level = found[0].level if found else ("" if place.level in ("city", "area", "here") else place.level)
        name = found[0].name if len(found) == 1 else ""
        ref = tuple(dict.fromkeys(one.code or one.name for one in found))
        made.append(replace(mention, value=replace(place, name=name, level=level, ref=ref)))
    return made


def _country(document: Document, mention: Mention) -> Mention:
    """全国, 我国: the country that the article is of."""
    place = OF_TAIWAN if document.region == "TW" else OF_CHINA
    return Mention(mention.start, mention.end, "place", mention.rule, place, in_name=mention.in_name)


def _meant(gazetteer: Gazetteer, named: Sequence[Place], level: str, many: int, form: str, year: int) -> list[Place]:
    if level in ("HK", "MO", "TW"):
        unit = gazetteer.at(level, year)
        return [Place(unit.name, level, unit.level)] if unit else []
    fitting = [place for place in named if _fits(place, level)]
    if many:
        last = list(dict.fromkeys(reversed(fitting)))[:many]
        return last[::-1] if len(last) == many else []
    if not fitting:
        return _above(gazetteer, named, level, year)
    if form[0] == "该":
        return fitting[-1:]
    keys = Counter(place.code or place.name for place in fitting)
    best = max(keys, key=lambda key: keys[key])
    return [next(place for place in fitting if (place.code or place.name) == best)]


def _fits(place: Place, level: str) -> bool:
    if level == "city":
        return place.name.endswith("市") and place.level in ("prefecture", "county", "province")
    if level == "area":
        return place.name.endswith("区") and place.level in ("province", "county") and not place.code[:2].isalpha()
    return place.level == level


def _above(gazetteer: Gazetteer, named: Sequence[Place], level: str, year: int) -> list[Place]:
    """The unit of that level over the last place named: 全省 after 凉山州."""
    for place in reversed(named):
        for code in (place.prefecture_code, place.province_code):
            unit = gazetteer.at(code, year) if code else None
            if unit is not None:
                upper = Place(unit.name, unit.code, unit.level)
                if _fits(upper, level):
                    return [upper]
    return []
