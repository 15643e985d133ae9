"""Every rule is shown by its examples: won by that rule, with the value given, in both scripts; rejects yield none."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from opencc import OpenCC

from tonggao.flow import extract_article
from tonggao.grammar.characters import CharacterRule
from tonggao.grammar.load import HOME, load_rules
from tonggao.grammar.regex import check as check_expression
from tonggao.grammar.tokens import ATOM, TokenRule
from tonggao.model import Article, Fact, Mention, Reading

RULES = load_rules()
ALL: list[CharacterRule | TokenRule] = [
    rule for group in (RULES.characters, RULES.tokens) for rules in group.values() for rule in rules
]
FRAME = ("text", "span", "published", "region", "hans_only")
MENTION_KINDS = ("quantity", "date", "place", "program", "organization", "person", "block")


@cache
def traditional() -> OpenCC:
    return OpenCC("s2t")


def read(example: Any, text: str, region: str | None) -> Reading:
    published = example.get("published", "2018-10-26") if isinstance(example, dict) else "2018-10-26"
    return extract_article(Article(text, "example", published=published, region=region), RULES)


def plain(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


def found(reading: Reading, rule: CharacterRule | TokenRule, span: str) -> Mention | Fact | None:
    """The mention that the rule won with that surface, or for a relation rule the fact on that quantity."""
    shadow = reading.document.shadow
    if rule.kind in MENTION_KINDS:
        same = [m for m in reading.mentions if m.rule == rule.id and shadow[m.start : m.end] == span]
        return same[0] if same else None
    facts = [f for f in reading.facts if shadow[f.quantity.start : f.quantity.end] == span]
    return facts[0] if facts else None


def check(example: Any, rule: CharacterRule | TokenRule, text: str, region: str | None) -> None:
    reading = read(example, text, region)
    span = example["span"]
    got = found(reading, rule, span)
    assert got is not None, f"{rule.where}: {span!r} in {text!r} is not won by it; mentions: " + ", ".join(
        f"{reading.document.shadow[m.start:m.end]}={m.rule}" for m in reading.mentions
    )
    for name, wanted in example.items():
        if name in FRAME:
            continue
        value = got.get(name) if isinstance(got, Fact) else getattr(got.value, name)
        assert plain(value) == str(wanted), f"{rule.where}: {text!r}: {name} is {plain(value)!r}, not {wanted!r}"
    if isinstance(got, Fact) and "indicator" in example:
        assert rule.id in {slot.rule for slot in got.slots}, f"{rule.where}: {text!r} was read by another rule"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_examples_are_won_by_their_rule_in_both_scripts(rule: CharacterRule | TokenRule) -> None:
    for example in rule.examples:
        region = example.get("region", "CN")
        check(example, rule, example["text"], region)
        if not example.get("hans_only"):
            check(example, rule, traditional().convert(example["text"]), region)


@pytest.mark.parametrize("rule", [r for r in ALL if r.rejects], ids=lambda rule: rule.id)
def test_rejects_yield_nothing_by_that_rule(rule: CharacterRule | TokenRule) -> None:
    for text in rule.rejects:
        reading = read({}, text, "CN")
        wrong = [m for m in reading.mentions if m.rule == rule.id]
        assert not wrong, f"{rule.where}: {text!r} yields {wrong}"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_or_says_why_not(rule: CharacterRule | TokenRule) -> None:
    assert rule.examples or rule.source.startswith("fallback"), f"{rule.where}: no example"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_no_rule_can_be_slow(rule: CharacterRule | TokenRule) -> None:
    expression = rule.expression if isinstance(rule, CharacterRule) else ATOM.sub("[x]", rule.pattern)
    check_expression(expression, rule.where)


@pytest.mark.parametrize("path", sorted((HOME / "lexicons").glob("*.tsv")), ids=lambda path: path.stem)
def test_lexicons_are_sorted(path: Any) -> None:
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    keys = [row.split("\t")[0] for row in rows[1:]]
    assert keys == sorted(keys), f"{path.name}: not sorted by its first column"
