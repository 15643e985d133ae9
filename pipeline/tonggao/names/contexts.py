"""What stands beside a candidate for a name, by the token rules of its kind, and how much each of them says for it.

A rule's pattern is made of roles (`<roles:title>`); its group `span` is the candidate, as one token of the role `name`.
Its weight is `with = { weight = … }`. Windows of roles repeat, so each is read once a process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tonggao.errors import TableError
from tonggao.grammar.tokens import TokenRule

ATOM = re.compile(r"(?<!\(\?P)(?<!\(\?)<([^<>]+)>")
SPAN = re.compile(r"\(\?P<span>\[[^\]]*\]\)")
CANDIDATE = "\x02"  # stands for the candidate in a window, so that a rule holds of it and no other name
PREFIX = "roles:"
REACH = 3  # tokens to either side that a rule may ask for
REMEMBERED = 100_000


def expand(rule: TokenRule, letters: Mapping[str, str]) -> str:
    """The rule's pattern over letters. Raises `TableError` for an atom that is no role."""

    def letter(match: re.Match[str]) -> str:
        found = []
        for atom in match[1].split("|"):
            role = atom.removeprefix(PREFIX)
            if role == atom or role not in letters:
                raise TableError(f"{rule.where}: <{match[1]}> is no role; roles are {', '.join(sorted(letters))}")
            found.append(re.escape(letters[role]))
        return f"[{''.join(found)}]"

    return ATOM.sub(letter, rule.pattern)


class Contexts:
    """Rules that weigh what stands beside a candidate."""

    def __init__(self, rules: Sequence[TokenRule], letters: Mapping[str, str]) -> None:
        self.name = letters["name"]
        likes = [letters[role] for role in ("clear", "foreign")]  # to a rule these are names
        self._rules: list[tuple[str, int, Callable[[str], object]]] = []
        used: set[str] = set()
        for rule in sorted(rules, key=lambda r: r.id):
            if set(rule.arguments) != {"weight"} or "(?P<span>" not in rule.pattern:
                raise TableError(f"{rule.where}: a rule of people needs a group span and with = {{ weight = … }}")
            pattern = re.compile(SPAN.sub(f"(?P<span>{CANDIDATE})", expand(rule, letters)))
            self._rules.append((rule.id, int(rule.arguments["weight"]), pattern.search))
            used.update(pattern.pattern)
        other = letters["noun"]  # stands for every role that no rule names, so that few windows differ
        self._plain = {ord(letter): other for letter in letters.values() if letter not in used}
        self._plain |= dict.fromkeys(map(ord, likes), self.name)
        self._known: dict[tuple[str, str], tuple[int, str]] = {}

    def weigh(self, left: str, right: str) -> tuple[int, str]:
        """The weights together of all rules that hold between `left` and `right`, and the heaviest one's id."""
        made = self._known.get((left, right))
        if made is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            plain = left.translate(self._plain), right.translate(self._plain)
            made = self._known.get(plain) or self._read(*plain)
            self._known[left, right] = self._known[plain] = made
        return made

    def _read(self, left: str, right: str) -> tuple[int, str]:
        window = left + CANDIDATE + right
        total, best, name = 0, 0, ""
        for identifier, weight, search in self._rules:
            if search(window) is not None:
                total += weight
                if weight > best:
                    best, name = weight, identifier
        return total, name
