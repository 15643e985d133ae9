"""The data package: what stands in a folder of outputs, told to machines (Frictionless) and people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonggao import __version__
from tonggao.grammar.load import Rules
from tonggao.schema import Column, TableSchema, tables

TOLD = ("rules_hash", "gazetteer_vintage", "script")
GAZETTEER_VINTAGE = "2024"  # the year whose units are in force as current
MEDIA = {
    ".csv": "text/csv", ".jsonl": "application/jsonl", ".json": "application/json", ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet", ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def about(rules: Rules, script: str) -> dict[str, Any]:
    """What the data package tells of a run: hash of the rules, vintage of the gazetteer, script of the words."""
    return {"rules_hash": rules.hash, "gazetteer_vintage": GAZETTEER_VINTAGE, "script": script}


@dataclass(frozen=True, slots=True)
class Finished:
    """A file that is complete: its name, SHA-256 and bytes, and whether it begins with a byte order mark."""

    path: Path
    sha256: str
    size: int
    marked: bool = False

    @classmethod
    def of(cls, path: Path, part: Path) -> Finished:
        """The file that stands at `part` and will be called `path`."""
        with part.open("rb") as file:
            marked = file.read(3) == b"\xef\xbb\xbf"
            file.seek(0)
            return cls(path, hashlib.file_digest(file, "sha256").hexdigest(), part.stat().st_size, marked)


def describe(told: Mapping[str, Any], files: Sequence[Finished]) -> bytes:
    """The `datapackage.json` of files: every CSV with its schema, the other files with type, size and hash.

    `told` is what `about` returns.
    """
    resources = []
    beside = {file.path.stem for file in files if file.path.suffix == ".csv"}
    for file in sorted(files, key=lambda f: (f.path.suffix != ".csv", _rank(f.path.stem), f.path.name)):
        path = file.path
        resource: dict[str, Any] = {
            "name": _name(path),
            "path": path.name,
            "mediatype": MEDIA[path.suffix],
            "encoding": "utf-8-sig" if file.marked else "utf-8",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
        }
        resource["type"] = "table" if path.suffix == ".csv" else "file"
        if path.suffix == ".csv":
            resource |= _tabular(tables()[path.stem], beside)
        resources.append(resource)
    package = {
        "profile": "data-package",
        "name": "tonggao",
        "title": "Numbers in Chinese press releases",
        "title_zh": "通稿数字事实数据集",
        "version": __version__,
        **told,
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _rank(stem: str) -> int:
    names = list(tables())
    return names.index(stem) if stem in names else len(names)


def _name(path: Path) -> str:
    return path.stem if path.suffix == ".csv" else path.name


def _tabular(table: TableSchema, beside: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.primary:
        schema["primaryKey"] = [table.primary]
    schema["foreignKeys"] = [
        {"fields": [column], "reference": {"resource": "" if target == table.name else target,
                                           "fields": [tables()[target].primary]}}
        for column, target in table.foreign.items() if target in beside
    ]  # fmt: skip
    if not schema["foreignKeys"]:
        del schema["foreignKeys"]
    return {
        "profile": "tabular-data-resource",
        "title": table.title,
        "title_zh": table.title_zh,
        "description": table.description,
        "description_zh": table.description_zh,
        "format": "csv",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.type == "text" else column.type,
        "title": column.title,
        "title_zh": column.title_zh,
        "description": column.description,
        "description_zh": column.description_zh,
    }
    constraints: dict[str, Any] = {}
    if not column.null:
        constraints["required"] = True
    if column.key == "primary":
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field
