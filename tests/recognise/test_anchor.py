"""What a date leans on: the article's day, given or inferred, and what was told before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognise.dating import dates, one, reading
from tonggao.grammar.load import load_rules
from tonggao.recognise import anchor
from tonggao.recognise import dates as recognise_dates
from tonggao.recognise.anchor import leaning
from tonggao.recognise.dating import quick
from tonggao.recognise.dating.calendar import Point, day_point
from tonggao.recognise.dating.expressing import express
from tonggao.recognise.dating.placing import Named, Setting, TenseUnknown, Unplaced

PART = "2018年，已完成全部建设。预计2019年将覆盖全省。"


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("会议于12月28日举行。", "2019-01-05", "2018-12-28"),
        ("会议将于1月8日举行。", "2018-12-20", "2019-01-08"),
        ("将于12月召开大会。", "2018-10-26", "2018-12"),
        ("10月底前完成整改。", "2018-07-13", "2018-10/END"),
        ("12月公布了结果。", "2018-10-26", "2017-12"),
        ("市长28日表示", "2018-11-03", "2018-10-28"),
        ("定于28日开庭", "2018-11-03", "2018-11-28"),
        ("四季度增长6.4%", "2019-01-21", "2018-Q4"),
        ("周四发生大火", "2019-10-31", "2019-10-31"),
        ("将于周四退庭", "2017-02-10", "2017-02-16"),
        ("去年7月底辞职", "2021-03-02", "2020-07/END"),
    ],
)
def test_a_bare_date_takes_the_year_that_the_clause_means(text: str, published: str, wanted: str) -> None:
    assert [value for _, value in dates(text, published)][-1] == wanted


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("2014年6月判决。7月，两人上诉。", "2018-01-30", ["2014-06", "2014-07"]),
        ("2019年12月31日封闭，1月2日解封。", "2020-01-30", ["2019-12-31", "2020-01-02"]),
        ("增幅比去年提高2个百分点，截至4月17日", "2011-07-13", ["2010", "2011-04-17"]),
        ("与去年第三季度相比仍萎缩2%。中国第三季度增长4.9%", "2020-12-15", ["2019-Q3", "2020-Q3"]),
        ("2017年增长6.9%，增速比上年提高", "2018-03-05", ["2017", "2016"]),
        ("去年7月份动工，次月投产，当年见效", "2011-07-11", ["2010-07", "2010-08", "2010"]),
        ("10月29日坠毁，次日找到残骸", "2018-11-28", ["2018-10-29", "2018-10-30"]),
        ("即日起至4月22日展出。26日下午举行开幕式。", "2022-03-26", ["2022-03-26/2022-04-22", "2022-03-26TAF"]),
        ("12月24日至明年1月3日展出，26日休息", "2020-12-20", ["2020-12-24/2021-01-03", "2020-12-26"]),
        ("2016年2月8至9日凌晨发生", "2019-02-09", ["2016-02-08/2016-02-09TNI"]),
        ("2019年11月7日开工，同年12月投产", "2021-01-01", ["2019-11-07", "2019-12"]),
        ("109年度总预算于4月17日送达", "2019-09-25", ["2020", "2019-04-17"]),
    ],
)
def test_a_date_leans_on_what_was_told_before(text: str, published: str, wanted: list[str]) -> None:
    assert [value for _, value in dates(text, published)] == wanted


def test_a_heading_lends_its_year_to_the_section() -> None:
    text = "一、2016年工作回顾\n3月，启动改造工程，覆盖全部乡镇。\n"
    found = reading(text, "2018-01-20")
    assert [m.value.value for m in found.of("date")] == ["2016", "2016-03"]  # type: ignore[union-attr]


def test_the_anchor_is_exported() -> None:
    assert one("今年增长").anchor == "reference"
    assert one("2018年增长").anchor == ""
    found = reading("2017年增长，上年下降").of("date")
    assert [m.value.anchor for m in found] == ["", "narrative"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("10月25日，大会在凉山举行。" + PART, "2018-10-25", "past “2018年”, ahead “2019年”"),
        ("标题\n发布时间：2018-10-25\n大会在凉山举行，来宾表示满意。\n", "2018-10-25", "line"),
        ("市议会去（2024）年通过预算。今年3月5日复会。", "2025-03-05", "去（2024）年"),
        ("10月25日，大会举行。记者获悉，2018年10月25日参会人数超过千人。", "2018-10-25", "in full"),
    ],
)
def test_the_day_is_inferred_with_its_evidence(text: str, wanted: str, why: str) -> None:
    found = reading(text, None)
    assert found.reference_date == wanted
    assert found.published_from.startswith("inferred: ") and why in found.published_from


def test_an_address_gives_the_day() -> None:
    found = reading("大会举行。", None, url="https://example.org/2018-10/25/c_1.htm")
    assert (found.reference_date, found.published_from) == ("2018-10-25", "inferred: address 2018-10/25")


def test_a_year_that_is_merely_the_latest_told_dates_nothing() -> None:
    found = reading("该公司2012年2月成立，2014年上市。10月25日，公司举行庆典。", None)
    assert (found.reference_date, found.published_from) == (None, "none")
    assert [m.value.value for m in found.of("date")] == ["2012-02", "2014", "XXXX-10-25"]  # type: ignore[union-attr]


def test_without_a_day_nothing_is_invented() -> None:
    assert dates("5月4日-13日提交，6月至7月审核。", None) == [
        ("5月4日-13日", "XXXX-05-04/XXXX-05-13"), ("6月至7月", "XXXX-06/XXXX-07"),
    ]  # fmt: skip
    assert dates("大会于10月25日举行。今年增长。", None) == [("10月25日", "XXXX-10-25"), ("今年", "")]


def test_what_slots_lean_on() -> None:
    assert leaning((("year", "2018"), ("month", "7"))) == 0
    assert leaning((("month", "7"), ("day", "1"))) == 1
    assert leaning((("day", "25"), ("part", "TMO"))) == 1
    assert leaning((("aday", "1"),)) == 2


LIMITS = {"rday": (-400, 400), "aday": (-1, 1), "ryear": (-30, 30), "month": (1, 12), "day": (1, 31)}
POINTS = st.dates(date(1950, 1, 1), date(2090, 12, 31)).flatmap(
    lambda d: st.sampled_from([day_point(d), Point(d.year, "month", d.month), Point(d.year, "year"), None])
)


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(sorted(quick.WAYS)),
    st.lists(st.integers(-400, 400), min_size=3, max_size=3),
    st.dates(date(1950, 1, 1), date(2090, 12, 31)) | st.none(),
    POINTS,
    st.sampled_from(["", "sentence", "paragraph", "heading"]),
    st.sampled_from(["", "ahead", "behind", "open"]),
    st.booleans(),
)
def test_the_short_ways_say_what_the_long_way_says(
    form: tuple[str, ...], values: list[int], today: date | None, told: Point | None, near: str, tense: str, said: bool
) -> None:
    slots = []
    for name, value in zip(form, values, strict=False):
        low, high = LIMITS.get(name, (0, 0))
        slots.append((name, "TMO" if name == "part" else str(low + abs(value) % (high - low + 1))))
    parts = tuple(slots)
    day = told if told is not None and told.unit == "day" else None
    setting = Setting(today, told, told, near if told else "", tense, "CN", said, False, False, day)
    try:
        short = quick.WAYS[form](parts, setting)
    except (TenseUnknown, Unplaced) as refused:
        if isinstance(refused, TenseUnknown):
            with pytest.raises(TenseUnknown):
                express(parts, setting, Named({}, {}))
        else:
            assert express(parts, setting, Named({}, {})).end is None
    else:
        assert short == express(parts, setting, Named({}, {}))


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_the_clock_of_the_machine_is_never_read(day: date) -> None:
    week = day - timedelta(days=7)
    assert dates("上周同一天", day.isoformat())[0][1] == f"{week.isocalendar()[0]:04d}-W{week.isocalendar()[1]:02d}"


def test_what_is_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "去年7月份动工，次月投产，7月1日验收，过去五年共三期。"
    texts = [told, "2018年10月25日，五一期间，上周五。", "今年3月、4月各10日。"] * 3
    days = ["2018-10-26", "2011-07-11", "2019-01-05"]
    wanted = [dates(text, day) for day in days for text in texts]
    monkeypatch.setattr(recognise_dates, "LARGEST", 2)
    monkeypatch.setattr(anchor, "LARGEST", 2)
    monkeypatch.setattr(anchor, "DAYS_KEPT", 1)
    assert [dates(text, day) for day in days for text in texts] == wanted


def test_the_rules_are_shared_by_all_articles() -> None:
    rules = load_rules()
    assert rules.once("anchor.placer", lambda r: None) is rules.once("anchor.placer", lambda r: None)
