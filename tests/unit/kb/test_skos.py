"""The exported thesaurus, read back as another program would read it."""

from collections import Counter

import pytest
from rdflib import DCAT, DCTERMS, OWL, RDF, SKOS, Graph, Literal
from rdflib.term import Node

from kb.catalogue import load_catalogue
from kb.catalogue.skos import CONCEPT, SCHEME, split_labels, turtle

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def exported() -> Graph:
    """Return the export of the shipped thesaurus, parsed."""
    return Graph().parse(data=turtle(CATALOGUE), format="turtle")


def test_every_concept_is_in_its_scheme(exported: Graph) -> None:
    assert set(exported.subjects(RDF.type, SKOS.Concept)) == {CONCEPT[key] for key in CATALOGUE.concepts}
    schemes = Counter(concept.scheme for concept in CATALOGUE.concepts.values())
    assert set(exported.subjects(RDF.type, SKOS.ConceptScheme)) == {SCHEME[scheme] for scheme in schemes}
    for scheme, number in schemes.items():
        assert len(set(exported.subjects(SKOS.inScheme, SCHEME[scheme]))) == number


def test_every_scheme_has_a_title_a_version_and_a_top(exported: Graph) -> None:
    for scheme in exported.subjects(RDF.type, SKOS.ConceptScheme):
        assert {str(title) for title in exported.objects(scheme, DCTERMS.title)}, scheme
        assert str(exported.value(scheme, OWL.versionInfo)) == CATALOGUE.version
        tops = set(exported.objects(scheme, SKOS.hasTopConcept))
        assert tops == set(exported.subjects(SKOS.topConceptOf, scheme))
        assert tops, scheme


def test_a_concept_has_one_preferred_label_in_a_language_and_no_label_twice(exported: Graph) -> None:
    for concept in exported.subjects(RDF.type, SKOS.Concept):
        kinds = [list(exported.objects(concept, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        languages = [label.language for label in kinds[0] if isinstance(label, Literal)]
        assert len(languages) == len(set(languages)), concept
        labels = [label for kind in kinds for label in kind]
        assert len(labels) == len(set(labels)), concept


def test_narrower_is_the_inverse_of_broader_and_related_holds_both_ways(exported: Graph) -> None:
    broader = set(exported.subject_objects(SKOS.broader))
    assert broader == {(low, high) for high, low in exported.subject_objects(SKOS.narrower)}
    related = set(exported.subject_objects(SKOS.related))
    assert related == {(right, left) for left, right in related}


def test_nothing_is_broader_than_itself_or_broader_and_related(exported: Graph) -> None:
    for concept in exported.subjects(RDF.type, SKOS.Concept):
        above: set[Node] = set()
        waiting = list(exported.objects(concept, SKOS.broader))
        while waiting:
            one = waiting.pop()
            if one not in above:
                above.add(one)
                waiting += exported.objects(one, SKOS.broader)
        assert concept not in above
        assert not above & set(exported.objects(concept, SKOS.related)), concept


def test_a_challenge_shows_its_documents_with_their_time_and_the_version(exported: Graph) -> None:
    for challenge in CATALOGUE.challenges.values():
        name = CONCEPT[challenge.id]
        assert len(set(exported.objects(name, DCTERMS.source))) == len({one.url for one in challenge.documents})
        assert str(exported.value(name, OWL.versionInfo)) == CATALOGUE.version
    found = {
        str(exported.value(period, bound))
        for source in exported.objects(CONCEPT["domestic_violence"], DCTERMS.source)
        for period in exported.objects(source, DCTERMS.temporal)
        for bound in (DCAT.startDate, DCAT.endDate)
    }
    assert found == {"2017-01-01", "2026-12-31"}


def test_a_part_of_a_word_is_no_preferred_label_and_capitals_make_no_second_one() -> None:
    assert split_labels(("gäng-", "Gäng", "gäng", "liga")) == ("Gäng", ("liga",), ("gäng-",))
    assert split_labels(("gäng-",)) == (None, (), ("gäng-",))


def test_two_exports_of_one_thesaurus_are_the_same() -> None:
    assert turtle(CATALOGUE) == turtle(CATALOGUE)
