"""The words that tell what became of an outcome, in the languages we read, and those that tell that nothing did yet.

A cue has a direction (less, more, good, bad, none, neutral, mixed) and a form: v a finite verb that takes an object
or none, i one that takes none, b an infinitive, g an "-ing" form, n a noun, a a comparison, p a phrase of its own.
"good" and "bad" become less or more by what is wished for of the outcome; "neutral" counts only when it is negated.
"""

import re
from dataclasses import dataclass
from typing import Final

from enrichment.effect_shares import find_figures

_EN: Final = {
    "less_n": r"reductions?|(?<!not )(?<!did )(?:decreases?|declines?|drops?|falls?|cuts?)(?= (?:in|of|was|were)\b)",
    "less_v": (
        r"(?:was|were|lay|stood|ran) \d[\d.,]* ?(?:%|per ?cent) (?:below|under)|reduced|reduces|decreased|decreases"
        r"|lowered|lowers|cuts?(?!/)|prevented|prevents|averted|averts"
        r"|deterred|deters"
        r"|curbed|curbs|diminished|diminishes|lessened|lessens|halved|suppressed|mitigated|alleviated|slashed|curtailed"
        r"|dampened|trimmed|discouraged"
    ),
    "less_i": (
        r"fell|falls|fallen|dropped|drops|declined|declines|plummeted|dwindled|went down|softened"
        r"|(?<=did )(?:fall|drop|decline|decrease|dip|shrink|go down)"
        r"|(?<=not )(?:fall|drop|decline|decrease(?= ?[.,;)]| (?:in|among|for|at|after|during|over|as|either)\b))"
        r"|gone down|came down|shr[au]nk|dipped|slid|sank|plunged|tumbled|slumped|receded|eased|waned|subsided|abated"
        r"|(?:edged|crept|inched|ticked|trended|drifted|moved|headed) (?:down\w{0,5}|lower)"
        r"|(?:was|were|is|are) (?:\w+ )?down(?= (?:by|from|\d))"
    ),
    "less_b": r"reduce|decrease|prevent|deter|curb|diminish|lessen|halve|lower(?= the)|minimi[sz]e",
    "less_g": r"reducing|decreasing|lowering|preventing|deterring|curbing|lessening|diminishing|cutting",
    "less_a": r"less (?:likely|often|common|frequent|frequently)|rarer|(?:half|a third|a quarter) as"
    r" (?:many|much|likely|common|frequent|high|often)|0?\.\d+ times(?: (?:as|the|that)\b)?(?: \w+)?|lower"
    r"|fewer(?! than (?:\d|half|one|two|three))|less(?! (?:than (?:\d|a\b|an\b|half|one|two|three|[£$€])|effective"
    r"|successful|well"
    r"|clear|so|formal)\b)|smaller",
    "more_n": r"(?<!not )(?<!did )(?:increases?|rises?)(?= (?:in|of|was|were)\b)|upsurge|growth(?= in\b)",
    "more_v": (
        r"(?:was|were|lay|stood|ran) \d[\d.,]* ?(?:%|per ?cent) (?:above|over)|increased|increases"
        r"|raise[ds](?! (?:\w+ )?(?:questions?|concerns?|awareness|issues?|money|funds)\b)"
        r"|elevated|doubled|tripled|boosted|boosts|heightened|exacerbated"
    ),
    "more_i": (
        r"rose|risen|rises|grew|went up|gone up|surged|soared|climbed|jumped|spiked|escalated|multiplied|mounted"
        r"|(?:edged|crept|inched|ticked|trended|drifted|moved|shot|headed) (?:up\w{0,5}|higher)"
        r"|(?:was|were|is|are) (?:\w+ )?up(?= (?:by|from|\d))"
        r"|(?<=did )(?:rise|grow|climb|increase|go up)"
        r"|(?<=not )(?:rise|grow|climb|increase(?= ?[.,;)]| (?:in|among|for|at|after|during|over|as|either)\b))"
    ),
    "more_b": r"increase|raise|boost|double|exacerbate",
    "more_g": r"increasing|raising|boosting",
    "more_a": (
        r"more (?:likely|often|common|frequent)|(?:twice|thrice|double|\w+ times) as"
        r" (?:many|much|likely|common|frequent|high|often)|higher|greater|(?<!or )more(?! (?:than|effective"
        r"|successful|likely|research|work|often|specific|general|serious|severe"
        r"|than|detailed|recent|complete|information|about|\w+ly)\b)|longer(?! (?:term|interview|than)\b)"
    ),
    "good_v": r"improved|improves|enhanced|enhances|strengthened|strengthens",
    "good_b": r"improve|enhance|strengthen",
    "good_g": r"improving|enhancing|strengthening",
    "good_n": r"improvements?(?= in\b)|benefits?(?= (?:for|on|in|of)\b)",
    "good_a": (
        r"(?:positive|beneficial|favou?rable|desirable|promising|preventive|protective|crime-reducing|deterrent)"
        r" (?:[a-z-]+ ){0,2}(?:effects?|impacts?|outcomes?|influence)"
        r"|better(?! (?:identif|understand|handle|prepare|meet|serve|address|equip|manage|support|respond|target|inform"
        r"|protect|predict|explain|detect|recogni[sz]|know)\w*)|safer|effective(?= (?:against|for"
        r"|on)\b)|(?:effects? )?favou?r(?:ed|ing|s) (?:the )?(?:intervention|treatment|program(?:me)?"
        r"|experimental)"
    ),
    "bad_v": r"worsened|worsens|deteriorated",
    "bad_a": (
        r"worse|poorer|(?:harmful|adverse|iatrogenic|detrimental|backfire"
        r"|unfavou?rable) (?:[a-z-]+ )?(?:effects?|impacts?)"
    ),
    "none_p": (
        r"unchanged|unaffected|equivalent|similar|comparable|ineffective|null (?:effects?|results?"
        r"|findings?)"
        r"|(?:remained|stayed) (?:stable|level|flat|the same|constant|roughly the same|about the same)"
        r"|(?:remained|stayed|held|kept|was|were) (?:\w+ )?(?:steady|stable|level|flat)|stood still|identical"
        r"|indistinguishable|(?:much|practically|virtually|exactly) the same|no change"
        r"|(?:was|were) (?:\w+ )?the same(?! (?:time|day|person|people|\w+ (?:that|which|who))\b)"
        r"|as (?:many|much|often|common|likely|high|frequent|frequently)(?= (?:[\w-]+ ){0,7}?(?:as|in both)\b)"
        r"|no(?: (?:evidence|signs?|indications?) of)?(?= (?:\w+ )?(?:displacement|spill-?over)\b)|neither (?:rose"
        r"|increased|more|higher|went up|grew) nor(?: (?:fell|fewer|less|lower|decreased|down))?|no different"
        r"|remained at(?! (?:risk|large|home|school))"
        r"|equally (?:common|likely|often|frequent|high|prevalent|large|many)|(?:followed|took) the same (?:course"
        r"|path)"
        r"|(?:developed|moved|changed) (?:alike|in parallel|in step|similarly)"
        r"|(?:did|done|does|do) nothing for|(?:was|were|are) (?:\w+ )?equal(?! to)|equal(?= (?:in|between|across)\b)"
        r"|(?:virtually|practically|almost|nearly|roughly|broadly) (?:identical|unchanged|the same|equal)"
        r"|to (?:the same|an equal) (?:extent|degree)|(?:close to|near|near-|effectively|essentially) ?"
        r"(?:zero|nil)"
    ),
    "neutral_n": (
        r"differences?|effects?|impacts?|changes?|associations?|influence|benefits?|improvements?"
        r"|bearing(?= on\b)|gap(?= between\b)"
        r"|evidence(?= of\b)"
    ),
    "neutral_v": (
        r"affect(?:ed|s)?|influenced?|changed?|budged?|impact(?:ed|s)?|differ(?:ed|s)?|diverge[ds]?|shift(?:ed)?"
        r"|altered?|vary|varied|effective"
    ),
    "mixed_p": (
        r"(?:mixed|inconsistent|conflicting|contradictory|equivocal) (?:[a-z-]+ )?(?:results?|findings?"
        r"|effects?|evidence|outcomes?|pictures?|patterns?)"
        r"|(?:were|was|are|is) (?:mixed|inconsistent|inconclusive|contradictory|conflicting|split|divided)"
        r"|disagree[ds]?"
        r"|point(?:ed|s)? in different directions|varied (?:across|between|from study to) (?:the )?stud\w+"
    ),
}  # fmt: skip
_SV: Final = {
    "less_v": (
        r"(?:låg|ligger|var) \d[\d.,]* (?:procent|%) under|minska(?:de|des|t|ts|r|s)|sänk(?:te|tes|t|ts|er|s)"
        r"|reducera(?:de|des|t|ts|r|s)|halvera(?:de|des|t|ts|r|s)"
        r"|dämpa(?:de|des|t|ts|r)|bromsa(?:de|des|t|ts|r)|förebygg(?:de|t|er)|förhindra(?:de|t|r)|motverka(?:de|t|r)"
    ),
    "less_i": (
        r"sjönk|sjunkit|sjunker|föll|fallit|faller|g(?:ick|ått|år) (?:\w+ ){0,2}ne[dr]|avtog|avtagit"
        r"|avtar|krymp(?:te|t|er)|upphörde|dalade|dalat|rasade|rasat|mattades|mattats|klinga(?:de|t) av|g(?:ick|ått)"
        r" (?:\w+ ){0,2}tillbaka"
    ),
    "less_b": r"minska|sänka|reducera|halvera|förebygga|förhindra|motverka|sjunka|dämpa",
    "less_n": (
        r"\w{0,24}minskning(?:en|ar|arna)?|nedgång(?:en|ar)?|reduktion(?:en|er)?|reducering(?:en)?"
        r"|sänkning(?:en)?|halvering(?:en)?"
    ),
    "less_a": r"lägre|färre(?! än \d)|0?,\d+ gånger(?: så \w+)?|sällsyntare|ovanligare|hälften så (?:många|vanlig"
    r"|stor|hög|ofta)\w*|mindre(?! (?:roll"
    r"|betydelse|än (?:\d+|en|ett|hälften))\b)|minskad|reducerad|mer sällan|sänkt",
    "more_v": r"(?:låg|ligger|var) \d[\d.,]* (?:procent|%) över|öka(?:de|des|t|ts|r|s)|höj(?:de|des|t|ts|er|s)"
    r"|(?:för|tre|fyr|mång)dubbla(?:de|des|t|ts|r|s)",
    "more_i": r"steg|stigit|stiger|tilltog|tilltagit|tilltar|klättra(?:de|t)|skj?öt i höjden|g(?:ick|ått"
    r"|år) (?:\w+ ){0,2}upp|växte|växt",
    "more_b": r"öka|höja|stiga|fördubbla",
    "more_n": r"(?!\w*(?:under|litteratur|efter|databas|artikel|an|upp|av|hus|spår|käll|be|för)?sökning)"
        r"\w{0,24}ökning(?:en|ar|arna)?|uppgång(?:en)?|höjning(?:en)?|fördubbling(?:en)?",
    "more_a": (
        r"högre|(?<!eller )fler|(?<!eller )mer(?! (?:än|sällan|information|om|kunskap)\b)|ökad|större|oftare"
        r"|längre|förhöj(?:d|t|da)|vanligare|(?:dubbelt|\w+ gånger) så (?:många|vanlig|stor|hög|ofta)\w*"
    ),
    "good_v": r"förbättra(?:de|des|t|ts|r|s)|stärk(?:te|tes|t|ts|er)",
    "good_b": r"förbättra|stärka",
    "good_n": r"förbättring(?:en|ar|arna)?",
    "good_a": (
        r"bättre|tryggare|lugnare|(?:positiv|gynnsam|förebyggande|god|lovande"
        r"|brottsförebyggande)[at]? (?:\w+ )?(?:effekt|utfall"
        r"|inverkan|påverkan)\w*"
    r"|effektiv[at]?(?= mot\b)"
    ),
    "bad_v": r"försämra(?:de|des|t|ts|r|s)|förvärra(?:de|des|t|ts|r|s)",
    "bad_n": r"försämring(?:en|ar|arna)?",
    "bad_a": r"sämre|otryggare|skadlig[at]? (?:\w+ )?(?:effekt|inverkan|påverkan)\w*",
    "none_p": (
        r"oförändra(?:d|t|de)|opåverka(?:d|t|de)|ineffektiv[at]?|likvärdig[at]?|verkningslös[at]?|lika (?:hög"
        r"|stor|vanlig|mycket|många(?= i båda))\w*|lika(?= (?:i|mellan|före) )|(?:var|är"
        r"|blev) (?:\w+ ){0,2}(?:densamma|detsamma|desamma)"
    r"|på (?:\w+ ){0,2}(?:samma|oförändrad) nivå|lika ofta|lika många(?= (?:\w+ ){0,3}som (?:förut|tidigare|före"
    r"|innan)\b|,? (?:[\w-]+ ){0,7}?(?:i båda|i bägge|i de två|i grupperna|som (?:i|bland|hos|före|innan|tidigare"
    r"|förut))\b)"
    r"|(?:ungefär|nästan|praktiskt taget|i stort sett|i princip) (?:desamma|densamma|detsamma|lika)"
    r"|(?:låg|ligger|legat|höll sig|hållit sig|stod|står|stått) (?:\w+ ){0,2}?(?:kvar|stilla?|fast|stabil\w{0,2}"
    r"|konstant)"
    r"|i samma (?:omfattning|utsträckning)(?= som\b)|nära noll|försumbar\w{0,2}"
    r"|ing(?:en|et|a)(?: (?:tecken på|belägg för))?(?= (?:\w+ )?(?:överspillning|omfördelning|förflyttning"
    r"|överflyttning))"
    r"|varken (?:ökade|fler|mer|högre|steg|upp) eller(?: (?:minskade|färre|mindre|lägre|sjönk|ner))?"
    r"|gjorde (?:ingenting|inget) för"
    r"|effekten? uteblev|utvecklades (?:lika(?:dant)?|på samma sätt|parallellt)|utvecklade sig (?:lika(?:dant)?"
    r"|på samma sätt)"
    r"|(?:i stort sett|ungefär|nästan|exakt|precis|praktiskt taget) (?:densamma|desamma|detsamma|samma)(?= ?[,.;)]"
    r"| (?:i|som"
    r"|före|både|hos|på)\b)|utan (?:\w+ )?effekt(?= på\b)|sakna(?:de"
    r"|r) (?:\w+ )?effekt(?= på\b)"
    ),
    "neutral_n": (
        r"(?:avvikande|annorlunda) utveckling|skillnad(?:en|er|erna)?|effekt(?:en|er|erna)?|inverkan|påverkan"
        r"|förändring(?:en|ar|arna)?|samband"
        r"|verkan|genomslag|betydelse(?= för\b)|utslag"
    ),
    "neutral_v": (
        r"påverka(?:de|des|t|ts|r|s)?|rubbades|rör(?:de)? sig"
        r"|förändra(?:de|des|t|ts|r|s)?|skil(?:de|jde|jer|ja)|ändra(?:de|des|ts|s)"
        r"|effektiv[at]?"
    ),
    "mixed_p": (
        r"(?:blandade|motstridiga|varierande|tvetydiga) (?:\w+ )?(?:resultat|effekt|fynd)\w*|(?:var"
        r"|är) (?:blandad|motstridig|motsägelsefull|tvetydig)\w*|spretar|spretade|varierade (?:mellan"
        r"|från) studie\w*|(?:åt|i) olika (?:håll|riktning\w*)"
    ),
}  # fmt: skip
_NB_DA: Final = {
    "less_v": (
        r"(?:lå|ligger|var) \d[\d.,]* (?:procent|prosent|pct\.|%) under|reduser(?:te|t|er|tes|es)|reducere(?:de|t|r"
        r"|des|s)|mins?ke(?:t|de|r|des|s)|mindske(?:t|de|r|des"
        r"|s)|minka|minska"
        r"|senke(?:t|r|s|de)|sænke(?:t|de|r|des|s)|halver(?:te|t|ede|et|er|es)|dempe(?:t|r)|dæmpe(?:t|de|r)"
        r"|forebyg(?:de|get|gede|ger)"
        r"|forhindre(?:t|de|r)|nedbrag(?:te|t)|nedbringer|avverge(?:t|r)|afværge(?:t|de)"
    ),
    "less_i": (
        r"sank|sunket|synker|falt|faldt|falder|faller|faldet|g(?:ikk|jekk|ått|år) (?:\w+ ){0,2}ned"
        r"|g(?:ik|ået) (?:\w+ ){0,2}ned|avtok"
        r"|avtatt|aftog|aftaget|dalte|dalede|dalet|stupte|stupt|krympet|svandt|svant|forsvant|forsvandt|ebbe(?:t"
        r"|de) ut?d?"
    ),
    "less_b": (
        r"redusere|minske|senke|reducere|mindske|sænke|halvere|forebygge|forhindre|nedbringe|falle|falde|synke"
        r"|førebyggje"
    ),
    "less_n": (
        r"reduksjon(?:en|er|ene)?|reduktion(?:en|er)?|nedgang(?:en)?|fald(?:et)?|fall(?:et)?(?= (?:i|på)\b)"
        r"|senkning|sænkning|halvering(?:en)?"
    r"|mindskning|formindskelse"
    ),
    "less_a": r"lavere|lågare|0?,\d+ gange?r?(?: så \w+)?|halv(?:parten|t) så (?:mange|stor|vanlig|ofte|hø[yj])\w*"
    r"|færre(?! en[nd] \d)|mindre(?! en[nd] (?:\d+|en|et|halv\w+)\b)|sjeldnere"
    r"|sjældnere|nedsatt|nedsat",
    "more_v": (
        r"(?:lå|ligger|var) \d[\d.,]* (?:procent|prosent|pct\.|%) over|økte|økt|øker|øges?|øge(?:de|t|r|des)|auka"
        r"|aukar|heve(?:t|r)|hæve(?:t|de|r)|(?:for|tre|fire"
        r"|mange)?doble(?:t|de|des|r)"
        r"|forøge(?:t|de)"
    ),
    "more_i": r"steg|steget|stiger|tiltok|tiltatt|tiltog|tiltaget|klatret|g(?:ikk|jekk|ått|år) (?:\w+ ){0,2}opp"
    r"|g(?:ik|ået) (?:\w+ ){0,2}op|vokste|voksede|ta(?:tt|get) (?:\w+ )?til(?= ?[,.;)]| (?:i|på|blandt|blant|men"
    r"|mens|efter|etter)\b)",
    "more_b": r"øke|øge|auke|heve|hæve|stige|doble|fordoble",
    "more_n": (
        r"økning(?:en|er)?|auke(?= (?:i|på)\b)|stigning(?:en|er)?|øgning|forøgelse|(?:for)?dobling(?:en)?"
        r"|vekst(?= i\b)|vækst(?= i\b)"
    ),
    "more_a": (
        r"høyere|højere|høgare|(?<!eller )flere|fleire|(?<!eller )mer(?! (?:enn|om)\b)"
        r"|(?<!eller )mere(?! (?:end|om)\b)|meir|større|oftere|forhøy(?:et|ede)|forhøj(?:et|ede)|hyppigere"
        r"|vanligere|lengre|længere"
        r"|(?:dobbelt|\w+ gange?r?) så (?:mange|stor|vanlig|almindelig|ofte|tit|hø[yj])\w*"
    ),
    "good_v": r"forbedre(?:t|de|r|des|s)|bedret|bedrede|styrke(?:t|de|r|des|s)",
    "good_b": r"forbedre|styrke",
    "good_n": r"forbedring(?:en|er)?|bedring(?:en)?",
    "good_a": (
        r"bedre|tryggere|(?:positiv|gunstig|forebyggende|god|lovende|kriminalpræventiv"
        r"|kriminalitetsforebyggende)[et]? (?:\w+ )?(?:effekt|virkning|utfall)\w*"
    r"|effektiv[et]?(?= (?:i?mot|mod)\b)"
    ),
    "bad_v": r"forverre(?:t|r|s)|forværre(?:t|de|r|s|des)",
    "bad_n": r"forverring(?:en)?|forværring(?:en)?",
    "bad_a": r"dårligere|utryggere|ringere|verre|værre|skadelige? (?:\w+ )?(?:effekt|virkning)\w*",
    "none_p": (
        r"uendre(?:t|de)|uændre(?:t|de)|upåvirke(?:t|de)|ineffektiv[et]?|virkningsløs[et]?|li[kg]e (?:så )?(?:høy|høj"
        r"|stor|vanlig|almindelig|mange(?= i begge))\w*|(?:var|er|ble|blev) (?:\w+ ){0,2}(?:det|den|de) samme"
        r"|utviklet seg (?:likt|på samme måte|parallelt)|udviklede sig (?:ens|på samme måde|parallelt)"
        r"|(?:så å si|så godt som|praktisk talt|omtrent|nesten|næsten|stort sett?|nøyaktig|nøjagtig|akkurat"
        r"|præcis) (?:det|den|de) samme(?= ?[,.;)]| (?:begge|i|som|før|både|hos|på)\b)|(?:det"
        r"|den) samme(?= (?:i (?:19|20)\d\d|begge steder|som før)\b)"
    r"|på (?:\w+ ){0,3}samme niv(?:å|eau)"
    r"|li[kg]e (?:så )?(?:ofte|tit|hyppig\w*|mange|utbredt|udbredt)(?=,? (?:[\w-]+ ){0,3}?(?:som|i begge|hos begge"
    r"|i de to|(?:[\w-]+ ){3,8}?som (?:før|tidligere|i|hos|blant|blandt))\b)"
    r"|(?:lå|ligger|ligget|holdt se?i?g|st[oå]d?|står|stått|stået) (?:\w+ ){0,3}?(?:stille|fast|stabilt?|konstant)"
    r"|i samme (?:omfang|grad|utstrekning|takt)(?= som\b)|(?:tilnærmet|nær|nesten|tæt på|praktisk talt) null?"
    r"|ing(?:en|tet)(?: tegn (?:på|til))?(?= (?:\w+ )?(?:forflytning|forskyvning|forflyttning|fortrængning))"
    r"|h?verken (?:flere|mere?|færre|høyere|højere|steg|opp?|økte|øgedes) eller(?: (?:færre|mindre|lavere|falt"
    r"|faldt|ned))?"
    r"|gjorde (?:ingenting|intet|ikke noe|ikke noget) for|effekten uteble|effekten udeblev"
    r"|(?:praktisk talt|praktisk taget|stort sett|stort set|nærmest|omtrent|tilnærmet|nesten|næsten|temmelig) "
    r"(?:lik[et]?|ens|uforandret|de samme)|u(?:t|d)en (?:\w+ )?(?:effekt"
    r"|virkning)(?= på\b)"
    ),
    "neutral_n": (
        r"(?:avvikende|afvigende|annen|anden) (?:utvikling|udvikling)|forskjell(?:en|er|ene)?|forskel(?:len|le"
        r"|lene)?|skilnad(?:er)?|effekt(?:en|er|ene|erne)?"
        r"|virkning(?:en|er)?|innvirkning|indvirkning"
    r"|betydning(?= for\b)|utslag|udslag|påvirkning|endring(?:en|er)?|ændring(?:en|er)?|sammenheng|sammenhæng"
    ),
    "neutral_v": (
        r"påvirke(?:t|de|r|s)?|rykkede sig|rikket seg"
        r"|endre(?:t|r|s|de)?|ændre(?:de|t|r|s)?|skilte|adskil(?:te|ler)|atskil(?:te|ler)"
        r"|effektiv[et]?"
    ),
    "mixed_p": (
        r"(?:blandede|motstridende|modstridende|varierende|sprikende) (?:\w+ )?(?:resultat|effekt|funn|fund)\w*"
        r"|(?:var|er) (?:blandede|motstridende|modstridende|tvetydige)|spriker|sprikte|vari(?:erte|erede"
        r"|erer) (?:fra studie til|mellom|mellem) studie\w*"
        r"|i (?:hver sin|ulike|forskjellige|forskellige|ulik) retning\w*"
    ),
}  # fmt: skip


