"""New measures: what relevant documents write about that no measure of the catalogue explains."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma, log
from typing import Final

import numpy as np

from enrichment.candidate_groups import adjusted, core_of, distinctiveness, grouped, proper, termhood
from enrichment.candidate_names import NamedMeasure, acronyms, named_measures
from enrichment.candidate_vectors import Cloud, coherence, unit
from enrichment.known_names import KnownNames
from kb.domain.candidates import Candidate, Support, candidate_id
from kb.domain.documents import DocumentId
from kb.domain.vectors import Vectors
from kb.index.terms import language_group

_LEAST = 2  # studies
_LEAST_TERMHOOD = 1.5
_OFTEN = 0.1  # a name in more than this share of all documents (and in twenty) is the field's own language
_MANY = 20
_CHANCE = 3.84  # what chance alone brings about in one of twenty comparisons
_SPAN = 3  # years, for growth
_MOST = 200
# How much more alike than documents of their language at large: where three studies or more have the name, and where
# two have an acronym or words of a kind of action, which may be there by chance. Without vectors three are wanted.
_LEAST_COHERENCE = 0.1
_COHERENCE_OF_TWO = 0.35
_ONE_MEASURE = 0.78  # between the means of the documents of two names that share a word
_MANY_ALIKE = 5
_SHORT = 6  # letters of an acronym
_LONGEST_TITLE = 300
_TITLE_WORDS = 5  # documents whose titles begin with the same so many words are of one study
_NO_NAMES: Final = KnownNames()


@dataclass(frozen=True, slots=True)
class Material:
    """A relevant document with what candidates are made from; `vector` (dim,) of its first passage, None without.

    `measures` are those of the catalogue that it is surely about; with any it is explained.
    """

    id: DocumentId
    content: str
    language: str | None
    year: int | None
    measures: tuple[str, ...]
    vector: Vectors | None


def find_candidates(documents: Iterable[Material], this_year: int, known: KnownNames = _NO_NAMES) -> list[Candidate]:
    """Return candidates for new measures, the most telling first, at most 200.

    A name counts when unexplained documents of two studies have it (of three, for words of a kind of action in
    documents that are not much alike), when they do not have it significantly less often than those that a known
    measure explains, and when `known` has no such name. Novelty is 1 minus the highest cosine between the mean of its
    documents and that of a known measure's; None without vectors. Growth is a conditional test of two Poisson counts
    (Przyborowski & Wilenski 1940), documents of the last three years against the three before, given how all
    documents divide; corrected for the number of candidates (Benjamini & Hochberg 1995).
    """
    found = _Found(known)
    for document in documents:
        found.take(document)
    made = found.candidates(this_year)
    chances = adjusted([one.chance for one in made])
    made = [replace(one, chance=chance) for one, chance in zip(made, chances, strict=True)]
    return sorted(made, key=_order)[:_MOST]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of an unexplained document."""

    title: str
    study: str
    group: str
    year: int | None
    vector: Vectors | None


