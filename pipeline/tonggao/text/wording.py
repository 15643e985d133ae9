"""How likely a stretch of text is as wording: words of jieba's dictionary by their frequency, and the article's own.

For ranking what may have stood in a damaged place, where nothing but plausibility can tell. Scores are natural
logarithms; a text scores as the best way of cutting it into words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from tonggao.errors import TableError
from tonggao.grammar.tables import read_table
from tonggao.text import dictionary, readings
from tonggao.text.convert import shadow

NEAR = 4  # characters beside an odd one that may be damaged as well
AFTER_LOSS = 8  # characters behind a question mark at which wording begins to count again
LONGEST = 4  # characters of a word
UNKNOWN = -19.0  # an ideograph that is no common one
FOREIGN = -21.0  # a sign of another script
LETTER = -13.0  # a Latin letter
OTHER_SCRIPT = -4.0  # a Simplified form in a Traditional article, unless the article uses it
ALONE = {"common_3": -1.0, "common_4": -2.0}  # rarer characters seldom are words; the dictionary counts them in names
OWN = 800.0  # what an article's own word weighs, in occurrences among the 60 million of the dictionary
TOTAL = math.log(60e6)
AGAIN = 3.0  # by how much each time that the article uses a word makes it more likely there
RARE = 3  # words that the dictionary counts less often are left out
_HAN = re.compile("[\u4e00-\u9fff]+")
_SIGN = re.compile("(?<=[\u4e00-\u9fff])[!-/:-@]")


class Signs(NamedTuple):
    """The signs of running text, `tables/signs.tsv`: their shares, and those of each class."""

    shares: Mapping[str, float]
    pause: frozenset[str]
    stop: frozenset[str]
    end: frozenset[str]
    lost: tuple[str, ...]
    shown: frozenset[str]
    assume: frozenset[str]
    closes: Mapping[str, str]
    full: frozenset[str]

    def clash(self, sign: str, char: str) -> bool:
        """True where `char` does not stand behind `sign`: a stop behind a comma, a comma behind a full stop."""
        if sign in self.pause:
            return char in self.stop or char.isspace()
        return sign in self.full and char in self.pause


@cache
def signs() -> Signs:
    """The table of signs. Raises `TableError` for a share that is no number."""
    path = readings.TABLES / "signs.tsv"
    shares: dict[str, float] = {}
    classes: dict[str, list[str]] = {}
    closes: dict[str, str] = {}
    for row in read_table(path):
        name = row["sign"]
        sign = chr(int(name[2:], 16)) if name.startswith("U+") else name
        try:
            shares[sign] = math.log(float(row["per_10000"]) / 10000)
        except ValueError as error:
            raise TableError(f"{path}: {name}: {row['per_10000']!r} is no share above 0") from error
        for group in row["class"].split():
            classes.setdefault(group, []).append(sign)
        if row["closes"]:
            closes[sign] = row["closes"]
    pause, stop, end, shown, assume, full = (
        frozenset(classes[group]) for group in ("pause", "stop", "end", "shown", "assume", "full")
    )
    return Signs(shares, pause, stop, end, tuple(classes["lost"]), shown, assume, closes, full)


def words() -> dict[str, float]:
    """Word → logarithm of its share, for the words and signs that ranking needs."""
    rows = dictionary.rows()
    total = math.log(sum(frequency for _, frequency, _ in rows))
    known = {word: math.log(f) - total for word, f, _ in rows if f >= RARE and len(word) <= LONGEST}
    newer = read_table(readings.TABLES / "newer_words.tsv").column("frequency")
    known |= {word: math.log(float(frequency)) - total for word, frequency in newer.items()}
    return known | dict(signs().shares)


@cache
def _known() -> Mapping[str, float]:
    """The words and the phrases; half a second, once, in a damaged article. A phrase ends with `¶` for a line's end."""
    known = words()
    for share, phrases in read_table(readings.TABLES / "phrases.tsv").column("phrases").items():
        known |= dict.fromkeys(phrases.replace("¶", "\n").split(" "), float(share))
    return known


@cache
def _heads() -> Mapping[str, None]:
    """The first two characters of the words and phrases."""
    return dict.fromkeys([word[:2] for word in _known() if len(word) > 1])


@cache
def _followers() -> Mapping[str, list[str]]:
    """Character → the characters that are second in a word which begins with it (Simplified)."""
    found: dict[str, list[str]] = {}
    for head in _heads():
        found.setdefault(head[0], []).append(head[1])
    return found


@cache
def _leaders() -> Mapping[str, list[str]]:
    """Character → the characters that are first in a word of which it is the second (Simplified)."""
    found: dict[str, list[str]] = {}
    for head in _heads():
        found.setdefault(head[1], []).append(head[0])
    return found


@cache
def _forms() -> Mapping[str, list[str]]:
    """Simplified character → the common characters of both scripts that it stands for."""
    forms: dict[str, list[str]] = {}
    for char in sorted(common()):
        forms.setdefault(simple(char), []).append(char)
    return forms


@cache
def goes_on(char: str) -> tuple[str, ...]:
    """The characters, as written in either script, that are second in a word which begins with `char`.

    >>> "府" in goes_on("政"), "國" in goes_on("全")
    (True, True)
    """
    return tuple(form for second in _followers().get(simple(char), "") for form in _forms().get(second, ()))


