"""The thesaurus as SKOS (W3C Recommendation, 18 August 2009), to be read by other programs."""

from collections import defaultdict
from urllib.parse import quote

from rdflib import DCAT, DCTERMS, OWL, RDF, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

from kb.catalogue.load import Catalogue
from kb.domain.facts import Challenge, Concept, GoverningDocument

# Names, not addresses: the thesaurus is the same wherever it is served.
CONCEPT = Namespace("urn:utblick:concept:")
SCHEME = Namespace("urn:utblick:scheme:")

_TITLES = {
    "challenges": ("Kriminalpolitiska utmaningar", "Criminal-policy challenges"),
    "measures": ("Åtgärder", "Measures"),
    "programmes": ("Namngivna program", "Named programmes"),
    "measure_types": ("Typer av åtgärder", "Types of measures"),
    "crime_types": ("Brottstyper", "Types of crime"),
    "target_groups": ("Målgrupper", "Target groups"),
    "settings": ("Miljöer", "Settings"),
    "actors": ("Aktörer", "Actors"),
    "mechanisms": ("Verksamma mekanismer", "Mechanisms"),
    "outcomes": ("Utfall", "Outcomes"),
    "designs": ("Studiedesigner", "Study designs"),
    "implementation": ("Genomförande", "Implementation"),
    "field": ("Ämnesområdet", "The field"),
}


def turtle(catalogue: Catalogue) -> str:
    """Return all schemes of the thesaurus in Turtle."""
    return graph(catalogue).serialize(format="turtle")


def graph(catalogue: Catalogue) -> Graph:
    """Return all schemes of the thesaurus as a graph.

    Narrower is the inverse of what the files say is broader, and related is made to hold both ways. Beginnings and
    ends of words ("gäng-") are hidden labels. A challenge has the documents that name it as its sources, each with
    the time it governs. The version is the catalogue's.
    """
    found = Graph()
    for prefix, namespace in (("concept", CONCEPT), ("scheme", SCHEME), ("dcat", DCAT), ("dcterms", DCTERMS)):
        found.bind(prefix, namespace)
    schemes = defaultdict(list)
    for concept in catalogue.concepts.values():
        schemes[concept.scheme].append(concept)
    for scheme, concepts in schemes.items():
        _add_scheme(found, scheme, catalogue.version)
        for concept in concepts:
            _add_concept(found, concept, catalogue.concepts)
    for challenge in catalogue.challenges.values():
        _add_sources(found, challenge)
        found.add((CONCEPT[challenge.id], OWL.versionInfo, Literal(catalogue.version)))
    return found


def split_labels(labels: tuple[str, ...]) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Return the preferred label, the alternatives and the parts of words; None where all are parts of words.

    What differs from an earlier one in capitals alone is left out: it is the same to the matcher.
    """
    once = {label.casefold(): label for label in reversed(labels)}
    kept = [label for label in labels if once[label.casefold()] == label]
    whole = [label for label in kept if not (label.startswith("-") or label.endswith("-"))]
    parts = tuple(label for label in kept if label not in whole)
    return (whole[0], tuple(dict.fromkeys(whole[1:])), parts) if whole else (None, (), parts)


def _add_scheme(found: Graph, scheme: str, version: str) -> None:
    name = SCHEME[scheme]
    found.add((name, RDF.type, SKOS.ConceptScheme))
    found.add((name, OWL.versionInfo, Literal(version)))
    for language, title in zip(("sv", "en"), _TITLES.get(scheme, ()), strict=False):
        found.add((name, DCTERMS.title, Literal(title, lang=language)))
    found.add((name, SKOS.editorialNote, Literal("Labels in nb and da await review by Brå.", lang="en")))


def _add_concept(found: Graph, concept: Concept, concepts: dict[str, Concept]) -> None:
    name, scheme = CONCEPT[concept.id], SCHEME[concept.scheme]
    found.add((name, RDF.type, SKOS.Concept))
    found.add((name, SKOS.notation, Literal(concept.id)))
    found.add((name, SKOS.inScheme, scheme))
    for language, labels in concept.labels.items():
        preferred, others, parts = split_labels(labels)
        if preferred is not None:
            found.add((name, SKOS.prefLabel, Literal(preferred, lang=language)))
        for label in others:
            found.add((name, SKOS.altLabel, Literal(label, lang=language)))
        for part in parts:
            found.add((name, SKOS.hiddenLabel, Literal(part, lang=language)))
    for language, note in (concept.notes or {}).items():
        found.add((name, SKOS.scopeNote, Literal(note, lang=language)))
    if concept.desired:
        found.add((name, SKOS.editorialNote, Literal(f"Wished for: {concept.desired}.", lang="en")))
    for other in concept.broader:
        found.add((name, SKOS.broader, CONCEPT[other]))
        found.add((CONCEPT[other], SKOS.narrower, name))
    for other in concept.related:
        found.add((name, SKOS.related, CONCEPT[other]))
        found.add((CONCEPT[other], SKOS.related, name))
    if all(concepts[other].scheme != concept.scheme for other in concept.broader):
        found.add((name, SKOS.topConceptOf, scheme))
        found.add((scheme, SKOS.hasTopConcept, name))


def _add_sources(found: Graph, challenge: Challenge) -> None:
    name = CONCEPT[challenge.id]
    found.add((name, SKOS.definition, Literal(challenge.definition_sv, lang="sv")))
    found.add((name, SKOS.definition, Literal(challenge.definition_en, lang="en")))
    for document in challenge.documents:
        address = URIRef(quote(document.url, safe=":/?&=%#+,;@()~"))
        found.add((name, DCTERMS.source, address))
        found.add((address, DCTERMS.title, Literal(document.title, lang="sv")))
        found.add((address, SKOS.editorialNote, Literal(f"Mark: {document.mark.value}.", lang="en")))
        if (address, DCTERMS.temporal, None) not in found:
            _add_time(found, address, document)


def _add_time(found: Graph, address: URIRef, document: GoverningDocument) -> None:
    if document.starts is None and document.ends is None:
        return
    period = BNode()
    found.add((address, DCTERMS.temporal, period))
    found.add((period, RDF.type, DCTERMS.PeriodOfTime))
    for name, day in ((DCAT.startDate, document.starts), (DCAT.endDate, document.ends)):
        if day is not None:
            found.add((period, name, Literal(day.isoformat(), datatype=XSD.date)))
