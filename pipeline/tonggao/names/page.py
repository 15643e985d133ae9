"""One article as the finders of names see it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tonggao.grammar.tokens import Tokens
from tonggao.text.occurrences import everywhere


@dataclass(frozen=True, slots=True)
class Page:
    """The shadow, its tokens, and their roles (`names.roles`), one letter a token."""

    shadow: str
    tokens: Tokens
    codes: str

    def text(self, number: int) -> str:
        """The characters of token `number`."""
        return self.shadow[self.tokens.starts[number] : self.tokens.ends[number]]

    def wholes(self, name: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
        """The spans where the article has `name` as words of its own and none of the spans `taken` reaches into it."""
        starts, ends = self.tokens.starts, self.tokens.ends
        for start, end in everywhere(name, self.shadow):
            first, last = bisect_left(starts, start), bisect_left(ends, end)
            whole = first < len(starts) and starts[first] == start and last < len(ends) and ends[last] == end
            if whole and not any(a < end and start < b for a, b in taken):
                yield start, end

    def length(self, number: int) -> int:
        """How many characters token `number` has."""
        return self.tokens.ends[number] - self.tokens.starts[number]


def letters_of(letters: Mapping[str, str], roles: Iterable[str]) -> str:
    """The letters of `roles`, in one string."""
    return "".join([letters[role] for role in roles])
