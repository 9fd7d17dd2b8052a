"""The small syntax of questions: "fras", -uteslut, titel:ord, år:2019..2024, OCH, ELLER, INTE (docs/search.md).

Words rank; what stands in quotation marks, after a sign or beside an operator is a condition that hits must meet.
What cannot be understood is searched for as plain words, and a note says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from simplemma import is_known

from kb.catalogue.compounds import joining_forms
from kb.catalogue.lemmas import NORDIC, lemma
from kb.catalogue.lexicon import splitter
from kb.domain.text import clean_line, words

_QUOTES: Final = '"“”„«»'
_TOKEN = re.compile(
    rf"(?P<minus>[-−](?=[^\s]))?(?:(?P<field>titel|title|tittel|år|year):)?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+)|(?P<lone>[{_QUOTES}]))?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?P<first>\d{4})?(?P<dots>\.\.|[-–])?(?P<last>\d{4})?")
# "barnomsorg och -vård": the end of a compound, nothing to leave out.
_JOINS = frozenset({"och", "eller", "samt", "og", "and", "or"})
_SHORTEST_HEAD = 5
_SHORTEST_JOINING, _SHORTEST_REST = 3, 4
_DICTIONARIES: Final = {"sv": "sv", "nb": "nb", "nn": "nb", "da": "da"}


class _Operator(StrEnum):
    AND = "and"
    OR = "or"
    NOT = "not"


_OPERATORS: Final = {
    "OCH": _Operator.AND, "OG": _Operator.AND, "AND": _Operator.AND,
    "ELLER": _Operator.OR, "OR": _Operator.OR,
    "INTE": _Operator.NOT, "IKKE": _Operator.NOT, "NOT": _Operator.NOT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A word, compared by lemma, or a phrase, compared as it stands. `also`: the word in other languages."""

    text: str
    phrase: bool = False
    in_title: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a hit must meet: of each tuple in `must` any term, and no term of `none`. False when it asks nothing."""

    must: tuple[tuple[Term, ...], ...] = ()
    none: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is asked."""
        return bool(self.must or self.none)


@dataclass(frozen=True, slots=True)
class Syntax:
    """A question taken apart. `text` is what to search with, empty when only conditions or years are given.

    Years are inclusive. `notes` say in Swedish what was not understood.
    """

    text: str
    conditions: Conditions = Conditions()
    first_year: int | None = None
    last_year: int | None = None
    notes: tuple[str, ...] = ()


def parse(text: str) -> Syntax:
    """Return what `text` asks for; never an error."""
    return _Parser(clean_line(text)).parsed()


