"""The words by which a phrase is known as what a change is told of, or as no such thing. All match lower case."""

import re
from typing import Final

from enrichment import effect_context as said

# The first noun of a phrase that no label holds as a whole, where it says which outcome it is all the same.
_HEADS: Final[dict[str, str]] = {
    "oc_fear_of_crime": r"worr(?:y|ies)|fears?|anxiety|unease|oron?|rädsla\w*|otrygghet\w*|bekymring\w*|frykt\w*"
    r"|utrygghet\w*"
    r"|engstelse\w*|frygt\w*|utryghed\w*|ængstelse\w*",
    "oc_perceived_safety": r"(?:feelings?|sense|perceptions?|experience) of (?:safety|security)|\w*trygghet(?:en|s\w+)?"
    r"|\w*tryghed(?:en|s\w+)?",
    "oc_trust_police": r"(?:trust|confidence|faith)(?= in\b)|förtroende\w*|tillit\w*|tilltro\w*|tiltro\w*|tillid\w*",
    "oc_victim_satisfaction": r"satisfaction|nöjdhet\w*|tilfredshet\w*|tilfredshed\w*",
    "oc_injuries": r"(?:hospital )?admissions|injuries|(?:sjukhus)?inläggningar\w*|(?:sykehus)?innleggelser"
    r"|(?:hospitals)?ind"
    r"læggelser|\w*skador(?:na)?|\w*skader(?:ne)?",
    "oc_suspension": r"(?:\w+ )?(?:exclusions|suspensions|expulsions)|avstängningar\w*|bortvisning\w*|utvisning\w*",
    "oc_truancy": r"(?:\w+ )?(?:absences?|absenteeism)|\w*frånvaro\w*|\w*fravær\w*",
    "oc_arrests": r"arrests|charges|gripanden\w*|brottsmisstank\w*|siktelser|sigtelser(?:ne)?|pågripelser|anholdelser",
    "oc_calls_for_service": r"calls(?= to\b)|opkald\w*|(?:nöd)?samtal(?:en)? till|larm(?:en)?",
    "oc_losses": r"losses|loss(?= of\b)|förluster\w*|tapene|tap(?= (?:av|per)\b)|tabene|tab(?= (?:af|pr)\b)|svinn\w*"
    r"|svind\w*",
    "oc_seizures": r"seizures|beslag(?:en|ene)?(?= av\b)|beslaglæggelser\w*",
}
BY_HEAD: Final = re.compile(
    r"(?:(?:the|den|det|de|their|deras|deres|total|self-reported|recorded|registered|anmälda|registrerade|anmeldte"
    r"|registrerte|registrerede|[\w-]+s['’]?) )*?(?:"
    + "|".join(f"(?P<{concept}>{heads})" for concept, heads in _HEADS.items())
    + r")(?!\w)"
)


