"""Searching a text for many words at the speed of `re`: by the rarest character of each word, not by its first.

An expression that begins with a set of characters leaps over all others. Words of time begin with characters that
are everywhere (今 上 前 一); nearly all of them hold a rarer one (年 月 期). So each word is found by one *trigger*
inside it, with what stands before the trigger as a lookbehind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from tonggao.text.convert import characters

WEIGHTS = {"common_1": 10.0, "common_2": 3.0, "common_3": 1.0}  # how often such a character is met, roughly
RARE, EVERYWHERE = 0.3, 30.0
_NAMED = re.compile(r"\(\?P<")


def trie(words: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """An expression that matches the longest of `words`, every branch beginning with one literal character.

    `guards`: what must not follow a word, as a lookahead.

    >>> trie(["今年", "今天", "今年度", "本月"])
    '今(?:天|年(?:度)?)|本月'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = (guards or {}).get(word, "")
    return "|".join(re.escape(char) + _branches(root[char]) for char in sorted(root))


def _branches(node: Mapping[str, Any]) -> str:
    ways = [re.escape(char) + _branches(node[char]) for char in sorted(node) if char]
    if "" not in node:
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    guard: str = node[""]
    if not ways:
        return guard
    return f"(?:{'|'.join([*ways, guard])})" if guard else f"(?:{'|'.join(ways)})?"


def first_literals(expression: str) -> set[str]:
    """The characters that the branches of an expression begin with, each with one literal character.

    >>> sorted(first_literals("初(?:期)?|底"))
    ['初', '底']
    """
    return set(re.findall(r"(?:^|\|)\\?(.)", _outer(expression)))


def _outer(expression: str) -> str:
    """The expression without what stands in parentheses."""
    depth, kept = 0, []
    for char in re.sub(r"\\[()|]|\[[^]]*\]", "_", expression):
        depth += char == "("
        if not depth:
            kept.append(char)
        depth -= char == ")"
    return "".join(kept)


@cache
def weighted() -> dict[str, float]:
    """How often a character is met, roughly; digits are everywhere."""
    common = {char: weight for name, weight in WEIGHTS.items() for char in characters(name)}
    return common | dict.fromkeys("0123456789", EVERYWHERE)


def triggers(words: Iterable[str]) -> dict[str, str]:
    """The character by which each word is found: few characters, rare ones, that cover all words.

    >>> triggers(["上半年", "下半年", "每半年", "星期一"])
    {'上半年': '半', '下半年': '半', '星期一': '星', '每半年': '半'}
    """
    weights = weighted()
    holding: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for char in word:
            holding[char].add(word)
    left = {word for held in holding.values() for word in held}
    found: dict[str, str] = {}
    while left:
        best = max(sorted(holding), key=lambda c: len(holding[c] & left) / weights.get(c, RARE))
        found |= dict.fromkeys(holding[best] & left, best)
        left -= holding[best]
    return {word: found[word] for word in sorted(found)}


Found = TypeVar("Found")


class WordSearch(Generic[Found]):
    """Finds words by their triggers; `extra` are expressions of other kinds, each beginning with a literal character
    and holding named groups, that are looked for in the same pass. `read` says once what a match is, from its group
    (`None` for a word) and its characters.

    >>> WordSearch(["今年", "去年同期", "去年"], lambda group, text: text).find("今年比去年同期")
    [(0, -2, '今年'), (3, -5, '去年'), (3, -7, '去年同期')]
    """

    def __init__(
        self, words: Iterable[str], read: Callable[[str | None, str], Found], extra: Iterable[str] = ()
    ) -> None:
        self._read = read
        self._known: dict[str | tuple[str, str], Found] = {}
        prefixes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for word, trigger in triggers(words).items():
            before, _, after = word.partition(trigger)
            prefixes[trigger][before].append(after)
        branches: dict[str, list[str]] = defaultdict(list)  # by first character
        for branch in extra:
            branches[branch[0]].append(branch)
        ways = {trigger: _ordered(words) for trigger, words in prefixes.items()}
        for trigger, heads in ways.items():
            bodies = [_way(head, trigger, prefixes[trigger][head]) for head in heads]
            branches[trigger].append(re.escape(trigger) + _grouped(trigger, heads, bodies))
        weights = weighted()
        ordered = sorted(branches, key=lambda c: (-weights.get(c, RARE), c))  # the common ones are tried first
        self._search = re.compile("|".join(b for char in ordered for b in branches[char])).finditer
        # number of the empty group that closes a way → how many characters stand before its trigger
        self._lengths: dict[int, int] = {}
        number = 0
        for char in ordered:
            number += sum(len(_NAMED.findall(branch)) for branch in branches[char])
            self._lengths |= {number + 1 + n: len(head) for n, head in enumerate(ways.get(char, ()))}
            number += len(ways.get(char, ()))

    def forget(self) -> None:
        """Forget what `read` made of matches: it can be asked again."""
        self._known.clear()

    def find(self, text: str) -> list[tuple[int, int, Found]]:
        """Start, end (negative, so that of two the longer sorts first) and what `read` made of every match, as the
        triggers lie in the text; what it made nothing of is left out."""
        lengths, known, read, found = self._lengths, self._known, self._read, []
        for match in self._search(text):
            start, end = match.span()
            group = match.lastgroup
            if group is None:
                start -= lengths[match.lastindex or 0]
                key: str | tuple[str, str] = text[start:end]
            else:
                key = group, match[0]
            made = known.get(key)
            if made is None:
                made = known[key] = read(group, text[start:end])
            if made:
                found.append((start, -end, made))
        return found


def _ordered(words: Iterable[str]) -> list[str]:
    """What stands before a trigger, in the order in which it is tried: by its last character, the longer first."""
    return sorted(words, key=lambda w: (not w, w[-1:], -len(w), w))


def _grouped(trigger: str, before: list[str], bodies: list[str]) -> str:
    """The ways of one trigger, behind one look at the character before it: most places end there."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word, body in zip(before, bodies, strict=True):
        groups[word[-1:]].append(body)
    parts = [
        f"(?<={re.escape(last + trigger)})(?:{'|'.join(some)})" if last else "|".join(some)
        for last, some in groups.items()
    ]
    guard = "" if "" in groups else f"(?<=[{''.join(map(re.escape, groups))}]{re.escape(trigger)})"
    return f"{guard}(?:{'|'.join(parts)})"


def _way(before: str, trigger: str, after: list[str]) -> str:
    """What stands before the trigger, behind it, and an empty group to tell which way was taken."""
    rest = trie([word for word in after if word])
    tail = f"(?:{rest})" if rest else ""
    if rest and "" in after:
        tail += "?"
    return (f"(?<={re.escape(before + trigger)})" if len(before) > 1 else "") + tail + "()"
