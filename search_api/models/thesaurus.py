"""The thesaurus and the portals' ratings, as they leave."""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import ConfigDict, Field

from kb.catalogue import Catalogue
from kb.domain.facts import Concept, PortalRating
from search_api.models.base import Model
from search_api.models.evidence import RatingOut


class ConceptOut(Model):
    """A concept (SKOS): labels by language, the preferred one first."""

    model_config = ConfigDict(title="Concept")

    id: str
    scheme: str
    labels: dict[str, tuple[str, ...]]
    notes: dict[str, str] = Field(title="Scope notes by language")
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    related: tuple[str, ...]
    desired: str | None = Field(title="Of an outcome: the direction that is wished for; null where nobody can say")

    @classmethod
    def from_concept(cls, concept: Concept, narrower: Mapping[str, tuple[str, ...]]) -> Self:
        """Return the concept with the ids of the narrower ones."""
        fields = {name: getattr(concept, name) for name in ("id", "scheme", "labels", "broader", "related", "desired")}
        return cls(**fields, notes=concept.notes or {}, narrower=narrower.get(concept.id, ()))


class ThesaurusOut(Model):
    """Concepts `offset` to `offset + len(concepts)` of `total`, by scheme and in the order of the thesaurus."""

    model_config = ConfigDict(title="Thesaurus")

    catalogue_version: str
    schemes: dict[str, int] = Field(title="How many concepts each scheme holds")
    total: int
    offset: int
    limit: int
    concepts: tuple[ConceptOut, ...]


def narrower_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the ids of the concepts right below each concept that has any."""
    found: dict[str, list[str]] = {}
    for concept in catalogue.concepts.values():
        for above in concept.broader:
            found.setdefault(above, []).append(concept.id)
    return {above: tuple(below) for above, below in found.items()}


class PortalRatingOut(RatingOut):
    """A rating with the id of the measure of the catalogue that it is about, null where there is none."""

    model_config = ConfigDict(title="PortalRating")

    measure_id: str | None


class Ratings(Model):
    """What portals say about measures, in the order of the catalogue."""

    catalogue_version: str
    total: int
    offset: int
    limit: int
    ratings: tuple[PortalRatingOut, ...]

    @classmethod
    def from_ratings(cls, ratings: Iterable[PortalRating], version: str, offset: int, limit: int) -> Self:
        """Return one stretch of the ratings as they leave."""
        every = tuple(ratings)
        shown = tuple(map(PortalRatingOut.from_domain, every[offset : offset + limit]))
        return cls(catalogue_version=version, total=len(every), offset=offset, limit=limit, ratings=shown)
