"""One program, one name: short forms in an article, aliases across articles and scripts."""

from __future__ import annotations

from tonggao.flow import extract_article
from tonggao.model import Article, Name
from tonggao.names.canonical import full_forms


def names(text: str, region: str = "CN") -> list[str]:
    reading = extract_article(Article(text, "t", published="2018-10-26", region=region))
    return [m.value.name for m in reading.of("program")]  # type: ignore[union-attr]


def test_a_short_form_takes_the_full_name_of_the_article() -> None:
    text = "全国深度贫困地区网络扶贫工作现场推进会在四川举行。与会者谈到网络扶贫工作现场推进会的重要性。"
    assert names(text) == ["全国深度贫困地区网络扶贫工作现场推进会"] * 2


def test_the_full_name_may_come_later() -> None:
    text = "「丽池亲水景观空间营造计划」工程动工，市府以「新竹市丽池亲水景观空间营造计划」获补助546万元。"
    assert names(text, "TW") == ["新竹市丽池亲水景观空间营造计划"] * 2


def test_aliases_have_one_name_across_articles_and_scripts() -> None:
    assert names("坚决打赢脱贫攻坚战。") == names("堅決打贏脫貧攻堅戰。") == names("推进扶贫攻坚工作。") == ["脱贫攻坚"]
    assert names("上线“益农社”7.5万家。") == names("建成益农信息社2000多个。") == ["益农信息社"]
    assert names("接应国家普遍服务部署。") == ["电信普遍服务"]


def test_names_of_different_types_stay_apart() -> None:
    forms = full_forms([Name("农村饮水安全", "policy"), Name("定南县农村饮水安全", "project")])
    assert forms == {}


def test_a_chain_of_short_forms_ends_at_the_longest() -> None:
    names_of_one = ("推进会议甲", "扶贫推进会议甲", "全国扶贫推进会议甲")
    forms = full_forms([Name(name, "event") for name in names_of_one])
    assert set(forms.values()) == {"全国扶贫推进会议甲"}
