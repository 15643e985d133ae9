"""Who acts: the subject of the clause, an organization or a person, carried along until a new subject appears."""

from __future__ import annotations

from collections import Counter

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARKS
from tonggao.model import Document, Mention, Name, Person
from tonggao.relate.opening import GOES_ON, OWN, TELLS, Openings
from tonggao.relate.scopes import Carried
from tonggao.relate.view import View, Views
from tonggao.text import cut

ATTRIBUTE = "的"
COMMA, IS, THAT_IS = "，", "是", "的是"
SUBJECT = "subject"
SOURCE = "source"  # the class of the words behind an organization that only reports: 央视网消息
GOVERNED = 24  # tokens before a name in which its verb is looked for
LEAST = 3  # mentions that an article's main organization has
PREDICATED = ("v", "d", "p", "t")  # parts of speech behind a subject
NAMED = ("organization", "person")
Actor = tuple[Mention, str]  # and the scope it was found in


class Actors:
    """Who acts in which clause. One after a preposition (与…, 向…) or a verb, or before 的 does not; one after a
    passive word (获…补助, 由…) does, for that clause alone. One who only says something acts where what is said begins
    with a verb; what is said of others has a subject of its own."""

    def __init__(self, rules: Rules, openings: Openings) -> None:
        self._openings = openings
        self._before = rules.table("subjects").column("class")
        self._speech = frozenset(rules.table("reporting").rows)
        self._titles = frozenset(rules.table("titles").rows)

    def main(self, document: Document, views: Views) -> Mention | None:
        """The organization that the article is about, where it is first named: as a subject in the first line, at least
        `LEAST` times, and most often of all; `None` where there is none."""
        found = [m for m in views.mentions if m.kind == "organization" and isinstance(m.value, Name)]
        counts = Counter(m.value.name for m in found if isinstance(m.value, Name))
        if not counts:
            return None
        name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        head = next((line.end for line in document.lines if line.paragraph and line.end > line.start), 0)
        first = next(m for m in found if isinstance(m.value, Name) and m.value.name == name)
        if count < LEAST or first.start >= head:
            return None
        sentence = next((s for s in document.sentences if s.start <= first.start < s.end), None)
        return first if sentence is not None and self._role(first, views.of(sentence)) == SUBJECT else None

    def read(self, view: View, carried: Carried, asked: set[int]) -> dict[int, Actor]:
        """Start of each clause that is `asked` for → who acts in it; updates `carried`. A sentence that begins with
        somebody's words begins a topic of its own."""
        actors: dict[int, Actor] = {}
        named = [m for m in view.own if m.kind in NAMED and isinstance(m.value, Name | Person)]
        if not named and not asked and not carried.actor_here:
            return actors
        fresh, speaks, own, opened, last = False, False, False, False, max(asked, default=view.sentence.start)
        for start, end in view.sentence.clauses:
            agent, subject = self._named([m for m in named if start <= m.start < end], view) if named else (None, None)
            here = agent or subject
            if subject is not None:
                speaks, fresh, own = self._speaks(subject.end, end, view), True, False
                carried.actor, carried.actor_here, opened = subject, True, True
                if speaks and start == view.sentence.start:
                    carried.renew()
            if here is not None:
                if start in asked and (not speaks or self._says_own(here.end, end, view)):
                    actors[start] = (here, "clause")
            elif carried.actor is not None and asked and start <= last:
                begins = self._openings.of(start, end, view)
                first, opened = not opened and begins != "", opened or begins != ""
                if begins == OWN or (begins == TELLS and speaks):
                    own = own or first or not carried.by_main  # and what follows speaks of that
                    if fresh or first:
                        fresh, speaks = False, False
                        carried.end_actor()
                elif start in asked and not own and self._holds(carried, begins, fresh, speaks):
                    earlier = "paragraph" if carried.actor_here else "article"
                    actors[start] = (carried.actor, "sentence" if fresh else earlier)
        if speaks or (carried.actor is not None and isinstance(carried.actor.value, Person)):
            carried.end_actor()
        return actors

    def _named(self, mentions: list[Mention], view: View) -> tuple[Mention | None, Mention | None]:
        """The agent and the subject of a clause among those that it names."""
        agent = subject = None
        for mention in mentions:
            if subject is not None and mention.kind == "person":
                continue
            role = self._role(mention, view)
            agent = mention if role == "agent" else agent
            opens = role == "agent" and mention.start - view.clause(mention.start)[0] == 1  # 由良友会主办的活动，
            subject = mention if subject is None and (role == SUBJECT or opens) else subject
        return agent, subject

    def _role(self, mention: Mention, view: View) -> str:
        words = view.document.words
        after = words.texts[words.index(mention.end)] if mention.end < words.starts[-1] else ""
        if after == ATTRIBUTE or self._before.get(after) == SOURCE:
            return ""
        start, end = view.clause(mention.start)
        if any(amount.end == mention.start for amount in view.mentions.get("quantity", ())):
            return ""  # 320多名俄罗斯政府官员
        if isinstance(mention.value, Person) and not self._takes_verb(mention, view):
            return ""
        if mention.start == start:
            return SUBJECT
        before = words.texts[words.index(mention.start - 1)]
        if before.endswith(THAT_IS) or (before == IS and self._of_which(mention, view)):
            return SUBJECT  # 值得一提的是江淮商用车，
        if mention.end >= end - 1:
            return ""  # 超越位居第一的福田汽车，
        role = self._before.get(before) or self._before.get(view.document.shadow[mention.start - 1])
        if role is not None:
            return role
        return "" if words.is_edge(mention.start) and self._governed(mention, start, view) else SUBJECT

    @staticmethod
    def _of_which(mention: Mention, view: View) -> bool:
        return view.document.shadow.startswith(THAT_IS, mention.start - len(THAT_IS))

    def _takes_verb(self, mention: Mention, view: View) -> bool:
        """True where the name of a person, or the title behind it, has a verb, a date or a comma behind it."""
        words = view.document.words
        number = words.index(mention.end)
        number += words.texts[number : number + 1] != [] and words.texts[number] in self._titles
        after = words.texts[number] if number < len(words) else ""
        if words.texts[number + 1 : number + 2] == [ATTRIBUTE]:
            return False  # 单伟建创办的公司
        if after == COMMA or cut.tag(after).startswith(PREDICATED):
            return True
        return any(date.start == words.starts[number] for date in view.mentions.get("date", ()))

    def _governed(self, mention: Mention, start: int, view: View) -> bool:
        """True for the object of a verb before it: 送立法院审议, 拓展中东、东盟等市场; not 成立于2003年的华山基金会."""
        words = view.document.words
        number = words.index(mention.start)
        before = words.texts[max(words.index(start), number - GOVERNED) : number]
        for text in reversed(before):
            if text == ATTRIBUTE or text in self._speech:
                return False
            if cut.tag(text) == "v":
                return True
        return False

    def _speaks(self, start: int, end: int, view: View) -> bool:
        """True where a word of saying stands in `start:end`."""
        words = view.document.words
        return not self._speech.isdisjoint(words.texts[words.index(start) : words.index(end)])

    def _says_own(self, start: int, end: int, view: View) -> bool:
        """True where what is said from `start` begins with a verb, or nothing is said before the first amount
        (行政院宣布拨款880亿元, not 统计局公布粗钢产量900万吨)."""
        tokens, first, last = view.tokens, view.token(start), view.token(end)
        amounts = [i for i in range(first, last) if tokens.texts[i] == MARKS["quantity"]]
        said = [i for i in range(first, amounts[-1] if amounts else last) if tokens.texts[i] in self._speech]
        if not said or tokens.texts[said[-1] + 1 :][:1] == [MARKS["quantity"]]:
            return True
        return self._openings.of(tokens.ends[said[-1]], end, view) == GOES_ON

    def _holds(self, carried: Carried, begins: str, fresh: bool, speaks: bool) -> bool:
        """True where the actor named before still acts in a clause that begins so: in the same sentence before a verb
        or a metric of its own, the article's own likewise, any that the paragraph named before a verb."""
        if speaks and carried.actor is not None and isinstance(carried.actor.value, Person):
            return False
        if fresh:
            return begins == GOES_ON or (begins == TELLS and not speaks)
        return begins in (GOES_ON, TELLS) if carried.by_main else carried.actor_here and begins == GOES_ON
