"""The words by which a document in one of four languages shows what sort it is."""

import re
from dataclasses import dataclass
from typing import Final

from kb.domain.claims import DocumentKind


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of itself. `stems` are in lower case; a text that holds none of them says none of it."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def _told(stems: str, *patterns: str) -> Told:
    return Told(tuple(stems.split("|")), _any(*patterns))


# A title that names its own sort.
TITLES: Final = {
    DocumentKind.OPINION: _any(
        r"^[\"”“'’]?(?:debatt?|opinion|op-ed|comment(?:ary)?|editorial|viewpoint|letter|ledare|krönika|replikk?"
        r"|kronikk?"
        r"|leder|kommentar|klumme)\b ?[:–—-]",
        r"[:–—-] (?:an? )?(?:commentary|editorial|viewpoint|opinion|debattartikel|debattinnlegg|debatindlæg"
        r"|kronikk?)\W*$",
        r"\b(?:tal|anförande|tale|innlegg) (?:av|vid|ved|på|til|till) |\b(?:tal|anförande)\b.{0,80}\b(?:riksdagen"
        r"|konferens)",
        r"regeringsförklaring|\bspeech (?:by|at|to)\b|\bopen letter\b|\bdebattartikel\b|\bdebattinnlegg\b"
        r"|\bdebatindlæg\b",
    ),
    DocumentKind.NEWS: _any(
        r"^(?:press ?release|news|nyhet(?:er)?|pressmeddelande|pressemelding|pressemeddelelse|nyheder?)\b",
        r"\bpress(?:träff|konferens|inbjudan)\b|\bpressekonferanse\b",
        r"\b(?:besöker|träffar|inviger|välkomnar|tar emot|besøker|besøger)\b"
        r"|\b(?:minister\w*|\w{2,30}minister(?:en)?|borgmester(?:en)?|ordfører(?:en)?|statsråden) (?:møter|møder)\b",
    ),
    DocumentKind.STATISTICS: _any(
        r"\bstatistics\b|\bstatistical (?:report|bulletin|yearbook|overview)\b|\bcensus\b|\buniform crime report\w*",
        r"\breporting (?:program|system)\w*|\bvictimi[sz]ation survey\b|\bcrime survey\b"
        r"|\bnational (?:\w+ ){0,4}survey\b",
        r"\bcrime in (?:england|sweden|norway|denmark|the united states)\b|\bannual (?:survey|probation|parole"
        r"|data)\b",
        r"\bsurvey of (?:inmates|jails?|prisons|prisoners|probation|state|law enforcement|adults on)\b"
        r"|\bdata ?base\b",
        r"\bstatistikk?\w*|\b\w+statistikk?\w*|\banmälda brott\b|\btrygghetsundersökning\w*|\btryghedsmåling\w*",
        r"\banmeldte (?:lovbrudd|forbrydelser)\b|\bnøkkeltall\b|\bnøgletal\b",
    ),
    DocumentKind.PROCESS_EVALUATION: _any(
        r"\bprocess(?: and implementation| and outcome)? evaluation\b|\bimplementation (?:study|evaluation)\b",
        r"\bevaluation of (?:the )?implementation\b|\bprocessutvärdering\w*|\bprosessevaluering\w*"
        r"|\bprocesevaluering\w*",
        r"\bimplementeringsstudie\w*|\bgenomförandestudie\w*|\bfølgeforskning\w*|\bföljeforskning\w*",
        r"\butvärdering av (?:genomförandet|införandet|implementeringen)\b",
    ),
    DocumentKind.GUIDELINE: _any(
        r"\bguidelines?\b(?! comput)|\bguidance (?:for|on|to)\b|\b(?:[:–-] |^)guidance\b|\bmanual\b(?! \w+ \w*ing\b)",
        r"\bhandbook\b|\btool ?(?:kit|box) (?:for|to)\b|[:–-] an? tool ?kit\b|\bgood practice guide\b"
        r"|\bguide (?:for|to)\b",
        r"\briktlinjer?\b|\bvägledning\b|\bhandbok\b|\bmetodstöd\b|\bchecklista för\b|\bhandledning\b"
        r"|\bverktygslåda\b",
        r"\bretningslinjer?\b|\bveileder\b|\bhåndbok\b|\bsjekkliste for\b|\bverktøykasse\b|\bvejledning\b"
        r"|\bhåndbog\b",
        r"\btjekliste\b|\bmetode?hå?a?ndbo[kg]\b|\bguide (?:för|för att|till|til)\b",
    ),
    DocumentKind.POLICY: _any(
        r"\b(?:national|government|regional|county|local) (?:[\w-]+ ){0,3}(?:strategy|action plan)\b|\baction plan\b",
        r"\bwhite paper\b|\b(?:act|bill|directive|ordinance|regulation) (?:of|on|no)\b|\b(?:act|law) \d{4}\b",
        r"^uppdrag\b|\buppdrag (?:till|att|om|åt|avseende)\b|\bproposition\w*|\blagrådsremiss\w*"
        r"|\bkommittédirektiv\w*",
        r"\btilläggsdirektiv\w*|\bdir\. \d{4}|\b(?:sou|ds|nou) \d{4}|\b(?:prop|skr)\. \d{4}|\bmeld\. st\."
        r"|\w*promemoria\w*",
        r"\bremiss(?: av)?\b|\bregleringsbrev\w*|\b(?:nationell|regional|lokal|nasjonal|national)\w* \w*strategi\b",
        r"\b(?:resultat)?strategi (?:för|mot|for|med|mod|i)\b|\bhandlingsplan\w*|\båtgärdsplan\w*|\båtgärdsprogram\b",
        r"\b\w{0,20}lag (?:om|med|mot)\b|\bny \w*lag\b|\blagen \(|\bändr(?:ing|ingar|ade) i \w*(?:lag|förordning"
        r"|balk)\w*",
        r"\bförordning\b|\bgenomförande av (?:\w+ )?(?:direktiv|eg-direktiv|eu)\w*|\bgodkännande av\b"
        r"|\böverenskommelse\b",
        r"\bbetänkande\w*|\bskrivelse\b|\bstortingsmelding\w*|\blovforslag\w*|\bforskrift\b|\bbetænkning\w*"
        r"|\btiltaksplan\w*",
        r"\bbekendtgørelse\w*|\boppdrag(?:sbrev)?\b|\btildelingsbrev\w*|\blov om\b|\b(?:regjeringens"
        r"|regeringens) \w+",
    ),
    DocumentKind.PRACTICE_DESCRIPTION: _any(
        r"\b(?:good|best|promising) practices?\b|\blessons (?:learned|from practice)\b|\b(?:model"
        r"|program(?:me)?) description\b",
        r"\bgoda exempel\b|\bså (?:arbetar|jobbar|gör)\b|\bmetodbeskrivning\b|\barbetssätt\b|\bprogrambeskrivning\b",
        r"\bgode eksempler\b|\bslik (?:jobber|arbeider)\b|\bsådan arbejder\b|\bmetodebeskrivelse\b",
    ),
}
# What the first lines of a text say of it, in English and in the Nordic languages.
LEADS: Final = {
    DocumentKind.OPINION: (
        _told(
            "editorial|commentary|op-ed|viewpoint|opinion|ladies and|in my view",
            r"\b(?:in|this) (?:this )?(?:editorial|commentary|op-ed|viewpoint|opinion piece)\b|\bin my (?:opinion"
            r"|view)\b",
            r"\bladies and gentlemen\b",
        ),
        _told(
            "debat|ordet gäller|ledare|krönika|talman|mina damer|kronik",
            r"\bdebattartikel\w*|\bdet talade ordet gäller\b|\bdebattinnlegg\w*|\bdebatindlæg\w*|\b(?:herr"
            r"|fru) talman\b",
            r"\b(?:denna|min) (?:ledare|krönika)\b|\bmina damer och herrar\b|\b(?:denne|i) kronikken\b",
        ),
    ),
    DocumentKind.GUIDELINE: (
        _told(
            "guid|this manual|this handbook|this toolkit",
            r"\bth(?:is|ese) (?:guidelines?|guidance|manual|handbook|toolkit|guide)\b",
        ),
        _told(
            "vägledning|handbok|guide|veileder|håndbo|vejledning|hæftet|heftet",
            r"\b(?:denna|den här) (?:vägledning|handbok|guide)\w*|\b(?:vägledningen|handboken) (?:riktar|är|vänder"
            r"|ger)\b",
            r"\b(?:denne|dette) (?:veileder|håndbok|vejledning|håndbog|hefte)\w*|\bvejledningen (?:er|henvender"
            r"|retter)\b",
            r"\b(?:veilederen|håndboken) (?:er|retter|gir)\b",
        ),
    ),
    DocumentKind.PROCESS_EVALUATION: (
        _told(
            "process evaluation|implementation|barriers|facilitators",
            r"\bprocess evaluation\b|\bimplementation (?:study|evaluation|fidelity)\b",
            r"\b(?:barriers|facilitators) (?:to|and) (?:\w+ ){0,3}(?:implement|deliver)\w*",
        ),
        _told(
            "processutvärd|prosessevaluer|procesevaluer|hur |hvordan ",
            r"\bprocessutvärdering\w*|\bprosessevaluering\w*|\bprocesevaluering\w*",
            r"\bhur (?:insatsen|programmet|projektet|metoden) (?:har )?(?:genomförts|införts|implementerats)\b",
            r"\bhvordan (?:tiltaket|programmet|prosjektet|indsatsen|projektet) (?:er|ble|blev) (?:gjennomført"
            r"|implementert"
            r"|gennemført|implementeret)\b",
        ),
    ),
    DocumentKind.STATISTICS: (
        _told(
            "data|survey|census|series|number of|statistic",
            r"\b(?:collection|files?|series|survey|census|program|datasets?|data|reports?"
            r"|extract)\b[^.]{0,60}?\b(?:contains?"
            r"|provides?|includes?|presents?|suppl(?:y|ies)|gathers?|collects?|consists?)\b[^.]{0,30}?\b(?:data"
            r"|information"
            r"|statistics|counts?|records|estimates|number) (?:on|about|of|regarding|concerning|for|from)\b",
            r"\b(?:information is supplied|the data (?:contain|were constructed|are from|include))\b",
            r"\bnumber of (?:\w+ )?(?:offenses|offences|arrests|inmates|prisoners|crimes|homicides"
            r"|persons (?:under|super))\w*",
        ),
        _told(
            "statistik|antalet |antallet |antal |statistisk",
            r"\b(?:kriminal)?statistikk?en\b|\bofficiell\w* (?:kriminal)?statistik\b|\bstatistisk sentralbyrå\b",
            r"\bantal(?:et|let)? (?:anmälda|lagförda|misstänkta|personuppklarade|anmeldte|siktede|sigtede"
            r"|straffede)\b",
        ),
    ),
    DocumentKind.POLICY: (
        _told(
            "the government|this bill|this act|this strategy|action plan|white paper",
            r"\bthe government (?:proposes?|has decided|commissions?|instructs?|presents?|will)\b|\bthis (?:bill"
            r"|act) ",
            r"\bthis (?:strategy|action plan|white paper) (?:sets|aims|presents|outlines|contains|describes)\b",
        ),
        _told(
            "regering|regjering|proposition|lagrådsremiss|promemoria|skrivelse|utred|i uppdrag|uppdraget|oppdrag"
            "|i opdrag|strateg|remissinst|direktiv|ändringar i|i kraft|kommissionen"
            "|lovforslag|handlingsplan|melding|departement"
            "|betänkande|förordning|regleringsbrev",
            r"\b(?:i |denna |den här )(?:proposition|lagrådsremiss|promemoria|skrivelse|betänkande)(?:e?n|t)?\b",
            r"\b(?:promemorian|propositionen|lagrådsremissen|skrivelsen|utredningen|betänkandet|kommittén"
            r"|faktapromemoria)"
            r" (?:innehåller|behandlar|föreslår|redovisar|lämnar|beskriver|gällande|har)\b|\bsärskild utredare\b",
            r"\butredaren ska(?:ll)?\b|\b(?:regering|myndighet|utred|kommitt|verket|styrelsen|polis|brå"
            r"|länsstyrels)\w*[^.]{0,70}"
            r" i uppdrag\b|\bregeringen (?:föreslår|beslutar|beslutade|uppdrar|har beslutat|bedömer|lämnar"
            r"|överlämnar|vill)\b",
            r"\bföreslås (?:att|ändringar|nya)\b|\buppdraget ska\b|\bstrategin (?:ska|gäller|innehåller)\b"
            r"|\bi kraft\b",
            r"\bkommissionen\b.{0,60}\bföresl\w+|\bremissinstans\w*|\bdirektivet\b|\bförordningen?\b"
            r"|\bregleringsbrev\b",
            r"\bändringar i \w+(?:lagen|balken)\b|\b(?:regjeringen|regeringen) (?:foreslår|vil|har besluttet"
            r"|har bestemt"
            r"|legger|fremsætter|lægger|ønsker)\b|\bdepartementet foreslår\b|\b(?:i oppdrag|i opdrag)\b",
            r"\b(?:strategien|handlingsplanen|lovforslaget|proposisjonen|meldingen) (?:skal|inneholder|indeholder"
            r"|foreslår|er)\b",
        ),
    ),
    DocumentKind.PRACTICE_DESCRIPTION: (
        _told(
            "describe",
            r"\bth(?:is|e) (?:article|paper|report|chapter|case study|document) describes (?:an? |the "
            r"|how )(?:\w+ ){0,4}"
            r"(?:program\w*|model|project|initiative|approach|practice|method|service|team|police)\b",
            r"\bwe describe (?:our|the|an?) (?:\w+ ){0,3}(?:program\w*|model|initiative|approach|practice|service)\b",
        ),
        _told(
            "beskriver|redogör|arbetar med|jobbar med|arbeider med|jobber med|arbejder med|startade|har startat",
            r"\b(?:beskriver|redogör för) (?:hur (?:kommunen|polisen|skolan|vi)|(?:kommunens|polisens"
            r"|skolans) arbete)\b",
            r"\b(?:beskriver|redogör för) (?:metoden|arbetet|arbetssättet|modellen|arbeidet|arbejdet|modellen)\b",
            r"\bbeskriver (?:hvordan (?:kommunen|politiet|skolen|vi)|(?:kommunens|politiets|skolens) (?:arbeid"
            r"|arbejde))\b",
            r"\b(?:kommunen|polisen|politiet|skolan|skolen) (?:har startat|startade|arbetar med|jobbar med"
            r"|arbeider med"
            r"|jobber med|arbejder med)\b",
        ),
    ),
}
# Somebody is quoted as in a newspaper: "– Vi gör mer, säger NN."
_SAYING: Final = ("säger", "sier", "siger", "says", "said", "sade", "uppger", "fortæller", "forteller")
_SAYS: Final = re.compile(rf"\b(?:{'|'.join(_SAYING)})\b(?=[^.]{{0,60}} [A-ZÅÄÖÆØ])")
_SPEECH: Final = re.compile(r"(?:^|\n|[.!?…] )[–—-] ?[A-ZÅÄÖÆØ]|[”\"»] ?,? (?:säger|sier|siger|says|said)")
# A research question, which keeps a text that holds data from being statistics only.
RESEARCH: Final = _any(
    r"\b(?:this|the) (?:study|project|research|evaluation) (?:\w+ )?(?:examin|sought|was designed|evaluat"
    r"|investigat|explor"
    r"|attempt|aim|test|assess|focus|address|compil|seeks)\w*",
    r"\b(?:research questions?|hypothes[ei]s|evaluation|experiment\w*|literature)\b|\bresearchers? (?:\w+ )?(?:examin"
    r"|evaluat|interview|survey|sought|test)\w*|\b(?:purpose|goal|aim|objective)s? of (?:this|the) (?:study"
    r"|research|project)",
    r"\blongitudinal (?:\w+ )?stud(?:y|ies)\b|\bcohort stud(?:y|ies)\b|\bkohort\w*",
    r"\bwe (?:examin|investigat|analy[sz]|test|evaluat|hypothesi|estimat)\w*",
    r"\b(?:studien|undersøgelsen|undersøkelsen|rapporten|utvärderingen) (?:syftar|undersöker|undersøker|undersøger"
    r"|utvärderar"
    r"|analyserar|analyserer|evaluerer)\b|\b(?:utvärdering|evaluering)en?\b",
)
EVALUATES: Final = _any(
    r"\b(?:evaluation of|evaluating|effects? of|impacts? of|effectiveness of|efficacy of|experimental evaluation)\b",
    r"\b(?:utvärdering av|effekter(?:na)? av|effekten av|evaluering a[vf]|virkning(?:er|en) a[vf]|effekt(?:er"
    r"|en) a[vf])\b",
)
_MEASURE: Final = _any(
    r"\b(?:program\w*|interventions?|training|treatment|initiatives?|polic(?:e|ing)|prevention|project|court"
    r"|supervision"
    r"|mentoring|cameras|law|reform|insats\w*|åtgärd\w*|projekt\w*|tiltak\w*|indsats\w*|innsats\w*|forebygg\w*"
    r"|förebygg\w*)\b"
)
_OUTCOME: Final = _any(
    r"\b(?:outcomes?|recidivism|reduc(?:ed|tion|es?|ing)|re-?arrest\w*|re-?offend\w*|crime rates?|violence"
    r"|återfall\w*"
    r"|minsk\w*|tilbakefall\w*|tilbagefald\w*|redus\w*|reducer\w*|kriminalitet\w*|brott\w*|vold\w*|våld\w*)\b"
)


def quotes(part: str) -> re.Match[str] | None:
    """Return the words by which `part` quotes somebody as newspapers do, None where it quotes nobody."""
    if not any(word in part for word in _SAYING):
        return None
    said = _SAYS.search(part)
    return said if said is not None and _SPEECH.search(part) else None


def evaluates(content: str, title_end: int, upto: int) -> re.Match[str] | None:
    """Return the words of the title that promise to evaluate a measure, where outcomes are told of before `upto`."""
    promised = EVALUATES.search(content, 0, title_end)
    if promised is None or not _MEASURE.search(content, 0, upto):
        return None
    return promised if _OUTCOME.search(content, 0, upto) else None
