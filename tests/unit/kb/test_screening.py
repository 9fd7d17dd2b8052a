"""Screening, grading and candidates: what stands of what people decided, and what comes of it in the records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.domain.accounts import AccountId, Role
from kb.domain.candidates import Candidate, CandidateId, Support
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.domain.evidence import Axis, Effect, Strength
from kb.domain.facts import MeasureId
from kb.domain.grading import Grading, State, rounds_of, weighted_kappa
from kb.domain.promoting import Act, CandidateAct, open_candidates
from kb.domain.screening import Choice, Screening
from kb.errors import NotFound
from kb.store import Store
from kb.store.accounts import add_account
from kb.store.blobs import Blobs
from kb.store.claims import claims_of
from kb.store.decisions import decisions, undone
from kb.store.documents import delete_document, get_document
from kb.store.grouping import merge
from kb.store.inbox import waiting_since
from kb.store.ingest import ingest
from kb.store.readings import NewReading, ReadBy, save_readings, unread
from kb.store.screening import all_screenings, decide, last_choice, leave_to, left_to, undo

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ANNA, BO = AccountId(1), AccountId(2)
TEXT = "Burglary fell in the streets where brighter lamps were put up, and the effect lasted for two years."
READ_BY = ReadBy("steps", "thesaurus")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/utblick.sqlite3")
    store.migrate()
    with store.writing() as session:  # accounts that the log refers to
        for number, name in ((ANNA, "Anna"), (BO, "Bo")):
            made = add_account(session, f"{name.lower()}@example.org", name, Role.ANALYST, NOW)
            assert made.id == number
    yield store
    store.close()


@pytest.fixture
def document(store: Store, tmp_path: Path) -> DocumentId:
    """Return a document that the machine holds for relevant, with confidence 0.8."""
    raw = RawDocument(SourceId("test"), "Lamps", TEXT, external_id="1", year=2024)
    with store.writing() as session:
        (done,) = ingest(session, [raw], Blobs(str(tmp_path / "blobs")), NOW)
    _read(store, done.document)
    return done.document


def _read(store: Store, document: DocumentId) -> None:
    with store.writing() as session:
        claim = Claim(ClaimKind.RELEVANCE, "relevant", "relevance", "2", confidence=0.8)
        save_readings(session, [NewReading(get_document(session, document), (claim,))], READ_BY)


def _screening(document: DocumentId, choice: Choice, account: AccountId = ANNA, version: int = 1) -> Screening:
    name = "Anna" if account == ANNA else "Bo"
    return Screening(document, version, account, name, choice, NOW)


def _relevance(store: Store, document: DocumentId) -> tuple[str | None, str]:
    with store.reading() as session:
        (claim,) = claims_of(session, [document], [ClaimKind.RELEVANCE])[document]
    return claim.value, claim.step


def test_a_decision_becomes_the_relevance_and_undoing_it_leaves_it_to_the_machine(
    store: Store, document: DocumentId
) -> None:
    with store.writing() as session:
        made = decide(session, _screening(document, Choice.REJECT)).made
    assert made is not None
    assert made.id is not None
    assert made.prior == pytest.approx(0.8)
    assert _relevance(store, document) == ("not_relevant", "analyst")
    with store.writing() as session:
        assert undo(session, made.id, BO, "Bo", NOW) is None
        assert undo(session, made.id, ANNA, "Anna", NOW) is not None
        assert undo(session, made.id, ANNA, "Anna", NOW) is None
    with store.reading() as session:
        assert [one.id for one in unread(session, READ_BY, 10)] == [document]
    _read(store, document)
    assert _relevance(store, document) == ("relevant", "relevance")


def test_every_decision_is_in_the_log_and_an_undone_one_says_by_which(store: Store, document: DocumentId) -> None:
    with store.writing() as session:
        made = decide(session, _screening(document, Choice.ACCEPT)).made
        assert made is not None
        assert made.id is not None
        undo(session, made.id, ANNA, "Anna", NOW)
    with store.reading() as session:
        back, first = decisions(session)
        assert (first.act, back.act, back.undoes) == ("accept", "undo", first.id)
        assert first.id is not None
        assert undone(session, [first.id])


def test_the_first_decision_on_a_version_stands_and_what_was_read_before_is_kept_for_the_next_version(
    store: Store, document: DocumentId, tmp_path: Path
) -> None:
    with store.writing() as session:
        decide(session, _screening(document, Choice.ACCEPT))
        late = decide(session, _screening(document, Choice.REJECT, BO))
    assert late.made is None
    assert late.settled is not None
    assert late.settled.name == "Anna"
    changed = RawDocument(SourceId("test"), "Lamps", TEXT.replace("fell", "rose"), external_id="1", year=2024)
    with store.writing() as session:
        ingest(session, [changed], Blobs(str(tmp_path / "blobs")), NOW + timedelta(hours=1))
    with store.writing() as session:
        assert decide(session, _screening(document, Choice.ACCEPT)).changed
        again = decide(session, _screening(document, Choice.REJECT, BO, version=2)).made
    assert again is not None
    assert again.prior == pytest.approx(0.8)
    _read(store, document)
    assert _relevance(store, document)[0] == "not_relevant"


def test_a_document_that_is_not_held_cannot_be_decided_on(store: Store) -> None:
    with store.writing() as session, pytest.raises(NotFound):
        decide(session, _screening(DocumentId("dnone"), Choice.ACCEPT))


def test_unsure_and_skip_settle_nothing(store: Store, document: DocumentId) -> None:
    with store.writing() as session:
        for choice in (Choice.SKIP, Choice.UNSURE, Choice.ACCEPT):
            assert decide(session, _screening(document, choice)).made is not None
        assert [one.choice for one in all_screenings(session)] == [Choice.SKIP, Choice.UNSURE, Choice.ACCEPT]


def test_a_document_is_left_to_who_was_shown_it_until_she_is_shown_another_or_time_is_up(
    store: Store, document: DocumentId
) -> None:
    with store.writing() as session:
        leave_to(session, document, ANNA, NOW)
        leave_to(session, document, BO, NOW)
        session.flush()
        assert left_to(session, [document], BO, NOW) == {document}
        assert left_to(session, [document], ANNA, NOW) == set()
        assert left_to(session, [document], BO, NOW + timedelta(hours=1)) == set()
        leave_to(session, "dother", ANNA, NOW)
        session.flush()
        assert left_to(session, [document], BO, NOW) == set()


def test_the_inbox_follows_what_has_changed_and_knows_what_the_machine_held(store: Store, document: DocumentId) -> None:
    with store.reading() as session:
        (one,) = waiting_since(session, 0)
        assert (one.document, one.version, one.vector) == (document, 1, None)
        assert one.prior == pytest.approx(0.8)
        revision = get_document(session, document).revision
        assert list(waiting_since(session, revision)) == []
    with store.writing() as session:
        decide(session, _screening(document, Choice.ACCEPT))
    with store.reading() as session:
        (one,) = waiting_since(session, revision)
        assert one.prior is None  # the claim is the analyst's now


def _grading(account: AccountId, effect: Effect, strength: Strength = Strength.WEAK, **fields: object) -> Grading:
    said = Grading(MeasureId("cctv"), None, account, "x", effect, "why", strength, "why", NOW)
    return replace(said, **fields)  # type: ignore[arg-type]


def test_a_round_ends_when_readers_agree_or_an_editor_settles_and_then_another_begins() -> None:
    agreed, waiting = rounds_of([_grading(ANNA, Effect.SOME), _grading(BO, Effect.SOME), _grading(ANNA, Effect.CLEAR)])
    assert (agreed.state, waiting.state) == (State.AGREED, State.WAITING)
    (apart,) = rounds_of([_grading(ANNA, Effect.SOME), _grading(BO, Effect.HARMFUL, Strength.STRONG)])
    assert apart.state is State.DISAGREED
    assert apart.apart() == {Axis.EFFECT: (3, 4), Axis.STRENGTH: (3, 4)}
    settled = _grading(AccountId(3), Effect.MIXED, settles=True)
    (ended,) = rounds_of([*apart.gradings, _grading(ANNA, Effect.NONE), settled])
    assert (ended.state, ended.settled) == (State.SETTLED, settled)


def test_weighted_kappa_counts_one_step_apart_for_less_than_four() -> None:
    steps = tuple(Effect)
    same = [(step, step) for step in steps]
    near = [(steps[number], steps[min(4, number + 1)]) for number in range(5)]
    far = [(steps[number], steps[4 - number]) for number in range(5)]
    assert weighted_kappa(same, steps) == 1
    assert 0 < (weighted_kappa(near, steps) or 0) < 1
    assert (weighted_kappa(far, steps) or 0) < 0
    assert weighted_kappa([("some", "some")] * 5, steps) is None
    assert weighted_kappa(same[:1], steps) is None


def test_candidates_joined_in_a_circle_are_lost_to_nobody_else() -> None:
    def made(name: str) -> Candidate:
        support = (Support(DocumentId(f"d{name}"), name, 0, 1),)
        return Candidate(CandidateId(name), name, (), True, support, 1, 0, None, None, None)

    def act(candidate: str, kind: Act, value: str | None) -> CandidateAct:
        return CandidateAct(CandidateId(candidate), kind, value, candidate, "why", ANNA, "Anna", NOW)

    found = [made(name) for name in "abcd"]
    chain = [act("a", Act.MERGE, "b"), act("b", Act.MERGE, "c")]
    into, other = open_candidates(found, chain)
    assert (into.name, into.also, len(into.support)) == ("c", ("a", "b"), 3)
    assert other == found[3]
    circle = [act("a", Act.MERGE, "b"), act("b", Act.MERGE, "a")]
    assert [one.name for one in open_candidates(found, circle)] == ["c", "d"]


def test_a_decision_on_a_document_that_was_deleted_or_merged_meanwhile_can_be_undone(
    store: Store, document: DocumentId, tmp_path: Path
) -> None:
    other = RawDocument(SourceId("test"), "Lamps again", TEXT + " Again.", external_id="2", year=2024)
    with store.writing() as session:
        (kept,) = ingest(session, [other], Blobs(str(tmp_path / "blobs")), NOW)
    _read(store, kept.document)
    with store.writing() as session:
        made = decide(session, _screening(document, Choice.REJECT)).made
    assert made is not None
    with store.writing() as session:
        merge(session, [kept.document, document], NOW, "the same")
    assert _relevance(store, kept.document) == ("not_relevant", "analyst")
    with store.writing() as session:
        undo(session, made.id or 0, ANNA, "Anna", NOW)
    _read(store, kept.document)
    assert _relevance(store, kept.document) == ("relevant", "relevance")
    with store.writing() as session:
        again = decide(session, _screening(kept.document, Choice.REJECT)).made
        delete_document(session, kept.document, NOW, "by mistake")
        assert again is not None
        assert undo(session, again.id or 0, ANNA, "Anna", NOW) is not None
        assert last_choice(session, ANNA) is None


def test_nobody_takes_back_what_somebody_else_decided(store: Store, document: DocumentId) -> None:
    with store.writing() as session:
        made = decide(session, _screening(document, Choice.ACCEPT)).made
        assert made is not None
        assert undo(session, made.id or 0, BO, "Bo", NOW) is None
        assert last_choice(session, ANNA) == made
