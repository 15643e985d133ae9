"""Test support: damage a clean text as pages with a blind replace do, and say where.

A page replaced, in its GBK bytes and one table row after the other, `old` by `new`: a character by itself and its
reading, a full-width form by a half-width one. `damage` keeps track of every byte, so that a test knows which
characters of the original were hit and where in the received text they lie.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tonggao.text import readings

Replace = tuple[bytes, bytes]
FOLDED = [(chr(0xFF01 + i), chr(0x21 + i)) for i in range(94)]
INSERTED = -1


@dataclass(frozen=True)
class Place:
    """Characters `start:end` of the original that did not arrive whole, and where they lie in the received text."""

    start: int
    end: int
    received_start: int
    received_end: int


@dataclass(frozen=True)
class Damaged:
    received: str
    places: list[Place]


def annotating(table: Iterable[tuple[str, str]]) -> list[Replace]:
    """Replace rows that put readings behind characters, in the table's order; characters outside GBK are left out."""
    rows = [(c.encode("gbk", "ignore"), f"{c}({r})".encode("gbk", "ignore")) for c, r in table]
    return [row for row in rows if row[0]]


def folding() -> list[Replace]:
    """Replace rows that make full-width forms half-width ones."""
    return [(full.encode("gbk"), half.encode("ascii")) for full, half in FOLDED]


@cache
def page_table() -> tuple[tuple[str, str], ...]:
    """The source article's own table, in its order."""
    table = readings.page_table()
    return tuple((readings.characters()[c], table[c][1]) for c in sorted(table, key=lambda c: table[c][0]))


@cache
def commonest_readings() -> dict[str, str]:
    """Commonest reading of every ideograph of GBK, by pypinyin."""
    from pypinyin import Style, pinyin

    return {c: pinyin(c, style=Style.TONE)[0][0] for c in readings.characters().values() if "\u4e00" <= c <= "\u9fff"}


def family_table(text: str, seed: int, share: float = 0.2, others: int = 300) -> list[tuple[str, str]]:
    """A table of another page: a share of the text's own characters and any others of GBK."""
    known, draw = commonest_readings(), random.Random(seed)
    own = [c for c in sorted(set(text)) if c in known]
    chosen = draw.sample(own, int(len(own) * share)) + draw.sample(sorted(known), others)
    return [(c, known[c]) for c in dict.fromkeys(chosen)]


def damage(text: str, steps: Sequence[Replace], lost: str = "two") -> Damaged:
    """`text` as the page would serve it. Characters outside GBK break the run of bytes."""
    received: list[str] = []
    holders: list[list[int]] = []  # for every received character the original characters that it has bytes of
    run: list[tuple[int, int]] = []  # (byte, number of the original character)
    for number, char in enumerate(text):
        code = char.encode("gbk", "ignore")
        run += [(byte, number) for byte in code]
        if not code:
            _serve(run, steps, lost, received, holders)
            run = []
            received.append(char)
            holders.append([number])
    _serve(run, steps, lost, received, holders)
    return Damaged("".join(received), _places(text, received, holders))


def _serve(
    run: list[tuple[int, int]], steps: Sequence[Replace], lost: str, received: list[str], holders: list[list[int]]
) -> None:
    raw = bytes(byte for byte, _ in run)
    owner = [number for _, number in run]
    for old, new in steps:
        at = raw.find(old)
        while at >= 0:
            kept = len(old) if new.startswith(old) else 0
            held = owner[at : at + kept] + [INSERTED if kept else owner[at + len(old) - 1]] * (len(new) - kept)
            owner[at : at + len(old)] = held
            raw = raw[:at] + new + raw[at + len(old) :]
            at = raw.find(old, at + len(new))
    _decode(raw, owner, lost, received, holders)


def _decode(raw: bytes, owner: list[int], lost: str, received: list[str], holders: list[list[int]]) -> None:
    at = 0
    while at < len(raw):
        step = 1 if raw[at] < 0x80 else 2
        char = raw[at : at + step].decode("gbk", "ignore")
        if len(char) != 1 or (step == 2 and char.isascii()):
            char = "" if lost == "silent" else "?"
            step = 1 if lost == "one" else 2
        if char:
            received.append(char)
            holders.append(owner[at : at + step])
        at += step


def _places(text: str, received: list[str], holders: list[list[int]]) -> list[Place]:
    """Runs of original characters that no received character stands for alone."""
    whole: dict[int, int] = {}
    for at, (char, held) in enumerate(zip(received, holders, strict=True)):
        if len(set(held)) == 1 and held[0] != INSERTED and char == fold(text[held[0]]):
            whole[held[0]] = at
    whole |= {held[0]: at for at, (char, held) in enumerate(zip(received, holders, strict=True))
              if len(set(held)) == 1 and held[0] != INSERTED and char == text[held[0]]}
    places: list[Place] = []
    number = 0
    while number < len(text):
        if number in whole:
            number += 1
            continue
        start = number
        while number < len(text) and number not in whole:
            number += 1
        left = whole[start - 1] + 1 if start else 0
        right = whole[number] if number < len(text) else len(received)
        places.append(Place(start, number, left, right))
    return places


def fold(text: str) -> str:
    """Full-width forms as half-width ones: what a folding page makes of them without any damage."""
    return text.translate({ord(full): half for full, half in FOLDED})
