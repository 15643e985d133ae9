"""Programs in quotation marks, told apart from slogans, terms and speech by what stands beside the marks.

A quotation names a program where a head follows it (“小牧童”系统, “一起画未来”公益绘画比赛) or closes the list that it
is in (“砥砺奋进的五年”、…等展会), where a head stands before it (益农平台“农技宝”), where a verb says so (入选“…”,
名为“…”的平台) or where it ends in a head itself. What is once known as a name is one wherever the article writes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from tonggao.grammar.tokens import MARK
from tonggao.model import Mention, Name
from tonggao.names.letters import Letter, Page
from tonggao.text.cut import tag
from tonggao.text.occurrences import occurrences

MARKS = re.compile(
    "[“「『｢‘](?![不没让请被把])([^“”「」『』｢｣‘’，。！？；：,!?;:…《》\n]{2,60}+)(?<![型性化类版们的])(?<!(?<![仪幕])式)(?<!(?<!升)级)(?<!(?<![供贷存捐])款)[”」』｣’]"
)
NUMBER = re.compile(r"[0-9.%％]+$")
COUNTS = frozenset("0123456789.%％一二三四五六七八九十百两")
NO_NAME = re.compile(  # a percentage, 一站式, 七大要素
    r"[.%％]|一[^起路带村].{0,2}$|[0-9.]+[%％]|[一二三四五六七八九十百两][大类种][\u4e00-\u9fff]{1,2}$"
)
COUNTED = re.compile("[0-9一二三四五六七八九十百千万双]+(?![大个项条次种类]|一)")  # a number opens a name: 双百工程
QUOTED = "[“「『｢‘][^“”「」『』｢｣‘’\n]{1,24}[”」』｣’]"
LIST = re.compile(f"(?:[、和及与](?:{QUOTED}|[^，。、；：！？“”「」『』等\n]{{2,20}})){{0,12}}+等")
ROW = re.compile(f"(?:[、和及与]?{QUOTED}){{1,6}}+")  # “双高”“双优”计划: the head behind the last is that of all
OPENING, CLOSING = frozenset("“「『｢‘"), frozenset("”」』｣’")
PAUSED, NEIGHBOUR = "、", 7  # characters of what stands in a row of short names
PLANNED = ("plan", "policy", "project")  # types of programs that stand in such rows
PAUSE = frozenset("，。；、！\n")
JOINS = frozenset("、和及与等")
PLUS = re.compile("[+＋]")
BETWEEN = frozenset(  # what may stand between the closing mark and the head
    [Letter.NORMAL, Letter.GENERIC, Letter.VERB, Letter.WEAK, Letter.OPENER, Letter.PLACE, Letter.SPAN, Letter.THROUGH]
)
NEVER_FIRST = frozenset([Letter.STOP, Letter.GOVERN, Letter.LINK, Letter.THROUGH])
AHEAD = 6  # tokens between the closing mark and the end of the head at the most
PRIORITY = 40
YEAR = re.compile("20[0-9]{2}$")  # 香港电脑通讯节2020
GLOSS = re.compile("(?<=[\u4e00-\u9fff])[（(][A-Za-z][^（）()]*[）)]$")  # 「安全分判商奖（Safe Subcontractor Awards）」
NUMBERED = ("plan", "project")  # what a number in quotation marks may name
PAPER = 4  # characters before the last word of a document's title
SHORT = 2  # characters of a quoted word that only marks make look like a name
FIRM = ("wide", "works", "plan", "scheme")  # classes of heads that make a name of such a word too: “尖刀”攻关工程
ACTIVITY = "活动"  # takes any verb before it: “广货行天下”推介活动
Verdict = tuple[str, str]  # type, rule


class Quotation(NamedTuple):
    """Span and text between the marks; `before`, `after`: numbers of the tokens outside them."""

    start: int
    end: int
    text: str
    before: int
    after: int


def candidates(page: Page) -> list[Mention]:
    """Programs that quotation marks name, with every other place where the article writes the same name."""
    known: dict[str, Verdict] = {}
    for quotation in quotations(page):
        parts = PLUS.split(quotation.text)
        if len(parts) == 2 and min(map(len, parts)) > 2:
            verdict = _joined(page, quotation)
        else:
            verdict, parts = _verdict(page, quotation), [quotation.text]
        if verdict is not None:
            for part in parts:
                known.setdefault(part, verdict)
    return list(_everywhere(page, known)) if known else []


def quotations(page: Page) -> Iterator[Quotation]:
    """The short quotations that may be names, in text order; those that are lexicon names are left out."""
    starts, ends, texts = page.tokens.starts, page.tokens.ends, page.tokens.texts
    slogans = page.letters.slogans
    program = MARK + "program"
    for match in MARKS.finditer(page.shadow):
        text = GLOSS.sub("", match[1]).rstrip() or match[1]
        if text in slogans or (text[0] in COUNTS and NO_NAME.match(text)):
            continue
        start = match.start(1)
        end = start + len(text)
        first = bisect_left(starts, start)
        if first < len(texts) and texts[first] == program and ends[first] == end:
            continue
        yield Quotation(start, end, text, first - 2, bisect_left(starts, match.end(), first))


def _verdict(page: Page, quotation: Quotation) -> Verdict | None:
    """Type and rule where the quotation names a program; `None` for slogans, terms and speech."""
    text, letters = quotation.text, page.letters
    if text[0] in COUNTS and NUMBER.match(text):  # “1269”行动计划, but not the 12345 of a hotline
        head = _ahead(page, quotation.after)
        return (letters.types[head], "program.quoted.head") if letters.types.get(head) in NUMBERED else None
    own = _own(page, quotation)
    if own is not None or letters.bodies.longest(text):
        return own  # what has the name of a body is one, whatever it launches
    head = _ahead(page, quotation.after)
    if len(text) <= SHORT and letters.is_word(text) and not COUNTED.match(text):
        firm = text[0] not in COUNTS and letters.heads.get(head) in FIRM
        return (letters.types[head], "program.quoted.head") if firm else None
    if head and (head not in letters.soft or page.text(quotation.after).startswith(head)):
        return letters.types[head], "program.quoted.head"
    head = _behind_all(page, quotation.end + 1)
    if head and head not in letters.soft:
        return letters.types[head], "program.quoted.list"
    return _beside(page, quotation) or _verdict_before(page, quotation)


def _beside(page: Page, quotation: Quotation) -> Verdict | None:
    """The type of the program of the lexicon that marks of its own name right beside: “双一流”“双特色”."""
    if len(quotation.text) > NEIGHBOUR or PAUSED in quotation.text:
        return None
    shadow, start, end = page.shadow, quotation.start, quotation.end
    beside = []
    if shadow[start - 2 : start - 1] in CLOSING:
        beside.append(page.tokens.mentions.get(quotation.before - 1))
    if shadow[end + 1 : end + 2] in OPENING:
        beside.append(page.tokens.mentions.get(quotation.after + 1))
    for mention in beside:
        if mention is not None and mention.kind == "program" and isinstance(mention.value, Name):
            return (mention.value.type, "program.quoted.beside") if mention.value.type in PLANNED else None
    return None


def _own(page: Page, quotation: Quotation) -> Verdict | None:
    """What a quotation is that ends in a head itself, or like the title of a document (「…聘任办法」)."""
    text, letters = quotation.text, page.letters
    own = letters.inside.longest(YEAR.sub("", text) if text[-1].isdigit() else text)
    kind = letters.types.get(own, "")
    least = 2 if own in letters.ends.words else 3
    if not own or len(text) - len(own) < least or text in letters.bare:
        own = letters.papers.longest(text)
        kind, least = letters.documents.get(own, ""), PAPER
    if not own or len(text) - len(own) < least:
        return None
    first = bisect_left(page.tokens.starts, quotation.start)
    if page.letter(first) in NEVER_FIRST and not COUNTED.match(text) and page.text(first) not in letters.titled:
        return None
    said = any(page.text(number) in letters.adverbs for number in range(first, quotation.after - 1))
    return None if said else (kind, "program.quoted.own")


def _behind_all(page: Page, end: int) -> str:
    """The head behind the list of quotations that the one ending before `end` is in: “双高”“双优”计划, “…”、…等展会."""
    follows = page.shadow[end : end + 1]
    if follows in OPENING or follows in JOINS:
        row = ROW.match(page.shadow, end)
        head = _ahead(page, bisect_left(page.tokens.starts, row.end())) if row is not None else ""
        if head:
            return head
    closing = LIST.match(page.shadow, end) if follows in JOINS else None
    return _ahead(page, bisect_left(page.tokens.starts, closing.end())) if closing is not None else ""


def _ahead(page: Page, number: int) -> str:
    """The head that tokens from `number` on end in, `""` where none follows at once or behind its modifiers."""
    letters, texts = page.letters, page.tokens.texts
    found = chain = ""
    for token in range(number, min(number + AHEAD, len(texts))):
        text = texts[token]
        if text in letters.tails:
            return ""  # the head only modifies: 专案报告, 应用场景
        chain += text
        head = "" if text[0] == MARK or text in letters.bare else letters.sides.longest(chain)
        if head and (head[-1] > "z" or head == text):  # the App of WhatsApp is no head
            found = head
        elif not _between(page, token, found):
            break
    return found


def _between(page: Page, token: int, head: str) -> bool:
    """May `token` stand behind the mark and before the rest of the head, of which `head` is there already?"""
    letter = page.letter(token)
    if head:
        return letter == Letter.SPAN
    return letter in BETWEEN or (tag(page.tokens.texts[token])[:1] == "v" and page.text(token + 1) == ACTIVITY)


def _joined(page: Page, quotation: Quotation) -> Verdict | None:
    """“天府云商+益农社”: two programs where one of them is known to the lexicon and does not reach over the plus."""
    first = bisect_left(page.tokens.starts, quotation.start)
    for number in range(first, quotation.after):
        mention = page.tokens.mentions.get(number)
        if mention is not None and mention.kind == "program" and isinstance(mention.value, Name):
            side = mention.start == quotation.start or mention.end == quotation.end
            if side and not PLUS.search(page.shadow, mention.start, mention.end):
                return mention.value.type, "program.quoted.joined"
    return None


def _verdict_before(page: Page, quotation: Quotation) -> Verdict | None:
    """What the word before the opening mark says: a head, or a verb that has programs for its object."""
    text, letters, before = quotation.text, page.letters, quotation.before
    if page.letter(before) == Letter.NAMING and page.text(quotation.after) in letters.bound:  # 名为“…”的小程序
        head = _ahead(page, quotation.after + 1)
        return (letters.types[head], "program.quoted.named") if head else None
    if before < 0 or len(text) < 3 or page.text(quotation.after) in letters.bound or letters.is_word(text):
        return None
    letter = page.letter(before)
    if letter == Letter.HONOUR:
        return "award", "program.quoted.honour"
    if letter == Letter.START and len(text) >= 4 and page.shadow[quotation.end + 1 : quotation.end + 2] in PAUSE:
        return "project", "program.quoted.launch"
    head = letters.sides.longest(page.text(before))
    if head in letters.behind:
        return letters.types[head], "program.quoted.behind"
    return None


def _everywhere(page: Page, known: dict[str, Verdict]) -> Iterator[Mention]:
    """Every place where the article writes a known name; unquoted only where it is no part of a longer word."""
    shadow, is_edge = page.shadow, page.document.words.is_edge
    texts = list(known)
    for number, start, end in occurrences(texts, shadow):
        text = texts[number]
        quoted = shadow[start - 1 : start] in OPENING and shadow[end : end + 1] in CLOSING
        if quoted or (len(text) >= 3 and is_edge(start) and is_edge(end) and not page.letters.is_word(text)):
            kind, rule = known[text]
            yield Mention(start, end, "program", rule, Name(text, kind), PRIORITY)
