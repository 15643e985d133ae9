"""Files that are written whole or not at all: under another name first, moved into place when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tonggao.errors import ExportError

PART = ".part"


def part_of(path: Path) -> Path:
    """The name under which a file stands while it is being written."""
    return path.with_name(f".{path.name}{PART}")


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and leaves nothing when it does not.

    Raises `ExportError` where the file cannot be written.
    """
    part = part_of(path)
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{path} could not be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    with whole(path) as file:
        file.write(content)
