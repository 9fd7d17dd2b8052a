"""Files that nobody here wrote, where a folder of them is at hand: each is read, or refused by name, in its time."""

import html
import json
import os
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from crawlers.files import read_file
from crawlers.readers.isolated import IsolatedReader
from crawlers.readers.reading import Reading
from kb.domain.addresses import canonical_address
from kb.domain.documents import RawDocument
from kb.domain.text import clean, words
from kb.errors import InputError, SourceChanged

REAL = Path(os.environ.get("REAL") or Path(__file__).resolve().parents[3] / "shared" / "real")
FEEDS = REAL / "feeds" / "rss-parser" / "test"
_TAG = re.compile(r"<[^>]+>")
_OF_NOTHING = {"incomplete-fields", "missing-fields"}  # their one item has neither title, text nor address

pytestmark = pytest.mark.skipif(
    not FEEDS.is_dir(), reason="no folder of real files: name one by REAL, or put it at ../shared/real"
)


def _read(file: Path, isolated: IsolatedReader) -> tuple[Reading | None, str]:
    try:
        return read_file(file, isolated), ""
    except (InputError, SourceChanged) as error:
        return None, str(error)


@pytest.mark.parametrize("folder", ["feeds", "harvest", "pdf"])
def test_every_file_is_read_or_refused_by_name_within_its_limits(folder: str) -> None:
    with IsolatedReader() as isolated:
        for file in sorted(path for path in (REAL / folder).rglob("*") if path.is_file()):
            reading, said = _read(file, isolated)
            assert reading is not None or file.name in said
            assert "took more" not in said
            assert "broke its reader" not in said


@pytest.mark.parametrize("name", sorted(path.stem for path in FEEDS.glob("output/*.json")))
def test_a_feed_is_read_as_another_program_reads_it(name: str) -> None:
    stated = json.loads((FEEDS / "output" / f"{name}.json").read_bytes().decode("utf-8", "replace"))["feed"]
    [file] = FEEDS.glob(f"input/{name}.*")
    with IsolatedReader() as isolated:
        reading, said = _read(file, isolated)
    if name in _OF_NOTHING:
        assert "neither title, text nor address" in said
        return
    assert reading is not None, said
    assert len(reading.documents) == len(stated["items"])
    for item, expected in zip(reading.documents, stated["items"], strict=True):
        _compare(item.normalised(), expected)


def _compare(item: RawDocument, expected: dict[str, Any]) -> None:
    title, snippet = (_plain(expected.get(key)) for key in ("title", "contentSnippet"))
    if "\ufffd" not in f"{title}{snippet}":  # theirs is saved in another encoding than it says
        assert words(item.title) == words(title) or not title
        # Letter by letter: theirs puts words together, and those within links at another place.
        missing = Counter("".join(words(snippet))) - Counter("".join(words(f"{item.title} {item.text}")))
        assert missing.total() <= len(snippet) // 20 or snippet == "EMPTY"
    if link := (expected.get("link") or "").strip():
        assert item.address == canonical_address(urljoin(item.address or "", link))
    if guid := expected.get("guid") or expected.get("id"):
        assert item.external_id == guid.strip()
    if moment := expected.get("isoDate"):  # theirs is in UTC, ours the day that is written
        assert item.published is not None
        assert abs(item.published - date.fromisoformat(moment[:10])) <= timedelta(days=1)


def _plain(markup: object) -> str:
    return clean(html.unescape(_TAG.sub("", html.unescape(markup)))) if isinstance(markup, str) else ""
