"""jieba's dictionary and model, read as data from the installed package (never imported), and a user's own words."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from tonggao.errors import TableError

HAN = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")  # jieba.re_han_default: what a word can be made of
ROW = re.compile("^(.+?)( [0-9]+)?( [a-z]+)?$")  # jieba.re_userdict
BALANCE = "\n"
forbidden: set[str] = set()  # words that a user's dictionary gives the frequency 0
tagged: dict[str, str] = {}  # parts of speech that a user's dictionary gives


@cache
def engine() -> Any:
    """The module rjieba: importing it builds its dictionary, so it waits for the first article."""
    import rjieba

    return rjieba


def _home() -> Path:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise TableError("jieba is not installed, its tables are needed: pip install jieba==0.42.1")
    return Path(spec.submodule_search_locations[0])


@cache
def model_table(name: str) -> Any:
    """A table of jieba's model: `prob_start`, `prob_trans`, `prob_emit` (state → … → logarithm)."""
    spec = spec_from_file_location(name, _home() / "finalseg" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise TableError(f"jieba has no finalseg/{name}.py: pip install jieba==0.42.1")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def rows() -> list[tuple[str, int, str]]:
    """The rows of jieba's dictionary: word, frequency, commonest part of speech. 0.2 s: for scripts and user words."""
    cells = (_home() / "dict.txt").read_text(encoding="utf-8").split()
    return list(zip(cells[::3], map(int, cells[1::3]), cells[2::3], strict=True))


class _Frequencies:
    """jieba's frequencies as a user's words change them, and the engine's beside them.

    jieba adds to its total and takes nothing off when a word is given another frequency; the engine does. `BALANCE`, a
    word that no text can hold, carries the difference, or every cut would weigh the number of words otherwise.
    """

    def __init__(self) -> None:
        self.of = {word: frequency for word, frequency, _ in rows()}
        self.total = sum(frequency for _, frequency, _ in rows())
        self.held = dict(self.of)  # by the engine
        self.surplus = 0

    def get(self, piece: str) -> int:
        """jieba's `FREQ.get(piece, 1)`: the beginnings of words stand in it with 0."""
        if piece in self.of:
            return self.of[piece]
        return 0 if any(word.startswith(piece) for word in self.of) else 1

    def suggest(self, word: str) -> int:
        """The frequency at which `word` is cut as one word: jieba's `suggest_freq(word)`."""
        share = 1.0
        for piece in engine().cut(word, False):
            share *= self.get(piece) / float(self.total)
        return max(int(share * self.total) + 1, self.get(word))

    def add(self, word: str, frequency: int) -> None:
        """Set the frequency of `word`, in jieba's way; 0 forbids it."""
        self.of[word] = frequency
        self.total += frequency
        if not frequency and word not in self.held:
            return
        weight = 1 if not frequency and len(word) == 1 else frequency  # to jieba a lone character of 0 weighs as 1
        engine().add_word(word, weight, tagged.get(word))
        self.surplus += self.held.get(word, 0) + frequency - weight
        self.held[word] = weight
        engine().add_word(BALANCE, self.surplus, None)


@cache
def _frequencies() -> _Frequencies:
    return _Frequencies()


def add_words(path: Path) -> int:
    """Add a user's words in jieba's format (`word [frequency] [tag]` a line), for this process; how many there were.

    A word without a frequency gets the one at which it is cut whole, a frequency of 0 forbids the word. Raises
    `TableError` with file and line for a file that is not UTF-8, a row that is not of this form, and a word that can
    never be cut because it holds a space or a sign that ends words.
    """
    count = 0
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        where = f"{path}:{number}"
        try:
            text = line.decode("utf-8").strip().lstrip("\ufeff")
        except UnicodeDecodeError as error:
            raise TableError(f"{where}: not UTF-8 at byte {error.start} of the line; save the file as UTF-8") from error
        if text:
            _add_word(*_read_row(text, where))
            count += 1
    return count


def _read_row(text: str, where: str) -> tuple[str, int | None, str]:
    found = ROW.match(text)
    word, frequency, tag = found.groups() if found else (text, None, None)
    if HAN.fullmatch(word) is None:
        stray = next(character for character in word if HAN.match(character) is None)
        raise TableError(
            f"{where}: {word!r} can never be a word: it holds {stray!r}; a row is `word [frequency] [tag]`, "
            "the frequency a whole number, the tag in small letters, one space between them"
        )
    return word, int(frequency) if frequency else None, (tag or "").strip()


def _add_word(word: str, frequency: int | None, tag: str) -> None:
    known = _frequencies()
    if tag:
        tagged[word] = tag
    known.add(word, known.suggest(word) if frequency is None else frequency)
    if frequency == 0:
        forbidden.add(word)
    else:
        forbidden.discard(word)
