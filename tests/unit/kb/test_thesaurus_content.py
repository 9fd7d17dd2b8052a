"""What the thesaurus must hold, whoever adds to it."""

import re
from functools import cache

import pytest

from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.facts import Concept

CATALOGUE = load_catalogue()
CONCEPTS = CATALOGUE.concepts
WITH_NOTES = ("outcomes", "crime_types", "measure_types", "programmes", "mechanisms", "designs")
PREFIXES = {
    "outcomes": "oc_",
    "crime_types": "ct_",
    "measure_types": "mt_",
    "programmes": "pg_",
    "mechanisms": "me_",
    "designs": "ds_",
}

# Outcomes of which nobody can say whether more or less of them is wished for, each with the reason.
UNDECIDABLE = {
    "oc_police_stops": "more stops may be the aim of a measure or its harm",
    "oc_sentence_severity": "whether harder sentences are better is a matter of values",
    "oc_drug_price": "a dear drug may mean less use or more crime to pay for it",
    "oc_concern_reports": "more of them may mean more harm or more will to report",
    "oc_bankruptcies": "fewer firms may mean fewer letterbox firms or an honest trade in trouble",
    "oc_prison_visits": "contact with family helps, but not where the family is the victim",
}
SENTENCES = {
    "sv": "Rapporten handlar om {} i dag.",
    "en": "The report is about {} today.",
    "nb": "Rapporten handler om {} i dag.",
    "da": "Rapporten handler om {} i dag.",
}


def _of(*schemes: str) -> list[Concept]:
    return [concept for concept in CONCEPTS.values() if concept.scheme in schemes]


@cache
def _matcher() -> ConceptMatcher:
    return ConceptMatcher(_of(*WITH_NOTES))


def test_there_are_enough_concepts_and_labels() -> None:
    assert len(CONCEPTS) >= 600
    assert sum(len(labels) for concept in CONCEPTS.values() for labels in concept.labels.values()) >= 4_000


def test_every_measure_has_a_type() -> None:
    types = {concept.id for concept in _of("measure_types")}

    assert [key for key in CATALOGUE.measures if not types & set(CONCEPTS[key].broader)] == []


def test_every_outcome_says_which_direction_is_wished_for_unless_nobody_can() -> None:
    assert {concept.id for concept in _of("outcomes") if concept.desired is None} == set(UNDECIDABLE)


def test_only_outcomes_have_a_direction_that_is_wished_for() -> None:
    assert {concept.scheme for concept in CONCEPTS.values() if concept.desired} == {"outcomes"}


def test_every_concept_has_swedish_and_english_labels_and_notes() -> None:
    for concept in _of(*WITH_NOTES):
        assert concept.labels.get("sv"), concept.id
        assert concept.labels.get("en"), concept.id
        assert concept.notes, concept.id
        assert set(concept.notes) >= {"sv", "en"}, concept.id


def test_the_id_of_a_concept_tells_its_scheme() -> None:
    assert [c.id for c in _of(*PREFIXES) if not c.id.startswith(PREFIXES[c.scheme])] == []


def test_a_concept_is_never_broader_than_itself_by_any_way() -> None:
    for concept in CONCEPTS.values():
        above, new = set[str](), set(concept.broader)
        while new:
            above |= new
            new = {key for one in new for key in CONCEPTS[one].broader} - above
        assert concept.id not in above, concept.id


def test_company_is_asked_only_for_labels_that_exist() -> None:
    for concept in _of(*WITH_NOTES):
        labels = {label for own in concept.labels.values() for label in own}
        assert set(concept.co_words or {}) <= labels, concept.id


def test_every_portal_rating_belongs_to_a_measure_or_a_programme() -> None:
    named = {key for concept in _of("programmes") for key in re.findall(r"[\w-]+-\d{3}", (concept.notes or {})["sv"])}

    assert named == {rating.id for rating in CATALOGUE.ratings if rating.measure_id is None}


def test_a_rated_programme_is_found_by_the_name_that_the_portal_gives_it() -> None:
    for concept in _of("programmes"):
        labels = {label.casefold() for label in concept.labels["en"]}
        for rating in CATALOGUE.ratings:
            if rating.id in (concept.notes or {})["en"]:
                assert rating.measure.casefold() in labels, rating.id


def test_every_label_is_found_in_a_sentence_of_its_language() -> None:
    missed = [
        (concept.id, language, label)
        for concept in _of(*WITH_NOTES)
        for language, labels in concept.labels.items()
        for label in set(labels) - _found(concept, language)
    ]

    assert missed == []


def _found(concept: Concept, language: str) -> set[str]:
    sentences = []
    for label in concept.labels[language]:
        written = f"{label[:-1]}xyz" if label.endswith("-") else f"stor{label[1:]}" if label.startswith("-") else label
        company = (concept.co_words or {}).get(label, ("",))[0]
        sentences.append(f"{SENTENCES[language].format(written)} {company}")
    found = _matcher().find("\n\n".join(sentences), language)
    return {mention.label for mention in found if mention.concept == concept.id}


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        (
            "mentors_in_violence_prevention",
            "en",
            "A bystander program against sexual violence for first-year students.",
        ),
        (
            "restraining_order_electronic_monitoring",
            "en",
            "She had applied for a restraining order against her husband.",
        ),
        ("restraining_order_electronic_monitoring", "sv", "Fler ska få kontaktförbud mot en tidigare partner."),
        ("after_school_programmes", "en", "Pupils were asked about crime at school and after-school activities."),
        ("resettlement_programmes", "en", "Counts of inmates are used to study prisoner reentry."),
        ("cve_support_municipalities", "sv", "Mötet samlade Skolverket och Center mot våldsbejakande extremism."),
        ("community_policing", "sv", "Ministern fick en genomgång av lokalpolisen."),
        ("youth_service", "en", "The court sentenced the offender to a fine and community service."),
        ("recruitment_children", "sv", "Kriminella nätverk tvättar pengar genom bolag."),
        ("criminal_economy", "sv", "Åklagarmyndigheten och Ekobrottsmyndigheten lämnade synpunkter."),
        ("reoffending", "en", "The annual parole survey counts all adults under supervision."),
        ("public_place_insecurity", "en", "Offenses were counted: arson, forgery, vandalism and weapons crimes."),
    ],
)
def test_what_only_touches_a_topic_does_not_name_it(topic: str, language: str, text: str) -> None:
    found = ConceptMatcher(_of("measures", "challenges")).find(text, language)

    assert topic not in {mention.concept for mention in found}


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("mentors_in_violence_prevention", "en", "Mentors of the upper secondary school led a bystander program."),
        ("restraining_order_electronic_monitoring", "sv", "Ett kontaktförbud ska kunna förenas med fotboja."),
        ("resettlement_programmes", "en", "The prisoner reentry program offered housing."),
        ("bob_cooperation", "sv", "Arbetet kallas Bob och gäller barn i organiserad brottslighet."),
        ("perpetrator_programmes", "en", "The court ordered abuser treatment."),
        ("recruitment_children", "sv", "Kriminella nätverk söker upp barn."),
        ("reoffending", "en", "Recidivism among adults on parole fell."),
        ("domestic_violence", "en", "Child maltreatment by a parent was reported."),
    ],
)
def test_what_says_a_topic_in_general_words_names_it(topic: str, language: str, text: str) -> None:
    found = ConceptMatcher(_of("measures", "challenges")).find(text, language)

    assert topic in {mention.concept for mention in found}
