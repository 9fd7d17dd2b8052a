"""All politeness on one screen."""

from typing import Any

MIB = 1 << 20
VERSION = "0.1"
CONNECT_S = 10
TOTAL_S = 30
PDF_TOTAL_S = 60
LARGEST_FEED = 15 * MIB
LARGEST_FILE = 50 * MIB
LONGEST_CRAWL_DELAY_S = 30  # robots.txt may ask for more, but a source is asked once an hour at most anyway


def user_agent(contact: str | None) -> str:
    """Return the name we give: with an address to complain to where one is set."""
    return f"Utblick/{VERSION} (+{contact})" if contact else f"Utblick/{VERSION}"


def scrapy_settings(contact: str | None, *, allow_loopback: bool = False) -> dict[str, Any]:
    """Return the settings of every crawl; `allow_loopback` is for tests against a server on this machine."""
    return {
        # Who we are and what we are told.
        "USER_AGENT": user_agent(contact),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "Utblick",
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "RETRY_ENABLED": False,  # the next crawl is the retry, after the back-off
        # How often.
        "CONCURRENT_REQUESTS": 32,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 1,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        # How long and how much. The body limit also holds after decompression.
        "DOWNLOAD_TIMEOUT": TOTAL_S,
        "DOWNLOAD_MAXSIZE": LARGEST_FEED,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "DNS_TIMEOUT": 5,
        "REACTOR_THREADPOOL_MAXSIZE": 32,
        # Whom.
        "TWISTED_DNS_RESOLVER": "crawlers.safety.PublicResolver",
        "UTBLICK_ALLOW_LOOPBACK": allow_loopback,
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
            "crawlers.robots.StrictRobots": 100,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        },
        # Nobody controls a crawl from outside, and it leaves nothing behind.
        "TELNETCONSOLE_ENABLED": False,
        "EXTENSIONS": {"scrapy.extensions.logstats.LogStats": None, "scrapy.extensions.memusage.MemoryUsage": None},
        "HTTPERROR_ALLOW_ALL": True,  # what a status means is judged in one place, crawlers/run.py
        "LOG_LEVEL": "CRITICAL",
        "LOG_ENABLED": False,
    }
