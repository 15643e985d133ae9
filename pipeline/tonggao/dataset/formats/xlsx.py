"""XLSX: a sheet a table, cells typed, text never a formula, the header frozen; the same bytes on every run."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from tonggao.dataset.files import part_of
from tonggao.dataset.formats.parquet import HasTables
from tonggao.schema import Column, written

FILE = "tonggao.xlsx"
ROWS = 1_048_575  # rows under the header that a sheet can hold; what is more goes on a second sheet
LONGEST = 32_767  # characters that a cell can hold
WIDTHS = {"integer": 10, "number": 16, "boolean": 10, "date": 12, "string": 18, "text": 24}
WIDE = {"sentence_text": 80, "sentence": 80, "message": 80, "title": 40, "fact_id": 36, "mention_id": 36}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold these
EPOCH = datetime(2000, 1, 1)  # files carry no time of their making
MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


class XlsxWriter:
    """Writes every table that becomes a file, `facts_flat` as the first sheet."""

    def __init__(self, out: Path, name: str, stack: ExitStack) -> None:
        from openpyxl import Workbook

        self._path = out / FILE
        self.files = [self._path]
        self._book: Any = Workbook(write_only=True)
        self._sheets: dict[str, Any] = {}
        self._rows: dict[str, int] = {}
        for table in sorted(written(), key=lambda t: t.role != "flat"):
            self._begin(table.name, table.columns, table.name)

    def add(self, batch: HasTables) -> None:
        """Write the rows of one batch."""
        for table in written():
            for row in _rows(batch, table.name):
                if self._rows[table.name] and self._rows[table.name] % ROWS == 0:
                    number = self._rows[table.name] // ROWS + 1
                    self._begin(table.name, table.columns, f"{table.name} {number}")
                self._rows[table.name] = self._rows.get(table.name, 0) + 1
                sheet = self._sheets[table.name]
                sheet.append([self._cell(sheet, value) for value in row])

    def close(self) -> None:
        """Save the book, without the times at which its parts were made."""
        raw = part_of(self._path).with_suffix(".raw")
        try:
            self._book.save(raw)
            with zipfile.ZipFile(raw) as old, zipfile.ZipFile(part_of(self._path), "w", zipfile.ZIP_DEFLATED) as new:
                for name in old.namelist():
                    content = old.read(name)
                    if name == "docProps/core.xml":
                        content = MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", content)
                    new.writestr(zipfile.ZipInfo(name, EPOCH.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
        finally:
            raw.unlink(missing_ok=True)

    def _begin(self, table: str, columns: tuple[Column, ...], title: str) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            width = WIDE.get(column.name, WIDTHS[column.type])
            sheet.column_dimensions[get_column_letter(number)].width = width
        heads = []
        for column in columns:
            cell = WriteOnlyCell(sheet, column.name)
            cell.font = Font(bold=True)
            heads.append(cell)
        sheet.append(heads)
        self._sheets[table] = sheet
        self._rows.setdefault(table, 0)

    def _cell(self, sheet: Any, value: Any) -> Any:
        """A cell that is what it says: text stays text, whatever it begins with."""
        if not isinstance(value, str):
            return value
        from openpyxl.cell import WriteOnlyCell

        text = FORBIDDEN.sub("\ufffd", value)[:LONGEST]
        if not text.startswith(("=", "#")):
            return text
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        return cell


def _rows(batch: HasTables, name: str) -> Iterator[tuple[Any, ...]]:
    table = batch.tables[name]
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


writer = XlsxWriter
