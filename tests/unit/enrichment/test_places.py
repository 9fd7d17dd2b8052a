import time

import pytest

from enrichment.places import Places, read_places
from enrichment.texts import Text
from kb.catalogue import load_catalogue
from kb.domain.claims import SURE, Claim, ClaimKind

PLACES = Places.for_catalogue(load_catalogue())


def _read(body: str, language: str = "en", title: str = "T") -> dict[ClaimKind, list[Claim]]:
    claims = read_places(Text(f"{title}\n\n{body}", language), PLACES)
    return {
        kind: [c for c in claims if c.kind is kind and c.value]
        for kind in (ClaimKind.COUNTRY, ClaimKind.COUNTY, ClaimKind.MUNICIPALITY)
    }


def _values(body: str, kind: ClaimKind, language: str = "en") -> list[str | None]:
    return [claim.value for claim in _read(body, language)[kind]]


@pytest.mark.parametrize(
    ("language", "body", "countries"),
    [
        ("en", "The trial took place in Norway.", ["NO"]),
        ("en", "Patrols in Camden, NJ were doubled.", ["US"]),
        ("en", "Street work in Glasgow was followed for a year.", ["GB"]),
        ("en", "Shops in the UK and in Ireland took part.", ["GB", "IE"]),
        ("en", "Police in New South Wales changed their rules.", ["AU"]),
        ("en", "Youth workers in northern Mexico were asked.", ["MX"]),
        ("en", "Youth workers in New Mexico were asked.", ["US"]),
        ("sv", "Modellen prövades i Danmark.", ["DK"]),
        ("nb", "Ordningen ble innført i Sverige.", ["SE"]),
        ("da", "Projektet blev gennemført i Tyskland.", ["DE"]),
        ("en", "Give it to us, said the men of the village.", []),
        ("en", "Shootings cost US$ 3 million.", []),
        ("sv", "Kommunen arbetar med trygghet.", []),
    ],
)
def test_the_country_is_where_it_happened(language: str, body: str, countries: list[str]) -> None:
    assert _values(body, ClaimKind.COUNTRY, language) == countries


def test_not_stated_is_one_claim_of_each_kind() -> None:
    claims = read_places(Text("Lights at night", "en"), PLACES)
    assert [(c.kind, c.value) for c in claims] == [
        (ClaimKind.COUNTRY, None),
        (ClaimKind.COUNTY, None),
        (ClaimKind.MUNICIPALITY, None),
    ]


@pytest.mark.parametrize(
    ("language", "body", "municipalities"),
    [
        ("sv", "Malmöpolisen prövade en ny modell.", ["1280"]),
        ("sv", "Malmös gator har blivit tryggare.", ["1280"]),
        ("sv", "Arbetet i Rosengård fortsätter.", ["1280"]),
        ("sv", "I Göteborg, Borås och Umeå intervjuades elever.", ["1480", "1490", "2480"]),
        ("sv", "Marks kommun har anställt en samordnare.", ["1463"]),
        ("sv", "En undersökning i Vara visar detta.", ["1470"]),
        ("sv", "Vara utan bostad är svårt. Mark och byggnader ägs av staten.", []),
        ("sv", "Anna Lund och Carl Berg skrev rapporten.", []),
        ("sv", "Forskare vid Malmö universitet skrev rapporten.", []),
        ("sv", "Målet avgjordes av Förvaltningsrätten i Malmö.", []),
        ("en", "Hot spots in Gothenburg and Malmo were mapped.", ["1480", "1280"]),
        ("en", "Girls in Salem were asked.", []),
        ("en", "In Sweden, pupils in Lund were asked.", ["1281"]),
        ("nb", "Skytinger i Malmø ble talt.", ["1280"]),
    ],
)
def test_a_municipality_is_known_in_its_forms_and_not_in_other_words(
    language: str, body: str, municipalities: list[str]
) -> None:
    assert _values(body, ClaimKind.MUNICIPALITY, language) == municipalities


def test_a_municipality_implies_its_county_and_its_country_by_the_same_words() -> None:
    found = _read("Vi följde ungdomar i Örebro.", "sv")
    assert [[(c.value, c.start) for c in claims] for claims in found.values()] == [
        [("SE", 24)],
        [("18", 24)],
        [("1880", 24)],
    ]


@pytest.mark.parametrize(
    ("language", "body", "counties"),
    [
        ("sv", "Länet är Skåne, region för region.", ["12"]),
        ("sv", "Skolor i Stockholms län deltog.", ["01"]),
        ("sv", "Västra Götalandsregionen betalade.", ["14"]),
        ("en", "Schools in Stockholm County took part.", ["01"]),
    ],
)
def test_a_county_is_no_municipality(language: str, body: str, counties: list[str]) -> None:
    found = _read(body, language)
    assert [c.value for c in found[ClaimKind.COUNTY]] == counties
    assert found[ClaimKind.MUNICIPALITY] == []


