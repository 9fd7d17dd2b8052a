"""Swedish words for the field, the same on pages, in mails and in feedback, and Swedish forms of dates and numbers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kb.domain.claims import StudyDesign
from kb.domain.documents import IMPORTED, SourceId
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark, PortalRating
from kb.domain.sources import Source

ZONE = ZoneInfo("Europe/Stockholm")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NARROW_SPACE = "\u202f"

DESIGN: Mapping[StudyDesign, str] = {
    StudyDesign.META_ANALYSIS: "metaanalys",
    StudyDesign.SYSTEMATIC_REVIEW: "systematisk översikt",
    StudyDesign.RANDOMISED_TRIAL: "randomiserad studie",
    StudyDesign.CONTROLLED_QUASI_EXPERIMENT: "kvasiexperiment med matchning eller statistisk kontroll",
    StudyDesign.QUASI_EXPERIMENT: "kvasiexperiment med jämförelse",
    StudyDesign.BEFORE_AFTER: "före–efter-studie",
    StudyDesign.CROSS_SECTIONAL: "tvärsnittsstudie",
    StudyDesign.QUALITATIVE: "kvalitativ studie",
    StudyDesign.PROTOCOL: "studieprotokoll",
}
DIRECTION: Mapping[Direction, str] = {
    Direction.BENEFICIAL: "talar för önskad effekt",
    Direction.NONE: "ingen effekt funnen",
    Direction.HARMFUL: "talar för skada",
    Direction.UNCLEAR: "oklart",
    Direction.NOT_APPLICABLE: "säger inget om effekt (till exempel en rekommendation)",
}
WARNING: Mapping[Caution, str] = {
    Caution.HARMFUL: "Skadlig",
    Caution.NO_EFFECT: "Ingen effekt funnen",
    Caution.DISPUTED: "Omstridd",
}
# What a portal says that makes each warning: the warning names these portals.
WARNED_BY: Mapping[Caution, Direction] = {
    Caution.HARMFUL: Direction.HARMFUL,
    Caution.NO_EFFECT: Direction.NONE,
}
MARK: Mapping[Mark, str] = {
    Mark.READ: "läst på källans sida",
    Mark.SECOND_HAND: "läst i andra hand",
    Mark.PAGE_READ_NO_FEED: "sidan är läst, inget flöde hittat",
    Mark.UNVERIFIED: "obekräftad",
    Mark.ANALYST: "upplagd av en analytiker, inte från katalogens källor",
}
LANGUAGES: Mapping[str, str] = {
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
# Portals that do not write in English, by the first word of their names.
_PORTAL_LANGUAGE = {
    "SBU": "sv",
    "Socialstyrelsen": "sv",
    "Brå": "sv",
    "Vidensportalen": "da",
    "Det": "da",  # Det Kriminalpræventive Råd
    "Ungsinn": "nb",
}


def warning(caution: Caution, ratings: Iterable[PortalRating]) -> str:
    """Return a warning with those of the portals of `ratings` that say so: "Skadlig enligt A och B"."""
    direction = WARNED_BY.get(caution)
    portals = list(dict.fromkeys(rating.portal for rating in ratings if rating.direction is direction))
    if caution is Caution.DISPUTED:
        return f"{WARNING[caution]}: bedömningarna går isär"
    return f"{WARNING[caution]} enligt {joined(portals) if portals else 'de studier vi har läst'}"


def rating_language(text: str) -> str:
    """Return the language of a portal's words: English, but for the scale of Ungsinn, which is quoted in Norwegian."""
    return "nb" if text.startswith(("Evidensnivå", "dokumentasjonsgrad")) else "en"


def own_words(portal: str, text: str) -> bool:
    """Return whether `text` can be the portal's own words: the catalogue retells some Nordic portals in English."""
    return _PORTAL_LANGUAGE.get(portal.split(maxsplit=1)[0] if portal.strip() else "", "en") == rating_language(text)


def source_name(source: SourceId, known: Mapping[SourceId, Source]) -> str:
    """Return what a reader knows the source as: its name, or that it was imported and under which name."""
    if source in known:
        return known[source].name
    if source.startswith(IMPORTED):
        return f"importerad fil {source.removeprefix(IMPORTED)}"
    return f"importerad samling {source}"  # the records of a file name their source themselves


def language(code: str | None) -> str:
    """Return the Swedish name of a language by its ISO 639-1 code; None is said to be unknown."""
    return "okänt språk" if code is None else LANGUAGES.get(code.lower(), code)


def day(moment: date | datetime | None) -> str:
    """Return a date as in "3 mars 2024"; a time is shown as the date it was in Sweden, None as "aldrig"."""
    if moment is None:
        return "aldrig"
    if isinstance(moment, datetime):
        moment = moment.astimezone(ZONE)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def moment(when: datetime | None) -> str:
    """Return a time in Sweden as in "3 mars 2024 kl. 14.05", None as "aldrig"."""
    if when is None:
        return "aldrig"
    return f"{day(when)} kl. {when.astimezone(ZONE):%H.%M}"


def number(value: int) -> str:
    """Return a whole number with narrow spaces between thousands: 12 345."""
    return f"{value:,}".replace(",", _NARROW_SPACE)


def in_letters(value: int, one: str = "en") -> str:
    """Return a number as running text has it: in letters up to twelve; `one` is "ett" beside a neuter noun."""
    if value == 1:
        return one
    return _NUMBERS[value] if value < len(_NUMBERS) else number(value)


def decimal(value: float) -> str:
    """Return a number with at most two decimals and a decimal comma: 0,85."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def plural(count: int, one: str, many: str) -> str:
    """Return the number with the form of the noun that fits it: "1 källa", "3 källor"."""
    return f"{number(count)}\u00a0{one if count == 1 else many}"


def joined(words: Sequence[str], last: str = "och") -> str:
    """Return the words as a list in running text: "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
