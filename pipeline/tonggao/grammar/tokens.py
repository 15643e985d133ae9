"""Token patterns: regular expressions whose letters are words, parts of speech, lexicon classes and mentions.

Every token is turned into one code character that stands for all that the patterns ask of its word, so that one
compiled expression over the string of codes finds a pattern at the speed of `re`. An expression in angle brackets
becomes the class of the codes that meet it; it is made of atoms:

    <'的'>  the word 的          <titles>       a key of the lexicon titles
    <titles:head>  a row whose column `class` says head     <pos:n>  part of speech begins with n
    <m:place>  a mention         <len:2>  a word of two characters      <han> <latin> <digit> <punct> <space>
    <ends:metrics>  a word that ends in a key of the lexicon metrics        <any>  any token
    <new>      a word that jieba's dictionary does not know
    <!pos:v>   any token but     <pos:n&len:2>  both        <a|b>  either
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, get_args

from tonggao.errors import TableError
from tonggao.grammar import regex
from tonggao.grammar.macros import fill
from tonggao.grammar.scan import Scanner
from tonggao.grammar.tables import Table
from tonggao.model import Kind, Mention, Value, Words

MARK = "\0"  # first character of the text of a token that is a mention: "\0place"
MARKS: dict[Kind, str] = {kind: MARK + kind for kind in get_args(Kind)}
ATOM = re.compile(r"(?<!\(\?P)(?<!\(\?)<([^<>]+)>")
_FIRST_CODE = 0x4E00
_NOTHING: frozenset[str] = frozenset()
MARKED = {"q": "\x01", "w": "\x02"}  # the quantity at hand, the noun it counts (relation rules)
TAGS = (
    "a ad ag an b c d df dg e f g h i j k l m mg mq n ng nr nrfg nrt ns nt nz o p q r rg rr rz s t tg "
    "u ud ug uj ul uv uz v vd vg vi vn vq y z zg"
)
"""Parts of speech of jieba's dictionary that a word in Han characters can have."""

ENDED = ("n", "v", "")  # parts of speech of the words that endings (`ends:…`) are looked for in

USUAL = ("，", " ", "A", "1", "2.5")  # words of the other shapes

_SHAPES = {
    "han": re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·]+"),
    "latin": re.compile(r"[A-Za-z][A-Za-z0-9.+&-]*"),
    "digit": re.compile(r"[0-9][0-9.,]*"),
    "punct": re.compile(r"[^\w\s]+"),
    "space": re.compile(r"\s+"),
}


