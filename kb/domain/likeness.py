"""When two items are the same document, and why: rules over what is stated, nothing else.

Each rule errs on the side of keeping apart: a document seen twice is better than one lost in another.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from kb.domain.addresses import address_key, normal_doi
from kb.domain.documents import RawDocument
from kb.domain.signatures import text_likeness
from kb.domain.text import words
from kb.domain.titles import (
    ABOUT_ANOTHER,
    CORRECTIONS,
    SAME_TITLE,
    Kinship,
    are_two,
    is_about_the_other,
    key_of,
    kinship,
    numbers,
    says_something,
)


class Rule(StrEnum):
    """By what a document is recognised, in the order in which the rules are asked."""

    ADDRESS = "address"
    DOI = "doi"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of an item or a document; None: not stated."""

    title: str
    text: str
    title_key: str
    doi: str | None
    year: int | None
    authors: tuple[str, ...]
    language: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two are the same: by which rule, how alike they are (0–100, to choose among several), why, in words."""

    rule: Rule
    degree: float
    reason: str


_LONGEST_TITLE_KEY = 400
_KIN_TITLE = 70.0
_SAME_WORDS = 0.6
_SAME_WORDS_AT_ONE_SOURCE = 0.9
_NEAR_TEXT = 0.7  # one sentence told otherwise, under one title that says something
_NEARER_TEXT = 0.8  # the same under a title of a word or two
_SAME_TEXT = 0.95  # then the headlines may differ: one press release at two authorities
_DOI_RESOLVERS = ("doi.org/", "dx.doi.org/")

# Kinds in which one work comes as several, by what sources call them (Crossref, DiVA's codes, eu-repo, people), the
# first that fits; parts of words where they are longer than four letters.
_KINDS = {
    "preprint": ("preprint", "pre print", "working paper", "posted content", "submittedversion"),
    "correction": ("erratum", "corrigendum", "correction", "retraction"),
    "data": ("dataset", "data set", "statistics"),
    "book review": ("book review", "recension"),
    "article": ("article", "artikel", "art"),
    "chapter": ("chapter", "kapitel", "kap"),
    "book": ("book", "bok", "monograph"),
}
_STAGES_OF_A_BILL = (
    "kommittedirektiv",
    "offentliga utredningar",
    "promemori",
    "lagradsremiss",
    "proposition",
    "skrivelse",
)


def traits_of(item: RawDocument) -> Traits:
    """Return what is compared of an item in its normal form."""
    return Traits(
        title=item.title,
        text=item.text,
        title_key=item.title_key,
        doi=item.doi,
        year=item.year,
        authors=item.authors,
        language=item.language,
        kind=item.kind,
    )


def keys_of(item: RawDocument) -> list[tuple[Rule, str]]:
    """Return what a document with this item can be looked up by; not its text, see `signatures.text_keys`.

    The address of a DOI is the DOI, which alone tells no chapter of a book from another. A title that says
    nothing is no key.
    """
    keys = []
    where = address_key(item.address) if item.address else None
    doi = item.doi
    if where is not None and where.startswith(_DOI_RESOLVERS):
        doi = doi or normal_doi(where)
    elif where is not None:
        keys.append((Rule.ADDRESS, where))
    if doi:
        keys.append((Rule.DOI, doi))
    title = item.title_key
    if says_something(title):
        keys.append((Rule.TITLE, title[:_LONGEST_TITLE_KEY]))
    return keys


def likeness(rule: Rule, mine: Traits, theirs: Traits, *, rival: bool) -> Likeness | None:
    """Return why an item belongs to a document that `rule` has found for it, None when it does not.

    `rival`: its source has given another item with an id of its own to this document.
    """
    match rule:
        case Rule.ADDRESS:
            return _by_address(mine, theirs, rival)
        case Rule.DOI:
            return _by_doi(mine, theirs)
        case Rule.TITLE:
            return _by_title(mine, theirs, rival)
        case Rule.TEXT:
            return None if rival else _by_text(mine, theirs)


def _by_address(mine: Traits, theirs: Traits, rival: bool) -> Likeness | None:
    # A feed may link all its items to one page, and a page may get another headline.
    alike = _title_likeness(mine, theirs)
    if is_about_the_other(mine.title_key, theirs.title_key, CORRECTIONS):
        return None
    if rival and (alike < SAME_TITLE or numbers(mine.title_key) != numbers(theirs.title_key)):
        return None
    if alike >= _KIN_TITLE:
        return Likeness(Rule.ADDRESS, alike, f"the same address and {_title_in_words(mine, theirs, alike)}")
    if mine.text and mine.text == theirs.text:
        return Likeness(Rule.ADDRESS, alike, "the same address and text")
    return None


def _by_doi(mine: Traits, theirs: Traits) -> Likeness | None:
    # One DOI can cover the chapters of a book, an article titled in two languages, an article and its correction.
    alike = _title_likeness(mine, theirs)
    if alike < SAME_TITLE or is_about_the_other(mine.title_key, theirs.title_key, CORRECTIONS):
        return None
    if numbers(mine.title_key) != numbers(theirs.title_key):
        return None
    return Likeness(Rule.DOI, alike, f"the same DOI and {_title_in_words(mine, theirs, alike)}")


def _by_title(mine: Traits, theirs: Traits, rival: bool) -> Likeness | None:
    # The longest keys are cut off: only what was cut can still differ.
    if mine.title_key != theirs.title_key or not says_something(mine.title_key):
        return None
    if _differ(mine.doi, theirs.doi) or _differ(mine.year, theirs.year) or _other_work(mine, theirs):
        return None
    same = ["title"]
    if mine.year is not None and mine.year == theirs.year:
        same.append("year")
    if mine.authors and theirs.authors:
        same.append("author")
    said = "the same " + (f"{', '.join(same[:-1])} and {same[-1]}" if len(same) > 1 else same[0])
    if mine.text and theirs.text:
        overlap = _overlap(mine.text, theirs.text)
        if overlap < (_SAME_WORDS_AT_ONE_SOURCE if rival else _SAME_WORDS):
            return None
        return Likeness(Rule.TITLE, 100 * overlap, f"{said}, texts {_percent(overlap)} alike")
    if rival or (mine.year is None and not mine.authors):
        return None
    return Likeness(Rule.TITLE, 0.0, said)


def _by_text(mine: Traits, theirs: Traits) -> Likeness | None:
    if _differ(mine.doi, theirs.doi) or _other_work(mine, theirs):
        return None
    if mine.year is not None and theirs.year is not None and abs(mine.year - theirs.year) > 1:
        return None
    if is_about_the_other(mine.title_key, theirs.title_key, ABOUT_ANOTHER):
        return None
    if are_two(mine.title, theirs.title):
        return None
    alike = text_likeness(mine.text, theirs.text, _least_likeness(mine, theirs))
    return None if alike is None else Likeness(Rule.TEXT, 100 * alike, f"texts {_percent(alike)} alike")


def _least_likeness(mine: Traits, theirs: Traits) -> float:
    # A bill is much like the draft of the year before; an article in print is the one that was online the year before.
    if kinship(mine.title, theirs.title) is not Kinship.KIN or _differ(mine.year, theirs.year):
        return _SAME_TEXT
    return _NEAR_TEXT if says_something(mine.title_key) and says_something(theirs.title_key) else _NEARER_TEXT


def _other_work(mine: Traits, theirs: Traits) -> bool:
    return (
        _no_common_name(mine.authors, theirs.authors)
        or _differ(_language(mine.language), _language(theirs.language))
        or _differ(_kind(mine.kind), _kind(theirs.kind))
    )


def _kind(stated: str | None) -> str | None:
    """Return which of the kinds this is that one study, or one bill, comes in; None for all others (a report)."""
    said = words(stated.replace("_", " ")) if stated else []
    phrase = " ".join(said)
    for kind, names in _KINDS.items():
        if any(name in phrase if len(name) > 4 else name in said for name in names):
            return kind
    return next((stage for stage in _STAGES_OF_A_BILL if stage in phrase.replace("å", "a")), None)


def _language(stated: str | None) -> str | None:
    primary = re.split("[-_]", stated.lower())[0] if stated else ""
    known = {"swe": "sv", "eng": "en", "dan": "da", "fin": "fi", "nb": "no", "nn": "no", "nob": "no", "nno": "no"}
    return known.get(primary, "no" if primary == "nor" else primary) or None


def _title_likeness(mine: Traits, theirs: Traits) -> float:
    # What rapidfuzz calls token_sort_ratio, with the sorting remembered: one title is compared with many.
    return fuzz.ratio(_in_order(mine.title_key), _in_order(theirs.title_key))


@lru_cache(maxsize=5_000)
def _in_order(title_key: str) -> str:
    return " ".join(sorted(title_key.split()))


def _title_in_words(mine: Traits, theirs: Traits, alike: float) -> str:
    return "title" if mine.title_key == theirs.title_key else f"a title {_percent(alike / 100)} alike"


def _percent(share: float) -> str:
    return f"{int(100 * share + 1e-9)} %"  # cut, so that only what is the same is 100 % alike


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _no_common_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    mine, theirs = ({word for name in names for word in words(name) if len(word) > 1} for names in (one, other))
    return bool(mine) and bool(theirs) and not mine & theirs


def _overlap(one: str, other: str) -> float:
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def traits(
    title: str,
    text: str,
    doi: str | None,
    year: int | None,
    authors: tuple[str, ...],
    language: str | None,
    kind: str | None,
) -> Traits:
    """Return what is compared of a document that is held."""
    return Traits(title, text, key_of(title), doi, year, authors, language, kind)
