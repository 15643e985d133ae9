"""Script, shadow, lexicon keys, conversion for people."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from tonggao.errors import OffsetError
from tonggao.grammar.tables import read_table
from tonggao.text import convert

HANS = "全国深度贫困地区网络扶贫工作现场推进会在四川省凉山州举行，实际投资11亿元。"
HANT = "全國深度貧困地區網絡扶貧工作現場推進會在四川省涼山州舉行，實際投資11億元。"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (HANS, "hans"),
        (HANT, "hant"),
        (HANS * 3 + "台商張説。", "hans"),
        (HANT * 3 + "习近平说。", "hant"),
        (HANS + "\n" + HANT, "mixed"),
        ("2018年10月25日", "hans"),
        ("", "hans"),
        ("國", "hant"),
    ],
)
def test_script(text: str, script: str) -> None:
    assert convert.script_of(text) == script


def test_phrases_of_the_converter_do_not_stop_a_preposition() -> None:
    text = "由於單車節延期，參加者於單位門前集合，處於潛在危機，藉此慰藉；杭州於潛鎮"
    assert convert.shadow(text, "hant") == "由于单车节延期，参加者于单位门前集合，处于潜在危机，借此慰藉；杭州於潜镇"


@pytest.mark.parametrize(
    "row", list(read_table(convert.TABLES / "kept_characters.tsv")), ids=lambda row: row["character"]
)
def test_characters_that_simplified_text_keeps(row: dict[str, str]) -> None:
    assert row["character"] in row["example"]
    assert convert.shadow(row["example"], "hans") == row["example"]
    assert convert.key(row["example"]) == row["example"]


@pytest.mark.parametrize(
    ("text", "shadow"),
    [
        (HANT, HANS),
        ("陝西省乾縣、乾安縣、於潛鎮，乾燥", "陕西省乾县、乾安县、於潜镇，干燥"),
        ("隨著時間，著手建設著名企業，成效顯著，看著、接著", "随着时间，着手建设著名企业，成效显著，看着、接着"),
        ("衞生署枱面、牠們揹負", "卫生署台面、它们背负"),
        ("裡裏台臺線綫群羣為爲說説", "里里台台线线群群为为说说"),
    ],
)
def test_shadow_of_traditional_text(text: str, shadow: str) -> None:
    assert convert.shadow(text, "hant") == shadow


def test_simplified_text_loses_only_what_is_traditional_alone() -> None:
    assert convert.shadow("乾县與於潜镇的貧困戶，哪吒", "hans") == "乾县与於潜镇的贫困户，哪吒"
    assert convert.shadow(HANS, "hans") is HANS  # nothing to do: nothing is copied


def test_mixed_text_is_converted_line_by_line() -> None:
    assert convert.shadow("乾县的贫困户于乾隆\n於是看著貧困戶", "mixed") == "乾县的贫困户于乾隆\n于是看着贫困户"


def test_the_shadow_never_changes_the_length() -> None:
    for text in ("國\ud800家", "\U0001f600國\U00020000", "國\x00家"):
        for script in ("hans", "hant", "mixed"):
            assert len(convert.shadow(text, script)) == len(text)


def test_a_changed_length_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_simplify", lambda text: text[:-1])
    with pytest.raises(OffsetError, match="4 characters, the text 5"):
        convert.shadow("深度貧困地", "hant")


@pytest.mark.parametrize(
    ("text", "to", "region", "expected"),
    [
        ("软件公司投资网络信息技术", "hant", "", "軟件公司投資網絡信息技術"),
        ("软件公司投资网络信息技术", "tw", "", "軟體公司投資網路資訊科技"),
        ("卫生署里的软件", "hk", "", "衞生署裏的軟件"),
        ("軟體公司投資網路", "hans", "TW", "软件公司投资网络"),
        ("軟件公司投資網絡", "hans", "", "软件公司投资网络"),
        ("衞生署裏", "tw", "HK", "衞生署裡"),
        ("乾县與贫困", "hans", "", "乾县与贫困"),
        ("軟體公司", "hant", "", "軟體公司"),
    ],
)
def test_conversion_for_people(text: str, to: str, region: str, expected: str) -> None:
    assert convert.convert_text(text, to, region) == expected


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(ValueError, match="hans, hant, tw, hk"):
        convert.convert_text("软件", "jp")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_streams_keep_line_ends_and_every_character(end: str) -> None:
    text = (HANS + end) * 6000  # 230,000 characters: several pieces
    made = io.StringIO(newline="")
    assert convert.convert_stream(io.StringIO(text, newline=""), made, "hant") == len(text)
    assert made.getvalue() == (HANT.replace("11億", "11億") + end) * 6000


def test_tables_are_what_their_script_makes() -> None:
    script = Path(__file__).resolve().parents[2] / "scripts" / "build_text_tables.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
