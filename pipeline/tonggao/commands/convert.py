"""`tonggao convert`: files between Simplified and Traditional characters, words of the region included."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from tonggao.dataset.files import whole
from tonggao.errors import ReadError
from tonggao.text.charset import decode
from tonggao.text.convert import TARGETS, convert_stream


@click.command("convert")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", required=True, type=click.Choice(TARGETS), help="Script or region to convert to.")
@click.option("--region", default="", type=click.Choice(["", "TW", "HK"]), help="Where a Traditional text comes from.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write the converted files to.")
def command(files: tuple[Path, ...], to: str, region: str, output: Path | None) -> None:
    """Convert FILES and write them as UTF-8: to the screen, or under their names in the folder -o."""
    for path in files:
        if not path.is_file():
            raise ReadError(f"{path}: no such file")
        text, _, _ = decode(path.read_bytes(), path)
        if output is None:
            converted = io.StringIO()
            convert_stream(io.StringIO(text, newline=""), converted, to, region)
            sys.stdout.buffer.write(converted.getvalue().encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
            continue
        if (output / path.name).resolve() == path.resolve():
            raise ReadError(f"{path}: would be overwritten by its own conversion; give another folder")
        output.mkdir(parents=True, exist_ok=True)
        with whole(output / path.name) as binary:
            target = io.TextIOWrapper(binary, "utf-8", "replace", newline="", write_through=True)
            convert_stream(io.StringIO(text, newline=""), target, to, region)
            target.flush()
            target.detach()
        click.echo(output / path.name)