def test_an_adjective_or_an_authority_says_less_than_a_name() -> None:
    by_name = _read("Skolor i Sverige deltog.", "sv")[ClaimKind.COUNTRY][0]
    beside = "Den finska lagen är en annan."
    by_adjective = _read(f"Den svenska modellen prövades. {beside}", "sv")[ClaimKind.COUNTRY]
    by_authority = _read(f"Kriminalvården prövade modellen. {beside}", "sv")[ClaimKind.COUNTRY]
    (adjective,), (authority,) = ([c for c in found if c.value == "SE"] for found in (by_adjective, by_authority))
    assert by_name.confidence > SURE > adjective.confidence >= authority.confidence


@pytest.mark.parametrize("body", ["Den svenska modellen prövades.", "Kriminalvården prövade modellen."])
def test_the_only_country_that_is_named_is_where_it_was(body: str) -> None:
    (claim,) = _read(body, "sv")[ClaimKind.COUNTRY]
    assert (claim.value, claim.confidence) == ("SE", SURE)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("sv", "Metoden utvecklades i USA. Socialtjänsten provade den."),
        ("sv", "Forskning från USA visar att det fungerar."),
        ("sv", "En amerikansk studie visar detsamma."),
        ("da", "Den nye lov fra Sverige gør aftalerne obligatoriske."),
        ("sv", "Arbetsformen, som kommer från Cardiff, har provats i ett år."),
    ],
)
def test_where_something_comes_from_is_not_where_it_was(language: str, body: str) -> None:
    assert not [c for c in _read(body, language)[ClaimKind.COUNTRY] if c.confidence >= SURE]


@pytest.mark.parametrize(
    ("body", "country"),
    [("Using register data from Sweden, we ask.", "SE"), ("Schools in Lincoln, Nebraska took part.", "US")],
)
def test_where_data_come_from_and_the_state_beside_a_town_tell_where_it_was(body: str, country: str) -> None:
    assert _values(body, ClaimKind.COUNTRY, "en") == [country]


@pytest.mark.parametrize(
    ("language", "body", "country"),
    [
        ("en", "Wrexham council has hired eight wardens.", "GB"),
        ("nb", "Helsestasjonen på Askøy inviterer foreldre.", "NO"),
        ("da", "Gladsaxe lader en vejleder ringe på.", "DK"),
        ("da", "Vagterne kom fra Viborg.", "DK"),
        ("sv", "Planen togs fram i Stockholms västra delar.", "SE"),
        ("en", "Patrols in Anaheim were doubled.", "US"),
    ],
)
def test_towns_tell_their_country(language: str, body: str, country: str) -> None:
    assert _values(body, ClaimKind.COUNTRY, language) == [country]


@pytest.mark.parametrize(
    "body", ["The work of Anderson (1990) was read.", "Orange lamps were put up.", "He was Anaheim."]
)
def test_a_doubtful_name_of_a_town_tells_nothing_by_itself(body: str) -> None:
    assert _values(body, ClaimKind.COUNTRY, "en") == []


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "The questionnaire was translated into Spanish."),
        ("en", "Spanish-speaking families were invited."),
        ("sv", "Enkäten fanns på engelska."),
        ("en", "Latin American studies were read."),
        ("en", "The Stockholm syndrome was discussed."),
        ("en", "It was printed in the New York Times."),
    ],
)
def test_a_language_a_paper_or_a_continent_is_no_country(language: str, body: str) -> None:
    assert _values(body, ClaimKind.COUNTRY, language) == []


def test_where_a_measure_comes_from_is_no_place_of_the_study() -> None:
    found = _read("The programme, first developed in Canada, was tested in schools in Finland.")
    assert [c.value for c in found[ClaimKind.COUNTRY] if c.confidence >= SURE] == ["FI"]


def test_peoples_origin_is_a_side_topic_where_the_place_is_named() -> None:
    found = _read("Among Indian women, Indian men and Indian families in Toronto we found no change.")
    assert [c.value for c in found[ClaimKind.COUNTRY] if c.confidence >= SURE] == ["CA"]


def test_a_million_letters_of_names_take_seconds() -> None:
    text = Text("T\n\n" + "i Malmö, " * 111_000, "sv")
    began = time.process_time()
    read_places(text, PLACES)
    assert time.process_time() - began < 30
