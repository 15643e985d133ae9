"""Value functions of the quantity rules beside numeral and unit: ordinals, doublings, halves, degrees of frost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tonggao.model import Quantity
from tonggao.recognise import amounts, numerals


def ordinal(match: re.Match[str], arguments: Mapping[str, Any]) -> Quantity | None:
    """第12届 is 12, of unit 届; `with = { value = 1 }` for 首批."""
    groups = match.groupdict()
    text = groups.get("number") or ""
    found = amounts.read_number(text) if text else numerals.Numeral(Decimal(arguments.get("value", 1)))
    if found is None or found.value is None:
        return None
    return Quantity(
        "ordinal", found.value, unit=groups.get("unit") or "", numeral=text, value_std=found.value, unit_std="1"
    )


def doubling(match: re.Match[str], arguments: Mapping[str, Any]) -> Quantity | None:
    """翻两番 is four times; 翻番 twice."""
    text = match.groupdict().get("number") or ""
    found = amounts.read_number(text) if text else numerals.Numeral(Decimal(1))
    if found is None or found.value is None or not 0 < found.value < 60:
        return None
    value = Decimal(2) ** found.value if isinstance(found.value, Decimal) else None
    return None if value is None else Quantity("multiple", value, unit="x", numeral=text, value_std=value, unit_std="1")


def share(match: re.Match[str], arguments: Mapping[str, Any]) -> Quantity:
    """一半 is a half; `with` names the value, its type and its bound."""
    value = Decimal(arguments["value"])
    kind, bound = arguments.get("type", "number"), arguments.get("bound", "exact")
    factor = Decimal("0.01") if kind == "percent" else Decimal(1)
    return Quantity(
        kind,
        value,
        bound=bound,
        unit=arguments.get("unit", ""),
        numeral=match[0],
        value_std=value * factor,
        unit_std="1",
    )


def frost(match: re.Match[str], arguments: Mapping[str, Any]) -> Quantity | None:
    """零下20摄氏度 is −20 Cel."""
    found = amounts.read_number(match["number"])
    if found is None or found.value is None:
        return None
    value = numerals.multiply(found.value, Decimal(-1))
    return Quantity("measure", value, unit="Cel", numeral=match["number"], value_std=value, unit_std="Cel")


FUNCTIONS: dict[str, Callable[[re.Match[str], Mapping[str, Any]], Quantity | None]] = {
    "doubling": doubling, "frost": frost, "ordinal": ordinal, "share": share,
}  # fmt: skip
