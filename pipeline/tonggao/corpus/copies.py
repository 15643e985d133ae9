"""Syndicated copies: articles that say what an earlier article of the same input says, paragraph by paragraph."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from tonggao.dataset.ids import document_id
from tonggao.model import Article

SHORTEST = 20  # letters of a line that tells one article from another: titles, datelines and footers are shorter
SHARE = 0.8  # of an article's telling lines, counted in letters, that one earlier article must have
_NO_LETTERS = re.compile(r"[\W_]+")


class Copies:
    """Remembers the lines of the articles that went by, each with the first article that had it."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}

    def original(self, article: Article) -> str | None:
        """The id of the earlier article that this one copies, `None` where there is none; remembers this one.

        >>> copies, text = Copies(), "国务院扶贫办今日宣布，全国832个贫困县已经全部脱贫摘帽，成绩来之不易。"
        >>> copies.original(Article(text, "a")), copies.original(Article("转载\\n" + text, "b"))
        (None, 'a')
        """
        doc_id = article.doc_id or document_id(article.raw)
        lines = {_digest(line): len(line) for line in _lines(article.raw)}
        shared: Counter[str] = Counter()
        for digest, letters in lines.items():
            known = self._first.setdefault(digest, doc_id)
            if known != doc_id:
                shared[known] += letters
        if not shared:
            return None
        best, letters = min(shared.items(), key=lambda item: (-item[1], item[0]))
        return best if letters >= SHARE * sum(lines.values()) else None


def _lines(text: str) -> list[str]:
    lines = [_NO_LETTERS.sub("", line) for line in text.splitlines()]
    return [line for line in lines if len(line) >= SHORTEST]


def _digest(line: str) -> bytes:
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
