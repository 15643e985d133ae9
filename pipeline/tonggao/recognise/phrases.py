"""The noun phrase before an amount, found on a string of one code character a token. The codes: recognise/codes.py."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tonggao.model import Quantity
from tonggao.recognise.codes import SIGNS
from tonggao.recognise.forward import DEEDS, INNER, LONGEST, MASS, NOUN, OPENING, RATIOS, Forward, Span
from tonggao.text.cut import tags

OPENS = re.compile("[rlta_LOpPh]*+[vfwe]l?")  # a clause to its first verb
TELLS = re.compile("[OhP]v")
OBJECT = re.compile("[nTPMwmbgyAOvfuz]{1,8}")
SHARED, NEAR = re.compile("s[vfrbwpAl]*$"), 5
JOINED = re.compile("[kj_]+|(?:[lc_p]|td)+")
BEFORE_DATE, BEFORE_VERB, BEFORE_JOINT = NOUN | frozenset("dy"), NOUN | frozenset("ytbA"), NOUN | frozenset("A")
OPENED_BY = re.compile("[tlaL_]*+([nTPMwmbgyAOvd]*[nTPMw])")
CHANGED = re.compile("[_rl]*+[vwe]?l*c")  # 继续保持了|增长态势


@dataclass(frozen=True, slots=True)
class Backward:
    """What was found before an amount, in tokens: `what`, the `subject` that later growth rates go back to;
    `carries` where nothing stands there and what the sentence has established goes on."""

    what: Span | None = None
    subject: Span | None = None
    carries: bool = False
    otherwise: Span | None = None  # what it applies to where the sentence has established nothing: 产能|要增加600万吨
    changes: bool = False  # a change stands between: 增加73.5亿元


@dataclass(frozen=True, slots=True)
class Phrases(Forward):
    """What stands on both sides of the amounts of one sentence."""

    def joins(self, between: str, first: int, last: int) -> bool:
        """Whether only 、 和, or a change and 到, stands between two amounts."""
        return JOINED.fullmatch(between) is not None

    def listed(self, span: Span) -> Span:
        """The list that a phrase ends (characters): 营收、|净利润 to its first member."""
        number = bisect_left(self.tokens.starts, span[1]) - 1
        return self.tokens.starts[self._left(number, 0, True)], span[1]

    def opening(self, number: int, first: int) -> Span | None:
        """The metric that begins the clause before the one of amount `number`: 发电量|快速回升，同比增长6.5%; also what
        begins it where that clause is of a change without an amount (客车底盘|保持了增长态势，累计销售1.23万辆)."""
        codes, comma = self.codes, self.codes.rfind("x", first, number)
        begin = codes.rfind("x", first, comma) + 1 if comma > first else number
        found = OPENED_BY.match(codes, begin, comma)
        if found is None or "q" in codes[begin:number]:
            return None
        start, end = found.span(1)
        for at in range(start, end):
            if self._is_metric(at) and codes[at + 1] != "d" and (at + 1 == end or self._new(at + 1)):
                return start, at + 1  # 粮食产量|屡创历史新高
        told = CHANGED.match(codes, end, comma) is not None and codes[end - 1] in "nm"
        return (start, end) if told else None

    def backward(self, number: int, first: int, quantity: Quantity) -> Backward:
        """What stands before amount `number` that it applies to."""
        codes, at = self.codes, number - 1
        passed = ""
        while at >= first and (codes[at] in "ly_zgrecst(" or (codes[at] == "b" and passed)):
            if codes[at] == "g" and passed and self.tokens.texts[at] in OPENING:
                return Backward()  # 称“最多可再降20元”
            passed += codes[at]
            at -= 1
        if at > first and self.tokens.texts[at - 1] in self.known.parts.each:
            at -= 2  # 每|小时28元
            while at >= first and codes[at] == "l":
                at -= 1  # 价格|由|每立方米
        ratio = quantity.type in RATIOS
        if "c" in passed and at >= first and codes[at] in NOUN:
            at = self._before_base(at, first)  # 价格|比玉米高
        if at - 1 >= first and self._compound(at):
            return Backward((at - 1, at + 1), (at - 1, at + 1))
        if at < first or codes[at] in "xkjq)tpou":
            return Backward(carries=ratio or not {"e", "l", "c"}.isdisjoint(passed))
        if codes[at] == "d":
            return self._of(at, first, ratio)
        if codes[at] in "vf":
            return self._before_verb(at, first, quantity) if not ratio else self._phrase(at, first, True)
        if codes[at] in "aALOh" or self._is_region(at):
            return Backward(carries=ratio)
        if "s" in passed or ratio:
            return self._phrase(at, first, True)
        return self._noun(at, first, quantity, passed)

    def _before_base(self, at: int, first: int) -> int:
        """The token before 比 and what it is compared with, which ends at token `at`; `at` where there is no 比."""
        than = self._left(at, first, True) - 1
        if than < first or self.tokens.texts[than] not in self.known.parts.than:
            return at
        than -= 1
        while than >= first and self.codes[than] in "lrt_":
            than -= 1
        return than

    def _compound(self, at: int) -> bool:
        """Two words of one character that the dictionary has as one noun: 岁|出."""
        first, last = self.tokens.texts[at - 1], self.tokens.texts[at]
        return len(first) == len(last) == 1 and first not in SIGNS and tags()[first + last][:1] == "n"

    def _of(self, at: int, first: int, ratio: bool) -> Backward:
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
        if ratio and at - 1 >= first and self.codes[at - 1] in NOUN:
            return self._phrase(at - 1, first, False)
        if self.codes[max(first, at - 2) : at] == "lt" and at - 3 >= first and self.codes[at - 3] in NOUN:
            return self._phrase(at - 3, first, False)  # 充足率从|2007年底|的8.4%
        return Backward(carries=ratio)

    def _phrase(self, at: int, first: int, whole: bool) -> Backward:
        """The phrase that ends at token `at`; `whole`: with 的, lists and verbs between nouns, as a subject has."""
        start = self._left(at, first, whole)
        shared = SHARED.search(self.codes[max(first, start - NEAR) : start]) if whole else None
        if shared is not None:  # 占|未脱贫人口比例近70%
            before = start - len(shared[0]) - 1
            while before >= first and self.codes[before] in "l_r":
                before -= 1
            if before >= first and self.codes[before] in NOUN:
                return self._phrase(before, first, True)
            return Backward(carries=True)
        if self.codes[at] in "vf" and start == at:
            alone = self.codes[at] == "f" and (at == first or self.codes[at - 1] in "xkl")
            return Backward((at, at + 1), (at, at + 1)) if alone else Backward(carries=True)  # 出口|增长20.3%
        return Backward((start, at + 1), (start, at + 1))

    def _left(self, at: int, first: int, whole: bool) -> int:
        """Where the phrase that ends at token `at` begins."""
        codes, start, lowest = self.codes, at, max(first, at - LONGEST)
        while start > lowest:
            code = codes[start - 1]
            before = codes[start - 2] if start - 2 >= lowest else "x"
            if code in INNER or self._belongs(start - 1, code, at if start == at else -1):
                start -= 1
            elif (code in "zu" and before in NOUN) or (
                whole and ((code in "kjd" and before in BEFORE_JOINT) or code + before == "dc")
            ):
                start -= 2
            elif whole and ((code == "t" and before in BEFORE_DATE) or (code in "vf" and before in BEFORE_VERB)):
                start -= 1
            else:
                break
        while start < at and (codes[start] in "gkjdz_y" or self._is_region(start)):
            start += 1
        return start

    def _is_region(self, number: int) -> bool:
        """三区三州|地区: says of the place before it that it is an area."""
        if self.tokens.texts[number] not in self.known.parts.region:
            return False
        return self.codes[:number].rstrip("g")[-1:] in ("L", "m")

    def _belongs(self, number: int, code: str, head: int) -> bool:
        """可|支配收入; before the `head` itself 种植|面积, 死亡|病例, 完成|额."""
        word, parts = self.tokens.texts[number], self.known.parts
        if word in parts.able:
            return True
        if head < 0 or code not in "vfe":
            return False
        after = self.tokens.texts[head]
        named = code != "e" and after in self.known.metrics and (len(after) == 1 or word not in self.known.acts)
        return named or word in parts.state or (code == "e" and len(after) == 1)

    def _before_verb(self, at: int, first: int, quantity: Quantity) -> Backward:
        """生猪出栏80万头: the noun before a verb whose object is fronted."""
        tail = at
        if self.codes[at] == "f" and quantity.type == "money":
            while tail >= first and self.codes[tail] in "fl_ry":
                tail -= 1
            return self._phrase(tail, first, True) if tail >= first and self.codes[tail] in NOUN else Backward()
        while tail >= first and self.codes[tail] in "vfwel_" and self.codes[at] == "f":
            tail -= 1  # 轻卡|实现|销售, 住房|基本|建成
        if tail > first and self.tokens.texts[tail] in self.known.parts.intent:
            tail -= 1  # 终端|计划|销售
        if tail == at or tail < first or self.codes[tail] not in NOUN:
            return self._done(at, first, quantity)
        if quantity.unit in self.known.selves and self.codes[tail] not in "P":
            return Backward()
        start = self._left(tail, first, False)
        joined = set(self.codes[tail + 1 : at]).isdisjoint("el")
        return Backward((start, tail + 1), (start, at + 1 if joined else tail + 1))

    def _done(self, at: int, first: int, quantity: Quantity) -> Backward:
        """减少|二氧化碳排放|4800万吨: a verb that is a noun as well, behind what it is done to."""
        word = self.tokens.texts[at]
        noun = at > first and self.codes[at - 1] in NOUN and (tags()[word] in DEEDS or word in self.known.parts.done)
        if quantity.type != "measure" or not noun or self.codes[at] == "f":
            return Backward()
        start = self._left(at - 1, first, False)
        return Backward((start, at + 1), (start, at + 1))

    def _noun(self, at: int, first: int, quantity: Quantity, passed: str) -> Backward:
        """省级重点项目11个; 一产实现增加值16.9亿元, where the bearer stands before 实现."""
        codes, start = self.codes, self._left(at, first, False)
        if start > first and codes[start - 1] in "vwf":
            start = self._object(start, first)
        start = self._behind_verb(start, at, first)
        word = self.known.tails.sub("", self.tokens.texts[at])  # 危房 in 危房改造
        if quantity.unit in self.known.selves and not (
            word.endswith(self.known.parts.person_end)
            or codes[at] == "P"
            or (word.endswith(self.known.parts.head_of) and "l" not in passed)
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
        if quantity.unit_std == MASS and word.endswith(self.known.parts.amount_of):
            return self._substance(start, at)
        return Backward((start, at + 1), (start, at + 1), changes="c" in passed)

    def _behind_verb(self, start: int, at: int, first: int) -> int:
        """Where a phrase begins that a verb opens which is a noun as well: 、|运输|货物, 转化|重大科技成果."""
        codes, texts = self.codes, self.tokens.texts
        begins = codes[start - 1] in "xktL" if start > first else True
        if not begins or start >= at or codes[start] not in "wvf" or texts[at] in self.known.metrics:
            return start
        return start + 1 if texts[start] in self.known.doing or codes[start + 1] == "b" else start

    def _object(self, start: int, first: int) -> int:
        """Where the phrase that ends in `start` and what follows begins, as the object of the verb that opens the
        clause, or a member of a list of objects: 落实|援企稳岗扩就业资金, 、|湿地保护修复工程."""
        codes = self.codes
        begin = max(codes.rfind(code, first, start) for code in "xkq") + 1
        if begin > first and codes[begin - 1] == "k" and "q" in codes[first:begin]:
            return begin if OBJECT.fullmatch(codes, begin, start) else start
        opened = OPENS.match(codes, max(begin, first), start)
        if opened is None:
            return start
        verb = opened.end()
        while verb < start - 1 and codes[verb] in "vf" and self.tokens.texts[verb] in self.known.acts:
            verb += 1  # 组织|开展|培训活动
        for told in TELLS.finditer(codes, verb, start):
            verb = told.end()  # 提请|全国人大|审议|法律议案
        return verb if OBJECT.fullmatch(codes, verb, start) else start

    def _substance(self, start: int, at: int) -> Backward:
        """粮食生产能力达到1.2万亿斤: the amount is of 粮食; 潜力可达9亿吨: of what the sentence spoke of."""
        if len(self.tokens.texts[at]) == 1:  # 利用|量
            end = at - 1
            while end > start and self.codes[end - 1] in "yt":
                end -= 1
            return Backward((start, end if end > start else at + 1), (start, at + 1))
        if start == at and self.tokens.texts[at] in self.known.metrics:
            alone = start > 0 and self.codes[start - 1] in "vfw"  # 处理|能力
            return Backward(carries=True, otherwise=None if alone else (start, at + 1))
        if self.codes[at - 1] == "b":
            return Backward((start, at + 1), (start, at + 1))  # 加工厂|二期|加工能力
        end = at + 1
        while end > start and (
            self.codes[end - 1] in "wvfy" or self.tokens.texts[end - 1].endswith(self.known.parts.amount_of)
        ):
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
        if begin > first and tags()[self.tokens.texts[begin - 1]] == "p":
            return None  # 在疆|完成投资
        return Backward((begin, at + 1), (begin, at + 1))
