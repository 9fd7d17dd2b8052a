"""The words by which names of measures are told from other names: in English, Swedish, Norwegian and Danish."""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What follows a proper name, or stands before it, and says that it names a measure.
HEADS: Final = (
    r"programm?e?|project|initiative|intervention|curriculum|campaign|training|therapy|course|toolkit|workshop|module"
    r"|programmet|projektet|modellen|metoden|insatsen|satsningen|kursen|kampanjen|utbildningen|initiativet|verktyget"
    r"|tiltaket|prosjektet|kurset|opplegget|indsatsen|kampagnen|forløbet|uddannelsen|opplæringen"
)
BEFORE: Final = (
    r"programmet|projektet|pilotprojektet|metoden|modellen|insatsen|satsningen|kampanjen|kursen|initiativet|verktyget"
    r"|tiltaket|prosjektet|pilotprosjektet|opplegget|indsatsen|kampagnen|forløbet"
)
CALLED: Final = r"called|named|titled|entitled|known as|kallas|kallad|kallat|kalles|kalt|kaldes|kaldet|benämnd"
# A proper name with one of these words is that of an agency, a law, a data collection or a place, not of a measure.
NO_MEASURE: Final = _set(
    """
    bureau department office agency institute institutes university college hospital center centre commission council
    committee ministry association foundation fund funds administration authority board directorate division county
    city state states borough province court courts congress parliament senate government federal society museum
    survey surveys statistics statistical census data database dataset archive archives reporting report reports
    series study studies collection records registry inventory questionnaire scale index test interview forecasting
    act amendment directive convention protocol treaty law code constitution grant grants award awards fellowship
    world nations union doctoral postdoctoral research science sciences databases replication demonstration evaluation
    arrestee placement phase wave part level volume chapter table figure appendix
    myndigheten departementet rådet nämnden styrelsen verket utredningen lagen förordningen direktivet konventionen
    universitet högskola kommun kommunen region regionen länsstyrelsen undersökningen registret centrum fonden
    direktoratet departementet etaten universitetet kommune loven forskriften undersøkelsen styrelsen ministeriet
    undersøgelsen registeret
    """
)
# Such words right after a name tell that it is what data are from.
DATA_AFTER: Final = _set(
    "data survey surveys dataset datasets series interview interviews questionnaire sample respondents statistics"
    " codebook database study scale index inventory test screen wave cohort files file act"
    " grant grants formula funds funding"
)
# Words that are no part of a name: they end what stands before an action. Function words, adverbs, numerals,
# infinitive marks, words of evaluation and of degree.
EMPTY: Final = _set(
    """
    the a an this that these those such other another same different several many all both each every its their our
    his her my your own one two three four five six seven eight nine ten first second third fourth final last next
    former latter previous prior subsequent early earlier later late recent current present new old existing future
    low lower high higher highest greater great larger large small smaller best better good poor whole full partial
    multiple various specific general particular certain possible potential available appropriate adequate related
    similar successful effective ineffective efficacious efficient promising innovative novel important significant
    main major minor primary key more most less least much any no not only also even still yet either neither nor
    which what when where whether while who whom whose why how than then thus however and or but of for in on with to
    by from at as into onto upon about after before during between among within without through under over against
    across along around via per vs versus is are was were be been being am has have had having do does did done will
    would can could may might must shall should it they we he she you i there here if because so too very well often
    never always usually typical typically actual actually overall total average mean annual year years month months
    week weeks day days hour hours time times pilot evaluation evaluated experimental control controlled comparison
    placebo usual standard traditional conventional alternative additional extra further based proposed planned
    resulting following including regarding concerning using receiving providing reducing improving preventing
    increasing evaluating assessing testing examining implementing developing offering delivering promoting combining
    completing attending making getting giving taking being participating entering leaving exiting seeking needing
    requiring ongoing received provided assigned randomized randomised selected matched modified adapted implemented
    developed designed delivered completed reported described offered given used needed required funded sponsored
    tested compared combined
    assure ensure facilitate achieve allow enable encourage even-handed fair equal
    reduce improve prevent increase evaluate assess test examine implement develop offer deliver promote combine
    complete attend make get give take participate enter leave exit seek need require receive provide use compare
    describe report conduct undergo support help enhance establish introduce fund sponsor expand strengthen create
    demonstration replication weekly monthly biweekly scheduled please field athletic fast
    measure identify explore investigate determine understand inform include involve consider suggest show find found
    baseline follow-up initial structured semi-structured in-depth qualitative quantitative statistical telephone study
    intake exit classification information tracking data analytic logistic logic conceptual theoretical mathematical
    hiv aids std sti hepatitis hcv hbv protective
    brief secondary tertiary universal selective indicated superior district supreme circuit appellate appeals
    municipal magistrate crown trial
    legal criminal civil military medical clinical physical psychiatric psychological psychosocial social professional
    behavioral behavioural therapeutic supportive specialized specialised personal individual administrative
    national international nationwide statewide local regional state federal municipal american swedish danish
    norwegian british european african hispanic asian united english nordic
    att å at en ett et den det de denna detta denne dette dessa disse en två to tre fyra fire fem
    som är er var har hade kan kunne ska skal skall vill ville och og eller för för att fra från til till med på i av
    om mot hos vid ved under over över efter etter before innan inte ikke samt men när når där der
    ny nya nytt nye andra andre annan annen flera flere alla alle olika ulike forskellige viss vissa visse mer mera
    mest fler ökad ökade ökat økt øget stärkt stärkta styrket styrkt nationell nasjonal national lokal regional statlig
    kommunal offentlig särskild särskilt særlig særskilt fortsatt fortsat gemensam felles fælles
    samlad samlet långsiktig langsiktig langsigtet effektiv möjlig mulig viktig nödvändig nødvendig tidig tidlig
    brottsförebyggande förebyggande förebygga forebyggende forebygge förebyggend kriminalitetsforebyggende
    brottsbekämpande våldsförebyggande voldsforebyggende trygghetsskapande internationell internasjonal international
    svensk norsk dansk europeisk nordisk utländsk rättslig juridisk rettslig retslig ekonomisk økonomisk politisk
    personlig allmän generell aktuell ytterligare relevant liknande lignende pågående igangværende befintlig tillfällig
    gällande gjeldende gældende fördjupad utökad utöka förstärka skärpa
    öka utveckla fördjupa utvidga utvidgad udvidet utvidet förstärkt forsterket forstærket skärpt
    """
)
# Words that may stand in a name but do not make one: where, for whom, against what in general.
WEAK: Final = _set(
    """
    prevention preventive preventative prevent violence violent crime criminal justice offense offence abuse victim
    offender inmate prisoner prison jail community school college campus university student youth juvenile child
    adolescent teen adult family woman man male female girl boy people person individual population participant
    group police policing law enforcement legal correctional corrections correction probation parole court social
    health public mental risk at-risk high-risk research pilot education educational program
    programme intervention treatment service strategy approach project policy reform response safety security
    physical medical clinical staff officer professional team comprehensive integrated multi targeted intensive early
    sexual assault delinquency marketing
    reduction assistance rehabilitation training supervision system team unit session class
    term long short small-scale evidence research-based evidence-based theory model care post pre non
    brott brotts våld våldet polis politi ungdom unge barn skola skole kvinna kvinne mann man familj familie social
    psykisk kriminell kriminel våldsam utsatt udsat utsett sosial
    """
)
# Problems: with a form of action they name a kind of one ("rape education"), but no proper name is made of them.
PROBLEMS: Final = _set(
    """
    domestic partner intimate rape dating date gang gun firearm drug substance alcohol parent parenting aggression
    aggressive anger harassment bullying suicide weapon theft burglary robbery fraud extremism terrorism trafficking
    """
)
# English nouns of doing something that need telling words before them ("prevention program" tells nothing).
WEAK_ACTIONS: Final = _set(
    """
    program programme intervention treatment training education model approach strategy project initiative service
    campaign policy unit team scheme method workshop curriculum course session class prevention support
    therapy response enforcement management reform practice supervision monitoring testing screening placement court
    officer worker visit volunteer mentor interrupter ambassador guardian examiner
    """
)
# Nordic nouns of doing something that an adjective makes particular.
NORDIC_ACTIONS: Final = _set(
    """
    övervakning overvåking overvågning bevakning kontroll kontrol behandling träning trening træning terapi insatsgrupp
    samverkan boende bolig patrullering medling
    """
)
# Those that are particular enough with any word of the field before them.
ACTIONS: Final = _set(
    """
    patrol reminder policing counselling counseling mediation outreach curfew ban hotline helpline app lighting fencing
    visitation mentoring coaching tutoring toolkit voucher subsidy buyback amnesty injunction ordinance crackdown
    sweep raid checkpoint camera surveillance marking tagging registry notification hardening watch warden gatekeeper
    navigator navigation advocate advocacy shelter debriefing rehabilitation reintegration reentry diversion
    sanction sanctions sentencing bootcamp camp confinement parole release furlough restitution reparation conference
    conferencing circle dialogue pledge contract audit mobilization mobilisation empowerment deterrence
    interviewing psychotherapy medication naltrexone methadone buprenorphine meditation yoga theatre theater
    poster messaging announcement film video game simulation hypnosis camouflage legalization legalisation
    decriminalization legislation moratorium taxation licensing inspection inspections disarmament confiscation
    forfeiture seizure interdiction tracing fingerprinting profiling wraparound
    docket task-force partnership coalition collaborative hub refuge accommodation housing voucher allowance stipend
    apprenticeship employment internship tutoring scholarship sponsorship exchange substitution naloxone
    """
)
# After an action these make it something else: a group of a trial, an outcome, a place, a datum.
NOT_BEFORE: Final = _set(
    """
    group groups condition conditions arm arms effect effects outcome outcomes participant participants staff provider
    providers facility facilities center centers centre centres record records data need needs failure completion
    status history site sites survey surveys study studies completers dropout effectiveness efficacy integrity
    fidelity attendance officer officers personnel agency agencies decision decisions order orders case cases cost
    costs seeking experience experiences environment period phase exposure retention compliance adherence receipt
    instrument instruments tool tools scale test tests score scores question questions industry director directors
    information
    """
)
# Descriptions, not proper names, end in these.
DESCRIPTIVE: Final = _set(
    """
    prevention reduction training intervention interventions treatment education interviewing therapy testing care
    supervision surveillance monitoring reporting forecasting kit disorder disorders health program programs project
    projects services service response clearance behavior behaviour skills safety management
    """
)
# Collections of data that texts call programmes, and the agencies that keep them.
DATA_SYSTEMS: Final = _set(
    "adam duf ncvs nibrs ucr nvdrs phdcn nlsy brfss yrbs shr icpsr nacjd bjs nij ojjdp bja ntu csew leoka nsduh dawn"
)
# Nouns ending in -ing or -ed that are no participles, and words on -ly that are no adverbs.
NOUN_LIKE: Final = _set(
    """
    dating bullying parenting mentoring policing trafficking grooming stalking shoplifting speeding drinking smoking
    counseling counselling housing training screening monitoring tutoring coaching learning reading building
    motivational interviewing sentencing testing mapping gambling hacking phishing laundering lighting marketing
    wellbeing well-being nursing crossing parking banking cyberbullying sexting fencing tracking warning
    family early elderly assembly friendly daily weekly hotspot
    """
)
DETERMINERS: Final = _set(
    "the a an this that these its their our each one such any another every of for in on with by as and or to"
)
ARTICLES: Final = _set("the a an this that its their our each another every")
# Nordic compounds: what their last part can be. The first need a telling first part.
NORDIC_WEAK_TAILS: Final = (
    "program", "insats", "modell", "model", "metod", "metode", "projekt", "prosjekt", "behandling", "utbildning",
    "uddannelse", "opplæring", "kampanj", "kampanje", "kampagne", "tiltak", "indsats", "træning", "träning", "trening",
    "samverkan", "terapi", "kurs", "kursus", "arbete", "verksamhet", "virksomhet", "satsning", "stöd", "støtte",
    "kontroll", "kontrol", "övervakning", "overvåking", "overvågning", "bevakning", "team", "skola",
)  # fmt: skip
NORDIC_TAILS: Final = (
    "patrull", "patrulje", "patruljering", "patrullering", "zon", "zone", "sone", "medling", "mekling", "mægling",
    "linje", "jour", "förbud", "forbud", "förfarande", "rond", "vandring", "samtal", "samtale", "samtaler",
    "larm", "alarm", "amnesti", "insatsstyrka", "styrka", "rådgivning", "vägledning", "veiledning", "vejledning",
    "spärr", "sperre", "spærre", "märkning", "merking", "mærkning", "kamera", "lots", "los", "vakt",
    "vagt", "besök", "besøk", "besøg", "hembesök", "mentor", "coach", "tvångsmedel", "tvangsmiddel", "beslag",
    "förverkande", "visitation", "screening", "utdrag", "attest", "kontrakt", "plikt", "pligt", "belysning",
    "app", "chatt", "chat", "nätverk", "nettverk", "netværk", "hus", "boende", "bolig", "tillsyn", "tilsyn",
)  # fmt: skip
# First parts that make a Nordic compound tell nothing of what is done.
NORDIC_EMPTY_FIRSTS: Final = _set(
    """
    arbets arbetes arbeids arbejds utvärdering evaluering forskning forsknings utbildning uddannelse behandling insats
    åtgärd tiltaks handling handlings försök forsøk forsøgs pilot kommun kommune region polis politi myndighet
    regering regjerings stat stats bidrag tilskud kunskap kunnskap viden utveckling utvikling udvikling gemenskap
    samverkan samarbeid samarbejds riks lands bas basis del hjälp hjælpe huvud hoved tillägg tillegg undervisning
    besök verksamhet virksomheds kontroll straff ram ramme grund grunn fram ut upp under fort vidare videre högskole
    universitet forskar förstudie delprojekt eu budget bistånd brott brotts våld vålds kriminalitet brottsförebyggande
    våldsförebyggande forebyggelse förebyggande forebyggings kris krise service vård nät rätt rätts ledning styr
    granskning metod material bakgrund lagstiftning lag reform regel projekt program mål strategi nationell språk
    säkerhet säkerhets informations information medie media statistik uppfölj uppföljning redovisning dokumentation
    analys rapport upphandling tjänst beslut process resurs ekonomi ansökning ansøgning remiss riksdag vetenskap
    rest all allmän yrkes lärar grundskole gymnasie för före hand hem kun ord över under mellan sam mot till vård häls
    utrednings närings tillstånds jämställdhets arbetsmiljö demokrati hyres anställnings arbetskraftsin in år risk
    års rikt fruktan rundabord underrättelse etterretning efterretning kompetens stöd støtte kust kustbe tull told gräns
    arbetsfö utlänning oskuld tystnad uppgift expert grupp medarbetar chef personal kollega telefon lands ut in sam
    hälso sjuk sjukvård bygg bygge förändring förbättring kvalitet kvalitets system utskott utrikes press presse
    """
)
# Endings of Nordic adjectives: of the words before a noun only these are taken into a name.
NORDIC_ADJECTIVE: Final = (
    r"(?:sam|samt|samma|isk|iskt|iska|iske|lig|ligt|liga|lige|ande|ende|iv|ivt|iva|ive|ell|ellt|ella|elle|elt|el"
    r"|al|alt|ala|ale"
    r"|är|ärt|ära|ær|ære|ig|igt|iga|ige|ad|ade|at|lös|löst|lösa|løs|løse|fri|fritt|fria|frie)"
)
