"""Swedish words for what the knowledge base holds, and Swedish forms of dates, numbers and plurals."""

from collections.abc import Mapping
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

# Keyed by type first: members of two StrEnums with the same text are equal.
_LABELS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    StudyDesign: DESIGN,
    Caution: WARNING,
    Direction: DIRECTION,
    Mark: MARK,
    Status: {
        Status.SIGNAL: "signal",
        Status.DESCRIBED: "beskriven",
        Status.EVALUATED: "utvärderad",
        Status.REPLICATED: "upprepat utvärderad",
        Status.RATED: "bedömd av portal eller myndighet",
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
        Condition.PAUSED: "pausad",
        Condition.FAILING: "går inte att hämta",
        Condition.SILENT: "tyst",
        Condition.WAITING: "väntar",
        Condition.NEVER: "inte prövad",
        Condition.WELL: "fungerar",
        Condition.NOT_COLLECTED: "hämtas inte",
    },
    Show: {
        Show.TEXT: "hela texten",
        Show.EXCERPT: "utdrag ur texten",
        Show.METADATA: "titel, namn, datum och adress, men ingen text",
    },
    SourceKind: {
        SourceKind.FEED: "flöde",
        SourceKind.LISTING: "webbsida med lista",
        SourceKind.SITEMAP: "webbplatskarta",
        SourceKind.WATCH: "bevakad webbsida",
        SourceKind.OAI_PMH: "arkiv (OAI-PMH)",
        SourceKind.OPENALEX: "databas (OpenAlex)",
        SourceKind.CROSSREF: "databas (Crossref)",
        SourceKind.EUROPE_PMC: "databas (Europe PMC)",
        SourceKind.DOAJ: "databas (DOAJ)",
        SourceKind.API: "programgränssnitt (API)",
        SourceKind.FILES: "filer",
        SourceKind.NONE: "hämtas inte maskinellt",
    },
}

STATUS_MEANING: Mapping[Status, str] = {
    Status.SIGNAL: "Åtgärden är känd till namnet, men underlaget är inte läst eller bekräftat.",
    Status.DESCRIBED: "Åtgärden nämns på en sida vi har läst, eller tas upp i ett dokument i basen.",
    Status.EVALUATED: "En studie anger en design som kan säga något om effekt.",
    Status.REPLICATED: "Minst två studier anger en sådan design.",
    Status.RATED: "En evidensportal eller myndighet har bedömt åtgärden. Bedömningen kan vara god, dålig eller oklar.",
}

_LEVELS = {
    "universal": "universell (riktas till alla)",
    "selective": "selektiv (riktas till grupper med förhöjd risk)",
    "indicated": "indikerad (riktas till dem som redan har problem)",
}
_UNITS = {"person": "personer", "place": "platser", "organisation": "organisationer"}
_APPROACHES = {
    "social": "socialt förebyggande arbete",
    "situational": "situationellt förebyggande arbete",
    "treatment": "behandling",
    "coordination": "samverkan",
    "school": "insatser i skolan",
    "parenting": "föräldrastöd",
    "policing": "polisarbete",
    "early": "tidiga insatser",
    "organisational": "arbetssätt i organisationen",
    "restorative": "reparativ rättvisa",
    "deterrence": "avskräckning",
    "sanction": "påföljd",
    "public health": "folkhälsoarbete",
}
_COUNTRIES = {
    "SE": "Sverige",
    "NO": "Norge",
    "DK": "Danmark",
    "FI": "Finland",
    "UK": "Storbritannien",
    "US": "USA",
    "EU": "EU",
    "UN": "FN",
    "CA": "Kanada",
    "AU": "Australien",
}


def label(value: StrEnum) -> str:
    """Return the Swedish word for a member of one of the field's enumerations."""
    return _LABELS.get(type(value), {}).get(value, str(value))


def prevention_level(code: str) -> str:
    """Return the Swedish words for a level of prevention, or for two joined by a slash."""
    return " och ".join(_LEVELS.get(part, part) for part in code.split("/"))


def short_level(code: str) -> str:
    """Return the level of prevention in one Swedish word, or two."""
    return " och ".join(_LEVELS.get(part, part).split(" (")[0] for part in code.split("/")) + " prevention"


def unit(code: str) -> str:
    """Return the Swedish word for what a measure acts on."""
    return _UNITS.get(code, code)


def approach(code: str) -> str:
    """Return the Swedish words for an approach, or for several joined by a plus sign."""
    return " och ".join(_APPROACHES.get(part, part) for part in code.split("+"))


def country(code: str) -> str:
    """Return the Swedish name of a country or union by the code that the catalogue uses."""
    return _COUNTRIES.get(code, code)


_STEPS = {
    "language": "språk",
    "relevance": "relevans",
    "topics": "ämnen",
    "study_design": "studiedesign",
    "focus": "inriktning",
    "document_kind": "dokumenttyp",
    "effects": "resultat",
    "samples": "antal och tid",
    "conditions": "villkor",
    "people": "målgrupp och aktörer",
    "places": "plats",
    "years": "år",
    "ages": "ålder",
    "key_sentences": "nyckelmeningar",
}
_MATCHED_BY = {
    "first": "nytt dokument",
    "address": "samma adress",
    "doi": "samma DOI och liknande titel",
    "title": "samma titel",
    "text": "nästan samma text",
    "split": "skild från ett annat dokument för hand",
    "merged": "sammanförd för hand",
}


def verdict(code: str | None) -> str:
    """Return the Swedish words for how a collection went, None as "inte prövad"."""
    if code is None:
        return "inte prövad"
    return label(Verdict(code)) if code in set(Verdict) else code


def how_often(hours: int) -> str:
    """Return how often a source is asked: "varje vecka", "vartannat dygn", "var 6:e timme"."""
    for length, every, every_other, one in (
        (168, "varje vecka", "varannan vecka", "vecka"),
        (24, "varje dygn", "vartannat dygn", "dygn"),
        (1, "varje timme", "varannan timme", "timme"),
    ):
        count, rest = divmod(hours, length)
        if not rest:
            return {1: every, 2: every_other}.get(
                count, f"{'vart' if one == 'dygn' else 'var'} {_ordinal(count)} {one}"
            )
    return f"var {_ordinal(hours)} timme"


def _ordinal(count: int) -> str:
    last = count % 10 in (1, 2) and count % 100 not in (11, 12)
    return f"{count}:{'a' if last else 'e'}"


def matched_by(code: str) -> str:
    """Return by what an item of a source was recognised, in Swedish."""
    return _MATCHED_BY.get(code, code)


def design(code: str) -> str:
    """Return the Swedish words for a study design by its code, or the code where it is none that we know."""
    return label(StudyDesign(code)) if code in set(StudyDesign) else code


def relevance(code: str) -> str:
    """Return the Swedish words for what a text was read to be about."""
    return label(Relevance(code)) if code in set(Relevance) else code


def step(name: str) -> str:
    """Return what a reading step is called in Swedish, or its name where it is none that we know."""
    return _STEPS.get(name, name)
