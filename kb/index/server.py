"""The index on a Qdrant server or cluster, through qdrant-client."""

import json
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from kb.errors import Misconfigured, Unreachable
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
    stored_payload,
    stored_vectors,
)

_log = logging.getLogger(__name__)
_ALIAS: Final = "utblick"
_NOTE: Final = "00000000-0000-5000-8000-000000000000"
_BATCH: Final = 256
# Exact up to about 100,000 passages, HNSW with payload links above: links keep filtered recall (without them it
# fell to 0.09 at 100,000). The server turns to a full scan by itself where a filter leaves few points.
_EXACT_UP_TO: Final = 100_000
_FLOAT32: Final = 4
_LONGEST_REASON: Final = 300


@contextmanager
def _answering(server: str = "the Qdrant server") -> Iterator[None]:
    """Raise Unreachable, in a sentence, for whatever the server does not answer or refuses."""
    try:
        yield
    except ResponseHandlingException as error:
        raise Unreachable(f"{server} does not answer: {error}") from error
    except UnexpectedResponse as error:
        raise Unreachable(f"{server} answers {error.status_code} {_reason(error)}".rstrip()) from error


class ServerIndex:
    """A collection on a server; a point of its own, which holds nothing, notes how far it has followed.

    `asked` is the collection or alias that questions go to. Through the alias they are answered while another
    process swaps the collection; what is written goes to the collection, whose own note says how far it is.
    """

    def __init__(self, client: QdrantClient, collection: str, name: str, asked: str | None = None) -> None:
        self._client, self.collection, self.name = client, collection, name
        self._asked = asked or collection

    @_answering()
    def upsert(self, points: Sequence[Point], stamp: int) -> None:
        """Put points in, replacing those of the same owner and number."""
        for first in range(0, len(points), _BATCH):
            chunk = [
                models.PointStruct(
                    id=point.id, vector=stored_vectors(point, _sparse), payload=stored_payload(point, stamp)
                )
                for point in points[first : first + _BATCH]
            ]
            self._client.upsert(self.collection, chunk, wait=True)

    @_answering()
    def prune(self, owners: Sequence[str], stamp: int) -> None:
        """Remove the points of these owners whose stamp is lower than `stamp`."""
        if owners:
            older = models.FieldCondition(key="stamp", range=models.Range(lt=stamp))
            condition = models.Filter(must=[_any(Field.OWNER, owners), older])
            self._client.delete(self.collection, models.FilterSelector(filter=condition), wait=True)

    @_answering()
    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers to each question, best first."""
        requests = [
            models.QueryRequest(
                query=_sparse(v) if isinstance(v := question.vector, Sparse) else v.astype(float).tolist(),
                using=question.signal.value,
                filter=_filter(question.selection),
                limit=question.limit,
                with_payload=FETCHED,
            )
            for question in questions
        ]
        if not requests:
            return []
        answers = self._client.query_batch_points(self._asked, requests)
        return [[found_from(hit.payload or {}, hit.score) for hit in answer.points] for answer in answers]

    @_answering()
    def count(self, selection: Selection) -> int:
        """Return how many points there are; the one that notes the progress does not count."""
        counted = _filter(selection) or models.Filter()
        counted.must_not = [models.HasIdCondition(has_id=[_NOTE])]
        return int(self._client.count(self._asked, count_filter=counted, exact=True).count)

    @_answering()
    def facet(self, wanted: Field, selection: Selection) -> dict[str, int]:
        """Return for each value of a keyword field how many points have it."""
        answer = self._client.facet(
            self._asked, wanted.value, facet_filter=_filter(selection), limit=10_000, exact=True
        )
        return {str(hit.value): int(hit.count) for hit in answer.hits}

    @_answering()
    def progress(self) -> Progress:
        """Return how far the index has followed the records."""
        found = self._client.retrieve(self._asked, [_NOTE])
        payload = (found[0].payload or {}) if found else {}
        return Progress(int(payload.get("revision", 0)), str(payload.get("after", "")))

    @_answering()
    def save_progress(self, progress: Progress) -> None:
        """Note how far the index has followed; the server has acknowledged everything before."""
        note = {"revision": progress.revision, "after": progress.after}
        self._client.upsert(self.collection, [models.PointStruct(id=_NOTE, vector={}, payload=note)], wait=True)


class ServerHome:
    """The collections of one server; an alias names the one that answers.

    Questions go to an alias of its identity: who asks the former one, of another model, gets no answers of this one's.
    """

    def __init__(self, client: QdrantClient) -> None:
        self._client = client

    @classmethod
    def connect(cls, url: str, api_key: str | None) -> "ServerHome":
        """Return the home on the server at `url`; raise Unreachable when it does not answer."""
        try:
            # The check of versions would run in a thread of its own, and fail there where nobody sees it.
            client = QdrantClient(url=url, api_key=api_key, timeout=30, check_compatibility=False)
        except ValueError as error:  # a port that is none, an address without a host
            raise Misconfigured(f"the address of the Qdrant server cannot be read: {url}") from error
        with _answering(f"the Qdrant server at {url}"):
            client.get_collections()
        return cls(client)

    @_answering()
    def current(self, name: str) -> Index | None:
        """Return the collection that answers, or None when there is none of this identity."""
        named = self._aliases()
        collection = named.get(_ALIAS)
        if collection is None or _name_of(collection) != name:
            return None
        # One promoted before there were own aliases has none.
        own = _own_alias(name)
        return ServerIndex(self._client, collection, name, asked=own if own in named else _ALIAS)

    @_answering()
    def create(self, name: str, dimension: int) -> Index:
        """Return a new, empty collection beside the current one."""
        taken = {found.name for found in self._client.get_collections().collections}
        collection = next(c for n in range(1, len(taken) + 2) if (c := f"{_ALIAS}.{name}.{n}") not in taken)
        idf = models.SparseVectorParams(modifier=models.Modifier.IDF)
        self._client.create_collection(
            collection,
            vectors_config={Signal.MEANING.value: models.VectorParams(size=dimension, distance=models.Distance.COSINE)},
            sparse_vectors_config={Signal.WORDS.value: idf, Signal.CONCEPTS.value: idf},
            hnsw_config=models.HnswConfigDiff(
                m=16,
                payload_m=16,
                # Counted in kilobytes of vectors, not in vectors.
                full_scan_threshold=_EXACT_UP_TO * dimension * _FLOAT32 // 1024,
            ),
        )
        for wanted in Field:
            integer = wanted is Field.YEAR
            schema = models.PayloadSchemaType.INTEGER if integer else models.PayloadSchemaType.KEYWORD
            self._client.create_payload_index(collection, wanted.value, schema)
        self._client.create_payload_index(collection, "stamp", models.PayloadSchemaType.INTEGER)
        return ServerIndex(self._client, collection, name)

    @_answering()
    def promote(self, index: Index) -> None:
        """Point the aliases at `index`, and remove the collection that answered; others may be being built.

        One of another identity stays until the next is promoted or all is closed: searches may have begun with it.
        """
        if not isinstance(index, ServerIndex):
            raise TypeError("only an index of this home can be promoted")
        named = self._aliases()
        before = named.get(_ALIAS)
        self._client.update_collection_aliases(
            [
                models.CreateAliasOperation(
                    create_alias=models.CreateAlias(collection_name=index.collection, alias_name=alias)
                )
                for alias in (_ALIAS, _own_alias(index.name))
            ]
        )
        kept = {index.collection, before if before and _name_of(before) != index.name else index.collection}
        self._remove_replaced(named, kept)

    def close(self) -> None:
        """Remove what was replaced, and close the connection."""
        try:
            with _answering():
                named = self._aliases()
                self._remove_replaced(named, {named.get(_ALIAS, "")})
        except Unreachable as error:  # it is removed when the next is promoted
            _log.warning("replaced_index_stays", extra={"reason": str(error)})
        self._client.close()

    def _aliases(self) -> dict[str, str]:
        """Return the collections that answer or did, by their aliases; what is only being built has none."""
        aliases = self._client.get_aliases().aliases
        ours = [alias for alias in aliases if alias.alias_name.partition(".")[0] == _ALIAS]
        return {alias.alias_name: alias.collection_name for alias in ours}

    def _remove_replaced(self, named: Mapping[str, str], kept: Collection[str]) -> None:
        for collection in set(named.values()) - set(kept):
            self._client.delete_collection(collection)


def _reason(error: UnexpectedResponse) -> str:
    """Return what the server says is wrong, on one line."""
    try:
        said = json.loads(error.content)["status"]["error"]
    except (ValueError, KeyError, TypeError):
        said = error.reason_phrase
    return " ".join(str(said or "").split())[:_LONGEST_REASON]


def _own_alias(name: str) -> str:
    """Return the alias that leads to the collection of this identity only."""
    return f"{_ALIAS}.{name}"


def _name_of(collection: str) -> str:
    return collection.removeprefix(f"{_ALIAS}.").rpartition(".")[0]


def _sparse(vector: Sparse) -> models.SparseVector:
    return models.SparseVector(indices=list(vector.indices), values=list(vector.values))


def _any(wanted: Field, values: Sequence[str]) -> models.FieldCondition:
    return models.FieldCondition(key=wanted.value, match=models.MatchAny(any=list(values)))


def _filter(selection: Selection) -> models.Filter | None:
    must: list[models.Condition] = [_any(wanted, values) for wanted, values in selection.any_of.items()]
    if selection.first_year is not None or selection.last_year is not None:
        years = models.Range(gte=selection.first_year, lte=selection.last_year)
        must.append(models.FieldCondition(key=Field.YEAR.value, range=years))
    return models.Filter(must=must) if must else None
