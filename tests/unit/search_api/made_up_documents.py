"""Documents of our own making, some of them hostile, and what was read of them."""

from datetime import date

from kb.domain.claims import TAUGHT, Claim, ClaimKind, EffectDirection, StudyDesign
from kb.domain.documents import Document, DocumentId, SourceId
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.findings import Finding, Study
from kb.domain.studies import StudyId
from kb.search.results import (
    ClaimView,
    DocumentHit,
    Excerpt,
    Why,
)
from tests.unit.search_api.made_up_status import HOSTILE, WHEN

GUN = ChallengeId("gun_violence")
SCARED = MeasureId("scared_straight")
CAMERAS = MeasureId("cctv")
_LONG = (
    "Femårsuppföljning av ett kommunövergripande samverkansarbete mot skjutningar och dödligt våld i kriminell miljö: "
    "processutvärdering, effektutvärdering och samhällsekonomisk analys av insatser i sex mellanstora kommuner"
)
_TEXT = (
    "I en kvasiexperimentell studie jämförs sex kommuner med en matchad kontrollgrupp. Skjutningar följdes upp under "
    "fem år.\n\nÅtgärden hade stöd av polis, kommun och frivård. En uppgift om kostnader saknas."
)


def _document(name: str, title: str, text: str, **values: object) -> Document:
    plain: dict[str, object] = {"source": SourceId("bra_publikationer"), "version": 1, "revision": 1, "found_at": WHEN}
    return Document(id=DocumentId(name), title=title, text=text, **{**plain, **values})  # type: ignore[arg-type]


LONG = _document(
    "dlong",
    _LONG,
    _TEXT,
    address="https://example.org/rapporter/2025/" + "mycket-lang-adress-" * 8 + "slut.html",
    doi="10.0000/made.up(2025)<1>",
    authors=("Anna Andersson", "Björn Öberg"),
    published=date(2025, 3, 3),
    year=2025,
    declared_language="sv",
    kind="rapport",
    terms=("skjutningar", "samverkan"),
    version=2,
)
ENGLISH = _document(
    "denglish",
    "School-based prevention: a made-up trial",
    "Pupils were randomly assigned to the programme by lot.",
    address="https://example.org/trial",
    year=2019,
    declared_language="en",
)
BARE = _document("dbare", "Kort notis", "")
EVIL = _document(
    "devil",
    HOSTILE,
    f"{HOSTILE}\n\n{HOSTILE}",
    address="javascript:alert(1)",
    authors=(HOSTILE,),
    kind=HOSTILE,
    terms=(HOSTILE,),
    declared_language='"><b>',
    source=SourceId("<b>nowhere</b>"),
)
ENDLESS = _document("dendless", "Uppföljning av en satsning " * 40, "", source=SourceId("import:lista_2024"))
DOCUMENTS = (LONG, ENGLISH, BARE, EVIL, ENDLESS)
DESIGNS = {LONG.id: StudyDesign.QUASI_EXPERIMENT, ENGLISH.id: StudyDesign.RANDOMISED_TRIAL}
LANGUAGES = {LONG.id: "sv", ENGLISH.id: "en"}
ABOUT = {LONG.id: (MeasureId("group_violence_intervention"),), ENGLISH.id: (SCARED,), EVIL.id: (SCARED, CAMERAS)}


def study_of(hit: DocumentHit) -> Study:
    """Return a study that found less of one thing and no difference in another."""
    less = Finding(hit.document.id, EffectDirection.LESS, None, HOSTILE, True, True, "percent", "12")
    none = Finding(hit.document.id, EffectDirection.NO_DIFFERENCE, "no_such_outcome", HOSTILE, None, None)
    return Study(
        id=StudyId(f"s{hit.document.id[1:]}"),
        documents=(hit.document.id, DocumentId("dother")),
        title=hit.document.title,
        year=hit.document.year,
        design=hit.design,
        findings=(less, none),
        challenges=frozenset({GUN}),
        countries=frozenset({"SE"}),
        target_groups=frozenset(),
        sample=240,
        why={DocumentId("dother"): HOSTILE},
    )


def hit_of(document: Document) -> DocumentHit:
    text = document.text or document.title
    return DocumentHit(
        document=document,
        score=0.03,
        excerpt=Excerpt(text, len(document.content) - len(text), ((2, 9), (5, 12), (200, 10_000))),
        why=Why(("skjutningar",), (GUN,), {"words": 1, "meaning": 2, "concepts": 3}, {"design": 1.1, "recency": 0.95}),
        language=LANGUAGES.get(document.id),
        design=DESIGNS.get(document.id),
        challenges=(GUN,) if document is LONG else (),
        measures=ABOUT.get(document.id, ()),
    )


def claims_on(document: Document) -> list[ClaimView]:
    content = document.content
    middle = len(document.title) + 2
    spans = [(middle + 5, middle + 28), (middle + 20, middle + 45), (0, 12), (len(content) - 5, len(content) + 50)]
    claims = [
        Claim(ClaimKind.STUDY_DESIGN, DESIGNS.get(document.id), "study_design", "1", *spans[0], 0.9),
        Claim(ClaimKind.CHALLENGE, GUN, "topics", "2", *spans[1], 0.75),
        Claim(ClaimKind.MEASURE, SCARED, "topics", "2", *spans[2]),
        Claim(ClaimKind.CHALLENGE, HOSTILE, HOSTILE, "2", *spans[3]),
        Claim(ClaimKind.RELEVANCE, "relevant", "relevance", "1"),
        Claim(ClaimKind.LANGUAGE, LANGUAGES.get(document.id), "language", "1"),
        Claim(ClaimKind.SAMPLE_SIZE, "37", "samples", "1", confidence=0.4, detail=(TAUGHT,)),
        Claim(ClaimKind.MEASURE, None, "topics", "2"),
    ]
    return [ClaimView(c, None if c.start is None else content[c.start : c.end]) for c in claims]