class _Parser:
    """Reads from left to right. ELLER joins the terms beside it, OCH makes both a condition, the rest is text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain: list[str] = []
        self._notes: list[str] = []
        self._must: list[list[Term]] = []
        self._none: list[Term] = []
        self._years: tuple[int | None, int | None] = (None, None)
        self._operator: tuple[_Operator, str] | None = None
        # The term just read, which an operator may join, and whether it is a condition already.
        self._last: Term | None = None
        self._bound = False

    def parsed(self) -> Syntax:
        for token in self._tokens():
            self._take(token)
        self._dangling()
        understood = self._plain or self._must or self._none or any(self._years)
        return Syntax(
            text=" ".join(self._plain) if understood else self._text,
            conditions=Conditions(tuple(tuple(any_of) for any_of in self._must), tuple(self._none)),
            first_year=self._years[0],
            last_year=self._years[1],
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _tokens(self) -> Iterator[re.Match[str]]:
        place = 0
        while place < len(self._text):
            token = _TOKEN.match(self._text, place)
            if token is None or token.end() == place:
                place += 1
                continue
            yield token
            place = token.end()

    def _take(self, token: re.Match[str]) -> None:
        word, field = token["word"], (token["field"] or "").lower()
        if not token["minus"] and not field and word in _OPERATORS:
            self._operate(_OPERATORS[word], word)
        elif token["lone"]:
            self._notes.append("Ett citattecken saknar sitt par. Orden söks som vanliga ord.")
            self._last = None
        elif field in {"år", "year"}:
            self._year(token)
        elif field and not words(word or token["quoted"] or ""):
            self._notes.append(
                f"Efter {field}: saknas ett ord. Skriv det direkt efter kolonet, till exempel {field}:rån."
            )
            self._last = None
        elif token["minus"] and not field and word and self._plain and self._plain[-1] in _JOINS:
            self._plain.append(word)
        else:
            self._term(token, bool(field))

    def _term(self, token: re.Match[str], in_title: bool) -> None:
        quoted = token["quoted"]
        written = clean_line(quoted if quoted is not None else token["word"] or "")
        spoken = words(written)
        if not spoken:
            if quoted is not None:
                self._notes.append("Mellan citattecknen står inget ord.")
            return
        # A word with hyphen or dots in it is several words, which stand together.
        phrase = quoted is not None or len(spoken) > 1
        term = Term(_folded(written) if quoted is not None else _folded(written).strip(".,;:!?()[]"), phrase, in_title)
        operator = self._operator[0] if self._operator else None
        self._operator = None
        if token["minus"] or operator is _Operator.NOT:
            self._none.append(term)
            self._last = None
            return
        self._plain.append(written)
        condition = in_title or quoted is not None
        if operator is _Operator.OR:
            self._must[-1].append(term)
        elif operator is _Operator.AND or condition:
            self._must.append([term])
        self._last, self._bound = term, condition or operator is not None

    def _operate(self, operator: _Operator, written: str) -> None:
        if self._operator and self._operator[0] is _Operator.AND and operator is _Operator.NOT:
            self._operator = (operator, written)  # "a OCH INTE b"
            return
        self._dangling()
        if operator is not _Operator.NOT:
            if self._last is None:
                self._notes.append(_beside(written))
                return
            if not self._bound:
                self._must.append([self._last])
                self._bound = True
        self._operator = (operator, written)

    def _dangling(self) -> None:
        """Give up an operator with nothing to its right, and the condition that it made of what stands to its left."""
        if self._operator is None:
            return
        operator, written = self._operator
        self._notes.append(_beside(written))
        self._operator = None
        last = self._last
        alone = last is not None and bool(self._must) and self._must[-1] == [last]
        if operator is not _Operator.NOT and last and alone and not (last.in_title or last.phrase):
            self._must.pop()
            self._bound = False

    def _year(self, token: re.Match[str]) -> None:
        written = (token["word"] or token["quoted"] or "").rstrip(",;!?")
        found = _YEARS.fullmatch(written)
        first, last = (int(found[name]) if found and found[name] else None for name in ("first", "last"))
        if (
            found is None
            or token["minus"]
            or (first is None and last is None)
            or (first and last and not found["dots"])
        ):
            example = "Skriv till exempel år:2020, år:2019..2024, år:2019.. eller år:..2024."
            self._notes.append(f"Årtalen i ”{token[0]}” går inte att läsa. {example}")
            self._plain += words(written)
        elif first and last and first > last:
            self._notes.append(f"Åren i ”{token[0]}” står i omvänd ordning. Därför begränsas inte åren.")
        else:
            self._years = (first, last) if found["dots"] else (first, first)
        self._last = None


def _beside(operator: str) -> str:
    return f"{operator} ska stå mellan två ord eller före ett. Här läses det inte som ett villkor."


def _folded(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").casefold().split())


def holds(conditions: Conditions, title: str, content: str, language: str | None) -> bool:
    """Return whether a document meets the conditions; in time that grows with its length only."""
    if not conditions:
        return True
    text = _Text(title, content, language or "")
    return all(any(text.has(term) for term in any_of) for any_of in conditions.must) and not any(
        text.has(term) for term in conditions.none
    )


class _Text:
    """Title and content of a document, folded when first needed."""

    def __init__(self, title: str, content: str, language: str) -> None:
        self._language = language
        self._title = _folded(title)
        # Most contents are clean: only a phrase needs the spaces in order.
        self._content = content.replace("\u00ad", "").casefold()
        self._lines: str | None = None

    def has(self, term: Term) -> bool:
        if any(self._has(word, False, term.in_title) for word in term.also):
            return True
        return self._has(term.text, term.phrase, term.in_title)

    def _has(self, wanted: str, phrase: bool, in_title: bool) -> bool:
        if phrase or " " in wanted:
            return _stands(wanted, self._title) or (not in_title and self._has_phrase(wanted))
        return self._has_word(wanted, self._title) or (not in_title and self._has_word(wanted, self._content))

    def _has_phrase(self, wanted: str) -> bool:
        if wanted.split(" ", maxsplit=1)[0] not in self._content:
            return False
        if self._lines is None:
            self._lines = " ".join(self._content.split())
        return _stands(wanted, self._lines)

    def _has_word(self, wanted: str, text: str) -> bool:
        if wanted[:2] not in text:
            return False
        forms, heads, joining, alike = _word_test(wanted, self._language)
        for found in dict.fromkeys(alike.findall(text)):
            if found in forms:
                return True
            bare = lemma(found, self._language)
            if bare in forms or (heads and bare.startswith(heads)):
                return True
            if any(_joins(start, bare, self._language) for start in joining):
                return True
        return False


def _stands(phrase: str, text: str) -> bool:
    """Return whether the phrase stands in `text` and neither begins nor ends within a word."""
    place = text.find(phrase)
    while place >= 0:
        end = place + len(phrase)
        before, after = text[place - 1 : place], text[end : end + 1]
        if not (_in_word(before) and _in_word(phrase[0])) and not (_in_word(after) and _in_word(phrase[-1])):
            return True
        place = text.find(phrase, place + 1)
    return False


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


@lru_cache(maxsize=50_000)
def _joins(start: str, bare: str, language: str) -> bool:
    """Return whether `bare` is a compound that begins with `start`: what follows is a word, or a compound, of its own.

    "skolgång" and "skolsäkerhetsutredning" begin with "skol-"; "skolios" does not.
    """
    rest = bare.removeprefix(start)
    if rest == bare or len(rest) < _SHORTEST_REST:
        return False
    return is_known(rest, lang=_DICTIONARIES[language]) or len(splitter(language).parts(rest)) > 1


@lru_cache(maxsize=2_000)
def _word_test(wanted: str, language: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], re.Pattern[str]]:
    """Return the forms to compare lemmas with, the beginnings of compounds, and what finds words that begin alike.

    A long word begins a compound as it stands; a short one, and the forms in which words join ("skola": "skol-",
    "gata": "gatu-"), where what follows is a word.

    A word and its lemma begin alike, all but a few; looking up the others' lemmas costs more than all the rest.
    """
    forms = frozenset({wanted, lemma(wanted, language)})
    heads = tuple(form for form in forms if len(form) >= _SHORTEST_HEAD) if language in NORDIC else ()
    joining: tuple[str, ...] = ()
    if language in NORDIC:
        starts = {start for form in forms if form.isalpha() for start in joining_forms(form)}
        joining = tuple(sorted(start for start in starts if len(start) >= _SHORTEST_JOINING))
    beginnings = "|".join(sorted(re.escape(start) for start in {form[:2] for form in forms}))
    return forms, heads, joining, re.compile(rf"\b(?:{beginnings})\w*")
