"""The page of a measure."""

from starlette.testclient import TestClient

from kb.domain.disagreement import AgainstRatings, Likely
from search_api.evidence_words import against_ratings


def test_a_measure_shows_the_portals_own_words_and_our_reading(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    assert '<p class="quote" lang="en">Harmful</p>' in page
    assert "talar för skada" in page
    assert "läst på källans sida" in page
    assert 'aria-current="step"><span>bedömd av portal' in page
    assert "School-based prevention" in page


def test_an_editorial_link_says_that_nobody_has_reviewed_it(client: TestClient) -> None:
    catalogue = client.app.state.parts.catalogue  # type: ignore[attr-defined]
    linked = next(m for m in catalogue.measures if catalogue.challenges_of(m))
    assert "redaktionell koppling, inte granskad av Brå" in client.get(f"/atgarder/{linked}").text


def test_what_a_measure_leaves_open_is_said_to_be_unknown(client: TestClient) -> None:
    page = client.get("/atgarder/barnahus").text
    assert "ingen adress känd" in page
    assert "obekräftad" in page


def test_what_is_retold_in_english_stands_without_quotation_marks(client: TestClient) -> None:
    page = client.get("/atgarder/boot_camps").text
    assert '<p class="retold"><span lang="en">Increases the risk of reoffending</span>' in page
    assert "återgivet på engelska" in page


def test_a_measure_shows_effect_and_strength_apart_and_the_verdict_with_its_working(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    assert "<dt>Effekt</dt><dd>viss effekt</dd>" in page  # as an analyst decided
    assert "<dt>Underlag</dt>" in page
    assert "→ " in page
    assert "Bestämt av en analytiker" in page
    assert "minskning, 12 procent, statistiskt säkerställd" in page
    assert "Har den utvärderats i Sverige? <strong>ja</strong>" in page


def test_what_is_no_study_is_called_a_document_and_never_drawn(client: TestClient) -> None:
    page = client.get("/atgarder/cctv").text  # about which there is one text, without a design
    assert "0\u00a0studier av den" in page
    assert "Studier som anger resultat" not in page


def test_what_an_analyst_reads_is_not_said_of_the_studies(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text  # an analyst reads some effect, portals say that it harms
    assert "Studierna i basen talar för" not in page


def test_where_portals_and_studies_point_different_ways_it_is_said_with_a_possible_reason() -> None:
    found = AgainstRatings(True, ("Alfa",), ((Likely.FEW, ("1",)),))
    assert against_ratings(found, str) == (
        "Studierna i basen talar för önskad effekt, men det gör inte Alfa. Möjlig förklaring: basen har bara en studie"
        " som avgör, medan portaler oftast väger samman många."
    )


def test_what_is_not_held_is_not_said_to_be_so(client: TestClient) -> None:
    page = client.get("/en/atgarder/barnahus").text
    assert "<strong>no</strong>" not in page
