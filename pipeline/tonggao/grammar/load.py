"""Loading: built-in macros, rules and lexicons, a user's folder laid over them, one hash over all."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from tonggao.errors import TableError
from tonggao.grammar.characters import CharacterRule, compile_rule
from tonggao.grammar.tables import Table, overlay, read_table
from tonggao.grammar.tokens import TokenRule, compile_token_rule

HOME = Path(__file__).resolve().parent.parent
TOKEN = ".tokens.toml"


@dataclass(frozen=True)
class Rules:
    """Everything that is data: lexicons by name, macros, character and token rules; `hash` over all of it."""

    tables: Mapping[str, Table]
    macros: Mapping[str, str]
    characters: Mapping[str, list[CharacterRule]]  # by kind
    tokens: Mapping[str, list[TokenRule]]
    hash: str
    made: dict[Any, Any] = field(default_factory=dict)  # engines compiled from these rules, once per process

    def table(self, name: str) -> Table:
        """The lexicon `name`. Raises `TableError` where there is none."""
        if name not in self.tables:
            raise TableError(f"no lexicon {name!r} in {HOME / 'lexicons'}")
        return self.tables[name]

    def once(self, key: Any, make: Any) -> Any:
        """What `make(self)` returned the first time it was asked for under `key`."""
        if key not in self.made:
            self.made[key] = make(self)
        return self.made[key]

    def __hash__(self) -> int:
        return hash(self.hash)


def load_rules(folder: Path | None = None) -> Rules:
    """The rules and lexicons of the package, with those of `folder` added, overriding or switched off.

    Read once a process. Raises `TableError` naming file, row and reason for anything broken in either.
    """
    return _load(folder)


@lru_cache(maxsize=8)
def _load(folder: Path | None) -> Rules:
    if folder is not None and not folder.is_dir():
        raise TableError(f"--rules {folder}: no such folder")
    digest = hashlib.sha256()
    paths = sorted((HOME / "lexicons").glob("*.tsv")), sorted((HOME / "rules").glob("*.toml"))
    extra = (sorted(folder.glob("*.tsv")), sorted(folder.glob("*.toml"))) if folder else ([], [])
    tables: dict[str, Table] = {}
    for path in paths[0] + extra[0]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
        table = read_table(path)
        tables[table.name] = overlay(tables.get(table.name), table)
    rows: dict[str, tuple[Path, dict[str, Any], str]] = {}  # id → file, row, where
    macros: dict[str, str] = {}
    shared: dict[str, str] = {}  # token macros of files without rules
    own: dict[Path, dict[str, str]] = {}  # of each file with rules: two may use one name for different things
    for path in paths[1] + extra[1]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
        content = _read_toml(path)
        macros |= {name: _macro(body, tables, path) for name, body in content.get("macros", {}).items()}
        own[path] = content.get("token_macros", {})
        if "rule" not in content:
            shared |= own[path]
        _collect(rows, content.get("rule", []), path, built_in=path.parent != folder)
    characters: dict[str, list[CharacterRule]] = {}
    tokens: dict[str, list[TokenRule]] = {}
    for path, row, where in rows.values():
        foreign = path.parent == folder
        if path.name.endswith(TOKEN):
            token_rule = compile_token_rule(row, tables, shared | own[path], where, foreign)
            tokens.setdefault(token_rule.kind, []).append(token_rule)
        else:
            rule = compile_rule(row, macros, where, foreign)
            characters.setdefault(rule.kind, []).append(rule)
    return Rules(tables, macros, characters, tokens, digest.hexdigest())


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path}: not TOML: {error}") from error


def _collect(
    rows: dict[str, tuple[Path, dict[str, Any], str]], found: list[dict[str, Any]], path: Path, built_in: bool
) -> None:
    for number, row in enumerate(found, 1):
        where = f"{path}: rule {number}"
        name = row.get("id")
        if not name:
            raise TableError(f"{where}: has no id")
        if row.get("off"):
            if name not in rows:
                raise TableError(f"{where}: switches off {name}, which does not exist")
            del rows[name]
            continue
        if built_in and name in rows:
            raise TableError(f"{where}: the id {name} stands twice")
        rows[name] = (path, row, where)


def _macro(body: str | dict[str, Any], tables: Mapping[str, Table], path: Path) -> str:
    """A macro is a regex, or `{ lexicon = NAME, where = {column = value} }`: the keys, longest first."""
    if isinstance(body, str):
        return body
    name = body.get("lexicon", "")
    if name not in tables:
        raise TableError(f"{path}: macro of an unknown lexicon {name!r}")
    wanted = {k: {v} if isinstance(v, str) else set(v) for k, v in body.get("where", {}).items()}
    keys = [key for key, row in tables[name].rows.items() if all(row.get(c) in v for c, v in wanted.items())]
    if not keys:
        raise TableError(f"{path}: macro of lexicon {name} where {wanted} has no rows")
    return alternation(keys)


def alternation(words: list[str]) -> str:
    """A regex that matches the longest of `words`; words of one character become a class.

    >>> alternation(["亿", "万", "万亿"])
    '万亿|[万亿]'
    """
    ordered = sorted(words, key=lambda w: (-len(w), w))
    long = [re.escape(word) for word in ordered if len(word) > 1]
    short = "".join(re.escape(word) for word in ordered if len(word) == 1)
    return "|".join([*long, f"[{short}]"] if short else long)
