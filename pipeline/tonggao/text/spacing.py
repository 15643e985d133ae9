"""Stray spaces: the ones that typesetting, PDF extraction and justified titles leave inside Chinese text.

A space between two Chinese words may part names (`郭华平 黄晓平`) and stays. One beside a number, a Latin word or
Chinese punctuation says nothing and goes, so that patterns need not know of it; columns of numbers keep theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from tonggao.text.bridges import torn
from tonggao.text.origin import Edit

DIGITS = "零〇一二三四五六七八九十"
HAN = "㐀-鿿豈-﫿\U00020000-\U0003ffff"
POINTS = "，。、；：！？（）《》〈〉「」『』【】〔〕“”‘’…·"
UNITS = "年月日号號时時分%％"
CLASSES = {
    **dict.fromkeys("0123456789", "d"), **dict.fromkeys(DIGITS, "n"), **dict.fromkeys(POINTS, "p"),
    **dict.fromkeys("([$€£¥", "o"), **dict.fromkeys(")]!?", "c"), **dict.fromkeys(",;", ","),
    "%": "%", "‰": "%", "℃": "%", ":": ":", ".": ".",
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "l"),
}  # fmt: skip
# Left and right neighbour between which one space says nothing. h: a Han character, n: one that is a digit, l: Latin.
VOID = frozenset(
    left + right
    for left, rights in {"h": "dlco%,:.", "n": "lco%,:", "d": "hlco%,", "l": "hn", "c": "hnd", "o": "hnd", "%": "hnc",
                         ",": "hn", ".": "hn", ":": "hnd"}.items()
    for right in rights
)  # fmt: skip


NAME = 4  # longest name in a list of names
RUN = re.compile(f"[{HAN}]++")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """All begin with a space, so that finding spaces is what a text costs; none begins within what it could match."""
    end = f"(?= ?[{HAN}{POINTS}),;])"  # Chinese text or its punctuation follows
    one = f"[0-9{HAN}{POINTS}]"
    return {
        "gap": re.compile(r" (?<!  ) *+(?=\S)"),
        # 政 府 工 作 報 告: four or more lone characters, parted evenly
        "title": re.compile(rf" (?<={one} )(?<!\S{one} ) {{0,2}}{one}(?!\S)(?: {{1,3}}{one}(?!\S)){{2,}}+"),
        "digits": re.compile(rf" (?<=\d )(?<![\d.,]\d )(?<!\d \d )\d(?: \d)*+(?!\d)(?= ?[{UNITS}])"),
        # 1 466, 266 510宗: groups of three
        "thousands": re.compile(rf" (?<=\d )(?<!\d \d{{3}} )\d{{3}}(?!\d)(?: \d{{3}}(?!\d))*+(?:\.\d++)?{end}"),
        "group": re.compile(r"(?<![\d.,])[1-9]\d{0,2}$"),
        "numbers": re.compile(r" (?<=\d )(?=\d)"),
        "columns": re.compile(r"[\d%)] ++[-(\d]"),
    }


def closings(text: str) -> list[Edit]:
    """Deletions of the spaces that say nothing, in order.

    >>> [text for text in map(_closed, ["2011年 5月 1日", "有 266 510宗", "政 府 工 作 報 告", "记者 张三"])]
    ['2011年5月1日', '有266510宗', '政府工作報告', '记者 张三']
    """
    if " " not in text:
        return []
    patterns = _patterns()
    gone: dict[int, tuple[int, str]] = {}
    for found in patterns["title"].finditer(text):
        if sum(not char.isascii() for char in found[0]) > 1:
            _close(found, gone, "spaced out")
    if patterns["numbers"].search(text):
        for found in patterns["thousands"].finditer(text):
            if patterns["group"].search(text, max(0, found.start() - 4), found.start()):
                _close(found, gone, "spaced digits")
        for found in patterns["digits"].finditer(text):
            if len(found[0]) == 6 or (len(found[0]) == 2 and any(kind == "spaced year" for _, kind in gone.values())):
                _close(found, gone, "spaced year")
    rows = _rows(text, gone)
    for found in patterns["gap"].finditer(text):
        start = found.start()
        if start not in gone and _void(text, start, found.end()):
            row = bisect_right(rows, (start, len(text))) - 1
            if row < 0 or start >= rows[row][1]:
                gone[start] = found.end(), "space"
    return [Edit(start, end, "", kind) for start, (end, kind) in sorted(gone.items())]


def _close(found: re.Match[str], gone: dict[int, tuple[int, str]], kind: str) -> None:
    start = found.start()
    for gap in re.finditer(" +", found[0]):
        gone[start + gap.start()] = start + gap.end(), kind


def _void(text: str, start: int, end: int) -> bool:
    """Does the gap `start:end` say nothing, by its neighbours?"""
    if start == 0 or text[start - 1] in "\n\t|" or text[end] in "\n\t|":
        return False
    left, right = _class(text[start - 1]), _class(text[end])
    if "p" in (left, right):
        return True
    if end - start > 1:
        return False
    return left + right in VOID or (left in "hn" and right in "hn" and _tears(text, start, end))


def _tears(text: str, start: int, end: int) -> bool:
    """本條 例條文: a space within a word of running text; in a list of names (張超雄 黃碧雲) chance makes words too."""
    before, behind = text[max(0, start - NAME - 1) : start][::-1], text[end : end + NAME + 1]
    left, right = (len(found[0]) if found else 0 for found in map(RUN.match, (before, behind)))
    if (left == 1 and before[1:2].isspace()) or (right == 1 and behind[1:2].isspace()) or before[1:2].isdigit():
        return False  # 大 中 小; 林鄭0分 鍾庭耀
    return (1 in (left, right) or max(left, right) > NAME) and torn(text, start, end)


def _class(char: str) -> str:
    return CLASSES.get(char) or ("h" if char >= "⺀" else "s")


def _rows(text: str, gone: dict[int, tuple[int, str]]) -> list[tuple[int, int]]:
    """Lines in which two or more gaps part numbers: rows of a table, whose columns need their spaces."""
    rows: list[tuple[int, int]] = []
    begin = end = count = 0
    for found in _patterns()["columns"].finditer(text):
        start = found.start() + 1
        if start in gone:
            continue
        if start >= end:
            begin, end, count = text.rfind("\n", 0, start) + 1, text.find("\n", start), 0
            end = len(text) if end < 0 else end
        count += 1
        if count == 2:
            rows.append((begin, end))
    return rows


def _closed(text: str) -> str:
    """`text` without the spaces that `closings` finds."""
    for edit in reversed(closings(text)):
        text = text[: edit.start] + text[edit.end :]
    return text
