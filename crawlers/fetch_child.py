"""The child of `fetch.fetch`: Scrapy's reactor can start once a process, so each run gets a process of its own."""

import json
import os
import sys
from pathlib import Path


def main(job_file: Path) -> None:
    """Fetch what the job's file lists; the answers stand beside it."""
    from scrapy.crawler import CrawlerProcess

    from crawlers.feed_spider import FeedSpider
    from crawlers.settings import scrapy_settings

    job = json.loads(job_file.read_text(encoding="utf-8"))
    settings = scrapy_settings(job["contact"], allow_loopback=job["allow_loopback"])
    process = CrawlerProcess(settings, install_root_handler=False)
    process.crawl(FeedSpider, asked=job["asked"], folder=job_file.parent)
    process.start()
    os._exit(0)  # a look-up that still hangs in its thread must not keep us


if __name__ == "__main__":
    main(Path(sys.argv[1]))
