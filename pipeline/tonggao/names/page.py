"""One article as the finders of names see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tonggao.grammar.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Page:
    """The shadow, its tokens, and their roles (`names.roles`), one letter a token."""

    shadow: str
    tokens: Tokens
    codes: str

    def text(self, number: int) -> str:
        """The characters of token `number`."""
        return self.shadow[self.tokens.starts[number] : self.tokens.ends[number]]

    def length(self, number: int) -> int:
        """How many characters token `number` has."""
        return self.tokens.ends[number] - self.tokens.starts[number]


def letters_of(letters: Mapping[str, str], roles: Iterable[str]) -> str:
    """The letters of `roles`, in one string."""
    return "".join([letters[role] for role in roles])