class _Found:
    """What is kept of the documents: names and vectors, not texts."""

    def __init__(self, known: KnownNames) -> None:
        self._known = known
        self._names: dict[str, dict[DocumentId, NamedMeasure]] = defaultdict(dict)
        self._explained: Counter[str] = Counter()
        self._count_explained = 0
        self._documents: dict[DocumentId, _Kept] = {}
        self._years: Counter[int | None] = Counter()
        self._spelled: dict[str, Counter[str]] = defaultdict(Counter)
        self._no_measures: set[str] = set()  # acronyms
        self._measures: dict[str, tuple[Vectors, int]] = {}
        self._cloud = Cloud()

    def take(self, document: Material) -> None:
        named: dict[str, NamedMeasure] = {}
        for name in named_measures(document.content, document.language):
            if name.key not in named or (name.clear and not named[name.key].clear):
                named[name.key] = name
        for acronym, words, of_measure in acronyms(document.content, document.language):
            self._spelled[acronym][words] += 1
            if not of_measure or words in self._known:
                self._no_measures.add(acronym)
        group = language_group(document.language)
        if document.vector is not None:
            self._cloud.take(group, document.vector)
        self._years[document.year] += 1
        if document.measures:
            self._count_explained += 1
            self._explained.update(named.keys())
            for measure in document.measures if document.vector is not None else ():
                total, count = self._measures.get(measure, (np.zeros_like(document.vector), 0))
                self._measures[measure] = (total + document.vector, count + 1)
            return
        title = document.content[:_LONGEST_TITLE].split("\n\n", maxsplit=1)[0]
        study = " ".join(re.findall(r"\w+", title.lower())[:_TITLE_WORDS])
        self._documents[document.id] = _Kept(title, study, group, document.year, document.vector)
        for key, name in named.items():
            if key not in self._known:
                self._names[key][document.id] = name

    def candidates(self, this_year: int) -> list[Candidate]:
        """Return the candidates in no telling order, growth not yet corrected for their number."""
        keys = sorted(key for key in self._names if self._counts(key))
        worth = termhood({key: len(self._names[key]) for key in keys})
        keys = [key for key in keys if proper(self._names[key]) or worth[key] >= _LEAST_TERMHOOD]
        meant = {acronym: min(words, key=lambda key: (-words[key], key)) for acronym, words in self._spelled.items()}
        groups = [(same, self._support(same)) for same in grouped(self._names, keys, meant, worth)]
        groups = [(same, named) for same, named in groups if self._holds_together(same[0], named)]
        groups = self._of_one_measure(groups, meant)
        joined = self._cloud.joined(
            [{d: self._documents[d].vector for d in named} for _, named in groups],
            {d: (kept.group, kept.vector) for d, kept in self._documents.items()},
        )
        return [
            self._candidate(same, named, alike, this_year)
            for (same, named), alike in zip(groups, joined, strict=True)
        ]  # fmt: skip

    def _counts(self, key: str) -> bool:
        names = self._names[key]
        if len(names) < _LEAST or self._studies(names) < _LEAST or not any(name.clear for name in names.values()):
            return False
        if any(part in self._no_measures for part in key.split(" ")):
            return False
        if _is_boilerplate(names):
            return False
        explained, everything = self._explained[key], len(self._documents) + self._count_explained
        if len(names) + explained > max(_MANY, _OFTEN * everything):
            return False
        return distinctiveness(len(names), len(self._documents), explained, self._count_explained) > -_CHANCE

    def _studies(self, documents: Iterable[DocumentId]) -> int:
        return len({self._documents[document].study for document in documents})

    def _support(self, keys: Sequence[str]) -> dict[DocumentId, NamedMeasure]:
        support: dict[DocumentId, NamedMeasure] = {}
        for key in keys:
            for document, named in self._names[key].items():
                support.setdefault(document, named)
        return support

    def _of_one_measure(
        self, groups: Sequence[tuple[list[str], dict[DocumentId, NamedMeasure]]], meant: Mapping[str, str]
    ) -> list[tuple[list[str], dict[DocumentId, NamedMeasure]]]:
        """Return the groups, those joined that share a telling word and whose documents are of one thing.

        "Date rape prevention" and "acquaintance rape prevention" are two names of one.
        """
        kept: list[tuple[list[str], dict[DocumentId, NamedMeasure]]] = []
        for same, named in groups:
            core, mean = core_of(same[0], meant), self._mean(named)
            for others, theirs in kept:
                if mean is None or not core & core_of(others[0], meant):
                    continue
                other = self._mean(theirs)
                if other is not None and float(np.dot(mean, other)) >= _ONE_MEASURE:
                    others.extend(same)
                    theirs.update({document: name for document, name in named.items() if document not in theirs})
                    break
            else:
                kept.append((list(same), dict(named)))
        return kept

    def _mean(self, documents: Iterable[DocumentId]) -> Vectors | None:
        vectors = [v for document in documents if (v := self._documents[document].vector) is not None]
        return unit(np.mean(vectors, axis=0, dtype=np.float32)) if vectors else None

    def _holds_together(self, first: str, support: Mapping[DocumentId, NamedMeasure]) -> bool:
        short = not proper(self._names[first]) or (" " not in first and len(first) <= _SHORT)
        few = short and self._studies(support) <= _LEAST
        told = [(kept.group, kept.vector) for kept in map(self._documents.__getitem__, support)]
        close = self._cloud.closeness([(group, vector) for group, vector in told if vector is not None])
        if close is None:
            return not few
        return close >= (_COHERENCE_OF_TWO if few else _LEAST_COHERENCE)

    def _candidate(
        self,
        keys: Sequence[str],
        named: Mapping[DocumentId, NamedMeasure],
        alike: Mapping[DocumentId, float],
        this_year: int,
    ) -> Candidate:
        first = keys[0]
        forms = Counter(one.name for one in self._names[first].values())
        name = min(forms, key=lambda form: (form.isupper() and " " in form, -forms[form], form))
        support = [Support(d, n.name, n.start, n.end) for d, n in sorted(named.items())]
        for document, cosine in sorted(alike.items()):
            title = self._documents[document].title
            support.append(Support(document, title, 0, len(title), cosine))
        recent, earlier = _spans(Counter(self._documents[document].year for document in named), this_year)
        vectors = [v for document in named if (v := self._documents[document].vector) is not None]
        mean = self._mean(named)
        return Candidate(
            id=candidate_id(first),
            name=name,
            also=tuple(sorted({self._names[key][min(self._names[key])].name for key in keys} - {name})),
            named=proper(self._names[first]),
            support=tuple(support),
            recent=recent,
            earlier=earlier,
            chance=growth_chance(recent, earlier, _share(*_spans(self._years, this_year))),
            coherence=coherence(vectors),
            nearest=self._nearest(mean) if mean is not None else None,
        )

    def _nearest(self, mean: Vectors) -> tuple[str, float] | None:
        alike = [
            (measure, float(np.dot(mean, unit(total / np.float32(count)))))
            for measure, (total, count) in sorted(self._measures.items())
        ]
        best = max(alike, key=lambda pair: pair[1], default=None)
        return (best[0], round(best[1], 3)) if best else None


