"""Where there is evidence and where there is none: challenges by types of measures, from studies, each counted once.

An evidence gap map after Saran & White (2018), Evidence and gap maps: a comparison of different approaches.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from kb.catalogue import Catalogue
from kb.domain.claims import ClaimKind, sure_values, value_of
from kb.domain.evidence import effect_of, strength_of
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.findings import Study, Told
from kb.domain.regions import regions_of
from kb.errors import InputError
from kb.search.answers import GapCell, GapMap
from kb.search.evidence import Held
from kb.search.facets import GAP_FACETS, Facet
from kb.search.projection import measure_types

Place = tuple[str, str]  # a challenge and a type of measure


def gap_map(
    held: Held,
    catalogue: Catalogue,
    filters: Mapping[Facet, tuple[str, ...]],
    first_year: int | None,
    last_year: int | None,
) -> GapMap:
    """Return the map from the studies that pass; raise InputError for a facet that it cannot be filtered by."""
    for facet in filters:
        if facet not in GAP_FACETS:
            raise InputError(f"the map cannot be filtered by {facet.value!r}; by: {', '.join(GAP_FACETS)}")
    challenges = [key for key in catalogue.challenges if _wanted(filters, Facet.CHALLENGE, (key,))]
    of_measure = {key: families(catalogue, key) for key in catalogue.measures}
    all_types = dict.fromkeys(kind for kinds in of_measure.values() for kind in kinds)
    in_order = [key for key in catalogue.concepts if key in all_types]
    types = [kind for kind in in_order if _wanted(filters, Facet.MEASURE_TYPE, (kind,))]
    studies: dict[Place, dict[str, Study]] = defaultdict(dict)
    measures: dict[Place, dict[MeasureId, None]] = defaultdict(dict)
    offered: dict[Facet, dict[str, set[str]]] = {facet: defaultdict(set) for facet in GAP_FACETS}
    for measure, kinds in of_measure.items():
        for kind in kinds:
            for challenge in catalogue.challenges_of(measure):
                measures[challenge, kind][measure] = None
        for study in held.evidence[measure].overall.studies:
            if not _in_years(study, first_year, last_year):
                continue
            of_study = _values(study, held.told[measure][study.id])
            of_study[Facet.CHALLENGE] = study.challenges & catalogue.challenges.keys()
            of_study[Facet.MEASURE_TYPE] = kinds
            missed = [facet for facet in GAP_FACETS if not _wanted(filters, facet, of_study[facet])]
            if len(missed) < 2 and of_study[Facet.CHALLENGE]:
                for facet in missed or GAP_FACETS:
                    for value in of_study[facet]:
                        offered[facet][value].add(study.id)
            if missed:
                continue
            for kind in kinds:
                for about in study.challenges:
                    studies[about, kind][study.id] = study
                    measures[about, kind][measure] = None
    cells = [
        _cell(challenge, kind, list(studies[challenge, kind].values()), tuple(measures[challenge, kind]))
        for challenge in challenges
        for kind in types
        if measures[challenge, kind]
    ]
    counted = {study for cell in cells for study in cell.studies}
    facets = {
        facet: dict(Counter({value: len(found) for value, found in values.items()}).most_common())
        for facet, values in offered.items()
    }
    return GapMap(
        tuple(challenges), tuple(types), tuple(cells), len(counted), dict(filters), first_year, last_year, facets
    )


def families(catalogue: Catalogue, measure: str) -> tuple[str, ...]:
    """Return the types above a measure that have no type above them."""
    above = measure_types(catalogue, (measure,))
    return tuple(key for key in above if not catalogue.concepts[key].broader)


def _cell(challenge: ChallengeId, kind: str, studies: Sequence[Study], measures: tuple[MeasureId, ...]) -> GapCell:
    ordered = sorted(studies, key=lambda study: (-(study.year or 0), study.id))
    levels = Counter("review" if s.review else str(s.level) if s.level is not None else "none" for s in ordered)
    return GapCell(
        challenge=challenge,
        measure_type=kind,
        studies=tuple(study.id for study in ordered),
        documents=tuple(dict.fromkeys(document for study in ordered for document in study.documents)),
        measures=measures,
        levels=dict(sorted(levels.items())),
        effect=effect_of(ordered),
        strength=strength_of(ordered),
    )


def _in_years(study: Study, first_year: int | None, last_year: int | None) -> bool:
    if first_year is not None and (study.year is None or study.year < first_year):
        return False
    return last_year is None or (study.year is not None and study.year <= last_year)


def _values(study: Study, told: Sequence[Told]) -> dict[Facet, Collection[str]]:
    """Return what a study is narrowed and counted by, beside its challenges and the types of its measures."""
    return {
        Facet.COUNTRY: study.countries,
        Facet.REGION: regions_of(study.countries),
        Facet.TARGET_GROUP: study.target_groups,
        Facet.SETTING: {value for one in told for value in sure_values(one.claims, ClaimKind.SETTING)},
        Facet.DESIGN: () if study.design is None else (study.design,),
        Facet.LANGUAGE: {value for one in told if (value := value_of(one.claims, ClaimKind.LANGUAGE))},
    }


def _wanted(filters: Mapping[Facet, tuple[str, ...]], facet: Facet, values: Collection[str]) -> bool:
    wanted = filters.get(facet, ())
    return not wanted or not set(wanted).isdisjoint(values)
