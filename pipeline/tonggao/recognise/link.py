"""Linking: what each place mention means at the article's date.

A name that may mean several units takes the one that its chain, its list, the unit's full form in the article, the
units named around it or the source point to; where nothing decides it stays without a code, with its candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from operator import is_

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Mention, Place
from tonggao.recognise.gazetteer import EVER, FULL, RANKS, TERRITORIES, Gazetteer, Unit
from tonggao.recognise.place_anaphors import refer
from tonggao.recognise.place_parents import PATTERNED, attach

AMBIGUOUS, ANAPHOR = "ambiguous place", "place.anaphor"
GAZETTEER = frozenset(("place.name", "place.licensed", "place.character"))
NAMED = ("village", "site")
LISTED = ("、", "和", "与", "及", "以及")
AREA = "地区"
CHAIN, LIST, OWN, NEAR = (
    1000,
    400,
    200,
    10,
)  # weights: a chain decides, then a list, then the full form, then the article
PRIOR = {"province": OWN + 5 * NEAR, "prefecture": NEAR // 2}  # 吉林 alone is the province
NAMED_SO = 5 * NEAR  # for what is called so and no otherwise: 泰山 is the mountain rather than 泰山区

Option = tuple[bool, Unit]
"""Whether the form is the unit's full one, and the unit."""


def link(
    document: Document, mentions: list[Mention], reference: str | None, rules: Rules | None = None
) -> list[Mention]:
    """The mentions with the final values of the places among them; the others as they were.

    `reference` is the article's ISO date: codes and names are those of that year, the vintage of the table where it is
    `None`. `rules` are those that the candidates came from (the built-in ones by default).
    """
    rules = rules or load_rules()
    linker = _Linker(document, Gazetteer.of(rules), mentions, int(reference[:4]) if reference else EVER)
    return linker.run()


