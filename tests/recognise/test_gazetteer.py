"""Units by form, code and year."""

from __future__ import annotations

import pytest

from tonggao.grammar.load import load_rules
from tonggao.recognise.gazetteer import EVER, Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.of(load_rules())


def test_every_unit_in_force_has_its_place_in_the_hierarchy(gazetteer: Gazetteer) -> None:
    units = [u for group in gazetteer.by_code.values() for u in group if u.last == EVER and u.code.isdigit()]
    assert {level: sum(u.level == level for u in units) for level in ("province", "prefecture", "county")} == {
        "province": 31, "prefecture": 333, "county": 2847,
    }  # fmt: skip
    assert all(above == "CN" or above in gazetteer.by_code for unit in units for above in unit.above)


def test_ethnic_middle_and_short_forms(gazetteer: Gazetteer) -> None:
    for form, code in (("凉山州", "513400"), ("木里县", "513422"), ("积石山县", "622927"), ("恩施州", "422800")):
        assert [unit.code for _, unit in gazetteer.forms[form] if unit.last == EVER] == [code]


def test_a_county_that_became_a_city_is_followed(gazetteer: Gazetteer) -> None:
    county = gazetteer.at("513425", 2018)
    assert county is not None
    assert county.name == "会理县"
    assert gazetteer.in_year(county, 2018) is county
    assert gazetteer.in_year(county, 2022).code == "513402"
    assert gazetteer.current(county) == "513402"


def test_a_county_that_was_merged_stays_what_it_was(gazetteer: Gazetteer) -> None:
    district = gazetteer.at("310108", 2014)
    assert district is not None
    assert gazetteer.in_year(district, 2020).name == "闸北区"


def test_townships_are_read_by_county(gazetteer: Gazetteer) -> None:
    assert gazetteer.townships.of("360728")["老城镇"] == ("360728102", "老城镇")
    assert gazetteer.townships.of("000000") == {}


def test_names_of_countries_of_both_sides(gazetteer: Gazetteer) -> None:
    for form, code in (
        ("老挝", "LA"),
        ("寮国", "LA"),
        ("肯亚", "KE"),
        ("纽西兰", "NZ"),
        ("刚果（金）", "CD"),
        ("南韩", "KR"),
    ):
        assert gazetteer.forms[form][0][1].code == code


def test_members_of_regions_are_units(gazetteer: Gazetteer) -> None:
    for readings in gazetteer.forms.values():
        for _, unit in readings:
            assert all(code in gazetteer.by_code for code in unit.members), unit.name


def test_coordinates_lie_in_the_country(gazetteer: Gazetteer) -> None:
    points = [u for group in gazetteer.by_code.values() for u in group if u.lon and u.code.isdigit()]
    assert len(points) > 500
    assert all(73 < float(u.lon) < 136 and 17 < float(u.lat) < 54 for u in points)
