"""Stray spaces: the ones that typesetting, PDF extraction and justified titles leave inside Chinese text.

A space between two Chinese words may part names (`郭华平 黄晓平`) and stays. One beside a number, a Latin word or
Chinese punctuation says nothing and goes, so that patterns need not know of it; columns of numbers keep theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from tonggao.text.bridges import torn
from tonggao.text.figures import groups
from tonggao.text.origin import Edit

DIGITS = "零〇一二三四五六七八九十"
HAN = "㐀-鿿豈-﫿\U00020000-\U0003ffff"
POINTS = "，。、；：！？（）《》〈〉「」『』【】〔〕“”‘’…·"
BEFORE_NUMBER = "於于至過过約约達达近逾到第"
UNITS = "年月日号號时時分%％"
LATIN, OPENERS, CLOSERS, SHARES = "A-Za-z", r"(\[$€£¥", r")\]!?", "%‰℃"
# Left and right neighbours between which one space says nothing; Han characters (`⺀` and above) but for the numerals
# and points are `H`, numerals `N`: those may stand in a row of figures (工業一 17).
H, N = "H", "N"
VOID = (
    (H, "0-9" + LATIN + OPENERS + CLOSERS + SHARES + ",;:."), (N, LATIN + OPENERS + CLOSERS + SHARES + ",;:"),
    ("0-9", H + LATIN + OPENERS + CLOSERS + SHARES + ",;"), (LATIN, H + N), (CLOSERS, H + N + "0-9"),
    (OPENERS, H + N + "0-9"), (SHARES, H + N + CLOSERS), (",;.", H + N), (":", H + N + "0-9"),
)  # fmt: skip
SPACED = "spaced out"  # what such a repair is called
NAME = 4  # longest name in a list of names
RUN = re.compile(f"[{HAN}]++")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """All begin with a space, so that finding spaces is what a text costs; none begins within what it could match."""
    end = f"(?= ?[{HAN}{POINTS}),;])"  # Chinese text or its punctuation follows
    one = f"[0-9{HAN}{POINTS}]"
    void = "|".join(_between(left, right) for left, right in VOID)
    return {
        "void": re.compile(
            rf" (?:(?<=[{POINTS}] ) *+(?=[^\s|])|(?<=[^\s|] ) *+(?=[{POINTS}])"
            rf"|(?<=—— ) *+(?=[{HAN}])|(?<=[{HAN}] ) *+(?=——)|{void})"
        ),
        # no edge of a column either: “農業 ”地帶 457, 少於 11 0 0
        "inner": re.compile(
            rf" ++(?:(?<=[{HAN}] )(?=[{POINTS}])|(?<=[{POINTS}] )(?=[{HAN}])|(?<=[{BEFORE_NUMBER}] )(?=\d))"
        ),
        "words": re.compile(f" (?<=[{HAN}] )(?=[{HAN}])"),
        # 政 府 工 作 報 告: four or more lone characters, parted evenly
        "title": re.compile(
            rf" (?<={one} )(?<![^\s{POINTS}]{one} )(?: {{0,2}}[{HAN}{POINTS}]|\d)(?!\S)"
            rf"(?:(?: {{1,3}}[{HAN}{POINTS}]| \d)(?!\S)){{2,}}+(?: {{1,3}}[{HAN}](?=\d))?+"
        ),
        "digits": re.compile(rf" (?<=\d )(?<![\d.,]\d )(?<!\d \d )\d(?: \d)*+(?!\d)(?= ?[{UNITS}])"),
        # 1 466, 266 510宗: groups of three
        "thousands": re.compile(rf" (?<=\d )(?<!\d \d{{3}} )\d{{3}}(?!\d)(?: \d{{3}}(?!\d))*+(?:\.\d++)?{end}"),
        "group gap": re.compile(r" (?<=\d )\d{3}(?!\d)"),
        "group": re.compile(r"(?<![\d.,])[1-9]\d{0,2}$"),
        "numbers": re.compile(r" (?<=\d )(?=\d)"),
        "columns": re.compile(r" (?<=[\d%)] ) *+(?=[-(\d])"),
    }


def _between(left: str, right: str) -> str:
    """A pattern behind a space that has one of `left` before it and one of `right` after it."""
    sides = {H: "[⺀-\U0010ffff]", N: f"[{DIGITS}]"}
    before = f"(?<={sides.get(left, f'[{left}]')} )"
    if left == H:
        # 投資2億 3人獲獎 are two numbers, 約 2 億 3,000 萬元 is one
        before += rf"(?<![{DIGITS}{POINTS}] )(?<!\d[万萬亿億千百] )"
    after = [f"[{plain}]"] if (plain := right.replace(H, "").replace(N, "")) else []
    if H in right:
        after.append(f"(?![{POINTS}]){sides[H]}" if N in right else f"(?![{DIGITS}{POINTS}]){sides[H]}")
    return before + "(?=" + "|".join(after) + ")"


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
            _close(found, gone, SPACED)
    if patterns["numbers"].search(text):
        for found in patterns["thousands"].finditer(text):
            if patterns["group"].search(text, max(0, found.start() - 4), found.start()):
                _close(found, gone, "spaced digits")
        for found in patterns["digits"].finditer(text):
            if len(found[0]) == 6 or (len(found[0]) == 2 and any(kind == "spaced year" for _, kind in gone.values())):
                _close(found, gone, "spaced year")
    void = [(found.start(), found.end()) for found in patterns["void"].finditer(text)]
    some, rows = _rows(text, gone)
    if rows and patterns["group gap"].search(text):
        for start, end in groups(text, [row for row in some if text.find("，", *row) < 0]):
            gone[start] = end, "spaced digits"
    for start, end in void:
        if start not in gone:
            row = bisect_right(rows, (start, len(text))) - 1 if rows else -1
            if row < 0 or start >= rows[row][1] or patterns["inner"].match(text, start):
                gone[start] = end, "space"
    for found in patterns["words"].finditer(text):
        if found.start() not in gone and _tears(text, *found.span()):
            gone[found.start()] = found.end(), "space"
    return [Edit(start, end, "", kind) for start, (end, kind) in sorted(gone.items())]


def _close(found: re.Match[str], gone: dict[int, tuple[int, str]], kind: str) -> None:
    start = found.start()
    for gap in re.finditer(" +", found[0]):
        gone[start + gap.start()] = start + gap.end(), kind


def _tears(text: str, start: int, end: int) -> bool:
    """本條 例條文: a space within a word of running text; in a list of names (張超雄 黃碧雲) chance makes words too."""
    before, behind = text[max(0, start - NAME - 1) : start][::-1], text[end : end + NAME + 1]
    left, right = (len(found[0]) if found else 0 for found in map(RUN.match, (before, behind)))
    if (left == 1 and before[1:2].isspace()) or (right == 1 and behind[1:2].isspace()) or before[1:2].isdigit():
        return False  # 大 中 小; 林鄭0分 鍾庭耀
    return (1 in (left, right) or max(left, right) > NAME) and torn(text, start, end)


def _rows(text: str, gone: dict[int, tuple[int, str]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Lines in which a gap parts numbers, and those with several: rows of a table, whose columns need their spaces."""
    some: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    end = count = 0
    for found in _patterns()["columns"].finditer(text):
        start = found.start()
        if start in gone:
            continue
        if start >= end:
            begin, end, count = text.rfind("\n", 0, start) + 1, text.find("\n", start), 0
            end = len(text) if end < 0 else end
            some.append((begin, end))
        count += 1
        if count == 2:
            rows.append(some[-1])
    return some, rows


def _closed(text: str) -> str:
    """`text` without the spaces that `closings` finds."""
    for edit in reversed(closings(text)):
        text = text[: edit.start] + text[edit.end :]
    return text
