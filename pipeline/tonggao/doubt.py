"""What of an article cannot be trusted: characters that were guessed or lost, paragraphs printed twice.

Nothing is taken out: mentions and facts that rest on such characters carry a review code, and each place is an issue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tonggao.model import Document, Fact, Issue, Mention, Repair
from tonggao.text.origin import OriginMap

LIKELY, DAMAGED, STRANGE, REPEATED = "likely repair", "damaged", "strange characters", "repeated"
NUMERIC = ("quantity", "date")  # what a lost digit beside it makes another
MOST = 20  # issues of one kind that an article lists
OVERLAID = 3  # doubtful places of which one may lie in another: a guess, and the lost digit in it
LONG = 20  # characters that make a line a paragraph
_EATEN = re.compile("\\?+(?=[0-9])|(?<=[0-9])\\?+")  # a digit that went down with a byte leaves a question mark


@dataclass(frozen=True, slots=True)
class Doubt:
    """A span of the working text, why it is doubtful, and what a person should know of it."""

    start: int
    end: int
    code: str
    message: str


def doubts(document: Document) -> list[Doubt]:
    """The doubtful places of an article in text order.

    >>> from tonggao.flow import read
    >>> from tonggao.model import Article
    >>> [(d.start, d.end, d.code) for d in doubts(read([Article("总投资?500万元")])[0])]
    [(3, 4, 'damaged')]
    """
    found = [*_repaired(document), *_repeated(document)]
    if "?" in document.text:
        taken = {offset for doubt in found if doubt.code == DAMAGED for offset in range(doubt.start, doubt.end)}
        for match in _EATEN.finditer(document.text):
            start, end = match.span()
            if start not in taken:
                found.append(Doubt(start, end, DAMAGED, "a question mark beside a number: digits may be lost"))
    return sorted(found, key=lambda doubt: (doubt.start, doubt.end))


def mark(mentions: list[Mention], found: Sequence[Doubt]) -> list[Mention]:
    """`mentions` with a review code on those that hold a doubtful character, or are numbers beside one."""
    places = [doubt for doubt in found if doubt.code != REPEATED]
    starts = [doubt.start for doubt in places]
    return [_marked(mention, places, starts) for mention in mentions] if places else mentions


def mark_facts(document: Document, facts: list[Fact], found: Sequence[Doubt]) -> list[Fact]:
    """`facts` with a review code on those of a sentence with guessed or lost characters, or of a paragraph's copy."""
    if not found:
        return facts
    starts = [sentence.start for sentence in document.sentences]
    codes: dict[int, str] = {}
    for doubt in found:
        if doubt.code == STRANGE:  # a bullet or a rare character of a name says nothing of the numbers beside it
            continue
        first = max(0, bisect_right(starts, doubt.start) - 1)
        for number in range(first, max(first + 1, bisect_left(starts, doubt.end))):
            codes.setdefault(number, doubt.code)
    marked = []
    for fact in facts:
        code = codes.get(bisect_right(starts, fact.quantity.start) - 1, "")
        marked.append(replace(fact, review=code) if code and not (fact.review or fact.quantity.review) else fact)
    return marked


def issues(found: Iterable[Doubt]) -> list[Issue]:
    """A row a doubtful place; of each kind the first ones."""
    by_code: dict[str, list[Doubt]] = {}
    for doubt in found:
        by_code.setdefault(doubt.code, []).append(doubt)
    rows = []
    for code, own in by_code.items():
        rows += [Issue(code, doubt.message, start=doubt.start, end=doubt.end) for doubt in islice(own, MOST)]
        if len(own) > MOST:
            rows.append(Issue(code, f"and {len(own) - MOST} more places of this kind"))
    return rows


def _marked(mention: Mention, places: Sequence[Doubt], starts: Sequence[int]) -> Mention:
    beside = 1 if mention.kind in NUMERIC else 0
    before = bisect_left(starts, mention.end + beside)
    near = [doubt.code for doubt in places[max(0, before - OVERLAID) : before] if mention.start < doubt.end + beside]
    if mention.review or not near:
        return mention
    return replace(mention, review=DAMAGED if DAMAGED in near else near[-1])


def _repaired(document: Document) -> Iterator[Doubt]:
    """Places whose characters were guessed, or left as received because nobody knows them."""
    for repair in document.repairs:
        if repair.proof not in ("likely", "unresolved"):
            continue
        start, end = _working(document.origin, repair)
        if start >= end:
            continue
        if repair.proof == "likely":
            others = "".join(f", or {text}" for text in repair.candidates if text != repair.after)
            yield Doubt(start, end, LIKELY, f"{repair.before!r} was read as {repair.after!r}{others}")
        elif repair.kind == "strange":
            names = " ".join(sorted({f"U+{ord(char):04X}" for char in repair.before}))
            yield Doubt(start, end, STRANGE, f"{names}: no characters of running text; left as received")
        else:
            yield Doubt(start, end, DAMAGED, f"{repair.before!r}: bytes were lost; left as received")


def _working(origin: OriginMap, repair: Repair) -> tuple[int, int]:
    """The span of the working text that came from the received characters of `repair`."""
    if origin.starts is None or origin.ends is None:
        return repair.start, repair.end
    return bisect_right(origin.ends, repair.start), bisect_left(origin.starts, repair.end)


def _repeated(document: Document) -> Iterator[Doubt]:
    """Paragraphs of the body that stood there before, spaces apart."""
    seen: dict[str, int] = {}
    for number, line in enumerate(document.lines, 1):
        if line.zone != "body" or line.end - line.start < LONG:
            continue
        text = "".join(document.text[line.start : line.end].split())
        first = seen.setdefault(text, number)
        if first != number and len(text) >= LONG:
            yield Doubt(line.start, line.end, REPEATED, f"the paragraph of line {first}, printed again")
