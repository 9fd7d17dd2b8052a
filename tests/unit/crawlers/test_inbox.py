"""The watched folder: whole files are taken in once and put aside, and nothing that anybody dropped is lost."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.inbox import Dropped, Inbox, InboxReport
from crawlers.refusals import in_swedish, refused_note
from kb.errors import Misconfigured
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import count_all, origins
from kb.store.ingest import Outcome
from kb.store.leases import take

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
RIS = "TY  - RPRT\nTI  - {}\nAU  - Ek, Anna\nPY  - 2021\nAB  - Text om {}.\nER  - \n"


class Ticks:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Room:
    """A watched folder with the records behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "inkorg"
        self.folder.mkdir()
        self.store = Store(f"sqlite:///{folder / 'records.sqlite3'}")
        self.store.migrate()
        self.blobs = Blobs(str(folder / "blobs"))
        self.ticks = Ticks()
        self.inbox = self.opened()

    def opened(self) -> Inbox:
        return Inbox(self.folder, self.store, self.blobs, lambda: NOW, ticks=self.ticks)

    def drops(self, name: str = "lista.ris", content: str | None = None) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if content is not None else RIS.format(f"Rapport om belysning i {name}", name))
        return path

    def looks(self) -> InboxReport:
        """Look, wait until what lies there is still, and look again."""
        self.inbox.look()
        self.ticks.now += 6
        return self.inbox.look()

    def lying(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if not path.is_dir())

    def documents(self) -> int:
        with self.store.reading() as session:
            return count_all(session).documents


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_whole_file_is_taken_in_and_put_aside(room: Room) -> None:
    room.drops()
    (done,) = room.looks().files
    assert (done.file, done.moved_to, done.why) == ("lista.ris", "imported/lista.ris", None)
    assert done.report is not None
    assert done.report.counts == {Outcome.NEW: 1}
    assert room.lying() == ["imported/lista.ris"]
    assert room.documents() == 1
    assert room.looks() == InboxReport()


def test_a_file_that_still_grows_is_left_until_it_has_kept_still(room: Room) -> None:
    path = room.drops()
    room.inbox.look()
    for _ in range(3):
        room.ticks.now += 4
        with path.open("a") as file:
            file.write(RIS.format("Ännu en rapport om belysning", "mer"))
        assert room.inbox.look() == InboxReport(waiting=1)
    room.ticks.now += 4
    assert room.inbox.look() == InboxReport(waiting=1)
    room.ticks.now += 4
    assert len(room.inbox.look().files) == 1


@pytest.mark.parametrize("name", [".dold.ris", "lista.ris.part", "lista.tmp", "Lista.CRDOWNLOAD", ".mapp/lista.ris"])
def test_what_somebody_is_still_writing_is_left_alone(room: Room, name: str) -> None:
    room.drops(name)
    assert room.looks() == InboxReport()
    assert room.lying() == [name]


def test_subfolders_are_read_and_kept_apart(room: Room) -> None:
    room.drops("a/b/lista.ris")
    room.drops("imported/gammal.ris")
    room.drops("refused/gammal.ris")
    room.drops("a/imported/lista.ris")
    assert [done.moved_to for done in room.looks().files] == ["imported/a/b/lista.ris", "imported/a/imported/lista.ris"]
    assert room.documents() == 2


def test_a_file_that_cannot_be_read_is_refused_with_a_note_in_both_languages(room: Room) -> None:
    room.drops("ord.txt", "Bara ord.")
    (done,) = room.looks().files
    assert done.moved_to == "refused/ord.txt"
    assert room.lying() == ["refused/ord.txt", "refused/ord.txt.why.txt"]
    note = (room.folder / "refused/ord.txt.why.txt").read_text()
    assert "Filen togs inte in den 10 mars 2026 kl. 13.00." in note
    assert "Skäl: Filen är av en sort som inte kan läsas." in note
    assert "Reason: ord.txt is of no kind that can be read" in note
    assert str(room.folder) not in note


