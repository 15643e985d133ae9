"""The indicator of a quantity: the verb that governs it, or the metric it measures, by the token rules `indicator`."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from tonggao.grammar.load import Rules
from tonggao.grammar.scan import compiled
from tonggao.grammar.tokens import MARKED, TokenGrammar, TokenRule, Tokens
from tonggao.model import Mention, Quantity, Words
from tonggao.recognise.codes import Parts, is_metric
from tonggao.relate import named
from tonggao.relate.view import View
from tonggao.text import cut

LONGEST = {"metric": 8, "weak": 8, "tail": 8, "phrase": 12, "words": 12}  # characters, by the rule's `value`
BUT = "but"  # `with = { but = "count" }`: amounts of this type only where a metric is what changes
NEVER = "never"  # `with = { never = "percent number" }`: no amounts of these types
SAME, TAIL = "same", "tail"
WINDOW = 40  # tokens looked at on either side
NEEDS = 2  # the rarest of what a rule needs are looked for before it is tried
NOUN, LISTED, ORDINAL = "东西", "等等", "首次"  # words whose codes stand for: a noun, the members of a list, 首批
VERBS = "pos:v&!ends:metrics|predicates:act&!ends:metrics"
Q, W = MARKED["q"], MARKED["w"]
NOUN_BEFORE = W + "{1,"  # in a pattern that asks for the counted noun


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a rule found: the span of the indicator; `same` where it is that of the quantity before, `weak` where that
    of the quantity before is better if there is one."""

    start: int
    end: int
    rule: str
    same: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Expanded:
    """A rule as it stands while no new kind of token is met; `needs`: a bit for each set of codes of which every match
    holds one."""

    rule: TokenRule
    pattern: str
    needs: int
    wants_noun: bool  # asks for `<w>`


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence's tokens as codes, and the rules that may match in them."""

    codes: str
    rules: list[Expanded]


