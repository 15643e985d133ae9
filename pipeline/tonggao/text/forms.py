"""Forms of characters: what stands for what, by Unicode's compatibility mappings and `lexicons/forms.tsv`.

Nothing here looks at context. A form is exchanged for one character (offsets stay), dropped (invisible), spelled out
(`①` → `(1)`, `⒈` → `1.`, `㈠` → `(一)`: a bare digit would be read as a number), or only reported (private use).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tonggao.grammar.tables import read_table

HOME = Path(__file__).resolve().parent.parent
KEPT = frozenset("，：；！？（）．")  # Chinese punctuation; ．is among the next
NEIGHBOURS = "巿○ㄧ．丶"  # characters that only their neighbours explain: clean.py looks at these
SAME = (  # first and last code point, kind: exchanged where Unicode's mapping gives one character
    (0xFF01, 0xFF5E, "width"), (0xFF61, 0xFF65, "width"), (0xFFE0, 0xFFE6, "width"),
    (0xFE30, 0xFE6B, "punctuation"), (0x1D7CE, 0x1D7FF, "width"), (0x2F00, 0x2FD5, "radical"),
    (0xF900, 0xFAD9, "compatibility"), (0x2F800, 0x2FA1D, "compatibility"),
)  # fmt: skip
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BREAKS = "\u000b\u000c\u0085\u2028\u2029"  # the carriage return depends on what follows: see clean.py
ASTRAL = "\U00010000-\U0010ffff"
PLAIN_DROPPED = (  # invisible: controls, soft hyphen, zero width, direction marks, variation selectors, lone surrogates
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
)
DROPPED = PLAIN_DROPPED + "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
PLAIN_STRANGE = "\ue000-\uf8ff\ufffd"  # private use and the replacement character: reported only
STRANGE = PLAIN_STRANGE + "\U000f0000-\U0010fffd"
NUMBERED = ((0x2460, 0x249B), (0x24EA, 0x24FF), (0x2776, 0x2793), (0x3220, 0x3229), (0x3251, 0x325F),
            (0x3280, 0x3289), (0x32B1, 0x32BF))  # fmt: skip


@dataclass(frozen=True)
class Forms:
    """`same`: character → character; `longer`: character → spelling; `kinds`: what a repair of either is called."""

    same: dict[str, str]
    longer: dict[str, str]
    kinds: dict[str, str]
    odd: re.Pattern[str]  # a run of characters of which each needs something
    piece: re.Pattern[str]  # a part of such a run: `same`, `drop`, `more`, `strange` or `cr`


def _normal(form: str, kind: str) -> str:
    """What Unicode says that `form` stands for; `form` itself where that is not one character."""
    norm = unicodedata.normalize("NFC" if kind == "compatibility" else "NFKC", form)
    return norm if len(norm) == 1 else form


def _numbered(form: str) -> str:
    norm = unicodedata.normalize("NFKC", form)
    if norm == form:  # dingbats and negative circles carry only a value
        norm = str(int(unicodedata.numeric(form)))
    return norm if norm.endswith((")", ".")) else f"({norm})"


def _same() -> Iterator[tuple[str, str, str]]:
    for first, last, kind in SAME:
        for form in map(chr, range(first, last + 1)):
            norm = _normal(form, kind)
            if norm != form and form not in KEPT:
                yield form, norm, kind
    for row in read_table(HOME / "lexicons" / "forms.tsv"):
        yield row["char"], row["stands_for"], row["kind"]
    for blank in _members(BLANKS):
        yield blank, " ", "space"
    for line_break in BREAKS:
        yield line_break, "\n", "line break"


def _members(ranges: str) -> Iterator[str]:
    for span in re.findall(".-.|.", ranges, re.DOTALL):
        yield from map(chr, range(ord(span[0]), ord(span[-1]) + 1))


def char_class(chars: Iterable[str], ranges: str = "") -> str:
    """A regex class of `chars`, neighbours drawn together into ranges, and of the ranges written out in `ranges`."""
    spans: list[list[str]] = []
    for char in sorted(chars):
        if spans and ord(char) == ord(spans[-1][1]) + 1:
            spans[-1][1] = char
        else:
            spans.append([char, char])
    return "[" + "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in spans) + ranges + "]"


@cache
def forms() -> Forms:
    """The tables, made once per process."""
    same: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for form, norm, kind in _same():
        same[form], kinds[form] = norm, kind
    same = {form: same.get(norm, norm) for form, norm in same.items()}
    longer = {form: _numbered(form) for first, last in NUMBERED for form in map(chr, range(first, last + 1))}
    kinds |= dict.fromkeys(longer, "numbered")
    # one bitmap for the common plane; the planes above it are one range, sorted out piece by piece
    plain = [form for form in (*same, *longer) if form < ASTRAL[0]]
    every = char_class(plain, PLAIN_DROPPED + PLAIN_STRANGE + NEIGHBOURS + "\r" + ASTRAL)
    piece = (
        f"(?P<same>{char_class(same)}++)|(?P<drop>[{DROPPED}]++)|(?P<more>{char_class(longer)})"
        f"|(?P<strange>[{STRANGE}]++)|(?P<cr>\r)"
    )
    return Forms(same, longer, kinds, re.compile(f"{every}{every}*+"), re.compile(piece))
