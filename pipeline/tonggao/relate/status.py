"""Done, ongoing or planned: from cue words before the number, and from the period against the reference date."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK, MARKS, Tokens
from tonggao.model import Mention, TimeExpression
from tonggao.relate.opening import OWN, Openings
from tonggao.relate.scopes import Found
from tonggao.relate.view import Pair, View, ends_after
from tonggao.text import cut

ASPECT = "aspect"  # 了, 到: a verb of the same clause is done whatever was planned before it
NOUN = "planned_noun"  # 计划, 目标: a plan where they govern something, not as the end of a name
SUM = "planned_sum"  # 预算: a plan before its amount, not where it names something (一般公共预算收入, 预算改革)
AHEAD = 8  # tokens after the number in which a cue may still speak of it
DEFAULT = "status.default"
ANNOUNCES = ("是", "为", "：", ":")
FRONT = "planned_front"  # 要: a plan before the number, a need behind it (8名市民要送院)
TO = "planned_to"  # 争取: a plan before a date, a preposition or what is to be reached, and not of what was won
ADVICE = "planned_advice"  # 建议: a plan before a verb, not where it is counted or given (建议和意见805条)
WEAK = "done_weak"  # 获得, 同比: done, unless a plan governs it (预计可获得)
TAKES = "planned_verb"  # 将: a plan before a verb; before a noun it only takes an object (将14个网站纳入名单)
TURN = "turn"  # 但, 却: a plan said before it is not that of what follows
NOUNS = (NOUN, SUM, TO, ADVICE)
WISH = "planned_wish"  # 希望: a plan where the one who wishes acts
PLANS = (*NOUNS, FRONT, TAKES, WISH)
OF_WHOM = (FRONT, WISH, ADVICE)  # plans that do not reach a clause with a subject of its own
STATES = ("planned", "done", "ongoing")
OF, DONE = "的", "了"
OBJECTS = ("n", "ns", "nt", "nz", "r", "m")  # parts of speech that an object begins with
GOVERNS = ("v", "p", "d")
OBJECT = 24  # tokens from 将 in which the verb behind its object is looked for
ADVERB = "after_plan"  # 重点, 产生: nouns by the dictionary, but no object of 将
DESCRIBES = 4  # tokens from a cue to the 的 of what it describes
COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Status:
    """`state` done, ongoing or planned; `cue` the words that said so; `modality` possible, negation, rule or empty."""

    state: str
    rule: str
    cue: str = ""
    modality: str = ""


class Cues:
    """The lexicon of cues; a cue counts where it is a word of the text."""

    def __init__(self, rules: Rules, openings: Openings) -> None:
        self._openings = openings
        self._classes = rules.table("cues").column("class")
        self._aspects = frozenset(rules.table("cues").where("class", ASPECT))
        self._view: View | None = None  # the sentence last asked for, and its cues
        self._cues: list[tuple[int, str]] = []
        predicates = rules.table("predicates")
        self._reached_words = frozenset(predicates.where("class", "light") + predicates.where("class", "change"))
        self._verbs = frozenset(predicates.rows)

    def read(
        self, quantity: Mention, view: View, period: Found | None, reference: str | None, clause_end: int
    ) -> Status:
        """The status of the fact that rests on `quantity`: the nearest cue before it in its clause, then a plan begun
        earlier in the sentence, then the period; what no cue and no period puts ahead is done. Cues of a plan count
        up to `clause_end`."""
        number = view.token(quantity.start)
        state, cue, modality, near = self._before(number, view, view.clause(quantity.start))
        if not near:
            later = self._after(number + 1, clause_end, view.tokens)
            state, cue, near = ("planned", later, True) if later else (state, cue, near)
        time = period.mentions[-1].value if period is not None else None
        if isinstance(time, TimeExpression) and ends_after(time, reference) and not (state == "done" and near):
            return Status("planned", "status.period", cue, modality)
        if state == "planned" and not near and self._reached(number, view):
            return Status("done", "status.aspect", "", modality)
        return Status(state or "done", "status.cue" if state else DEFAULT, cue, modality)

    def _before(self, number: int, view: View, clause: Pair) -> tuple[str, str, str, bool]:
        """State, its cue, modality and whether the cue stands in the clause of token `number`, from the cues before
        it, the nearest first."""
        state, cue, modality, near, unsure = "", "", "", False, False
        tokens, segment = view.tokens, view.segment(view.tokens.starts[number])
        for i, found in reversed(self._said(view)):
            if i >= number or (found == TAKES and self._takes_object(tokens, i, number)):
                continue
            if found == FRONT and tokens.texts[i + 1] == MARKS["quantity"]:
                continue  # 渔港要3000万
            if found == TURN:
                break
            here = tokens.starts[i] >= clause[0]
            if not here and found in OF_WHOM and self._openings.of(*clause, view) == OWN:
                continue
            weak, found = found == WEAK, "done" if found == WEAK else "planned" if found in PLANS else found
            if found == "planned" and tokens.texts[i + 1] in self._aspects:
                found = "done"  # 争取到
            if found == "planned" and here and unsure:
                state = ""
            reaches = tokens.starts[i] >= segment or (found == "planned" and self._announces(tokens, i))
            far = not here and found != "ongoing" and reaches and not self._is_attribute(tokens, i, view)
            if found in STATES and not state and (here or far):
                state, cue, near, unsure = found, tokens.texts[i], here, weak
            elif here and found not in (*STATES, ASPECT) and not modality:
                modality = found
            if state and not here:
                break
        return state, cue, modality, near

    def _takes_object(self, tokens: Tokens, number: int, quantity: int) -> bool:
        """True where 将 stands for 把: the amount itself is its object, or a noun is and a verb follows before the
        amount (将144人名单转交, 已将补贴上限调高至11,000元)."""
        if number and self._classes.get(tokens.texts[number - 1]) == "done":
            return True
        if DONE in tokens.texts[number + 1 : quantity]:
            return True  # 将价格线拉到了300元
        if number + 1 == len(tokens.texts):
            return False  # the text breaks off
        after = tokens.texts[number + 1]
        if after in self._verbs or after == MARKS["date"] or self._classes.get(after) == ADVERB:
            return False
        if after in (MARKS["place"], MARKS["organization"], MARKS["person"]):
            return True
        end = min(quantity, number + OBJECT) if number + 1 < quantity else quantity + AHEAD
        tags = [cut.tag(text) for text in tokens.texts[number + 1 : end]]
        unknown = not tags[0] and tags[1:2] != [] and tags[1].startswith(("n", "u"))
        is_object = number + 1 == quantity or tags[0] in OBJECTS or unknown
        return is_object and any(tag.startswith(GOVERNS) for tag in tags[1:])

    def announces(self, view: View) -> bool:
        """True for a sentence that announces what is aimed at (预期目标是：…), in others behind it too."""
        return any(found in PLANS and self._announces(view.tokens, i) for i, found in self._said(view))

    @staticmethod
    def _announces(tokens: Tokens, number: int) -> bool:
        """True for 目标是：…；…；…, a plan for all that follows."""
        return any(text in COLONS for text in tokens.texts[number + 1 : number + 3])

    @staticmethod
    def _is_attribute(tokens: Tokens, number: int, view: View) -> bool:
        """True where a cue only describes a noun of its clause (落实已出台的政策，可减轻负担500亿元)."""
        end = view.token(view.clause(tokens.starts[number])[1])
        return OF in tokens.texts[number + 1 : min(end, number + DESCRIBES)]

    def _said(self, view: View) -> list[tuple[int, str]]:
        """Number and class of the tokens of a sentence that are cues, found once for all its quantities."""
        if view is not self._view:
            tokens, classes = view.tokens, self._classes
            cues = [(i, classes[text]) for i, text in enumerate(tokens.texts) if classes.get(text, ADVERB) != ADVERB]
            self._view = view
            self._cues = [(i, c) for i, c in cues if c not in NOUNS or self._is_verb(tokens, i, c)]
        return self._cues

    def _reached(self, number: int, view: View) -> bool:
        """True where a verb of the quantity's own clause is marked as done: 争取到三亿经费, 发现了."""
        first = view.token(view.clause(view.tokens.starts[number])[0])
        return any(text in self._aspects for text in view.tokens.texts[first:number])

    def _is_verb(self, tokens: Tokens, number: int, cue: str) -> bool:
        """True where 计划, 规划, 目标 governs what follows: before 是, a colon, a verb or a noun."""
        after = tokens.texts[number + 1] if number + 1 < len(tokens.texts) else ""
        if not after:
            return False
        if cue == SUM:
            return after in self._reached_words or after in ANNOUNCES or after == MARKS["quantity"]
        if cue == ADVICE:
            return after.startswith(MARK) or cut.tag(after).startswith(GOVERNS)
        if cue == TO:
            return after in self._reached_words or after == MARKS["date"] or cut.tag(after) == "p"
        if after in ANNOUNCES or self._classes.get(after) == TAKES:
            return True
        tag = cut.tag(tokens.texts[number + 1])
        return tag[:1] not in ("x", "p", "u", "c", "d") and tokens.texts[number + 1] not in ("、", "，", "“", "”")

    def _after(self, number: int, end: int, tokens: Tokens) -> str:
        """The cue of a plan announced behind the number in its clause: 其余43个单位将作非首置单位出售."""
        last = bisect_left(tokens.starts, end)
        for i in range(number, min(number + AHEAD, last)):
            found = self._classes.get(tokens.texts[i])
            if found in ("planned", WISH) or (
                found == TAKES and not self._takes_object(tokens, i, min(last, i + AHEAD))
            ):
                return tokens.texts[i]
        return ""
