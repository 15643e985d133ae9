"""What is a date, where it ends and what it says; what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest

from recognise.dating import dates, one
from tonggao.errors import TableError
from tonggao.grammar.load import load_rules
from tonggao.model import TimeExpression
from tonggao.recognise.dates import DateGrammar
from tonggao.recognise.dating import calendar, feasts, lengths, timex, windows
from tonggao.recognise.dating.search import WordSearch, triggers


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("预计明年5月17日完成，7月1日启用。", [("明年5月17日", "2019-05-17"), ("7月1日", "2019-07-01")]),
        ("2015和2016年同期增速", [("2015", "2015"), ("2016年同期", "2016")]),
        ("4月18日、19日和22日三次开会", [("4月18日", "2018-04-18"), ("19日", "2018-04-19"), ("22日", "2018-04-22")]),
        ("2013年底以来", [("2013年底以来", "2013/PRESENT_REF/END")]),
        ("1—10月累计，截至10月末", [("1—10月", "2018-01/2018-10"), ("10月末", "2018-10/END")]),
        ("上世纪80年代和1990年代", [("上世纪80年代", "198X"), ("1990年代", "199X")]),
        ("第三季度和第7周", [("第三季度", "2018-Q3")]),
        ("到2035年，建成现代化城市", [("2035年", "2035")]),
        ("11小时45分后到达", [("11小时45分后", "PT11H45M/AFTER")]),
        ("两三年内、一两个月、半年、一年半", [
            ("两三年内", "P2Y/P3Y"), ("一两个月", "P1M/P2M"), ("半年", "P6M"), ("一年半", "P18M"),
        ]),
        ("几十年来", [("几十年来", "PXY")]),
        ("5月中旬", [("5月中旬", "2018-05/MID")]),
        ("2019.05.29 15:20", [("2019.05.29 15:20", "2019-05-29T15:20")]),
        ("自1999.08至2002.02任职", [("1999.08至2002.02", "1999-08/2002-02")]),
        ("下午5时", [("下午5时", "2018-10-26T17:00")]),
        ("除夕夜", [("除夕夜", "2019-02-04")]),
        ("农历二〇二〇年十二月二十九日", [("农历二〇二〇年十二月二十九日", "2021-02-10")]),
        ("阴历闰四月", [("阴历闰四月", "")]),
        ("2024年冬至", [("2024年冬至", "2024-12-21")]),
    ],
)  # fmt: skip
def test_spans_and_values(text: str, wanted: list[tuple[str, str]]) -> None:
    assert dates(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "参赛队伍1804个", "2000多个村庄", "支持4/5G网络", "主队以3:2取胜", "系统升级至3.10.2", "参见2.1.3节",
        "他十分满意", "如今年轻人返乡", "旅日华侨", "年满18岁", "周天行律师出庭", "热线0571-88072018", "单价5.17元",
        "表中数据952 1 466", "三年级学生", "五一劳动奖章", "今日头条", "党的十九大精神", "雨水较多", "前往日本参观",
        "第82分钟进球", "两个一百年奋斗目标", "“八五”普法规划",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    placed = [(s, v) for s, v in dates(text) if v not in ("PAST_REF", "PRESENT_REF", "FUTURE_REF")]
    assert placed == []


def test_only_the_open_end_of_an_interval_is_empty() -> None:
    before, after, since = one("2020年前建成"), one("2020年后建成"), one("2013年至今")
    assert (before.start_date, before.end_date) == ("", "2020-12-31")
    assert (after.start_date, after.end_date) == ("2020-01-01", "")
    assert (since.start_date, since.end_date) == ("2013-01-01", "2018-10-26")


def test_the_same_characters_are_a_year_in_taiwan_and_a_length_elsewhere() -> None:
    assert one("至108年为止", region="TW").value == "2019"
    assert one("至108年为止").value == "P108Y"
    assert one("很像125年前", "2020-05-25", "TW").value == "P125Y"
    assert one("完成于109年前", "2020-05-25", "TW").value == "2020"


def test_a_day_that_no_calendar_has_keeps_what_is_said() -> None:
    value = one("2019年2月29日")
    assert (value.value, value.start_date, value.end_date) == ("XXXX-02-29", "", "")


def test_no_month_nought() -> None:
    assert dates("自0月 21\n日起停运") == dates("自13月 21\n日起停运") == []


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1912, 1, 1), (1949, 10, 1), (2000, 2, 29), (2018, 10, 25), (2099, 12, 31)],
)
def test_every_written_form_of_a_day_says_that_day(year: int, month: int, day: int) -> None:
    iso = date(year, month, day).isoformat()
    roc = year - timex.ROC
    padded = f"{year}-{month:02d}-{day:02d}"
    forms = [f"{year}年{month}月{day}日", padded, f"{year}/{month}/{day}", f"{year}.{month}.{day}"]
    assert {v for form in forms for _, v in dates(form)} == {iso}
    assert dates(f"民国{roc}年{month}月{day}日", region="TW")[0][1] == iso


def test_seasons_weeks_and_quarters_cover_their_days() -> None:
    def ends(value: TimeExpression) -> tuple[str, str]:
        return value.start_date, value.end_date

    assert ends(one("2018年冬季")) == ("2018-12-01", "2019-02-28")
    assert ends(one("上周")) == ("2018-10-15", "2018-10-21")
    assert ends(one("今年第三季度")) == ("2018-07-01", "2018-09-30")
    assert ends(one("本世纪")) == ("2000-01-01", "2099-12-31")


def test_windows_of_lengths() -> None:
    today = date(2018, 3, 5)
    assert windows.around("P5Y", {"past": ""}, today) == ("2013-01-01", "2017-12-31")
    assert windows.around("P5Y", {"future": ""}, today) == ("2018-01-01", "2022-12-31")
    assert windows.around("P5Y", {"past": ""}, date(2018, 12, 31)) == ("2014-01-01", "2018-12-31")
    assert windows.around("P3M", {"past": ""}, today) == ("2017-12-05", "2018-03-05")
    assert windows.around("P3D", {"edgeof": "AFTER"}, today) == ("2018-03-08", "2018-03-08")
    assert windows.around("P5000Y", {"edgeof": "BEFORE"}, today) == ("", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("10多年", ("P10Y", "MORE_THAN")), ("四年六个月", ("P4Y6M", "")), ("1小时30分钟", ("PT1H30M", "")),
     ("3至5个小时", ("PT3H/PT5H", "")), ("两个半月", ("P2.5M", "")), ("个世纪", None), ("半个世纪", ("P50Y", ""))],
)  # fmt: skip
def test_lengths(text: str, wanted: tuple[str, str] | None) -> None:
    units = load_rules().table("date_units").column("length")
    assert lengths.read(text, lengths.pattern(units), units) == wanted


def test_points_shift_and_end() -> None:
    assert calendar.Point(2020, "day", 2, 29).shifted(1).value == "2021-02-28"
    assert calendar.Point(2018, "week", 43).last == date(2018, 10, 28)
    assert calendar.add_months(date(2018, 1, 31), 1) == date(2018, 2, 28)


def test_feasts_of_other_calendars() -> None:
    assert feasts.day_of(2018, "jewish", "07-10") == date(2018, 9, 19)  # Yom Kippur
    assert feasts.day_of(2016, "jewish", "01-15") == date(2016, 4, 23)  # Passover of a leap year
    assert feasts.day_of(2021, "easter", "-2") == date(2021, 4, 2)
    assert feasts.day_of(2021, "orthodox", "0") == date(2021, 5, 2)
    assert feasts.day_of(2013, "lunar", "12-31") == date(2014, 1, 30)
    assert feasts.day_of(1850, "lunar", "01-01") is None


def test_every_festival_of_the_lexicon_has_a_day_in_every_year() -> None:
    for row in load_rules().table("festivals"):
        for year in range(1950, 2050, 7):
            assert feasts.day_of(year, row["reckoning"], row["day"]) is not None, row


def test_named_periods_are_in_order() -> None:
    for row in load_rules().table("periods"):
        assert row["kind"] in ("plan", "quoted", "event", "era", "epoch"), row
        assert row["begin"] <= row["end"], row


def test_every_word_is_found_by_its_trigger() -> None:
    words = list(DateGrammar(load_rules()).atoms.words)
    search = WordSearch(words, lambda group, text: text)
    for word in words:
        found = [text for _, _, text in search.find(f"说{word}的")]
        assert word in found or any(word in text or text in word for text in found), word
    assert set(chain.from_iterable(triggers(words))) >= set(triggers(words).values())


def test_a_rule_with_an_unknown_option_is_refused() -> None:
    rules = load_rules()
    row = rules.tokens["date"][0]
    broken = replace(row, arguments={"edge": "left"}, where="x.toml")
    with pytest.raises(TableError, match=r"x\.toml.*edges"):
        DateGrammar(rules)._compiled(broken)


def test_a_lunar_year_is_as_long_as_the_days_to_the_next() -> None:
    for year, (first, leap, months, terms) in calendar.lunar_years().items():
        assert len(months) == (13 if leap else 12) and len(terms) == 48
        following = calendar.lunar_years().get(year + 1)
        if following is not None:
            assert first + timedelta(days=sum(29 + int(m) for m in months)) == following[0], year
