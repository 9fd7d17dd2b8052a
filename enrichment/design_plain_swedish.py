"""How a Swedish report for everyone tells what was done, where it does not name its study design."""

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
    r"(?:\d{1,3}(?: \d{3}){0,2}|\d{1,6}"
    r"|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio"
    r"|åttio|nittio)\w*)"
)
# So many are not interviewed but asked: 200 and more.
_MANY: Final = r"(?:[2-9]\d\d|\d{1,3}(?:[ .]\d{3})+|\d{4,}|hundratals|(?:\w+ )?tusen(?:tals)?)"
_WORKS: Final = (
    r"(?:studier(?:na)?|utvärderingar(?:na)?|försök(?:en)?|undersökningar(?:na)?|effektstudier|experiment)\b"
)
_UNITS: Final = (
    r"(?:områd|kommun|skol|stad|städ|klass|kvarter|butik|grupp|ungdom|elev|person|famil|region|plats|station|anstalt"
    r"|pojk|flick|barn|kvinn|män|unga|unge|företag|tätort|ort|län|distrikt|stadsdel|linj|hus|torg|parker|dömda|klient"
    r"|verksamhet|hushåll|grann)\w*"
)
_SPELL: Final = (
    r"(?:år(?:et|en)?|månad\w*|veck\w+|halvår\w*|kvartal\w*|sommar\w*|period\w*|läsår\w*|termin\w*|tid(?:en)?)"
)
_SINCE: Final = (
    r"(?:insats|åtgärd|införand|projekt|reform|program|utbildning|satsning|installation|start|ändring|förbud|lag|regl"
    r"|kamera|belysning|ombyggnad|kurs|behandling|öppn|stängn|övning|kampanj)\w*"
)
_UNTOUCHED: Final = (
    r"(?:som (?:inte|ännu inte|ej|aldrig|nekades|avböjde|tackade nej|fick vänta|väntade|stod på kö|saknade|fortsatte"
    r"|sökte men)|(?<!inte )utan (?!att)|där (?:\w+ ){0,4}(?:inte|saknades|saknas)|på väntelista)\b"
)

