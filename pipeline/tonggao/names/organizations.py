"""Organizations: candidates of their names; canonical names are given by `canonical_orgs.settle`."""

from __future__ import annotations

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention
from tonggao.names.reading import Reader


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Names of organizations as they stand."""
    reader: Reader = rules.once("names.reader", Reader)
    return list(reader.read(document, tokens)[1])
