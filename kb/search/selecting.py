"""What a query lets through, said twice: to the index for what is asked in words, to the records for the rest."""

from kb.catalogue import Catalogue
from kb.catalogue.countries import load_countries
from kb.domain.claims import ClaimKind, Relevance
from kb.domain.regions import EUROPEAN, NORDIC, Region
from kb.index.port import Field, Selection
from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet
from kb.search.projection import levels, measure_types
from kb.search.results import Query
from kb.store.selecting import Wanted

CLAIMED = {
    Facet.CHALLENGE: ClaimKind.CHALLENGE,
    Facet.MEASURE: ClaimKind.MEASURE,
    Facet.EFFECT: ClaimKind.EFFECT,
    Facet.DESIGN: ClaimKind.STUDY_DESIGN,
    Facet.KIND: ClaimKind.DOCUMENT_KIND,
    Facet.FOCUS: ClaimKind.FOCUS,
    Facet.COUNTRY: ClaimKind.COUNTRY,
    Facet.LANGUAGE: ClaimKind.LANGUAGE,
    Facet.TARGET_GROUP: ClaimKind.TARGET_GROUP,
    Facet.SETTING: ClaimKind.SETTING,
}
# What narrows the documents that speak for measures: what measures do not have themselves. By the rest the measures
# found are narrowed, so that as many are left as were counted.
_SPEAKING = tuple(f for f in DOCUMENT_FACETS if f not in MEASURE_FACETS)


def selection_of(query: Query, *, for_measures: bool = False) -> Selection:
    """Return the documents of the index that pass the query's filters, or those that may speak for its measures."""
    any_of: dict[Field, tuple[str, ...]] = {Field.HOLDS: ("document",)}
    if not query.everything:
        any_of[Field.RELEVANCE] = (Relevance.RELEVANT,)
    for facet in _SPEAKING if for_measures else DOCUMENT_FACETS:
        if query.wanted(facet):
            any_of[Field(facet.value)] = query.wanted(facet)
    return Selection(any_of, query.first_year, query.last_year)


def wanted_of(query: Query, catalogue: Catalogue) -> Wanted:
    """Return the same for the records."""
    claimed: list[tuple[ClaimKind, frozenset[str]]] = []
    if not query.everything:
        claimed.append((ClaimKind.RELEVANCE, frozenset({Relevance.RELEVANT})))
    for facet, kind in CLAIMED.items():
        if query.wanted(facet):
            claimed.append((kind, frozenset(query.wanted(facet))))
    for facet, told in ((Facet.MEASURE_TYPE, measure_types), (Facet.LEVEL, levels)):
        if query.wanted(facet):
            of_these = {m for m in catalogue.measures if not set(told(catalogue, (m,))).isdisjoint(query.wanted(facet))}
            claimed.append((ClaimKind.MEASURE, frozenset(of_these)))
    if query.wanted(Facet.REGION):
        claimed.append((ClaimKind.COUNTRY, _countries(query.wanted(Facet.REGION))))
    return Wanted(tuple(claimed), query.wanted(Facet.SOURCE), query.first_year, query.last_year)


def _countries(regions: tuple[str, ...]) -> frozenset[str]:
    lie_in = {
        Region.NORDIC: NORDIC,
        Region.EUROPEAN: EUROPEAN,
        Region.ELSEWHERE: frozenset(load_countries()) - EUROPEAN,
    }
    return frozenset().union(*(lie_in[Region(region)] for region in regions if region in set(Region)))
