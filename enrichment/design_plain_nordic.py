"""How a Norwegian or Danish report for everyone tells what was done, where it does not name its study design."""

from typing import Final

from enrichment.design_words import (
    BEFORE_AFTER,
    CONTROLLED,
    CROSS,
    DONE,
    META,
    PART,
    QUALITATIVE,
    QUASI,
    REVIEW,
    TRIAL,
    words_for,
)

_COUNT: Final = (
    r"(?:\d{1,3}(?:[ .]\d{3}){0,2}|\d{1,6}"
    r"|to|tre|fire|fem|seks|sju|syv|åtte|otte|ni|ti|elleve|tolv|\w+ten|(?:tjue|tyve|tretti|tredive|førti"
    r"|fyrre|femti|halvtreds|seksti|tres)\w*)"
)
# So many are not interviewed but asked: 200 and more.
_MANY: Final = r"(?:[2-9]\d\d|\d{1,3}(?:[ .]\d{3})+|\d{4,}|hundrevis|hundredvis|(?:\w+ )?tusen|tusind(?:e|vis)?)"
_WORKS: Final = (
    r"(?:studier|studiene|studierne|evalueringer(?:ne)?|evalueringene|forsøk(?:ene)?|forsøg(?:ene)?|undersøkelser"
    r"|undersøkelsene|undersøgelser(?:ne)?|effektstudier|eksperimenter)\b"
)
_UNITS: Final = (
    r"(?:område|kommune|skole|by|byer|bydel|klasse|kvarter|butik|gruppe|ungdom|elev|person|famili|region|sted|plads"
    r"|plass"
    r"|stasjon|station|fengs|fængs|anstalt|gut|dreng|jente|pige|barn|børn|kvinn|kvind|menn|mænd|unge|bedrift|firma"
    r"|virksomhed"
    r"|distrikt|kreds|krets|boligområde|borger|beboer|gate|gade|vei|vej|husstand|husholdning|torv|park|dømte|klient"
    r"|nabo"
    r"|deltak|deltag|fylke|land)\w*"
)
_SPELL: Final = (
    r"(?:år(?:et|ene|ene)?|åre(?:ne|t)|måned\w*|uke\w*|uge\w*|halvår\w*|kvartal\w*|sommer\w*|periode\w*|skoleår\w*"
    r"|tid(?:en|a)?)"
)
_SINCE: Final = (
    r"(?:tiltak|innsats|indsats|innføring|indførels|prosjekt|projekt|reform|program|opplæring|oplæring|satsing|satsning"
    r"|installasjon|installation|start|oppstart|opstart|endring|ændring|forbud|lov|regel|regl|kamera|belysning"
    r"|ombygging"
    r"|ombygning|kurs|behandling|åpning|åbning|lukning|stenging|kampanje|kampagne)\w*"
)
_UNTOUCHED: Final = (
    r"(?:(?:som|der) (?:ikke|ennå ikke|endnu ikke|aldri|aldrig|slapp|slap|takket nei|takkede nej|fikk avslag|fik afslag"
    r"|måtte vente|ventet|ventede|sto på venteliste|stod på venteliste|manglet|manglede|fortsatte|drev som før"
    r"|søkte men)"
    r"|uten (?!å)|uden (?!at)|(?:hvor|der) (?:\w+ ){0,4}ikke|på venteliste)\b"
)
_COMPARED: Final = r"(?:sammenlign|sammenligne|sammenholdt|holdt opp mot|holdt op mod|målt opp mot)"

