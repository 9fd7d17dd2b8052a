"""Which documents tell of one study: preprint, article, report, translation, news. Evidence is counted in studies."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from rapidfuzz import fuzz

from kb.domain.claims import Claim, ClaimKind, DocumentKind, StudyDesign, studied_values, value_of
from kb.domain.documents import Document, DocumentId
from kb.domain.judgements import ANALYST, counts
from kb.domain.signatures import text_likeness
from kb.domain.text import words
from kb.domain.titles import CORRECTIONS, Kinship, is_about_the_other, key_of, kinship, numbers, says_something

StudyId = NewType("StudyId", str)


class StudyRule(StrEnum):
    """By what two documents are recognised as telling of one study."""

    REGISTRATION = "registration"
    DOI = "doi"
    PROJECT = "project"
    TITLE = "title"
    TEXT = "text"
    SAMPLE = "sample"


# Trial and review registers: ClinicalTrials.gov, ISRCTN, ANZCTR, DRKS, AEA RCT Registry, PROSPERO.
_REGISTRATION: Final = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{6,8}|ACTRN\d{14}|DRKS\d{8}|AEARCTR-\d{7}|CRD\d{11})\b", re.IGNORECASE
)
_DOI: Final = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]{2,100}")
REVIEWS: Final = frozenset({StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW})
_RETELLING: Final = frozenset(
    {
        DocumentKind.NEWS,
        DocumentKind.OPINION,
        DocumentKind.POLICY,
        DocumentKind.PRACTICE_DESCRIPTION,
        DocumentKind.GUIDELINE,
        DocumentKind.STATISTICS,
    }
)
_NO_EVIDENCE: Final = frozenset({None, StudyDesign.PROTOCOL})
_READ = 200_000
_LEAST_SAMPLE, _ROUND = 50, 50  # many studies have 200 or 350 participants, about as stated
_NEAR_TEXT, _SAME_TEXT = 0.4, 0.9
_DATE: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\.? (?:jan|feb|mar|apr|ma[jiy]|jun|jul|au?g|sep|o[kc]t|nov|de[cs])[a-z]*\b",
    re.IGNORECASE,
)
_NEAR_TITLE = 85.0
_YEARS_APART = 4  # from preprint to article in print
_AUTHORS, _TITLE_WORDS = 3, 2
_PROJECT: Final = re.compile(r"^(?=.*\d)(?=.*[A-Za-z_-])(?!\d{4}[._-]\d\d?(?:[._-]\d\d?)?$)[\w./-]{8,60}$")
# What tells the two halves of a source apart that is collected once for each language.
_IN_LANGUAGE: Final = re.compile(r"(?:^|[-_])(?:sv|en|nb|nn|no|da|fi|de)$")


def retells(claims: Sequence[Claim]) -> bool:
    """Return whether a document is of a kind that tells of what others did, not of a study of its own.

    What such a document says gives way to what reports say. Statistics count crimes and ask agencies what they do: a
    measure that they ask about is not tried. A design that a person has stated wins over a kind read by machine.
    """
    by_hand = {claim.kind for claim in claims if claim.step == ANALYST and claim.value is not None}
    if ClaimKind.STUDY_DESIGN in by_hand and ClaimKind.DOCUMENT_KIND not in by_hand:
        return False
    return value_of(claims, ClaimKind.DOCUMENT_KIND) in _RETELLING


def yields_evidence(design: StudyDesign | None) -> bool:
    """Return whether what is known by this design counts as a study: it was done, and it is told how.

    The one rule for what a study is, once `retells` has told whose design it is: every count, year, picture, map,
    link and reason follows it. A plan has done nothing yet; what states no design is a document.
    """
    return design not in _NO_EVIDENCE


@dataclass(frozen=True, slots=True)
class StudyTraits:
    """What is compared of a document; None: not stated."""

    id: DocumentId
    title: str
    text: str
    doi: str | None
    year: int | None
    surnames: frozenset[str]
    language: str | None
    retells: bool
    design: str | None
    countries: frozenset[str]
    figures: frozenset[str]

    @property
    def review(self) -> bool:
        """Whether it gathers studies instead of being one."""
        return self.design in REVIEWS

    @property
    def evidence(self) -> bool:
        """Whether it tells of a study of its own."""
        return not self.retells and self.design not in _NO_EVIDENCE


def study_traits(document: Document, claims: Sequence[Claim]) -> StudyTraits:
    """Return what is compared of a document that has been read."""
    return StudyTraits(
        id=document.id,
        title=document.title,
        text=document.text,
        doi=document.doi,
        year=document.year,
        surnames=frozenset(filter(None, map(_surname, document.authors))),
        language=value_of(claims, ClaimKind.LANGUAGE),
        retells=retells(claims),
        design=value_of(claims, ClaimKind.STUDY_DESIGN),
        countries=frozenset(c.value for c in claims if c.kind is ClaimKind.COUNTRY and c.value is not None),
        figures=frozenset(
            words
            for c in claims
            if c.kind is ClaimKind.EFFECT
            for name, words in c.detail
            if name in ("size", "low", "high")
        ),
    )


def study_keys(
    document: Document, claims: Sequence[Claim], own_ids: Iterable[tuple[str, str]]
) -> set[tuple[StudyRule, str]]:
    """Return under what a document is looked up: the documents of one study share at least one.

    `own_ids` are its sources with the id that each gives it; a grant has the same in both its languages. A text that
    names more than one registration or DOI tells of several studies, and is none that they name. Near-duplicate texts
    are found by the keys of `kb.domain.signatures`, which are kept already.
    """
    content = document.content[:_READ]
    numbered = {found.upper() for found in _REGISTRATION.findall(f"{content} {document.address or ''}")}
    review = value_of(claims, ClaimKind.STUDY_DESIGN) in REVIEWS
    keys: set[tuple[StudyRule, str]] = set()
    named = [found for found in numbered if found.startswith("CRD") == review]
    if len(named) == 1:
        keys.add((StudyRule.REGISTRATION, named[0]))
    if document.doi:
        keys.add((StudyRule.DOI, document.doi))
    told = {found.rstrip(".,;)]").lower() for found in _DOI.findall(content)} - {document.doi}
    if len(told) == 1 and not review:
        keys.add((StudyRule.DOI, told.pop()))
    tails: dict[str, set[str]] = {}
    for source, own in own_ids:
        tails.setdefault(_IN_LANGUAGE.sub("", source), set()).add(re.split(r"[:/]", own)[-1].lower())
    alone = {source: next(iter(found)) for source, found in tails.items() if len(found) == 1}  # two grants, one text
    keys |= {(StudyRule.PROJECT, f"{source} {tail}") for source, tail in alone.items() if _PROJECT.match(tail)}
    telling = sorted({w for w in words(document.title) if len(w) > 4}, key=lambda w: (-len(w), w))[:_TITLE_WORDS]
    surnames = [name for name in map(_surname, document.authors[:_AUTHORS]) if name]
    keys |= {(StudyRule.TITLE, f"{name} {word}"[:80]) for name in surnames for word in telling}
    return keys | _sample_keys(claims)


def same_study(rule: StudyRule, mine: StudyTraits, theirs: StudyTraits) -> str | None:
    """Return why two documents that share a key of `rule` tell of one study, in words; None when they may not.

    Errs on the side of keeping apart: a study counted twice is seen on the page, one lost in another is not. A
    review and a study are never one, nor are two of a series (another year, town or part).
    """
    if mine.review != theirs.review and not (mine.retells or theirs.retells):
        return None
    series = not _translated(mine, theirs) and _of_a_series(mine, theirs)
    match rule:
        case StudyRule.REGISTRATION:
            return "the same registration number"
        case StudyRule.DOI:
            if mine.doi == theirs.doi:  # a book's DOI stands for all its chapters
                return None if series or _title_likeness(mine, theirs) < _NEAR_TITLE else "the same DOI and title"
            if not (mine.retells or theirs.retells) and ((mine.doi and theirs.doi) or not _by_the_same(mine, theirs)):
                return None  # one report cites the other
            return "one names the DOI of the other, and no other"
        case StudyRule.PROJECT:
            return "the same number of its source, in two languages" if _translated(mine, theirs) else None
        case StudyRule.TITLE:
            return None if series else _by_title(mine, theirs)
        case StudyRule.TEXT:
            return None if series else _by_text(mine, theirs)
        case StudyRule.SAMPLE:
            return _by_sample(mine, theirs)


def _by_title(mine: StudyTraits, theirs: StudyTraits) -> str | None:
    if not mine.surnames & theirs.surnames or not _near_in_time(mine, theirs):
        return None
    if not says_something(key_of(mine.title)) or not says_something(key_of(theirs.title)):
        return None
    alike = _title_likeness(mine, theirs)
    if alike < _NEAR_TITLE and kinship(mine.title, theirs.title) is not Kinship.KIN:
        return None
    return f"a common author and titles {int(alike)} % alike"


def _by_text(mine: StudyTraits, theirs: StudyTraits) -> str | None:
    if not _near_in_time(mine, theirs):
        return None
    if mine.surnames and theirs.surnames and not mine.surnames & theirs.surnames:
        return None
    alike = text_likeness(mine.text, theirs.text, _NEAR_TEXT)
    if alike is None or (not (mine.evidence or theirs.evidence) and _of_another_matter(mine, theirs, alike)):
        return None
    return f"texts {int(100 * alike)} % alike"


def _of_another_matter(mine: StudyTraits, theirs: StudyTraits, alike: float) -> bool:
    """Return whether two texts of no study are of two matters: a decision of another year, a house in another town.

    What offices write again and again is alike in all but that.
    """
    one, other = (frozenset(_DATE.findall(f"{traits.title} {traits.text[:_READ]}")) for traits in (mine, theirs))
    if one - other and other - one:
        return True
    kin = _title_likeness(mine, theirs) >= _NEAR_TITLE or kinship(mine.title, theirs.title) is Kinship.KIN
    return alike < _SAME_TEXT and not kin


def _by_sample(mine: StudyTraits, theirs: StudyTraits) -> str | None:
    """Tell a translation or a piece of news by what it reports: measure, design, sample, and nothing that differs.

    One more thing has to be the same, a person, country or figure: two trials may well have as many participants.
    """
    if not _near_in_time(mine, theirs) or (
        mine.countries and theirs.countries and not mine.countries & theirs.countries
    ):
        return None
    if mine.surnames and theirs.surnames and not mine.surnames & theirs.surnames:
        return None
    if mine.figures and theirs.figures and not mine.figures & theirs.figures:
        return None
    if not (mine.surnames & theirs.surnames or mine.countries & theirs.countries or mine.figures & theirs.figures):
        return None
    if not (_translated(mine, theirs) or mine.retells != theirs.retells or mine.surnames & theirs.surnames):
        return None
    return "the same measure, design and number of participants"


def _sample_keys(claims: Sequence[Claim]) -> set[tuple[StudyRule, str]]:
    size, design = (
        value_of(list(filter(counts, claims)), ClaimKind.SAMPLE_SIZE),
        value_of(claims, ClaimKind.STUDY_DESIGN),
    )
    if size is None or not size.isdecimal() or design in (None, StudyDesign.PROTOCOL):
        return set()
    if int(size) < _LEAST_SAMPLE or int(size) % _ROUND == 0:
        return set()
    return {(StudyRule.SAMPLE, f"{measure} {design} {size}") for measure in studied_values(claims, ClaimKind.MEASURE)}


def _translated(mine: StudyTraits, theirs: StudyTraits) -> bool:
    return bool(mine.language and theirs.language and mine.language != theirs.language)


def _of_a_series(mine: StudyTraits, theirs: StudyTraits) -> bool:
    one, other = key_of(mine.title), key_of(theirs.title)
    if is_about_the_other(one, other, CORRECTIONS) or numbers(one) != numbers(other):
        return True
    return kinship(mine.title, theirs.title) is Kinship.SERIES


def _by_the_same(mine: StudyTraits, theirs: StudyTraits) -> bool:
    return bool(mine.surnames & theirs.surnames) and _near_in_time(mine, theirs)


def _near_in_time(mine: StudyTraits, theirs: StudyTraits) -> bool:
    return mine.year is None or theirs.year is None or abs(mine.year - theirs.year) <= _YEARS_APART


def _title_likeness(mine: StudyTraits, theirs: StudyTraits) -> float:
    return float(fuzz.token_sort_ratio(key_of(mine.title), key_of(theirs.title)))


def _surname(author: str) -> str:
    """Return the family name in lower case: what stands before a comma, else the last word of two letters or more."""
    before, comma, _ = author.partition(",")
    found = [word for word in words(before if comma else author) if len(word) > 1]
    return (found[0] if comma else found[-1]) if found else ""


@dataclass(frozen=True, slots=True)
class Bond:
    """That two documents tell of one study, and why; `by_hand` where a person said so."""

    one: DocumentId
    other: DocumentId
    rule: StudyRule
    reason: str
    by_hand: bool = False


def clusters(
    ids: Iterable[DocumentId],
    bonds: Iterable[Bond],
    apart: Collection[tuple[str, str]],
    unlike: Collection[tuple[str, str]] = (),
) -> list[set[DocumentId]]:
    """Return the documents in groups of one study each.

    Bonds are taken in the order given, the surest first. One that would bring together two documents of a pair that a
    person has put `apart` is left out, and so is one made by machine if it would do so to two that look `unlike`.
    Pairs have the smaller id first.
    """
    group: dict[DocumentId, set[DocumentId]] = {document: {document} for document in ids}
    for bond in bonds:
        mine, theirs = group.get(bond.one), group.get(bond.other)
        if mine is None or theirs is None or mine is theirs:
            continue
        pairs = {(min(one, other), max(one, other)) for one in mine for other in theirs}
        if not pairs.isdisjoint(apart) or not (bond.by_hand or pairs.isdisjoint(unlike)):
            continue
        mine |= theirs
        for document in theirs:
            group[document] = mine
    return list({id(found): found for found in group.values()}.values())
