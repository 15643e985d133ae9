#!/usr/bin/env python3
"""Programs in prose: what they cost, which are most frequent, and rows to read by eye.

usage: names_programs.py cost | frequent | rows [RULE]      data under $TONGGAO_SHARED, else made from the rules

`cost`: CPU of the lexicon, of quotations, full names and titles, and of settling, a MB and against `jieba.cut` (taken
from the engine's cut of the same text in the same run). `frequent`: the 100 most frequent canonical names of 8 MB, with
the number of articles. `rows`: 300 rows of that prose, always the same ones, in their context, of rules that begin with
RULE.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from prose import articles

from tonggao import flow
from tonggao.grammar.load import Rules, load_rules
from tonggao.grammar.tokens import Tokens
from tonggao.model import Document, Mention, Name
from tonggao.names import canonical, lexicon, programs
from tonggao.recognise import blocks, dates, places, quantities
from tonggao.resolve import resolve
from tonggao.text.dictionary import engine

RJIEBA_SHARE = 0.057  # of the CPU that jieba.cut takes for the same text, rjieba's cut takes this much
ROWS = 300
AROUND = 15  # characters of context


def before_names(megabytes: float, rules: Rules) -> Iterator[tuple[Document, list[Mention]]]:
    """Documents with what stands before names are looked for."""
    for article in articles(megabytes):
        document = flow.read([article])[0]
        modules = (blocks, quantities, dates, places, lexicon)
        found = [candidate for module in modules for candidate in module.candidates(document, rules)]
        yield document, resolve(document, found)[0]


def settled(megabytes: float, rules: Rules) -> Iterator[tuple[Document, list[Mention]]]:
    """Documents with their program mentions, canonical names settled."""
    for document, mentions in before_names(megabytes, rules):
        tokens = Tokens.of(document.shadow, document.words, mentions)
        mentions, _ = resolve(document, [*mentions, *programs.candidates(document, tokens, rules)])
        yield document, [m for m in canonical.settle(document, mentions, rules) if m.kind == "program"]


def cost(rules: Rules, megabytes: float = 2) -> None:
    """CPU milliseconds a MB of each step, the best of five runs."""
    ready = [(d, m, Tokens.of(d.shadow, d.words, m)) for d, m in before_names(megabytes, rules)]
    done = [(d, resolve(d, [*m, *programs.candidates(d, t, rules)])[0]) for d, m, t in ready]
    size = sum(len(d.article.raw.encode("utf-8")) for d, _, _ in ready) / 1e6

    def measure(run: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(5):
            start = time.process_time()
            run()
            best = min(best, time.process_time() - start)
        return best * 1000 / size

    cut = engine().cut
    jieba = measure(lambda: [cut(d.shadow) for d, _, _ in ready]) / RJIEBA_SHARE
    steps = {
        "lexicon": measure(lambda: [lexicon.candidates(d, rules) for d, _, _ in ready]),
        "programs": measure(lambda: [programs.candidates(d, t, rules) for d, _, t in ready]),
        "settle": measure(lambda: [canonical.settle(d, m, rules) for d, m in done]),
    }
    for name, took in [*steps.items(), ("together", sum(steps.values()))]:
        print(f"{name:10}{took:7.1f} ms/MB   {took / jieba:.4f} of jieba.cut")


def frequent(rules: Rules, megabytes: float = 8) -> None:
    """The most frequent names: mentions, articles, type."""
    mentions, documents, types = Counter[str](), Counter[str](), dict[str, str]()
    for _, found in settled(megabytes, rules):
        names = [m.value for m in found if isinstance(m.value, Name)]
        mentions.update(name.name for name in names)
        documents.update({name.name for name in names})
        types |= {name.name: name.type for name in names}
    for name, count in mentions.most_common(100):
        print(f"{count:6} {documents[name]:5}  {types[name]:9} {name}")


def rows(rules: Rules, rule: str, megabytes: float = 8) -> None:
    """Random rows with their context."""
    lines = []
    for document, found in settled(megabytes, rules):
        shadow = document.shadow.replace("\n", "/")
        for m in found:
            if m.rule.startswith(rule) and isinstance(m.value, Name):
                left, right = shadow[max(0, m.start - AROUND) : m.start], shadow[m.end : m.end + AROUND]
                lines.append(f"{m.rule:24}{left}【{shadow[m.start : m.end]}】{right}  {m.value.name} {m.value.type}")
    print("\n".join(random.Random(1).sample(lines, min(ROWS, len(lines)))))


def main(arguments: list[str]) -> None:
    rules = load_rules()
    if arguments[:1] == ["cost"]:
        cost(rules)
    elif arguments[:1] == ["frequent"]:
        frequent(rules)
    elif arguments[:1] == ["rows"]:
        rows(rules, arguments[1] if len(arguments) > 1 else "program.")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
