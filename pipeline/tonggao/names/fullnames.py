"""Full names of programs without quotation marks: a typed head with the words before it.

A full name is the run of words before its head (全国精准扶贫大数据 | 平台) back to what cannot stand in a name: 的, a
preposition, a conjunction, a verb that governs it (实施, 举办). Heads are found in one pass of an automaton; each token
before one has a letter by what it does there (`names.letters`), and the letters decide where the name begins and
whether it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tonggao.grammar.load import Rules
from tonggao.grammar.tables import Row
from tonggao.grammar.tokens import MARK
from tonggao.model import Mention, Name
from tonggao.names.documents import plain
from tonggao.names.letters import Letter, Letters, Page

INSIDE = frozenset(
    [Letter.HEAD, Letter.NORMAL, Letter.VERB, Letter.WEAK, Letter.GENERIC, Letter.OPENER, Letter.PLACE, Letter.PROGRAM,
     Letter.BODY, Letter.SPAN, Letter.ORDINAL]
)  # fmt: skip
ANCHOR = re.compile(f"[{Letter.OPENER}{Letter.PLACE}{Letter.ORDINAL}]+")
LEADING = Letter.VERB + Letter.WEAK + Letter.GENERIC + Letter.ORDINAL
VERBS = (Letter.VERB, Letter.WEAK, Letter.GOVERN, Letter.LAUNCH)
TRAILING = Letter.VERB + Letter.WEAK + Letter.SPAN
CONTENT = Letter.NORMAL + Letter.VERB + Letter.WEAK + Letter.PROGRAM + Letter.HEAD
OPENING = Letter.OPENER + Letter.PLACE + Letter.PROGRAM
CUES = (Letter.LAUNCH, Letter.START)
EVENTS = ("event", "meeting", "contest")
CONTEST = "contest"
STRATEGY = "strategy"  # names no program before 目标, 任务
LAW = "law"  # whose names begin with a verb too: 优化营商环境条例
WHOLE = (*EVENTS, LAW, "series")  # classes whose names have verbs such as 推进 inside
EDITIONS = (*EVENTS, "festival")  # classes whose names take the number of the edition: 第24届…展览会
NUMBERED = (*EDITIONS, "plan")  # classes whose names begin behind the number or the year that belongs to them
NAMED = Letter.NORMAL + Letter.OPENER + Letter.PLACE + Letter.VERB
TOUR = "tour"  # the class of 行, a head only between a place and 活动 (网络扶贫凉山行活动)
CLOSING = frozenset("”」』｣’")
LINKS = frozenset("、和及与暨")
DATED = ("plan", "scheme", "proposal")  # classes whose names take the year that stands before them
YEAR = re.compile("[0-9]{3,4}年度?")
EDITION = re.compile("(20[0-9]{2}|1[01][0-9]年)|第.{1,3}届")
NTH = "届"
PARTNERS = Letter.PLACE * 2
LISTED = (*EDITIONS, "award")  # classes whose names a list of activities names
LIST = re.compile("(?:、[^，。、；：！？\n等]{2,20}){0,8}+等[^，。、；：！？\n]{0,8}(?:活动|赛事|节会|展会|盛会|奖项)")
VERBAL = ("计划", "规划")  # heads that may be verbs
BRACKETS = frozenset("（）()")
BRANDED = Letter.NORMAL + Letter.PLACE
BOTH = "暨"
UNITS = frozenset("省市县区州盟旗乡镇村")  # what the names of administrative units end in
DASHES = frozenset("—-－–")
JOINTS = frozenset([Letter.LINK, Letter.THROUGH])
THROUGH = INSIDE | JOINTS
JOINED = INSIDE - {Letter.HEAD} | {Letter.LINK}
OPENED = frozenset([Letter.OPENER, Letter.PLACE])
OBJECTS = ("wide", "plan", "scheme")  # classes whose names join parts where a verb governs them
SHOWN = ("event", "meeting", "festival")  # classes whose names any words make
COINED = ("scheme", "platform", "fund", "award", "law", "works")  # classes whose names a coined word makes
WORK, PLAN = "wide", "plan"
REGION = 5  # characters of a region whose plans are named after it
TOPIC = 3  # times that an article writes the name of what it is about
LONGEST = 40  # characters of a full name
REACH = 14  # tokens before a head
PRIORITY = 20


@dataclass(frozen=True, slots=True)
class Need:
    """How many characters must name something, by what stands before them; `None` where nothing is enough."""

    opened: int | None
    cue: int | None
    alone: int | None
    done: int | None
    coined: int | None
    first: str
    inner: bool

    @classmethod
    def table(cls, rules: Rules) -> dict[str, Need]:
        """Class of heads → what it needs."""
        return {row["class"]: cls._of(row) for row in rules.table("program_classes")}

    @classmethod
    def _of(cls, row: Row) -> Need:
        least = {c: int(row[c]) if row[c] else None for c in ("opened", "cue", "alone", "done", "coined")}
        return cls(**least, first=row["first"], inner=bool(row["inner"]))


class Heads:
    """The heads that end full names, as one automaton."""

    __slots__ = ("_automaton", "heads")

    def __init__(self, rules: Rules) -> None:
        letters: Letters = rules.once("names.letters", Letters)
        self.heads = sorted(letters.ends.words)
        self._automaton = AhoCorasick(self.heads, MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def scan(self, shadow: str) -> list[tuple[int, int, int]]:
        """Every head in `shadow`: its number in `heads` and its span, in text order."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(shadow)
        return found


