"""The damaged places of an article, from left to right: each is proved, ranked, or listed as unresolved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tonggao.text import bytesplit, readings
from tonggao.text.bytesplit import FOLD, Lattice, Output, Window
from tonggao.text.convert import script_of
from tonggao.text.guesses import Guesses
from tonggao.text.origin import Edit, OriginMap, rewrite
from tonggao.text.page import Page
from tonggao.text.realign import Beam, Original
from tonggao.text.wording import Wording, common, is_word, odd, wording

_SYNC = re.compile("[\n ,.:;%0-9]")  # behind these the bytes of the original begin anew: no trail byte is one
_MARKS = (
    f"(?P<split>\\?(?:[(（] ?)?{readings.READING}[)）])"  # a reading that lost its parenthesis or what stood before
    f"|(?P<bare>(?<![{readings.LETTERS}?(（ ]){readings.READING}[)）])"
    "|(?P<lost>\\?)"
    "|(?P<odd>(?<=[\u4e00-\u9fff。，”）)\n])[@-~](?=[\u4e00-\u9fff，。、,“]))"  # an ASCII trail byte that was left over
)
_REMAINS = re.compile("[\\[-`{-~]")  # what ASCII trail bytes look like that are no letters
WIDE = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_HOPELESS = re.compile("\\?{4,}+")  # too much was lost to guess at
KIND = "byte-split"
BACK = 3  # characters before a mark at which the damage may have begun unseen
REACH = 80  # characters before a place that are its context
SYNC_REACH = 400
AWAY = 12  # characters within which damage on such a page shows a question mark
NEARBY = 8  # characters before a mark that an odd one makes doubtful
MARGIN = 5.0  # by how much (a logarithm) a reading must beat the text as received
POOR = -11.0  # what a character of a restored place must be worth on the average
ARTICLE_BUDGET = 3_000_000  # originals that are looked at in one article, some twenty seconds: then places are listed
SHOWN = 5  # candidates that are listed


@dataclass
class Places:
    """Damage search over `text`, whose readings `annotated` lists; `search` fills `repaired` and `unresolved`."""

    text: str
    page: Page
    annotated: Sequence[Edit]
    repaired: list[Edit] = field(default_factory=list)
    unresolved: list[Edit] = field(default_factory=list)
    spent: int = 0  # originals looked at
    doubtful: int = 0  # up to here, and on to the next sign that ends all doubt, bytes may lie otherwise than received

    def search(self) -> None:
        """Find every place and deal with it."""
        done = 0
        for start, end in self._marks():
            if start < done:
                self._leave(start, end)
                continue
            window = self._prove(start)
            if window is not None:
                done = window.end
                path = window.paths[0]
                if path.text != self.text[start:done]:
                    self.repaired.append(_edit(start, done, path.outputs, "proved", (window.universe,)))
                continue
            known = len(self.repaired) + len(self.unresolved)
            done = max(end, self._rank(start, end, done))
            self._leave(start, end)
            if len(self.repaired) + len(self.unresolved) > known:
                self.doubtful = done

    def _leave(self, start: int, end: int) -> None:
        """List a mark in a window behind us that was left as received."""
        repaired = bool(self.repaired) and self.repaired[-1].start <= start < self.repaired[-1].end
        if not repaired and self._untrusted(start):
            self._list(start, end)

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self.annotated]

    @cached_property
    def _wording(self) -> Wording:
        return wording(rewrite(self.text, OriginMap(), self.annotated)[0])

    @cached_property
    def _odd(self) -> frozenset[str]:
        """The characters that do not look like this article's; where it is not Simplified also Simplified forms."""
        foreign = readings.members("simplified") if script_of(self.text) != "hans" else frozenset[str]()
        found = frozenset(char for char in set(self.text) if odd(char) or char in foreign or self._folding(char))
        return found - frozenset(readings.TONED)

    def _folding(self, char: str) -> bool:
        """True for an uncommon character that a folded letter makes of a common one: 盪 (B155) of 保 (B1A3) and Ｕ."""
        code = readings.code_of().get(char, 0)
        folded = bool(self.page.folds) and 0x40 <= code & 0xFF < 0x80 and code & 0xFF | 0x80 in self.page.folds
        return folded and char not in common() and readings.characters().get(code & 0xFF00 | FOLD, "") in common()

    def _marks(self) -> Iterator[tuple[int, int]]:
        """Spans that may be marks of damage, in text order."""
        some = f"|(?P<some>[{re.escape(''.join(sorted(self._odd)))}])" if self._odd else ""
        for match in re.finditer(_MARKS + some, self.text):
            at = match.start()
            inside = bisect_right(self._starts, at) - 1
            if inside >= 0 and self._starts[inside] < at < self.annotated[inside].end:
                continue
            if match.lastgroup not in ("odd", "some") or self._strange(at):
                yield match.span()

    def _strange(self, at: int) -> bool:
        """True for an odd character that may be a mark of damage; where damage leaves question marks only if another
        stands near it."""
        if self.page.universe.ranks is not None or self._spelled(at):
            return False
        near = self.text[max(0, at - BACK) : at] + self.text[at + 1 : at + 1 + BACK]
        return not self.page.provable or _REMAINS.search(near) is not None or not self._odd.isdisjoint(near)

    def _spelled(self, at: int) -> bool:
        """True where an odd character is spelled as it should be, readings apart: 彷彿, 鄱陽, 關(guān)係."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        number = bisect_right(self._starts, at - 1) - 1
        if number >= 0 and self.annotated[number].end == at:
            before = self.annotated[number].after[-1:]
        if number + 1 < len(self.annotated) and self._starts[number + 1] == at:
            end = self.annotated[number + 1].end
            after = self.text[end : end + 1]
        return is_word(before + self.text[at]) or is_word(self.text[at] + after)

    def _prove(self, start: int) -> Window | None:
        """The window at `start` if it has one original alone, on a page all of whose damage can be seen.

        An original that nobody would write (对ｓ山) proves that the page lost more than it shows.
        """
        if not self.page.provable or not bytesplit.READING.match(self.text, start):
            return None
        if self.doubtful and _SYNC.search(self.text, max(self.doubtful - 1, start - SYNC_REACH), start) is None:
            return None
        nearby = self.text[max(self.doubtful, start - NEARBY) : start]
        if self.page.universe.ranks is None and any("\u4e00" <= c <= "\u9fff" for c in self._odd.intersection(nearby)):
            return None
        found = [bytesplit.solve(Lattice(self.text, self.page.universe, lost), start) for lost in ("two", "one")]
        if any(window.open for window in found):
            return None
        explained = [window for window in found if window.paths]
        if len(explained) != 1 or len(explained[0].paths) != 1:
            return None
        original = explained[0].paths[0].text
        return None if any(odd(char) or char in WIDE for char in original) else explained[0]

    def _rank(self, start: int, end: int, done: int) -> int:
        """Repair the place around the mark `start:end` by its most plausible original, or list it; where it ends."""
        lost = _HOPELESS.match(self.text, start)
        if lost or self.spent > ARTICLE_BUDGET:
            self._list(start, lost.end() if lost else end)
            return lost.end() if lost else end
        begin = start if self.text[start] == "?" and not self.page.folds else self._back(start, done)
        piece = bytesplit.FULL.sub("", self.text[max(0, begin - 12) : end + 60])
        guesses = Guesses(Lattice(self.text, self.page.universe, self.page.lost), self.page.folds)
        beam = Beam(guesses, self._wording.elsewhere(piece), self._context(begin))
        stop, found = beam.run(begin)
        self.spent += beam.spent
        if not found:
            self._list(start, max(end, stop))
            return stop
        core = _core(found[0].outputs, self.text)
        received = next((o.score for o in found if _core(o.outputs, self.text) is None), None)
        if core is None or (received is not None and found[0].score - received < MARGIN):
            if self._untrusted(start):
                self._list(start, end)
        elif found[0].score < POOR * len(found[0].text):
            self._list(core[0], core[1])
        else:
            self.repaired.append(_edit(*core, "likely", _candidates(found, core[0], core[1])))
        return stop

    def _back(self, start: int, done: int) -> int:
        """Where the damage that shows at `start` may have begun: a few characters before, none inside a reading."""
        begin = max(done, start - BACK, self.text.rfind("\n", 0, start) + 1)
        inside = bisect_right(self._starts, begin) - 1
        if inside < 0 or begin >= self.annotated[inside].end:
            return begin
        reading = self.annotated[inside]
        return reading.start if reading.start >= done else min(start, reading.end)

    def _context(self, at: int) -> str:
        """The characters before `at`, free of readings and repaired."""
        last = bisect_left(self._starts, at)
        edits = [*self.annotated[max(0, last - REACH // 4) : last], *self.repaired[-REACH // 8 :]]
        done, parts = max(0, at - REACH), []
        for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
            if done <= edit.start and edit.end <= at:
                parts += [self.text[done : edit.start], edit.after]
                done = edit.end
        return "".join([*parts, self.text[done:at]])

    def _untrusted(self, at: int) -> bool:
        """True for a mark that may stand for something lost though no reading of the place is more plausible: a
        question mark beside a digit or what looks damaged, an odd character that is not alone or no ideograph."""
        char, before, after = self.text[at], self.text[max(0, at - 1) : at], self.text[at + 1 : at + 2]
        if char == "?":
            return any(c.isdigit() or c in self._odd or (c.isascii() and c >= "?") for c in (before, after) if c)
        if char.isascii():  # A股 and T恤 are wording
            return self.page.lost == "silent" or not char.isupper()
        if self.page.provable and "?" not in self.text[max(0, at - AWAY) : at + AWAY]:
            return False  # 嚴雋琪: names have rare characters in a row
        beside = any(c in self._odd or (c.isascii() and c >= "@") for c in (before, after) if c and c != char)
        return not "\u4e00" <= char <= "\u9fff" or beside or not self.page.provable

    def _list(self, start: int, end: int) -> None:
        last = self.unresolved[-1] if self.unresolved else None
        if last is None or last.end <= start or end <= last.start:
            self.unresolved.append(Edit(start, end, self.text[start:end], KIND, "unresolved"))


def _core(outputs: Sequence[Output], text: str) -> tuple[int, int, tuple[Output, ...]] | None:
    """The part of a window that is not as received (readings apart), and its span; None where nothing changes."""
    changed = [
        number
        for number, (char, start, end) in enumerate(outputs)
        if char and not (end == start + 1 and text[start] == char)
    ]
    if not changed:
        return None
    last = changed[-1] + 1
    end = max(output.end for output in outputs[changed[0] : last])
    while last < len(outputs) and (not outputs[last].char or outputs[last].start < end):
        end = max(end, outputs[last].end)
        last += 1
    core = tuple(outputs[changed[0] : last])
    return core[0].start, end, core


def _candidates(found: Sequence[Original], left: int, right: int) -> tuple[str, ...]:
    """The best readings of `left:right`."""
    texts = ("".join(o.char for o in original.outputs if left <= o.start and o.end <= right) for original in found)
    return tuple(dict.fromkeys(texts))[:SHOWN]


def _edit(start: int, end: int, outputs: Sequence[Output], proof: str, candidates: tuple[str, ...]) -> Edit:
    """The replacement of a damaged place; every character of it with the received characters that held its bytes."""
    after = "".join(output.char for output in outputs)
    return Edit(start, end, after, KIND, proof, candidates, spans(outputs))


def spans(outputs: Sequence[Output]) -> tuple[tuple[int, int], ...]:
    """Monotone spans for the characters of `outputs`: a received character shared by two goes to the earlier one.

    >>> spans((Output("地", 7, 12), Output("農", 11, 13), Output("", 13, 19)))
    ((7, 12), (12, 19))
    """
    found: list[tuple[int, int]] = []
    for char, start, end in outputs:
        if not char:
            found[-1] = (found[-1][0], end)
            continue
        last = found[-1][1] if found else start
        end = max(end, last)
        found.append((min(max(start, last), end - 1), end))
    return tuple(found)
