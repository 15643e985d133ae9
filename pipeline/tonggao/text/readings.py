"""Readings of the characters of GBK, and the codes of GBK as numbers: what the repair of injected readings looks up.

A *code* is the two bytes of a GBK character as one number, lead byte first: 數 is 0x94B5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tonggao.errors import TableError
from tonggao.grammar.tables import read_table
from tonggao.text import convert

TABLES = Path(__file__).resolve().parent.parent / "tables"

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜêńňǹḿế"
_ALIKE = str.maketrans("ɑɡ", "ag")  # what pages write for a and g in phonetic type
LETTERS = "a-zü" + TONED + "ɑɡ\u0300\u0301\u0304\u030c\u0308"
# A reading's letters; where a tone mark's trail byte and the letter behind it spell another table entry, a reading
# stands inside a reading: K(bìn(jīn)g) and 近(jìn(jīn)), because AC6E across ì|n is 琻.
READING = f"[{LETTERS}]{{1,9}}(?:\\([{LETTERS}]{{1,9}}\\)[{LETTERS}]{{0,5}}(?=[)）]))?"
HAS_TONE = re.compile(f"[{TONED}\u0300\u0301\u0304\u030c]")


@cache
def _rows() -> Mapping[str, tuple[str, str]]:
    """Reading → characters that it is the commonest reading of, characters that may be read so."""
    return {row["reading"]: (row["first"], row["other"]) for row in read_table(TABLES / "readings.tsv")}


def normalize(reading: str) -> str:
    """The reading in composed lower-case letters, as the table writes it, without any reading inside it.

    >>> normalize("ɡuo\\u0301"), normalize("bìn(jīn)g")
    ('guó', 'bìng')
    """
    if "(" in reading:
        reading = reading[: reading.index("(")] + reading[reading.index(")") + 1 :]
    return reading if reading.isascii() else unicodedata.normalize("NFC", reading).translate(_ALIKE)


def is_syllable(reading: str) -> bool:
    """True where some character of GBK is read so (`reading` normalised).

    >>> is_syllable("guó"), is_syllable("app")
    (True, False)
    """
    return reading in _rows()


def reads(char: str, reading: str) -> bool:
    """True where `char` may be read `reading` (normalised): polyphones have several, 長 both cháng and zhǎng.

    >>> reads("國", "guó"), reads("長", "zhǎng"), reads("國", "jiā")
    (True, True, False)
    """
    first, other = _rows().get(reading, ("", ""))
    return char in first or char in other


def is_commonest(char: str, reading: str) -> bool:
    """True where `reading` (normalised) is the first that comes to mind for `char`.

    >>> is_commonest("六", "liù"), is_commonest("六", "lù")
    (True, False)
    """
    return char in _rows().get(reading, ("", ""))[0]


@cache
def _spelled() -> Mapping[str, frozenset[str]]:
    """Syllable without its tone (v and u for ü) → characters that may be read so."""
    found: dict[str, set[str]] = {}
    for reading, (first, other) in _rows().items():
        letters = unicodedata.normalize("NFD", reading)
        umlaut = "\u0308" in letters
        plain = "".join(letter for letter in letters if letter.isascii())
        for spelling in {plain, plain.replace("u", "v")} if umlaut else {plain}:
            found.setdefault(spelling, set()).update(first, other)
    return {spelling: frozenset(chars) for spelling, chars in found.items()}


def spells(char: str, syllable: str) -> bool:
    """True where `char` may be read `syllable`, written without its tone.

    >>> spells("國", "guo"), spells("綠", "lv"), spells("國", "jia")
    (True, True, False)
    """
    return char in _spelled().get(syllable, frozenset())


@cache
def codes(reading: str) -> frozenset[int]:
    """Codes of the characters that may be read `reading`.

    >>> 0x94B5 in codes("shù")
    True
    """
    first, other = _rows().get(reading, ("", ""))
    return frozenset(int.from_bytes(char.encode("gbk"), "big") for char in first + other)


@cache
def characters() -> Mapping[int, str]:
    """Code → character, all of GBK as the decoders know it (21,791 codes)."""
    planes = "".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x10000))))
    encoded = planes.encode("gbk", "ignore")  # one call: half a millisecond, where 24,000 small ones take sixty
    pairs = zip(encoded[::2], encoded[1::2], strict=True)
    return {lead << 8 | trail: char for (lead, trail), char in zip(pairs, encoded.decode("gbk"), strict=True)}


@cache
def members(name: str) -> frozenset[str]:
    """The characters of a class of `tables/characters.tsv` (`traditional`, `simplified`, `common_1` …) as a set."""
    return frozenset(convert.characters(name))


@cache
def code_of() -> Mapping[str, int]:
    """Character → code, for characters as received: the reverse of `characters` and the private-use characters that
    GB 18030 gives to the pairs which GBK leaves to its users (AAA1 is U+E000)."""
    users = (*range(0xAAA1, 0xB000), *range(0xF8A1, 0xFEFF), *range(0xA140, 0xA7A1))
    pairs = [code for code in users if 0x40 <= code & 0xFF < 0xFF and code & 0xFF != 0x7F]
    private = b"".join(code.to_bytes(2, "big") for code in pairs).decode("gb18030", "replace")
    found = {char: code for char, code in zip(private, pairs, strict=True) if "\ue000" <= char <= "\uf8ff"}
    return found | {char: code for code, char in characters().items()}


@cache
def page_table() -> Mapping[int, tuple[int, str]]:
    """Code → (rank, reading) of the one replace table that is known whole: that of the source article's page."""
    rows: dict[int, tuple[int, str]] = {}
    for row in read_table(TABLES / "page.tsv"):
        rank, char, reading = row["rank"], row["character"], row["reading"]
        if not rank.isdigit() or not reads(char, reading):
            raise TableError(f"{TABLES / 'page.tsv'}: rank {rank!r}: {char!r} is no character that is read {reading!r}")
        rows[code_of()[char]] = (int(rank), reading)
    return rows
