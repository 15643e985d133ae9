"""Where a slot is filled from: the nearest licensed scope, from the clause outwards to the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, MARKS
from tonggao.model import Mention, Name, Place, Quantity, TimeExpression
from tonggao.relate.view import View, Views
from tonggao.text import cut

VAGUE = ("PAST_REF", "PRESENT_REF", "FUTURE_REF", "")
JOINED = ("、", "和", "及", "与", "，", "")
LISTED = ("、", "和", "及", "与", "，", "", "—", "-", "至", "·", " ", "（", "/", "跟", "或", "”“")
Accept = Callable[[Mention], bool]


@dataclass(slots=True)
class Carried:
    """What the article has established so far: by paragraph, and as a whole."""

    paragraph: int = -1
    dates: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    programs: list[Mention] = field(default_factory=list)
    actor: Mention | None = None
    announced: bool = False  # the paragraph says what is aimed at: 预期目标是：…
    actor_here: bool = False  # the actor was named in this paragraph
    main: Mention | None = None  # the organization that the article is about, where it is first named

    def enter(self, paragraph: int) -> None:
        """Begin a paragraph: what the one before established falls away, but for the article's own organization."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.renew()
            self.end_actor()
            self.announced = False

    @property
    def by_main(self) -> bool:
        """The one who acts is the article's own."""
        return self.actor is not None and self.main is not None and self.actor.value == self.main.value

    def end_actor(self) -> None:
        """Somebody else acts from here on, who has no name; the article's own organization comes back if it acted."""
        self.actor_here = False
        if not self.by_main:
            self.actor = None

    def renew(self) -> None:
        """Begin a topic: when, where and under which program must be said anew."""
        self.dates, self.places, self.programs = [], [], []


