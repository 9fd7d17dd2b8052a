"""What `utblick doctor` looks at: each part, what was found, and what to do about it."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import text

from digest.transport import parse_smtp_url
from kb.errors import UtblickError
from kb.index.notes import current_in, is_damaged
from kb.store import Store
from kb.store.database import newest_schema
from utblick.models import choose
from utblick.output import told
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
        except OSError as error:  # a file or folder in the data folder that is not ours to use
            results.append(Result(name, False, told(error), advice))
    return results


def _catalogue(parts: Parts) -> Result:
    facts = parts.shipped  # not what stands in the database: that is another check
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
    parts.prepare_folder()
    with closing(parts.open_store()) as store:  # as it is: looking changes nothing
        return _index_of(parts, store)


def _index_of(parts: Parts, store: Store) -> Result:
    up_to_date = store.schema_version() == newest_schema()
    model = parts.model.name  # by which an index is called
    folder = parts.settings.data / "index"
    damaged = Result("index", False, f"the one in {folder} cannot be read", "run `utblick index`: it is built anew")
    built = None
    if not parts.settings.qdrant_url:
        if is_damaged(folder):
            return damaged
        built = current_in(folder)
        if built is None:
            return Result("index", True, f"none yet for {model}", "run `utblick index`")
    # While another model is being prepared, the index is the former's.
    projection = parts.projection_of(store, choose(parts).answers.used if up_to_date else None)
    with closing(parts.home):
        index = projection.open()
        if index is None and built is not None and built.name == projection.name:
            return damaged
        if index is None:
            return Result("index", True, "none yet for this model and catalogue", "run `utblick index`")
        if not up_to_date:
            return Result("index", True, "opens; how far it is behind is not known, as the schema is another")
        behind = projection.behind(index)
    return Result("index", True, f"opens; {behind} documents behind", "run `utblick index`" if behind else "")


def _model(parts: Parts) -> Result:
    files = parts.model
    chunker = files.chunker()
    return Result("model", True, f"{files.name}, {files.dimension} dimensions, {chunker.limit} tokens a passage")


def _mail(parts: Parts) -> Result:
    settings: Settings = parts.settings
    if settings.smtp_url is None:
        return Result("mail", True, "no mail server set: digests are shown, not sent", "set UTBLICK_SMTP_URL to send")
    server = parse_smtp_url(settings.smtp_url.get_secret_value())
    where = f"{server.host}:{server.port}"
    try:
        if server.tls:
            secure = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_SMTP_WAIT_S, context=secure)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=_SMTP_WAIT_S)
        with smtp:
            smtp.noop()
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        return Result("mail", False, f"{where} does not answer: {error}", "check UTBLICK_SMTP_URL")
    return Result("mail", True, f"{where} answers")
