"""Programs in quotation marks, told apart from slogans, terms and speech by what stands beside the marks.

A quotation names a program where a head follows it (“小牧童”系统, “一起画未来”公益绘画比赛) or closes the list that it
is in (“砥砺奋进的五年”、…等展会), where a head stands before it (益农平台“农技宝”), where a verb says so (入选“…”) or
where it ends in a head itself. What is once known as a name is one wherever the article writes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Document, Mention, Name
from tonggao.names.letters import Letter, Letters

MARKS = re.compile(r"“([^“”\n]{2,24})”|「([^「」\n]{2,24})」|『([^『』\n]{2,24})』|｢([^｢｣\n]{2,24})｣|‘([^‘’\n]{2,24})’")
NO_NAME = re.compile(r"[，。！？；：,!?;:…《》]|[式型性化级类款版们的]$|^[0-9.,%％]+$|^[不没让请被把]|^一[^起路带村]")
LIST = re.compile(
    "(?:[、和及与](?:[“「『｢‘][^“”「」『』｢｣‘’\n]{1,24}[”」』｣’]|[^，。、；：！？“”「」『』\n]{2,20})){0,12}+等"
)
OPENING, CLOSING = frozenset("“「『｢‘"), frozenset("”」』｣’")
PAUSE = frozenset("，。；、！\n")
PLUS = re.compile("[+＋]")
# What may stand between the closing mark and the head.
BETWEEN = Letter.NORMAL + Letter.GENERIC + Letter.VERB + Letter.WEAK + Letter.OPENER + Letter.PLACE
AHEAD = 4  # tokens between the closing mark and the end of the head at the most
PRIORITY = 40
Verdict = tuple[str, str]  # type, rule


@dataclass(frozen=True, slots=True)
class Quotation:
    """Span between the marks; `before`, `after`: numbers of the tokens outside them."""

    start: int
    end: int
    before: int
    after: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the verdicts look at: the shadow, its tokens with a letter each, and the words that decide."""

    shadow: str
    tokens: Tokens
    codes: str
    letters: Letters

    def text(self, number: int) -> str:
        """The text of token `number`, `""` outside the text."""
        if not 0 <= number < len(self.codes):
            return ""
        return self.shadow[self.tokens.starts[number] : self.tokens.ends[number]]

    def ahead(self, number: int) -> str:
        """The head that tokens from `number` on end in, `""` where none follows at once or behind its modifiers."""
        found = chain = ""
        for token in range(number, min(number + AHEAD, len(self.codes))):
            text = self.tokens.texts[token]
            chain += text
            head = "" if text[0] == MARK or text in self.letters.bare else self.letters.beside(chain)
            if head:
                found = head
            elif text in self.letters.tails:
                return ""  # the head only modifies: 专案报告, 应用场景
            elif found or self.codes[token] not in BETWEEN:
                break
        return found


def candidates(document: Document, tokens: Tokens, codes: str, letters: Letters) -> list[Mention]:
    """Programs that quotation marks name, with every other place where the article writes the same name."""
    page = Page(document.shadow, tokens, codes, letters)
    every = list(quotations(document.shadow, tokens))
    known: dict[str, Verdict] = {}
    for quotation in every:
        parts = PLUS.split(quotation.text)
        if len(parts) == 2 and min(map(len, parts)) > 2:
            verdict = _joined(page, quotation)
        else:
            verdict, parts = _verdict(page, quotation), [quotation.text]
        if verdict is not None:
            for part in parts:
                known.setdefault(part, verdict)
    return list(_everywhere(page, document, known)) if known else []


def quotations(shadow: str, tokens: Tokens) -> Iterator[Quotation]:
    """The short quotations, in text order."""
    for match in MARKS.finditer(shadow):
        start, end = match.span(match.lastindex or 0)
        before, after = bisect_left(tokens.starts, start - 1), bisect_left(tokens.starts, end + 1)
        yield Quotation(start, end, before - 1, after, shadow[start:end])


def _verdict(page: Page, quotation: Quotation) -> Verdict | None:
    """Type and rule where the quotation names a program; `None` for slogans, terms and speech."""
    text, letters = quotation.text, page.letters
    if NO_NAME.search(text) or text in letters.slogans:
        return None
    own = letters.head(text)
    first = page.codes[min(bisect_left(page.tokens.starts, quotation.start), len(page.codes) - 1)]
    if own and len(text) - len(own) >= 2 and text not in letters.bare and first not in (Letter.STOP, Letter.GOVERN):
        return letters.types[own], "program.quoted.own"
    head = page.ahead(quotation.after)
    if head and (head not in letters.soft or page.text(quotation.after).startswith(head)):
        return letters.types[head], "program.quoted.head"
    closing = LIST.match(page.shadow, quotation.end + 1)
    if closing is not None and closing.end() > quotation.end + 2:
        head = page.ahead(bisect_left(page.tokens.starts, closing.end()))
        if head and head not in letters.soft:
            return letters.types[head], "program.quoted.list"
    return _verdict_before(page, quotation)


def _joined(page: Page, quotation: Quotation) -> Verdict | None:
    """“天府云商+益农社”: two programs where one of them is known to the lexicon and does not reach over the plus."""
    first = bisect_left(page.tokens.starts, quotation.start)
    for number in range(first, quotation.after):
        mention = page.tokens.mentions.get(number)
        if mention is not None and mention.kind == "program" and isinstance(mention.value, Name):
            whole = mention.start == quotation.start and mention.end == quotation.end
            side = (mention.start == quotation.start or mention.end == quotation.end) and not PLUS.search(
                page.shadow, mention.start, mention.end
            )
            return (mention.value.type, "program.quoted.joined") if side and not whole else None
    return None


def _verdict_before(page: Page, quotation: Quotation) -> Verdict | None:
    """What the word before the opening mark says: a head, or a verb that has programs for its object."""
    text, letters, before = quotation.text, page.letters, quotation.before
    if before < 0 or page.text(quotation.after) in letters.bound or len(text) < 3 or letters.is_word(text):
        return None
    letter = page.codes[before]
    if letter == Letter.HONOUR:
        return "award", "program.quoted.honour"
    if letter == Letter.START and len(text) >= 4 and page.shadow[quotation.end + 1 : quotation.end + 2] in PAUSE:
        return "project", "program.quoted.launch"
    head = letters.beside(page.text(before)) if letter in (Letter.HEAD, Letter.NORMAL, Letter.PROGRAM) else ""
    if head in letters.behind:
        return letters.types[head], "program.quoted.behind"
    return None


def _everywhere(page: Page, document: Document, known: dict[str, Verdict]) -> Iterator[Mention]:
    """Every place where the article writes a known name; unquoted only where it is no part of a longer word."""
    shadow, is_edge = page.shadow, document.words.is_edge
    texts = list(known)
    for number, start, end in AhoCorasick(texts, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(shadow):
        text = texts[number]
        quoted = shadow[start - 1 : start] in OPENING and shadow[end : end + 1] in CLOSING
        if quoted or (len(text) >= 3 and is_edge(start) and is_edge(end) and not page.letters.is_word(text)):
            kind, rule = known[text]
            yield Mention(start, end, "program", rule, Name(text, kind), PRIORITY)
