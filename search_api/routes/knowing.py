"""What the catalogue holds, and how things stand: challenges, thesaurus, ratings, candidates, ranking, status."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from kb.domain.facts import Direction
from kb.domain.text import clean_line
from kb.errors import InputError, NotFound
from kb.search.ranking import RANKING
from search_api.models import (
    CandidatesOut,
    ChallengeOut,
    Challenges,
    ConceptOut,
    RankingOut,
    Ratings,
    ThesaurusOut,
    VersionedStatusOut,
    narrower_of,
)
from search_api.parts import PartsDep, known_form
from search_api.quality import QualityOut
from search_api.routes.parameters import Asking, Limit, Offset, link, problems

router = APIRouter()


class Concepts(Asking):
    """A stretch of the thesaurus."""

    scheme: str = Field(default="", max_length=80, title="Scheme", description="Empty: all.")
    q: str = Field(default="", max_length=200, title="Words in a label", description="Empty: all.")
    offset: Offset = 0
    limit: Limit = 20


class AskedRatings(Asking):
    """A stretch of the ratings."""

    measure: str = Field(default="", max_length=80, title="Id of a measure", description="Empty: all.")
    portal: str = Field(default="", max_length=200, title="Name of a portal", description="Empty: all.")
    direction: Direction | None = Field(default=None, title="Our reading of the rating")
    offset: Offset = 0
    limit: Limit = 20


@router.get("/challenges", responses=problems(parameters=False), summary="List the challenges")
def read_challenges(parts: PartsDep) -> Challenges:
    """Return the criminal-policy challenges with their definitions and the documents that name them."""
    return Challenges.from_catalogue(parts.catalogue)


@router.get("/challenges/{challenge_id}", responses=problems(unknown="challenge 'x'"), summary="Read a challenge")
def read_challenge(parts: PartsDep, challenge_id: Annotated[str, Path(title="Id of the challenge")]) -> ChallengeOut:
    """Return one challenge with its definition and the documents that name it."""
    return ChallengeOut.from_domain(parts.catalogue.challenge(known_form("challenge", challenge_id)))


@router.get("/thesaurus", responses=problems(), summary="Search the thesaurus")
def read_thesaurus(
    parts: PartsDep, request: Request, response: Response, asked: Annotated[Concepts, Query()]
) -> ThesaurusOut:
    """Return concepts with labels in four languages, and what is broader, narrower and related."""
    concepts = parts.catalogue.concepts.values()
    schemes = Counter(concept.scheme for concept in concepts)
    if asked.scheme and asked.scheme not in schemes:
        raise InputError(f"parameter 'scheme': there is no scheme {asked.scheme!r}; known: {', '.join(schemes)}")
    wanted = clean_line(asked.q).casefold()
    found = [
        concept
        for concept in concepts
        if asked.scheme in ("", concept.scheme)
        and (not wanted or any(wanted in label.casefold() for own in concept.labels.values() for label in own))
    ]
    link(request, response, asked.offset, asked.limit, len(found))
    narrower = narrower_of(parts.catalogue)
    return ThesaurusOut(
        catalogue_version=parts.catalogue.version,
        schemes=dict(schemes),
        total=len(found),
        offset=asked.offset,
        limit=asked.limit,
        concepts=tuple(
            ConceptOut.from_concept(concept, narrower) for concept in found[asked.offset : asked.offset + asked.limit]
        ),
    )


@router.get("/thesaurus/{concept_id}", responses=problems(unknown="concept 'x'"), summary="Read a concept")
def read_concept(parts: PartsDep, concept_id: Annotated[str, Path(title="Id of the concept")]) -> ConceptOut:
    """Return one concept."""
    concept = parts.catalogue.concepts.get(known_form("concept", concept_id))
    if concept is None:
        raise NotFound(f"there is no concept {concept_id!r}")
    return ConceptOut.from_concept(concept, narrower_of(parts.catalogue))


@router.get("/ratings", responses=problems(unknown="measure 'x'"), summary="List what portals say")
def read_ratings(
    parts: PartsDep, request: Request, response: Response, asked: Annotated[AskedRatings, Query()]
) -> Ratings:
    """Return what evidence portals and authorities say about measures, in their own words, with our reading."""
    measure = parts.catalogue.measure(known_form("measure", asked.measure)).id if asked.measure else None
    portals = dict.fromkeys(rating.portal for rating in parts.catalogue.ratings)
    if asked.portal and asked.portal not in portals:
        raise InputError(f"parameter 'portal': there is no portal {asked.portal!r}; known: {', '.join(portals)}")
    found = parts.search.ratings(measure, asked.portal or None, asked.direction)
    link(request, response, asked.offset, asked.limit, len(found))
    return Ratings.from_ratings(found, parts.catalogue.version, asked.offset, asked.limit)


@router.get("/candidates", responses=problems(parameters=False), summary="List candidates for new measures")
def read_candidates(parts: PartsDep) -> CandidatesOut:
    """Return what relevant documents write about that no measure of the catalogue explains, found by machine."""
    return CandidatesOut.from_page(parts.search.candidates())


@router.get("/quality", responses=problems(parameters=False), summary="Read the quality of reading")
def read_quality() -> QualityOut:
    """Return how well texts are read, measured on labelled texts, beside simple baselines."""
    return QualityOut.shipped()


@router.get("/ranking", responses=problems(parameters=False), summary="Read the ranking")
def read_ranking() -> RankingOut:
    """Return the table of weights that decides every order."""
    return RankingOut.from_domain(RANKING)


@router.get("/status", responses=problems(parameters=False), summary="Read the status")
def read_status(parts: PartsDep) -> VersionedStatusOut:
    """Return how much is held, how far it is read and indexed, and which sources answer."""
    return VersionedStatusOut.from_status(parts.status(), parts.version, parts.catalogue.version)
