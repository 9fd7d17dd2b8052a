import shutil
from collections import defaultdict
from datetime import date
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kb.catalogue import load_catalogue, read_catalogue
from kb.domain.facts import Mark
from kb.errors import Misconfigured

CATALOGUE = load_catalogue()
SHIPPED = Path(str(resources.files("kb.catalogue")))

# Copies of documents of others, blogs, news and sites for tests: municipalities are told so when we point there.
OF_OTHERS = {
    ".5dok.", ".blogspot.", ".christiannordenstrom.com", ".docplayer.", ".docslib.", ".fdocuments.", ".hstoday.us",
    ".securityuser.com", ".test.", ".vdoc.", ".vdocuments.", ".wordpress.", ".yumpu.com",
}  # fmt: skip

# Labels that name two challenges on purpose, each with the reason. Everything else would be a slip.
BOTH_RECRUIT_AND_EARN = "organised crime recruits children and lives on a criminal economy: the words beside it decide"
BOTH_WORK_AND_SEX = "people are trafficked and exploited for work as well as for sex"
BOTH_FRAUD_AND_COMPUTER = "a fraud that is committed by computer is both"
BOTH_MONEY_AND_TERROR = "the money that pays for terrorism is both"
SHARED = {
    ("sv", "organiserad brottslighet"): BOTH_RECRUIT_AND_EARN,
    ("en", "organised crime"): BOTH_RECRUIT_AND_EARN,
    ("en", "organized crime"): BOTH_RECRUIT_AND_EARN,
    ("nb", "organisert kriminalitet"): BOTH_RECRUIT_AND_EARN,
    ("da", "organiseret kriminalitet"): BOTH_RECRUIT_AND_EARN,
    ("sv", "målvaktskonto"): "an account in a front man's name takes the money of frauds and of laundering",
    ("sv", "människoexploatering"): BOTH_WORK_AND_SEX,
    ("en", "labour trafficking"): BOTH_WORK_AND_SEX,
    ("en", "labor trafficking"): BOTH_WORK_AND_SEX,
    ("en", "modern slavery"): BOTH_WORK_AND_SEX,
    ("en", "identity fraud"): BOTH_FRAUD_AND_COMPUTER,
    ("en", "phishing"): BOTH_FRAUD_AND_COMPUTER,
    ("sv", "nätfiske"): BOTH_FRAUD_AND_COMPUTER,
    ("da", "phishing-"): BOTH_FRAUD_AND_COMPUTER,
    ("sv", "finansiering av terrorism"): BOTH_MONEY_AND_TERROR,
    ("en", "terrorist financing"): BOTH_MONEY_AND_TERROR,
    ("en", "sexual recidivism"): "it is reoffending, and it is a sexual offence",
}


def test_the_catalogue_holds_what_it_is_said_to_hold() -> None:
    assert len(CATALOGUE.challenges) == 25
    assert len(CATALOGUE.measures) == 164
    assert len(CATALOGUE.ratings) == 102
    assert len(CATALOGUE.municipalities) == 290
    assert len(CATALOGUE.requirements) == 16


def test_no_id_stands_twice_in_any_file() -> None:
    assert len({rating.id for rating in CATALOGUE.ratings}) == len(CATALOGUE.ratings)
    assert not set(CATALOGUE.challenges) & set(CATALOGUE.measures)
    numbers = [challenge.number for challenge in CATALOGUE.challenges.values()]
    assert len(set(numbers)) == len(numbers)


def _facts() -> list[tuple[str, Mark, str | None]]:
    documents = [document for challenge in CATALOGUE.challenges.values() for document in challenge.documents]
    return [
        *((measure.id, measure.mark, measure.url) for measure in CATALOGUE.measures.values()),
        *((rating.id, rating.mark, rating.url) for rating in CATALOGUE.ratings),
        *((requirement.id, requirement.mark, requirement.url) for requirement in CATALOGUE.requirements.values()),
        *((place.code, place.mark, place.url) for place in CATALOGUE.municipalities.values()),
        *((document.title, document.mark, document.url) for document in documents),
    ]


