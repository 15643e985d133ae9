"""Build `tables/lunar_years.tsv`: the Chinese lunar years and the solar terms of 1900 to 2100, from lunar_python.

usage: build_lunar_years.py [--check]      --check fails where the table in the package is not what would be built

Reading a row costs a look-up; working out a new moon costs a thousand times as much. `tests/recognise/test_dates.py`
holds the table against lunar_python.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lunar_python import Lunar, LunarYear, Solar

TABLE = Path(__file__).resolve().parent.parent / "pipeline" / "tonggao" / "tables" / "lunar_years.tsv"
YEARS = range(1900, 2101)
HEADER = """# Built by scripts/build_lunar_years.py from lunar_python (MIT). new_year: month-day of the first day of the
# lunar year; leap: the month that is doubled, 0 for none; months: one digit a month, 1 for 30 days, 0 for 29, the
# leap month in its place; terms: the days of the Gregorian months on which the 24 solar terms fall, two digits each,
# two a month, from 小寒.
year\tnew_year\tleap\tmonths\tterms
"""


def row(year: int) -> str:
    """One line of the table."""
    first = Lunar.fromYmd(year, 1, 1).getSolar()
    lunar = LunarYear.fromYear(year)
    months = [m for m in lunar.getMonths() if m.getYear() == year]
    lengths = "".join("1" if m.getDayCount() == 30 else "0" for m in months)
    solars = [s for month in (1, 6, 12) for s in Solar.fromYmd(year, month, 28).getLunar().getJieQiTable().values()]
    days = sorted({(s.getMonth(), s.getDay()) for s in solars if s.getYear() == year})
    assert [month for month, _ in days] == sorted([*range(1, 13)] * 2), (year, days)
    new_year, terms = f"{first.getMonth():02d}-{first.getDay():02d}", "".join(f"{day:02d}" for _, day in days)
    return f"{year}\t{new_year}\t{lunar.getLeapMonth()}\t{lengths}\t{terms}"


def main(argv: list[str]) -> int:
    text = HEADER + "\n".join(map(row, YEARS)) + "\n"
    if "--check" in argv:
        return 0 if TABLE.read_text(encoding="utf-8") == text else 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
