"""Organizations by suffix grammar: places, nouns and a head (公司, 局, 大学), with the left boundary found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import TokenGrammar, TokenMatch, Tokens
from tonggao.model import Document, Mention, Name, Value
from tonggao.text import cut

LONGEST = 30  # characters
SHORTEST = 3
PROPER = ("ns", "nr", "nt", "nz", "j")  # parts of speech that make a name one of its own
GOVERNMENT, PLACE = "政府", "\0place"  # a government is that of the place before the word
NEEDS_PROPER = ("company", "school", "hospital", "media", "army")  # heads that with common nouns alone name a kind


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Organizations found by the token rules `organization`; canonical names are given by `canonical_orgs.settle`."""
    grammar: Grammar = rules.once("organization", Grammar.of)
    found = []
    for rule, match, value in grammar.tokens.scan(document.shadow, tokens):
        if isinstance(value, Name):
            end = match.span()[1]
            found.append(Mention(end - len(value.name), end, "organization", rule.id, value, rule.priority))
    return found


@dataclass(slots=True)
class Grammar:
    """The token grammar with the lexicons that its value function asks."""

    classes: dict[str, str]
    bare: frozenset[str]
    glued: frozenset[str]
    tokens: TokenGrammar = field(init=False)

    @classmethod
    def of(cls, rules: Rules) -> Grammar:
        """The grammar of `rules`."""
        classes = rules.table("organization_heads").column("class")
        bare = frozenset(classes) | frozenset(rules.table("organization_stops").rows)
        grammar = cls(classes, bare, frozenset(rules.table("glued").rows))
        functions = {"organization": grammar.read}
        grammar.tokens = TokenGrammar(rules.tokens.get("organization", []), rules.tables, cut.tag, functions)
        return grammar

    def read(self, match: TokenMatch, arguments: Mapping[str, Any]) -> Value:
        """The name with its type, or `None` for what is no name: a bare head, common nouns before a common head."""
        first, last = match.tokens()
        first = self._after_chain(match, first, last)
        texts = match.all.texts[first:last]
        start = match.all.starts[first] + self._glue(texts[0])
        name = match.shadow[start : match.span()[1]]
        if name in self.bare or not SHORTEST <= len(name) <= LONGEST:
            return None
        kind = next((self.classes[name[i:]] for i in range(len(name)) if name[i:] in self.classes), "")
        if kind in NEEDS_PROPER and not any(map(self._is_proper, texts[:-1])):
            return None
        if name.endswith(GOVERNMENT) and texts[-2:-1] != [PLACE]:
            return None
        return Name(name, kind)

    def _after_chain(self, match: TokenMatch, first: int, last: int) -> int:
        """The first token of the name: a chain of two or more places before it stays outside, one place belongs."""
        if not match.has("places"):
            return first
        _, places_end = match.tokens("places")
        if places_end - first == 1:
            return first
        has_stem = match.has("stem") and match.tokens("stem")[0] < match.tokens("stem")[1]
        return places_end if has_stem else places_end - 1

    def _glue(self, word: str) -> int:
        """How many characters of an unknown first word are function words cut together with the name (而九铁)."""
        count = 0
        while len(word) - count > 2 and word[count] in self.glued and not cut.tag(word):
            count += 1
        return count

    def _is_proper(self, word: str) -> bool:
        """True for mentions, names of the dictionary and words that it does not know."""
        return word[0] == "\0" or not cut.tag(word) or cut.tag(word).startswith(PROPER) or word.isascii()
