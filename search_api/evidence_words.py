"""Words and sentences for evidence: findings, verdicts with their working, disagreement, transfer."""

from collections.abc import Callable, Mapping
from typing import Any

from kb.domain.claims import EffectDirection
from kb.domain.disagreement import AgainstRatings, Difference, Disagreement, Likely
from kb.domain.evidence import Axis, Effect, Strength
from kb.domain.findings import Finding, Sign
from kb.domain.judgements import Judgement
from kb.domain.maryland import Judged, Reckoned, Verdict
from kb.domain.transfer import Answer, Item
from search_api.language import gettext as _
from search_api.language import marked, ngettext, pgettext
from search_api.wording import figures, in_letters, joined, plural, quoted, within

EFFECT: Mapping[Effect, str] = {
    Effect.HARMFUL: marked("oönskad effekt"),
    Effect.NONE: marked("ingen effekt"),
    Effect.MIXED: marked("blandad"),
    Effect.SOME: marked("viss effekt"),
    Effect.CLEAR: marked("tydlig effekt"),
}
STRENGTH: Mapping[Strength, str] = {
    Strength.NO_STUDY: marked("ingen studie"),
    Strength.WEAK: marked("svagt underlag"),
    Strength.LIMITED: marked("begränsat underlag"),
    Strength.MODERATE: marked("måttligt underlag"),
    Strength.STRONG: marked("starkt underlag"),
}
VERDICT: Mapping[Verdict, str] = {
    Verdict.WORKS: marked("fungerar"),
    Verdict.DOES_NOT_WORK: marked("fungerar inte"),
    Verdict.PROMISING: marked("lovande"),
    Verdict.UNKNOWN: marked("okänt"),
}
SIGN: Mapping[Sign, str] = {
    Sign.GOOD: marked("önskad effekt"),
    Sign.NONE: marked("ingen skillnad"),
    Sign.HARMFUL: marked("oönskad effekt"),
    Sign.MIXED: marked("blandat resultat"),
}
DIRECTION: Mapping[EffectDirection, str] = {
    EffectDirection.LESS: marked("minskning"),
    EffectDirection.NO_DIFFERENCE: marked("ingen skillnad"),
    EffectDirection.MORE: marked("ökning"),
    EffectDirection.MIXED: marked("olika i olika delar"),
}
AXIS: Mapping[Axis, str] = {
    Axis.EFFECT: marked("effekt"),
    Axis.STRENGTH: marked("underlag"),
    Axis.VERDICT: marked("omdöme"),
    Axis.STATUS: marked("status"),
}
ITEM: Mapping[Item, str] = {
    Item.NAMED_IN_SWEDEN: marked("Nämns åtgärden på en svensk sida som vi har läst?"),
    Item.TRIED_IN_SWEDEN: marked("Har åtgärden prövats i Sverige?"),
    Item.EVALUATED_IN_SWEDEN: marked("Har den utvärderats i Sverige?"),
    Item.EVALUATED_IN_NORDIC: marked("Har den utvärderats i Norden?"),
    Item.EVALUATED_IN_EUROPE: marked("Har den utvärderats i Europa?"),
    Item.AGREES_ACROSS_COUNTRIES: marked("Visar utvärderingar från olika länder samma sak?"),
    Item.JUDGED_BY_NORDIC_PORTAL: marked("Har en nordisk portal eller myndighet bedömt den?"),
    Item.MECHANISM_STATED: marked("Anger dokumenten hur den är tänkt att verka?"),
    Item.IMPLEMENTATION_STATED: marked("Anger dokumenten vad genomförandet kräver?"),
    Item.COST_STATED: marked("Anger dokumenten vad den kostar?"),
}
ANSWER: Mapping[Answer, str] = {
    Answer.YES: marked("ja"),
    Answer.NO: marked("nej"),
    Answer.UNKNOWN: marked("inte i basen"),
}
SIZE: Mapping[str, str] = {
    "odds_ratio": marked("oddskvot"),
    "risk_ratio": marked("riskkvot"),
    "rate_ratio": marked("kvot mellan antal per tid"),
    "irr": marked("kvot mellan antal per tid"),
    "hazard_ratio": marked("hasardkvot"),
    "relative_effect_size": marked("relativ effektstorlek"),
    "effect_size": marked("effektstorlek"),
    "cohens_d": marked("Cohens d"),
    "hedges_g": marked("Hedges g"),
    "smd": marked("standardiserad skillnad"),
    "percent": marked("procent"),
    "percentage_points": marked("procentenheter"),
    "mean_difference": marked("skillnad i medelvärde"),
    "correlation": marked("korrelation"),
    "beta": marked("regressionskoefficient"),
    "number": marked("antal"),
    "share": marked("andel"),
}
_DIFFERENCE: Mapping[Difference, str] = {
    Difference.POPULATION: marked("målgrupp"),
    Difference.OUTCOME: marked("utfall"),
    Difference.COUNTRY: marked("land"),
    Difference.YEAR: marked("år (median)"),
    Difference.SCALE: marked("antal undersökta (median)"),
}
_LIKELY: Mapping[Likely, str] = {
    Likely.FEW: marked("basen har bara en studie som avgör, medan portaler oftast väger samman många"),
    Likely.NO_COMPARISON: marked("ingen av de studier som avgör har en jämförelsegrupp (nivå 3 eller högre)"),
    Likely.NOT_SIGNIFICANT: marked("inget av deras resultat sägs vara statistiskt säkerställt"),
    Likely.OUTCOME: marked("studierna gäller {outcomes}, portalerna kanske annat"),
}
_POSSIBLY = marked("Möjlig förklaring:")
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
    value = judgement.value or ""
    return f"{_(AXIS[axis])}: {_(_VALUES.get(axis, {}).get(value, value))}"


