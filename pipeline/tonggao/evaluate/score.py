"""Scores: precision, recall and F1 of spans and values, and of the slots of facts.

A mention counts where it stands exactly where gold has it, and again where it says the same. Optional gold shelters
what lies on it. Facts are matched by the quantity they rest on and scored slot by slot; words of the text match when
one contains the other within reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tonggao.evaluate.gold import LISTS, Row, Rows, Span

VALUES = {
    "quantity": ("value", "low", "high", "bound", "unit", "type"), "date": ("value", "mod"), "place": ("code", "name"),
    "program": ("name",), "organization": ("name",), "person": ("name",),
}  # fmt: skip
SLOTS = ("actor", "indicator", "what", "place", "period", "program", "status")
SIGNS = {"exact": "=", "over": ">", "under": "<", "about": "~", "at_least": ">=", "at_most": "<="}
UNCODED = ("village", "region", "site")  # levels whose units have no code
BESIDE = {"quantity": "what", "person": "title"}  # a field counted beside span and value
NESTING = ("program", "organization")  # a name inside a required one of its kind is not counted
OPEN = "*"  # gold does not judge the slot


@dataclass(frozen=True, slots=True)
class Miss:
    """What gold has and was not found, was found and gold does not have, or says something else."""

    kind: str
    why: str
    gold: Row | None = None
    found: Row | None = None


@dataclass
class Score:
    """Counts per kind, and every miss. Scores of several articles add up."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in LISTS})
    misses: list[Miss] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        for kind, counts in other.counts.items():
            self.counts[kind].update(counts)
        self.misses += other.misses
        return self


def score(gold: Rows, found: Rows) -> Score:
    """The score of one article."""
    made = Score()
    for kind in LISTS:
        if kind == "fact":
            made.counts[kind] = _facts(gold[kind], found[kind], gold["quantity"], made.misses)
        else:
            made.counts[kind] = _mentions(kind, gold[kind], found[kind], made.misses)
    return made


