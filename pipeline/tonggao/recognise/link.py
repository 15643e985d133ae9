"""Linking: what each place mention means at the article's date.

A name that may mean several units takes the one that its chain, its list, the unit's full form in the article, the units
named around it or the article's source point to; where nothing decides it stays without a code, with its candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import EVER, FULL, RANKS, Gazetteer, Unit
from tonggao.recognise.place_anaphors import refer

AMBIGUOUS = "ambiguous place"
CHAIN, LIST, OWN, NEAR = 1000, 400, 200, 10  # weights: a chain decides, then a list, then the full form, then the article


def link(document: Document, mentions: list[Mention], reference: str | None, rules: Rules | None = None) -> list[Mention]:
    """The mentions with the final values of the places among them; the others as they were.

    `reference` is the article's ISO date: codes and names are those of that year, the vintage of the table where it is
    `None`. `rules` are those that the candidates came from (the built-in ones by default).
    """
    linker = _Linker(document, Gazetteer.of(rules or load_rules()), mentions, int(reference[:4]) if reference else EVER)
    return linker.run()


@dataclass(slots=True)
class _Linker:
    document: Document
    gazetteer: Gazetteer
    mentions: list[Mention]
    year: int
    places: list[Mention] = field(init=False)
    options: dict[str, list[tuple[bool, Unit]]] = field(default_factory=dict)  # form → full form?, units of the year
    votes: Counter[str] = field(default_factory=Counter)
    own: set[str] = field(default_factory=set)  # codes whose full form stands in the article

    def __post_init__(self) -> None:
        self.places = [m for m in self.mentions if m.kind == "place"]

    def run(self) -> list[Mention]:
        """Resolve in text order, then what needs the others: townships' codes, anaphors, sites' full names."""
        self._vote()
        linked: dict[tuple[int, int], Mention] = {}
        before: tuple[Mention, Unit | None] | None = None
        for number, mention in enumerate(self.places):
            unit, options = self._resolve(number, before)
            made = self._settle(mention, unit, options, before)
            linked[mention.start, mention.end] = made
            before = (made, unit) if mention.rule != "place.anaphor" else before
        self._complete(linked)
        named = [linked[m.start, m.end] for m in self.places]
        for mention in refer(self.document, self.gazetteer, named, min(self.year, EVER)):
            linked[mention.start, mention.end] = mention
        return [linked.get((m.start, m.end), m) if m.kind == "place" else m for m in self.mentions]

    def _complete(self, linked: dict[tuple[int, int], Mention]) -> None:
        """Give a site or village the fullest name that the article has for it: 1916园区 is 新竹1916园区."""
        names = {m.value.name for m in linked.values() if isinstance(m.value, Place) and m.value.level in NAMED}
        longest = {name: max((n for n in names if n.endswith(name)), key=lambda n: (len(n), n)) for name in names}
        for span, mention in linked.items():
            place = mention.value
            if isinstance(place, Place) and place.level in NAMED and longest[place.name] != place.name:
                linked[span] = replace(mention, value=replace(place, name=longest[place.name]))

    def _form(self, mention: Mention) -> str:
        return self.document.shadow[mention.start : mention.end]

    def _options(self, mention: Mention) -> list[tuple[bool, Unit]]:
        """The units that a gazetteer mention may mean in the article's year, once each."""
        form = self._form(mention)
        if mention.rule == "place.character" and isinstance(mention.value, Place):
            form = mention.value.candidates[0]
            return [(False, unit) for unit in self.gazetteer.by_code.get(form, ())[:1]]
        if form not in self.options:
            self.options[form] = self._of_year(form)
        return self.options[form]

    def _of_year(self, form: str) -> list[tuple[bool, Unit]]:
        found: dict[str, tuple[bool, Unit]] = {}
        readings = self.gazetteer.forms.get(form, [])
        for grade, unit in sorted(readings, key=lambda r: (not r[1].valid(self.year), -r[1].last, -r[1].first)):
            then = self.gazetteer.in_year(unit, self.year)
            found.setdefault(then.key + then.name if not then.code else then.code, (grade >= FULL, then))
        valid = {key: option for key, option in found.items() if option[1].valid(self.year)}
        return list((valid or found).values())

    def _vote(self) -> None:
        """Count what the article names beyond doubt, its source and title included, with all that lies above."""
        for mention in self.places:
            options = self._options(mention)
            if len(options) == 1:
                full, unit = options[0]
                self.votes.update((unit.key, *unit.above))
                if full:
                    self.own.add(unit.key)
        article = self.document.article
        for text in (article.source or "", article.title or ""):
            for form in self._forms_in(text):
                options = self._of_year(form)
                if len(options) == 1:
                    self.votes.update((options[0][1].key, *options[0][1].above))
        if self.document.region:
            self.votes[self.document.region] += 1

    def _forms_in(self, text: str) -> Iterable[str]:
        if not text:
            return []
        from tonggao.text.convert import script_of, shadow

        plain = shadow(text, script_of(text), self.document.region)
        names = self.gazetteer.names
        found = ((start, end, names[n]) for n, start, end in self.gazetteer.automaton.find_matches_as_indexes(plain))
        return [form for _, _, form in found if form in self.gazetteer.forms]

    def _resolve(self, number: int, before: tuple[Mention, Unit | None] | None) -> tuple[Unit | None, list[Unit]]:
        mention = self.places[number]
        options = self._options(mention) if mention.rule in ("place.name", "place.licensed", "place.character") else []
        if len(options) < 2:
            return (options[0][1] if options else None), []
        after = self.places[number + 1] if number + 1 < len(self.places) else None
        scored = sorted(
            ((self._score(mention, full, unit, before, after), unit) for full, unit in options),
            key=lambda pair: (-pair[0], RANKS[pair[1].level], pair[1].key),
        )
        best, second = scored[0], scored[1]
        if best[0] > second[0]:
            return best[1], []
        return None, [unit for score, unit in scored if score == best[0]]

    def _score(
        self, mention: Mention, full: bool, unit: Unit, before: tuple[Mention, Unit | None] | None, after: Mention | None
    ) -> int:
        score = 0
        if before is not None and before[1] is not None:
            gap = self.document.shadow[before[0].end : mention.start]
            if gap == "" and before[1].key in unit.above:
                score += CHAIN
            elif gap in LISTED and before[1].above[:1] == unit.above[:1] and before[1].level == unit.level:
                score += LIST
        if after is not None:
            gap = self.document.shadow[mention.end : after.start]
            nexts = [one for _, one in self._options(after)]
            if gap == "" and any(unit.key in one.above for one in nexts):
                score += CHAIN
            elif gap in LISTED and any(one.above[:1] == unit.above[:1] and one.level == unit.level for one in nexts):
                score += LIST
        if unit.key in self.own and not full:
            score += OWN
        support = [code for code in unit.above if code != "CN" and self.votes[code]]
        score += NEAR * len(support) + (NEAR if support[:1] == list(unit.above[:1]) else 0)
        return score + (OWN + 5 * NEAR if unit.level == "province" else NEAR // 2 if unit.level == "prefecture" else 0)

    def _settle(
        self, mention: Mention, unit: Unit | None, options: Sequence[Unit], before: tuple[Mention, Unit | None] | None
    ) -> Mention:
        place = mention.value if isinstance(mention.value, Place) else Place()
        if unit is not None:
            return replace(mention, value=self._place(unit))
        if options:
            return replace(mention, value=self._undecided(mention, options), review=AMBIGUOUS)
        if mention.rule == "place.township":
            return replace(mention, value=self._township(mention, before))
        parent = ""
        if before is not None and before[0].end == mention.start and isinstance(before[0].value, Place):
            parent = before[0].value.code or before[0].value.name
        return replace(mention, value=replace(place, parent=parent))

    def _place(self, unit: Unit) -> Place:
        province = next((code for code in (unit.code, *unit.above) if code.endswith("0000") or code in ("HK", "MO", "TW")), "")
        prefecture = next((c for c in (unit.code, *unit.above) if c[-2:] == "00" and c[-4:] != "0000" or c[:3] == "TW-"), "")
        current = self.gazetteer.current(unit) if unit.code[:1].isdigit() else unit.code
        return Place(unit.name, unit.code, unit.level, unit.above[0] if unit.above else "", province, prefecture,
                     current, unit.lon, unit.lat)  # fmt: skip

    def _undecided(self, mention: Mention, options: Sequence[Unit]) -> Place:
        names, levels = {unit.name for unit in options}, {unit.level for unit in options}
        name = names.pop() if len(names) == 1 else self._form(mention)
        return Place(name, level=levels.pop() if len(levels) == 1 else "", candidates=tuple(u.key for u in options))

    def _township(self, mention: Mention, before: tuple[Mention, Unit | None] | None) -> Place:
        form = self._form(mention)
        above = before[1] if before is not None and before[0].end == mention.start else None
        if above is not None and above.level == "county":
            counties = [above.code]
        else:
            counties = [c for c in self.votes if c[:1].isdigit() and not c.endswith("00")]
            counties = counties if any(form in self.gazetteer.townships.of(c) for c in counties) else self._under(above)
        found = {self.gazetteer.townships.of(c)[form] for c in counties if form in self.gazetteer.townships.of(c)}
        if len(found) != 1:
            return Place(form, level="township", parent=above.code if above is not None else "")
        code, name = found.pop()
        county = self.gazetteer.at(code[:6], self.year)
        upper = self._place(county) if county is not None else Place()
        return Place(name, code, "township", code[:6], upper.province_code, upper.prefecture_code, code)

    def _under(self, above: Unit | None) -> list[str]:
        """Counties of the prefecture before the township, else of those that the article names."""
        heads = [above.code] if above is not None else [c for c in self.votes if c[:1].isdigit()]
        heads = [head[:4] for head in heads if head.endswith("00") and not head.endswith("0000")]
        return [code for code in self.gazetteer.by_code if code[:4] in heads and not code.endswith("00")]


NAMED = ("village", "site")
LISTED = ("、", "和", "与", "及", "以及")