def test_records_that_were_refused_are_named_beside_the_file_that_was_taken(room: Room) -> None:
    room.drops("poster.jsonl", '{"id": "1", "title": "Rapport om belysning"}\n{trasig\n')
    assert room.looks().files[0].moved_to == "imported/poster.jsonl"
    note = (room.folder / "imported/poster.jsonl.why.txt").read_text()
    assert "Filen togs in den 10 mars 2026 kl. 13.00, men 1\xa0post i filen togs inte in." in note
    assert "- line 2: the line is not JSON" in note


def test_the_same_name_with_new_content_is_a_new_import_and_overwrites_nothing(room: Room) -> None:
    for topic in ("belysning", "mentorer", "kameror"):
        room.drops(content=RIS.format(f"En helt egen rapport om {topic} i staden", topic))
        assert room.looks().files[0].report is not None
    assert room.lying() == ["imported/lista-2.ris", "imported/lista-3.ris", "imported/lista.ris"]
    assert [
        topic in (room.folder / f"imported/lista{n}.ris").read_text()
        for n, topic in (("", "belysning"), ("-3", "kameror"))
    ] == [True, True]
    assert room.documents() == 3
    with room.store.reading() as session:
        found = [row[0] for row in session.connection().exec_driver_sql("select id from document")]
        assert {origin.source for document in found for origin in origins(session, document)} == {"import:lista"}


def test_a_note_that_is_there_keeps_its_name_too(room: Room) -> None:
    for _ in range(2):
        room.drops("ord.txt", "Bara ord.")
        room.looks()
    assert room.lying() == [
        "refused/ord-2.txt",
        "refused/ord-2.txt.why.txt",
        "refused/ord.txt",
        "refused/ord.txt.why.txt",
    ]


def test_links_and_special_files_are_refused_and_never_read(room: Room, tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.ris"
    secret.write_text(RIS.format("Hemligt", "hemligheter"))
    (room.folder / "link.ris").symlink_to(secret)
    (room.folder / "mapp").symlink_to(tmp_path)
    os.mkfifo(room.folder / "ror.ris")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(room.folder / "uttag.ris"))
        files = room.looks().files
    assert {done.file: done.why for done in files} == {
        "link.ris": "it is a symbolic link",
        "mapp": "it is a symbolic link",
        "ror.ris": "it is no ordinary file",
        "uttag.ris": "it is no ordinary file",
    }
    assert (room.folder / "refused/link.ris").is_symlink()
    assert secret.is_file()
    assert room.documents() == 0
    assert "Lägg hit själva filen." in (room.folder / "refused/link.ris.why.txt").read_text()


@pytest.mark.parametrize("top", ["imported", "refused"])
def test_files_are_not_moved_through_a_link(room: Room, tmp_path: Path, top: str) -> None:
    (tmp_path / "annanstans").mkdir()
    (room.folder / top).symlink_to(tmp_path / "annanstans")
    room.drops()
    with pytest.raises(Misconfigured, match="is a link"):
        room.looks()
    assert room.lying()[-1] == "lista.ris"


def test_a_kill_between_import_and_move_loses_nothing_and_takes_nothing_twice(room: Room) -> None:
    path = room.drops()
    content = path.read_bytes()
    room.looks()
    path.write_bytes(content)  # as it lay when the process was killed with its records stored
    (room.folder / "imported/lista-2.ris").touch()  # and the name kept free for it

    room.inbox = room.opened()
    (done,) = room.looks().files

    assert done.report is not None
    assert done.report.counts == {Outcome.UNCHANGED: 1}
    assert done.moved_to == "imported/lista-3.ris"
    assert room.documents() == 1


def test_of_two_workers_one_leaves_the_folder_to_the_other(room: Room) -> None:
    room.drops()
    with room.store.writing() as session:
        take(session, ["inbox"], "another-machine:1:2:inbox", NOW)
    report = room.looks()
    assert (report.files, report.held_by) == ((), "another-machine:1:2:inbox")
    assert room.lying() == ["lista.ris"]


