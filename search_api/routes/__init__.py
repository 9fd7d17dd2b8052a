"""The JSON routes under /api/v1, and the same as files."""

from fastapi import APIRouter

from search_api.routes import comparing, exporting, knowing, reading, searching, trending
from search_api.routes.parameters import PREFIX

router = APIRouter(prefix=PREFIX, tags=["Utblick"])
for part in (searching, comparing, reading, knowing, exporting, trending):
    router.include_router(part.router)

__all__ = ["PREFIX", "router"]
