#!/usr/bin/env python3
"""How much of a damaged article comes back: articles damaged as pages do it are mended and compared with the original.

usage: damage.py [--articles N] [--every K] [--settings page,plain,fold,one,silent] [--show N]

Settings: `page` is the source article's page (its table, question marks for two bytes); the others are pages with a
table of their own (a fifth of the article's characters and 300 others of GBK): `plain`, `fold` (full-width forms made
half-width as well), `one` and `silent` (fold, and decoders that leave one question mark for one byte, or nothing).
A place is a run of characters that did not arrive whole. Needs the shared prose (environment variable TONGGAO_SHARED).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from opencc import OpenCC

from tonggao.model import Repair
from tonggao.text.damage import mend
from tonggao.text.origin import OriginMap

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
sys.path.insert(0, str(ROOT / "tests"))
from text.damaging import Damaged, Place, annotating, damage, family_table, fold, folding, page_table  # noqa: E402

NAIVE = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ]+\)")
SETTINGS = {"page": "two", "plain": "two", "fold": "two", "one": "one", "silent": "silent"}


@dataclass
class Tally:
    articles: int = 0
    characters: int = 0
    naive_lost: int = 0
    strict_lost: int = 0  # characters of places that are not proved, or wrong
    lost: int = 0  # characters that are wrong after the repair
    beside: int = 0  # articles with a difference outside the damaged places
    flagged_beside: int = 0  # repairs other than readings where nothing was damaged
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    proved_wrong: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def articles(every: int, limit: int) -> Iterator[str]:
    """Traditional articles, made from the shared Simplified prose."""
    convert = OpenCC("s2t").convert
    with gzip.open(SHARED / "data" / "prose" / "hans.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(islice(lines, 0, None, every), limit):
            yield convert(json.loads(line)["text"])


def damaged(text: str, setting: str, seed: int) -> Damaged:
    """`text` as a page of that setting serves it."""
    if setting == "page":
        return damage(text, annotating(page_table()))
    steps = annotating(family_table(text, seed))
    return damage(text, steps if setting == "plain" else [*folding(), *steps], SETTINGS[setting])


def judge(tally: Tally, original: str, served: Damaged) -> None:
    """Mend one article and count what became of its places."""
    began = time.process_time()
    text, origin, repairs = mend(served.received, OriginMap())
    tally.seconds += time.process_time() - began
    tally.articles += 1
    tally.characters += len(original)
    tally.naive_lost += sum(place.end - place.start for place in served.places)
    starts = list(origin.starts) if origin.starts is not None else list(range(len(text)))
    changes = [r for r in repairs if r.kind != "annotation"]
    hit: set[int] = set()
    before_original = before_text = 0
    clean = True
    for place in served.places:
        left = bisect_right(starts, place.received_start - 1) if place.received_start else 0
        right = bisect_right(starts, place.received_end) - 1 if place.received_end < len(served.received) else len(text)
        clean &= fold(text[before_text:left]) == fold(original[before_original : place.start])
        before_original, before_text = place.end, right
        touching = [k for k, r in enumerate(changes) if r.start < place.received_end and place.received_start < r.end]
        hit.update(touching)
        _outcome(tally, original, served, place, text[left:right], [changes[k] for k in touching])
    clean &= fold(text[before_text:]) == fold(original[before_original:])
    tally.beside += not clean
    tally.flagged_beside += len(changes) - len(hit)


def _outcome(tally: Tally, original: str, served: Damaged, place: Place, got: str, repairs: list[Repair]) -> None:
    wanted = original[place.start : place.end]
    right = fold(got) == fold(wanted)
    proofs = {repair.proof for repair in repairs}
    proof = next((p for p in ("unresolved", "likely", "proved") if p in proofs), "unmarked")
    outcome = f"{proof} {'right' if right else 'wrong'}"
    if not right and any(char.isdigit() for char in wanted):
        outcome += ", digit gone"
    tally.outcomes[outcome] += 1
    tally.lost += 0 if right else len(wanted)
    tally.strict_lost += 0 if right and proof == "proved" else len(wanted)
    context = served.received[max(0, place.received_start - 6) : place.received_end + 6]
    line = f"{outcome}: {context!r} {original[max(0, place.start - 4) : place.start]}[{wanted}] got [{got}]"
    if outcome == "proved wrong":
        tally.proved_wrong.append(line)
    if not right or proof == "unmarked":
        tally.shown.append(line)


def report(setting: str, tally: Tally, show: int) -> None:
    total = sum(tally.outcomes.values())
    print(f"== {setting}: {tally.articles} articles, {tally.characters} characters, {total} damaged places")
    for outcome, count in sorted(tally.outcomes.items()):
        print(f"   {outcome:30} {count:6} {100 * count / max(1, total):6.2f} %")
    for title, lost in (("naive", tally.naive_lost), ("proved alone", tally.strict_lost), ("all repairs", tally.lost)):
        print(f"   characters right, {title:13} {100 - 100 * lost / tally.characters:8.3f} %")
    print(f"   articles changed beside the places {tally.beside}, repairs beside them {tally.flagged_beside}")
    print(f"   {1000 * tally.seconds / tally.articles:.1f} ms an article")
    for line in [*tally.proved_wrong, *tally.shown[:: max(1, len(tally.shown) // show) if show else 1][:show]]:
        print("     ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--every", type=int, default=9, help="take every Kth article of the prose")
    parser.add_argument("--settings", default=",".join(SETTINGS))
    parser.add_argument("--show", type=int, default=0, help="print so many places that did not come back")
    options = parser.parse_args()
    for setting in options.settings.split(","):
        tally = Tally()
        for seed, original in enumerate(articles(options.every, options.articles), 1):
            judge(tally, original, damaged(original, setting, seed))
        report(setting, tally, options.show)


if __name__ == "__main__":
    main()
