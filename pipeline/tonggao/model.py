"""Records that pass along the line, from the article as received to the fact.

All offsets inside the line are code points, half-open, into the *working* text, which has exactly the length of
its Simplified shadow. `OriginMap.raw_span` takes them back to the text as received.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from tonggao.text.origin import OriginMap

Number = Decimal | Fraction
Kind = Literal["quantity", "date", "place", "program", "organization", "person", "block"]
Zone = Literal["title", "dateline", "body", "heading", "table", "meta", "boilerplate"]
Review = str


@dataclass(frozen=True, slots=True)
class Article:
    """One press release as received. `published` is an ISO day; `region` is CN, HK, TW or MO."""

    raw: str
    doc_id: str = ""
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that made the working text differ from the text as received.

    `start`, `end` point into `Article.raw`; `before` is what stood there, `after` what stands now in the working text.
    `proof` is `exact` (a rewriting that loses nothing: full-width forms, annotations), `proved` (re-injecting gives the
    received bytes), `likely` (ranked reading, for review) or `unresolved` (left as received, listed).
    """

    start: int
    end: int
    before: str
    after: str
    kind: str
    proof: str = "exact"
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the working text without its line break; `body` is where the text after a list marker begins."""

    start: int
    end: int
    body: int
    zone: Zone = "body"
    level: int = 0  # heading level, 1 the highest; 0 is no heading
    paragraph: int = 0  # 1-based number of the paragraph the line belongs to (hard-wrapped lines share one)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its clauses; `section` holds the numbers (into `Document.lines`) of the headings above it."""

    start: int
    end: int
    zone: Zone
    paragraph: int
    clauses: tuple[tuple[int, int], ...]
    section: tuple[int, ...] = ()


class Words:
    """Words of the shadow, without gaps: word i is `texts[i]` at `starts[i]:starts[i + 1]`.

    >>> words = Words(["全国", "深度", "贫困地区"])
    >>> words.span(2), words.index(3), words.is_edge(3), words.is_edge(4)
    ((4, 8), 1, False, True)
    """

    __slots__ = ("edges", "starts", "texts")

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.starts = list(accumulate(map(len, texts), initial=0))  # one more than words: the end of the text
        self.edges = frozenset(self.starts)

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, number: int) -> tuple[int, int]:
        """Half-open span of word `number` in the shadow."""
        return self.starts[number], self.starts[number + 1]

    def index(self, offset: int) -> int:
        """Number of the word that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def is_edge(self, offset: int) -> bool:
        """True where a word begins at `offset`, or the text ends there."""
        return offset in self.edges


@dataclass(frozen=True, slots=True)
class Document:
    """An article made readable: working text, map to the received one, shadow, lines, sentences, words."""

    article: Article
    text: str
    origin: OriginMap
    repairs: tuple[Repair, ...]
    shadow: str
    script: str  # hans, hant, mixed
    region: str  # CN, HK, TW, MO; "" where nothing tells
    region_from: str
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: GOLD.md, *quantity*. A range has `low` and `high`, an amount `value`; `bound` is a word."""

    type: str  # count money percent points multiple measure ordinal number
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: str = "exact"  # exact over under about at_least at_most
    unit: str = ""
    numeral: str = ""  # the numeral as it stands in the shadow
    modifier: str = ""  # the words that gave the bound
    value_std: Number | None = None
    unit_std: str = ""
    what: str = ""
    what_span: tuple[int, int] | None = None
    table: int | None = None  # number of the first line of the table that the number stands in
    row_label: tuple[int, int] | None = None
    col_label: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression: TIMEX3 `type`, `value`, `mod` with ISO days; `anchor` is the date it was resolved by."""

    type: str  # date time duration set interval
    value: str = ""
    mod: str = ""
    start_date: str = ""
    end_date: str = ""
    calendar: str = ""
    anchor: str = ""
    parts: tuple[tuple[str, str], ...] = ()  # what the pattern saw, before an anchor is known


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym: `code` GB/T 2260 or ISO 3166 at the article's date, `name` the full official one, Simplified."""

    name: str = ""
    code: str = ""
    level: str = ""  # country province prefecture county township village region site
    parent: str = ""
    province_code: str = ""
    prefecture_code: str = ""
    code_current: str = ""
    lon: str = ""
    lat: str = ""
    ref: tuple[str, ...] = ()  # what an anaphor (全县, 两县) means
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A program or an organization: canonical `name`, `type` as GOLD.md lists them."""

    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    title: str = ""
    organization: str = ""


Value = Quantity | TimeExpression | Place | Name | Person | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span with a reading. A candidate is a mention that has not yet won its characters.

    `kind` `block` claims characters that are no mention of any kind (4G, telephone numbers, list markers, idioms).
    """

    start: int
    end: int
    kind: Kind
    rule: str
    value: Value = None
    priority: int = 0
    in_name: bool = False
    review: Review = ""


GUESSED = ("place.landform", "place.site")
"""Rules of places that are told by their ending alone; such a one proves nothing inside a longer name."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A candidate that lost its characters: to which winner, by which criterion."""

    loser: Mention
    winner: Mention | None  # None: vetoed
    criterion: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one slot of a fact came from. `value` is what is exported; `mention` None for words of the text."""

    name: str
    value: str
    scope: str  # clause sentence paragraph heading article
    rule: str
    mention: Mention | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the main table: the quantity it rests on and the slots that were filled."""

    quantity: Mention
    slots: tuple[Slot, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # metric, segment, measure, compare, change, modality, cue …
    base: int | None = None  # number of the fact that a growth belongs to
    part_of: int | None = None
    repeats: int | None = None  # number of the earlier fact of the article that says the same
    review: Review = ""

    def get(self, name: str) -> str:
        """The value of slot `name`, several joined by `|`, `""` where the text leaves it open."""
        return "|".join(dict.fromkeys(s.value for s in self.slots if s.name == name))


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know of an article or an input row; `code` is short and stable."""

    code: str
    message: str
    severity: str = "warning"  # warning, error
    start: int | None = None  # into the working text
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article yielded: the end of the line before it is tabulated."""

    document: Document
    mentions: tuple[Mention, ...]
    losses: tuple[Loss, ...]
    facts: tuple[Fact, ...]
    reference_date: str | None
    published_from: str  # given, inferred: … , none
    issues: tuple[Issue, ...] = field(default=())

    def of(self, kind: Kind) -> list[Mention]:
        """The winning mentions of one kind, in text order."""
        return [m for m in self.mentions if m.kind == kind]


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions sorted by start, longer first where they start together."""
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.kind, m.rule))
