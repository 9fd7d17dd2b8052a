"""The child of `fetch`: Scrapy's reactor can start once a process, so each crawl gets a process of its own.

It has limits on memory and processor time, for it looks for links in what it fetched, and ends with its parent.
"""

import json
import os
import resource
import sys
import threading
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crawlers.settings import RUN_S

_MEMORY = 1 << 30
_LOOK_EVERY_S = 0.5


def main(job_file: Path) -> None:
    """Fetch what the job's file lists; the answers stand beside it."""
    job = json.loads(job_file.read_text(encoding="utf-8"))
    job_file.unlink()  # before all that takes time: it may hold a key
    parent = os.getppid()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    for what, value in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, RUN_S), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))
    from scrapy.crawler import CrawlerProcess

    from crawlers.settings import scrapy_settings

    settings = scrapy_settings(
        job["contact"], delay_s=job["delay_s"], allow_loopback=job["allow_loopback"], sites=job["sites"]
    )
    process = CrawlerProcess(settings, install_root_handler=False)
    spider, arguments = _spider(job)
    process.crawl(spider, folder=job_file.parent, **arguments)
    process.start()
    os._exit(0)  # a look-up that still hangs in its thread must not keep us


def _spider(job: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    from kb.domain.sources import Form, SourceKind

    given = job["given"]
    match job["spider"]:
        case "single":
            from crawlers.spiders.single import SingleSpider

            return SingleSpider, given
        case "harvest":
            from crawlers.harvests import Harvest
            from crawlers.spiders.harvest import HarvestSpider

            said = given["harvest"]
            pending = tuple((name, token) for name, token in said["pending"])
            days = {name: date.fromisoformat(said[name]) for name in ("since", "started")}
            return HarvestSpider, {
                "harvest": Harvest(**said | days | {"kind": SourceKind(said["kind"]), "pending": pending})
            }
        case kind:
            from crawlers.spiders.listing import ListingSpider, SitemapSpider

            form: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in given["form"].items()
            }
            now = datetime.fromisoformat(given["now"])
            spider = SitemapSpider if kind == "sitemap" else ListingSpider
            return spider, given | {"form": Form(**form), "now": now}


def _end_with(parent: int) -> None:
    """End this process when its parent is no more: nobody would read what it writes down."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_S)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
