"""Saved files and their expected reading: to add a case is to add two files to tests/fixtures/crawlers."""

import json
from pathlib import Path

import pytest

from crawlers.readers import read
from kb.domain.documents import RawDocument, SourceId

SAVED = Path(__file__).parents[2] / "fixtures" / "crawlers"
FILES = sorted(file for file in SAVED.iterdir() if file.suffix != ".json")


def as_json(item: RawDocument, keys: list[str]) -> dict[str, object]:
    return {key: json.loads(json.dumps(getattr(item, key), default=str)) for key in keys}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_saved_file_is_read_as_expected(file: Path) -> None:
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    documents = [d.normalised() for d in read(file.read_bytes(), name=file.name, source=SourceId("s")).documents]
    assert [as_json(item, list(one)) for item, one in zip(documents, expected, strict=True)] == expected
