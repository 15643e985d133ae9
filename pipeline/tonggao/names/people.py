"""People: a surname and a given name beside a title, in a list after one, before a verb of speech, or known already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Name, Person, Words

LONGEST = 3  # characters of a name without a middle dot, four with a compound surname
GAP = "、和及与,，"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lexicons as expressions, compiled once."""

    title: re.Pattern[str]
    surname: re.Pattern[str]
    speech: re.Pattern[str]
    foreign: re.Pattern[str]
    never: frozenset[str]  # words that begin with a surname and are no names
    titles: frozenset[str]

    @classmethod
    def of(cls, rules: Rules) -> Patterns:
        titles, surnames = rules.table("titles"), rules.table("surnames")
        compound = surnames.where("class", "compound")
        single = [s for s in surnames.rows if s not in compound]
        head = f"(?:{alternation(titles.where('class', 'title'))})"
        return cls(
            re.compile(head),
            re.compile(f"(?:{alternation(compound)}|{alternation(single)})"),
            re.compile(f"(?:{alternation(list(rules.table('speech').rows))})"),
            re.compile(r"(?<![\u3400-\u9fff·])[\u3400-\u9fff]{1,5}(?:[·•・][\u3400-\u9fff]{1,7}){1,3}(?![·•・])"),
            frozenset(rules.table("nonames").rows),
            frozenset(titles.rows),
        )


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Names of people; the title and the organization are added by `settle`, when organizations are known."""
    patterns: Patterns = rules.once("people", Patterns.of)
    finder = _Finder(document, tokens, patterns)
    found = {(m.start, m.end): m for m in finder.all()}
    return [*found.values(), *_again(document, found)]


class _Finder:
    def __init__(self, document: Document, tokens: Tokens, patterns: Patterns) -> None:
        self.text, self.patterns = document.shadow, patterns
        self.edges = document.words.edges | set(tokens.starts) | set(tokens.ends)
        self.taken = {i for m in tokens.mentions.values() if m.kind in ("date", "quantity") for i in (m.start,)}

    def all(self) -> Iterator[Mention]:
        """Names beside titles, with the lists that follow; names before verbs of speech; names with a middle dot."""
        for title in self.patterns.title.finditer(self.text):
            yield from self._after(title)
            before = self._ending(title.start())
            if before is not None:
                yield _mention(before, "person.before-title")
        for speech in self.patterns.speech.finditer(self.text):
            before = self._ending(speech.start())
            if before is not None and before[1] - before[0] > 2:
                yield _mention(before, "person.speech")
        for match in self.patterns.foreign.finditer(self.text):
            yield _mention(match.span(), "person.foreign")

    def _after(self, title: re.Match[str]) -> Iterator[Mention]:
        """The name after a title and those listed with it."""
        offset, rule = title.end(), "person.after-title"
        if self.text[offset : offset + 1] in (" ", "：", ":", "\u3000") and offset < len(self.text):
            offset, rule = offset + 1, "person.after-label"
        span = self._starting(offset)
        while span is not None:
            yield _mention(span, rule)
            gap = span[1]
            if self.text[gap : gap + 1] not in (*GAP, " ") or gap >= len(self.text):
                break
            span, rule = self._starting(gap + 1), "person.list"

    def _starting(self, offset: int) -> tuple[int, int] | None:
        """The span of a name that begins at `offset`: the longest that ends at a word's edge."""
        surname = self.patterns.surname.match(self.text, offset)
        if surname is None or (offset not in self.edges):
            return None
        longest = surname.end() + 2
        for end in (longest, longest - 1):
            if end <= len(self.text) and self._fits(offset, end) and self._is_given(surname.end(), end):
                return offset, end
        return None

    def _ending(self, offset: int) -> tuple[int, int] | None:
        """The span of a name that ends at `offset`: it begins at a word's edge with a surname."""
        for start in (offset - 4, offset - 3, offset - 2):
            if start < 0 or start not in self.edges:
                continue
            surname = self.patterns.surname.match(self.text, start)
            if surname is None or not 1 <= offset - surname.end() <= 2:
                continue
            if self._fits(start, offset) and self._is_given(surname.end(), offset):
                return start, offset
        return None

    def _fits(self, start: int, end: int) -> bool:
        """True where `start:end` may be a name: it ends at an edge, and is no word of the language."""
        if end not in self.edges and end < len(self.text):
            return False
        return self.text[start:end] not in self.patterns.never and not any(i in self.taken for i in range(start, end))

    def _is_given(self, start: int, end: int) -> bool:
        given = self.text[start:end]
        return all("\u3400" <= c <= "\u9fff" for c in given) and given not in self.patterns.titles and (
            given[0] not in NEVER_GIVEN and given[-1] not in NEVER_LAST
        )


