"""Quantities: span, value, bound, unit, type; what is none."""

from __future__ import annotations

import re
import time
import timeit
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from recognise.quantifying import amount, amounts, read, traditional
from tonggao.grammar.load import Rules, load_rules
from tonggao.model import Document, Quantity
from tonggao.recognise import blocks, quantities, units
from tonggao.text import cut

AMOUNTS = {
    "新增近4成6，六成三的市民支持，跌四成半。": {"4成6": "<46 %", "六成三": "63 %", "四成半": "45 %"},
    "距离只有1.5米左右，光通量为25lm，负载3500万瓩。": {"1.5米": "~1.5 m", "25lm": "25 lm", "3500万瓩": "35000000 kW"},
    "累计签约服务13省87市、超3400万贫困人口": {"13省": "13 省", "87市": "87 市", "3400万": ">34000000"},
    "建立40余万个党员远程教育站点": {"40余万个": ">400000 个"},
    "捐款9万6千元": {"9万6千元": "96000 CNY"},
    "日产6200t/d的生产线，另有2×34万千瓦机组": {"6200t/d": "6200 t/d", "2": "2", "34万千瓦": "340000 kW"},
    "从559万降到30万": {"559万": "5590000", "30万": "300000"},
    "销量突破1亿3千多万吨": {"1亿3千多万吨": ">130000000 t"},
    "投资21亿3千万元": {"21亿3千万元": "2130000000 CNY"},
    "补助3万300元": {"3万300元": "30300 CNY"},
    "总规模3.5万亿元": {"3.5万亿元": "3500000000000 CNY"},
    "占比百分之五十二点三": {"百分之五十二点三": "52.3 %"},
    "发生率千分之一": {"千分之一": "0.1 %"},
    "下降5‰左右": {"5‰": "~0.5 %"},
    "三分之一的企业": {"三分之一": "1/3"},
    "建成3至5个示范区": {"3至5个": "3..5 个"},
    "每亩补贴300万-500万元": {"300万-500万元": "3000000..5000000 CNY"},
    "税收6-8亿元": {"6-8亿元": "600000000..800000000 CNY"},
    "降幅在3到5成": {"3到5成": "30..50 %"},
    "产量是去年的1.5-2倍": {"1.5-2倍": "1.5..2 x"},
    "来了两三百人": {"两三百人": "200..300 人"},
    "占百分之三至五": {"百分之三至五": "3..5 %"},
    "增长5%—5.5%": {"5%—5.5%": "5..5.5 %"},
    "规模在10亿元和20亿元之间": {"10亿元和20亿元": "1000000000..2000000000 CNY"},
    "由28元调升至30元": {"28元": "28 CNY", "30元": "30 CNY"},
    "从30%到50%": {"30%": "30 %", "50%": "50 %"},
    "投资近2亿元，约3万户受益，不到5%": {"2亿元": "<200000000 CNY", "3万户": "~30000 户", "5%": "<5 %"},
    "至少10个、不超过20个": {"10个": ">=10 个", "20个": "<=20 个"},
    "65岁以上老人": {"65岁": ">=65 a"},
    "贷款最高达九成": {"九成": "<=90 %"},
    "资金30多万元": {"30多万元": ">300000 CNY"},
    "减持不超过公司总股本的2%": {"2%": "<=2 %"},
    "上万人受益，近百户搬迁，百余名干部": {"上万人": ">=10000 人", "百户": "<100 户", "百余名": ">100 名"},
    "市价六二折出售，八折优惠": {"六二折": "62 %", "八折": "80 %"},
    "规模翻了两番，产值翻番": {"翻了两番": "4 x", "翻番": "2 x"},
    "费用减少一半": {"一半": "0.5"},
    "气温降至零下20摄氏度": {"零下20摄氏度": "-20 Cel"},
    "提高0.8个百分点，下调25个基点": {"0.8个百分点": "0.8 pp", "25个基点": "25 bp"},
    "全市32.8万台（套）农业机械": {"32.8万台（套）": "328000 台（套）"},
    "票价为50元6角三分": {"50元6角三分": "50.63 CNY"},
    "长两米半，重5斤3两": {"两米半": "2.5 m", "5斤3两": "5.3 [jin_cn]"},
    "单价4730元/吨，流量10立方米/秒": {"4730元/吨": "4730 CNY/t", "10立方米/秒": "10 m3/s"},
    "用电5亿千瓦时，耗水3000万方": {"5亿千瓦时": "500000000 kW.h", "3000万方": "30000000 m3"},
    "实际使用外资1363亿美元、欧元5万": {"1363亿美元": "136300000000 USD", "欧元5万": "50000 EUR"},
    "产值超过2个亿": {"2个亿": ">200000000 CNY"},
    "深圳将花4亿治废气，行政院提出4100亿特别条例": {"4亿": "400000000 CNY", "4100亿": "410000000000 CNY"},
    "每小时有24班列车，支持1000万像素灰度面板": {"24班": "24 班", "1000万像素": "10000000 像素"},
    "补助1000、3000、6000及10000元": {"1000": "1000 CNY", "3000": "3000 CNY", "6000": "6000 CNY", "10000元": "10000 CNY"},
    "分别增长8、12和15%，回落3.7、2.6和0.5个百分点": {
        "8": "8 %", "12": "12 %", "15%": "15 %", "3.7": "3.7 pp", "2.6": "2.6 pp", "0.5个百分点": "0.5 pp",
    },
    "占收入三、四成，约七、八个人": {"三、四成": "30..40 %", "七、八个": "~7..8 个"},
    "最高售价6000元每公斤，补助500元每户发放2袋": {
        "6000元每公斤": "6000 CNY/kg", "500元": "500 CNY", "2袋": "2 袋"
    },
    "均价上涨330元/吨至2898元/吨，增长5%至8%": {"330元/吨": "330 CNY/t", "2898元/吨": "2898 CNY/t", "5%至8%": "5..8 %"},
    "上限调高至11,000元，约等于35万吨炸药": {"11,000元": "<=11000 CNY", "35万吨": "~350000 t"},
    "全球14亿天主教徒": {"14亿": "1400000000"},
    "发放给一百八十三万市民，全市两百万人口": {"一百八十三万": "1830000", "两百万": "2000000"},
    "一季度亏损37.6亿主因系原材料涨价": {"37.6亿": "3760000000 CNY"},
    "用户超过3亿，票房10亿，惠及1.6亿学生": {"3亿": ">300000000", "10亿": "1000000000 CNY", "1.6亿": "160000000"},
    "固定资产投资总额突破60亿。": {"60亿": ">6000000000 CNY"},
    "支出上限10亿元扩充到20亿元": {"10亿元": "<=1000000000 CNY", "20亿元": "<=2000000000 CNY"},
    "额度最高由300万元提高到500万元": {"300万元": "<=3000000 CNY", "500万元": "<=5000000 CNY"},
    "局地降温4到8度": {"4到8度": "4..8 Cel"},
    "1.4万余家企业": {"1.4万余家": ">14000 家"},
    "股价由昨日低位$0.075升逾20倍": {"$0.075": "0.075 USD", "20倍": ">20 x"},
    "宽带接入能力不足4兆，": {"4兆": "<4 Mbit/s"},
}
NONE = [
    "4G网络和5G基站建设", "推进“一带一路”建设", "（一）一把手负总责",
    "统一部署，万一出错，千方百计，进一步，十分重要", "零件和零售",
    "7.21元朗事件后，破坏8.4集会", "瑞士队2比2战平，追近至1：2，比例为1:2.5", "“一带三区”整体布局",
    "国发〔2018〕12号", "联系电话：010-66553388转8012", "邮编：100032", "中国电信（0728.HK）", "平台V3.2.1上线",
    "2018年10月25日8时30分",
    "1-9月，全市", "为期3年，5天内", "《三国演义》", "一方面加大投入，一直坚持", "地址：中环大厦1902室",
    "F-35战机和COVID-19疫情",
    "单位：万元", "“四个全面”战略布局", "会见后，一起参观", "http://www.gov.cn/2018/c123.htm", "985高校、211工程",
    "工业4.0时代", "以12：0全票通过",
]  # fmt: skip
ORDINALS = {
    "规模跃居世界第二位": {"第二位": "2 位"}, "首批示范县": {"首批": "1 批"}, "提前完成前三批": {"前三批": "3 批"},
    "下一步举措": {"下一步": "1 步"}, "福全街6号1楼": {"6号": "6 号", "1楼": "1 楼"}, "地铁8号线二期": {"二期": "2 期"},
}  # fmt: skip
PLACES = {"CN": "CNY", "HK": "HKD", "TW": "TWD", "MO": "MOP"}


