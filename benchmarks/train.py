"""Learn what `enrichment/relevance.py` adds up, and say how well it does on records it has not seen.

    python -m benchmarks.train [FOLDER with records.jsonl.gz]

Writes enrichment/data/relevance.toml and relevance_taught.npz. The labels are the sources' own and weak; how they are
used is told in docs/models.md. Beside them are learnt: records that were read for it (`benchmarks.topic_texts`), which
go before their source's label, and made-up texts (benchmarks/taught). Nothing of a text is kept but numbers for
concepts of the thesaurus and for words in English.

The sources file by their own lights: the government files hate crime under democracy and unreported work under the
labour market. Left to itself the learning would put such texts out of the field. So it is bound by what the field is: a
challenge, a type of crime, and whoever and wherever belongs to crime and justice, can only speak for; other authorities
and organisations only against; those who share the work (municipalities, schools, civil society) and everybody else
neither. Words are not bound, but nothing is learnt from a government document filed elsewhere that names a challenge.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from benchmarks import REAL
from benchmarks.learning import matrix_of, rows_of
from benchmarks.ranking_set import record_key
from benchmarks.report import Report, area
from benchmarks.topic_texts import coded_records, made_up
from benchmarks.topics import Read, Record, kind_of, read_records
from enrichment.relevance import FEATURES, WORDS_FILE, features, mentioned
from enrichment.texts import Text
from enrichment.topics import read_challenges
from enrichment.weighed import Weights, save_weights
from kb.catalogue import load_catalogue
from kb.domain.claims import SURE
from kb.domain.facts import Concept

_TARGET: Final = Path("enrichment/data/relevance.toml")
_FOLDS = 8
# Half the square of a weight costs as much as this share of what a record of average weight costs: chosen among 1, 3,
# 5 and 10 by cross-validation and by our own texts with odd numbers.
_TRUST = 5.0
_SCALE = 0.3  # of the concepts beside the features
_SCALE_OF_WORDS = 2.0
_LEAST_TEXTS = 3
# A document that is not shown is lost, one too many is read past: missing one counts as letting in two.
_LOSS_OF_MISSING = 2.0
_SMALLEST = 0.05  # what a concept says less than this is left out
_YES = ("justice", "government on crime")
_NO = ("far away", "government on other things")
_READ_IN, _READ_OUT = "read as in the field", "read as outside"
_MADE_UP_IN, _MADE_UP_OUT = "made up, in the field", "made up, outside"
_LEARNT_AS_IN = (*_YES, _READ_IN, _MADE_UP_IN)
# What these sets count for beside the sources' own. Without them a made-up text is told worse (the area under the curve
# falls from 0.98 to 0.97 on texts of an author not learnt from), with more of them the government's filing is (from
# 0.946 to 0.940): those who read for it follow the field, not the government.
_SHARES = {_READ_IN: 0.3, _READ_OUT: 0.3, _MADE_UP_IN: 0.3, _MADE_UP_OUT: 0.6}
_LEARNT_AS = (*_LEARNT_AS_IN, *_NO, _READ_OUT, _MADE_UP_OUT)
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
    """What is learnt from: one row a text, of `columns` (features, then each concept anywhere and in the title).

    `of` is the set by which a text is judged, `learnt_as` that as which it is learnt, "" for none; `words` its own.
    """

    x: csr_matrix
    of: NDArray[Any]
    learnt_as: NDArray[Any]
    words: tuple[frozenset[str], ...]
    columns: tuple[str, ...]
    bounds: tuple[tuple[float | None, float | None], ...]

    def part(self, which: NDArray[Any]) -> "Records":
        """Return some of the rows."""
        words = tuple(self.words[n] for n in np.arange(len(self.of))[which])
        return replace(self, x=self.x[which], of=self.of[which], learnt_as=self.learnt_as[which], words=words)


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights of the columns and, last, the intercept; and those of words."""

    weights: Floats
    words: Weights

    def scores(self, records: Records) -> Floats:
        """Return the chance that each text is in the field."""
        words = matrix_of(records.words, self.words.rows, self.words.rarities.astype(np.float64))
        told = records.x @ self.weights[:-1] + words @ self.words.weights[:, 0] + self.weights[-1]
        scores: Floats = expit(told)
        return scores


