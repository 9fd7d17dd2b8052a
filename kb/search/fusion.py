"""Fuse what the signals say into one list: reciprocal ranks within a language group, then the groups' lists merged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from kb.index.port import Found, Signal
from kb.search.ranking import RANKING, product


@dataclass(slots=True)
class Candidate:
    """A document or measure that answers, while its signals are gathered."""

    owner: str
    group: str
    ranks: dict[str, int] = field(default_factory=dict)
    best: dict[str, Found] = field(default_factory=dict)
    fused: float = 0.0
    relevance: float = 0.0
    factors: dict[str, float] = field(default_factory=dict)
    # Whether it has the name that the question has, where there is one, and whether what else is asked for; and whether
    # it can speak for measures.
    named: bool = True
    on_subject: bool = True
    telling: bool = True
    # Of the best score by each signal in its group, the share that its own best point has.
    shares: dict[str, float] = field(default_factory=dict)

    @property
    def any(self) -> Found:
        """One of the points that answered."""
        return next(iter(self.best.values()))

    @property
    def passage(self) -> int:
        """The number of the passage that fits best: by its words, else by its meaning."""
        best = self.best.get(Signal.WORDS) or self.best.get(Signal.MEANING) or self.any
        return best.number

    @property
    def means_the_same(self) -> bool:
        """Whether its meaning alone would make it an answer."""
        near = self.best.get(Signal.MEANING)
        return near is not None and near.score >= RANKING.least_meaning

    @property
    def fit(self) -> float:
        """How far it is what a question with a name asks for: all, what is asked for elsewhere, or the name alone."""
        if not self.on_subject:
            return RANKING.name_alone
        return 1.0 if self.named else RANKING.without_name

    @property
    def clear(self) -> bool:
        """Whether it answers clearly enough to stand in a list that is not ordered by how well it does."""
        shares = (self.shares.get(signal, 0.0) for signal in (Signal.CONCEPTS, Signal.WORDS))
        near = self.best.get(Signal.MEANING)
        meant = near is not None and near.score >= RANKING.clear_meaning
        return self.fit == 1.0 and (meant or any(share >= RANKING.clear_share for share in shares))

    @property
    def score(self) -> float:
        """Relevance times the prior."""
        return self.relevance * product(self.factors)


def gather(
    found: dict[tuple[str, str], Candidate],
    group: str,
    signal: Signal,
    answer: Sequence[Found],
    with_words: Collection[str] | None = None,
) -> None:
    """Note for each owner its best point and its rank by `signal`; equal scores share a rank.

    Words alone make an answer only of those `with_words`, None: of those that score enough.
    """
    if not answer:
        return
    telling = _least_telling(signal, answer[0].score)
    seen: set[str] = set()
    rank, last_score = 0, None
    for hit in answer:
        owner, score = hit.owner, hit.score
        if owner in seen:
            continue
        seen.add(owner)
        candidate = found.get((group, owner))
        if candidate is None:
            if signal is Signal.WORDS and with_words is not None:
                if owner not in with_words:
                    continue
            elif score < telling:
                continue
            candidate = found[group, owner] = Candidate(owner, group)
        if score != last_score:
            rank, last_score = len(seen), score
        candidate.ranks[signal] = rank
        candidate.best[signal] = hit
        candidate.shares[signal] = score / answer[0].score if answer[0].score > 0 else 0.0


def owners_with_words(answer: Sequence[Found], share: float) -> frozenset[str]:
    """Return the owners of the points that have at least this share of the best score."""
    return frozenset(hit.owner for hit in answer if hit.score >= share * answer[0].score)


def _least_telling(signal: Signal, best: float) -> float:
    """Return from which score on a signal alone makes a point an answer."""
    if signal is Signal.MEANING:
        return RANKING.least_meaning
    return RANKING.least_words_share * best if signal is Signal.WORDS else -inf


def fused(candidates: list[Candidate], asked: Collection[str]) -> list[Candidate]:
    """Return one language group's list by reciprocal rank fusion, best first, with the relevance of each.

    Relevance falls with the place in the list alone, the same in every group, so that the lists merge evenly
    whatever their signals; a group whose best is far from what its signals could give stays below.
    """
    if not candidates:
        return []
    weights = RANKING.signal_weights
    most = sum(weights[signal] for signal in asked) / (RANKING.k + 1)
    k = RANKING.k
    for candidate in candidates:
        ranked = sum([weights[signal] / (k + rank) for signal, rank in candidate.ranks.items()])
        candidate.fused = ranked * candidate.fit
    ordered = sorted(candidates, key=lambda c: (-c.fused, c.owner))
    height = min(1.0, ordered[0].fused / (RANKING.group_floor * most))
    place, last_fused = 0, -1.0
    for number, candidate in enumerate(ordered, start=1):
        if candidate.fused != last_fused:
            place, last_fused = number, candidate.fused
        # What fits less shrinks here too: it must not stand between the texts of another language that fit.
        candidate.relevance = height * candidate.fit * (RANKING.merge_k + 1) / (RANKING.merge_k + place)
    return ordered


def best_by_measure(
    documents: Sequence[Candidate], studies: Mapping[tuple[str, str], str]
) -> dict[str, list[Candidate]]:
    """Return for each measure the few best studies of it, each by the best of `documents` that tell of it.

    One that shares only a word with the question which nobody knows (a minister's name) says nothing of its measures.
    `studies` maps a measure and a document to the study of that measure which the document tells of: many a study of
    one measure names others.
    """
    found: dict[str, list[Candidate]] = {}
    counted: set[tuple[str, str]] = set()
    for document in documents:
        if not document.telling:
            continue
        for measure in document.any.measures:
            study = studies.get((measure, document.owner))
            if study is None:
                continue
            best = found.setdefault(measure, [])
            if len(best) < RANKING.best_studies and (measure, study) not in counted:
                counted.add((measure, study))
                best.append(document)
    return found
