#!/usr/bin/env python3
"""How well people and organizations are found, and what that costs: UNER GSD spans in both scripts, CPU per MB.

usage: names.py [uner|cost] [--misses]       data under $TONGGAO_SHARED (default ../shared beside the project)

`uner`: exact-span precision, recall and F1 of PER and ORG; even sentences are for tuning, odd ones are reported
(`--misses` reads the even ones and lists what was missed and what was too much).
`cost`: CPU of candidates and settling of both kinds beside the engine's cut of the same text in the same run.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from prose import articles

from tonggao import flow
from tonggao.grammar.load import Rules, load_rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Article
from tonggao.names import canonical_orgs, organizations, people
from tonggao.resolve import resolve
from tonggao.text.dictionary import engine

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
KINDS = {"PER": "person", "ORG": "organization"}
RJIEBA_SHARE = 0.057  # of the CPU that jieba.cut takes for the same text, rjieba's cut takes this much
Spans = set[tuple[int, int]]


def sentences(path: Path) -> Iterator[tuple[str, dict[str, Spans]]]:
    """Text and spans by label of each sentence of an IOB2 file, spans in code points of the text."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, position, label, start = "", 0, "", -1
        spans: dict[str, Spans] = {name: set() for name in KINDS}
        for line in [*block.split("\n"), "\t\tO\t"]:
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line and line[0] != "#":
                _, token, tag, *_ = line.split("\t")
                at = text.find(token, position)
                if start >= 0 and tag != f"I-{label}":
                    spans[label].add((start, position))
                    start = -1
                if tag[:2] == "B-" and tag[2:] in KINDS:
                    label, start = tag[2:], at
                position = at + len(token)
        if text:
            yield text, spans


def uner(rules: Rules, misses: bool) -> dict[str, float]:
    """F1 by script and label on the odd sentences, on the even ones where the misses are asked for."""
    scores = {}
    for script in ("hans", "hant"):
        tally, missed, extra = Counter[str](), Counter[str](), Counter[str]()
        for number, (text, gold) in enumerate(sentences(SHARED / "data" / "spans" / f"uner_gsd_{script}_train.iob2")):
            if number % 2 == (0 if misses else 1):
                document = flow.read([Article(text)])[0]
                mentions, _ = flow.recognise([document], rules)[0]
                shadow = document.shadow
                for label, kind in KINDS.items():
                    got = {
                        document.origin.raw_span(m.start, m.end) for m in mentions if m.kind == kind and not m.in_name
                    }
                    want = gold[label]
                    tally.update({label + "hit": len(got & want), label + "got": len(got), label: len(want)})
                    for spans, counter in ((want - got, missed), (got - want, extra)):
                        counter.update(f"{label} {text[max(0, a - 5):a]}[{text[a:b]}]{text[b:b + 4]}" for a, b in spans)
                del shadow
        for label in KINDS:
            hit, found, wanted = tally[label + "hit"], tally[label + "got"], tally[label]
            precision, recall = hit / max(1, found), hit / max(1, wanted)
            scores[f"{script} {label}"] = f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(f"uner {script} {label}: {wanted} in gold, P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
        if misses:
            print("missed", *sorted(missed), sep="\n  ")
            print("extra", *sorted(extra), sep="\n  ")
    return scores


def cost(rules: Rules, megabytes: float = 3.0) -> float:
    """CPU of the two kinds as a share of what jieba's cut would take, measured beside the engine's own cut."""
    spent, clock, size = Counter[str](), time.process_time, 0.0
    found = articles(megabytes)
    for number, article in enumerate(found):
        document = flow.read([article])[0]
        candidates = [
            c
            for module in (flow.blocks, flow.quantities, flow.dates, flow.places, flow.lexicon)
            for c in module.candidates(document, rules)
        ]
        tokens = Tokens.of(document.shadow, document.words, resolve(document, candidates)[0])
        t0 = clock()
        engine().cut(document.shadow)
        t1 = clock()
        candidates += organizations.candidates(document, tokens, rules)
        t2 = clock()
        candidates += people.candidates(document, tokens, rules)
        t3 = clock()
        mentions, _ = resolve(document, candidates)
        t4 = clock()
        mentions = canonical_orgs.settle(document, mentions, rules)
        t5 = clock()
        people.settle(document, mentions, rules)
        t6 = clock()
        if number >= len(found) // 10:  # the tables are warm
            size += len(article.raw.encode("utf-8")) / 1e6
            spent.update({
                "cut": t1 - t0, "organizations": t2 - t1, "people": t3 - t2, "settle organizations": t5 - t4,
                "settle people": t6 - t5,
            })  # fmt: skip
    share = (sum(spent.values()) - spent["cut"]) / (spent["cut"] / RJIEBA_SHARE)
    figures = ", ".join(f"{name} {seconds * 1000 / size:.1f}" for name, seconds in spent.items())
    print(f"cost in ms/MB: {figures}; together {share:.4f} of jieba.cut")
    return share


def main(argv: list[str]) -> int:
    rules, misses = load_rules(), "--misses" in argv
    for name in [a for a in argv if a[0] != "-"] or ["uner", "cost"]:
        if name == "cost":
            cost(rules)
        else:
            uner(rules, misses)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
