"""Designs told without their names: each sentence is made up."""

import pytest

from enrichment.designs import read_study_design
from enrichment.texts import Text
from kb.domain.claims import StudyDesign

META, REVIEW, TRIAL = StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.RANDOMISED_TRIAL
CONTROLLED, QUASI = StudyDesign.CONTROLLED_QUASI_EXPERIMENT, StudyDesign.QUASI_EXPERIMENT
BEFORE_AFTER, CROSS, QUALITATIVE = StudyDesign.BEFORE_AFTER, StudyDesign.CROSS_SECTIONAL, StudyDesign.QUALITATIVE
PROTOCOL = StudyDesign.PROTOCOL

TOLD = [
    (
        "en",
        TRIAL,
        "Analysis was by intention to treat: 140 youths allocated to the club and 139 allocated to usual services.",
    ),
    (
        "en",
        TRIAL,
        "Places in the summer camp were raffled among the 500 applicants, and we compare winners and losers.",
    ),
    (
        "en",
        TRIAL,
        "Prisoners whose number ended in an even digit were given a place on the course, the others not.",
    ),
    ("en", REVIEW, "The literature was searched without language restrictions."),
    ("en", REVIEW, "Two researchers independently sorted the references and graded the certainty of the evidence."),
    ("en", REVIEW, "We did a rapid review of the evidence on knife amnesties."),
    ("en", META, "We combined the results in a random-effects model."),
    (
        "en",
        CONTROLLED,
        "A weighted mix of other cities shows what would have happened.",
    ),
    ("en", CONTROLLED, "Children close to the age limit are compared with each other."),
    ("en", CONTROLLED, "Distance to the nearest clinic serves as an instrument for treatment."),
    ("en", CONTROLLED, "Grants fell by different amounts, and we exploit this variation."),
    (
        "en",
        CONTROLLED,
        "Monthly burglaries in 98 municipalities were analysed with municipality and month effects held constant.",
    ),
    ("en", QUASI, "Compared with the rest of the county, the village lost fewer bicycles."),
    ("en", QUASI, "Complaints fell by 9 per cent on these lines against 1 per cent elsewhere."),
    ("en", QUASI, "Thefts fell by a fifth, while they rose in the reference group."),
    ("en", QUASI, "There were 40 tenants with an alarm and 38 controls."),
    ("en", QUASI, "Those who turned the offer down served as a yardstick."),
    ("en", CROSS, "Data come from a national victimisation survey."),
    ("en", CROSS, "Mystery shoppers went to bars in two towns."),
    ("en", CROSS, "One in five nurses who answered had been threatened in the past year."),
    ("en", CROSS, "Students reported both bullying and sleep on the same occasion."),
    ("en", CROSS, "The response rate was 54 per cent, and women reported more worry than men."),
    ("en", QUALITATIVE, "An observer sat in on forty parole hearings."),
    ("en", QUALITATIVE, "Staff at five shelters spoke with us about what makes women stay."),
    ("en", QUALITATIVE, "We observed guards at work on two nights."),
    ("sv", TRIAL, "I ett fältexperiment skickade vi 4 000 brev till bilägare; hälften fick en påminnelse."),
    (
        "sv",
        TRIAL,
        "Polisen öppnade ett förseglat kuvert vid varje utryckning för att se om paret skulle erbjudas uppföljning.",
    ),
    ("sv", REVIEW, "Alla kontrollerade studier av avhopparprogram eftersöktes; de var sju."),
    ("sv", REVIEW, "Inklusionskriterierna var kontrollgrupp och minst ett års uppföljning; fjorton artiklar kom med."),
    ("sv", REVIEW, "Risken för bias var hög i de flesta av de 18 inkluderade studierna."),
    ("sv", REVIEW, "Sökningar i åtta databaser gav 2 150 unika titlar, varav 34 lästes i fulltext."),
    ("sv", META, "Den poolade oddskvoten för gripande var lägre i de 17 studierna."),
    ("sv", META, "Resultaten från tolv försök lades ihop statistiskt."),
    ("sv", META, "Vi har uppdaterat en metaanalys om larm."),
    (
        "sv",
        CONTROLLED,
        "De som hamnade strax över poänggränsen för övervakning ställs mot dem som hamnade strax under.",
    ),
    (
        "sv",
        CONTROLLED,
        "Eftersom domare är olika stränga och ärendena fördelas efter turordning kan vi skatta effekten av fängelse.",
    ),
    (
        "sv",
        CONTROLLED,
        "Förändringen i områden med insats minus förändringen i områden utan insats utgör vår skattning.",
    ),
    ("sv", CONTROLLED, "Jämförelsegruppen viktades så att den liknade programgruppen i fjorton avseenden."),
    (
        "sv",
        CONTROLLED,
        "Kamerorna kom till distrikten vid olika tidpunkter, vilket utnyttjas i analysen av 120 distrikt.",
    ),
    (
        "sv",
        CONTROLLED,
        "Med hänsyn tagen till inkomst, ålder och födelseland jämförs områden med områden som inte fick fritidsgård.",
    ),
    ("sv", CONTROLLED, "Män födda strax före gränsen för reformen jämförs med män födda strax efter."),
    ("sv", CONTROLLED, "Syskon jämfördes med varandra så att det som delas inom familjen hålls konstant."),
    (
        "sv",
        CONTROLLED,
        "Till varje deltagare valdes en statistisk tvilling med samma ålder, kön, brottsbelastning och inkomst.",
    ),
    ("sv", CONTROLLED, "Veckoserien över misshandel analyserades tillsammans med en kontrollserie från grannregionen."),
    ("sv", CONTROLLED, "Vi utnyttjar variation i när kommunerna fick bidraget."),
    ("sv", QUASI, "De två bostadsområdena är lika stora, men bara det ena fick husvärdar."),
    ("sv", QUASI, "Ett liknande köpcentrum utan väktare följdes parallellt."),
    ("sv", QUASI, "I grannstaden, som behöll sina öppettider, låg våldet på samma nivå."),
    ("sv", QUASI, "Icke-deltagare återföll oftare än deltagare."),
    ("sv", QUASI, "Inbrotten minskade mer i projektområdet än i referensområdet."),
    ("sv", QUASI, "Oron minskade mer på torget än i de andra delarna av staden."),
    ("sv", QUASI, "Unga som ännu stod i kö mådde inte bättre, till skillnad från dem som fått stödet."),
    ("sv", QUASI, "Utvecklingen i hamnområdet ställs bredvid den i gamla stan, där ingenting gjordes."),
    ("sv", BEFORE_AFTER, "Antalet larm var 310 våren innan grindarna kom och 190 våren därpå."),
    ("sv", BEFORE_AFTER, "Deltagarna fyllde i skalan första och sista dagen."),
    ("sv", BEFORE_AFTER, "Efter bytet av lampor sjönk andelen otrygga från 40 till 28 procent."),
    ("sv", BEFORE_AFTER, "Klottret minskade efter kamerorna jämfört med samma period året före."),
    ("sv", BEFORE_AFTER, "Under projekttiden minskade antalet anmälda stölder med 20 procent."),
    ("sv", CROSS, "Ett representativt urval vuxna ringdes upp under två veckor i maj."),
    ("sv", CROSS, "I 120 butiker gjordes provköp av folköl."),
    ("sv", CROSS, "Mer än 4 000 medlemmar besvarade fackets enkät."),
    ("sv", CROSS, "Sambandet mellan skulder och utsatthet undersöktes i en omgång av undersökningen."),
    ("sv", CROSS, "Svaren från 640 lärare ger en bild av oro i korridorerna."),
    ("sv", QUALITATIVE, "Analysen vilar på brev och dagböcker från nitton brottsoffer."),
    ("sv", QUALITATIVE, "Avhandlingen utforskar hur väktare förstår sin uniform."),
    ("sv", QUALITATIVE, "Processutvärdering av en fältgrupp."),
    ("sv", QUALITATIVE, "Sexton föräldrar intervjuades per telefon."),
    ("sv", QUALITATIVE, "Utskrifterna kodades rad för rad och ordnades i teman."),
    ("nb", TRIAL, "De som vant plass i trekningen, sammenlignes med dem som ikke vant."),
    ("nb", TRIAL, "Politiet åpnet en forseglet konvolutt ved hver utrykning for å se om paret skulle få oppfølging."),
    ("nb", TRIAL, "Vi kastet mynt om hvilke bydeler som skulle begynne."),
    ("nb", REVIEW, "Alle kontrollerte studier av exit-programmer ble ettersøkt; det var sju."),
    ("nb", REVIEW, "Søk i åtte databaser ga 2150 unike titler, og 34 av dem ble lest i fulltekst."),
    ("nb", REVIEW, "Søket var uten språkbegrensning og dekket fem baser."),
    ("nb", META, "Resultatene fra tolv forsøk ble lagt sammen statistisk."),
    ("nb", CONTROLLED, "De som havnet rett over poenggrensen for tilsyn, settes opp mot dem som havnet rett under."),
    (
        "nb",
        CONTROLLED,
        "En vektet blanding av andre byer med samme utvikling fram til 2015 viser hva som ellers ville skjedd i Moss.",
    ),
    ("nb", CONTROLLED, "Endringen i områder med tiltak minus endringen i områder uten tiltak gir anslaget vårt."),
    ("nb", CONTROLLED, "Kameraene kom til distriktene på ulike tidspunkter, noe analysen av 120 distrikter utnytter."),
    ("nb", CONTROLLED, "Målestokken er et vektet snitt av områder uten vakt."),
    (
        "nb",
        CONTROLLED,
        "Siden dommere er ulikt strenge og sakene fordeles etter tur, kan vi anslå virkningen av fengsel.",
    ),
    ("nb", CONTROLLED, "Ukeserien over vold ble analysert sammen med en kontrollserie fra naboregionen."),
    ("nb", QUASI, "De som takket nei til tilbudet, ble brukt som målestokk."),
    ("nb", QUASI, "Et lignende kjøpesenter uten vektere ble fulgt parallelt."),
    ("nb", QUASI, "Forskerne sammenligner tre borettslag med vakt og tre uten."),
    ("nb", QUASI, "I nabobyen, som beholdt åpningstidene, lå volden på samme nivå."),
    ("nb", QUASI, "Ikke-deltakere falt oftere tilbake enn deltakere."),
    (
        "nb",
        QUASI,
        "Tyveriene på de tre linjene med vakter sank, mens de to linjene som manglet vakter, opplevde økning.",
    ),
    ("nb", BEFORE_AFTER, "Antallet alarmer var 310 våren før portene kom, og 190 våren etter."),
    ("nb", BEFORE_AFTER, "Deltakerne fylte ut skalaen første og siste dag."),
    ("nb", BEFORE_AFTER, "Etter lyktebyttet sank andelen utrygge fra 40 til 28 prosent."),
    ("nb", CROSS, "Et representativt utvalg voksne ble ringt opp i to uker i mai."),
    ("nb", CROSS, "Hver femte sykepleier som svarte, var blitt truet det siste året."),
    ("nb", CROSS, "Mer enn 4000 medlemmer besvarte fagforbundets spørreskjema."),
    ("nb", CROSS, "Studentene rapporterte mobbing og søvn ved samme anledning."),
    ("nb", CROSS, "Svarprosenten var 54, og kvinner var mer bekymret enn menn."),
    ("nb", CROSS, "Vi spurte 2100 bilister ved én enkelt kontroll."),
    ("nb", QUALITATIVE, "Analysen hviler på brev og dagbøker fra nitten ofre."),
    ("nb", QUALITATIVE, "Ansatte ved fem krisesentre snakket med oss om hva som får kvinner til å bli."),
    ("nb", QUALITATIVE, "Seksten foreldre ble intervjuet på telefon."),
    ("nb", QUALITATIVE, "Utskriftene ble kodet linje for linje og ordnet i temaer."),
    ("nb", QUALITATIVE, "Vi besøkte fem skoler og snakket lite."),
    ("da", TRIAL, "Analysen fulgte intention-to-treat med 140 unge i indsatsgruppen og 139 med sædvanlig indsats."),
    ("da", TRIAL, "I et felteksperiment sendte vi 4.000 breve til bilejere; halvdelen fik en påmindelse."),
    ("da", TRIAL, "Indsatte født på lige datoer fik tilbud om kurset, de andre måtte vente."),
    ("da", REVIEW, "Inklusionskriterierne var kontrolgruppe og mindst et års opfølgning; fjorten artikler kom med."),
    ("da", REVIEW, "Risikoen for bias var høj i de fleste af de 18 inkluderede studier."),
    ("da", REVIEW, "To forskere sorterede referencerne uafhængigt af hinanden og vurderede tilliden til evidensen."),
    ("da", META, "Den samlede oddsratio for anholdelse var lavere i de 17 studier."),
    ("da", META, "Vi opdaterede en metaanalyse af natvagter."),
    ("da", CONTROLLED, "Afstanden til nærmeste klinik bruges som instrument for behandling."),
    ("da", CONTROLLED, "Hver deltager fik en statistisk tvilling med samme alder, køn, straffehistorik og indkomst."),
    (
        "da",
        CONTROLLED,
        "Når der tages højde for indkomst, alder og fødeland, sammenlignes områder med områder, der ikke fik en klub.",
    ),
    ("da", CONTROLLED, "Mænd født lige før grænsen for reformen sammenlignes med mænd født lige efter."),
    ("da", CONTROLLED, "Sammenligningsgruppen blev vægtet, så den lignede programgruppen på fjorten kendetegn."),
    ("da", CONTROLLED, "Søskende blev sammenlignet med hinanden, så det, familien deler, holdes konstant."),
    (
        "da",
        CONTROLLED,
        "Vi følger anmeldte indbrud i 98 kommuner måned for måned og renser for forskelle mellem kommuner og år.",
    ),
    ("da", CONTROLLED, "Vi udnytter aldersgrænsen og ser på unge omkring den."),
    ("da", QUASI, "De to boligområder er lige store, men kun det ene fik viceværter."),
    ("da", QUASI, "I to andre byer steg tallet, mens det her faldt."),
    ("da", QUASI, "Indbruddene faldt mere i projektområdet end i referenceområdet."),
    ("da", QUASI, "Udviklingen i havneområdet stilles ved siden af den i den gamle by, hvor intet blev gjort."),
    ("da", BEFORE_AFTER, "Slagsmålene ved stationen blev halveret den første sommer med vagter."),
    ("da", CROSS, "Sammenhængen mellem gæld og udsathed blev undersøgt i én runde af undersøgelsen."),
    ("da", CROSS, "Svarene fra 640 lærere tegner et billede af uro på gangene."),
    ("da", QUALITATIVE, "Afhandlingen udforsker, hvordan vagter forstår deres uniform."),
    ("da", QUALITATIVE, "En observatør sad med i fyrre retsmøder."),
    (
        "en",
        PROTOCOL,
        "Recruitment is to begin in September, and families will be drawn by lot to the course or to a waiting list.",
    ),
    ("en", PROTOCOL, "Studies published after 1990 will be eligible; two of us will screen the titles."),
    ("sv", PROTOCOL, "Rekryteringen ska börja i september och familjerna ska lottas till kursen eller en väntelista."),
    ("sv", PROTOCOL, "Dokumentet beskriver hur försöket ska läggas upp, dess huvudutfall och urvalsstorlek."),
    ("sv", PROTOCOL, "Studier publicerade efter 1990 kommer att inkluderas; två av oss ska granska titlarna."),
    ("sv", PROTOCOL, "Det planerade försöket ska omfatta 600 hushåll; huvudutfallet är inbrott inom ett år."),
    ("nb", PROTOCOL, "Dokumentet beskriver hvordan forsøket skal legges opp, hovedutfallet og utvalgsstørrelsen."),
    ("nb", PROTOCOL, "Studier publisert etter 1990 vil bli inkludert; to av oss skal vurdere titlene."),
    ("nb", PROTOCOL, "Det planlagte forsøket skal omfatte 600 husstander; hovedutfallet er innbrudd innen et år."),
    (
        "da",
        PROTOCOL,
        "Vi skal interviewe 20 vagter og følge deres arbejde i et år; projektet er godkendt af etisk komité.",
    ),
    ("da", PROTOCOL, "Studiet er forhåndsregistreret, og data skal indsamles til 2026."),
    ("da", PROTOCOL, "Når etisk komité har sagt ja, skal 40 skoler fordeles tilfældigt."),
    ("en", TRIAL, "Each week a spreadsheet shuffled the bus routes to decide which of them got staff."),
    ("sv", META, "När de 18 försöken vägs ihop minskar skolket med en tiondel."),
    ("nb", META, "Når de 18 forsøkene veies sammen, faller skulkingen."),
    ("sv", BEFORE_AFTER, "Personalen skattade barnens oro när de kom och när de gick."),
    ("da", CROSS, "Godt 1.900 chauffører satte krydser i et skema om trusler."),
    ("nb", QUALITATIVE, "Forfatteren har snakket med skyldnere i trappene."),
    ("da", REVIEW, "Af 5.012 vurderede artikler blev 23 beholdt."),
    ("da", PROTOCOL, "Husstande skal rekrutteres, og halvdelen trækkes ud. Udfaldet er indbrud."),
]
NO_STUDY = [
    ("en", "The manual tells schools how to talk with pupils before and after a fight."),
    ("en", "The minister said that violence was higher than in other countries."),
    ("en", "Each year 3,000 people call the helpline, which is open at night."),
    ("en", "Members of the network come from different municipalities and meet every other week."),
    ("en", "Of 1,200 suspects in the register, 300 were under 18."),
    ("en", "The article argues that evidence is often misread in debates about crime."),
    ("en", "The programme has been offered to all schools since 2015 and now reaches 4,000 pupils."),
    ("sv", "Kommunen ska jämföra priser innan nya kameror köps in."),
    ("sv", "Sexton personer greps efter upploppet och tio släpptes utan åtal."),
    ("sv", "Tidigare studier har jämfört städer med och utan utegångsförbud med blandade resultat."),
    ("sv", "Domstolen fann att förhören före och efter gripandet stred mot lagen."),
    ("sv", "Projektledaren beskriver klubben som en framgång."),
    ("sv", "Enheten håller föreläsningar för föräldrar inför sommaren."),
    ("sv", "Vi beskriver en modell där en väktare och en socialsekreterare delar kontor."),
    ("sv", "Samordnaren träffar föräldrarna vid kursens början och vid dess slut."),
    ("nb", "Tollvesenet bør kontrollere hvert tiende kjøretøy tilfeldig ved grensen."),
    ("nb", "Regjeringen vil innføre lotterilisens og heve aldersgrensen."),
    ("nb", "Strategien bygger på forskning som viser at tidlig hjelp lønner seg."),
    ("nb", "Tilfeldige promillekontroller gjøres på alle større veier."),
    ("nb", "Direktoratet skal rapportere resultatene til regjeringen etter to år."),
    ("nb", "Nemnda har hørt ofre og skal svare på 200 brev."),
    ("da", "Anmeldte tyverier steg med 4 procent i 2022 sammenlignet med året før."),
    ("da", "Politiet har afhørt fyrre vidner og ser på film fra nærliggende butikker."),
    ("da", "Antallet af indsatte pr. 100.000 indbyggere var 74 i Sverige og 65 i Norge."),
    ("da", "Der er behov for randomiserede studier af mentorordninger."),
    ("da", "Halvdelen af midlerne gik til områder på politiets liste og den anden halvdel til resten af landet."),
    ("da", "En ny lov trådte i kraft efter angrebet."),
    ("da", "Butikker med god belysning lokker færre tyve end butikker uden."),
]


