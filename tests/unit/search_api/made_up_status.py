"""A status with sources of each fate, made up."""

from dataclasses import replace
from datetime import UTC, datetime

from crawlers.register import load_register
from kb.domain.documents import SourceId
from kb.domain.health import Condition, Health
from kb.domain.sources import Show, SourceKind
from kb.store.crawls import Yield
from search_api.status import SourceStatus, Status

REGISTER = {
    source.id: replace(source, enabled=True, kind=SourceKind.FEED, interval_h=6, show=Show.TEXT)
    if source.id in ("bra_rss", "bra_publikationer")
    else source
    for source in load_register().values()
}
WHEN = datetime(2026, 3, 3, 13, 5, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> \'"&{{ 7*7 }}'
WELL = Health(Condition.WELL, WHEN, "Hämtad utan fel den 3 mars 2026.", "Collected without error on 2026-03-03.")
NEVER = Health(Condition.NEVER, None, "Inte prövad ännu.", "Not tried yet.")


def made_up_status() -> Status:
    """Return a status with one source of each fate."""
    earlier = datetime(2025, 12, 24, 23, 30, tzinfo=UTC)
    return Status(
        documents=12345,
        read=12000,
        embedded=11000,
        waiting=345,
        behind=1,
        model_ready=False,
        busy="Läser dokument.",
        sources=(
            _status(
                "bra_rss",
                earlier,
                WHEN,
                "unreachable",
                f"connect timed out {HOSTILE}",
                Health(Condition.FAILING, WHEN, f"Hämtningen misslyckades {HOSTILE}.", "Failed."),
            ),
            _status("bra_publikationer", WHEN, WHEN, "ok", None, WELL, Yield(1234, 321, 21, WHEN)),
            *(
                SourceStatus(source, NEVER, Yield(), None, None, None, None)
                for source in REGISTER.values()
                if source.id not in ("bra_rss", "bra_publikationer")
            ),
        ),
    )


def _status(
    source: str,
    success: datetime | None,
    attempt: datetime | None,
    verdict: str | None,
    detail: str | None,
    health: Health,
    given: Yield | None = None,
) -> SourceStatus:
    return SourceStatus(REGISTER[SourceId(source)], health, given or Yield(), success, attempt, verdict, detail)
