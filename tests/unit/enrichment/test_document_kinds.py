import time

import pytest

from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.texts import Text
from kb.domain.claims import Claim, ClaimKind, DocumentKind

OPINION, NEWS, POLICY = DocumentKind.OPINION, DocumentKind.NEWS, DocumentKind.POLICY
GUIDELINE, STATISTICS, PRACTICE = DocumentKind.GUIDELINE, DocumentKind.STATISTICS, DocumentKind.PRACTICE_DESCRIPTION
EVALUATION, PROCESS, PROTOCOL = (
    DocumentKind.PRIMARY_EVALUATION,
    DocumentKind.PROCESS_EVALUATION,
    DocumentKind.PROTOCOL,
)


def read(content: str, language: str = "en") -> Claim:
    text = Text(content, language)
    return read_document_kind(text, read_study_design(text))


CASES = [
    # by the design
    ("Alarms: a meta-analysis", "en", DocumentKind.META_ANALYSIS),
    ("Drug laws and national strategies: a systematic review", "en", DocumentKind.SYSTEMATIC_REVIEW),
    ("Mentorer: studieprotokoll för ett försök", "sv", PROTOCOL),
    ("Mentors: a randomised controlled trial", "en", EVALUATION),
    ("Grindar\n\nAnmälda brott jämfördes före och efter införandet av grindarna.", "sv", EVALUATION),
    ("Tiltak mot tyveri\n\nUtviklingen ble sammenlignet med en kontrollgruppe.", "nb", EVALUATION),
    ("En indsats mod vold: et lodtrækningsforsøg", "da", EVALUATION),
    # by the words, where there is no design
    ("Evaluation of a truancy program\n\nThis study examined whether recidivism was reduced.", "en", EVALUATION),
    ("Process evaluation of a drug court", "en", PROCESS),
    ("Processutvärdering av ett familjestöd", "sv", PROCESS),
    ("Familiestøtte\n\nRapporten er en prosessevaluering av tiltaket.", "nb", PROCESS),
    ("Guidelines for safe parks", "en", GUIDELINE),
    ("Handbok för trygga parker", "sv", GUIDELINE),
    ("Veileder i arbeid mot mobbing", "nb", GUIDELINE),
    ("Trygge veje\n\nDenne vejledning henvender sig til kommuner.", "da", GUIDELINE),
    ("National Census of Jails, 1999\n\nThe file contains data on inmates.", "en", STATISTICS),
    ("Kriminalstatistik 2020\n\nAntalet anmälda brott var 900.", "sv", STATISTICS),
    ("Anmeldte lovbrudd 2020", "nb", STATISTICS),
    (
        "Straffe i 2020\n\nAntallet sigtede faldt ifølge Danmarks Statistik. Statistikken viser et fald.",
        "da",
        STATISTICS,
    ),
    ("Uppdrag till Polismyndigheten om trygga torg", "sv", POLICY),
    ("Trygga torg\n\nRegeringen föreslår ändringar i ordningslagen.", "sv", POLICY),
    ("National strategy against violence", "en", POLICY),
    ("Meld. St. 3 Tryggere byer", "nb", POLICY),
    ("Handlingsplan mod vold", "da", POLICY),
    ("Trygga torg\n\nI dag startar arbetet.\n– Vi gör mer, säger kommunalråd Kim Ek.", "sv", NEWS),
    ("Safer squares\n\n“We do more,” said mayor Kim Oak.", "en", NEWS),
    ("Tryggere torg\n\n– Vi gjør mer, sier ordfører Kim Eik.", "nb", NEWS),
    ("Tryggere torve\n\n– Vi gør mere, siger borgmester Kim Eg.", "da", NEWS),
    ("Kommentar: Torget behøver lys", "sv", OPINION),
    ("Torget\n\nDebattartikel av kommunalråd Kim Ek.", "sv", OPINION),
    ("Editorial: Light the square", "en", OPINION),
    ("Kronikk: Torget trenger lys", "nb", OPINION),
    ("Et lyst torv\n\nI dette debatindlæg skriver borgmesteren om torvet.", "da", OPINION),
    ("Goda exempel från en gårdsgrupp", "sv", PRACTICE),
    ("A yard group\n\nThis report describes a model for tenants.", "en", PRACTICE),
    ("Gårdsgruppen\n\nRapporten beskriver hur kommunen arbetar.", "sv", PRACTICE),
    # by many words, none of which names the kind
    ("Ljus\n\nJag är trött på löften. Jag har sett torget mörkna. Vi måste börja om.", "sv", OPINION),
    ("Lys\n\nJeg er lei av løfter. Jeg har sett torget bli mørkt. Vi må begynne på nytt.", "nb", OPINION),
    ("Light\n\nI am tired of promises. I have seen the square go dark. We must start over.", "en", OPINION),
    ("Lys\n\nJeg er træt af løfter. Jeg har set torvet blive mørkt. Vi må begynde forfra.", "da", OPINION),
    ("Lås\n\nUndvik mörka hörn. Kontrollera låsen. Prata med grannarna. Skriv ned vad som hänt.", "sv", GUIDELINE),
    ("Locks\n\nAvoid dark corners. Check the locks. Talk to neighbours. Write down what happened.", "en", GUIDELINE),
    ("Låser\n\nUnngå mørke hjørner. Sjekk låsene. Snakk med naboene. Skriv ned hva som skjedde.", "nb", GUIDELINE),
    ("Låse\n\nUndgå mørke hjørner. Tjek låsene. Tal med naboerne. Skriv ned, hvad der skete.", "da", GUIDELINE),
    ("Stölder 2020\n\nAntalet var 412. Andelen ökade till 8 procent. Två av tre skedde på natten.", "sv", STATISTICS),
    ("Thefts 2020\n\nIn total 412 were recorded. Sheds made up 8 per cent. One in ten was solved.", "en", STATISTICS),
    ("Tyverier 2020\n\nI alt 412 ble anmeldt. Andelen økte til 8 prosent. Antallet var 12.", "nb", STATISTICS),
    ("Tyverier 2020\n\nI alt 412 blev anmeldt. Andelen steg til 8 procent. Antallet var 12.", "da", STATISTICS),
    ("Gårdsgruppen\n\nVarje tisdag träffas grannar. Gruppen drivs av frivilliga. Alla kan vara med.", "sv", PRACTICE),
    ("The yard\n\nEvery Tuesday neighbours meet. It is run by volunteers, free of charge.", "en", PRACTICE),
    ("Gården\n\nHver tirsdag møtes naboer. Gruppen drives av frivillige og er gratis.", "nb", PRACTICE),
    ("Gården\n\nHver tirsdag mødes naboer. Gruppen drives af frivillige og er gratis.", "da", PRACTICE),
    # cannot tell
    ("Fear at night: a qualitative study", "en", None),
    ("Fear at night: a cross-sectional study", "en", None),
    ("Effects of salt on deep-water corals\n\nWe examined growth.", "en", None),
    ("Torget", "sv", None),
    ("", "en", None),
]


