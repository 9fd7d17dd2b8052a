import pytest

from enrichment.designs import read_study_design
from enrichment.language import read_language
from enrichment.passages import Chunker
from enrichment.reading import Reader
from enrichment.topics import read_relevance
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import ClaimKind, Relevance, StudyDesign
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
READER = Reader(ConceptMatcher(CONCEPTS.values()), CONCEPTS, "v1")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kommunen har under året arbetat med att öka tryggheten för de boende.", "sv"),
        ("The municipality has worked to make residents feel safer this year.", "en"),
        ("Kommunen har i løpet av året jobbet med å øke tryggheten til beboerne.", "nb"),
        ("Kommunen har i løbet af året arbejdet på at øge borgernes tryghed.", "da"),
        ("Kunta on vuoden aikana pyrkinyt lisäämään asukkaiden turvallisuutta.", "fi"),
        ("1234 – 5678", None),
        ("La municipalité a travaillé toute l'année pour la sécurité des habitants du quartier.", None),
        ("我们在城市里研究了犯罪预防措施的效果和影响。", None),
    ],
)
def test_the_language_is_what_the_text_shows(text: str, code: str | None) -> None:
    assert read_language(text).value == code


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("Forty schools were randomly assigned to the programme or to a waiting list.", StudyDesign.RANDOMISED_TRIAL),
        ("Lighting and theft: a meta-analysis\n\nWe pooled randomised controlled trials.", StudyDesign.META_ANALYSIS),
        ("En systematisk kunskapsöversikt av insatser.", StudyDesign.SYSTEMATIC_REVIEW),
        ("Områden jämfördes i en kvasiexperimentell studie.", StudyDesign.QUASI_EXPERIMENT),
        ("Vi gjorde djupintervjuer med tolv poliser.", StudyDesign.QUALITATIVE),
        ("Pupils will be randomised to two groups.", StudyDesign.PROTOCOL),
        ("Study protocol: a randomised trial of lighting", StudyDesign.PROTOCOL),
        ("No randomised controlled trials were found.", None),
        ("Previous randomised trials point the same way.", None),
        ("Forty male rats were randomly assigned to two diets.", None),
        ("The council opened a youth club.", None),
    ],
)
def test_a_design_counts_only_when_the_text_says_it_used_it(text: str, design: StudyDesign | None) -> None:
    claim = read_study_design(text)
    assert claim.value == design
    if design is not None:
        assert claim.start is not None
        assert text[claim.start : claim.end]


def test_a_text_of_the_field_is_relevant_and_shows_the_word_that_says_so() -> None:
    content = "Burglary after dark\n\nWe counted crime before and after."
    claim = read_relevance(content, READER.matcher.find(content, "en"), CONCEPTS)
    assert claim.value == Relevance.RELEVANT
    assert content[claim.start : claim.end] == "Burglary"


def test_a_text_outside_the_field_is_not_relevant() -> None:
    content = "Cod in deep water\n\nTrawls were towed at night along the shelf."
    claim = read_relevance(content, [], CONCEPTS)
    assert (claim.value, claim.start) == (Relevance.NOT_RELEVANT, None)


def test_every_question_gets_an_answer_and_not_stated_is_one() -> None:
    claims = READER.read("Cod in deep water\n\nTrawls were towed at night along the continental shelf of the sea.")
    assert {c.kind for c in claims} == set(ClaimKind)
    assert {c.kind for c in claims if c.value is None} == {
        ClaimKind.CHALLENGE, ClaimKind.MEASURE, ClaimKind.STUDY_DESIGN,
    }  # fmt: skip


def test_a_topic_in_the_title_is_surer_than_one_named_in_passing() -> None:
    long = "Street lighting in towns\n\n" + "Nothing else is said here at all. " * 40 + "One burglary was seen."
    claims = {c.value: c.confidence for c in READER.read(long) if c.value in ("theft", "light")}
    assert claims == {"light": 0.9, "theft": 0.5}


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
