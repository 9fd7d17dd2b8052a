import pytest
from scrapy import Request

from crawlers.hosts import LeftItsSites, StayOnItsSites, site_of
from crawlers.safety import NotPublic, PublicAddressesOnly, is_public, literal_address
from crawlers.settings import scrapy_settings, user_agent


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
        "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001:0:7f00:1::", "no address",
        "fec0::1", "3fff::1", "192.88.99.1", "192.0.0.100", "64:ff9b:1::1", "::127.0.0.1", "2001:20::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "193.10.1.1", "2a00:1450:400f:80c::200e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "１２７.0.0.1", "017700000001"]
)
def test_every_spelling_of_an_address_is_recognised(host: str) -> None:
    assert literal_address(host) == "127.0.0.1"


def test_a_name_is_no_address() -> None:
    assert literal_address("bra.se") is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://user@10.0.0.1/",
        "http://0x7f.1:8080/", "http://example.org@127.0.0.1/", "http://127。0。0。1/", "http://[64:ff9b::a9fe:a9fe]/",
        "http://100.64.1.1/", "http://0300.0250.1/", "http://0/", "ftp://example.org/", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_requests_to_other_than_public_web_addresses_are_stopped(url: str) -> None:
    with pytest.raises(NotPublic):
        PublicAddressesOnly().process_request(Request(url))


def test_the_tests_own_permission_reaches_loopback_and_nothing_else() -> None:
    guard = PublicAddressesOnly(allow_loopback=True)
    guard.process_request(Request("http://127.0.0.1/"))
    with pytest.raises(NotPublic):
        guard.process_request(Request("http://10.0.0.1/"))


def test_a_crawl_names_its_contact_and_keeps_its_manners() -> None:
    settings = scrapy_settings("https://example.org/bot")
    assert settings["USER_AGENT"] == "Utblick/0.1 (+https://example.org/bot)"
    assert user_agent(None) == "Utblick/0.1"
    assert settings["UTBLICK_ALLOW_LOOPBACK"] is False
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert [settings["DOWNLOAD_HANDLERS"][scheme] for scheme in ("file", "ftp", "s3", "data")] == [None] * 4


@pytest.mark.parametrize("spelling", ["https://www.räksmörgås.se/a", "WWW.Räksmörgås.SE", "xn--rksmrgs-5wao1o.se."])
def test_a_site_has_one_name_however_its_host_is_spelled(spelling: str) -> None:
    assert site_of(spelling) == site_of(Request("https://räksmörgås.se/").url) == "xn--rksmrgs-5wao1o.se"


def test_all_hosts_of_a_site_stand_in_one_queue_also_after_a_redirect() -> None:
    bound = StayOnItsSites(["bra.se"])
    request = Request("https://www.bra.se/", meta={"download_slot": "elsewhere"})
    bound.process_request(request)
    assert request.meta["download_slot"] == "bra.se"
    with pytest.raises(LeftItsSites):
        bound.process_request(Request("https://bra.se.example.org/"))