@pytest.mark.parametrize("text", AMOUNTS)
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_amounts(text: str, script: str) -> None:
    if script == "hant":
        assert amounts(traditional().convert(text)) == dict(amounts(text).items())
    else:
        found = amounts(text)
        assert {k: found.get(k) for k in AMOUNTS[text]} == AMOUNTS[text], found


@pytest.mark.parametrize("text", NONE)
def test_no_amount(text: str) -> None:
    assert amounts(text) == {}


@pytest.mark.parametrize("text", ORDINALS)
def test_ordinals(text: str) -> None:
    found = amounts(text, ordinals=True)
    assert {k: found.get(k) for k in ORDINALS[text]} == ORDINALS[text]
    assert all(m.value.type == "ordinal" for m in read(text).mentions if isinstance(m.value, Quantity))


@pytest.mark.parametrize("region", PLACES)
def test_yuan_is_the_currency_of_the_place(region: str) -> None:
    assert amounts("补助546万元", region) == {"546万元": f"5460000 {PLACES[region]}"}
    assert amounts("人民币546万元", region) == {"人民币546万元": "5460000 CNY"}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("种植3亩", Fraction(2000), "m2"), ("产量200吨", 200_000, "kg"), ("增长5%", Fraction(1, 20), "1"),
        ("提高2个百分点", Fraction(1, 50), "1"),
        ("发电2千瓦时", 7_200_000, "J"), ("每吨60元/吨", Fraction(60, 1000), "CNY/kg"), ("购置2打", 24, "1"),
        ("面积30坪", Fraction(12000, 121), "m2"),
        ("销售3000元", 3000, "CNY"), ("7个", 7, "1"),
    ],
)  # fmt: skip
def test_standard_values_are_exact(text: str, value: Fraction | int, unit: str) -> None:
    found = [m.value for m in read(text).mentions if isinstance(m.value, Quantity)][-1]
    assert found.value_std is not None
    assert (Fraction(found.value_std), found.unit_std) == (value, unit)


