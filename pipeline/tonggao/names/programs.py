"""Programs beyond the lexicon: titles and other character rules, quotations, full names, and short forms defined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tonggao.grammar.characters import CharacterGrammar
from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Name
from tonggao.names import documents, fullnames, quotes
from tonggao.names.letters import Letters, Page
from tonggao.text.occurrences import occurrences

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
    found += short_forms(document, [*known, *found])
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
