"""Shards: an input cut into batches whose borders and names follow from the articles alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path

from tonggao import __version__
from tonggao.corpus.copies import Copies
from tonggao.corpus.intake import Item
from tonggao.dataset.collect import Options
from tonggao.dataset.ids import sha256

FEWEST, USUAL, MOST = 32, 128, 256  # articles in a shard
CHARACTERS = 250_000  # a shard ends once it holds that many


@dataclass(frozen=True, slots=True)
class Shard:
    """A batch of input rows and the key under which its result is stored."""

    key: str
    items: tuple[Item, ...]


def shards(items: Iterable[Item], rules_hash: str, options: Options) -> Iterator[Shard]:
    """The input as shards, in order.

    An article whose hash says so ends its shard: a new article changes the shard that it falls into and no other.
    The key is a hash over texts, metadata, options, rules and the version of the package.
    """
    base = json.dumps([fingerprint(), rules_hash, *astuple(options)])
    held: list[Item] = []
    digests: list[str] = []
    characters = 0
    copies = Copies()
    for item in items:
        if item.article is not None:
            item = replace(item, copy_of=copies.original(item.article))
        digest = _digest(item)
        held.append(item)
        digests.append(digest)
        characters += len(item.article.raw) if item.article else 0
        ends = len(held) >= FEWEST and int(digest[:8], 16) % USUAL == 0
        if ends or len(held) >= MOST or characters >= CHARACTERS:
            yield _shard(base, held, digests)
            held, digests, characters = [], [], 0
    if held:
        yield _shard(base, held, digests)


def _shard(base: str, items: list[Item], digests: list[str]) -> Shard:
    return Shard(hashlib.sha256("\n".join([base, *digests]).encode()).hexdigest()[:32], tuple(items))


def _digest(item: Item) -> str:
    article = astuple(item.article) if item.article else None
    notices = [astuple(notice) for notice in item.notices]
    return sha256(json.dumps([article, notices, item.copy_of], ensure_ascii=True))


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Version of the package and a hash over its own code and tables: other code never meets a stale shard."""
    home = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(p for p in home.rglob("*") if p.suffix in (".py", ".tsv", ".gz", ".json", ".toml", ".bin")):
        digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
