"""Charset: bytes into the characters that make the most plausible Chinese, whatever a declaration says."""

from __future__ import annotations

import codecs
import math
import re
from pathlib import Path

from tonggao.errors import ReadError
from tonggao.text.plausible import score

MARKS = (  # byte order marks, longer ones first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FORMATS = (  # what begins so is no plain text
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX or XLSX file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"PAR1", "a Parquet file without the ending .parquet"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
WRITTEN = ("gb18030", "cp950", "big5hkscs")  # by byte pairs; Big5 is valid GB 18030, hence all are tried
WIDE = ("utf-16-le", "utf-16-be")
PLAUSIBLE = 0.5  # points (see `plausible.score`): Chinese has 2 and more, Chinese misread less than -1
CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a\x1b\0"})
HAN = re.compile("[\u4e00-\u9fff]")
SHORT = 8  # letters up to which a text without Han may be valid UTF-8 by chance
FEW = 0.02  # share of control characters up to which bytes are text


def decode(data: bytes, path: Path | str) -> tuple[str, str, float]:
    """The characters of `data` without a byte order mark, their charset (Python's name), and how sure it is (0 to 1).

    UTF-8 is known by its form; UTF-16, GB 18030 (and GBK), Big5 and Big5-HKSCS by what reads as the likeliest Chinese.
    Newlines and U+0000 pass untouched. Raises `ReadError` naming file, byte and mend for input that is empty, binary,
    or broken anywhere.

    >>> decode("凉山州建成基站".encode("gb18030"), "a.txt")[:2], decode("涼山州建成基站".encode("big5"), "b.txt")[:2]
    (('凉山州建成基站', 'gb18030'), ('涼山州建成基站', 'cp950'))
    """
    _refuse_binary(data, path)
    for mark, charset in MARKS:
        if data.startswith(mark):
            return _not_blank(_strict(data, charset, path, skip=len(mark)), path), charset, 1.0
    if (unicode := _utf8(data)) is not None:
        return _not_blank(unicode, path), "utf-8", 1.0
    readings = _readings(data)
    if not readings or readings[0][0] < PLAUSIBLE:
        raise _nothing_plausible(data, path, readings)
    points, charset, text, count = readings[0]
    runner_up = max((other[0] for other in readings[1:] if other[2] != text), default=min(points - 1.0, 0.0))
    sure = 1.0 - 0.5 * math.exp(-(points - runner_up) * count / 12)
    return text, charset, round(sure, 4)


def _refuse_binary(data: bytes, path: Path | str) -> None:
    if not data:
        raise ReadError(f"{path}: empty (0 bytes); there is no article in it")
    for start, name in FORMATS:
        if data.startswith(start):
            raise ReadError(f"{path}: byte 0: this is {name}, not a text; save its text as UTF-8")
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls > FEW * len(data) and not data.startswith(tuple(mark for mark, _ in MARKS)) and not _wide(data):
        at = next(number for number, byte in enumerate(data) if byte in CONTROLS)
        raise ReadError(
            f"{path}: byte {at}: binary (a control byte {data[at]:#04x}, one of {controls} in {len(data)} bytes), "
            "not a text; give a text file"
        )


def _not_blank(text: str, path: Path | str) -> str:
    if not text.strip("\0 \t\r\n\v\f\u3000\u2028\u2029\ufeff\xa0"):
        raise ReadError(f"{path}: byte 0: nothing but white space; there is no article in it")
    return text


def _wide(data: bytes) -> bool:
    """Whether `data` may be UTF-16: an even length and text that scores as Chinese, or Latin text between zeros."""
    return any(points >= PLAUSIBLE for points, charset, *_ in _readings(data) if charset in WIDE)


def _utf8(data: bytes) -> str | None:
    """`data` as UTF-8 where it is that: valid, few zeros, and not merely valid by chance (a few Greek letters)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if text.count("\0") > FEW * len(text) and _wide(data):
        return None
    if text.isascii() or HAN.search(text):
        return text
    points, count = score(text)
    by_chance = count <= SHORT and points < PLAUSIBLE and any(reading[0] >= 2.0 for reading in _readings(data))
    return None if by_chance else text


def _readings(data: bytes) -> list[tuple[float, str, str, int]]:
    """Every reading that has no broken byte: points, charset, text, characters judged; the most plausible first."""
    found = []
    for charset in (*WRITTEN, *(WIDE if len(data) % 2 == 0 else ())):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        points, count = score(text)
        if charset in WIDE and not count and "\0" not in text:
            points, count = 3.0, len(text)  # Latin letters, each beside a zero
        found.append((points, charset, text, count))
    return sorted(found, key=lambda reading: -reading[0])  # stable: cp950 before big5hkscs


def _strict(data: bytes, charset: str, path: Path | str, skip: int = 0) -> str:
    try:
        return data[skip:].decode(charset)
    except UnicodeDecodeError as error:
        raise _broken(data, charset, error.start + skip, path) from error


def _broken(data: bytes, charset: str, at: int, path: Path | str) -> ReadError:
    shown = data[at : at + 4].hex(" ")
    return ReadError(
        f"{path}: byte {at}: the rest reads as {charset}, but not the bytes {shown}; "
        "mend or delete them, or save the text anew as UTF-8"
    )


def _nothing_plausible(data: bytes, path: Path | str, readings: list[tuple[float, str, str, int]]) -> ReadError:
    """The error for bytes that no charset reads without a break: where the likeliest one breaks."""
    likeliest, broken_at = "", -1
    points = max(PLAUSIBLE, readings[0][0] if readings else -math.inf)
    for charset in ("utf-8", *WRITTEN, *WIDE):
        lenient = score(data.decode(charset, "replace"))[0]
        try:
            data.decode(charset)
        except UnicodeDecodeError as error:
            if lenient > points:
                likeliest, broken_at, points = charset, error.start, lenient
    if likeliest:
        return _broken(data, likeliest, broken_at, path)
    at = next((number for number, byte in enumerate(data) if byte > 0x7F), 0)
    return ReadError(
        f"{path}: byte {at}: reads as Chinese in none of UTF-8, UTF-16, GB 18030, Big5{_guess(data)}; "
        "save the text as UTF-8"
    )


def _guess(data: bytes) -> str:
    """What another detector takes the bytes for, as a hint."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 16]).best()
    return f" (perhaps {best.encoding})" if best is not None else ""
