"""The command line as people and scripts use it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tonggao.cli import command

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
TEXT = "2017年，四川省涼山州累計投資超過1100億元，新建公路2.5萬公里。"


def tonggao(*arguments: object) -> Result:
    """The command in this process; its own errors are raised."""
    return CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False, standalone_mode=False)


def shell(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as a pipe sees it."""
    return subprocess.run([sys.executable, "-m", "tonggao.cli", *map(str, arguments)], capture_output=True, check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_facts_come_as_csv_in_a_pipe(article: Path) -> None:
    done = shell("extract", article, "--published", "2018-03-05", "--region", "CN")
    assert done.returncode == 0 and done.stderr == b""
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    assert [row["value"] for row in rows] == ["110000000000", "25000"] and rows[0]["place"] == "513400"


def test_facts_come_as_a_table_on_a_terminal(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import pty

    leader, follower = pty.openpty()
    monkeypatch.setenv("COLUMNS", "200")
    command_line = [sys.executable, "-m", "tonggao.cli", "extract", str(article), "--region", "CN"]
    process = subprocess.Popen(command_line, stdout=follower, stderr=subprocess.PIPE)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        shown += piece
        if not piece:
            break
    assert process.wait() == 0
    text = shown.decode("utf-8")
    assert "Words as said" in text and "1100亿元" in text and "fact_id" not in text


def test_a_folder_of_outputs_is_complete(tmp_path: Path) -> None:
    result = tonggao("extract", CORPUS, "-o", tmp_path / "out", "--format", "all")
    names = {p.name for p in (tmp_path / "out").iterdir()}
    wanted = {"facts.csv", "facts_flat.csv", "documents.csv", "articles.jsonl", "articles.json", "datapackage.json",
              "facts.parquet", "tonggao.sqlite", "tonggao.xlsx", "facts.geojson"}  # fmt: skip
    assert wanted <= names
    assert "open first" in result.stderr and "facts_flat.csv" in result.stderr and "29 facts" not in result.stdout
    assert not [name for name in names if name.endswith(".part")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" + bytes(range(256)), "image.txt"),
        ("rows.jsonl", '{"text": "投资3亿元。"}\n{"text": \n'.encode(), "rows.jsonl:2"),
    ],
)
def test_what_cannot_be_read_is_an_error_for_one_input_and_an_issue_among_many(
    name: str, content: bytes, reason: str, tmp_path: Path, article: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = shell("extract", path)
    assert done.returncode == 1 and reason in done.stderr.decode() and b"Traceback" not in done.stderr
    done = shell("extract", path, article, "-o", tmp_path / "out", "--quiet")
    assert done.returncode == 0 and reason in done.stderr.decode()
    with (tmp_path / "out" / "issues.csv").open(encoding="utf-8", newline="") as file:
        (issue,) = (row for row in csv.DictReader(file) if row["severity"] == "error")
    assert issue["file"] == str(path) and reason in issue["message"]
    assert issue["line"] == ("2" if name == "rows.jsonl" else "")


def test_one_unreadable_input_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"")
    done = shell("extract", tmp_path / "x.txt", "-o", tmp_path / "out")
    assert done.returncode == 1 and not [p for p in (tmp_path / "out").glob("*") if p.is_file()]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("extract", "nowhere.txt"), "nowhere.txt: no such file"),
        (("extract", CORPUS, "--format", "xls", "-o", "x"), "unknown format 'xls'"),
        (("extract", CORPUS, "--rules", "nowhere"), "no such folder"),
        (("extract", CORPUS, "--region", "SG"), "none of CN"),
        (("explain", CORPUS / "source.txt", "--at", "99999"), "outside the article"),
        (("evaluate", CORPUS / "source.txt"), "gold begins with"),
        (("rules", "show", "quantity.amont"), "near it: quantity.amount"),
    ],
)
def test_errors_are_one_line_that_says_what_is_wrong(arguments: tuple[object, ...], reason: str) -> None:
    done = shell(*arguments)
    message = done.stderr.decode("utf-8")
    assert done.returncode == 1 and message.startswith("tonggao: ") and reason in message and message.count("\n") == 1


def test_add_copies_the_bytes_and_keeps_the_metadata(tmp_path: Path) -> None:
    source = tmp_path / "稿件.txt"
    source.write_bytes("涼山州投資３億元。\r\n".encode())
    given = ("--title", "扶貧", "--published", "2018-10-26", "--source", "人民網", "--region", "CN")
    result = tonggao("add", source, "--corpus", tmp_path / "corpus", *given, "--yes")
    stored = Path(result.stdout.strip())
    assert stored.read_bytes() == source.read_bytes()
    dataset_row = tonggao("extract", tmp_path / "corpus", "-o", tmp_path / "out", "--quiet")
    assert dataset_row.exit_code == 0
    (line,) = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    article = json.loads(line)
    assert (article["title"], article["published"], article["source"]) == ("扶貧", "2018-10-26", "人民網")
    assert article["raw"] == "涼山州投資３億元。\r\n" and article["doc_id"].startswith("d")


def test_convert_writes_the_other_script(tmp_path: Path, article: Path) -> None:
    tonggao("convert", article, "--to", "hans", "-o", tmp_path / "out")
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8").startswith("2017年，四川省凉山州累计投资")
    done = shell("convert", article, "--to", "hans")
    assert done.stdout.decode("utf-8").startswith("2017年，四川省凉山州")
    assert shell("convert", article, "--to", "hans", "-o", tmp_path).returncode == 1


def test_rules_can_be_shown() -> None:
    shown = tonggao("rules", "show", "quantity.amount").stdout
    assert "{q_number}" in shown and "quantity.toml: rule" in shown and "1100亿元" in shown
    assert tonggao("rules", "show", "units").stdout.splitlines()[0].split("\t")[0]


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['tonggao', '--help']\nfrom tonggao.cli import command\ntry: command()\n"
    code += "except SystemExit: print(sorted({'pandas', 'pyarrow', 'spacy', 'opencc', 'rjieba'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]" and "extract" in done.stdout


def test_extracting_one_article_imports_neither_pandas_nor_spacy(article: Path) -> None:
    code = f"import sys; sys.argv = ['tonggao', 'extract', {str(article)!r}]\nfrom tonggao.cli import command\n"
    code += "try: command()\nexcept SystemExit: print(sorted({'pandas', 'spacy', 'pypinyin'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_stops_early_is_no_error(article: Path) -> None:
    line = f"{sys.executable} -m tonggao.cli extract {article} | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
