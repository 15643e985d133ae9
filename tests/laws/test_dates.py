"""Laws of dates: every day in every written form, both scripts alike, floors of the suites, inferred years, cost."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from opencc import OpenCC

from recognise.dating import dates, placed, reading
from tonggao.model import TimeExpression

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", ROOT.parent / "shared"))
pytestmark = pytest.mark.laws

DIGITS = "〇一二三四五六七八九"
MOONS = ["正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"]
TENS = ("初", "十", "廿")


def han(number: int) -> str:
    """12 → 十二, 25 → 二十五."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def spelt(year: int, zero: str = "〇") -> str:
    return "".join(DIGITS[int(d)] for d in str(year)).replace("〇", zero)


FORMS: dict[str, Callable[[date], str]] = {
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "年月号": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "padded": lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    "ISO": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "points": lambda d: f"{d.year}.{d.month}.{d.day}",
    "Han": lambda d: f"{spelt(d.year)}年{han(d.month)}月{han(d.day)}日",
    "Han with circles": lambda d: f"{spelt(d.year, '○')}年{han(d.month)}月{han(d.day)}日",
    "Han with 零": lambda d: f"{spelt(d.year, '零')}年{han(d.month)}月{han(d.day)}日",
    "morning": lambda d: f"{d.year}年{d.month}月{d.day}日上午",
}
def republic(year: int) -> str:
    """The year of the Republic in words: 七十八, 一〇七."""
    return han(year) if year < 100 else spelt(year)


REPUBLIC: dict[str, Callable[[date], str]] = {
    "民国": lambda d: f"民国{d.year - 1911}年{d.month}月{d.day}日",
    "民国 in Han": lambda d: f"民国{republic(d.year - 1911)}年{d.month}月{d.day}日",
}


def days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def broken(forms: dict[str, Callable[[date], str]], first: date, last: date, region: str) -> list[tuple[str, str, str]]:
    """Days that did not come back, all forms of a year in one text."""
    found = []
    for year in range(first.year, last.year + 1):
        here = list(days(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))))
        for name, form in forms.items():
            written = [form(day) for day in here]
            got = placed("\n".join(written), "2018-10-26", region)
            for text, day, (surface, value) in zip(written, here, got, strict=True):
                same = surface.replace("○", "〇") == text.replace("○", "〇")
                if not same or value.removesuffix("TMO") != day.isoformat():
                    found.append((name, text, f"{surface}={value}"))
    return found


@pytest.mark.parametrize("name", FORMS)
def test_every_day_from_1900_to_2100_comes_back_from_every_form(name: str) -> None:
    assert broken({name: FORMS[name]}, date(1900, 1, 1), date(2100, 12, 31), "CN")[:5] == []


@pytest.mark.parametrize("name", REPUBLIC)
def test_every_day_of_the_republic_comes_back(name: str) -> None:
    assert broken({name: REPUBLIC[name]}, date(1912, 1, 1), date(2100, 12, 31), "TW")[:5] == []


def test_every_day_comes_back_bare_from_the_day_itself() -> None:
    wrong = []
    for day in days(date(1990, 1, 1), date(2030, 12, 31)):
        text = f"{day.month}月{day.day}日\n{day.day}日上午\n今({day.day})日\n今天"
        values = [value for _, value in placed(text, day.isoformat(), "TW")]
        if values != [day.isoformat(), f"{day.isoformat()}TMO", day.isoformat(), day.isoformat()]:
            wrong.append((text, values))
    assert wrong[:3] == []


