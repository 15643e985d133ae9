"""Blocks: characters that hold digits or numerals and are no mention (4G, telephone numbers, list markers, idioms)."""

from __future__ import annotations

from tonggao.grammar.characters import CharacterGrammar
from tonggao.grammar.load import Rules
from tonggao.model import Document, Mention


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Block candidates of `document`: they claim their characters and are exported nowhere."""
    grammar: CharacterGrammar = rules.once("blocks", _grammar)
    return list(grammar.scan(document))


def _grammar(rules: Rules) -> CharacterGrammar:
    return CharacterGrammar(rules.characters.get("block", []), {})
