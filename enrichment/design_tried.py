"""Whether what chance divided was people, and whether any measure was tried on them.

Random assignment is told of in many texts that are no randomised trial of a measure: laboratory and vignette
experiments, studies in which each person is the only comparison (Maclure 1991, the case-crossover design), studies of a
part of somebody else's trial, and tests of programs and classifications.
"""

import re
from typing import Final

# A text of some length that tells of random assignment and of none of these tries no measure on anyone.
_MEASURES: Final = re.compile(
    r"intervention|treat|program|therap|placebo|sham\b| trial|effective|efficacy|prevent|service|waiting|wait-list"
    r"|control(?:led)? (?:and |or |\w+ )?(?:group|condition|arm|area|school|site|communit|class|famil|household|stud)"
    r"|\bcontrols\b"
    r"|training (?:program|course|group|session|package|intervention|for|of|in)|trained|campaign|patrol|polic"
    r"|supervis|mentor|counsel|visit|crime|offen|theft|burglar|violen|arrest|camera|letter"
    r"|insats|åtgärd|behandling|kontroll|förebygg|effekt|stöd|polis"
    r"|tiltak|indsats|innsats|forebyg|støtte|politi",
)
_LONG_ENOUGH: Final = 500
# People without any trouble who do a task: nobody was to be helped.
_HEALTHY: Final = re.compile(
    r"\bhealthy (?:young |older |human |adult |male |female )?(?:adults|volunteers|participants|subjects|men|women"
    r"|individuals|students)\b|\bundergraduates? (?:students? )?(?:participated|took part)"
)
_TASK: Final = re.compile(r"\btasks?\b|\bstimuli\b|\bvignettes?\b")
_OWN_COMPARISON: Final = re.compile(r"\bcase[- ]crossover\b")
_PART_OF_ANOTHERS: Final = re.compile(
    r"\bsub-?cohorts?\b|\bnested (?:case|cohort)|\bbaseline data (?:from|of) (?:a|the)\b"
)
_MACHINES: Final = re.compile(
    r"\bontolog(?:y|ies)\b|\balgorithm\w*|\bclassifiers?\b|\bsource code\b|\bneural networks?\b"
)
_TAKING_PART: Final = re.compile(
    r"\b(?:participants?|patients?|volunteers?|respondents?|subjects|recipients?|users?|persons?|people|adults|pupils"
    r"|students|households|families|officers|offenders|residents|citizens|drivers|police|schools|children (?:were|with"
    r"|aged|who))\b"
)


def tries_no_measure(lowered: str) -> bool:
    """Return whether the text, in small letters and English, names nothing that can have been tried on anyone."""
    return len(lowered) > _LONG_ENOUGH and (
        _MEASURES.search(lowered) is None
        or (_HEALTHY.search(lowered) is not None and _TASK.search(lowered) is not None)
        or _PART_OF_ANOTHERS.search(lowered) is not None
    )


def divides_nobody(lowered: str) -> bool:
    """Return whether no two groups of people were made by chance, though the text speaks of a randomised study."""
    return _OWN_COMPARISON.search(lowered) is not None or (
        _MACHINES.search(lowered) is not None and _TAKING_PART.search(lowered) is None
    )
