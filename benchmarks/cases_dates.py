"""Public test suites of other date extractors, mapped fairly onto GOLD.md's conventions, every disagreement listed.

usage: cases_dates.py [--suite NAME] [--all]      TONGGAO_SHARED names the shared data (default ../shared)

A case agrees where every expected expression is found with its span and value, and nothing else is found. What differs
by convention and not by reading is mapped:
  * a preposition in the expected span (从 自 在 于 =), or 止, 开始 or other words behind it are no difference;
  * an expected stretch inside ours is equal where our `mod` says which part (年底, 上旬, 初), or where ours is a length
    of time that 前 or 后 moves (三年前 is P3Y with BEFORE, and covers that year);
  * an open end, or one at the reference time, is our open end or PRESENT_REF; an end may be exclusive (one day on);
  * parts of the day are compared as parts, not by the hours that a tool gives them;
  * a range may end with the beginning of its last year, month or day (1995 - 1997年 until 1 January 1997);
  * a season is compared by name: some begin it with the month, some with the solar term;
  * a Jewish feast begins on the evening before its day;
  * of two candidate values either may be ours.
Where the conventions contradict each other GOLD.md rules, and the case is listed with the reason (`REASONS`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tonggao.flow import extract_article
from tonggao.model import Article, TimeExpression

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SUITES = ("jionlp-time-parse", "jionlp-time-extract", "recognizers-datetime", "duckling-time", "fstnlu-time-test")
REASONS = Path(__file__).with_name("cases_dates_reasons.tsv")
OUTSIDE = re.compile(r"^(?:从|自从|自|在|于|= ?|預計|约|約)+|(?:止|开始|開始|这样子|，|,|。|\s)+$")
PART = {"TMO": (0, 12), "TMI": (11, 15), "TAF": (11, 19), "TEV": (17, 24), "TNI": (0, 30)}


@dataclass(frozen=True)
class Wanted:
    """An expected value: days from `first` to `last` (`None` open), a length, a set, or an instant of the day."""

    first: date | None = None
    last: date | None = None
    length: str = ""
    clock: str = ""
    nothing: bool = False  # a value that no calendar holds: any is right


def day(text: str) -> date | None:
    """The day of an ISO timestamp, `None` for infinity."""
    return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else None


def before(text: str) -> date | None:
    """The last day of a stretch whose end is exclusive."""
    found = day(text)
    return found - timedelta(days=1) if found and not re.search(r"[T ](?!00:00)\d\d:\d\d", text) else found


def recognizers(value: dict[str, Any]) -> list[Wanted]:
    wanted = []
    for v in value["values"]:
        kind = v["type"]
        if kind in ("set", "duration"):
            wanted.append(Wanted(length=v["timex"]))
        elif kind == "date":
            wanted.append(Wanted(day(v["value"]), day(v["value"]), nothing=v["value"] == "not resolved"))
        elif kind == "datetime":
            wanted.append(Wanted(day(v["value"]), day(v["value"]), clock=v["value"][11:16]))
        elif kind == "time":
            wanted.append(Wanted(clock=v["value"][:5]))
        elif kind == "timerange":
            wanted.append(Wanted(clock=v["start"][:5]))
        else:
            end = v.get("end")
            inclusive = v.get("Mod") == "until" and len(v["timex"]) == 10
            last = None if end is None else day(end) if inclusive else before(end)
            wanted.append(Wanted(day(v["start"]) if "start" in v else None, last))
    return wanted


UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "workday": "D", "hour": "H", "minute": "M", "second": "S"}


def delta(value: dict[str, float]) -> str:
    dates = "".join(f"{v:g}{UNITS[k]}" for k, v in value.items() if k in ("year", "month", "week", "day", "workday"))
    times = "".join(f"{v:g}{UNITS[k]}" for k, v in value.items() if k in ("hour", "minute", "second"))
    return "P" + dates + ("T" + times if times else "")


def jionlp(value: dict[str, Any] | None) -> list[Wanted]:
    if value is None:
        return [Wanted(nothing=True)]
    time = value["time"]
    if value["type"] == "time_delta":
        ends = time if isinstance(time, list) else [time]
        return [Wanted(length="/".join(delta(e) for e in ends if not {"zero", "infinite"} & set(e)))]
    if value["type"] == "time_period":
        return [Wanted(length=delta(time["delta"]))]
    told = time[0][14:16] == time[1][14:16] and time[0][17:19] == "00"  # a time that is said, not that of the reference
    clock = time[0][11:16] if told else ""
    return [Wanted(day(time[0]), day(time[1]), clock=clock if clock != "00:00" else "")]


def duckling(value: dict[str, Any]) -> list[Wanted]:
    found = []
    for v in value.get("values") or [value]:
        if v["type"] == "interval":
            start, end = v.get("from"), v.get("to")
            found.append(Wanted(day(start["value"]) if start else None, before(end["value"]) if end else None))
        else:
            first = day(v["value"])
            assert first is not None
            clock = v["value"][11:16] if v["grain"] in ("hour", "minute", "second") else ""
            found.append(Wanted(first, grain_end(first, v["grain"]), clock=clock))
    return found


def grain_end(first: date, grain: str) -> date:
    """The last day of the grain that begins at `first`."""
    if grain == "week":
        return first + timedelta(days=6)
    if grain in ("month", "quarter", "year"):
        months = {"month": 1, "quarter": 3, "year": 12}[grain]
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        return date(year, month + 1, 1) - timedelta(days=1)
    return first


def fst(value: dict[str, Any]) -> list[Wanted]:
    ends = value["range"]
    first = day(ends[0])
    if len(ends) == 1:
        return [Wanted(first, first, clock=ends[0][11:16])]
    exact = ends[0][11:16] not in ("00:00", "08:00") and ends[1][11:16] != "23:59"
    return [Wanted(first, day(ends[1]), clock=ends[0][11:16] if exact else "")]


READ = {"rt": recognizers, "jio": jionlp, "dk": duckling, "fstnlu": fst}


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the words outside a date by GOLD.md."""
    piece = text[start:end]
    head = re.match(OUTSIDE.pattern.split("|(?:止")[0], piece)
    if head:
        start += head.end()
    tail = re.search(r"(?:止|开始|開始|[，,。\s])+$", text[start:end])
    return start, end - (len(tail[0]) if tail else 0)


