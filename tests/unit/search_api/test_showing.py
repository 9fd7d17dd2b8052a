"""No more of a text than its source lets us show."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kb.catalogue import load_catalogue
from kb.domain.claims import Claim, ClaimKind
from kb.domain.differences import Difference
from kb.domain.documents import Document, DocumentId, SourceId
from kb.domain.sources import Show, Source
from kb.search.results import ClaimView, DocumentView, Query
from kb.store.documents import Change, Origin
from search_api.showing import AROUND, BEGINNING, GAP, Shown, excerpts, page_of, show_of, shown
from tests.unit.search_api.made_up import MadeUpSearch, made_up
from tests.unit.search_api.made_up_status import REGISTER, WHEN

SOURCE = SourceId("bra_publikationer")
OTHER = SourceId("bra_rss")
SENTENCES = [f"Mening {number} beskriver hur arbetet gick till i kommunen." for number in range(200)]
TEXT = " ".join(SENTENCES)
TITLE = "En lång rapport om samverkan"
DOCUMENT = Document(
    DocumentId("dlong"),
    SOURCE,
    TITLE,
    TEXT,
    1,
    1,
    address="https://example.org/rapport",
    licence="CC BY 4.0",
    date_found=True,
    published=WHEN.date(),
    page_starts=(0, TEXT.index("Mening 50 "), TEXT.index("Mening 100 ")),
)


def terms(show: Show, other: Show = Show.TEXT) -> dict[SourceId, Source]:
    return {SOURCE: replace(REGISTER[SOURCE], show=show), OTHER: replace(REGISTER[OTHER], show=other)}


def claimed(words: str, content: str = DOCUMENT.content) -> ClaimView:
    start = content.index(words)
    return ClaimView(Claim(ClaimKind.CHALLENGE, "fraud", "topics", "1", start, start + len(words)), words)


CLAIMS = (
    claimed("lång rapport"),
    claimed("Mening 2 beskriver"),
    claimed("Mening 60 beskriver"),
    claimed("Mening 150 beskriver"),
    ClaimView(Claim(ClaimKind.RELEVANCE, "relevant", "relevance", "1"), None),
)


def view(*origins: SourceId, document: Document = DOCUMENT) -> DocumentView:
    found = tuple(Origin(source, None, None, "first", None, WHEN) for source in origins or (SOURCE,))
    return DocumentView(document, CLAIMS, found, 1, True)


def test_a_source_that_lets_us_show_all_is_shown_whole() -> None:
    found = shown(view(), terms(Show.TEXT))
    assert (found.document, found.cut) == (DOCUMENT, False)
    assert [claim.claim for claim in found.claims] == [claim.claim for claim in CLAIMS]


def test_an_imported_document_counts_as_one_that_may_be_shown() -> None:
    imported = replace(DOCUMENT, source=SourceId("import:lista"))
    assert shown(view(SourceId("import:lista"), document=imported), terms(Show.METADATA)).document.text == TEXT


def test_of_an_excerpt_only_the_beginning_and_the_words_behind_claims_are_shown() -> None:
    found = shown(view(), terms(Show.EXCERPT))
    beginning, sixty, last = found.document.text.split(f"\n\n{GAP}\n\n")
    assert found.cut
    assert TEXT.startswith(beginning)
    assert len(beginning) <= BEGINNING
    assert "Mening 60 beskriver" in sixty
    assert last.endswith(f" {GAP}")
    for part, words in ((sixty, "Mening 60 beskriver"), (last.removesuffix(f" {GAP}"), "Mening 150 beskriver")):
        assert part in TEXT
        assert len(part) - len(words) <= AROUND


def test_every_claim_of_an_excerpt_points_at_its_words_in_what_is_shown() -> None:
    found = shown(view(), terms(Show.EXCERPT))
    for before, after in zip(CLAIMS, found.claims, strict=True):
        assert after.quote == before.quote
        if after.claim.start is not None:
            assert found.document.content[after.claim.start : after.claim.end] == before.quote


def test_a_short_text_may_be_its_own_excerpt() -> None:
    short = replace(DOCUMENT, text=TEXT[:500], page_starts=(0,))
    found = shown(replace(view(document=short), claims=()), terms(Show.EXCERPT))
    assert (found.document.text, found.cut) == (TEXT[:500], False)


def test_words_of_a_claim_that_go_on_for_ever_are_cut() -> None:
    endless = replace(CLAIMS[1].claim, end=len(DOCUMENT.content))
    found = shown(replace(view(), claims=(ClaimView(endless, TEXT),)), terms(Show.EXCERPT))
    assert len(found.document.text) < 3 * BEGINNING
    assert found.claims[0].quote is not None
    assert len(found.claims[0].quote) < 2 * BEGINNING


def test_of_metadata_no_word_of_the_text_is_shown_and_no_quote() -> None:
    found = shown(view(), terms(Show.METADATA))
    assert (found.document.content, found.cut) == (TITLE, True)
    assert [claim.quote for claim in found.claims] == [None] * 5
    assert [claim.withheld for claim in found.claims] == [True, True, True, True, False]
    assert [claim.claim.value for claim in found.claims] == [claim.claim.value for claim in CLAIMS]


def test_the_terms_of_the_source_that_gave_the_words_decide_and_where_nobody_knows_the_strictest() -> None:
    mine = Origin(SOURCE, None, None, "first", None, WHEN, gave_words=True)
    other = Origin(OTHER, None, None, "title", None, WHEN)
    both = replace(view(), origins=(mine, other))
    assert not shown(both, terms(Show.TEXT, Show.METADATA)).cut
    assert shown(both, terms(Show.METADATA, Show.TEXT)).show is Show.METADATA
    assert show_of([SOURCE, OTHER], terms(Show.TEXT, Show.METADATA)) is Show.METADATA
    assert show_of([SOURCE, OTHER], terms(Show.EXCERPT, Show.TEXT)) is Show.EXCERPT
    assert show_of([], terms(Show.EXCERPT)) is Show.TEXT
    assert shown(view(SOURCE, OTHER), terms(Show.TEXT, Show.EXCERPT)).cut


def test_what_changed_is_shown_no_further_than_the_text_is() -> None:
    lines = tuple(f"Rad {number} " + "ord " * 100 for number in range(5))
    changed = replace(view(), changes=(Change(2, WHEN, Difference(lines, lines[:1], 4)),))
    (whole,), (some,), (none,) = (shown(changed, terms(show)).changes for show in Show)
    assert (whole.added, whole.removed, whole.more) == (lines, lines[:1], 4)
    assert [len(some.added), len(some.removed), some.more] == [3, 1, 6]
    assert max(map(len, some.added)) <= AROUND + len(f" {GAP}")
    assert (none.added, none.removed, none.more) == ((), (), 10)


@pytest.mark.parametrize("show", Show)
def test_claims_in_a_pdf_name_its_page_whatever_may_be_shown(show: Show) -> None:
    assert [claim.page for claim in shown(view(), terms(show)).claims] == [None, 1, 2, 3, None]


def test_an_empty_page_moves_no_words() -> None:
    assert [page_of(offset, (0, 0, 5, 9)) for offset in (0, 4, 5, 9, 50)] == [2, 2, 3, 4, 4]
    assert page_of(3, ()) is None


@given(
    st.text(alphabet="ab \n", max_size=2500),
    st.lists(st.tuples(st.integers(0, 2500), st.integers(1, 900)), max_size=6),
)
def test_excerpts_are_stretches_of_the_text_in_order_that_hold_every_span(
    text: str, given_spans: list[tuple[int, int]]
) -> None:
    spans = [(start, min(start + length, len(text))) for start, length in given_spans if start < len(text)]
    found, places = excerpts(text, spans)
    assert all(found[at : at + end - start] == text[start:end] for start, end, at in places)
    assert all(one[1] < other[0] for one, other in pairwise(places))
    assert all(any(start <= span[0] < end for start, end, _ in places) for span in spans)
    assert sum(end - start for start, end, _ in places) <= BEGINNING + len(spans) * (600 + AROUND)


class OneLong(MadeUpSearch):
    """Knows one long document."""

    def document(self, document_id: str) -> DocumentView:
        return view()


def client(show: Show) -> TestClient:
    catalogue = load_catalogue().with_sources(REGISTER | terms(show))
    return TestClient(made_up(OneLong(catalogue), catalogue))


@pytest.mark.parametrize("show", [Show.EXCERPT, Show.METADATA])
def test_neither_page_nor_api_gives_away_what_may_not_be_shown(show: Show) -> None:
    for path in ("/dokument/dlong", "/api/v1/documents/dlong"):
        answer = client(show).get(path)
        assert answer.status_code == 200
        assert "Mening 30 " not in answer.text
        assert "Mening 199 " not in answer.text
        assert ("Mening 60 " in answer.text) == (show is Show.EXCERPT)


def test_a_page_says_what_it_leaves_out_and_where_the_rest_is() -> None:
    link = 'href="https://example.org/rapport"'
    excerpt = client(Show.EXCERPT).get("/dokument/dlong").text
    assert "Källans villkor låter oss visa utdrag. Läs hela texten hos" in excerpt
    assert link in excerpt.split("Läs hela texten hos", 1)[1].split("</p>", 1)[0]
    assert '<span class="muted">s. 3</span>' in excerpt
    bare = client(Show.METADATA).get("/dokument/dlong").text
    assert "Källans villkor låter oss inte visa texten. Läs den hos" in bare
    assert "Vilar på ord på s. 3 som källans villkor inte låter oss visa." in bare
    assert 'class="archived"' not in bare
    assert "villkor låter" not in client(Show.TEXT).get("/dokument/dlong").text


def test_a_page_states_the_licence_and_says_which_date_a_machine_found() -> None:
    page = client(Show.TEXT).get("/dokument/dlong").text
    assert "CC BY 4.0" in page
    assert "(datumet är maskinellt avläst)" in page


def test_the_api_says_how_much_it_shows() -> None:
    found = client(Show.EXCERPT).get("/api/v1/documents/dlong").json()
    assert (found["show"], found["cut"]) == ("excerpt", True)
    assert (found["document"]["licence"], found["document"]["date_found"]) == ("CC BY 4.0", True)
    assert [claim["page"] for claim in found["claims"]] == [None, 1, 2, 3, None]
    for claim in found["claims"]:
        if claim["quote"] is not None:
            assert found["document"]["content"][claim["start"] : claim["end"]] == claim["quote"]


def test_a_hit_shows_no_words_of_a_text_that_may_not_be_shown() -> None:
    catalogue = load_catalogue().with_sources(REGISTER)
    whole, bare = (Shown(MadeUpSearch(catalogue), terms(show)) for show in (Show.EXCERPT, Show.METADATA))
    query = Query(text="kommuner")
    assert whole.search_documents(query).hits[0].excerpt.text
    assert not bare.search_documents(query).hits[0].excerpt.text
    about = "group_violence_intervention"
    assert [hit.excerpt.text for hit in bare.measure(about).linked] == [""]
    found = bare.search_measures(Query(text="gruppvåld")).hits or bare.search_measures(Query()).hits
    told = [hit for measure in found for hit in measure.documents if hit.document.source == SOURCE]
    assert all(not hit.excerpt.text for hit in told)