@pytest.mark.parametrize(("content", "language", "kind"), CASES)
def test_a_document_is_known_by_its_design_and_its_own_words(
    content: str, language: str, kind: DocumentKind | None
) -> None:
    claim = read(content, language)
    assert (claim.kind, claim.value) == (ClaimKind.DOCUMENT_KIND, kind)
    if kind is not None:
        assert claim.start is not None
        assert content[claim.start : claim.end].strip()


def test_news_of_a_trial_is_news() -> None:
    text = "Fewer thefts\n\nForty shops were randomly assigned to alarms.\n– It worked, says shopkeeper Kim Oak."
    assert read(text).value == NEWS


def test_a_press_item_without_speech_is_known_by_its_place_line_and_its_days() -> None:
    assert read("Square relit\n\nMALMÖ – The lamps were lit on Monday, officials said.").value == NEWS


def test_the_person_who_is_quoted_says_i_and_the_text_does_not() -> None:
    text = "A yard\n\n“I like my yard. I am here with my dog, and my son helps me.”"
    assert read(text).value != OPINION


def test_statistics_that_a_study_asks_a_question_of_are_no_statistics_only() -> None:
    data = "Robbery records\n\nThe data collection contains information on robberies."
    assert read(data).value == STATISTICS
    assert read(f"{data} This study examined why they fell.").value is None


def test_a_guideline_built_on_a_systematic_review_is_a_guideline() -> None:
    assert read("Guideline for safe parks\n\nWe conducted a systematic review.").value == GUIDELINE


def test_the_words_of_a_title_are_surer_than_those_of_the_text() -> None:
    assert read("Handbok för trygga parker", "sv").confidence == 0.9
    assert read("Trygga parker\n\nHandboken riktar sig till kommuner.", "sv").confidence == 0.75


@pytest.mark.parametrize("piece", ["a", "– ", "regeringen ", "data ", "säger ", "evaluation of ", "."])
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    text = Text("T\n\n" + piece * (1_000_000 // len(piece)), "sv")
    none = Claim(ClaimKind.STUDY_DESIGN, None, "study_design", "1")
    begin = time.process_time()
    read_document_kind(text, none)
    assert time.process_time() - begin < 1
