"""What places without a code lie in."""

from __future__ import annotations

import pytest

from recognise.placing import linked
from tonggao.model import Place


def parents(text: str, region: str = "CN") -> dict[str, set[str]]:
    """Name of each place without a code → the parents that its mentions have."""
    found: dict[str, set[str]] = {}
    for mention in linked(text, region=region):
        if isinstance(mention.value, Place) and mention.value.level in ("village", "township", "site"):
            found.setdefault(mention.value.name, set()).add(mention.value.parent)
    return found


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        ("木里县利家咀村通了路", "利家咀村", "513422"),  # the unit right before it
        ("在凉山州，“悬崖村”通了路", "悬崖村", "513400"),  # one of its sentence
        ("昭觉县通了网。走进“悬崖村”，村民说", "悬崖村", "513431"),  # one of its paragraph
        ("木里县、盐源县和凉山州\n打通“悬崖村”信息天路", "悬崖村", "513400"),  # what holds all that the article names
        ("成都市开会\n凉山州的“悬崖村”\n甘孜州与“悬崖村”无关", "悬崖村", "513400"),  # the same one everywhere
        ("桂林高新区与南宁市", "桂林高新区", "450300"),  # the one in its own name
        ("在四川省，“悬崖村”通了路。凉山州表示", "悬崖村", "513400"),  # within a province, what the article keeps to
    ],
)
def test_a_village_lies_in_the_nearest_unit(text: str, name: str, parent: str) -> None:
    assert parents(text)[name] == {parent}


def test_units_of_several_provinces_say_nothing_of_a_village_elsewhere() -> None:
    assert parents("四川省凉山州和云南省昭通市\n打通“悬崖村”信息天路")["悬崖村"] == {""}


def test_a_site_of_a_territory_lies_there() -> None:
    assert parents("案件在德康街附近发生", region="HK")["德康街"] == {"HK"}
