"""What the reading steps found, in words: the question, and the answer."""

from collections.abc import Callable, Mapping

from kb.catalogue import Catalogue
from kb.domain.claims import Claim, ClaimKind, DocumentKind, EffectDirection, Focus, Relevance, StudyDesign
from kb.domain.documents import DocumentId
from kb.domain.findings import findings_of
from kb.domain.swedish import DESIGN
from search_api import evidence_words
from search_api.language import gettext as _
from search_api.language import marked
from search_api.wording import country, figures, language, plural

KIND: Mapping[ClaimKind, str] = {
    ClaimKind.LANGUAGE: marked("Språk"),
    ClaimKind.RELEVANCE: marked("Ämne"),
    ClaimKind.FOCUS: marked("Inriktning"),
    ClaimKind.DOCUMENT_KIND: marked("Dokumenttyp"),
    ClaimKind.CHALLENGE: marked("Utmaning"),
    ClaimKind.MEASURE: marked("Åtgärd"),
    ClaimKind.STUDY_DESIGN: marked("Studiedesign"),
    ClaimKind.EFFECT: marked("Resultat"),
    ClaimKind.SAMPLE_SIZE: marked("Antal undersökta"),
    ClaimKind.FOLLOW_UP: marked("Uppföljningstid"),
    ClaimKind.COUNTRY: marked("Land"),
    ClaimKind.COUNTY: marked("Län"),
    ClaimKind.MUNICIPALITY: marked("Kommun"),
    ClaimKind.STUDY_YEARS: marked("Undersökta år"),
    ClaimKind.TARGET_GROUP: marked("Målgrupp"),
    ClaimKind.AGE_SPAN: marked("Ålder"),
    ClaimKind.SETTING: marked("Miljö"),
    ClaimKind.ACTOR: marked("Aktör"),
    ClaimKind.MECHANISM: marked("Verkningssätt"),
    ClaimKind.MODERATOR: marked("Skillnad mellan grupper"),
    ClaimKind.IMPLEMENTATION: marked("Genomförande"),
    ClaimKind.COST: marked("Kostnad"),
    ClaimKind.KEY_SENTENCE: marked("Nyckelmening"),
}
RELEVANCE: Mapping[Relevance, str] = {
    Relevance.RELEVANT: marked("handlar om brott, våld eller otrygghet"),
    Relevance.NOT_RELEVANT: marked("handlar inte om brott, våld eller otrygghet"),
}
DOCUMENT_KIND: Mapping[DocumentKind, str] = {
    DocumentKind.META_ANALYSIS: marked("metaanalys"),
    DocumentKind.SYSTEMATIC_REVIEW: marked("systematisk översikt"),
    DocumentKind.PRIMARY_EVALUATION: marked("utvärdering"),
    DocumentKind.PROTOCOL: marked("studieprotokoll"),
    DocumentKind.PROCESS_EVALUATION: marked("processutvärdering"),
    DocumentKind.GUIDELINE: marked("vägledning"),
    DocumentKind.PRACTICE_DESCRIPTION: marked("beskrivning av arbetssätt"),
    DocumentKind.STATISTICS: marked("statistik"),
    DocumentKind.POLICY: marked("styrdokument eller uppdrag"),
    DocumentKind.NEWS: marked("nyhet"),
    DocumentKind.OPINION: marked("debatt"),
}
FOCUS: Mapping[Focus, str] = {
    Focus.PREVENTION: marked("förebygga eller minska brott"),
    Focus.CAUSES: marked("orsaker och riskfaktorer"),
    Focus.STATISTICS: marked("statistik"),
    Focus.POLICY: marked("politik och styrning"),
    Focus.OTHER: marked("annat inom området"),
}
_COST = {
    "cost_benefit": marked("nytta mot kostnad"),
    "cost_effectiveness": marked("kostnadseffektivitet"),
    "cost": marked("kostnad"),
    "saving": marked("besparing"),
}
_UNITS = {
    "participants": marked("deltagare"),
    "firms": marked("företag"),
    "areas": marked("områden"),
    "schools": marked("skolor"),
    "classes": marked("klasser"),
    "institutions": marked("anstalter"),
    "studies": marked("studier"),
    "cases": marked("fall"),
}
_WITHOUT_CONCEPT = {
    "subgroup": marked("undergrupp"),
    "mechanism": marked("beskrivs"),
    "implementation": marked("beskrivs"),
}
_MONTHS_A_YEAR = 12


def value(claim: Claim, catalogue: Catalogue, name: Callable[[str], str]) -> str:
    """Return the answer; `name` names a concept. What we have no word for stays as it was read."""
    said = claim.value
    if said is None:
        return _("anges inte")
    match claim.kind:
        case ClaimKind.LANGUAGE:
            return language(said)
        case ClaimKind.RELEVANCE:
            return _(RELEVANCE[Relevance(said)]) if said in set(Relevance) else said
        case ClaimKind.FOCUS:
            return _(FOCUS[Focus(said)]) if said in set(Focus) else said
        case ClaimKind.DOCUMENT_KIND:
            return _(DOCUMENT_KIND[DocumentKind(said)]) if said in set(DocumentKind) else said
        case ClaimKind.STUDY_DESIGN:
            return _(DESIGN[StudyDesign(said)]) if said in set(StudyDesign) else said
        case ClaimKind.EFFECT:
            return _effect(claim, name)
        case ClaimKind.COUNTRY:
            return country(said)
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
            return f"{said} {_(_UNITS.get(claim.told('unit') or '', ''))}".strip()
        case ClaimKind.COST:
            return _(_COST.get(said, said))
        case ClaimKind.MODERATOR | ClaimKind.MECHANISM | ClaimKind.IMPLEMENTATION:
            return _(_WITHOUT_CONCEPT[said]) if said in _WITHOUT_CONCEPT else name(said)
        case ClaimKind.KEY_SENTENCE:
            return _("mening {number}").format(number=said)
        case _:
            return name(said)


def _effect(claim: Claim, name: Callable[[str], str]) -> str:
    if claim.value not in set(EffectDirection):
        return claim.value or ""
    (found,) = findings_of(DocumentId(""), [claim])
    return evidence_words.finding(found, name)


def _months(said: str) -> str:
    if not said.isdecimal():
        return _("{number} månader").format(number=figures(said))
    months = int(said)
    if months and months % _MONTHS_A_YEAR == 0:
        return plural(months // _MONTHS_A_YEAR, "år", "år")
    return plural(months, "månad", "månader")


def _ages(said: str) -> str:
    low, high = said.partition("/")[::2]
    if low and high:
        return _("{ages} år").format(ages=low if low == high else f"{low}–{high}")
    return _("{age} år och äldre").format(age=low) if low else _("högst {age} år").format(age=high)
