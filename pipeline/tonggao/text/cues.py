"""Words that tell the zone of a line (`lexicons/zones.tsv`), made into matchers once per process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tonggao.grammar.tables import read_table

HOME = Path(__file__).resolve().parent.parent
SEPARATORS = r"[\s|·•、/｜»›>＞<«‹\-—─_:：*#\[\]【】()（）]"
DAY = (
    r"(?:民国 ?|中华民国 ?)?(?:\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{2,4} ?年\d{1,2}月\d{1,2}日"
    r"|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
WEEKDAY = "[ (（]*(?:星期|周|礼拜)[一二三四五六日天][)）]?"
HOUR = r"(?:香港|北京)时间\d{1,2}时(?:\d{1,2}分)?"
CLOCK = r"[T ]*(?:上午|下午|晚上|中午)?\d{1,2}[:：时點点]\d{2}(?:[:：分]\d{2}秒?)?分?"


@dataclass(frozen=True)
class Cues:
    """Patterns asked of a line of the shadow: `frame`, `day`, `number` of all of it, the others where they say."""

    frame: re.Pattern[str]  # nothing but words of a page's frame
    begins: re.Pattern[str]
    within: re.Pattern[str]
    label: re.Pattern[str]
    tail: re.Pattern[str]
    day: re.Pattern[str]  # a line that is nothing but a day
    agency: re.Pattern[str]  # an agency's name at the beginning of a dateline
    stamp: re.Pattern[str]  # a day with the time of day, in figures: when the page was set up
    number: re.Pattern[str]  # the number of an official document: 国办发〔2018〕86号
    separators: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _firsts(words: list[str]) -> str:
    return "".join(map(re.escape, sorted({word[0] for word in words})))


@cache
def cues() -> Cues:
    """The matchers. Their words are Simplified, so they are asked of the shadow."""
    by: dict[str, list[str]] = {}
    for row in read_table(HOME / "lexicons" / "zones.tsv"):
        for match in row["match"].split():
            by.setdefault(match, []).append(row["cue"])
    labels, starts, notices = _any(by["label"]), _any(by["start"]), _any(by["notice"])
    firsts = _firsts(by["start"] + by["notice"])
    return Cues(
        re.compile(rf"{SEPARATORS}*+(?:(?:{_any(by['line'])}){SEPARATORS}*+)++"),
        re.compile(rf"(?=[{firsts}\[【(（])(?:{starts}|[\[【(（]?(?:{notices}) ?(?:[:：】\]]|$))"),
        re.compile(_any(by["within"])),
        re.compile(
            rf"(?:^|(?<=[\s(（【\[|]))(?:{labels})[】\])）]? ?[:：]|(?<=[\d秒])(?:{labels})[:：]"
            rf"|^[㐀-鿿、]{{1,12}}?(?:{_any(by['contact'])})[:：]"
        ),
        re.compile(rf"[\W_]*(?:{_any(by['tail'])})(?=[\s:：>»】\]]|$)"),
        re.compile(rf"{HOUR}|[\s(（\[【]*{DAY}(?:{WEEKDAY})?(?:{CLOCK})?[\s)）\]】]*"),
        re.compile(_any(by["agency"])),
        re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日? ?\d{1,2}[:：]\d\d(?:[:：]\d\d)?"),
        re.compile(r"[(（]?[㐀-鿿]{2,12}[〔\[(（【]\d{4}[〕\])）】]第?\d{1,5}号[)）]?"),
        re.compile(SEPARATORS + "+"),
    )
