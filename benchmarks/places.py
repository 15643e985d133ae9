#!/usr/bin/env python3
"""How well places are found and coded: UNER GSD spans, round trips of units, cost against `jieba.cut`.

usage: places.py [uner|units|cost] [--misses]       data under $TONGGAO_SHARED (default ../shared beside the project)

`uner`: exact-span precision, recall and F1 of LOC in both scripts; even sentences are for tuning, odd ones reported.
`units`: every unit in force in full, middle and short form, alone and in a chain; 2,000 (unit, year) of the past.
`cost`: CPU of `candidates` and `link` as a share of what jieba's cut would take; size and loading of the tables.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Article, Document, Line, Mention, Place
from tonggao.recognise import link, places
from tonggao.recognise.gazetteer import EVER, TABLES, Gazetteer, Unit
from tonggao.resolve import resolve
from tonggao.text import convert, cut
from tonggao.text.dictionary import engine
from tonggao.text.origin import OriginMap

SHARED = Path(os.environ.get("TONGGAO_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
RJIEBA_SHARE = 0.057  # of the CPU that jieba.cut takes for the same text, rjieba's cut takes this much


def document(text: str, region: str = "CN", source: str | None = None) -> Document:
    """A bare document of `text`: no repairs, one line."""
    script = convert.script_of(text)
    shadow = convert.shadow(text, script, region)
    return Document(
        Article(text, region=region, source=source), text, OriginMap(), (), shadow, script, region, "given",
        (Line(0, len(text), 0),), (), cut.words(shadow),
    )  # fmt: skip


def found(doc: Document, rules: Rules, reference: str | None = None) -> list[Mention]:
    """The linked place mentions of a document."""
    winners, _ = resolve(doc, places.candidates(doc, rules))
    return [m for m in link.link(doc, winners, reference, rules) if m.kind == "place"]


def sentences(path: Path) -> Iterator[tuple[str, dict[str, set[tuple[int, int]]]]]:
    """Text and spans (code points of the text) by kind, LOC ORG PER, of each sentence of an IOB2 file."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, position, begun = "", 0, ("", 0)
        spans: dict[str, set[tuple[int, int]]] = {"LOC": set(), "ORG": set(), "PER": set()}
        for line in [*block.split("\n"), "0\t\tO"]:
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line and line[0] != "#":
                _, token, tag, *_ = line.split("\t")
                at = text.find(token, position)
                if begun[0] and not tag.startswith("I-"):
                    spans[begun[0]].add((begun[1], position))
                    begun = ("", 0)
                if tag.startswith("B-"):
                    begun = (tag[2:], at)
                position = at + len(token)
        if text:
            yield text, spans


def as_uner(mentions: list[Mention], names: set[tuple[int, int]], rules: Rules) -> set[tuple[int, int]]:
    """Our mentions as UNER counts them: a chain is one span; none are what stands in an organisation's or person's
    name, and a part of a country (西部), which GOLD.md leaves open."""
    compass, spans = Gazetteer.of(rules).compass, list[tuple[int, int]]()
    for mention in mentions:
        if mention.rule == "place.anaphor" or (isinstance(mention.value, Place) and mention.value.name in compass):
            continue
        if spans and spans[-1][1] == mention.start and mention.rule != "place.character":
            spans[-1] = (spans[-1][0], mention.end)
        else:
            spans.append((mention.start, mention.end))
    return {span for span in spans if not any(a <= span[0] and span[1] <= b for a, b in names)}


def uner(rules: Rules, misses: bool) -> dict[str, float]:
    """F1 of LOC by script on the odd sentences; with `misses` on the even ones, and what went wrong there."""
    scores = {}
    for script in ("hans", "hant"):
        tally, missed, extra = Counter[str](), Counter[str](), Counter[str]()
        for number, (text, spans) in enumerate(sentences(SHARED / "data" / "spans" / f"uner_gsd_{script}_train.iob2")):
            if number % 2 == (1 if not misses else 0):
                doc = document(text, "")
                got = as_uner(found(doc, rules), spans["ORG"] | spans["PER"], rules)
                tally.update(hit=len(got & spans["LOC"]), found=len(got), gold=len(spans["LOC"]))
                missed.update(doc.shadow[a:b] for a, b in spans["LOC"] - got)
                extra.update(doc.shadow[a:b] for a, b in got - spans["LOC"])
        precision, recall = tally["hit"] / max(1, tally["found"]), tally["hit"] / max(1, tally["gold"])
        scores[script] = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"uner {script}: {tally['gold']} LOC, P {precision:.3f} R {recall:.3f} F1 {scores[script]:.3f}")
        if misses:
            print("missed", missed.most_common(250), "\nextra", extra.most_common(250))
    return scores


def chain(gazetteer: Gazetteer, unit: Unit, year: int) -> str:
    """The full names of the unit and of what lies above it, as they stand in an address."""
    above = [gazetteer.at(code, year) for code in reversed(unit.above) if code != "CN"]
    return "".join(one.name for one in above if one is not None) + unit.name


