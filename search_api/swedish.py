"""Swedish words for what the knowledge base holds, and Swedish forms of dates, numbers and plurals."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kb.domain.claims import ClaimKind, Relevance, StudyDesign
from kb.domain.evidence import Status
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark, SourceKind
from kb.store.sources import Verdict

_ZONE = ZoneInfo("Europe/Stockholm")
_NARROW_SPACE = "\u202f"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

# Keyed by type first: members of two StrEnums with the same text are equal.
_LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    StudyDesign: {
        StudyDesign.META_ANALYSIS: "metaanalys",
        StudyDesign.SYSTEMATIC_REVIEW: "systematisk översikt",
        StudyDesign.RANDOMISED_TRIAL: "randomiserad studie",
        StudyDesign.QUASI_EXPERIMENT: "kvasiexperimentell studie",
        StudyDesign.BEFORE_AFTER: "före–efter-studie",
        StudyDesign.CROSS_SECTIONAL: "tvärsnittsstudie",
        StudyDesign.QUALITATIVE: "kvalitativ studie",
        StudyDesign.PROTOCOL: "studieprotokoll",
    },
    Status: {
        Status.SIGNAL: "signal",
        Status.DESCRIBED: "beskriven",
        Status.EVALUATED: "utvärderad",
        Status.REPLICATED: "upprepat utvärderad",
        Status.RATED: "bedömd av portal",
    },
    Caution: {
        Caution.HARMFUL: "Skadlig enligt evidensportal",
        Caution.NO_EFFECT: "Utan effekt enligt evidensportal",
        Caution.DISPUTED: "Omstridd: evidensportaler bedömer olika",
    },
    Direction: {
        Direction.BENEFICIAL: "talar för önskad effekt",
        Direction.NONE: "ingen effekt funnen",
        Direction.HARMFUL: "talar för skada",
        Direction.UNCLEAR: "oklart",
        Direction.NOT_APPLICABLE: "säger inget om effekt (till exempel en rekommendation)",
    },
    Mark: {
        Mark.READ: "läst på källans sida",
        Mark.SECOND_HAND: "läst i andra hand",
        Mark.PAGE_READ_NO_FEED: "sidan är läst, inget flöde hittat",
        Mark.UNVERIFIED: "obekräftad",
    },
    ClaimKind: {
        ClaimKind.LANGUAGE: "Språk",
        ClaimKind.RELEVANCE: "Ämne",
        ClaimKind.CHALLENGE: "Utmaning",
        ClaimKind.MEASURE: "Åtgärd",
        ClaimKind.STUDY_DESIGN: "Studiedesign",
    },
    Relevance: {
        Relevance.RELEVANT: "handlar om brott, våld eller otrygghet",
        Relevance.NOT_RELEVANT: "handlar inte om brott, våld eller otrygghet",
    },
    Verdict: {
        Verdict.OK: "hämtad",
        Verdict.NOT_MODIFIED: "oförändrad sedan sist",
        Verdict.EMPTY: "svaret var tomt",
        Verdict.CHANGED: "källan har bytt form och gick inte att läsa",
        Verdict.ERROR: "källan svarade med ett fel",
        Verdict.WAIT: "källan ber oss vänta",
        Verdict.GONE: "källan är borttagen för gott",
        Verdict.FORBIDDEN_BY_ROBOTS: "källan tillåter inte hämtning (robots.txt)",
        Verdict.NOT_PUBLIC: "adressen är inte offentlig",
        Verdict.UNREACHABLE: "källan gick inte att nå",
    },
    SourceKind: {
        SourceKind.FEED: "flöde",
        SourceKind.LISTING: "webbsida med lista",
        SourceKind.API: "programgränssnitt (API)",
        SourceKind.OAI_PMH: "arkiv (OAI-PMH)",
        SourceKind.FILES: "filer",
        SourceKind.NONE: "hämtas inte maskinellt",
    },
}

STATUS_MEANING: Mapping[Status, str] = {
    Status.SIGNAL: "Åtgärden är känd till namnet, men underlaget är inte läst eller bekräftat.",
    Status.DESCRIBED: "Åtgärden är beskriven på en sida vi har läst eller i ett dokument i basen.",
    Status.EVALUATED: "Ett dokument anger en design som kan säga något om effekt.",
    Status.REPLICATED: "Minst två dokument anger en sådan design.",
    Status.RATED: "En evidensportal har bedömt åtgärden. Bedömningen kan vara god, dålig eller oklar.",
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
_LANGUAGES = {
    "sv": "svenska",
    "en": "engelska",
    "nb": "norska (bokmål)",
    "nn": "norska (nynorsk)",
    "no": "norska",
    "da": "danska",
    "fi": "finska",
    "de": "tyska",
    "fr": "franska",
    "es": "spanska",
    "nl": "nederländska",
    "is": "isländska",
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


def language(code: str | None) -> str:
    """Return the Swedish name of a language by its ISO 639-1 code; None is said to be unknown."""
    return "okänt språk" if code is None else _LANGUAGES.get(code.lower(), code)


def country(code: str) -> str:
    """Return the Swedish name of a country or union by the code that the catalogue uses."""
    return _COUNTRIES.get(code, code)


def day(moment: date | datetime | None) -> str:
    """Return a date as in "3 mars 2024"; a time is shown as the date it was in Sweden, None as "aldrig"."""
    if moment is None:
        return "aldrig"
    if isinstance(moment, datetime):
        moment = moment.astimezone(_ZONE)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def moment(when: datetime | None) -> str:
    """Return a time in Sweden as in "3 mars 2024 kl. 14.05", None as "aldrig"."""
    if when is None:
        return "aldrig"
    return f"{day(when)} kl. {when.astimezone(_ZONE):%H.%M}"


def number(value: int) -> str:
    """Return a whole number with narrow spaces between thousands: 12 345."""
    return f"{value:,}".replace(",", _NARROW_SPACE)


def decimal(value: float) -> str:
    """Return a number with at most two decimals and a decimal comma: 0,85."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def plural(count: int, one: str, many: str) -> str:
    """Return the number with the form of the noun that fits it: "1 källa", "3 källor"."""
    return f"{number(count)}\u00a0{one if count == 1 else many}"


def joined(words: list[str] | tuple[str, ...], last: str = "och") -> str:
    """Return the words as a list in running text: "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


_MATCHED_BY = {
    "first": "nytt dokument",
    "address": "samma adress",
    "doi": "samma DOI och liknande titel",
    "title": "samma titel",
}


def verdict(code: str | None) -> str:
    """Return the Swedish words for how a collection went, None as "inte prövad"."""
    if code is None:
        return "inte prövad"
    return label(Verdict(code)) if code in set(Verdict) else code


def matched_by(code: str) -> str:
    """Return by what an item of a source was recognised, in Swedish."""
    return _MATCHED_BY.get(code, code)


def design(code: str) -> str:
    """Return the Swedish words for a study design by its code, or the code where it is none that we know."""
    return label(StudyDesign(code)) if code in set(StudyDesign) else code


def relevance(code: str) -> str:
    """Return the Swedish words for what a text was read to be about."""
    return label(Relevance(code)) if code in set(Relevance) else code
