"""The public functions: one article, a corpus, a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tonggao.dataset.collect import Options, Script
from tonggao.dataset.exact import day
from tonggao.errors import ReadError
from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article
from tonggao.result import Extraction

if TYPE_CHECKING:
    from spacy.language import Language

    from tonggao.dataset.frames import Dataset

REGIONS = ("CN", "HK", "TW", "MO")


def article(
    text: str, title: str | None = None, published: str | date | None = None, region: str | None = None,
    **metadata: str | None,
) -> Article:  # fmt: skip
    """An `Article` of checked metadata; a byte order mark is not part of the text.

    `metadata` may hold `doc_id`, `source` and `url`. Raises `ReadError` for a day that is none and for a region other
    than CN, HK, TW and MO.
    """
    if isinstance(published, datetime):
        published = published.date()
    if isinstance(published, date):
        published = published.isoformat()
    if published and day(published) is None:
        raise ReadError(f"published {published!r} is not a day; write it as 2018-10-26")
    if region and region not in REGIONS:
        raise ReadError(f"region {region!r} is none of {', '.join(REGIONS)}")
    known = {name: value or None for name, value in metadata.items() if name != "doc_id"}
    raw = text.removeprefix("\ufeff")
    return Article(raw, metadata.get("doc_id") or "", title or None, published or None, region=region or None, **known)


def extract(
    text: str, title: str | None = None, published: str | date | None = None, region: str | None = None,
    *, rules: str | Path | None = None, script: Script = "hans",
) -> Extraction:  # fmt: skip
    """All that one press release says in numbers: mentions, facts and where they stand.

    `title` is context only; `published` is the day against which 今年 or 5月 is understood, inferred from the text
    where it is not given, as is `region` (CN, HK, TW, MO). `rules` is a folder of rules and lexicons laid over the
    built-in ones; `script` chooses in which script the rows show words. Offsets of all rows are code points,
    half-open, into `text`.

    Raises `ReadError` for metadata that cannot be right, `TableError` for a broken rule.

    >>> result = extract("截至8月底，全省建成5G基站4100余个。", published="2021-09-03", region="CN")
    >>> result.quantities[0].surface, result.quantities[0].bound
    ('4100余个', 'over')
    """
    loaded = load_rules(Path(rules) if rules is not None else None)
    reading = extract_article(article(text, title, published, region), loaded)
    return Extraction(reading, Options(script))


def extract_corpus(
    paths: str | Path | Sequence[str | Path], *, rules: str | Path | None = None, workers: int = 1,
    script: Script = "hans",
) -> Dataset:  # fmt: skip
    """A whole corpus as data frames: a corpus folder, a folder of texts, a text file, or JSONL, CSV, Parquet.

    An article that cannot be read or fails is a row of `.issues`; the others go on. Raises `ReadError` where a path
    does not exist.
    """
    from tonggao.batch.run import run_in_memory
    from tonggao.dataset.datapackage import about
    from tonggao.dataset.frames import Dataset

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    folder = Path(rules) if rules else None
    tables = run_in_memory([Path(p) for p in given], folder, workers, Options(script))
    return Dataset(tables, about(load_rules(folder), script))


def load(*, rules: str | Path | None = None, region: str | None = None, published: str | None = None) -> Language:
    """A spaCy `Language` made of the line's own steps: `nlp(text).spans["quantities"]`, `nlp(text)._.facts`.

    `region` and `published` hold for all texts; metadata of each text goes through `nlp.pipe(…, as_tuples=True)`.
    """
    from tonggao.spacy.language import language

    return language(rules, region, published)
