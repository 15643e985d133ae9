"""List markers: what opens a section or an item, and in which style, at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

NUM = "一二三四五六七八九十"
# style → what stands before the text; the number is group `n` of its style
STYLES = {
    "chapter": rf"第(?P<chapter>[{NUM}百\d]++)(?:章|节|節|编|編|部分)(?=[ 　：:]|[^，。、的])",
    "comma": rf"(?P<comma>[{NUM}]{{1,3}})[、.．](?!\d)",
    "bracket": rf"[（(](?P<bracket>[{NUM}]{{1,3}})[）)][、.．，,]?",
    "ordinal": rf"第(?P<ordinal>[{NUM}]{{1,3}})[，,、：:]|其(?P<ordinal2>[{NUM}])[，,、：:]",
    "is": rf"(?P<is>[{NUM}]{{1,3}})(?:是|要|则|則)(?=[^{NUM}，。、])",
    "point": r"(?P<point>\d{1,2})(?:[.．](?=\D|(?:19|20)\d\d年)|、(?!\d{1,2}[、月日号號季楼樓级級年点點]))",
    "number": r"[（(](?P<number>\d{1,2})[）)][、.．]?|(?P<number2>\d{1,2})[)）][、.．]?(?=\D)",
    "hash": r"#{1,6} *+(?:\*\*)?(?=[^#\s])",
    "bullet": r"[●■◆▪•▲★☆◎※◇□►▶✓✔❖➢⚫]++|[·*-](?= )|——?(?=[^—\n])|─{1,2}(?=[^─ \n])",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: its style, its number as it stands ("" for bullets), and where the text after it begins."""

    style: str
    number: str
    body: int


@cache
def _pattern() -> re.Pattern[str]:
    """All styles behind one class of the characters that any of them can begin with."""
    alternatives = "|".join(f"(?P<S{style}>{body})" for style, body in STYLES.items())
    return re.compile(rf"(?=[第其{NUM}（(\d#●■◆▪•▲★☆◎※◇□►▶✓✔❖➢⚫·*—─-])(?:{alternatives})")


def marker(text: str, start: int, end: int) -> Marker | None:
    """The marker that `text[start:end]`, a line without its indent, begins with.

    >>> [marker(line, 0, len(line)) and marker(line, 0, len(line)).style for line in ("一是抓建设", "1.5亿元", "1.建设")]
    ['is', None, 'point']
    """
    found = _pattern().match(text, start, end)
    if found is None:
        return None
    style = next(name[1:] for name, value in found.groupdict().items() if name[0] == "S" and value is not None)
    number = next((found[name] for name in (style, style + "2") if name in found.groupdict() and found[name]), "")
    body = found.end()
    while body < end and text[body] in " \t":
        body += 1
    return Marker(style, number, body)
