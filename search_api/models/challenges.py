"""The challenges as they leave, with the documents that name them."""

from datetime import date
from typing import Self

from pydantic import ConfigDict

from kb.catalogue import Catalogue
from kb.domain.facts import Mark
from search_api.models.base import Model


class GoverningDocumentOut(Model):
    """A document that names a challenge, with the time it governs where that is known."""

    model_config = ConfigDict(title="GoverningDocument")

    url: str
    title: str
    mark: Mark
    starts: date | None
    ends: date | None


class ChallengeOut(Model):
    """A criminal-policy challenge. `label_review`: the Norwegian and Danish names are ours and await review."""

    model_config = ConfigDict(title="Challenge")

    id: str
    number: int
    name_sv: str
    name_en: str
    name_nb: str
    name_da: str
    label_review: bool
    definition_sv: str
    definition_en: str
    mark: Mark
    documents: tuple[GoverningDocumentOut, ...]


class Challenges(Model):
    """All challenges, in the order of the catalogue; `catalogue_version` changes when any fact does."""

    catalogue_version: str
    total: int
    challenges: tuple[ChallengeOut, ...]

    @classmethod
    def from_catalogue(cls, catalogue: Catalogue) -> Self:
        """Return the challenges as they leave."""
        found = tuple(map(ChallengeOut.from_domain, catalogue.challenges.values()))
        return cls(catalogue_version=catalogue.version, total=len(found), challenges=found)
