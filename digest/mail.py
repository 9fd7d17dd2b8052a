"""Write a digest as a mail: plain text and HTML from the templates in `mails/`, the same bytes every time."""

import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from hashlib import sha256
from urllib.parse import quote

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from digest.addresses import Sender
from digest.compose import Digest
from digest.weeks import Week
from kb.catalogue import Catalogue
from kb.domain.facts import Direction, Mark
from kb.domain.swedish import (
    DESIGN,
    MARK,
    WARNED_BY,
    WARNING,
    day,
    joined,
    moment,
    own_words,
    rating_language,
)
from kb.domain.text import clean_line
from kb.store.subscribers import Subscriber

WIDTH = 72
# A group tells this many documents in full and the rest by title and link, so that a mail after a first, large
# crawl can still be read; none is left out.
_IN_FULL = 10
_WARNINGS: dict[Direction, str] = {direction: WARNING[caution] for caution, direction in WARNED_BY.items()}


@dataclass(frozen=True, slots=True)
class Mail:
    """A finished mail and the parts it was made of; `message` is what goes to the server."""

    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    message: EmailMessage


@dataclass(frozen=True, slots=True)
class Writer:
    """What a mail is written with: the facts, the address of the pages (no closing slash) and the sender."""

    catalogue: Catalogue
    site_url: str
    sender: Sender

    def message_id(self, subscriber: Subscriber, week: Week) -> str:
        """Return the Message-ID of the subscriber's digest of that week, the same whenever it is asked for."""
        key = sha256(f"{subscriber.id}\n{subscriber.email}\n{week}".encode()).hexdigest()[:24]
        return f"<utblick.{week}.{key}@{self.sender.domain}>"

    def write(self, digest: Digest, message_id: str, written_at: datetime) -> Mail:
        """Return the digest as a mail; the same arguments give the same bytes."""
        names = [self._challenge_name(challenge) for challenge in digest.subscriber.challenges]
        words = {
            "digest": digest,
            "week": digest.week,
            "count": len(digest.items),
            "notices": digest.notices,
            "planned_at": written_at,
            "subject": subject_of(digest),
            "late": sum(item.late for item in digest.items),
            "in_full": _IN_FULL,
            "followed": names,
            "unsubscribe": self._unsubscribe(),
            "answer_to": self.sender.address if self.sender.reachable else None,
            "site_url": self.site_url,
        }
        subject = clean_line(_templates().get_template("weekly/subject.txt").render(words))
        text = _templates().get_template("weekly/body.txt").render(words).strip() + "\n"
        html = _inliner().inline(_templates().get_template("weekly/body.html").render(words))
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender.header
        message["To"] = Address(addr_spec=digest.subscriber.email)
        message["Subject"] = subject
        message["Date"] = written_at
        message["Message-ID"] = message_id
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps out-of-office replies away
        unsubscribe = self._unsubscribe()
        if unsubscribe:
            message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message.set_content(text, charset="utf-8", cte="quoted-printable")
        message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
        # "=_" cannot occur in quoted-printable text (RFC 2045, 6.7); a random boundary would make each try differ.
        message.set_boundary("=_" + sha256(message_id.encode()).hexdigest()[:32])
        return Mail(self.sender.address, digest.subscriber.email, subject, text, html, message)

    def _unsubscribe(self) -> str | None:
        return f"mailto:{quote(self.sender.address, safe='@')}?subject=avsluta" if self.sender.reachable else None

    def _challenge_name(self, challenge: str) -> str:
        return next((c.name_sv for key, c in self.catalogue.challenges.items() if key == challenge), challenge)


def new_documents(count: int) -> str:
    """Return "1 nytt dokument" or "12 nya dokument"."""
    return "1 nytt dokument" if count == 1 else f"{count} nya dokument"


def needing(count: int) -> str:
    """Return "1 källa behöver tillsyn" or "3 källor behöver tillsyn"."""
    return f"{'1 källa' if count == 1 else f'{count} källor'} behöver tillsyn"


def subject_of(digest: Digest) -> str:
    """Return what is new in the digest, as its subject says it after the week."""
    said = [new_documents(len(digest.items))] if digest.items or not digest.notices else []
    return ", ".join([*said, needing(len(digest.notices))] if digest.notices else said)


def doubt(mark: Mark) -> str:
    """Return what stands after the name of a measure: empty where it was read at its source."""
    return "" if mark is Mark.READ else f" ({MARK[mark]})"


def wrap(text: str, first: str = "", rest: str | None = None) -> str:
    """Return `text` in lines of at most 72 characters; addresses are never broken, so that they can be followed."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("digest", "mails"),
        autoescape=select_autoescape(enabled_extensions=("html",), default_for_string=True, default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        wrap=wrap,
        listed=joined,
        new_documents=new_documents,
        rating_lang=rating_language,
        doubt=doubt,
        needing=needing,
        day=day,
        moment=moment,
    )
    environment.globals.update(designs=DESIGN, warnings=_WARNINGS, own_words=own_words)
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False)
