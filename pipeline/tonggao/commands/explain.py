"""`tonggao explain`: which rule, cue and losing candidates stand behind what was extracted."""

from __future__ import annotations

from pathlib import Path

import click

from tonggao.corpus.intake import files, items
from tonggao.errors import ReadError
from tonggao.explain import explain
from tonggao.flow import extract_article
from tonggao.grammar.load import load_rules


@click.command("explain")
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--at", type=int, help="Offset into the text as received (start_char of a row): explain that place only.")
@click.option("--id", "doc_id", default="", help="Which article, where ARTICLE is a table or folder of several.")
@click.option("--rules", type=click.Path(path_type=Path), help="Folder of rules over the built-in ones.")
@click.option("--published", default="", help="Day of an article that comes without one, as 2018-10-26.")
@click.option("--region", default="", help="Region of an article that comes without one: CN, HK, TW or MO.")
def command(article: Path, at: int | None, doc_id: str, rules: Path | None, published: str, region: str) -> None:
    """Explain what was extracted from ARTICLE: the rule, what it beat, where each slot of a fact came from."""
    given = {name: value for name, value in (("published", published), ("region", region)) if value}
    loaded = load_rules(rules)
    found = 0
    for item in items(files([article]), given):
        if item.article is None:
            raise ReadError("; ".join(notice.message for notice in item.notices))
        if doc_id and item.article.doc_id != doc_id:
            continue
        found += 1
        click.echo(f"== {item.article.doc_id}")
        for line in explain(extract_article(item.article, loaded), at):
            click.echo(line)
    if not found:
        raise ReadError(f"{article}: no article with the id {doc_id}")
