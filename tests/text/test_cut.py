"""Words, parts of speech, user words, sentences and clauses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tonggao.errors import TableError
from tonggao.model import Line
from tonggao.text import cut


def in_one_paragraph(text: str) -> tuple[Line, ...]:
    return (Line(0, len(text), 0, paragraph=1),)


def cut_up(text: str, lines: tuple[Line, ...] | None = None) -> list[list[str]]:
    found = cut.sentences(text, lines or in_one_paragraph(text))
    return [[text[start:end] for start, end in sentence.clauses] for sentence in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10月25日,现场推进会举行。柯瑞文出席会议。", [["10月25日,", "现场推进会举行。"], ["柯瑞文出席会议。"]]),
        ("投资1,100亩;占比5.5%,共1100户", [["投资1,100亩;", "占比5.5%,", "共1100户"]]),
        ("8:30开会：比分3:1，见http://a.cn。", [["8:30开会：", "比分3:1，", "见http://a.cn。"]]),
        ("1.实现增加值5亿元。2.增长8%。", [["1.实现增加值5亿元。"], ["2.增长8%。"]]),
        ("水稻、玉米、大豆共3个品种", [["水稻、玉米、大豆共3个品种"]]),
        ("他说：“很好。”会议结束。", [["他说：", "“很好。”"], ["会议结束。"]]),
        ("以“加油！中国”为题的活动举行！", [["以“加油！中国”为题的活动举行！"]]),
        ("坚定“项目为王，干事为先”的理念，投产。", [["坚定“项目为王，干事为先”的理念，", "投产。"]]),
        ("《你好！李焕英》，票房50亿元。", [["《你好！李焕英》，", "票房50亿元。"]]),
        ("完成投资（见附件。下同。）5亿元。", [["完成投资（见附件。", "下同。）", "5亿元。"]]),
        ('他说:"很好。"会议结束。"再见。"', [["他说:", '"很好。"'], ["会议结束。"], ['"再见。"']]),
        ("完成投资5亿元.同比增长3%.", [["完成投资5亿元."], ["同比增长3%."]]),
        ("真的吗？！是的……会的。", [["真的吗？！"], ["是的……", "会的。"]]),
        ("访问a.cn?id=3,共5人", [["访问a.cn?id=3,", "共5人"]]),
        ("有人喊：「睇住！」，其他人急步走。", [["有人喊：", "「睇住！」，", "其他人急步走。"]]),
        ("**我们愿意投资70亿元。**他说。", [["**我们愿意投资70亿元。**"], ["他说。"]]),
        ("源自其执行力！”。据悉，产值增长。", [["源自其执行力！”。"], ["据悉，", "产值增长。"]]),
    ],
)
def test_sentences_and_clauses(text: str, expected: list[list[str]]) -> None:
    assert cut_up(text) == expected


def test_a_sentence_runs_over_wrapped_lines_and_stops_at_paragraphs_and_zones() -> None:
    text = "完成投资\n5亿元。增长\n第二段没有句号\n表格"
    lines = (
        Line(0, 4, 0, paragraph=1),
        Line(5, 11, 5, paragraph=1),
        Line(12, 19, 12, paragraph=2),
        Line(20, 22, 20, zone="table", paragraph=2),
    )
    assert [text[s.start : s.end] for s in cut.sentences(text, lines)] == [
        "完成投资\n5亿元。", "增长", "第二段没有句号", "表格",
    ]  # fmt: skip


def test_white_space_and_list_markers() -> None:
    text = "　　一. 总体要求。实现增长。　"
    found = cut.sentences(text, (Line(0, len(text), 5, paragraph=1),))
    assert [text[s.start : s.end] for s in found] == ["一. 总体要求。", "实现增长。"]
    assert cut.sentences("　 \t", in_one_paragraph("　 \t")) == ()


def test_sentences_carry_the_sections_of_their_lines() -> None:
    text = "一、回顾\n投资增长。\n（一）工业\n产值5亿元。\n二、安排\n力争8%。"
    starts = [0, 5, 11, 17, 24, 29]
    ends = [4, 10, 16, 23, 28, 34]
    levels = [1, 0, 2, 0, 1, 0]
    lines = tuple(
        Line(start, end, start, "heading" if level else "body", level, number)
        for number, (start, end, level) in enumerate(zip(starts, ends, levels, strict=True), 1)
    )
    sections = [(), (0,), (0,), (0, 2), (), (4,)]
    assert [s.section for s in cut.sentences(text, lines, sections)] == sections


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("投资", "vn"),
        ("四川", "ns"),
        ("一产", "j"),
        ("γ射线", "n"),
        ("2018", "m"),
        ("GDP", "eng"),
        ("，", "x"),
        ("柯瑞文", ""),
    ],
)
def test_tags(word: str, tag: str) -> None:
    assert cut.tag(word) == tag


def test_tags_of_lone_surrogates_do_not_raise() -> None:
    assert cut.tag("\ud800") == "x"


def run(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints: user words and imports last as long as their process."""
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=env, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_jieba_itself_is_never_imported() -> None:
    code = (
        "import sys; from tonggao.text import cut; from tonggao.model import Line\n"
        "assert 'rjieba' not in sys.modules\n"
        "cut.words('F-35龥龥战机柯瑞文'); cut.tag('一产'); cut.sentences('好。', (Line(0, 2, 0),))\n"
        "print('jieba' in sys.modules, 'rjieba' in sys.modules)"
    )
    assert run(code) == "False True"


def test_user_words_are_cut_as_jieba_cuts_them(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    rows = ["益农信息社 nz", "网络扶贫 20 n", "", "F-35 300 nz", "5G", "王小明", "深度贫困 0", "贫困 0", "投资 90000"]
    path.write_text("\ufeff" + "\n".join(rows), encoding="utf-8")
    code = """
import sys, pathlib, jieba
from tonggao.text import cut
jieba.load_userdict(sys.argv[1])
assert cut.add_words(pathlib.Path(sys.argv[1])) == 8
texts = ["网络扶贫让深度贫困地区的贫困群众用上5G，建成益农信息社", "F-35和王小明，投资贫困县", "贫困", "5G网络F-35A"]
for text in texts:
    assert cut.words(text).texts == jieba.lcut(text), (cut.words(text).texts, jieba.lcut(text))
print(cut.tag("益农信息社"), cut.words("建成益农信息社").texts)
"""
    assert run(code, str(path)) == "nz ['建成', '益农信息社']"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("益农社 5 n\n网络扶贫 五 n\n".encode(), 2, "holds ' '"),
        ("益农社 5 n\n\n益农、社 5 n\n".encode(), 3, "holds '、'"),
        ("益农社\t5\tn\n".encode(), 1, "holds '\\t'"),
        ("益农社 5\n网络 5\n".encode("gb18030"), 1, "not UTF-8"),
    ],
)
def test_a_broken_user_dictionary_is_an_error_with_its_line(
    tmp_path: Path, content: bytes, line: int, reason: str
) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(content)
    with pytest.raises(TableError) as error:
        cut.add_words(path)
    assert f"words.txt:{line}:" in str(error.value)
    assert reason in str(error.value)
