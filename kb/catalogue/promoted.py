"""Measures and labels that analysts set up, laid over the catalogue's files."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from kb.catalogue.load import Catalogue
from kb.domain.facts import Concept, Mark, Measure, MeasureId
from kb.domain.promoting import KnownLabel, Promoted


def with_promoted(catalogue: Catalogue, promoted: Sequence[Promoted], labels: Sequence[KnownLabel] = ()) -> Catalogue:
    """Return the catalogue with these measures and labels too; the same one where there is nothing to add.

    The files win: a measure whose id or name they have, words that are a label of another concept, a label of a
    measure that they do not have and a type or challenge that they no longer have are left out. The version is
    another one as soon as anything is added.
    """
    measures, concepts = dict(catalogue.measures), dict(catalogue.concepts)
    owners = label_owners(catalogue)
    for one in promoted:
        names = (one.name_sv.casefold(), one.name_en.casefold())
        if one.id in concepts or one.id in measures or any(name in owners for name in names):
            continue
        measures[one.id] = _measure(one)
        free = {
            language: tuple(label for label in labels if owners.setdefault(label.casefold(), one.id) == one.id)
            for language, labels in one.labels().items()
        }
        concepts[one.id] = Concept(
            id=one.id,
            scheme="measures",
            labels=free,
            broader=(one.type,) if one.type in concepts else (),
            related=tuple(key for key in one.challenges if key in catalogue.challenges),
        )
    for label in labels:
        concept = concepts.get(label.measure)
        if concept is None or label.measure not in measures:
            continue
        held = concept.labels.get(label.language, ())
        owner = owners.setdefault(label.label.casefold(), label.measure)
        if owner != label.measure or label.label.casefold() in map(str.casefold, held):
            continue
        concepts[label.measure] = replace(concept, labels={**concept.labels, label.language: (*held, label.label)})
    if measures == catalogue.measures and concepts == catalogue.concepts:
        return catalogue
    added = repr(
        [
            (key, concepts[key], measures.get(MeasureId(key)))
            for key in concepts
            if concepts[key] != catalogue.concepts.get(key)
        ]
    )
    version = hashlib.sha256(f"{catalogue.version} {added}".encode()).hexdigest()[:12]
    return replace(catalogue, measures=measures, concepts=concepts, version=version)


def label_owners(catalogue: Catalogue) -> dict[str, str]:
    """Return the concept that has each label, in whatever language; of several the first. Labels are case-folded."""
    found: dict[str, str] = {}
    for concept in catalogue.concepts.values():
        for labels in concept.labels.values():
            for label in labels:
                found.setdefault(label.casefold(), concept.id)
    return found


def _measure(one: Promoted) -> Measure:
    return Measure(
        id=one.id,
        name_sv=one.name_sv,
        name_en=one.name_en,
        other_names=tuple(dict.fromkeys((*one.labels_sv, *one.labels_en))),
        prevention_level=one.level,
        unit=one.unit,
        approach=one.approach,
        target_group="",
        setting="",
        url=None,
        mark=Mark.ANALYST,
        note=f"Set up here by {one.by} on {one.at:%Y-%m-%d}, not from the catalogue's sources: {one.reason}",
    )