def agrees(want: Wanted, got: TimeExpression, today: date) -> bool:
    """True where our value says what `want` says, conventions mapped."""
    if want.nothing:
        return True
    if want.length:
        return same_length(want.length, got.value)
    if want.clock and not clock_agrees(want.clock, got.value):
        return False
    if want.first is None and want.last is None:
        return True
    first = date.fromisoformat(got.start_date) if got.start_date else None
    last = date.fromisoformat(got.end_date) if got.end_date else None
    if within(want, got, first, last) or moved(want, got, first, last, today):
        return True
    right = got.value.partition("/")[2]
    if right and first == want.first and want.last and (want.last + timedelta(days=1)).isoformat().startswith(right):
        return True
    if re.search(r"-(SP|SU|FA|WI)$", got.value) and want.first and first and abs((want.first - first).days) <= 45:
        return True
    if got.calendar == "jewish" and want.first and first and want.first + timedelta(days=1) == first:
        return True
    return same_end(want.first, first, today, 1) and same_end(want.last, last, today, -1)


def same_length(want: str, got: str) -> bool:
    def months(text: str) -> str:
        return {"P0.5Y": "P6M", "P1.5Y": "P18M", "P2.5Y": "P30M", "P3.5Y": "P42M"}.get(text, text)

    return months(want) == months(got)


def clock_agrees(want: str, value: str) -> bool:
    hour = int(want[:2])
    part = re.search(r"T(MO|MI|AF|EV|NI)", value)
    if part:
        low, high = PART[part[0]]
        return low <= hour < high or low <= hour + 24 < high
    found = re.search(r"T(\d\d:\d\d)", value)
    return found is not None and found[1] == want


def within(want: Wanted, got: TimeExpression, first: date | None, last: date | None) -> bool:
    """An expected stretch inside ours, where a mod says that only a part is meant."""
    if got.mod in ("START", "MID", "END", "BEFORE", "AFTER") and want.first and want.last and first and last:
        inside = first <= want.first and want.last <= last + timedelta(days=1)
        return inside or want.first <= first <= last <= want.last
    return False


def moved(want: Wanted, got: TimeExpression, first: date | None, last: date | None, today: date) -> bool:
    """A length of time that 后 or 以来 places: the point it leads to (from there on), the stretch it leads up to."""
    if got.type != "duration" or want.first is None or first is None:
        return False
    if got.mod == "AFTER" and want.last is None:
        return first <= want.first <= (last or first)
    near = abs((want.first - first).days) <= 31  # some tools begin such a stretch with the month, some with the day
    return near and want.last in (today, last)


