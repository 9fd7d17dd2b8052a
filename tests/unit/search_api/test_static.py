"""The style sheet, the script and the icon as they are sent."""

from importlib import resources

import pytest
from starlette.testclient import TestClient

from search_api import assets
from search_api.security import CONTENT_SECURITY_POLICY

_STATIC = resources.files("search_api") / "static"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/utblick.css", "text/css; charset=utf-8"),
        ("/utblick.js", "text/javascript; charset=utf-8"),
        ("/utblick.svg", "image/svg+xml"),
    ],
)
def test_a_file_is_sent_as_what_it_is_and_may_be_kept_for_good(client: TestClient, path: str, media_type: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == media_type
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(("asset", "folder"), [(assets.STYLE, "css"), (assets.SCRIPT, "js")])
def test_every_part_is_in_the_joined_file_in_order_of_name(asset: assets.Asset, folder: str) -> None:
    names = sorted(one.name for one in (_STATIC / folder).iterdir() if one.name.endswith(f".{folder}"))
    places = [asset.body.find((_STATIC / folder / name).read_bytes()) for name in names]
    assert len(places) > 1
    assert -1 not in places
    assert places == sorted(places)


def test_another_version_is_another_address() -> None:
    assert assets.Asset(b"a", "text/css").version != assets.Asset(b"b", "text/css").version


def test_script_comes_from_the_site_alone_and_nothing_is_evaluated() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split(";"))
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def test_htmx_is_told_to_evaluate_nothing_and_to_keep_no_page(client: TestClient) -> None:
    page = client.get("/").text
    for setting in ('"allowEval":false', '"includeIndicatorStyles":false', '"selfRequestsOnly":true'):
        assert setting in page
    assert '"historyCacheSize":0' in page
