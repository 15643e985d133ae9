"""Words that only name something: members of lists before an amount, what stands in quotation marks."""

from __future__ import annotations

import pytest

from tonggao.flow import extract_article
from tonggao.model import Article


def indicator(text: str, surface: str) -> str:
    facts = extract_article(Article(text, "t", published="2018-10-26", region="CN")).facts
    return next(fact.get("indicator") for fact in facts if text.startswith(surface, fact.quantity.start))


@pytest.mark.parametrize(
    ("text", "surface", "verb"),
    [
        ("产品具有打印、复印、扫描三种功能。", "三种", "具有"),
        ("實施住房保障、創業服務等十條支持措施。", "十條", "实施"),
        ("启动开展“生态环境保护治理攻坚年”九项行动。", "九项", "开展"),
        ("新建、改建两条公路。", "两条", "改建"),
        ("男生分别承认制造爆炸品及管有爆炸品等共5项控罪。", "5项", "承认制造"),
        ("抓好建设（含改建）、开发等3项工作。", "3项", "抓好"),
    ],
)
def test_a_name_governs_no_amount(text: str, surface: str, verb: str) -> None:
    assert indicator(text, surface) == verb


def test_a_list_of_as_many_members_is_no_list_of_names_before_a_particle() -> None:
    assert indicator("儿童及少年安置及教养机构少了3家。", "3家") == "少"
