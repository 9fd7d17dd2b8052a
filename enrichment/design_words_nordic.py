"""The words by which a Swedish, Norwegian or Danish text names a study design, or tells what was done in one."""

from typing import Final

from enrichment.design_words import (
    BEFORE_AFTER,
    CONTROLLED,
    CROSS,
    DONE,
    META,
    NAMED,
    PART,
    QUALITATIVE,
    QUASI,
    REVIEW,
    TRIAL,
    words_for,
)

SWEDISH: Final = (
    words_for(
        META,
        NAMED,
        "metaanaly|meta-analy",
        r"meta-?analys(?:en|ens)?\b|(?P<many>meta-?analyser(?:na)?)\b",
    ),
    words_for(
        REVIEW,
        NAMED,
        "systematisk|paraplyöversikt|översikter",
        r"systematisk[at]? (?:\w+ )?(?:litteratur|kunskaps|forsknings|evidens)?-?"
        r"(?:översikt(?:en)?|genomgång(?:en)?|sammanställning(?:en)?|litteraturstudien?)\b",
        r"systematisk granskning av (?:litteratur|forskning|studier)\w*",
        r"systematiska (?P<many>(?:litteratur|kunskaps|forsknings)?(?:översikter(?:na)?|genomgångar"
        r"|sammanställningar))\b",
        r"paraplyöversikt(?:en)?\b|översikt(?:en)? (?:av|över) (?:systematiska )?översikter\b",
    ),
    words_for(
        REVIEW,
        DONE,
        "systematiskt",
        r"systematiskt (?:gått igenom|sammanställt|granskat) (?:\w+ )?(?:forskning|litteratur|studier)\w*",
        r"(?:forskning|litteratur|studier)\w* (?:har )?(?:sammanställ|granska|gåtts igenom)\w* systematiskt",
    ),
    words_for(
        TRIAL,
        NAMED,
        "randomisera|lottningsförsök|rct|slumpmässig|med lottning|lottade|är random|var random",
        r"(?:kluster-?)?randomiserade?(?:,? (?:och |öppen )?(?:kontrollerad|klinisk|dubbelblind|pragmatisk)\w*)*"
        r" (?:studien?|prövning(?:en)?|(?:effekt)?utvärdering(?:en)?|effektstudien?|jämförelse)\b",
        r"(?:kluster-?)?randomiserat?e?(?:,? (?:och )?(?:kontrollera|klinisk|pragmatisk)\w*)* (?:fält)?(?:försök"
        r"|experiment)et\b",
        r"(?:kluster-?)?randomiserat(?:,? (?:och )?(?:kontrollera|klinisk|pragmatisk)\w*)* (?:fält)?(?:försök"
        r"|experiment)\b",
        r"randomiserade(?:,? (?:och )?(?:kontrollera|klinisk)\w*)*"
        r" (?P<many>studier(?:na)?|försök(?:en)?|prövningar\w*|experiment(?:en)?|utvärderingar\w*)\b",
        r"lottningsförsök(?:et)?\b|rct(?:-studien?|-försöket|-design)?\b(?!-)|(?P<several>rct-studier)\b",
        r"(?:fält)?(?:experiment|försök|studie) med (?:slumpmässig (?:fördelning|tilldelning|indelning)|lottning"
        r"|lottade)\b",
        r"(?:studien|försöket|experimentet) (?:var|är) randomiser\w+",
    ),
    words_for(
        TRIAL,
        DONE,
        "randomisera|lotta|lottning|slump| lott",
        r"randomiserades\b|randomiserade (?:vi|till|in i)\b|vi (?:\w+ )?(?:randomiserade|lottade"
        r"|slumpade)\b(?! (?:fram|ut))",
        r"(?:har|hade|blev|blivit|var|bli|att|ska|skall) (?:randomiser(?:at|ats|ade|as)|lotta(?:ts|de|s)"
        r"|slumpa(?:ts|de|s))\b"
        r"(?! (?:fram|ut))",
        r"(?:lottades|slumpades)\b(?! (?:fram|ut|bort))|(?:lottade|slumpade) (?:vi|till|deltagar\w+|skolor"
        r"|områden)\b",
        r"(?:slumpmässigt|slumpvis) (?:för|till|in|upp)?(?:dela[dst]?\w*|fördelning\w*)\b",
        r"slumpmässig (?:fördelning|tilldelning|indelning) (?:av|till|i|skedde|gjordes)\b",
        r"(?:för|till|in|upp)?delades (?:\w+ ){0,4}?(?:slumpmässigt|slumpvis|(?:genom|med) lottning)\b",
        r"lottning (?:avgjorde|skedde|användes|till)\b|(?:genom|med hjälp av) lottning\b"
        r"|dro(?:g|gs|gos) (?:\w+ ){0,2}lott(?:er)?\b|lott(?:er)? dro(?:g|gs)\b|lottning (?:bland|mellan)\b",
    ),
    words_for(
        CONTROLLED,
        NAMED,
        "propensity|skillnad|difference|diskontinuitet|instrument|syntetisk|dubbla",
        r"propensity[- ]?score\w*|skillnad(?:er)?[- ]i[- ]skillnad(?:er)?\w*|dubbla skillnader"
        r"|difference-in-differences?",
        r"regressionsdiskontinuitet\w*|diskontinuitets(?:design|analys)\w*",
        r"instrument(?:al)?variab\w+|syntetisk[at]? kontroll\w*",
    ),
    words_for(
        QUASI,
        NAMED,
        "kvasi|naturligt exp|icke-random",
        r"kvasi-?experiment\w*|naturligt experiment\b",
        r"icke-randomisera\w+ (?:kontrollera\w+ )?(?:studie|försök|prövning)\w*",
    ),
    words_for(
        QUASI,
        PART,
        "kontroll|jämför",
        r"(?:kontroll|jämförelse)(?:grupp|område|plats|kommun|skol[ao]|stadsdel|kvarter|sträck)\w*",
        r"jämför(?:des|ts|t|de)? (?:\w+ ){0,3}?med (?:\w+ ){0,2}?(?:liknande|likvärdiga|jämförbara)"
        r" (?:områden|kommuner|skolor|grupper|ungdomar|elever|personer)\b",
    ),
    words_for(
        BEFORE_AFTER,
        NAMED,
        "före|för- och|förmät|tidsserie|för/efter",
        r"före[- ](?:och[- ])?efter-?(?:mätning|studie|design|jämförelse|undersökning|utvärdering)\w*",
        r"för(?:e)?-? ?(?:och|/) ?efter(?:mätning|test|enkät|undersökning)\w*|(?:avbrut(?:en|na)) tidsserie\w*",
    ),
    words_for(
        BEFORE_AFTER,
        DONE,
        "före och efter|innan och efter|före samt|före respektive|innan respektive|innan samt",
        r"(?:mät|jämför|enkät|undersök|följ|besvara|intervju|räkna|observer|brott|anmäl|studera|data)\w*"
        r"(?:[ ,]+[^\s.;,]+){0,10}? (?:före|innan) (?:och|samt|respektive) efter\b",
        r"(?:före|innan) (?:och|samt) efter (?:\w+ )?(?:insatsen|åtgärden|åtgärderna|införandet|projektet|reformen"
        r"|programmet|utbildningen|satsningen|installationen|interventionen)\b",
    ),
    words_for(
        CROSS,
        NAMED,
        "tvärsnitt|enkät",
        r"tvärsnitts(?:studie|undersökning|data|enkät|design|analys)\w*|enkät(?:undersökning|studie)(?:en)?\b",
    ),
    words_for(
        CROSS,
        DONE,
        "enkät",
        r"(?:besvarade|svarade på|skickade|delade) (?:\w+ ){0,3}?enkät\w*|enkäten (?:besvarades|skickades)",
        r"en enkät (?:till|bland|med|som)\b",
    ),
    words_for(
        QUALITATIVE,
        NAMED,
        "intervju|kvalitativ|fokusgrupp|etnograf|deltagande observ|tematisk",
        r"(?:djup|grupp|fokusgrupps)intervju\w*|(?:semi|halv)strukturerade intervju\w*|intervjustudie\w*"
        r"|fokusgrupp\w*",
        r"kvalitativ[at]? (?:\w+ )?(?:studie|intervju|metod|analys|undersökning|innehållsanalys|ansats)\w*",
        r"etnografisk\w*|deltagande observation\w*|tematisk analys\w*",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "intervju",
        r"vi (?:har )?intervjua(?:de|t)\b|intervjua(?:des|ts)\b|intervjuer (?:med|har|genomfördes|gjordes)\b",
    ),
)

