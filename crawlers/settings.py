"""All politeness on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MIB = 1 << 20
VERSION = "0.1"
CONNECT_S = 10
TOTAL_S = 30
PDF_TOTAL_S = 60
LARGEST_FEED = 15 * MIB
LARGEST_PAGE = 20 * MIB
LARGEST_FILE = 50 * MIB
LONGEST_CRAWL_DELAY_S = 30  # robots.txt may ask for more, but a source is asked once an hour at most anyway
MOST_ITEMS = 2_000  # of one source in one run
MOST_REQUESTS = 300  # of one source in one run: five minutes at one a second
RUN_S = 1_500  # of one run, then it ends with what it has; what is left waits for the next


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave towards publishers. `contact` is a mail or web address they can complain to.

    `delay_s` lies between two requests to one host. It is lowered, and `allow_loopback` set, only to try a server
    on this machine. `keys` are what an API wants to know us by, by the kind of source.
    """

    contact: str | None = None
    delay_s: float = 1.0
    allow_loopback: bool = False
    keys: dict[str, str] = field(default_factory=dict, repr=False)


def user_agent(contact: str | None) -> str:
    """Return the name we give: with an address to complain to where one is set."""
    return f"Utblick/{VERSION} (+{contact})" if contact else f"Utblick/{VERSION}"


def scrapy_settings(
    contact: str | None, *, delay_s: float = 1.0, allow_loopback: bool = False, sites: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the settings of every crawl; without `sites` it may ask any, see `Manners` for the rest."""
    return {
        # Who we are and what we are told.
        "USER_AGENT": user_agent(contact),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "Utblick",
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "RETRY_ENABLED": False,  # the next crawl is the retry, after the back-off
        # How often.
        # What is handed to the downloader is also asked when a crawl is told to end: no more than can be under way.
        "CONCURRENT_REQUESTS": len(sites) or 32,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": delay_s,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # in the order of the list, its newest first
        # How long and how much. The body limit also holds after decompression.
        "DOWNLOAD_TIMEOUT": TOTAL_S,
        "DOWNLOAD_MAXSIZE": LARGEST_FEED,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "DNS_TIMEOUT": 5,
        "REACTOR_THREADPOOL_MAXSIZE": 4 if sites else 32,
        "CLOSESPIDER_TIMEOUT": RUN_S if sites else 0,
        # Whom.
        "TWISTED_DNS_RESOLVER": "crawlers.safety.PublicResolver",
        "UTBLICK_ALLOW_LOOPBACK": allow_loopback,
        "UTBLICK_SITES": list(sites),
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "HTTPPROXY_ENABLED": False,  # behind a proxy nobody could check the address dialled
        "DOWNLOAD_HANDLERS": {
            "http": "crawlers.handler.PatientHandler",
            "https": "crawlers.handler.PatientHandler",
            "file": None,
            "ftp": None,
            "s3": None,
            "data": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "crawlers.safety.PublicAddressesOnly": 50,
            "crawlers.hosts.StayOnItsSites": 60,
            "crawlers.waiting.HonourWaiting": 70,
            "crawlers.robots.StrictRobots": 100,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        },
        # Nobody controls a crawl from outside, and it leaves nothing behind.
        "TELNETCONSOLE_ENABLED": False,
        "EXTENSIONS": {"scrapy.extensions.logstats.LogStats": None, "scrapy.extensions.memusage.MemoryUsage": None},
        "HTTPERROR_ALLOW_ALL": True,  # what a status means is judged in one place, crawlers/fetch.py
        "LOG_LEVEL": "CRITICAL",
        "LOG_ENABLED": False,
    }