def test_a_file_that_the_other_worker_took_meanwhile_is_nobodys_trouble(room: Room) -> None:
    path = room.drops()
    other = room.opened()
    other.look()
    room.inbox.look()
    room.ticks.now += 6
    assert len(room.inbox.look().files) == 1
    assert other.look() == InboxReport()
    assert not path.exists()


def test_a_file_that_cannot_be_moved_stays_and_is_tried_again_after_a_while(room: Room) -> None:
    room.drops()
    (room.folder / "imported").write_text("i vägen")
    (room.folder / "refused").write_text("i vägen")
    (done,) = room.looks().files
    assert done.moved_to is None
    assert done.trouble
    room.ticks.now += 10
    assert room.inbox.look() == InboxReport()
    (room.folder / "imported").unlink()
    room.ticks.now += 60
    assert room.inbox.look().files[0].moved_to == "imported/lista.ris"
    assert room.documents() == 1


def test_what_cannot_be_moved_leaves_nothing_of_ours_behind(room: Room) -> None:
    path = room.drops("obegriplig.txt", "bara ord")
    asked = []

    def clock() -> datetime:
        asked.append(NOW)
        if len(asked) == 3:  # the note is being written: in this moment somebody takes the file away
            path.unlink()
        return NOW

    room.inbox = Inbox(room.folder, room.store, room.blobs, clock, ticks=room.ticks)
    (done,) = room.looks().files
    assert (done.moved_to, bool(done.trouble)) == (None, True)
    assert room.lying() == []


def test_names_of_any_length_and_bytes_are_put_aside(room: Room) -> None:
    long = "å" * 125 + ".txt"
    odd = os.fsdecode(b"r\xe5tt.txt")
    for name in (long, odd):
        room.drops(name, "Bara ord.")
    moved = [done.moved_to for done in room.looks().files]
    assert all(name is not None and name.startswith("refused/") for name in moved)
    assert room.lying()[0].startswith("refused/")
    assert len(room.lying()) == 4


def test_a_file_put_aside_under_the_name_of_a_folder_stands_in_nobodys_way(room: Room) -> None:
    room.drops("a")
    room.looks()
    room.drops("a/lista.ris")
    assert room.looks().files[0].moved_to == "imported/lista.ris"


def test_the_folder_is_made_when_it_is_missing_and_a_file_in_its_place_is_named(room: Room, tmp_path: Path) -> None:
    room.folder = tmp_path / "ny" / "inkorg"
    assert room.opened().look() == InboxReport()
    assert room.folder.is_dir()
    room.folder = tmp_path / "fil"
    room.folder.write_text("")
    with pytest.raises(Misconfigured, match="fil cannot be used"):
        room.opened().look()


def test_work_stops_between_two_files(room: Room) -> None:
    room.drops("a.ris")
    room.drops("b.ris")
    room.inbox.look()
    room.ticks.now += 6
    answers = iter([False, True])
    done = room.inbox.look(lambda: next(answers)).files
    assert [dropped.file for dropped in done] == ["a.ris"]
    assert isinstance(done[0], Dropped)
    assert room.lying() == ["b.ris", "imported/a.ris"]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("x.pdf is a PDF without text: it needs OCR", "ingen text som går att läsa"),
        ("x.pdf is an encrypted PDF: it cannot be read without its password", "skyddad med lösenord"),
        ("x is empty", "Filen är tom."),
        ("x holds no readable record; line 1: the line is not JSON", "Ingen post i filen går att läsa."),
        ("something else", "Filen går inte att läsa."),
    ],
)
def test_reasons_are_said_in_swedish(why: str, said: str) -> None:
    assert said in in_swedish(why)


def test_the_name_of_a_file_is_no_reason() -> None:
    note = refused_note("OCR med gzip.txt", "OCR med gzip.txt is of no kind that can be read (feed, page)", NOW)
    assert "Skäl: Filen är av en sort som inte kan läsas." in note