def units(rules: Rules, misses: bool) -> dict[str, float]:
    """Share of units whose forms resolve to their own codes: today's, and random ones of the past."""
    gazetteer = Gazetteer.of(rules)
    every = [unit for group in gazetteer.by_code.values() for unit in group if unit.code.isdigit()]
    today = [unit for unit in every if unit.last == EVER]
    past = [(u, y) for u in every for y in range(max(u.first, 1981), min(u.last, 2026) + 1) if y > u.first]
    pairs = random.Random(7).sample(past, 2_000)
    scores = {
        "chain": trip(rules, [(chain(gazetteer, u, 2026), u, 2026) for u in today], misses),
        "forms": trip(rules, list(alone(gazetteer, today)), misses),
        "past": trip(rules, [(chain(gazetteer, u, y), u, y) for u, y in pairs], misses),
    }
    for name, score in scores.items():
        print(f"units {name}: {score:.4f}")
    return scores


def alone(gazetteer: Gazetteer, today: list[Unit]) -> Iterator[tuple[str, Unit, int]]:
    """Full, middle and short forms that only one unit in force bears, each with what licenses it: the province."""
    bearers = Counter(form for form, readings in gazetteer.forms.items() for _, unit in readings if unit.valid(2026))
    keys = {unit.key for unit in today}
    for form, readings in gazetteer.forms.items():
        for _, unit in readings:
            if unit.key in keys and unit.last == EVER and bearers[form] == 1:
                province = gazetteer.at(unit.code[:2] + "0000", 2026)
                assert province is not None
                yield (form if unit.level == "province" else f"{province.name}{form}"), unit, 2026


def trip(rules: Rules, cases: list[tuple[str, Unit, int]], misses: bool) -> float:
    """Share of cases whose last mention has the unit's code and name."""
    wrong = []
    for text, unit, year in cases:
        mentions = found(document(text), rules, f"{year}-12-31")
        place = mentions[-1].value if mentions and mentions[-1].end == len(text) else None
        if not isinstance(place, Place) or (place.code, place.name) != (unit.code, unit.name):
            wrong.append((text, unit.code, year, getattr(place, "name", None), getattr(place, "code", None)))
    if misses:
        print(*wrong[:60], sep="\n")
    print(f"  {len(wrong)} of {len(cases)} wrong")
    return 1 - len(wrong) / max(1, len(cases))


def cost(rules: Rules) -> dict[str, float]:
    """CPU of both steps on a fifth of the releases, and of loading the tables."""
    start = time.process_time()
    gazetteer = Gazetteer(rules)
    len(gazetteer.automaton.find_matches_as_indexes("凉山"))
    load = time.process_time() - start
    with gzip.open(SHARED / "data" / "prose" / "releases.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for number, line in enumerate(file) if number % 5 == 3]
    documents = [document(row["text"], row.get("region") or "CN", row.get("source")) for row in rows]
    megabytes = sum(len(row["text"].encode("utf-8")) for row in rows) / 1e6
    for doc in documents[:50]:
        link.link(doc, resolve(doc, places.candidates(doc, rules))[0], "2020-01-01", rules)
    gc.collect()
    gc.freeze()  # the documents that are kept here are not what the steps have to walk over
    spent, clock = dict.fromkeys(("cut", "candidates", "link"), 0.0), time.process_time
    for doc in documents:  # side by side, so that a busy machine slows all three alike
        times = [clock()]
        engine().cut(doc.shadow)
        times.append(clock())
        found_here = places.candidates(doc, rules)
        times.append(clock())
        winners, _ = resolve(doc, found_here)
        times.append(clock())
        link.link(doc, winners, "2020-01-01", rules)
        times.append(clock())
        for name, step in (("cut", 0), ("candidates", 1), ("link", 3)):
            spent[name] += times[step + 1] - times[step]
    size = sum((TABLES / f"{name}.tsv").stat().st_size for name in ("units", "world", "townships", "place_words"))
    share = (spent["candidates"] + spent["link"]) / (spent["cut"] / RJIEBA_SHARE)
    ms = {name: seconds * 1000 / megabytes for name, seconds in spent.items()}
    print(f"cost, ms/MB: candidates {ms['candidates']:.1f}, link {ms['link']:.1f}, rjieba {ms['cut']:.1f}")
    print(f"cost: {share:.3f} of jieba.cut; tables {size / 1e6:.2f} MB, loaded in {load:.3f} s")
    return {"share": share, "load": load, "megabytes": size / 1e6}


def main(argv: list[str]) -> int:
    rules, misses = load_rules(), "--misses" in argv
    chosen = [a for a in argv if a[0] != "-"] or ["uner", "units", "cost"]
    for name in chosen:
        if name == "cost":
            cost(rules)
        else:
            {"uner": uner, "units": units}[name](rules, misses)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