def _cues(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in words.items()) + r")(?![\w-])")


_CUES: Final = {"en": _cues(_EN), "sv": _cues(_SV), "nb": _cues(_NB_DA)}
_CUES["nn"] = _CUES["da"] = _CUES["nb"]

_CHANGES: Final = frozenset({"less", "more", "none", "mixed", "good", "bad"})
_HOW_MUCH: Final = frozenset({"more", "mer", "mere", "meir", "less", "mindre"})
_SOMEWHAT: Final = re.compile(
    r" (?:(?:\w+ly|något|klart|betydligt|noe|litt|klart|betydelig|lidt|noget|markant|much) )?"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change with its place: `direction` and `form` as in this module's first lines."""

    start: int
    end: int
    direction: str
    form: str


def find_cues(lower: str, start: int, end: int, language: str | None) -> list[Cue]:
    """Return the words of change between `start` and `end` of a text in lower case, in order."""
    pattern = _CUES.get(language or "en", _CUES["en"])
    found: list[Cue] = []
    for m in pattern.finditer(lower, start, end):
        cue = Cue(m.start(), m.end(), *(m.lastgroup or "neutral_n").split("_"))
        # "minskade mer i försöksområdet än": only how much
        if (
            m.group() in _HOW_MUCH
            and found
            and found[-1].form in "vi"
            and _SOMEWHAT.fullmatch(lower, found[-1].end, cue.start)
        ):
            continue
        found.append(cue)
    if not any(cue.direction in _CHANGES for cue in found):
        found += [Cue(*figures, "v") for figures in find_figures(lower, start, end)]
    return sorted(found, key=lambda cue: cue.start)
