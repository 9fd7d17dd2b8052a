"""What titles tell: whether they are one title in two spellings, two members of a series, or two headlines.

All functions take titles as `kb.domain.text.title_key` gives them, unless they say otherwise.
"""

import re
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from kb.domain.text import title_key, words

SAME_TITLE = 90.0  # of 100, as rapidfuzz counts
_ALIKE_WORD = 75.0
# Below this many words a title ("Editorial", "Corrigendum", "Annual report 2019") says nothing about identity.
_TELLING_TITLE_WORDS = 4
CORRECTIONS = frozenset(
    words(
        "corrigendum corrigenda erratum errata correction corrections retraction retracted addendum rättelse rättelser "
        "rettelse korrigering tillägg"
    )
)
ABOUT_ANOTHER = CORRECTIONS | frozenset(
    words(
        "comment commentary comments reply response rejoinder protocol recension kommentar replik svar "
        "anmeldelse protokoll studieprotokoll draft utkast summary sammanfattning"
    )
)
_PARTS = frozenset(words("part parts del delen volume vol band chapter kapitel phase fas wave våg round omgång"))
_NUMBER_WORDS = {
    name: str(number)
    for number, names in enumerate(
        (
            "first första første",
            "two två to second andra anden andre",
            "three tre third tredje",
            "four fyra fire fourth fjärde fjerde",
            "five fem fifth femte",
            "six sex seks sixth sjätte",
            "seven sju syv seventh sjunde",
            "eight åtta åtte otte eighth åttonde",
            "nine nio ni ninth nionde",
            "ten tio ti tenth tionde",
        ),
        start=1,
    )
    for name in names.split()
    if name not in ("to", "fire", "sex", "ni", "ti")  # English and Swedish words of another meaning
}
_ONE = frozenset(words("one en ett én et i"))
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ROMAN_AFTER_PART = _ROMAN | {"i": "1", "v": "5", "x": "10"}
_DIGITS = re.compile(r"\d+")
_SUBTITLE = re.compile(r"[:.?!()\[\]–—]| - ")
_MOST_PIECES = 20
_SEVERAL = 3  # words, as a subtitle has them whose colon was lost on the way
_SMALL_WORDS = frozenset(words("the and for with from att och som med för till från den det har til fra"))


@lru_cache(maxsize=2_000)
def key_of(title: str) -> str:
    """Return `title_key`, remembered: one title of a series is compared with all the others."""
    return title_key(title)


def says_something(key: str) -> bool:
    """Return whether the title is long enough to name one work."""
    return len(key.split()) >= _TELLING_TITLE_WORDS


def is_about_the_other(one: str, other: str, marks: frozenset[str]) -> bool:
    """Return whether one title has a mark (CORRECTIONS, ABOUT_ANOTHER) that the other has not."""
    return marks & set(one.split()) != marks & set(other.split())


@lru_cache(maxsize=2_000)
def numbers(title: str) -> tuple[str, ...]:
    """Return the numbers that a title key names, in digits, words or Roman: what tells the parts of a series apart.

    Sorted, and each as often as it is named: "Class II lesions, part I" and "part II" name the same two.
    """
    found = _DIGITS.findall(title)
    for before, word in pairwise(("", *title.split())):
        after_part = before in _PARTS
        if word in _NUMBER_WORDS:
            found.append(_NUMBER_WORDS[word])
        elif after_part and word in _ONE:
            found.append("1")
        elif word in (_ROMAN_AFTER_PART if after_part else _ROMAN):
            found.append(_ROMAN_AFTER_PART[word])
        elif after_part and len(word) == 1 and not word.isdigit():
            found.append(word)
    return tuple(sorted(number.lstrip("0") or "0" for number in found))


class Kinship(StrEnum):
    """How two titles stand to each other."""

    KIN = "one title, misspelt or with a subtitle"
    SERIES = "one pattern, with other words put in: two towns, two months, boys and girls; or with a word more"
    LONGER = "one title, and the same with several words more at its end or beginning"
    OTHER = "two headlines"


def kinship(mine: str, theirs: str) -> Kinship:
    """Return how two titles, as they are written, stand to each other."""
    one, other = key_of(mine).split(), key_of(theirs).split()
    left, right = _unshared(one, other)
    if not left and not right:
        return Kinship.KIN
    if left and right:
        shared = min(len(one) - len(left), len(other) - len(right))
        return Kinship.SERIES if shared >= min(len(one), len(other)) / 2 else Kinship.OTHER
    (shorter, longer), title = ((one, other), theirs) if right else ((other, one), mine)
    if _is_subtitled(title, shorter):
        return Kinship.KIN
    more = len(longer) - len(shorter)
    whole = any(_unshared(part, shorter) == ([], []) for part in (longer[: len(shorter)], longer[more:]))
    return Kinship.LONGER if whole and more >= _SEVERAL else Kinship.SERIES


def are_two(mine: str, theirs: str) -> bool:
    """Return whether two titles, as they are written, tell two of a series apart, whatever their texts are.

    Of two headlines one may name a number and the other none; of two forms of one title not.
    """
    relation = kinship(mine, theirs)
    named, others = numbers(key_of(mine)), numbers(key_of(theirs))
    return relation is Kinship.SERIES or (
        named != others and (relation is not Kinship.OTHER or (bool(named) and bool(others)))
    )


def _unshared(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of either title that the other has not, nor misspelt; small words do not count."""
    mine, theirs = Counter(one), Counter(other)
    left, right = (
        [w for w in (some - more).elements() if len(w) > 2 and w not in _SMALL_WORDS]
        for some, more in ((mine, theirs), (theirs, mine))
    )
    for word in list(left):
        twin = next((other for other in right if _misspelt(word, other)), None)
        if twin is not None:
            left.remove(word)
            right.remove(twin)
    return ([], []) if "".join(left) == "".join(right) else (left, right)  # what one writes apart, in one word


def _misspelt(one: str, other: str) -> bool:
    # Who misspells gets the first letter right; male and female, legal and illegal differ in it.
    return one[:1] == other[:1] and fuzz.ratio(one, other) >= _ALIKE_WORD


def _is_subtitled(title: str, key: list[str]) -> bool:
    """Return whether `title` is the title of these words with a subtitle after it, or a heading before it."""
    pieces = [piece for part in _SUBTITLE.split(title)[:_MOST_PIECES] if (piece := key_of(part).split())]
    for cut in range(1, len(pieces)):
        for part in (pieces[:cut], pieces[cut:]):
            if _unshared([word for piece in part for word in piece], key) == ([], []):
                return True
    return False
