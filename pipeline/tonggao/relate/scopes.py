"""Where a slot is filled from: the nearest licensed scope, from the clause outwards to the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tonggao.model import Mention, Name, Place, Quantity, TimeExpression
from tonggao.relate.view import View, Views

VAGUE = ("PAST_REF", "PRESENT_REF", "FUTURE_REF", "")
JOINED = ("、", "和", "及", "与", "，", "")
Accept = Callable[[Mention], bool]


@dataclass(slots=True)
class Carried:
    """What the article has established so far: by paragraph, and as a whole."""

    paragraph: int = -1
    dates: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    programs: list[Mention] = field(default_factory=list)
    actor: Mention | None = None
    actor_here: bool = False  # the actor was named in this paragraph
    main: Mention | None = None  # the organization that the article is about, where it is first named

    def enter(self, paragraph: int) -> None:
        """Begin a paragraph: what the one before established falls away, but for the actor."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.dates, self.places, self.programs, self.actor_here = [], [], [], False


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions that fill a slot and the scope they were found in."""

    mentions: tuple[Mention, ...]
    scope: str


def nearest(view: View, quantity: Mention, kind: str, accept: Accept) -> Found | None:
    """The last accepted mention before the quantity in its clause, its segment, its sentence; then one after it in
    the clause. Mentions inside brackets that the quantity is not in do not count."""
    clause_start, clause_end = view.clause(quantity.start)
    before = usable(view, quantity, kind, view.sentence.start, quantity.start, accept)
    in_clause = [m for m in before if m.start >= clause_start]
    if in_clause:
        return Found(last_group(in_clause), "clause")
    after = usable(view, quantity, kind, quantity.end, clause_end, accept)
    if after and kind == "place" and view.document.shadow[after[0].start - 1] in LOCATIVE:
        return Found(first_group(after), "clause")  # 投资3500万美元在江西省…建立生产线
    in_segment = [m for m in before if m.start >= view.segment(quantity.start)]
    if in_segment:
        return Found(last_group(in_segment), "sentence")
    if after and kind != "date":
        return Found(first_group(after), "clause")
    if before:
        return Found(last_group(before) if kind == "date" else first_group(before), "sentence")
    return Found(first_group(after), "clause") if after else None


def nearest_program(view: View, quantity: Mention) -> Found | None:
    """The program that a quantity belongs to: the one it counts; in its clause the last named before it, or one named
    after it; in the clause before any; further off in the sentence its topic, or what is no mere policy."""
    clause_start, clause_end = view.clause(quantity.start)
    span = quantity.value.what_span if isinstance(quantity.value, Quantity) else None
    counted = [m for m in view.within("program", *span) if is_initiative(m)] if span else []
    if counted:
        return Found((counted[-1],), "clause")
    before = usable(view, quantity, "program", view.sentence.start, quantity.start, is_initiative)
    after = usable(view, quantity, "program", quantity.end, clause_end, is_initiative)
    in_clause = [m for m in before if m.start >= clause_start]
    specific = [m for m in in_clause if is_specific(m)]
    if specific:
        return Found(_innermost(specific), "clause")
    specific = [m for m in after if is_specific(m)]
    if specific or in_clause:
        return Found(((specific or in_clause)[-1],), "clause")
    if after:
        return Found((after[0],), "clause")
    start = view.segment(quantity.start)
    segment = [m for m in before if m.start >= start]
    specific = [m for m in segment if is_specific(m)]
    if specific:
        return Found((specific[0],), "sentence")
    previous = view.clause(max(clause_start - 1, view.sentence.start))[0]
    topic = [m for m in segment if m.start - start <= TOPIC]
    adjacent = [m for m in segment if m.start >= previous]
    opening = [m for m in before if m.start - view.sentence.start <= TOPIC]
    chosen = topic[:1] or adjacent[-1:] or opening[:1]
    return Found(tuple(chosen), "sentence") if chosen else None


def _innermost(programs: Sequence[Mention]) -> tuple[Mention, ...]:
    """All programs but those that only introduce the next one (益农平台“农技宝”)."""
    pairs = zip(programs, (*programs[1:], None), strict=True)
    return tuple(one for one, after in pairs if after is None or after.start - one.end > APPOSED)


APPOSED = 2
LOCATIVE = "在于抵"
TOPIC = 2  # a mention that begins within so many characters of the sentence is what the sentence speaks of


def usable(view: View, quantity: Mention, kind: str, start: int, end: int, accept: Accept) -> list[Mention]:
    """Accepted mentions of `kind` in `start:end` outside brackets, or in the brackets that the quantity is in."""
    found = []
    for mention in view.within(kind, start, end):
        pair = view.bracket(mention.start)
        if (pair is None or pair[0] <= quantity.start < pair[1]) and accept(mention):
            found.append(mention)
    return found


def last_group(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The last mention with those that stand beside it in one list (木里、盐源)."""
    group = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if group[0].start - mention.end > 1 or mention.kind == "date":
            break
        group.insert(0, mention)
    return tuple(group)


def first_group(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first mention with those that follow it in one list."""
    group = [mentions[0]]
    for mention in mentions[1:]:
        if mention.start - group[-1].end > 1 or mention.kind == "date":
            break
        group.append(mention)
    return tuple(group)


def is_period(mention: Mention) -> bool:
    """True for an expression that can say when: placed on a calendar or a duration, not vague, not a set."""
    value = mention.value
    return isinstance(value, TimeExpression) and value.value not in VAGUE and value.type != "set"


def can_carry(mention: Mention) -> bool:
    """True for expressions that can hold beyond their clause: no clock times without a day, no durations without a
    place in time."""
    value = mention.value
    if not isinstance(value, TimeExpression) or value.value.startswith("T"):
        return False
    return value.type != "duration" or bool(value.start_date or value.end_date)


def is_area(mention: Mention) -> bool:
    """True for a place that can say where: with a code, a name or a reference, and smaller than the world."""
    value = mention.value
    return isinstance(value, Place) and bool(value.code or value.ref or value.name) and value.level != "world"


def is_initiative(mention: Mention) -> bool:
    """True for a program that has its name."""
    return isinstance(mention.value, Name)


def is_specific(mention: Mention) -> bool:
    """True for a project, platform, event …, not a policy, which is often mere background."""
    return isinstance(mention.value, Name) and mention.value.type != "policy"


def smallest(places: Sequence[Mention]) -> tuple[Mention, ...]:
    """Of a chain (四川省凉山州木里县) the smallest unit; of a list all."""
    kept: list[Mention] = []
    for place in places:
        value = place.value
        if kept and isinstance(value, Place) and kept[-1].end == place.start and _under(value, kept[-1]):
            kept.pop()
        kept.append(place)
    return tuple(kept)


def _under(place: Place, other: Mention) -> bool:
    """True where `place` continues a chain begun by `other`: not a unit of the same level beside it."""
    return isinstance(other.value, Place) and place.level != other.value.level


def place_values(mention: Mention) -> tuple[str, ...]:
    """What a place exports in a fact: its code, what it refers to, or its name."""
    value = mention.value
    if not isinstance(value, Place):
        return ()
    if value.ref:
        return value.ref
    return (value.code or value.name,)


def in_headings(views: Views, section: Sequence[int], kind: str, accept: Accept) -> Found | None:
    """Accepted mentions of the nearest heading above that has any."""
    for number in reversed(section):
        line = views.document.lines[number]
        found = [m for m in views.between(kind, line.start, line.end) if accept(m)]
        if found:
            return Found(last_group(found), "heading")
    return None
