"""What changed between two thesauri, so that only the documents it can touch are read again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from kb.domain.facts import Concept


def snapshot(concepts: Iterable[Concept]) -> dict[str, Any]:
    """Return what a reading depends on of each concept, in terms of JSON; scope notes are for people."""
    return {
        concept.id: {
            "scheme": concept.scheme,
            "labels": {code: list(labels) for code, labels in concept.labels.items()},
            "broader": list(concept.broader),
            "related": list(concept.related),
            "co_words": {label: list(words) for label, words in (concept.co_words or {}).items()},
            "exceptions": list(concept.exceptions),
            "weight": concept.weight,
            "desired": concept.desired,
        }
        for concept in concepts
    }


def restored(concepts: Mapping[str, Any]) -> dict[str, Concept]:
    """Return the concepts of a snapshot."""
    return {
        key: Concept(
            id=key,
            scheme=said["scheme"],
            labels={code: tuple(labels) for code, labels in said["labels"].items()},
            broader=tuple(said["broader"]),
            related=tuple(said["related"]),
            co_words={label: tuple(words) for label, words in said["co_words"].items()} or None,
            exceptions=tuple(said["exceptions"]),
            weight=said["weight"],
            desired=said["desired"],
        )
        for key, said in concepts.items()
    }


def version_of(concepts: Iterable[Concept]) -> str:
    """Return twelve letters that differ between two thesauri that may read one text differently."""
    said = json.dumps(snapshot(concepts), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[Concept], list[Concept]]:
    """Return the concepts that differ between two snapshots, as they were and as they are.

    A document that names none of them in either form reads the same.
    """
    ids = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    before, after = (restored({key: said[key] for key in sorted(ids) if key in said}) for said in (old, new))
    return list(before.values()), list(after.values())
