"""The words that tell what became of an outcome, in the languages we read, and those that tell that nothing did yet.

A cue has a direction (less, more, good, bad, none, neutral, mixed) and a form: v a finite verb that takes an object
or none, i one that takes none, b an infinitive, g an "-ing" form, n a noun, a a comparison, p a phrase of its own.
"good" and "bad" become less or more by what is wished for of the outcome; "neutral" counts only when it is negated.
"""

import re
from dataclasses import dataclass
from typing import Final

_EN: Final = {
    "less_n": r"reductions?|(?<!not )(?:decreases?|declines?|drops?|falls?|cuts?)(?= (?:in|of)\b)",
    "less_v": (
        r"reduced|reduces|decreased|decreases|lowered|lowers|cut|cuts|prevented|prevents|averted|averts"
        r"|deterred|deters"
        r"|curbed|curbs|diminished|diminishes|lessened|lessens|halved|suppressed|mitigated|alleviated"
    ),
    "less_i": (
        r"fell|falls|fallen|dropped|drops|declined|declines|plummeted|dwindled|went down|softened"
        r"|(?<=not )(?:fall|drop|decline|decrease(?= ?[.,;)]| (?:in|among|for|at|after|during|over|as|either)\b))"
        r"|gone down|came down|shr[au]nk|dipped|slid|sank|plunged|tumbled|slumped|receded|eased|waned|subsided|abated"
        r"|(?:edged|crept|inched|ticked|trended|drifted|moved|headed) (?:down\w{0,5}|lower)"
        r"|(?:was|were|is|are) (?:\w+ )?down(?= (?:by|from|\d))"
    ),
    "less_b": r"reduce|decrease|prevent|deter|curb|diminish|lessen|halve|lower(?= the)|minimi[sz]e",
    "less_g": r"reducing|decreasing|lowering|preventing|deterring|curbing|lessening|diminishing|cutting",
    "less_a": r"less (?:likely|often|common|frequent|frequently)|rarer|(?:half|a third|a quarter) as"
    r" (?:many|much|likely|common|frequent|high|often)|lower|fewer|less(?! (?:than \d|effective|successful|well"
    r"|clear|so|formal)\b)|smaller",
    "more_n": r"(?<!not )(?:increases?|rises?)(?= (?:in|of)\b)|upsurge|growth(?= in\b)",
    "more_v": (
        r"increased|increases|raise[ds](?! (?:\w+ )?(?:questions?|concerns?|awareness|issues?|money|funds)\b)"
        r"|elevated|doubled|tripled|boosted|boosts|heightened|exacerbated"
    ),
    "more_i": (
        r"rose|risen|rises|grew|went up|gone up|surged|soared|climbed|jumped|spiked|escalated|multiplied|mounted"
        r"|(?:edged|crept|inched|ticked|trended|drifted|moved|shot|headed) (?:up\w{0,5}|higher)"
        r"|(?:was|were|is|are) (?:\w+ )?up(?= (?:by|from|\d))"
        r"|(?<=not )(?:rise|grow|climb|increase(?= ?[.,;)]| (?:in|among|for|at|after|during|over|as|either)\b))"
    ),
    "more_b": r"increase|raise|boost|double|exacerbate",
    "more_g": r"increasing|raising|boosting",
    "more_a": (
        r"more (?:likely|often|common|frequent)|(?:twice|thrice|double|\w+ times) as"
        r" (?:many|much|likely|common|frequent|high|often)|higher|greater|(?<!or )more(?! (?:than|effective"
        r"|successful|likely|research|work|often"
        r"|than|detailed|recent|complete|information|about|\w+ly)\b)|longer(?! (?:term|interview|than)\b)"
    ),
    "good_v": r"improved|improves|enhanced|enhances|strengthened|strengthens",
    "good_b": r"improve|enhance|strengthen",
    "good_g": r"improving|enhancing|strengthening",
    "good_n": r"improvements?(?= in\b)|benefits?(?= (?:for|on|in|of)\b)",
    "good_a": (
        r"(?:positive|beneficial|favou?rable|desirable|promising|preventive|protective|crime-reducing|deterrent)"
        r" (?:[a-z-]+ ){0,2}(?:effects?|impacts?|outcomes?|influence)|better|effective (?=(?:against|for"
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
        r"|findings?)|equally likely"
        r"|(?:remained|stayed) (?:stable|level|flat|the same|constant|roughly the same|about the same)"
        r"|(?:remained|stayed|held|kept|was|were) (?:\w+ )?(?:steady|stable|level|flat)|stood still|identical"
        r"|indistinguishable|(?:much|practically|virtually|exactly) the same|no change"
        r"|(?:was|were) (?:\w+ )?the same(?! (?:time|day|person|people|\w+ (?:that|which|who))\b)"
        r"|as (?:many|much|often|common|likely|high|frequent|frequently)(?= (?:[\w-]+ ){0,3}?(?:as|in both)\b)"
        r"|no (?:(?:evidence|signs?|indications?) of )?(?:\w+ )?(?=displacement\b|spill-?over)|neither (?:rose"
        r"|increased|more|higher|went up|grew) nor|(?:close to|near|near-|effectively|essentially) ?"
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
        r"|point(?:ed|s)? in different directions"
    ),
}  # fmt: skip
_SV: Final = {
    "less_v": (
        r"minska(?:de|des|t|ts|r|s)|sänk(?:te|tes|t|ts|er|s)|reducera(?:de|des|t|ts|r|s)|halvera(?:de|des|t|ts|r|s)"
        r"|dämpa(?:de|des|t|ts|r)|förebygg(?:de|t|er)|förhindra(?:de|t|r)|motverka(?:de|t|r)"
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
    "less_a": r"lägre|färre|sällsyntare|ovanligare|hälften så (?:många|vanlig|stor|hög|ofta)\w*|mindre(?! (?:roll"
    r"|betydelse)\b)|minskad|reducerad|mer sällan|sänkt",
    "more_v": r"öka(?:de|des|t|ts|r|s)|höj(?:de|des|t|ts|er|s)|(?:för|tre|fyr|mång)dubbla(?:de|des|t|ts|r|s)",
    "more_i": r"steg|stigit|stiger|tilltog|tilltagit|tilltar|klättra(?:de|t)|skj?öt i höjden|g(?:ick|ått"
    r"|år) (?:\w+ ){0,2}upp|växte|växt",
    "more_b": r"öka|höja|stiga|fördubbla",
    "more_n": r"\w{0,24}ökning(?:en|ar|arna)?|uppgång(?:en)?|höjning(?:en)?|fördubbling(?:en)?",
    "more_a": (
        r"högre|(?<!eller )fler|(?<!eller )mer(?! (?:än|sällan|information|om|kunskap)\b)|ökad|större|oftare"
        r"|längre|förhöj(?:d|t|da)|vanligare|(?:dubbelt|\w+ gånger) så (?:många|vanlig|stor|hög|ofta)\w*"
    ),
    "good_v": r"förbättra(?:de|des|t|ts|r|s)|stärk(?:te|tes|t|ts|er)",
    "good_b": r"förbättra|stärka",
    "good_n": r"förbättring(?:en|ar|arna)?",
    "good_a": (
        r"bättre|(?:positiv|gynnsam|förebyggande|god|lovande|brottsförebyggande)[at]? (?:\w+ )?(?:effekt|utfall"
        r"|inverkan|påverkan)\w*"
    r"|effektiv[at]? (?=mot\b)"
    ),
    "bad_v": r"försämra(?:de|des|t|ts|r|s)|förvärra(?:de|des|t|ts|r|s)",
    "bad_n": r"försämring(?:en|ar|arna)?",
    "bad_a": r"sämre|skadlig[at]? (?:\w+ )?(?:effekt|inverkan|påverkan)\w*",
    "none_p": (
        r"oförändra(?:d|t|de)|opåverka(?:d|t|de)|ineffektiv[at]?|likvärdig[at]?|verkningslös[at]?|lika (?:hög"
        r"|stor|vanlig|mycket|många(?= i båda))\w*|(?:var|är|blev) (?:\w+ ){0,2}(?:densamma|detsamma|desamma)"
    r"|på (?:\w+ ){0,2}(?:samma|oförändrad) nivå|lika ofta|lika många(?= (?:\w+ ){0,3}som (?:förut|tidigare|före"
    r"|innan)\b)"
    r"|(?:låg|ligger|legat|höll sig|hållit sig|stod|står|stått) (?:\w+ ){0,2}?(?:kvar|stilla?|fast|stabil\w{0,2}"
    r"|konstant)"
    r"|i samma (?:omfattning|utsträckning)(?= som\b)|nära noll|försumbar\w{0,2}"
    r"|ing(?:en|et|a) (?:(?:tecken på|belägg för) )?(?:\w+ )?(?=överspillning|omfördelning|förflyttning|överflyttning)"
    r"|varken (?:ökade|fler|mer|högre|steg|upp) eller|utan (?:\w+ )?effekt(?= på\b)|sakna(?:de"
    r"|r) (?:\w+ )?effekt(?= på\b)"
    ),
    "neutral_n": (
        r"skillnad(?:en|er|erna)?|effekt(?:en|er|erna)?|inverkan|påverkan|förändring(?:en|ar|arna)?|samband"
        r"|verkan|genomslag|betydelse(?= för\b)|utslag"
    ),
    "neutral_v": (
        r"påverka(?:de|des|t|ts|r|s)?|rubbades|rör(?:de)? sig"
        r"|förändra(?:de|des|t|ts|r|s)?|skil(?:de|jde|jer|ja)|ändra(?:de|des|ts|s)"
        r"|effektiv[at]?"
    ),
    "mixed_p": (
        r"(?:blandade|motstridiga|varierande|tvetydiga) (?:\w+ )?(?:resultat|effekt|fynd)\w*|(?:var"
        r"|är) (?:blandad|motstridig|motsägelsefull|tvetydig)\w*|spretar|spretade|(?:åt|i) olika (?:håll|riktning\w*)"
    ),
}  # fmt: skip
_NB_DA: Final = {
    "less_v": (
        r"reduser(?:te|t|er|tes|es)|reducere(?:de|t|r|des|s)|mins?ke(?:t|de|r|des|s)|mindske(?:t|de|r|des"
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
    "less_a": r"lavere|lågare|halv(?:parten|t) så (?:mange|stor|vanlig|ofte|hø[yj])\w*|færre|mindre|sjeldnere"
    r"|sjældnere|nedsatt|nedsat",
    "more_v": (
        r"økte|økt|øker|øges?|øge(?:de|t|r|des)|auka|aukar|heve(?:t|r)|hæve(?:t|de|r)|(?:for|tre|fire"
        r"|mange)?doble(?:t|de|des|r)"
        r"|forøge(?:t|de)"
    ),
    "more_i": r"steg|steget|stiger|tiltok|tiltatt|tiltog|tiltaget|klatret|g(?:ikk|jekk|ått|år) (?:\w+ ){0,2}opp"
    r"|g(?:ik|ået) (?:\w+ ){0,2}op|vokste|voksede",
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
        r"bedre|(?:positiv|gunstig|forebyggende|god|lovende|kriminalpræventiv"
        r"|kriminalitetsforebyggende)[et]? (?:\w+ )?(?:effekt|virkning|utfall)\w*"
    r"|effektiv[et]? (?=i?mot|mod\b)"
    ),
    "bad_v": r"forverre(?:t|r|s)|forværre(?:t|de|r|s|des)",
    "bad_n": r"forverring(?:en)?|forværring(?:en)?",
    "bad_a": r"dårligere|ringere|verre|værre|skadelige? (?:\w+ )?(?:effekt|virkning)\w*",
    "none_p": (
        r"uendre(?:t|de)|uændre(?:t|de)|upåvirke(?:t|de)|ineffektiv[et]?|virkningsløs[et]?|li[kg]e (?:så )?(?:høy|høj"
        r"|stor|vanlig|almindelig|mange(?= i begge))\w*|(?:var|er|ble|blev) (?:\w+ ){0,2}(?:det|den|de) samme"
        r"|utviklet seg likt|udviklede sig ens|(?:det|den) samme(?= (?:i (?:19|20)\d\d|begge steder|som før)\b)"
    r"|på (?:\w+ ){0,3}samme niv(?:å|eau)"
    r"|li[kg]e (?:så )?(?:ofte|tit|hyppig\w*|mange|utbredt|udbredt)(?= (?:[\w-]+ ){0,3}?(?:som|i begge|hos begge)\b)"
    r"|(?:lå|ligger|ligget|holdt se?i?g|st[oå]d?|står|stått|stået) (?:\w+ ){0,3}?(?:stille|fast|stabilt?|konstant)"
    r"|i samme (?:omfang|grad|utstrekning|takt)(?= som\b)|(?:tilnærmet|nær|nesten|tæt på|praktisk talt) null?"
    r"|ing(?:en|tet) (?:tegn (?:på|til) )?(?:\w+ )?(?=forflytning|forskyvning|forflyttning|fortrængning)"
    r"|h?verken (?:flere|mere?|færre|høyere|højere|steg|opp?|økte|øgedes) eller|u(?:t|d)en (?:\w+ )?(?:effekt"
    r"|virkning)(?= på\b)"
    ),
    "neutral_n": (
        r"forskjell(?:en|er|ene)?|forskel(?:len|le|lene)?|skilnad(?:er)?|effekt(?:en|er|ene|erne)?"
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
        r"|(?:var|er) (?:blandede|motstridende|modstridende|tvetydige)|spriker|sprikte"
        r"|i (?:hver sin|ulike|forskjellige|forskellige|ulik) retning\w*"
    ),
}  # fmt: skip


def _cues(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in words.items()) + r")(?![\w-])")