BREAK: Final = re.compile(
    r"[,;:.()–]|\b(?:but|whereas|while|although|though|men|medan|mens|eftersom|fordi|because|showed that|found that"
    r"|that"
    r"|att)\b"
)
# In the Norse languages "at" begins a clause; in English it is a preposition.
BREAK_AT: Final = re.compile(r"\b(?:at|om at|så)\b")
_GROUP: Final = (
    r"(?:was|were|is|are|been|being|be|had|has|have|did|do|does|also|not|then|only|thus|therefore|however|even|still"
    r"|both"
    r"|[a-z]+ly|much|by|contrast|in fact|lay|stood|became|remained|stayed|fell|rose"
    r"|blev|ble|blir|bliver|blivit|blitt|blevet|var|är|er|har|hade|hadde|havde|låg|lå|ligger|stod|sto|inte|ikke|ej"
    r"|också|også"
    r"|dock|dog|imidlertid|emellertid|däremot|derimot|derimod|alltså|altså|sig|seg|samtidigt?|samtidig|kraftigt?"
    r"|något|noe"
    r"|noget|lidt|litt|betydligt|betydelig|klart?|tydligt?|tydelig|markant|signifikant|statistiskt?|knap+t?|nästan"
    r"|næsten"
    r"|nesten|fortfarande|fortsatt|fortsat|till och med|i genomsnitt|i gjennomsnitt|i gennemsnit|i stort sett"
    r"|stort sett?"
    r"|praktiskt? tal[et]t?|heller|h?verken|varken|n['’]t|vid uppföljningen|efter insatsen"
    r"|\d[\d.,]* ?(?:%|per ?cent|procent|prosent|pct\.?)(?:[ -]?(?:age )?(?:points?|enheter|enhet|poeng|point))?"
    r"|(?:percentage|procent|prosent)[ -]?(?:points?|enheter|poeng|point)|\d[\d.,]* points?|a (?:third|quarter|fifth"
    r"|tenth)"
    r"|en (?:tredjedel|fjärdedel|fjerdedel|femtedel|tiondel|tiendedel)|ungefär|omkring|omtrent|cirka|ca\.?|om lag"
    r"|circa|drygt"
    r"|nær|näst intill|lidt|litt|noget|noe|lite|en smule|en aning|a shade|a little|a bit|slightly|somewhat|marginally"
    r"|about"
    r"|roughly|around|some|on average|i snitt|i snit|temmelig|ganska|relativt?|klart|betydeligt|væsentligt|vesentlig"
    r"|väsentligt|tydeligt) "
)
AUXILIARY: Final = re.compile(rf"(?<!\w)(?:{_GROUP})+$")
COPULA: Final = re.compile(
    r"\b(?:was|were|is|are|had been|lay|stood|remained|stayed|became|var|är|er|blev|ble|låg|lå|ligger|havde været"
    r"|hade varit"
    r"|hadde vært|stod|sto)\b"
)
AMOUNTED: Final = re.compile(
    r" (?:amounted to|totalled|numbered|came to|uppgick(?: till)?|utgjorde|uppmättes till|noterades till"
    r"|beløp seg til|beløb sig til|udgjorde|lå på|låg på|var på|talte) $"
)
LEADING: Final = re.compile(
    r"(?:\W*(?:and|or|also|then|och|og|samt|men|but|however|as for|result: |results?|resultat(?:er)?|dock|dessutom"
    r"|desuten"
    r"|desuden|vidare|videre|likaså|heller ikke|neither did) )+"
)
PREPOSED: Final = re.compile(
    r"\W*(?:in|on|at|after|before|during|across|among|for|over|within|by|from|with|under|between|compared|relative"
    r"|when|as"
    r"|i|på|efter|etter|före|før|innan|inden|under|bland|blant|blandt|hos|vid|ved|för|med|över|av|af|från|fra|inom"
    r"|innen"
    r"|inden|mellan|mellom|mellem|jämfört|sammenlignet|här|her|där|der|då|da|nu|nå|också|også|samtidigt?|däremot"
    r"|derimot"
    r"|derimod|dock|dog|till|til|utan|uten|uden|enligt|ifølge|ett år|et år|to år|två år|mot|mod|trots|tross|trods"
    r"|against|versus|than|än|enn|end|although|since|som (?:väntat|ventet|forventet|förväntat)|till skillnad"
    r"|til forskel)\b"
)
INVERTED: Final = re.compile(
    r".{2,70}? (?:var|är|er|blev|ble|hade|hadde|havde|har|låg|lå|ligger) (?P<subject>[^\d].*)$"
)
NO_SUBJECT: Final = re.compile(
    r"(?:it|either|only|they|this|these|those|there|we|i|he|she|both|all|some|many|most|none|neither|each|one|two"
    r"|three|another|more"
    r"|less|here|what|which|who|det|den|de|dem|detta|dette|dessa|disse|denna|denne|vi|han|hun|hon|man|alla|alle|båda"
    r"|begge"
    r"|några|noen|nogle|många|mange|flera|flere|ingen|inga|inget|intet|ikke|inte|en|to|tre|två|fyra|fire|\d.*|som|der"
    r"|hvor"
    r"|hvad|hva|vad|vilket|hvilket|noe|noget|något|nothing|everyone|enligt|ifølge)$"
)
DETERMINER: Final = re.compile(
    r"(?:the|a|an|its|their|his|her|this|these|all|any|some|de|den|det|deras|deres|sin|sina|sine|denna|denne"
    r"|dette)(?= )"
)
OTHERS: Final = re.compile(
    r"\W*(?:first|second|third|others?|rest|latter|former|same|remaining|andra|andre|anden|andet|annet|första|første"
    r"|tredje"
    r"|övriga|øvrige|samma|samme|förra|forrige|sista|siste|sidste)\b"
)
COUNTED: Final = re.compile(
    r"(?:the )?(?:average |mean |total |overall |monthly |annual )?(?:share|proportion|percentage|number|rate|risk|odds"
    r"|likelihood|probability|chance)s?\b|(?:den |det )?(?:andel|antal|del|risk|risiko|sannolikhet|sannsynlighet"
    r"|sandsynlighed|odds)\w*\b"
)
CLAUSE_WITHIN: Final = re.compile(
    r"\b(?:that|which|who|whose|where|when|if|whether|because|we|they|you|som(?! (?:en )?(?:följd|følge))|der|hvor|hvis"
    r"|där|när|når|om(?= \w+ (?:var|er|är))|vi|kan|could|may|might|should|would|skulle|kunde|kunne|ska|skal|bør|bör"
    r"|says?|said|found|shows?|showed|visar|visade|viser|viste|fann|fant|fandt|tyder|menar|mener|anser|uppger|oppgir)\b"
)
# What is no outcome of a measure: the study and its parts, the measure and what goes into it, who was there, and the
# change itself.
NO_OUTCOMES: Final = re.compile(
    r"(?<![\w-])(?:stud(?:y|ies)|reviews?|trials?|evaluations?|samples?|respon(?:se|dents?)\w*|attrition|heterogeneity"
    r"|(?:un)?certainty|quality|groups?|arms?|areas?|districts?|municipalit\w+|neighbou?rhoods?|schools?|sites?|towns?"
    r"|cit(?:y|ies)|countr(?:y|ies)|estates?|streets?|effects?|impacts?|results?|findings?|differences?|reductions?"
    r"|decreases?|increases?|declines?|changes?|gains?|trends?|developments?|patterns?|estimates?|ratios?|evidence"
    r"|associations?|outcomes?|models?|analys[ei]s|interventions?|program(?:me)?s?|measures?|projects?|schemes?|effort"
    r"|participants?|partners?|members|men|women|boys|girls|children|pupils|students|patients|people|persons|residents"
    r"|offenders|prisoners|clients|controls?|population|age|ages|sex|gender|budgets?|funding|staff\w*|officers|patrols?"
    r"|cameras?|lamps?|lights?|weather|temperature|pandemic|years?|months?|weeks?|days?|interest|research|methods?|data"
    r"|coverage|fidelity|implementation|dose|delivery|costs?|prices?|expenditure|spending|follow-up|baseline"
    r"|register\w*"
    r"|figures?|numbers?|levels?|scores?|uptake|size|time|police force|force|authors?|experts?|interviewees"
    r"|studie\w*|översikt\w*|oversikt\w*|försök\w*|forsøk\w*|forsøg\w*|utvärdering\w*|evaluering\w*|urval\w*|utvalg\w*"
    r"|udvalg\w*|svarsfrekvens\w*|svarprosent\w*|svarprocent\w*|bortfall\w*|frafall\w*|frafald\w*|heterogenitet\w*"
    r"|(?:u|o)?sikkerhe[td]\w*|\w*gruppe?(?:n|r|rna|ne|rne|a)?|\w*grupp(?:en|er|erna)?|områd\w*|stad\w*|kommun\w*"
    r"|byer\w*"
    r"|byen|skol(?:a|an|or|orna|er|en|erne|ene)|effekt(?:en|er|erna|ene|erne)?|resultat\w*|fynd\w*|funn\w*|fund\w*"
    r"|skillnad\w*|forskjell\w*|forskel\w*|minskning\w*|ökning\w*|nedg[åa]ng\w*|fald\w*|stigning\w*|økning\w*"
    r"|utveckling\w*"
    r"|utvikling\w*|udvikling\w*|trend\w*|mönster|mønster|mønstret|estimat\w*|evidens\w*|samband\w*|sammenheng\w*"
    r"|sammenhæng\w*|utfall\w*|udfald\w*|modell?\w*|analyse?\w*|insats\w*|indsats\w*|innsats\w*|tiltak\w*|åtgärd\w*"
    r"|program\w*|projekt\w*|prosjekt\w*|delta\w+|män|kvinn\w*|kvind\w*|menn|mænd|pojk\w*|flick\w*|gutt\w*|jent\w*"
    r"|dreng\w*"
    r"|pig\w*|barn\w{0,3}|børn\w*|elev(?:er|erna|ene|erne)?|patient\w*|pasient\w*|person\w*|folk\w*|invånar\w*"
    r"|innbygger\w*"
    r"|indbygger\w*|befolkning\w*|studenttal\w*|studentantal\w*|ålder\w*|alder\w*|kön\w*|kjønn\w*|køn\w*|budget\w*"
    r"|budsjett\w*|bemanning\w*|personal\w*|politi(?:et)?|polis(?:en|er)?|patrull\w*|patrulj\w*|kamer\w*|belysning\w*"
    r"|väder\w*|været|vejret|pandemi\w*|år\w{0,3}|månad\w*|måned\w*|uk[ae]\w*|dag(?:ar|er|e)?|intresse\w*|interesse\w*"
    r"|forskning\w*|metod\w*|data\w*|genomförand\w*|gjennomføring\w*|gennemførelse\w*|kostnad\w*|omkostning\w*|pris\w*"
    r"|utgift\w*|udgift\w*|uppföljning\w*|oppfølging\w*|opfølgning\w*|regist(?:er|re)\w*|siffr\w*|tal|tall|tallene"
    r"|tallet"
    r"|nivå\w*|niveau\w*|poäng\w*|storlek\w*|størrelse\w*|tid|tiden|tids\w+|författar\w*|forfatter\w*|publik\w*"
    r"|skjenketid\w*"
    r"|öppettid\w*|åpningstid\w*|åbningstid\w*|kontroll?(?:er|erna|ene|erne|en)?|besök\w*|besøk\w*|besøg\w*|möten\w*"
    r"|møter\w*"
    r"|møder\w*|period\w*|dels|search\w*|sökning\w*|søket|søgning\w*|litteratur\w*|høringssvar|lines)(?![\w-])"
)
ADJECTIVE: Final = re.compile(
    r"un|in[de]|equ|similar|compar|identical|the same|same|alike|no |as |on a par|about|opå|oför|oru|upå|uæn|uen|ufor"
    r"|uro"
    r"|lik|jäm|snar|sam|ens|på |i (?:nivå|linj|par)|den|det|de "
)
USUAL: Final = re.compile(r" (?:than|än|enn|end) (?:usual|normal|vanlig|normalt|sædvanlig|väntat|ventet)\w*")
# One word alone is a noun in Norse where it has the ending of one.
NOUN: Final = re.compile(r"\w{3,}(?:[aeo]n|et|n[ae]|[aeo]r|ena|else|ing|het|hed|tet)$")
OF: Final = re.compile(r" (?:of|in|among|for|with|by|on|at|i|av|af|på|för|blant|blandt|bland|til|till|med|mot|hos)\b")
OBJECT_OF: Final = re.compile(
    r"(?: \w+){0,1}? (?:on|in|for|of|i|på|för|för|av|af|når det gjelder|når det gjaldt|hvad angår|vad gäller|i fråga om"
    r"|med hänsyn till|med hensyn til|as regards|with regard to|with respect to|in terms of) "
)
# What stands between a verb and the subject behind it.
ADVERBS: Final = re.compile(
    r"(?: (?:sig|seg|däremot|derimot|derimod|dock|dog|imidlertid|emellertid|inte|ikke|ej|också|også|heller|samtidigt?"
    r"|således"
    r"|signifikant|nämnvärt|troligen|trolig|sannolikt|sannsynligvis|sandsynligvis|formodentlig|alltså|altså|även"
    r"|till och med"
    r"|kraftigt|tydligt|markant|i stort sett|stort set))* "
)
# "Med hensyn til gæld lignede grupperne hinanden": what it is about goes first.
TOPIC: Final = re.compile(
    r"\W*(?:as (?:for|regards)|regarding|concerning|with (?:regard|respect) to|in terms of|when it (?:comes|came) to|on"
    r"|i fråga om|vad (?:gäller|gällde|avser|angår)|när det (?:gäller|gällde)|beträffande|med (?:hänsyn"
    r"|avseende) (?:till|på)"
    r"|når det (?:gjelder|gjaldt|kommer til)|med hensyn til|i spørsmålet om|hva (?:gjelder|angår)|hvad (?:angår|angik)"
    r"|når det (?:gælder|gjaldt)|i forhold til|målt (?:alene )?på|på) "
)
DIRECT: Final = re.compile(r"affect|influenc|impact|alter|dent|påvirk|påverk|rubb|rokk|rå|bet |bed |bit ")
# What is told of those of whom it is said: "the share of pupils who".
WHO: Final = re.compile(r" (?:who|which|that|som|der|whose|hvor|där|deres)\b")
# "the effect of X": X is what was tried
OBJECT_ON: Final = re.compile(OBJECT_OF.pattern.replace("for|of|", "for|").replace("|av|af|", "|"))
# What follows a verb that takes no object here: "rose by", "minskade i", "falt fra".
NO_OBJECT: Final = re.compile(
    said.INTRANSITIVE.pattern
    + r"| (?:med|från|fra|på|hos|bland|blant|blandt|till|til|efter|etter|under|mer|mere|mest|mindst|minst"
    r"|mindre|inte|ikke|också|også|något|noe|noget|lidt|litt|signifikant|kraftigt?|markant|tydligt?|mellan|mellom"
    r"|mellem|både|så|der"
    r"|där|når|när|fram|samtidigt?|betydligt|betydelig|klart|knappt|knap|jämfört|sammenlignet|som|over|över|enn|än"
    r"|end)\b"
)
PASSIVE: Final = re.compile(r"(?:\b(?:was|were|been|being|be|blev|ble|blevet|blitt|blivit|er|är)(?: \w+){0,3} )$")
FINITE: Final = re.compile(r"\b(?:was|were|is|are|had|has|var|är|er|blev|ble|hade|havde|hadde|har|kan|can)\b")
ENDS: Final = re.compile(
    r"[,;:.()–\d]| (?:in|among|by|from|than|compared|after|during|when|while|and was|was|were|is|are|had|has|could"
    r"|did|that"
    r"|which|who|between|at|over|relative|per|i|bland|blant|blandt|hos|än|enn|end|fra|från|med|efter|etter|under|över"
    r"|ved"
    r"|vid|mellan|mellom|mellem|der|som|var|er|är|blev|ble|kunne|kunde|lot|gick|gikk|kan|hade|havde|hadde|jämfört"
    r"|sammenlignet|inte|ikke)\b|$"
)
ENDS_COUNTED: Final = re.compile(
    r"[,;:.()–]| (?:from|than|compared|between|relative|än|enn|end|fra|från|med|mellan|mellom|mellem|jämfört"
    r"|sammenlignet"
    r"|both|\d[\d.,]* to)\b(?! (?:\w+ ){0,2}(?:the )?(?:police|polis|politi))| (?:in|i|among|bland|blant|blandt"
    r"|hos) (?:the )?"
    r"(?:both|båda|begge|programme|treat\w+|intervention|experimental|control|comparison|\w*grupp\w*|\w*området"
    r"|\w*områdene|zon\w*"
    r"|sonen)|$"
)
TESTED: Final = re.compile(
    r"\d|\b(?:than|compared|between|both|än|enn|end|jämfört|sammenlign\w+|mellan|mellom|mellem|båda|begge|bägge"
    r"|(?:control|comparison|kontroll?|jämförelse|sammenlignings?)\w*|arms?|\w*grupp\w*|signifi\w+|halvera\w*"
    r"|halver\w*|halved|doubled|fördubbla\w*|fordobl\w*|statistisk\w*|(?:year|term|season|month)s? (?:before|earlier)"
    r"|året (?:före|innan|før|forinden)|som (?:tidigare|förut|före|før|tidligere)|(?:than|as) before|certainty"
    r"|confidence"
    r"|tillförlitlighet\w*|evidensstyrka|tillit|tiltro|evidens|(?:more|less|mer|mere|mindre) (?:in|among|i|hos|bland"
    r"|blant|blandt)"
    r"|led to|resulted in|followed by|ledde till|medförde|resulterade i|førte til|medførte|resulterte i|resulterede i"
    r"|(?:all|most|three|four|five|six|seven|eight|nine|ten|alla|alle|de flesta|de fleste|tre|fyra|fire|fem|sex|seks"
    r"|sju|syv"
    r"|åtta|åtte|otte|nio|ni|tio|ti) (?:\w+ ){0,2}(?:stud\w+|trials?|evaluations?|undersök\w+|undersøk\w+|undersøg\w+)"
    r"|(?:no|nor|not|any|ingen|inga|inget|intet|inte|ikke|någon|några|noen|nogen|nogle) (?:\w+ ){0,4}?(?:effects?"
    r"|impacts?|differences?"
    r"|changes?|effekt\w*|skillnad\w*|forskjell\w*|forskel\w*|virkning\w*|förändring\w*|endring\w*|ændring\w*))\b"
)
