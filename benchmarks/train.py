"""Learn what `enrichment/relevance.py` adds up, and say how well it does on records it has not seen.

    python -m benchmarks.train [FOLDER with records.jsonl.gz]

Writes enrichment/data/relevance.toml. The labels are the sources' own and weak; how they are used is told in
docs/models.md. Nothing of the records is kept but numbers for concepts of the thesaurus.

The sources file by their own lights: the government files hate crime under democracy and unreported work under the
labour market. Left to itself the learning would put such texts out of the field. So it is bound by what the field is: a
challenge, a type of crime, and whoever and wherever belongs to crime and justice, can only speak for; other authorities
and organisations only against; those who share the work (municipalities, schools, civil society) and everybody else
neither.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from scipy.special import expit  # type: ignore[import-untyped]

from benchmarks import REAL
from benchmarks.report import Report
from benchmarks.topics import Read, area, kind_of, read_records
from enrichment.relevance import FEATURES, features, mentioned
from enrichment.texts import Text
from kb.catalogue import load_catalogue
from kb.domain.facts import Concept

_TARGET: Final = Path("enrichment/data/relevance.toml")
_FOLDS = 8
# Half the square of a weight costs as much as this share of what a record of average weight costs: chosen among 1, 3,
# 5 and 10 by cross-validation and by our own texts with odd numbers.
_TRUST = 5.0
_SCALE = 0.3  # of the concepts beside the features
# A document that is not shown is lost, one too many is read past: missing one counts as letting in two.
_LOSS_OF_MISSING = 2.0
_SMALLEST = 0.05  # what a concept says less than this is left out
_YES = ("justice", "government on crime")
_NO = ("far away", "government on other things")
# The field's own, with all that is narrower.
_OWN: Final = frozenset(
    "ac_police ac_security_service ac_prosecutors ac_economic_crime_authority ac_courts ac_prison_probation_service"
    " ac_youth_institutions_board ac_youth_justice_teams ac_defence_lawyers ac_forensic_medicine ac_bra"
    " ac_nordic_crime_prevention_councils ac_crime_prevention_council ac_crime_victim_authority"
    " ac_violent_extremism_centre ac_europol ac_victim_support ac_womens_shelters ac_exit_organisations ac_safety_unit"
    " ac_evidence_portals ac_security_companies st_prison st_secure_youth_institution st_probation st_halfway_house"
    " st_court st_police_station st_restorative_meeting st_barnahus st_hot_spot st_drug_scene st_forensic_psychiatry"
    " st_deprived_area st_dark_web tg_offenders tg_gang_leavers tg_extremists tg_violence_fixated tg_supporters"
    " tg_sex_buyers tg_weapon_carriers tg_suspects tg_crime_victims tg_witnesses tg_bullied tg_bullies tg_firesetters"
    " tg_gang_risk_youth tg_people_in_prostitution tg_children_of_prisoners tg_children_witnessing_violence".split()
)
_FIELD: Final = frozenset({"challenges", "crime_types", "field"})
# Those who share the work: named in texts of the field as often as in others.
_SHARING: Final = frozenset(
    "ac_municipality ac_social_services ac_schools ac_county_board ac_civil_society ac_customs ac_tax_agency"
    " ac_faith_communities ac_housing_companies ac_property_owners ac_retailers ac_hospitality ac_banks ac_platforms"
    " ac_multi_agency ac_gender_equality_agency ac_school_agencies ac_national_board_health_welfare".split()
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Records:
    """What is learnt from: one row a record, of `columns` (features, then each concept anywhere and in the title)."""

    x: csr_matrix
    of: NDArray[Any]
    columns: tuple[str, ...]
    bounds: tuple[tuple[float | None, float | None], ...]

    def part(self, which: NDArray[Any]) -> "Records":
        """Return some of the rows."""
        return Records(self.x[which], self.of[which], self.columns, self.bounds)


def main() -> None:
    """Learn, print what cross-validation says, and write the numbers."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with labelled records")
    records = _records((text, kind_of(record)) for record, text in read_records(folder))
    learnt = _fit(records)
    print("| What | AUC | found | wrongly let in |\n|---|---:|---:|---:|")
    for label, scores in (
        (f"{_FOLDS}-fold", _held_out(records)),
        ("learnt on the other pair of sets", _crossed(records)),
        ("learnt on all", _scores(records, learnt)),
    ):
        for yes, no in zip(_YES, _NO, strict=True):
            found, let_in = scores[records.of == yes], scores[records.of == no]
            print(
                f"| {yes} against {no}, {label} | {area(found.tolist(), let_in.tolist()):.3f} "
                f"| {np.mean(found >= 0.5):.3f} | {np.mean(let_in >= 0.5):.3f} |"
            )
    _write(records, learnt)


