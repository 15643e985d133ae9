"""What became of one input: an article that was read, one that failed, or a row that was no article at all."""

from __future__ import annotations

from dataclasses import dataclass

from tonggao.model import Article, Reading


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of an input row; becomes a row of `issues`. `line` is 1-based."""

    code: str
    message: str
    severity: str = "error"
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input row: its article where it could be read, its reading where that went well, and what to know of it."""

    article: Article | None = None
    reading: Reading | None = None
    notices: tuple[Notice, ...] = ()
    copy_of: str | None = None
