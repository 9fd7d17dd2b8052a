"""What the reading steps found, in Swedish: the question, and the answer."""

from collections.abc import Callable, Mapping

from kb.catalogue import Catalogue
from kb.catalogue.countries import load_countries
from kb.domain.claims import Claim, ClaimKind, DocumentKind, EffectDirection, Focus, Relevance, StudyDesign
from kb.domain.documents import DocumentId
from kb.domain.findings import findings_of
from kb.domain.swedish import DESIGN, language, plural
from search_api import evidence_words

KIND: Mapping[ClaimKind, str] = {
    ClaimKind.LANGUAGE: "Språk",
    ClaimKind.RELEVANCE: "Ämne",
    ClaimKind.FOCUS: "Inriktning",
    ClaimKind.DOCUMENT_KIND: "Dokumenttyp",
    ClaimKind.CHALLENGE: "Utmaning",
    ClaimKind.MEASURE: "Åtgärd",
    ClaimKind.STUDY_DESIGN: "Studiedesign",
    ClaimKind.EFFECT: "Resultat",
    ClaimKind.SAMPLE_SIZE: "Antal undersökta",
    ClaimKind.FOLLOW_UP: "Uppföljningstid",
    ClaimKind.COUNTRY: "Land",
    ClaimKind.COUNTY: "Län",
    ClaimKind.MUNICIPALITY: "Kommun",
    ClaimKind.STUDY_YEARS: "Undersökta år",
    ClaimKind.TARGET_GROUP: "Målgrupp",
    ClaimKind.AGE_SPAN: "Ålder",
    ClaimKind.SETTING: "Miljö",
    ClaimKind.ACTOR: "Aktör",
    ClaimKind.MECHANISM: "Verkningssätt",
    ClaimKind.MODERATOR: "Skillnad mellan grupper",
    ClaimKind.IMPLEMENTATION: "Genomförande",
    ClaimKind.COST: "Kostnad",
    ClaimKind.KEY_SENTENCE: "Nyckelmening",
}
RELEVANCE: Mapping[Relevance, str] = {
    Relevance.RELEVANT: "handlar om brott, våld eller otrygghet",
    Relevance.NOT_RELEVANT: "handlar inte om brott, våld eller otrygghet",
}
DOCUMENT_KIND: Mapping[DocumentKind, str] = {
    DocumentKind.META_ANALYSIS: "metaanalys",
    DocumentKind.SYSTEMATIC_REVIEW: "systematisk översikt",
    DocumentKind.PRIMARY_EVALUATION: "utvärdering",
    DocumentKind.PROTOCOL: "studieprotokoll",
    DocumentKind.PROCESS_EVALUATION: "processutvärdering",
    DocumentKind.GUIDELINE: "vägledning",
    DocumentKind.PRACTICE_DESCRIPTION: "beskrivning av arbetssätt",
    DocumentKind.STATISTICS: "statistik",
    DocumentKind.POLICY: "styrdokument eller uppdrag",
    DocumentKind.NEWS: "nyhet",
    DocumentKind.OPINION: "debatt",
}
FOCUS: Mapping[Focus, str] = {
    Focus.PREVENTION: "förebygga eller minska brott",
    Focus.CAUSES: "orsaker och riskfaktorer",
    Focus.STATISTICS: "statistik",
    Focus.POLICY: "politik och styrning",
    Focus.OTHER: "annat inom området",
}
_COST = {
    "cost_benefit": "nytta mot kostnad",
    "cost_effectiveness": "kostnadseffektivitet",
    "cost": "kostnad",
    "saving": "besparing",
}
_UNITS = {
    "participants": "deltagare",
    "areas": "områden",
    "schools": "skolor",
    "classes": "klasser",
    "institutions": "anstalter",
    "studies": "studier",
    "cases": "fall",
}
_WITHOUT_CONCEPT = {"subgroup": "undergrupp", "mechanism": "beskrivs", "implementation": "beskrivs"}
_MONTHS_A_YEAR = 12


def value(claim: Claim, catalogue: Catalogue, name: Callable[[str], str]) -> str:
    """Return the answer in Swedish; `name` names a concept. What we have no word for stays as it was read."""
    said = claim.value
    if said is None:
        return "anges inte"
    match claim.kind:
        case ClaimKind.LANGUAGE:
            return language(said)
        case ClaimKind.RELEVANCE:
            return RELEVANCE[Relevance(said)] if said in set(Relevance) else said
        case ClaimKind.FOCUS:
            return FOCUS[Focus(said)] if said in set(Focus) else said
        case ClaimKind.DOCUMENT_KIND:
            return DOCUMENT_KIND[DocumentKind(said)] if said in set(DocumentKind) else said
        case ClaimKind.STUDY_DESIGN:
            return DESIGN[StudyDesign(said)] if said in set(StudyDesign) else said
        case ClaimKind.EFFECT:
            return _effect(claim, name)
        case ClaimKind.COUNTRY:
            country = load_countries().get(said)
            return country.sv[0] if country else said
        case ClaimKind.COUNTY:
            return next((m.county for m in catalogue.municipalities.values() if m.county_code == said), said)
        case ClaimKind.MUNICIPALITY:
            return catalogue.municipalities[said].name if said in catalogue.municipalities else said
        case ClaimKind.FOLLOW_UP:
            return _months(said)
        case ClaimKind.AGE_SPAN:
            return _ages(said)
        case ClaimKind.STUDY_YEARS:
            return said.replace("/", "–")
        case ClaimKind.SAMPLE_SIZE:
            # Of what, where we have a word for it; the quoted words beside say it otherwise.
            return f"{said} {_UNITS.get(claim.told('unit') or '', '')}".strip()
        case ClaimKind.COST:
            return _COST.get(said, said)
        case ClaimKind.MODERATOR | ClaimKind.MECHANISM | ClaimKind.IMPLEMENTATION:
            return _WITHOUT_CONCEPT.get(said) or name(said)
        case ClaimKind.KEY_SENTENCE:
            return f"mening {said}"
        case _:
            return name(said)


def _effect(claim: Claim, name: Callable[[str], str]) -> str:
    if claim.value not in set(EffectDirection):
        return claim.value or ""
    (found,) = findings_of(DocumentId(""), [claim])
    return evidence_words.finding(found, name)


def _months(said: str) -> str:
    if not said.isdecimal():
        return f"{said.replace('.', ',')} månader"
    months = int(said)
    if months and months % _MONTHS_A_YEAR == 0:
        return plural(months // _MONTHS_A_YEAR, "år", "år")
    return plural(months, "månad", "månader")


def _ages(said: str) -> str:
    low, _, high = said.partition("/")
    if low and high:
        return f"{low} år" if low == high else f"{low}–{high} år"
    return f"{low} år och äldre" if low else f"högst {high} år"
