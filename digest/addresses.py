"""E-mail addresses: who may get a mail, and who sends it."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import getaddresses

from kb.errors import InputError, Misconfigured

# The dot-atom of RFC 5322 in ASCII. Quoted local parts, comments and address literals are lawful and never meant.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(\.{_LABEL})*\.[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")
_SENDER = re.compile(rf"{_LOCAL}@{_LABEL}(\.{_LABEL})*")
_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1, and the path's angle brackets


def normal_email(text: str) -> str:
    """Return the address as it is kept and compared, in lower case; raise InputError when it cannot be one."""
    address = text.strip(" ")
    local = address.partition("@")[0]
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST or len(local) > _LONGEST_LOCAL:
        raise InputError(f"{text!r} is no e-mail address that mail can be sent to (example: anna.ek@kommun.se)")
    return address.lower()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the digest is from. `name` is what mail programs show; empty: the address alone."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part after the @, under which message ids are made."""
        return self.address.rpartition("@")[2]

    @property
    def reachable(self) -> bool:
        """Whether an answer can arrive: the default sender at localhost has no mailbox anybody could write to."""
        return "." in self.domain

    @property
    def header(self) -> Address:
        """The sender as the header From wants it."""
        return Address(display_name=self.name, addr_spec=self.address)


def parse_sender(text: str) -> Sender:
    """Return the sender written as "utblick@bra.se" or "Utblick <utblick@bra.se>"; raise Misconfigured for another."""
    found = getaddresses([text])
    name, address = found[0] if len(found) == 1 else ("", "")
    if not text.isprintable() or not _SENDER.fullmatch(address) or len(address) > _LONGEST:
        raise Misconfigured(f"the sender {text!r} (UTBLICK_MAIL_FROM) is no e-mail address, as in utblick@example.se")
    return Sender(name or "Utblick", address)
