"""Facts: each slot from the nearest licensed scope, on phrasings of real releases."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from opencc import OpenCC

from tonggao.flow import extract_article
from tonggao.model import Article, Fact

HEAD = "中国电信持续加大网络扶贫力度。"


def facts(text: str, published: str = "2018-10-26", region: str = "CN") -> dict[str, Fact]:
    reading = extract_article(Article(text, "t", published=published, region=region))
    shadow = reading.document.shadow
    return {shadow[f.quantity.start : f.quantity.end]: f for f in reading.facts}


CASES: list[tuple[str, str, Mapping[str, str]]] = [
    ("2013年至今，已在农村地区累计投资超过1100亿元。", "1100亿元",
     {"indicator": "累计投资", "period": "2013/PRESENT_REF", "status": "done"}),
    ("为8.8万户贫困用户提供终端补贴。", "8.8万户", {"indicator": "提供终端补贴", "what": "贫困用户"}),
    ("全市实现地区生产总值626.9亿元，同比增长2%。", "2%", {"indicator": "增长", "status": "done"}),
    ("财政收入从11.7万亿元增加到17.3万亿元。", "17.3万亿元", {"indicator": "财政收入"}),
    ("到2035年，全省将建成200个绿色能源示范县。", "200个",
     {"indicator": "建成", "period": "2035", "status": "planned", "what": "绿色能源示范县"}),
    ("预计今年末行政村4G覆盖超75%。", "75%", {"status": "planned", "period": "2018"}),
    ("其余43个单位将作非首置单位出售。", "43个", {"status": "planned"}),
    ("该计划争取到三亿元经费。", "三亿元", {"status": "done"}),
    ("民生支出占财政收入的70%以上。", "70%", {"indicator": "占"}),
    ("建成木里县“小牧童”系统，赠送200套物联网设备。", "200套",
     {"indicator": "赠送", "place": "513422", "program": "小牧童", "what": "物联网设备"}),
    ("四川省凉山州建成行政村网络567个。", "567个", {"place": "513400"}),
    ("徐建光昨天介绍说，全市有医生2000个。", "2000个", {"period": ""}),
    ("扣除通胀后仍有4%的增长。", "4%", {"indicator": "增长"}),
    ("一般公共预算收入增长4.8%，城镇调查失业率4.1%。", "4.1%", {"indicator": "城镇调查失业率", "status": "done"}),
    ("“十三五”时期，经济年均增长保持在6.5%以上。", "6.5%", {"period": "2016/2020"}),
    ("主要装备共32套，预计明年底前交付。", "32套", {"indicator": "交付", "period": "2019", "status": "planned"}),
    ("积极争取中央预算内投资237亿元。", "237亿元", {"status": "done"}),
    ("火警中有8名市民不适要送院治理。", "8名", {"status": "done"}),
    ("预计可获得补助的企业达500家。", "500家", {"status": "planned"}),
    ("中国电信把方案送国家发展和改革委员会审议，投资880亿元。", "880亿元", {"actor": "中国电信"}),
    ("该项目投资3500万美元在江西省建立生产线。", "3500万美元", {"place": "360000"}),
    ("死亡率由2005年的0.98下降到0.27。", "0.98", {"period": "2005"}),
    ("设有75部出入闸机、70条扶手电梯。", "70条", {"indicator": "设有", "what": "扶手电梯"}),
    ("买家须支付原本楼价的5%。", "5%", {"indicator": "支付"}),
    ("协会已将14个侵权网站纳入名单。", "14个", {"status": "done"}),
    ("署方已经将送检人数由200人增加至300人。", "300人", {"status": "done"}),
    ("市政府将投入2亿元用于补助。", "2亿元", {"status": "planned"}),
    ("落实已出台的优惠政策，预计减轻企业负担5000亿元。", "5000亿元", {"status": "planned"}),
    ("今年预期目标是：国内生产总值增长8%左右；城镇新增就业1000万人。", "1000万人", {"status": "planned"}),
    ("市府预估每年减少税收23亿元，但今年支出增加了143亿元。", "143亿元", {"status": "done"}),
    ("国家统计局公布的数据显示，5月，制造业采购经理指数为52.0%。", "52.0%", {"actor": ""}),
    ("国务院提出880亿元的支持方案。", "880亿元", {"actor": "国务院"}),
    ("台湾外交部证实，美国众议员等5名人士抵达。", "5名", {"actor": ""}),
    ("拓展中亚、东盟等市场，组织企业参加展会500场。", "500场", {"actor": ""}),
    ("市长黄伟哲走访学校，捐赠8台电脑。", "8台", {"actor": "黄伟哲"}),
    ("规上工业增加值增长7.7%，高于全国1.8个百分点。", "1.8个百分点", {"place": ""}),
    ("西安地铁15号线通车，全年交通投资达到845亿元。", "845亿元", {"place": "610100"}),
    ("加快建设，海河游船人气旺，新建公园1100处。", "1100处", {"place": ""}),
    ("中央财政安排1713亿元，是2010年的2.2倍。", "2.2倍", {"period": ""}),
    ("5月指数为52.0%，低于4月0.9个百分点。", "0.9个百分点", {"period": "2018-05"}),
    ("天然橡胶9月合约上涨805元。", "805元", {"period": ""}),
    ("五年建成铁路1.6万公里，新增公路63.9万公里。", "63.9万公里", {"period": "P5Y"}),
    ("2015年建成投产，目前企业进口比例为10%。", "10%", {"period": ""}),
    ("2012年选举时，公民党呼吁投白票，最终75票作废。", "75票", {"period": "2012"}),
    ("双北每月480点，新北明年七月加码至600点，高雄市每月800点。", "800点", {"period": ""}),
    ("渔港要3000万元，中央给81亿元。", "81亿元", {"status": "done"}),
    ("收到建议和意见805条。", "805条", {"status": "done"}),
    ("案件在区域法院开审，来自各地的320名俄罗斯政府官员到场。", "320名", {"actor": ""}),
    ("在全国率先开展试点。高龄津贴惠及130万老人。", "130万", {"place": ""}),
    ("总部位于江苏省南京市，下属公司一百多家。", "一百多家", {"place": "320100"}),
    ("台北市率先推出奖励，凡户籍家庭每户可得6000元。", "6000元", {"place": "TW-TPE"}),
    ("出货量将从2010年的420万台增长到2340万台。", "2340万台", {"period": ""}),
    ("协会成立于1998年，曾获15次总冠军。", "15次", {"period": ""}),
    ("国家统计局公布，4月柴油产量为1395万吨，同比增加9.8%。", "9.8%", {"actor": ""}),
    ("酒鬼酒将价格线拉到了300元以上。", "300元", {"status": "done"}),
    ("市长要立刻关心灾情，民众损失三百万元。", "三百万元", {"status": "done"}),
    ("今年预期目标是：生产总值增长5%左右。规模以上工业增加值增长6%左右。", "6%", {"status": "planned"}),
    ("集团计划将水泥产能扩张到3亿吨。", "3亿吨", {"status": "planned"}),
    ("公司表示，到2020年，松下照明将开设5000个门店。", "5000个", {"period": "2020", "status": "planned"}),
    ("实施湿地保护修复工程，水质达标率100%。", "100%", {"program": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "slots"), CASES, ids=[surface for _, surface, _ in CASES])
def test_slots(text: str, surface: str, slots: Mapping[str, str]) -> None:
    for one in (text, OpenCC("s2t").convert(text)):
        fact = facts(one)[surface]
        assert {name: fact.get(name) for name in slots} == dict(slots), one


def test_a_shared_predicate_distributes_over_a_list() -> None:
    found = facts("平台已累计签约服务13省87市、超3400万贫困人口。")
    assert {fact.get("indicator") for fact in found.values()} == {"累计签约服务"}
    assert [fact.get("what") for fact in found.values()] == ["省", "市", "贫困人口"]


def test_growth_belongs_to_the_level_before_it_and_keeps_its_sign() -> None:
    reading = extract_article(Article("一产实现增加值16.9亿元，同比下降4.3%。", "t", published="2017-06-04", region="CN"))
    level, growth = reading.facts
    assert growth.base == 0
    columns = dict(growth.columns)
    assert (columns["measure"], columns["compare"], columns["change"]) == ("growth", "yoy", "down")
    assert columns["metric"] == dict(level.columns)["metric"] == "增加值"


def test_the_first_figure_of_a_change_has_no_period_and_the_last_has() -> None:
    found = facts("五年来，贫困发生率由10.2%下降到3.1%。", published="2018-03-05")
    assert [found["10.2%"].get("period"), found["3.1%"].get("period")] == ["", "P5Y"]


def test_the_actor_is_carried_and_a_preposition_does_not_make_one() -> None:
    found = facts("华泰保险集团向邓坪小学提供了修建援助金20万元，并捐赠了1万元的学习用品。")
    assert {fact.get("actor") for fact in found.values()} == {"华泰保险集团"}


def test_lists_are_paired_one_to_one() -> None:
    found = facts("北京、上海分别投资3亿元、5亿元。")
    assert [fact.get("place") for fact in found.values()] == ["110000", "310000"]
    found = facts("用水量、能耗、二氧化碳排放量分别下降23%、15%、18%。")
    assert [fact.get("what") for fact in found.values()] == ["用水量", "能耗", "二氧化碳排放量"]
    found = facts("城镇、农村常住居民人均可支配收入分别增长4.4%、5.9%。")
    assert [fact.get("what") for fact in found.values()] == ["城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"]


def test_paired_growths_belong_to_their_levels() -> None:
    text = "公司营收、净利润分别为3亿元、1亿元，同比分别增长5%、2%。"
    reading = extract_article(Article(text, "t", published="2018-10-26", region="CN"))
    assert [fact.base for fact in reading.facts] == [None, None, 0, 1]
    assert [dict(fact.columns).get("compare") for fact in reading.facts[2:]] == ["yoy", "yoy"]


def test_what_goes_for_each_metric_is_a_fact_for_each() -> None:
    reading = extract_article(Article("能耗、水耗均下降20%。", "t", published="2018-10-26", region="CN"))
    assert [fact.get("what") for fact in reading.facts] == ["能耗", "水耗"]


def test_a_growth_that_names_its_metric_has_no_other_base() -> None:
    text = "全市地区生产总值5.3万亿元、增长5.5%，规上工业增加值增长9.4%。"
    reading = extract_article(Article(text, "t", published="2018-10-26", region="CN"))
    assert [fact.base for fact in reading.facts] == [None, 0, None]


def test_what_only_points_back_is_no_fact() -> None:
    assert facts("会谈后，两国领导人见证了签署。") == {}


def test_ordinals_and_indefinite_one_make_no_facts() -> None:
    assert facts("第一次会议组建了一支队伍。") == {}


def test_every_slot_says_where_it_came_from() -> None:
    for fact in facts(HEAD + "2018年，凉山州累计投资6.5亿元，覆盖567个行政村。").values():
        assert all(slot.scope and slot.rule for slot in fact.slots)


def test_the_title_place_that_something_goes_to_is_not_where_the_article_is() -> None:
    body = "该导弹射程约1.3万公里。导弹越过太平洋。太平洋上设有目标。"
    assert [f.get("place") for f in facts("# 美军向太平洋试射导弹\n" + body).values()] == [""]


def test_a_sentence_that_breaks_off_has_its_facts() -> None:
    assert [*facts("政府军将武装分割为三个部分并将")] == ["三个"]