class Run(NamedTuple):
    """Tokens from `first` on that end in a head; `letters` one a token; `cue`: a verb governs it.

    `done`: a verb that says that it is begun or done follows; `verb`: another, so that 计划 may be a verb itself.
    """

    first: int
    letters: str
    stem: int  # how many of the tokens stand before those of the head
    start: int  # of the head, in the shadow
    end: int
    head: str
    cue: bool
    done: bool
    verb: bool


def full_names(page: Page, rules: Rules) -> Iterator[Mention]:
    """Names that end in a typed head, in text order; one inside another where both could be meant."""
    needs: dict[str, Need] = rules.once("names.needs", Need.table)
    heads: Heads = rules.once("names.heads", Heads)
    letters, starts = page.letters, page.tokens.starts
    ends: set[int] = set()  # ends of names so far: what is joined to one of them by 、 or 和 shares its verb
    for run in _runs(page, heads, ends):
        kind = letters.heads[run.head]
        begin = _start(run, kind)
        while begin is not None and _in_chain(page, run, begin):
            begin += 1
        if begin and run.letters[begin - 1 : begin + 1] == BRANDED and page.is_brand(run.first + begin - 1):
            begin -= 1  # 神华 | 包头煤制烯烃示范工程
        if begin and run.letters[begin] == Letter.OPENER and page.text(run.first + begin - 1).isascii():
            begin -= 1  # IMC | 国际数学竞赛
        if begin is None or run.end - starts[run.first + begin] > LONGEST:
            continue
        if page.shadow.endswith(letters.generic, starts[run.first + begin], run.end):
            continue
        start = starts[run.first + begin]
        start = _dated(page, run, begin, kind, start)
        if kind in EVENTS and page.shadow[start - 1 : start] == "《":
            continue  # the title of a broadcast
        if run.verb and run.head in VERBAL and not run.cue:
            continue
        if kind == STRATEGY and page.letter(run.first + len(run.letters)) in JOINED:
            continue  # 全国能源资源战略 | 保障基地
        bare = run.letters[begin : run.stem] == Letter.PROGRAM and run.start == starts[run.first + run.stem]
        if kind == WORK and bare:
            ends.add(run.end)  # the head says what the program is, and what follows it shares its verb
        elif _is_name(page, run, begin, kind, needs[kind]) or _is_topic(page, run, begin, kind):
            ends.add(run.end)
            name = Name(plain(page.shadow[start : run.end]), letters.types[run.head])
            yield Mention(start, run.end, "program", f"program.full.{kind}", name, PRIORITY)


