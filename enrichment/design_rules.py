"""The rules by which families of words tell a study design, whatever the language.

The designs are those of enrichment/design_words.py. Each rule stands for a way in which authors tell what they did
without naming its design: chance that decides who gets something, a place where nothing was done, a count of hits that
were sifted. A family alone tells none: "at random" is also said of checks at the border, "after the ban" in the news.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

from enrichment.design_words import (
    BEFORE_AFTER,
    CONTROLLED,
    CROSS,
    DONE,
    META,
    NAMED,
    PART,
    QUALITATIVE,
    QUASI,
    REVIEW,
    TRIAL,
    Telling,
)
from kb.domain.claims import StudyDesign


@dataclass(frozen=True, slots=True)
class Rule:
    """Families that tell a design where a word of each stands within `reach` characters of a sentence.

    A family named twice needs two different words. None of `unless` may stand in the sentence. A rule that goes
    `across` is met by two sentences in a row too: the year before in the one, the year after in the next.
    """

    design: StudyDesign
    telling: Telling
    needs: tuple[str, ...]
    unless: frozenset[str]
    reach: int
    across: bool


def _rule(
    design: StudyDesign, telling: Telling, needs: str, unless: str = "", reach: int = 150, across: bool = False
) -> tuple[Rule, ...]:
    """Return a rule for each way to choose among the families that `needs` joins by a bar."""
    choices = product(*(need.split("|") for need in needs.split()))
    return tuple(Rule(design, telling, chosen, frozenset(unless.split()), reach, across) for chosen in choices)


# Each of these is one way of telling, in the forms it may take.
WAYS: Final = (
    _rule(META, DONE, "pooled counted_works"),
    _rule(META, DONE, "pooled effect_sizes count"),
    _rule(META, DONE, "put together counted_works"),
    _rule(META, DONE, "effect_sizes counted_works"),
    _rule(META, DONE, "model put"),
    _rule(META, DONE, "updated meta", reach=45),
    _rule(REVIEW, DONE, "gone_through counted_works", "pooled medical", 110),
    _rule(REVIEW, DONE, "sought all_works"),
    _rule(REVIEW, DONE, "counted_hits kept", "files medical"),
    _rule(REVIEW, DONE, "counted_hits searched"),
    _rule(REVIEW, DONE, "counted_works retained", "medical", 80),
    _rule(REVIEW, DONE, "searched counted_databases", "medical"),
    _rule(REVIEW, DONE, "searched without_limit"),
    _rule(REVIEW, DONE, "searched databases gone_through"),
    _rule(REVIEW, DONE, "searched works criteria_met", "medical files", 250, across=True),
    _rule(REVIEW, DONE, "counted_works criteria_met", "medical files", 80),
    _rule(REVIEW, DONE, "quality included"),
    _rule(REVIEW, DONE, "appraised"),
    _rule(REVIEW, DONE, "criteria counted_works", "medical"),
    _rule(REVIEW, DONE, "rapid"),
    _rule(TRIAL, DONE, "chance divided", "sample as_if strict"),
    _rule(TRIAL, DONE, "chance picked given", "sample as_if strict"),
    _rule(TRIAL, DONE, "chance others given given", "as_if strict"),
    _rule(TRIAL, DONE, "winners losers comparing"),
    _rule(TRIAL, DONE, "digit given"),
    _rule(TRIAL, DONE, "digit divided"),
    _rule(TRIAL, DONE, "envelope offer"),
    _rule(TRIAL, DONE, "to_treat divided"),
    _rule(TRIAL, NAMED, "field_experiment"),
    _rule(CONTROLLED, DONE, "twin"),
    _rule(CONTROLLED, DONE, "effects_of_unit"),
    _rule(CONTROLLED, DONE, "constant units"),
    _rule(CONTROLLED, DONE, "variation"),
    _rule(CONTROLLED, DONE, "threshold exploit"),
    _rule(CONTROLLED, DONE, "born just_before just_after"),
    _rule(CONTROLLED, DONE, "just_over just_under comparing|threshold|those|strict"),
    _rule(CONTROLLED, DONE, "early late adopted units comparing|effects_of_unit|exploit"),
    _rule(CONTROLLED, DONE, "effects_of_unit adopted|comparing units"),
    _rule(CONTROLLED, DONE, "weighted_mix other_places"),
    _rule(CONTROLLED, DONE, "weighted_mix places untouched"),
    _rule(CONTROLLED, DONE, "judge strict estimate"),
    _rule(CONTROLLED, DONE, "staggered exploit units"),
    _rule(CONTROLLED, DONE, "sibling comparing"),
    _rule(CONTROLLED, DONE, "series"),
    _rule(CONTROLLED, DONE, "instrument"),
    _rule(CONTROLLED, PART, "adjusted trait trait comparing", "survey"),
    _rule(CONTROLLED, PART, "most_similar trait trait", reach=250),
    _rule(CONTROLLED, PART, "weighted resembled"),
    _rule(CONTROLLED, PART, "minus change_in"),
    _rule(QUASI, PART, "control_group"),
    _rule(QUASI, PART, "counted_controls"),
    _rule(QUASI, PART, "served"),
    _rule(QUASI, PART, "comparing other_units"),
    _rule(QUASI, PART, "comparing other_places"),
    _rule(QUASI, PART, "comparing untouched people"),
    _rule(QUASI, PART, "comparing untouched places"),
    _rule(QUASI, PART, "comparing untouched those"),
    _rule(QUASI, PART, "comparing counted_without"),
    _rule(QUASI, PART, "reference changed contrast"),
    _rule(QUASI, PART, "places untouched_there"),
    _rule(QUASI, PART, "absent_there places|other_units changed|still|comparing", "medical"),
    _rule(QUASI, PART, "other_places more_there changed measure|untouched", "survey"),
    _rule(QUASI, PART, "comparing absent_there", "medical survey"),
    _rule(QUASI, PART, "other_places untouched|absent_there followed", "survey medical", 120),
    _rule(QUASI, PART, "places like_size comparing|still|untouched|absent_there"),
    _rule(QUASI, PART, "comparing nonparticipant", "survey"),
    _rule(QUASI, PART, "reoffended nonparticipant than", "survey"),
    _rule(QUASI, PART, "more_there elsewhere places changed"),
    _rule(QUASI, PART, "contrast other_side still"),
    _rule(QUASI, PART, "other_units still"),
    _rule(QUASI, PART, "other_places still contrast"),
    _rule(QUASI, PART, "nonparticipant reoffended"),
    _rule(QUASI, PART, "only_one places"),
    _rule(QUASI, PART, "parallel places untouched"),
    _rule(BEFORE_AFTER, DONE, "before_spell after_spell measured", "advice", 250, across=True),
    _rule(BEFORE_AFTER, DONE, "before_spell after_spell count", "advice", 120, across=True),
    _rule(BEFORE_AFTER, DONE, "before_spell during_first changed|count|measured", "advice reported", 200),
    _rule(BEFORE_AFTER, DONE, "before_spell after_measure measured", "advice", 250, across=True),
    _rule(BEFORE_AFTER, DONE, "before after measured measure", "advice survey reported"),
    _rule(BEFORE_AFTER, DONE, "at_start at_end measured", "advice", across=True),
    _rule(
        BEFORE_AFTER,
        DONE,
        "before_measure after_spell|at_end|after_measure measured|same_asked|count|year",
        "advice reported",
        200,
    ),
    _rule(BEFORE_AFTER, DONE, "same_asked before|at_start after|at_end", "advice reported", 250),
    _rule(BEFORE_AFTER, DONE, "before_spell after_spell measure fraction|measured", "advice reported"),
    _rule(BEFORE_AFTER, DONE, "before_spell during count", "advice"),
    _rule(
        BEFORE_AFTER, DONE, "before_measure changed|fewer fraction comparing|contrast|same_earlier", "advice reported"
    ),
    _rule(BEFORE_AFTER, DONE, "same_earlier fewer|changed fraction measure", "advice reported"),
    _rule(BEFORE_AFTER, DONE, "before_measure count count", "advice survey reported", 110),
    _rule(BEFORE_AFTER, DONE, "changed since measure count", "advice"),
    _rule(BEFORE_AFTER, DONE, "changed since measure fraction", "advice"),
    _rule(BEFORE_AFTER, DONE, "changed during"),
    _rule(BEFORE_AFTER, DONE, "changed same_earlier measure"),
    _rule(CROSS, DONE, "many answered", "investigation"),
    _rule(CROSS, DONE, "many_people interviewed", reach=70),
    _rule(CROSS, DONE, "survey share", "investigation"),
    _rule(CROSS, DONE, "survey sent count answered", reach=250),
    _rule(CROSS, DONE, "response_rate", "medical"),
    _rule(CROSS, DONE, "representative answered"),
    _rule(CROSS, DONE, "associated survey"),
    _rule(CROSS, DONE, "survey wave"),
    _rule(CROSS, DONE, "reported wave people"),
    _rule(CROSS, DONE, "reported share people", reach=80),
    _rule(CROSS, DONE, "survey_named"),
    _rule(CROSS, DONE, "survey filled people"),
    _rule(CROSS, DONE, "test_purchase count"),
    _rule(CROSS, DONE, "test_purchase places"),
    _rule(QUALITATIVE, DONE, "few_people tell"),
    _rule(QUALITATIVE, DONE, "listened people"),
    _rule(QUALITATIVE, DONE, "listened we"),
    _rule(QUALITATIVE, DONE, "listened few", reach=60),
    _rule(QUALITATIVE, DONE, "we watched"),
    _rule(QUALITATIVE, DONE, "we visited places"),
    _rule(QUALITATIVE, DONE, "we observed people"),
    _rule(QUALITATIVE, DONE, "process"),
    _rule(QUALITATIVE, DONE, "papers rests_on people"),
    _rule(QUALITATIVE, DONE, "coded themes"),
    _rule(QUALITATIVE, DONE, "explores people"),
    _rule(QUALITATIVE, NAMED, "interviews", "police_work"),
)
RULES: Final = tuple(rule for way in WAYS for rule in way)
