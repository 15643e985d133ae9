"""Noun phrases around an amount, found on a string of one code character a token.

| code | token | code | token |
|---|---|---|---|
| n i | noun, unknown word; phrase | v | verb |
| T P M | noun: territory, person, 总数 | f | verb whose object stands before it |
| w | verb that the dictionary also has as noun | c s e l | change, share, effect, light |
| m L | name, place | q t | amount, date |
| h O | person, organization | | |
| b | adjective, ordinal | a A | anaphor (全市), area (城镇) |
| y | 平均 | u | 上 中 下 |
| d k j | 的, 、, 和 | z | bound behind an amount |
| x ( ) g | punctuation, brackets, quotation mark | r p o _ | adverb, preposition, other, blank |
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Quantity
from tonggao.text.cut import tags

Span = tuple[int, int]
CLASSES = {
    "bound": "z", "light": "l", "effect": "e", "change": "c", "share": "s", "fronted": "f", "noun": "n",
    "territory": "T", "metric_end": "M", "anaphor": "a", "area": "A", "person": "P", "average": "y", "carrier": "n", "company": "n", "action": "v", "rate": "n",
}  # fmt: skip
MENTIONS = {"quantity": "q", "date": "t", "place": "L", "block": "n", "person": "h", "organization": "O"}
SIGNS = (
    dict.fromkeys("、", "k")
    | dict.fromkeys("（(", "(")
    | dict.fromkeys("）)", ")")
    | dict.fromkeys('“”「」『』‘’"', "g")
)
TAGS = {
    "n": "n",
    "j": "n",
    "i": "i",
    "l": "n",
    "s": "n",
    "q": "u",
    "b": "b",
    "a": "b",
    "z": "b",
    "v": "v",
    "d": "r",
    "p": "p",
    "c": "j",
    "e": "n",
}
BLANK = re.compile(r"\s+")
HAN = re.compile("[A-Za-z\u3400-\u9fff·]+[0-9]*")
PERSON_END = re.compile("[人员民生师工众口者户队团班军兵客房]$")
NOUN = frozenset("nTPMwmi")
FUNCTION = re.compile(
    "[有为是在了达超约近均仅已将至到出入给着过上下]$|^[仅均约共将已中被获拟须应能可由与和]"
)  # unknown words that are two: 中有, 仅约
LONGEST = 14  # tokens of a phrase
RELATIVE = 16  # tokens up to the 的 of a relative clause
EACH, ABLE = "每", "可"  # 可支配收入
DE, CONJUNCTIONS, COUNTERS = frozenset("的之"), frozenset(("和", "及", "与", "以及", "暨")), ("个", "")
PREDICATE, COPULAS = re.compile("l[nTPMwmbjqgy]*[nTPMwm]"), ("为", "是", "属")  # 超过八成为开放式及一房单位
JOINED = re.compile("[kj_]+|[lc_p]+")
INNER = NOUN | frozenset("bgyAO")  # what a phrase may hold on the way back to its beginning
BEFORE_DATE, BEFORE_VERB = NOUN | frozenset("dy"), NOUN | frozenset("ytb")
AGE, YIELD, MASS, AMOUNT_OF = "a", "产", "kg", ("量", "能力", "产能", "潜力")
CLAUSE = re.compile("[vfwb]{1,4}[nTPMm]")  # verbs that describe: 拔尖创新人才
RATE = "率"
SUBSTANCE = ("kg", "m3")
HEADS_OF = "数"  # 就业人数15325人; but 受助总人数为412220人 counts 人
PEOPLE = ("名", "位", "人")
RATIOS = ("percent", "points", "multiple", "number")


class Codes(dict[str, str]):
    """Token text → its code, decided once a word."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._classes = {word: CLASSES[name] for word, name in rules.table("counted_words").column("class").items()}

    def __missing__(self, word: str) -> str:
        code = self[word] = self._code(word)
        return code

    def _code(self, word: str) -> str:
        if word.startswith(MARK):
            return MENTIONS.get(word[len(MARK) :], "m")
        if word in self._classes:
            return self._classes[word]
        if word in DE or word in CONJUNCTIONS:
            return "d" if word in DE else "j"
        if word[0] == EACH:
            return "l"
        if word in SIGNS or BLANK.fullmatch(word):
            return SIGNS.get(word, "_")
        tag = tags()[word]
        if not tag and len(word) == 2 and FUNCTION.search(word):
            return "l"
        if not tag or tag in ("eng", "x", "m", "nrfg", "nrt"):
            return (
                "n" if HAN.fullmatch(word) and (len(word) > 1 or word.isascii()) else "x" if not word.isalnum() else "o"
            )
        if tag == "vn":
            return "w"
        if tag == "f":
            return "u"
        return "P" if tag[0] == "n" and PERSON_END.search(word) else TAGS.get(tag[0], "o")

    def encode(self, tokens: Tokens) -> str:
        """One code a token; ordinals are modifiers, 一产 is a noun."""
        codes = list(map(self.__getitem__, tokens.texts))
        for number, mention in tokens.mentions.items():
            if isinstance(mention.value, Quantity) and mention.value.type == "ordinal":
                codes[number] = "n" if mention.rule.endswith("industry") else "b"
        return "".join(codes)


