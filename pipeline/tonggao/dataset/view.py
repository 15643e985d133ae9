"""An article seen from its rows: raw offsets, sentences and slices of one document, each worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tonggao.model import Document, Sentence

NOWHERE = Sentence(0, 0, "body", 0, ())


@dataclass(frozen=True, slots=True)
class View:
    """`text` is the working text in the script asked for; `doc_id` the one that the rows carry."""

    doc_id: str
    document: Document
    text: str
    sentence_starts: list[int]
    sentence_texts: list[str]

    @classmethod
    def of(cls, doc_id: str, document: Document, text: str) -> View:
        """A view of `document` whose rows show `text`, which has the length of the shadow."""
        sentences = document.sentences
        return cls(doc_id, document, text, [s.start for s in sentences], [text[s.start : s.end] for s in sentences])

    def raw_spans(self, spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
        """Working spans as starts and ends into the text as received."""
        origin = self.document.origin
        if origin.starts is None:
            return [start for start, _ in spans], [end for _, end in spans]
        raw = [origin.raw_span(start, end) for start, end in spans]
        return [start for start, _ in raw], [end for _, end in raw]

    def sentence_number(self, offset: int) -> int:
        """1-based number of the sentence that begins last before or at `offset`; 0 before the first."""
        return bisect_right(self.sentence_starts, offset)

    def sentence(self, number: int) -> Sentence:
        """The sentence of a 1-based number; an empty one for 0."""
        return self.document.sentences[number - 1] if number else NOWHERE

    def sentence_text(self, number: int) -> str:
        """Text of a sentence by its 1-based number."""
        return self.sentence_texts[number - 1] if number else ""
