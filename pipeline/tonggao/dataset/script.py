"""The script in which rows show words: Simplified, Traditional, or as the article was written."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tonggao.model import Document

TO_TRADITIONAL = {"TW": "s2tw", "HK": "s2hk", "MO": "s2hk"}  # equal-length configurations only


class Converter:
    """Shows one article in the script asked for.

    `text` is the working text in that script, as long as the shadow; `active` says whether words that come from
    tables and rules, which are Simplified, have to be converted.
    """

    __slots__ = ("_config", "active", "text")

    def __init__(self, script: str, document: Document) -> None:
        traditional = document.script == "hant"
        self._config = TO_TRADITIONAL.get(document.region, "s2t")
        self.active = script == "hant" or (script == "source" and traditional)
        if script == "source" or (script == "hant" and traditional):
            self.text = document.text
        elif script == "hant":
            converted = _converter(self._config)(document.shadow)
            self.text = converted if len(converted) == len(document.shadow) else document.shadow
        else:
            self.text = document.shadow

    def word(self, text: str) -> str:
        """Words that are Simplified, in the script asked for."""
        return str(_converter(self._config)(text)) if self.active else text


@lru_cache(maxsize=8)
def _converter(config: str) -> Any:
    from opencc import OpenCC

    return lru_cache(maxsize=65536)(OpenCC(config).convert)