# Norwegian and Danish differ by little more than a letter here, and reports quote each other's terms: one set.
NORWEGIAN_AND_DANISH: Final = (
    words_for(
        META,
        NAMED,
        "metaanaly|meta-analy",
        r"meta-?analysen?s?\b|(?P<many>meta-?analyse(?:r|ne|rne))\b",
    ),
    words_for(
        REVIEW,
        NAMED,
        "systematisk|paraply|oversikter|oversigter",
        r"systematiske? (?:\w+ )?(?:litteratur|kunnskaps|forsknings|videns|evidens)?-?(?:oversikt(?:en)?"
        r"|oversigt(?:en)?"
        r"|gjennomgang(?:en)?|gennemgang(?:en)?|oppsummering(?:en)?|opsamling(?:en)?|kortlægning(?:en)?|review(?:et)?"
        r"|litteraturstudie[nt]?|reviewet)\b",
        r"systematiske (?P<many>(?:litteratur|kunnskaps|forsknings)?(?:oversikter|oversigter|gjennomganger"
        r"|gennemgange"
        r"|reviews))\b",
        r"paraplyover(?:sikt|sigt)(?:en)?\b|over(?:sikt|sigt)(?:en)? over (?:systematiske )?over(?:sikter|sigter)\b",
    ),
    words_for(
        REVIEW,
        DONE,
        "systematisk",
        r"(?:gjennomgikk|gennemgik|gjennomgått|gennemgået) (?:\w+ )?(?:forskning|litteratur|studie)\w* systematisk",
        r"systematisk (?:gjennomgått|gennemgået|oppsummert|opsummeret) (?:\w+ )?(?:forskning|litteratur|studie)\w*",
    ),
    words_for(
        TRIAL,
        NAMED,
        "randomiser|rct|tilfeldig fordel|tilfældig fordel|lodtrækning|loddtrekning"
        "|lodtrek|tilfældig tild|tilfeldig tild",
        r"(?:klynge-?|kluster-?|cluster-?)?randomiser(?:t|te|et|ede)(?:,? (?:og )?(?:kontroller|klinisk|dobbeltblind"
        r"|pragmatisk)\w*)* (?:studie[nt]?|forsøket|forsøget|felt(?:forsøk|eksperiment)\w*|eksperiment(?:et)?"
        r"|evaluering(?:en)?"
        r"|undersøgelsen?|undersøkelsen?|effekt(?:studie|evaluering|måling)\w*)\b",
        r"(?:et|vårt|vores|dette) (?:\w+ )?(?:klynge-?)?randomisere?t(?:,? (?:og )?(?:kontroller"
        r"|klinisk)\w*)* forsø[kg]\b",
        r"randomiser(?:t|te|ede|et)(?:,? (?:og )?(?:kontroller|klinisk)\w*)*"
        r" (?P<many>studier|forsøk|forsøg|undersøgelser|undersøkelser|eksperimenter|evalueringer)\b",
        r"(?:lodtrækningsforsøg|loddtrekningsforsøk)(?:et)?\b|rct(?:-studien?|-forsø[kg]et|-design)?\b(?!-)",
        r"(?P<several>rct-studier|rct['’]er)\b",
        r"(?:eksperiment|forsøk|forsøg|studie) med (?:tilfeldig|tilfældig) (?:fordeling|tildeling)",
        r"(?:eksperiment|forsøk|forsøg|studie) med lod(?:d)?tr[eæ]k(?:n)?ing\b|(?:studien|forsøket|forsøget"
        r"|studiet) (?:var|er) randomiser\w+",
    ),
    words_for(
        TRIAL,
        DONE,
        "randomiser|tilfeldig|tilfældig|lodtrækning|loddtrekning|trukket lod|lodd|lodtrek|trak |trakk | lod ",
        r"(?:ble|blev|er|var|blitt|blevet|bli|blive|vi|har|hadde|havde) (?:\w+ )?randomiser(?:t|te|et"
        r"|ede)\b(?! (?:kontroll|studie))",
        r"randomiser(?:t|et|te|ede) (?:til|i|inn|ind|mellom|mellem)\b|randomiseres\b",
        r"(?:tilfeldig|tilfældigt?) (?:fordel|tildel|inndel|inddel|plasser|placer|delt|delte|opdel)\w*",
        r"trukket tilfeldig til\b|fordelt (?:\w+ ){0,3}?(?:tilfeldig|tilfældigt)\b",
        r"(?:ved|gjennom|gennem|med|efter|etter) (?:hjelp av |hjælp af )?lod(?:d)?tr[eæ]k(?:n)?ing\b"
        r"|tra(?:k|kk) (?:\w+ ){0,2}lodd?\b|lodd? (?:blant|blandt|mellom|mellem)\b|lod(?:d)?tr[eæ]k(?:n)?ing(?:en)?"
        r" (?:avgjorde|afgjorde|om)\b|trukket lodd?\b|trakk lodd\b|trak lod\b|loddet (?:til|mellom)\b",
    ),
    words_for(
        CONTROLLED,
        NAMED,
        "propensity|forskjell|differanse|difference|forskel|diskontinuitet|instrument|syntetisk|tilbøyelighet",
        r"propensity[- ]?score\w*|tilbøyelighetss[ck]\w+|difference-in-differences?|(?:regresjons"
        r"|regressions)diskontinuitet\w*",
        r"(?:forskjell|forskel|differanse|difference)(?:er)?[- ]i[- ](?:forskjell|forskel|differanse|difference)\w*",
        r"instrument(?:al)?variab\w+|syntetiske? kontroll?\w*",
    ),
    words_for(
        QUASI,
        NAMED,
        "kvasi|quasi|naturlig|ikke-random",
        r"[kq]u?[va]?asi-?eksperiment\w*|naturlig eksperiment\b|naturligt eksperiment\b",
        r"ikke-randomiser\w+ (?:kontroller\w+ )?(?:studie|forsø|undersø)\w*",
    ),
    words_for(
        QUASI,
        PART,
        "kontroll|kontrol|sammenlign",
        r"(?:kontroll?|sammenlign(?:ing)?s?)(?:gruppe|område|kommune|skole|bydel|distrikt)\w*",
        r"sammenlign(?:et|es|ede) (?:\w+ ){0,3}?med (?:\w+ ){0,2}?(?:lignende|tilsvarende|sammenlignbare)"
        r" (?:områder|kommuner|skoler|grupper|unge|elever|personer)\b",
    ),
    words_for(
        BEFORE_AFTER,
        NAMED,
        "før|tidsserie",
        r"før[- ](?:og[- ])?(?:etter|efter)-?(?:måling|studie|design|sammenligning|undersø[kg]else|evaluering)\w*",
        r"før-? ?(?:og|/) ?(?:etter|efter)(?:måling|test|undersø[kg]else)\w*|(?:avbrut(?:t|te)|afbrud(?:t"
        r"|te)) tidsserie\w*",
    ),
    words_for(
        BEFORE_AFTER,
        DONE,
        "før og etter|før og efter|før samt|før versus",
        r"(?:mål|sammenlign|spørreskjema|spørgeskema|undersø|fulgt|besvar|intervju|interview|registrer|observer"
        r"|anmeld|data)\w*"
        r"(?:[ ,]+[^\s.;,]+){0,10}? før (?:og|samt|versus) (?:etter|efter)\b",
        r"før og (?:etter|efter) (?:\w+ )?(?:tiltaket|tiltakene|innføringen|indførelsen|indsatsen|innsatsen"
        r"|prosjektet|projektet"
        r"|reformen|programmet|opplæringen|interventionen|intervensjonen)\b",
    ),
    words_for(
        CROSS,
        NAMED,
        "tverrsnitt|tværsnit|spørre|spørge",
        r"(?:tverrsnitts|tværsnits)(?:studie|undersø[kg]else|data|design|analyse)\w*",
        r"(?:spørreundersøkelse|spørreskjemaundersøkelse|spørgeskemaundersøgelse)(?:n|en)?\b",
    ),
    words_for(
        QUALITATIVE,
        NAMED,
        "intervju|interview|kvalitativ|fokusgruppe|etnograf|observasjon|observation|tematisk",
        r"(?:dybde|gruppe|fokusgruppe)(?:intervju|interview)\w*|(?:semi|halv)strukturerte? intervju\w*",
        r"(?:semi|halv)strukturerede? interview\w*|(?:intervju|interview)(?:studie|undersøgelse|undersøkelse)\w*"
        r"|fokusgruppe\w*",
        r"kvalitativ[et]? (?:\w+ )?(?:studie|intervju|interview|metode|analyse|undersø[kg]else|innholdsanalyse)\w*",
        r"etnografisk\w*|(?:deltakende|deltagende) observasjon\w*|deltagerobservation\w*|tematisk analyse\w*",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "intervju|interview",
        r"vi (?:har )?(?:intervjuet|interviewet|interviewede)\b|(?:ble|blev|er) (?:intervjuet|interviewet)\b",
        r"intervjuer med\b|interviews? med\b",
    ),
)
