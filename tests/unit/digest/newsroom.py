"""A small catalogue, and documents that are found and read as crawls and reading steps would leave them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.addresses import Sender
from digest.mail import Writer
from kb.catalogue import Catalogue
from kb.domain.claims import Claim, ClaimKind, Relevance
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.domain.facts import (
    Challenge,
    ChallengeId,
    Direction,
    Mark,
    Measure,
    MeasureId,
    PortalRating,
    RatingId,
)
from kb.domain.sources import Source, SourceKind
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import get_document
from kb.store.ingest import ingest
from kb.store.readings import NewReading, ReadBy, save_readings
from kb.store.subscribers import Subscriber, subscribe

SHOOTINGS, SCHOOL = ChallengeId("shootings"), ChallengeId("school")
TUESDAY = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)  # in 2026-W47
MONDAY_AFTER = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
JOINED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def challenge(key: ChallengeId, name: str) -> Challenge:
    return Challenge(key, 1, name, name, name, name, "d", "d", Mark.READ, False, ())


def measure(key: str, name: str, mark: Mark = Mark.READ) -> Measure:
    return Measure(MeasureId(key), name, name, (), "universal", "person", "support", "", "", None, mark, "")


def rating(key: str, portal: str, words: str, direction: Direction, mark: Mark = Mark.READ) -> PortalRating:
    address = f"https://portal.example/{key}?a=1&b=2"
    rating_id = RatingId(f"{portal.lower()}-001")
    return PortalRating(
        rating_id, MeasureId(key), key, portal, words, "", "formal scale", "page", address, mark, "", direction
    )


def small_catalogue() -> Catalogue:
    measures = [measure("prison_visits", "Fängelsebesök"), measure("mentors", "Mentorer för unga")]
    measures.append(measure("heard_of", "Hörsägen", Mark.UNVERIFIED))
    return Catalogue(
        challenges={
            SHOOTINGS: challenge(SHOOTINGS, "Skjutningar i kriminell miljö"),
            SCHOOL: challenge(SCHOOL, "Våld och otrygghet i skolan"),
        },
        measures={m.id: m for m in measures},
        ratings=(
            rating("prison_visits", "Alfa", "No effect found", Direction.NONE, Mark.SECOND_HAND),
            rating("prison_visits", "Beta", "Harmful <b>", Direction.HARMFUL),
            rating("prison_visits", "Gamma", "Works", Direction.BENEFICIAL),
            rating("mentors", "Gamma", "Works", Direction.BENEFICIAL),
            rating("heard_of", "SBU", "Increases crime", Direction.HARMFUL),
            rating("heard_of", "Ungsinn", "Evidensnivå 0", Direction.NONE),
        ),
        sources={
            SourceId("journal"): Source(
                SourceId("journal"),
                "Tidskrift för prevention",
                "Förlag",
                "SE",
                ("sv",),
                SourceKind.FEED,
                "https://journal.example/",
                Mark.READ,
                "",
                "",
            )
        },
        municipalities={},
        requirements={},
        concepts={},
        version="test",
    )


def writer(address: str = "utblick@utblick.example") -> Writer:
    return Writer(small_catalogue(), "https://utblick.example", Sender("Utblick", address))


class Newsroom:
    """A store in a folder, and what happens to it before a digest is planned."""

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self.store = store or Store(f"sqlite:///{folder / 'records.sqlite3'}")
        self.store.migrate()
        self.blobs = Blobs(str(folder / "blobs"))
        self._found = 0

    def joins(
        self,
        email: str = "anna.ek@kommun.example",
        challenges: Sequence[ChallengeId] = (SHOOTINGS,),
        at: datetime = JOINED,
    ) -> Subscriber:
        """Let somebody subscribe."""
        with self.store.writing() as session:
            return subscribe(session, email, challenges, "sv", at)

    def finds(self, title: str = "", at: datetime = TUESDAY, text: str = "") -> DocumentId:
        """Take in a document that nobody has read yet."""
        self._found += 1
        title = title or f"Vad vi vet om gängkonflikter och ungas skolgång, del {self._found}"
        item = RawDocument(
            SourceId("journal"),
            title,
            text or f"Rapport {self._found} handlar om skjutningar och om skolan.",
            address=f"https://journal.example/artikel/{self._found}",
            external_id=str(self._found),
            year=2026,
        )
        with self.store.writing() as session:
            return ingest(session, [item], self.blobs, at)[0].document

    def changes(self, number: int, text: str, at: datetime = TUESDAY + timedelta(hours=1)) -> None:
        """Let the words of the `number`th document change at its source."""
        with self.store.writing() as session:
            item = RawDocument(SourceId("journal"), "En ny titel om samma sak", text, external_id=str(number))
            ingest(session, [item], self.blobs, at)

    def reads(
        self,
        document: DocumentId,
        quotes: dict[ChallengeId, str],
        *,
        relevant: bool = True,
        measures: Sequence[str] = (),
        unnamed: Sequence[str] = (),
        design: str | None = None,
        language: str | None = "sv",
    ) -> None:
        """Read a document; `quotes` are the words in it on which each challenge rests, empty for none."""
        with self.store.writing() as session:
            held = get_document(session, document)
            claims = [
                _claim(ClaimKind.LANGUAGE, language),
                _claim(ClaimKind.RELEVANCE, Relevance.RELEVANT if relevant else Relevance.NOT_RELEVANT),
                _claim(ClaimKind.STUDY_DESIGN, design),
                *(_claim(ClaimKind.MEASURE, key) for key in measures),
                *(replace(_claim(ClaimKind.MEASURE, key), detail=(("taught", "yes"),)) for key in unnamed),
            ]
            for key, words in quotes.items():
                start = held.content.index(words) if words else None
                end = start + len(words) if start is not None else None
                claims.append(Claim(ClaimKind.CHALLENGE, key, "test", "1", start, end))
            assert save_readings(session, [NewReading(held, tuple(claims))], ReadBy("test 1", "t")) == 1

    def tells(self, quotes: dict[ChallengeId, str] | None = None, at: datetime = TUESDAY) -> DocumentId:
        """Find and read a document about shootings, or about what `quotes` says."""
        document = self.finds(at=at)
        self.reads(document, quotes if quotes is not None else {SHOOTINGS: "skjutningar"})
        return document


class Clock:
    """A time that moves only when told to."""

    def __init__(self, now: datetime = MONDAY_AFTER) -> None:
        self.time = now

    def __call__(self) -> datetime:
        return self.time

    def passes(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)


def _claim(kind: ClaimKind, value: str | None) -> Claim:
    return Claim(kind, value, "test", "1")