PLAIN_NORDIC: Final = (
    words_for(
        META,
        DONE,
        "sammen|samlet|samlede|vektet|vejet|puljet|poolet|tilfeldige|tilfældige|metaanaly|gjennomsnittlig"
        "|gennemsnitlig"
        "|felles|fælles|tilfeldig-eff|tilfældig-eff|random-eff|poole|pulje",
        rf"(?:slo |slått |slog |slået |regnet |lagt |la |lagde |lægge |veide |veid |vejede |vejet "
        rf"|vektet )(?:vi )?sammen"
        rf" (?:[^\s.;]+ ){{0,5}}?(?:{_WORKS}|resultat\w*|effekt\w*|funn\w*|fund\w*)",
        rf"{_WORKS}[^.;]{{0,70}}? (?:ble|blev|er|var|har vi|vi) (?:\w+ )?(?:(?:slått|slået|regnet|lagt|veid|vejet"
        rf"|vektet)"
        r" sammen|analysert (?:samlet|sammen)|analyseret (?:samlet|sammen))\b",
        rf"(?:analyserte|analyserede|analysert|analyseret|analysere) (?:vi )?(?:[\w-]+ ){{0,5}}?{_WORKS}[^.;]{{0,40}}?"
        r" (?:samlet|sammen|under ett|under ét)\b",
        rf"(?:samlet|samlede|felles|fælles) (?:analyse|beregning|opgørelse|estimat)\w* (?:av|af|fra"
        rf"|på) (?:\w+ ){{0,3}}?"
        rf"(?:{_COUNT}|{_WORKS})",
        rf"sammen(?:veiing|vejning|vekting|lægning)(?:en)? av? ?(?:af )?(?:\w+ ){{0,3}}?(?:{_WORKS}|resultat\w*"
        rf"|{_COUNT})",
        r"sammen(?:veid|vejet|vektet)e? (?:effekt|resultat|estimat|analyse|odds)\w*|tilf(?:e"
        r"|æ)ldige?[- ]effekt\w*[- ]modell?"
        r"|random[- ]effects?[- ]modell?\w*|(?:puljede|poolede|poolete) (?:\w+ )?(?:data|resultat\w*|effekt\w*"
        r"|analyse\w*)",
        r"(?:oppdater|opdater)(?:er|te|ede|t|et)? (?:vi )?(?:en|den|vår|vores) (?:\w+ ){0,2}metaanalyse\b",
    ),
    words_for(
        REVIEW,
        DONE,
        "gjennomgang|gennemgang|gjennomg|gennemg|oppsummer|opsummer|oversikt|oversigt|databas|systematisk|alle "
        "|samling"
        "|studi|undersøgelser|undersøkelser|evaluering|forsøk|forsøg",
        rf"(?:gjennomgang(?:en)?|gennemgang(?:en)?|oppsummering(?:en)?|opsummering(?:en)?|opsamling(?:en)?"
        rf"|oversikt(?:en)?"
        rf"|oversigt(?:en)?) (?:av|af|over|på) (?:\w+ ){{0,2}}?{_COUNT} (?:[\w-]+ ){{0,4}}?{_WORKS}",
        rf"(?:gjennomgikk|gjennomgått|gennemgik|gennemgået|gått gjennom|gikk gjennom|gået igennem|gik igennem"
        rf"|oppsummerte"
        rf"|oppsummerer|opsummerede|opsummerer|leste|læste|samlet|vurderte"
        rf"|vurderede) (?:vi )?(?:[\w-]+ ){{0,3}}?(?:{_COUNT}"
        rf"|alle) (?:[\w-]+,? ){{0,4}}?{_WORKS}",
        rf"(?:søkte|søkt|lette|lett|søgte|søgt|ledte|ledt|søk|søgning"
        rf"|søgninger) (?:vi )?(?:systematisk )?(?:\w+ ){{0,3}}?"
        rf"(?:i|gjennom|gennem|blant|blandt) (?:\w+ )?{_COUNT} (?:\w+ )?databaser\b|(?:gjennomsøkte|gennemsøgte"
        rf"|gjennomsøkt"
        rf"|gennemsøgt) (?:vi )?(?:\w+ ){{0,2}}?databaser\b",
        r"(?:søkte|søkt|lette|lett|søgte|søgt|ledte|ledt) (?:vi )?systematisk\b[^.;]{0,60}?\b(?:studier|evalueringer"
        r"|forskning|undersø|databas|litteratur)\w*|systematisk(?:e)? søgning(?:er)?\b|systematisk(?:e)? søk\b",
        rf"{_COUNT} (?:[\w-]+ ){{0,4}}?{_WORKS} (?:\w+ )?(?:oppfylte|opfyldte|møtte|holdt|levede) (?:\w+ ){{0,3}}?"
        r"(?:krav\w*|kriteri\w*|mål\w*|kvalitet\w*)",
    ),
    words_for(
        TRIAL,
        DONE,
        "lodd|lod |lodtræk|loddtrek|tilfeldig|tilfældig|trukket|udtrukket|mynt og krone|plat og krone"
        "| lod|computer|datamaskin|trukk",
        r"(?:tilfeldig|tilfældigt?) (?:ut|ud)?(?:trukket|valgt|plukket|utvalgt"
        r"|udvalgt) (?:\w+ ){0,3}?(?:til (?:enten|å|at|et"
        r"|en|tiltak|indsats)|som skulle|der skulle|fikk|fik)\b",
        r"(?:trukket|trakk|trak|trække|trekke) (?:\w+ )?lodd?\b|lodd?et? (?:avgjorde|afgjorde|bestemte)\b|loddtrukket\b"
        r"|(?:tilfeldighetene|tilfældet|tilfældigheden|tilfeldigheten|lykken|en datamaskin|en computer) (?:avgjorde"
        r"|afgjorde"
        r"|bestemte|rådet|rådde|fikk avgjøre|fik lov at afgøre)\b",
        r"(?:avgjort|afgjort|bestemt|valgt|fordelt|utpekt|udpeget|plukket) (?:\w+ ){0,2}?(?:ved|av|af|gjennom|gennem"
        r"|med|etter"
        r"|efter) lod(?:d)?(?:tr[eæ]k(?:n)?ing(?:en)?|et|tr[eæ]k)?\b",
        r"(?:trukket|udtrukket|uttrukket) til (?:å få|at få|enten|tiltak\w*|indsats\w*|gruppe\w*|opplæring|kurs\w*)\b",
        r"(?:loddtrekning|lodtrækning)(?:en)? (?:\w+ ){0,2}?(?:avgjorde|afgjorde|bestemte|mellom|mellem|om|blant"
        r"|blandt)\b",
        r"(?:halvparten|halvdelen|hver anden|annenhver)[^.;]{0,50}? (?:ved|etter|efter|gjennom|gennem) (?:tilfeldig"
        r"|tilfældig|lod)\w*",
    ),
    words_for(
        CONTROLLED,
        DONE,
        "effekter|instrument|terskel|tærskel|grens|grænse|like over|lige over|rett over|lige under|trinnvis"
        "|hendelsesstudie"
        "|rett under|akkurat|netop|like under|eventstud|begivenhedsstud",
        r"faste effekter\b|(?:hendelsesstudie|begivenhedsstudie|event-?studie)\w*|som instrument\b",
        r"(?:like|lige|rett|akkurat|netop|knapt) (?:over|under) (?:og (?:like|lige|rett|akkurat|netop)? ?(?:over"
        r"|under) )?"
        r"(?:\w+ )?(?:grens|grænse|terskel|tærskel|streken|poeng|point)\w*|(?:begge"
        r"|hver sin) sider? af? ?(?:av )?(?:grens"
        r"|grænse|terskel|tærskel)\w*",
        r"(?:lige|like|rett) over (?:\w+ )?og (?:\w+ )?(?:lige|like|rett) under\b",
    ),
    words_for(
        CONTROLLED,
        PART,
        "matche",
        r"matche(?:t|de|r|s|te)? (?:[^\s.;]+ ){0,12}?(?:på|etter|efter|ut fra|ud fra|på baggrund af|med hensyn til)"
        r" [\w :-]{2,40},[\w -]{2,40}(?:,| og )",
        r"(?:vi|har|som|der) (?:\w+ )?matche(?:t|de|r|te) [^.;]{0,60}?\b(?:mot|mod|med) (?:\d|like mange|lige så mange"
        r"|lige mange)",
        r"matchede? (?:sammenlign|kontrol)\w*|matchede? grupper\b",
    ),
    words_for(
        QUASI,
        PART,
        "sammenlign|kontrol|nabo|uten|uden|holdt op|andre|andet|anden|tilsvarende|uendret|uændret|begge"
        "|målt opp|målt op|sammenhold|øvrige",
        rf"{_COMPARED}\w* (?:[^\s.;]+ ){{0,12}}?(?:{_UNITS}|dem|de|andre|lige så mange|like mange|den|det|to|tre)(?:,?"
        rf" [^\s.;]+){{0,3}}?,? {_UNTOUCHED}",
        rf"{_COMPARED}(?:er|t|et|es|te|ede)? (?:[^\s.;]+ ){{0,10}}?(?:med|mot|mod|og) (?:[\w-]+ ){{0,3}}?(?:et annet"
        rf"|en annen"
        rf"|et andet|en anden|andre|nabo\w*|øvrige|lignende|tilsvarende|sammenlignelig\w*|sammenlignbar\w*|resten av"
        rf"|resten"
        rf" af|nærliggende) (?:[\w-]+ ){{0,2}}?{_UNITS}",
        rf"{_COMPARED}(?:er|te|ede) (?:vi )?(?:dem )?med (?:et|en|to|\d+) (?:[\w-]+ ){{0,2}}?(?:i (?:en|et) (?:annen"
        rf"|annet"
        r"|anden|andet)|fra (?:en|et) (?:annen|annet|anden|andet))\b",
        r"(?:fungerte|fungerede|fungerer|tjente|brukt|brugt|brukes|bruges|valgt|var|er|utgjorde|udgjorde"
        r"|gjorde tjeneste) som"
        r" (?:sammenligning|kontroll?)\b(?! (?:av|af))",
        r"(?:kontroll?|sammenlign(?:ing)?s?)(?:gruppe|område|kommune|skole|bydel|distrikt|by|butikk?|klasse|famili"
        r"|ungdom"
        r"|person|elev|plass|plads|sted|krets|kreds|fengs|fængs|vei|vej|boligområde)\w*",
        r"(?:med|mot|mod|og) (?:to|tre|fire|fem|seks|åtte|otte|ti|like mange|lige så mange|\d+) (?:\w+ )?(?:uten"
        r"|uden)\b",
        r"nabo(?:kommune|by|skole|område|bydel|kvarter|fylke|land|krets|distrikt)\w*[^.;]{0,70}? (?:uten|uden|ikke"
        r"|uendret"
        r"|uændre\w+|som før|som vanlig|som sædvanlig|stod stille|sto stille)\b",
        rf"(?:mens|men|enn|end|mot|mod|sammenlignet med)[^.;]{{0,50}}? i (?:de øvrige|sammenlign\w+|kontrol\w+"
        rf"|nabo\w+|den"
        rf" andre|det andre|de andre|den anden|det andet) ?(?:{_UNITS})?",
    ),
    words_for(
        BEFORE_AFTER,
        DONE,
        "før|inden|etter|efter|starten|seinere|senere|siden",
        rf"{_SPELL} (?:rett |umiddelbart |lige |opp til )?(?:før|inden|forut)\b[^.;]{{0,90}}?\b(?:etter"
        rf"|efter)\b(?! (?:at ha))",
        rf"{_SPELL} (?:rett |umiddelbart |lige )?(?:etter|efter)\b[^.;]{{0,90}}?\b(?:før|inden|forut)\b",
        r"(?:før|inden) (?:og|samt|til|mot|mod) (?:\w+ ){0,4}(?:etter|efter)\b",
        rf"(?:før|inden) (?:\w+ )?{_SINCE}[^.;]{{0,90}}?\b(?:etter(?:på)?|efter(?:følgende)?|siden|deretter"
        rf"|derefter)\b",
        r"(?:flere|færre|høyere|højere|lavere|mer|mere|mindre)[^.;]{0,60}? (?:enn|end) før (?:\w+ )?(?:utvid\w+"
        r"|udvid\w+"
        rf"|{_SINCE})",
        rf"(?:siden|etter|efter) {_SINCE}[^.;]{{0,40}}?\b(?:er|har) (?:\w+ ){{0,6}}?(?:falt|faldet|gått ned|gået ned"
        rf"|sunket"
        r"|redusert|reduceret|halvert|halveret|økt|øget|steget)\b",
        rf"(?:falt|faldet|gått ned|gået ned|sunket|redusert|reduceret|halvert|halveret|økt|øget"
        rf"|steget) (?:\w+ ){{0,4}}?"
        rf"(?:siden|etter|efter) {_SINCE}",
        r"(?:ved|i) (?:starten|oppstart|opstart|begynnelsen|begyndelsen|innskrivning|indskrivning|inntak"
        r"|første (?:måling"
        r"|utsendelse|udsendelse))\w*\b[^.;]{0,90}?\b(?:år|måneder|uker|uger) (?:senere|seinere|etter|efter)\b",
        r"(?:mål|test|besvar|skår|scor|vurder)\w*[^.;]{0,50}? (?:ved|i) (?:start|oppstart|opstart|starten|begynnelsen"
        r"|begyndelsen|inntak|indskrivning)\b[^.;]{0,50}?\b(?:ved|etter|efter|og) (?:avslut|afslut|slutt|slut"
        r"|utskriv|udskriv"
        r"|oppfølg|opfølg)\w*",
    ),
    words_for(
        CROSS,
        DONE,
        "skjema|skema|svar|spurt|spurgt|adspurgt|undersøk|undersøg|utvalg|stikprøve|tidspunkt|øyeblikk|øjeblik"
        "|måling|samtidig"
        "|respondent|tverrsnitt|tværsnit"
        "|udvalg|udsnit|intervju|interview|anledning|lejlighed",
        r"(?:spørre|spørge)skjem\w* (?:til|blant|blev|ble|besvar\w+|fra|om|ble sendt)\b|(?:besvarte|besvarede"
        r"|fylte ut|udfyldte"
        r"|har besvaret|har besvart) (?:et |vårt |vores |spørre)?(?:\w+ )?(?:spørreskjema|spørgeskema|skjema|skema"
        r"|undersøkelsen"
        r"|undersøgelsen)\w*",
        r"spørgeskema\w* (?:til|blandt|blev|besvar\w+|fra|om)\b",
        r"svar(?:andel|prosent|procent)(?:en)?\b|respondent(?:er|ene|erne)\b|de (?:ad)?spurgte\b|av de spurte\b",
        rf"{_MANY} (?:[\w-]+ ){{0,8}}?(?:svarte|svarede|besvarte|besvarede|har svart|har svaret|har besvart"
        rf"|har besvaret|deltok i"
        r" undersøkelsen|deltog i undersøgelsen|ble spurt|blev spurgt|oppga|oplyste)\b",
        rf"(?:svarte|svarede|besvart av|besvaret af|spurte|spurt|spurgte|spurgt|adspurgt|intervjuet|interviewet"
        rf"|intervjuer med"
        rf"|interview med|svar fra) (?:vi )?(?:over |rundt |om lag |cirka |omkring |godt )?{_MANY}",
        rf"(?:utvalg|udvalg|stikprøve) (?:på|av|af|blant|blandt) {_MANY}|(?:representativt|repræsentativt) utvalg\b"
        r"|repræsentativ\w* (?:udsnit|stikprøve|udvalg|undersøgelse)\b|(?:lands)?representativ\w* (?:undersøk"
        r"|utvalg)\w*",
        r"(?:trygghets|tryghets|tryghed|innbygger|borger|offer|levekårs|skole|ungdata)-?(?:undersøkelse|undersøgelse"
        r"|måling)\w*",
        r"tryghedsmåling(?:en)?\b",
        r"(?:mål|spurt|spurgt|samlet|undersøk|undersøg|registrer)\w*[^.;]{0,40}? (?:på (?:ett|ét|et|samme|et enkelt)"
        r" tidspunkt|samtidig|ved én anledning|ved en enkelt lejlighed)\b|ø(?:yeblikks|jebliks)bil(?:de|lede)\w*"
        r"|(?:fra|av|af) et (?:tverrsnitt|tværsnit)\b",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "intervju|interview|samtaler med|observasjon|observation|feltarbei|feltarbejd|feltbesøg|feltbesøk|feltnotat"
        "|livshistorie|fortalt|fortalte|besøkt|besøgt|fulgte|nært hold|tæt hold"
        "|samtaler|observer|forteller|fortæller",
        rf"{_COUNT} (?:[\w-]+ ){{0,3}}?(?:\w*intervjuer|\w*interviews?|samtaler)\b|(?:intervjuet|interviewet"
        rf"|interviewede)\b",
        r"(?:intervjuer|interviewene|intervjuene|interviews|interview) (?:med|blant|blandt|ved|på|i|fra|viser|har)\b"
        r"|(?:bygger|baserer seg|baserer sig|baseres|baseret|basert"
        r"|hviler) (?:\w+ )?på (?:[\w-]+,? ){0,5}?(?:\w*intervjuer"
        r"|\w*interviews?|samtaler|observasjoner|observationer|feltarbei\w+|feltarbejd\w*|feltbesøg|feltbesøk|besøk"
        r"|besøg)\b",
        r"livshistorie\w*|feltarbei[dt]\w*|feltarbejde\w*|feltnotat\w*|feltbesø[kg]\w*|(?:gjennom|gennem|og)"
        r" (?:observasjoner|observationer)\b|(?:observasjoner|observationer) (?:av|af|på|i|fra|ved)\b",
        rf"(?:besøkte|besøgte|observerte|observerede|har besøkt|har besøgt) (?:vi )?{_COUNT} (?:[\w-]+ )?"
        rf"|på nært hold\b|på tæt"
        r" hold\b",
        rf"{_COUNT} (?:[\w-]+ ){{0,3}}?{_UNITS} (?:[^.;]{{0,80}}? )?(?:fortalte|fortæller|forteller"
        rf"|har fortalt) om\b|har"
        r" fortalt (?:oss |os )?om\b",
        r"samtaler med (?:\w+,? ){0,3}?(?:ansatte|ungdom\w*|unge|politi\w*|beboere|deltak\w+|deltag\w+|foreldre"
        r"|forældre"
        r"|elever|medarbeidere|medarbejdere|lærere|innsatte|indsatte|kvinner|kvinder|menn|mænd)\b",
    ),
)
