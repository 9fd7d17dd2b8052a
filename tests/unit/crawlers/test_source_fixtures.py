"""What a source answers, and what is read of it: a folder of tests/fixtures/sources for each source.

To add or mend one, save the answer there and write down what is to be read:

    python -m tests.unit.crawlers.test_source_fixtures --write ID…

and read what it wrote: that is the test.
"""

import json
import sys
from pathlib import Path

import pytest

from crawlers.links import find_links, matching, pdf_link, sitemap_entries
from crawlers.readers.reading import read
from crawlers.register import load_register
from crawlers.scaffold import EXPECTED, FILES, FILL_IN
from kb.domain.documents import RawDocument, SourceId
from kb.domain.sources import Source, SourceKind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources"
REGISTER = load_register()
SAVED = sorted(folder.name for folder in FIXTURES.iterdir())
OPENING = 80  # characters of a text that are compared


def as_read(item: RawDocument) -> dict[str, object]:
    """Return what of a document is compared; what is not stated is left out."""
    item = item.normalised()
    said = {
        "title": item.title,
        "address": item.address,
        "doi": item.doi,
        "external_id": item.external_id,
        "published": item.published.isoformat() if item.published else None,
        "year": item.year if item.published is None else None,
        "date_found": item.date_found,
        "authors": list(item.authors),
        "language": item.language,
        "licence": item.licence,
        "text": item.text[:OPENING],
    }
    return {key: value for key, value in said.items() if value}


def reading_of(source: Source, folder: Path) -> dict[str, object]:
    """Return what is read of the fixture in `folder`, as expected.json states it."""
    area = source.form.area if source.kind is SourceKind.WATCH else None

    def documents(file: str, address: str | None) -> list[dict[str, object]]:
        content = (folder / file).read_bytes()
        return [as_read(d) for d in read(content, name=file, source=source.id, address=address, area=area).documents]

    [first, *_] = FILES[source.kind]
    if source.kind not in (SourceKind.LISTING, SourceKind.SITEMAP):
        withdrawn = read((folder / first).read_bytes(), name=first, source=source.id).withdrawn
        found: dict[str, object] = {"documents": documents(first, source.url)}
        return found | ({"withdrawn": list(withdrawn)} if withdrawn else {})
    content = (folder / first).read_bytes()
    if source.kind is SourceKind.LISTING:
        links = find_links(content, source.url, source.form)
    else:
        entries, _ = sitemap_entries(content, source.url)
        links = [entry.address for entry in matching(entries, source.url, source.form)]
    page = (folder / "item.html").read_bytes()
    found = {"links": links, "item": documents("item.html", links[0])[0]}
    if source.form.pdf:
        found["pdf_link"] = pdf_link(page, links[0], source.form)
    if (folder / "item.pdf").exists():
        found["pdf"] = documents("item.pdf", None)[0]
    return found


@pytest.mark.parametrize("source_id", SAVED)
def test_a_source_is_read_as_expected(source_id: str) -> None:
    source, folder = REGISTER[SourceId(source_id)], FIXTURES / source_id
    expected = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    assert FILL_IN not in expected, f"{source_id}: {expected[FILL_IN]}"
    assert reading_of(source, folder) == expected


@pytest.mark.parametrize("source", [s for s in REGISTER.values() if s.collected], ids=lambda source: source.id)
def test_every_source_that_is_collected_has_a_fixture_of_its_form(source: Source) -> None:
    folder = FIXTURES / source.id
    missing = [file for file in (*FILES[source.kind], EXPECTED) if not (folder / file).is_file()]
    assert not missing, f"{folder} lacks {', '.join(missing)}"


@pytest.mark.parametrize("source", [s for s in REGISTER.values() if s.form.pdf and s.collected], ids=lambda s: s.id)
def test_a_list_of_reports_leads_to_the_pdf_of_a_report(source: Source) -> None:
    expected = json.loads((FIXTURES / source.id / EXPECTED).read_text(encoding="utf-8"))
    assert expected["pdf_link"].endswith(".pdf")


def main(wanted: list[str]) -> None:
    """Write expected.json of the named sources, or of all: it has to be read by a person afterwards."""
    for source_id in wanted or SAVED:
        found = reading_of(REGISTER[SourceId(source_id)], FIXTURES / source_id)
        text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        (FIXTURES / source_id / EXPECTED).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        sys.exit("usage: python -m tests.unit.crawlers.test_source_fixtures --write [ID…]")
    main(sys.argv[2:])