NEVER_GIVEN = frozenset("的了是在和与及等为以将已被把从对向并也都就某")
NEVER_LAST = frozenset("的了是在和与及等为以将已被把从对向并也都就说称表指任")


def _mention(span: tuple[int, int], rule: str) -> Mention:
    return Mention(*span, "person", rule, Person(""), 10)


def _again(document: Document, found: dict[tuple[int, int], Mention]) -> Iterator[Mention]:
    """Every other place where a name of three characters or more, found with a title, stands again."""
    text = document.shadow
    names = {text[start:end] for start, end in found if end - start > 2}
    short = {text[start:end] for start, end in found if end - start == 2}
    if not names and not short:
        return
    for match in re.finditer(alternation(sorted(names | short)), text):
        if match.span() in found:
            continue
        if len(match[0]) > 2 or (document.words.is_edge(match.start()) and document.words.is_edge(match.end())):
            yield Mention(match.start(), match.end(), "person", "person.again", Person(""), 5)


def settle(document: Document, mentions: list[Mention], rules: Rules) -> list[Mention]:
    """The mentions with each person's name and the title as said, its organization included."""
    patterns: Patterns = rules.once("people", Patterns.of)
    by_end = {m.end: m for m in mentions if m.kind in ("organization", "place") and not m.in_name}
    out: list[Mention] = []
    last: Mention | None = None
    last_value = Person("")
    for mention in mentions:
        if mention.kind != "person" or not isinstance(mention.value, Person):
            out.append(mention)
            continue
        name = document.shadow[mention.start : mention.end]
        title, organization = _title(document, mention, by_end, patterns)
        if not title and last is not None and document.shadow[last.end : mention.start] in tuple(GAP):
            title, organization = last_value.title, last_value.organization
        value = Person(mention.value.name or name, title, organization)
        last, last_value = replace(mention, value=value), value
        out.append(last)
    return out


def _title(
    document: Document, mention: Mention, by_end: dict[int, Mention], patterns: Patterns
) -> tuple[str, str]:
    """The words next to the name that are its title, and the organization they name."""
    text, words = document.shadow, document.words
    end = mention.start
    if text[end - 1 : end] in (" ", "：", ":"):
        end -= 1
    start, organization = _chain(text, words, end, by_end, patterns)
    said = text[start:end]
    after = patterns.title.match(text, mention.end)
    if after is None:
        return said, organization
    if said:
        return f"{said}、{after[0]}", organization
    owner = by_end.get(mention.start)
    if owner is not None and owner.kind == "organization":
        return text[owner.start : owner.end] + after[0], _name(owner)
    return after[0], ""


def _chain(
    text: str, words: Words, end: int, by_end: dict[int, Mention], patterns: Patterns
) -> tuple[int, str]:
    """Where the titles that end at `end` begin (国家发展改革委副主任、国家能源局局长), and the first organization."""
    start, organization = end, ""
    stop = end
    while True:
        head = _title_ending(text, stop, patterns)
        if head is None:
            return start, organization
        start = head
        start, owner = _qualifier(text, words, start, by_end)
        organization = _name(owner) if owner is not None else organization
        if text[start - 1 : start] not in ("、", "兼") or start == 0:
            return start, organization
        stop = start - 1


def _title_ending(text: str, end: int, patterns: Patterns) -> int | None:
    """Start of the longest title that ends at `end`."""
    for start in range(max(0, end - 10), end - 1):
        if text[start:end] in patterns.titles:
            return start
    return None


def _qualifier(
    text: str, words: Words, start: int, by_end: dict[int, Mention]
) -> tuple[int, Mention | None]:
    """Start of what qualifies a title: the organization or place that it follows, or the noun before it."""
    for offset in (start, start - 1, start - 2):
        owner = by_end.get(offset)
        if owner is not None and (offset == start or "的" not in text[offset:start]):
            return owner.start, owner
    if start and words.is_edge(start):
        first, last = words.span(words.index(start - 1))
        word = text[first:last]
        if len(word) >= 2 and all("\u3400" <= c <= "\u9fff" for c in word) and first not in by_end:
            return (first, None) if by_end.get(first) is None else (by_end[first].start, by_end[first])
    return start, None


def _name(owner: Mention) -> str:
    return owner.value.name if isinstance(owner.value, Name) else ""
