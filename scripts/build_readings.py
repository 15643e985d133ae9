#!/usr/bin/env python3
"""Build `pipeline/tonggao/tables/readings.tsv`: which GBK characters have which reading (needs pypinyin).

usage: build_readings.py [--check]      --check: exit 1 where the table on disk is not what pypinyin gives

A row a reading: `first` holds the characters whose commonest reading it is, `other` those that may also be read so.
Importing pypinyin costs 140 ms of CPU and its dictionary; the table costs 2 ms, and only in a damaged article.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TABLE = Path(__file__).resolve().parent.parent / "pipeline" / "tonggao" / "tables" / "readings.tsv"
HEADER = (
    "# Readings of the characters of GBK, from pypinyin; made by scripts/build_readings.py\n"
    "reading\tfirst\tother\n"
)


def characters() -> list[str]:
    """The ideographs of GBK in the order of their codes."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    decoded = (pair.decode("gbk", "ignore") for pair in pairs)
    return [char for char in decoded if len(char) == 1 and "\u4e00" <= char <= "\u9fff"]


def build() -> str:
    """The table as text, sorted by reading."""
    first: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    for char in characters():
        readings = pinyin(char, style=Style.TONE, heteronym=True)[0]
        if readings == [char]:  # pypinyin hands back a character that it does not know
            continue
        first[readings[0]].append(char)
        for reading in readings[1:]:
            other[reading].append(char)
    rows = (f"{r}\t{''.join(first[r])}\t{''.join(other[r])}\n" for r in sorted({*first, *other}))
    return HEADER + "".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    table = build()
    if parser.parse_args().check:
        if TABLE.read_text(encoding="utf-8") != table:
            print(f"{TABLE} is not what pypinyin gives: run {Path(__file__).name}", file=sys.stderr)
            return 1
        return 0
    TABLE.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
