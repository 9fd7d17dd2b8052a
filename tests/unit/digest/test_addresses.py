"""Only plain, whole addresses are let in."""

import pytest

from digest.addresses import Sender, normal_email, parse_sender
from kb.errors import InputError, Misconfigured


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Anna.Ek@Kommun.Example", "anna.ek@kommun.example"),
        (" a+brott@x-y.example ", "a+brott@x-y.example"),
        ("o'neil@a.b.c.example", "o'neil@a.b.c.example"),
    ],
)
def test_an_address_is_kept_in_lower_case(text: str, kept: str) -> None:
    assert normal_email(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "@x.example",
        "anna@",
        "anna@localhost",
        "anna@x..example",
        "a..b@x.example",
        ".a@x.example",
        "anna@x.example\n",
        "anna@x.example\r\nBcc: b@x.example",
        "anna@-x.example",
        "anna@x-.example",
        "anna@x.1",
        "anna ek@x.example",
        "<anna@x.example>",
        "Anna <anna@x.example>",
        "a@x.example,b@x.example",
        "anna@x@y.example",
        "åsa@x.example",
        "anna@malmö.example",
        '"a b"@x.example',
        "anna@[127.0.0.1]",
        "a" * 65 + "@x.example",
        "anna@" + "x" * 64 + ".example",
        "a@" + "x." * 126 + "se",
        "anna@x.example\x00",
        "anna\t@x.example",
    ],
)
def test_what_mail_cannot_be_sent_to_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no e-mail address"):
        normal_email(text)


def test_a_sender_is_an_address_with_or_without_a_name() -> None:
    assert parse_sender("utblick@bra.example") == Sender("Utblick", "utblick@bra.example")
    assert parse_sender("Omvärld Brå <utblick@bra.example>").name == "Omvärld Brå"
    assert not parse_sender("utblick@localhost").reachable


@pytest.mark.parametrize(
    "text", ["", "utblick", "a@b\r\nBcc: c@d.example", "a b@c.example", "a@b.example, c@d.example"]
)
def test_a_sender_that_is_no_address_is_a_wrong_setting(text: str) -> None:
    with pytest.raises(Misconfigured, match="UTBLICK_MAIL_FROM"):
        parse_sender(text)
