"""The working text freed of injected readings and of the byte damage they did, each change with its proof."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tonggao.model import Repair
from tonggao.text import annotations, bytesplit, readings
from tonggao.text.bytesplit import Lattice, Output, Window
from tonggao.text.convert import script_of
from tonggao.text.origin import Edit, OriginMap, rewrite
from tonggao.text.page import Page, page
from tonggao.text.realign import Beam, Guesses, Hypothesis
from tonggao.text.wording import Wording, is_word, odd, wording

# The one search that a clean article pays for: a tone mark, or markup of readings.
_TRIGGER = re.compile(f"[{readings.TONED}\u0304\u030c]|<rt>")
_SYNC = re.compile("[\n ,.:;%0-9]")  # behind these the bytes of the original begin anew: no trail byte is one
_MARK = re.compile(
    f"(?P<split>\\?(?:[(（] ?)?{readings.READING}[)）])|(?P<bare>(?<![{readings.LETTERS}?(（ ]){readings.READING}[)）])"
    "|(?P<lost>\\?)|(?P<odd>[^\\x00-\\x7f]|(?<=[\u4e00-\u9fff。，”）)])[@-~](?=[\u4e00-\u9fff]))"
)
BACK = 3  # characters before an odd one at which the damage may have begun unseen
NEARBY = 8  # characters before a mark that an odd one makes doubtful
MARGIN = 5.0  # by how much (a logarithm) a reading must beat the text as received
POOR = -11.0  # what a character of a restored place must be worth on the average
SHOWN = 5  # candidates that are listed
UNSEEN = frozenset("?")


def mend(text: str, origin: OriginMap) -> tuple[str, OriginMap, list[Repair]]:
    """The text without injected readings and with byte-split places repaired, its origin map, and what was done.

    Offsets of the repairs point into the received text (through `origin`). Proofs: `exact` for a reading taken out,
    `proved` where one original alone gives what was received, `likely` for the best of several, `unresolved` for a
    place left as it is.

    >>> text, origin, repairs = mend("助力當(dāng)?shù)剞r(nóng)民脫貧", OriginMap())
    >>> text, origin.raw_span(3, 4), [(r.before, r.after, r.proof) for r in repairs][1]
    ('助力當地農民脫貧', (9, 14), ('?shù)剞r(nóng)', '地農', 'proved'))
    """
    if _TRIGGER.search(text) is None:
        return text, origin, []
    edits = annotations.edits(text)
    if not edits:
        return text, origin, []
    places = Places(text, page(text, annotations.injected(annotations.find(text))), edits)
    places.search()
    edits = _merge(edits, places.repaired)
    repairs = [_repair(text, origin, edit) for edit in _merge(edits, places.unresolved, both=True)]
    return *rewrite(text, origin, edits), repairs


@dataclass(slots=True)
class Places:
    """The damaged places of an article: each is proved, ranked, or listed as unresolved, from left to right."""

    text: str
    page: Page
    annotated: Sequence[Edit]
    repaired: list[Edit] = field(default_factory=list)
    unresolved: list[Edit] = field(default_factory=list)
    traditional: bool = True
    doubtful: int = 0  # up to here, and on to the next sign that ends all doubt, bytes may lie otherwise than received
    _starts: list[int] = field(default_factory=list)
    _words: list[Wording] = field(default_factory=list)

    def search(self) -> None:
        """Fill `repaired` and `unresolved`, both in text order."""
        self._starts = [edit.start for edit in self.annotated]
        self.traditional = script_of(self.text) == "hant"
        done = 0
        for start, end in self._marks():
            if start < done:
                continue
            window = self._prove(start)
            if window is not None:
                done = window.end
                if window.paths[0].text != self.text[start:done]:
                    path = window.paths[0]
                    self.repaired.append(_edit(start, done, path.outputs, "byte-split", "proved", (window.universe,)))
                continue
            known = len(self.repaired) + len(self.unresolved)
            done = max(end, self._rank(start, end, done))
            if len(self.repaired) + len(self.unresolved) > known:
                self.doubtful = done

    def _marks(self) -> Iterator[tuple[int, int]]:
        """Spans that may be marks of damage, in text order."""
        for match in _MARK.finditer(self.text):
            at = match.start()
            if match.lastgroup == "odd" and not self._strange(at):
                continue
            inside = bisect_right(self._starts, at) - 1
            if inside >= 0 and self._starts[inside] < at < self.annotated[inside].end:
                continue
            yield match.span()

    def _prove(self, start: int) -> Window | None:
        """The window at `start` if it has one original alone, on a page all of whose damage can be seen."""
        if not self.page.provable or not bytesplit.READING.match(self.text, start):
            return None
        if self.doubtful and _SYNC.search(self.text, self.doubtful - 1, start) is None:
            return None
        known = self.page.universe.ranks is not None
        nearby = "" if known else self.text[max(self.doubtful, start - NEARBY) : start]
        if any(self._odd(char) for char in nearby if "\u4e00" <= char <= "\u9fff"):
            return None
        found = [bytesplit.solve(Lattice(self.text, self.page.universe, lost), start) for lost in ("two", "one")]
        if any(window.open for window in found):
            return None
        explained = [window for window in found if window.paths]
        return explained[0] if len(explained) == 1 and len(explained[0].paths) == 1 else None

    def _context(self, at: int) -> str:
        """The characters before `at`, free of readings and repaired."""
        edits = [*self.annotated[max(0, bisect_left(self._starts, at) - 20) : bisect_left(self._starts, at)]]
        edits = _merge([e for e in edits if e.end <= at], [e for e in self.repaired[-9:] if e.end <= at])
        low = max(0, at - 80)
        done, parts = low, []
        for edit in edits:
            if edit.start >= done:
                parts += [self.text[done : edit.start], edit.after]
                done = edit.end
        return "".join([*parts, self.text[done:at]])

    def _rank(self, start: int, end: int, done: int) -> int:
        """Repair the place around the mark by its most plausible original, or list it; where it ends."""
        if not self._words:
            self._words.append(wording(rewrite(self.text, OriginMap(), self.annotated)[0]))
        begin = start if self.text[start] == "?" and not self.page.folds else self._back(start, done)
        lattice = Lattice(self.text, self.page.universe, self.page.lost)
        around = bytesplit.FULL.sub("", self.text[max(0, begin - 12) : end + 60])
        beam = Beam(Guesses(lattice, self.page.folds), self._words[0].elsewhere(around))
        stop, found = beam.run(begin, self._context(begin))
        if not found:
            self._list(start, end)
            return end
        core = _core(found[0].outputs, self.text)
        if core is None:
            if self._untrusted(start):
                self._list(start, end)
            return stop
        left, right, outputs = core
        received = next((h for h in found if _core(h.outputs, self.text) is None), None)
        if received is not None and found[0].score - received.score < MARGIN:
            if self._untrusted(start):
                self._list(start, end)
            return stop
        if found[0].score < POOR * len(found[0].text):
            self._list(left, right)
        else:
            candidates = _candidates(found, left, right)
            self.repaired.append(_edit(left, right, outputs, "byte-split", "likely", candidates))
        return stop

    def _back(self, start: int, done: int) -> int:
        """Where the damage that shows at `start` may have begun: a few characters before, none inside a reading."""
        begin = max(done, start - BACK, self.text.rfind("\n", 0, start) + 1)
        inside = bisect_right(self._starts, begin) - 1
        if inside >= 0 and begin < self.annotated[inside].end:
            begin = self.annotated[inside].start if self.annotated[inside].start >= done else min(
                start, self.annotated[inside].end)
        return begin

    def _odd(self, char: str) -> bool:
        """True for a character that does not look like this article's."""
        return char.isascii() or odd(char) or (self.traditional and char in readings.members("simplified"))

    def _spelled(self, at: int) -> bool:
        """True where an odd character is spelled as it should be: 彷彿, 鄱陽."""
        return is_word(self.text[at - 1 : at + 1] if at else "") or is_word(self.text[at : at + 2])

    def _strange(self, at: int) -> bool:
        """True for an odd character that may be a mark of damage; where damage leaves question marks only if another
        stands near it."""
        if not self._odd(self.text[at]) or self._spelled(at) or self.page.universe.ranks is not None:
            return False
        near = self.text[max(0, at - 3) : at] + self.text[at + 1 : at + 4]
        return not self.page.provable or any(c in "[\\]^_`{|}~" or (c > "~" and self._odd(c)) for c in near)

    def _untrusted(self, at: int) -> bool:
        """True for a mark that may stand for something lost though no reading of the place is more plausible: a
        question mark that ends neither a line nor a quotation, an odd character that is not alone or no ideograph."""
        char, following = self.text[at], self.text[at + 1 : at + 2]
        if char == "?":
            beside = [self.text[max(0, at - 1) : at], following]
            return any(c.isdigit() or (c.isascii() and c > "?") or (c > "~" and self._odd(c)) or c == "?" for c in beside)
        if char.isascii():  # A股 and T恤 are wording
            return self.page.lost == "silent" or not char.isupper()
        beside = [c for c in self.text[max(0, at - 1) : at + 2] if c != char and ("@" <= c <= "~" or self._odd(c))]
        folded = bool(self.page.folds) and 0x40 <= readings.code_of().get(char, 0) & 0xFF < 0x80
        return not "\u4e00" <= char <= "\u9fff" or bool(beside) or folded

    def _list(self, start: int, end: int) -> None:
        if not self.unresolved or self.unresolved[-1].end <= start:
            self.unresolved.append(Edit(start, end, self.text[start:end], "byte-split", "unresolved"))