_CUES: Final = {"en": _cues(_EN), "sv": _cues(_SV), "nb": _cues(_NB_DA)}
_CUES["nn"] = _CUES["da"] = _CUES["nb"]

# Two shares side by side tell a change without a word for it: "38 per cent reoffended, against 57 per cent of those
# without", "23 procent, ett år senare 9 procent", "from 14 to 9 per cent".
_PER_CENT: Final = r"(?: ?(?:%|per ?cent|procent|prosent|pct\.?))"
_SHARE: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_SHARES: Final = re.compile(
    rf"(?<![\d.,–-])(?P<first>{_SHARE})(?:{_PER_CENT}(?P<between>[^.;:()\d]{{0,90}}?),?"
    r" (?:(?P<against>(?:as )?(?:compared (?:with|to)|against|versus|vs\.?)|i?mot|i?mod|jämfört med"
    r"|sammenlig?net med|sammenliknet med)|(?P<later>(?:\w+ ){1,2}(?:later|senare|senere)))"
    rf"|{_PER_CENT}?(?P<to> (?:to|till|til)))(?: [^.;:()\d]{{0,30}})?? (?P<last>{_SHARE}){_PER_CENT}(?!\w)"
)
_UNTREATED: Final = re.compile(
    r"\b(?:control|comparison|untreated|without|wait|kontroll?|jämförelse|sammenlig?ning|utan|uten|uden|nekat|ventelist"
    r"|väntelist)"
)
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
        found += [_by_shares(m) for m in _SHARES.finditer(lower, start, end)]
    return sorted(found, key=lambda cue: cue.start)


def _by_shares(match: re.Match[str]) -> Cue:
    """Return two shares as a word of change: the treated are named first where it is not said that they are not."""
    first, last = (float(match[name].replace(",", ".")) for name in ("first", "last"))
    if match["against"] and not _UNTREATED.search(match["between"]):
        first, last = last, first
    return Cue(match.start(), match.end(), "none" if first == last else "less" if last < first else "more", "v")
