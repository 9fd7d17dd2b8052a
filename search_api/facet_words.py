"""What facets and their values are called in Swedish."""

from collections.abc import Mapping, Sequence

from kb.catalogue import Catalogue
from kb.catalogue.countries import load_countries
from kb.domain.claims import DocumentKind, EffectDirection, Focus
from kb.domain.documents import SourceId
from kb.domain.evidence import Warning as Caution
from kb.domain.regions import Region
from kb.domain.swedish import WARNING, language, source_name
from kb.search.facets import DOCUMENT_FACETS, Facet
from kb.search.results import Query, Sort
from search_api import claim_words, evidence_words, swedish
from search_api.pages.reasons import concept_name
from search_api.questions import Level, code_of

FACET: Mapping[Facet, str] = {
    Facet.CHALLENGE: "Utmaning",
    Facet.MEASURE: "Åtgärd",
    Facet.MEASURE_TYPE: "Åtgärdstyp",
    Facet.EFFECT: "Effekt",
    Facet.STRENGTH: "Underlag",
    Facet.VERDICT: "Omdöme enligt Marylandregeln",
    Facet.STATUS: "Status",
    Facet.WARNING: "Varning",
    Facet.DESIGN: "Studiedesign",
    Facet.KIND: "Dokumenttyp",
    Facet.FOCUS: "Inriktning",
    Facet.COUNTRY: "Land",
    Facet.REGION: "Del av världen",
    Facet.LANGUAGE: "Språk",
    Facet.SOURCE: "Källa",
    Facet.TARGET_GROUP: "Målgrupp",
    Facet.SETTING: "Miljö",
    Facet.LEVEL: "Nivå av prevention",
}
REGION: Mapping[Region, str] = {
    Region.NORDIC: "Norden",
    Region.EUROPEAN: "Europa",
    Region.ELSEWHERE: "övriga världen",
}
LEVEL: Mapping[Level, str] = {Level.UNIVERSAL: "universell", Level.SELECTIVE: "selektiv", Level.INDICATED: "indikerad"}
SORT: Mapping[Sort, str] = {
    Sort.RANK: "mest relevant först",
    Sort.NEWEST: "nyast först",
    Sort.EVIDENCE: "starkast underlag först",
}


def value_name(facet: Facet, value: str, catalogue: Catalogue, facets: Sequence[Facet] = DOCUMENT_FACETS) -> str:
    """Return what a value is called; what we have no word for stays as it is."""
    code = code_of(facet, value, facets)
    if isinstance(code, Region):
        return REGION[code]
    if isinstance(code, Level):
        return LEVEL[code]
    if isinstance(code, EffectDirection):
        return evidence_words.DIRECTION[code]
    if isinstance(code, DocumentKind):
        return claim_words.DOCUMENT_KIND[code]
    if isinstance(code, Focus):
        return claim_words.FOCUS[code]
    if isinstance(code, Caution):
        return WARNING[code].lower()
    if code is not None:
        return swedish.label(code)
    if facet is Facet.LANGUAGE:
        return language(value)
    if facet is Facet.SOURCE:
        return source_name(SourceId(value), catalogue.sources)
    if facet is Facet.COUNTRY:
        country = load_countries().get(value)
        return country.sv[0] if country else value
    return concept_name(value, catalogue)


def filters_in_words(query: Query, catalogue: Catalogue, facets: Sequence[Facet]) -> str:
    """Return what narrows a question: "Utmaning: Skjutningar; Språk: svenska eller engelska; från år 2015"."""
    said = [
        f"{FACET[facet]}: {' eller '.join(value_name(facet, value, catalogue, facets) for value in values)}"
        for facet, values in query.filters.items()
    ]
    said += [f"från år {query.first_year}"] if query.first_year is not None else []
    said += [f"till år {query.last_year}"] if query.last_year is not None else []
    said += ["även dokument utanför ämnet"] if query.everything else []
    said += ["utan närliggande ord"] if not query.expand else []
    return "; ".join(said)
