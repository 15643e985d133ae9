"""List markers: what opens a section or an item, and in which style, at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

NUM = "一二三四五六七八九十"
# style → what stands before the text; its number is a named group, named as the style or with a 2 behind
STYLES = {
    "chapter": rf"第(?P<chapter>[{NUM}百\d]++)(?:(?:章|编|編)(?=[^，。、的])|(?:节|節|部分)(?=[ ：:]))",
    # not 二、三级医院, 一、二、三产业: numbers that are counted up
    "comma": rf"(?P<comma>[{NUM}]{{1,3}})(?:[、丶](?![{NUM}]{{1,2}}[、级級类類等线線产產月])|[.．](?!\d))",
    "bracket": rf"[（(](?P<bracket>[{NUM}]{{1,3}})[）)][、.．，,]?",
    "ordinal": rf"第(?P<ordinal>[{NUM}]{{1,3}})[，,、：:]|其(?P<ordinal2>[{NUM}])[，,、：:]",
    "is": rf"(?P<is>[{NUM}]{{1,3}})(?:是|要|则|則)(?=[^{NUM}，。、])",
    "point": r"(?P<point>\d{1,2})(?:[.．](?=\D|(?:19|20)\d\d年)|、(?!\d{1,2}[、月日号號季楼樓级級年点點]))",
    "number": r"[（(](?P<number>\d{1,2})[）)][、.．]?|(?P<number2>\d{1,2})[)）][、.．]?(?=\D)",
    "roman": r"[（(] ?(?P<roman>[ivx](?: ?[ivx]){0,4}) ?[）)]",
    "letter": r"[（(](?P<letter>[a-z])[）)]",
    "hash": r"(?:#{2,6} *+|# ++|#(?=[【「《“]))(?:\*\*)?(?=[^#\s])",  # a lone # without a blank refers to a note
    "bullet": r"[●■◆▪•▲★☆◎※◇□►▶✓✔❖➢⚫]++|[·*-](?= )|——?(?=[^—\n])|─{1,2}(?=[^─ \n])",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: its style, its number as it stands ("" for bullets), and where the text after it begins."""

    style: str
    number: str
    body: int


NUMBERS = {style: re.findall(r"\?P<(\w+)>", body) for style, body in STYLES.items()}  # the groups of a style
FIRST = frozenset(f"第其{NUM}（(0123456789#●■◆▪•▲★☆◎※◇□►▶✓✔❖➢⚫·*—─-")  # what any of them begins with
BOLD = "**"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<S{style}>{body})" for style, body in STYLES.items()))


def marker(text: str, start: int, end: int) -> Marker | None:
    """The marker that `text[start:end]`, a line without its indent, begins with.

    >>> [found and found.style for found in (marker(line, 0, 5) for line in ("一是抓建设", "1.5亿元", "1.建设网"))]
    ['is', None, 'point']
    """
    if text[start] not in FIRST:
        return None
    found = _pattern().match(text, start + 2 if text.startswith(BOLD, start) else start, end)
    if found is None:
        return None
    style = str(found.lastgroup)[1:]  # the group around a style closes last
    number = next((found[name] for name in NUMBERS[style] if found[name]), "")
    body = found.end()
    while body < end and text[body] in " \t":
        body += 1
    return Marker(style, number, body)