def _dated(page: Page, run: Run, begin: int, kind: str, start: int) -> int:
    """The start of the name with the year or the number that belongs to it: 110年敬老礼金…实施计划, 2011国际…论坛,
    第24届…展览会."""
    before = run.first + begin - 1
    text = page.text(before)
    if kind in EDITIONS:
        return page.tokens.starts[before] if is_edition(text) and page.tokens.ends[before] == start else start
    return page.tokens.starts[before] if kind in DATED and YEAR.fullmatch(text) else start


def is_edition(text: str, year: bool = True) -> bool:
    """Does `text` number an edition of an event: 第24届, with `year` also 2011 and 111年, but not 2011年?"""
    match = EDITION.fullmatch(text)
    return match is not None and (year or not match[1])


def _in_chain(page: Page, run: Run, begin: int) -> bool:
    """Does the name begin with a chain of places, of which the last one belongs to it (乌兰察布市 | 兴和县…工程)?"""
    if run.letters[begin : begin + 2] != Letter.PLACE * 2:
        return False
    inner = page.text(run.first + begin + 1)
    return len(inner) > 2 and inner[-1] in UNITS and len(page.text(run.first + begin)) > 1


def _runs(page: Page, heads: Heads, ends: set[int]) -> Iterator[Run]:
    """Every head at the end of a token with the run of words before it, in text order."""
    tokens, letters = page.tokens, page.letters
    starts, token_ends = tokens.starts, tokens.ends
    last = 0
    for number, start, end in heads.scan(page.shadow):
        head = heads.heads[number]
        kind = letters.heads[head]
        if kind == TOUR:
            end = start + 1
        last = bisect_left(token_ends, end, last)
        if last == len(token_ends) or token_ends[last] != end:
            continue
        if tokens.texts[last][0] == MARK or tokens.texts[last] in letters.bare:
            continue
        if last + 1 < len(token_ends) and tokens.texts[last + 1] in letters.tails:
            continue  # the head only modifies: 专案报告
        stem = last if starts[last] <= start else bisect_right(starts, start, 0, last) - 1
        if page.letter(stem - 1) not in THROUGH:
            continue
        found, cue = _run(page, (stem, last), kind, ends)
        if not found:
            continue
        first = stem - len(found)
        if first and page.shadow[starts[first] - 1] in CLOSING:
            continue  # behind a quotation the run only says what the quotation is
        done = last + 1 < len(token_ends) and tokens.texts[last + 1] in letters.after
        verb = not done and page.letter(last + 1) in VERBS
        whole = found + Letter.HEAD * (last - stem + 1)
        yield Run(first, whole, len(found), start, end, head, cue, done, verb)


def _run(page: Page, head: tuple[int, int], kind: str, ends: set[int]) -> tuple[str, bool]:
    """The letters of the tokens before those of the head that may belong to a name, and whether a verb governs them."""
    letter, (stem, last) = page.letter, head
    found: list[str] = []
    before = letter(stem - 1)
    while len(found) < REACH:
        if before in INSIDE:
            found.append(before)
        elif before == Letter.THROUGH and kind in WHOLE:
            found.append(Letter.WEAK)  # 国际 | 投资 | 贸易洽谈会
        elif found and _bracketed(page, stem - len(found) - 1):
            found += [Letter.PLACE] * 3  # 中国（浙江）国际…展览会
        else:
            break
        before = letter(stem - len(found) - 1)
    if before == Letter.STOP:
        first = stem - len(found)
        if page.text(first - 1) not in DASHES or letter(first - 2) not in OPENED:
            return "".join(reversed(found)), False
        return letter(first - 2) + Letter.LINK + "".join(reversed(found)), False  # 中国—中亚合作论坛
    if before in CUES or _linked(page, stem - len(found), ends):
        return "".join(reversed(found)), True
    if before in JOINTS and kind in OBJECTS:
        whole = "" if letter(last + 1) in INSIDE else _whole(page, stem, found, ends)
        if whole:
            return whole, True
    elif before in JOINTS and kind in EVENTS:
        return _opened(page, stem, found), False
    return "".join(reversed(found)), False


