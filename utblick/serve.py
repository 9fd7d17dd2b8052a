"""`utblick run`: everything in one process."""

import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from functools import cached_property

import uvicorn
from fastapi import FastAPI

from kb.errors import InputError, Misconfigured
from kb.search.searcher import Searcher
from kb.store.documents import count_all
from kb.store.health import neediest_first, standings
from search_api.access import Access, Provider, secure_address
from search_api.app import create_app
from search_api.keeping import Kept
from search_api.status import SourceStatus, Status
from utblick import __version__
from utblick.collecting import collectors
from utblick.inbox import InboxWatcher, inbox_of
from utblick.output import Tell
from utblick.parts import Live, Parts
from utblick.settings import Settings, web_address
from utblick.worker import Worker

_CONCURRENT = 64
_ANSWERS_END_S = 3
_STATUS_LASTS_S = 2.0  # counting everything that is held takes 0.1 s
_WORK_ENDS_S = 6.0  # together below the 10 s that Docker waits before it kills


class ServingParts(Parts):
    """The parts of a server, which tells other processes where it answers."""

    url = ""

    def owner_note(self) -> dict[str, object]:
        """What this process says of itself to others that want the index; `key` lets them ask it."""
        return {**super().owner_note(), "url": self.url, "key": self.key}

    @cached_property
    def key(self) -> str:
        """What lets in commands on this machine, who read it in the data folder."""
        return secrets.token_urlsafe(32)


def access_of(settings: Settings, own_key: str) -> Access:
    """Return who is let in and how often, by the settings; raise Misconfigured where one needs another."""
    provider = None
    if settings.oidc_issuer:
        if not settings.oidc_client_id or settings.oidc_client_secret is None:
            raise Misconfigured("UTBLICK_OIDC_ISSUER needs UTBLICK_OIDC_CLIENT_ID and UTBLICK_OIDC_CLIENT_SECRET")
        provider = Provider(
            secure_address(settings.oidc_issuer),
            settings.oidc_client_id,
            settings.oidc_client_secret.get_secret_value(),
        )
    return Access(
        reading_open=settings.reading == "open",
        reads=settings.reads_per_minute,
        writes=settings.writes_per_minute,
        sign_ins=settings.sign_ins_per_minute,
        provider=provider,
        own_key=own_key,
    )


def serve(parts: ServingParts, tell: Tell) -> None:
    """Serve until interrupted; raise InputError when the port is taken and Busy when the data folder is."""
    # uvicorn ends its own work at SIGTERM, then raises it again: as an exit, so that what stands below is done too.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    access = access_of(parts.settings, parts.key)
    taken = listen(parts.settings.host, parts.settings.port)
    parts.url = web_address(*taken.getsockname()[:2])
    live = Live()
    threads: list[threading.Thread] = [Worker(parts, live)]
    if parts.settings.crawl:
        threads += collectors(parts, live, tell)
    try:
        parts.store  # noqa: B018 - opened and migrated before anything else runs
        parts.home  # noqa: B018 - taken, or another process named, before anything else runs
        if parts.settings.inbox is not None:
            threads.append(InboxWatcher(inbox_of(parts), live, tell))
        measures, challenges = len(parts.catalogue.measures), len(parts.catalogue.challenges)
        tell(
            "starting",
            f"The catalogue has {measures} measures, {challenges} challenges.",
            measures=measures,
            challenges=challenges,
        )
        for thread in threads:
            thread.start()
        searcher = parts.searcher(live)
        recent = Kept(lambda: time.monotonic() // _STATUS_LASTS_S)
        app = create_app(
            searcher,
            parts.catalogue,
            store=parts.store,
            site_url=parts.settings.public_url or parts.url,
            status=lambda: recent.get("status", lambda: status_of(parts, live)),
            version=__version__,
            today=lambda: parts.now().date(),
            contact=parts.settings.contact,
            access=access,
        )
        threading.Thread(target=warm, args=(searcher, app), name="warm", daemon=True).start()
        tell("answering", f"Utblick answers at {parts.url}; stop it with Ctrl+C.", url=parts.url)
        config = uvicorn.Config(
            app,
            log_config=None,  # ours: on standard error, where no JSON is expected
            log_level=parts.settings.log_level,
            limit_concurrency=_CONCURRENT,
            server_header=False,
            proxy_headers=bool(parts.settings.trusted_proxies),
            forwarded_allow_ips=parts.settings.trusted_proxies,
            lifespan="off",
            timeout_graceful_shutdown=_ANSWERS_END_S,
        )
        uvicorn.Server(config).run(sockets=[taken])
    finally:
        live.stop.set()
        taken.close()
        if _ended(threads) and "home" in vars(parts):
            parts.home.close()


def warm(searcher: Searcher, app: FastAPI) -> None:
    """Make ready what the first reader, then the first analyst, would wait for: the inbox alone takes some seconds."""
    searcher.warm()
    app.state.queue.order()


def _ended(threads: Sequence[threading.Thread]) -> bool:
    """Wait a little for the threads to end, and return whether all have.

    One that has not is in a long batch: it dies with the process, and the batch is done again, as after a kill.
    """
    deadline = time.monotonic() + _WORK_ENDS_S
    for thread in threads:
        if thread.ident is not None:
            thread.join(timeout=max(0.0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; raise InputError when that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    try:
        found = socket.create_server((host, port), family=family, dualstack_ipv6=both)
        # Inherited by each connection. asyncio sets it only where the protocol is named, which create_server does not
        # do; without it an answer in two pieces waits 40 ms for the reader to acknowledge (RFC 1122, 4.2.3.2).
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        if error.errno == 98 or "in use" in str(error):  # EADDRINUSE
            raise InputError(
                f"port {port} on {host} is taken by another program: stop it, or set UTBLICK_PORT to a free port"
            ) from error
        raise Misconfigured(f"cannot listen on {host}:{port}: {error.strerror}") from error
    return found


def status_of(parts: Parts, live: Live) -> Status:
    """Return how things stand."""
    answering = live.answering or parts.wanted.answering()
    with parts.store.reading() as session:
        counts = count_all(session)
        found = neediest_first(standings(session, parts.catalogue.sources.values(), parts.now()))
    return Status(
        documents=counts.documents,
        read=counts.read,
        embedded=counts.embedded,
        waiting=parts.read_job.waiting(),
        behind=answering.behind(),
        sources=tuple(map(SourceStatus.from_standing, found)),
        model_ready=answering.embedder is not None,
        busy=live.trouble or live.busy,
    )
