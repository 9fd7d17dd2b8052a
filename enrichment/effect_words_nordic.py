"""The Swedish, Norwegian and Danish words of change and of no change, by direction and form."""

from typing import Final

SWEDISH: Final = {
    "less_v": (
        r"(?:låg|ligger|var) \d[\d.,]* (?:procent|%) under|minska(?:de|des|t|ts|r|s)|sänk(?:te|tes|t|ts|er|s)"
        r"|reducera(?:de|des|t|ts|r|s)|halvera(?:de|des|t|ts|r|s)"
        r"|dämpa(?:de|des|t|ts|r)|bromsa(?:de|des|t|ts|r)|försvaga(?:de|des|t|ts|s)|mildra(?:de|des|t|ts|s)"
        r"|lindra(?:de|des|t|ts|s)|begränsa(?:de|des|ts)|krymp(?:te|tes)|minimera(?:de|des|t|ts|s)|bringa(?:de|des|t"
        r"|ts) ne[dr]"
        r"|press(?:a(?:de|des|t|ts)) (?:ne[dr]|tillbaka)|trapp(?:a(?:de|des|t|ts)) ne[dr]|hejda(?:de|des|t|ts)"
        r"|stoppa(?:de|des|ts)"
        r"|kapa(?:de|des|t|ts)|skär(?:s|a) ne[dr]|skars ne[dr]|förkorta(?:de|des|t|ts)|urholka(?:de|des|t|ts)"
        r"|förebygg(?:de|t|er)|förhindra(?:de|t|r)|motverka(?:de|t|r)"
    ),
    "less_i": (
        r"sjönk|sjunkit|sjunker|föll|fallit|faller(?! (?:in|på|sig|samman|under|ut)\b)|g(?:ick|ått"
        r"|år) (?:\w+ ){0,2}ne[dr]|avtog|avtagit"
        r"|avtar|krymp(?:te|t|er)|upphörde|dala(?:de|t|r)|rasa(?:de|t|r)|mattades|mattats|klinga(?:de|t|r) av"
        r"|ebba(?:de|t) ut"
        r"|g(?:ick|ått|år) (?:\w+ ){0,2}tillbaka(?! till\b)|tunna(?:des|ts) ut|lätta(?:de|t)(?= ?[.,;]| (?:bland|hos"
        r"|med|efter|i|något)\b)"
        r"|backa(?:de|t)(?= (?:med|från|till|i|något|kraftigt))|dök(?= (?:med|från|kraftigt|i|efter))|vek ne[dr]åt"
        r"|stört?dök"
        r"|(?:krö?p|krupit|pekade|pekar|vände|rörde sig) ne[dr]åt|försvann|försvunnit"
        r"|(?:blev|blivit|blir) (?:\w+ )?(?:färre|mindre vanlig\w*|ovanligare|mer sällsyn\w+)"
    ),
    "less_b": r"minska|sänka|reducera|halvera|förebygga|förhindra|motverka|sjunka|dämpa|försvaga|mildra|lindra|avta"
    r"|bromsa",
    "less_n": (
        r"\w{0,24}minskning(?:en|ar|arna)?|\w{0,12}nedgång(?:en|ar|arna)?|reduktion(?:en|er|erna)?|reducering(?:en|ar)?"
        r"|sänkning(?:en|ar)?|halvering(?:en)?|tillbakagång(?:en)?|försvagning(?:en)?|dämpning(?:en)?"
        r"|fall(?:et)?(?= i\b)"
        r"|ras(?:et)?(?= i\b)"
    ),
    "less_a": r"lägre|färre(?! än \d)|0?,\d+ gånger(?: så \w+)?|sällsyntare|ovanligare|hälften så (?:många|vanlig"
    r"|stor|hög|ofta)\w*|mindre(?! (?:roll"
    r"|betydelse|än (?:\d+|en|ett|hälften))\b)|minskad|reducerad|mer sällan|sänkt|kortare(?! (?:version|sikt|än en"
    r"|tid än))|glesare|mildare|lindrigare"
    r"|svagare(?! (?:effekt|stöd|samband|evidens|resultat|utslag))|mindre (?:vanlig|utbred|förekommande|frekven)\w*"
    r"|mera sällan"
    r"|lägre",
    "more_v": r"(?:låg|ligger|var) \d[\d.,]* (?:procent|%) över|öka(?:de|des|t|ts|r|s)|höj(?:de|des|t|ts|er|s)"
    r"|(?:för|tre|fyr|mång|fem|fler)dubbla(?:de|des|t|ts|r|s)|mångfaldiga(?:de|des|t|ts)|flerfaldiga(?:des|ts)"
    r"|stärk(?:te|tes|t|ts|er|s)|förstärk(?:te|tes|t|ts|er|s)|intensifiera(?:de|des|t|ts)|trappa(?:de|des|t|ts) upp"
    r"|driv(?:it|its) upp|drev(?:s)? upp|förläng(?:de|des|t|ts)",
    "more_i": r"steg|stigit|stiger|tilltog|tilltagit|tilltar|klättra(?:de|t)|skj?öt (?:i höjden|fart)|skena(?:de|t|r)"
    r"|eskalera(?:de|t|r)|accelerera(?:de|t)|sköt upp|krö?p uppåt"
    r"|(?:blev|blivit|blir) (?:\w+ )?(?:fler|vanligare|mer vanlig\w*)|g(?:ick|ått"
    r"|år) (?:\w+ ){0,2}upp|växte|växt",
    "more_b": r"öka|höja|stiga|fördubbla|stärka|förstärka",
    "more_n": r"(?!\w*(?:under|litteratur|efter|databas|artikel|an|upp|av|hus|spår|käll|be|för)?sökning)"
        r"\w{0,24}ökning(?:en|ar|arna)?|\w{0,12}uppgång(?:en|ar|arna)?|höjning(?:en|ar)?|fördubbling(?:en)?"
        r"|tillväxt(?= i\b)"
        r"|stegring(?:en)?|förstärkning(?:en)?(?= av\b)",
    "more_a": (
        r"högre|(?<!eller )fler|(?<!eller )mer(?! (?:än|sällan|information|om|kunskap)\b)|ökad|större|oftare"
        r"|längre(?! (?:än (?:\d|en\b|ett\b|planera)|sikt|ner|fram|från|bort|tid än))|förhöj(?:d|t|da)|vanligare"
        r"|talrikare"
        r"|starkare(?! (?:effekt|stöd|samband|evidens|resultat|utslag))|mera(?! (?:än|sällan|information|om"
        r"|kunskap)\b)|hyppigare"
        r"|(?:dubbelt|\w+ gånger) så (?:många|vanlig|stor|hög|ofta)\w*"
    ),
    "good_v": r"förbättra(?:de|des|t|ts|r|s)",
    "good_b": r"förbättra",
    "good_n": r"förbättring(?:en|ar|arna)?|framsteg(?= i\b)",
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
        r"oförändra(?:d|t|de)|opåverka(?:d|t|de)|orubba(?:d|t|de)|likartad\w{0,2}|likadan\w{0,2}|jämförbar[at]?"
        r"|snarlik[at]?|ineffektiv[at]?|likvärdig[at]?|verkningslös[at]?|lika (?:hög"
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
    r"|effekten? uteblev|(?:utvecklades|utvecklade sig|utvecklats|förändrades|rörde sig) (?:\w+ ){0,7}?(?:lika(?:dant"
    r"|rtat)?|parallellt|i takt"
    r"|likadant|på (?:\w+ ){0,2}?(?:samma|likartat|liknande|ungefär samma) sätt|åt samma håll)"
    r"|(?:följ(?:de|t|er)|hade|uppvisade|visade) (?:\w+ ){0,2}?(?:samma|en likartad|en liknande"
    r"|likartad) (?:utveckling|mönster|bana"
    r"|kurva|trend)|i (?:nivå|paritet|linje) med(?= (?:\w+ ){0,2}?(?:kontroll|jämförelse|övriga|före|tidigare"
    r"|de andra|den andra))"
    r"|(?:ungefär|nästan|i stort sett) som (?:förut|tidigare|före|förr|innan)\b"
    r"|spelade ingen roll för|(?:liknade|påminde om) (?:\w+ ){0,4}?varandra|var (?:\w+ )?lika(?= mellan\b)"
    r"|(?:i stort sett|ungefär|nästan|exakt|precis|praktiskt taget) (?:densamma|desamma|detsamma|samma)(?= ?[,.;)]"
    r"| (?:i|som"
    r"|före|både|hos|på)\b)|utan (?:\w+ )?effekt(?= på\b)|sakna(?:de"
    r"|r) (?:\w+ )?effekt(?= på\b)"
    ),
    "neutral_n": (
        r"(?:avvikande|annorlunda) utveckling|något (?:liknande|motsvarande)|skillnad(?:en|er|erna)?|effekt(?:en|er"
        r"|erna)?|inverkan|påverkan"
        r"|förändring(?:en|ar|arna)?|samband"
        r"|verkan|genomslag|betydelse(?= för\b)|utslag|avvikelse(?:n|r)?|rörelse(?= i\b)"
    ),
    "neutral_v": (
        r"påverka(?:de|des|t|ts|r|s)?|rubba(?:de|des|t|ts)|rör(?:de|t)? sig|avv(?:ek|iker|ikit)"
        r"|variera(?:de|t|r)|rå(?:dde|tt) på|bet på"
        r"|förändra(?:de|des|t|ts|r|s)?|skil(?:de|jde|jer|ja)|ändra(?:de|des|ts|s)"
        r"|effektiv[at]?"
    ),
    "mixed_p": (
        r"(?:blandade|motstridiga|varierande|tvetydiga) (?:\w+ )?(?:resultat|effekt|fynd)\w*|(?:var"
        r"|är) (?:blandad|motstridig|motsägelsefull|tvetydig)\w*|spretar|spretade|varierade (?:mellan"
        r"|från) studie\w*|(?:åt|i) olika (?:håll|riktning\w*)"
    ),
}  # fmt: skip
DANISH_NORWEGIAN: Final = {
    "less_v": (
        r"(?:lå|ligger|var) \d[\d.,]* (?:procent|prosent|pct\.|%) under|reduser(?:te|t|er|tes|es)|reducere(?:de|t|r"
        r"|des|s)|mins?ke(?:t|de|r|des|s)|mindske(?:t|de|r|des"
        r"|s)|minka|minska"
        r"|senke(?:t|r|s|de)|sænke(?:t|de|r|des|s)|halver(?:te|t|ede|et|er|es)|dempe(?:t|r)|dæmpe(?:t|de|r)"
        r"|forebyg(?:de|get|gede|ger)"
        r"|forhindre(?:t|de|r)|nedbrag(?:te|t|tes)|nedbringer|avverge(?:t|r)|afværge(?:t|de)"
        r"|formindske(?:t|de|r|des|s)|svekke(?:t|r|s|de)|svekkede|svække(?:t|de|r|des|s)|lindre(?:t|de|des)"
        r"|begrense(?:t|des)|begrænse(?:t|de|des)"
        r"|bremse(?:t|de|des|r)|stanse(?:t|de)|standse(?:t|de|des)|trappe(?:t|de|des) ned|presse(?:t|de|des) ned"
        r"|kutte(?:t|de)|skåret ned"
        r"|afkorte(?:t|de|des)|forkorte(?:t|de|des)|minimere(?:t|de|des)|minimert(?:e|es)?|br(?:akt|agt) ned"
        r"|bragte ned|brakte ned|f(?:ikk|ik) ned"
        r"|dempes|dæmpes|dempedes|dæmpedes|mildne(?:t|de|des)"
    ),
    "less_i": (
        r"sank|sunket|synker|falt|faldt|fal(?:der|ler)(?! (?:sammen|inn|ind|på|til|under)\b)|faldet|g(?:ikk|jekk|ått"
        r"|år) (?:\w+ ){0,2}ned"
        r"|g(?:ik|ået) (?:\w+ ){0,2}ned|avtok"
        r"|avtatt|aftog|aftaget|dalte|dalede|dalet|stupte|stupt|krympet|svandt|svant|forsvant|forsvandt|skrumpe(?:t"
        r"|de)|ebbe(?:t"
        r"|de) u[td]|dykke(?:t|de)(?= (?:med|fra|kraftigt|kraftig|i))|styrtdykke(?:t|de)|svekkedes|tog af(?= ?[.,;]"
        r"| (?:med|i|efter|blandt)\b)"
        r"|lette(?:t|de)(?= ?[.,;]| (?:blandt|blant|hos|med|etter|efter)\b)|g(?:ikk|ik|ått|ået"
        r"|år) (?:\w+ ){0,2}tilbak?g?e(?! til\b)"
        r"|(?:ble|blev|blitt|blevet|blir|bliver) (?:\w+ )?(?:færre|mindre (?:vanlig|almindelig|utbredt|udbredt)\w*"
        r"|sjeldnere|sjældnere)"
        r"|tok av(?= ?[.,;])|tynne(?:t|de|des) u[td]|klinge(?:t|de) (?:av|af)"
    ),
    "less_b": (
        r"redusere|minske|senke|reducere|mindske|formindske|sænke|halvere|forebygge|forhindre|nedbringe|falle|falde"
        r"|synke"
        r"|svekke|svække|dempe|dæmpe|bremse|begrense|begrænse|avta|aftage"
        r"|førebyggje"
    ),
    "less_n": (
        r"\w{0,16}reduksjon(?:en|er|ene)?|\w{0,16}reduktion(?:en|er|erne)?|\w{0,16}nedgang(?:en|er)?|fald(?:et)?"
        r"|tilbak?ge?gang(?:en)?|svekkelse(?= av\b)"
        r"|svækkelse(?= af\b)|fall(?:et)?(?= (?:i|på)\b)"
        r"|senkning|sænkning|halvering(?:en)?"
    r"|mindskning|formindskelse"
    ),
    "less_a": r"lavere|lågare|0?,\d+ gange?r?(?: så \w+)?|halv(?:parten|t) så (?:mange|stor|vanlig|ofte|hø[yj])\w*"
    r"|færre(?! en[nd] \d)|mindre(?! en[nd] (?:\d+|en|et|halv\w+)\b)|sjeldnere"
    r"|sjældnere|nedsatt|nedsat|kortere(?! (?:versjon|version|sikt|enn en|end en|tid en))|mildere|redusert|reduceret"
    r"|mindsket|mindre (?:vanlig|almindelig"
    r"|utbredt|udbredt|hyppig)\w*|svakere(?! (?:effekt|virkning|evidens|sammenheng|resultat|utslag))"
    r"|svagere(?! (?:effekt|virkning|evidens"
    r"|sammenhæng|resultat|udslag))",
    "more_v": (
        r"(?:lå|ligger|var) \d[\d.,]* (?:procent|prosent|pct\.|%) over|økte|økt|øker|økes|øges?|øge(?:de|t|r|des)|auka"
        r"|aukar|heve(?:t|r|s)|hæve(?:t|de|r|des|s)|(?:for|tre|fire|fem|fler"
        r"|mange)?doble(?:t|de|des|r|s)|mangedobl(?:et|edes)"
        r"|forøge(?:t|de|des)|styrke(?:t|de|r|des|s)|forsterke(?:t|s|r)|forstærke(?:t|de|s|des)|intensiver(?:t|te|et"
        r"|ede|edes)"
        r"|trappe(?:t|de|des) opp?|drevet opp?|forlenge(?:t|de|des)|forlænge(?:t|de|des)"
    ),
    "more_i": r"steg|steget|stiger|tiltok|tiltatt|tiltog|tiltaget|klatret|g(?:ikk|jekk|ått|år) (?:\w+ ){0,2}opp"
    r"|g(?:ik|ået) (?:\w+ ){0,2}op|vokste|voksede|vokset|eskaler(?:te|ede|t|et)|akseler(?:te|t)|accelerer(?:ede|et)"
    r"|skjøt (?:i været|fart)|skød i vejret"
    r"|skøt i været|tok seg opp|(?:ble|blev|blitt|blevet|blir|bliver) (?:\w+ )?(?:flere|vanligere|hyppigere"
    r"|almindeligere|mere (?:almindelig|udbredt)\w*"
    r"|mer (?:vanlig|utbredt)\w*)|tog til(?= ?[.,;]| (?:i|på|med|fra|blandt|efter|mellem)\b)|ta(?:tt"
    r"|get) (?:\w+ )?til(?= ?[,.;)]| (?:i|på|blandt|blant|men"
    r"|mens|efter|etter)\b)",
    "more_b": r"øke|øge|auke|heve|hæve|stige|doble|fordoble|styrke|forsterke|forstærke",
    "more_n": (
        r"\w{0,16}økning(?:en|er|ene)?|auke(?= (?:i|på)\b)|\w{0,16}stigning(?:en|er|erne)?|øgning(?:en)?"
        r"|forøgelse(?:n)?|(?:for)?dobling(?:en)?"
        r"|vekst(?= i\b)|vækst(?= i\b)"
    ),
    "more_a": (
        r"høyere|højere|høgare|(?<!eller )flere|fleire|(?<!eller )mer(?! (?:enn|om)\b)"
        r"|(?<!eller )mere(?! (?:end|om)\b)|meir|større|oftere|forhøy(?:et|ede)|forhøj(?:et|ede)|hyppigere"
        r"|vanligere|almindeligere|lengre(?! (?:enn (?:\d|en\b|ett?\b)|sikt))|lenger(?= (?:tid|i|enn)\b)"
        r"|længere(?! (?:end (?:\d|en\b|et\b)|sigt))"
        r"|sterkere(?! (?:effekt|virkning|evidens|sammenheng|resultat|utslag))|stærkere(?! (?:effekt|virkning|evidens"
        r"|sammenhæng"
        r"|resultat|udslag))|økt|øget|auka"
        r"|(?:dobbelt|\w+ gange?r?) så (?:mange|stor|vanlig|almindelig|ofte|tit|hø[yj])\w*"
    ),
    "good_v": r"forbedre(?:t|de|r|des|s)|bedre(?:t|des|s)|bedrede",
    "good_b": r"forbedre",
    "good_n": r"forbedring(?:en|er)?|bedring(?:en)?|fremgang(?= i\b)|framgang(?= i\b)|fremskridt(?= i\b)",
    "good_a": (
        r"bedre|tryggere|(?:positiv|gunstig|forebyggende|god|lovende|kriminalpræventiv"
        r"|kriminalitetsforebyggende)[et]? (?:\w+ )?(?:effekt|virkning|utfall)\w*"
    r"|effektiv[et]?(?= (?:i?mot|mod)\b)"
    ),
    "bad_v": r"forverre(?:t|r|s)|forværre(?:t|de|r|s|des)",
    "bad_n": r"forverring(?:en)?|forværring(?:en)?",
    "bad_a": r"dårligere|utryggere|ringere|verre|værre|skadelige? (?:\w+ )?(?:effekt|virkning)\w*",
    "none_p": (
        r"uendre(?:t|de)|uændre(?:t|de)|uforandre(?:t|de)|upåvirke(?:t|de)|sammenlign(?:bar|elig)[et]?"
        r"|sammenliknbar[et]?|likeartet|ensartet"
        r"|urokke(?:t|de)|ineffektiv[et]?|virkningsløs[et]?|li[kg]e (?:så )?(?:høy|høj"
        r"|stor|vanlig|almindelig|mange(?= i begge))\w*|(?:var|er|ble|blev) (?:\w+ ){0,2}(?:det|den|de) samme"
        r"|(?:utviklet seg|udviklede sig|udviklet sig|endret seg|ændrede sig|beveget seg"
        r"|bevægede sig) (?:\w+ ){0,7}?(?:likt|ens|parallelt|i takt|likedan"
        r"|lige(?:dan)?|på (?:\w+ ){0,2}?(?:samme|lignende|liknende|tilsvarende) måd?t?e|i samme retning)"
        r"|(?:fulgte|hadde|havde|viste) (?:\w+ ){0,2}?(?:(?:det|den) samme|samme|en lignende|en liknende"
        r"|en tilsvarende|et lignende|et liknende) "
        r"(?:utvikling(?:en)?|udvikling|mønster(?:et)?|mønstret|forløb|bane|kurve|trend)|fulgtes (?:ad|at)|(?:på"
        r"|i) (?:linje|linie|niveau|nivå|højde|høyde"
        r"|pari) med(?= (?:\w+ ){0,2}?(?:kontroll?|sammenlig|øvrige|resten|før|tidligere|de andre|den andre|den anden))"
        r"|(?:omtrent|nesten|næsten|stort sett?|nogenlunde|noenlunde) som (?:før|tidligere)\b|spilte ingen rolle for"
        r"|(?:lignede|lignet|liknet) (?:\w+ ){0,4}?(?:hinanden|hverandre)|gjorde ingen (?:forskjell|forskel)(?= for\b)"
        r"|hadde ingenting å si for|betød (?:intet|ikke noget) for|betydde ingenting for"
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
        r"(?:noe|noget) (?:tilsvarende|lignende|liknende)|(?:avvikende|afvigende|annen|anden) (?:utvikling|udvikling)"
        r"|forskjell(?:en|er|ene)?|forskel(?:len|le"
        r"|lene)?|skilnad(?:er)?|effekt(?:en|er|ene|erne)?"
        r"|virkning(?:en|er)?|innvirkning|indvirkning"
    r"|betydning(?= for\b)|utslag|udslag|gevinst(?:er|en)?|avvik|afvigelse(?:r|n)?|bevegelse(?= i\b)"
    r"|bevægelse(?= i\b)|påvirkning|endring(?:en|er)?|ændring(?:en|er)?|sammenheng|sammenhæng"
    ),
    "neutral_v": (
        r"påvirke(?:t|de|r|s|des)?|rykke(?:t|de) se?i?g|rikke(?:t|de) se?i?g|rokke(?:t|de)(?: se?i?g)?|bevæge(?:t"
        r"|de) sig"
        r"|bevege(?:t|de) seg|avv(?:ek|iker|eket)|afv(?:eg|iger|eget)|vari(?:erte|erede|erer|ert|eret)|skil(?:ler|te"
        r"|t)|differerte|b(?:et|ed) på"
        r"|endre(?:t|r|s|de)?|ændre(?:de|t|r|s|des)?|adskil(?:te|ler|t)|atskil(?:te|ler|t)"
        r"|effektiv[et]?"
    ),
    "mixed_p": (
        r"(?:blandede|motstridende|modstridende|varierende|sprikende) (?:\w+ )?(?:resultat|effekt|funn|fund)\w*"
        r"|(?:var|er) (?:blandede|motstridende|modstridende|tvetydige)|spriker|sprikte|vari(?:erte|erede"
        r"|erer) (?:fra studie til|mellom|mellem) studie\w*"
        r"|i (?:hver sin|ulike|forskjellige|forskellige|ulik) retning\w*"
    ),
}  # fmt: skip
