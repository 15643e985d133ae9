"""`tonggao extract`: articles in, tables out; without `-o` the facts on the screen or in the pipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

import click

from tonggao.commands.request import Request
from tonggao.dataset.collect import Options, Script

FORMATS = ("csv", "jsonl", "json", "parquet", "sqlite", "xlsx", "geojson")


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write the tables to.")
@click.option(
    "--format", "formats", default="csv,jsonl", show_default=True, help=f"Any of {','.join(FORMATS)}, or all."
)
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, no cell that runs as a formula.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes to work with.")
@click.option("--rules", type=click.Path(path_type=Path), help="Folder of rules and lexicons over the built-in ones.")
@click.option(
    "--script", default="hans", show_default=True, type=click.Choice(["hans", "hant", "source"]),
    help="Script in which the tables show words.",
)  # fmt: skip
@click.option("--boilerplate", is_flag=True, help="Extract from navigation and footers too.")
@click.option("--published", help="Day of articles that come without one, as 2018-10-26.")
@click.option("--region", help="Region of articles that come without one: CN, HK, TW or MO.")
@click.option("--title", help="Title of an article that comes without one.")
@click.option("--source", help="Publisher of articles that come without one.")
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of finished shards.  [default: OUTPUT/.shards]")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
def command(paths: tuple[Path, ...], output: Path | None, **chosen: Any) -> None:
    """Extract a dataset from PATHS: corpus folders, folders of texts, text files, JSONL, CSV or Parquet.

    Without -o the facts are printed: as a table on a terminal, as CSV in a pipe.
    """
    formats = list(FORMATS) if chosen["formats"] == "all" else [f.strip() for f in chosen["formats"].split(",")]
    if chosen["excel"]:
        formats = ["excel" if name == "csv" else name for name in formats]
    request = Request(
        paths=paths,
        given={name: chosen[name] for name in ("published", "region", "title", "source") if chosen[name]},
        options=Options(cast(Script, chosen["script"]), chosen["boilerplate"]),
        rules=chosen["rules"],
        output=output,
        formats=tuple(formats),
        workers=chosen["workers"],
        cache=chosen["cache"],
        quiet=chosen["quiet"],
    )
    if output is None:
        from tonggao.commands.show import show

        show(request)
    else:
        from tonggao.commands.batch import batch

        batch(request)
    if request.troubles and (request.single or not request.articles):
        sys.exit(1)
