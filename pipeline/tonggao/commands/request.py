"""What one call of `tonggao extract` asks for, and what it met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from tonggao.corpus.intake import Item, files, items
from tonggao.corpus.store import check
from tonggao.dataset.collect import Options


@dataclass
class Request:
    """One call. `articles` and `troubles` count what was read and what was not, as the input is gone through."""

    paths: tuple[Path, ...]
    given: Mapping[str, str]
    options: Options
    rules: Path | None
    output: Path | None
    formats: tuple[str, ...]
    workers: int
    cache: Path | None
    quiet: bool
    articles: int = 0
    troubles: int = 0
    found: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        check(self.given, "options")
        self.found = files(self.paths)

    @property
    def single(self) -> bool:
        """True where one file was asked for: what cannot be read of it is an error, not a row among others."""
        return len(self.paths) == 1 and self.paths[0].is_file()

    def items(self) -> Iterator[Item]:
        """The input rows in order; each error is told on stderr as it is met."""
        for item in items(self.found, self.given):
            self.articles += item.article is not None
            for notice in item.notices:
                if notice.severity == "error":
                    self.trouble(notice.message)
            yield item

    def trouble(self, message: str) -> None:
        """Count an error and tell it."""
        self.troubles += 1
        click.echo(f"tonggao: {message}", err=True)
