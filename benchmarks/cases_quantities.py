"""Quantities against the public suites of other extractors, their conventions mapped onto GOLD.md's.

    TONGGAO_SHARED=../shared python benchmarks/cases_quantities.py [--all] [SUITE …]

A case is right when every expected span and value is found and nothing else is. What is mapped, and why:

* Recognizers' numbers span the numeral alone (ours the unit too): the numeral inside our span is compared. Numbers
  before 年 月 日 点, or inside what we read as a date or an ordinal, count as found; 打 may be read in pieces.
* Its currencies leave out bare amounts (奖池36.57亿). Its percentages know no difference between 个百分点 and %; its
  ranges are open where ours say `over` and `under`, and it takes 以上 for open: only the ends are compared.
  大于100并且小于300 is two bounded numbers with us.
* Its dimensions: the same amount, in whatever unit (六千字节: 6000 bytes); its currencies by ISO code.
* JioNLP's money is parsed from text known to be money: a bare number will do. `blur-` is under or at most, `blur+`
  over or at least; a vague 几十万 runs to ten times the number (ours: over), 十几 to the next ten.
* cn2an and Duckling: the whole text is one numeral.

Prints a Markdown table, then every case that is not right with both readings (`--all`: every case).
`--spans N`: of N rows of FewFC's training file, the share of money, proportions and numbers that a quantity holds.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules
from tonggao.model import Article, Mention, Quantity, Reading

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
OPEN_ABOVE, OPEN_BELOW = ("over", "at_least"), ("under", "at_most")
CURRENCIES = {"元": "CNY", "新台币": "TWD", "美元": "USD", "港元": "HKD", "日元": "JPY", "韩元": "KRW", "欧元": "EUR",
              "英镑": "GBP", "澳元": "AUD", "卢布": "RUB", "泰铢": "THB", "法郎": "FRF"}  # fmt: skip
DIMENSIONS = {"Centimeter": "0.01 m", "Meter": "1 m", "Kilometer": "1000 m", "Kilobit": "1000 bit",
"Kilobyte": "8000 bit",
              "Megahertz": "1000000 Hz", "Hertz": "1 Hz", "Liang": "1/20 kg",
              "Microgram": "1/1000000000 kg"}  # fmt: skip
NUMERAL = re.compile("[0-9一二三四五六七八九十百千万两半]")
TOLERANCE = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Found:
    """One quantity of ours by its place in the text as given."""

    start: int
    end: int
    surface: str
    quantity: Quantity


def read(text: str, region: str | None = None) -> tuple[list[Found], list[tuple[int, int]], Reading]:
    """Quantities in raw offsets, spans of dates and ordinals, and the whole reading."""
    reading = extract_article(Article(text, region=region), load_rules())
    raw = reading.document.origin.raw_span
    found, other = [], []
    for mention in reading.mentions:
        start, end = raw(mention.start, mention.end)
        if isinstance(mention.value, Quantity) and not mention.in_name:
            found.append(Found(start, end, text[start:end], mention.value))
        if mention.kind == "date" or _is_ordinal(mention):
            other.append((start, end))
    return found, other, reading


def _is_ordinal(mention: Mention) -> bool:
    return isinstance(mention.value, Quantity) and mention.value.type == "ordinal"


def same(a: Any, b: Any) -> bool:
    """Numbers equal to nine digits."""
    try:
        one, other = Fraction(a), Fraction(str(b))
    except (ValueError, TypeError):
        return False
    return abs(one - other) <= TOLERANCE * max(1, abs(other))


def values(quantity: Quantity) -> list[Any]:
    """Every number that may stand for the quantity: its value, that in standard units, the numbers of a range."""
    numbers = (quantity.value, quantity.value_std, quantity.low, quantity.high)
    return [number for number in numbers if number is not None]


def numbers(case: dict[str, Any]) -> str | None:
    """Recognizers' numbers, cn2an, Duckling."""
    found, other, _ = read(case["text"])
    wanted = list(case["expected"])
    for item in found:
        match = next((e for e in wanted if e["start"] < item.end and item.start < e["end"]), None)
        if match is not None and any(same(v, match["value"]["value"]) for v in values(item.quantity)):
            wanted.remove(match)
        elif match is not None or item.quantity.type not in ("ordinal", "money", "percent"):
            return f"ours {item.surface} = {item.quantity.value}"
    wanted = [e for e in wanted if not any(s <= e["start"] and e["end"] <= t for s, t in other)]
    wanted = [e for e in wanted if not re.match("[年月日号時时點点分秒]", case["text"][e["end"] :])]
    return f"not found: {wanted[0]['surface']}" if wanted else None