class Predicates:
    """The `indicator` rules over the code string of a document."""

    def __init__(self, rules: Rules) -> None:
        functions = dict.fromkeys((*LONGEST, SAME), lambda match, arguments: None)
        self._grammar = TokenGrammar(rules.tokens.get("indicator", []), rules.tables, cut.tag, functions, (VERBS,))
        self._metrics = frozenset(rules.table("metrics").rows)
        self._prefixes = frozenset(rules.table("prefixes").rows)
        self._expanded: list[Expanded] = []
        self._bits: defaultdict[str, int] = defaultdict(int)  # code → the needs that it meets
        self._kinds = -1
        self._noun, self._listed, self._verbs = "", "", frozenset[str]()
        self._words = frozenset(rules.table("predicates").rows)
        self._parts = Parts.of_rules(rules)

    def encode(self, shadow: str, tokens: Tokens, quantities: Sequence[Mention]) -> Encoded:
        """A sentence's tokens as codes, the verbs inside what its `quantities` count as nouns (70条扶手电梯); patterns
        are expanded anew when a new kind of token was met."""
        codes = self._grammar.encode(self._plain(shadow, tokens))
        if self._kinds != self._grammar.kinds:
            self._kinds = self._grammar.kinds
            self._renew()
        codes = self._tell_nouns(codes, tokens, quantities)
        there = reduce(or_, map(self._bits.__getitem__, set(codes)), 0)
        return Encoded(codes, [one for one in self._expanded if one.needs & there == one.needs])

    def _plain(self, shadow: str, tokens: Tokens) -> Tokens:
        """The tokens, with ordinals as words that may stand before an amount and 一共, a number to be blocked, as a
        word again."""
        texts = tokens.texts.copy()
        for number, mention in tokens.mentions.items():
            if isinstance(mention.value, Quantity) and mention.value.type == "ordinal":
                texts[number] = ORDINAL
            elif mention.kind == "block" and (word := shadow[mention.start : mention.end]) in self._words:
                texts[number] = word
        return replace(tokens, texts=texts)

    def _renew(self) -> None:
        """Expand the rules for the kinds of tokens that have been met."""
        told = self._grammar.encode(Tokens([NOUN, LISTED], [0, 2], [2, 4], {}))
        self._noun, self._listed = told[0], told[1]
        self._verbs = frozenset(self._grammar.codes(VERBS))
        bits: dict[frozenset[str], int] = {}
        self._expanded = [self._expand(rule, bits) for rule in self._grammar.rules]
        self._bits = defaultdict(int)
        for needed, bit in bits.items():
            for code in needed:
                self._bits[code] |= bit

    def _tell_nouns(self, codes: str, tokens: Tokens, quantities: Sequence[Mention]) -> str:
        """The codes with what only looks like a verb as nouns: inside what is counted (70条扶手电梯), in quotation
        marks, in lists of names (打印、复印、扫描三种功能)."""
        if self._verbs.isdisjoint(codes):
            return codes
        told = list(codes)
        for quantity in quantities:
            span = quantity.value.what_span if isinstance(quantity.value, Quantity) else None
            number = bisect_left(tokens.starts, quantity.start)
            if span is not None:
                first, last = (bisect_left(tokens.starts, offset) for offset in span)
                self._as_nouns(told, first, last)
                if not any(between in tokens.mentions for between in range(number + 1, first)):
                    self._as_nouns(told, number + 1, first)  # 55名|参与初选的|人士被捕
            first = named.before(tokens, number, self._parts, codes, self._verbs)
            told[first:number] = self._listed * (number - first)
        for first, last in named.quoted(tokens):
            self._as_nouns(told, first, last)
        return "".join(told)

    def _as_nouns(self, codes: list[str], first: int, last: int) -> None:
        """Read the verbs of a phrase of several tokens as nouns."""
        if last - first > 1:
            codes[first:last] = [self._noun if code in self._verbs else code for code in codes[first:last]]

    def _expand(self, rule: TokenRule, bits: dict[frozenset[str], int]) -> Expanded:
        pattern, needs = self._grammar.expand(rule), 0
        for codes in sorted(self._grammar.needs(rule), key=len)[:NEEDS]:
            needs |= bits.setdefault(codes, 1 << len(bits))
        return Expanded(rule, pattern, needs, NOUN_BEFORE in pattern)

    def of(self, quantity: Mention, view: View, encoded: Encoded, first: bool) -> Predicate | None:
        """What is said of `quantity` in its clause, or `None` where no rule answers; `encoded` is its sentence. The
        `first` amount of a sentence has no other to go on with."""
        codes = encoded.codes
        tokens, number = view.tokens, view.token(quantity.start)
        low, high = max(0, number - WINDOW), number + WINDOW
        plain = codes[low:number] + Q + codes[number + 1 : high]
        type_ = quantity.value.type if isinstance(quantity.value, Quantity) else ""
        marked, behind = self._mark(quantity, tokens, plain, low)
        for one in encoded.rules:
            rule, wants_noun = one.rule, one.wants_noun
            if (wants_noun and marked is None) or (first and rule.value == SAME):
                continue
            match = compiled(one.pattern).search(marked if marked is not None and (wants_noun or behind) else plain)
            if match is None:
                continue
            if type_ in rule.arguments.get(NEVER, ""):
                continue  # 楼价的一半: a share, of which something else is said
            if rule.arguments.get(BUT) == type_ and not self._is_metric(tokens, low + match.end("indicator") - 1):
                continue  # 营业网点增加到150个: the change is what is said
            if rule.value == SAME:
                return Predicate(-1, -1, rule.id, same=True)
            start, end = match.span("indicator")
            if rule.value == TAIL:
                return _last_verb(view.document.words, tokens.starts[low + start], tokens.ends[low + end - 1], rule.id)
            return self._trim(tokens, low + start, low + end, rule)
        return None

    def _is_metric(self, tokens: Tokens, number: int) -> bool:
        return is_metric(tokens.texts[number], self._metrics)

    def _mark(self, quantity: Mention, tokens: Tokens, plain: str, low: int) -> tuple[str | None, bool]:
        """The codes with the counted noun as `<w>`, same length, `None` where there is none; whether it stands behind
        the number."""
        value = quantity.value
        if not isinstance(value, Quantity) or value.what_span is None:
            return None, False
        first = bisect_left(tokens.starts, value.what_span[0]) - low
        last = bisect_left(tokens.starts, value.what_span[1]) - low
        if first < 0 or last <= first or last > len(plain) or plain.find(Q, first, last) >= 0:
            return None, False
        marked = plain[:first] + W * (last - first) + plain[last:]
        return marked, value.what_span[0] > quantity.start

    def _trim(self, tokens: Tokens, first: int, last: int, rule: TokenRule) -> Predicate:
        """The span, a metric cut from the left and a phrase from the right to what can be read in a cell."""
        starts, ends, longest = tokens.starts, tokens.ends, LONGEST[rule.value]
        while last - first > 1 and ends[last - 1] - starts[first] > longest:
            if rule.value in ("metric", "weak"):
                first += 1
            else:
                last -= 1
        if first and tokens.texts[first - 1] in self._prefixes and ends[first - 1] == starts[first]:
            first -= 1  # 累计投资, 新开工
        return Predicate(starts[first], ends[last - 1], rule.id, weak=rule.value == "weak")


def _last_verb(words: Words, start: int, end: int, rule: str) -> Predicate:
    """The verb that a program's name ends in (农村危房改造), or the whole name."""
    first, _ = words.span(words.index(end - 1))
    is_verb = first > start and cut.tag(words.texts[words.index(end - 1)]).startswith("v")
    return Predicate(first if is_verb else start, end, rule)
