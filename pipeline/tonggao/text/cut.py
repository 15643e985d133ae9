"""Cutting: the shadow into words, and its lines into sentences and clauses.

Words are those of `jieba.cut`, to the character. The engine is rjieba; where its cuts can differ from jieba's (text
that jieba's Han range or skip pattern treats otherwise, and characters that jieba's model does not know) the run is cut
again by jieba's own definition over the engine's dictionary route. jieba itself is never initialised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from tonggao.grammar.tables import read_table
from tonggao.model import Words
from tonggao.text import dictionary
from tonggao.text.convert import SURROGATE, characters
from tonggao.text.dictionary import HAN, engine, forbidden, model_table, tagged
from tonggao.text.sentences import sentences

__all__ = ["Tags", "add_words", "sentences", "tag", "tags", "words"]

TABLES = Path(__file__).resolve().parent.parent / "tables"
SKIP = re.compile(r"(\r\n|\s)")  # jieba.re_skip_default
MODEL_HAN = re.compile("([\u4e00-\u9fd5]+)")  # jieba.finalseg.re_han
MODEL_SKIP = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")  # jieba.finalseg.re_skip
ALNUM = re.compile("[a-zA-Z0-9]+")
# What the engine keeps in a run although jieba ends the run there: extension and compatibility ideographs.
BEYOND = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff"
ASTRAL = "\U00020000-\U0003ffff"
ASTRAL_ONE = re.compile(f"[{ASTRAL}]")
RUN = rf"\u4e00-\u9fd5{BEYOND}{ASTRAL}a-zA-Z0-9+#&._%\-"
REST, OUTSIDE = re.compile(f"[{RUN}]*+"), re.compile(f"[^{RUN}]")
NEVER = -3.14e100  # jieba's logarithm of zero
BEFORE = {"B": "ES", "M": "MB", "S": "SE", "E": "BM"}  # states that may precede a state, in jieba's order
REMEMBERED = 500_000  # words whose part of speech is kept


def words(shadow: str) -> Words:
    """The words of `shadow`, exactly as `jieba.cut(shadow)` gives them.

    >>> words("建成F-35训练场，占地1,100亩").texts
    ['建成', 'F', '-', '35', '训练场', '，', '占地', '1', ',', '100', '亩']
    """
    try:
        return Words(_cut(shadow))
    except UnicodeEncodeError:  # lone surrogates: to jieba each is a word of its own, as U+FFFD is to the engine
        texts = _cut(SURROGATE.sub("\ufffd", shadow))
        ends = list(accumulate(map(len, texts)))
        return Words([shadow[start:end] for start, end in zip([0, *ends], ends, strict=False)])


def _cut(text: str) -> list[str]:
    cut = engine().cut
    texts: list[str] = []
    done = 0
    for start, end in _doubtful_runs(text):
        if start > done:
            texts += cut(text[done:start])
        texts += _cut_exactly(text[start:end])
        done = end
    found: list[str] = cut(text[done:])
    return texts + found if done else found


@cache
def _doubtful(beyond: str) -> re.Pattern[str]:
    """What makes a run doubtful, behind one character class: all Latin text but plain numbers, words, percentages.

    Also what the engine takes for Han and jieba does not (`beyond`), characters that jieba's model does not know
    (there its ties fall otherwise), and words that a user forbade.
    """
    first = "-+#&_.%" + beyond + "".join(sorted(characters("unscored")))
    never = "".join(f"|{re.escape(word)}" for word in sorted(forbidden))
    return re.compile(
        rf"[{first}](?:(?<=[^.%])|(?<=\.)(?:(?![0-9])|[0-9]++[A-Za-z.])|(?<=%)(?=[A-Za-z0-9.%])|(?<![A-Za-z0-9].))"
        + never
    )


def _doubtful_runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans, in order, of the runs (characters that either engine joins) which hold something doubtful."""
    doubtful = _doubtful(BEYOND + ASTRAL if ASTRAL_ONE.search(text) else BEYOND)  # astral characters slow a class down
    done = 0
    while found := doubtful.search(text, done):
        start = found.start()
        while start > done and not OUTSIDE.match(text, start - 1):
            start -= 1
        run = REST.match(text, found.start())
        yield start, (done := run.end() if run else found.end())


