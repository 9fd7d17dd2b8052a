"""The English words of change and of no change, by direction and form as `enrichment/effect_words.py` tells."""

from typing import Final

ENGLISH: Final = {
    "less_n": r"reductions?|(?<!not )(?<!did )(?:decreases?|declines?|drops?|falls?|cuts?)(?= (?:in|of|was|were)\b)",
    "less_v": (
        r"(?:was|were|lay|stood|ran) \d[\d.,]* ?(?:%|per ?cent) (?:below|under)|reduced|reduces|decreased|decreases"
        r"|lowered|lowers|cuts?(?!/)|prevented|prevents|averted|averts"
        r"|deterred|deters"
        r"|curbed|curbs|diminished|diminishes|lessened|lessens|halved|suppressed|mitigated|alleviated|slashed|curtailed"
        r"|dampened|trimmed|discouraged|weakened|eroded|cushioned|relieved|cut back|scaled back|brought down|kept down"
        r"|halted|quelled|stemmed|contained|blunted|eased"
    ),
    "less_i": (
        r"fell|falls|fallen|dropped|drops|declined|declines|plummeted|dwindled|went down|softened"
        r"|(?<=did )(?:fall|drop|decline|decrease|dip|shrink|go down)"
        r"|(?<=not )(?:fall|drop|decline|decrease(?= ?[.,;)]| (?:in|among|for|at|after|during|over|as|either)\b))"
        r"|gone down|came down|shr[au]nk|dipped|slid|sank|plunged|tumbled|slumped|receded|waned|subsided|abated"
        r"|tailed off|tapered off|fell away|dropped off|dropped away|petered out|dried up|nosedived|contracted(?! with)"
        r"|halved|collapsed(?= by\b)|ebbed|dissipated|thinned out|became (?:\w+ )?(?:rarer|less (?:common|frequent))"
        r"|(?:edged|crept|inched|ticked|trended|drifted|moved|headed) (?:down\w{0,5}|lower)"
        r"|(?:was|were|are|is) (?:cut|brought down)(?= (?:by|from)\b)"
        r"|(?:was|were|is|are) (?:\w+ )?down(?= (?:by|from|\d))"
    ),
    "less_b": r"reduce|decrease|prevent|deter|curb|diminish|lessen|halve|lower(?= the)|minimi[sz]e",
    "less_g": r"reducing|decreasing|lowering|preventing|deterring|curbing|lessening|diminishing|cutting",
    "less_a": r"less (?:likely|often|common|frequent|frequently)|rarer|(?:half|a third|a quarter) as"
    r" (?:many|much|likely|common|frequent|high|often)|0?\.\d+ times(?: (?:as|the|that)\b)?(?: \w+)?|lower"
    r"|fewer(?! than (?:\d|half|one|two|three))|less(?! (?:than (?:\d|a\b|an\b|half|one|two|three|[£$€])|effective"
    r"|successful|well"
    r"|clear|so|formal)\b)|smaller|shorter(?! (?:version|form|scale|than a)\b)|milder"
    r"|weaker(?! (?:effects?|evidence|design|stud\w+|associations?|results?)\b)|less (?:pronounced|widespread|prevalent"
    r"|severe)(?= (?:among|in|than|for|at)\b)",
    "more_n": r"(?<!not )(?<!did )(?:increases?|rises?)(?= (?:in|of|was|were)\b)|upsurge|growth(?= in\b)",
    "more_v": (
        r"(?:was|were|lay|stood|ran) \d[\d.,]* ?(?:%|per ?cent) (?:above|over)|increased|increases"
        r"|raise[ds](?! (?:\w+ )?(?:questions?|concerns?|awareness|issues?|money|funds)\b)"
        r"|elevated|doubled|tripled|quadrupled|boosted|boosts|heightened|exacerbated|intensified|strengthened"
        r"|strengthens"
        r"|reinforced|amplified|pushed up|driven up|extended(?= the (?:time|number))|lengthened|prolonged"
    ),
    "more_i": (
        r"rose|risen|rises|grew|went up|gone up|surged|soared|climbed|jumped|spiked|escalated|multiplied|mounted"
        r"|swelled|mushroomed|hardened"
        r"|picked up(?= (?:by|in|from|after)\b)|accelerated|rocketed|leapt|expanded(?= (?:by|from|in)\b)|crept up"
        r"|became (?:\w+ )?(?:more (?:common|frequent)|commoner)"
        r"|(?:edged|crept|inched|ticked|trended|drifted|moved|shot|headed) (?:up\w{0,5}|higher)"
        r"|(?:was|were|is|are) (?:\w+ )?up(?= (?:by|from|\d))"
        r"|(?<=did )(?:rise|grow|climb|increase|go up)"
        r"|(?<=not )(?:rise|grow|climb|increase(?= ?[.,;)]| (?:in|among|for|at|after|during|over|as|either)\b))"
    ),
    "more_b": r"increase|raise|boost|double|exacerbate|strengthen",
    "more_g": r"increasing|raising|boosting|strengthening",
    "more_a": (
        r"more (?:likely|often|common|frequent)|(?:twice|thrice|double|\w+ times) as"
        r" (?:many|much|likely|common|frequent|high|often)|higher|greater|(?<!or )more(?! (?:than|effective"
        r"|successful|likely|research|work|often|specific|general|serious|severe"
        r"|than|detailed|recent|complete|information|about|\w+ly)\b)|longer(?! (?:term|interview|than (?:\d|a\b|an\b"
        r"|one|two|three|the (?:planned|usual)))\b)|larger|bigger"
        r"|stronger(?! (?:effects?|evidence|designs?|stud\w+|associations?|results?|than expected)\b)|commoner"
    ),
    "good_v": r"improved|improves|enhanced|enhances",
    "good_b": r"improve|enhance",
    "good_g": r"improving|enhancing",
    "good_n": r"improvements?(?= in\b)|progress(?= in\b)|benefits?(?= (?:for|on|in|of)\b)",
    "good_a": (
        r"(?:positive|beneficial|favou?rable|desirable|promising|preventive|protective|crime-reducing|deterrent)"
        r" (?:[a-z-]+ ){0,2}(?:effects?|impacts?|outcomes?|influence)"
        r"|better(?! (?:identif|understand|handle|prepare|meet|serve|address|equip|manage|support|respond|target|inform"
        r"|protect|predict|explain|detect|recogni[sz]|know)\w*)|safer|effective(?= (?:against|for"
        r"|on)\b)|(?:effects? )?favou?r(?:ed|ing|s) (?:the )?(?:intervention|treatment|program(?:me)?"
        r"|experimental)"
    ),
    "bad_v": r"worsened|worsens|deteriorated|suffered(?= (?:slightly|somewhat|after|in)\b)",
    "bad_a": (
        r"worse|poorer|(?:harmful|adverse|iatrogenic|detrimental|backfire"
        r"|unfavou?rable) (?:[a-z-]+ )?(?:effects?|impacts?)"
    ),
    "none_p": (
        r"nothing (?:similar|comparable|corresponding|of the (?:kind|sort))|the same (?:could not"
        r"|cannot) be said (?:of|for)"
        r"|unchanged|unaffected|unaltered|undiminished|unmoved|equivalent|similar|comparable|ineffective"
        r"|null (?:effects?|results?"
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
        r"|(?:developed|moved|changed|evolved|fell|rose|behaved) (?:alike|in parallel|in step|in tandem|similarly"
        r"|in (?:\w+ ){0,2}the same (?:way|manner|direction|fashion))"
        r"|(?:followed|took|showed|had|traced) (?:\w+ )?(?:the same|a similar|similar|identical|parallel) (?:course"
        r"|path"
        r"|pattern|trend|trajector|development)\w*|changed (?:very |only )?little|little changed|much as before"
        r"|(?:as|where|exactly where) (?:it|they) (?:was|were|had been)(?: before)?|no better|no worse|on a par"
        r"|in line with(?= (?:the )?(?:control|comparison|matched|rest|other|untreated))"
        r"|(?:held|kept|stayed|hovered|remained|lay|was|were) at (?:\w+ ){0,2}(?:the same|that|its|their) level"
        r"|(?:the )?same level|made no difference(?= (?:to|for|in)\b)"
        r"|alike(?= in (?:both|the two)\b)|neck and neck|resembled (?:each other|one another)"
        r"|looked (?:much )?(?:alike|the same)"
        r"|(?:did|done|does|do) nothing for|(?:was|were|are) (?:\w+ )?equal(?! to)|equal(?= (?:in|between|across)\b)"
        r"|(?:virtually|practically|almost|nearly|roughly|broadly) (?:identical|unchanged|the same|equal)"
        r"|to (?:the same|an equal) (?:extent|degree)|(?:close to|near|near-|effectively|essentially) ?"
        r"(?:zero|nil)"
    ),
    "neutral_n": (
        r"differences?|effects?|impacts?|changes?|associations?|influence|benefits?|improvements?|gains?(?= (?:in|on"
        r"|for)\b)"
        r"|discrepanc(?:y|ies)|movement(?= in\b)|shifts?(?= in\b)|contrasts?(?= (?:in|between)\b)"
        r"|bearing(?= on\b)|gap(?= between\b)"
        r"|evidence(?= of\b)"
    ),
    "neutral_v": (
        r"affect(?:ed|s)?|influenced?|changed?|budged?|impact(?:ed|s)?|differ(?:ed|s)?|diverge[ds]?|shift(?:ed)?"
        r"|altered?|vary|varied|effective|(?<=not )move(?= ?[.,;]| (?:in|much|at)\b)|dent|dented|translate[ds]? into"
        r"|deviate[ds]?|depart(?:ed)? from|respond(?:ed)?"
        r"|(?<=not )(?:rise or fall|improve or worsen)"
    ),
    "mixed_p": (
        r"(?:mixed|inconsistent|conflicting|contradictory|equivocal) (?:[a-z-]+ )?(?:results?|findings?"
        r"|effects?|evidence|outcomes?|pictures?|patterns?)"
        r"|(?:were|was|are|is) (?:mixed|inconsistent|inconclusive|contradictory|conflicting|split|divided)"
        r"|disagree[ds]?"
        r"|point(?:ed|s)? in different directions|varied (?:across|between|from study to) (?:the )?stud\w+"
    ),
}  # fmt: skip
