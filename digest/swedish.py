"""What languages, study designs and judgements are called in a Swedish sentence."""

from kb.domain.claims import StudyDesign
from kb.domain.facts import Direction

_LANGUAGES = {
    "sv": "svenska",
    "en": "engelska",
    "nb": "norska",
    "nn": "norska (nynorsk)",
    "no": "norska",
    "da": "danska",
    "fi": "finska",
    "de": "tyska",
}

DESIGNS: dict[StudyDesign, str] = {
    StudyDesign.META_ANALYSIS: "metaanalys",
    StudyDesign.SYSTEMATIC_REVIEW: "systematisk översikt",
    StudyDesign.RANDOMISED_TRIAL: "randomiserad studie",
    StudyDesign.QUASI_EXPERIMENT: "kvasiexperimentell studie",
    StudyDesign.BEFORE_AFTER: "före- och eftermätning",
    StudyDesign.CROSS_SECTIONAL: "tvärsnittsstudie",
    StudyDesign.QUALITATIVE: "kvalitativ studie",
    StudyDesign.PROTOCOL: "studieprotokoll (inga resultat ännu)",
}

WARNINGS: dict[Direction, str] = {
    Direction.HARMFUL: "Kan vara skadlig",
    Direction.NONE: "Ingen påvisad effekt",
}


def language_name(code: str | None) -> str | None:
    """Return the language in Swedish, or None for one that is unknown or that we have no word for."""
    return _LANGUAGES.get(code) if code else None


def new_documents(count: int) -> str:
    """Return "1 nytt dokument" or "12 nya dokument"."""
    return "1 nytt dokument" if count == 1 else f"{count} nya dokument"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Return "a", "a och b" or "a, b och c"."""
    return " och ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