def percents(case: dict[str, Any]) -> str | None:
    found, _, _ = read(case["text"])
    found = [f for f in found if f.quantity.type in ("percent", "points")]
    for item, expected in zip(found, case["expected"], strict=False):
        want = expected["value"]["value"].rstrip("%")
        ranged = item.quantity.high is not None and same(item.quantity.high, want)
        if not ranged and (
            not same(item.quantity.value, want) or (item.start, item.end) != (expected["start"], expected["end"])
        ):
            return f"ours {item.surface} = {item.quantity.value}"
    return None if len(found) == len(case["expected"]) else f"ours {[f.surface for f in found]}"


def money(case: dict[str, Any]) -> str | None:
    found, _, _ = read(case["text"])
    bare = re.compile(r"[0-9.]+[万亿]?")  # a bare amount that is money by its context: they leave it out
    found = [f for f in found if f.quantity.type == "money" and not bare.fullmatch(f.surface)]
    for item, expected in zip(found, case["expected"], strict=False):
        value = expected["value"]
        code = value.get("isoCurrency", "XBT")
        if (item.start, item.end) != (expected["start"], expected["end"]) or item.quantity.unit != code:
            return f"ours {item.surface} {item.quantity.unit}"
        if not any(same(v, str(Decimal(value["value"]))) or _close(v, value["value"]) for v in values(item.quantity)):
            return f"ours {item.surface} = {item.quantity.value}"
    return None if len(found) == len(case["expected"]) else f"ours {[f.surface for f in found]}"


def _close(a: Any, b: str) -> bool:
    return "E" in b and abs(Fraction(a) / Fraction(b) - 1) < Fraction(1, 10**12)


def dimensions(case: dict[str, Any]) -> str | None:
    found, _, _ = read(case["text"])
    found = [f for f in found if f.quantity.type == "measure"]
    for item, expected in zip(found, case["expected"], strict=False):
        factor, _, unit = DIMENSIONS[expected["value"]["unit"]].partition(" ")
        want = Fraction(expected["value"]["value"]) * Fraction(factor)
        if item.quantity.unit_std != unit or not same(item.quantity.value_std, str(want)):
            return f"ours {item.surface} = {item.quantity.value_std} {item.quantity.unit_std}"
        if (item.start, item.end) != (expected["start"], expected["end"]):
            return f"ours {item.surface}"
    return None if len(found) == len(case["expected"]) else f"ours {[f.surface for f in found]}"


def ranges(case: dict[str, Any]) -> str | None:
    """Intervals: two bounded numbers side by side may make one."""
    found, _, _ = read(case["text"])
    found = [
        f for f in found if f.quantity.numeral != "一" or f.quantity.bound != "exact"
    ]  # an indefinite 一个 is no range
    ends = [interval(f.quantity) for f in found]
    if len(ends) == 2 and len(case["expected"]) == 1 and None in ends[0] and None in ends[1]:
        ends = [(ends[0][0] or ends[1][0], ends[0][1] or ends[1][1])]
    for (low, high), expected in zip(ends, case["expected"], strict=False):
        want_low, want_high = expected["value"]["value"][1:-1].split(",")
        if not (same(low, want_low) if want_low else low is None) or not (
            same(high, want_high) if want_high else high is None
        ):
            return f"ours {low} to {high}"
    return None if len(ends) == len(case["expected"]) else f"ours {[f.surface for f in found]}"


def interval(quantity: Quantity) -> tuple[Any, Any]:
    if quantity.low is not None:
        return quantity.low, quantity.high
    more = quantity.bound in OPEN_ABOVE or quantity.numeral[-1:] in ("多", "余")  # 大概有五百多个: about, with us
    low = None if quantity.bound in OPEN_BELOW else quantity.value
    high = None if more else quantity.value
    return low, high


