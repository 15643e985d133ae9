"""Names of places written by sound: 斯特勒谢尼区, 帕洛马山, told by their characters alone."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from tonggao.grammar.tables import read_table

TABLE = Path(__file__).resolve().parent.parent / "tables" / "name_characters.tsv"
SHORTEST, LONGEST = 2, 9
CLEAR = 6  # what a character says at the least by which such a name can begin or end
MUTE = -15  # what no character in such a name says less than
MEAN = 12  # and all of them on the average; `SHORT` for names of two
SHORT = 14
LONG, FAINT = 4, -10  # characters of a name whose first may say as little as that: 庞特佛雷特镇
BEFORE = frozenset("由在于从到距至")  # what the cut may have joined to the name behind it: 由莫纳|加斯州


@dataclass(frozen=True, slots=True)
class Sounds:
    """What each character says for a foreign name, in tenths of a logarithm."""

    of_character: dict[str, int]

    @classmethod
    def read(cls) -> Sounds:
        """The scores of the table of characters in names."""
        return cls({c: int(v) for c, v in read_table(TABLE).column("foreign").items() if int(v) >= MUTE})

    def begin(self, text: str, end: int, edges: Set[int]) -> int:
        """Where the foreign name begins that ends at `end`, at the edge of a word; `end` where there is none.

        >>> text = "位于帕洛马山"
        >>> Sounds.read().begin(text, 5, {0, 2, 5, 6})
        2
        """
        score, total, start, found = self.of_character, 0, end, end
        while start > 0 and end - start < LONGEST:
            value = score.get(text[start - 1])
            if value is None:
                break
            start -= 1
            total += value
            length = end - start
            begins = start in edges or text[start - 1 : start] in BEFORE
            if begins and length >= SHORTEST and (value >= CLEAR or (length >= LONG and value >= FAINT)):
                found = start if total >= (SHORT if length == SHORTEST else MEAN) * length else found
        return found

    def reach(self, text: str, start: int, edges: Set[int]) -> int:
        """Where the foreign name ends that begins at `start`, at the edge of a word; `start` where there is none.

        >>> Sounds.read().reach("在犹他州尤里卡，", 4, {0, 1, 4, 7, 8})
        7
        """
        score, total, end, found = self.of_character, 0, start, start
        while end < len(text) and end - start < LONGEST:
            value = score.get(text[end])
            if value is None:
                break
            end += 1
            total += value
            if value >= CLEAR and end in edges and end - start >= SHORTEST:
                found = end if total >= (SHORT if end - start == SHORTEST else MEAN) * (end - start) else found
        return found
