"""The words by which a text tells how many it looked at: whom it counts, and what was done with those counted."""

import re
from typing import Final

from enrichment.numerals import WRITTEN

UNITS: Final[dict[str, str]] = {
    "participants": (
        r"participants?|persons?|people|individuals?|subjects?|respondents?|adults?|men|women|boys?|girls?|children"
        r"|adolescents?|youths?|young people|young men|young women|teenagers?|students?|pupils?|offenders?|inmates?"
        r"|prisoners?|probationers?|parolees?|clients?|applicants?|survivors?|workers?|members?"
        r"|employees?|voters?|arrestees?|victims?|patients?|couples?|famil(?:y|ies)|parents?|mothers?"
        r"|fathers?|households?|residents?|officers?|teachers?|juveniles?|defendants?|veterans?|infants?|detainees"
        r"|deltagare|personer|individer|ungdomar|unga|barn|elever|män|kvinnor|pojkar|flickor|vuxna|klienter|intagna"
        r"|dömda|brottsoffer|patienter|föräldrar|mödrar|familjer|hushåll|boende|invånare|studenter|poliser"
        r"|respondenter"
        r"|svarande|fångar|försökspersoner|sökande|anställda|medarbetare|väktare|kunder|besökare"
        r"|överlevande|tonåringar|högstadieelever"
        r"|deltakere|deltakarar|ungdommer|elevar|menn|kvinner|gutter|jenter|voksne|klienter|innsatte|domfelte"
        r"|pasienter|foreldre|mødre|husholdninger|innbyggere|beboere|informanter|ansatte|søkere"
        r"|lokalpolitikere|brukere|kunder|tenåringer|familier|par|foreldrepar"
        r"|deltagere|unge|mænd|kvinder|drenge|piger|indsatte|dømte|patienter|forældre|ansatte|ansøgere"
        r"|medarbejdere|brugere|beboere|teenagere|personer|familier|husstande|borgere|børn"
        r"|users?|customers?|drivers?|avhoppare|ofre|chaufförer|sjåfører|chauffører|lärare|lærere|modtagere|mottakere"
        r"|brugere|betjente|politifolk|\d{0,2}[–-]?\d{1,2}-år(?:ingar|inger|ige)"
        r"|recipients?|passengers?|travellers?|tenants?|callers?|nurses?|guards?|managers?|witnesses|complainants?"
        r"|refugees?|spectators?|councillors?|åskådare|tilskuere"
        r"|(?:care )?leavers?|smokers?|drinkers?|owners?|neighbou?rs?|perpetrators?|suspects?|staff|professionals?"
        r"|\w{0,18}(?:deltagare|elever|personer|ungdomar|kvinnor|anställda|medarbetare|handläggare|chefer|vakter"
        r"|boende|ägare"
        r"|mottagare|resenärer|hyresgäster|misstänkta|lagöverträdare|vittnen|deltakere|deltagere|ungdommer|kvinner"
        r"|kvinder"
        r"|ansatte|ledere|lærere|forbrytere|lovbrytere|overtredere|lovovertrædere|siktede|sigtede|tiltalte|behandlere"
        r"|medarbeidere|medlemmer|medlemmar|vektere|vagter|vakter|foreldre|forældre|eiere|ejere|reisende|rejsende"
        r"|lejere"
        r"|leietakere|vitner|vidner|gravide|gravida|mottakere|modtagere|løslatte|løsladte)"
        r"|ledamöter|ersättare|förtroendevalda|nämndemän|politiker|politicians|representanter|representatives|aldermen"
        r"|therapists|counsellors|social workers|practitioners|experts|leaders|coordinators|caseworkers|prosecutors"
        r"|judges|mentors|volunteers|informants|activists|journalists|shopkeepers|licensees|landlords|debtors"
        r"|\w{0,18}(?:terapeuter|sekreterare|arbetare|pedagoger|psykologer|rådgivare|samordnare|utredare|konsulenter"
        r"|konsulter|åklagare|domare|jurister|experter|representanter|förare|handlare|värdar|frivilliga|klienter|sjuksköterskor"
        r"|arbeidere|arbejdere|rådgivere|koordinatorer|saksbehandlere|sagsbehandlere|pedagoger|psykologer|dommere|eksperter"
        r"|frivillige|feltarbeidere|sykepleiere|sygeplejersker|politikere|studenter|studerende|søsken|søskende)"
        r"|(?:[a-zåäöæø-]{3,20} ?)?(?:interviews|intervjuer|djupintervjuer)"
    ),
    "firms": (
        r"farms|(?:licensed )?premises|venues|hotels|hotell(?:er)?|lantbruk|gårdsbruk"
        r"|(?:serverings|utskänknings|skjenke|udskænknings)(?:ställen|steder)|kiosk(?:s|er|ar)?|restaurants?|pubs"
        r"|banks|\w{0,16}restauranger|\w{0,16}restauranter|krogar|firms"
        r"|companies|businesses|shops|stores|\w{0,16}bolag|\w{0,16}företag|\w{0,16}butiker|\w{0,16}butikker"
        r"|\w{0,16}bedrifter|selskaper|selskaber|\w{0,16}virksomheder"
    ),
    "schools": r"(?:\w{3,12} )?schools?|skolor|gymnasieskolor|grundskolor|skoler|skular",
    "classes": r"classrooms?|(?:school )?classes|klasser|skolklasser|skoleklasser",
    "areas": (
        r"areas?|neighbou?rhoods?|blocks|street segments|streets|hot ?spots|cities|towns|municipalities|counties"
        r"|communities|villages|police districts|beats|sites|census tracts"
        r"|områden|bostadsområden|stadsdelar|kommuner|städer|platser|gator|orter|polisområden|län"
        r"|områder|bydeler|byer|gater|steder|bydele|boligområder|gader"
    ),
    "studies": (
        r"(?:\w{4,12} )?(?:studies|trials|rcts|experiments|evaluations)|evaluations|effect sizes|articles|papers"
        r"|(?:vetenskapliga |primär)?studier|utvärderingar|artiklar|försök|effektmått|experiment"
        r"|evalueringer|artikler|forsøk|undersøkelser|studiar|undersøgelser|forsøg|effektstudier"
    ),
    "institutions": r"prisons|facilities|anstalter|fengsler|fængsler",
    "cases": (
        r"cases|incidents|calls|sentences|\w{0,16}ärenden|fall|anmälningar|domar|\w{0,16}saker|\w{0,16}sager"
        r"|domme|dommer|anmeldelser"
        r"|hendelser"
    ),
}
# Not whom a study looked at, but where, or the studies that a review is of.
PLACES_AND_STUDIES: Final = frozenset({"areas", "schools", "classes", "studies", "institutions"})
ANY_UNIT: Final = "|".join(rf"(?P<{unit}>{words})" for unit, words in UNITS.items())
INTEGER: Final = r"\d{1,3}(?:[ .,\u00a0\u202f’']\d{3}){1,3}(?!\d)|\d{1,9}"
_NO_PART: Final = r"(?<![\w.,%$£€–-])(?<!\d )"
# Between the number and what is counted: "412 first-time male offenders", "1 234 slumpvis utvalda ungdomar".
COUNTED: Final = re.compile(
    rf"{_NO_PART}(?<!grade )(?<!grades )(?<!age )(?<!aged )(?<!ages )(?<!årskurs )(?<!klass )(?<!under )(?<!below )"
    rf"(?<!färre än )(?<!færre enn )(?<!færre end )(?<!fewer than )"
    rf"(?P<number>{INTEGER}) (?:(?!and |or |to |och |of |in |fewer |more |färre |fler |færre |flere "
    rf"|percent|per |procent|prosent|mill|mio)[a-zåäöæø-]{{2,20}} ){{0,4}}?(?:{ANY_UNIT})(?![\w-])",
)
UNIT_BEFORE: Final = re.compile(rf"\b(?:{ANY_UNIT})[ ,:;(\[]{{0,3}}$")
N: Final = re.compile(
    r"(?<![A-Za-zÅÄÖåäö])(?:[Nn](?: ?[=:]| of (?=\d))|(?:[Ss]ample size(?: of| was)?|total sample of"
    rf"|urval(?:et)? (?:på|om)|utvalg på)(?: ?[=:])?) ?(?P<number>{INTEGER})(?![\d%]|[.,]\d)"
)
# A number of something that no list holds, in words that only speak of a sample: "5 400 households were randomised".
COUNTED_ELSE: Final = re.compile(
    rf"{_NO_PART}(?P<number>{INTEGER}) (?!percent|per|procent|prosent|pct|million|miljoner|millioner|mill|mio"
    r"|miljard\w*|years?|months?|weeks?|days?|hours?|minutes?|times?|points?|år|måned\w*|månad\w*"
    r"|veck\w*|uker?|uger?|dag\w*"
    r"|tim\w+|minut\w*|gange?r?|gånger|kron\w+|kr|euro|dollars?|more|fewer|less|färre|fler|flere|færre|flera|mindre"
    r"|higher|lower|others|andra|andre|jämförande|comparative|controlled|kontroll\w+|randomis\w+|and|or|to|och|og|eller|km|meter"
    r"|metres)(?P<what>[a-zåäöæø-]{4,24})"
)
# Places, what a search of the literature finds, and the crimes that are the outcome.
NO_SAMPLE: Final = re.compile(
    r"stud|artik|article|paper|trial|review|record|reference|referens|referan|titl|hit|träff|treff|træf|poster"
    r"|abstract"
    r"|undersök|undersøk|undersøg|utvärd|evalu|databas|skol|school|kommun|municip|områd|area|städer|byer|cit(?:y"
    r"|ies)|town"
    r"|district|distri|kvarter|butik|street|gat[oea]r|gader|klass|class|stat|stasjon|park|dokument|sid|mention"
    r"|frågor|item|countr|länder|land\b|lande"
    r"|inbrott|innbrudd|indbrud|burglar|theft|stöld|tyveri|brott|lovbrudd|crime|offence|assault|misshandel|skyt|skud"
    r"|skjut|shooting|robber|røveri|anmäl|anmeld|incident|hendelse|hændelse"
)
_ASKED: Final = (
    r"answered|replied|responded|took part|participated|interviewed|surveyed|questioned|told us"
    r"|(?:spoke|talked|spoken) (?:to|with)"
    r"|svarade|besvara\w*|deltog|\w*intervjua\w+|samtal\w* med|samtalat|talat med|pratat med|berättade|har berättat"
    r"|svarte|besvart\w*|deltok|intervjue\w+|snakket med|fortalte om|har fortalt"
    r"|svarede|interviewe\w+|talt med"
)
_CHOSEN: Final = (
    r"random\w+|recruited|enrolled|sampled?|drawn|matched|assigned|allocated|identified|included|followed"
    r"|lottad\w*|lottning\w*|slumpa\w*|rekryterade\w*|match\w*|urval\w*|fördelades"
    r"|trukket|loddtrekning\w*|tilfeldig\w*|utvalg\w*|stikprøve\w*|lodtrækning\w*|tilfældig\w*|fordelt"
)
_GONE_THROUGH: Final = (
    r"read|reviewed|analy[sz]ed|coded|läst|lästes|gått igenom|gick igenom|granska\w*|analysera\w*|omfattar"
    r"|bygger(?: på)?"
    r"|lest|gjennomgått|analysert\w*|omfatter|læst|gennemgå\w*|analysere\w*|baser\w*"
)
# The counted were drawn or asked, and so are a sample whatever the text is.
DRAWN: Final = re.compile(rf"\b(?:{_ASKED}|{_CHOSEN.replace('|identified|included|followed', '')})\b")
# Somebody was asked, and answered.
REACHED: Final = re.compile(
    rf"\b(?:{_ASKED}|returned|spørreundersøkelse\w*|spørreskjema\w*|spørgeskema\w*|enkät\w*|survey|questionnaires?"
    r"|nettskjema|skema(?:et)?|skjema(?:et)?|formulär\w*|spurt|spurgt|did so|svar|interviews?|intervju\w*"
    r"|besvarelser)\b"
)
# What is done with files and cases that are a sample.
READ: Final = re.compile(rf"\b(?:{_GONE_THROUGH}|{_CHOSEN})\b")
# What the counted are when it is told that they were what the study rests on.
SAMPLE: Final = re.compile(
    rf"\b(?:{_ASKED}|{_CHOSEN}|{_GONE_THROUGH}"
    r"|sampl\w+|offered|tilb[uy]\w*|erbj\w*|udby\w*|participat\w*|recruit\w*|enrol\w*|includ\w*|analy[sz]\w*|interview\w*"
    r"|survey\w*|follow(?:s|-?\s?up)|pooled|synthesi[sz]\w*|met (?:the )?inclusion|compris\w*"
    r"|consist\w*|complet\w*|respond\w*|visited|given to|trained|concerns|data (?:on|from|for)|cohort|among"
    r"|involv\w*|based on|evaluat\w*|compar\w*|total of|tracked|drawing on|draws (?:up)?on|drew on|gathered|traced"
    r"|delt[oa]\w*|lotta\w*|slump\w*|rekryter\w*|inklud\w*|ing(?:ick|år)|omfatta\w*|analyser\w*|intervju\w*|koble\w*"
    r"|enkät\w*|följd\w*|följt\w*|följs|totalt|jämför\w*|uppfyllde|bestå\w*|bestod|utgörs"
    r"|rekruttert\w*|inkluder\w*|omfatt\w*|fulgt\w*|spurt|sammenlign\w*|inngår|i alt|tilsammen|til sammen"
    r"|rekrutter\w*|indgår|indgik|fulgte|spurgt)\b",
)
NOT_OURS: Final = re.compile(
    r"\b(?:million|billion|per \d|per year|annually|each year|every year|nationwide|worldwide"
    r"|(?:previous(?:ly)?|prior|tidigare|tidligere)(?: \w+){0,2} (?:stud|research|evaluat|forsk|undersö|undersø|utvärd"
    r"|evaluer|report|rapport|trial|försök|forsøk|forsøg|review|översikt)\w*"
    r"|(?<!we )estimated|approximately \d+ million|miljon\w*|varje år|per år|årligen|per invånare|per 100|hvert år"
    r"|årlig|population of|befolkning\w*|died|killed|dödades)\b",
)
PLANNED: Final = re.compile(
    r"\b(?:will|planned|intend\w*|aim\w* to (?:recruit|enrol)|kommer att|planeras|ska|skal|vil bli|vil blive"
    r"|planlegger|planlægger|planerar|forventes|väntas|räknar med)\b",
)
IN_YEAR: Final = re.compile(
    r"(?:\b(?:in|of|since|from|until|during|i|sedan|från|till|under|siden|fra|til|spring|summer|autumn|winter|våren"
    r"|sommaren|hösten|vintern|høsten|sommeren|vinteren|foråret|efteråret)|[a-zæøåäö]{2}(?:uari|ruari|mars"
    r"|april|maj|mai|june?i?|july?i?|augusti?|ember|ober|uary|march|may)) $"
)
ON_AVERAGE: Final = re.compile(
    r"\b(?:on average|average of|mean of|i snitt|i gjennomsnitt|i genomsnitt|i gennemsnit)(?: \w+){0,2} $"
)
# "1 904 of them answered", "nineteen of whom": the counted were named before.
_OF_THEM: Final = r" (?:of (?:them|these|those|whom)|av (?:dem|dessa|disse)|af (?:dem|disse))\b"
_ANSWERING: Final = (
    r"(?:answered|replied|responded|took part|agreed|consented|participated|svarade|deltog|samtyckte"
    r"|tackade ja|svarte|deltok|samtykket|takket ja|svarede|samtykkede|takkede ja|did so)"
)
OF_THEM_COUNTED: Final = re.compile(
    rf"{_NO_PART}(?:(?P<number>{INTEGER})(?:{_OF_THEM}| (?:of (?:{INTEGER}) )?(?P<answered>{_ANSWERING})\b"
    r"| (?:svar|responses|questionnaires|besvarelser|replies|interviews)\b)"
    rf"|\b{_ANSWERING} (?P<after>{INTEGER})(?=[.,;]|$)"
    rf"|\b(?:of|av|af) (?:the|de|dei) (?P<who>{INTEGER}) (?:who|som|der|that)\b)"
)
# "Household interviews were held on both estates, 948 in all", "till sammen kom det inn 731".
IN_ALL: Final = re.compile(
    rf"{_NO_PART}(?P<number>{INTEGER}) (?:in all|in total|altogether|all told|totalt|sammanlagt|i allt|i alt"
    r"|til sammen|tilsammen)\b"
)
# They were sent questions: those who answered are the sample, not those who were sent them.
SENT: Final = re.compile(
    r"\b(?:sent|mailed|posted|invited|approached|asked|skickades|skickade|sändes|inbjöds|tillfrågad\w*"
    r"|sendt|sendte|utsendt|udsendt|invitert\w*|inviteret|inviterede|forespurt|adspurgt\w*|questionnaires?|survey|enkät\w*"
    r"|spørreskjema\w*|spørgeskema\w*|nettskjema|formulär\w*)\b"
)
# "forty-one survivors", "tre hundra arton familjer", "arton avhoppare": whom a study is of, told in words.
IN_WORDS: Final = re.compile(
    rf"(?<![\w-])(?=\w)(?P<number>{WRITTEN}) "
    rf"(?:(?!and |or |to |och |of |in |per |av |i |af |that |which |who |som |der )[a-zåäöæø-]{{2,20}} ){{0,3}}?(?:"
    + "|".join(rf"(?P<{unit}>{UNITS[unit]})" for unit in ("participants", "firms"))
    + r")(?![\w-])"
)
IN_WORDS_OF_THEM: Final = re.compile(rf"(?<![\w-])(?=\w)(?P<number>{WRITTEN}){_OF_THEM}")
# A second group right after the first: "22 residents and 15 clients", "18 kvinner samt fire menn".
AND: Final = re.compile(
    r"[\w ,()-]{0,60}?\b(?:(?:and|och|og|samt|plus|as well as)(?: (?:another|ytterligare|dessuten))?"
    r"|(?:compar|jämför|sammenlig?n|sammenlikn)\w* (?:them |these |dem |disse )?(?:with|to|med)) $"
)
# Between groups that were spoken with: "interviews with 19 women, along with single interviews with 12 of staff".
SPOKEN: Final = re.compile(
    r"\b(?:interview\w*|intervju\w*|djupintervju\w*|dybdeintervju\w*|samtal\w*|conversations?|spoke(?:n)?|talked|snakket"
    r"|talt|pratat|talat|berätta\w*|fortalt\w*|told|fokusgrupp\w*|focus groups?|gruppeintervju\w*)\b"
)
BESIDE: Final = re.compile(r"\b(?:and|och|og|samt|along with|as well as|plus|with|med|därtill|dertil)\b")
AMONG_THEM: Final = re.compile(r"\b(?:varav|hvorav|hvoraf|of whom|of which|including|däribland|heraf|herav|deraf)\b")
# "1 212 spectators before and 1 087 after": the same ones are seldom asked twice at a place.
BEFORE_AND_AFTER: Final = re.compile(
    rf" (?:before|före|innan|før)(?: [\w]+){{0,3}} (?:and|och|og) (?P<number>{INTEGER}) (?:after|efter|etter)\b"
)
_FOR_EACH: Final = (
    r"for (?:each|every)(?: of them| one)?|each(?: of them)? (?:was|is)|för var och en|var och en|för varje|til hver"
    r"|for hver|hver (?:av|af) dem|hver enkelt"
)
_FOUND: Final = (
    "chosen|selected|matched|found|paired|valdes|matchades|matchats|parades|parret|funnet|fundet|udvalgt|valgt|plukket"
)
_ONE: Final = "one|a|an|en|ett|et|én"
# "compared with 107 others", "and as many without": the same number again, or as many, are the second of two groups.
AS_MANY: Final = (
    r"(?<![\d.,])NUMBER(?![\d%]).{0,400}?(?:"
    r"\b(?:match\w*|compar\w*|jämför\w*|sammenlig?n\w*|sammenlikn\w*|koble\w*|par\w*|with|med)\b[^.;\d]{0,80}?"
    r"(?:\b(?:as many|an equal number|lika många|like mange|lige så mange|samme antall?)\b|(?<![\d.,])NUMBER(?![\d%]))"
    rf"|\b(?:{_FOR_EACH})\b[^.;\d]{{0,60}}?\b(?:{_FOUND}|koblet)\b (?:\w+ ){{0,5}}?(?:{_ONE})\b"
    rf"|\b(?:{_FOR_EACH})\b[^.;\d]{{0,40}}?\b(?:{_ONE}) (?:\w+ ){{1,6}}?(?:{_FOUND})\b)"
)
