"""Would it fit here: a coded checklist for the transfer of a measure to Sweden.

Each question is answered from what is held, with the documents or addresses it rests on, and "not known" where nothing
is held. The questions follow EMMIE (Johnson, Tilley & Bowers 2015) and the population–intervention–environment–transfer
model of transferability (PIET-T; Schloemer & Schröder-Bäck 2018): population, measure, surroundings, transfer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.domain.claims import IN_PASSING, Claim, ClaimKind, DocumentKind, sure_values
from kb.domain.documents import DocumentId
from kb.domain.facts import Mark, Measure, PortalRating
from kb.domain.findings import Sign, Study
from kb.domain.judgements import counts

_NORDIC = frozenset({"SE", "NO", "DK", "FI", "IS"})
# The welfare states and legal orders nearest to Sweden's after the Nordic ones: the EU, EFTA and the United Kingdom.
_EUROPE = _NORDIC | set("AT BE BG HR CY CZ EE FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES GB CH LI".split())
_NORDIC_PORTALS = ("SBU", "Socialstyrelsen", "Brå", "Ungsinn", "Vidensportalen", "Det Kriminalpræventive Råd", "DKR")


class Item(StrEnum):
    """The questions of the checklist."""

    NAMED_IN_SWEDEN = "named_in_sweden"
    TRIED_IN_SWEDEN = "tried_in_sweden"
    EVALUATED_IN_SWEDEN = "evaluated_in_sweden"
    EVALUATED_IN_NORDIC = "evaluated_in_nordic"
    EVALUATED_IN_EUROPE = "evaluated_in_europe"
    AGREES_ACROSS_COUNTRIES = "agrees_across_countries"
    JUDGED_BY_NORDIC_PORTAL = "judged_by_nordic_portal"
    MECHANISM_STATED = "mechanism_stated"
    IMPLEMENTATION_STATED = "implementation_stated"
    COST_STATED = "cost_stated"


class Answer(StrEnum):
    """How a question is answered; UNKNOWN where nothing is held that could answer it.

    NO is said only of what the records can know, as that the evaluations in them differ: that something has never been
    done is nothing they can know.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to one question, with the documents and the addresses that it rests on."""

    item: Item
    answer: Answer
    documents: tuple[DocumentId, ...] = ()
    addresses: tuple[str, ...] = ()


def transfer_checklist(
    measure: Measure,
    ratings: Sequence[PortalRating],
    studies: Sequence[Study],
    told: Sequence[tuple[DocumentId, Sequence[Claim]]],
) -> tuple[Checked, ...]:
    """Return the checklist of a measure from its ratings, the studies that count and the documents surely about it."""
    in_sweden = [document for document, claims in told if "SE" in sure_values(claims, ClaimKind.COUNTRY)]
    tried = [
        document
        for document, claims in told
        if document in in_sweden and _has(claims, ClaimKind.DOCUMENT_KIND, DocumentKind.PRACTICE_DESCRIPTION)
    ]
    evaluated = [study for study in studies if study.level is not None and study.level > 1]
    swedish = [study for study in evaluated if "SE" in study.countries]
    tried += [study.documents[0] for study in swedish]
    named = measure.url is not None and measure.mark is Mark.READ and _is_swedish(measure.url)
    nordic = [r.url for r in ratings if r.portal.startswith(_NORDIC_PORTALS)]
    return (
        Checked(Item.NAMED_IN_SWEDEN, _yes(named), (), (measure.url,) if named and measure.url else ()),
        Checked(Item.TRIED_IN_SWEDEN, _yes(tried), tuple(dict.fromkeys(tried))),
        _where(Item.EVALUATED_IN_SWEDEN, evaluated, frozenset({"SE"})),
        _where(Item.EVALUATED_IN_NORDIC, evaluated, _NORDIC),
        _where(Item.EVALUATED_IN_EUROPE, evaluated, _EUROPE),
        _agreement(evaluated),
        Checked(Item.JUDGED_BY_NORDIC_PORTAL, _yes(nordic), (), tuple(dict.fromkeys(nordic))),
        _stated(Item.MECHANISM_STATED, told, ClaimKind.MECHANISM),
        _stated(Item.IMPLEMENTATION_STATED, told, ClaimKind.IMPLEMENTATION),
        _stated(Item.COST_STATED, told, ClaimKind.COST),
    )


def _where(item: Item, evaluated: Sequence[Study], countries: frozenset[str]) -> Checked:
    """Answer YES or UNKNOWN: an evaluation that is not held may still exist."""
    there = tuple(study.documents[0] for study in evaluated if study.countries & countries)
    return Checked(item, _yes(there), there)


def _agreement(evaluated: Sequence[Study]) -> Checked:
    """Answer whether two evaluations or more, not from the same countries, found the same; else UNKNOWN."""
    found = [s for s in evaluated if s.sign is not None and s.countries]
    if len({study.countries for study in found}) < 2:
        return Checked(Item.AGREES_ACROSS_COUNTRIES, Answer.UNKNOWN)
    alike = len({study.sign for study in found}) == 1 and found[0].sign is not Sign.MIXED
    return Checked(
        Item.AGREES_ACROSS_COUNTRIES, Answer.YES if alike else Answer.NO, tuple(study.documents[0] for study in found)
    )


def _stated(item: Item, told: Iterable[tuple[DocumentId, Sequence[Claim]]], kind: ClaimKind) -> Checked:
    """Answer YES where documents say it; not where they only name a word of it, or a learnt reader alone says so."""
    documents = tuple(
        document
        for document, claims in told
        if any(c.kind is kind and c.value and c.confidence > IN_PASSING and counts(c) for c in claims)
    )
    return Checked(item, _yes(documents), documents)


def _yes(found: object) -> Answer:
    return Answer.YES if found else Answer.UNKNOWN


def _has(claims: Sequence[Claim], kind: ClaimKind, value: str) -> bool:
    return any(claim.kind is kind and claim.value == value for claim in claims)


def _is_swedish(url: str) -> bool:
    host = url.split("/")[2].lower()
    return host.endswith((".se", ".nu"))
