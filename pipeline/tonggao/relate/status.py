"""Done, ongoing or planned: from cue words before the number, and from the period against the reference date."""

from __future__ import annotations

from dataclasses import dataclass

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARKS, Tokens
from tonggao.model import Mention, TimeExpression
from tonggao.relate.scopes import Found
from tonggao.relate.view import View, ends_after
from tonggao.text import cut

ASPECT = "aspect"  # 了, 到: a verb of the same clause is done whatever was planned before it
NOUN = "planned_noun"  # 计划, 目标: a plan where they govern something, not as the end of a name
SUM = "planned_sum"  # 预算: a plan before its amount, not where it names something (一般公共预算收入, 预算改革)
AHEAD = 8  # tokens after the number in which a cue may still speak of it
DEFAULT = "status.default"
ANNOUNCES = ("是", "为", "：", ":")
FRONT = "planned_front"  # 要: a plan before the number, a need behind it (8名市民要送院)
TO = "planned_to"  # 争取: a plan before a date, a preposition or what is to be reached, and not of what was won
WEAK = "done_weak"  # 获得, 同比: done, unless a plan governs it (预计可获得)
NOUNS = (NOUN, SUM, TO)
STATES = ("planned", "done", "ongoing")


@dataclass(frozen=True, slots=True)
class Status:
    """`state` done, ongoing or planned; `cue` the words that said so; `modality` possible, negation, rule or empty."""

    state: str
    rule: str
    cue: str = ""
    modality: str = ""


class Cues:
    """The lexicon of cues; a cue counts where it is a word of the text."""

    def __init__(self, rules: Rules) -> None:
        self._classes = rules.table("cues").column("class")
        self._aspects = frozenset(rules.table("cues").where("class", ASPECT))
        self._view: View | None = None  # the sentence last asked for, and its cues
        self._cues: list[tuple[int, str]] = []
        predicates = rules.table("predicates")
        self._reached_words = frozenset(predicates.where("class", "light") + predicates.where("class", "change"))

    def read(
        self, quantity: Mention, view: View, period: Found | None, reference: str | None, clause_end: int
    ) -> Status:
        """The status of the fact that rests on `quantity`: the nearest cue before it in its clause, then a plan begun
        earlier in the sentence, then the period; what no cue and no period puts ahead is done. Cues of a plan count
        up to `clause_end`."""
        clause_start, _ = view.clause(quantity.start)
        segment = view.segment(quantity.start)
        state, cue, modality, near, unsure = "", "", "", False, False
        tokens, number = view.tokens, view.token(quantity.start)
        for i, found in reversed(self._said(view)):
            if i >= number:
                continue
            here = tokens.starts[i] >= clause_start
            found = "planned" if found in NOUNS or found == FRONT else found
            weak, found = found == WEAK, "done" if found == WEAK else found
            if found == "planned" and tokens.texts[i + 1] in self._aspects:
                found = "done"  # 争取到
            if found == "planned" and here and unsure:
                state = ""
            if found in STATES and not state and (here or (found != "ongoing" and tokens.starts[i] >= segment)):
                state, cue, near, unsure = found, tokens.texts[i], here, weak
            elif here and found not in (*STATES, ASPECT) and not modality:
                modality = found
            if state and not here:
                break
        if not near:
            later = self._after(number + 1, clause_end, tokens)
            state, cue, near = ("planned", later, True) if later else (state, cue, near)
        time = period.mentions[-1].value if period is not None else None
        if isinstance(time, TimeExpression) and ends_after(time, reference) and not (state == "done" and near):
            return Status("planned", "status.period", cue, modality)
        if state == "planned" and not near and self._reached(number, view):
            return Status("done", "status.aspect", "", modality)
        return Status(state or "done", "status.cue" if state else DEFAULT, cue, modality)

    def _said(self, view: View) -> list[tuple[int, str]]:
        """Number and class of the tokens of a sentence that are cues, found once for all its quantities."""
        if view is not self._view:
            tokens, classes = view.tokens, self._classes
            cues = [(i, classes[text]) for i, text in enumerate(tokens.texts) if text in classes]
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
        if cue == TO:
            return after in self._reached_words or after == MARKS["date"] or cut.tag(after) == "p"
        if tokens.texts[number + 1] in ANNOUNCES:
            return True
        tag = cut.tag(tokens.texts[number + 1])
        return tag[:1] not in ("x", "p", "u", "c", "d") and tokens.texts[number + 1] not in ("、", "，", "“", "”")

    def _after(self, number: int, end: int, tokens: Tokens) -> str:
        """The cue of a plan announced behind the number in its clause: 其余43个单位将作非首置单位出售."""
        for i in range(number, min(number + AHEAD, len(tokens.texts))):
            if tokens.starts[i] >= end:
                break
            if self._classes.get(tokens.texts[i]) == "planned":
                return tokens.texts[i]
        return ""
