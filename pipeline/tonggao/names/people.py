"""People: candidates of their names, then each with the title as said."""

from __future__ import annotations

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention
from tonggao.names.reading import Reader
from tonggao.names.titles import settle

__all__ = ["candidates", "settle"]


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Names of people; the title and the organization are added by `settle`, when organizations are known."""
    reader: Reader = rules.once("names.reader", Reader)
    return list(reader.read(document, tokens)[0])
