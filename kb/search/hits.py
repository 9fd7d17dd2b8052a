"""A document as a list shows it: the passage that fits, why it is here, and what it lacks."""

from collections.abc import Sequence

from kb.domain.claims import MARYLAND_LEVEL, SURE, Claim, ClaimKind, StudyDesign, sure_values, value_of
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.regions import EUROPEAN, NORDIC
from kb.domain.studies import REVIEWS, retells, yields_evidence
from kb.search.answers import Grounds, Lack, Missing
from kb.search.excerpts import excerpt, matched_words
from kb.search.fusion import Candidate
from kb.search.goodness import TELLING_LEVEL, is_old
from kb.search.questions import Question
from kb.search.results import DocumentHit, Why
from kb.store.found import FoundDocument

_TOPICS = (ClaimKind.CHALLENGE, ClaimKind.MEASURE)


def plain_hit(found: FoundDocument, this_year: int) -> DocumentHit:
    """Return the hit of a document that no question led to."""
    return document_hit(found, Candidate(found.document.id, ""), None, this_year)


def document_hit(found: FoundDocument, candidate: Candidate, question: Question | None, this_year: int) -> DocumentHit:
    """Return the hit, its excerpt from the passage that was read with it."""
    document, claims = found.document, found.claims
    language = value_of(claims, ClaimKind.LANGUAGE)
    stated = value_of(claims, ClaimKind.STUDY_DESIGN)
    design = StudyDesign(stated) if stated else None
    lemmas = question.lemmas[candidate.group] if question and candidate.group else frozenset()
    own_lemmas = question.own_lemmas[candidate.group] if question and candidate.group else frozenset()
    shown = excerpt(document.content, found.passage, lemmas, language or "en")
    in_title = matched_words(document.title, lemmas, own_lemmas, language or "en")
    in_text = matched_words(shown.text, lemmas, own_lemmas, language or "en")
    words, added = (tuple(dict.fromkeys((*in_title[n], *in_text[n]))) for n in (0, 1))
    topics = [c.value for c in claims if c.kind in _TOPICS and c.value]
    own = None if retells(claims) else design
    grounds = _grounds(own, sure_values(claims, ClaimKind.COUNTRY), document.year)
    return DocumentHit(
        document=document,
        score=round(candidate.score, 4),
        excerpt=shown,
        why=Why(
            words=words,
            added=added,
            concepts=shared(question, topics),
            signals=candidate.ranks,
            factors=candidate.factors,
            grounds=grounds,
            why_not_higher=_lacks(grounds, design, claims, question, this_year),
        ),
        language=language,
        design=design,
        challenges=tuple(map(ChallengeId, sure_values(claims, ClaimKind.CHALLENGE))),
        measures=tuple(map(MeasureId, sure_values(claims, ClaimKind.MEASURE))),
    )


def shared(question: Question | None, concepts: Sequence[str]) -> tuple[str, ...]:
    """Return those of `concepts` that the question names, once each."""
    return tuple(c for c in dict.fromkeys(concepts) if question and c in question.concepts)


def _grounds(design: StudyDesign | None, countries: Sequence[str], year: int | None) -> Grounds:
    level = MARYLAND_LEVEL.get(design) if design else None
    return Grounds(
        studies=int(yields_evidence(design)),
        reviews=int(design in REVIEWS),
        level=level,
        at_level=int(level is not None),
        nordic=not NORDIC.isdisjoint(countries) if countries else None,
        european=not EUROPEAN.isdisjoint(countries) if countries else None,
        newest=year,
    )


def _lacks(
    grounds: Grounds, design: StudyDesign | None, claims: Sequence[Claim], question: Question | None, this_year: int
) -> tuple[Missing, ...]:
    found = []
    named = [c for c in claims if question and c.kind in _TOPICS and c.value in question.concepts]
    if named and all(claim.confidence < SURE for claim in named):
        found += [Missing(Lack.IN_PASSING, claim.value) for claim in named]
    if design is None:
        found.append(Missing(Lack.DESIGN_UNKNOWN))
    elif not grounds.reviews and (grounds.level or 0) < TELLING_LEVEL:
        found.append(Missing(Lack.NO_LEVEL_3, str(grounds.level) if grounds.level else None))
    if grounds.european is False:
        found.append(Missing(Lack.NO_EUROPEAN_STUDY))
    elif grounds.nordic is False:
        found.append(Missing(Lack.NO_NORDIC_STUDY))
    if grounds.newest is None:
        found.append(Missing(Lack.YEAR_UNKNOWN))
    elif is_old(grounds.newest, this_year):
        found.append(Missing(Lack.OLD, str(grounds.newest)))
    return tuple(dict.fromkeys(found))
