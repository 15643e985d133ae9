"""Programs beyond the lexicon: titles and other character rules, quotations, full names, and short forms defined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tonggao.grammar.characters import CharacterGrammar
from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Name
from tonggao.names import documents, fullnames, quotes
from tonggao.names.letters import Letter, Letters, Page
from tonggao.text.occurrences import everywhere, occurrences

SHORT = re.compile(
    "[”」』｣》]?[（(][^（）()“「『《，。\n]{0,6}[“「『｢《](?P<short>[^“”「」『』｢｣《》（）()，。\n]{2,16})[”」』｣》][^（）()\n]{0,4}[）)]"
)
BEHIND = frozenset("”」』｣》（(")  # what may stand behind a name before its short form
PRIORITY = 55
FULL, AWARD = 5, 3  # characters of a full name, of an award, that is known wherever it stands
AWARDED, ROUTE = "program.full.award", "program.full.route"
ROAD = 3  # characters of a road's name at the least
TOPIC = 4  # times that an article writes the name of what it is about
AGAIN = 15
ABBREVIATED, WHOLE = "program.abbreviated", 6  # rule of short forms; characters of a name that has some
CALLED = ("event", "law", "plan", "award", "platform")  # types of programs that go by short forms
PLANNED = 6  # characters of the short form of a plan
SHORT_HEADS = "会节展赛奖法"
OUTER = Letter.PLACE + Letter.OPENER + Letter.ORDINAL
BOUND = OUTER + Letter.NORMAL + Letter.PROGRAM + Letter.GENERIC + Letter.THROUGH + Letter.HEAD  # before no short form
LEXICAL = "program.lexicon"
EVENT, EDITED = "event", "program.edition"


def candidates(document: Document, tokens: Tokens, rules: Rules) -> list[Mention]:
    """Program candidates of `document`, given the tokens that numbers, dates, places and lexicon names left."""
    grammar: CharacterGrammar = rules.once("names.programs", _grammar)
    page = Page(document, document.shadow, tokens, rules.once("names.letters", Letters))
    found = list(grammar.scan(document))
    found += quotes.candidates(page)
    full = [m for m in fullnames.full_names(page, rules) if m.rule != ROUTE or _is_topic(page, m)]
    found += full
    mentions, shadow, roads = tokens.mentions.values(), document.shadow, page.letters.roads
    known = [m for m in mentions if m.kind == "program"]
    found += topics(page, [m for m in mentions if m.kind == "place" and shadow[m.end - 1] in roads])
    found += again(page, full, known)
    found += editions(page, known)
    found += short_forms(document, [*known, *found])
    found += abbreviations(page, [*known, *found])
    return found


def _grammar(rules: Rules) -> CharacterGrammar:
    return CharacterGrammar(rules.characters.get("program", []), documents.functions(rules))


def topics(page: Page, sites: Iterable[Mention]) -> Iterator[Mention]:
    """Roads and bridges known as places that the article is about: they are projects there."""
    for mention in sites:
        text = page.shadow[mention.start : mention.end]
        if len(text) > ROAD and page.letters.routes.longest(text) and _is_topic(page, mention):
            yield Mention(mention.start, mention.end, "program", ROUTE, Name(text, "project"), PRIORITY)


def _is_topic(page: Page, mention: Mention) -> bool:
    """Does the article write the name of a road or a bridge so often that it is about it?"""
    return page.shadow.count(page.shadow[mention.start : mention.end]) >= TOPIC


def editions(page: Page, known: Iterable[Mention]) -> Iterator[Mention]:
    """Events of the lexicon with the number or the year of the edition before them: 第十四届 | 全国运动会."""
    starts, ends = page.tokens.starts, page.tokens.ends
    for mention in known:
        if not isinstance(mention.value, Name) or mention.value.type != EVENT:
            continue
        before = bisect_left(starts, mention.start) - 1
        if before < 0 or ends[before] != mention.start:
            continue
        headed = page.letters.ends.longest(page.shadow[mention.start : mention.end]) != ""  # not 2019 | 反送中运动
        if fullnames.is_edition(page.text(before), headed):
            name = page.text(before) + mention.value.name
            value = replace(mention.value, name=name)
            yield Mention(starts[before], mention.end, "program", EDITED, value, PRIORITY)


def again(page: Page, full: Iterable[Mention], lexical: Iterable[Mention]) -> Iterator[Mention]:
    """Every other place where the article writes a full name, or what is left of a name without the place before it."""
    known: dict[str, Mention] = {}
    for mention in full:
        text = page.shadow[mention.start : mention.end]
        least = AWARD if mention.rule == AWARDED else FULL
        for name in (text, page.unplaced(mention.start, mention.end)):
            if len(name) >= least:
                known.setdefault(name, mention)
    for mention in lexical:
        rest = page.unplaced_word(mention.start, mention.end)
        if rest:
            known.setdefault(rest, mention)
    if not known:
        return
    is_edge = page.document.words.is_edge
    names = list(known)
    for number, start, end in occurrences(names, page.shadow):
        if is_edge(start):
            mention = known[names[number]]
            yield replace(mention, start=start, end=end, priority=AGAIN)


def abbreviations(page: Page, found: Iterable[Mention]) -> Iterator[Mention]:
    """Words that leave out some of a name of the article: 电脑节 of 香港电脑通讯节, 私隐条例 of 个人资料(私隐)条例."""
    names: dict[str, Mention] = {}
    for mention in found:
        text = page.shadow[mention.start : mention.end]
        if len(text) < WHOLE or not isinstance(mention.value, Name) or not text[-1].isalpha():
            continue
        if mention.value.type in (CALLED[:2] if mention.rule == LEXICAL else CALLED):
            names.setdefault(text, mention)
    shorts: dict[str, Mention] = {}
    for text, mention in names.items():
        for _, end in everywhere(text[-1], page.shadow):
            start = _shortened(page, end, text)
            if start is not None:
                shorts.setdefault(page.shadow[start:end], mention)
    texts = list(shorts)
    for number, start, end in occurrences(texts, page.shadow) if texts else ():
        if page.document.words.is_edge(start):
            yield replace(shorts[texts[number]], start=start, end=end, rule=ABBREVIATED, priority=AGAIN)


def _shortened(page: Page, end: int, name: str) -> int | None:
    """Where the words begin that end at `end` and leave out some of `name`; `None` where they are no short form of it.

    All words but the last stand whole in the name, in its order; the last has its characters in order.
    """
    starts, ends, letter = page.tokens.starts, page.tokens.ends, page.letter
    last = bisect_left(ends, end)
    if last == len(ends) or ends[last] != end or page.text(last - 1) + page.text(last) in name:
        return None
    rest, first = _without(name, page.text(last)), last
    if rest is None:
        return None
    while rest and first and ends[first - 1] == starts[first]:
        at = rest.rfind(page.text(first - 1))
        if at < 0:
            break
        first, rest = first - 1, rest[:at]
    text = page.shadow[starts[first] : end]
    if len(text) < 3 or page.letters.is_word(text) or (ends[first - 1] == starts[first] and letter(first - 1) in BOUND):
        return None
    if page.letters.bodies.longest(text) or (len(text) < PLANNED and page.letters.types.get(text[-2:]) == "plan"):
        return None  # 台南市议会, 住房规划
    head = page.letters.ends.longest(text) or (text[-1] if text[-1] in SHORT_HEADS else "")
    own = [n for n in range(first, last + 1) if letter(n) not in OUTER and ends[n] <= end - len(head)]
    return starts[first] if head and (own or len(page.text(last)) > len(head) > 0) else None


def _without(name: str, word: str) -> str | None:
    """What of `name` stands before the characters of `word`; `None` where they are not in it, in order."""
    at = len(name)
    for char in reversed(word):
        at = name.rfind(char, 0, at)
        if at < 0:
            return None
    return name[:at]


def short_forms(document: Document, found: Iterable[Mention]) -> Iterator[Mention]:
    """Every mention of a short form that the article gives a program in brackets: 交津计划 after (“交津计划”)."""
    defined: dict[str, Name] = {}
    shadow = document.shadow
    for mention in found:
        if shadow[mention.end : mention.end + 1] not in BEHIND:
            continue
        match = SHORT.match(shadow, mention.end)
        if match is not None and isinstance(mention.value, Name) and _shortens(match["short"], mention.value.name):
            defined.setdefault(match["short"].strip(), mention.value)
    if not defined:
        return
    shorts = list(defined)
    for number, start, end in occurrences(shorts, shadow):
        if document.words.is_edge(start) or end - start > 3:
            yield Mention(start, end, "program", "program.short", defined[shorts[number]], PRIORITY)


def _shortens(short: str, name: str) -> bool:
    """Do the characters of `short` stand in `name`, in this order, most of them?"""
    rest = iter(name)
    return sum(char in rest for char in short) == len(short)
