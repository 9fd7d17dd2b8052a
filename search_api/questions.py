"""What readers may ask for, within bounds, turned into a `Query` of the search."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from kb.catalogue import Catalogue
from kb.catalogue.countries import load_countries
from kb.domain.claims import DocumentKind, EffectDirection, Focus, StudyDesign
from kb.domain.documents import SourceId
from kb.domain.evidence import Effect, Status, Strength
from kb.domain.evidence import Warning as Caution
from kb.domain.maryland import Verdict
from kb.domain.regions import Region
from kb.domain.text import clean_line
from kb.errors import InputError
from kb.search.facets import DOCUMENT_FACETS, Facet
from kb.search.results import Query, Sort
from kb.search.syntax import parse

MOST_FILTERS = 50
_LANGUAGE = re.compile(r"[a-z]{2}")
_NAMED = 30  # values that a refusal names; of a longer list it says where it stands
_LISTED = {Facet.MEASURE: "/measures", Facet.SOURCE: "/status", Facet.COUNTRY: "ISO 3166-1 alpha-2"}


class Level(StrEnum):
    """The levels of prevention."""

    UNIVERSAL = "universal"
    SELECTIVE = "selective"
    INDICATED = "indicated"


_CODES: Mapping[Facet, type[StrEnum]] = {
    Facet.STRENGTH: Strength,
    Facet.VERDICT: Verdict,
    Facet.STATUS: Status,
    Facet.WARNING: Caution,
    Facet.DESIGN: StudyDesign,
    Facet.KIND: DocumentKind,
    Facet.FOCUS: Focus,
    Facet.REGION: Region,
    Facet.LEVEL: Level,
}
_SCHEMES = {Facet.MEASURE_TYPE: "measure_types", Facet.TARGET_GROUP: "target_groups", Facet.SETTING: "settings"}


def is_language(code: str) -> bool:
    """Return whether `code` has the form of an ISO 639-1 code."""
    return _LANGUAGE.fullmatch(code) is not None


def code_of(facet: Facet, value: str, facets: Sequence[Facet] = DOCUMENT_FACETS) -> StrEnum | None:
    """Return the member of the field's enumerations that a value of a facet is, None where it is an id or unknown.

    `facets` are those of the hits: the effect of a document is a direction, that of a measure the axis.
    """
    effect = EffectDirection if facets == DOCUMENT_FACETS else Effect
    codes = effect if facet is Facet.EFFECT else _CODES.get(facet)
    return next((code for code in codes or () if code == value), None)


def known_values(facet: Facet, catalogue: Catalogue, facets: Sequence[Facet]) -> Collection[str] | None:
    """Return the values that a facet can have, None where nobody knows them all."""
    if facet is Facet.EFFECT:
        return list(EffectDirection if facets == DOCUMENT_FACETS else Effect)
    if facet in _CODES:
        return list(_CODES[facet])
    if facet in _SCHEMES:
        return {key for key, concept in catalogue.concepts.items() if concept.scheme == _SCHEMES[facet]}
    closed: Mapping[Facet, Collection[str]] = {
        Facet.CHALLENGE: catalogue.challenges,
        Facet.MEASURE: catalogue.measures,
        Facet.COUNTRY: load_countries(),
    }
    return closed.get(facet)


def says_nothing(text: str) -> bool:
    """Return whether something is written that has neither a word nor a condition: it must not find everything."""
    read = parse(text)
    asked = read.conditions or read.first_year is not None or read.last_year is not None
    return bool(text) and not asked and not any(letter.isalnum() for letter in read.text)


Holds = Callable[[SourceId], bool]


def usable(facet: Facet, value: str, catalogue: Catalogue, facets: Sequence[Facet], holds: Holds | None = None) -> bool:
    """Return whether a hit can have this value of the facet.

    `holds` tells whether documents of a source are held: the records of imported files name their source themselves;
    None: of no others than those of the catalogue.
    """
    if facet is Facet.LANGUAGE:
        return is_language(value)
    if facet is Facet.SOURCE:
        return SourceId(value) in catalogue.sources or (holds is not None and holds(SourceId(value)))
    known = known_values(facet, catalogue, facets)
    return known is None or value in known


def question(
    catalogue: Catalogue,
    *,
    text: str = "",
    filters: Mapping[Facet, Sequence[str]] | None = None,
    facets: Sequence[Facet] = DOCUMENT_FACETS,
    first_year: int | None = None,
    last_year: int | None = None,
    everything: bool = False,
    expand: bool = True,
    sort: Sort = Sort.RANK,
    offset: int = 0,
    limit: int = 20,
    holds: Holds | None = None,
) -> Query:
    """Return the question, control characters out of its text, each value of a filter once.

    Raises InputError for a text without a word, a value that no hit can have, and years in the wrong order: a filter
    with a slip in it must not look like zero hits. `facets` are those of the hits asked for, `holds` as for `usable`.
    """
    wanted = {facet: tuple(dict.fromkeys(values)) for facet, values in (filters or {}).items() if values}
    for facet, values in wanted.items():
        for value in values:
            if not usable(facet, value, catalogue, facets, holds):
                raise InputError(f"parameter {facet.value!r}: {_refusal(facet, value, catalogue, facets)}")
    text = clean_line(text)
    if says_nothing(text):
        raise InputError(f"parameter 'q': there is no word in {text[:80]!r}")
    if first_year is not None and last_year is not None and first_year > last_year:
        raise InputError(f"parameter 'first_year': {first_year} is after the last year, {last_year}")
    return Query(
        text=text,
        filters=wanted,
        first_year=first_year,
        last_year=last_year,
        everything=everything,
        expand=expand,
        sort=sort,
        offset=offset,
        limit=limit,
    )


def _refusal(facet: Facet, value: str, catalogue: Catalogue, facets: Sequence[Facet]) -> str:
    if facet is Facet.LANGUAGE:
        return f"{value[:80]!r} is no ISO 639-1 code such as sv or en"
    said = f"there is no {facet.value.replace('_', ' ')} {value[:80]!r}"
    known = known_values(facet, catalogue, facets) or ()
    if 0 < len(known) <= _NAMED:
        return f"{said}; known: {', '.join(known)}"
    if facet in _SCHEMES:
        return f"{said}; known ones are at /thesaurus?scheme={_SCHEMES[facet]}"
    return f"{said}; known ones are in {_LISTED[facet]}"
