"""Every rule is shown by its examples: won by that rule, with the value given, in both scripts; rejects yield none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tonggao.examples import Rule, all_rules, failures
from tonggao.grammar.characters import CharacterRule
from tonggao.grammar.load import HOME, load_rules
from tonggao.grammar.regex import check
from tonggao.grammar.tokens import ATOM

RULES = load_rules()
ALL = all_rules(RULES)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_examples_are_won_by_their_rule_and_rejects_yield_nothing(rule: Rule) -> None:
    assert list(failures(rule, RULES)) == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_or_is_a_fallback(rule: Rule) -> None:
    assert rule.examples or rule.source.startswith("fallback"), f"{rule.where}: no example"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_no_rule_can_be_slow(rule: Rule) -> None:
    expression = rule.expression if isinstance(rule, CharacterRule) else ATOM.sub("[x]", rule.pattern)
    check(expression, rule.where)


@pytest.mark.parametrize("path", sorted((HOME / "lexicons").glob("*.tsv")), ids=lambda path: path.stem)
def test_lexicons_are_sorted(path: Path) -> None:
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    keys = [row.split("\t")[0] for row in rows[1:]]
    assert keys == sorted(keys), f"{path.name}: not sorted by its first column"
