"""Prose to measure with: real and unrepeated where the shared data stand, else made from the rules' own examples."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

from tonggao.grammar.load import load_rules
from tonggao.model import Article

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FILES = ("hans.jsonl.gz", "releases.jsonl.gz", "hant.jsonl.gz")


def articles(megabytes: float) -> list[Article]:
    """Different articles of together `megabytes` of UTF-8, in a fixed order: shared prose taken in turn, or made."""
    folder = SHARED / "data" / "prose"
    source = _shared(folder) if folder.is_dir() else _made()
    found, size = [], 0.0
    for article in source:
        found.append(article)
        size += len(article.raw.encode("utf-8")) / 1e6
        if size >= megabytes:
            return found
    return found


def _shared(folder: Path) -> Iterator[Article]:
    """Articles of the shared files in turn, as many of each as its share of the whole."""
    rows = {name: list(_rows(folder / name)) for name in FILES if (folder / name).is_file()}
    seen: set[str] = set()
    order = sorted(((n + 0.5) / len(own), name, n) for name, own in rows.items() for n in range(len(own)))
    for _, name, number in order:
        row = rows[name][number]
        text = row.get("text") or row.get("raw") or ""
        if text.strip() and text not in seen:
            seen.add(text)
            region = row.get("region") or None
            yield Article(text, f"a{len(seen)}", row.get("title"), row.get("published") or None, region=region)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _made() -> Iterator[Article]:
    """Articles without end: sentences of the rules' examples, each with numbers that no other has."""
    rules = load_rules()
    kinds = (*rules.characters.values(), *rules.tokens.values())
    sentences = sorted({e["text"] for group in kinds for rule in group for e in rule.examples})
    chance, number = random.Random(1), 0
    while True:
        number += 1
        lines = []
        for _ in range(chance.randint(3, 12)):
            picked = chance.sample(sentences, 4)
            lines.append(
                "".join(picked) + f"第{chance.randint(2, 9999)}项工程投资{chance.randint(1, 10**7) / 100}万元。"
            )
        yield Article("\n".join(lines), f"m{number}", published="2018-10-26", region="CN")