def jionlp(case: dict[str, Any]) -> str | None:
    found, _, _ = read(case["text"])
    value = case["expected"][0]["value"]
    if len(found) != 1:
        found = _joined(found)
    if len(found) != 1:
        return f"ours {[f.surface for f in found]}"
    quantity = found[0].quantity
    if quantity.type == "money" and quantity.unit != CURRENCIES.get(value["case"], value["case"]):
        return f"ours {quantity.unit}"
    if isinstance(value["num"], list):
        low, high = interval(quantity)
        good = same(low, value["num"][0]) and (high is None or same(high, value["num"][1]))
    else:
        good = same(quantity.value, value["num"])
    bounds = {"accurate": ("exact",), "blur-": OPEN_BELOW, "blur+": OPEN_ABOVE}.get(value["definition"])
    return (
        None if good and (bounds is None or quantity.bound in bounds) else f"ours {values(quantity)} {quantity.bound}"
    )


def _joined(found: list[Found]) -> list[Found]:
    """从8500到3万: a change of two amounts with us, one range with them."""
    if len(found) != 2 or found[0].quantity.value is None or found[1].quantity.value is None:
        return found
    low, high = found[0].quantity, found[1].quantity
    return [Found(found[0].start, found[1].end, "", Quantity(high.type, None, low.value, high.value, unit=high.unit))]


SUITES: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "recognizers-number": numbers, "recognizers-percent": percents, "recognizers-currency": money,
    "recognizers-dimension": dimensions, "recognizers-numberrange": ranges, "jionlp-money-parse": jionlp,
    "cn2an-number": numbers, "duckling-number": numbers,
}  # fmt: skip


def cases(suite: str) -> Iterator[dict[str, Any]]:
    """The cases of one suite."""
    with (SHARED / "data" / "cases" / f"{suite}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def spans(count: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """FewFC: money, proportions and numbers that a quantity of ours holds, of how many, and the first not held."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed: list[str] = []
    with (SHARED / "data" / "spans" / "fewfc_train_base.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[:: max(1, len(rows) // count)]:
        wanted = {
            (tuple(m["span"]), m["role"], m["word"])
            for event in row["events"] for m in event["mentions"]
            if m["role"] in ("money", "proportion", "number") and re.search("[0-9一二三四五六七八九十百千万两半]",
            m["word"])
        }  # fmt: skip
        if not wanted:
            continue
        found, _dates, _ = read(row["content"], "CN")
        for (start, end), role, word in sorted(wanted):
            total[role] += 1
            if any(f.start < end and start < f.end and _holds(f, start, end) for f in found):
                right[role] += 1
            else:
                missed.append(f"{role} {word} in {row['content'][max(0, start - 12) : end + 8]}")
    return right, total, missed


def _holds(found: Found, start: int, end: int) -> bool:
    """The two end together but for a unit, and theirs may begin with a bound and the whole that a share is of."""
    return abs(found.end - end) <= 3 and (start - 3 <= found.start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", default=list(SUITES))
    parser.add_argument("--all", action="store_true", help="list every case")
    parser.add_argument("--spans", type=int, default=0, metavar="N", help="check so many rows of FewFC")
    arguments = parser.parse_args()
    listing: list[str] = []
    print("| suite | right | of | share |\n|---|---|---|---|")
    for suite in arguments.suites:
        results = [(case, SUITES[suite](case)) for case in cases(suite)]
        right = sum(reason is None for _, reason in results)
        print(f"| {suite} | {right} | {len(results)} | {right / len(results):.3f} |")
        for case, reason in results:
            if reason is not None or arguments.all:
                wanted = [(e["surface"], e["value"]) for e in case["expected"]]
                listing.append(f"- {case['id']} {case['text']!r}: wanted {wanted}; {reason or 'right'}")
    if arguments.spans:
        right_spans, total, missed = spans(arguments.spans)
        for role in sorted(total):
            print(f"| fewfc {role} | {right_spans[role]} | {total[role]} | {right_spans[role] / total[role]:.3f} |")
        listing += [f"- {line}" for line in missed]
    print("\n" + "\n".join(listing))


if __name__ == "__main__":
    main()
