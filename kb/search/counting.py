"""How many of all the hits have each value of each facet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kb.catalogue import Catalogue
from kb.domain.evidence import Evidence
from kb.domain.facts import Measure
from kb.domain.regions import regions_of
from kb.index.port import YES, Field, Index, Selection
from kb.search.evidence import challenges_with
from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet
from kb.search.projection import levels, measure_types
from kb.search.results import Query

Counts = Mapping[Facet, Mapping[str, int]]


def count_selected(index: Index, selection: Selection, query: Query) -> Counts:
    """Return the counts over all documents of the index that the selection holds."""
    documents = selection.also(Field.FIRST, YES)
    return ordered({facet: index.facet(Field(facet.value), documents) for facet in DOCUMENT_FACETS}, query)


def measure_values(measure: Measure, evidence: Evidence, catalogue: Catalogue) -> dict[Facet, tuple[str, ...]]:
    """Return by what a measure is narrowed and counted. Its regions are those of the studies of it."""
    weighed = evidence.overall
    countries = {country for study in weighed.studies for country in study.countries}
    return {
        Facet.MEASURE: (measure.id,),
        Facet.CHALLENGE: challenges_with(catalogue, measure.id, evidence),
        Facet.MEASURE_TYPE: measure_types(catalogue, (measure.id,)),
        Facet.EFFECT: (weighed.effect,) if weighed.effect else (),
        Facet.STRENGTH: (weighed.strength,),
        Facet.VERDICT: (weighed.judged.verdict,),
        Facet.STATUS: (evidence.status,),
        Facet.WARNING: evidence.warnings,
        Facet.DESIGN: tuple(evidence.designs),
        Facet.REGION: regions_of(countries),
        Facet.LEVEL: levels(catalogue, (measure.id,)),
    }


def passes(values: Mapping[Facet, Sequence[str]], query: Query) -> bool:
    """Return whether a measure with these values passes; facets that measures do not have are passed over."""
    return all(
        not wanted or facet not in values or not set(wanted).isdisjoint(values[facet])
        for facet, wanted in query.filters.items()
    )


def count_measures(found: Iterable[Mapping[Facet, Sequence[str]]], query: Query) -> Counts:
    """Return the counts over measures with these values."""
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in MEASURE_FACETS}
    for values in found:
        for facet, counter in counts.items():
            counter.update(values[facet])
    return ordered(counts, query)


def ordered(counts: Mapping[Facet, Mapping[str, int]], query: Query) -> Counts:
    """Return the counts, most first, then by value; a value that is wanted stands there with 0 where none has it."""
    return {
        facet: {
            str(value): number
            for value, number in sorted(
                {**dict.fromkeys(query.wanted(facet), 0), **found}.items(), key=lambda item: (-item[1], item[0])
            )
        }
        for facet, found in counts.items()
    }
