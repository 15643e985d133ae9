"""A reading made by hand: what the line would hand to the dataset, independent of any recogniser."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tonggao.model import (
    Article,
    Document,
    Fact,
    Issue,
    Line,
    Mention,
    Name,
    Person,
    Place,
    Quantity,
    Reading,
    Repair,
    Sentence,
    Slot,
    TimeExpression,
    Words,
)
from tonggao.text.origin import Edit, OriginMap, rewrite

RAW = '2017年，中國(guó)電信在涼山州投資=約3至5億元，\n下降1.5%。王明說,"新建1/3畝"。\n聯繫電話：100個\n'
TEXT = RAW.replace("國(guó)", "國")
SHADOW = '2017年，中国电信在凉山州投资=约3至5亿元，\n下降1.5%。王明说,"新建1/3亩"。\n联系电话：100个\n'


def span(words: str) -> tuple[int, int]:
    """Where `words` stand in the shadow."""
    start = SHADOW.index(words)
    return start, start + len(words)


def mention(words: str, kind: str, value: object, **rest: object) -> Mention:
    """A mention of `words`."""
    return Mention(*span(words), kind, f"{kind}.test", value, **rest)  # type: ignore[arg-type]


def document(article: Article) -> Document:
    """The document of `article`, whose raw text is `RAW`."""
    start = RAW.index("(guó)") - 1
    text, origin = rewrite(RAW, OriginMap(), [Edit(start, start + 6, "國", "annotation")])
    assert text == TEXT and len(text) == len(SHADOW)
    ends = [SHADOW.index("。") + 1, SHADOW.index("。\n联") + 1, SHADOW.index("个\n") + 1]
    first, second, third = ends
    sentences = (
        Sentence(0, first, "body", 1, ((0, first),)),
        Sentence(first, second, "body", 1, ((first, second),)),
        Sentence(second + 1, third, "boilerplate", 2, ((second + 1, third),)),
    )
    lines = (Line(0, second, 0, "body", 0, 1), Line(second + 1, third, second + 1, "boilerplate", 0, 2))
    repairs = (Repair(start, start + 6, "國(guó)", "國", "annotation"),)
    return Document(
        article, text, origin, repairs, SHADOW, "hant", article.region or "", "given", lines, sentences, Words([SHADOW])
    )


def reading(doc_id: str = "a1", published: str | None = "2018-03-05") -> Reading:
    """The sample as the line would read it."""
    article = Article(RAW, doc_id, "=SUM(1)", published, "人民網", None, "CN")
    amount = mention("3至5亿元", "quantity", Quantity(
        "money", low=Decimal("3E+8"), high=Decimal("5E+8"), bound="about", unit="CNY", numeral="3至5亿", modifier="约",
    ))  # fmt: skip
    fall = mention("1.5%", "quantity", Quantity("percent", Decimal("1.5"), unit="%", value_std=Decimal("0.015")))
    third = mention("1/3亩", "quantity", Quantity(
        "measure", Fraction(1, 3), unit="[mu_cn]", value_std=Fraction(2000, 9), unit_std="m2",
    ))  # fmt: skip
    footer = mention("100个", "quantity", Quantity("count", Decimal(100), unit="个"))
    year = mention("2017年", "date", TimeExpression("date", "2017", "", "2017-01-01", "2017-12-31"))
    place = mention("凉山州", "place", Place(
        "凉山彝族自治州", "513400", "prefecture", "四川省", "510000", "513400", "513400", "102.26", "27.88",
    ))  # fmt: skip
    telecom = mention("中国电信", "organization", Name("中国电信", "company"))
    person = mention("王明", "person", Person("王明", "经理", "中国电信"), review="two_readings")
    program = mention("投资", "program", Name("投资计划", "plan"))
    slots = (
        Slot("actor", "中国电信", "sentence", "actor.subject", telecom, "中国电信"),
        Slot("indicator", "投资", "clause", "indicator.verb", None, "投资"),
        Slot("place", "513400", "clause", "place.nearest", place, "凉山州"),
        Slot("period", "2017", "sentence", "period.fronted", year, "2017年"),
        Slot("program", "投资计划", "clause", "program.nearest", program, "投资"),
        Slot("status", "done", "sentence", "status.period", None, "2017年"),
    )
    first = Fact(amount, slots, (("measure", "level"), ("metric", "投资")))
    second = Fact(
        fall, slots[:1], (("measure", "growth"), ("change", "down"), ("metric", "投资")), base=0, review="far"
    )
    again = Fact(amount, slots[:1], (("cumulative", "yes"),))
    mentions = (year, telecom, place, program, amount, fall, person, third, footer)
    issues = (Issue("test", "an issue", start=0, end=5),)
    return Reading(document(article), mentions, (), (first, second, again), published or "2017-12-31",
                   "given" if published else "inferred: 2017年", issues)  # fmt: skip
