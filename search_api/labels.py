"""Words for what the knowledge base holds, in the language of the page, by the codes it is held under."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from kb.domain.claims import ClaimKind, Relevance, StudyDesign
from kb.domain.evidence import Axis, Effect, Status, Strength
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark
from kb.domain.findings import Sign
from kb.domain.health import VERDICT_SV, Condition
from kb.domain.maryland import Verdict as MarylandVerdict
from kb.domain.sources import Show, SourceKind
from kb.domain.swedish import DESIGN, DIRECTION, MARK, WARNING
from kb.domain.transfer import Answer, Item
from kb.store.sources import Verdict
from search_api import claim_words, evidence_words
from search_api.language import gettext, marked

# Keyed by type first: members of two StrEnums with the same text are equal.
_LABELS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    StudyDesign: DESIGN,
    Caution: WARNING,
    Direction: DIRECTION,
    Mark: MARK,
    Status: {
        Status.SIGNAL: marked("signal"),
        Status.DESCRIBED: marked("beskriven"),
        Status.EVALUATED: marked("utvärderad"),
        Status.REPLICATED: marked("upprepat utvärderad"),
        Status.RATED: marked("bedömd av portal eller myndighet"),
    },
    ClaimKind: claim_words.KIND,
    Effect: evidence_words.EFFECT,
    Strength: evidence_words.STRENGTH,
    MarylandVerdict: evidence_words.VERDICT,
    Sign: evidence_words.SIGN,
    Axis: evidence_words.AXIS,
    Item: evidence_words.ITEM,
    Answer: evidence_words.ANSWER,
    Relevance: claim_words.RELEVANCE,
    Verdict: VERDICT_SV,
    Condition: {
        Condition.PAUSED: marked("pausad"),
        Condition.FAILING: marked("går inte att hämta"),
        Condition.SILENT: marked("tyst"),
        Condition.WAITING: marked("väntar"),
        Condition.NEVER: marked("inte prövad"),
        Condition.WELL: marked("fungerar"),
        Condition.NOT_COLLECTED: marked("hämtas inte"),
    },
    Show: {
        Show.TEXT: marked("hela texten"),
        Show.EXCERPT: marked("utdrag ur texten"),
        Show.METADATA: marked("titel, namn, datum och adress, men ingen text"),
    },
    SourceKind: {
        SourceKind.FEED: marked("flöde"),
        SourceKind.LISTING: marked("webbsida med lista"),
        SourceKind.SITEMAP: marked("webbplatskarta"),
        SourceKind.WATCH: marked("bevakad webbsida"),
        SourceKind.OAI_PMH: marked("arkiv (OAI-PMH)"),
        SourceKind.OPENALEX: marked("databas (OpenAlex)"),
        SourceKind.CROSSREF: marked("databas (Crossref)"),
        SourceKind.EUROPE_PMC: marked("databas (Europe PMC)"),
        SourceKind.DOAJ: marked("databas (DOAJ)"),
        SourceKind.API: marked("programgränssnitt (API)"),
        SourceKind.FILES: marked("filer"),
        SourceKind.NONE: marked("hämtas inte maskinellt"),
    },
}

STATUS_MEANING: Mapping[Status, str] = {
    Status.SIGNAL: marked("Åtgärden är känd till namnet, men underlaget är inte läst eller bekräftat."),
    Status.DESCRIBED: marked("Åtgärden nämns på en sida vi har läst, eller tas upp i ett dokument i basen."),
    Status.EVALUATED: marked("En studie anger en design som kan säga något om effekt."),
    Status.REPLICATED: marked("Minst två studier anger en sådan design."),
    Status.RATED: marked(
        "En evidensportal eller myndighet har bedömt åtgärden. Bedömningen kan vara god, dålig eller oklar."
    ),
}

_LEVELS = {
    "universal": marked("universell (riktas till alla)"),
    "selective": marked("selektiv (riktas till grupper med förhöjd risk)"),
    "indicated": marked("indikerad (riktas till dem som redan har problem)"),
}
_UNITS = {"person": marked("personer"), "place": marked("platser"), "organisation": marked("organisationer")}
_APPROACHES = {
    "social": marked("socialt förebyggande arbete"),
    "situational": marked("situationellt förebyggande arbete"),
    "treatment": marked("behandling"),
    "coordination": marked("samverkan"),
    "school": marked("insatser i skolan"),
    "parenting": marked("föräldrastöd"),
    "policing": marked("polisarbete"),
    "early": marked("tidiga insatser"),
    "organisational": marked("arbetssätt i organisationen"),
    "restorative": marked("reparativ rättvisa"),
    "deterrence": marked("avskräckning"),
    "sanction": marked("påföljd"),
    "public health": marked("folkhälsoarbete"),
}


def label(value: StrEnum) -> str:
    """Return the word for a member of one of the field's enumerations."""
    return gettext(_LABELS.get(type(value), {}).get(value, str(value)))