def test_every_fact_says_how_it_was_read_and_unless_unverified_where() -> None:
    assert [key for key, mark, url in _facts() if mark is not Mark.UNVERIFIED and not url] == []
    assert all(challenge.documents for challenge in CATALOGUE.challenges.values())


@pytest.mark.parametrize("host", sorted(OF_OTHERS))
def test_what_stands_with_somebody_else_was_read_at_second_hand(host: str) -> None:
    read = [(urlsplit(url or "").hostname or "", key) for key, mark, url in _facts() if mark is Mark.READ]
    assert [key for found, key in read if host in f".{found}"] == []


def test_a_rating_was_read_somewhere_and_keeps_the_portals_own_words() -> None:
    for rating in CATALOGUE.ratings:
        assert rating.rating, rating.id
        assert rating.portal, rating.id
        assert rating.url.startswith("http"), rating.id


def test_every_requirement_quotes_the_law() -> None:
    for requirement in CATALOGUE.requirements.values():
        assert len(requirement.statute) > 20, requirement.id
        assert requirement.url.endswith("sfs/2023/196"), requirement.id
        assert requirement.id.startswith(f"{requirement.paragraph}."), requirement.id
        assert requirement.question_sv.endswith("?"), requirement.id


def test_a_requirement_is_soft_where_the_law_only_asks_to_work_for_it() -> None:
    for requirement in CATALOGUE.requirements.values():
        says_so = "verka för" in requirement.statute or "i den utsträckning" in requirement.statute
        assert requirement.soft is says_so, requirement.id


def test_codes_of_municipalities_keep_their_leading_zero_and_begin_with_the_county() -> None:
    for code, municipality in CATALOGUE.municipalities.items():
        assert len(code) == 4, code
        assert code.startswith(municipality.county_code), code
    assert CATALOGUE.municipality("0180").name == "Stockholm"
    assert len({municipality.county_code for municipality in CATALOGUE.municipalities.values()}) == 21


def test_every_challenge_and_measure_has_a_swedish_and_an_english_label() -> None:
    for key in (*CATALOGUE.challenges, *CATALOGUE.measures):
        labels = CATALOGUE.concepts[key].labels
        assert labels.get("sv"), key
        assert labels.get("en"), key


def test_every_measure_is_meant_for_a_challenge() -> None:
    assert [key for key in CATALOGUE.measures if not CATALOGUE.challenges_of(key)] == []


def test_the_thesaurus_is_as_large_as_it_is_said_to_be() -> None:
    assert len(CATALOGUE.concepts) >= 600
    assert sum(len(labels) for concept in CATALOGUE.concepts.values() for labels in concept.labels.values()) >= 4_000


def test_every_concept_of_people_places_actors_and_implementation_is_described_in_four_languages() -> None:
    for concept in CATALOGUE.concepts.values():
        if concept.scheme in ("target_groups", "settings", "actors", "implementation"):
            assert set(concept.labels) == {"sv", "en", "nb", "da"}, concept.id
            assert set(concept.notes or {}) == {"sv", "en"}, concept.id
            assert concept.weight is None, concept.id


def test_a_document_governs_from_a_day_to_a_later_one_and_the_same_time_wherever_it_is_named() -> None:
    times = defaultdict(set)
    for challenge in CATALOGUE.challenges.values():
        for document in challenge.documents:
            assert document.starts is None or document.ends is None or document.starts < document.ends, document.title
            times[document.url].add((document.starts, document.ends))
    assert {url for url, found in times.items() if len(found) > 1} == set()
    (women,) = (d for d in CATALOGUE.challenge("domestic_violence").documents if "2016/17:10" in d.title)
    assert (women.starts, women.ends) == (date(2017, 1, 1), date(2026, 12, 31))


