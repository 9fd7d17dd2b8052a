"""Swedish words and sentences for evidence: findings, verdicts with their working, disagreement, transfer."""

from collections.abc import Callable, Mapping
from typing import Any

from kb.domain.claims import EffectDirection
from kb.domain.disagreement import Difference, Disagreement
from kb.domain.evidence import Axis, Effect, Strength
from kb.domain.findings import Finding, Sign
from kb.domain.judgements import Judgement
from kb.domain.maryland import Judged, Reckoned, Verdict
from kb.domain.swedish import in_letters, joined, plural
from kb.domain.transfer import Answer, Item

EFFECT: Mapping[Effect, str] = {
    Effect.HARMFUL: "skadlig",
    Effect.NONE: "ingen effekt",
    Effect.MIXED: "blandad",
    Effect.SOME: "viss effekt",
    Effect.CLEAR: "tydlig effekt",
}
STRENGTH: Mapping[Strength, str] = {
    Strength.NO_STUDY: "ingen studie",
    Strength.WEAK: "svagt underlag",
    Strength.LIMITED: "begränsat underlag",
    Strength.MODERATE: "måttligt underlag",
    Strength.STRONG: "starkt underlag",
}
VERDICT: Mapping[Verdict, str] = {
    Verdict.WORKS: "fungerar",
    Verdict.DOES_NOT_WORK: "fungerar inte",
    Verdict.PROMISING: "lovande",
    Verdict.UNKNOWN: "okänt",
}
SIGN: Mapping[Sign, str] = {
    Sign.GOOD: "önskad effekt",
    Sign.NONE: "ingen skillnad",
    Sign.HARMFUL: "oönskad effekt",
    Sign.MIXED: "blandat resultat",
}
DIRECTION: Mapping[EffectDirection, str] = {
    EffectDirection.LESS: "minskning",
    EffectDirection.NO_DIFFERENCE: "ingen skillnad",
    EffectDirection.MORE: "ökning",
    EffectDirection.MIXED: "olika i olika delar",
}
AXIS: Mapping[Axis, str] = {
    Axis.EFFECT: "effekt",
    Axis.STRENGTH: "underlag",
    Axis.VERDICT: "omdöme",
    Axis.STATUS: "status",
}
ITEM: Mapping[Item, str] = {
    Item.NAMED_IN_SWEDEN: "Nämns åtgärden på en svensk sida som vi har läst?",
    Item.TRIED_IN_SWEDEN: "Har åtgärden prövats i Sverige?",
    Item.EVALUATED_IN_SWEDEN: "Har den utvärderats i Sverige?",
    Item.EVALUATED_IN_NORDIC: "Har den utvärderats i Norden?",
    Item.EVALUATED_IN_EUROPE: "Har den utvärderats i Europa?",
    Item.AGREES_ACROSS_COUNTRIES: "Visar utvärderingar från olika länder samma sak?",
    Item.JUDGED_BY_NORDIC_PORTAL: "Har en nordisk portal eller myndighet bedömt den?",
    Item.MECHANISM_STATED: "Anger dokumenten hur den är tänkt att verka?",
    Item.IMPLEMENTATION_STATED: "Anger dokumenten vad genomförandet kräver?",
    Item.COST_STATED: "Anger dokumenten vad den kostar?",
}
ANSWER: Mapping[Answer, str] = {Answer.YES: "ja", Answer.NO: "nej", Answer.UNKNOWN: "inte känt"}
SIZE: Mapping[str, str] = {
    "odds_ratio": "oddskvot",
    "risk_ratio": "riskkvot",
    "rate_ratio": "kvot mellan antal per tid",
    "irr": "kvot mellan antal per tid",
    "hazard_ratio": "hasardkvot",
    "relative_effect_size": "relativ effektstorlek",
    "effect_size": "effektstorlek",
    "cohens_d": "Cohens d",
    "hedges_g": "Hedges g",
    "smd": "standardiserad skillnad",
    "percent": "procent",
    "percentage_points": "procentenheter",
    "mean_difference": "skillnad i medelvärde",
    "correlation": "korrelation",
    "beta": "regressionskoefficient",
    "number": "antal",
    "share": "andel",
}
_DIFFERENCE: Mapping[Difference, str] = {
    Difference.POPULATION: "målgrupp",
    Difference.OUTCOME: "utfall",
    Difference.COUNTRY: "land",
    Difference.YEAR: "år (median)",
    Difference.SCALE: "antal undersökta (median)",
}
Name = Callable[[str], str]


