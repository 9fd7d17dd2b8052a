"""Labels of the thesaurus that collide: they name two concepts, or more than they should."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.util import get_lang_class

from kb.catalogue.matcher import is_acronym, label_key
from kb.domain.facts import Concept

_LANGUAGES = ("sv", "en", "nb", "da")
_TAGS = {frozenset({"challenges", "measures"})}  # schemes that tag side by side: a shared label tags twice


class CollisionKind(StrEnum):
    """What is wrong with a label."""

    ONE_SCHEME = "one_scheme"
    CHALLENGE_AND_MEASURE = "challenge_and_measure"
    PREFERRED = "preferred"
    COMMON_WORD = "common_word"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Collision:
    """A label, as it is first written, with the concepts that it names.

    `guarded`: every concept but one wants company for it, so that the words beside it decide.
    """

    kind: CollisionKind
    language: str
    label: str
    concepts: tuple[str, ...]
    guarded: bool


def find_collisions(concepts: Iterable[Concept]) -> list[Collision]:
    """Return all collisions, by kind, language and label.

    Labels are compared as the matcher compares them, language by language: "gäng" and "gängen" are one label.

    - one_scheme: the label names two concepts of one scheme.
    - challenge_and_measure: it names a challenge and a measure, which is right where the measure is asked for by the
      challenge's name and wrong elsewhere.
    - preferred: it is the preferred label of two concepts, in any schemes.
    - common_word: it is among the most common words ("stop words") of one of the four languages; without company.
    - acronym: capitals without company, which may stand for something else.
    """
    known = {concept.id: concept for concept in concepts}
    found = [*_shared(known), *_preferred(known), *_alone(known)]
    return sorted(found, key=lambda one: (list(CollisionKind).index(one.kind), one.language, one.label.casefold()))


def _shared(known: dict[str, Concept]) -> Iterator[Collision]:
    owners: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for concept in known.values():
        for language, labels in concept.labels.items():
            for label in labels:
                owners[language, label_key(label, language)].setdefault(concept.id, label)
    for (language, _), labels_of in owners.items():
        if len(labels_of) < 2:
            continue
        schemes = defaultdict(list)
        for key in labels_of:
            schemes[known[key].scheme].append(key)
        for keys in schemes.values():
            if len(keys) > 1:
                yield _collision(CollisionKind.ONE_SCHEME, language, keys, labels_of, known)
        for pair in _TAGS:
            if pair <= schemes.keys():
                keys = [key for scheme in sorted(pair) for key in schemes[scheme]]
                yield _collision(CollisionKind.CHALLENGE_AND_MEASURE, language, keys, labels_of, known)


def _preferred(known: dict[str, Concept]) -> Iterator[Collision]:
    owners: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for concept in known.values():
        for language, labels in concept.labels.items():
            owners[language, labels[0].casefold()][concept.id] = labels[0]
    for (language, _), labels_of in owners.items():
        if len(labels_of) > 1:
            yield _collision(CollisionKind.PREFERRED, language, list(labels_of), labels_of, known)


def _alone(known: dict[str, Concept]) -> Iterator[Collision]:
    common = set[str]().union(*(get_lang_class(language).Defaults.stop_words for language in _LANGUAGES))
    for concept in known.values():
        for language, labels in concept.labels.items():
            for label in labels:
                if label in (concept.co_words or {}):
                    continue
                if label.strip("-").casefold() in common:
                    yield Collision(CollisionKind.COMMON_WORD, language, label, (concept.id,), guarded=False)
                elif is_acronym(label):
                    yield Collision(CollisionKind.ACRONYM, language, label, (concept.id,), guarded=False)


def _collision(
    kind: CollisionKind, language: str, keys: list[str], labels_of: dict[str, str], known: dict[str, Concept]
) -> Collision:
    open_ = [key for key in keys if labels_of[key] not in (known[key].co_words or {})]
    return Collision(kind, language, labels_of[keys[0]], tuple(keys), guarded=len(open_) <= 1)