@dataclass(frozen=True, slots=True)
class TokenRule:
    """One row of `rules/*.tokens.toml`."""

    id: str
    kind: str
    pattern: str
    value: str
    arguments: Mapping[str, Any]
    priority: int
    examples: tuple[Mapping[str, Any], ...]
    rejects: tuple[str, ...]
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words split at the edges of the winning mentions, each mention one token: token i is `starts[i]:ends[i]`."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    mentions: dict[int, Mention]  # by number of the token

    @classmethod
    def of(cls, shadow: str, words: Words, mentions: Sequence[Mention]) -> Tokens:
        """Tokens of the whole text; `mentions` sorted by start and not overlapping (nested ones are passed over)."""
        tokens = cls([], [], [], {})
        tokens.extend(shadow, words, (0, len(shadow)), mentions)
        return tokens

    def extend(self, shadow: str, words: Words, span: tuple[int, int], mentions: Sequence[Mention]) -> None:
        """Append the tokens of `span`, which lies behind those already there; `mentions` lie within it."""
        texts, starts, ends = self.texts, self.starts, self.ends
        word_texts, word_starts = words.texts, words.starts
        done, stop = span
        number = 0
        for mention in (*mentions, None):
            start = mention.start if mention is not None else stop
            if start > done:  # the words before the mention, as slices
                first = bisect_left(word_starts, done, number)
                number = bisect_left(word_starts, start, first)
                if word_starts[first] > done:  # the rest of a word that is cut in two
                    rest = min(word_starts[first], start)
                    texts.append(shadow[done:rest])
                    starts.append(done)
                    ends.append(rest)
                texts += word_texts[first:number]
                starts += word_starts[first:number]
                ends += word_starts[first + 1 : number + 1]
                if word_starts[number] > start:  # the last one is cut in two
                    texts[-1] = shadow[starts[-1] : start]
                    ends[-1] = start
            if mention is not None and start >= done:
                self.mentions[len(texts)] = mention
                texts.append(MARKS[mention.kind])
                starts.append(start)
                ends.append(mention.end)
                done = mention.end

    def spliced(self, hits: Sequence[tuple[int, int, Sequence[str]]]) -> Tokens:
        """The tokens with those of each hit (first, last, words) replaced by its words; the hits in order, apart."""
        texts, starts, ends, done = list[str](), list[int](), list[int](), 0
        lasts, shifts = list[int](), [0]  # from which tokens on the numbers move, by how many before and behind them
        for first, last, cut in hits:
            texts += self.texts[done:first]
            starts += self.starts[done:first]
            ends += self.ends[done:first]
            at = self.starts[first]
            for text in cut:
                texts.append(text)
                starts.append(at)
                at += len(text)
                ends.append(at)
            done = last
            lasts.append(last)
            shifts.append(len(texts) - last)
        texts += self.texts[done:]
        starts += self.starts[done:]
        ends += self.ends[done:]
        moved = {n + shifts[bisect_right(lasts, n)]: m for n, m in self.mentions.items()}
        return Tokens(texts, starts, ends, moved)


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """A match in terms of characters: `span(group)` in the shadow, `text(group)`, `tokens(group)` as numbers."""

    match: re.Match[str]
    all: Tokens
    shadow: str

    def tokens(self, group: str | int = 0) -> tuple[int, int]:
        return self.match.span(group)

    def span(self, group: str | int = 0) -> tuple[int, int]:
        start, end = self.match.span(group)
        return (self.all.starts[start], self.all.ends[end - 1]) if end > start else (-1, -1)

    def text(self, group: str | int = 0) -> str:
        start, end = self.span(group)
        return self.shadow[start:end] if end > start else ""

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match.start(group) >= 0


TokenValue = Callable[[TokenMatch, Mapping[str, Any]], Value]


def compile_token_rule(
    row: Mapping[str, Any], tables: Mapping[str, Table], macros: Mapping[str, str], where: str, checked: bool = True
) -> TokenRule:
    """A `TokenRule` from a TOML row. Raises `TableError` for unknown fields, atoms, lexicons or a bad expression."""
    allowed = {"id", "kind", "pattern", "value", "with", "priority", "examples", "rejects", "source", "off"}
    where = f"{where} [{row.get('id', '?')}]"
    missing, unknown = [k for k in ("id", "kind", "pattern") if not row.get(k)], sorted(set(row) - allowed)
    if missing or unknown:
        raise TableError(f"{where}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}")
    pattern = re.sub(r"\s+", "", fill(row["pattern"], macros, where))
    for expression in ATOM.findall(pattern):
        for atom in re.split("[|&]", expression):
            _check_atom(atom.lstrip("!"), tables, where)
    if checked:
        regex.check(ATOM.sub("[x]", pattern), where)
    return TokenRule(
        row["id"], row["kind"], pattern, row.get("value", ""), row.get("with", {}), int(row.get("priority", 0)),
        tuple(row.get("examples", ())), tuple(row.get("rejects", ())), row.get("source", ""), where,
    )  # fmt: skip


