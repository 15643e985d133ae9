"""Lists that 分别 pairs one to one: 用水量、能耗、排放量分别下降23%、15%、18%."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tonggao.grammar.tokens import Tokens
from tonggao.recognise.codes import is_metric
from tonggao.recognise.forward import Span
from tonggao.recognise.phrases import Phrases

NEXT = re.compile("[kjx_]{1,3}[lc_]*+(?=q)")  # between two amounts of one list
FIRST = re.compile("[^xqt]*+(?=q)")  # from 分别 to the first amount


@dataclass(frozen=True, slots=True)
class Paired:
    """What one amount of a paired list applies to: its span, and the words where they are no stretch of the text
    (城镇、农村居民收入: 城镇居民收入)."""

    span: Span
    text: str = ""


def amounts(phrases: Phrases, number: int, pair: frozenset[str]) -> list[int]:
    """Numbers of the amounts that the token `number` (分别) pairs, in their order; `[]` where there is only one."""
    first = FIRST.match(phrases.codes, number + 1)
    if first is None:
        return []
    found = [first.end()]
    while (between := NEXT.match(phrases.codes, found[-1] + 1)) is not None:
        if not pair.isdisjoint(phrases.tokens.texts[between.start() : between.end()]):
            break
        found.append(between.end())
    return found if len(found) > 1 else []


def items(tokens: Tokens, span: Span, joints: frozenset[str], metrics: frozenset[str], text: str) -> list[Paired]:
    """The members of the list that `span` (characters) holds; what the last one says of all is added to each
    (工业、制造业投资)."""
    starts, ends = tokens.starts, tokens.ends
    first, last = bisect_left(starts, span[0]), bisect_left(ends, span[1])
    if last >= len(ends) or starts[first] != span[0] or ends[last] != span[1]:
        return []
    spans, begin = [], first
    for number in range(first, last + 1):
        if tokens.texts[number] in joints:
            if number > begin:
                spans.append((begin, number))
            begin = number + 1
    if begin > last:
        return []
    spans.append((begin, last + 1))
    tail = _Tail(tokens, spans, metrics)
    found = []
    for start, stop in spans:
        whole, shared = (starts[start], ends[stop - 1]), tail.of(start, stop)
        if shared is None:
            found.append(Paired(whole))
        else:
            found.append(Paired(whole, text[slice(*whole)] + text[starts[shared] : span[1]]))
    return found


class _Tail:
    """What the last member of a list says of all of them: it ends in a metric and they do not."""

    def __init__(self, tokens: Tokens, spans: list[Span], metrics: frozenset[str]) -> None:
        self._texts, self._metrics = tokens.texts, metrics
        self._low, self._high = spans[-1]
        last = self._texts[self._low : self._high]
        self._alone = any(self._texts[a:b] == last[: b - a] for a, b in spans[:-1])  # 工业、制造业、工业技改|投资
        self._shares = self._is_metric(self._high - 1)

    def of(self, start: int, stop: int) -> int | None:
        """The token from which on the last member goes for the member `start:stop` too; `None` where it says all."""
        if start == self._low or not self._shares or self._is_metric(stop - 1):
            return None
        if self._alone:
            return self._high - 1
        head = self._texts[stop - 1]
        for number in range(self._high - 2, self._low - 1, -1):
            if self._texts[number][-1] == head[-1]:
                return number + 1  # 国内游客、入境游客|数量, 制造业、新兴产业|增加值
        return min(self._low + stop - start, self._high - 1)

    def _is_metric(self, number: int) -> bool:
        return is_metric(self._texts[number], self._metrics)
