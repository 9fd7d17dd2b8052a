"""The pairs of words of `design_near` as Swedish, Norwegian and Danish texts have them."""

from typing import Final

from enrichment.design_near import near
from enrichment.design_words import (
    BEFORE_AFTER,
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

_COUNT_SV: Final = (
    r"(?:\d{2,6}|\d{1,3}(?: \d{3}){1,2}|[5-9]"
    r"|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton|(?:tjugo|trettio|fyrtio|femtio)\w*)"
)
NEAR_SWEDISH: Final = (
    near(
        META,
        DONE,
        "samman|samlad|ihop|poola|genomsnitt|viktad|slumpeffekt",
        rf"{_COUNT_SV} (?:[\w-]+,? ){{0,4}}?(?:studier|utvärderingar|försök|undersökningar|experiment|jämförelser"
        rf"|effektmått)\w*",
        r"(?:sammanväg\w+|(?<!inte )sammanslag\w+|sammantagen|samlade? (?:effekt|analys|skattning|resultat)\w*"
        r"|(?:väg|slag|räkn|lag)\w+"
        r" (?:samman|ihop)|poola\w*|genomsnittliga? effekt\w*|slumpeffekt\w*|heterogenitet\w*)",
    ),
    near(
        REVIEW,
        DONE,
        "studier|utvärderingar|forskning",
        rf"(?:{_COUNT_SV}|alla|samtliga) (?:[\w-]+,? ){{0,4}}?(?:studier|utvärderingar|effektutvärderingar"
        rf"|effektstudier)\w*",
        r"(?:översikten|genomgången|sammanställningen|kunskapsöversikt|forskningsöversikt|litteraturgenomgång"
        r"|gått igenom"
        r"|gick igenom|granska(?:t|de|r)|läst|läste|sökt|sökningar|sökte|uppfyll\w+|databaser|kvalitetsgranska\w+"
        r"|ingår i"
        r" (?:översikt|genomgång)\w+)",
    ),
    near(
        TRIAL,
        DONE,
        "lott|slump",
        r"(?:lottn?ing\w*|lotta\w+|lotten|lottdragning\w*|slumpen|slumpmässigt|slumpvis|slumpa\w+)",
        r"(?:hälften|resten|övriga|de andra|kontrollgrupp\w*|väntelista|som vanligt|antingen|eller (?:inte|ingen"
        r"|till)|avgjorde"
        r"|avgöra|bestämde|vilka som (?:fick|skulle))\b",
    ),
    near(
        QUASI,
        PART,
        "jämför|medan|mot |skillnad",
        r"(?:jämför(?!elser? saknas)\w*|ställ\w+ mot|kontrast\w*|i förhållande till)",
        r"(?:grann\w+|intilliggande|närliggande|resten av (?:staden|kommunen|länet|landet|distriktet)"
        r"|liknande (?:\w+ )?(?:områd"
        r"|kommun|skol|stad|städer|ungdom|kvarter|person|grupp|torg|famil)\w*|(?:som|där) (?:\w+ )?(?:inte|aldrig"
        r"|ännu inte|ej)"
        r" (?:har |hade |har )?(?:fått|fick|deltog|deltagit|får|omfatta\w+|gick|gått|haft|hade|infört|införde|börjat"
        r"|kunde|tagits"
        r"|byggts|belys\w+|ingick|prövat|använd\w*|arbeta\w*|utbilda\w*|besök\w*)|väntelista|utan (?:insats|program"
        r"|projekt|åtgärd"
        r"|kamer|belysning|stöd|grind|värdar|vakt|nattvandr|klubb|verksamhet|metod)\w*|utanför (?:området|zonen"
        r"|projektet))\b",
    ),
    near(
        BEFORE_AFTER,
        DONE,
        "före|innan|tidigare|start|början|första",
        r"(?:(?:år|året|åren|månad\w*|veck\w+|halvår\w*|sommar\w*|termin\w*|läsår\w*|period\w*"
        r"|kvartal\w*) (?:\w+ )?(?:före|innan)"
        r"|(?:före|innan) (?:insats|åtgärd|införand|projekt|reform|program|utbildning|satsning|start|ändring|förbud"
        r"|lag|kurs"
        r"|ombyggnad|flytt|bytet|beslutet|de|den|det|man)\w*|vid (?:start|starten|kursstart|inskrivning\w*|början"
        r"|baslinje\w*)"
        r"|före- och|första (?:mätning|enkät|omgång|test)\w*)",
        r"(?:efter(?:åt|teråt)?|senare|därefter|sedan|vid (?:avslut|slutet|uppföljning)\w*|andra (?:mätning|enkät"
        r"|omgång)\w*"
        r"|sista (?:mätning|enkät|omgång|tillfäll)\w*|eftermätning\w*)\b",
    ),
    near(
        BEFORE_AFTER,
        DONE,
        "sedan|efter|när ",
        r"(?:sedan|efter|efter att|sedan man) (?:det |den |de |nya |man |att )?(?:\w+ ){0,3}?(?:inför\w+|install\w+"
        r"|förbud\w*"
        r"|öppn\w+|stängn\w+|stängd\w*|lagändring\w*|regl\w+|projekt\w*|kamer\w+|belysning\w*|grind\w*|ombyggnad\w*"
        r"|reform\w*"
        r"|utbildning\w*|kampanj\w*|satsning\w*|upprustning\w*|renover\w+|sattes|byttes|byggdes)",
        r"(?:minska\w*|sjönk\w*|sjunkit|ökade|ökat|halvera\w*|fördubbla\w*|gick (?:ned|ner|upp)|gått (?:ned|ner|upp)"
        r"|oförändra\w+"
        r"|färre|lägre|högre|fler)\b[^.;]{0,50}(?:\d|hälften|tredjedel|fjärdedel|femtedel|procent|än (?:före|innan"
        r"|tidigare|året))",
    ),
    near(
        CROSS,
        DONE,
        "enkät|fråg|svar|undersökning|uppger|urval",
        r"(?:\d{1,3}(?:[ .]\d{3})+|[2-9]\d\d|\d{4,})\b",
        r"(?:\w*enkät\w*|fråg(?:ade|at|ats|ades|eformulär\w*)|tillfråga\w+|(?:be)?svara(?:de|t|ts|des)|svarande"
        r"|svarsfrekvens\w*"
        r"|(?:riks)?representativt?|urval\w*|självrapporter\w+)\b",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "berätta|samtal|följt|följde|besök|fokus|processutv|följeforsk|fallstudie|möten|beskriver|talat|pratat|prata|deltag|träffa"
        "|beskriv|skildra|suttit|satt med|lyssna|talade|implementeringsstud|genomförandestud",
        r"(?:vi|forskarna|utvärderarna|författaren|jag) (?:har )?(?:\w+ )?(?:talat med|talade med|pratat med"
        r"|pratade med|träffat"
        r"|träffade|lyssnat|lyssnade|besökt|besökte|suttit med|satt med|observerat|observerade|närvarat)\b",
        r"(?:processutvärdering|följeforskning|fallstudie|genomförandestudie|implementeringsstudie)\w*"
        r"|(?:fallstudier)\b"
        r"|gruppsamtal\w*|platsbesök\w*|deltagande vid\b",
        rf"{_COUNT_SV} (?:[\w-]+ ){{1,4}}?(?:berätta\w*|beskriv\w+|skildra\w*)\b|(?:får|fick"
        rf"|har) (?:\w+ )?berätta(?:t)? om\b",
    ),
    near(
        QUASI,
        PART,
        "andra|grann|övriga|jämförelse",
        r"(?:(?:den|det|de) (?:andra|övriga|närliggande)\b|grann(?:kommun|stad|skol|områd|by|kvarter|ort|län)\w*"
        r"|en annan (?:kommun"
        r"|stad|skola|stadsdel|ort)|ett annat (?:område|kvarter|torg|län)|i övriga (?:kommun|skol|områd|stad)\w*)",
        r"(?:oförändra\w*|ingen (?:motsvarande |sådan )?(?:förändring|minskning|nedgång)|stod still|låg (?:kvar"
        r"|still)|som"
        r" (?:vanligt|tidigare|förut)|inte (?:fick|hade|ändra\w+|förändra\w+|minska\w+)|utan (?:insats|projekt"
        r"|program)\w*)",
    ),
    near(
        QUASI,
        PART,
        "än ",
        r"än (?:bland |för |hos |i )?(?:[\w-]+ ){1,4}?(?:som|där) (?:\w+ )?(?:inte|aldrig)\b",
        r"(?:delt\w+|fått|fick|erbj\w+|gått|utbilda\w+|behandla\w+|besök\w+|haft insats|program\w*|insats\w*|kurs\w*)",
    ),
    near(
        QUALITATIVE,
        DONE,
        "intervju|berätta|erfarenhet|upplev|beskriv|samtal|skildra",
        r"(?:[5-9]|[1-9]\d|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton|(?:tjugo|trettio|fyrtio"
        r"|femtio)\w*) (?:[\w-]+ ){0,3}?(?:män"
        r"|kvinnor|personer|ungdomar|unga|flickor|pojkar|poliser|föräldrar|intagna|elever|lärare|anställda|boende"
        r"|deltagare|mammor"
        r"|pappor|brottsoffer|killar|tjejer|chefer|handläggare|socialsekreterare|medarbetare|utsatta)\b",
        r"(?:intervju\w*|berätta\w*|berättelse\w*|erfarenhet\w*|upplev\w*|beskriv\w*|skildra\w*|samtal\w*)",
    ),
    near(
        CROSS,
        DONE,
        "enkät|undersökning|svarande",
        r"(?:\w*enkät\w*|\w*undersökningen\b|(?:de )?svarande\b)",
        r"(?:\d+(?:,\d+)? ?(?:procent|%)|var (?:tredje|fjärde|femte|sjätte|tionde)|\w+ av (?:tio|fem|fyra|tre"
        r"|åtta)\b|hänger samman"
        r"|samband)",
    ),
    words_for(QUALITATIVE, NAMED, "intervjuer", r"\w*intervjuer(?:na)?\b"),
)

_COUNT_NO: Final = (
    r"(?:\d{2,6}|\d{1,3}(?:[ .]\d{3}){1,2}|[5-9]"
    r"|fem|seks|sju|syv|åtte|otte|ni|ti|elleve|tolv|\w+ten|(?:tjue|tyve|tretti|tredive|førti|fyrre"
    r"|femti)\w*)"
)
NEAR_NORDIC: Final = (
    near(
        META,
        DONE,
        "samlet|samlede|sammen|puljet|poolet|gjennomsnitt|gennemsnit|vektet|vægtet|tilfeldige",
        rf"{_COUNT_NO} (?:[\w-]+,? ){{0,4}}?(?:studi|evaluering|forsø|undersø|effektstudi|eksperiment"
        rf"|sammenligning)\w*",
        r"(?:(?:slå|slo|slog|regne|legge|lægge|lag|veie|veid|vej|vekt|vægt)\w*(?: vi)? sammen|sammen(?:vei|vej|slå"
        r"|lag|fatt)\w+"
        r"|samlede? (?:effekt|analyse|estimat|resultat|virkning)\w*|under ett\b|under ét\b|puljet|poolet"
        r"|gjennomsnittlige? effekt"
        r"\w*|gennemsnitlige? effekt\w*|tilf[eæ]ldige? effekt\w*|heterogenitet\w*)",
    ),
    near(
        REVIEW,
        DONE,
        "studi|evaluering|undersø|forskning",
        rf"(?:{_COUNT_NO}|alle|samtlige) (?:[\w-]+,? ){{0,4}}?(?:studier|evalueringer|undersøkelser|undersøgelser"
        rf"|effektstudier)\b",
        r"(?:oversikten|oversigten|gjennomgangen|gennemgangen|kunnskapsoversikt|forskningsoversigt|forskningsoversikt"
        r"|vidensopsamling|kunnskapsoppsummering|litteraturgjennomgang|litteraturgennemgang|gjennomgått|gennemgået"
        r"|gjennomgikk"
        r"|gennemgik|gått gjennom|gått igennem|gået igennem|lest|læst|leste|læste|søkt|søgt|søkte|søgte|søk i|søgning"
        r"|oppfyl\w+|opfyld\w+|databaser|kvalitetsvurder\w+)",
    ),
    near(
        TRIAL,
        DONE,
        "lod|tilfeldig|tilfældig",
        r"(?:lodd?(?:tr[eæ]k\w*|et)?|tilfeldige?|tilfældigt?|tilfældigheden|tilfeldighetene|tilfældet)\b",
        r"(?:halvparten|halvdelen|resten|de øvrige|de andre|kontroll?gruppe\w*|venteliste\w*|som vanlig"
        r"|som sædvanlig|som før"
        r"|enten|eller (?:ikke|ingen|til)|avgjorde|afgjorde|bestemte|hvem som (?:fikk|skulle)|hvem der (?:fik"
        r"|skulle)|hvilke"
        r" (?:\w+ ){0,2}(?:som|der) (?:fikk|fik|skulle))\b",
    ),
    near(
        QUASI,
        PART,
        "sammenlign|holdt op|sammenholdt|kontrast|mens ",
        r"(?:sammenlign(?!ingsgruppe (?:mangler|finnes ikke))\w*|sammenholdt|holdt opp? mo[td]|stilt opp? mot"
        r"|i forhold til)",
        r"(?:nabo\w+|nærliggende|tilstøtende|resten a[vf] (?:byen|kommunen|landet|fylket|regionen|kredsen|distriktet)"
        r"|(?:lignende|tilsvarende) (?:\w+ )?(?:område|kommun|skole|by|byer|unge|ungdom|kvarter|person|gruppe"
        r"|familie|bydel|fengs"
        r"|fængs|dreng|gut|kvinde|kvinne|mænd|menn)\w*|(?:som|der|hvor) (?:\w+ )?(?:ikke|aldri|aldrig|ennå ikke"
        r"|endnu ikke) (?:har"
        r" |hadde |havde |var |er )?(?:fått|fået|fikk|fik|deltok|deltog|deltat|deltaget|får|omfatt\w+|gikk|gik|gått"
        r"|gået|hatt|haft"
        r"|hadde|havde|innført|indført|begynt|begyndt|kunne|tatt|taget|blev|ble|med|bruk\w+|brug\w+|opplæring)"
        r"|venteliste\w*"
        r"|(?:uten|uden) (?:tiltak|indsats|innsats|program|prosjekt|projekt|kamera|belysning|lys|støtte|klub|vakt"
        r"|vagt|ordning"
        r"|vert|vært|miljøarbeid)\w*|utenfor (?:området|sonen)|uden for (?:området|zonen))\b",
    ),
    near(
        BEFORE_AFTER,
        DONE,
        "før|inden|forut|start|første",
        r"(?:(?:år|året|årene|årene|måned\w*|uker|ukene|uger|ugerne|halvår\w*|sommer\w*|skoleår\w*|periode\w*"
        r"|kvartal\w*) (?:\w+"
        r" )?(?:før|inden|forut)|(?:før|inden) (?:tiltak|innsats|indsats|innføring|indførels|prosjekt|projekt|reform"
        r"|program"
        r"|opplæring|satsing|oppstart|opstart|start|endring|ændring|forbud|lov|kurs|ombygg|ombyg|de|det|den|man)\w*"
        r"|ved (?:start"
        r"|oppstart|opstart|starten|inntak|indskrivning|begynnelsen|begyndelsen)\w*|før- og|første (?:måling|runde"
        r"|test|spørre"
        r"|spørge)\w*)",
        r"(?:etter(?:på)?|efter(?:følgende)?|senere|seinere|deretter|derefter|siden|ved (?:avslut|afslut|slutt"
        r"|opfølg|oppfølg)\w*"
        r"|(?:andre|anden|siste|sidste) (?:måling|runde)\w*|ettermåling\w*|eftermåling\w*)\b",
    ),
    near(
        BEFORE_AFTER,
        DONE,
        "siden|etter|efter|da ",
        r"(?:siden|etter|efter|etter at|efter at) (?:det |den |de |nye |man |at )?(?:\w+ ){0,3}?(?:innfør\w+"
        r"|indfør\w+|install\w+"
        r"|forbud\w*|åpn\w+|åbn\w+|steng\w+|luk\w+|lovendring\w*|regl\w+|regel\w*|prosjekt\w*|projekt\w*|kamera\w*"
        r"|belysning\w*"
        r"|ombyg\w+|reform\w*|opplæring\w*|kampanje\w*|kampagne\w*|satsing\w*|oppgradering\w*|renover\w+|utvid\w+"
        r"|udvid\w+)",
        r"(?:falt|faldt|faldet|sank|sunket|redusert|reduceret|økte|økt|steg|steget|øget|halvert|halveret|doblet"
        r"|fordoblet|gikk ned"
        r"|gik ned|gått ned|gået ned|uendret|uændre\w+|færre|lavere|høyere|højere|flere)\b[^.;]{0,50}(?:\d"
        r"|halvparten|halvdelen"
        r"|tredel|tredjedel|firedel|fjerdedel|femtedel|prosent|procent|(?:enn|end) (?:før|året|tidligere))",
    ),
    near(
        CROSS,
        DONE,
        "skjema|skema|spurt|spurgt|spurte|spurgte|svar|undersøk|undersøg|utvalg|stikprøve|udvalg",
        r"(?:\d{1,3}(?:[ .]\d{3})+|[2-9]\d\d|\d{4,})\b",
        r"(?:spørre(?:skjema|undersøkelse)\w*|spørgeskema\w*|spurte|spurt|spurgte|spurgt|adspurgte?|(?:be)?svarte"
        r"|(?:be)?svarede"
        r"|har (?:be)?svare?t|svarandel\w*|svarprosent\w*|svarprocent\w*|utvalg\w*|stikprøve\w*|selvrapporter\w+)\b",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "fortel|fortal|fortæl|samtale|fulgt|fulgte|besø|prosessev|procesev|følgef|følgeev|underveis|midtvejs"
        "|casestud|møter"
        "|møder|snakket|talt med|beskriver"
        "|skildr|beskriv|lytt|mødt|møtt|sitt|observer|vær",
        r"(?:vi|forskerne|evaluatorene|forfatteren|jeg) (?:har )?(?:\w+ )?(?:snakket med|snakka med|talte med"
        r"|talt med|møtte|mødte"
        r"|lyttet|besøkte|besøkt|besøgte|besøgt|sittet med|siddet med|observerte|observert|observerede|observeret"
        r"|vært med på"
        r"|været med til)\b",
        r"(?:prosessevaluering|procesevaluering|følgeforskning|følgeforskerne|følgeevaluering|underveisevaluering"
        r"|midtvejsevaluering|casestudie)\w*|(?:gruppesamtaler|feltbesøg|feltbesøk)\b",
        r"(?:[5-9]|[1-9]\d) (?:[\w-]+ ){1,4}?(?:fortel|fortal|fortæl|beskriv|skildr)\w+|(?:får|fikk|fik"
        r"|har) (?:\w+ )?fortalt? om\b",
    ),
    near(
        QUASI,
        PART,
        "andre|anden|andet|nabo|øvrige",
        r"(?:(?:den|det|de) (?:andre|anden|andet|øvrige)\b|nabo(?:kommune|by|skole|område|bydel|kvarter|fylke|krets"
        r"|distrikt)\w*"
        r"|en (?:annen|anden) (?:kommune|by|skole|bydel)|et (?:annet|andet) (?:område|kvarter|sted|distrikt)|naboen\b)",
        r"(?:uendret|uændre\w+|ingen (?:tilsvarende |slik )?(?:endring|ændring|nedgang|fald)|st[oå]d? stille"
        r"|lå (?:stille|fast)|som"
        r" (?:vanlig|før|sædvanlig)|ikke (?:fikk|fik|hadde|havde|endre\w+|ændre\w+)|(?:uten|uden) (?:tiltak|innsats"
        r"|indsats)\w*)",
    ),
    near(
        QUASI,
        PART,
        "enn |end ",
        r"(?:enn|end) (?:blant |blandt |for |hos |i )?(?:[\w-]+,? ){1,4}?(?:som|der|hvor) (?:\w+ )?(?:ikke|aldri"
        r"|aldrig)\b",
        r"(?:delt\w+|fått|fået|fikk|fik|tilb\w+|gått|gået|opplær\w+|behandl\w+|besøk\w+|besøg\w+|program\w*|tiltak\w*"
        r"|indsats\w*|kurs\w*)",
    ),
    near(
        QUALITATIVE,
        DONE,
        "intervju|interview|fortel|fortal|fortæl|erfaring|oppleve|oplev|beskriv|samtale",
        r"(?:[5-9]|[1-9]\d|fem|seks|sju|syv|åtte|otte|ni|ti|elleve|tolv|\w+ten|(?:tjue|tyve|tretti|tredive|førti"
        r"|fyrre|femti)\w*)"
        r" (?:[\w-]+ ){0,3}?(?:menn|mænd|kvinner|kvinder|personer|ungdommer|unge|jenter|gutter|piger|drenge"
        r"|politifolk|betjente"
        r"|foreldre|forældre|innsatte|indsatte|elever|lærere|ansatte|beboere|deltakere|deltagere|mødre|fedre|fædre"
        r"|ofre|ledere"
        r"|medarbeidere|medarbejdere|sagsbehandlere|utsatte|udsatte)\b",
        r"(?:intervju\w*|interview\w*|fortel\w*|fortal\w*|fortæl\w*|erfaring\w*|opplev\w*|oplev\w*|beskriv\w*"
        r"|beskrev\w*"
        r"|samtale\w*)",
    ),
    near(
        CROSS,
        DONE,
        "skjema|skema|undersøk|undersøg|spurte|spurgte|måling",
        r"(?:spørre\w+|spørgeskema\w*|undersøkelsen\b|undersøgelsen\b|de (?:ad)?spurgte\b|de spurte\b|\w+målingen\b)",
        r"(?:\d+(?:,\d+)? ?(?:prosent|procent|%|pct)|hver (?:tredje|fjerde|femte|sjette|tiende)|\w+ (?:av|af"
        r"|ud af) (?:ti|fem|fire"
        r"|tre)\b|sammenheng|hænger sammen|henger sammen)",
    ),
    words_for(
        QUALITATIVE, NAMED, "intervju|interview", r"\w*intervjuer\b|\w*intervjuene\b|\w*interviews\b|interviewene\b"
    ),
)
