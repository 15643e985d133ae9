"""Names written by sound, told by their characters or by the dot between their parts: 特朗普, 格蕾丝·孟, 扎西次仁."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from tonggao.grammar.load import Rules, alternation
from tonggao.grammar.tokens import MARK, Tokens
from tonggao.names.likeness import NEVER, Likeness
from tonggao.text.cut import tag

DOTS = "·•・‧▪∙"
DOT = re.compile(f"[{DOTS}]")
PART = "[^\\W\\d_a-zA-Z和与及的在是由]"
GLOSSED = re.compile("[\u3400-\u9fff]{1,2}([（(][A-Z])")
REGNAL = re.compile("[一二三四五六七八九十]{1,3}世")
DOTTED = re.compile(f"{PART}{{1,8}}(?:[{DOTS}](?:{PART}{{1,8}}|[A-Z]\\.?(?=[{DOTS}])))*[{DOTS}]{PART}{{1,8}}")
SOUNDING = 0  # what a character of a foreign name scores at the least
FAINT = -10  # and one behind a title
SURE = 5  # and one that stands at the end of a word that the cut has glued
MEAN = 8  # and all of them on the average
LOUD = 10  # the characters of a dotted name on the average
LONGEST = 7
LEAST, LOUDEST = 3, 28  # characters of a name that its sound alone tells, and what they say on the average
PERSON = MARK + "person"
NAMED = (PERSON, MARK + "place", MARK + "organization")
PEOPLE, SOUNDED = "nr", "nrt"  # parts of speech of people's names, and of those written by sound
JOINED_TAGS = ("nr", "nz")
NAME_TAGS = ("nr", "ns", "nz", "nt")


class Foreign:
    """Finds how far a foreign name reaches."""

    def __init__(self, rules: Rules, likeness: Likeness) -> None:
        self.sound = likeness.foreign
        self.function = frozenset(rules.table("glued").rows)
        heads = rules.table("organization_heads").rows
        self.organized = re.compile(f".*(?:{alternation([h for h in heads if len(h) > 1])})").fullmatch
        parts = rules.table("name_parts").where("class", "ethnic")
        self.parts = frozenset("".join(parts))
        self.begins = frozenset(part[:2] for part in parts)
        loud = "".join(c for c, value in sorted(self.sound.items()) if value >= LOUD)
        self.runs = re.compile(f"[{loud}]{{3,{LONGEST}}}(?![{loud}])")
        self.ethnic = re.compile(f"(?:{alternation(parts)}){{1,4}}")

    def score(self, name: str) -> int:
        """The average of what the characters of `name` say; `NEVER` where one is never used to write sounds."""
        if name[:2] in self.begins and self.ethnic.fullmatch(name):
            return MEAN
        total = 0
        for character in name:
            value = self.sound.get(character, NEVER)
            if value < SOUNDING:
                return NEVER
            total += value
        return total // max(1, len(name))

    def loud(self, name: str) -> bool:
        """Does a dotted name sound foreign on the average, or begin like those of the minorities?"""
        if name[:2] in self.begins:
            return True
        values = [self.sound.get(character, 0) for character in name if character not in DOTS]
        return sum(values) >= LOUD * len(values)

    def voiced(self, tokens: Tokens, number: int) -> tuple[int, int]:
        """The last token of the words from `number` on that write sounds, whatever they mean (法拉 | 杰), and where
        they end; where there are none, the number before and the start."""
        last, end = number - 1, tokens.starts[number]
        start = end
        while last + 1 < len(tokens.texts) and tokens.ends[last + 1] - start <= LONGEST:
            word = tokens.texts[last + 1]
            if word[0] == MARK or any(self.sound.get(c, NEVER) < FAINT for c in word):
                break
            last += 1
            end = tokens.ends[last]
        return last, end

    def average(self, name: str) -> int:
        """The average of what the characters say, faint ones included."""
        return sum(self.sound.get(c, NEVER) for c in name) // max(1, len(name))

    def loudest(self, shadow: str, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Spans of three and more characters that write sounds, loud on the average, however the cut has torn them
        (年罗森 | 费尔德), without the ends of words beside them (到达 | 庞贝)."""
        for run in self.runs.finditer(shadow):
            first = bisect_right(tokens.starts, run.start()) - 1
            last = bisect_left(tokens.ends, run.end())
            texts, start, end = tokens.texts, run.start(), run.end()
            if tokens.starts[first] < start and self._whole(texts[first]):
                start = tokens.ends[first]
            if last < len(texts) and tokens.ends[last] > end and self._whole(texts[last]):
                end = tokens.starts[last]
            inside = texts[bisect_left(tokens.starts, start) : bisect_left(tokens.starts, end)]
            if end - start >= LEAST and not any(text[0] == MARK for text in inside):
                name = shadow[start:end]
                if self.average(name) >= LOUDEST and (not tag(name) or tag(name).startswith(JOINED_TAGS)):
                    yield start, end

    def _whole(self, word: str) -> bool:
        """Is the token a mention or a word of the dictionary, which no name begins or ends in?"""
        return word[0] == MARK or bool(tag(word))

    def reach(self, tokens: Tokens, number: int) -> tuple[int, int, int]:
        """The foreign name that holds token `number`: its first and last token and its end; no name: its start."""
        while number and tokens.texts[number - 1][0] != MARK and self._surely(tokens.texts[number - 1]):
            number -= 1
        start = end = tokens.starts[number]
        first = last = number
        while number < len(tokens.texts) and end - start < LONGEST:
            word = tokens.texts[number]
            if word[0] == MARK or not self._joins(word, number == last and end == start):
                break
            kept = len(word) if self._sounds(word) and (tag(word) or self._surely(word[-1])) else self._head(word)
            if not kept:
                break
            end, last = end + kept, number
            if kept < len(word):
                break
            number += 1
        return first, last, min(end, start + LONGEST)

    def _sounds(self, word: str) -> bool:
        return all(self.sound.get(c, NEVER) >= SOUNDING for c in word) or self.ethnic.fullmatch(word) is not None

    def _surely(self, word: str) -> bool:
        return all(self.sound.get(c, NEVER) >= SURE for c in word)

    def _head(self, word: str) -> int:
        """How many characters at the beginning of a new word belong to the name."""
        count = 0
        while count < len(word) and self.sound.get(word[count], NEVER) >= SURE:
            count += 1
        return count

    def _joins(self, word: str, first: bool) -> bool:
        pos = tag(word)
        return not pos or pos.startswith(JOINED_TAGS) or (len(word) == 1 and self._surely(word)) or (
            first and self.ethnic.fullmatch(word) is not None
        )

    def dotted(self, shadow: str, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Spans of the names with a dot between their parts, what the characters before and after do not belong to
        left out."""
        if DOT.search(shadow) is None:
            return
        for match in DOTTED.finditer(shadow):
            dots = [dot.start() for dot in DOT.finditer(shadow, match.start(), match.end())]
            start = self._left(shadow, tokens, match.start(), dots[0])
            end = self._right(shadow, tokens, dots[-1] + 1, match.end())
            glossed = GLOSSED.match(shadow, end)  # 罗伯特·伯根约（Robert Birgeneau）
            end = glossed.start(1) if glossed is not None else end
            if start < dots[0] and end > dots[-1] + 1 and not self.organized(shadow[dots[-1] + 1 : end]):
                yield start, end

    def leftwards(self, shadow: str, tokens: Tokens, start: int) -> int:
        """Where the dotted name begins whose last part begins at `start` (约翰斯·霍普金斯大学), else `start`."""
        if not start or shadow[start - 1] not in DOTS:
            return start
        begin = self._left(shadow, tokens, max(0, start - 9), start - 1)
        return begin if begin < start - 1 else start

    def _left(self, shadow: str, tokens: Tokens, least: int, dot: int) -> int:
        """Where the part that ends at `dot` begins."""
        start, number = dot, bisect_left(tokens.starts, dot) - 1
        while number >= 0 and start > least and (
            self._belongs(self._word(shadow, tokens, number), start == dot)
            or (start == dot and self._torn(tokens, number))
        ):
            start = max(tokens.starts[number], least)
            number -= 1
        while start < dot - 1 and shadow[start] in self.function and self.sound.get(shadow[start], NEVER) < SURE:
            start += 1
        return start

    def _word(self, shadow: str, tokens: Tokens, number: int) -> str:
        """The text of a token, that of a person or of a place whose characters write sounds too (珀西·霍巴特)."""
        text = tokens.texts[number]
        if text not in NAMED:
            return text
        name = shadow[tokens.starts[number] : tokens.ends[number]]
        return name if text == PERSON or self._surely(name) else text

    def _torn(self, tokens: Tokens, number: int) -> bool:
        """Is the character before a dot the end of a name that the cut has torn: 雪克来 | 提·?"""
        return number > 0 and len(tokens.texts[number]) == 1 and not tag(tokens.texts[number - 1])

    def _right(self, shadow: str, tokens: Tokens, begin: int, most: int) -> int:
        """Where the part that begins at `begin` ends."""
        end, number = begin, bisect_left(tokens.starts, begin)
        while number < len(tokens.texts) and end < most:
            if not self._belongs(self._word(shadow, tokens, number), end == begin):
                break
            end = min(tokens.ends[number], most)
            number += 1
        last = tokens.texts[number - 1] if number else ""
        while end > begin + 1 and (
            shadow[end - 1] in self.function or (not tag(last) and self.sound.get(shadow[end - 1], NEVER) < FAINT)
        ):
            end -= 1  # 尔斯 | 最受, 蒂泽德女 | 爵士
        return end

    def _belongs(self, word: str, beside: bool) -> bool:
        """May a word be part of a name: a new one, a name beside the dot, or characters that write sounds?"""
        if word[0] == MARK:
            return False
        if len(word) == 1:
            return self.sound.get(word, NEVER) >= SURE or tag(word) == PEOPLE
        pos = tag(word)
        return not pos or (pos.startswith(NAME_TAGS) and (beside or pos == SOUNDED or self._surely(word))) or (
            pos[0] == "n" and self._surely(word)
        )
