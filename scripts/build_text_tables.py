"""Build the tables of the text layer: characters of one script alone, characters and words that jieba treats specially.

    python scripts/build_text_tables.py            # writes pipeline/tonggao/tables/characters.tsv and word_tags.tsv
    python scripts/build_text_tables.py --check    # exit 1 where a table is not what this script makes

Sources: OpenCC's dictionaries (Apache-2.0), the charsets GB 2312 and Big5 as Python knows them, jieba's dictionary and
emission table (MIT).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from opencc import OpenCC

from tonggao.grammar.tables import read_table
from tonggao.text import dictionary

TABLES = Path(__file__).resolve().parent.parent / "pipeline" / "tonggao" / "tables"
IDEOGRAPHS = [chr(c) for start, end in ((0x2E80, 0xA000), (0xF900, 0xFB00)) for c in range(start, end)]
JIEBA_HAN = range(0x4E00, 0x9FD6)


def changed_by(mode: str) -> list[str]:
    """The ideographs that OpenCC's `mode` changes, each by itself."""
    made = OpenCC(mode).convert("\n".join(IDEOGRAPHS)).split("\n")
    return [before for before, after in zip(IDEOGRAPHS, made, strict=True) if before != after]


def encodable(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def characters() -> str:
    """`traditional` and `simplified`: characters that a text in the other script does not hold.
    `unscored`: characters that jieba's model does not know as words of their own (see `cut`). `common_1` …: by rank."""
    kept = read_table(TABLES / "kept_characters.tsv").rows
    variants = [c for c in read_table(TABLES / "variant_characters.tsv").rows if not encodable(c, "gb2312")]
    traditional = sorted({c for c in [*changed_by("t2s"), *variants] if c not in kept})
    simplified = sorted({c for c in changed_by("s2t") if not encodable(c, "cp950")} - set(traditional))
    single = dictionary.model_table("prob_emit")["S"]
    unscored = [chr(c) for c in JIEBA_HAN if chr(c) not in single]
    rows = {"simplified": simplified, "traditional": traditional, "unscored": unscored, **common()}
    lines = [f"{name}\t{''.join(rows[name])}" for name in sorted(rows)]
    return "\n".join(["# Built by scripts/build_text_tables.py.", "class\tcharacters", *lines, ""])


def common() -> dict[str, list[str]]:
    """`common_1` to `common_4`: the 150, 500, 1,500, 3,500 commonest characters in jieba's words, in each script."""
    weight: Counter[str] = Counter()
    for word, frequency, _ in dictionary.rows():
        for character in word:
            weight[character] += frequency
    ranked = [c for c, _ in sorted(weight.items(), key=lambda cw: (-cw[1], cw[0])) if ord(c) in JIEBA_HAN]
    convert = OpenCC("s2t").convert
    made: dict[str, list[str]] = {}
    seen: set[str] = set()
    for name, start, end in (("1", 0, 150), ("2", 150, 500), ("3", 500, 1500), ("4", 1500, 3500)):
        both = {c for simplified in ranked[start:end] for c in (simplified, *convert(simplified))} - seen
        made[f"common_{name}"] = sorted(both)
        seen |= both
    return made


def word_tags() -> str:
    """The words of jieba's dictionary whose part of speech the engine does not give when asked for the word alone."""
    engine = dictionary.engine()
    lines = []
    for word, tag in sorted({word: tag for word, _, tag in dictionary.rows()}.items()):
        given = engine.tag(word, False)
        if len(given) != 1 or given[0][1] != tag:
            lines.append(f"{word}\t{tag}")
    return "\n".join(["# Built by scripts/build_text_tables.py.", "word\ttag", *lines, ""])


def main() -> int:
    check, stale = "--check" in sys.argv, 0
    for name, make in (("characters.tsv", characters), ("word_tags.tsv", word_tags)):
        path, made = TABLES / name, make()
        if check:
            stale += not path.exists() or path.read_text(encoding="utf-8") != made
        else:
            path.write_text(made, encoding="utf-8")
            print(f"{path}: {len(made.encode()):,} bytes, {made.count(chr(10)):,} lines")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
