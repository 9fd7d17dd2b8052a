"""Sentences that go on with the outcome of the one before: "The number fell by a fifth", "Minskningen var störst"."""

import re
from typing import Final

from enrichment.effect_words import Cue
from enrichment.texts import Span

# What stands for an outcome named before, as the subject of the sentence.
_SUBJECT: Final = (
    r"(?:they|these|this|it|both|all three|the (?:latter|former|number|rate|share|figure|level|proportion|score"
    r"|total|count"
    r"|incidence|prevalence|average|mean)s?"
    r"|de|dessa|den|detta|båda|(?:det )?(?:antalet|andelen|siffr(?:an|orna)|nivån|frekvensen|medelvärdet|talet)"
    r"|disse|dette|begge|(?:det )?(?:antallet|andelen|tallet|tallene|nivået|niveauet|frekvensen|gjennomsnittet"
    r"|gennemsnittet))"
)
_AT_ONCE: Final = (
    r"(?: (?:also|had|has|have|then|even|did|was|were|in fact|har|hade|hadde|havde|har också|også|också|till och med"
    r"|blev|ble|er|är|dock|imidlertid|dog|däremot|derimot|derimod|samtidigt?|alltså|nemlig|faktisk)){0,3}"
)
_THE_CHANGE: Final = (
    r"(?:the|this|that) (?:overall |estimated |average )?(?:reduction|decrease|decline|drop|fall|increase|rise"
    r"|effect|difference"
    r"|improvement)"
    r"|(?:den här |denna )?(?:minskningen|ökningen|nedgången|uppgången|effekten|skillnaden|förbättringen)"
    r"|(?:denne )?(?:reduksjonen|nedgangen|økningen|effekten|forskjellen|forbedringen|bedringen|faldet|reduktionen"
    r"|stigningen|forskellen|virkningen)"
    r"|(?:this|that|which) (?:corresponds|amounts|is equivalent)|det(?:ta)? (?:motsvarar|innebär)"
    r"|de?t(?:te)? (?:tilsvarer"
    r"|svarer til|utgjør)"
)
_GOES_ON: Final = re.compile(rf"(?P<subject>{_SUBJECT}){_AT_ONCE} ")
# "there were 69, a fall of 63 per cent"
_WHICH_IS: Final = re.compile(r", (?P<subject>an?|ett?|en|et|altså et|dvs\. en) (?:[^\W\d]+ )?$")
_BY: Final = re.compile(r" (?:of|by|på|med|om|med) (?=\d|\w+ (?:per ?cent|procent|prosent|pct|half|third))")
_SIZED: Final = re.compile(rf"(?:{_THE_CHANGE})\b")


def subject_of(lower: str, start: int, cue: Cue) -> Span | None:
    """Return the span of what stands for an outcome named before, right before `cue`, its verb; None without one."""
    if cue.form == "n":
        match = _WHICH_IS.search(lower, max(start, cue.start - 25), cue.start)
        return match.span("subject") if match and _BY.match(lower, cue.end) else None
    if cue.form not in "vip":
        return None
    match = _GOES_ON.match(lower, start, cue.start)
    return match.span("subject") if match and match.end() == cue.start else None


def speaks_of_the_change(lower: str, start: int, end: int) -> bool:
    """Return whether the sentence is about a change told before: "The difference was 12 percentage points"."""
    return _SIZED.match(lower, start, end) is not None
