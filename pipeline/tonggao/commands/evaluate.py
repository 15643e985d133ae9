"""`tonggao evaluate`: articles against gold, per kind and article, each miss in its sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from tonggao.corpus.store import metadata_of
from tonggao.dataset.collect import Options
from tonggao.errors import ReadError
from tonggao.evaluate.gold import SUFFIX, found_in, read_gold
from tonggao.evaluate.report import figures, misses, table
from tonggao.evaluate.score import Score, score
from tonggao.flow import extract_article
from tonggao.grammar.load import Rules, load_rules
from tonggao.result import Extraction
from tonggao.text.read import read_articles


@click.command("evaluate")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of the texts.  [default: beside the gold]")
@click.option("--found", type=click.Path(path_type=Path), help="Score this articles.jsonl instead of extracting.")
@click.option("--rules", type=click.Path(path_type=Path), help="Folder of rules over the built-in ones.")
@click.option("--misses/--no-misses", "show_misses", default=True, help="Whether to print each miss.")
@click.option("--json", "as_json", is_flag=True, help="Print figures and misses as JSON.")
def command(
    gold: tuple[Path, ...],
    articles: Path | None,
    found: Path | None,
    rules: Path | None,
    show_misses: bool,
    as_json: bool,
) -> None:
    """Score the articles of GOLD (NAME.gold.tsv, or folders of them).

    The text of NAME is NAME.txt beside its gold, in a folder `articles` there, or in the folder above.
    """
    paths = _gold_files(gold)
    whole = Score()
    report: dict[str, Any] = {}
    rows = [read_gold(path) for path in paths]
    for path, gold_rows, article in zip(paths, rows, _articles(paths, articles, found, rules), strict=True):
        own = score(gold_rows, found_in(article))
        whole += own
        report[_name(path)] = figures(own) | {"misses": list(misses(own, article["raw"]))}
        if not as_json:
            _print(_name(path), own, article["raw"] if show_misses else None)
    if as_json:
        click.echo(json.dumps(report | {"all": figures(whole)}, ensure_ascii=False, indent=1))
    elif len(paths) > 1:
        _print("all together", whole, None)


def _print(title: str, made: Score, raw: str | None) -> None:
    click.echo(f"== {title}")
    for line in table(made):
        click.echo(line)
    if raw is not None:
        for line in misses(made, raw):
            click.echo(line)


def _gold_files(given: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in given:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not inside or not inside[0].is_file():
            raise ReadError(f"{path}: no gold (NAME{SUFFIX})")
        found += inside
    return found


def _articles(
    paths: list[Path], folder: Path | None, found: Path | None, rules: Path | None
) -> Iterator[dict[str, Any]]:
    """The article of every gold file as JSON: read from `found`, or extracted now."""
    if found is not None:
        lines = found.read_text(encoding="utf-8").splitlines()
        by_id = {article["doc_id"]: article for article in map(json.loads, lines)}
        for path in paths:
            if _name(path) not in by_id:
                raise ReadError(f"{found}: no article {_name(path)}")
            yield by_id[_name(path)]
        return
    loaded = load_rules(rules)
    for path in paths:
        yield _extract(_text_of(path, folder), loaded)


def _extract(path: Path, rules: Rules) -> dict[str, Any]:
    received = next(iter(read_articles(path)))
    if received.article is None:
        raise ReadError("; ".join(issue.message for issue in received.issues))
    article = replace(received.article, **(_listed(path) | metadata_of(path)))
    return Extraction(extract_article(article, rules), Options()).to_dict()


def _listed(path: Path) -> dict[str, Any]:
    """Metadata of a text from an `articles.json` in its folder: an object of objects by name."""
    listing = path.with_name("articles.json")
    if not listing.is_file():
        return {}
    own = json.loads(listing.read_text(encoding="utf-8")).get(path.stem, {})
    return {name: own[name] for name in ("title", "published", "region") if own.get(name)}


def _text_of(gold: Path, folder: Path | None) -> Path:
    name = f"{_name(gold)}.txt"
    places = [folder] if folder else [gold.parent, gold.parent / "articles", gold.parent.parent]
    for place in places:
        if (place / name).is_file():
            return place / name
    raise ReadError(f"{gold}: its text {name} is not in {', '.join(map(str, places))}; name the folder with --articles")


def _name(gold: Path) -> str:
    return gold.name.removesuffix(SUFFIX)
