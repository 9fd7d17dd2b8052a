import pytest

from enrichment.language import read_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kommunen har under året arbetat med att öka tryggheten för de boende.", "sv"),
        ("The municipality has worked to make residents feel safer this year.", "en"),
        ("Kommunen har i løpet av året jobbet med å øke tryggheten til beboerne.", "nb"),
        ("Kommunen har i løbet af året arbejdet på at øge borgernes tryghed.", "da"),
        ("Kommunen har i løpet av året arbeidd med korleis bebuarane kan kjenne seg tryggare.", "nn"),
        ("Kunta on vuoden aikana pyrkinyt lisäämään asukkaiden turvallisuutta.", "fi"),
        ("Die Gemeinde hat in diesem Jahr daran gearbeitet, dass sich alle sicher fühlen.", "de"),
        ("1234 – 5678", None),
        ("La municipalité a travaillé toute l'année pour la sécurité des habitants du quartier.", None),
        ("Het gemeentebestuur heeft het hele jaar gewerkt aan de veiligheid van de bewoners.", None),
        ("我们在城市里研究了犯罪预防措施的效果和影响。", None),
    ],
)
def test_the_language_is_what_the_text_shows(text: str, code: str | None) -> None:
    assert read_language(text).value == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("En ny strafftidslag", "sv"),
        ("Grannsamverkan mot inbrott", "sv"),
        ("Medling vid brott", "sv"),
        ("Knife crime", "en"),
        ("Drug courts", "en"),
        ("Trauma-informed care", "en"),
        ("Trygge lokalsamfunn", "nb"),
        ("Vold i nære relasjoner", "nb"),
        ("Løslatelse og tilbakefall", "nb"),
        ("Trygge lokalsamfund", "da"),
        ("Vold i nære relationer", "da"),
        ("Løsladelse og tilbagefald", "da"),
        ("Frå straff til støtte", "nn"),
        ("Kva verkar mot mobbing i skulen?", "nn"),
        ("Koulukiusaamisen ehkäisy", "fi"),
        ("Häusliche Gewalt", "de"),
        ("La violencia de género", None),
    ],
)
def test_a_title_of_two_words_is_enough(title: str, code: str | None) -> None:
    assert read_language(title).value == code


def test_a_swedish_town_does_not_make_a_text_swedish() -> None:
    assert read_language("Street crime and trust in the police in Malmö and Göteborg").value == "en"


def test_an_acronym_has_no_language() -> None:
    assert read_language("CCTV").value is None
