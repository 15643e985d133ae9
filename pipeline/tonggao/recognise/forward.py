"""The noun phrase behind an amount, found on a string of one code character a token. The codes: recognise/codes.py."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonggao.grammar.tokens import MARK, Tokens
from tonggao.model import Quantity
from tonggao.recognise.codes import Vocabulary, is_metric
from tonggao.text.cut import tags

Span = tuple[int, int]
NOUN = frozenset("nTPMwmi")
LONGEST = 14  # tokens of a phrase
RELATIVE = 16  # tokens up to the 的 of a relative clause
PREDICATE = re.compile("l[nTPMwmbjqgy]*[nTPMwm]")  # 超过八成为开放式及一房单位
PASSED = re.compile("(?:[_z]|j(?=z))*+")  # between an amount and its noun: 及以上
METRIC = re.compile("[nTPMwmi][le]$")  # 利用量达到
OPENING = frozenset("“「『")
OPENED = 4  # tokens back to the bracket that an amount closes
DESCRIBED = NOUN | frozenset("vfb")
INNER = NOUN | frozenset("bgyAO")  # what a phrase may hold on the way back to its beginning
AGE, MASS = "a", "kg"
MANY = 10_000  # from which on an amount without a unit counts people: 2.15亿农村人口饮水安全问题
DEEDS = ("vn", "n")  # parts of speech of a verb that may be counted itself
CLAUSE = re.compile("[vfwb]{1,4}[nTPMmd]")  # verbs that describe: 拔尖创新人才
SUBSTANCE = ("kg", "m3")
SIZED = re.compile("l*+y?([nwm]{1,3})?[lcesorv_]*qz*+d")
ACTING = frozenset(["nv", "nw", "nq", "nl", "wq", "wl", "wr"])  # a verb that may be a noun, and what stands behind it
HAN_PAIR = re.compile(f"[{MARK}\u3400-\u9fff]{{2}}")
OWN = re.compile("[lcesr_yt]*q")  # behind a metric: its own amount
RATIOS = ("percent", "points", "multiple", "number")


@dataclass(slots=True)
class _Walk:
    """A phrase being taken: where it begins and its head so far, in tokens."""

    start: int
    head: int = -1


@dataclass(frozen=True, slots=True)
class Forward:
    """What stands behind the amounts of one sentence: its tokens and codes."""

    tokens: Tokens
    codes: str
    known: Vocabulary

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens `first:last`."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def unit_span(self, number: int, unit: str) -> Span:
        """Characters of the unit at the end of the amount `number` (人 in 830万人)."""
        end = self.tokens.ends[number]
        return end - len(unit), end

    def forward(self, number: int, first: int, last: int, quantity: Quantity) -> Span | None:
        """Tokens of the phrase behind amount `number` that it applies to."""
        codes, start = self.codes, number + 1
        bracketed = start < last and codes[start] == ")" and "(" in codes[max(first, number - OPENED) : number]
        if bracketed and quantity.type not in RATIOS:
            start += 1  # 一篮子（共36项）指标
        start = PASSED.match(codes, start, last).end()  # type: ignore[union-attr]
        if start >= last:
            return None
        if quantity.type == "percent" and (found := PREDICATE.match(codes, start, last)) is not None:
            told = codes[found.end() : found.end() + 1] == "x" and self.tokens.texts[start] in self.known.parts.copula
            return (found.end() - 1, found.end()) if told else None
        main = self.tokens.texts[start] in self.known.parts.main and codes[start + 1 : start + 2] in INNER
        at = start + main  # 21个|主要|指标
        if codes[at : at + 1] == "L" and codes[at + 1 : at + 2] in NOUN and quantity.unit_std in SUBSTANCE:
            at += 1  # 64.50万吨|巴西|糖
        if codes[at : at + 1] in ("v", "w") and at + 1 < last and self.tokens.texts[at + 1] in self.known.parts.result:
            return None  # 由1.5元|调整为3元
        de = codes[at : at + 1] == "d"
        if at >= last or (not de and not self._may_begin(codes[at], quantity)):
            return None
        if de and quantity.type == "measure" and quantity.unit != AGE and METRIC.search(codes[first:number]):
            return None  # 年利用量达到150万吨的…规模: the metric stands before
        taken = self._take(at + de, last, quantity, de)
        if taken is None:
            return None
        first_of, end = (start, taken[1]) if taken[0] == at else taken
        if OWN.match(codes, end, last) and self.tokens.texts[end - 1] in self.known.metrics:
            while end - 1 > first_of and self.tokens.texts[end - 1] in self.known.metrics and codes[end - 2] in NOUN:
                end -= 1  # 29件垫付案|预算总计9亿元
        return self._fitted((first_of, end), number, quantity)

    @staticmethod
    def _may_begin(code: str, quantity: Quantity) -> bool:
        """Whether a phrase may follow directly: always behind a count, behind others a noun."""
        if quantity.type == "count":
            return True
        part = quantity.value is not None and quantity.value < 1
        if quantity.type == "number" and (code == "P" or (part and code in NOUN)):
            return True  # 超过3000|网民, 一半|楼价
        near = "nTPMbw" + ("v" if quantity.unit_std in SUBSTANCE else "")
        return code in near and quantity.type not in RATIOS[1:]

    def _fitted(self, taken: Span, number: int, quantity: Quantity) -> Span | None:
        """The phrase as the kind of amount wants it; `None` where it is of another kind."""
        if quantity.type == "measure":
            return self._measured(taken, number, quantity)
        head = self.tokens.texts[taken[1] - 1]
        if quantity.type in RATIOS and (head in self.known.rates or head.endswith(self.known.parts.rate_end)):
            return None  # 每年20%的速度: of what stands before
        if quantity.unit in self.known.selves and self.codes[taken[1] - 1] != "P":
            return None  # 3.4万人申请
        many = not quantity.unit and quantity.value is not None and quantity.value >= MANY
        if quantity.unit in self.known.parts.people or (many and self.codes[taken[1] - 1] not in "PT"):
            return self._people(taken)  # 14亿天主教徒|新领袖
        return taken if quantity.unit in self.known.parts.universal else self._without_affair(*taken)

    def _without_affair(self, start: int, end: int) -> Span:
        """水库 in 7356座水库除险加固: what such a classifier counts, and not what is done to it."""
        texts, parts, last = self.tokens.texts, self.known.parts, end
        if end - 2 > start and texts[end - 1] in parts.works and texts[end - 2] in parts.affair:
            last -= 1  # 水库除险加固|工程, and not 两条输电工程
        while last - 1 > start and texts[last - 1] in parts.affair:
            last -= 1
        while start < last < end and self.codes[last - 1] not in NOUN:
            last -= 1
        return (start, last) if start < last else (start, end)

    def is_clause(self, start: int, end: int) -> bool:
        """True for a verb with its object and another verb: 提请大会|审议."""
        return self.codes[start] in "vf" and end < len(self.codes) and self.codes[end] in "vfw"

    def _people(self, taken: Span) -> Span:
        """扶贫干部 in 4100余名扶贫干部队伍: who is counted, not what they make up."""
        people = [i for i in range(*taken) if self.codes[i] == "P"]
        return (taken[0], people[-1] + 1) if people else taken

    def _measured(self, taken: Span, number: int, quantity: Quantity) -> Span | None:
        """What a measure is of: 市民 in 65岁以上市民健保, 建材 in 年产2000万吨建材生产线."""
        start, end = self._without_affair(*taken)
        if quantity.unit == AGE:
            person = next((i for i in range(start, end) if self.codes[i] == "P"), None)
            return (start, person + 1) if person is not None else None
        produces = number > 0 and self.tokens.texts[number - 1].endswith(self.known.parts.yield_)
        carrier = next((i for i in range(start + 1, end) if self.tokens.texts[i] in self.known.carriers), end)
        end = carrier if produces else end
        while end - 1 > start and (self.codes[end - 1] == "y" or self.tokens.texts[end - 1] in self.known.metrics):
            end -= 1
        return start, end

    def _take(self, start: int, last: int, quantity: Quantity, de: bool = True) -> Span | None:
        """The phrase that begins at `start`, up to its head."""
        relative = self._after_relative(start, last, quantity)
        if relative is not None:
            return relative
        if start < last and self.codes[start] in "le" and self._is_act(start, last) and quantity.unit:
            return start, start + 1  # 四个突破
        walk, limit = _Walk(start), min(last, start + LONGEST)
        for at in range(start, limit):
            if not self._step(walk, at, limit, quantity, de):
                break
        return (self._trim(walk.start, walk.head), walk.head + 1) if walk.head >= 0 else None

    def _step(self, walk: _Walk, at: int, limit: int, quantity: Quantity, de: bool) -> bool:
        """Take token `at` into the phrase; `False` where the phrase has ended before or with it."""
        code, following = self.codes[at], self._next(at + 1, limit)
        if code == "i":
            if walk.head >= 0:
                return False  # 楼宇|拔地而起
            walk.head = walk.head if following == "d" else at  # 素未谋面的善心人
            return True
        if code == "g" and walk.head >= 0 and self.tokens.texts[at] in OPENING:
            return False
        if code in NOUN:
            if walk.head >= 0 and self.tokens.texts[at] in self.known.parts.grant and self._is_metric(walk.head):
                return False  # 三亿经费|补助
            if walk.head >= 0 and (code + following) in ACTING and self._acts(walk.head, at):
                return False  # 500家企业|申请破产
            walk.head = at
            counter = not quantity.unit or quantity.unit in self.known.parts.counter
            return not (code == "T" and counter and following not in "kjd")
        if code in "vf":
            return self._verb(walk, at, limit, quantity)
        if code == "O" and walk.head < 0 and following in "xkjvwl":
            walk.head = at  # 全国政协|担任讲者, 医保定点卫生服务中心、卫生院
            return following not in "vwl"
        if code == "d":
            return self._clause(walk, at, following)
        if code in "kj":
            if walk.head < 0:
                # 大中型和|重点小型水库, and not 0.48万套|、室外光缆
                return at > walk.start and following in ("bnw" if self.codes[at - 1] == "b" else "b")
            return (quantity.type == "count" or (de and code == "j")) and self._list_goes_on(at, limit)
        if code in "uQ":
            if walk.head >= 0 and code == "Q" and following in "xl" and walk.head == at - 1 and self._new(walk.head):
                walk.head = at  # 首置|盘
                return True
            return walk.head >= 0 and following in NOUN
        if code == "b" and walk.head >= 0 and following in "xkj" and tags()[self.tokens.texts[at]][:1] == "b":
            walk.head = at  # 互通式|立交
        if code == "z" and at > walk.start and self.codes[at - 1] == "b":
            return walk.head < 0  # 二级以上医院
        if code == "_":
            return walk.head < 0 or not self._apart(at)
        if code in "rol":  # 不当|党产, 本地|浏览量大的网, 已|开业酒店
            near = NOUN if code == "o" else DESCRIBED
            long = code == "l" or len(self.tokens.texts[at]) > 1
            return walk.head < 0 and long and following in near and (de or code == "o")
        return code in "bgLAyO" or (code in "ta" and at == walk.start)

    def _clause(self, walk: _Walk, at: int, following: str) -> bool:
        """的 behind a clause begins the phrase anew (支撑发展的|战略任务, 任务重的|省份), behind a noun it ends it."""
        verbal = self._is_verb(walk.start)
        if walk.head >= 0 and not verbal and not (self.codes[at - 1] == "b" and following in INNER):
            return False
        if walk.head >= 0 or verbal:
            walk.start, walk.head = at + 1, -1
        return True

    def _is_metric(self, number: int) -> bool:
        return self.codes[number] in "nMw" and is_metric(self.tokens.texts[number], self.known.metrics)

    def _apart(self, at: int) -> bool:
        """Whether a blank parts two headings (火电企业亏损 电价上调); line breaks do not."""
        if at + 1 >= len(self.codes) or "\n" in self.tokens.texts[at]:
            return False
        before, after = self.tokens.texts[at - 1][-1], self.tokens.texts[at + 1][0]
        return HAN_PAIR.fullmatch((before if at - 1 not in self.tokens.mentions else after) + after) is not None

    def _is_verb(self, number: int) -> bool:
        """Whether token `number` is a verb, also where it may describe a noun: 得奖的|学生."""
        return self.codes[number] in "vf" or (self.codes[number] == "w" and tags()[self.tokens.texts[number]] == "v")

    def _verb(self, walk: _Walk, at: int, limit: int, quantity: Quantity) -> bool:
        """A verb that describes goes on (留守儿童), alone it may be the noun itself (三项举措)."""
        codes, following = self.codes, self._next(at + 1, limit)
        if quantity.unit in self.known.selves:
            return False
        if walk.head < 0 and following in "xk" and quantity.unit:
            named = quantity.unit in self.known.parts.universal or tags()[self.tokens.texts[at]] in DEEDS
            walk.head = at if named else -1  # 三项举措, and not 6万票当选
            return False
        if walk.head < 0 and following in NOUN:
            return self.tokens.texts[at] not in self.known.acts or self._compounds(at, limit)  # 10个|出现禽流感
        if walk.head < 0:
            return CLAUSE.match(codes, at, limit) is not None
        if following not in NOUN:
            if quantity.unit in self.known.parts.deed and tags()[self.tokens.texts[at]] in DEEDS:
                walk.head = at  # 三项体育|建设, 36项卡点|攻关
            return False
        texts = self.tokens.texts
        acts = codes[walk.head] in "PT" or texts[walk.head].endswith(self.known.parts.agent_end)  # 88个城市|启动试点
        listed = codes[at - 1] in "kj"  # 理论和实践问题
        if codes[at] == "f" or listed:
            return True
        acts = acts or len(texts[at]) == 1 or texts[at] in self.known.acts
        return not acts and self._compounds(at, limit)  # 概念验证平台

    def _compounds(self, at: int, limit: int) -> bool:
        """Whether a verb after a noun goes on to a head that such compounds have (信息采集点), and is not what the noun
        does (分两个阶段|执行国IV标准)."""
        end = at + 1
        while end < limit and self.codes[end] in INNER:
            end += 1
        last = self.tokens.texts[end - 1]
        return len(last) == 1 or last.endswith(self.known.parts.compound_end)

    def _is_act(self, at: int, last: int) -> bool:
        """Whether token `at`, a verb that is a noun as well, ends the clause: it is what is counted."""
        return self._next(at + 1, last) in "xk" and tags()[self.tokens.texts[at]][:2] == "vn"

    def _acts(self, head: int, at: int) -> bool:
        """Whether people do what token `at` says, a verb that may be a noun as well."""
        return self.codes[head] == "P" and tags()[self.tokens.texts[at]][:1] == "v"

    def _trim(self, start: int, head: int) -> int:
        while start < head and (self.codes[start] in "_d" or self.codes[start : start + 2] == "bd"):
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
        """1800个以个人为基础的申请, 2名从乌兹别克斯坦回国的人员: the noun behind the 的 of the clause."""
        codes = self.codes
        if quantity.type == "count" and (found := SIZED.match(codes, start, last)) is not None:
            named = found[1] is not None and "".join(self.tokens.texts[slice(*found.span(1))])
            if not named or named in self.known.metrics:
                return self._take(found.end(), last, quantity)  # 6家年销售量过千亿元的|采购巨头
        clause = "plvr" if quantity.unit not in self.known.selves else "pl"  # 三条|看似不相关的新闻
        if start >= last or codes[start] not in clause or quantity.type != "count":
            return None
        if codes[start] in "vr" and start + 1 < last and tags()[self.tokens.texts[start + 1]] == "p":
            return None  # 15个预留|给居民
        for at in range(start, min(last, start + RELATIVE)):
            if codes[at] in "xqk":
                return None
            if codes[at] == "d":
                return self._take(at + 1, last, quantity) if at > start + 1 else None
        return None
