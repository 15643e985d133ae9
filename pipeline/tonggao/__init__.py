"""Chinese press releases in, a dataset out: every number with what it counts, where, when, and its characters.

>>> import tonggao
>>> result = tonggao.extract("2018年，全省新建公路2.5万公里。", region="CN")
>>> [(q.text, q.value, q.unit) for q in result.quantities]
[('2.5万公里', Decimal('25000'), 'km')]
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` would cost more than the whole package

if TYPE_CHECKING:
    from typing import Any

    from tonggao.api import extract, extract_corpus, load
    from tonggao.dataset.frames import Dataset
    from tonggao.errors import (
        CorpusError,
        ExportError,
        OffsetError,
        ReadError,
        TableError,
        TonggaoError,
    )
    from tonggao.result import Extraction

__version__ = "0.1.0"

_HOMES = {
    "extract": "tonggao.api", "extract_corpus": "tonggao.api", "load": "tonggao.api",
    "Dataset": "tonggao.dataset.frames", "Extraction": "tonggao.result",
    "TonggaoError": "tonggao.errors", "ReadError": "tonggao.errors", "TableError": "tonggao.errors",
    "OffsetError": "tonggao.errors", "CorpusError": "tonggao.errors", "ExportError": "tonggao.errors",
}  # fmt: skip

__all__ = [
    "CorpusError",
    "Dataset",
    "ExportError",
    "Extraction",
    "OffsetError",
    "ReadError",
    "TableError",
    "TonggaoError",
    "__version__",
    "extract",
    "extract_corpus",
    "load",
]


def __getattr__(name: str) -> Any:
    """The public names are loaded when they are first asked for: importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tonggao' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
