"""Which mentions of outcomes in a text are outcomes there, and no part of a measure's name or of another thing."""

import re
from bisect import bisect_right
from typing import Final

from enrichment import effect_comparing as comparing
from enrichment.effect_derived import derived
from enrichment.effect_telling import MEASURES
from enrichment.effect_words import find_cues
from enrichment.sections import lowered
from enrichment.texts import Text
from kb.catalogue.matcher import Mention

# Words before an outcome that make it another one ("knowledge about violence"), and words after it ("crime victims").
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:arrests?|rearrests?|charges?|calls|referrals?|gripanden|anholdelser|knowledge|awareness"
    r"|attitudes?|beliefs?|perceptions?|acceptance|understanding|reporting|detection|disclosure|victims?"
    r"|survivors?|perpetrators?|prevention|response|responses|protection|causes?|history"
    r"|risk factors?|predictors?|convicted|charged|döm(?:ts|des|d)|misstänkta?|sigtet|siktet"
    r"|convictions?|prosecution|prosecutions|clearance|fears?|worry|loss(?:es)?|förlust\w*|tap|tab"
    r"|support|services?|resources?|intentions?|willingness|recogni[sz]e|exposed|training|cost|costs"
    r"|attention|investigations?|types?"
    r"|kunskap\w*|medvetenhet\w*|attityd\w*|inställning\w*|uppklar\w*|kännedom|upptäck\w*"
    r"|anmälningsbenägenhet\w*|anmäla|oron?|rädslan?|rädda|offer|utsatta|dömda|skydd|stöd|förebyggande|orsaker"
    r"|kostnader\w*"
    r"|kunnskap\w*|viden|holdninger?|frykt|angst|ofre|oppklaring\w*|opklaring\w*|dømte?|beskyttelse|årsaker"
    r"|årsager|bekymring|utrygghet|forebygging|forebyggelse)"
    r" (?:\w+ )?(?:of|about|on|to|toward|towards|for|against|from|regarding|om|kring|till|av|för|mot|til|af"
    r"|for|mod|i)(?: (?:\w+ )?)?$|\bmörkrets $",
)
_OTHER_AFTER: Final = re.compile(
    r"[ -](?:prevention|control|programs?|programmes?|polic(?:y|ies)|units?|officers?|victims?|survivors?"
    r"|offenders?|perpetrators?|surveys?|data|statistics|laws?|courts?|treatment|services?|training"
    r"|interventions?"
    r"|strateg(?:y|ies)|measures?|policing|education|awareness|attitudes|knowledge|research|studies|scenes?"
    r"|history|fighting|hot ?spots?|shelters?|advoca\w+|prevent\w*|reporting|questionnaire|scale|inventory"
    r"|på (?:sin|hus|bil|egen?d|ejend|bygg|fordon|kjøret|køret)\w*|problem-solving|and justice|areas?\b(?!-)"
    r"|neighbou?rhoods?|households?|famil(?:y|ies)\b(?! violence)|countries"
    r"|förebyggande|programm?et?|insatser|forebyggende|tiltak|indsatser)\b",
)
_COMPOUND_OF_OTHER: Final = re.compile(
    r"(?:prevention\w*|förebygg\w+|forebygg\w+|program\w*|(?<=\w)(?:arbete|arbeid|arbejde)\w*|insats\w*"
    r"|indsats\w*|tiltak\w*|offer|offret|ofre|statistik\w*|bekämp\w+|utredning\w*|grupp(?:en|er)?|enhet\w*"
    r"|ärenden?|(?<!bes)lag(?:en)?)$",
)
# "robberies and thefts" in "crime, measured as robberies and thefts" say how it was counted.
_MEASURED: Final = re.compile(
    r"(?<![.!?:] )\b(?:målt|mätt|measured|defined|counted|definiera[dt]|definert|defineret)\b[^.;()]{0,60}$"
)
_VICTIMS: Final = ("offer", "ofre")


def find_outcomes(text: Text) -> list[Mention]:
    """Return the mentions of outcomes that are no part of a longer outcome, a measure's name or another thing."""
    content = lowered(text.content)
    found: list[Mention] = []
    # A label for the end of any compound goes after one for this word: "cykelstöld" before "-stöld".
    named = sorted(text.mentions_of("outcomes"), key=lambda m: (m.start, -m.end, m.label.startswith("-")))
    measures = sorted((m.start, m.end) for m in text.mentions_of(*MEASURES))
    for mention in named:
        if found and mention.start < found[-1].end:
            continue
        place = bisect_right(measures, (mention.start, len(content)))
        covers = [(start, end) for start, end in measures[max(0, place - 3) : place] if end >= mention.end]
        # "reduce reoffending" names a kind of measure, and tells a change all the same.
        if any(
            start < mention.start and not find_cues(content, start, mention.start, text.language) for start, _ in covers
        ) or any(end > mention.end and start == mention.start for start, end in covers):
            continue
        if _OTHER_AFTER.match(content, mention.end):
            continue
        made = derived(content, mention)
        if made is not None and made.concept in text.concepts:
            if found and found[-1].end > made.start:
                found.pop()  # "fear" alone, before what is feared
            found.append(made)
            continue
        if _OTHER_BEFORE.search(content, max(0, mention.start - 45), mention.start):
            continue
        counted = content.endswith(_VICTIMS, mention.start, mention.end) and comparing.COUNTING.search(
            content, max(0, mention.start - 30), mention.start
        )
        if _COMPOUND_OF_OTHER.search(content, mention.start, mention.end) and not counted:
            continue
        if found and _MEASURED.search(content, max(0, mention.start - 80), mention.start):
            continue
        found.append(mention)
    return found