def prevention_level(code: str) -> str:
    """Return the words for a level of prevention, or for two joined by a slash."""
    return _both(_LEVELS, code.split("/"))


def short_level(code: str) -> str:
    """Return the level of prevention in one word, or two."""
    words = (gettext(_LEVELS.get(part, part)).split(" (")[0] for part in code.split("/"))
    return gettext("{levels} prevention").format(levels=gettext("och").join("  ").join(words))


def unit(code: str) -> str:
    """Return the word for what a measure acts on."""
    return gettext(_UNITS.get(code, code))


def approach(code: str) -> str:
    """Return the words for an approach, or for several joined by a plus sign."""
    return _both(_APPROACHES, code.split("+"))


def _both(words: Mapping[str, str], codes: Sequence[str]) -> str:
    return gettext("och").join("  ").join(gettext(words.get(code, code)) for code in codes)


_STEPS = {
    "language": marked("språk"),
    "relevance": marked("relevans"),
    "topics": marked("ämnen"),
    "study_design": marked("studiedesign"),
    "focus": marked("inriktning"),
    "document_kind": marked("dokumenttyp"),
    "effects": marked("resultat"),
    "samples": marked("antal och tid"),
    "conditions": marked("villkor"),
    "people": marked("målgrupp och aktörer"),
    "places": marked("plats"),
    "years": marked("år"),
    "ages": marked("ålder"),
    "key_sentences": marked("nyckelmeningar"),
}
_INTERVALS = (
    (168, marked("varje vecka"), marked("varannan vecka"), marked("var {nth} vecka")),
    (24, marked("varje dygn"), marked("vartannat dygn"), marked("vart {nth} dygn")),
    (1, marked("varje timme"), marked("varannan timme"), marked("var {nth} timme")),
)
_MATCHED_BY = {
    "first": marked("nytt dokument"),
    "address": marked("samma adress"),
    "doi": marked("samma DOI och liknande titel"),
    "title": marked("samma titel"),
    "text": marked("nästan samma text"),
    "split": marked("skild från ett annat dokument för hand"),
    "merged": marked("sammanförd för hand"),
}


def verdict(code: str | None) -> str:
    """Return the words for how a collection went, None as "inte prövad"."""
    if code is None:
        return gettext("inte prövad")
    return label(Verdict(code)) if code in set(Verdict) else code


def how_often(hours: int) -> str:
    """Return how often a source is asked: "varje vecka", "vartannat dygn", "var 6:e timme"."""
    length, every, every_other, nth = next(one for one in _INTERVALS if hours % one[0] == 0)
    count = hours // length
    return gettext({1: every, 2: every_other}.get(count, nth)).format(nth=_ordinal(count), n=count)


def _ordinal(count: int) -> str:
    last = count % 10 in (1, 2) and count % 100 not in (11, 12)
    return f"{count}:{'a' if last else 'e'}"


def matched_by(code: str) -> str:
    """Return by what an item of a source was recognised."""
    return gettext(_MATCHED_BY.get(code, code))


def design(code: str) -> str:
    """Return the words for a study design by its code, or the code where it is none that we know."""
    return label(StudyDesign(code)) if code in set(StudyDesign) else code


def relevance(code: str) -> str:
    """Return the words for what a text was read to be about."""
    return label(Relevance(code)) if code in set(Relevance) else code


def step(name: str) -> str:
    """Return what a reading step is called, or its name where it is none that we know."""
    return gettext(_STEPS.get(name, name))
