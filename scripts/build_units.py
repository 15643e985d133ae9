"""Build `lexicons/currency_names.tsv`: what the currencies of ISO 4217 are called in the three Chinese locales.

Source: Unicode CLDR through Babel (needed here alone), locales zh, zh_Hant and zh_Hant_HK; keys in Simplified.
Run it again after a new Babel: `python scripts/build_units.py`; `--check` says whether the table is current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel import Locale
from opencc import OpenCC

TARGET = Path(__file__).resolve().parent.parent / "pipeline" / "tonggao" / "lexicons" / "currency_names.tsv"
LOCALES = ("zh", "zh_Hant", "zh_Hant_HK")  # the first that gives a name decides its code
HEADER = (
    "# Built by scripts/build_units.py from Unicode CLDR (Babel): do not edit; add names to currencies.tsv.\n"
    "name\tcode\n"
)
HAN = re.compile(r"[\u4e00-\u9fff·]{2,}")


def names() -> dict[str, str]:
    """Simplified name → ISO 4217 code; metals, funds and test codes (X..) left out, as are names with a year."""
    found: dict[str, str] = {}
    to_simplified = OpenCC("t2s").convert
    for locale in LOCALES:
        for code, name in sorted(Locale.parse(locale).currencies.items()):
            key = to_simplified(name)
            if HAN.fullmatch(key) and not (code.startswith("X") and code not in ("XAF", "XOF", "XPF", "XCD")):
                found.setdefault(key, code)
    return found


def render() -> str:
    """The whole table as text."""
    return HEADER + "".join(f"{name}\t{code}\n" for name, code in sorted(names().items()))


def main(arguments: list[str]) -> int:
    """Write the table, or with `--check` compare it with the one that stands."""
    if "--check" in arguments:
        current = TARGET.read_text(encoding="utf-8") == render()
        print("current" if current else f"{TARGET} is not current: run scripts/build_units.py")
        return 0 if current else 1
    TARGET.write_text(render(), encoding="utf-8")
    print(f"{TARGET}: {len(names())} names")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
