"""Script: which one an article is written in, its Simplified shadow of equal length, conversion for people.

Everything matches on the shadow. In a Traditional article it is OpenCC's `t2s` with the variants of Taiwan and Hong
Kong added; in a Simplified one only characters that are Traditional alone are converted, so that 乾县 and 於潜镇 keep
their names. Both ways keep the length, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import IO

from tonggao.errors import OffsetError, TableError
from tonggao.grammar.tables import read_table

TABLES = Path(__file__).resolve().parent.parent / "tables"
SURROGATE = re.compile("[\ud800-\udfff]")
FEW = 0.15  # share of one script's own characters up to which they are taken for quotations and names
BREAK = re.compile("[，。；：！？,;]")
CHUNK = 1 << 16  # characters that a stream converts at a time

# What `convert_text` asks of OpenCC, by script and region of the source: phrase modes where words differ too.
MODES = {
    ("hans", "hant"): "s2t", ("hans", "tw"): "s2twp", ("hans", "hk"): "s2hkp",
    ("hant", "hans"): "t2s", ("hant", "tw"): "t2tw", ("hant", "hk"): "t2hk",
    ("TW", "hans"): "tw2sp", ("TW", "hant"): "tw2t", ("TW", "hk"): "t2hk",
    ("HK", "hans"): "hk2sp", ("HK", "hant"): "hk2t", ("HK", "tw"): "t2tw",
}  # fmt: skip
TARGETS = ("hans", "hant", "tw", "hk")


@cache
def _opencc(mode: str) -> Callable[[str], str]:
    """OpenCC's converter `mode`, made once per process. Lone surrogates, which it cannot encode, become U+FFFD."""
    from opencc import OpenCC

    convert = OpenCC(mode).convert

    def safe(text: str) -> str:
        try:
            return str(convert(text))
        except UnicodeEncodeError:
            return str(convert(SURROGATE.sub("\ufffd", text)))

    return safe


