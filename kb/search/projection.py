"""Keep the index in step with the records, or build it anew beside the one that answers."""

import hashlib
from collections.abc import Callable, Sequence

from kb.catalogue import Catalogue
from kb.domain.claims import ClaimKind, sure_values, value_of
from kb.domain.facts import Measure, MeasureId
from kb.domain.regions import regions_of
from kb.index.port import SCHEMA, YES, Field, Index, IndexHome, Payload, Point, Progress
from kb.index.terms import concept_vector, language_group, passage_terms
from kb.index.turns import TURNS
from kb.store import Store
from kb.store.documents import ReadDocument, changed_since, count_changed_since

_BATCH = 300
_WAIT_S = 0.05  # for whoever is being answered, before each document
_RELATED = 0.7
_BROADER = 0.5
_DONE_NOTHING: Callable[[int], None] = lambda _done: None  # noqa: E731


def measure_types(catalogue: Catalogue, measures: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the measure types that stand above these measures in the thesaurus, all the way up."""
    found: dict[str, None] = {}
    waiting = list(measures)
    while waiting:
        concept = catalogue.concepts.get(waiting.pop(0))
        for above in concept.broader if concept else ():
            if above not in found:
                waiting.append(above)
                found[above] = None
    return tuple(key for key in found if catalogue.concepts[key].scheme == "measure_types")


def levels(catalogue: Catalogue, measures: Sequence[str]) -> tuple[str, ...]:
    """Return the prevention levels of these measures; one that is of two levels counts for both."""
    known = (catalogue.measures.get(MeasureId(key)) for key in measures)
    return tuple(dict.fromkeys(level for m in known if m is not None for level in m.prevention_level.split("/")))


class Projection:
    """Writes documents and measures into the index. One writer at a time."""

    def __init__(self, store: Store, home: IndexHome, catalogue: Catalogue, model: str, dimension: int) -> None:
        """`model` names the embedding model whose passages and vectors the index holds, `dimension` their length."""
        self._store, self._home, self._catalogue = store, home, catalogue
        self.model, self._dimension = model, dimension
        identity = f"{SCHEMA}|{model}|{dimension}|{catalogue.version}"
        self.name = hashlib.sha256(identity.encode()).hexdigest()[:12]

    def open(self) -> Index | None:
        """Return the index that answers, or None when there is none of this model, catalogue and schema."""
        return self._home.current(self.name)

    def behind(self, index: Index | None) -> int:
        """Return how many documents the index does not hold in their latest state."""
        progress = index.progress() if index else Progress()
        with self._store.reading() as session:
            return count_changed_since(session, progress.revision, progress.after)

    def follow(self, index: Index, report: Callable[[int], None] = _DONE_NOTHING) -> int:
        """Bring the index up to the records, batch by batch; return how many documents were written.

        `report` is called with the size of each batch. Killed between two batches, it goes on from the last.
        """
        written = 0
        while True:
            progress = index.progress()
            with self._store.reading() as session:
                batch = changed_since(session, progress.revision, _BATCH, progress.after, self.model)
            if not batch:
                return written
            last = batch[-1].document
            owners = [read.document.id for read in batch]
            index.upsert([point for read in batch for point in self._document_points(read)], last.revision)
            index.prune(owners, last.revision)
            index.save_progress(Progress(last.revision, last.id))
            written += len(batch)
            report(len(batch))

    def rebuild(self, report: Callable[[int], None] = _DONE_NOTHING) -> Index:
        """Build a new index beside the one that answers, then let it answer; return it."""
        index = self._home.create(self.name, self._dimension)
        index.upsert([point for measure in self._catalogue.measures.values() for point in self._cards(measure)], 0)
        self.follow(index, report)
        self._home.promote(index)
        return index

    def _document_points(self, read: ReadDocument) -> Sequence[Point]:
        document = read.document
        if document.deleted:
            return []
        TURNS.give_way(_WAIT_S)
        language = value_of(read.claims, ClaimKind.LANGUAGE)
        measures = sure_values(read.claims, ClaimKind.MEASURE)
        countries = sure_values(read.claims, ClaimKind.COUNTRY)
        payload: Payload = {
            Field.HOLDS: "document",
            Field.OWNER: document.id,
            Field.GROUP: language_group(language),
            Field.LANGUAGE: language,
            Field.RELEVANCE: value_of(read.claims, ClaimKind.RELEVANCE),
            Field.CHALLENGE: sure_values(read.claims, ClaimKind.CHALLENGE),
            Field.MEASURE: measures,
            Field.MEASURE_TYPE: measure_types(self._catalogue, measures),
            Field.LEVEL: levels(self._catalogue, measures),
            # Every direction told: how sure a reading of an effect is says nothing of what the text is about.
            Field.EFFECT: tuple(dict.fromkeys(c.value for c in read.claims if c.kind is ClaimKind.EFFECT and c.value)),
            Field.DESIGN: value_of(read.claims, ClaimKind.STUDY_DESIGN),
            Field.KIND: value_of(read.claims, ClaimKind.DOCUMENT_KIND),
            Field.FOCUS: value_of(read.claims, ClaimKind.FOCUS),
            Field.COUNTRY: countries,
            Field.REGION: regions_of(countries),
            Field.TARGET_GROUP: sure_values(read.claims, ClaimKind.TARGET_GROUP),
            Field.SETTING: sure_values(read.claims, ClaimKind.SETTING),
            Field.SOURCE: document.source,
            Field.YEAR: document.year,
        }
        topics = {
            claim.value: claim.confidence
            for claim in read.claims
            if claim.kind in (ClaimKind.CHALLENGE, ClaimKind.MEASURE) and claim.value is not None
        }
        return [
            Point(
                owner=document.id,
                number=passage.number,
                payload=payload if position else {**payload, Field.FIRST: YES},
                words=passage_terms(document.content[passage.start : passage.end], language),
                concepts=concept_vector(topics if position == 0 else {}),
                meaning=read.vectors[position] if read.vectors is not None else None,
            )
            for position, passage in enumerate(read.passages)
        ]

    def _cards(self, measure: Measure) -> list[Point]:
        """Return the measure's card in Swedish, Norwegian and Danish, and the one in English."""
        concept = self._catalogue.concepts[measure.id]
        labels = {code: " ".join(label.strip("-") for label in concept.labels.get(code, ())) for code in concept.labels}
        facts = " ".join((measure.name_sv, *measure.other_names, measure.target_group, measure.setting))
        nordic = " ".join((facts, labels.get("sv", ""), labels.get("nb", ""), labels.get("da", "")))
        english = " ".join((measure.name_en, *measure.other_names, labels.get("en", "")))
        weights: dict[str, float] = {measure.id: 1.0}
        weights |= dict.fromkeys((key for key in concept.broader if key in self._catalogue.measures), _BROADER)
        weights |= dict.fromkeys(concept.related, _RELATED)
        cards = (("sv", nordic), ("en", english))
        return [
            Point(
                owner=measure.id,
                number=number,
                payload={
                    Field.HOLDS: "measure",
                    Field.OWNER: measure.id,
                    Field.GROUP: language_group(code),
                    Field.LANGUAGE: code,
                    Field.CHALLENGE: self._catalogue.challenges_of(measure.id),
                    Field.MEASURE: (measure.id,),
                    Field.MEASURE_TYPE: measure_types(self._catalogue, (measure.id,)),
                    Field.LEVEL: levels(self._catalogue, (measure.id,)),
                },
                words=passage_terms(text, code),
                concepts=concept_vector(weights),
            )
            for number, (code, text) in enumerate(cards)
        ]