def report(sentence: str, language: str) -> Text:
    return Text(f"Report\n\n{sentence}", language)


@pytest.mark.parametrize(("language", "design", "sentence"), TOLD)
def test_a_design_is_known_by_what_was_done(language: str, design: StudyDesign, sentence: str) -> None:
    assert read_study_design(report(sentence, language)).value == design


@pytest.mark.parametrize(("language", "sentence"), NO_STUDY)
def test_the_same_words_tell_no_design_where_nothing_was_studied(language: str, sentence: str) -> None:
    assert read_study_design(report(sentence, language)).value is None


def test_a_word_denied_right_before_it_tells_nothing() -> None:
    assert read_study_design(report("The results of 14 trials were not put together.", "en")).value is None
    assert read_study_design(report("De 14 försöken slogs inte samman.", "sv")).value is None


def test_a_review_that_gives_one_effect_with_its_interval_is_a_meta_analysis() -> None:
    text = "We looked for every evaluation of locks since 1990 and found nineteen. Burglary fell (RR 0.81; 0.70-0.93)."
    assert read_study_design(report(text, "en")).value == META
    narrative = text + " The studies were too different to be combined."
    assert read_study_design(report(narrative, "en")).value == REVIEW


def test_a_number_of_thousands_of_digits_stops_no_reading() -> None:
    assert read_study_design(report(f"We spoke with {'1' * 5000} people.", "en")).value == QUALITATIVE


def test_two_sentences_in_a_row_may_hold_the_year_before_and_the_year_after() -> None:
    text = "I de seks månedene før byttet ble det meldt 40 innbrudd. I de seks månedene etterpå var det 22."
    assert read_study_design(report(text, "nb")).value == BEFORE_AFTER
