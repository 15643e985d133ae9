"""`tonggao add`: an article into the corpus, byte for byte, its metadata beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tonggao.corpus import store
from tonggao.dataset.ids import document_id
from tonggao.errors import CorpusError
from tonggao.text.charset import decode


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--corpus", default="corpus", show_default=True, type=click.Path(path_type=Path), help="The corpus folder."
)
@click.option("--published", default="", help="Day of publication, as 2018-10-26.")
@click.option("--title", default="", help="Title; it is context only and yields no rows.")
@click.option("--source", default="", help="Publisher.")
@click.option("--url", default="", help="Where the article was found.")
@click.option("--region", default="", help="CN, HK, TW or MO: whose currency, calendar and units it uses.")
@click.option("--id", "doc_id", default="", help="Id of the article.  [default: from its text]")
@click.option("--yes", is_flag=True, help="Do not ask before adding.")
def command(files: tuple[Path, ...], corpus: Path, yes: bool, **metadata: str) -> None:
    """Copy text FILES into the corpus, exactly as received, with a .toml beside each."""
    if len(files) > 1 and (metadata["doc_id"] or metadata["title"]):
        raise CorpusError("--id and --title belong to one article; add the files one by one")
    for path in files:
        added = add(path, corpus, metadata, ask=not yes)
        click.echo(f"{added}" if added else f"{path}: left out")


def add(path: Path, corpus: Path, metadata: dict[str, str], ask: bool) -> Path | None:
    """Add one file; where somebody can be asked, show what would be stored first. `None` if it was declined.

    Raises `CorpusError` where there is no such file, `ReadError` where it is no text.
    """
    if not path.is_file():
        raise CorpusError(f"{path}: no such file")
    content = path.read_bytes()
    text, charset, _ = decode(content, path)
    beside = store.metadata_of(path) if path.suffix == ".txt" else {}
    full = beside | {name: value for name, value in metadata.items() if value}
    full.setdefault("doc_id", document_id(text))
    if ask and sys.stdin.isatty():
        click.echo(f"{path}: {len(text)} characters, {charset}\n{store.toml(full)}", err=True)
        if not click.confirm(f"Add it to {corpus}?", default=True, err=True):
            return None
    return store.add(corpus, path.name, content, full)
