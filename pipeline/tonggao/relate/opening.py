"""How a clause begins: with a verb, so that the subject before it goes on, or with a subject of its own."""

from __future__ import annotations

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARKS
from tonggao.recognise.codes import is_metric
from tonggao.relate.view import View
from tonggao.text import cut

GOES_ON, TELLS, OWN = "goes on", "tells", "own"
SELF = "self"  # 我们, 集团: the one who acted goes on
NOUNS = ("n", "r", "j", "l", "s")  # parts of speech that a subject begins with
PASSED = ("t", "d", "c", "m", "x", "f", "u", "y")  # what may stand before it
WHO = (MARKS["organization"], MARKS["person"])
LOCAL = (MARKS["place"], MARKS["quantity"])  # what a metric is of: 四川销售收入, 6个县累计投资
DESCRIBES = "b"  # what may describe a subject, or how something is done
ENDS = ("v", "p", "d")  # parts of speech behind a noun phrase
PHRASE = 8  # tokens of a noun phrase that are looked at


class Openings:
    """Tells by parts of speech, the lexicon of metrics and the words for the one who acted before."""

    def __init__(self, rules: Rules) -> None:
        self._self = frozenset(rules.table("subjects").where("class", SELF))
        self._metrics = frozenset(rules.table("metrics").rows)
        self._verbs = frozenset(rules.table("predicates").rows)
        self._compared = frozenset(rules.table("comparisons").rows)
        self._view: View | None = None  # the sentence last asked for, and how its clauses begin
        self._known: dict[tuple[int, int], str] = {}

    def of(self, start: int, end: int, view: View) -> str:
        """`GOES_ON` where the clause `start:end` begins with a verb or with a word for who acted before (同比增长,
        该公司投入), `TELLS` with a preposition or a metric (四川销售收入达3亿元), `OWN` with any other subject, an
        empty text where it has none of these (2013年至今，)."""
        if view is not self._view:
            self._view, self._known = view, {}
        if (start, end) not in self._known:
            self._known[start, end] = self._begins(start, end, view)
        return self._known[start, end]

    def _begins(self, start: int, end: int, view: View) -> str:
        tokens, number, last, local = view.tokens, view.token(start), view.token(end), False
        while number < last:
            text = tokens.texts[number]
            if text in LOCAL:
                local = True
            elif text != MARKS["date"] and text not in self._compared:
                both = text + tokens.texts[number + 1] if number + 1 < last else text  # 该|企业
                if text in self._self or both in self._self:
                    return GOES_ON
                if text in WHO or text in self._verbs or not cut.tag(text).startswith(PASSED):
                    break
            number += 1
        else:
            return ""
        tag = cut.tag(text)
        if text in WHO:
            return OWN
        behind = cut.tag(tokens.texts[number + 1]) if number + 1 < last else ""
        is_noun = tag.startswith(NOUNS) and (text not in self._verbs or behind.startswith(NOUNS))  # 实际外商投资
        if local or not tag or is_noun or (tag == DESCRIBES and not behind.startswith("v")):
            return self._of_phrase(number, last, view)  # 国家级企业增至3022家; not 主动参与
        return TELLS if tag == "p" else GOES_ON

    def _of_phrase(self, number: int, last: int, view: View) -> str:
        """What the noun phrase that begins with token `number` says: a metric, or a subject of its own."""
        texts = view.tokens.texts
        for text in texts[number : min(last, number + PHRASE)]:
            if is_metric(text, self._metrics):
                return TELLS
            if text in WHO or (cut.tag(text).startswith(ENDS) and text not in self._compared):
                return OWN
        return OWN
