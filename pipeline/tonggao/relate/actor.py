"""The acting organization: subject of the clause, carried along until a new subject appears."""

from __future__ import annotations

from bisect import bisect_left

from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Mention
from tonggao.relate.scopes import Carried
from tonggao.relate.view import View

ATTRIBUTE = "的"


class Actors:
    """Which organization acts in which clause. An organization after a preposition (与…, 向…) or before 的 does not;
    one after a passive word (获…补助, 由…) does, for that clause alone."""

    def __init__(self, rules: Rules) -> None:
        self._before = rules.table("subjects").column("class")

    def read(self, view: View, tokens: Tokens, carried: Carried) -> dict[int, tuple[Mention, str]]:
        """Start of each clause → the acting organization and the scope it was found in; updates `carried`."""
        actors: dict[int, tuple[Mention, str]] = {}
        organizations = view.mentions.get("organization", [])
        fresh = False
        for start, end in view.sentence.clauses:
            agent, named = None, False
            for mention in organizations:
                if not start <= mention.start < end:
                    continue
                role = self._role(mention, tokens)
                if role == "agent":
                    agent = mention
                elif role == "subject" and not named:
                    carried.actor, carried.actor_here, fresh, named = mention, True, True, True
            if agent is not None:
                actors[start] = (agent, "clause")
            elif carried.actor is not None:
                scope = "sentence" if fresh else "paragraph" if carried.actor_here else "article"
                if carried.actor.start >= start and carried.actor.start < end:
                    scope = "clause"
                actors[start] = (carried.actor, scope)
        return actors

    def _role(self, mention: Mention, tokens: Tokens) -> str:
        number = bisect_left(tokens.starts, mention.start)
        if number + 1 < len(tokens.texts) and tokens.texts[number + 1] == ATTRIBUTE:
            return ""
        return self._before.get(tokens.texts[number - 1], "subject") if number else "subject"