def working(judged: Judged, name: Name) -> str:
    """Return how the verdict was reached: "1 studie på nivå 4 med önskad effekt (skjutningar), … → okänt".

    It ends with what the studies come to; the verdict of a person stands beside it.
    """
    said = [_reckoned(line, name) for line in judged.working]
    if not said:
        said = [_("ingen studie på skalan anger ett resultat för eller emot")]
    by_hand = ""
    if judged.reckoned:
        by_hand = " " + _("(en analytikers omdöme: {verdict})").format(verdict=_(VERDICT[judged.verdict]))
    return f"{', '.join(said)} → {_(VERDICT[judged.reckoned or judged.verdict])}{by_hand}"


def _reckoned(line: Reckoned, name: Name) -> str:
    outcomes = f" ({joined([within(name(outcome)) for outcome in line.outcomes[:3]])})" if line.outcomes else ""
    how = _("utan skillnad") if line.sign is Sign.NONE else _("med {result}").format(result=_(SIGN[line.sign]))
    said = _("{studies} på nivå {level} {how}").format(
        studies=plural(line.studies, "studie", "studier"), level=line.level, how=how + outcomes
    )
    if line.sign in (Sign.GOOD, Sign.HARMFUL) and line.significant < line.studies:
        if line.studies == 1:
            return said + _(", som inte sägs vara säkerställd")
        sure = in_letters(line.significant) if line.significant else pgettext("studie", "ingen")
        said += ngettext(
            ", {sure} sägs vara statistiskt säkerställd",
            ", {sure} sägs vara statistiskt säkerställda",
            max(line.significant, 1),
        ).format(sure=sure)
    return said


def beside(judged: Judged) -> str:
    """Return what the verdict leaves out, in a sentence; "" when nothing."""
    said = []
    if judged.left_out:
        said.append(
            _("{studies} på skalan utan tydligt resultat").format(studies=plural(judged.left_out, "studie", "studier"))
        )
    if judged.reviews:
        said.append(plural(judged.reviews, "översikt eller metaanalys", "översikter och metaanalyser"))
    if judged.beside:
        said.append(_("{studies} utan plats på skalan").format(studies=plural(judged.beside, "studie", "studier")))
    return _("Utanför räkningen: {what}.").format(what=joined(said)) if said else ""


def reasons(found: Disagreement, name: Name) -> list[str]:
    """Return what tells the two sides of a disagreement apart, one phrase a reason."""
    return [
        _("{trait}: {mine} mot {theirs}").format(
            trait=_(_DIFFERENCE[difference]), mine=joined(list(map(name, mine))), theirs=joined(list(map(name, theirs)))
        )
        for difference, mine, theirs in found.reasons
    ]


def against_ratings(found: AgainstRatings, name: Name) -> str:
    """Return, in sentences, that portals and studies point different ways, with the likely reasons."""
    if found.good:
        said = _("Studierna i basen talar för önskad effekt, men det gör inte {portals}.")
    else:
        said = _("Studierna i basen talar inte för önskad effekt, men det gör {portals}.")
    whys = [
        _(_LIKELY[likely]).format(outcomes=joined([within(name(value)) for value in values]))
        for likely, values in found.reasons
    ]
    why = f"{_(_POSSIBLY)} {'; '.join(whys)}." if whys else _("Inget vi har läst förklarar det.")
    return f"{said.format(portals=joined(found.portals))} {why}"


def finding(found: Finding, name: Name) -> str:
    """Return a finding in words: "inbrott: minskning, 12 procent, statistiskt säkerställd"."""
    outcome = within(name(found.outcome)) if found.outcome else quoted(found.words)
    said = [_(DIRECTION[found.direction])]
    if found.size:
        unit = _(SIZE.get(found.measure or "", ""))
        number = figures(found.size)
        if found.measure == "share":  # in the text's own words: "a quarter"
            said.append(quoted(found.size))
        elif found.measure in ("percent", "percentage_points"):
            said.append(f"{number} {unit}")
        else:
            said.append(f"{unit} {number}".strip())
        if found.low and found.high:
            said[-1] += " " + _("({low} till {high})").format(low=figures(found.low), high=figures(found.high))
    if found.significant is not None:
        said.append(_("statistiskt säkerställd") if found.significant else _("inte statistiskt säkerställd"))
    return f"{outcome}: {', '.join(said)}"


def age_of(newest: int | None, this_year: int) -> str:
    """Return how fresh the evidence is, in a sentence."""
    if newest is None:
        return _("Inget år anges.")
    years = max(0, this_year - newest)
    if years < 5:
        return _("Det nyaste är från {year}.").format(year=newest)
    return _("Det nyaste är från {year}, för {years} sedan.").format(year=newest, years=plural(years, "år", "år"))
