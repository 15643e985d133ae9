"""Explain says what a person asks: which rule, what it beat, where the slots of a fact came from."""

from __future__ import annotations

import pytest

from sample_reading import RAW, reading
from tonggao.errors import OffsetError
from tonggao.explain import explain
from tonggao.model import Loss, Mention, Reading


def lost() -> Reading:
    """The sample with two candidates that lost, one to a winner and one to a veto."""
    from dataclasses import replace

    read = reading()
    amount = next(m for m in read.mentions if m.kind == "quantity")
    inner = Mention(amount.start + 2, amount.end, "quantity", "quantity.inner")
    vetoed = Mention(0, 2, "place", "place.vetoed")
    return replace(read, losses=(Loss(inner, amount, "longer span"), Loss(vetoed, None, "word")))


def test_everything_is_explained() -> None:
    text = "\n".join(explain(lost()))
    assert "script hant, region CN (given)" in text and "reference date 2018-03-05 (given)" in text
    assert "3至5億元  quantity by quantity.test: type money, low 3E+8, high 5E+8, bound about" in text
    assert "beat" in text and "quantity by quantity.inner, longer span" in text
    assert "lost: place by place.vetoed, word" in text
    assert "actor      中国电信  ← sentence, actor.subject 6–15 中國電信" in text
    assert "0.333333333333 (1/3)" in text and "base       fact 1" in text and "to review: two_readings" in text


def test_one_offset_shows_what_stands_there() -> None:
    lines = list(explain(lost(), RAW.index("國")))
    assert any("repaired (annotation, exact): '國(guó)' → '國'" in line for line in lines)
    assert any("organization by organization.test" in line for line in lines)
    assert not any("quantity" in line for line in lines if "organization" not in line and "fact" not in line)


def test_an_offset_that_no_rule_saw_is_said_so() -> None:
    assert list(explain(lost(), RAW.index("說")))[-1] == f"no rule saw anything at {RAW.index('說')}"


def test_an_offset_outside_is_an_error() -> None:
    with pytest.raises(OffsetError, match="outside the article"):
        list(explain(lost(), len(RAW)))
