"""What facets and their values are called."""

from collections.abc import Mapping, Sequence

from kb.catalogue import Catalogue
from kb.domain.claims import DocumentKind, EffectDirection, Focus
from kb.domain.documents import SourceId
from kb.domain.evidence import Warning as Caution
from kb.domain.regions import Region
from kb.domain.swedish import WARNING
from kb.search.facets import DOCUMENT_FACETS, Facet
from kb.search.results import Query, Sort
from search_api import claim_words, evidence_words, labels
from search_api.language import gettext as _
from search_api.language import marked
from search_api.questions import Level, code_of
from search_api.wording import concept_name, country, language, source_name, within

FACET: Mapping[Facet, str] = {
    Facet.CHALLENGE: marked("Utmaning"),
    Facet.MEASURE: marked("Åtgärd"),
    Facet.MEASURE_TYPE: marked("Åtgärdstyp"),
    Facet.EFFECT: marked("Effekt"),
    Facet.STRENGTH: marked("Underlag"),
    Facet.VERDICT: marked("Omdöme enligt Marylandregeln"),
    Facet.STATUS: marked("Status"),
    Facet.WARNING: marked("Varning"),
    Facet.DESIGN: marked("Studiedesign"),
    Facet.KIND: marked("Dokumenttyp"),
    Facet.FOCUS: marked("Inriktning"),
    Facet.COUNTRY: marked("Land"),
    Facet.REGION: marked("Del av världen"),
    Facet.LANGUAGE: marked("Språk"),
    Facet.SOURCE: marked("Källa"),
    Facet.TARGET_GROUP: marked("Målgrupp"),
    Facet.SETTING: marked("Miljö"),
    Facet.LEVEL: marked("Nivå av prevention"),
}
REGION: Mapping[Region, str] = {
    Region.NORDIC: marked("Norden"),
    Region.EUROPEAN: marked("Europa"),
    Region.ELSEWHERE: marked("övriga världen"),
}
LEVEL: Mapping[Level, str] = {
    Level.UNIVERSAL: marked("universell"),
    Level.SELECTIVE: marked("selektiv"),
    Level.INDICATED: marked("indikerad"),
}
SORT: Mapping[Sort, str] = {
    Sort.RANK: marked("mest relevant först"),
    Sort.NEWEST: marked("nyast först"),
    Sort.EVIDENCE: marked("starkast underlag först"),
}


def facet_name(facet: Facet) -> str:
    """Return what a facet is called, as a heading."""
    return _(FACET[facet])


def value_name(facet: Facet, value: str, catalogue: Catalogue, facets: Sequence[Facet] = DOCUMENT_FACETS) -> str:
    """Return what a value is called; what we have no word for stays as it is."""
    code = code_of(facet, value, facets)
    if isinstance(code, Region):
        return _(REGION[code])
    if isinstance(code, Level):
        return _(LEVEL[code])
    if isinstance(code, EffectDirection):
        return _(evidence_words.DIRECTION[code])
    if isinstance(code, DocumentKind):
        return _(claim_words.DOCUMENT_KIND[code])
    if isinstance(code, Focus):
        return _(claim_words.FOCUS[code])
    if isinstance(code, Caution):
        return within(_(WARNING[code]))
    if code is not None:
        return labels.label(code)
    if facet is Facet.LANGUAGE:
        return language(value)
    if facet is Facet.SOURCE:
        return source_name(SourceId(value), catalogue.sources)
    if facet is Facet.COUNTRY:
        return country(value)
    return concept_name(value, catalogue)


def filters_in_words(query: Query, catalogue: Catalogue, facets: Sequence[Facet]) -> str:
    """Return what narrows a question: "Utmaning: Skjutningar; Språk: svenska eller engelska; från år 2015"."""
    either = _("eller").join("  ")
    said = [
        f"{facet_name(facet)}: {either.join(value_name(facet, value, catalogue, facets) for value in values)}"
        for facet, values in query.filters.items()
    ]
    said += [_("från år {year}").format(year=query.first_year)] if query.first_year is not None else []
    said += [_("till år {year}").format(year=query.last_year)] if query.last_year is not None else []
    said += [_("även dokument utanför ämnet")] if query.everything else []
    said += [_("utan närliggande ord")] if not query.expand else []
    return "; ".join(said)
