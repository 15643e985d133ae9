"""Macros: named pieces of patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tonggao.errors import TableError

_MACRO = re.compile(r"\{(?:(?P<group>[a-z_0-9]+):)?(?P<name>[a-z][a-z_0-9]*)\}")


def fill(pattern: str, macros: Mapping[str, str], where: str, depth: int = 0) -> str:
    """The pattern with `{macro}` replaced by the macro's body and `{group:macro}` by a named group of it.

    Raises `TableError` for an unknown macro or one that contains itself.
    """

    def one(match: re.Match[str]) -> str:
        name, group = match["name"], match["group"]
        if name not in macros:
            raise TableError(f"{where}: unknown macro {{{name}}}; known: {', '.join(sorted(macros))}")
        body = fill(macros[name], macros, where, depth + 1)
        return f"(?P<{group}>{body})" if group else f"(?:{body})"

    if depth > 12:
        raise TableError(f"{where}: macros that contain each other: {pattern[:60]}")
    return _MACRO.sub(one, pattern)
