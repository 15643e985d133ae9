"""Lexicon names of programs, organizations and people, found in one pass of one automaton.

A lexicon row is a name with its aliases; `local` aliases hold only in articles of the row's region, `except` lists
longer words that hide the name, `since` is the year
in which it began: an article from long before means something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ahocorasick_rs import AhoCorasick, MatchKind

from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Row
from tonggao.model import Document, Kind, Mention, Name, Person, Value, Words
from tonggao.names.letters import Endings
from tonggao.text.convert import key
from tonggao.text.cut import tag

TABLES: dict[str, Kind] = {"programs": "program", "organizations": "organization", "people": "person"}
QUOTES = ("“”", "「」", "『』", "‘’", '""')
VARIANTS = {"+": "＋", "—": "-－–", "×": "xX", "、": "，"}
PRIORITY = 60
LATIN = re.compile("[A-Za-z]")
PERIOD = re.compile("[一二三四五六七八九十]+五|十五")
WORKS = "works"  # the class of heads such as 改造工程, of which only 工程 stands outside quotation marks
LAW = "law"
GOES_ON = frozenset("律规制院官庭条")  # what makes another word of the end of a law: 安全生产法律, 劳动法庭
STATUTES = "法例"  # 选举 | 法例
SAFE = 4  # a name of so many characters is itself wherever it stands
AHEAD = 5  # years by which an article may speak of a program before it begins


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a text: the kind and value that it has in articles of `region`, from the year `since` on."""

    kind: Kind
    value: Value
    rule: str
    region: str
    since: int
    law: bool


class Lexicon:
    """All names as one automaton, leftmost and longest; a text with no entry hides the names inside it."""

    __slots__ = ("_automaton", "_closing", "_entries", "_plain")

    def __init__(self, rules: Rules) -> None:
        found: dict[str, list[Entry]] = {}
        kinds = rules.table("program_heads").column("class")
        heads = Endings(head for head, kind in kinds.items() if kind != WORKS)
        for table, kind in TABLES.items():
            if table in rules.tables:
                for row in rules.table(table):
                    _add(found, row, kind, table, heads)
        self._automaton = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest)
        self._entries = list(found.values())
        self._closing = [_closing(text) for text in found]
        self._plain = [_is_plain(text, entries) for text, entries in found.items()]

    def scan(self, document: Document) -> Iterator[Mention]:
        """The names of `document` in text order, not overlapping."""
        region, year = document.region, int((document.article.published or "9999")[:4]) + AHEAD
        entries, plain, closing, shadow = self._entries, self._plain, self._closing, document.shadow
        for number, start, end in self._automaton.find_matches_as_indexes(shadow):
            for entry in entries[number]:
                if entry.since > year or (entry.region and entry.region != region):
                    continue
                if entry.law and shadow.startswith(STATUTES, end - 1):
                    continue
                if plain[number] or (
                    self._stands(document, start, end)
                    and not (entry.law and shadow[end : end + 1] in GOES_ON and not _parts(document.words, end))
                ):
                    close = closing[number]
                    first, last = (start + 1, start + close) if close else (start, end)
                    yield Mention(first, last, entry.kind, entry.rule, entry.value, PRIORITY)
                    break

    @staticmethod
    def _stands(document: Document, start: int, end: int) -> bool:
        """Is the name a word of its own, or so long that it is one wherever it stands? Latin letters join no name to
        what goes on in them (Intel in Intelligence)."""
        shadow = document.shadow
        if LATIN.match(shadow, end) and LATIN.match(shadow, end - 1):
            return False
        if start and LATIN.match(shadow, start) and LATIN.match(shadow, start - 1):
            return False
        if end - start >= SAFE:
            return True
        doubled = shadow[end - 1] == shadow[end : end + 1]  # 政制局 | 局长, however it is cut
        return _parts(document.words, start) and (doubled or _parts(document.words, end))


def _closing(text: str) -> int:
    """Where the quotation marks close that `text` begins with, so that its head stands outside (“希望”工程); 0 where it
    begins with none, or the plan of a five-year period stands in them (“十三五”规划)."""
    close = next((text.index(marks[1], 1) for marks in QUOTES if text[0] == marks[0] and marks[1] in text[1:-1]), 0)
    return 0 if close and PERIOD.fullmatch(text, 1, close) else close


def _is_plain(text: str, entries: list[Entry]) -> bool:
    """Is the name itself wherever it stands: long, of no Latin letters, not the name of a law?"""
    return len(text) >= SAFE and LATIN.search(text) is None and not any(entry.law for entry in entries)


def candidates(document: Document, rules: Rules) -> list[Mention]:
    """Every lexicon name in `document`, longest first at each place; short ones only where they are whole words."""
    lexicon: Lexicon = rules.once("names.lexicon", Lexicon)
    return list(lexicon.scan(document))


def _parts(words: Words, offset: int) -> bool:
    """Does a word begin at `offset`, or is the word there none that the dictionary knows (指沙 in 指沙中线)?"""
    return words.is_edge(offset) or tag(words.texts[words.index(offset)]) == ""


def _add(found: dict[str, list[Entry]], row: Row, kind: Kind, table: str, heads: Endings) -> None:
    name = row["name"]
    value: Value = Person(name) if kind == "person" else Name(name, row.get("type", ""))
    local = _cells(row, "local")
    entry = Entry(kind, value, f"{kind}.lexicon", "", int(row.get("since") or 0), row.get("type") == LAW)
    if name not in local:
        _put(found, name, entry, name, heads)
    for alias in _cells(row, "aliases"):
        said = replace(entry, value=Person(alias)) if kind == "person" else entry
        _put(found, alias, said, name, heads)
    for alias in local:
        _put(found, alias, replace(entry, region=row.get("region", "")), name, heads)
    for hidden in _cells(row, "except"):
        found.setdefault(key(hidden), [])


def _put(found: dict[str, list[Entry]], text: str, entry: Entry, name: str, heads: Endings) -> None:
    for written in variants(key(text), name, heads):
        entries = found.setdefault(written, [])
        entries.append(entry)
        entries.sort(key=lambda e: not e.region)  # what holds in one region only goes first there


def variants(text: str, name: str, heads: Endings) -> Iterator[str]:
    """The ways in which `text` is written: other dashes and plus signs, and a head of the name outside quotes.

    >>> list(variants("千万工程", "千万工程", Endings(["工程", "程"])))
    ['千万工程', '“千万”工程', '「千万」工程', '『千万』工程', '‘千万’工程', '"千万"工程']
    """
    spellings = [text]
    for char, others in VARIANTS.items():
        spellings += [s.replace(char, other) for s in spellings if char in s for other in others]
    yield from spellings
    head = heads.longest(text)
    stem = text[: len(text) - len(head)]
    if head and len(stem) > 1 and (name.endswith(head) or (name.startswith(stem) and name != stem)):
        yield from (f"{quotes[0]}{stem}{quotes[1]}{head}" for quotes in QUOTES)


def _cells(row: Row, column: str) -> list[str]:
    return [cell for cell in row.get(column, "").split("|") if cell]
