"""The corpus: one text file an article as received, its metadata beside it, both legible in a text editor."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tonggao.dataset.exact import day
from tonggao.dataset.files import write_whole
from tonggao.errors import CorpusError

FIELDS = ("doc_id", "title", "published", "source", "url", "region")
REGIONS = ("CN", "HK", "TW", "MO")
SUFFIX = ".toml"
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Stored:
    """One article of a corpus: its text file and what stands beside it (empty where nothing does)."""

    path: Path
    metadata: Mapping[str, str]


def text_files(folder: Path) -> list[Path]:
    """The articles of a folder, its subfolders included, in the order of their names; hidden ones are left out."""
    found = [p for p in folder.rglob("*.txt") if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    return sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def metadata_of(path: Path) -> dict[str, str]:
    """What stands beside a text file in its `.toml`; empty where there is none.

    Raises `CorpusError` for metadata that is not TOML, has an unknown field, or says what cannot be.
    """
    beside = path.with_suffix(SUFFIX)
    if not beside.is_file():
        return {}
    try:
        content = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{beside}: not TOML in UTF-8: {error}") from error
    found = {name: str(value) for name, value in content.items() if value != ""}
    check(found, str(beside))
    return found


def check(metadata: Mapping[str, str], where: str) -> None:
    """Raise `CorpusError` for a field that articles do not have, a day or region that is none, an id that cannot be."""
    unknown = [name for name in metadata if name not in FIELDS]
    if unknown:
        raise CorpusError(f"{where}: unknown field {', '.join(unknown)}; known: {', '.join(FIELDS)}")
    published, region, doc_id = (metadata.get(name) for name in ("published", "region", "doc_id"))
    if published and day(published) is None:
        raise CorpusError(f"{where}: published {published!r} is not a day; write it as 2018-10-26")
    if region and region not in REGIONS:
        raise CorpusError(f"{where}: region {region!r} is none of {', '.join(REGIONS)}")
    if doc_id and not (doc_id[0].isascii() and doc_id[0].isalpha()):
        raise CorpusError(f"{where}: doc_id {doc_id!r} has to begin with a letter (a to z)")


def add(corpus: Path, name: str, content: bytes, metadata: Mapping[str, str]) -> Path:
    """Store one article under a name made safe for files, the received bytes untouched; its text file is returned.

    Raises `CorpusError` where the corpus already holds that article, or metadata cannot be right.
    """
    check(metadata, name)
    corpus.mkdir(parents=True, exist_ok=True)
    for path in text_files(corpus):
        if metadata_of(path).get("doc_id") == metadata["doc_id"]:
            raise CorpusError(f"{path} already holds {metadata['doc_id']}")
        if path.read_bytes() == content:
            raise CorpusError(f"{path} already holds this article")
    stem = _UNSAFE.sub("-", Path(name).stem).strip("-.") or "article"
    path, number = corpus / f"{stem}.txt", 1
    while path.exists() or path.with_suffix(SUFFIX).exists():
        number += 1
        path = corpus / f"{stem}-{number}.txt"
    write_whole(path.with_suffix(SUFFIX), toml(metadata).encode("utf-8"))
    write_whole(path, content)
    return path


def toml(metadata: Mapping[str, str]) -> str:
    """Metadata as TOML, a field a line in a fixed order, fields that are not known left out.

    >>> print(toml({"title": "网络扶贫", "region": "CN", "url": ""}), end="")
    title = "网络扶贫"
    region = "CN"
    """
    lines = []
    for name in FIELDS:
        if metadata.get(name):
            text = json.dumps(metadata[name], ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{name} = {text}\n")
    return "".join(lines)
