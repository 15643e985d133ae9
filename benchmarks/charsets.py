"""Charsets: 200 articles re-encoded in every charset under a wrong declaration, the share that is read rightly.

    TONGGAO_SHARED=../shared python benchmarks/charsets.py [--lengths 10,20,50,200,0] [--articles 200]

Each article, and its beginnings of so many characters (0: the whole), is written in every charset that can hold it,
behind an HTML declaration of another charset, and without any; right is the same text and no more. Prints Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import time
from collections import Counter
from pathlib import Path

from opencc import OpenCC

from tonggao.errors import ReadError
from tonggao.text.read import decode

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CHARSETS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "cp950", "big5hkscs")
SEED = 4


def articles(count: int) -> list[str]:
    """`count` articles of both scripts, a third of each prose file, and Simplified ones turned Traditional."""
    chosen: list[str] = []
    turn = OpenCC("s2tw").convert
    for name in ("hans", "releases", "hant"):
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"].replace("\0", "") for line in lines]
        picked = random.Random(SEED).sample([text for text in texts if len(text) > 200], count // 3 + 1)
        chosen += [turn(text) if name == "hans" and number % 2 else text for number, text in enumerate(picked)]
    return chosen[:count]


def encode(text: str, charset: str) -> bytes | None:
    """`text` in `charset`, what it cannot hold left out; None where that is more than one character in fifty."""
    held = text.encode(charset, "ignore")
    kept = held.decode(charset)
    return held if len(text) - len(kept) <= len(text) / 50 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--lengths", default="10,20,50,200,0")
    arguments = parser.parse_args()
    texts = articles(arguments.articles)
    lengths = [int(length) for length in arguments.lengths.split(",")]
    right: Counter[tuple[str, int]] = Counter()
    tried: Counter[tuple[str, int]] = Counter()
    wrong: list[str] = []
    size, begun = 0, time.process_time()
    for charset in CHARSETS:
        declared = "big5" if charset.startswith("gb") else "gb2312"
        for length in lengths:
            for text in texts:
                body = text[:length] if length else text
                for head in ("", f'<meta charset="{declared}">'):
                    data = encode(head + body, charset)
                    if data is None or not body.strip():
                        continue
                    size += len(data)
                    tried[charset, length] += 1
                    expected = data.decode(charset).removeprefix("\ufeff")
                    try:
                        made, found, sure = decode(data, "article")
                    except ReadError as error:
                        wrong.append(f"{charset} {length}: {error}")
                        continue
                    if made == expected:
                        right[charset, length] += 1
                    else:
                        wrong.append(f"{charset} {length}: read as {found} ({sure}): {body[:20]!r}")
    spent = time.process_time() - begun
    print("| charset | " + " | ".join(f"{length or 'all'} characters" for length in lengths) + " |")
    print("|---" * (len(lengths) + 1) + "|")
    for charset in CHARSETS:
        cells = [f"{right[charset, n]}/{tried[charset, n]}" for n in lengths]
        print(f"| {charset} | " + " | ".join(cells) + " |")
    cost = 1000 * spent / (size / 1e6)
    print(f"\n{sum(tried.values())} texts, {size / 1e6:.1f} MB, {cost:.0f} ms of CPU a MB (both ways)")
    print("\n".join(wrong[:20]))


if __name__ == "__main__":
    main()