def test_every_lunar_day_comes_back_as_lunar_python_has_it() -> None:
    lunar_python = pytest.importorskip("lunar_python")
    wrong = []
    for year in range(1901, 2100):
        rows = []
        for month in range(1, 13):
            for day in (1, 10, 15, 20, 29):
                name = {10: "初十", 20: "二十"}.get(day, TENS[day // 10] + DIGITS[day % 10])
                solar = lunar_python.Lunar.fromYmd(year, month, day).getSolar()
                iso = date(solar.getYear(), solar.getMonth(), solar.getDay()).isoformat()
                rows.append((f"农历{year}年{MOONS[month - 1]}{name}", iso))
        got = placed("\n".join(text for text, _ in rows), "2018-10-26")
        wrong += [(t, w, g) for (t, w), g in zip(rows, got, strict=True) if g != (t, w)]
    assert wrong[:5] == []


def releases(every: int, source: str = "releases") -> list[dict[str, str]]:
    with gzip.open(SHARED / "data" / "prose" / f"{source}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for number, line in enumerate(file) if number % every == 0]


def test_both_scripts_give_the_same_values() -> None:
    traditional = OpenCC("s2t").convert
    differing = []
    for row in releases(150, "hans"):
        simple = dates(row["text"], row["published"])
        other = dates(traditional(row["text"]), row["published"])
        if [v for _, v in simple] != [v for _, v in other]:
            differing.append((row["id"], sorted(set(simple) ^ set(other))[:4]))
    assert differing == []


def test_values_parse_and_their_days_are_ordered() -> None:
    for row in releases(60):
        for mention in reading(row["text"], row.get("published"), row.get("region") or "CN").of("date"):
            value = mention.value
            assert isinstance(value, TimeExpression)
            assert value.type in ("date", "time", "duration", "set", "interval"), (row["id"], value)
            if value.start_date and value.end_date:
                assert date.fromisoformat(value.start_date) <= date.fromisoformat(value.end_date), (row["id"], value)


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_dates", ROOT / "benchmarks" / "cases_dates.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("suite", "floor"),
    [("jionlp-time-parse", 0.92), ("recognizers-datetime", 0.88), ("duckling-time", 0.60), ("fstnlu-time-test", 0.55)],
)
def test_the_suites_stay_above_their_floors_and_every_disagreement_has_a_reason(suite: str, floor: float) -> None:
    module = benchmark()
    path = SHARED / "data" / "cases" / f"{suite}.jsonl"
    outcomes = [module.judge(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    press = [o for o in outcomes if o.case["press"]]
    assert sum(o.right for o in press) / len(press) >= floor
    known = module.reasons()
    assert [o.case["id"] for o in press if not o.right and o.case["id"] not in known] == []


def test_few_negatives_of_the_suites_yield_a_date() -> None:
    module = benchmark()
    path = SHARED / "data" / "cases" / "fstnlu-time-test.jsonl"
    cases = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    negatives = [case for case in cases if not case["expected"]]
    assert sum(not module.judge(case).right for case in negatives) <= 0.10 * len(negatives)


def test_dates_of_financial_news_are_found() -> None:
    total = found = 0
    with (SHARED / "data" / "spans" / "fewfc_train_trans.jsonl").open(encoding="utf-8") as file:
        for line in list(file)[::4]:
            row = json.loads(line)
            wanted = {tuple(m["span"]) for e in row["events"] for m in e["mentions"] if m["role"] == "date"}
            if wanted:
                got = reading(row["content"], "2019-06-01")
                spans = [got.document.origin.raw_span(m.start, m.end) for m in got.of("date")]
                total += len(wanted)
                found += sum(any(s < e2 and s2 < e for s2, e2 in spans) for s, e in wanted)
    assert found / total >= 0.97, f"{found} of {total}"


def test_inferred_years_are_right_where_they_are_given() -> None:
    right = wrong = 0
    for row in releases(25) + releases(90, "hans") + releases(6, "hant"):
        if not row.get("published") or row["id"].startswith(("report", "gwr")):
            continue
        day = reading(row["text"], None, row.get("region") or "CN").reference_date
        if day is not None:
            right, wrong = right + (day[:4] == row["published"][:4]), wrong + (day[:4] != row["published"][:4])
    assert right + wrong >= 20 and right / (right + wrong) >= 0.95, (right, wrong)


@pytest.mark.parametrize(
    "unit",
    ["2018年", "1至", "今", "第一", "前", "2018-10-25 ", "10月", "年", "一二三四五", "（一）", "0—", "农历", "过去"],
)
def test_cost_grows_with_the_length_and_nothing_else(unit: str) -> None:
    def cost(times: int) -> float:
        text, start = unit * times, time.process_time()
        placed(text, "2018-10-26")
        return time.process_time() - start

    cost(500)
    short, long = min(cost(2000) for _ in range(3)), min(cost(16000) for _ in range(2))
    assert long <= 24 * short + 0.1, (short, long)


def test_a_day_later_nothing_has_changed() -> None:
    text = "今年10月25日，上周五，去年同期，近年来，过去五年，26日上午。"
    first = dates(text, "2018-10-26")
    later = date.today() + timedelta(days=1)
    assert dates(text, "2018-10-26") == first and all(str(later.year) not in value for _, value in first)
