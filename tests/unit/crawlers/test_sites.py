import json

import pytest

from crawlers.links import find_links
from kb.domain.sources import Form
from kb.errors import InputError, SourceChanged

AT = "https://data.riksdagen.se/dokumentlista/?sok=x"
FORM = Form(site="riksdagen")


def listed(*addresses: object) -> bytes:
    return json.dumps({"dokumentlista": {"dokument": [{"dokument_url_html": said} for said in addresses]}}).encode()


def test_the_documents_of_riksdagen_are_found_by_the_addresses_that_the_list_states() -> None:
    found = find_links(
        listed("//data.riksdagen.se/dokument/A.html", None, "//data.riksdagen.se/dokument/A.html"), AT, FORM
    )
    assert found == ["https://data.riksdagen.se/dokument/A.html"]


@pytest.mark.parametrize(
    "content", [listed(), listed("//elak.example/dokument/A.html", 7, "http://[", {}), b"[]", b'{"dokumentlista": 3}']
)
def test_a_list_without_documents_of_its_own_has_changed(content: bytes) -> None:
    with pytest.raises(SourceChanged):
        find_links(content, AT, FORM)


def test_a_list_that_is_no_json_is_named() -> None:
    with pytest.raises(InputError, match="broken JSON"):
        find_links(b"<html>", AT, FORM)