def report(read: Sequence[Read], into: Report) -> None:
    """Add how well relevance is told of records that the numbers were not learnt from."""
    records = _records((one.text, kind_of(one.record)) for one in read)
    scores = _held_out(records)
    for yes, no in zip(_YES, _NO, strict=True):
        found, let_in = scores[records.of == yes], scores[records.of == no]
        label = f"relevance, {yes} against {no}, of records not learnt from"
        into.number(f"{label}: AUC", area(found.tolist(), let_in.tolist()), f"{len(found)} + {len(let_in)}")
        into.share(f"{label}: found", int(np.sum(found >= 0.5)), len(found))
        into.share(f"{label}: wrongly let in", int(np.sum(let_in >= 0.5)), len(let_in))


def bounds_of(concept: str, concepts: Mapping[str, Concept]) -> tuple[float | None, float | None] | None:
    """Return between what a concept's weight may lie, None where it has none: which way it can speak at all."""
    within = set(_upwards(concept, concepts))
    if concepts[concept].scheme in _FIELD or within & _OWN:
        return 0.0, None
    if concepts[concept].scheme == "actors" and not within & _SHARING:
        return None, 0.0
    return None


def _upwards(concept: str, concepts: Mapping[str, Concept]) -> Iterable[str]:
    """Yield a concept and all that are broader."""
    yield concept
    for broader in concepts[concept].broader:
        yield from _upwards(broader, concepts)


def _records(texts: Iterable[tuple[Text, str]]) -> Records:
    """Return what is learnt from of these texts, each with its kind."""
    concepts = load_catalogue().concepts
    bound = {key: found for key in sorted(concepts) if (found := bounds_of(key, concepts)) is not None}
    columns = (*FEATURES, *(f"{key} {place}" for key in bound for place in ("anywhere", "title")))
    place_of = {column: place for place, column in enumerate(columns)}
    kinds: list[str] = []
    rows: list[int] = []
    places: list[int] = []
    values: list[float] = []
    for text, kind in texts:
        if kind not in _YES + _NO:
            continue
        told = dict(zip(FEATURES, features(text), strict=True))
        for concept, (anywhere, in_title) in mentioned(text).items():
            if concept in bound:
                told |= {f"{concept} anywhere": _SCALE * anywhere, f"{concept} title": _SCALE * in_title}
        rows += [len(kinds)] * len(told)
        places += [place_of[column] for column in told]
        values += told.values()
        kinds.append(kind)
    x = csr_matrix((values, (rows, places)), shape=(len(kinds), len(columns)))
    limits = [(0.0, None)] * len(FEATURES) + [found for found in bound.values() for _ in range(2)]
    return Records(x, np.array(kinds), columns, tuple(limits))


def _held_out(records: Records) -> Floats:
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(records.of))
    scores = np.zeros(len(records.of))
    for number in range(_FOLDS):
        inside = fold != number
        scores[~inside] = _scores(records.part(~inside), _fit(records.part(inside)))
    return scores


def _crossed(records: Records) -> Floats:
    scores = np.zeros(len(records.of))
    first = np.isin(records.of, (_YES[0], _NO[0]))
    for inside in (first, ~first):
        scores[~inside] = _scores(records.part(~inside), _fit(records.part(inside)))
    return scores


def _fit(records: Records) -> Floats:
    """Return the weights of the columns and, last, the intercept: each set counts alike, whatever its size."""
    wanted = np.isin(records.of, _YES).astype(np.float64)
    sizes = Counter(records.of.tolist())
    each = len(records.of) / len(sizes)
    share = np.array([each / sizes[kind] * (_LOSS_OF_MISSING if kind in _YES else 1.0) for kind in records.of])

    def loss(weights: Floats) -> tuple[float, Floats]:
        told = records.x @ weights[:-1] + weights[-1]
        off = share * (expit(told) - wanted)
        slope = _TRUST * np.append(records.x.T @ off, off.sum())
        slope[:-1] += weights[:-1]
        value = _TRUST * np.sum(share * (np.logaddexp(0, told) - wanted * told)) + weights[:-1] @ weights[:-1] / 2
        return float(value), slope

    start = np.zeros(len(records.columns) + 1)
    bounds = [*records.bounds, (None, None)]
    learnt: Floats = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 3_000}).x
    return learnt


def _scores(records: Records, learnt: Floats) -> Floats:
    scores: Floats = expit(records.x @ learnt[:-1] + learnt[-1])
    return scores


def _write(records: Records, learnt: Floats) -> None:
    found = dict(zip(records.columns, learnt, strict=False))
    head = _TARGET.read_text(encoding="utf-8").split("[weights]")[0]
    lines = ["[weights]", *(f"{name} = {found[name]:.2f}" for name in FEATURES), f"intercept = {learnt[-1]:.2f}"]
    lines += ["", "# Beyond those: what a concept adds where it is named, and what in the title besides.", "[concepts]"]
    named = [column.removesuffix(" anywhere") for column in records.columns if column.endswith(" anywhere")]
    told = 0
    for concept in named:
        said = [_SCALE * found[f"{concept} {place}"] for place in ("anywhere", "title")]
        if max(map(abs, said)) >= _SMALLEST:
            lines.append(f"{concept} = [{said[0] + 0:.2f}, {said[1] + 0:.2f}]")
            told += 1
    _TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"\n{_TARGET}: {', '.join(lines[1:6])}, and {told} of {len(named)} concepts")


if __name__ == "__main__":
    main()
