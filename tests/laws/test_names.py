"""Laws of names: spans hold the words they name, scripts agree, order and repetition change nothing."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from naming import people, reading, traditional

from tonggao.grammar.load import load_rules
from tonggao.model import Name, Person
from tonggao.names.likeness import Likeness

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯董程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪"
FIRST, LAST = "建志文国明俊淑美嘉晓丽秀永德育伟", "华明强军杰敏芳玲辉鹏涛娟超峰琴雯豪贤哲霞"
NAMES = st.builds(lambda a, b, c: a + b + c, st.sampled_from(SURNAMES), st.sampled_from(FIRST), st.sampled_from(LAST))
FRAMES = ("市长{}表示，工程完工。", "会议由{}主任主持。", "记者{}报道。", "总经理{}出席了仪式。", "委员{}、{}到场。")
TEXT = st.text(st.sampled_from("市委公司华泰王明长（）“”·、，。的和张 \n2018年银行"), max_size=60)


def test_names_beside_titles_are_found() -> None:
    """98 of 100: what else the cut makes of the characters (韩国 | 华) can hide the rest."""
    choice = random.Random(1)
    drawn = [("".join(map(choice.choice, (SURNAMES, FIRST, LAST))), choice.choice(FRAMES[:4])) for _ in range(300)]
    missed = [(name, frame) for name, frame in drawn if [p.split("|")[0] for p in people(frame.format(name))] != [name]]
    assert len(missed) <= len(drawn) // 50, missed


@settings(max_examples=40, deadline=None)
@given(NAMES, NAMES)
def test_scripts_agree(one: str, other: str) -> None:
    text = FRAMES[4].format(one, other)
    assert people(text) == people(traditional(text))


@settings(max_examples=120, deadline=None)
@given(TEXT)
def test_any_text_gives_spans_with_names_and_the_same_again(text: str) -> None:
    first, second = reading(text), reading(text)
    assert first.mentions == second.mentions
    for mention in first.mentions:
        assert 0 <= mention.start < mention.end <= len(first.document.shadow)
        if mention.kind in ("person", "organization"):
            assert isinstance(mention.value, Name | Person) and mention.value.name


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6))
def test_a_score_is_a_number_for_any_string(name: str) -> None:
    assert isinstance(Likeness(load_rules()).score(name), int)
