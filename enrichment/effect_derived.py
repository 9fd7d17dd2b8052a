"""Outcomes made of a crime and what stands before it: fear of it, time until it, knowledge of it, losses by it."""

import re
from typing import Final

from kb.catalogue.matcher import Mention

# What may stand between such a word and the crime: "oron för att bli utsatt för", "time to a first new".
_LINK: Final = (
    r"(?: [\w-]+){0,3}? (?:of|about|for|from|over|against|to|until|before|with|that|towards?|för|över|om|kring|till"
    r"|av|på|mot"
    r"|til|å|af|at|ved|overfor|innan|før|inden|indtil|inntil|på grund av|på grunn av|på grund af)"
    r"(?: (?:a|an|the|any|all|new|next|first|further|being|becoming|falling|having|their|one['’]s|own|crime|someone"
    r"|victims? of"
    r"|att|bli|blir|blive|bliver|blivit|utsatta?|utsättas?|utsatt|utsættes|udsat|udsatte|falla|falle|få|offer|drabbas"
    r"|rammes"
    r"|ramt|for|för|av|af|det|den|de|en|ett|et|nytt|ny|nye|nya|næste|neste|nästa|første|första|å|at|skulle|ett?|egen"
    r"|slik|sådan"
    r"|seksuell|fysisk|psykisk|sexuellt|fysiskt|psykiskt|physical|sexual|domestic)){0,6} $"
)
_HEADS: Final[dict[str, str]] = {
    "oc_fear_of_crime": r"(?:fear|fears|worry|worries|worried|concern|concerns|concerned|anxiety|anxious|afraid"
    r"|scared|unease"
    r"|oron?|orolig\w*|rädslan?|rädda?|ängsla\w*|bekymring(?:en)?|bekymre\w*|frykt(?:en)?|redde?|redsel\w*|engst\w+"
    r"|uro(?:en)?"
    r"|frygt(?:en)?|bange|ængst\w+|nervøs\w*|bekymring(?:er)?)",
    "oc_time_to_reoffending": r"(?:time|days|weeks|months|interval|tid(?:en)?|dagar|dager|dage|månader|måneder)",
    "oc_violence_attitudes": r"(?:acceptance|tolerance|approval|justifications?|support|acceptans(?:en)?"
    r"|tolerans(?:en)?"
    r"|stöd(?:et)?|godtagande|aksept(?:en)?|toleranse(?:n)?|støtte(?:n)?|accept(?:en)?|tolerance(?:n)?"
    r"|opbakning(?:en)?)",
    "oc_knowledge": r"(?:knowledge|awareness|understanding|recognition|kunskap\w*|medvetenhet\w*|kännedom\w*"
    r"|kunnskap\w*"
    r"|kjennskap\w*|bevissthet\w*|viden|kendskab\w*|bevidsthed\w*)",
    "oc_clearance": r"(?:clearance|clear-up|detection|uppklar\w+|oppklar\w+|opklar\w+)",
    "oc_reporting": r"(?:(?:willingness|readiness|tendency|propensity|inclination|likelihood|benägenhet\w*|vilja\w*"
    r"|vilje\w*"
    r"|tilbøyelighet\w*|tilbøjelighed\w*|lyst) (?:to|of|att|til å|til at) (?:report(?:ing)?|disclos\w+|anmäla"
    r"|polisanmäla"
    r"|berätta|anmelde|melde|fortelle|fortælle))",
    "oc_losses": r"(?:loss|losses|förlust(?:en|er|erna)?|tap(?:et|ene)?|tab(?:et|ene)?|utbetalning\w*|erstatning\w*)",
    "oc_calls_for_service": r"(?:calls?|larm(?:en)?|larmsamtal(?:en)?|nödsamtal(?:en)?|anrop|oppringninger"
    r"|opkald(?:ene)?)",
}
_BY_HEAD: Final = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{concept}>{heads})" for concept, heads in _HEADS.items()) + ")" + _LINK
)
_LONGEST: Final = 90
# Of which outcomes these make another one; the others are worried about, or known, as any thing is.
_REOFFENDING: Final = frozenset(
    "oc_reoffending oc_violent_reoffending oc_sexual_reoffending oc_reincarceration oc_arrests oc_convictions"
    " oc_ipv_revictimisation oc_repeat_victimisation oc_shootings oc_injuries".split()
)


def derived(lower: str, mention: Mention) -> Mention | None:
    """Return the outcome that the words before `mention` make of it, from its first word on; None where they do not."""
    match = _BY_HEAD.search(lower, max(0, mention.start - _LONGEST), mention.start)
    if match is None or match.lastgroup is None:
        return None
    if match.lastgroup == "oc_time_to_reoffending" and mention.concept not in _REOFFENDING:
        return None
    return Mention(match.lastgroup, match.lastgroup, match.start(), mention.end)
