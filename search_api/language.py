"""The two languages of the pages: Swedish at `/…`, English at `/en/…`.

Texts are written in Swedish where they stand; `locale/en/*.po` has their English, read once (GNU gettext's PO files,
which translators have tools for). A text without a translation is shown in Swedish and fails a test.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import cast
from urllib.parse import quote

from babel import Locale
from babel.messages.pofile import read_po
from starlette.types import ASGIApp, Receive, Scope, Send

_API = "/api"


class Language(StrEnum):
    """A language that the pages are in."""

    SWEDISH = "sv"
    ENGLISH = "en"

    @property
    def prefix(self) -> str:
        """What every address of a page in this language begins with."""
        return "" if self is Language.SWEDISH else f"/{self.value}"

    @property
    def locale(self) -> Locale:
        """How dates, numbers and lists are written in it (Unicode CLDR). English as in Britain: day before month."""
        return Locale("sv", "SE") if self is Language.SWEDISH else Locale("en", "GB")


_current: ContextVar[Language] = ContextVar("language", default=Language.SWEDISH)
_address: ContextVar[str] = ContextVar("address", default="/")


def spoken() -> Language:
    """Return the language of the page that is being made: of the address that was asked for."""
    return _current.get()


def speak(language: Language) -> None:
    """Let the page that is being made be in this language."""
    _current.set(language)


def asked_address() -> str:
    """Return what was asked for, path and query, without the prefix of its language: the same in every language."""
    return _address.get()


def local(path: str) -> str:
    """Return the address, within the site and in the language of the page, of a path such as "/sok"."""
    return spoken().prefix + path


def marked(text: str) -> str:
    """Return the text as it is; marks a word of a table that is translated when it is looked up."""
    return text


def gettext(text: str) -> str:
    """Return a Swedish text in the language of the page."""
    return text if spoken() is Language.SWEDISH else translations().get((text, None), text)


def pgettext(context: str, text: str) -> str:
    """Return a Swedish text, one of several of the same words, in the language of the page."""
    return text if spoken() is Language.SWEDISH else translations().get((text, context), text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form that fits the number, in the language of the page; both languages have two forms."""
    form = one if number == 1 else many
    if spoken() is Language.SWEDISH:
        return form
    return plurals().get(one, (one, many))[0 if number == 1 else 1]


@cache
def translations() -> dict[tuple[str, str | None], str]:
    """Return the English of each text in the singular, by the text and its context."""
    return {(one.swedish[0], one.context): one.english[0] for one in _messages()}


@cache
def plurals() -> dict[str, tuple[str, str]]:
    """Return the two English forms of each text that has two, by its Swedish singular."""
    return {one.swedish[0]: (one.english[0], one.english[1]) for one in _messages() if len(one.swedish) == 2}


@dataclass(frozen=True, slots=True)
class _Message:
    swedish: tuple[str, ...]
    english: tuple[str, ...]
    context: str | None


def _messages() -> list[_Message]:
    folder = resources.files("search_api") / "locale" / "en"
    found = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".po"):
            continue
        with file.open("rb") as opened:
            for message in read_po(opened, locale="en", abort_invalid=True):
                swedish, english = _forms(message.id), _forms(message.string)
                if message.id and all(english) and not message.fuzzy:
                    found.append(_Message(swedish, english, message.context))
    return found


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(cast(Sequence[str], text))


class Languages:
    """Takes the language from the address and the language's prefix off the path that is routed on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on. The language stays set: the page of an error is made when the call has come back."""
        if scope["type"] == "http":
            found = next((one for one in Language if one.prefix and _begins(scope["path"], one.prefix)), None)
            speak(found or Language.SWEDISH)
            path = scope["path"].removeprefix(found.prefix if found else "")
            query = scope.get("query_string", b"").decode("latin-1")
            # One slash: links are made of it, and "//evil.example" would lead out of the site (RFC 3986, 4.2).
            _address.set(f"/{quote(path.lstrip('/'))}{f'?{query}' if query else ''}")
            if found and not _begins(scope["path"].removeprefix(found.prefix), _API):  # the API is in English alone
                # Routes are matched below the root path (ASGI), request.url still has the whole.
                scope = {**scope, "root_path": scope.get("root_path", "") + found.prefix}
                if scope["path"] == found.prefix:
                    scope["path"] += "/"
        await self.app(scope, receive, send)


def _begins(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + "/")
