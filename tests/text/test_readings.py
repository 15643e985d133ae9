"""The tables of readings: current, complete, and true to the codes of GBK."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from text.damaging import page_table
from tonggao.text import readings

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_readings.py"


def test_the_table_of_readings_is_what_its_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("build_readings", SCRIPT)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.TABLE.read_text(encoding="utf-8") == script.build(), "run scripts/build_readings.py"


def test_codes_are_those_of_gbk() -> None:
    assert len(readings.characters()) == 21_791
    for code, char in list(readings.characters().items())[::97]:
        assert char.encode("gbk") == code.to_bytes(2, "big")
        assert readings.code_of()[char] == code


def test_private_use_characters_stand_for_the_bytes_that_gbk_leaves_to_its_users() -> None:
    assert readings.code_of()["\ue000"] == 0xAAA1
    assert 0xAAA1 not in readings.characters()


@pytest.mark.parametrize(("char", "reading"), page_table())
def test_the_page_table_holds_readings_that_its_characters_have(char: str, reading: str) -> None:
    assert readings.reads(char, reading)
    assert readings.code_of()[char] in readings.codes(reading)