def growth_chance(recent: int, earlier: int, share: float = 0.5) -> float | None:
    """Return how likely so many of them, or more, would be recent if they had not grown; None without any year.

    `share` is how much of what was published in both spans was in the recent one.
    """
    total = recent + earlier
    if total == 0:
        return None
    if not 0 < share < 1:
        return 1.0 if share >= 1 or recent == 0 else 0.0
    # In logarithms: the ways to divide a thousand documents are more than a float holds.
    ways = lgamma(total + 1)
    chance = sum(
        exp(ways - lgamma(k + 1) - lgamma(total - k + 1) + k * log(share) + (total - k) * log(1 - share))
        for k in range(recent, total + 1)
    )
    return round(min(1.0, chance), 4)


def _is_boilerplate(names: Mapping[DocumentId, NamedMeasure]) -> bool:
    """Return whether most of many documents have the name between the same words: their source put them there."""
    ((_, most),) = Counter(name.around for name in names.values()).most_common(1)
    return len(names) >= _MANY_ALIKE and 2 * most > len(names)


def _spans(years: Mapping[int | None, int], this_year: int) -> tuple[int, int]:
    """Return how many are of the last three years, and of the three before."""
    recent = sum(count for year, count in years.items() if year is not None and 0 <= this_year - year < _SPAN)
    earlier = sum(count for year, count in years.items() if year is not None and _SPAN <= this_year - year < 2 * _SPAN)
    return recent, earlier


def _share(recent: int, earlier: int) -> float:
    """Return the recent ones' share, drawn towards a half where few are known."""
    return (recent + 1) / (recent + earlier + 2)


def _order(candidate: Candidate) -> tuple[bool, bool, bool, int, str, str]:
    """Grown first, then those with a document of the last three years, proper names, those that many documents name."""
    grown = candidate.chance is not None and candidate.chance < 0.05
    named = sum(support.alike is None for support in candidate.support)
    return (not grown, not candidate.recent, not candidate.named, -named, candidate.name, candidate.id)