def _plain(output: Output, text: str) -> bool:
    return output.end == output.start + 1 and text[output.start] == output.char


def _core(outputs: Sequence[Output], text: str) -> tuple[int, int, tuple[Output, ...]] | None:
    """The part of a window that is not as received (readings apart), and its span; None where nothing changes."""
    changed = [i for i, output in enumerate(outputs) if output.char and not _plain(output, text)]
    if not changed:
        return None
    last, end = changed[-1] + 1, max(output.end for output in outputs[changed[0] : changed[-1] + 1])
    while last < len(outputs) and (not outputs[last].char or outputs[last].start < end):
        end = max(end, outputs[last].end)
        last += 1
    core = tuple(outputs[changed[0] : last])
    return core[0].start, end, core


def _candidates(found: Sequence[Hypothesis], left: int, right: int) -> tuple[str, ...]:
    """The best readings of `left:right`."""
    texts = ("".join(o.char for o in h.outputs if left <= o.start and o.end <= right) for h in found)
    return tuple(dict.fromkeys(texts))[:SHOWN]


def _edit(
    start: int, end: int, outputs: Sequence[Output], kind: str, proof: str, candidates: tuple[str, ...]
) -> Edit:
    """The replacement of a damaged place; every character of it with the received characters that held its bytes."""
    after = "".join(output.char for output in outputs)
    return Edit(start, end, after, kind, proof, candidates, spans(outputs))


def spans(outputs: Sequence[Output]) -> tuple[tuple[int, int], ...]:
    """Monotone spans for the characters of `outputs`: a received character shared by two goes to the earlier one."""
    found: list[tuple[int, int]] = []
    for char, start, end in outputs:
        if not char:
            found[-1] = (found[-1][0], end)
            continue
        last = found[-1][1] if found else start
        end = max(end, last)
        found.append((min(max(start, last), end - 1), end))
    return tuple(found)


def _merge(edits: Sequence[Edit], places: Sequence[Edit], both: bool = False) -> list[Edit]:
    """Both in text order; a reading inside a place is the place's, unless `both` are wanted."""
    taken = {offset for edit in places for offset in range(edit.start, edit.end)} if not both else set()
    return sorted([*places, *(e for e in edits if e.start not in taken)], key=lambda e: (e.start, e.end))


def _repair(text: str, origin: OriginMap, edit: Edit) -> Repair:
    start, end = origin.raw_span(edit.start, edit.end)
    return Repair(start, end, text[edit.start : edit.end], edit.after, edit.kind, edit.proof, edit.candidates)