def test_every_unit_row_can_be_read() -> None:
    table = units.load(load_rules())
    for name, unit in table.behind.rows.items():
        assert unit.factor > 0 and (unit.code or unit.type in ("money", "count")), name
        if unit.type == "measure":
            assert unit.std, name
    for row in load_rules().table("units"):
        assert re.fullmatch(r"\S+", row["ucum"]), row


HOSTILE = ["1" * 20_000, "一" * 20_000, "一1二2三3" * 4_000, "万亿千百十" * 4_000, "1,234" * 4_000, "1." * 10_000,
"3至" * 7_000,
           "5-" * 10_000, "百分之" * 7_000, "元" * 20_000, "1元2角" * 4_000, "（" * 20_000, "约" * 20_000,
           "1 " * 10_000]  # fmt: skip


def _read_both(document: Document, rules: Rules) -> None:
    quantities.candidates(document, rules)
    blocks.candidates(document, rules)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:8])
def test_hostile_strings_take_linear_time(text: str) -> None:
    rules = load_rules()
    document = read("一").document
    seconds = []
    for part in (text[: len(text) // 4], text):
        made = replace(document, text=part, shadow=part, lines=(), sentences=(), words=cut.words(part))
        seconds.append(min(timeit.repeat(partial(_read_both, made, rules), timer=time.process_time, number=1, repeat=3)))
    assert seconds[1] < max(0.5, 8 * seconds[0])


def test_amount_of_a_range() -> None:
    assert amount(Quantity("count", low=3, high=5, unit="个")) == "3..5 个"  # type: ignore[arg-type]
