#!/usr/bin/env python3
"""Build `tables/name_characters.tsv`: how much more often a character stands in a person's name than in other text.

usage: build_name_characters.py [--check]       prose under $TONGGAO_SHARED (default ../shared beside the project)

Sources: the names and the word frequencies of jieba's dictionary (MIT), and the names that stand beside a title in the
shared prose (facts: which character of which name, counted once a name). Logarithms of the ratio, in tenths.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tonggao.grammar.load import load_rules
from tonggao.text import convert

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "pipeline" / "tonggao" / "tables" / "name_characters.tsv"
HEADER = (
    "# Made by scripts/build_name_characters.py: logarithm, in tenths, of how much oftener a character begins a name\n"
    "# (surname, against beginning another word), is the first or last of a given name, or stands in a foreign name\n"
    "# (against other text).\n"
    "character\tsurname\tfirst\tlast\tforeign\n"
)
TITLES = (
    "议员|市长|局长|主任|部长|书记|主席|总理|总统|县长|校长|院长|教授|记者|经理|董事长|总裁|处长|署长|司长|会长|立委"
    "|委员|里长|区长|科长|理事长|律师|医生|同志|省长|镇长|分析师"
)
AFTER = r"[、，。；：（(\s”」]|表示|指出|说|认为|强调|介绍|告诉|出席|主持"
MINED = 3  # weight of a name from prose; those of the dictionary are noisier
SMOOTH, RARE = 0.5, 2000
LEAST = -30


def dictionary() -> Iterator[tuple[str, int, str]]:
    """Word, frequency and part of speech of jieba's dictionary."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit("jieba is not installed")
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split()
        yield word, int(frequency), tag


def mined(surname: str) -> set[str]:
    """Names beside titles in the shared prose."""
    pattern = re.compile(f"(?:{TITLES})((?:{surname})[\u4e00-\u9fff]{{1,2}})(?={AFTER})")
    found: set[str] = set()
    for path in sorted((SHARED / "data" / "prose").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                shadow = convert.shadow(row["text"], convert.script_of(row["text"]), row.get("region") or "")
                found.update(match[1] for match in pattern.finditer(shadow))
    return found


def build() -> str:
    """The table as text."""
    surnames = load_rules().table("surnames")
    compound = {s for s in surnames.rows if len(s) > 1}
    single = {s for s in surnames.rows if len(s) == 1}
    first, last, foreign, other = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    named, begun = Counter[str](), Counter[str]()
    for word, frequency, tag in dictionary():
        if tag == "nr" and len(word) == 3 and word[0] in single and word[:2] not in compound:
            first[word[1]] += 1
            last[word[2]] += 1
            named[word[0]] += frequency
        elif tag == "nrt":
            foreign.update(word)
        if tag not in ("nr", "nrt"):
            begun[word[0]] += frequency
        for character in word:
            other[character] += frequency
    alternation = "|".join([*sorted(compound), *sorted(single)])
    for name in sorted(mined(alternation)):
        given = name[2:] if name[:2] in compound else name[1:]
        if len(given) == 2:
            first[given[0]] += MINED
        if given:
            last[given[-1]] += MINED
    size = {id(c): sum(c.values()) for c in (first, last, foreign, other)}

    def ratio(counts: Counter[str], character: str) -> int:
        named_share = (counts[character] + SMOOTH) / size[id(counts)]
        return max(LEAST, round(10 * math.log(named_share / ((other[character] + RARE) / size[id(other)]))))

    rows = []
    for character in sorted(c for c in set(first) | set(last) | single | set(other) if "\u4e00" <= c <= "\u9fff"):
        begins = round(10 * math.log((named[character] + 1) / (begun[character] + 1))) if character in single else ""
        values = ratio(first, character), ratio(last, character), ratio(foreign, character)
        if begins != "" or first[character] or last[character] or other[character] > RARE:
            rows.append(f"{character}\t{begins}\t{values[0]}\t{values[1]}\t{values[2]}\n")
    return HEADER + "".join(rows)


def main() -> int:
    text = build()
    if "--check" in sys.argv:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {text.count(chr(10)) - 3} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
