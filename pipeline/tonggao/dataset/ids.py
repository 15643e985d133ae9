"""Ids: made from content alone, so that runs, machines and orders agree; every one begins with a letter."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from tonggao.model import Mention, Name, Person, Place

LETTER = {"quantity": "q", "date": "d", "place": "l", "program": "g", "organization": "o", "person": "p"}


def sha256(raw: str) -> str:
    """SHA-256 of a text in UTF-8, in hex (a lone surrogate is hashed as it stands)."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(raw: str) -> str:
    """The id of an article that came without one.

    >>> document_id("全国共有832个贫困县。")
    'dc87971897be18d87'
    """
    return "d" + sha256(raw)[:16]


def mention_id(kind: str, doc_id: str, start: int, end: int) -> str:
    """Id of a mention, from its document, kind and span in the text as received."""
    return f"{LETTER[kind]}-{doc_id}-{start}-{end}"


@lru_cache(maxsize=65536)
def name_id(kind: str, name: str) -> str:
    """Id of a canonical name: the same in every article.

    >>> name_id("organization", "中国电信") == name_id("organization", "中国电信")
    True
    """
    return f"{kind}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def place_id(place: Place) -> str:
    """Id of a place: its code, else its name and what it belongs to."""
    if place.code:
        return f"place-{place.code}"
    return name_id("place", f"{place.name}|{place.parent}|{place.prefecture_code or place.province_code}")


def entity_id(mention: Mention | None) -> str | None:
    """Id of the organization, program, person or place that a mention names; `None` for anything else."""
    value = mention.value if mention is not None else None
    if isinstance(value, Place):
        return place_id(value)
    if mention is not None and isinstance(value, Name | Person):
        return name_id(mention.kind, value.name)
    return None
