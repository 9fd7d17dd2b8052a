"""What stands around a word of change and decides whether it tells a result: negation, aims, doubt, citing, trends.

All match text in lower case.
"""

import re
from typing import Final


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?![\w-])")


# Negation before a cue, in the same clause; "not only" is none.
NEGATED: Final = re.compile(
    r"(?:(?<!\w)(?:no|not|nothing|ingenting|never|neither|nor|without|fail(?:ed|s|ure) to|unable to|cannot|hardly"
    r"|barely(?! signi)|scarcely|lack of"
    r"|absence of|none of"
    r"|little|ineffective"
    r"|inte|ej|icke|ingen|inga|inget|utan|knappast|misslyckades|varken|saknades|uteblev"
    r"|icke-?signifikant\w*"
    r"|ikke|ikkje|intet|inkje|uten|uden|verken|hverken|neppe|næppe|mislyktes|mislykkedes"
    r"|rather than|snarare än|snarere en[nd]|heller enn)(?!\w)|n['’]t)"
    r"(?! (?:only|just|merely|bara|endast|enbart|bare|kun|alene|longer|least|doubt|matter"
    r"|surprisingly|later|for|för)\b)"
    r"(?![^,;:]{0,60}\b(?:but|that|which|who|som|der)\b)[^,;:]{0,60}$",
)
NO_EVIDENCE: Final = re.compile(
    r"\b(?:no|little|insufficient|without|not (?:find|found|provide|show|have)\w*|n['’]t find|ingen|inga"
    r"|inget|inget stöd|ikke"
    r"|inte (?:hitta|visa|finna|se|påvisa)\w*|intet|ikke (?:finne|finde|vise|fant|fandt|påvise)\w*)"
    r"(?: \w+){0,3} (?:evidence|indications?|support|proof|signs?|belägg|stöd|bevis|tecken|indikation\w*"
    r"|holdepunkt\w*|dokumentasjon|tegn|belæg|evidens)"
    r"\b[^;:]{0,140}$",
)
# In the Nordic languages the negation follows the finite verb: "minskade inte", "reducerede indsatsen ikke volden".
NEGATED_AFTER: Final = re.compile(
    r"[^,;:.]{0,60}?(?<!\w)(?P<negation>inte|ikke|ikkje|ej|icke|varken|verken|hverken|neppe|næppe"
    r"|(?<!med )kna(?:ppt|pt|ppast)(?! (?:\d|en\b|ett?\b|hälften|halv|två|to\b|tre|fyra|fire|fem|sex|seks|sju|syv"
    r"|åtta|nio|ti|tolv)))(?!\w)(?! (?:bara|endast|enbart|bare|kun|alene)\b)",
)
# Right before a negation: it is of the verb that follows these.
OF_ANOTHER_VERB: Final = re.compile(
    r"\b(?:som|der|att|at|och|og|men|fordi|eftersom|då|når|när)\b[^,;:.]{0,20}$",
)
# Within the words of change themselves: "gick inte ner".
NEGATED_WITHIN: Final = re.compile(r" (?:inte|ej|icke|ikke|ikkje)(?! (?:bara|endast|enbart|bare|kun|alene)\b) ")
# "fell in neither group"
IN_NONE: Final = re.compile(
    r"[^,;:.]{0,40}?\b(?:in|for|among|at|on|i|på|för|hos|bland|blant|blandt|vid|ved) (?:neither|none of|no (?:\w+ )?"
    r"(?:group|area|site|school|condition|town|city|place)|ingen (?:a[vf]|\w*grupp)|inget (?:av|\w*område)"
    r"|ingendera|intet (?:af|område)|inkje)"
)
# Others' result, told after it: "fell by a third in an earlier study", not "fell more than in earlier studies".
CITED_AFTER: Final = re.compile(
    r"(?<!\bthan)(?<!\blike)(?<!\bas)(?<!\bunlike)(?<!\bwith)(?<!\bthose)(?<!\bparticipants)"
    r"(?<!\bän)(?<!\benn)(?<!\bend)(?<!\bsom)(?<!\bliksom)(?<!\bmed)"
    r" (?:in|by|according to|i|enligt|ifølge|av|af)(?: (?:an?|the|one|two|several|some|en|ett|et|flera|flere|den|det))?"
    r"(?: (?:earlier|previous|prior|another|other|tidigare|annan|andra|tidligere|annen|anden|andre)(?: \w+){0,2}?"
    r" (?:stud(?:y|ies)|trials?|evaluations?|research|studie[rn]?|utvärdering\w*|undersökning\w*|forskning"
    r"|evaluering\w*|undersøkelse\w*|undersøgelse\w*|forsøk|forsøg|försök)\b"
    r"|(?: \w+)? (?:study|trial|evaluation|studie|utvärdering|evaluering|undersøkelse|undersøgelse) (?:by|av|af)\b)"
)
# What makes an infinitive a result all the same.
INFINITIVE_TOLD: Final = re.compile(
    r"(?:(?<!has been )(?<!have been )(?<!been )(?:found|shown|proved|proven|seen)(?: not)? to|\b(?:appear"
    r"|seem|prove|tend)(?:s|ed)?"
    r"(?: not)? to|(?:managed|able|helped|failed|fails|succeeded|continued|unable|sufficient) (?:to|in)"
    r"|\bhelped|\bhelps"
    r"|\bd(?:id|oes|o)(?: not|n['’]t)?(?: \w+ly)?|\bcontributed to"
    r"|\blyckades(?: \w+){0,2}?(?: med)?(?: att)?|misslyckades med att|\bvisade sig(?: \w+){0,2}?"
    r"|\bbidrog(?: \w+){0,2}? till att|\bledde(?: \w+){0,2}? till att"
    r"|\bfick \w+ att|\btycks(?: inte)?|\bverkar(?: inte)?(?: ha)?|\bförmådde(?: inte)?"
    r"|\blyktes(?: \w+){0,2}?(?: (?:i|med))?(?: å)?|\blykkedes(?: \w+){0,2}?(?: at)?|\bviste seg å"
    r"|\bviste sig at|\bbidro(?:g)?(?: \w+){0,2}? til (?:å|at)"
    r"|\b(?:førte|ledet)(?: \w+){0,2}? til (?:å|at)|\bser ut til å|\bsynes å|\bmislyktes i å"
    r"|\bfik \w+ til at|\bklarte(?: ikke)? å"
    r"|\b(?:did|does|done) nothing to|\bgjorde (?:ingenting|inget|intet) for (?:å|at|att)"
    r"|\b(?:formåede|formådde|formår|evnede|maktet|greide|klarade|mäktade)(?: \w+){0,2}? ?(?:at|att|å|med att)?)"
    r"(?: (?:significantly|substantially|also|signifikant|også|även))?\s*$",
)
INFINITIVE: Final = re.compile(
    r"\b(?:to|att|å|at|may|might|could|can|would|should|will|shall|must|help|kan|kunde|kunne|skulle|bör"
    r"|borde|ska|skall|vil|ville|må|måste"
    r"|bør|burde|skal|and|or|och|eller|og)(?: \w+ly)?\s*$",
)
# An "-ing" form is a result after these alone: "effective in reducing", "was successful at preventing".
GERUND_TOLD: Final = re.compile(
    r"\b(?:effective|efficacious|successful|succeeded|success|effectively|succeeds|ineffective|superior"
    r"|better|fail(?:ed|ure)|effects? (?:in|on|of)"
    r"|impact on|result(?:ed|ing) in|led|contributed)(?: (?:in|at|for|with|to|both|significantly|not)){0,3}\s*$",
)
MODAL: Final = _words(
    r"may|might|could|can|would|should|will|shall|must|expected to|hoped(?!,)|likely to|potential(?:ly)?"
    r"|possib(?:le|ly|ility)|promises?"
    r"|kan|kunde|skulle|bör|borde|ska|skall|kommer att|måste|väntas|förväntas|eventuellt|vill|behöver|möjlig\w*"
    r"|kunne|må|bør|burde|skal|vil|ville|forventes|muligens|muligvis|planlegges|antas|antages|antas"
)
# "could not find any effect" is a result.
MODAL_TOLD: Final = re.compile(
    r"\b(?:could|can|kan|kunde|kunne)(?: \w+){0,3}? ?(?:not|inte|ikke|ikkje|ingen|inga|intet|no|n['’]t)(?: \w+){0,4}?"
    r" (?:find|show|detect|demonstrate|establish|identify|discern|found|shown|detected|seen|see|påvis\w*|vis[ae]|se[s]?"
    r"|finna\w*|finn?e[s]?|finde[s]?|fastställ\w*|fast(?:slå|legge|lægge)\w*|konstater\w*|belägg\w*|spåra\w*|spores?"
    r"|måle[s]?|mäta\w*|urskilj\w*|skönj\w*|registrer\w*|bekräfta\w*|bekreft\w*|bekræft\w*|dokumenter\w*"
    r"|observer\w*|upptäck\w*|minska|reducera|öka)\b"
    r"|\b(?:little (?:or|to) no|lit(?:en|e|et) eller ing(?:en|a|et)|lille eller ingen|lidt eller ingen) "
    r"|\b(?:not|inte|ikke|ikkje|ingen|inga|intet|aldrig)(?: \w+){0,3}? (?:could|kan|kunde|kunne|lot|lod)(?: seg"
    r"| sig)? (?:be )?"
    r"(?:se[s]?|seen|påvis\w*|mät\w*|måle[s]?|finn\w*|finde[s]?|spår\w*|spor\w*|konstater\w*|fastställ\w*|fast\w+)\b"
    r"|\bcannot be (?:shown|demonstrated)|\b(?:can|could) be (?:attributed|explained)",
)
# Open questions block whatever follows in the sentence; aims block nouns, "-ing" forms and comparisons.
QUESTION: Final = re.compile(
    r"\b(?:whether|if|hypothes\w+|predict(?:ed|ion)s?|assum\w+|(?<!as )(?<!to )expect(?:ed|ations?)"
    r"|how much|the (?:extent|degree) to which|unclear|unknown|conditions under which|do and do not"
    r"|in case|topics? include|variables|items|(?:degree|extent) of(?= ?$)"
    r"|(?:specific|main|key|following) (?:issues|questions)|issues (?:included?|addressed|examined)|research questions?"
    r"|question (?:is|was)|frågeställning\w*|forskningsfråg\w*|forskningsspørsmål\w*"
    r"|forskningsspørgsmål\w*|problemstilling\w*"
    r"|(?:cannot|can not|could not|unable to|do(?:es)? not|did not|n['’]t) (?:\w+ )?(?:say|tell|know|judge|assess"
    r"|answer)"
    r"|(?:says?|said|tells? (?:us )?|reveals?) (?:nothing|little) (?:about|of|on)|no (?:basis|grounds?|answer)"
    r"|(?:kan|kunde|kunne)(?: \w+){0,2}? (?:inte|ikke|ikkje)(?: \w+){0,2}? (?:vurder\w*|bedöm\w*|svar\w*|si|sige|säga"
    r"|sägas|sies|siges|uttal\w*|udtal\w*|avgör\w*|avgjør\w*|afgør\w*|besvar\w*|vite|vide|veta)"
    r"|(?:säger|sier|siger)(?: \w+){0,2}? (?:inget|ingenting|inte|intet|ikke)(?: \w+)? om"
    r"|(?:ikke|inte|ingen|intet)(?: \w+){0,2} (?:grunnlag|grundlag|underlag) for"
    r"|information (?:on|about)|data (?:on|include)|questions? (?:on|about|regarding)|lack of (?:evidence"
    r"|studies|research|knowledge)|dearth|more research"
    r"|huruvida|hypotes\w*|anta(?:r|gande\w*)|(?<!mot )(?<!till )(?<!med )(?<!än )förvänt\w*|väntas|oklart"
    r"|i vilken (?:mån|utsträckning)|hur mycket"
    r"|(?:undersök\w*|studera\w*|(?<!i )fråga\w*|testa\w*|utvärdera\w*|pröva\w*|mäta|analysera\w*|se"
    r"|ta reda på|bedöma) om"
    r"|hvorvidt|hypotese\w*|(?<!mot )(?<!imod )(?<!mod )(?<!til )(?<!med )(?<!end )(?<!enn )forvent\w*|dersom|hvis"
    r"|uklart|i hvilken grad"
    r"|(?:warn\w*|caution\w*) against|(?:varnar|varnade) för|(?:advarer|advarte|advarede) (?:mot|mod)"
    r"|(?:undersøk\w*|undersøg\w*|studer\w*|vurder\w*|spørsmål\w*|spørgsmål\w*|finne ut|finde ud af|test\w*"
    r"|måle|se|evaluer\w*|analyser\w*) om)\b",
)
AIM: Final = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|purposes?|objectives?|intend\w*|intent|designed|sought|seeks?|seeking"
    r"|in order|hop(?:e|es|ed|ing)|attempt\w*|effort\w*"
    r"|target(?:s|ing)|examin(?:e|es|ed|ing)|investigat(?:e|es|ed|ing)|assess(?:es|ed|ing)?|explor(?:e|es"
    r"|ed|ing)|to (?:test|determine|evaluate|estimate"
    r"|measure|understand|identify|achieve|compare)|evaluat(?:es|ing)|tests?|need(?:s|ed)? (?:to|for)|focus(?:es|ed"
    r"|ing)? on|measures? (?:of|included)|outcomes? (?:were|was|included|measures?)"
    r"|promot(?:e|es|ing)|towards?|necessary|important to|defined as(?![^,;.]{1,80},)|eligible|criteria"
    r"|strateg(?:y|ies) (?:to|for)"
    r"|syfta\w*|syftet?|mål(?:et|en|sättning\w*)?|avsikt\w*|avser|avsåg"
    r"|(?<!oro )(?<!oron )(?<!rädsla )(?<!rädslan )(?<!rädda )(?<!belägg )(?<!bevis )(?<!evidens )för att"
    r"|hoppas|förhoppning\w*"
    r"|planer\w*|uppdrag\w*|försöker|försökte|undersök(?:a|er|te|s|tes|t)"
    r"|studera\w*|utvärdera|utvärderar|pröva\w*|testa\w*|behov\w*|verka för|arbeta\w* (?:med|för)"
    r"|satsa\w* på|åtgärder för|analysera\w*|bidra till|vill|önsk\w*"
    r"|formål\w*|hensikt\w*|mål(?:set[nt]ing\w*|sætning\w*)?|målet"
    r"|(?<!frykt )(?<!frykten )(?<!frygt )(?<!frygten )(?<!redd )(?<!redde )(?<!bange )"
    r"(?<!punkter )(?<!belegg )(?<!belæg )(?<!bevis )(?<!evidens )for (?:å|at)|sikte(?:r"
    r"|t)? (?:mot|på|til)|håper"
    r"|håber"
    r"|ønsk\w*|planlegg\w*|planlægg\w*|undersøk(?:e|er|te|es)|undersøg(?:e|er|te|es)"
    r"|evaluere|evaluerer|henblik|forsøker?|forsøger?|behov\w*)\b",
)
FOUND: Final = re.compile(
    r"\b(?:found|finds?|(?<!of )(?<!research )findings?(?! (?:on|from|of|to|for|into)\b)|show(?:s|ed|n|ing)?"
    r"|indicat(?:e|es|ed|ing)|reveal(?:s|ed|ing)?"
    r"|demonstrat(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|results?|resulted"
    r"|(?:was|were|be) (?:seen|noted|noticed|recorded|evident|apparent)|observed|reported|conclude[ds]?|led to"
    r"|followed by|funnet|fundet|påvist|haft|hatt|detected"
    r"|achieved|yielded|produced|experienced"
    r"|showed|there (?:was|were)|(?:was|were|is|are) (?:\w+ )?associated with|had|saw|evidence that"
    r"|estimate[ds]? that"
    r"|konstater\w*|noter\w*|uppmätt\w*|märktes|syntes|registrer\w*|merke[ts]|mærke\w*|målte?"
    r"|visa(?:de|r|t|des|s)|tyder|tydde|fann|finner|framgår|framkom|resulterade|resultat(?:en|et)?|ledde"
    r"|lett|medförde|observera\w+|såg|sågs|hade|slutsats\w*|rapporterade|gav|innebar|uppnådde|fick|fanns"
    r"|finns|det (?:är|var)"
    r"|vis(?:te|er|es|tes)|fant|fandt|finner|finder|tyder|tydet|tydede|peker|peger|førte|medførte"
    r"|resulterte|resulterede|resultate[rt]\w*|observer\w+|hadde|havde|ga|konkluder\w+|konklusjon\w*"
    r"|opplevde|oplevede|ses|sås|der (?:er|var)|det (?:er|var))\b",
)
# What others found, or what is commonly held.
CITED: Final = re.compile(
    r"\b(?:(?:prior|previous|earlier|past|existing|recent|numerous|several other|other|preliminary|much"
    r"|extensive) (?:[a-z-]+ ){0,3}(?:stud(?:y|ies)|research|evaluations?|work|literature|trials?|evidence"
    r"|reviews?|reports?|findings)"
    r"|research(?:ers)? (?:has|have|shows?|suggests?|indicates?)|studies (?:have|show|suggest)|(?:has"
    r"|have) been (?:shown|found|demonstrated|associated|linked|proven|reported|identified)"
    r"|(?:has|have) (?:previously|long)|(?:is|are) (?:known|believed|thought|assumed|considered)"
    r"|well[- ](?:established|known)|it is (?:known|believed|assumed|often)"
    r"|according to(?! (?:the |their |its |her |his )?(?:police|official|register|registry|record|survey|self|hospital"
    r"|pupil|student|teacher|parent|partner|women|resident|staff|participant|victim|user|log|mother|own|school"
    r"|them\b|crime))"
    r"|(?:stud(?:y|ie[nr]?)|trial|evaluation|utvärdering(?:en)?|undersökning(?:en)?|evaluering(?:en)?|undersøk(?:else"
    r"|elsen)"
    r"|undersøg(?:else|elsen)|forsøk|forsøg|försök) (?:of|av|af|from|fra|från|with|med) (?:an?|ett?|en) (?:similar"
    r"|comparable"
    r"|related|lignende|liknende|liknande|tilsvarende|motsvarande|beslektet|beslægtet)"
    r"|consensus|despite|proponents|critics|advocates|some (?:argue|claim)|others (?:argue|found)|et al"
    r"|(?:tidigare|annan|andra|internationell\w*|utländsk\w*|existerande|befintlig\w*) (?:\w+ ){0,2}(?:studie\w*"
    r"|forskning\w*|utvärdering\w*|undersökning\w*|översikt\w*|försök(?!s)\w*|prövning\w*|rapporter\w*|erfarenhet\w*)"
    r"|forskning(?:en)? (?:har|visar|tyder|pekar)"
    r"|studier har|undersökningar har|har visat sig|enligt(?! (?:polis|regist|anmäl|enkät|statistik|elev|lärar"
    r"|deltag|själv|officiell"
    r"|föräld"
    r"|boende|partner|kvinn|personal|egen|egna|dem\b|offer|offr|brukar|sjukhus|journal|logg|kriminalvård|skolans"
    r"|skolorna))"
    r"|(?:tidligere|annen|anden|andre|internasjonal\w*|international\w*|utenlandsk\w*"
    r"|udenlandsk\w*) (?:\w+ ){0,2}(?:studi\w*"
    r"|forskning\w*|evaluering\w*|undersøkels\w*|undersøgels\w*|forsøke?(?:ne)?\b|forsøg(?:ene)?\b|erfaring\w*"
    r"|rapporter\w*)|forskning(?:en)? (?:har|viser|tyder|peker|peger)"
    r"|studier har|har vist seg|har vist sig"
    r"|ifølge(?! (?:politi|regist|anmeld|spørre|spørge|statistik|elev|lær|delt|selv|offisi|offici|forældr|foreldr"
    r"|partner|kvind|kvinn|beboer|ansat|personal|medarbejd|egne|dem\b|ofre|bruger|bruker|sygehus|sykehus|journal"
    r"|logg|skole)))\b",
)
OURS: Final = re.compile(
    r"\b(?:we|our|this (?:study|review|evaluation|paper|article|report|trial|meta-analysis|analysis)"
    r"|the (?:present|current|included) (?:study|studies|review|evaluation|trial)|the evaluation|the study"
    r"|the trial"
    r"|vi|vår|våra|denna (?:studie|rapport|utvärdering|översikt)|studien|utvärderingen|rapporten|översikten"
    r"|resultaten"
    r"|denne (?:studien|rapporten|evalueringen|undersøgelse|rapport|evaluering)|vår[et]?|vores|evalueringen"
    r"|undersøkelsen|undersøgelsen|oversikten|resultatene|resultaterne)\b",
)
TREND: Final = re.compile(
    r"\b(?:between|from|mellan|från|fra|mellom|mellem|i) (?:\w+ )?(?:19|20)\d\d (?:and|to|till|och|og|til"
    r"|[-–]) (?:\w+ )?(?:19|20)\d\d|\b(?:since|sedan|siden) (?:the )?(?:19|20)\d\d"
    r"|\b(?:over|during|in) the (?:last|past) (?:[a-z]+ )?(?:years?|decades?)|\b(?:since|sedan"
    r"|siden) (?:the )?(?:early|late|början|slutet|begynnelsen)"
    r"|\b(?:under )?de senaste (?:\w+ )?(?:åren|årtiondena|decennierna)|\bde sis?te (?:\w+ )?årene?"
    r"|\bde seneste (?:\w+ )?år"
    r"|\b(?:compared (?:with|to)|than in|than|from|jämfört med|än|sammenlignet med|enn i|fra|end i"
    r"|sammenlignet med) (?:the )?(?:(?:19|20)\d\d|year before|previous year|året (?:innan|før|før)"
    r"|föregående år|foregående år|året efter|i fjol|fjoråret)"
    r"|\byear[- ]on[- ]year|\bnationwide\b|\bnationally\b|\bi (?:Sverige|Norge|Danmark|hela landet"
    r"|hele landet)\b|\bin recent years|\bpå senare år|\bi de senere år(?:ene)?|\bunder (?:19|20)\d\d\b",
)
# What is always so, and became so of no measure: "is frequent in", "are found among a higher share of", "är vanligare".
PREVALENCE: Final = re.compile(
    r"\b(?:is|are|can be) (?:(?:often|also|more|less|most|very|particularly|especially|strongly|commonly|known to be)"
    r" ){0,2}(?:associated|correlated|linked|related|frequent|common|prevalent|widespread|concentrated"
    r"|over-?represented|(?:found|seen) (?:more often )?(?:in|among))\b"
    r"|\b(?:är|er) (?:(?:också|også|ofta|ofte|särskilt|særlig|mer|mere|mindre|ofte?re?) ){0,2}(?:vanlig\w*"
    r"|almindelig\w*|hyppig\w*|utbred\w*|udbred\w*|överrepresenter\w*|overrepresenter\w*|overrepræsenter\w*"
    r"|förknippa\w*|forbundet|förenat?)\b"
)
ASSOCIATED: Final = _words(
    r"associated with|predict(?:s|ed|or|ors|ive)?|risk factors?|correlat\w+|related to|linked to"
    r"|exposure to|who (?:had|were|are|experienced|reported)"
    r"|riskfaktor\w*|samband\w*|utsatta för|risikofaktor\w*|sammenheng\w*|sammenhæng\w*"
)
# Something was done, or compared with what was not done.
AGENT: Final = _words(
    r"interventions?|program(?:me)?s?|treatments?|treated|training|curricul(?:um|a)|strateg(?:y|ies)"
    r"|polic(?:y|ies)|initiatives?|projects?|therap(?:y|ies)|experimental"
    r"|(?:control|comparison|matched) (?:groups?|areas?|sites?|schools?|conditions?|participants"
    r"|neighbou?rhoods?)|after (?:the )?(?:introduction|implementation|installation|opening|launch|start"
    r"|adoption)"
    r"|trials?|counselling|counseling|mentoring|supervision|legislation|law|reform|patrols?|policing"
    r"|cameras?|lighting|prevention|participation in|(?:than|compared to) (?:the )?controls|implementation"
    r"|insats\w*|åtgärd\w*|program(?:met|men|mets|s|\w*grupp\w*)?|metod\w*|projekt\w*|behandling\w*"
    r"|\w*utbildning\w*|intervention\w*|försöks\w+|interventions\w+|kontroll(?:grupp|område)\w*"
    r"|jämförelse(?:grupp|område)\w*"
    r"|efter att|infört\w*|införande\w*|inför(?:des|ts)|satsning\w*|modellen|strategi\w*|arbetssätt\w*"
    r"|lagändring\w*|reform\w*|verksamheten|kameror\w*|kurs(?:en|erna)?|deltagarna|klienterna"
    r"|tiltak\w*|indsats\w*|innsats\w*|metode\w*|prosjekt\w*|intervensjon\w*|forsøks\w+|forsøgs\w+"
    r"|kontroll?(?:gruppe|område)\w*|sammenlignings(?:gruppe|område)\w*|innfør\w*|indfør\w*"
    r"|etter at|efter at|ordning\w*|kurset|forløb\w*|deltakerne|deltagerne|lovendring\w*|undervisning\w*"
    r"|opplæring\w*|veiledning|vejledning|lys|belysning\w*"
)
COMPARED: Final = _words(
    r"than|twice as|\w+ times as|half as|(?:dubbelt|dobbelt|hälften|halvparten|halvt|\w+ gånger|\w+ gange?r?) så"
    r"|compared|comparison|controls?|versus|vs|relative to|after|follow-up|favou?r(?:ed|ing|s)|baseline|groups?"
    r"|än|jämför\w*|kontroll\w*|efter|\w*grupp(?:en|erna)?|uppföljning\w*|\w*områden?a?"
    r"|enn|end|sammenlign\w*|etter|\w*grupp(?:en|a|ene|erne)|oppfølging\w*|opfølgning\w*"
)
EVALUATES: Final = _words(
    r"(?:treatment|intervention|experimental|control|comparison|treated|target) (?:and \w+ )?(?:groups?"
    r"|areas?|sites?|schools?|conditions?|arms?|streets?|neighbou?rhoods?)|evaluat\w+|effects? of"
    r"|effects? on|impacts? (?:of|on)"
    r"|effective\w*|after the (?:introduction|implementation|installation|intervention)|compared (?:with"
    r"|to)|efficacy|randomi[sz]ed|randomly|follow-up|pre-?test|before[- ]and[- ]after|outcomes? of"
    r"|utvärdering\w*|utvärdera\w*|effekt\w*|kontroll(?:grupp|område)\w*|jämförelse(?:grupp|område)\w*"
    r"|(?:försöks|interventions)(?:grupp|område)\w*|jämfört med|jämfördes|före och efter|uppföljning\w*"
    r"|evaluering\w*|evaluer(?:t|te|et|ede)|virkning\w*|kontroll?gruppe\w*|sammenlign\w*|(?:forsøks"
    r"|intervensjons|interventions|indsats)(?:gruppe|område)\w*|forsøgs(?:gruppe|område)\w*|før og etter"
    r"|før og efter|oppfølging\w*|opfølgning\w*|følgeforsk\w*"
)
PLANNED: Final = re.compile(
    r"\b(?:will be (?:[a-z]+ )?(?:random\w*|assigned|recruited|evaluated|assessed|measured|conducted"
    r"|compared|enrolled|invited|collected|tested|used|asked|followed|interviewed)|(?:study|trial|project"
    r"|investigators|researchers|participants|we|review) (?:will|plans? to|intends? to|proposes? to)"
    r"|proposed (?:study|research|project)|(?:kommer att|ska|skall) (?:\w+ )?(?:utvärdera\w*|undersöka\w*"
    r"|randomisera\w*|studera\w*|jämföra\w*|följa\w*|genomföra\w*|rekrytera\w*|analysera\w*|mäta\w*)"
    r"|(?:projektet|studien|vi) (?:kommer att|ska|skall|avser|syftar)|(?:skal|vil) (?:\w+ )?(?:evaluere\w*"
    r"|undersøke\w*|undersøge\w*|randomisere\w*|sammenligne\w*|følge\w*|måle\w*|gjennomføre\w*"
    r"|gennemføre\w*))\b",
)
CONTROL: Final = re.compile(
    r"(?<!compared with )(?<!compared to )(?<!relative to )(?<!than )(?<!versus )\b(?:the )?(?:control"
    r"|comparison|untreated|kontrollgrupp\w*|kontrollområd\w*|jämförelsegrupp\w*|kontroll?(?:gruppe|område)\w*"
    r"|sammenligningsgruppe\w*)\b",
)
CLAUSE_END: Final = re.compile(
    r";|: |,? (?:but|whereas|while|although|though|yet|men|medan|mens|samtidigt? som)\b"
    r"|, (?:however|dock|däremot|derimot|derimod|samtidigt?)\b|, (?:and|och|og) (?=\w+ (?:was|were|did|had|hade"
    r"|var)\b)|, (?:with no"
    r"|utan att|uten å|uden at)\b",
)
SUBGROUP: Final = re.compile(
    r",? ?(?:but|men) (?:not|inte|ikke|ikkje|only|bara|kun|bare|no \w+|ingen|inga)(?: \w+)?,? (?:for|among"
    r"|in|at|after|on|för|bland|hos|i|på|blandt|blant|efter|etter|those|de)\b",
)
BUT_NOT: Final = re.compile(
    r"^,? ?(?:but|men|och|and|og) (?:not|inte|ikke|ikkje)(?: (?:on|in|for|i|på|för))?(?: \w+){0,3}? *$"
)
# The change is what is wished for ("for reduced crime", "målet är ökad trygghet"), or a means ("through more patrols").
DIRECTLY_AIMED: Final = re.compile(
    r"\b(?:for|towards?|through|via|gjennom|gennem|goal (?:of|is)|för|mot|om|målet? (?:är|var|om)|med mål om|genom"
    r"|mål om|målet? (?:er|var)|for)(?: (?:a|an|en|ett|et|the))? $",
)
CONTRARY: Final = re.compile(
    r"[,;]? ?(?:but|however|while|whereas|although|though|men|medan|mens|dock|däremot|derimod)\b"
)
# After an open question only a finding told anew counts: "whether it worked, and found that".
FOUND_AGAIN: Final = re.compile(
    r"(?:[,;:]|\band\b|\bwe\b|\bresults?\b|\bfindings\b|\bvi\b|\boch\b|\bog\b"
    r"|\bresultate[nrt]\w*)[^,;:]{0,40}?\b(?:found|find|show(?:s|ed)?|reveal(?:s|ed)|indicate[ds]?"
    r"|demonstrated that"
    r"|suggest(?:s|ed)?|observed|visa(?:de|r)|fann|fant|fandt|vis(?:te|er)|tyder|tydde)\b",
)
# What people believe of crime is no change of it.
BELIEVED: Final = re.compile(
    r"\b(?:believe[sd]?|believing|thought that|tror att|trodde att|menade att|tror at|trodde at|troede at|mente at)\b"
)
NEEDED: Final = re.compile(
    r"(?<!research )(?<!studies )(?<!evaluation )(?<!evaluations )(?<!trials )\b(?:is"
    r"|are) (?:\w+ )?(?:needed|required|necessary)\b|\bthere is an? (?:\w+ )?need|\bdearth of\b"
    r"|\bopen question|\böppen fråga|\båpent spørsmål|\båbent spørgsmål"
    r"|\bi strategin\b|\bstrategin (?:är|omfattar)\b",
)
# A word between the change and the outcome that makes it a change of something else: "strengthens the work against".
ELSEWHERE: Final = re.compile(
    r"\b(?:to|att|at|å|against|mot|mod|work|efforts?|fight(?:ing)?|protection|funding|support|services?"
    r"|resources|time|arbete\w*|arbeid\w*|arbejde\w*|kamp(?:en)?|insats\w*|satsning\w*|skydd\w*|stöd\w*"
    r"|möjlighet\w*|samtal\w*"
    r"|information\w*|resurs\w*|forskning\w*|sanktion\w*|indsats\w*|innsats\w*|tiltak\w*|støtte\w*"
    r"|beskyttelse\w*|åtgärd\w*|who|which|that|som|der|where|där|because|when)\b",
)
CHANCE: Final = re.compile(
    r"\b(?:risk\w*|likel\w+|probabilit\w+|odds|chances?|propensity|time|sannolik\w*|benägenhet\w*|risiko\w*"
    r"|sandsynlig\w*|tilbøyelig\w*|tilbøjelig\w*|sjanse\w*|antal\w*|number|andel\w*|proportion|tid)\b",
)
ATTRIBUTIVE: Final = re.compile(
    r"\b(?:in|of|with|to|a|an|the|at|for|on|by|and|or|from|had|have|experiences?|experienced|report(?:s|ed"
    r"|ing)?|show(?:s|ed|n|ing)?|despite|including|between|about|as|achieved|no) $",
)
AUXILIARY: Final = re.compile(
    r"\b(?:har|hade|hadde|havde|er|är|blev|ble|blir|bliver|blivit|vart|vært|været|varit|have|ha|att"
    r"|at)\b[^.,;:]{0,60}$",
)
INTRANSITIVE: Final = re.compile(
    r"(?: ?[.,;:)(]| (?:by|in|from|to|over|among|after|with|during|at|between|for|compared|relative|and|but"
    r"|more|less|as|following|\w+ly|when|while|per|since|slightly|across|post|an average|a further|about"
    r"|nearly|substantially|further)\b| ?\d|$)",
)
# "(a) the effect that ..." goes on with an aim told before it.
ENUMERATED: Final = re.compile(r"\(?\w{1,3}\) ")
# A text that says it evaluates need not name the measure in each sentence.
EVALUATED: Final = re.compile(r"\b(?:evaluat|utvärder|evaluer)\w+")
# "in two sites, in three": what became of it differs by part.
_PART: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|other(?:s)?|another|the (?:other|others"
    r"|rest"
    r"|remaining|first|second|third|fourth|last)|en|ett?|två|to|tre|fyra|fire|fem|seks|sex|sju|syv|åtta|åtte|otte|nio"
    r"|ni|tio"
    r"|ti|elva|elleve|tolv|några|noen|nogle|andra|andre|(?:en|ett?) (?:annan|annat|annen|annet|anden|andet)|(?:den"
    r"|det|de|dei)"
    r" (?:andra|andre|anden|andet|övriga|øvrige|första|første|tredje|fjärde|fjerde|sista|siste|sidste|resterande"
    r"|resterende))"
)
PARTS: Final = re.compile(
    rf"\b(?:{_PART}(?: \w+)? (?:reported|showed|found|detected|saw|visade|visar|viste|viser|rapporterade|rapporterte"
    rf"|rapporterede|fant|fandt|fann)|(?:in|at|i|på|vid|ved|hos) {_PART})\b"
)
# What a statement without a study of its own rests on: a figure of change, or somebody's study.
FIGURE: Final = re.compile(
    r"\d ?(?:%|per ?cent|procent|prosent|pct\b)|\b(?:halved|doubled|tripled|halvera\w+|fördubbla\w+"
    r"|halver(?:t|te|et|ede)|fordobl\w+|dobl\w+)\b|\b(?:from|från|fra) \d[\d ,.]*(?:\w+ ){0,2}(?:to|till|til) \d"
)
STUDIED: Final = re.compile(
    r"\b(?:stud(?:y|ies)|evaluations?|evaluated|trials?|research(?:ers?)?|meta-?analys[ei]s|reviews?|surveys?"
    r"|studie[nr]?\w*|utvärdering\w*|forskning\w*|forskar\w*|undersökning\w*|försöket|uppföljning\w*"
    r"|evaluering\w*|forsker\w*|undersøk\w+|undersøg\w+|forsøket|forsøget|oppfølging\w*|opfølgning\w*)\b"
)
