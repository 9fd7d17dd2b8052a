"""The web application: JSON routes and pages over one search."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import FastAPI

from kb.catalogue import Catalogue
from kb.search.port import Search
from kb.store import Store
from kb.store.revisions import latest_revision
from search_api import errors, examples, problems
from search_api.access import OPEN, Access
from search_api.entrance import Entrance
from search_api.etags import ETags
from search_api.keeping import Kept
from search_api.language import Languages
from search_api.pages import (
    administering,
    candidates,
    challenges,
    comparing,
    correcting,
    deciding,
    explaining,
    gaps,
    grading,
    measure_tools,
    own_account,
    reading,
    screening,
    searching,
    signing,
    trends,
)
from search_api.pages.rendering import Renderer
from search_api.parts import Parts
from search_api.queue import Queue
from search_api.routes import PREFIX
from search_api.routes import router as json_routes
from search_api.security import HeadAsGet, SecurityHeaders, security_headers
from search_api.showing import Shown
from search_api.signing import Signing
from search_api.status import Status

_DESCRIPTION = (
    "Search in Utblick, a knowledge base of crime-prevention measures. Unknown is null. "
    "Every fact carries the address it was read at and a mark that says how it was read."
)


_LARGEST_FORM = 2**20  # bytes


class _Application(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, with the examples and the schema of problems that the routes refer to."""
        if self.openapi_schema is None:
            schema = super().openapi()
            schema["components"]["schemas"].update(problems.schemas())
            # Added here because FastAPI takes every null out of the examples that routes declare.
            for path, example in examples.answers(self.state.parts.catalogue).items():
                answer = schema["paths"][PREFIX + path]["get"]["responses"]["200"]
                answer["content"]["application/json"]["example"] = example
            for path, files in examples.files().items():
                content = schema["paths"][PREFIX + path]["get"]["responses"]["200"]["content"]
                for media_type, beginning in files.items():
                    content[media_type]["example"] = beginning
        return super().openapi()


def create_app(
    search: Search,
    catalogue: Catalogue,
    *,
    store: Store,
    site_url: str,
    status: Callable[[], Status],
    version: str,
    today: Callable[[], date],
    access: Access = OPEN,
    contact: str | None = None,
) -> FastAPI:
    """Return the application. It asks `search` and `status` from several threads at a time.

    `site_url` is where readers reach it, without a closing slash: addresses in answers are made from it and
    never from the Host header. `access` says who is let in, and how often; `contact` is where readers reach whoever
    runs it. The interactive documentation of FastAPI is off: it loads from elsewhere.
    """
    app = _Application(
        title="Utblick",
        description=_DESCRIPTION,
        version=version,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # the redirect would repeat the Host header
        servers=[{"url": site_url.rstrip("/")}],
        max_body_size=_LARGEST_FORM,
    )
    app.state.parts = Parts(
        search=Shown(search, catalogue.sources),
        store=store,
        catalogue=catalogue,
        site_url=site_url.rstrip("/"),
        status=status,
        version=version,
        today=today,
        kept=Kept(lambda: (_revision(store), today())),
        contact=contact,
    )
    app.state.queue = Queue(store, today)
    app.state.renderer = Renderer(catalogue, site_url.rstrip("/"))
    app.state.security_headers = security_headers(site_url)
    app.state.signing = Signing(store, site_url.rstrip("/"), access)
    app.include_router(json_routes)
    app.include_router(challenges.router)
    app.include_router(reading.router)
    app.include_router(measure_tools.router)
    app.include_router(explaining.router)
    app.include_router(searching.router)
    app.include_router(comparing.router)
    app.include_router(gaps.router)
    app.include_router(trends.router)
    app.include_router(screening.router)
    app.include_router(correcting.router)
    app.include_router(grading.router)
    app.include_router(candidates.router)
    for module in (signing, own_account, administering, deciding):
        app.include_router(module.router)
    app.add_middleware(ETags)
    app.add_middleware(Entrance, signing=app.state.signing, site_url=site_url)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Languages)
    app.add_middleware(SecurityHeaders, headers=app.state.security_headers)
    errors.install(app)
    return app


def _revision(store: Store) -> int:
    with store.reading() as session:
        return latest_revision(session)
