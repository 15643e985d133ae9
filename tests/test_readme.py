"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```python\n(.*?)```", re.S)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_python_example_gives_what_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert blocks
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {"Decimal": Decimal}, name, name, 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.failed == 0 and result.attempted > 3, "".join(told)


def test_the_column_tables_follow_the_schema() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "build_readme.py", "--check"], check=False)
    assert done.returncode == 0


def test_every_command_of_the_readme_exists() -> None:
    from tonggao.cli import COMMANDS

    for name in ("README.md", "README.zh.md"):
        used = set(re.findall(r"^tonggao (\w+)", (ROOT / name).read_text(encoding="utf-8"), re.M))
        assert used == set(COMMANDS)
