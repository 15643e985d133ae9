"""What is counted: behind the amount, before it, across a verb, carried on."""

from __future__ import annotations

import pytest

from recognise.quantifying import counted, read, traditional
from tonggao.model import Quantity

WHAT = {
    "覆盖全州567个行政村网络。": {"567个": "行政村"},
    "涉及5.2万行政村。": {"5.2万": "行政村"},
    "建成益农信息社2000多个，": {"2000多个": "益农信息社"},
    "为8.8万户贫困用户提供补贴。": {"8.8万户": "贫困用户"},
    "建立40余万个党员远程教育站点。": {"40余万个": "党员远程教育站点"},
    "列入省级重点项目11个，其中新港5个。": {"11个": "省级重点项目"},
    "新增创业人员5000多人，新增就业人数15325人。": {"5000多人": "创业人员", "15325人": "就业人数"},
    "城镇新增就业6600万人以上。": {"6600万人": "人"},
    "批出合共3.46亿元的津贴。": {"3.46亿元": "津贴"},
    "筹集10多万元资金。": {"10多万元": "资金"},
    "种植面积达到3242公顷。": {"3242公顷": "种植面积"},
    "全市生猪出栏80.9万头，同比增长1.4%。": {"80.9万头": "生猪", "1.4%": "生猪出栏"},
    "一产实现增加值16.9亿元，增长4.3%。": {"16.9亿元": "一产", "4.3%": "一产"},
    "贫困人口减少6800多万。": {"6800多万": "贫困人口"},
    "项目个数占全市的45.8%。": {"45.8%": "项目个数"},
    "65岁以上老人免费。": {"65岁": "老人"},
    "粮食生产能力达到1.2万亿斤。": {"1.2万亿斤": "粮食"},
    "我们收到超过1800个以个人为基础的申请。": {"1800个": "申请"},
    "进驻119个村、居委会、社区，": {"119个": "村、居委会、社区"},
    "企业由5千多户增加到1万6千多户。": {"5千多户": "企业", "1万6千多户": "企业"},
    "个案总数为266510宗。": {"266510宗": "个案"},
    "发酵酒（增长87%）、汽车（增长35.8%）。": {"87%": "发酵酒", "35.8%": "汽车"},
    "实现增加值分别增长3.3%、0.5%。": {},
    "国内生产总值增长7.8%，新增死亡病例13例。": {"7.8%": "国内生产总值", "13例": "死亡病例"},
    "提出21个主要指标，面对3项控罪。": {"21个": "主要指标", "3项": "控罪"},
    "打造20个以上“好房子”示范项目。": {"20个": "“好房子”示范项目"},
    "销售人员称“最多可再降20元”。": {"20元": ""},
    "新增3个总投资5亿元以上的项目。": {"3个": "项目", "5亿元": "项目"},
    "资本充足率从2007年底的8.4%提升到去年底的13.3%。": {"8.4%": "资本充足率", "13.3%": "资本充足率"},
    "全国发电量快速回升，同比增长6.5%。": {"6.5%": "发电量"},
    "交易合约上涨200元，水稻价格下降到每斤2元。": {"200元": "交易合约", "2元": "水稻价格"},
}


@pytest.mark.parametrize("text", WHAT)
def test_what(text: str) -> None:
    found = counted(text)
    assert {k: found.get(k) for k in WHAT[text]} == WHAT[text]


@pytest.mark.parametrize("text", ["涉及5.2萬行政村。", "為8.8萬戶貧困用戶提供補貼。", "種植面積達到3242公頃。"])
def test_the_noun_of_a_traditional_text(text: str) -> None:
    simplified = "".join(counted(text).values())
    assert simplified and traditional().convert(simplified) in text


def test_the_span_of_the_noun_is_where_it_stands() -> None:
    reading = read("建成益农信息社2000多个，新增创业人员5000多人。")
    for mention in reading.mentions:
        if isinstance(mention.value, Quantity) and mention.value.what_span:
            start, end = mention.value.what_span
            assert reading.document.shadow[start:end].strip("“”") == mention.value.what


def test_nothing_is_invented() -> None:
    assert counted("达到，5%。")["5%"] == ""
    assert counted("3个。") == {"3个": ""}
