from __future__ import annotations

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention


def reference_date(document: Document, mentions: list[Mention]) -> tuple[str | None, str]:
    return document.article.published, 'given'


def settle(document: Document, mentions: list[Mention], reference: str | None, rules: Rules) -> list[Mention]:
    return mentions
