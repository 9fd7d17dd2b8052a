"""The index on a Qdrant server or cluster, through qdrant-client."""

from collections.abc import Sequence
from typing import Any, Final

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from kb.errors import Unreachable
from kb.index.port import (
    FETCHED,
    Ask,
    Field,
    Found,
    Index,
    Point,
    Progress,
    Selection,
    Signal,
    Sparse,
    found_from,
)

_ALIAS: Final = "utblick"
_NOTE: Final = "00000000-0000-5000-8000-000000000000"
_BATCH: Final = 256
# Exact up to about 100,000 passages, HNSW with payload links above: links keep filtered recall (without them it
# fell to 0.09 at 100,000). The server turns to a full scan by itself where a filter leaves few points.
_HNSW: Final = models.HnswConfigDiff(m=16, payload_m=16, full_scan_threshold=100_000)


class ServerIndex:
    """A collection on a server; a point of its own, which holds nothing, notes how far it has followed."""

    def __init__(self, client: QdrantClient, collection: str, name: str) -> None:
        self._client, self.collection, self.name = client, collection, name

    def upsert(self, points: Sequence[Point], stamp: int) -> None:
        """Put points in, replacing those of the same owner and number."""
        for first in range(0, len(points), _BATCH):
            chunk = [
                models.PointStruct(id=point.id, vector=_vectors(point), payload=_payload(point, stamp))
                for point in points[first : first + _BATCH]
            ]
            self._client.upsert(self.collection, chunk, wait=True)

    def prune(self, owners: Sequence[str], stamp: int) -> None:
        """Remove the points of these owners whose stamp is lower than `stamp`."""
        if owners:
            older = models.FieldCondition(key="stamp", range=models.Range(lt=stamp))
            condition = models.Filter(must=[_any(Field.OWNER, owners), older])
            self._client.delete(self.collection, models.FilterSelector(filter=condition), wait=True)

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers to each question, best first."""
        requests = [
            models.QueryRequest(
                query=_query_vector(question.vector),
                using=question.signal.value,
                filter=_filter(question.selection),
                limit=question.limit,
                with_payload=FETCHED,
            )
            for question in questions
        ]
        if not requests:
            return []
        answers = self._client.query_batch_points(self.collection, requests)
        return [[found_from(hit.payload or {}, hit.score) for hit in answer.points] for answer in answers]

    def count(self, selection: Selection) -> int:
        """Return how many points there are."""
        return int(self._client.count(self.collection, count_filter=_filter(selection), exact=True).count)

    def facet(self, wanted: Field, selection: Selection) -> dict[str, int]:
        """Return for each value of a keyword field how many points have it."""
        answer = self._client.facet(
            self.collection, wanted.value, facet_filter=_filter(selection), limit=10_000, exact=True
        )
        return {str(hit.value): int(hit.count) for hit in answer.hits}

    def progress(self) -> Progress:
        """Return how far the index has followed the records."""
        found = self._client.retrieve(self.collection, [_NOTE])
        payload = (found[0].payload or {}) if found else {}
        return Progress(int(payload.get("revision", 0)), str(payload.get("after", "")))

    def save_progress(self, progress: Progress) -> None:
        """Note how far the index has followed; the server has acknowledged everything before."""
        note = {"revision": progress.revision, "after": progress.after}
        self._client.upsert(self.collection, [models.PointStruct(id=_NOTE, vector={}, payload=note)], wait=True)


class ServerHome:
    """The collections of one server; an alias names the one that answers."""

    def __init__(self, client: QdrantClient) -> None:
        self._client = client

    @classmethod
    def connect(cls, url: str, api_key: str | None) -> "ServerHome":
        """Return the home on the server at `url`; raise Unreachable when it does not answer."""
        client = QdrantClient(url=url, api_key=api_key, timeout=30)
        try:
            client.get_collections()
        except (ResponseHandlingException, UnexpectedResponse) as error:
            raise Unreachable(f"the Qdrant server at {url} does not answer") from error
        return cls(client)

    def current(self, name: str) -> Index | None:
        """Return the collection that answers, or None when there is none of this identity."""
        for alias in self._client.get_aliases().aliases:
            if alias.alias_name == _ALIAS and _name_of(alias.collection_name) == name:
                return ServerIndex(self._client, alias.collection_name, name)
        return None

    def create(self, name: str, dimension: int) -> Index:
        """Return a new, empty collection beside the current one."""
        taken = {found.name for found in self._client.get_collections().collections}
        collection = next(c for n in range(1, len(taken) + 2) if (c := f"{_ALIAS}.{name}.{n}") not in taken)
        idf = models.SparseVectorParams(modifier=models.Modifier.IDF)
        self._client.create_collection(
            collection,
            vectors_config={Signal.MEANING.value: models.VectorParams(size=dimension, distance=models.Distance.COSINE)},
            sparse_vectors_config={Signal.WORDS.value: idf, Signal.CONCEPTS.value: idf},
            hnsw_config=_HNSW,
        )
        for wanted in Field:
            integer = wanted is Field.YEAR
            schema = models.PayloadSchemaType.INTEGER if integer else models.PayloadSchemaType.KEYWORD
            self._client.create_payload_index(collection, wanted.value, schema)
        self._client.create_payload_index(collection, "stamp", models.PayloadSchemaType.INTEGER)
        return ServerIndex(self._client, collection, name)

    def promote(self, index: Index) -> None:
        """Point the alias at `index`, and remove all other collections of ours."""
        if not isinstance(index, ServerIndex):
            raise TypeError("only an index of this home can be promoted")
        create = models.CreateAlias(collection_name=index.collection, alias_name=_ALIAS)
        self._client.update_collection_aliases([models.CreateAliasOperation(create_alias=create)])
        for found in self._client.get_collections().collections:
            if found.name.startswith(f"{_ALIAS}.") and found.name != index.collection:
                self._client.delete_collection(found.name)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


def _name_of(collection: str) -> str:
    return collection.removeprefix(f"{_ALIAS}.").rpartition(".")[0]


def _vectors(point: Point) -> dict[str, Any]:
    vectors: dict[str, Any] = {
        signal.value: models.SparseVector(indices=list(sparse.indices), values=list(sparse.values))
        for signal, sparse in ((Signal.WORDS, point.words), (Signal.CONCEPTS, point.concepts))
        if sparse.indices
    }
    if point.meaning is not None:
        vectors[Signal.MEANING.value] = point.meaning.astype(float).tolist()
    return vectors


def _payload(point: Point, stamp: int) -> dict[str, Any]:
    kept: dict[str, Any] = {"owner": point.owner, "number": point.number, "stamp": stamp}
    for key, value in point.payload.items():
        if value is not None:
            kept[key.value] = list(value) if isinstance(value, tuple) else value
    return kept


def _query_vector(vector: Any) -> Any:
    if isinstance(vector, Sparse):
        return models.SparseVector(indices=list(vector.indices), values=list(vector.values))
    return vector.astype(float).tolist()


def _any(wanted: Field, values: Sequence[str]) -> models.FieldCondition:
    return models.FieldCondition(key=wanted.value, match=models.MatchAny(any=list(values)))


def _filter(selection: Selection) -> models.Filter | None:
    must: list[models.Condition] = [_any(wanted, values) for wanted, values in selection.any_of.items()]
    if selection.first_year is not None or selection.last_year is not None:
        years = models.Range(gte=selection.first_year, lte=selection.last_year)
        must.append(models.FieldCondition(key=Field.YEAR.value, range=years))
    return models.Filter(must=must) if must else None