PLAIN_SWEDISH: Final = (
    words_for(
        META,
        DONE,
        "samman|slumpeffekt|poola|gemensam|metaanaly|genomsnittlig|ihop|samlad|metaanal",
        rf"(?:vägt?e? |vägde(?:s)? |vägts |slog(?:s)? |slagits |slagit |räkna\w+ |lagt |lade(?:s)? )(?:vi "
        rf"|statistiskt )?"
        rf"(?:samman|ihop) (?:[^\s.;]+ ){{0,5}}?(?:{_WORKS}|resultat\w*|effekt\w*)",
        rf"{_WORKS}[^.;]{{0,70}}? (?:vägdes|vägts|vägs|slogs|slagits|slås|räknades|lades|analyserades"
        rf"|analyserats) (?:\w+ )?"
        r"(?:samman|ihop|gemensamt|tillsammans)\b",
        rf"sammanvägning(?:en)? av (?:\w+ ){{0,4}}?(?:{_WORKS}|resultat\w*|{_COUNT})",
        r"sammanväg(?:d|t|da) (?:effekt\w*|resultat\w*|analys\w*|oddskvot\w*|skattning\w*|bedömning av \d+)\b",
        r"slumpeffekt(?:s)?modell\w*|poolade (?:\w+ )?(?:data|resultat\w*|effekt\w*|analys\w*)|(?:samlad"
        r"|gemensam) analys av"
        rf" (?:\w+ )?{_COUNT}",
        r"uppdatera(?:r|de|t)? (?:en|den|vår) (?:\w+ ){0,2}metaanalys\b",
    ),
    words_for(
        REVIEW,
        DONE,
        "genomgång|igenom|sammanställ|översikt|databas|systematisk|alla "
        "|studier|utvärderingar|försök|undersökningar|granska",
        rf"(?:genomgång(?:en)?|sammanställning(?:en)?|översikt(?:en)?|granskning(?:en)?) (?:av"
        rf"|över) (?:\w+ ){{0,2}}?{_COUNT}"
        rf" (?:[\w-]+ ){{0,4}}?{_WORKS}",
        rf"(?:gått igenom|gick igenom|går igenom|sammanställt|sammanställde|granskat"
        rf"|granskade) (?:vi )?(?:[\w-]+ ){{0,3}}?"
        rf"(?:{_COUNT}|alla) (?:[\w-]+ ){{0,4}}?{_WORKS}",
        rf"(?:sökte|sökt|letade|letat|sökningar|sökning) (?:vi )?(?:systematiskt )?(?:\w+ ){{0,3}}?(?:i|genom"
        rf"|bland) (?:\w+ )?"
        rf"{_COUNT} (?:\w+ )?databaser\b|{_COUNT} (?:\w+ )?databaser (?:har )?(?:genomsök|sök)\w+",
        r"(?:sökte|sökt|letade|letat) (?:vi )?systematiskt\b[^.;]{0,60}?\b(?:studier|utvärderingar|forskning|databas"
        r"|litteratur)\w*",
        rf"{_COUNT} (?:[\w-]+ ){{0,4}}?(?:studier|utvärderingar) (?:\w+ )?(?:uppfyll\w+|motsvarade"
        rf"|höll) (?:\w+ ){{0,3}}?"
        r"(?:krav\w*|kriteri\w*|kvalitet\w*)",
    ),
    words_for(
        TRIAL,
        DONE,
        "lott|slump|tärning|singla|dator",
        r"lottat? (?:fält)?(?:försök|experiment|studie)\w*|lottade (?:fält)?(?:försök(?:et)?|studien?"
        r"|utvärdering(?:en)?)\b",
        r"(?:lotten|slumpen|en lottdragning|lottdragning(?:en)?|ett lotteri|en dator) (?:\w+ )?(?:avgjorde|avgöra"
        r"|bestämde"
        r"|bestämma|styrde|avgör|fick)\b",
        r"(?:lottad|slumpad|dragits? slumpmässigt|lotta(?:s|r)|slumpar) (?:\w+ ){0,3}?(?:till|att|mellan)\b",
        r"(?:slumpmässigt|slumpvis) (?:ut)?(?:vald|valda|valdes|valts|valt|utsedd|utsågs|drog"
        r"|dragna) (?:\w+ ){0,3}?(?:att få"
        r"|till (?:insats|att)|fick (?!frågor|svara|enkät))",
        r"(?:hälften|halva gruppen|varannan)[^.;]{0,50}? (?:genom|efter|med) (?:lottning|lottdragning)\b",
        r"(?:genom|efter|via|med) lottdragning\b|lottades\b",
    ),
    words_for(
        CONTROLLED,
        DONE,
        "effekter|instrument|tröskel|gräns|strax|eventstudie|händelsestudie|stegvis"
        "|precis över|precis under|precis ovan|just över|just under|just ovan|strecket",
        r"(?:fasta|fixa) effekter\b|(?:händelsestudie|eventstudie)\w*|som instrument\b",
        r"(?:strax|precis|just) (?:över|ovanför|under) (?:och (?:strax|precis|just)? ?(?:över"
        r"|under) )?(?:\w+ )?(?:gräns"
        r"|tröskel|poäng|strecket)\w*|ömse sidor (?:om|av) (?:gräns|tröskel)\w*",
    ),
    words_for(
        CONTROLLED,
        PART,
        "matcha",
        r"matcha(?:de|des|ts|t|d|s|r)? (?:[^\s.;]+ ){0,12}?(?:på|efter|utifrån|avseende) [\w -]{2,40},[\w -]{2,40}"
        r"(?:,| och )",
        r"(?:vi|har|som) (?:\w+ )?matcha(?:de|t|r) [^.;]{0,60}?\b(?:mot|med) (?:\d|lika många)",
        r"matchade (?:jämförelse|kontroll)(?:grupp|person|områd|kommun|skol)\w*",
    ),
    words_for(
        QUASI,
        PART,
        "jämför|kontroll|grann|utan|andra|motsvarande|oförändra|övriga",
        rf"jämför\w* (?:[^\s.;]+ ){{0,12}}?(?:{_UNITS}|dem|de|sådana|andra"
        rf"|lika många)(?:,? [^\s.;]+){{0,3}}?,? {_UNTOUCHED}",
        rf"jämför(?:de|s|des|ts|er)? (?:[^\s.;]+ ){{0,10}}?(?:med|mot|och) (?:[\w-]+ ){{0,2}}?(?:ett annat|en annan"
        rf"|två andra"
        rf"|tre andra|andra|grann\w+|övriga|likartad\w*|liknande|motsvarande|jämförbar\w*|likvärdig\w*|resten av|ett"
        rf" närliggande|en närliggande|intilliggande) (?:[\w-]+ ){{0,2}}?{_UNITS}",
        r"(?:fungerade|fungerar|tjänade|tjänar|användes|används|valdes|fick vara|utgjorde|är"
        r"|var) (?:som )?(?:jämförelse"
        r"|kontroll)(?=[.,;])|(?:fungerade|fungerar|tjänade|användes|används|valdes|utgjorde|togs) som (?:jämförelse"
        r"|kontroll)\b",
        r"(?:kontroll|jämförelse)(?:grupp|områd|plats|kommun|skol[ao]|stadsdel|kvarter|sträck|butik|stad|städ|klass"
        r"|ort|distrikt"
        r"|famil|ungdom|person|elev|hus|linj|pojk|flick|barn|verksamhet|torg|län|station)\w*",
        r"(?:med|mot|och) (?:två|tre|fyra|fem|sex|åtta|tio|lika många|\d+) (?:\w+ )?utan\b",
        r"grann(?:kommun|stad|skol|områd|by|kvarter|ort|stadsdel|län|land)\w*[^.;]{0,60}? (?:utan|inte|oförändra\w+|som"
        r" vanligt|som tidigare|låg still)\b",
        rf"(?:medan|men|än|mot|jämfört med)[^.;]{{0,50}}? i (?:de )?(?:övriga|jämförelse\w+|kontroll\w+|grann\w+"
        rf"|den andra|det"
        rf" andra|de andra) ?(?:{_UNITS})?",
    ),
    words_for(
        BEFORE_AFTER,
        DONE,
        "före|innan|efter|senare|starten",
        rf"{_SPELL} (?:närmast |precis )?(?:före|innan)\b[^.;]{{0,90}}?\befter\b(?! (?:att ha|hand|anmäl))",
        rf"{_SPELL} (?:närmast )?efter\b[^.;]{{0,90}}?\b(?:före|innan)\b",
        r"(?:före|innan) (?:och|samt|respektive|jämfört med|till) (?:\w+ ){0,4}efter\b",
        rf"(?:före|innan) (?:\w+ )?{_SINCE}[^.;]{{0,90}}?\b(?:efter(?:åt|teråt)?|sedan|därefter)\b",
        r"(?:vid|i) (?:starten|start|inledningen|början|inskrivning\w*|första (?:utskick|mätning|tillfäll)\w*"
        r"|kursstart\w*)"
        r"\b[^.;]{0,90}?\b(?:år|månader|veckor) (?:senare|efter)\b",
        r"(?:skattade|mätte|mättes|testades|bedömdes|besvara\w+)[^.;]{0,50}? (?:vid|i) (?:start|starten|början"
        r"|inskrivning\w*"
        r"|inledningen)\b[^.;]{0,50}?\b(?:vid|i|efter|och) (?:avslut|slutet|utskrivning|uppföljning|sista)\w*",
    ),
    words_for(
        CROSS,
        DONE,
        "enkät|svara|frågade|undersökning|uppge|tidpunkt|tillfälle|ögonblicksbild|urval|trygghetsmätning|samtidigt"
        "|representativ"
        "|tillfråg|uppgav|svarsfrekv|frågorna|respondent|bortfall|intervjuer med",
        r"\w*enkät(?:en|er|erna)? (?:till|bland|med|som|om|från|besvara\w+|skicka\w+|gick|riktad\w*|genomför\w+"
        r"|visar)\b",
        r"enkätsvar\w*|svarsfrekvens\w*|av de svarande\b|de svarande\b|respondenter\w*|bortfall(?:et)? (?:var|är"
        r"|i enkät)\w*",
        rf"{_MANY} (?:[\w-]+ ){{0,8}}?(?:svarade|besvarade|har svarat|har besvarat|tillfrågades"
        rf"|deltog i (?:undersökning"
        r"|enkät)\w*|uppgav)\b",
        rf"(?:svarade|besvarades av|frågade|frågat|tillfrågat|intervjuade|intervjuer med) (?:vi |av )?(?:över "
        rf"|drygt |omkring )?"
        rf"{_MANY}|urval (?:av|om|på) {_MANY}",
        r"(?:svarat på|svarade på|besvarat|besvarade) (?:\w+ ){0,2}frågor\b|frågorna (?:besvara\w+|ställ\w+)"
        r"|riksrepresentativ\w*",
        r"(?:uppger|uppgav) (?:i|enligt) (?:\w+ ){0,2}(?:enkät|undersökning)\w*",
        r"trygghetsundersökning(?:en)?\b|trygghetsmätning(?:en)?\b|(?:nationella )?skolundersökning(?:en)?\b",
        r"(?:mät\w+|fråga\w*|samla\w*|undersök\w+)[^.;]{0,40}? (?:vid (?:en enda|en|ett enda|ett|samma) (?:tidpunkt"
        r"|tillfälle)"
        r"|samtidigt)\b|ögonblicksbild\w*",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "intervju|samtal med|observation|fältarbete|fältanteck|deltagande|berättel|djupintervju|studiebesök"
        "|observera|samtal|besök",
        rf"{_COUNT} (?:[\w-]+ ){{0,3}}?(?:\w*intervjuer|samtal)\b|(?:djup|grupp|telefon)?intervjua(?:de|des|t|ts|d)\b",
        r"intervjuer(?:na)? (?:med|bland|vid|på|i|har|visar|gjordes|genomfördes)\b|(?:bygger|baseras|grundas"
        r"|grundar sig|vilar)"
        r" på (?:[\w-]+,? ){0,5}?(?:\w*intervjuer|samtal|observationer|fältarbete|berättelser|besök)\b",
        rf"(?:genom|via|och) (?:\w+ )?(?:intervjuer|observationer|platsbesök)\b|fältarbete\w*|fältanteckning\w*"
        rf"|observera(?:de|t)"
        rf" (?:vi )?{_COUNT}|observationer (?:av|vid|på|från)\b|deltagande (?:vid|i) möten\b",
        r"livsberättelse\w*|samtal med (?:\w+,? ){0,3}?(?:personal|ungdomar|unga|poliser|boende|deltagare|föräldrar"
        r"|elever"
        r"|anställda|medarbetare|socialsekreterare|lärare|intagna|kvinnor|män)\b",
    ),
)
