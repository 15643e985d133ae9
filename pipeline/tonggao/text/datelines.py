"""Datelines: who sends the report, from where and when (`新华社北京10月25日电（记者张三）`), before its first words."""

from __future__ import annotations

import re
from functools import cache

from tonggao.text.cues import cues

HAN = "㐀-鿿豈-﫿"
SENT = "(?:综合)?(?:电|专电|快讯|讯|消息)"
TOLD = f"(?:{SENT}|报道|报导)"
WHO = "记者|通讯员|综合|特派员|编译"
ASIDE = r"(?:[ ]*[（(][^（）()\n]{0,40}[）)])?"
LONGEST, SENT_BY = 90, 45  # characters, with who reports and where; up to the word that says so
HINT = re.compile("[电讯摄消报]")  # without one of which there is none


@cache
def _pattern() -> re.Pattern[str]:
    day = r"(?:\d{2,4}年)?\d{1,2}(?:月\d{1,2})?日"
    agency = cues().agency.pattern
    sender = rf"[{HAN}A-Za-z]{{1,10}}?(?:社|网|報|报|台|在线|新闻)"
    reporter = rf"(?:记者|通讯员)[ ]*[{HAN}·]{{2,4}}(?:[、 /／]+[{HAN}·]{{2,4}}){{0,3}}"
    forms = (
        # 新华社北京10月25日电（记者张三）, 人民网成都3月1日电, 中新社台北25日电 题：
        rf"(?:{agency}|{sender})[ ]*[{HAN}·/／ ]{{0,12}}?{day}[ ]*{SENT}{ASIDE}(?:[ ]*题：)?",
        # 本报讯（记者张三）, 央视网消息（新闻联播）：, 本报讯 记者张三报道：
        rf"(?:{agency})[{HAN}]{{0,4}}?(?:讯|消息|电){ASIDE}(?=[\s：:])(?:[ ]*{reporter}(?:报道|报导)?(?=[\s：:]))?",
        rf"(?:{agency})[{HAN}]{{0,4}}?(?:讯|消息|电)[ ]*[（(][^（）()\n]{{0,40}}[）)]",
        # 【記者張三／台北報導】, （中央社記者張三台北25日電）, 【本報訊】
        rf"[（(【〔\[](?:[^（）()【】〔〕\[\]\n]{{0,40}}(?:{WHO})[^（）()【】〔〕\[\]\n]{{0,40}}(?:{TOLD}|摄)"
        rf"|(?:{agency})[^（）()【】〔〕\[\]，。\n]{{0,24}}{TOLD})[）)】〕\]]",
        # 記者張三／台北報導
        rf"(?:{agency})?{reporter}[ ]*[/／][ ]*[{HAN}]{{2,8}}?(?:报道|报导)",
    )
    return re.compile("(?:" + "|".join(forms) + r")[\s：:—，,-]*+")


def dateline(shadow: str, start: int, end: int) -> int:
    """Where the dateline that `shadow[start:end]` begins with ends; `start` where it begins with none.

    >>> line = "新华社北京10月25日电（记者张三）国务院新闻办公室今天发布消息。"
    >>> line[dateline(line, 0, len(line)):]
    '国务院新闻办公室今天发布消息。'
    """
    if HINT.search(shadow, start, min(end, start + SENT_BY)) is None:
        return start
    found = _pattern().match(shadow, start, min(end, start + LONGEST))
    return found.end() if found is not None else start
