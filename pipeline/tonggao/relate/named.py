"""Words that only name something: the members of a list before an amount (打印、复印、扫描三种功能), what stands in
quotation marks. Verbs among them govern nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonggao.grammar.tokens import Tokens
from tonggao.model import Quantity
from tonggao.recognise.codes import Parts
from tonggao.text import cut

ET_CETERA = ("等", "等等")
ENDS = frozenset("，。；：！？,;:!?（(\n")  # of a clause
OPENED, CLOSED, ADVERB = "（(", "）)", "d"
FUNCTION = frozenset("udpca")  # parts of speech of words that name nothing
FAR = 40  # tokens of a list
OPENS, CLOSES, LONGEST = "“「『《", "”」』》", 12  # tokens in quotation marks that may be a name


def before(tokens: Tokens, number: int, parts: Parts, codes: str, verbs: frozenset[str]) -> int:
    """The first token of the list of names that ends before the amount `number`; `number` where there is none.

    A list is one of names where it ends in 等, or has as many members as the amount says. `codes` holds one character a
    token, `verbs` those of verbs; what stands before the first comma is the governing verb and all up to the last word.
    """
    texts, mentions = tokens.texts, tokens.mentions
    at = number
    while at > 0 and texts[at - 1] in parts.sum:
        at -= 1  # 王某、李某等|共29人
    told = at > 0 and texts[at - 1] in ET_CETERA
    members, first, at = 1, number, at - told
    while at > max(0, number - FAR) and texts[at - 1] not in ENDS and not _is_amount(tokens, at - 1):
        at -= 1
        if texts[at] in CLOSED:
            at = _opened(texts, at)
        elif cut.tag(texts[at]) == ADVERB and texts[at] not in parts.joints:
            at += 1
            break  # 分别|承认串谋及管有等5项
        if texts[at] in parts.joints:
            members, first = members + 1, at
    if first == number or not (told or (_says(mentions[number].value, members) and _may_name(texts[number - 1]))):
        return number
    head = first - 1
    if texts[head] in CLOSED:
        head = _opened(texts, head) - 1
    governed = not verbs.isdisjoint(codes[at:head])
    if head >= at and (governed or told or codes[head] not in verbs):
        return head
    return first if governed else number


def _opened(texts: Sequence[str], number: int) -> int:
    """Where the bracket that closes with token `number` opens; `number` where it does not."""
    back = range(number - 1, max(-1, number - LONGEST), -1)
    return next((at for at in back if texts[at] in OPENED), number)


def _is_amount(tokens: Tokens, number: int) -> bool:
    return number in tokens.mentions and isinstance(tokens.mentions[number].value, Quantity)


def _may_name(word: str) -> bool:
    """False for a word that stands between a noun and its amount: 机构少|了|3家."""
    return cut.tag(word)[:1] not in FUNCTION


def _says(value: object, members: int) -> bool:
    """Whether an amount is the number of the members."""
    return isinstance(value, Quantity) and value.type == "count" and value.value == members


def quoted(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and last (behind it) token of what stands in quotation marks, amounts and clauses left out."""
    begun = -1
    for number, text in enumerate(tokens.texts):
        if text in OPENS:
            begun = number + 1
        elif text in CLOSES:
            if begun >= 0 and 1 < number - begun <= LONGEST:
                yield begun, number
            begun = -1
        elif text in ENDS or (begun >= 0 and _is_amount(tokens, number)):
            begun = -1
