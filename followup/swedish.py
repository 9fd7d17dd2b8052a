"""The Swedish words of the feedback page. Support in tone: a status says how far, never that a law is broken."""

from followup.feedback import Gap, RequirementFeedback, Status
from kb.domain.facts import Requirement

STATUS = {
    Status.IN_PLACE: "i huvudsak på plats",
    Status.PARTLY: "delvis på plats",
    Status.NOT_IN_PLACE: "inte på plats",
    Status.MISSING: "uppgift saknas",
}
# Only where there is no answer at all; else the page shows the answer, or that the question was left empty.
GAP = {
    Gap.NO_REPLY: "Kommunen har inte svarat på enkäten.",
    Gap.NOT_ASKED: "Enkäten hade ingen fråga om detta.",
}


def since(requirement: RequirementFeedback, year: int) -> str:
    """Return what became of a requirement since `year`; empty when there is nothing to compare with."""
    if requirement.before is None:
        return ""
    if requirement.comparable and requirement.before is requirement.status:
        return f"Samma som {year}"
    return f"{year}: {STATUS[requirement.before]}"


def softness(requirement: Requirement) -> str:
    """Return how far the law binds where it does not simply require; empty where it does."""
    if not requirement.soft:
        return ""
    if "i den utsträckning" in requirement.statute:
        return "Lagen säger att detta ska göras i den utsträckning det är lämpligt."
    return "Lagen säger att kommunen ska verka för detta."
