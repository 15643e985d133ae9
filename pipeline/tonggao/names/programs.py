"""Programs beyond the lexicon: full names found leftwards from a typed head, quotations, and character rules.

A full name is the run of words before its head (全国精准扶贫大数据 | 平台) back to what cannot stand in a name: 的, a
preposition, a conjunction, a verb that governs it (实施, 举办). Each word gets a letter by what it does there
(`program_words.tsv`, else its part of speech), so that one regular expression over the letters, read from the right,
finds every head with its run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tonggao.grammar.characters import CharacterGrammar
from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document, Mention, Name
from tonggao.names import documents, quotes
from tonggao.names.letters import (
    BODY, GENERIC, HEAD, LAUNCH, NORMAL, OPENER, ORDINAL, PARTICLE, PLACE, PROGRAM, SPAN, START, TOUR, VERB, WEAK, Letters, encode,
)  # fmt: skip

RUN = re.compile(f"{HEAD}[{HEAD}{NORMAL}{VERB}{WEAK}{GENERIC}{OPENER}{PLACE}{PROGRAM}{BODY}{SPAN}{ORDINAL}]{{1,14}}+(.?)")
PRIORITY = 20
EVENTS = ("event", "meeting")
ANCHOR = re.compile(f"[{OPENER}{PLACE}{ORDINAL}]+")
LEADING = VERB + WEAK + GENERIC + ORDINAL
CONTENT = NORMAL + VERB + WEAK + PROGRAM
OPENING = OPENER + PLACE + PROGRAM
LONGEST = 40  # characters of a full name


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first`..`last` (inclusive) before and with a head; `letters` one a token; `cue`: a verb governs it."""

    first: int
    last: int
    letters: str
    cue: bool


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Program candidates of `document`: character rules, quotations and full names with a typed head."""
    grammar: CharacterGrammar = rules.once("names.programs", _grammar)
    letters: Letters = rules.once("names.letters", Letters)
    codes = encode(document, tokens, letters)
    found = list(grammar.scan(document))
    found += quotes.candidates(document, tokens, codes, letters)
    found += full_names(document, tokens, codes, letters)
    return found


def _grammar(rules: Rules) -> CharacterGrammar:
    return CharacterGrammar(rules.characters.get("program", []), documents.functions(rules))


def full_names(document: Document, tokens: Tokens, codes: str, letters: Letters) -> Iterator[Mention]:
    """Names that end in a typed head and have no quotation marks."""
    codes = codes[::-1]
    count, position = len(codes), 0
    while match := RUN.search(codes, position):
        position = match.start() + 1
        last = count - 1 - match.start()
        first = count - match.end() + (1 if match[1] else 0)
        run = Run(first, last, codes[match.start() : match.start() + last - first + 1][::-1], match[1] in (LAUNCH, START))
        head = _head(tokens, last, letters)
        start = _start(run, letters.heads[head]) if head else None
        if start is None:
            continue
        begin, end = tokens.starts[start], tokens.ends[last]
        text = document.shadow[begin:end]
        if len(text) <= LONGEST and _is_name(tokens, run, start, head, letters):
            kind = letters.heads[head]
            yield Mention(begin, end, "program", f"program.full.{kind}", Name(text, letters.types[head]), PRIORITY)
            position = match.start() + last - start + 1


def _head(tokens: Tokens, last: int, letters: Letters) -> str:
    """The head that token `last` ends, the token before it included (专项 | 规划, 推进 | 会); `""` where none."""
    if tokens.texts[last] == TOUR:
        return TOUR
    own = "" if tokens.texts[last] == PARTICLE else letters.head(tokens.texts[last])
    before = tokens.texts[last - 1] if last else MARK
    both = "" if before[0] == MARK else letters.head(before + tokens.texts[last])
    return max(own, both, key=len)


def _start(run: Run, kind: str) -> int | None:
    """The token at which the name in `run` begins; `None` where nothing but the head is left."""
    letters = run.letters
    heads = len(letters) - len(letters.rstrip(HEAD))
    tail = len(letters.rstrip(HEAD).rstrip(VERB + WEAK))  # verbs right before the head are part of the name
    begin = letters.rfind(BODY if kind != "tour" else HEAD, 0, len(letters) - heads) + 1
    governs = VERB if kind in EVENTS else VERB + WEAK
    cut = max(letters.rfind(letter, begin, tail) for letter in governs)
    if cut > begin or cut == begin and not run.cue:
        begin = cut + 1
    for anchor in ANCHOR.finditer(letters, begin, len(letters) - heads):
        if anchor.end() < len(letters) - heads:
            begin = anchor.start() + len(anchor[0]) - len(anchor[0].lstrip(ORDINAL))
    while begin < len(letters) - heads and letters[begin] in (ORDINAL if run.cue and not begin else LEADING):
        begin += 1
    return run.first + begin if begin < len(letters) - heads else None


def _is_name(tokens: Tokens, run: Run, start: int, head: str, letters: Letters) -> bool:
    """Does what stands before the head single out one program?"""
    inner = run.letters[start - run.first : len(run.letters.rstrip(HEAD))]
    content = sum(
        tokens.ends[start + i] - tokens.starts[start + i]
        for i, letter in enumerate(inner) if letter in CONTENT
    )  # fmt: skip
    if head == TOUR:
        return inner[-1] == PLACE and content >= 2
    if not content or not inner.strip(OPENING + GENERIC):
        return False
    opened = any(letter in inner for letter in OPENING) or ORDINAL in run.letters[: start - run.first]
    kind = letters.heads[head]
    if kind == "meeting":
        return inner[0] in (OPENER, PLACE) and content >= 4
    if kind == "event":
        return opened and content >= 2
    if kind == "festival":
        return (PLACE in inner or PROGRAM in inner) and content >= 2
    if kind == "plan":
        return content >= 4 and (opened or run.cue or SPAN in inner) or SPAN in inner and content >= 2
    if kind == "platform":
        return PROGRAM in inner or inner[0] in (OPENER, PLACE) and content >= 4
    if kind in ("law", "award"):
        return content >= 2 and (opened or content >= 4)
    if kind == "fund":
        return content >= 4
    return content >= 4 and (opened or run.cue)