def same_end(want: date | None, got: date | None, today: date, side: int) -> bool:
    if want is None or got is None or want == today:
        return got in (None, today) or (want is None and got is None) or want == got
    return want == got or want + timedelta(days=side) == got or (want - timedelta(days=side) == got and side < 0)


@dataclass
class Outcome:
    case: dict[str, Any]
    right: bool
    why: str


def judge(case: dict[str, Any]) -> Outcome:
    """Run one case through the whole line and compare."""
    text, reference = case["text"], case["reference_time"]
    published = reference[:10] if reference else None
    today = date.fromisoformat(published) if published else date(2021, 6, 14)
    reading = extract_article(Article(text, published=published, region=case.get("region") or "CN"))
    found = []
    for m in reading.of("date"):
        if isinstance(m.value, TimeExpression):
            found.append((reading.document.origin.raw_span(m.start, m.end), m.value))
    shown = ", ".join(f"{text[s:e]}={v.value}{'/' + v.mod if v.mod else ''}" for (s, e), v in found) or "nothing"
    values = READ[case["id"].split("-")[0]]
    if case.get("values_only"):
        return values_only(case, found, values, today, shown)
    left = list(found)
    for e in case["expected"]:
        span = trimmed(text, e["start"], e["end"])
        match = next((f for f in left if trimmed(text, *f[0]) == span), None)
        if match is None and case.get("whole_text") and len(found) == 1 and len(case["expected"]) == 1:
            match = left[0] if trimmed(text, *left[0][0])[0] == span[0] else None  # words behind it are no date
        if match is None:
            return Outcome(case, False, f"span: {shown}")
        left.remove(match)
        if not any(agrees(w, match[1], today) for w in values(e["value"])):
            return Outcome(case, False, f"value: {shown}")
    return Outcome(case, not left, f"extra: {shown}" if left else "")


def values_only(case: dict[str, Any], found: list[Any], values: Any, today: date, shown: str) -> Outcome:
    """A suite that gives values without spans; lengths and sets are no values in its sense, vague words neither."""
    placed = [v for _, v in found if v.type not in ("set",) and (v.start_date or v.end_date)]
    for e in case["expected"]:
        match = next((v for v in placed if any(agrees(w, v, today) for w in values(e["value"]))), None)
        if match is None:
            return Outcome(case, False, f"value: {shown}")
        placed.remove(match)
    return Outcome(case, not placed, f"extra: {shown}" if placed else "")


def reasons() -> dict[str, str]:
    if not REASONS.exists():
        return {}
    rows = (line.split("\t") for line in REASONS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {row[0]: row[1] for row in rows}


def run(suite: str, everything: bool) -> None:
    path = SHARED / "data" / "cases" / f"{suite}.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    outcomes = [judge(case) for case in cases]
    known = reasons()
    for name, chosen in (("press-style", [o for o in outcomes if o.case["press"]]), ("all", outcomes)):
        right = sum(o.right for o in chosen)
        print(f"{suite:22} {name:12} {right}/{len(chosen)} = {right / max(1, len(chosen)):.3f}")
    negatives = [o for o in outcomes if not o.case["expected"]]
    if negatives:
        print(f"{suite:22} negatives    {sum(not o.right for o in negatives)}/{len(negatives)} with a false value")
    for o in outcomes:
        if not o.right and (everything or o.case["press"]):
            want = [(e["surface"], e["value"] if not e["value"] else e["value"].get("range") or e["value"].get("time")
                     or e["value"].get("values", [e["value"]])[0]) for e in o.case["expected"]]  # fmt: skip
            print(f"  {o.case['id']}  {o.case['text']!r} ({(o.case['reference_time'] or '')[:10]})\n     want {want}\n"
                  f"     {o.why}   [{known.get(o.case['id'], 'no reason given')}]")  # fmt: skip
    wrong = Counter(known.get(o.case["id"], "no reason given") for o in outcomes if not o.right and o.case["press"])
    print("  ", wrong.most_common())


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--suite", choices=SUITES)
    parser.add_argument("--all", action="store_true", help="list the disagreements of chat-style cases too")
    options = parser.parse_args(argv)
    for suite in [options.suite] if options.suite else SUITES:
        run(suite, options.all)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