_VALUES: Mapping[Axis, Mapping[Any, str]] = {
    Axis.EFFECT: EFFECT,
    Axis.STRENGTH: STRENGTH,
    Axis.VERDICT: VERDICT,
}


def override(judgement: Judgement) -> str:
    """Return what a person has judged of the evidence, as "effekt: blandad"; what we have no word for as it stands."""
    if judgement.kind not in set(Axis):
        return f"{judgement.kind}: {judgement.value}"
    axis = Axis(judgement.kind)
    return f"{AXIS[axis]}: {_VALUES.get(axis, {}).get(judgement.value, judgement.value)}"


def working(judged: Judged, name: Name) -> str:
    """Return how the verdict was reached: "1 studie på nivå 4 med önskad effekt (skjutningar), … → okänt".

    It ends with what the studies come to; the verdict of a person stands beside it.
    """
    said = [_reckoned(line, name) for line in judged.working]
    if not said:
        said = ["ingen studie på skalan anger ett resultat för eller emot"]
    by_hand = f" (en analytikers omdöme: {VERDICT[judged.verdict]})" if judged.reckoned else ""
    return f"{', '.join(said)} → {VERDICT[judged.reckoned or judged.verdict]}{by_hand}"


def _reckoned(line: Reckoned, name: Name) -> str:
    outcomes = f" ({joined([name(outcome).lower() for outcome in line.outcomes[:3]])})" if line.outcomes else ""
    how = {Sign.NONE: "utan skillnad"}.get(line.sign, f"med {SIGN[line.sign]}")
    said = f"{plural(line.studies, 'studie', 'studier')} på nivå {line.level} {how}{outcomes}"
    if line.sign in (Sign.GOOD, Sign.HARMFUL) and line.significant < line.studies:
        sure = in_letters(line.significant) if line.significant else "ingen"
        form = "säkerställda" if line.significant > 1 else "säkerställd"
        said += f", {sure} sägs vara statistiskt {form}" if line.studies > 1 else ", som inte sägs vara säkerställd"
    return said


def beside(judged: Judged) -> str:
    """Return what the verdict leaves out, in a sentence; "" when nothing."""
    said = []
    if judged.left_out:
        said.append(f"{plural(judged.left_out, 'studie', 'studier')} på skalan utan tydligt resultat")
    if judged.reviews:
        said.append(plural(judged.reviews, "översikt eller metaanalys", "översikter och metaanalyser"))
    if judged.beside:
        said.append(f"{plural(judged.beside, 'studie', 'studier')} utan plats på skalan")
    return f"Utanför räkningen: {joined(said)}." if said else ""


def reasons(found: Disagreement, name: Name) -> list[str]:
    """Return what tells the two sides of a disagreement apart, one phrase a reason."""
    return [
        f"{_DIFFERENCE[difference]}: {joined([name(one) for one in mine])} mot {joined([name(one) for one in theirs])}"
        for difference, mine, theirs in found.reasons
    ]


def finding(found: Finding, name: Name) -> str:
    """Return a finding in words: "inbrott: minskning, 12 procent, statistiskt säkerställd"."""
    outcome = name(found.outcome).lower() if found.outcome else f"”{found.words}”"
    said = [DIRECTION[found.direction]]
    if found.size:
        unit = SIZE.get(found.measure or "", "")
        number = found.size.replace(".", ",")
        if found.measure == "share":  # in the text's own words: "a quarter"
            said.append(f"”{found.size}”")
        elif found.measure in ("percent", "percentage_points"):
            said.append(f"{number} {unit}")
        else:
            said.append(f"{unit} {number}".strip())
        if found.low and found.high:
            said[-1] += f" ({found.low.replace('.', ',')} till {found.high.replace('.', ',')})"
    if found.significant is not None:
        said.append("statistiskt säkerställd" if found.significant else "inte statistiskt säkerställd")
    return f"{outcome}: {', '.join(said)}"


def age_of(newest: int | None, this_year: int) -> str:
    """Return how fresh the evidence is, in a sentence."""
    if newest is None:
        return "Ingen av studierna anger ett år."
    years = max(0, this_year - newest)
    said = f"Den nyaste studien är från {newest}"
    return f"{said}." if years < 5 else f"{said}, för {plural(years, 'år', 'år')} sedan."
