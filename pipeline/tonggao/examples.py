"""Examples of rules, run through the whole line: won by their rule, with the value given, in both scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tonggao.flow import extract_article
from tonggao.grammar.characters import CharacterRule
from tonggao.grammar.load import Rules
from tonggao.grammar.tokens import TokenRule
from tonggao.model import Article, Fact, Mention, Reading

Rule = CharacterRule | TokenRule
FRAME = ("text", "span", "published", "region", "hans_only")  # not fields of the value
MENTIONS = ("quantity", "date", "place", "program", "organization", "person", "block")
DAY, REGION = "2018-10-26", "CN"  # of an example that does not say


def all_rules(rules: Rules) -> list[Rule]:
    """Every rule, character rules first."""
    return [rule for group in (rules.characters, rules.tokens) for some in group.values() for rule in some]


def failures(rule: Rule, rules: Rules) -> Iterator[str]:
    """What of a rule's examples and rejects does not hold, each as a sentence with file, row and text."""
    for example in rule.examples:
        yield from _example(rule, rules, example, example["text"])
        if not example.get("hans_only"):
            yield from _example(rule, rules, example, _traditional()(example["text"]))
    for text in rule.rejects:
        reading = _read(rules, text, {})
        for mention in reading.mentions:
            if mention.rule == rule.id:
                yield f"{rule.where}: {text!r} should yield nothing, and yields {_surface(reading, mention)!r}"


def _example(rule: Rule, rules: Rules, example: Mapping[str, Any], text: str) -> Iterator[str]:
    reading = _read(rules, text, example)
    got = _found(reading, rule, example["span"])
    if got is None:
        others = ", ".join(f"{_surface(reading, m)}={m.rule}" for m in reading.mentions)
        yield f"{rule.where}: {example['span']!r} in {text!r} is not won by it; mentions: {others}"
        return
    if isinstance(got, Fact) and rule.id not in {slot.rule for slot in got.slots}:
        yield f"{rule.where}: {text!r} is read by another rule: " + ", ".join(slot.rule for slot in got.slots)
    for name, wanted in example.items():
        if name not in FRAME:
            value = _plain(got.get(name) if isinstance(got, Fact) else getattr(got.value, name, None))
            if value != str(wanted):
                yield f"{rule.where}: {text!r}: {name} is {value!r}, not {wanted!r}"


def _found(reading: Reading, rule: Rule, span: str) -> Mention | Fact | None:
    """The mention that the rule won with that surface; for a relation rule the fact on that quantity."""
    if rule.kind in MENTIONS:
        same = (m for m in reading.mentions if m.rule == rule.id and _surface(reading, m) == span)
        return next(same, None)
    return next((f for f in reading.facts if _surface(reading, f.quantity) == span), None)


def _read(rules: Rules, text: str, example: Mapping[str, Any]) -> Reading:
    published, region = example.get("published", DAY), example.get("region", REGION)
    return extract_article(Article(text, "example", published=published, region=region), rules)


def _surface(reading: Reading, mention: Mention) -> str:
    return reading.document.shadow[mention.start : mention.end]


def _plain(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


@cache
def _traditional() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t").convert