class Beside:
    """Words beside a mention by which it is no slot of a fact (`lexicons/beside.tsv`); `reporting` are those after
    which a date is that of a statement."""

    def __init__(self, rules: Rules) -> None:
        self.reporting = frozenset(rules.table("reporting").where("class", "said"))
        self._words: dict[str, tuple[str, ...]] = {}
        for word, classes in rules.table("beside").column("class").items():
            for name in classes.split():
                self._words[name] = (*self._words.get(name, ()), word)
        self._longest = max(map(len, rules.table("beside").rows), default=0)

    def before(self, shadow: str, start: int, name: str) -> bool:
        """True where a word of class `name` ends at `start`."""
        return shadow[max(0, start - self._longest) : start].endswith(self._words[name])

    def behind(self, shadow: str, end: int, name: str) -> bool:
        """True where a word of class `name` begins at `end`."""
        return shadow.startswith(self._words[name], end)


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions that fill a slot and the scope they were found in."""

    mentions: tuple[Mention, ...]
    scope: str


def nearest(view: View, quantity: Mention, kind: str, accept: Accept, far: Accept | None = None) -> Found | None:
    """The last accepted mention before the quantity in its clause, its segment, its sentence; then one after it in
    the clause. Mentions inside brackets that the quantity is not in do not count; in other clauses only those that
    `far` accepts."""
    shadow = view.document.shadow
    clause_start, clause_end = view.clause(quantity.start)
    before = usable(view, quantity, kind, view.sentence.start, quantity.start, accept)
    in_clause = [m for m in before if m.start >= clause_start]
    if in_clause:
        return Found(last_group(in_clause, shadow), "clause")
    after = usable(view, quantity, kind, quantity.end, clause_end, accept)
    if after and kind == "place" and shadow[after[0].start - 1] in LOCATIVE:
        return Found(first_group(after, shadow), "clause")  # 投资3500万美元在江西省…建立生产线
    before = before if far is None else list(filter(far, before))
    in_segment = [m for m in before if m.start >= view.segment(quantity.start)]
    if in_segment:
        return Found(last_group(in_segment, shadow), "sentence")
    if after and kind != "date":
        return Found(first_group(after, shadow), "clause")
    if before:
        return Found(last_group(before, shadow) if kind == "date" else first_group(before, shadow), "sentence")
    return Found(first_group(after, shadow), "clause") if after else None


def nearest_program(view: View, quantity: Mention, tells: bool) -> Found | None:
    """The program that a quantity belongs to: the one it counts; in its clause the last named before it, or one named
    after it; in the clause before any; further off in the sentence its topic, or what is no mere policy. Where its
    clause `tells` of a metric, only a program that is a subject or topic (not 实施湿地保护工程，水质达标率100%)."""
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
    specific = [m for m in segment if is_specific(m) and (not tells or _is_subject(view, m))]
    if specific:
        return Found((specific[0],), "sentence")
    previous = view.clause(max(clause_start - 1, view.sentence.start))[0]
    topic = [m for m in segment if opens(view, m, start)]
    adjacent = [m for m in segment if m.start >= previous and not tells]
    opening = [m for m in before if opens(view, m, view.sentence.start)]
    chosen = topic[:1] or adjacent[-1:] or opening[:1]
    return Found(tuple(chosen), "sentence") if chosen else None


def _is_subject(view: View, mention: Mention) -> bool:
    """True for a program that begins its clause, or has its verb, time or adverb behind it, or ends a clause of which
    it is no object."""
    texts, number = view.tokens.texts, view.token(mention.end)
    while number < len(texts) and texts[number] in QUOTES:
        number += 1
    after = texts[number] if number < len(texts) else ""
    verb = cut.tag(after)[:1] in PREDICATED or after == MARKS["date"]
    before = texts[view.token(mention.start) - 1] if mention.start > view.sentence.start else ""
    topic = after == COMMA and not cut.tag(before).startswith("v")  # 停办两年的维港泳，
    return verb or topic or opens(view, mention, view.clause(mention.start)[0])


def opens(view: View, mention: Mention, start: int) -> bool:
    """True where nothing but quotation marks and small words stand between `start` and a mention: “小铅笔”活动, 在…;
    not 实施湿地保护工程."""
    if mention.start - start > TOPIC + 1:
        return False
    between = view.tokens.texts[view.token(start) : view.token(mention.start)]
    return all(not text.startswith(MARK) and cut.tag(text)[:1] in SMALL for text in between)


def _innermost(programs: Sequence[Mention]) -> tuple[Mention, ...]:
    """All programs but those that only introduce the next one (益农平台“农技宝”)."""
    pairs = zip(programs, (*programs[1:], None), strict=True)
    return tuple(one for one, after in pairs if after is None or after.start - one.end > APPOSED)


APPOSED = 2
LOCATIVE = "在于抵"
COMMA = "，"
PREDICATED = ("v", "d", "p", "t", "a")  # parts of speech behind a subject
QUOTES = "”」』》"
SMALL = ("x", "p", "c", "u", "r", "")  # parts of speech before what a sentence speaks of
TOPIC = 2  # a mention that begins within so many characters of the sentence is what the sentence speaks of


def usable(view: View, quantity: Mention, kind: str, start: int, end: int, accept: Accept) -> list[Mention]:
    """Accepted mentions of `kind` in `start:end` outside brackets, or in the brackets that the quantity is in."""
    found = []
    for mention in view.within(kind, start, end):
        pair = view.bracket(mention.start)
        if (pair is None or pair[0] <= quantity.start < pair[1]) and accept(mention):
            found.append(mention)
    return found


def last_group(mentions: Sequence[Mention], shadow: str) -> tuple[Mention, ...]:
    """The last mention with those that stand beside it in one list (木里、盐源)."""
    group = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if shadow[mention.end : group[0].start] not in LISTED or mention.kind == "date":
            break
        group.insert(0, mention)
    return tuple(group)


def first_group(mentions: Sequence[Mention], shadow: str) -> tuple[Mention, ...]:
    """The first mention with those that follow it in one list."""
    group = [mentions[0]]
    for mention in mentions[1:]:
        if shadow[group[-1].end : mention.start] not in LISTED or mention.kind == "date":
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
            return Found(last_group(found, views.document.shadow), "heading")
    return None
