from __future__ import annotations

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention


def candidates(document: Document, rules: Rules) -> list[Mention]:
    return []
