"""Which names of possible measures tell something, and which are names of one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import log, log2
from typing import Final

from enrichment.candidate_names import NamedMeasure, NameKind
from kb.domain.documents import DocumentId

Names = Mapping[str, Mapping[DocumentId, NamedMeasure]]

_SAME: Final = 0.6  # of the documents of the larger of two names
# Words that say that something is done and not what: names that differ by them alone are of one measure.
_FORM: Final = frozenset(
    "program intervention prevention project initiative training curriculum workshop therapy treatment service model"
    " approach strategy policy scheme the insats projekt metod modell prosjekt tiltak indsats metode".split()
)


def distinctiveness(here: int, of: int, there: int, of_there: int) -> float:
    """Return the log-likelihood ratio (Dunning 1993) of two shares, below zero where the first is the smaller.

    3.84 and above is more than chance brings about in one of twenty comparisons.
    """
    if not of or not of_there:
        return float(here > 0)
    ratio = 0.0
    together = (here + there) / (of + of_there)
    for found, total in ((here, of), (there, of_there)):
        for count, expected in ((found, total * together), (total - found, total * (1 - together))):
            ratio += 2 * count * log(count / expected) if count else 0.0
    return ratio if here * of_there >= there * of else -ratio


def termhood(counts: Mapping[str, int]) -> dict[str, float]:
    """Return the C-value of each phrase (Frantzi, Ananiadou & Mima 2000): how often it stands by itself, and how long.

    `counts` are documents by phrase. A phrase that stands only inside one longer has 0. One word is a compound and
    counts as two.
    """
    longer: dict[str, list[int]] = defaultdict(list)
    for key, count in counts.items():
        parts = key.split(" ")
        inner = {" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)} - {key}
        for part in inner:
            if part in counts:
                longer[part].append(count)
    return {
        key: log2(max(2, key.count(" ") + 1)) * (count - (sum(longer[key]) / len(longer[key]) if key in longer else 0))
        for key, count in counts.items()
    }


def grouped(
    names: Names, keys: Collection[str], acronyms: Mapping[str, str], worth: Mapping[str, float]
) -> list[list[str]]:
    """Return `keys` by measure: proper names first, then the most telling; the first of a group is its name.

    Of one measure are names of the same words in any order, an acronym and what it stands for, and names that stand
    in mostly the same documents.
    """
    variants: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(keys, key=lambda key: (not proper(names[key]), -worth[key], key)):
        variants[_core(key, acronyms)].append(key)
    groups: list[tuple[list[str], set[DocumentId]]] = []
    holders: dict[DocumentId, set[int]] = defaultdict(set)
    for same in variants.values():
        documents = {document for key in same for document in names[key]}
        shared = Counter(number for document in documents for number in holders[document])
        alike = (n for n in sorted(shared) if shared[n] >= _SAME * max(len(documents), len(groups[n][1])))
        number = next(alike, None)
        if number is not None:
            groups[number][0].extend(same)
            continue
        groups.append((list(same), documents))
        for document in documents:
            holders[document].add(len(groups) - 1)
    return [same for same, _ in groups]


def core_of(key: str, acronyms: Mapping[str, str]) -> frozenset[str]:
    """Return the words of a name that say what is done, acronyms spelt out."""
    return frozenset(_core(key, acronyms))


def proper(names: Mapping[DocumentId, NamedMeasure]) -> bool:
    """Return whether these are mostly proper names."""
    return 2 * sum(one.kind is NameKind.NAMED for one in names.values()) >= len(names)


def _core(key: str, acronyms: Mapping[str, str]) -> tuple[str, ...]:
    parts = " ".join(acronyms.get(part, part) for part in key.split(" ")).split(" ")
    return tuple(sorted(set(parts) - _FORM)) or tuple(sorted(parts))


def adjusted(chances: Sequence[float | None]) -> list[float | None]:
    """Return the chances corrected for their number, in the same order (Benjamini & Hochberg 1995, step up).

    Of those at or below a level, at most that share is by chance. None stays None and counts for nothing.
    """
    ranked = sorted((chance, place) for place, chance in enumerate(chances) if chance is not None)
    found: list[float | None] = [None] * len(chances)
    least = 1.0
    for rank in range(len(ranked), 0, -1):
        chance, place = ranked[rank - 1]
        least = min(least, chance * len(ranked) / rank)
        found[place] = round(least, 4)
    return found
