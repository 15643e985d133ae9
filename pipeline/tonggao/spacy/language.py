"""`tonggao.load()`: a `Language` whose tokenizer and components are the line's own steps.

A component of yours may stand between them: spans that it removes from `doc.spans` are no mentions to the steps after
it, spans that it adds become mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from tonggao import flow
from tonggao.api import article
from tonggao.dataset.mention_rows import TABLES
from tonggao.errors import TonggaoError
from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Kind, Loss, Mention, Name, Person, Place, Reading, Value, in_order
from tonggao.relate import relate
from tonggao.result import Extraction
from tonggao.spacy.component import context
from tonggao.spacy.doc import fill, marked, register, token_doc

STATE = "tonggao_state"
STEPS = ("tonggao_recognise", "tonggao_settle", "tonggao_relate")


@dataclass
class State:
    """What the steps hand on with a doc; the last one takes it away."""

    document: Document
    mentions: list[Mention]
    losses: list[Loss]
    reference: str | None = None
    reference_from: str = ""


class Reader:
    """The tokenizer: a text is repaired, converted and cut; its words are the tokens."""

    def __init__(self, vocab: Vocab, region: str | None = None, published: str | None = None) -> None:
        register()
        self.vocab = vocab
        self._given = {"region": region, "published": published}

    def __call__(self, text: str) -> Doc:
        """The doc of the repaired text, not yet recognised."""
        document = flow.read([article(text, **self._given)])[0]
        doc = token_doc(document, self.vocab)
        doc.user_data[STATE] = State(document, [], [])
        return doc

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the rules belong to the package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Reader:
        """The reader as it is."""
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        """Nothing: the rules belong to the package."""

    def from_disk(self, path: Any, **kwargs: Any) -> Reader:
        """The reader as it is."""
        return self


def state_of(doc: Doc) -> State:
    """What the steps before left. Raises `TonggaoError` for a doc that another tokenizer made."""
    state = doc.user_data.get(STATE)
    if not isinstance(state, State):
        raise TonggaoError("this doc was not read by tonggao.load(); in another pipeline use add_pipe('tonggao')")
    return state


def recognise(doc: Doc, rules: Rules) -> Doc:
    """Find the mentions; tokens are split at their edges."""
    state = state_of(doc)
    came = context(doc)
    if came:
        state.document = flow.read([replace(state.document.article, **came)])[0]
    state.mentions, state.losses = flow.recognise([state.document], rules)[0]
    shown = [m for m in state.mentions if m.kind != "block"]
    _split(doc, sorted({offset for m in shown for offset in (m.start, m.end)}), state.document.shadow)
    fill(doc, marked(state.document, shown), None)
    return doc


def settle(doc: Doc, rules: Rules) -> Doc:
    """Anchor dates, code places, make names canonical, find what is counted."""
    state = state_of(doc)
    mentions = _as_edited(doc, state)
    settled, references = flow.settle([state.document], [mentions], rules)
    state.mentions, (state.reference, state.reference_from) = settled[0], references[0]
    return doc


def relate_facts(doc: Doc, rules: Rules) -> Doc:
    """Join the mentions into facts; `doc._.tonggao` is the whole article from here on."""
    state = state_of(doc)
    mentions = _as_edited(doc, state)
    facts, issues = relate.relate(state.document, mentions, state.reference, rules)
    reading = Reading(
        state.document, tuple(mentions), tuple(state.losses), tuple(facts), state.reference, state.reference_from,
        tuple(issues),
    )  # fmt: skip
    rows = Extraction(reading).to_dict()
    known = {row["mention_id"] for table in TABLES.values() for row in rows[table]}
    fill(doc, [m for m in marked(state.document, mentions) if m.row in known], rows)
    del doc.user_data[STATE]
    return doc


def _split(doc: Doc, cuts: list[int], shadow: str) -> None:
    """Split the tokens that hold one of `cuts` inside."""
    with doc.retokenize() as retokenizer:
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            inside = [cut for cut in cuts if start < cut < end]
            if inside:
                bounds = [start, *inside, end]
                parts = [doc.text[a:b] for a, b in pairwise(bounds)]
                norms = [doc.vocab.strings.add(shadow[a:b]) for a, b in pairwise(bounds)]  # split adds no strings
                heads: list[Any] = [(token, number) for number in range(len(parts))]
                retokenizer.split(token, parts, heads=heads, attrs={"NORM": norms})


def _as_edited(doc: Doc, state: State) -> list[Mention]:
    """The mentions as the spans of the doc stand now: those taken out are gone, those put in are mentions."""
    kinds = {table: kind for kind, table in TABLES.items()}
    present = {(kinds[t], s.start_char, s.end_char) for t in kinds for s in doc.spans.get(t, ())}
    kept = [m for m in state.mentions if m.kind == "block" or (m.kind, m.start, m.end) in present]
    known = {(m.kind, m.start, m.end) for m in kept}
    added = [
        Mention(start, end, kind, "user.span", _value(kind, state.document.shadow[start:end]))
        for kind, start, end in sorted(present - known)
        if kind not in ("quantity", "date")  # without a value of their own they could say nothing
    ]
    return in_order([*kept, *added])


def _value(kind: Kind, text: str) -> Value:
    made: dict[str, Value] = {"place": Place(text), "person": Person(text)}
    return made.get(kind, Name(text))


@Language.factory("tonggao_recognise", default_config={"rules": None}, assigns=["doc.spans", "doc.ents"])
def make_recognise(nlp: Language, name: str, rules: str | None) -> Any:
    """The step that finds mentions."""
    loaded = _loaded(rules)
    return lambda doc: recognise(doc, loaded)


@Language.factory("tonggao_settle", default_config={"rules": None})
def make_settle(nlp: Language, name: str, rules: str | None) -> Any:
    """The step that gives mentions the values that only the whole article gives."""
    loaded = _loaded(rules)
    return lambda doc: settle(doc, loaded)


@Language.factory(
    "tonggao_relate", default_config={"rules": None}, assigns=["doc.spans", "doc._.tonggao", "doc._.facts"]
)
def make_relate(nlp: Language, name: str, rules: str | None) -> Any:
    """The step that joins mentions into facts."""
    loaded = _loaded(rules)
    return lambda doc: relate_facts(doc, loaded)


def _loaded(rules: str | None) -> Rules:
    return load_rules(Path(rules) if rules else None)


@registry.tokenizers("tonggao.Reader.v1")  # type: ignore[untyped-decorator]
def make_reader(region: str | None = None, published: str | None = None) -> Any:
    """What a pipeline's config names as its tokenizer."""
    return lambda nlp: Reader(nlp.vocab, region, published)


def language(rules: str | Path | None = None, region: str | None = None, published: str | None = None) -> Language:
    """The pipeline: read, recognise, settle, relate."""
    tokenizer = {"@tokenizers": "tonggao.Reader.v1", "region": region, "published": published}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    for step in STEPS:
        nlp.add_pipe(step, config={"rules": str(rules) if rules else None})
    return nlp