def ratio(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1.

    >>> ratio(1, 2, 1)
    (0.5, 1.0, 0.6666666666666666)
    """
    precision, recall = hits / found if found else 0.0, hits / wanted if wanted else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _mentions(kind: str, gold: Sequence[Row], found: Sequence[Row], misses: list[Miss]) -> Counter[str]:
    required = [g for g in gold if not g.optional]
    spans = {g.span for g in required}
    exact = {f.span: f for f in found}
    judged = [f for f in found if f.span in spans or not _sheltered(kind, f.span, gold, spans)]
    counts = Counter(judged=len(judged), gold=len(required))
    beside = BESIDE.get(kind, "")
    for g in required:
        f = exact.get(g.span)
        counts["named"] += g.fields.get(beside, OPEN) != OPEN
        if f is None:
            misses.append(Miss(kind, "missed", g))
            continue
        counts["span"] += 1
        wrong = _wrong(kind, g.fields, f.fields)
        counts["value"] += not wrong
        if wrong:
            misses.append(Miss(kind, f"wrong {','.join(wrong)}", g, f))
        if g.fields.get(beside, OPEN) != OPEN:
            right = same_words(g.fields[beside], f.fields.get(beside), head=beside == "what")
            counts["right"] += right
            if not right:
                misses.append(Miss(kind, f"wrong {beside}", g, f))
    misses += [Miss(kind, "extra", None, f) for f in judged if f.span not in spans]
    return counts


def _sheltered(kind: str, span: Span, gold: Sequence[Row], spans: set[Span]) -> bool:
    """True for what lies on optional gold, or strictly inside a required name of its kind."""
    if any(_overlap(span, g.span) for g in gold if g.optional):
        return True
    return kind in NESTING and any(span != s and s[0] <= span[0] and span[1] <= s[1] for s in spans)


def _wrong(kind: str, gold: Mapping[str, str], found: Mapping[str, Any]) -> list[str]:
    wrong = [name for name in VALUES[kind] if name in gold and not _same(kind, name, gold[name], found.get(name))]
    if kind == "date" and "mod" not in gold and found.get("mod"):
        wrong.append("mod")
    if kind == "place" and gold.get("level") in UNCODED and "code" not in gold and found.get("code"):
        wrong.append("code")
    return wrong


def _same(kind: str, name: str, gold: str, found: object) -> bool:
    text = "" if found is None else str(found)
    if name == "bound":
        return SIGNS.get(text, text) == gold
    if kind == "quantity" and name in ("value", "low", "high"):
        try:
            return abs(float(text) - float(gold)) <= 1e-9 * max(1.0, abs(float(gold)))
        except ValueError:
            return False
    return text.strip() == gold


def _facts(gold: Sequence[Row], found: Sequence[Row], quantities: Iterable[Row], misses: list[Miss]) -> Counter[str]:
    counts: Counter[str] = Counter()
    taken: set[int] = set()
    for g in gold:
        match = next((n for n, f in enumerate(found) if n not in taken and _overlap(f.span, g.span)), None)
        if match is not None:
            taken.add(match)
        if not g.optional:
            _fact(g, None if match is None else found[match], counts, misses)
    stand = [row.span for row in (*gold, *quantities)]
    for number, f in enumerate(found):
        if number not in taken and not any(_overlap(f.span, span) for span in stand):
            counts["given"] += sum(1 for slot in SLOTS if f.fields.get(slot))
            misses.append(Miss("fact", "extra", None, f))
    return counts


def _fact(gold: Row, found: Row | None, counts: Counter[str], misses: list[Miss]) -> None:
    free = {slot for slot, value in gold.fields.items() if value == OPEN}
    wanted = {slot: v for slot, v in gold.fields.items() if slot in SLOTS and v and slot not in free}
    counts.update(rows=1, wanted=len(wanted))
    if found is None:
        misses.append(Miss("fact", "missed", gold))
        return
    fields = found.fields
    given = {s for s in SLOTS if s not in free and (fields.get(s) or (s == "actor" and fields.get("actor_text")))}
    right = {slot for slot, value in wanted.items() if _slot(slot, value, fields)}
    wrong = sorted((set(wanted) | given) - right)
    counts.update(row_hits=1, given=len(given), right=len(right), whole=int(not wrong))
    if wrong:
        misses.append(Miss("fact", f"wrong {','.join(wrong)}", gold, found))


def _slot(slot: str, gold: str, fields: Mapping[str, Any]) -> bool:
    compare: dict[str, Callable[[Any], bool]] = {
        "place": lambda got: _set(gold) == _set(got),
        "program": lambda got: _set(gold) == _set(got),
        "actor": lambda got: same_words(gold, got) or same_words(gold, fields.get("actor_text")),
        "indicator": lambda got: same_words(gold, got, verb=True),
        "what": lambda got: same_words(gold, got, head=True),
    }
    plain: Callable[[Any], bool] = lambda got: str(gold) == str(got or "")  # noqa: E731
    return compare.get(slot, plain)(fields.get(slot))


def same_words(gold: str, found: object, head: bool = False, verb: bool = False) -> bool:
    """Words of the text: one may say more than the other, at most three times as long; gold may offer `X|Y`.

    With `head` both end in the same character; with `verb` the same first two characters are enough.

    >>> same_words("贫困人口", "农村贫困人口", head=True), same_words("贫困人口", "贫困户", head=True)
    (True, False)
    """
    got = str(found or "")
    for one in str(gold).split("|"):
        near = got and (one in got or got in one) and max(len(one), len(got)) <= 3 * min(len(one), len(got))
        if near and (not head or one[-1] == got[-1]):
            return True
        if verb and len(got) >= 2 and one[:2] == got[:2]:
            return True
    return False


def _set(value: Any) -> set[str]:
    parts = value if isinstance(value, list | tuple) else str(value or "").split("|")
    return {str(part) for part in parts if part}


def _overlap(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])
