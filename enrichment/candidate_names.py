"""What a text calls a measure that the thesaurus does not know: named programmes, and kinds of action."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from enrichment import candidate_words as words
from enrichment.known_names import key_of
from kb.catalogue.lemmas import NORDIC, lemma


class NameKind(StrEnum):
    """A proper name ("the Calm Streets programme"), or the words for a kind of action ("drone patrol")."""

    NAMED = "named"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A possible measure by its own words, with its place in the content.

    `key` is the same for its inflections and spellings. `clear`: the words around leave no doubt where it begins and
    that it is a name; one such place in all documents is enough. `around`: the characters before and after, by which
    a sentence that a source puts into all of its texts is told.
    """

    key: str
    name: str
    kind: NameKind
    start: int
    end: int
    clear: bool = True
    around: str = ""


_READ = 4_000  # title and abstract, or the beginning of a report: what a text is about is named there
_AROUND = 25
_LONGEST_WORD = 40
_MOST_CAPITALISED = 40  # names in passing that are kept of one text
_MOST_BEFORE = 3  # words before the action
_NAME: Final = (
    r"[A-ZÅÄÖÆØ][\w'’+!-]{0,40}"
    r"(?: (?:[A-ZÅÄÖÆØ0-9]|(?:(?:of|the|and|for|in|to|mot|för|och|av|på|og|med|til) ){1,2}[A-ZÅÄÖÆØ])"
    r"[\w'’+!-]{0,40}){0,5}"
)
_CAPITALS: Final = re.compile(rf"(?<=[\s“”\"«(]){_NAME}")
_NAMED_AFTER: Final = re.compile(rf"\b({_NAME})(?: \([A-Z][A-Za-z!-]{{1,9}}\))? (?:{words.HEADS})\b")
_CAPITAL_AFTER: Final = re.compile(
    rf"\b({_NAME}) (?:Programm?e?|Project|Initiative|Intervention|Curriculum|Campaign|Workshop)\b"
)
_NAMED_BEFORE: Final = re.compile(rf"\b(?:(?:{words.BEFORE})|Project|Operation) [”\"“«]?({_NAME})")
_QUOTED: Final = re.compile(
    rf"\b(?:{words.HEADS}|{words.BEFORE}|{words.CALLED}) (?:the )?[”\"“«]([^”\"“»\n]{{3,60}})[”\"»]"
)
_QUOTED_BEFORE: Final = re.compile(rf"[”\"“«]([^”\"“»«\n]{{3,60}})[”\"»] (?:{words.HEADS})\b")
_ACRONYM: Final = re.compile(r"\(([A-Z]{3,8})s?\)")
_WORD: Final = re.compile(r"[^\W_][\w’'-]*")
_ADJECTIVE: Final = re.compile(rf"\b\w{{2,{_LONGEST_WORD}}}{words.NORDIC_ADJECTIVE}$")
# Capitals at the beginning of a sentence, and words that make no name by themselves.
_LEADING: Final = frozenset(
    "The This That These Those Our An A In For By To On At As And While When After Since Both Each All Its Their It New"
    " With From Under Although However Overall Using Results Evaluation Effects Effect Impact Assessment Process"
    " Outcome National Pilot Called During Named Like Such Through Det Den En Ett Et I Genom Nationella".split()
)
_JOINING: Final = ("of", "the", "and", "for", "in", "to", "on", "a", "och", "för", "av", "i", "på", "og", "med")
_OWNERS: Final = ("Men", "Women", "Children", "Girl", "Boy", "Girls", "Boys", "Women", "Kid")


def named_measures(content: str, language: str | None) -> Iterator[NamedMeasure]:
    """Yield what the beginning of `content` calls a measure, in the order of kinds: proper names, then actions."""
    content = content[:_READ]
    for found in _named(content, language):
        around = content[max(0, found.start - _AROUND) : found.start] + content[found.end : found.end + _AROUND]
        yield replace(found, around=around)


def _named(content: str, language: str | None) -> Iterator[NamedMeasure]:
    title_end = max(0, content.find("\n\n"))
    in_capitals = _in_capitals(content[:title_end])
    seen: set[int] = set()
    for pattern in (_QUOTED, _QUOTED_BEFORE, _NAMED_BEFORE, _NAMED_AFTER, _CAPITAL_AFTER):
        quoted, after = pattern in (_QUOTED, _QUOTED_BEFORE), pattern in (_NAMED_AFTER, _CAPITAL_AFTER)
        for match in pattern.finditer(content):
            start, end = _trimmed(content, *match.span(1))
            if start in seen or not _is_name(content, start, end, language, quoted=quoted, after=after):
                continue
            seen.add(start)
            name = content[start:end]
            clear = quoted or not (in_capitals and start < title_end)
            yield NamedMeasure(key_of(name, language), name, NameKind.NAMED, start, end, clear)
    yield from _capitalised(content, title_end, seen, language)
    yield from _nordic_actions(content, language) if language in NORDIC else _english_actions(content)