def _cut_exactly(text: str) -> Iterator[str]:
    """`jieba.cut` by its own definition, over the engine's route through the same dictionary."""
    for block in HAN.split(text):
        if HAN.match(block):
            yield from _cut_block(block)
        else:
            for part in SKIP.split(block):
                yield from [part] if SKIP.match(part) else part


def _cut_block(block: str) -> Iterator[str]:
    """jieba's `__cut_DAG`: what the route leaves as single characters goes to the model, together."""
    has_word = engine().has_word
    single = ""
    for piece in engine().cut(block, False):
        # without its model the engine joins single Latin letters and digits: they are no words of the dictionary
        if len(piece) == 1 or (ALNUM.fullmatch(piece) and not has_word(piece)):
            single += piece
            continue
        yield from _cut_single(single)
        single = ""
        yield piece
    yield from _cut_single(single)


def _cut_single(single: str) -> Iterator[str]:
    if len(single) < 2 or (engine().has_word(single) and single not in forbidden):
        yield from single
        return
    for block in MODEL_HAN.split(single):
        if MODEL_HAN.match(block):
            for word in _model_words(block):
                yield from word if word in forbidden else [word]
        else:
            yield from filter(None, MODEL_SKIP.split(block))


def _model_words(block: str) -> Iterator[str]:
    """jieba's `finalseg`: the most likely states of `block` (Han alone), ties as jieba breaks them."""
    if len(block) == 1:
        yield block
        return
    states = _viterbi(block)
    begin = done = 0
    for number, state in enumerate(states):
        if state == "B":
            begin = number
        elif state in "ES":
            yield block[begin if state == "E" else number : number + 1]
            done = number + 1
    if done < len(block):
        yield block[done:]


def _viterbi(block: str) -> list[str]:
    start, trans, emit = map(model_table, ("prob_start", "prob_trans", "prob_emit"))
    score = {state: start[state] + emit[state].get(block[0], NEVER) for state in "BMES"}
    backs: list[dict[str, str]] = []
    for character in block[1:]:
        made: dict[str, float] = {}
        back: dict[str, str] = {}
        for state, before in BEFORE.items():
            own = emit[state].get(character, NEVER)
            made[state], back[state] = max((score[b] + trans[b].get(state, NEVER) + own, b) for b in before)
        score = made
        backs.append(back)
    states = [max((score[state], state) for state in "ES")[1]]
    for back in reversed(backs):
        states.append(back[states[-1]])
    return states[::-1]


class Tags(dict[str, str]):
    """Word → its commonest part of speech by jieba's dictionary; `m`, `eng`, `x` for numbers, Latin, signs; else `""`.

    Look many up with `map(tags().__getitem__, words.texts)`: each word is asked for once a process.
    """

    def __init__(self) -> None:
        self.special = read_table(TABLES / "word_tags.tsv").column("tag")  # words that the engine itself would cut

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        found = tagged.get(word) or self.special.get(word)
        if found is None:
            found = self._ask(word)
        self[word] = found
        return found

    def _ask(self, word: str) -> str:
        try:
            given = engine().tag(word, False)
        except UnicodeEncodeError:
            return "x"
        return str(given[0][1]) if len(given) == 1 else ""


@cache
def tags() -> Tags:
    """The one look-up of parts of speech of this process."""
    return Tags()


def tag(word: str) -> str:
    """The commonest part of speech of `word` by jieba's dictionary, `""` for a word it does not hold.

    >>> tag("投资"), tag("凉山"), tag("5"), tag("柯瑞文")
    ('vn', 'ns', 'm', '')
    """
    return tags()[word]


def add_words(path: Path) -> int:
    """Add a user's dictionary (`tonggao.text.dictionary.add_words`) to this process: words and their tags."""
    count = dictionary.add_words(path)
    _doubtful.cache_clear()
    tags.cache_clear()
    return count
