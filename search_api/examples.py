"""Examples for the OpenAPI document, made from the same models as the answers. All of it is made up, and says so."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from kb.catalogue import Catalogue
from kb.domain.bursts import Tested
from kb.domain.candidates import Candidate, CandidateId, Support
from kb.domain.claims import Claim, ClaimKind, EffectDirection, StudyDesign
from kb.domain.documents import Document, DocumentId, SourceId
from kb.domain.evidence import Strength, weigh
from kb.domain.facts import ChallengeId, Direction, Mark, Measure, MeasureId, PortalRating, RatingId
from kb.domain.findings import Finding, Study
from kb.domain.health import Condition, Health
from kb.domain.maryland import Verdict
from kb.domain.sources import Source, SourceKind
from kb.domain.studies import StudyId
from kb.domain.transfer import Answer, Checked, Item
from kb.search.answers import (
    Answered,
    Aspect,
    Better,
    Compared,
    Comparison,
    GapCell,
    GapMap,
    Grounds,
    Instead,
    Lack,
    Missing,
    NewsItem,
    Quality,
    Similar,
    StudyView,
    Suggestion,
    Trait,
)
from kb.search.facets import Facet
from kb.search.ranking import RANKING
from kb.search.results import (
    CandidateDocument,
    CandidatePage,
    ClaimView,
    DocumentHit,
    DocumentView,
    Excerpt,
    MeasureHit,
    MeasureView,
    Page,
    Understood,
    Why,
)
from kb.search.trends import Dating, Step, Trend, Trends
from kb.store.crawls import Yield
from kb.store.documents import Origin
from search_api.exports.atom import atom_file
from search_api.exports.extract import Extract, FileForm, Names
from search_api.exports.lines import json_lines
from search_api.exports.references import Reference, bibtex_file, csl_file, ris_file
from search_api.exports.tables import csv_file, rows_of
from search_api.models import (
    CandidatesOut,
    Challenges,
    ComparisonOut,
    ConceptOut,
    DocumentPage,
    DocumentViewOut,
    GapMapOut,
    MeasurePage,
    MeasureViewOut,
    Model,
    NewsPage,
    RankingOut,
    Ratings,
    SimilarMeasures,
    StudyViewOut,
    Suggestions,
    ThesaurusOut,
    VersionedStatusOut,
    narrower_of,
)
from search_api.models.trends import TrendsOut
from search_api.quality import FigureOut, QualityOut
from search_api.showing import shown
from search_api.status import SourceStatus, Status

_CHALLENGE = ChallengeId("burglary")
_WHEN = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
_MEASURE = Measure(
    id=MeasureId("made_up_measure"),
    name_sv="Påhittad åtgärd",
    name_en="Made-up measure",
    other_names=(),
    prevention_level="universal",
    unit="place",
    approach="situational",
    target_group="boende",
    setting="bostadsområde",
    url="https://example.org/measure",
    mark=Mark.READ,
    note="",
)
_RATING = PortalRating(
    id=RatingId("example-001"),
    measure_id=_MEASURE.id,
    measure="Made-up measure",
    portal="Example portal",
    rating="Promising",
    quality="",
    kind="formal scale",
    read_on="portal page",
    url="https://example.org/rating",
    mark=Mark.READ,
    note="",
    direction=Direction.BENEFICIAL,
)
_DOCUMENT = Document(
    id=DocumentId("dexample"),
    source=SourceId("example"),
    title="A made-up randomised trial",
    text="In this made-up randomised trial, homes were assigned to the measure by lot.",
    version=1,
    revision=1,
    address="https://example.org/trial",
    doi="10.0000/example",
    authors=("A. Author",),
    published=date(2025, 5, 2),
    year=2025,
    declared_language="en",
    kind="article",
    found_at=_WHEN,
)
_SOURCE = Source(
    id=_DOCUMENT.source,
    name="Example source",
    organisation="Example organisation",
    country="SE",
    languages=("sv",),
    kind=SourceKind.FEED,
    url="https://example.org/feed",
    mark=Mark.READ,
    terms="",
    yields="made-up reports",
)
_HEALTH = Health(Condition.WELL, _WHEN, "Hämtad utan fel den 5 januari 2026.", "Collected without error on 2026-01-05.")
_WHY = Why(
    words=("homes",),
    concepts=(_CHALLENGE,),
    signals={"words": 1, "meaning": 2},
    factors={"recency": 1.0},
    grounds=Grounds(1, 0, 5, 1, True, True, 2025),
    why_not_higher=(Missing(Lack.IN_PASSING, _CHALLENGE),),
)
_INSTEAD = Instead(
    MeasureId("made_up_measure"), (_CHALLENGE,), (Better.EFFECT,), None, Strength.LIMITED, Verdict.PROMISING
)
_START = _DOCUMENT.content.index("randomised trial, homes")
_END = _START + len("randomised trial")
_DOCUMENT_HIT = DocumentHit(
    document=_DOCUMENT,
    score=0.03,
    excerpt=Excerpt(_DOCUMENT.text, len(_DOCUMENT.title) + 2, ((34, 39),)),
    why=_WHY,
    language="en",
    design=StudyDesign.RANDOMISED_TRIAL,
    challenges=(_CHALLENGE,),
    measures=(_MEASURE.id,),
)
_FINDING = Finding(
    document=_DOCUMENT.id,
    direction=EffectDirection.LESS,
    outcome="oc_burglary",
    words="burglaries",
    good=True,
    significant=True,
    measure="percent",
    size="12",
    start=_START,
    end=_END,
)
_STUDY = Study(
    id=StudyId("sexample"),
    documents=(_DOCUMENT.id,),
    title=_DOCUMENT.title,
    year=2025,
    design=StudyDesign.RANDOMISED_TRIAL,
    findings=(_FINDING,),
    challenges=frozenset({_CHALLENGE}),
    countries=frozenset({"SE"}),
    target_groups=frozenset(),
    sample=240,
    why={},
)
_EVIDENCE = weigh(
    _MEASURE.mark, [_RATING], [_STUDY], checklist=(Checked(Item.EVALUATED_IN_SWEDEN, Answer.YES, (_DOCUMENT.id,)),)
)
_CANDIDATE = Candidate(
    id=CandidateId("cexample"),
    name="Calm Corners programme",
    also=(),
    named=True,
    support=(Support(_DOCUMENT.id, "randomised trial", _START, _END),),
    recent=3,
    earlier=0,
    chance=0.125,
    coherence=0.6,
    nearest=(_MEASURE.id, 0.4),
)
_LISTED = CandidateDocument(_DOCUMENT.id, _DOCUMENT.title, _DOCUMENT.year, _DOCUMENT.source)
_UNDERSTOOD = Understood("sv", (_CHALLENGE,), {"sv": ("inbrott",), "en": ("burglary",)})
_TRENDS = Trends(
    Dating.PUBLISHED,
    Step.YEAR,
    ("2024", "2025"),
    (40, 50),
    (Trend(_CHALLENGE, (2, 9), (Tested(_CHALLENGE, "2025", 9, 50, 2, 40, 0.07, 0.07),)),),
    95,
    5,
    0,
)
_CLAIMS = (
    Claim(ClaimKind.STUDY_DESIGN, StudyDesign.RANDOMISED_TRIAL, "study_design", "1", _START, _END, 0.9),
    Claim(ClaimKind.RELEVANCE, "relevant", "relevance", "1"),
)


def answers(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Return an answer of each JSON route by its path after the prefix."""
    content = _DOCUMENT.content
    claims = tuple(ClaimView(c, None if c.start is None else content[c.start : c.end]) for c in _CLAIMS)
    origin = Origin(_DOCUMENT.source, "trial-1", _DOCUMENT.address, "first", None, _WHEN)
    measure = MeasureView(_MEASURE, _EVIDENCE, (_CHALLENGE,), {_CHALLENGE: 1}, (_DOCUMENT_HIT,))
    measure_hit = MeasureHit(_MEASURE, 0.05, _WHY, _EVIDENCE, (_CHALLENGE,), (_DOCUMENT_HIT,))
    every = Challenges.from_catalogue(catalogue)
    page = Page(
        (_DOCUMENT_HIT,), 1, 0, _UNDERSTOOD, facets={Facet.LANGUAGE: {"en": 1}}, did_you_mean="inbrott i bostäder"
    )
    answered = Answered(Quality.NEAREST, (_MEASURE.id,), {_MEASURE.id: (Missing(Lack.NO_LEVEL_3, "2"),)})
    measures = Page(
        (replace(measure_hit, instead=(_INSTEAD,)),), 1, 0, _UNDERSTOOD, removed_by={"design": 3}, answered=answered
    )
    narrower = narrower_of(catalogue)
    concept = ConceptOut.from_concept(next(iter(catalogue.concepts.values())), narrower)
    type_id = next(key for key, known in catalogue.concepts.items() if known.scheme == "measure_types")
    cell = GapCell(_CHALLENGE, type_id, (_STUDY.id,), (_DOCUMENT.id,), (_MEASURE.id,), {"5": 1}, None, Strength.LIMITED)
    study_hit = replace(_DOCUMENT_HIT, why=Why())
    source = SourceStatus(_SOURCE, _HEALTH, Yield(1, 1, 1, _WHEN), _WHEN, _WHEN, "ok", None)
    models: dict[str, Model] = {
        "/measures": MeasurePage.from_page(measures, limit=20),
        "/measures/{measure_id}/similar": SimilarMeasures.model_validate(
            {"similar": (Similar(_MEASURE, _EVIDENCE, 0.5, {Trait.CHALLENGE: (_CHALLENGE,)}),)}
        ),
        "/compare": ComparisonOut.from_domain(
            Comparison((measure, measure), (Compared(Aspect.STRENGTH, (("limited",), ("limited",))),))
        ),
        "/gap-map": GapMapOut.from_domain(GapMap((_CHALLENGE,), (type_id,), (cell,), 1)),
        "/trends": TrendsOut.from_domain(_TRENDS),
        "/news": NewsPage.from_page(Page((NewsItem(_DOCUMENT_HIT, _WHEN, 1),), 1, 0, _UNDERSTOOD), limit=20),
        "/suggestions": Suggestions.model_validate({"suggestions": (Suggestion("inbrott", _CHALLENGE, "challenges"),)}),
        "/studies/{study_id}": StudyViewOut.from_domain(StudyView(_STUDY, (study_hit,), (_MEASURE.id,))),
        "/thesaurus": ThesaurusOut(
            catalogue_version=catalogue.version,
            schemes={concept.scheme: 1},
            total=1,
            offset=0,
            limit=20,
            concepts=(concept,),
        ),
        "/thesaurus/{concept_id}": concept,
        "/ratings": Ratings.from_ratings([_RATING], catalogue.version, 0, 20),
        "/measures/{measure_id}": MeasureViewOut.from_domain(measure),
        "/documents": DocumentPage.from_page(page, limit=20),
        "/documents/{document_id}": DocumentViewOut.from_domain(
            shown(DocumentView(_DOCUMENT, claims, (origin,), 1, True, study=_STUDY), {})
        ),
        "/challenges/{challenge_id}": every.challenges[0],
        "/challenges": every.model_copy(update={"total": 1, "challenges": every.challenges[:1]}),
        "/candidates": CandidatesOut.from_page(CandidatePage((_CANDIDATE,), {_DOCUMENT.id: _LISTED}, _WHEN)),
        "/quality": QualityOut(
            made_on="2026-01-05",
            rows=(FigureOut(section="Made-up texts", what="language right", value=0.99, low=0.97, high=1.0, n="200"),),
        ),
        "/status": VersionedStatusOut.from_status(Status(1, 1, 1, 0, 0, (source,), True), "0.1.0", catalogue.version),
        "/ranking": RankingOut.from_domain(RANKING),
    }
    return {path: model.model_dump(mode="json") for path, model in models.items()}


def files() -> dict[str, dict[str, str]]:
    """Return the beginning of each text file by path and media type."""
    extract = Extract("dokument", "inbrott", "", "https://example.org/sok", _WHEN.date(), 1, 1, "0.1.0", "example")
    names = Names(str, str, {_SOURCE.id: _SOURCE}, "https://example.org")
    references = [Reference.from_hit(_DOCUMENT_HIT, names)]
    found = {
        FileForm.CSV: csv_file(extract, rows_of([_DOCUMENT_HIT], names)),
        FileForm.RIS: ris_file(extract, references),
        FileForm.BIBTEX: bibtex_file(extract, references),
        FileForm.CSL: csl_file(extract, references),
        FileForm.JSON_LINES: json_lines(extract, [_DOCUMENT_HIT]),
        FileForm.ATOM: atom_file(extract, [NewsItem(_DOCUMENT_HIT, _WHEN, 1)], names, "https://example.org/feed"),
    }
    texts = {form.media_type.split(";")[0]: content.decode() for form, content in found.items()}
    return {"/documents.{form}": texts, "/measures.{form}": texts}
