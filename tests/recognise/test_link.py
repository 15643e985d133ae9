"""What a place means: codes at the article's date, ambiguity, anaphors, names."""

from __future__ import annotations

from recognise.placing import linked, values
from tonggao.model import Place


def place(text: str, number: int = 0, reference: str | None = "2018-10-26", region: str = "CN") -> Place:
    value = linked(text, reference, region)[number].value
    assert isinstance(value, Place)
    return value


def test_a_chain_gives_each_its_code_and_parent() -> None:
    text = "四川省凉山州木里县屋脚乡利家咀村"
    assert values(text) == [
        ("四川省", "510000"), ("凉山州", "513400"), ("木里县", "513422"),
        ("屋脚乡", "513422207"), ("利家咀村", "利家咀村"),
    ]  # fmt: skip
    assert [place(text, n).parent for n in range(5)] == ["CN", "510000", "513400", "513422", "513422207"]
    assert (place(text, 2).name, place(text, 2).level) == ("木里藏族自治县", "county")


def test_the_code_is_that_of_the_articles_date() -> None:
    before, after = place("凉山州会理县", 1, "2018-01-01"), place("凉山州会理市", 1, "2022-01-01")
    assert (before.code, before.code_current, before.name) == ("513425", "513402", "会理县")
    assert (after.code, after.code_current, after.name) == ("513402", "513402", "会理市")
    assert place("凉山州会理", 1, "2018-01-01").code == "513425"
    assert place("凉山州会理", 1, "2022-01-01").code == "513402"


def test_an_ambiguous_name_is_decided_by_what_stands_around_it() -> None:
    assert values("北京市朝阳区") == [("北京市", "110000"), ("朝阳区", "110105")]
    assert values("长春市召开会议。朝阳区参加")[1] == ("朝阳区", "220104")
    assert values("吉林省吉林市") == [("吉林省", "220000"), ("吉林市", "220200")]
    assert values("推动吉林发展") == [("吉林", "220000")]
    assert values("大庆市的大同区和杜尔伯特；大同增长较快")[-1] == ("大同", "230606")


def test_what_nothing_decides_stays_without_a_code() -> None:
    mention = linked("朝阳区召开会议")[0]
    assert isinstance(mention.value, Place)
    assert (mention.value.code, mention.value.name, mention.review) == ("", "朝阳区", "ambiguous place")
    assert {"110105", "220104"} <= set(mention.value.candidates)


def test_taiwan_hong_kong_macau() -> None:
    assert values("新竹市與臺南市", region="TW") == [("新竹市", "TW-HSZ"), ("臺南市", "TW-TNN")]
    assert values("香港與澳門", region="HK") == [("香港", "HK"), ("澳門", "MO")]
    assert place("臺南市永康區", 1, region="TW") == Place("永康区", "", "county", "TW-TNN", "TW", "TW-TNN")


def test_anaphors_point_to_what_they_mean() -> None:
    assert values("凉山州推进扶贫，全州覆盖；木里、盐源两县")[1] == ("全州", "513400")
    assert values("凉山州木里、盐源脱贫。两县80个村")[-1] == ("两县", "513422|513423")
    assert values("定南县提出，该县将")[-1] == ("该县", "360728")
    assert values("全国推广，我国经济")[0] == ("全国", "CN")
    assert values("全國推廣", region="TW") == [("全國", "TW")]


def test_an_anaphor_without_antecedent_takes_the_source() -> None:
    mention = linked("我省经济稳中有进", source="山西省人民政府")[0]
    assert isinstance(mention.value, Place)
    assert mention.value.ref == ("140000",)


def test_a_short_form_of_a_site_takes_the_full_name() -> None:
    assert [name for _, name in values("新竹1916園區將開放，1916園區有動物園", region="TW")] == ["新竹1916园区"] * 2


def test_a_town_that_the_table_does_not_know_keeps_its_name() -> None:
    assert values("甘肃省秦安县刘坪乡")[-1] == ("刘坪乡", "刘坪乡")


def test_other_mentions_pass_untouched() -> None:
    from recognise.placing import document
    from tonggao.model import Mention
    from tonggao.recognise.link import link

    other = Mention(0, 2, "person", "test")
    assert link(document("北京"), [other], None) == [other]


def test_a_river_is_not_the_county_named_after_it_where_it_is_crossed() -> None:
    found = values("元江县居民拍下象群渡过元江，元江的干部在场", "2021-08-09")
    assert found == [("元江县", "530428"), ("元江", "元江"), ("元江", "530428")]


def test_what_lies_over_regions_and_sites() -> None:
    places = [m.value for text in ("前海", "长三角", "六盘山片区", "中关村") for m in linked(text)]
    found = [(place.name, place.parent, place.province_code) for place in places if isinstance(place, Place)]
    assert found == [
        ("前海", "440300", "440000"), ("长三角", "CN", ""), ("六盘山片区", "CN", ""), ("中关村", "110000", "110000"),
    ]  # fmt: skip


def test_a_longer_name_is_the_fuller_one_only_where_a_place_begins_it() -> None:
    found = values("西九龍站連接九龍站和柯士甸站", "2018-06-05", "HK")
    assert [name for _, name in found] == ["西九龙站", "九龙站", "柯士甸站"]
