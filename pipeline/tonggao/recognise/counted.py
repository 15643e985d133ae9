"""What is counted: the noun phrase that an amount applies to, to its head.

It stands behind the amount (567个行政村), behind a modifier (10亿元的津贴), before the amount (益农信息社2000多个),
before a verb (森林面积增加1.63亿亩) or in what the sentence has established (同比增长5%). The words of a sentence
become one code character each; the phrase is found on the string of codes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention, Quantity, Sentence
from tonggao.recognise import paired
from tonggao.recognise.codes import Codes, Vocabulary
from tonggao.recognise.forward import OPENING, Span
from tonggao.recognise.paired import Paired
from tonggao.recognise.phrases import Phrases
from tonggao.recognise.recut import Recut
from tonggao.text.cut import tags

LISTED = re.compile("q[kj_]{1,2}(?=q)")
INDEFINITE = frozenset("一")
QUOTES, BEGUN = "“”「」『』《》\"'", OPENING | {"《"}
UNQUOTED = dict.fromkeys(map(ord, QUOTES))
LEFT_OPEN = re.compile("[“「『《]([^“”「」『』《》]+)$")
CLOSED = re.compile("^[^“「『《]*[”」』》]")


@dataclass(slots=True)
class Established:
    """What a sentence has said so far: the bearer of its last amount, and what was counted by each unit."""

    subject: Span | None = None
    counted: dict[str, Span] = field(default_factory=dict)
    first: dict[str, Span] = field(default_factory=dict)  # what was counted first, which sums are of
    last: Span | None = None
    last_token: int = -1
    last_type: str = ""
    last_before: bool = False


class Counted:
    """Finds what is counted, article after article; compiled once per process."""

    def __init__(self, rules: Rules) -> None:
        self._codes, self._known = Codes(rules), Vocabulary.of_rules(rules)
        self._recut: Recut = rules.once("recut", Recut)

    def settle(self, document: Document, mentions: list[Mention]) -> list[Mention]:
        """The mentions, every quantity with `what` and `what_span` where the text says it."""
        outer = [m for m in mentions if not m.in_name]
        starts = [m.start for m in outer]
        found: dict[int, Paired] = {}
        for sentence in document.sentences:
            inside = outer[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if any(_says(m) for m in inside):
                self._sentence(document, sentence, inside, found)
        return [self._with(m, found[m.start], document.shadow) if m.start in found else m for m in mentions]

    def _sentence(
        self, document: Document, sentence: Sentence, mentions: list[Mention], found: dict[int, Paired]
    ) -> None:
        """Add to `found` (by start of the quantity) what the quantities of one sentence apply to."""
        tokens = self._recut.tokens(document, sentence, mentions)
        phrases = Phrases(tokens, self._codes.encode(document.shadow, tokens), self._known)
        said = Established()
        for number, mention in tokens.mentions.items():
            quantity = mention.value
            if isinstance(quantity, Quantity) and quantity.type != "ordinal":
                span = self._what(phrases, number, quantity, said)
                if span is not None:
                    found[mention.start] = Paired(self._cut(document.shadow, span, quantity))
        self._shared(phrases, found)
        if not self._known.parts.pair.isdisjoint(tokens.texts):
            self._pair(phrases, document.shadow, found)

    @staticmethod
    def _shared(phrases: Phrases, found: dict[int, Paired]) -> None:
        """Give an amount that says nothing the noun of the next one of its list: 100套、400枚反舰飞弹."""
        starts = phrases.tokens.starts
        for match in reversed(list(LISTED.finditer(phrases.codes))):
            behind = found.get(starts[match.end()])
            if starts[match.start()] not in found and behind is not None and behind.span[0] > starts[match.end()]:
                found[starts[match.start()]] = behind

    def _pair(self, phrases: Phrases, text: str, found: dict[int, Paired]) -> None:
        """Give each amount of a list behind 分别 its own member of the list before it."""
        starts = phrases.tokens.starts
        for number, word in enumerate(phrases.tokens.texts):
            if word not in self._known.parts.pair:
                continue
            amounts = paired.amounts(phrases, number, self._known.parts.pair)
            listed = found.get(starts[amounts[0]]) if amounts else None
            if listed is None or listed.span[0] >= starts[number]:
                continue
            span, known = phrases.listed(listed.span), self._known
            members = paired.items(phrases.tokens, span, known.parts.joints, known.metrics, text)
            if len(members) == len(amounts):
                found.update(zip((starts[n] for n in amounts), members, strict=True))

    def _cut(self, text: str, span: Span, quantity: Quantity) -> Span:
        """农村危房 in 农村危房改造1700多万户: without what the dictionary joins to the noun, with what it parts off."""
        known = self._known
        tail = (known.tails if quantity.type == "count" else known.changes).search(text, span[0], span[1])
        end = tail.start() if tail is not None else span[1]
        if end < len(text) and text[end - 1 : end + 1] in known.metrics:
            end += 1  # 营|收为
        while end > span[0] + 1 and text[end - 1] in known.parts.stray and not tags()[text[end - 2 : end]]:
            end -= 1  # 全长约, and not 合约
        start = next((span[0] - 2 for name in known.parts.gross if text.startswith(name, span[0] - 2)), span[0])
        return start, end

    @staticmethod
    def _with(mention: Mention, found: Paired, text: str) -> Mention:
        if not isinstance(mention.value, Quantity) or mention.in_name:
            return mention
        span = found.span
        whole = text[span[0] : span[1]]
        what = found.text.translate(UNQUOTED) or whole.strip(QUOTES)
        if found.text:
            pass
        elif CLOSED.search(what):  # “乐购辽宁”活动
            span = (span[0] if whole[0] in BEGUN or text[span[0] - 1] not in BEGUN else span[0] - 1), span[1]
            what = text[span[0] : span[1]]
        elif (left := LEFT_OPEN.search(text, *span)) is not None:
            span = left.start(1), span[1]  # 本店“|全场商品
            what = left[1]
        q, m = mention.value, mention  # spelt out: `replace` would cost more than all that was sought
        value = Quantity(
            q.type, q.value, q.low, q.high, q.bound, q.unit, q.numeral, q.modifier, q.value_std, q.unit_std, what, span
        )
        return Mention(m.start, m.end, m.kind, m.rule, value, m.priority, m.in_name, m.review)

    def _what(self, phrases: Phrases, number: int, quantity: Quantity, said: Established) -> Span | None:
        first, last = 0, len(phrases.codes)
        own = phrases.span(number, number + 1) if quantity.unit in self._known.selves else None
        forward = phrases.forward(number, first, last, quantity)
        if forward is not None and not (quantity.unit in said.counted and phrases.is_clause(*forward)):
            span: Span | None = phrases.span(*forward)
            self._establish(said, number, quantity, span, before=False)
            return span
        span = self._listed(phrases, number, quantity, said) or self._backward(phrases, number, first, quantity, said)
        if span is None and own is not None:
            span = phrases.unit_span(number, quantity.unit)
        self._establish(said, number, quantity, span, before=True)
        return span

    @staticmethod
    def _establish(said: Established, number: int, quantity: Quantity, span: Span | None, before: bool) -> None:
        said.last, said.last_token, said.last_type, said.last_before = span, number, quantity.type, before
        if span is not None and quantity.type in ("count", "measure"):
            said.first.setdefault(quantity.unit, span)
            said.counted[quantity.unit] = span
        if span is not None and (said.subject is None or not before):
            said.subject = span

    def _listed(self, phrases: Phrases, number: int, quantity: Quantity, said: Established) -> Span | None:
        """3.3%、0.5%; 从A提高到B: the second amount applies to what the first did."""
        if said.last is None or said.last_token < 0 or not said.last_before:
            return None
        between = phrases.codes[said.last_token + 1 : number]
        same = quantity.type == said.last_type or {quantity.type, said.last_type} == {"count", "number"}
        return said.last if same and phrases.joins(between, said.last_token + 1, number) else None

    def _again(self, phrases: Phrases, number: int, quantity: Quantity, said: Established) -> Span | None:
        """What the same unit counted before in the sentence: for a sum (合计39件) the first, else the last; people and
        territories are their own where nothing says more."""
        if number and phrases.tokens.texts[number - 1] in self._known.parts.sum:
            return said.first[quantity.unit]
        return None if quantity.unit in self._known.selves else said.counted[quantity.unit]

    def _backward(
        self, phrases: Phrases, number: int, first: int, quantity: Quantity, said: Established
    ) -> Span | None:
        found = phrases.backward(number, first, quantity)
        again = found.what is None and quantity.type == "count" and quantity.unit in said.counted
        if (found.carries or again) and quantity.unit not in self._known.selves:
            opening = phrases.opening(number, first)
            if opening is not None:
                said.subject = phrases.span(*opening)
                return said.subject
        if found.subject is not None and not (found.changes and said.subject is not None and said.last_type == "money"):
            said.subject = phrases.span(*found.subject)
        if found.what is not None:
            return phrases.span(*found.what)
        if quantity.type == "count" and quantity.unit in said.counted:
            return self._again(phrases, number, quantity, said)
        if quantity.unit in self._known.selves:
            return None  # 距离20米外，有20人
        if not found.carries:
            return None
        return said.subject or (phrases.span(*found.otherwise) if found.otherwise is not None else None)


def _says(mention: Mention) -> bool:
    """True for an amount that is worth a look: no ordinal, no indefinite 一 (一支队伍) standing alone."""
    value = mention.value
    return isinstance(value, Quantity) and value.type != "ordinal" and value.numeral not in INDEFINITE


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions in their order, each quantity with the noun it counts or measures (`what`, `what_span`).

    Offsets are code points into the shadow. A quantity that the text leaves without a noun keeps an empty `what`.
    """
    engine: Counted = rules.once("counted", Counted)
    return engine.settle(document, mentions)