@dataclass(frozen=True, slots=True)
class Backward:
    """What was found before an amount, in tokens: `what`, the `subject` that later growth rates go back to;
    `carries` where nothing stands there and what the sentence has established goes on."""

    what: Span | None = None
    subject: Span | None = None
    carries: bool = False
    changes: bool = False  # a change stands between: 增加73.5亿元


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one sentence: its tokens and codes."""

    tokens: Tokens
    codes: str
    metrics: Collection[str] = ()
    carriers: Collection[str] = ()  # what yields a product: 生产线, 项目
    rates: Collection[str] = ()
    selves: Collection[str] = ()  # units that are counted themselves where no noun is: 人, 省

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens `first:last`."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def unit_span(self, number: int, unit: str) -> Span:
        """Characters of the unit at the end of the amount `number` (人 in 830万人)."""
        end = self.tokens.ends[number]
        return end - len(unit), end

    def joins(self, between: str, first: int, last: int) -> bool:
        """Whether only 、 和, or a change and 到, stands between two amounts."""
        return JOINED.fullmatch(between) is not None

    def forward(self, number: int, first: int, last: int, quantity: Quantity) -> Span | None:
        """Tokens of the phrase behind amount `number` that it applies to."""
        codes, start = self.codes, number + 1
        while start < last and codes[start] in "_z":
            start += 1
        if start >= last:
            return None
        if (
            quantity.type == "percent"
            and (found := PREDICATE.match(codes, start, last)) is not None
            and found.end() < last
        ):
            return (
                (found.end() - 1, found.end())
                if codes[found.end()] == "x" and self.tokens.texts[start] in COPULAS
                else None
            )
        de = codes[start] == "d"
        near = "nTPMbv" if quantity.unit_std in SUBSTANCE else "nTPMb"
        if quantity.type != "count" and not de and (codes[start] not in near or quantity.type in RATIOS[1:]):
            return None
        if (
            de
            and quantity.type == "measure"
            and number - 2 >= first
            and codes[number - 1] in "le"
            and codes[number - 2] in NOUN
        ):
            return None  # 年利用量达到150万吨的…规模: the metric stands before
        taken = self._take(start + de, last, quantity, de)
        if taken is None:
            return None
        if quantity.type == "measure":
            return self._measured(taken, number, quantity)
        head = self.tokens.texts[taken[1] - 1]
        if quantity.type in RATIOS and (head in self.rates or head.endswith(RATE)):
            return None  # 每年20%的速度: of what stands before
        if quantity.unit in self.selves and self.codes[taken[1] - 1] != "P":
            return None  # 3.4万人申请
        return self._people(taken) if quantity.unit in PEOPLE else taken

    def is_clause(self, start: int, end: int) -> bool:
        """True for a verb with its object and another verb: 提请大会|审议."""
        return self.codes[start] in "vf" and end < len(self.codes) and self.codes[end] in "vfw"

    def _people(self, taken: Span) -> Span:
        """扶贫干部 in 4100余名扶贫干部队伍: who is counted, not what they make up."""
        people = [i for i in range(*taken) if self.codes[i] == "P"]
        return (taken[0], people[-1] + 1) if people else taken

    def _measured(self, taken: Span, number: int, quantity: Quantity) -> Span | None:
        """What a measure is of: 市民 in 65岁以上市民健保, 生物质发电 in 1300万千瓦生物质发电装机规模, 建材 in 年产2000万吨建材生产线."""
        start, end = taken
        if quantity.unit == AGE:
            person = next((i for i in range(start, end) if self.codes[i] == "P"), None)
            return (start, person + 1) if person is not None else None
        produces = number > 0 and self.tokens.texts[number - 1].endswith(YIELD)
        while end - 1 > start and (
            self.codes[end - 1] == "y"
            or (text := self.tokens.texts[end - 1]) in self.metrics
            or (produces and text in self.carriers)
        ):
            end -= 1
        return start, end

    def _take(self, start: int, last: int, quantity: Quantity, de: bool = True) -> Span | None:
        """The phrase that begins at `start`, up to its head."""
        codes = self.codes
        head, at, limit = -1, start, min(last, start + LONGEST)
        if start < last and codes[start] in "p":
            return self._after_relative(start, last, quantity)
        while at < limit:
            code = codes[at]
            following = self._next(at + 1, limit)
            if code == "i" and head >= 0:
                break  # 楼宇|拔地而起
            if code == "i" and following == "d":
                pass  # 素未谋面的善心人
            elif code in NOUN:
                head = at
                if code == "T" and quantity.unit in COUNTERS and following not in "kjd":
                    break
            elif code in "vf":
                if head < 0 and following in "xk" and quantity.unit and quantity.unit not in self.selves:
                    head = at  # 三项举措, 两个选择
                    break
                if following not in NOUN and not (head < 0 and (following == "d" or CLAUSE.match(codes, at, limit))):
                    break
                listed = at > start and codes[at - 1] in "kj"  # 理论和实践问题
                if (head >= 0 and code == "v" and not listed) or quantity.unit in self.selves:
                    break
            elif code == "d":
                if head >= 0 and codes[start] not in "vf":
                    break
                if head >= 0:  # a clause: 支撑发展的|战略任务
                    start, head = at + 1, -1
            elif code in "kj":
                if (head < 0 and following != "b") or (
                    head >= 0
                    and not ((quantity.type == "count" or (de and code == "j")) and self._list_goes_on(at, limit))
                ):
                    break
            elif code == "u":
                if head < 0 or (
                    following not in NOUN and not (following in "xl" and head == at - 1 and self._new(head))
                ):
                    break
                head = head if following in NOUN else at
            elif code not in "bgLAyO_" and not (code == "t" and at == start):
                break
            at += 1
        return (self._trim(start, head), head + 1) if head >= 0 else None

    def _trim(self, start: int, head: int) -> int:
        while start < head and self.codes[start] in "_d":
            start += 1
        return start

    def _new(self, number: int) -> bool:
        """Whether the dictionary does not know the token: 首置 in 首置盘."""
        return not tags()[self.tokens.texts[number]]

    def _next(self, at: int, limit: int) -> str:
        while at < limit and self.codes[at] in "_g":
            at += 1
        return self.codes[at] if at < limit else "x"

    def _list_goes_on(self, at: int, limit: int) -> bool:
        """、 or 和 with a noun behind it that has no amount of its own."""
        if self._next(at + 1, limit) not in "nTPbwv":
            return False
        for code in self.codes[at + 1 : limit]:
            if code in "xk":
                return True
            if code in "qlce":
                return False
        return True

    def _after_relative(self, start: int, last: int, quantity: Quantity) -> Span | None:
        """1800个以个人为基础的申请: the noun behind the 的 of the clause."""
        codes = self.codes
        for at in range(start, min(last, start + RELATIVE)):
            if codes[at] in "xqk":
                return None
            if codes[at] == "d":
                return self._take(at + 1, last, quantity)
        return None

    def backward(self, number: int, first: int, quantity: Quantity) -> Backward:
        """What stands before amount `number` that it applies to."""
        codes, at = self.codes, number - 1
        passed = ""
        while at >= first and codes[at] in "ly_zgrecst(":
            passed += codes[at]
            at -= 1
        ratio = quantity.type in RATIOS
        if at - 1 >= first and self._compound(at):
            return Backward((at - 1, at + 1), (at - 1, at + 1))
        if at < first or codes[at] in "xkjq)tpou":
            return Backward(carries=ratio or "e" in passed or "l" in passed)
        if codes[at] == "d":
            return self._of(at, first, passed)
        if codes[at] in "vf":
            return self._before_verb(at, first, quantity) if not ratio else self._phrase(at, first, True)
        if codes[at] in "aALOh":
            return Backward(carries=ratio)
        if "s" in passed or ratio:
            return self._phrase(at, first, True)
        return self._noun(at, first, quantity, passed)

    def _compound(self, at: int) -> bool:
        """Two words of one character that the dictionary has as one noun: 岁|出."""
        first, last = self.tokens.texts[at - 1], self.tokens.texts[at]
        return len(first) == len(last) == 1 and first not in SIGNS and tags()[first + last][:1] == "n"

    def _of(self, at: int, first: int, passed: str) -> Backward:
        """占全市的45.8%: the subject of 占; 财政收入的70%: what stands before 的."""
        share = self.codes.rfind("s", first, at)
        if share >= 0 and "x" not in self.codes[share:at]:
            before = share - 1
            while before >= first and self.codes[before] in "l_r":
                before -= 1
            return (
                self._phrase(before, first, True)
                if before >= first and self.codes[before] in NOUN
                else Backward(carries=True)
            )
        if at - 1 >= first and self.codes[at - 1] in NOUN:
            return self._phrase(at - 1, first, False)
        return Backward(carries=True)

    def _phrase(self, at: int, first: int, whole: bool) -> Backward:
        """The phrase that ends at token `at`; `whole`: with 的, lists and verbs between nouns, as a subject has."""
        start = self._left(at, first, whole)
        if start > first and self.codes[start - 1] == "s" and whole:
            before = start - 2
            while before >= first and self.codes[before] in "l_r":
                before -= 1
            if before >= first and self.codes[before] in NOUN:
                return self._phrase(before, first, True)
            return Backward(carries=True)
        if self.codes[at] in "vf" and start == at:
            return Backward(carries=True)
        return Backward((start, at + 1), (start, at + 1))

    def _left(self, at: int, first: int, whole: bool) -> int:
        """Where the phrase that ends at token `at` begins."""
        codes, start, lowest = self.codes, at, max(first, at - LONGEST)
        while start > lowest:
            code = codes[start - 1]
            before = codes[start - 2] if start - 2 >= lowest else "x"
            if (
                code in INNER
                or self.tokens.texts[start - 1] == ABLE
                or (code in "vf"
                and start == at
                and self.tokens.texts[at] in self.metrics)
            ):
                start -= 1  # 种植|面积
            elif (
                (code in "zu" and before in NOUN) or (whole and ((code in "kjd" and before in NOUN) or code + before == "dc"))
            ):
                start -= 2
            elif whole and ((code == "t" and before in BEFORE_DATE) or (code in "vf" and before in BEFORE_VERB)):
                start -= 1
            else:
                break
        while start < at and codes[start] in "gkjdz_y":
            start += 1
        return start

    def _before_verb(self, at: int, first: int, quantity: Quantity) -> Backward:
        """生猪出栏80万头: the noun before a verb whose object is fronted."""
        tail = at
        if self.codes[at] == "f" and quantity.type == "money":
            while tail >= first and self.codes[tail] in "fl_ry":
                tail -= 1
            return self._phrase(tail, first, True) if tail >= first and self.codes[tail] in NOUN else Backward()
        while tail >= first and self.codes[tail] in "vfw_" and self.codes[at] == "f":
            tail -= 1
        if tail == at or tail < first or self.codes[tail] not in NOUN:
            return Backward()
        if quantity.unit in self.selves and self.codes[tail] not in "P":
            return Backward()
        start = self._left(tail, first, False)
        return Backward((start, tail + 1), (start, at + 1))

    def _noun(self, at: int, first: int, quantity: Quantity, passed: str) -> Backward:
        """省级重点项目11个; 一产实现增加值16.9亿元, where the bearer stands before 实现."""
        codes, start = self.codes, self._left(at, first, False)
        word = self.tokens.texts[at]
        if quantity.unit in self.selves and not (
            PERSON_END.search(word) or codes[at] == "P" or (word.endswith(HEADS_OF) and "l" not in passed)
        ):
            return Backward()
        if codes[at] == "M" and start < at and quantity.type == "count":
            return Backward((start, at), (start, at + 1))
        if quantity.type == "money" and set(codes[start : at + 1]) <= {"w"}:
            return self._bearer(start, first) or Backward(None, (self._left(at, first, True), at + 1))
        if quantity.type in ("money", "measure"):
            bearer = self._bearer(start, first)
            if bearer is not None:
                return bearer
        if quantity.unit_std == MASS and word.endswith(AMOUNT_OF):
            return self._substance(start, at)
        return Backward((start, at + 1), (start, at + 1), changes="c" in passed)

    def _substance(self, start: int, at: int) -> Backward:
        """粮食生产能力达到1.2万亿斤: the amount is of 粮食; 潜力可达9亿吨: of what the sentence spoke of."""
        if len(self.tokens.texts[at]) == 1:
            return Backward((start, at + 1), (start, at + 1))
        if start == at and self.tokens.texts[at] in self.metrics:
            return Backward(carries=True)
        end = at + 1
        while end > start and (self.codes[end - 1] in "wvfy" or self.tokens.texts[end - 1].endswith(AMOUNT_OF)):
            end -= 1
        return Backward((self._left(end - 1, 0, True), end) if end > start else (start, at + 1), (start, at + 1))

    def _bearer(self, start: int, first: int) -> Backward | None:
        """The noun before 实现, 完成: the bearer of the metric behind it."""
        at = start - 1
        while at >= first and self.codes[at] in "l_r":
            at -= 1
        if at < first or self.codes[at] != "e":
            return None
        at -= 1
        while at >= first and self.codes[at] in "l_r":
            at -= 1
        if at < first or self.codes[at] in "xkj":
            return Backward(carries=True) if at >= first and self.codes[at] == "k" else None
        if self.codes[at] not in "nTPw":
            return None
        begin = self._left(at, first, True)
        return Backward((begin, at + 1), (begin, at + 1))
