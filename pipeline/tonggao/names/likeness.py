"""How much a string of characters looks like a person's name: what each character does in names and in other text."""

from __future__ import annotations

from pathlib import Path

from tonggao.grammar.load import Rules
from tonggao.grammar.tables import read_table

TABLE = Path(__file__).resolve().parent.parent / "tables" / "name_characters.tsv"
COMPOUND = 30  # what a surname of two characters says
UNKNOWN = -5  # a character that the table does not hold
NEVER = -99
SINGLE = 15  # what a given name of one character lacks
SURELY = 40  # of a given name beside which the second surname may be any
OWN, MARRIED = -18, 5  # of a second surname; of a name that has two
MOST, LEAST = 30, -40  # of a surname: 王 begins names, 时 words


class Likeness:
    """Scores names in tenths of a logarithm: above 10 a string is hardly anything else, below 0 it needs a title.

    A name is a surname, of one character or two, and a given name of one or two (Japanese ones of up to three).
    """

    def __init__(self, rules: Rules) -> None:
        table = read_table(TABLE)
        self.first = {c: int(v) for c, v in table.column("first").items()}
        self.last = {c: int(v) for c, v in table.column("last").items()}
        self.single = {c: v - SINGLE for c, v in self.last.items()}
        self.foreign = {c: int(v) for c, v in table.column("foreign").items()}
        known = table.column("surname")
        rows = rules.table("surnames").rows
        self.surnames = {s: max(LEAST, min(MOST, int(known.get(s, LEAST)))) for s in rows if len(s) == 1}
        self.compound = frozenset(s for s in rows if len(s) > 1)
        self.japanese = frozenset(rules.table("surnames").where("class", "japanese"))
        self.opening = frozenset(s[0] for s in rows)

    def surname(self, text: str) -> str:
        """The surname that `text` begins with, `""` where there is none."""
        if text[:2] in self.compound and len(text) > 2:
            return text[:2]
        return text[:1] if text[:1] in self.surnames else ""

    def score(self, name: str) -> int:
        """What the characters of `name` say for it, `NEVER` where it cannot be a name."""
        if name[:2] in self.compound and len(name) > 2:
            return self._compound(name)
        own = self.surnames.get(name[0])
        if own is None:
            return NEVER
        if len(name) == 3:
            return own + self.first.get(name[1], UNKNOWN) + self.last.get(name[2], UNKNOWN)
        if len(name) == 2:
            return own + self.single.get(name[1], UNKNOWN - SINGLE)
        return self._married(name) if len(name) == 4 else NEVER

    def _compound(self, name: str) -> int:
        given = name[2:]
        if name[:2] in self.japanese:
            return COMPOUND if len(given) <= 3 else NEVER
        if len(given) == 1:
            return COMPOUND + self.single.get(given, UNKNOWN - SINGLE)
        if len(given) > 2:
            return NEVER
        return COMPOUND + self.first.get(given[0], UNKNOWN) + self.last.get(given[1], UNKNOWN)

    def _married(self, name: str) -> int:
        """A woman's name with her husband's surname before her own: 林郑月娥."""
        own = min(self.surnames.get(name[0], NEVER), self.surnames.get(name[1], NEVER))
        given = self.first.get(name[2], UNKNOWN) + self.last.get(name[3], UNKNOWN)
        likely = own >= OWN or (given >= SURELY and own >= LEAST)
        return MARRIED + given + own // 2 if likely and given > 0 and name[1:3] not in self.compound else NEVER
