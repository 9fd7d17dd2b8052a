"""Digests against a real SMTP server on the loopback interface."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import typer
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from typer.testing import CliRunner

from digest.mail import Mail
from digest.planning import plan
from digest.send import Sending, send
from digest.transport import Answer, SmtpTransport, Transport, parse_smtp_url
from digest.weeks import parse_week, week_of
from kb.catalogue import load_catalogue
from kb.errors import Misconfigured, TryAgain, Unreachable
from kb.store.deliveries import list_deliveries
from tests.unit.digest.newsroom import MONDAY_AFTER, Clock, Newsroom, writer
from utblick.commands import digest

pytestmark = [
    # aiosmtpd warns when a login is asked for without TLS, which on the loopback interface is meant here.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]

WEEK = parse_week("2026-W47")


class Killed(BaseException):
    """The process ends here."""


class Mailbox:
    """What the server does with mails: keeps them, or answers `rcpt` or `data` as told; "drop" breaks off."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.connections: set[int] = set()
        self.recipients: list[str] = []
        self.sender = self.rcpt = self.data = ""
        self.keep_dropped = False

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.connections.add(id(session))
        if self.data == "drop":
            if self.keep_dropped:
                self._keep(envelope)
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            await asyncio.sleep(0)
            return "421 gone"
        if self.data:
            return self.data
        self._keep(envelope)
        return "250 Message accepted"

    def _keep(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        self.recipients += envelope.rcpt_tos


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    room.joins("anna@kommun.example")
    room.joins("bo@kommun.example")
    room.tells()
    plan(room.store, WEEK, writer(), MONDAY_AFTER)
    yield room
    room.store.close()


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[Controller]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    yield from running(controller)


def running(controller: Controller) -> Iterator[Controller]:
    controller.start()
    yield controller
    controller.stop()


def free_port() -> int:
    """Return a port nobody listens on now: aiosmtpd cannot be asked which one it got for port 0."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


def transport_to(
    controller: Controller, scheme: str = "smtp", user: str = "", tls: ssl.SSLContext | None = None
) -> Transport:
    host = "localhost" if tls else "127.0.0.1"
    return SmtpTransport(parse_smtp_url(f"{scheme}://{user}{host}:{controller.port}"), tls)


def run(newsroom: Newsroom, transport: Transport, clock: Clock | None = None) -> Sending:
    return send(newsroom.store, transport, clock or Clock(), writer())


def states(newsroom: Newsroom) -> list[str]:
    with newsroom.store.reading() as session:
        return [delivery.state for delivery in list_deliveries(session)]


def message_ids(mailbox: Mailbox) -> list[str]:
    return [str(message_from_bytes(mail, policy=default)["Message-ID"]) for mail in mailbox.mails]


def test_mails_arrive_whole_over_one_connection_and_a_second_run_sends_nothing(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller
) -> None:
    assert run(newsroom, transport_to(server)).sent == 2
    assert run(newsroom, transport_to(server)) == Sending()

    assert mailbox.recipients == ["anna@kommun.example", "bo@kommun.example"]
    assert len(mailbox.connections) == 1
    message = message_from_bytes(mailbox.mails[0], policy=default)
    assert message["Subject"] == "Utblick vecka 47: 1 nytt dokument"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not message.defects


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_4xx_keeps_the_mails_planned_until_the_server_takes_them(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller, step: str
) -> None:
    setattr(mailbox, step, "451 Greylisted, come back")
    done = run(newsroom, transport_to(server))
    assert (done.postponed, states(newsroom)) == (2, ["planned", "planned"])
    with pytest.raises(TryAgain):
        done.try_again()

    setattr(mailbox, step, "")
    assert run(newsroom, transport_to(server)).sent == 2
    assert len(mailbox.mails) == 2


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_5xx_fails_the_mail_with_the_servers_words(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller, step: str
) -> None:
    setattr(mailbox, step, "550 5.1.1 No such mailbox")

    done = run(newsroom, transport_to(server))

    assert (done.failed, states(newsroom)) == (2, ["failed", "failed"])
    with newsroom.store.reading() as session:
        assert list_deliveries(session)[0].detail == "550 5.1.1 No such mailbox"
    setattr(mailbox, step, "")
    assert run(newsroom, transport_to(server)) == Sending()
    assert mailbox.mails == []


def test_a_server_that_refuses_the_sender_is_a_wrong_setting_and_fails_no_mail(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller
) -> None:
    mailbox.sender = "550 Sender not allowed"

    with pytest.raises(Misconfigured, match=r"refuses the sender utblick@utblick\.example: 550"):
        run(newsroom, transport_to(server))
    assert states(newsroom) == ["planned", "planned"]


def test_a_connection_dropped_during_data_is_tried_once_more_with_the_same_message_id(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller
) -> None:
    mailbox.data, mailbox.keep_dropped = "drop", True
    done = run(newsroom, transport_to(server))
    assert (done.unanswered, states(newsroom)) == (2, ["data", "data"])

    mailbox.data = ""
    assert run(newsroom, transport_to(server)).sent == 2
    first, again = message_ids(mailbox)[:2], message_ids(mailbox)[2:]
    assert first == again
    assert mailbox.mails[0] == mailbox.mails[2]


def test_a_connection_dropped_twice_during_data_is_uncertain_and_never_tried_again(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller
) -> None:
    mailbox.data = "drop"
    run(newsroom, transport_to(server))
    assert run(newsroom, transport_to(server)).uncertain == 2

    mailbox.data = ""
    assert run(newsroom, transport_to(server)) == Sending()
    assert (states(newsroom), mailbox.mails) == (["uncertain", "uncertain"], [])


class KilledAfterData:
    """A process that ends after the server took the mail and before that was stored."""

    delivers = True

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
        self._transport.deliver(mail, claim)
        raise Killed

    def close(self) -> None:
        self._transport.close()


def test_a_process_killed_between_data_and_sent_loses_nobody_and_repeats_one_mail_at_most(
    newsroom: Newsroom, mailbox: Mailbox, server: Controller
) -> None:
    clock = Clock()
    with pytest.raises(Killed):
        run(newsroom, KilledAfterData(transport_to(server)), clock)
    assert states(newsroom) == ["data", "planned"]

    soon = run(newsroom, transport_to(server), clock)
    assert (soon.sent, soon.under_way) == (1, 1)  # so soon, the first could still be at work
    clock.passes(minutes=11)
    assert run(newsroom, transport_to(server), clock).sent == 1
    assert run(newsroom, transport_to(server), clock) == Sending()

    anna, bo, anna_again = message_ids(mailbox)
    assert anna == anna_again != bo


def test_no_server_is_a_matter_for_later(newsroom: Newsroom) -> None:
    done = run(newsroom, SmtpTransport(parse_smtp_url("smtp://127.0.0.1:1")))

    assert states(newsroom) == ["planned", "planned"]
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:1 does not answer: .*; digests waiting: 2"):
        done.try_again()


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = LoginPassword(b"utblick@x", b"h:/m%@")
    return AuthResult(success=data == right, handled=False)


@pytest.fixture
def login_server(mailbox: Mailbox) -> Iterator[Controller]:
    yield from running(
        Controller(
            mailbox,
            hostname="127.0.0.1",
            port=free_port(),
            authenticator=authenticate,
            auth_required=True,
            auth_require_tls=False,
        )
    )


def test_user_and_password_are_percent_decoded(newsroom: Newsroom, login_server: Controller) -> None:
    assert run(newsroom, transport_to(login_server, user="utblick%40x:h%3A%2Fm%25%40@")).sent == 2


def test_a_wrong_password_is_a_wrong_setting_that_is_not_repeated(newsroom: Newsroom, login_server: Controller) -> None:
    with pytest.raises(Misconfigured, match="refuses the user or password") as caught:
        run(newsroom, transport_to(login_server, user="utblick%40x:hemlig@"))

    assert "hemlig" not in str(caught.value)
    assert states(newsroom) == ["planned", "planned"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-keyout", str(key), "-out", str(cert), "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(made, check=True, capture_output=True, timeout=30)
    return cert, key


def test_the_command_ends_with_1_when_a_mail_was_refused_for_good(
    tmp_path: Path, mailbox: Mailbox, server: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path)
    key = next(iter(load_catalogue().challenges))
    room.joins(challenges=(key,))
    room.reads(room.finds(at=datetime.now(UTC)), {key: "skjutningar"})
    room.store.close()
    mailbox.rcpt = "550 5.1.1 No such mailbox"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATABASE_URL", f"sqlite:///{tmp_path / 'records.sqlite3'}")
    monkeypatch.setenv("UTBLICK_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    app = typer.Typer()
    digest.register(app)

    refused = CliRunner().invoke(app, ["digest", "send", "--week", str(week_of(datetime.now(UTC)))])

    assert refused.exit_code == 1
    assert "1 failed" in refused.stdout
    assert "failed or uncertain: 1 mail" in refused.stderr


def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def starttls_server(mailbox: Mailbox, certificate: tuple[Path, Path]) -> Iterator[Controller]:
    tls = server_tls(certificate)
    yield from running(
        Controller(mailbox, hostname="127.0.0.1", port=free_port(), tls_context=tls, require_starttls=True)
    )


@pytest.fixture
def smtps_server(mailbox: Mailbox, certificate: tuple[Path, Path]) -> Iterator[Controller]:
    yield from running(Controller(mailbox, hostname="127.0.0.1", port=free_port(), ssl_context=server_tls(certificate)))


def test_starttls_is_used_when_offered(
    newsroom: Newsroom, starttls_server: Controller, certificate: tuple[Path, Path]
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate[0]))

    assert run(newsroom, transport_to(starttls_server, tls=trusted)).sent == 2


def test_a_certificate_nobody_vouches_for_is_refused(newsroom: Newsroom, starttls_server: Controller) -> None:
    with pytest.raises(Misconfigured, match="certificate that is not valid"):
        run(newsroom, transport_to(starttls_server))
    assert states(newsroom) == ["planned", "planned"]


def test_smtps_speaks_tls_from_the_first_byte(
    newsroom: Newsroom, smtps_server: Controller, certificate: tuple[Path, Path]
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate[0]))

    assert run(newsroom, transport_to(smtps_server, "smtps", tls=trusted)).sent == 2