class _Linker:
    def __init__(self, document: Document, gazetteer: Gazetteer, mentions: list[Mention], year: int) -> None:
        self.document, self.gazetteer, self.mentions, self.year = document, gazetteer, mentions, year
        self.places = [m for m in mentions if m.kind == "place"]
        self.waters = gazetteer.waters
        self.decided: dict[str, tuple[Place, str]] = {}  # form → what the article alone makes of it

    @cached_property
    def forms(self) -> list[str]:
        """What each place is called in the shadow."""
        return [self.document.shadow[m.start : m.end] for m in self.places]

    def run(self) -> list[Mention]:
        """Resolve in text order, then what needs the others: sites' full names, anaphors."""
        made: list[Mention] = []
        before: Mention | None = None
        rules = {mention.rule for mention in self.places}
        single, shadow = self.gazetteer.made, self.document.shadow
        for number, mention in enumerate(self.places):
            if mention.rule != ANAPHOR:
                place = mention.value
                if not place.code:  # type: ignore[union-attr]  # else the form never meant anything else
                    key = "linked", shadow[mention.start : mention.end], place.candidates, self.year  # type: ignore[union-attr]
                    known = single.get(key)
                    mention = _with(mention, known) if known is not None else self._link(number, mention, before)
                before = mention
            made.append(mention)
        if not rules.isdisjoint(PATTERNED):
            self._complete(made)
            made = attach(self.document, made, self.gazetteer, self.year)
        if ANAPHOR in rules:
            made = refer(self.document, self.gazetteer, made, self._told(), self.year)
        if all(map(is_, made, self.places)):
            return self.mentions
        final = iter(made)
        return [next(final) if m.kind == "place" else m for m in self.mentions]

    def _link(self, number: int, mention: Mention, before: Mention | None) -> Mention:
        form = self.forms[number]
        options = self._options(mention, form)
        if len(options) == 1:
            place = self.gazetteer.place(options[0][1])
            self.gazetteer.made["linked", form, mention.value.candidates, self.year] = place  # type: ignore[union-attr]
            return _with(mention, place)
        if options:
            return self._resolve(number, options, before)
        return self._patterned(mention, form, before)

    def _unit(self, mention: Mention | None) -> Unit | None:
        """The unit that a linked mention means, where it has a code."""
        place = mention.value if mention is not None else None
        return self.gazetteer.at(place.code, self.year) if isinstance(place, Place) and place.code else None

    def _options(self, mention: Mention, form: str) -> list[Option]:
        """The units that a gazetteer mention may mean in the article's year, once each; none for a name by pattern."""
        rule, place = mention.rule, mention.value
        if rule not in GAZETTEER or not isinstance(place, Place):
            return []
        licensed = place.candidates if rule == "place.licensed" else ()
        key = (place.code or place.candidates[0] if rule == "place.character" else form, licensed, self.year)
        options: list[Option] | None = self.gazetteer.made.get(key)
        if options is None:
            options = self._of_year(key[0])
            kept = [option for option in options if option[1].key in licensed]
            options = self.gazetteer.made[key] = kept or options
        return options

    def _of_year(self, form: str) -> list[Option]:
        readings = self.gazetteer.forms.get(form) or [(FULL, unit) for unit in self.gazetteer.by_code.get(form, ())[:1]]
        found: dict[str, Option] = {}
        for grade, unit in sorted(readings, key=lambda r: self._distance(r[1], form)):
            then = self.gazetteer.in_year(unit, self.year)
            found.setdefault(then.code or f"{then.name} {then.above}", (grade >= FULL, then))
        options = [option for option in found.values() if option[1].valid(self.year)]
        if not options and form.endswith(AREA) and form[: -len(AREA)] in self.gazetteer.forms:
            return self._of_year(form[: -len(AREA)])  # 唐山地区 long after 1983 is the city
        options = options or list(found.values())
        coded = {unit.name for _, unit in options if unit.code}
        return [option for option in options if option[1].level != "region" or option[1].name not in coded]

    def _distance(self, unit: Unit, form: str) -> tuple[bool, bool, int, int]:
        """Sorts units by how well they fit the year: in force, of that very name, the newest."""
        return not unit.valid(self.year), unit.name != form, -unit.last, -unit.first

    @cached_property
    def certain(self) -> list[tuple[int, Option]]:
        """How often the article names each unit that it names beyond doubt, and whether by a full form."""
        first = dict(zip(self.forms, self.places, strict=True))
        found = ((count, self._options(first[form], form)) for form, count in Counter(self.forms).items())
        return [(count, options[0]) for count, options in found if len(options) == 1]

    @cached_property
    def votes(self) -> Counter[str]:
        """What the article names beyond doubt, its source and title included, with all that lies above."""
        votes: Counter[str] = Counter()
        for count, (_, unit) in self.certain:
            for code in (unit.key, *unit.above):
                votes[code] += count
        for place in self._told():
            votes.update(code for code in (place.code, place.prefecture_code, place.province_code) if code)
        if self.document.region:
            votes[self.document.region] += 1
        return votes

    def _told(self) -> list[Place]:
        """The places that the source and the title name beyond doubt, as they were in that year."""
        units = self.gazetteer.told(self.document.article, self.document.region)
        return [self.gazetteer.place(self.gazetteer.in_year(unit, self.year)) for unit in units]

    @cached_property
    def own(self) -> set[str]:
        """Codes of the units whose full form stands in the article, and means nothing else."""
        return {unit.key for _, (full, unit) in self.certain if full}

    def _complete(self, made: list[Mention]) -> None:
        """Give a site or village the fullest name that the article has for it: 1916园区 is 新竹1916园区."""
        places = [(n, m.value) for n, m in enumerate(made) if isinstance(m.value, Place) and m.value.level in NAMED]
        names = {place.name for _, place in places}
        if len(names) < 2:
            return
        forms = self.gazetteer.forms
        longest = {
            name: max(
                (n for n in names if n == name or (n.endswith(name) and n[: -len(name)] in forms)),
                key=lambda n: (len(n), n),
            )
            for name in names
        }
        for number, place in places:
            if longest[place.name] != place.name:
                made[number] = replace(made[number], value=replace(place, name=longest[place.name]))

    def _resolve(self, number: int, options: Sequence[Option], before: Mention | None) -> Mention:
        """A name that may mean several units: the one that scores best, if one does."""
        mention, form, text = self.places[number], self.forms[number], self.document.shadow
        after = number + 1 if number + 1 < len(self.places) else None
        if before is not None and len(gap := text[before.end : mention.start]) and gap not in LISTED:
            before = None
        if after is not None and len(gap := text[mention.end : self.places[after].start]) and gap not in LISTED:
            after = None
        if before is not None or after is not None or self._is_water(mention):
            place, review = self._decide(mention, options, before, after)
        else:
            if form not in self.decided:
                self.decided[form] = self._decide(mention, options, None, None)
            place, review = self.decided[form]
        return replace(mention, value=place, review=review or mention.review)

    def _decide(
        self, mention: Mention, options: Sequence[Option], before: Mention | None, after: int | None
    ) -> tuple[Place, str]:
        """Value and review of a name that may mean several, neighbours only where they touch it."""
        keys = {unit.key for _, unit in options}
        scored = [
            (self._score(mention, option, before, after) + self._licence(option, keys), option[1]) for option in options
        ]
        scored.sort(key=lambda pair: (-pair[0], RANKS[pair[1].level], pair[1].key))
        if scored[0][0] > scored[1][0]:
            return self.gazetteer.place(scored[0][1]), ""
        tied = [unit for score, unit in scored if score == scored[0][0]]
        return self._undecided(self.document.shadow[mention.start : mention.end], tied), AMBIGUOUS

    def _score(self, mention: Mention, option: Option, before: Mention | None, after: int | None) -> int:
        _, unit = option
        score, text = 0, self.document.shadow
        neighbour = self._unit(before)
        if before is not None and neighbour is not None:
            score += _near(text[before.end : mention.start], [neighbour], unit, neighbour.key in unit.above)
        if after is not None:
            following = self.places[after]
            nexts = [one for _, one in self._options(following, self.forms[after])]
            below = any(unit.key in one.above for one in nexts)
            score += _near(text[mention.end : following.start], nexts, unit, below)
        support = [code for code in unit.above if code != "CN" and code in self.votes]
        score += NEAR * len(support) + (NEAR if support[:1] == list(unit.above[:1]) else 0)
        abroad = unit.above[-1] if unit.above and unit.above[-1] in TERRITORIES else "CN"
        if (self.document.region or "CN") != abroad:
            score -= 3 * NEAR
        if unit.level in ("region", "site") and unit.name == text[mention.start : mention.end]:
            score += NAMED_SO + (OWN if self._is_water(mention) else 0)
        return score + PRIOR.get(unit.level, 0)

    def _licence(self, option: Option, keys: set[str]) -> int:
        """What a full form in the article says for a short one: nothing for 南昌县, as 南昌 is the city too."""
        full, unit = option
        return OWN if unit.key in self.own and not full and keys.isdisjoint(unit.above) else 0

    def _is_water(self, mention: Mention) -> bool:
        """Whether the words beside the mention are said of waters: 渡过元江, 元江干流."""
        text, waters = self.document.shadow, self.waters
        before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 2]
        return after in waters or before in waters or before[-1:] in waters or after[:1] in waters

    def _patterned(self, mention: Mention, form: str, before: Mention | None) -> Mention:
        """A name by its ending: its parent, and a township's code."""
        close = before is not None and before.end == mention.start
        if mention.rule == "place.township":
            return _with(mention, self._township(form, self._unit(before) if close else None))
        place = mention.value
        if before is None or not close or not isinstance(place, Place) or not isinstance(before.value, Place):
            return mention
        over = before.value
        if over.level == "region" and not over.province_code:
            return mention  # 亚太|棒球村
        return _with(mention, replace(place, parent=over.code or over.name, province_code=over.province_code,
                                      prefecture_code=over.prefecture_code))  # fmt: skip

    def _undecided(self, form: str, options: Sequence[Unit]) -> Place:
        names, levels = {unit.name for unit in options}, {unit.level for unit in options}
        name = names.pop() if len(names) == 1 else form
        return Place(name, level=levels.pop() if len(levels) == 1 else "", candidates=tuple(u.key for u in options))

    def _township(self, form: str, above: Unit | None) -> Place:
        tables = self.gazetteer.townships
        if above is not None and above.level == "county":
            counties = [above.code]
        else:
            counties = [c for c in self.votes if c[:1].isdigit() and not c.endswith("00") and form in tables.of(c)]
            counties = counties or self._under(above)
        found = {tables.of(county)[form] for county in counties if form in tables.of(county)}
        if len(found) != 1:
            return Place(form, level="township", parent=above.code if above is not None else "")
        code, name = found.pop()
        county = self.gazetteer.at(code[:6], self.year)
        upper = self.gazetteer.place(county) if county is not None else Place()
        return Place(name, code, "township", code[:6], upper.province_code, upper.prefecture_code, code)

    def _under(self, above: Unit | None) -> list[str]:
        """Counties of the prefecture before the township, else of those that the article names."""
        heads = [above.code] if above is not None else [c for c in self.votes if c[:1].isdigit()]
        heads = [head for head in heads if head.endswith("00") and not head.endswith("0000")]
        return [code for head in heads for code in self.gazetteer.counties.get(head[:4], ())]


def _near(gap: str, neighbours: Sequence[Unit], unit: Unit, chained: bool) -> int:
    """What a neighbour says for `unit`: a chain when nothing stands between, a list when 、 does."""
    if gap == "":
        return CHAIN if chained else 0
    beside = gap in LISTED and any(n.above[:1] == unit.above[:1] and n.level == unit.level for n in neighbours)
    return LIST if beside else 0


def _with(mention: Mention, place: Place) -> Mention:
    """The mention with another value: `dataclasses.replace` without its cost."""
    return Mention(
        mention.start, mention.end, "place", mention.rule, place, mention.priority, mention.in_name, mention.review
    )
