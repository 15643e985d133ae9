"""Organizations by suffix grammar: places, nouns and a head (公司, 局, 大学), with the left boundary found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import TokenGrammar, TokenMatch, Tokens
from tonggao.model import Document, Mention, Name, Value
from tonggao.text import cut

LONGEST = 30  # characters


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Organizations found by the token rules `organization`; canonical names are given by `canonical_orgs.settle`."""
    grammar: TokenGrammar = rules.once("organization", _grammar)
    found = []
    for rule, match, value in grammar.scan(document.shadow, tokens):
        start, end = _span(match)
        found.append(Mention(start, end, "organization", rule.id, value, rule.priority))
    return found


def _grammar(rules: Rules) -> TokenGrammar:
    heads = rules.table("organization_heads")
    bare = frozenset(heads.rows) | frozenset(rules.table("organization_stops").rows)
    classes = heads.column("class")

    def organization(match: TokenMatch, arguments: Mapping[str, Any]) -> Value:
        start, end = _span(match)
        name = match.shadow[start:end]
        if name in bare or not 2 < end - start <= LONGEST:
            return None
        kind = next((classes[name[i:]] for i in range(len(name)) if name[i:] in classes), "")
        return Name(name, kind)

    functions = {"organization": organization}
    return TokenGrammar(rules.tokens.get("organization", []), rules.tables, cut.tag, functions)


def _span(match: TokenMatch) -> tuple[int, int]:
    """The name's span: a chain of two or more places before it stays outside, one place belongs to it."""
    start, end = match.span()
    if not match.has("places"):
        return start, end
    first, last = match.tokens("places")
    _, stop = match.tokens()
    if last - first > 1 and stop - last > 1:
        return match.all.starts[last], end
    return (match.all.starts[last - 1] if last - first > 1 else start), end
