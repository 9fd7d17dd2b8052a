"""Screening: people decide of each document that comes in whether it belongs here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from kb.domain.accounts import AccountId
from kb.domain.claims import Claim, ClaimKind, Relevance
from kb.domain.documents import DocumentId
from kb.domain.judgements import ANALYST

ScreeningId = NewType("ScreeningId", int)


class Choice(StrEnum):
    """What somebody did with a document. UNSURE leaves it to another analyst, SKIP to herself, later."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    SKIP = "skip"
    UNDO = "undo"


FINAL = (Choice.ACCEPT, Choice.REJECT)
RELEVANCE_OF = {Choice.ACCEPT: Relevance.RELEVANT, Choice.REJECT: Relevance.NOT_RELEVANT}


class Criterion(StrEnum):
    """What a document must meet to be taken in; of a rejected one, what it does not meet."""

    PREVENTION = "prevention"
    MEASURE = "measure"
    EVIDENCE = "evidence"
    TRANSFER = "transfer"
    SUBSTANCE = "substance"


@dataclass(frozen=True, slots=True)
class Screening:
    """One choice about one version of a document, kept for ever; `undoes` is the one that it takes back.

    `judgement` and `logged` are the judgement of relevance that came of it and its entry in the log of decisions.
    `prior` is how likely the machine held it to be relevant before anybody decided; None: it had not read it.
    """

    document: DocumentId
    version: int
    account: AccountId
    name: str
    choice: Choice
    made_at: datetime
    criterion: Criterion | None = None
    reason: str = ""
    undoes: ScreeningId | None = None
    judgement: int | None = None
    logged: int | None = None
    prior: float | None = None
    id: ScreeningId | None = None


def prior_of(claims: Iterable[Claim]) -> float | None:
    """Return how likely the machine holds the document to be relevant, None where it does not say."""
    for claim in claims:
        if claim.kind is ClaimKind.RELEVANCE and claim.value is not None and claim.step != ANALYST:
            return claim.confidence if claim.value == Relevance.RELEVANT else 1 - claim.confidence
    return None


def standing(screenings: Iterable[Screening]) -> list[Screening]:
    """Return those that were not taken back, in their order; what only takes back is not among them."""
    found = list(screenings)
    undone = {one.undoes for one in found if one.undoes is not None}
    return [one for one in found if one.choice is not Choice.UNDO and one.id not in undone]


def final_of(screenings: Iterable[Screening], version: int) -> Screening | None:
    """Return what settled this version of a document, None where it is open; of one document, oldest first."""
    settled = [one for one in standing(screenings) if one.version == version and one.choice in FINAL]
    return settled[0] if settled else None