def _bracketed(page: Page, number: int) -> bool:
    """Is token `number` the end of a place in brackets behind another?"""
    return (
        page.text(number) in BRACKETS
        and page.letter(number - 1) == Letter.PLACE
        and page.text(number - 2) in BRACKETS
        and page.letter(number - 3) in OPENED
    )


def _linked(page: Page, first: int, ends: set[int]) -> bool:
    """Is token `first` joined by 、 or 和 to a name, whose verb it shares?"""
    start = page.tokens.starts[first] - 1
    if start <= 0 or page.shadow[start] not in LINKS:
        return False
    known = page.tokens.mentions.get(first - 2)
    if known is not None and known.kind == "program":
        return page.letters.ends.longest(page.shadow[known.start : known.end]) != ""
    return start in ends


def _whole(page: Page, stem: int, found: list[str], ends: set[int]) -> str:
    """The letters back to the verb whose whole object the name is: 实施 | 产业基础再造和技术装备攻关工程."""
    letter, more = page.letter, list(found)
    before = letter(stem - len(more) - 1)
    while before in THROUGH and len(more) < REACH:
        more.append(before)
        if before == Letter.LINK and _linked(page, stem - len(more) + 1, ends):
            more.pop()
            return "".join(reversed(more))
        before = letter(stem - len(more) - 1)
    return "".join(reversed(more)) if before == Letter.START and more[-1] != Letter.LINK else ""


def _opened(page: Page, stem: int, found: list[str]) -> str:
    """The letters back over 与 and 、 to what opens the name of an event: 中国国际模具、制造设备及相关工业 | 展览会.

    暨 joins all that stands before it, unless that is the name of another event.
    """
    letter, more = page.letter, list(found)
    both = page.text(stem - len(found) - 1) == BOTH
    if not both and not OPENED.isdisjoint(found):
        return "".join(reversed(found))
    opener = len(found)
    before = letter(stem - len(more) - 1)
    while len(more) < REACH:
        if before in JOINED:
            more.append(before)
        elif _bracketed(page, stem - len(more) - 1):
            more += [Letter.PLACE] * 3
        else:
            break
        opens = before == Letter.OPENER or (before == Letter.PLACE and opener > len(found))
        if opens or (both and before != Letter.LINK):
            opener = len(more)
        before = letter(stem - len(more) - 1)
    if both and before == Letter.HEAD:
        opener = len(found)
    return "".join(reversed(more[:opener]))


