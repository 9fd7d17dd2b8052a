"""`utblick search` where a server has the index: what it answers is told as what it is."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kb.index.home import EdgeHome
from utblick.main import run


class _Saying(BaseHTTPRequestHandler):
    """Answers with the status and the text that the question names, as JSON where it is JSON."""

    def do_GET(self) -> None:
        """Answer."""
        server = self.server
        assert isinstance(server, SayingServer)
        server.asked = self.path
        self.send_response(server.status)
        self.send_header("Content-Length", str(len(server.said)))
        self.end_headers()
        self.wfile.write(server.said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class SayingServer(ThreadingHTTPServer):
    """A server that says what the test wants."""

    status = 200
    said = b""
    asked = ""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SayingServer]:
    """Start a server that, as its note says, has the index in the data folder open."""
    found = SayingServer(("127.0.0.1", 0), _Saying)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    url = f"http://127.0.0.1:{found.server_port}"
    home = EdgeHome(tmp_path / "data" / "index", {"command": "utblick run", "url": url})
    yield found
    home.close()
    found.shutdown()
    found.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("status", "said", "code", "sentence"),
    [
        (503, {"detail": "The index is being built."}, 75, "utblick: The index is being built.\n"),
        (422, {"detail": "The question is too long."}, 1, "utblick: The question is too long.\n"),
        (404, {"title": "Not found"}, 1, "utblick: Not found\n"),
        (500, {"title": "Something went wrong"}, 75, "answers 500: Something went wrong\n"),
        (200, ["no page"], 75, "answers 200: \n"),
    ],
)
def test_what_the_server_says_is_told_with_the_exit_code_that_fits(
    server: SayingServer,
    capsys: pytest.CaptureFixture[str],
    status: int,
    said: object,
    code: int,
    sentence: str,
) -> None:
    server.status, server.said = status, json.dumps(said).encode()
    assert run(["search", "hej", "--json"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(sentence)


def test_the_server_on_this_machine_is_asked_without_a_proxy(
    server: SayingServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    server.said = b'{"hits": []}'
    assert run(["search", "hej", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"hits": []}


def test_another_place_to_search_than_there_is_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "hej", "--in", "people"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "'--in'" in err
    assert "'people'" in err


def test_every_option_reaches_the_server_as_a_parameter_of_its_interface(
    server: SayingServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.said = b'{"hits": []}'
    narrowed = [
        "--challenge",
        "property_crime",
        "--filter",
        "design=meta_analysis",
        "--filter",
        "design=systematic_review",
    ]
    options = ["--from", "2010", "--to", "2020", "--sort", "newest", "--no-expand", "--limit", "5"]

    assert run(["search", "rån i butik", "--in", "documents", *narrowed, *options, "--json"]) == 0

    asked = urlsplit(server.asked)
    assert asked.path == "/api/v1/documents"
    assert parse_qs(asked.query) == {
        "q": ["rån i butik"],
        "challenge": ["property_crime"],
        "design": ["meta_analysis", "systematic_review"],
        "sort": ["newest"],
        "expand": ["false"],
        "limit": ["5"],
        "first_year": ["2010"],
        "last_year": ["2020"],
    }
    assert json.loads(capsys.readouterr().out) == {"hits": []}


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--filter", "design"], 1, "--filter 'design' is not FACET=VALUE"),
        (["--filter", "verdict=works", "--in", "documents"], 1, "facets of documents: challenge"),
        (["--challenge", "no-such"], 1, "no-such"),
        (["--limit", "0"], 2, "'--limit'"),
        (["--from", "0"], 2, "'--from'"),
        (["--sort", "best"], 2, "'--sort'"),
    ],
)
def test_an_option_that_means_nothing_is_named_and_nobody_is_asked(
    server: SayingServer, capsys: pytest.CaptureFixture[str], options: list[str], code: int, sentence: str
) -> None:
    assert run(["search", "hej", *options]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert server.asked == ""
