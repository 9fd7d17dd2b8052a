"""What tells a result by comparison with the untreated or by a count, or that none was shown. All match lower case."""

import re
from typing import Final

# After a word for a difference: "någon skillnad kunde inte påvisas", "the difference was not significant".
NOT_SHOWN: Final = re.compile(
    r"[^;:.]{0,80}?(?<!\w)(?:not|inte|ej|ikke|ikkje|n['’]t)(?: \w+){0,3}? (?:påvis\w*|ses|sees|konstater\w*"
    r"|säkerställ\w*|se\b|see\b|finne\b|finde\b|hitta\w*|upptäck\w*|oppdag\w*|opdag\w*|måle[s]?\b"
    r"|signifi\w*|sikk?er\w*|säk(?:er|ra)|märk\w*|merk\w*|mærk\w*|noter\w*|syn(?:tes|s)|spår\w*|spor\w*|detect\w*"
    r"|found|observed|shown|demonstrat\w*|finna\w*|f[iu]nnes?|fundet|funnet"
    r"|belägg\w*|belagd|statistisk\w*|noen betydning)\b"
)
# "kunde ingen effekt påvisas": what could not be shown was looked for
COULD_BE_SHOWN: Final = re.compile(
    r"(?: [^\W\d]+){0,4}? (?:påvis\w*|ses|sees?|found|shown|seen|detected|demonstrated|identified|observed|konstater\w*"
    r"|säkerställ\w*|finnas?|finnes|findes|finne|finde|spåra\w*|spores?|mäta\w*|måles?|belägga\w*|upptäckas"
    r"|fastställ\w*"
    r"|dokumenter\w*|registrer\w*|skönjas|noteras)\b"
)
# "35 percent lower": lower than something
BY_HOW_MUCH: Final = re.compile(
    r"\d ?(?:%|per ?cent|procent|prosent|pct\.?)(?:[ -]?(?:age )?points?|enhet(?:er)?|poeng|point)? $"
)
# "so that more crimes can be cleared up": what is wished for
SO_THAT: Final = re.compile(r"\b(?:so that|så att|slik at|sådan at|så at)\b")
# "Fler fall ska bedömas som grova": what is to be, not what became.
TO_BE: Final = re.compile(r"[^.;,:]{0,90}?\b(?:ska|skall|skal|shall|must|bör|bør|måste)\b")
# "women with a violent partner": groups by what they are or have been through, compared where nothing was tried
DRAWN: Final = re.compile(
    r"\b(?:women|men|people|persons|individuals|children|adolescents|youths?|boys|girls|students|pupils|those"
    r"|kvinnor|män|personer|barn|ungdomar|unga|pojkar|flickor|elever|kvinner|menn|unge|ungdommer|gutter|jenter|kvinder"
    r"|mænd|børn|drenge|piger) (?:with(?:out)?|exposed to|who (?:had|have|has)(?! (?:been (?:talked|offered|given"
    r"|visited|called|trained|assigned)|received|taken part|completed|attended|got))|med|utan|uten|uden|som (?:hade"
    r"|hadde|har)(?! (?:fått|deltagit|deltatt|gått|fullföljt|fullført|blitt|blivit|vært|varit))|der (?:havde"
    r"|har)(?! (?:fået|deltaget|gået|gennemført|været))|utsatta för|utsatt for|udsat for)\b"
)
# "the second component increased awareness of": what a part of the measure is about
COMPONENT: Final = re.compile(
    r"(?:^|\b)(?:the |den |det )?(?:first|second|third|fourth|final|next|första|andra|tredje|sista|første|andre|anden"
    r"|andet|siste) (?:\w+ )?(?:components?|strategy|modules?|sessions?|lessons?|part|steg|del(?:en)?|komponent\w*"
    r"|modul\w*|passet|tillfället|lektion\w*|strategi\w*) $"
)
A_SHARE: Final = re.compile(r"%|cent|procent|prosent|pct")
# "kan ikke udelukkes": no more than a possibility
NOT_EXCLUDED: Final = re.compile(
    r"[^.;]{0,60}?\b(?:can ?not|could not|kan inte|kan ikke|kunde inte|kunne ikke)(?: helt)?"
    r" (?:be (?:ruled out|excluded)|uteslutas|utelukkes|udelukkes)\b"
)
# "fell less than in the control area": the measure did not help, however much fell
LESS_THAN_CONTROLS: Final = re.compile(
    r"[^.;:]{0,40}?(?<!\w)(?:less|by less|more slowly|not as much|mindre|minder|långsammare|saktare|langsommere)"
    r"(?: (?:sharply|steeply|there|där|der))? (?:than|än|enn|end) [^.;:,]{0,50}?\b(?:controls?|comparison|untreated"
    r"|kontroll?\w*|jämförelse\w*|sammenlig?nings?\w*|other (?:areas|schools|towns|cities|places)|övriga \w+"
    r"|andra \w*områden"
    r"|øvrige \w+|andre \w*områder)\b"
)
# A change in treated and untreated alike is no difference.
ALIKE: Final = re.compile(
    r"[^.;]{0,60}?(?:\b(?:as much|by the same (?:amount|share)|just as (?:much|fast|sharply)"
    r"|lika (?:mycket|snabbt|kraftigt)"
    r"|like (?:mye|raskt|kraftig)|lige så (?:meget|hurtigt|kraftigt))"
    r" (?:as|som) [^.;,]{0,40}?\b(?:controls?|comparison"
    r"|kontroll?\w*|jämförelse\w*|sammenlig?nings?\w*)\b|\bin both\b"
    r"(?! (?:boys|girls|men|women|sexes|genders|countries|cities)|[^.;]{0,40}\b(?:faster|more|less|slower|but)\b)"
    r"|\bi begge(?: gruppe\w*| område\w*)?(?=[.,;]|$)|\bi båda (?:grupp|område)\w*|\blika mycket i\b|\blike mye i\b"
    r"|\blige (?:så )?meget i\b|\bto the same extent\b|\bi sam(?:ma|me) (?:grad|takt)\b)"
)
# "reported on fewer thefts": told, not aimed at
REPORTED: Final = re.compile(
    r"\b(?:rapporter(?:a(?:de|r|s)|te|ede|er?s)|meld|berätta|fortal|fortæl|oppg|opplys|oplys|uppg|vittna"
    r"|vidn)\w*(?: \w+){0,4} om $"
)
# "the share of victims": how many they are is how common it is
COUNTING: Final = re.compile(
    r"\b(?:andel(?:en|er)?|antal(?:let|l|lene)?|færre|flere|färre|fler|share|number|proportion)(?: (?:av|af"
    r"|of))?(?: \w+)? $"
)
# "Several of them say", not "more of them"
SEVERAL: Final = frozenset({"flere", "fleire"})
SAYING: Final = re.compile(
    r"(?: [\w-]+){1,3}? (?:fort[eæ]ll?er|fortalte|sier|siger|sa|sagde|mener|mente|opplev\w+|oplev\w+|beskriv\w+"
    r"|beret\w+"
    r"|peker|peger|uttrykk\w+|udtryk\w+|ønsker|etterly\w+|efterly\w+|spør|spørger)\b"
)
# Words that only weigh: of an effect they say how strong it was, not what became of the outcome.
WEIGHING: Final = frozenset(
    "larger bigger greater smaller stronger weaker more less större mindre starkare svagare mer mera mindre kortare "
    "sterkere svakere større svagere stærkere mere lower higher lägre högre lavere høyere højere".split()
)
# "Effects on violence were larger for", "Minskningen var större i": the subject is the change itself.
OF_THE_CHANGE: Final = re.compile(
    r"\W*(?:(?:the|these|this|its|den|de|det|denne|disse|both|men|but|and|och|og|estimated|pooled|overall|average"
    r"|samlade|samlede|genomsnittliga|gjennomsnittlige|gennemsnitlige) ){0,3}"
    r"(?:(?:program(?:me)?|treatment|intervention|reported) )?(?:effects?|impacts?|effect sizes?|estimates?|reductions?"
    r"|decreases?|declines?|increases?|gains?|differences?|improvements?|benefits?|effekt(?:en|er|erna|ene|erne)?"
    r"|effektstorlek\w*|effektstørrelse\w*|virkning(?:en|er|ene|erne)?|skillnad(?:en|er|erna)?|forskjell(?:en|er|ene)?"
    r"|forskel(?:len|le|lene)?|minskning(?:en|ar|arna)?|nedgang(?:en)?|nedgång(?:en)?|reduksjon(?:en)?|reduktion(?:en)?"
    r"|fald(?:et)?|økning(?:en)?|ökning(?:en)?|stigning(?:en)?|förbättring(?:en)?|(?:for)?bedring(?:en)?|utslag(?:et)?"
    r"|udslag(?:et)?|gevinst(?:en|er)?|vinst(?:en|er)?|förändring(?:en|ar)?|endring(?:en|er)?|ændring(?:en|er)?)\b"
)
# "Whether they had a job did not differ": what was asked is what did not differ.
WHETHER: Final = re.compile(
    r"\W*(?:whether|how (?:often|many|much)|huruvida|hvorvidt|om|hur ofta|hvor ofte|hvor tit)\b"
)
# "more trials are needed", "fler studier behövs"
OF_STUDIES: Final = re.compile(
    r" (?:(?!in |i |av |af |of |bland |blant |blandt |hos |across |than |än |enn |end )[\w-]+ ){0,4}?(?:research"
    r"|stud(?:y|ies)|trials?|evaluations?|evidence|data|forskning|studier|prövningar"
    r"|utvärderingar|undersökningar|försök|forsøk|forsøg|evalueringer|undersøkelser|undersøgelser)\b"
)
# "a claim that it prevents violence is not supported"
UNSUPPORTED: Final = re.compile(
    r"[^.;]{0,60}?\b(?:is|are|was|were|could|can|finds|found|er|är|var|kan|kunde|kunne)(?: \w+ly)? (?:not|no|inte"
    r"|ikke)(?: be)?"
    r" (?:supported|support|borne out|confirmed|substantiated|upheld|belagd?|belagt|bestyrkt?|styrkt|bekräfta\w*"
    r"|bekreft\w*"
    r"|bekræft\w*|dokumentert|dokumenteret|underbyggd?|underbygget)\b"
)
# "which may well be chance", "within the margin of error"
BY_CHANCE: Final = re.compile(
    r"\b(?:by|due to|down to|reflect|be|pure|sheer|mere) (?:pure )?chance\b|\bmargins? of error\b|\bfelmarginal\w*"
    r"|\bfeilmargin\w*"
    r"|\b(?:bero på|vara en|skyldes|være) (?:\w+ )?(?:slump|tilfeldig|tilfældig)\w*|\bslumpen\b|\btilfeldighet\w*"
    r"|\btilfældighed\w*"
)
# A result denied, or found in nothing: "we cannot conclude that violence fell", "nothing suggested that it fell".
DENIED: Final = re.compile(
    r"(?:(?:\b(?:cannot|(?:unable|impossible) to|not(?: (?:possible|able) to)?)|n['’]t)(?: be)?(?: (?!only)\w+ly)?"
    r" (?:conclud\w+|say|said|claim\w*|state[ds]?|show[ns]?|establish\w*|infer\w*|confirm\w*|demonstrat\w+"
    r"|prove[dn]?|f(?:i|ou)nd|suggest\w*|indicat\w+|mean|support\w*|tell|see|the case|true|so|certain)"
    r"(?: \w+){0,3}? that"
    r"|\b(?:nothing(?: \w+){0,3}?|no (?:\w+ )?(?:evidence|results?|findings?|data|analys[ei]s|stud(?:y|ies)|trials?"
    r"|comparisons?|estimates?|tests?)(?: \w+)?) (?:suggest\w*|indicat\w+|show(?:s|ed|n)?|point(?:s|ed)?)"
    r"(?: \w+){0,2}? that"
    r"|\b(?:inte|ej|icke|ikke|ikkje),? (?:att|at)"
    r"|\b(?:inte|ej|icke|ikke|ikkje|ingenting|inget|intet|ingen|inga|inkje)(?:,? (?:som|der))?"
    r"(?: (?!bara|endast|enbart|bare|kun|alene)\w+){0,4}? (?:sä(?:gas?|ges)|si(?:es|ges?)?|slutsats\w*|påstå\w*"
    r"|hävda\w*|hevd\w*|hævd\w*|t[yø]d(?:er|de|et|ede)|pe[kg](?:ar|ade|er|te|ede)|vis(?:ar?|ade|at|er|te|t|e)"
    r"|påvis\w*|belägg\w*|belagt|fastställ\w*|fast|fastslå\w*|konstater\w*|konklu[ds]\w*|bevis\w*|styrk\w*"
    r"|dokumenter\w*|så|slik|sånn|sådan|fallet|tilfellet|tilfældet)(?: \w+){0,2}?,? (?:att|at))"
    r"(?![^;:]{0,100}\b(?:but|men|while|although|medan|mens)\b)[^;:.,]{0,100}$",
)