def _start(run: Run, kind: str) -> int | None:
    """The number in `run` of the token at which the name begins; `None` where nothing but the head is left."""
    letters, stem = run.letters, run.stem
    tail = len(letters[:stem].rstrip(TRAILING))  # verbs right before the head are part of the name
    begin = max(letters.rfind(Letter.BODY, 0, stem) + 1, letters.rfind(Letter.PROGRAM, 0, stem) if kind == TOUR else 0)
    governs = Letter.VERB if kind in WHOLE else Letter.VERB + Letter.WEAK
    cut = max(letters.rfind(letter, begin, tail) for letter in governs)
    cut = max(cut, letters.rfind(Letter.WEAK + Letter.PLACE, begin, tail))  # 聚焦 | 美朝峰会
    joined = not JOINTS.isdisjoint(letters)
    if cut >= begin and not run.cue and not joined:
        begin = cut + 1
    if not joined:
        for anchor in ANCHOR.finditer(letters, begin, stem):
            if anchor.end() < stem:
                begin = anchor.start() + len(anchor[0]) - len(anchor[0].lstrip(Letter.ORDINAL))
    leading = LEADING.replace(Letter.WEAK, "") if kind == LAW else LEADING
    while begin < stem and letters[begin] in (Letter.ORDINAL if run.cue and not begin else leading):
        begin += 1
    if kind in NUMBERED and begin < stem:
        number = letters.rfind(Letter.ORDINAL, 0, begin)
        if number >= 0 and not letters[number + 1 : begin].strip(NAMED):
            return number + 1  # 第17届 | IMC国际数学竞赛, 111年 | 春季台南市…比赛
    if begin == stem and kind in EDITIONS and letters[stem - 1 : stem] == Letter.ORDINAL:
        return stem - 1  # 第十五届 | 省运会
    return begin if begin < stem else None


def _is_topic(page: Page, run: Run, begin: int, kind: str) -> bool:
    """Does the article write the name so often that it is about it: 灯会菁华展?"""
    first = run.first + begin
    start = page.tokens.starts[first]
    if run.start - start < 2 or page.letters.is_word(page.shadow[start : run.end]):
        return False
    coined = kind in COINED or (kind == WORK and run.start - start > 3)
    placed = run.letters[begin] == Letter.PLACE and run.start - page.tokens.ends[first] > 1  # not 美国 | 新 | 法案
    own = kind in SHOWN or placed or (coined and page.is_coined(first))
    return own and page.shadow.count(page.shadow[start : run.end]) >= TOPIC


def _is_name(page: Page, run: Run, begin: int, kind: str, need: Need) -> bool:
    """Does what stands before the head single out one program?"""
    skipped, inner = run.letters[:begin], run.letters[begin : run.stem]
    if kind == TOUR and inner[-1] != Letter.PLACE:
        return False
    starts, ends, first = page.tokens.starts, page.tokens.ends, run.first + begin
    own = run.start - starts[first + len(inner)]  # what the token of the head says itself: 指挥 | 系统
    if not need.inner and not own and not inner.strip(OPENING + Letter.GENERIC):
        return False
    content = own + sum(
        ends[first + i] - starts[first + i]
        for i, letter in enumerate(inner)
        if letter in CONTENT or (i > 0 and letter == Letter.OPENER)  # 北京国际 | 电影节
    )
    if kind == CONTEST and inner == Letter.PROGRAM:
        return False  # 东京奥运 | 比赛
    if kind in EDITIONS and len(run.head) > 2 and NTH in (page.text(first)[-1], page.shadow[starts[first] - 1]):
        return True  # 第33届 | 世界大冬会
    if kind in EVENTS and inner == PARTNERS and starts[first + 2] - starts[first] == len(PARTNERS):
        return True  # 美 | 朝 | 峰会
    known = Letter.PROGRAM in inner
    if need.first == "inside":
        opened = known
    elif need.first:
        others = {"program": known, "opener": Letter.ORDINAL in skipped}
        opened = inner[0] in Letter.OPENER + Letter.PLACE or others[need.first]
    else:
        opened = any(x in inner for x in OPENING) or Letter.SPAN in inner[1:] or Letter.ORDINAL in skipped
    if kind == PLAN and inner == Letter.PLACE and run.start - starts[first] >= REGION:
        return True  # 海峡西岸经济区 | 发展规划
    if kind in LISTED and content > 1 and LIST.match(page.shadow, run.end):
        return True  # 市民文化节、农民文化节等文化惠民活动
    enough = (
        need.alone, (run.cue or Letter.WEAK in skipped) and need.cue, opened and need.opened,
        run.done and need.done, need.coined and content >= need.coined and page.is_coined(first) and need.coined,
    )  # fmt: skip
    return any(content >= least for least in enough if least)
