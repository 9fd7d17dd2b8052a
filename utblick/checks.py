"""What `utblick doctor` looks at: each part, what was found, and what to do about it."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import text

from kb.errors import UtblickError
from kb.store.database import newest_schema
from utblick.parts import Parts
from utblick.settings import Settings, read_settings

_SMTP_WAIT_S = 10


@dataclass(frozen=True, slots=True)
class Result:
    """One part looked at. `advice` is empty when there is nothing to do."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def run_all() -> list[Result]:
    """Look at every part and return what was found; a part that fails does not stop the others."""
    try:
        settings = read_settings()
    except UtblickError as error:
        return [Result("settings", False, str(error), "correct the variable, or the line in .env")]
    parts = Parts(settings)
    looks: list[tuple[str, Callable[[Parts], Result], str]] = [
        ("catalogue", _catalogue, "install the package anew"),
        ("data", _data, "make the folder writable, or set UTBLICK_DATA"),
        ("database", _database, "check UTBLICK_DATABASE_URL, or restore a backup"),
        ("index", _index, "run `utblick index --rebuild`; check UTBLICK_QDRANT_URL if a server is set"),
        ("model", _model, "check UTBLICK_MODEL, or run `make setup` again"),
        ("mail", _mail, "check UTBLICK_SMTP_URL"),
    ]
    results = [Result("settings", True, f"data in {settings.data.resolve()}")]
    for name, look, advice in looks:
        try:
            results.append(look(parts))
        except UtblickError as error:
            results.append(Result(name, False, str(error), advice))
    return results


def _catalogue(parts: Parts) -> Result:
    facts = parts.catalogue
    found = f"{len(facts.challenges)} challenges, {len(facts.measures)} measures, {len(facts.sources)} sources"
    return Result("catalogue", True, f"{found}; version {facts.version}")


def _data(parts: Parts) -> Result:
    parts.prepare_folder()
    probe = parts.settings.data / ".probe"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Result("data", False, f"{parts.settings.data}: {error.strerror}", "make the folder writable")
    return Result("data", True, "writable")


def _database(parts: Parts) -> Result:
    store = parts.open_store()
    with store.reading() as session:
        session.execute(text("SELECT 1"))
    found, wanted = store.schema_version(), newest_schema()
    store.close()
    if found == wanted:
        return Result("database", True, f"answers; schema {found}")
    advice = "the next command brings the schema up to date" if found is None or found < wanted else "update Utblick"
    return Result("database", found is None or found < wanted, f"answers; schema {found}, newest {wanted}", advice)


def _index(parts: Parts) -> Result:
    owner = parts.index_owner()
    if owner is not None:
        return Result("index", True, f"in use by process {owner.get('pid')} ({owner.get('command')})")
    index = parts.projection.open()
    if index is None:
        parts.home.close()
        return Result("index", True, "none yet for this model and catalogue", "run `utblick index`")
    behind = parts.projection.behind(index)
    parts.home.close()
    return Result("index", True, f"opens; {behind} documents behind", "run `utblick index`" if behind else "")


def _model(parts: Parts) -> Result:
    files = parts.model
    chunker = files.chunker()
    return Result("model", True, f"{files.name}, {files.dimension} dimensions, {chunker.limit} tokens a passage")


def _mail(parts: Parts) -> Result:
    settings: Settings = parts.settings
    if settings.smtp_url is None:
        return Result("mail", True, "no mail server set: digests are shown, not sent", "set UTBLICK_SMTP_URL to send")
    url = urlsplit(settings.smtp_url.get_secret_value())
    kind = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(url.hostname or "", url.port or (465 if url.scheme == "smtps" else 25), timeout=_SMTP_WAIT_S) as smtp:
            smtp.noop()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return Result("mail", False, f"{url.hostname} does not answer: {error}", "check UTBLICK_SMTP_URL")
    return Result("mail", True, f"{url.hostname} answers")