@cache
def characters(name: str) -> str:
    """A class of `tables/characters.tsv`: `traditional` or `simplified` (alone in its script), or `unscored`.

    Of the Basic Multilingual Plane only: one rarer character would slow the search for any of them a hundredfold.
    """
    row = read_table(TABLES / "characters.tsv").rows.get(name)
    if row is None:
        raise TableError(f"{TABLES / 'characters.tsv'}: no class {name!r}; run scripts/build_text_tables.py")
    return row["characters"]


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A pattern for one character of a class."""
    return re.compile(f"[{characters(name)}]")


@cache
def _traditional_runs() -> re.Pattern[str]:
    return re.compile(f"[{characters('traditional')}]+")


@cache
def _variants() -> tuple[re.Pattern[str], dict[str, str]]:
    """Variant characters, each with its exceptions as guards around it, and what they become."""
    table = read_table(TABLES / "variant_characters.tsv")
    parts = []
    for row in table:
        character, words = row["character"], row["unless"].split("|") if row["unless"] else []
        before = "".join(w[0] for w in words if len(w) == 2 and w[1] == character)
        after = [w[1:] for w in words if w[0] == character]
        if len(before) + len(after) < len(words):
            raise TableError(f"variant_characters.tsv: {character}: it begins its exceptions, or ends two characters")
        guards = (f"(?!{'|'.join(after)})" if after else "") + (f"(?<![{before}]{character})" if before else "")
        parts.append(character + guards)
    first = "".join(table.rows)
    return re.compile(f"(?=[{first}])(?:{'|'.join(parts)})"), table.column("becomes")


def _simplify(text: str) -> str:
    """`t2s` and the regional variants it leaves."""
    pattern, becomes = _variants()
    return pattern.sub(lambda match: becomes[match.group()], _opencc("t2s")(text))


def _simplify_alone(text: str) -> str:
    """`text` with only those characters simplified that are no Simplified ones."""
    return _traditional_runs().sub(lambda match: _simplify(match.group()), text)


def script_of(text: str) -> str:
    """The script of `text`: `hans`, `hant`, or `mixed` where neither is merely quoted in the other.

    Counts the distinct characters that belong to one script alone; text without any is `hans`.

    >>> script_of("全国深度贫困地区网络扶贫"), script_of("全國深度貧困地區網絡扶貧")
    ('hans', 'hant')
    """
    if not any_of("traditional").search(text):
        return "hans"
    if not any_of("simplified").search(text):
        return "hant"
    traditional, simplified = _own(text)
    if traditional <= FEW * (traditional + simplified):
        return "hans"
    return "hant" if simplified <= FEW * (traditional + simplified) else "mixed"


def _own(text: str) -> tuple[int, int]:
    """How many different characters of Traditional alone, and of Simplified alone, stand in `text`."""
    return len(set(any_of("traditional").findall(text))), len(set(any_of("simplified").findall(text)))


def shadow(text: str, script: str, region: str = "") -> str:
    """The Simplified reading of `text`, equal in length: offsets into one are offsets into the other.

    `region` is not needed (the variants of Taiwan and Hong Kong do not contradict each other) and kept for callers
    that know it. Mixed articles are converted line by line. Raises `OffsetError` where a length changed (U+0000,
    which repair removes, is the one character that can).

    >>> shadow("全國深度貧困地區隨著網絡", "hant"), shadow("乾县與於潜镇", "hans")
    ('全国深度贫困地区随着网络', '乾县与於潜镇')
    """
    return _shadow(text, script)


@lru_cache(maxsize=2)  # the region asks for it, then the line does
def _shadow(text: str, script: str) -> str:
    if script == "hans":
        made = _simplify_alone(text)
    elif script == "hant":
        made = _simplify(text)
    else:
        lines = text.splitlines(keepends=True)
        made = "".join(_simplify(line) if _nearer(line) == "hant" else _simplify_alone(line) for line in lines)
    if len(made) != len(text):
        raise OffsetError(f"the shadow has {len(made)} characters, the text {len(text)}: repair it first (U+0000?)")
    return made


def _nearer(line: str) -> str:
    traditional, simplified = _own(line)
    return "hant" if traditional > simplified else "hans"


def key(word: str) -> str:
    """`word` as it stands in shadows: what a lexicon's key goes through.

    >>> key("乾县"), key("網絡扶貧")
    ('乾县', '网络扶贫')
    """
    return shadow(word, script_of(word))


def convert_text(text: str, to: str, region: str = "") -> str:
    """`text` in another script, for people: words follow the region too, so the length may change.

    `to` is `hans`, `hant`, `tw` or `hk`; `region` (`TW`, `HK`) is where a Traditional text comes from, if known, and
    lets its words follow (軟體 → 软件). What is already in the script asked for stays. Raises `ValueError` for
    another `to`.

    >>> convert_text("软件和网络", "tw"), convert_text("軟體和網路", "hans", region="TW")
    ('軟體和網路', '软件和网络')
    """
    if to not in TARGETS:
        raise ValueError(f"cannot convert to {to!r}; choose one of {', '.join(TARGETS)}")
    script = script_of(text)
    if script == "mixed":
        return "".join(_convert(line, _nearer(line), to, region) for line in text.splitlines(keepends=True))
    return _convert(text, script, to, region)


def _convert(text: str, script: str, to: str, region: str) -> str:
    if script == "hans" and to == "hans":
        return _simplify_alone(text)
    mode = MODES.get((region, to)) if script == "hant" else None
    mode = mode or MODES.get((script, to))
    return _opencc(mode)(text) if mode else text


def convert_stream(source: IO[str], target: IO[str], to: str, region: str = "") -> int:
    """Convert `source` into `target` without holding it whole; returns the number of characters read.

    Both are open as text with `newline=""`, so that line ends pass as they are. Pieces end at line ends; a line of
    more than 64 Ki characters is cut after punctuation or, where there is none, where it stands.
    """
    count = 0
    for piece in _pieces(source):
        count += len(piece)
        target.write(convert_text(piece, to, region))
    return count


def _pieces(source: IO[str]) -> Iterator[str]:
    rest = ""
    while block := source.read(CHUNK):
        rest += block
        cut = 1 + max(rest.rfind("\n"), rest.rfind("\r", 0, -1))
        if not cut and len(rest) >= 2 * CHUNK:
            cut = max((m.end() for m in BREAK.finditer(rest)), default=len(rest))
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest
