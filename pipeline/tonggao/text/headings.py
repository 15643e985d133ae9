"""Headings: which lines head what stands below them, and how deep headings and items stand in one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonggao.text.drafts import STOP, Draft

HEADING = 40  # longest heading
LISTED = re.compile("；(?:以?及|[和或])?$")  # the next item belongs to the same list
LONGEST_STATED = 23
STATED = re.compile(r"[^，。；：！？\d“”]{4,}+。")  # 打造宜居城市。 a heading, where an article has several such
CAPTION = re.compile("[（(](?:从?左|右|中|前排|后排)|图为|图[：:]|摄$|[（(]图")
HASH = "hash"
RANKS = {**{f"{HASH}{depth}": depth for depth in range(1, 7)}, "bold": 7, "plain": 8}
SAID = 16  # shortest sentence that a heading may stand above
QUESTION = 18  # longest heading that asks, of two clauses


def mark_headings(shadow: str, full: Sequence[Draft]) -> None:
    """Zone and level of headings, level of running items: a style inside another is one level deeper."""
    short = [n for n, d in enumerate(full) if d.zone is None and (d.mark or d.end - d.start <= HEADING)]
    if not short:
        return
    stack: dict[str, bool] = {}  # styles that are open, from the highest; is it one of headings?
    said = _next_said(full)
    heads = _plain_heads(shadow, full, short)
    for number in short:
        draft = full[number]
        above = full[number - 1] if number else None
        style = _style(shadow, draft, heads[number], last=number + 1 == len(full))
        if style is None:
            continue
        if _is_heading(shadow, draft, said[number], above):
            draft.zone = "heading"
        _open(stack, style)
        stack[style] = draft.zone == "heading"
        draft.level = len(stack)


def _open(stack: dict[str, bool], style: str) -> None:
    """Close the styles that end where `style` opens an item.

    A style that is open closes those below it; a new one opens below them all. But `#`, `##` …, bold and plain
    headings have an order of their own, and none of them stands below the items of a list.
    """
    rank = RANKS.get(style)
    while stack and style in stack and next(reversed(stack)) != style:
        stack.popitem()
    while rank is not None and stack and style not in stack:
        last = next(reversed(stack))
        if not (RANKS[last] > rank if last in RANKS else not stack[last]):
            break
        stack.popitem()


def _next_said(full: Sequence[Draft]) -> list[Draft | None]:
    """For each line the next one that says something: text or a table."""
    said: list[Draft | None] = []
    below = None
    for draft in reversed(full):
        said.append(below)
        if draft.zone in (None, "table"):
            below = draft
    said.reverse()
    return said


def _plain_heads(shadow: str, full: Sequence[Draft], short: Sequence[int]) -> list[bool]:
    """For each line whether it heads what follows at once, were it short and without marker: an item, a paragraph.

    A line above such a heading is one too, where a paragraph ends before it: 人工费用飞涨 | 工地工人缺口约20%.
    """
    heads = [False] * len(full)
    for number in _stated(shadow, full, short):
        heads[number] = True
    for number in reversed(short):
        draft = full[number]
        if draft.mark is not None or number + 1 == len(full) or not _may_head(shadow, draft):
            continue
        below = full[number + 1]
        if below.zone is not None:
            continue
        if below.mark is not None or below.prose:
            heads[number] = True
        elif number and _ends(shadow, full[number - 1]):
            length = below.end - below.start
            says = length >= SAID and length > draft.end - draft.start and shadow[below.end - 1] in "。；？！?!"
            heads[number] = says or (heads[number + 1] and full[number - 1].prose)
    for number in short:  # two lines that are no sentences and more are a list: what stands below it is no heading
        if number > 1 and heads[number] and _listed(shadow, full, heads, number - 1):
            heads[number] = not _listed(shadow, full, heads, number - 2)
    return heads


def _listed(shadow: str, full: Sequence[Draft], heads: Sequence[bool], number: int) -> bool:
    draft = full[number]
    if heads[number] or draft.prose or draft.mark:
        return False
    return not _ends(shadow, draft) and shadow[draft.end - 1] not in "：:?!】"


def _stated(shadow: str, full: Sequence[Draft], short: Sequence[int]) -> list[int]:
    """Numbers of the headings that end in a full stop: several, each above a paragraph, and few paragraphs without."""
    found = [
        number
        for number in short
        if full[number].mark is None
        and full[number].end - full[number].start <= LONGEST_STATED
        and number + 1 < len(full)
        and full[number + 1].prose
        and STATED.fullmatch(shadow, full[number].start, full[number].end)
    ]
    return found if len(found) > 1 and 2.5 * len(found) >= sum(draft.prose for draft in full) else []


def _ends(shadow: str, draft: Draft) -> bool:
    """Does a sentence end with the line, or is it none of the text?"""
    return draft.zone is not None or shadow[draft.end - 1] in "。！？；”」"


def _may_head(shadow: str, draft: Draft) -> bool:
    start, end = draft.start, draft.end
    return (
        end - start <= HEADING
        and shadow[end - 1] not in "，、：:,;…."
        and shadow[start] not in "#※"  # a note to a table
        and not (shadow[start] in "（(" and shadow[end - 1] in "）)")  # (議員舉手): what happened meanwhile
        and STOP.search(shadow, start, end) is None
        and CAPTION.search(shadow, start, end) is None
        and not (shadow[end - 1] == "?" and end - start > QUESTION and "，" in shadow[start:end])
    )


def _style(shadow: str, draft: Draft, heads: bool, last: bool) -> str | None:
    """The style of the heading or item that the line opens; None for running text.

    A line without marker is a heading where it is short and heads what follows at once.
    """
    start, end = draft.start, draft.end
    if draft.mark is not None:
        if draft.mark.style != HASH:
            return draft.mark.style
        depth = shadow.count("#", start, draft.mark.body)
        noted = depth == 1 and STOP.search(shadow, start, end) is not None  # a note to a table
        return None if draft.prose or noted else HASH + str(depth)
    if not last and shadow.startswith("**", start) and shadow.endswith("**", start, end):
        return None if STOP.search(shadow, start, end) or CAPTION.search(shadow, start, end) else "bold"
    return "plain" if heads else None


def _is_heading(shadow: str, draft: Draft, below: Draft | None, above: Draft | None) -> bool:
    """One short sentence with something of another kind below it; the last item of a list is none."""
    mark = draft.mark
    if mark is None or mark.style == HASH:
        return True
    if above is not None and above.zone is None and above.mark is not None and above.mark.style == mark.style:
        short = above.end - above.mark.body <= HEADING or LISTED.search(shadow, above.end - 3, above.end) is not None
        if short and shadow[draft.end - 1] not in "：:":
            return False
    return (
        draft.end - mark.body <= HEADING
        and mark.style != "bullet"
        and STOP.search(shadow, mark.body, draft.end - 1) is None
        and below is not None
        and (below.mark is None or below.mark.style != mark.style)
    )
