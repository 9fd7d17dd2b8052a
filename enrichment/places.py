"""Where a study or a measure took place: countries, Swedish counties and municipalities."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from enrichment.gazetteer import NORDIC, SWEDEN, Place, Places, Sighting, Sort
from enrichment.texts import Text
from kb.domain.claims import SURE, Claim, ClaimKind

__all__ = ["Places", "read_places"]

STEP = "places"
VERSION = "2"

_COUNTRY_OF: Final = {"sv": "SE", "nb": "NO", "nn": "NO", "da": "DK"}
# How much one mention says by itself: (in the title, elsewhere), by how it is named.
_LOCATED, _BARE, _ADJECTIVE_AT, _ADJECTIVE, _BODY = (0.85, 0.75), (0.75, 0.45), (0.65, 0.5), (0.55, 0.4), (0.45, 0.4)
# A place told as where something comes from, or that the text is set against.
_PASSING_SHARE = 0.5
# "Remiss av …": the text lists whom a proposal was sent to.
_REFERRAL = re.compile(r"remiss\b", re.IGNORECASE)
_LEAST = 0.4
_COUNTED = 3
# A place named this seldom beside the most named one is a side topic however often it is named.
_SELDOM = 1 / 6
_BEFORE, _AFTER = 90, 28
# So many mentions are weighed: a longer text says nothing new after them.
_MOST = 1_500

_WHERE: Final = {
    "en": r"(?:in|across|throughout|within|at|near|around|inside|over|for|serving|(?:city|town|state|county) of)",
    "sv": r"(?:i|inom|vid|på|över|genom|runt|kring|utanför|för|genomförs|genomfördes)",
    "nb": r"(?:i|innen|ved|på|over|gjennom|rundt|utenfor|for)",
    "da": r"(?:i|inden|ved|på|over|gennem|rundt|uden for|for)",
}
_WHICH: Final = (
    r"(?:\s+(?:the|a|an|two|three|four|five|six|several|many|some|all|most|both|other|parts?|areas?|cit(?:y|ies)|towns?"
    r"|states?|count(?:y|ies)|provinces?|districts?|municipalit(?:y|ies)|regions?|boroughs?|schools?|prisons?|of|and|in"
    r"|(?:north|south|east|west)(?:ern)?(?:-?(?:east|west)(?:ern)?)?|central|rural|urban|inner|downtown|greater"
    r"|metropolitan"
    r"|hela|södra|norra|västra|östra|mellersta|centrala|staden|städerna|kommunerna|kommuner|län|länen|delar|av|det"
    r"|den|de"
    r"|två|tre|fyra|fem|flera|bland annat|hele|sør|nord|øst|vest|byen|byene|byerne|deler|dele|af|flere|fire|kommune"
    r"|to|blandt annet|blant annet|dagens|bl\.a\.))*\s+\Z"
)
_AMONG: Final = re.compile(
    r"\b(?:in|among|of|from|for|across|within|at|i|bland|hos|från|av|inom|vid|på|för|blant|fra|ved|blandt|af|for"
    r"|two|three|all|many|most|\d+)\s+(?:the\s+|a\s+|all\s+|alla\s+|de\s+|den\s+|alle\s+|\w+\s+)?\Z",
    re.IGNORECASE,
)
# "in Malmö, Göteborg and Uppsala": what goes for the first goes for all.
_LISTED = re.compile(
    r"(?:\s*,|\s*/|\s*&)?\s*(?:and|och|og|samt|or|eller|i|in|och i|and in|og i|as well as)?\s*(?:the\s)?\Z"
)
_SWEDISH_UNIT = re.compile(
    r"(?:s|'s)?[\s-](?:kommuns?|kommunen|stad|stads|municipality|kommunes?|city)\b|,? (?:Sweden|Sverige)\b"
)
# "Wrexham council has hired", "Bergen kommune", "Leeds police": who is there is of it.
_OF_THE_PLACE = re.compile(
    r"(?:'s|’s)? (?:(?:[Cc]ity|[Bb]orough|[Cc]ounty) )?(?:[Cc]ouncil|[Pp]olice|[Cc]onstabulary|[Pp]rison|[Jj]ail"
    r"|[Pp]olicing|kommune|kommun|politi|politidistrikt|politikreds|fengsel|fængsel|tingrett|byret|bydel|fylke)\b"
)
_US: Final = "US"
_STATES: Final = (
    r"Alabama|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    r"Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    r"Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|"
    r"Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|"
    r"Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
_AMERICAN_STATE = re.compile(rf"(?:,| \() ?(?:{_STATES})\b")
# "Camden, NJ", "Durham (England)": which of several places, or none, is meant.
_WITHIN_COUNTRY = re.compile(
    r"(?:,| \() ?(?:[A-Z]{2}\b|U\.?S|U\.?K|England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand"
    r"|Ontario|Queensland|Sweden|Sverige|Norway|Norge|Denmark|Danmark|Finland|Germany|Tyskland|Netherlands"
    rf"|{_STATES})\b"
)
# The words before that place something in a name that may be none: not "for Anderson", "på Nivå 2".
_IN_IT: Final = re.compile(
    r"\b(?:in|near|at|around|outside|i|vid|ved|kring|utanför|utenfor|uden for)\s+\Z", re.IGNORECASE
)
_ITS_COUNCIL: Final = re.compile(
    r"(?:'s|’s)? (?:(?:[Cc]ity|[Bb]orough|[Cc]ounty) )?(?:[Cc]ouncil|[Cc]onstabulary|kommune?)\b"
)

# Seats of learning, papers, courts, treaties, money and persons with a place in their name.
_NO_PLACE = re.compile(
    r"(?:s|'s|’s)?(?: [A-Z]\w+)?[ -](?:[Uu]niv|[Hh]ögskol|College\b|Journals?\b|Institut|Academy|Association"
    r"|Society|Research Council|Press\b|Post\b|Posten|Times\b|Convention|konvention|Protocol|Declaration|Agreement"
    r"|Ministry"
    r"|School of|FF\b|IF\b|Red Cross|Foundation|Embassy)"
    r"|(?:s|'s|’s)?[ -](?:Psychiatric Assoc|Psychological|Medical Assoc|Heart|Cancer|Dental|dollar|curren"
    r"|kron[aeo]r|krona"
    r"|pund\b|pounds?\b|euros?\b|ambassad|diplomat|president|utrikesminist|statsminist|försvarsminist"
    r"|tekniska|tingsrätt|hovrätt|handelshögskol)"
    r"|\$"
)
_NO_PLACE_BEFORE = re.compile(
    r"(?:[Uu]niversit\w+ (?:of|i|at|in)|[Hh]ö[gj]skol\w* i|Institute of|Journal of|Bank of|Press,|College,?|College of"
    r"|Academy of|Kingdom of|[Aa]mbassad\w* i|Embassy in|[Kk]onferens\w* i|Conference in|rätten i"
    r"|\b\d{1,3}\.)\s(?:the )?\Z"
)
_BODY_BEFORE = re.compile(r"(?:länsstyrelsen (?:i|på)|county administrative board of)\s\Z", re.IGNORECASE)
# "in English", "på svenska", "the Spanish version", "a Swedish-speaking": a language, no place.
_LANGUAGE_AFTER = re.compile(
    r"[- ](?:language|speak|version|translation|spoken|word|text|subtitle|class\b|teacher|proficien|learner|as a"
    r"|som andra|språk"
    r"|talande|sprog|språg|tale)|-"
)
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:in|into|på|till|til|to|learn|lära sig|lære seg|lære sig|speaks?|spoke|speaking|read|written in|and|och"
    r"|og|or|eller)\s+\Z"
)
_LANGUAGE_END = re.compile(r"\s*(?:[.,;:)]|\Z|and\b|or\b|och\b|og\b|language)")
# Where a measure, or the people, come from; what the study is compared with or says about others.
_PASSING = re.compile(
    r"\b(?:developed|designed|created|originat\w+|imported|borrowed|inspired|adapted|modell?ed|born|unlike|contrary"
    r"|contrast|compar(?:ed|able|ison)|such as|e\.g\.|other than|elsewhere|successful in|known from"
    r"|first (?:introduced|implemented|used)|(?:previous|prior|earlier|existing|past|most|much) (?:\w+ )?"
    r"(?:research|studies|work|evidence|literature|trials)|utvecklad\w*|ursprung\w*|inspirera\w+|hämta\w+|förebild\w*"
    r"|född\w*|till skillnad|jämför\w*|såsom|exempelvis|t\.ex\.|tidigare (?:forskning|studier)|utviklet"
    r"|opprinnelig\w*|oprindelig\w*|inspirert|inspireret|udviklet|hentet|født\w*|i motsetning|i modsætning"
    r"|sammenlign\w*"
    r"|sammenlikn\w*|tidligere (?:forskning|studier|undersøgelser))\b[^.;:,]{0,45}\Z"
    r"|\b(?:migra|immigra|emigra|refugee|asylum|traffick|smuggl|flykting|invandra|asylsök|flyktning|flygtning|innvandr"
    r"|indvandr|erfarenhet|lärdom|lessons)\w*\b[^.;:]{0,30}\b(?:from|från|fra)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# Where something or somebody comes from; and others' work, by an adjective: "En amerikansk studie visar".
_FROM = re.compile(
    r"\b(?:c[ao]mes?|imported|k[oe]mm\w*|kom|kommer|hämta\w*|hent\w*|tog|tok|idé\w*|ideen?|idea|law|lag(?:en)?|lov(?:en)?"
    r"|model\w*|metod\w*|program\w*|arbetsform\w*|arbeidsform\w*|bomb\w*|stud\w*|research|forskning\w*|litteratur\w*"
    r"|literature|erfaren?het\w*|lessons|lärdom\w*)\b[^.;:,]{0,30}\b(?:from|från|fra)\s+"
    r"(?:[\w-]{1,30},? (?:and|och|og) )?(?:the )?\Z",
    re.IGNORECASE,
)
_WORK_AFTER = re.compile(
    r"\w*(?:[- ]\w+)? (?:stud\w*|research\w*|trials?\b|evidence|experiments?|reports?\b|data\w*|forsk\w*|försök\w*"
    r"|forsøg\w*|forsøk\w*|undersök\w*|undersøk\w*|undersøg\w*|utvärdering\w*|evaluering\w*|översikt\w*|oversikt\w*|rapport\w*)",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\s+(?:[A-ZÅÄÖÆØ]\w|et al|&|and [A-Z]|m\.fl|\(?(?:19|20)\d\d)|,? \(?(?:19|20)\d\d|-[A-ZÅÄÖÆØ]|['’]s\b"
)
# "Camden, NJ": a town of the United States by its state.
_STATE = re.compile(
    r"(?<=[a-z]), (?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[TA]|W[AVIY])\b"
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    place: Place
    start: int
    end: int
    weight: float
    firm: bool = True  # where the text is set, were nothing else named


def read_places(text: Text, municipalities: Places) -> list[Claim]:
    """Return the countries, counties and municipalities in which what the text is about took place, surest first.

    Values are ISO 3166-1 alpha-2 codes, two-digit county codes and four-digit municipality codes. A municipality lies
    in its county and both lie in Sweden: these claims rest on the same words. The confidence is that of the three
    clearest mentions not all being wrong. A mention is worth 0.85 in a title that says that something is there, 0.75 in
    another sentence that does, 0.45 where only named (0.75 in a title), 0.4 to 0.65 as an adjective, 0.4 as an
    authority that exists only there, and half of it where a measure or people come from it or where it is compared
    with. Below 0.4 nothing is said; at 0.7 or above it is a place of the study, below a side topic. A country that is
    the only one named is at least 0.7, unless it is only where something or others' work comes from, or an adjective
    alone names it in the text of another Nordic country.
    """
    language = text.language if text.language in NORDIC else "nb" if text.language == "nn" else "en"
    sightings = municipalities.find(text.content, language)
    evidence = list(_weighed(text, sightings, language))
    if language == "en":
        us = Place("US")
        evidence += [_Evidence(us, m.start() + 2, m.end(), 0.6) for m in islice(_STATE.finditer(text.content), _MOST)]
    return [
        *_claims(ClaimKind.COUNTRY, ((e.place.country, e) for e in evidence)),
        *_claims(ClaimKind.COUNTY, ((e.place.county, e) for e in evidence)),
        *_claims(ClaimKind.MUNICIPALITY, ((e.place.municipality, e) for e in evidence)),
    ]


def _weighed(text: Text, sightings: Sequence[Sighting], language: str) -> Iterable[_Evidence]:
    located_end = -1
    referral = _REFERRAL.match(text.content) is not None
    in_sweden = language == "sv" or any(s.place.country == SWEDEN and not s.place.doubtful for s in sightings)
    for found in sightings[:_MOST]:
        place = found.place
        if place.country is None:
            continue
        before = text.content[max(0, found.start - _BEFORE) : found.start]
        after = text.content[found.end : found.end + _AFTER]
        if _NO_PLACE.match(after) or _NO_PLACE_BEFORE.search(before):
            continue
        if place.sort is Sort.ADJECTIVE:
            if _is_language(before, after):
                continue
            worth = _ADJECTIVE_AT if _AMONG.search(before) else _ADJECTIVE
        elif place.sort is Sort.BODY:
            worth = _BODY
        else:
            unit = place.municipality is not None and _SWEDISH_UNIT.match(after) is not None
            located = unit or _LOCATING[language].search(before) is not None or bool(_OF_THE_PLACE.match(after))
            if not located and 0 <= located_end <= found.start:
                located = _LISTED.fullmatch(text.content[located_end : found.start]) is not None
            if place.doubtful and place.country != _US and _AMERICAN_STATE.match(after):
                continue  # "Lincoln, Nebraska"
            if place.doubtful and not unit:
                if place.country == SWEDEN and not in_sweden:
                    continue
                said = place.country == SWEDEN or _IN_IT.search(before) or _ITS_COUNCIL.match(after)
                if _NAMED_AFTER.match(after) or not ((located and said) or _WITHIN_COUNTRY.match(after)):
                    continue
            if located:
                located_end = found.end
            worth = _BODY if _BODY_BEFORE.search(before) else _LOCATED if located else _BARE
        weight = worth[0] if found.end <= text.title_end else worth[1]
        listed = referral and found.start > text.title_end
        passing = listed or _PASSING.search(before[before.rfind(". ") + 1 :]) is not None
        if passing:
            weight *= _PASSING_SHARE
        yield _Evidence(place, found.start, found.end, weight, not passing and _is_firm(text, found, before, after))


def _is_firm(text: Text, found: Sighting, before: str, after: str) -> bool:
    """Whether a text that names no other country is set in this one: not that from which something comes."""
    own = found.place.country == _COUNTRY_OF.get(text.language or "")
    if found.place.sort is Sort.ADJECTIVE:
        in_title = found.end <= text.title_end
        return in_title or ((own or text.language == "en") and _WORK_AFTER.match(after) is None)
    return own or _FROM.search(before) is None


def _is_language(before: str, after: str) -> bool:
    if _LANGUAGE_AFTER.match(after):
        return True
    return _LANGUAGE_BEFORE.search(before) is not None and _LANGUAGE_END.match(after) is not None


def _claims(kind: ClaimKind, evidence: Iterable[tuple[str | None, _Evidence]]) -> list[Claim]:
    by_value: dict[str, list[_Evidence]] = defaultdict(list)
    for value, one in evidence:
        if value is not None:
            by_value[value].append(one)
    most = max(map(len, by_value.values()), default=0)
    named = any(one.place.sort is Sort.NAME for found in by_value.values() for one in found)
    claims = []
    for value, found in by_value.items():
        clearest = sorted(found, key=lambda e: (-e.weight, e.start))
        doubt = 1.0
        for one in clearest[:_COUNTED]:
            doubt *= 1 - one.weight
        sure = min(1 - doubt, 0.98)
        # "Indian and Pakistani women in San Francisco": adjectives beside a name are often people's origins.
        only_adjectives = all(one.place.sort is Sort.ADJECTIVE for one in found)
        if len(found) < most * _SELDOM or (named and only_adjectives):
            sure = min(sure, SURE - 0.1)
        if sure >= _LEAST:
            best = clearest[0]
            claims.append(Claim(kind, value, STEP, VERSION, best.start, best.end, round(sure, 2)))
    if (
        kind is ClaimKind.COUNTRY
        and len(by_value) == 1
        and any(one.firm for found in by_value.values() for one in found)
    ):
        claims = [replace(claim, confidence=max(claim.confidence, SURE)) for claim in claims]
    claims.sort(key=lambda claim: (-claim.confidence, claim.start))
    return claims or [Claim(kind, None, STEP, VERSION)]


_LOCATING: Final = {language: re.compile(rf"\b{where}{_WHICH}", re.IGNORECASE) for language, where in _WHERE.items()}
