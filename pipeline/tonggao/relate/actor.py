"""The acting organization: subject of the clause, carried along until a new subject appears."""

from __future__ import annotations

from collections import Counter

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import MARK
from tonggao.model import Document, Mention, Name
from tonggao.relate.scopes import Carried
from tonggao.relate.view import View, Views
from tonggao.text import cut

ATTRIBUTE = "的"
SOURCE = "source"  # the class of the words behind an organization that only reports: 央视网消息
LEAST = 3  # mentions that an article's main organization has
NOUNS = ("n", "r", "j", "l", "s")  # parts of speech that a subject of its own begins with
PASSED = ("t", "d", "c", "m", "x", "p", "f", "u", "y")  # what may stand before it


class Actors:
    """Which organization acts in which clause. An organization after a preposition (与…, 向…) or before 的 does not;
    one after a passive word (获…补助, 由…) does, for that clause alone."""

    def __init__(self, rules: Rules) -> None:
        self._before = rules.table("subjects").column("class")
        self._reporting = frozenset(rules.table("reporting").rows)

    def main(self, document: Document, views: Views) -> Mention | None:
        """The organization that the article is about, where it is first named: in the first line, at least `LEAST`
        times, and most often of all; `None` where there is none."""
        found = [m for m in views.mentions if m.kind == "organization" and isinstance(m.value, Name)]
        counts = Counter(m.value.name for m in found if isinstance(m.value, Name))
        if not counts:
            return None
        name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        head = next((line.end for line in document.lines if line.paragraph and line.end > line.start), 0)
        first = next(m for m in found if isinstance(m.value, Name) and m.value.name == name)
        return first if count >= LEAST and first.start < head else None

    def read(self, view: View, carried: Carried, asked: set[int]) -> dict[int, tuple[Mention, str]]:
        """Start of each clause that is `asked` for → the acting organization and the scope it was found in; updates
        `carried`."""
        actors: dict[int, tuple[Mention, str]] = {}
        organizations = view.mentions.get("organization", [])
        if not organizations and not asked:
            return actors
        fresh = False
        for start, end in view.sentence.clauses:
            agent = subject = None
            for mention in organizations:
                if start <= mention.start < end:
                    role = self._role(mention, view)
                    agent = mention if role == "agent" else agent
                    subject = mention if role == "subject" and subject is None else subject
            if subject is not None:
                carried.actor, carried.actor_here, fresh = subject, True, True
            here = agent or subject
            if here is not None:
                actors[start] = (here, "clause")
            elif start in asked and carried.actor is not None and (fresh or self._holds(carried, start, end, view)):
                scope = "sentence" if fresh else "paragraph" if carried.actor_here else "article"
                actors[start] = (carried.actor, scope)
        return actors

    def _role(self, mention: Mention, view: View) -> str:
        words = view.document.words
        after = words.texts[words.index(mention.end)] if mention.end < words.starts[-1] else ""
        if after == ATTRIBUTE or self._before.get(after) == SOURCE:
            return ""
        start, end = view.clause(mention.start)
        if mention.start == start:
            return "subject"
        if mention.end >= end - 1:
            return ""  # 超越位居第一的福田汽车，
        before = words.texts[words.index(mention.start - 1)]
        governed = before not in self._reporting and cut.tag(before) == "v" and words.is_edge(mention.start)
        return self._before.get(before, "" if governed else "subject")  # 送立法院审议

    def _holds(self, carried: Carried, start: int, end: int, view: View) -> bool:
        """True where the actor of an earlier sentence still acts: it is the article's own, or the paragraph named it
        and the clause begins without a subject."""
        actor, main = carried.actor, carried.main
        if actor is not None and main is not None and actor.value == main.value:
            return True
        return carried.actor_here and self._begins_with_verb(start, end, view)

    def _begins_with_verb(self, start: int, end: int, view: View) -> bool:
        for text in view.tokens.texts[view.token(start) : view.token(end)]:
            if text.startswith(MARK):
                if text != MARK + "date":
                    return False
                continue
            tag = cut.tag(text)
            if tag.startswith(PASSED):
                continue
            return bool(tag) and not tag.startswith(NOUNS)
        return False