def _parsed(expression: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The ways to meet an expression `a&!b|c`: the atoms that a word must have, and those that it must not."""
    ways = []
    for part in expression.split("|"):
        atoms = part.split("&")
        ways.append((frozenset(a for a in atoms if a[0] != "!"), frozenset(a[1:] for a in atoms if a[0] == "!")))
    return ways


def _check_atom(atom: str, tables: Mapping[str, Table], where: str) -> None:
    head, _, tail = atom.partition(":")
    quoted = atom[0] == atom[-1] == "'" and len(atom) > 2
    if quoted or atom in ("any", "new", *MARKED, *_SHAPES) or head in ("pos", "m", "len"):
        return
    if head == "ends" and tail in tables:
        return
    if head not in tables:
        raise TableError(f"{where}: <{atom}> is neither a lexicon nor an atom")
    if tail and "class" not in tables[head].columns:
        raise TableError(f"{where}: <{atom}>: lexicon {head} has no column class")


class TokenGrammar:
    """The token rules of one kind. Words that meet the same expressions of the rules share a code; codes are given as
    they are met, and never change a result."""

    def __init__(
        self, rules: list[TokenRule], tables: Mapping[str, Table], tag: Callable[[str], str],
        functions: Mapping[str, TokenValue], also: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """`tag` gives a word's commonest part of speech; `functions` the value functions by name; `also` expressions
        that `codes` will be asked for beside those of the rules."""
        self.rules = sorted(rules, key=lambda r: (-r.priority, r.id))
        for rule in self.rules:
            if rule.value and rule.value not in functions:
                known = ", ".join(sorted(functions))
                raise TableError(f"{rule.where}: no value function {rule.value!r}; known: {known}")
        self._functions, self._tag = functions, tag
        self._having: dict[str, set[str]] = {}  # expression → the codes that meet it
        for expression in (*also, *(e for r in self.rules for e in ATOM.findall(r.pattern) if e not in MARKED)):
            self._having.setdefault(expression, set())
        self._expressions = [(expression, _parsed(expression)) for expression in self._having]
        atoms = {atom for _, ways in self._expressions for way in ways for part in way for atom in part}
        self._plain = sorted(a for a in atoms if a in _SHAPES or a == "new" or a.split(":")[0] in ("pos", "len", "m"))
        self._classes = _word_classes(atoms, tables)
        self._endings = sorted(atom for atom in atoms if atom.startswith("ends:"))
        self._ends = _word_endings(self._endings, tables)
        self._end_lengths: dict[str, set[int]] = {}  # by the last character
        for ending in self._ends:
            self._end_lengths.setdefault(ending[-1], set()).add(len(ending))
        self._plain_sets: dict[tuple[str, int, str], frozenset[str]] = {}
        self._signatures: dict[frozenset[str], str] = {}  # the atoms that words have → their code
        self._codes: dict[frozenset[str], str] = {}  # the expressions that these meet → the code
        self._lengths = sorted({int(a[4:]) for a in atoms if a.startswith("len:")})
        self._words = _Codes(self._code)
        self._scanner: Scanner | None = None
        self._compiled = 0
        self._foresee()

    def _code(self, word: str) -> str:
        if word.startswith(MARK):
            return self._register(frozenset({"m:" + word[1:]}))
        shape = next((name for name, pattern in _SHAPES.items() if pattern.fullmatch(word)), "")
        key = (self._tag(word), len(word), shape)
        plain = self._plain_sets.get(key)
        if plain is None:
            plain = self._plain_sets[key] = frozenset(a for a in self._plain if _holds(a, *key))
        signature = self._classes.get(word, plain) | plain
        for length in self._end_lengths.get(word[-1:], ()):
            signature |= self._ends.get(word[-length:], _NOTHING)
        return self._register(signature)

    def _register(self, signature: frozenset[str]) -> str:
        """The code of the words that have the atoms `signature`."""
        code = self._signatures.get(signature)
        if code is None:
            atoms = signature | {"any"}
            met = frozenset(
                expression
                for expression, ways in self._expressions
                if any(having <= atoms and lacking.isdisjoint(atoms) for having, lacking in ways)
            )
            code = self._signatures[signature] = self._codes.setdefault(met, chr(_FIRST_CODE + len(self._codes)))
            for expression in met:
                self._having[expression].add(code)
        return code

    def _foresee(self) -> None:
        """Register what words are likely to be, so that patterns are not compiled again and again."""
        for word in (*self._classes, *MARKS.values(), *USUAL):
            self._words[word]
        for tag, length in product((*TAGS.split(), ""), (0, *self._lengths)):
            plain = {a for a in self._plain if a.startswith("pos:") and tag.startswith(a[4:])}
            plain |= {"han"} & set(self._plain) | ({"new"} & set(self._plain) if not tag else set())
            plain |= {f"len:{length}"} if length else set()
            self._register(frozenset(plain))
            if tag[:1] in ENDED:
                for ends in product((False, True), repeat=len(self._endings)):
                    having = {a for a, there in zip(self._endings, ends, strict=True) if there}
                    self._register(frozenset(plain | having))

    def encode(self, tokens: Tokens) -> str:
        """One code a token."""
        return "".join(map(self._words.__getitem__, tokens.texts))

    def scan(self, shadow: str, tokens: Tokens) -> Iterator[tuple[TokenRule, TokenMatch, Value]]:
        """Matches in text order, not overlapping, with the value that the rule's function made of each."""
        codes = self.encode(tokens)
        if self._scanner is None or self._compiled != self.kinds:
            self._scanner = Scanner([self.expand(rule) for rule in self.rules])
            self._compiled = self.kinds

        def accept(number: int, match: re.Match[str]) -> tuple[TokenRule, TokenMatch, Value] | None:
            rule = self.rules[number]
            found = TokenMatch(match, tokens, shadow)
            value = self._functions[rule.value](found, rule.arguments) if rule.value else None
            return None if rule.value and value is None else (rule, found, value)

        return self._scanner.scan(codes, accept)

    @property
    def kinds(self) -> int:
        """How many kinds of token are known: expanded patterns hold while it does not grow."""
        return len(self._codes)

    def expand(self, rule: TokenRule) -> str:
        """The rule's pattern with its atoms as classes of the codes met so far."""
        return ATOM.sub(lambda m: self._class(m[1]), rule.pattern)

    def needs(self, rule: TokenRule) -> list[frozenset[str]]:
        """Sets of codes of each of which every match of the rule holds one; those that a caller sets are left out."""
        atoms: dict[str, str] = {}
        plain = ATOM.sub(lambda m: atoms.setdefault(m[1], chr(_FIRST_CODE + len(atoms))), rule.pattern)
        expressions = {code: expression for expression, code in atoms.items()}
        sets = [{expressions[char] for char in chars if char in expressions} for chars in regex.required(plain)]
        return [
            frozenset().union(*(self.codes(expression) for expression in found))
            for found in sets
            if found and found.isdisjoint(MARKED)
        ]

    def codes(self, expression: str) -> set[str]:
        """The codes of the kinds of token met so far that meet an expression of the rules."""
        return self._having[expression]

    def _class(self, expression: str) -> str:
        """The class of all codes that meet an expression; `q` and `w` are codes that a caller sets."""
        if expression in MARKED:
            return MARKED[expression]
        codes = self.codes(expression)
        return f"[{_ranges(codes)}]" if codes else "[\\x00]"


def _ranges(codes: set[str]) -> str:
    """The codes as ranges of a character class, which compiles in a fraction of the time."""
    parts: list[str] = []
    first = last = -1
    for number in (*sorted(map(ord, codes)), -1):
        if number != last + 1:
            if last >= 0:
                parts.append(chr(first) if first == last else f"{chr(first)}-{chr(last)}")
            first = number
        last = number
    return "".join(parts)


def _holds(atom: str, tag: str, length: int, shape: str) -> bool:
    """True where a word of that part of speech, length and make has the atom."""
    head, _, tail = atom.partition(":")
    if head == "pos":
        return tag.startswith(tail)
    if head == "len":
        return length == int(tail)
    if head == "new":
        return not tag and shape == "han"
    return atom == shape


class _Codes(dict[str, str]):
    """word → code, made when first asked for."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        code = self[word] = self._make(word)
        return code


def _word_classes(atoms: set[str], tables: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    """word → the atoms that name it or a lexicon class that it is in."""
    found: dict[str, set[str]] = {}
    for atom in atoms:
        head, _, tail = atom.partition(":")
        if head in tables:
            keys = tables[head].where("class", tail) if tail else list(tables[head].rows)
            for key in keys:
                found.setdefault(key, set()).add(atom)
        elif atom[0] == "'":
            found.setdefault(atom[1:-1], set()).add(atom)
    return {word: frozenset(classes) for word, classes in found.items()}


def _word_endings(atoms: list[str], tables: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    """ending → the atoms `ends:…` that a word with this ending has."""
    found: dict[str, set[str]] = {}
    for atom in atoms:
        for ending in tables[atom.removeprefix("ends:")].rows:
            found.setdefault(ending, set()).add(atom)
    return {ending: frozenset(having) for ending, having in found.items()}