@cache
def leaders(char: str) -> frozenset[str]:
    """The characters, as written in either script, that begin a word of which `char` is the second.

    >>> "政" in leaders("府"), "國" in leaders("家")
    (True, True)
    """
    return frozenset(form for first in _leaders().get(simple(char), "") for form in _forms().get(first, ()))


@cache
def simplified() -> Mapping[str, str]:
    """Character of GBK → its Simplified form."""
    chars = list(readings.code_of())
    return dict(zip(chars, shadow("\n".join(chars), "hant").split("\n"), strict=True))


def simple(char: str) -> str:
    """The Simplified form of a character."""
    return simplified().get(char, char)


@cache
def common() -> frozenset[str]:
    """The common characters of both scripts."""
    return frozenset().union(*(readings.members(f"common_{rank}") for rank in (1, 2, 3, 4)))


def odd(char: str) -> bool:
    """True for a character that running text seldom holds: what a pair of bytes read off its boundary looks like.

    >>> odd("剞"), odd("Ψ"), odd("農"), odd("，"), odd("G")
    (True, True, False, False, False)
    """
    if char.isascii() or char.isspace() or char in common() or char in signs().shares:
        return False
    return simple(char) not in common()


def is_word(text: str) -> bool:
    """True for a word of several characters that jieba's dictionary has, in either script.

    >>> is_word("鄱陽"), is_word("國地")
    (True, False)
    """
    return len(text) > 1 and "".join(map(simple, text)) in _known()


class _Single(dict[str, float]):
    """Character as written → logarithm of the share of the word that it is by itself."""

    def __init__(self, seen: frozenset[str]) -> None:
        super().__init__()
        self.seen = seen

    def __missing__(self, char: str) -> float:
        known = _known().get(simple(char))
        if not "\u4e00" <= char <= "\u9fff":
            score = known if known is not None else LETTER if char.isascii() else FOREIGN
        elif char in self.seen:
            score = known or UNKNOWN
        elif char in readings.members("simplified"):
            score = (known or UNKNOWN) + OTHER_SCRIPT
        else:
            score = known if known is not None and char in common() else UNKNOWN
        for rank, cost in ALONE.items():
            score += cost if char in readings.members(rank) else 0.0
        self[char] = score
        return score


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that an article may be made of: jieba's and those that it uses elsewhere.

    `words`, `own`: Simplified word of several characters → logarithm of its share; `once`: those of its own that it
    has once; `single`: the same for a character as written; `signs`: the ASCII signs that the article sets behind a
    Chinese character; `local`: words of its own that do not count.
    """

    words: Mapping[str, float]
    own: Mapping[str, float]
    once: frozenset[str]
    single: Mapping[str, float]
    signs: frozenset[str]
    local: frozenset[str] = frozenset()
    pairs: dict[str, float] = field(default_factory=dict)  # what `follows` has found so far

    def score(self, word: str) -> float | None:
        """Logarithm of the share of a word of several characters (Simplified); None for no word."""
        known = self.own.get(word)
        return known if known is not None and word not in self.local else self.words.get(word)

    def joins(self, first: str, second: str) -> bool:
        """True where a word begins with the two characters (as written)."""
        first, second = simple(first), simple(second)
        return first + second in _heads() or first + second in self.own

    def follows(self, first: str, second: str) -> float:
        """About what `second` (as written) adds to the score of a text that ends in `first` (Simplified)."""
        key = first + second
        if key not in self.pairs:
            alone, pair = self.single[second], self.score(first + simple(second))
            self.pairs[key] = alone if pair is None else max(alone, pair - self.single[first])
        return self.pairs[key]

    def elsewhere(self, piece: str) -> Wording:
        """The same without what the article has from `piece` alone: a damaged place is no witness for itself."""
        plain = "".join(map(simple, piece))
        return replace(self, pairs={}, local=self.once.intersection(_grams(plain, 0, len(plain))))


def wording(text: str) -> Wording:
    """The wording of an article whose damage may still be in it: what is near an odd character or a question mark does
    not count."""
    plain = "".join(map(simple, text))
    known = _known()
    counts = Counter(_pieces(text, plain))
    own = {
        word: max(math.log(OWN * count) - TOTAL, known.get(word, -math.inf) + math.log1p(AGAIN * count))
        for word, count in counts.items()
    }
    once = frozenset(word for word, count in counts.items() if count == 1)
    return Wording(known, own, once, _Single(frozenset(text) & common()), frozenset(_SIGN.findall(text)))


def _pieces(text: str, plain: str) -> Iterator[str]:
    """All that may be words of `plain`, damaged neighbourhoods left out."""
    for run in _HAN.finditer(plain):
        start, end = run.span()
        marks = [at for at in range(start, end) if odd(text[at])]
        left = start + (NEAR if "?" in text[max(0, start - AFTER_LOSS) : start] else 0)
        for mark in (*marks, end + (0 if "?" in text[end : end + NEAR] else NEAR)):
            yield from _grams(plain, left, mark - NEAR)
            left = mark + NEAR


def _grams(plain: str, start: int, end: int) -> Iterator[str]:
    for length in range(2, LONGEST + 1):
        for at in range(start, end - length + 1):
            yield plain[at : at + length]
