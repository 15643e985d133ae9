"""Write the column tables of README.md and README.zh.md from the schema.

usage: build_readme.py [--check]      --check changes nothing and fails where a table is not current
"""

from __future__ import annotations

import sys
from pathlib import Path

from tonggao.schema import Column, TableSchema, tables, written

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- tables -->\n", "<!-- end of tables -->"
SHARED = ("quantities", "dates", "places", "programs", "organizations", "people")


def sections(chinese: bool) -> str:
    """The tables in Markdown: what mention tables share is told once."""
    parts = []
    mention = [c for c in tables()["quantities"].columns if all(c in tables()[name].columns for name in SHARED)]
    for table in sorted(written(), key=lambda t: t.role != "flat"):
        columns = [c for c in table.columns if table.name not in SHARED or c not in mention]
        title = table.title_zh if chinese else table.title
        parts.append(f"### `{table.name}` · {title}\n\n{_described(table, chinese)}\n\n{_grid(columns, chinese)}")
        if table.name == "fact_slots":
            heading = "各提及表共有的列" if chinese else "Columns that all mention tables share"
            names = ", ".join(f"`{name}`" for name in SHARED)
            parts.append(f"### {heading}\n\n{names}\n\n{_grid(mention, chinese)}")
    return "\n".join(parts)


def _described(table: TableSchema, chinese: bool) -> str:
    return table.description_zh if chinese else table.description


def _grid(columns: list[Column], chinese: bool) -> str:
    head = "| 列 | 类型 | 说明 |" if chinese else "| column | type | what |"
    rows = [head, "|---|---|---|"]
    for column in columns:
        what = f"{column.title_zh}：{column.description_zh}" if chinese else column.description
        values = f" ({', '.join(f'`{v}`' for v in column.values)})" if column.values else ""
        kind = "string" if column.type == "text" else column.type
        target = f" → `{column.key}`" if column.key not in ("", "primary") else ""
        rows.append(f"| `{column.name}` | {kind}{'' if column.null else '*'} | {what}{values}{target} |")
    note = "`*` 从不为空" if chinese else "`*` never empty"
    return "\n".join([*rows, "", note, ""])


def current(text: str, chinese: bool) -> str:
    """The README with its tables made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{sections(chinese)}\n{END}{after}"


def main(argv: list[str]) -> int:
    """Write both files, or check them."""
    stale = []
    for name, chinese in (("README.md", False), ("README.zh.md", True)):
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        made = current(text, chinese)
        if made != text:
            stale.append(name)
            if "--check" not in argv:
                path.write_text(made, encoding="utf-8")
    if stale and "--check" in argv:
        print(f"not current: {', '.join(stale)}; run scripts/build_readme.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
