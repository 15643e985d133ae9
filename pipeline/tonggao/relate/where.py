"""Where: the places of a fact, and the topics that the title names for the whole article."""

from __future__ import annotations

from collections import Counter

from tonggao.model import Document, Mention, Name, Quantity
from tonggao.relate import scopes
from tonggao.relate.scopes import Carried, Found
from tonggao.relate.view import View, Views

EACH = "各"  # 各省 spreads over all and names none
GROSS = "生产总值"  # the 国内 before it is that of whatever country
AREAS = ("省", "市", "县", "区", "镇", "乡", "村")


class Areas:
    """The places of one article's facts."""

    def __init__(self, document: Document, views: Views, topic: Found | None) -> None:
        self._shadow, self._views, self._topic = document.shadow, views, topic

    def of(self, quantity: Mention, view: View, carried: Carried) -> Found | None:
        """The places that say where, a chain as its smallest unit, or `None` where the text leaves it open."""
        found = scopes.nearest(view, quantity, "place", self.is_area) if "place" in view.mentions else None
        if found is not None and found.scope == "sentence" and self._elsewhere(quantity, view):
            return None
        if found is None and carried.places:
            found = Found(tuple(carried.places), "paragraph")
        found = found or scopes.in_headings(self._views, view.sentence.section, "place", self.is_area) or self._topic
        return Found(scopes.smallest(found.mentions), found.scope) if found else None

    def establish(self, view: View, carried: Carried) -> None:
        """Keep for the paragraph the first places of the sentence's first clause, or where nothing was established
        yet the first of the sentence."""
        places = [m for m in view.mentions.get("place", ()) if self.is_area(m) and view.bracket(m.start) is None]
        if places and (places[0].start < view.clause(view.sentence.start)[1] or not carried.places):
            carried.places = list(scopes.first_group(places))

    def is_area(self, mention: Mention) -> bool:
        """True for a place that a fact can be of."""
        shadow = self._shadow
        if shadow.startswith(EACH, mention.start) or shadow.startswith(GROSS, mention.end):
            return False
        return scopes.is_area(mention)

    def _elsewhere(self, quantity: Mention, view: View) -> bool:
        """True where the clause begins with areas of its own, counted (6个定点扶贫县累计投资…)."""
        start, _ = view.clause(quantity.start)
        counted = view.within("quantity", start, quantity.start)
        value = counted[0].value if counted and counted[0].start - start <= scopes.TOPIC else None
        return isinstance(value, Quantity) and (value.what or value.unit).endswith(AREAS)


def topics(document: Document, views: Views) -> tuple[Found | None, Found | None]:
    """What the title line speaks of and the article comes back to: its own place, and its project or event."""
    lines = [line for line in document.lines if line.zone == "title"] or [
        line for line in document.lines if line.paragraph == 1 and line.zone == "heading"
    ]
    if not lines:
        return None, None
    titled = [m for m in views.mentions if m.start < lines[-1].end]
    places = [m for m in titled if m.kind == "place" and scopes.is_area(m)]
    programs = [m for m in titled if m.kind == "program" and scopes.is_specific(m)]
    if places:
        spoken = Counter(v for m in views.mentions if m.kind == "place" for v in scopes.place_values(m))
        chain = scopes.smallest(scopes.first_group(places))
        least = max(2, -(-max(spoken.values()) // 2))  # as often as half of what is named most
        places = [m for m in chain if any(spoken[value] >= least for value in scopes.place_values(m))]
    if programs:
        named = Counter(m.value.name for m in views.mentions if isinstance(m.value, Name))
        programs = [m for m in programs if isinstance(m.value, Name) and named[m.value.name] > 1]
    return (
        Found(tuple(places), "article") if places else None,
        Found((programs[0],), "article") if programs else None,
    )
