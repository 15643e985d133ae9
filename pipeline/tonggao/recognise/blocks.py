"""Blocks: characters that hold digits or numerals and are no mention (4G, telephone numbers, list markers, idioms)."""

from __future__ import annotations

import re
from dataclasses import replace

from tonggao.grammar.characters import CharacterGrammar, CharacterRule
from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention

IDIOM = "block.idiom"


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Block candidates of `document`: they claim their characters and are exported nowhere."""
    grammar: CharacterGrammar = rules.once("blocks", _grammar)
    return list(grammar.scan(document))


def _grammar(rules: Rules) -> CharacterGrammar:
    idioms = list(rules.table("idioms").rows)
    return CharacterGrammar([_by_first(rule, idioms) for rule in rules.characters.get("block", [])], {})


def _by_first(rule: CharacterRule, words: list[str]) -> CharacterRule:
    """The rule of the idioms with its hundreds of words gathered by their first characters: six times as fast."""
    return replace(rule, expression=gathered(words)) if rule.id == IDIOM else rule


def gathered(words: list[str]) -> str:
    """A regex for the longest of `words`, gathered by first character.

    >>> gathered(["一些", "一律", "万一"])
    '一(?:些|律)|万(?:一)'
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (w[0], -len(w), w)):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())
