#!/usr/bin/env python3
"""Build `tables/phrases.tsv`: what stands together in releases more often than its words would by themselves.

usage: build_phrases.py [--check]       prose under $TONGGAO_SHARED (default ../shared beside the project)

For ranking damaged places (`text/wording.py`): 当地政府, 。要, 等方面 are no words of a dictionary, and likelier than
their parts. Runs of two to four characters, signs included, from the shared prose (facts: how often which run stands
there); the broadcasts that damage is measured on are left out.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tonggao.text import convert, wording
from tonggao.text.cut import words

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "pipeline" / "tonggao" / "tables" / "phrases.tsv"
HEADER = (
    "# Made by scripts/build_phrases.py: what stands together in releases more often than its words would by\n"
    "# themselves. share: logarithm, in tenths, of how often among all words; ¶ is the end of a line.\n"
    "share\tphrases\n"
)
SOURCES = ("releases", "hant", "hans")
WORD = 1.7  # characters of a word, on the average: what makes counts of characters frequencies among words
LEAST, VARIED = 8, 2  # occurrences, and the sources that have them
REPEATED = 3  # occurrences that count in one article
GAIN = 0.7  # by how much (a logarithm) a phrase must be likelier than its parts
NUMERAL = re.compile("[一二三四五六七八九十]")  # “十三五” says when the prose was written, not what stood on a page
KEPT = 60_000  # rows: those that say most


def articles() -> Iterator[tuple[str, str]]:
    """Where an article comes from, and its text in Simplified characters."""
    for name in SOURCES:
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if name == "hans" and (number % 9 == 0 or number % 60 == 3):  # benchmarks/damage.py, tests/laws
                    continue
                row = json.loads(line)
                text = convert.shadow(row["text"], convert.script_of(row["text"]), row.get("region") or "")
                yield re.sub("[0-9]*-.*", "", row["id"]), re.sub("\n+", "\n", text)


def runs(text: str) -> Iterator[list[str]]:
    """Words of a text in a row, broken where a character is neither common nor a sign of running text."""
    for run in re.findall("[\u4e00-\u9fff，。、；：“”（）《》！？\n]+", text):
        yield list(words(run).texts)


def counts() -> tuple[int, dict[str, int]]:
    """Characters in all, and runs of whole words of two to four characters that articles of two sources have."""
    total, found, sources = 0, Counter[str](), dict[str, set[str]]()
    for source, text in articles():
        here = Counter[str]()
        for run in runs(text):
            total += sum(map(len, run))
            for first in range(len(run)):
                piece = run[first]
                for word in run[first + 1 : first + wording.LONGEST]:
                    piece += word
                    if len(piece) > wording.LONGEST:
                        break
                    here[piece] += 1
        for piece, count in here.items():
            if NUMERAL.search(piece):
                continue
            found[piece] += min(count, REPEATED)
            sources.setdefault(piece, set()).add(source)
    return total, {p: c for p, c in found.items() if c >= LEAST and len(sources[p]) >= VARIED}


def phrases() -> dict[str, tuple[float, float]]:
    """Phrase → its logarithmic share, and how much all its occurrences gain by it."""
    known: Mapping[str, float] = wording.words()
    total, found = counts()
    chosen: dict[str, tuple[float, float]] = {}
    for size in range(2, wording.LONGEST + 1):
        grown: dict[str, tuple[float, float]] = {}
        for piece, count in found.items():
            if len(piece) != size or "\n" in piece[:-1]:
                continue
            share = math.log(count * WORD / total)
            gain = share - _best(piece, known, chosen)
            if gain >= GAIN:
                grown[piece] = (share, gain * count)
        chosen |= grown
    return chosen


def _best(piece: str, known: Mapping[str, float], chosen: Mapping[str, tuple[float, float]]) -> float:
    """Logarithmic share of the parts of `piece`, cut in the best way."""
    best = [0.0]
    for end in range(1, len(piece) + 1):
        options = [best[end - 1] + known.get(piece[end - 1], wording.UNKNOWN)]
        for at in range(end - 1):
            part = piece[at:end]
            if part in known:
                options.append(best[at] + known[part])
            if part in chosen:
                options.append(best[at] + chosen[part][0])
        best.append(max(options))
    return best[-1]


def build() -> str:
    """The table as text."""
    found = phrases()
    kept = sorted(found, key=lambda phrase: (-found[phrase][1], phrase))[:KEPT]
    rows: dict[str, list[str]] = {}
    for phrase in sorted(kept):
        rows.setdefault(f"{found[phrase][0]:.1f}", []).append(phrase.replace("\n", "¶"))
    return HEADER + "".join(f"{share}\t{' '.join(rows[share])}\n" for share in sorted(rows))


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == build() else f"{TARGET} is out of date: run {sys.argv[0]}")
    TARGET.write_text(build(), encoding="utf-8")