def test_no_label_names_two_challenges_but_those_that_are_meant_to() -> None:
    assert set(_claimed_twice("challenges")) == set(SHARED)
    assert all(SHARED.values())


def test_no_label_names_two_measures() -> None:
    assert _claimed_twice("measures") == {}


def _claimed_twice(scheme: str) -> dict[tuple[str, str], set[str]]:
    claimed = defaultdict(set)
    for concept in CATALOGUE.concepts.values():
        if concept.scheme == scheme:
            for language, labels in concept.labels.items():
                for label in labels:
                    claimed[language, label.casefold()].add(concept.id)
    return {label: concepts for label, concepts in claimed.items() if len(concepts) > 1}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the shipped files that may be spoilt."""
    for folder in ("data", "thesaurus"):
        shutil.copytree(SHIPPED / folder, tmp_path / folder)
    return tmp_path


def test_a_copy_reads_as_the_shipped_files_and_a_changed_file_is_another_version(copy: Path) -> None:
    assert read_catalogue(copy / "data", copy / "thesaurus") == CATALOGUE

    _change(copy, "data/measures.csv", "Barnahus", "Barnahuset")

    assert read_catalogue(copy / "data", copy / "thesaurus").version != CATALOGUE.version


def test_a_working_note_stays_in_the_file(copy: Path) -> None:
    note = "the filled count was not readable"
    assert note in (copy / "data" / "ratings.csv").read_text(encoding="utf-8")
    assert note not in str(CATALOGUE.ratings)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("data/municipalities.csv", "\n0115,", "\n115,", "municipalities.csv, row 2, code: "),
        ("data/municipalities.csv", "\n0115,", "\n0114,", "municipalities.csv: id '0114' stands twice"),
        ("data/ratings.csv", ",beneficial\n", ",good\n", "ratings.csv, row "),
        ("data/requirements.toml", "paragraph = 4", 'paragraph = "fyra"', "requirements.toml, row 1, paragraph: "),
        ("data/challenges.toml", 'mark = "read"', 'mark = "heard"', "challenges.toml, row 1, "),
        ("data/challenges.toml", "[[challenge]]", "[[challenge]", "challenges.toml: "),
        ("thesaurus/measures.toml", "[barnahus]\n", "[barnahus]\nfi = ['Lastentalo']\n", "measures.toml, [barnahus]: "),
        ("thesaurus/measures.toml", "[barnahus]\n", "[barnhus]\n", "'barnahus' has no labels"),
        ("thesaurus/measures.toml", '["domestic_violence", ', '["domestic", ', "unknown concept 'domestic'"),
        (
            "thesaurus/actors.toml",
            "[ac_police]\n",
            "[ac_police]\nbroader = ['ac_municipal_police']\n",
            "broader than itself",
        ),
        (
            "thesaurus/actors.toml",
            "[ac_police]\n",
            "[ac_police]\nrelated = ['ac_police']\n",
            "ac_police has 'ac_police' as broader and as related",
        ),
        ("thesaurus/actors.toml", '"NOA" = [', '"NAO" = [', "wants company for 'NAO', which is no label of it"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_file(copy: Path, file: str, old: str, new: str, said: str) -> None:
    _change(copy, file, old, new)

    with pytest.raises(Misconfigured) as caught:
        read_catalogue(copy / "data", copy / "thesaurus")

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rating_of_an_unknown_measure_is_named(copy: Path) -> None:
    rating = next(rating for rating in CATALOGUE.ratings if rating.measure_id)
    _change(copy, "data/ratings.csv", f"{rating.id},{rating.measure_id},", f"{rating.id},ufo,")

    with pytest.raises(Misconfigured, match=f"{rating.id} names the unknown measure 'ufo'"):
        read_catalogue(copy / "data", copy / "thesaurus")


def _change(copy: Path, file: str, old: str, new: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
