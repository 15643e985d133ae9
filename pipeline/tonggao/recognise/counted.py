from __future__ import annotations

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    return mentions