def _capitalised(content: str, title_end: int, seen: set[int], language: str | None) -> Iterator[NamedMeasure]:
    """Yield what has capitals inside a sentence: the name of a measure, if another text says that it is one."""
    found = 0
    for match in _CAPITALS.finditer(content, title_end):
        start, end = _trimmed(content, *match.span())
        if start in seen or content[max(0, start - 2) : start].strip(" \n") in ("", ".", "!", "?", ":", "-", "•"):
            continue
        name = content[start:end]
        if " " not in name and _ordinary(name):
            continue
        if _is_name(content, start, end, language, quoted=False, after=True):
            yield NamedMeasure(key_of(name, language), name, NameKind.NAMED, start, end, clear=False)
            found += 1
            if found == _MOST_CAPITALISED:
                return


def acronyms(content: str, language: str | None) -> Iterator[tuple[str, str, bool]]:
    """Yield each acronym that the beginning of `content` spells out: its key, that of its words, and whether the words
    may be a measure's: "Arrestee Drug Abuse Monitoring (ADAM)" are data.

    The first letters must agree (as Schwartz & Hearst 2003 ask, without their looser cases).
    """
    content = content[:_READ]
    for match in _ACRONYM.finditer(content):
        letters = match.group(1).lower()
        before = _WORD.findall(content[max(0, match.start() - 120) : match.start()])
        told = [part for word in before for part in word.split("-") if part and part.lower() not in _JOINING]
        told = told[-len(letters) :]
        if [word[0].lower() for word in told] == list(letters):
            measure = not any(word.lower() in words.NO_MEASURE for word in told)
            yield key_of(match.group(1), language), key_of(" ".join(told), language), measure


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without what only leads to the name: "Evaluation of the", a capital, whose it is."""
    cut = max(content.rfind(" of the ", start, end) + 8, content.rfind(" of a ", start, end) + 6)
    start = cut if cut > start + 7 else start
    while (space := content.find(" ", start, end)) > 0 and _only_leads(content[start:space]):
        start = space + 1
    return start, end


def _only_leads(word: str) -> bool:
    owner = word.endswith(("'s", "’s", "s'", "s’")) and word[:-2] not in _OWNERS
    return word in _LEADING or word[0].islower() or owner


def _is_name(content: str, start: int, end: int, language: str | None, *, quoted: bool, after: bool) -> bool:
    name = content[start:end]
    told = [word.lower() for word in _WORD.findall(name)]
    if len(name) < 4 or name in _LEADING or not told or any(word in words.NO_MEASURE for word in told):
        return False
    if name[0].islower() or (" " not in name and name.lower() in words.DATA_SYSTEMS):
        return False
    if " " in name and name.isupper():
        return False  # so archives cite other collections: "MORE DATA, 1987 (ICPSR 9808)"
    code = language or "en"
    if all(_weak(word, code) or word in words.EMPTY or word in words.PROBLEMS or len(word) < 3 for word in told):
        return False
    if after and not quoted and (told[-1] in words.DESCRIPTIVE or (" " not in name and _ordinary(name))):
        return False
    following = _WORD.match(content, min(len(content), end + 1))
    if following and following.group().lower() in words.DATA_AFTER:
        return False
    return quoted or not _is_place(content, name)


def _ordinary(word: str) -> bool:
    """Return whether the word is one with a capital and no more: no acronym, no coinage."""
    return word[1:].islower() or "-" in word


def _is_place(content: str, name: str) -> bool:
    """Return whether the text says "in X," as one does of places, or has it between commas in the title."""
    if any(f" {before} {name}{after}" in content for before in ("in", "i", "near", "från") for after in ",.;"):
        return True
    return f", {name}," in content[: content.find("\n\n") + 1]


def _in_capitals(title: str) -> bool:
    long = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.6 * len(long)


def _weak(word: str, language: str) -> bool:
    return word in words.WEAK or lemma(word, language) in words.WEAK


def _english_actions(content: str) -> Iterator[NamedMeasure]:
    run: list[re.Match[str]] = []  # the words in front, without a break
    tokens = list(_WORD.finditer(content))
    for place, match in enumerate(tokens):
        if run and content[run[-1].end() : match.start()] != " ":
            run = []
        word = match.group().lower().removesuffix("'s").removesuffix("’s")
        head = _singular(word)
        if (head in words.ACTIONS or head in words.WEAK_ACTIONS) and run:
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            goes_on = after is not None and content[match.end() : after.start()] == " "
            if not (after and goes_on and after.group().lower() in words.NOT_BEFORE):
                yield from _phrases(content, run, match, head)
        run = [*run[-_MOST_BEFORE:], match]


def _phrases(content: str, run: Sequence[re.Match[str]], head: re.Match[str], root: str) -> Iterator[NamedMeasure]:
    """Yield the phrases that end with the action, the shortest first, as far back as its words go."""
    told = root in words.ACTIONS
    for first in range(len(run) - 1, max(-1, len(run) - 1 - _MOST_BEFORE), -1):
        word = run[first].group()
        lower = word.lower()
        if not _may_stand_before(lower) or lower in words.NO_MEASURE:
            return
        told = told or not all(_weak(part, "en") for part in lower.split("-") if part not in words.EMPTY)
        if not told:
            continue
        before = run[first - 1].group().lower() if first else None
        clear = before is None or before in words.DETERMINERS or before in words.EMPTY
        if lower.endswith(("ing", "ed")) and lower not in words.NOUN_LIKE and "-" not in lower:
            clear = before in words.ARTICLES
        start, end = run[first].start(), head.end()
        name = content[start:end]
        if name.isupper() or (name[0].isupper() and _of_an_agency(content, start)):
            return  # the citing of another collection; "the National Center for Injury Prevention"
        yield NamedMeasure(key_of(name, "en"), name, NameKind.ACTION, start, end, clear)


def _of_an_agency(content: str, start: int) -> bool:
    before = _WORD.findall(content[max(0, start - 2 * _LONGEST_WORD) : start].lower())[-3:]
    return any(word in words.NO_MEASURE for word in before[:-1]) and before[-1] in ("for", "of", "on", "the")


def _may_stand_before(word: str) -> bool:
    if len(word) < 3 or len(word) > _LONGEST_WORD or word in words.EMPTY or word[0].isdigit():
        return False
    if word.endswith("ly") and word not in words.NOUN_LIKE:
        return False
    if word.endswith(("'s", "’s")):
        return True
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return False  # a plural is the end of another phrase, or a verb
    return lemma(word, "en") not in words.EMPTY or word in words.NOUN_LIKE


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _nordic_actions(content: str, language: str | None) -> Iterator[NamedMeasure]:
    code = language or "sv"
    before: re.Match[str] | None = None
    for match in _WORD.finditer(content):
        if before is not None and content[before.end() : match.start()] != " ":
            before = None
        word = match.group()
        root = lemma(word, code) if len(word) <= _LONGEST_WORD else ""
        if root and not (word[0].isupper() and before is not None):
            # The dictionary takes "snabbförfarande" for a participle and gives a verb.
            compound = _is_compound(root) or (word.endswith("ande") and _is_compound(word.lower()))
            if compound:
                yield NamedMeasure(key_of(word, code), word, NameKind.ACTION, match.start(), match.end())
            if (
                before is not None
                and (compound or root in words.NORDIC_TAILS or root in words.NORDIC_ACTIONS)
                and _is_adjective(before.group(), code)
            ):
                start, end = before.start(), match.end()
                name = content[start:end]
                yield NamedMeasure(key_of(name, code), name, NameKind.ACTION, start, end)
        before = match


def _is_compound(root: str) -> bool:
    for tails in (words.NORDIC_TAILS, words.NORDIC_WEAK_TAILS):
        for tail in tails:
            if root.endswith(tail):
                first = root.removesuffix(tail).rstrip("-")
                return len(first) >= 3 and not _says_nothing(first)
    return False


def _says_nothing(first: str) -> bool:
    if first.endswith("sam"):  # "polissamarbete" is a "samarbete"
        return True
    forms = {first, first.removesuffix("s"), first.removesuffix("e")}
    return any(form in words.NORDIC_EMPTY_FIRSTS or form in words.EMPTY for form in forms)


def _is_adjective(word: str, language: str) -> bool:
    lower = word.lower()
    root = lemma(lower, language)
    plain = lower not in words.EMPTY and root not in words.EMPTY and not _weak(lower, language)
    return plain and word[0].islower() and not root.endswith("iva") and _ADJECTIVE.match(lower) is not None
