"""`add_pipe("tonggao")`: the whole line as one component of somebody else's pipeline, spans aligned by characters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from tonggao.api import article
from tonggao.dataset.mention_rows import TABLES
from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.result import Extraction
from tonggao.spacy.doc import Marked, fill, register

METADATA = ("title", "published", "region")


class Tonggao:
    """Adds `doc.spans`, `doc.ents` and `doc._.facts` to a doc of any tokenizer; the doc's text is the text received.

    A mention whose characters end inside a token takes the whole token. `published`, `region` and `title` may come
    with each text: `nlp.pipe([(text, {"published": "2018-10-26"})], as_tuples=True)`.
    """

    def __init__(self, rules: str | None = None, **given: str | None) -> None:
        register()
        self._rules = load_rules(Path(rules) if rules else None)
        self._given = given

    def __call__(self, doc: Doc) -> Doc:
        """The doc with our spans, entities and facts."""
        read = extract_article(article(doc.text, **(self._given | context(doc))), self._rules)
        rows = Extraction(read).to_dict()
        found = [
            Marked(row["start_char"], row["end_char"], kind, row["mention_id"])
            for kind, table in TABLES.items()
            for row in rows[table]
        ]
        fill(doc, found, rows)
        return doc


def context(doc: Doc) -> dict[str, Any]:
    """The metadata that came with a text through `nlp.pipe(…, as_tuples=True)`; empty where none did."""
    came = getattr(doc, "_context", None)
    return {name: came[name] for name in METADATA if came.get(name)} if isinstance(came, dict) else {}


@Language.factory(
    "tonggao",
    default_config={"rules": None, "region": None, "published": None},
    assigns=["doc.spans", "doc.ents", "doc._.tonggao", "doc._.facts"],
)
def make(nlp: Language, name: str, rules: str | None, region: str | None, published: str | None) -> Tonggao:
    """The component; `rules` is a folder laid over the built-in rules, `region` and `published` hold for all texts."""
    return Tonggao(rules, region=region, published=published)
