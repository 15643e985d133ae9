"""The scorer: what counts as right, what shelters, and that it agrees with itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tonggao.cli import command
from tonggao.errors import ReadError
from tonggao.evaluate.gold import LISTS, Row, Rows, found_in, read_gold
from tonggao.evaluate.report import figures, in_sentence, misses, table
from tonggao.evaluate.score import Score, same_words, score

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
GOLD = CORPUS / "gold" / "source.gold.tsv"
SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def blank() -> Rows:
    return {kind: [] for kind in LISTS}


def only(kind: str, gold: list[Row], found: list[Row]) -> Score:
    return score(blank() | {kind: gold}, blank() | {kind: found})


def as_found(gold: Rows) -> Rows:
    """Gold handed back as if it had been found."""
    signs = {"=": "exact", ">": "over", "<": "under", "~": "about", ">=": "at_least", "<=": "at_most"}
    found = blank()
    for kind, rows in gold.items():
        for row in rows:
            fields = {
                k: v.split("|")[0] if k in ("what", "indicator") else v for k, v in row.fields.items() if v != "*"
            }
            fields |= {"bound": signs[fields["bound"]]} if "bound" in fields else {}
            found[kind].append(Row(kind, row.span, fields, surface=row.surface))
    return found


def test_gold_scores_full_marks_against_itself() -> None:
    gold = read_gold(GOLD)
    made = score(gold, as_found(gold))
    assert not made.misses
    for kind, row in figures(made).items():
        assert row["slots" if kind == "fact" else "value"] == (1.0, 1.0, 1.0), kind
    assert figures(made)["fact"]["whole_rows"] == figures(made)["fact"]["gold"] == 27


def test_what_is_taken_away_or_changed_is_missed() -> None:
    gold = read_gold(GOLD)
    found = as_found(gold)
    found["place"] = found["place"][1:]
    changed = found["quantity"][3]
    found["quantity"][3] = Row("quantity", changed.span, dict(changed.fields) | {"value": "1"}, surface="x")
    made = score(gold, found)
    assert {(m.kind, m.why) for m in made.misses} <= {("place", "missed"), ("quantity", "wrong value")}
    assert figures(made)["quantity"]["span"] == (1.0, 1.0, 1.0) and figures(made)["quantity"]["value"][1] < 1


def test_optional_gold_neither_rewards_nor_punishes() -> None:
    gold = [Row("date", (0, 2), {"value": "2018"}), Row("date", (5, 9), {}, optional=True)]
    right, on_it, beside = (Row("date", span, {"value": "2018"}) for span in ((0, 2), (6, 8), (20, 22)))
    assert figures(only("date", gold, [right, on_it]))["date"]["span"] == (1.0, 1.0, 1.0)
    assert figures(only("date", gold, [right, beside]))["date"]["span"][0] == 0.5


def test_a_name_inside_a_required_one_is_not_counted_for_names_but_for_places() -> None:
    for kind, precision in (("program", 1.0), ("organization", 1.0), ("place", 0.5)):
        gold, found = [Row(kind, (0, 6), {"name": "x"})], [Row(kind, s, {"name": "x"}) for s in ((0, 6), (2, 4))]
        assert figures(only(kind, gold, found))[kind]["span"][0] == precision


def test_a_modifier_that_gold_does_not_have_is_wrong() -> None:
    gold, found = [Row("date", (0, 2), {"value": "2018"})], [Row("date", (0, 2), {"value": "2018", "mod": "END"})]
    assert only("date", gold, found).misses[0].why == "wrong mod"


def test_facts_are_scored_slot_by_slot() -> None:
    gold = [Row("fact", (0, 5), {"actor": "中国电信", "place": "510000|520000", "status": "done", "period": "*"})]
    fields = {
        "actor": "",
        "actor_text": "中国电信集团",
        "place": ["520000", "510000"],
        "status": "planned",
        "period": "2018",
    }
    row = figures(only("fact", gold, [Row("fact", (1, 4), fields)]))["fact"]
    assert row["slots"] == (2 / 3, 2 / 3, 2 / 3) and row["rows_found"] == 1 and row["whole_rows"] == 0
    extra = Row("fact", (30, 33), {"actor": "x", "what": "y"})
    assert figures(only("fact", gold, [Row("fact", (1, 4), fields), extra]))["fact"]["slots"][0] == 2 / 5


@pytest.mark.parametrize(
    ("gold", "found", "how", "right"),
    [
        ("贫困人口", "农村贫困人口", {"head": True}, True),
        ("贫困人口", "人口", {"head": True}, True),
        ("贫困人口", "人", {"head": True}, False),
        ("贫困人口", "贫困户", {"head": True}, False),
        ("行政村|光网", "行政村", {}, True),
        ("签约服务", "签约", {"verb": True}, True),
        ("建成", "建设", {"verb": True}, False),
        ("投资", "", {"verb": True}, False),
    ],
)
def test_words_match_within_reason(gold: str, found: str, how: dict[str, bool], right: bool) -> None:
    assert same_words(gold, found, **how) is right


@pytest.mark.parametrize("line", ["1\tquantity\tx\t1\t0\t2\t", "1\tnumber\tx\t1\t0\t2\t\t", "1\tdate\tx\t1\ta\t2\t\t"])
def test_a_broken_row_of_gold_names_file_and_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "x.gold.tsv"
    path.write_text("line\tkind\tsurface\tnth\tstart\tend\topt\tfields\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"x\.gold\.tsv:2"):
        read_gold(path)


def test_misses_stand_in_their_sentence() -> None:
    raw = "任务完成。投资超过1100亿元，提前。"
    gold = [Row("quantity", (9, 15), {"value": "1"}, line=1, surface="1100亿元")]
    (line,) = misses(only("quantity", gold, []), raw)
    assert "missed" in line and "投资超过⟦1100亿元⟧，提前。" in line and "任务" not in line
    assert in_sentence(raw, Row("x", (0, 2), {})) == "⟦任务⟧完成。"


def test_the_command_prints_a_table_or_json() -> None:
    runner = CliRunner()
    shown = runner.invoke(command, ["evaluate", str(CORPUS / "gold")], catch_exceptions=False)
    assert shown.output.startswith("== source\nkind") and "whole rows" in shown.output
    report = json.loads(runner.invoke(command, ["evaluate", str(GOLD), "--json"], catch_exceptions=False).output)
    assert report["source"]["quantity"] == report["all"]["quantity"] and report["all"]["quantity"]["gold"] == 28
    assert isinstance(report["source"]["misses"], list)


@pytest.mark.laws
def test_figures_equal_those_of_the_shared_scorer(tmp_path: Path) -> None:
    from tonggao.commands.evaluate import _extract, _text_of
    from tonggao.grammar.load import load_rules

    rules, whole, pairs = load_rules(), Score(), []
    for gold in sorted((SHARED / "gold").glob("*.gold.tsv")):
        article = _extract(_text_of(gold, None), rules)
        path = tmp_path / f"{gold.name}.json"
        path.write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
        pairs += [str(gold), str(path)]
        whole += score(read_gold(gold), found_in(article))
    done = subprocess.run(
        [sys.executable, str(SHARED / "gold" / "score.py"), *pairs], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == list(table(whole))
