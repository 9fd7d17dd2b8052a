import pytest

from enrichment.passages import Chunker
from enrichment.places import Places
from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import ClaimKind
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.domain.facts import Concept

CONCEPTS = {
    c.id: c
    for c in (
        Concept("crime", "field", {"en": ("crime", "burglary"), "sv": ("brott", "inbrott")}, weight=0.8),
        Concept("theft", "challenges", {"en": ("burglary",), "sv": ("inbrott",)}),
        Concept("light", "measures", {"en": ("street lighting",), "sv": ("gatubelysning",)}),
    )
}
READER = Reader(ConceptMatcher(CONCEPTS.values()), CONCEPTS, Places.for_catalogue(load_catalogue()))


def test_every_question_gets_an_answer_and_not_stated_is_one() -> None:
    claims = READER.read("Cod in deep water\n\nTrawls were towed at night along the continental shelf of the sea.")
    assert {c.kind for c in claims} >= set(ClaimKind) - {ClaimKind.KEY_SENTENCE}
    unstated = {c.kind for c in claims if c.value is None}
    assert {ClaimKind.CHALLENGE, ClaimKind.MEASURE, ClaimKind.STUDY_DESIGN, ClaimKind.EFFECT} <= unstated


def test_claims_about_an_item_point_into_its_normalised_words() -> None:
    raw = RawDocument(SourceId("s"), "Gatu\u00adbelysning  mot inbrott", "Gatubelysningen minskade antalet inbrott.")
    (claim,) = [c for c in READER.read_raw(raw) if c.kind is ClaimKind.MEASURE]
    assert "Gatubelysning mot inbrott"[claim.start : claim.end] == "Gatubelysning"


class _Encoding:
    def __init__(self, offsets: list[tuple[int, int]]) -> None:
        self.offsets = offsets


class _Letters:
    """A tokenizer to which each letter that is no space is a token."""

    def encode(self, text: str, add_special_tokens: bool) -> _Encoding:
        return _Encoding([(i, i + 1) for i, letter in enumerate(text) if not letter.isspace()])


@pytest.mark.parametrize("limit", [1, 3, 8, 20, 500])
@pytest.mark.parametrize("text", ["One two. Three four five! Six", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "å", ""])
def test_passages_hold_every_word_once_and_none_is_longer_than_the_limit(text: str, limit: int) -> None:
    passages = Chunker(_Letters(), limit, "letters").cut(DocumentId("d"), text)  # type: ignore[arg-type]
    joined = "".join(text[p.start : p.end] for p in passages)
    assert joined.replace(" ", "") == text.replace(" ", "")
    assert all(len(text[p.start : p.end].replace(" ", "")) <= limit for p in passages)


def test_a_passage_ends_after_a_sentence_where_it_can() -> None:
    text = "One two three. Four five six."
    passages = Chunker(_Letters(), 14, "letters").cut(DocumentId("d"), text)  # type: ignore[arg-type]
    assert text[passages[0].start : passages[0].end] == "One two three."