def main() -> None:
    """Learn, print what cross-validation says, and write the numbers."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with labelled records")
    records = _records((text, *_sets(record, text)) for record, text in read_records(folder))
    learnt = _fit(records)
    print("| What | AUC | found | wrongly let in |\n|---|---:|---:|---:|")
    for label, scores in (
        (f"{_FOLDS}-fold", _held_out(records)),
        ("learnt on the other pair of sets", _crossed(records)),
        ("learnt on all", learnt.scores(records)),
    ):
        for yes, no in zip(_YES, _NO, strict=True):
            found, let_in = scores[records.of == yes], scores[records.of == no]
            print(
                f"| {yes} against {no}, {label} | {area(found.tolist(), let_in.tolist())[0]:.3f} "
                f"| {np.mean(found >= 0.5):.3f} | {np.mean(let_in >= 0.5):.3f} |"
            )
    _write(records, learnt)


def report(read: Sequence[Read], into: Report) -> None:
    """Add how well relevance is told of records that the numbers were not learnt from."""
    records = _records((one.text, *_sets(one.record, one.text)) for one in read)
    scores = _held_out(records)
    for yes, no in zip(_YES, _NO, strict=True):
        found, let_in = scores[records.of == yes], scores[records.of == no]
        label = f"relevance, {yes} against {no}, of records not learnt from"
        into.area(label, found.tolist(), let_in.tolist())
        into.share(f"{label}: found", int(np.sum(found >= 0.5)), len(found))
        into.share(f"{label}: wrongly let in", int(np.sum(let_in >= 0.5)), len(let_in))


def _sets(record: Record, text: Text) -> tuple[str, str]:
    """Return the set by which a record is judged, and that as which it is learnt: as read, else by its source."""
    kind, coded = kind_of(record), coded_records().get(record_key(record["id"]))
    if coded is not None:
        return kind, _READ_IN if coded.in_field else _READ_OUT
    names = any(claim.value and claim.confidence >= SURE for claim in read_challenges(text))
    # Filed elsewhere, and about a challenge; or in a register under a word like the field's (ganglia), and about none.
    if (kind == _NO[1] and names) or (kind == _YES[0] and record["source"] == "clinicaltrials" and not names):
        return kind, ""
    return kind, kind


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


def _records(texts: Iterable[tuple[Text, str, str]]) -> Records:
    """Return what is learnt from: these texts, each with its sets, and the made-up ones."""
    concepts = load_catalogue().concepts
    bound = {key: found for key in sorted(concepts) if (found := bounds_of(key, concepts)) is not None}
    columns = (*FEATURES, *(f"{key} {place}" for key in bound for place in ("anywhere", "title")))
    place_of = {column: place for place, column in enumerate(columns)}
    sets: list[tuple[str, str]] = []
    words: list[frozenset[str]] = []
    rows: list[int] = []
    places: list[int] = []
    values: list[float] = []
    taught = ((t.text, "", _MADE_UP_IN if t.in_field else _MADE_UP_OUT) for t in made_up() if t.in_field is not None)
    for text, of, learnt_as in (*texts, *taught):
        if of not in _YES + _NO and learnt_as not in _LEARNT_AS:
            continue
        told = dict(zip(FEATURES, features(text), strict=True))
        for concept, (anywhere, in_title) in mentioned(text).items():
            if concept in bound:
                told |= {f"{concept} anywhere": _SCALE * anywhere, f"{concept} title": _SCALE * in_title}
        rows += [len(sets)] * len(told)
        places += [place_of[column] for column in told]
        values += told.values()
        sets.append((of, learnt_as))
        words.append(frozenset(word for word, _ in text.in_english))
    x = csr_matrix((values, (rows, places)), shape=(len(sets), len(columns)))
    limits = [(0.0, None)] * len(FEATURES) + [found for found in bound.values() for _ in range(2)]
    of_each, learnt_as_each = (np.array(each) for each in zip(*sets, strict=True))
    return Records(x, of_each, learnt_as_each, tuple(words), columns, tuple(limits))


def _held_out(records: Records) -> Floats:
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(records.of))
    scores = np.zeros(len(records.of))
    for number in range(_FOLDS):
        inside = fold != number
        scores[~inside] = _fit(records.part(inside)).scores(records.part(~inside))
    return scores


def _crossed(records: Records) -> Floats:
    scores = np.zeros(len(records.of))
    first = np.isin(records.of, (_YES[0], _NO[0]))
    for inside in (first, ~first):
        scores[~inside] = _fit(records.part(inside)).scores(records.part(~inside))
    return scores


def _fit(records: Records) -> Learnt:
    """Return what is learnt: each set of a source counts alike, whatever its size, the others by `_SHARES`."""
    records = records.part(np.isin(records.learnt_as, _LEARNT_AS))
    rows, rarities = rows_of(records.words, _LEAST_TEXTS)
    x = csr_matrix(hstack([records.x, _SCALE_OF_WORDS * matrix_of(records.words, rows, rarities)]))
    wanted = np.isin(records.learnt_as, _LEARNT_AS_IN).astype(np.float64)
    sizes = Counter(records.learnt_as.tolist())
    each = len(wanted) / len(sizes)
    share = np.array(
        [
            each / sizes[one] * _SHARES.get(one, 1.0) * (_LOSS_OF_MISSING if one in _YES else 1.0)
            for one in records.learnt_as
        ]
    )

    def loss(weights: Floats) -> tuple[float, Floats]:
        told = x @ weights[:-1] + weights[-1]
        off = share * (expit(told) - wanted)
        slope = _TRUST * np.append(x.T @ off, off.sum())
        slope[:-1] += weights[:-1]
        value = _TRUST * np.sum(share * (np.logaddexp(0, told) - wanted * told)) + weights[:-1] @ weights[:-1] / 2
        return float(value), slope

    start = np.zeros(x.shape[1] + 1)
    bounds = [*records.bounds, *((None, None) for _ in rows), (None, None)]
    learnt: Floats = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 3_000}).x
    of_words = (_SCALE_OF_WORDS * learnt[len(records.columns) : -1]).astype(np.float32)
    words = Weights(("",), rows, rarities.astype(np.float32), of_words[:, None], np.zeros(1, dtype=np.float32))
    return Learnt(np.append(learnt[: len(records.columns)], learnt[-1]), words)


def _write(records: Records, learnt: Learnt) -> None:
    found = dict(zip(records.columns, learnt.weights, strict=False))
    head = _TARGET.read_text(encoding="utf-8").split("[weights]")[0]
    lines = ["[weights]", *(f"{name} = {found[name]:.2f}" for name in FEATURES)]
    lines.append(f"intercept = {learnt.weights[-1]:.2f}")
    lines += ["", "# Beyond those: what a concept adds where it is named, and what in the title besides.", "[concepts]"]
    named = [column.removesuffix(" anywhere") for column in records.columns if column.endswith(" anywhere")]
    told = 0
    for concept in named:
        said = [_SCALE * found[f"{concept} {place}"] for place in ("anywhere", "title")]
        if max(map(abs, said)) >= _SMALLEST:
            lines.append(f"{concept} = [{said[0] + 0:.2f}, {said[1] + 0:.2f}]")
            told += 1
    _TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    with (_TARGET.parent / WORDS_FILE).open("wb") as file:
        save_weights(file, learnt.words)
    print(f"\n{_TARGET}: {', '.join(lines[1:6])}, and {told} of {len(named)} concepts; {len(learnt.words.rows)} words")


if __name__ == "__main__":
    main()
