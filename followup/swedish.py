"""The Swedish words of the feedback page. Support in tone: a status says how far, never that a law is broken."""

from datetime import datetime
from zoneinfo import ZoneInfo

from followup.feedback import Gap, RequirementFeedback, Status
from kb.domain import evidence
from kb.domain.facts import Direction, Mark

_ZONE = ZoneInfo("Europe/Stockholm")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")

STATUS = {
    Status.IN_PLACE: "i huvudsak på plats",
    Status.PARTLY: "delvis på plats",
    Status.NOT_IN_PLACE: "inte på plats",
    Status.MISSING: "uppgift saknas",
}
GAP = {
    Gap.NO_REPLY: "Kommunen har inte svarat på enkäten.",
    Gap.NOT_ASKED: "Enkäten hade ingen fråga om detta.",
    Gap.LEFT_EMPTY: "Frågan är inte besvarad.",
    Gap.UNKNOWN: "Kommunen har svarat att den inte vet.",
}
WARNING = {
    evidence.Warning.HARMFUL: "Skadlig enligt minst en evidensportal",
    evidence.Warning.NO_EFFECT: "Utan effekt enligt minst en evidensportal",
    evidence.Warning.DISPUTED: "Omstridd: evidensportaler bedömer olika",
}
DIRECTION = {
    Direction.BENEFICIAL: "talar för önskad effekt",
    Direction.NONE: "ingen effekt funnen",
    Direction.HARMFUL: "talar för skada",
    Direction.UNCLEAR: "oklart",
    Direction.NOT_APPLICABLE: "säger inget om effekt",
}
MARK = {
    Mark.READ: "läst på källans sida",
    Mark.SECOND_HAND: "läst i andra hand",
    Mark.PAGE_READ_NO_FEED: "sidan är läst",
    Mark.UNVERIFIED: "obekräftad",
}


def day(moment: datetime) -> str:
    """Return the date it was in Sweden, as in "3 mars 2024"."""
    local = moment.astimezone(_ZONE)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def count(number: int) -> str:
    """Return a number as running text has it: in letters up to twelve."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def since(requirement: RequirementFeedback, year: int) -> str:
    """Return what became of a requirement since `year`; empty when there is nothing to compare with."""
    if requirement.before is None:
        return ""
    if requirement.before is requirement.status:
        return f"Samma som {year}"
    return f"{year}: {STATUS[requirement.before]}"


def rating_language(text: str) -> str:
    """Return the language of a portal's words: English, but for the scale of Ungsinn, which is quoted in Norwegian."""
    return "nb" if text.startswith(("Evidensnivå", "dokumentasjonsgrad")) else "en"


def joined(words: list[str]) -> str:
    """Return the words as a list in running text: "a, b och c"."""
    return " och ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
