"""Decide what is news for a subscriber, and what to tell her about each document. Reads no clock, disk or network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from digest.weeks import Week
from kb.catalogue import Catalogue
from kb.domain.addresses import canonical_address
from kb.domain.claims import SURE, Claim, ClaimKind, Relevance, StudyDesign
from kb.domain.documents import Document, DocumentId
from kb.domain.facts import ChallengeId, Direction, Mark, Measure, MeasureId
from kb.domain.sources import Show
from kb.domain.swedish import LANGUAGES, source_name
from kb.domain.text import clean_line
from kb.store.deliveries import Notice
from kb.store.documents import ReadDocument
from kb.store.subscribers import Subscriber

_LONGEST_TITLE, _LONGEST_QUOTE, _MOST_QUOTES = 300, 120, 3
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
_STRENGTH = {design: rank for rank, design in enumerate(StudyDesign)}

Matches = Mapping[DocumentId, tuple[ChallengeId, ...]]


@dataclass(frozen=True, slots=True)
class Reason:
    """A challenge of the subscriber that a document is about, and the document's own words that say so."""

    challenge: ChallengeId
    name: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortalWarning:
    """A portal's judgement that a measure harms or does nothing, in its own words (`said`), with its address.

    `checked` is False when those words were read elsewhere than at the portal.
    """

    portal: str
    said: str
    direction: Direction
    url: str
    checked: bool


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure that a document names. `supporters` are portals that, unlike those that warn, find an effect."""

    id: MeasureId
    name: str
    mark: Mark
    warnings: tuple[PortalWarning, ...]
    supporters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One document in a digest. `late` when it was found before the digest's week and told only now.

    None means "not stated" for `source_link`, `year`, `language`, `language_code` and `design`.
    """

    document: DocumentId
    title: str
    link: str
    source_link: str | None
    source: str
    year: int | None
    language: str | None
    language_code: str | None
    design: StudyDesign | None
    reasons: tuple[Reason, ...]
    measures: tuple[NamedMeasure, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one challenge, strongest study design first, then newest."""

    challenge: ChallengeId
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What one subscriber is told about one week. `notices` tell an administrator of sources to look after."""

    subscriber: Subscriber
    week: Week
    groups: tuple[Group, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.groups and not self.notices

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of the mail."""
        return tuple(item for group in self.groups for item in group.items)


def match(
    subscriber: Subscriber, week: Week, documents: Sequence[ReadDocument]
) -> dict[DocumentId, tuple[ChallengeId, ...]]:
    """Return the documents that are news for the subscriber, each with those of her challenges it is about.

    A document counts when it was read as relevant, is surely about a challenge that she follows, and was found in
    that week, or earlier but since she follows it. The challenges stand in her own order.
    """
    found = {}
    for read in documents:
        if read.document.deleted or not _says(read, ClaimKind.RELEVANCE, Relevance.RELEVANT):
            continue
        mine = tuple(
            follow.challenge
            for follow in subscriber.follows
            if _says(read, ClaimKind.CHALLENGE, follow.challenge, SURE)
            and read.document.found_at is not None
            and read.document.found_at >= min(follow.since, week.start)
        )
        if mine:
            found[read.document.id] = mine
    return found


def compose(
    subscriber: Subscriber,
    week: Week,
    documents: Sequence[ReadDocument],
    matches: Matches,
    *,
    catalogue: Catalogue,
    site_url: str,
    notices: Sequence[Notice] = (),
) -> Digest:
    """Return the digest of those `documents` that `matches` names, each once, under its first challenge.

    Groups stand in the subscriber's order of challenges. Deleted documents are left out.
    """
    grouped: dict[ChallengeId, list[Item]] = {challenge: [] for challenge in subscriber.challenges}
    for read in documents:
        challenges = matches.get(read.document.id)
        if challenges and not read.document.deleted:
            grouped.setdefault(challenges[0], []).append(_item(read, week, challenges, catalogue, site_url))
    groups = (
        Group(challenge, _challenge_name(catalogue, challenge), tuple(sorted(items, key=_order)))
        for challenge, items in grouped.items()
        if items
    )
    return Digest(subscriber, week, tuple(groups), tuple(notices))


def _item(
    read: ReadDocument, week: Week, challenges: Sequence[ChallengeId], catalogue: Catalogue, site_url: str
) -> Item:
    document = read.document
    code = _first(read, ClaimKind.LANGUAGE) or document.declared_language
    return Item(
        document=document.id,
        title=_cut(clean_line(document.title), _LONGEST_TITLE) or "(utan titel)",
        link=f"{site_url}/dokument/{quote(document.id, safe='')}",
        source_link=_source_link(document),
        source=clean_line(source_name(document.source, catalogue.sources)),
        year=document.year,
        language=LANGUAGES.get(code) if code else None,
        language_code=code if code and _LANGUAGE_CODE.fullmatch(code) else None,
        design=_design(read),
        reasons=tuple(_reason(read, challenge, catalogue) for challenge in challenges),
        measures=_measures(read, catalogue),
        late=document.found_at is not None and document.found_at < week.start,
    )


def _order(item: Item) -> tuple[int, int, str, str]:
    strength = _STRENGTH[item.design] if item.design else len(_STRENGTH)
    return strength, -(item.year or 0), item.title.casefold(), item.document


def _reason(read: ReadDocument, challenge: ChallengeId, catalogue: Catalogue) -> Reason:
    claims = [c for c in read.claims if c.kind is ClaimKind.CHALLENGE and c.value == challenge]
    found: dict[str, str] = {}
    source = catalogue.sources.get(read.document.source)
    silent = source is not None and source.show is Show.METADATA  # its terms let us repeat none of its words
    for claim in [] if silent else claims:
        words = _words(read.document, claim)
        if words:
            found.setdefault(words.casefold(), words)
    return Reason(challenge, _challenge_name(catalogue, challenge), tuple(found.values())[:_MOST_QUOTES])


def _words(document: Document, claim: Claim) -> str:
    """Return the words that the claim rests on, on one line; empty when it rests on the text as a whole."""
    if claim.start is None or claim.end is None:
        return ""
    return _cut(clean_line(document.content[claim.start : claim.end]), _LONGEST_QUOTE)


def _measures(read: ReadDocument, catalogue: Catalogue) -> tuple[NamedMeasure, ...]:
    told = (c for c in read.claims if c.kind is ClaimKind.MEASURE and c.value and c.told("taught") is None)
    named = dict.fromkeys(claim.value for claim in told if claim.value)
    known = (catalogue.measures.get(MeasureId(value)) for value in named)
    return tuple(_named(measure, catalogue) for measure in known if measure is not None)


def _named(measure: Measure, catalogue: Catalogue) -> NamedMeasure:
    ratings = catalogue.ratings_of(measure.id)
    bad = [r for r in ratings if r.direction in {Direction.HARMFUL, Direction.NONE}]
    warnings = tuple(
        PortalWarning(r.portal, r.rating, r.direction, r.url, r.mark is Mark.READ)
        for r in sorted(bad, key=lambda r: r.direction is not Direction.HARMFUL)
    )
    good = dict.fromkeys(r.portal for r in ratings if r.direction is Direction.BENEFICIAL)
    return NamedMeasure(measure.id, measure.name_sv, measure.mark, warnings, tuple(good) if warnings else ())


def _challenge_name(catalogue: Catalogue, challenge: ChallengeId) -> str:
    known = catalogue.challenges.get(challenge)
    return known.name_sv if known else challenge


def _source_link(document: Document) -> str | None:
    if document.address:
        return canonical_address(document.address)
    return f"https://doi.org/{quote(document.doi, safe='/')}" if document.doi else None


def _design(read: ReadDocument) -> StudyDesign | None:
    known = {c.value for c in read.claims if c.kind is ClaimKind.STUDY_DESIGN}
    return next((design for design in StudyDesign if design in known), None)


def _first(read: ReadDocument, kind: ClaimKind) -> str | None:
    return next((claim.value for claim in read.claims if claim.kind is kind and claim.value), None)


def _says(read: ReadDocument, kind: ClaimKind, value: str, surely: float = 0.0) -> bool:
    return any(c.kind is kind and c.value == value and c.confidence >= surely for c in read.claims)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 2].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"
