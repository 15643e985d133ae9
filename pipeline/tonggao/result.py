"""What `tonggao.extract` hands back: one article's mentions and facts, as rows, JSON, a data frame or a spaCy Doc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tonggao.dataset import article_json
from tonggao.dataset.collect import Columns, Options, collect
from tonggao.dataset.outcome import Outcome
from tonggao.errors import ExportError
from tonggao.model import Reading
from tonggao.schema import tables

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

EXACT = ("value", "low", "high")


class Row(Mapping[str, Any]):
    """One row of a table: `row["value"]` or `row.value`; absent columns are `None`. Amounts are exact `Decimal`s."""

    __slots__ = ("_cells", "_table")

    def __init__(self, table: str, cells: dict[str, Any]) -> None:
        self._table = table
        self._cells = cells

    def __getitem__(self, name: str) -> Any:
        return self._cells[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._cells:
            raise AttributeError(f"a row of {self._table} has no column {name!r}; it has {', '.join(self._cells)}")
        return self._cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._cells]

    def __reduce__(self) -> tuple[Any, ...]:
        return Row, (self._table, self._cells)

    def __repr__(self) -> str:
        hidden = {"sentence_text", "value_exact", "low_exact", "high_exact", "doc_id"}
        shown = (f"{k}={v!s}" for k, v in self._cells.items() if v is not None and k not in hidden)
        return f"<{self._table}: {' '.join(shown)}>"


class Extraction:
    """All that one article yielded.

    `reading` is the end of the line itself: document, mentions, losing candidates, facts. Offsets of every row are
    code points, half-open, into the text as received.
    """

    def __init__(self, reading: Reading, options: Options | None = None) -> None:
        self.reading = reading
        self.options = options or Options()

    @cached_property
    def columns(self) -> Columns:
        """Table → column → cells, for every table of the schema."""
        return collect([Outcome(self.reading.document.article, self.reading)], self.options)

    def rows(self, table: str) -> list[Row]:
        """The rows of one table. Raises `ExportError` for a table that the schema does not have."""
        if table not in self.columns:
            raise ExportError(f"no table {table!r}; there are {', '.join(self.columns)}")
        cells = dict(self.columns[table])
        for name in EXACT:
            if f"{name}_exact" in cells:
                cells[name] = [None if cell is None else Decimal(cell) for cell in cells[f"{name}_exact"]]
        names = list(cells)
        return [Row(table, dict(zip(names, row, strict=True))) for row in zip(*cells.values(), strict=True)]

    @cached_property
    def document(self) -> Row:
        """The row of `documents`: script, region, reference date and where they come from."""
        return self.rows("documents")[0]

    @cached_property
    def quantities(self) -> list[Row]:
        """Every amount, in text order."""
        return self.rows("quantities")

    @cached_property
    def dates(self) -> list[Row]:
        """Every temporal expression, in text order."""
        return self.rows("dates")

    @cached_property
    def places(self) -> list[Row]:
        """Every toponym, in text order; `in_name` tells those inside another name."""
        return self.rows("places")

    @cached_property
    def programs(self) -> list[Row]:
        """Every named initiative, in text order."""
        return self.rows("programs")

    @cached_property
    def organizations(self) -> list[Row]:
        """Every organization, in text order."""
        return self.rows("organizations")

    @cached_property
    def people(self) -> list[Row]:
        """Every person, in text order."""
        return self.rows("people")

    @cached_property
    def facts(self) -> list[Row]:
        """Every fact: a row a number."""
        return self.rows("facts")

    @cached_property
    def repairs(self) -> list[Row]:
        """Every change that makes the working text differ from the text as received."""
        return self.rows("repairs")

    @cached_property
    def issues(self) -> list[Row]:
        """What a person should know of the article."""
        return self.rows("issues")

    @property
    def raw(self) -> str:
        """The text as received, which all offsets point into."""
        return self.reading.document.article.raw

    @property
    def text(self) -> str:
        """The repaired text in the script received."""
        return self.reading.document.text

    def to_json(self) -> str:
        """The article as one line of `articles.jsonl`."""
        return next(article_json.lines(self.columns))

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON objects: lists of mentions and facts, exact numbers as strings."""
        return article_json.articles(self.columns)[0]

    def to_frame(self, table: str = "facts") -> pd.DataFrame:
        """One table as a pandas data frame, by default the facts."""
        from tonggao.dataset.frames import frame
        from tonggao.dataset.tabulate import to_arrow

        if table not in tables():
            raise ExportError(f"no table {table!r}; there are {', '.join(tables())}")
        return frame(table, to_arrow({table: self.columns[table]})[table])

    @cached_property
    def doc(self) -> Doc:
        """The article as a spaCy `Doc`: the repaired text, `doc.spans` by kind, `doc._.facts`."""
        from tonggao.spacy.doc import build_doc

        return build_doc(self)

    def __repr__(self) -> str:
        kinds = ("quantities", "dates", "places", "programs", "organizations", "people", "facts", "repairs", "issues")
        return f"<Extraction {', '.join(f'{len(self.columns[k][_any(k)])} {k}' for k in kinds)}>"


def _any(table: str) -> str:
    return tables()[table].columns[0].name
