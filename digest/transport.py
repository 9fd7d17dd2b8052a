"""Ways out for a mail: the console, or an SMTP server."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import unquote, urlsplit

from digest.mail import Mail
from kb.domain.text import clean_line
from kb.errors import Misconfigured, Unreachable

_TIMEOUT_S = 30.0
_LONGEST_REASON = 300
_TOO_LARGE = 552  # the one permanent answer to MAIL FROM that is about the mail and not about the sender


class Outcome(StrEnum):
    """What became of a mail that was given to a transport.

    unanswered: the server had it and did not say whether it took it. taken: another process claimed it first.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    POSTPONED = "postponed"
    LOST_BEFORE = "lost_before"
    UNANSWERED = "unanswered"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a mail, in the server's own words where it used any."""

    outcome: Outcome
    reason: str = ""


class Transport(Protocol):
    """Takes finished mails. `delivers` is False for one that only shows them."""

    @property
    def delivers(self) -> bool:
        """Whether a mail that is given to it leaves the house."""
        ...

    def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
        """Hand over `mail`, calling `claim` just before its words are sent; when it says False, send nothing.

        Raises Unreachable when no server answers and Misconfigured when it refuses us and not the mail.
        """
        ...

    def close(self) -> None:
        """Let go of the server."""
        ...


class ConsoleTransport:
    """Shows the plain text of a mail and sends nothing; nothing is claimed either."""

    delivers = False

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show

    def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:  # noqa: ARG002 - nothing leaves, nothing to claim
        """Show the mail."""
        heads = (f"{name}: {mail.message[name]}" for name in ("From", "To", "Subject", "Date", "Message-ID"))
        self._show("\n".join((*heads, "", mail.text)))
        return Answer(Outcome.ACCEPTED)

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail goes. `tls` from the first byte (smtps), else STARTTLS when the server offers it."""

    host: str
    port: int
    tls: bool
    user: str | None
    password: str | None

    def __repr__(self) -> str:
        """Return the server without its credentials."""
        return f"SmtpServer({self.host}:{self.port})"


def parse_smtp_url(url: str) -> SmtpServer:
    """Return the server in smtp://[user:password@]host[:port] or smtps://…; user and password percent-decoded.

    Raises Misconfigured, without repeating the address: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Misconfigured("UTBLICK_SMTP_URL cannot be read: use smtp://[user:password@]host[:port]") from error
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path not in {"", "/"} or parts.query:
        raise Misconfigured("UTBLICK_SMTP_URL must be smtp://[user:password@]host[:port] or smtps://…")
    if (parts.username is None) != (parts.password is None):
        raise Misconfigured("UTBLICK_SMTP_URL names a user or a password: it must name both or neither")
    user = unquote(parts.username) if parts.username is not None else None
    password = unquote(parts.password) if parts.password is not None else None
    tls = parts.scheme == "smtps"
    return SmtpServer(host, port or (465 if tls else 25), tls, user, password)


class SmtpTransport:
    """Hands mails to one server over one connection, opened with the first mail and again when it was lost."""

    delivers = True

    def __init__(self, server: SmtpServer, tls: ssl.SSLContext | None = None) -> None:
        """Use `tls` to verify the server; None: the system's certificates."""
        self._server, self._tls = server, tls or ssl.create_default_context()
        self._connection: smtplib.SMTP | None = None

    def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
        """Hand over `mail` (RFC 5321, 3.3); whatever goes wrong is told by when it went wrong."""
        connection = self._connected()
        claimed = False
        try:
            code, said = connection.mail(mail.sender)
            if code >= 500 and code != _TOO_LARGE:
                raise Misconfigured(f"the mail server refuses the sender {mail.sender}: {_answer(code, said)}")
            if code == 250:
                code, said = connection.rcpt(mail.recipient)
            if code in {250, 251}:
                claimed = claim()
                if not claimed:
                    connection.rset()
                    return Answer(Outcome.TAKEN)
                code, said = connection.data(mail.message.as_bytes())
                if 200 <= code < 300:
                    return Answer(Outcome.ACCEPTED, _answer(code, said))
                if code < 400:  # no answer that means yes or no
                    self._forget()
                    return Answer(Outcome.UNANSWERED, f"the mail server answered {_answer(code, said)}")
        except smtplib.SMTPDataError as error:  # the answer to the word DATA itself: nothing was sent yet
            code, said = error.smtp_code, _bytes(error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._forget()
            outcome = Outcome.UNANSWERED if claimed else Outcome.LOST_BEFORE
            return Answer(outcome, f"the mail server broke off: {_words(error)}")
        answer = Answer(Outcome.REFUSED if code >= 500 else Outcome.POSTPONED, _answer(code, said))
        self._reset(connection, code)
        return answer

    def close(self) -> None:
        """Say goodbye to the server; one that no longer listens does not matter: what it answered is known."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
        self._forget()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is not None:
            return self._connection
        where = f"the mail server {self._server.host}:{self._server.port}"
        try:
            connection = self._open()
        except ssl.SSLCertVerificationError as error:
            raise Misconfigured(f"{where} shows a certificate that is not valid: {error.verify_message}") from error
        except smtplib.SMTPAuthenticationError as error:
            said = _answer(error.smtp_code, error.smtp_error)
            if error.smtp_code < 500:
                raise Unreachable(f"{where} does not let us log in now: {said}") from error
            raise Misconfigured(f"{where} refuses the user or password of UTBLICK_SMTP_URL: {said}") from error
        except smtplib.SMTPNotSupportedError as error:
            raise Misconfigured(f"{where} offers no way to log in: {_words(error)}") from error
        except UnicodeError as error:  # smtplib speaks ASCII, in host names and in passwords
            raise Misconfigured(f"{where} cannot be used: host, user and password must be ASCII") from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(f"{where} does not answer: {_words(error)}") from error
        self._connection = connection
        return connection

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_S, context=self._tls)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S)
        try:
            connection.ehlo_or_helo_if_needed()
            if not server.tls and connection.has_extn("starttls"):
                connection.starttls(context=self._tls)
                connection.ehlo_or_helo_if_needed()
            elif not server.tls and server.user is not None and not _loopback(server.host):
                raise Misconfigured(
                    f"the mail server {server.host}:{server.port} offers no STARTTLS: "
                    "the password would travel in clear text, so it is not sent"
                )
            if server.user is not None and server.password is not None:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _reset(self, connection: smtplib.SMTP, code: int) -> None:
        if code == 421:  # the server is closing the connection
            self._forget()
            return
        try:
            connection.rset()
        except (smtplib.SMTPException, OSError):
            self._forget()

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _answer(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return clean_line(f"{code} {words}")[:_LONGEST_REASON]


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _words(error: Exception) -> str:
    return clean_line(str(error) or type(error).__name__)[:_LONGEST_REASON]
