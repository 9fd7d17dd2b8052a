"""A crawl killed at any moment and begun again loses no document, takes none twice, and fetches nothing in vain."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from kb.domain.sources import Form, SourceKind
from kb.store import Store
from kb.store.tables import DocumentRow, RecordRow
from tests.integration.reports import listing, page
from tests.integration.web import Clock, Reply, Site, Web, crawler_for, source

_PAGES = 200
_KILLS = 20
_LONGEST_S = 2.8
_CHILD = """
import sys
from pathlib import Path
from kb.domain.sources import Form, SourceKind
from kb.store import Store
from tests.integration.web import Clock, crawler_for, source
url, folder, clock = sys.argv[1], Path(sys.argv[2]), Clock()
clock.move(hours=int(sys.argv[3]))
store = Store(f"sqlite:///{folder / 'records.sqlite3'}")
form = Form(links=r"^/rapporter/\\d+$", area="main")
reports = source("reports", url, SourceKind.LISTING, form)
[report] = crawler_for(store, folder, reports, clock=clock).crawl(["reports"])
sys.exit(0 if report.verdict is not None and report.verdict.good else report.detail)
"""


def _crawl(url: str, folder: Path, hours: int, kill_after_s: float | None = None) -> bool:
    """Crawl in a process of its own, killed with SIGKILL after that time; return whether it ended by itself."""
    root = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, url, str(folder), str(hours)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": root},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        _, said = child.communicate(timeout=kill_after_s or 180)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)  # ends when its own children have noticed by themselves, and ended
        return False
    assert child.returncode == 0, said.decode()
    return True


def test_a_crawl_of_200_documents_killed_20_times_ends_with_every_document_once(web: Web, tmp_path: Path) -> None:
    numbers = range(1, _PAGES + 1)
    site = Site({f"/rapporter/{n}": page(n) for n in numbers}, etags=True)
    site.pages["/rapporter"] = Reply(listing(numbers))
    url = web.start(site) + "/rapporter"
    store = Store(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    store.migrate()
    chance, killed = random.Random(20), 0
    for number in range(_KILLS):
        killed += not _crawl(url, tmp_path, 7 * number, kill_after_s=chance.uniform(0.5, _LONGEST_S))
    assert _crawl(url, tmp_path, 7 * _KILLS)
    with store.reading() as session:
        titles = [row.title for row in session.query(DocumentRow)]
        assert session.query(RecordRow).count() == _PAGES
    assert sorted(titles) == sorted(f"Rapport {n} om kvällsvandring" for n in numbers)
    assert killed >= _KILLS // 2

    site.seen.clear()
    clock = Clock()
    clock.move(hours=7 * _KILLS + 7)
    form = Form(links=r"^/rapporter/\d+$", area="main")
    reports = source("reports", url, SourceKind.LISTING, form)
    [again] = crawler_for(store, tmp_path, reports, clock=clock).crawl(["reports"])
    assert (again.new, again.changed, again.unchanged) == (0, 0, 0)
    assert site.answered(200) == []
    assert len(site.answered(304)) == _PAGES + 1
    store.close()
