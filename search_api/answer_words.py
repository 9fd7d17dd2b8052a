"""Words for what the search says of its hits: what they rest on and lack, how they are alike, what is best."""

from collections.abc import Callable, Mapping

from kb.domain.evidence import Effect, Status, Strength
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction
from kb.domain.maryland import Verdict
from kb.domain.swedish import DIRECTION, WARNING
from kb.domain.transfer import Answer
from kb.search.answers import Aspect, Better, Grounds, Lack, Missing, Trait
from kb.search.facets import Facet
from kb.search.results import FIELD, SYNTAX, YEARS
from search_api import labels
from search_api.facet_words import facet_name
from search_api.language import gettext as _
from search_api.language import marked
from search_api.wording import joined, plural, within

Name = Callable[[str], str]

# Each may hold the value that goes with it.
LACK: Mapping[Lack, str] = {
    Lack.HARMFUL: marked("kan vara skadlig"),
    Lack.NO_EFFECT: marked("har inte visat någon effekt"),
    Lack.DISPUTED: marked("bedömningarna går isär"),
    Lack.MIXED_EFFECT: marked("studierna pekar åt olika håll"),
    Lack.EFFECT_UNKNOWN: marked("ingen studie anger om den har effekt"),
    Lack.NO_STUDY: marked("ingen studie i basen"),
    Lack.NO_LEVEL_3: marked("ingen studie med jämförelsegrupp (nivå 3 eller högre)"),
    Lack.FEW_STUDIES: marked("för få studier för att bära resultatet"),
    Lack.DESIGN_UNKNOWN: marked("studiedesignen anges inte"),
    Lack.NO_NORDIC_STUDY: marked("ingen nordisk utvärdering hittad"),
    Lack.NO_EUROPEAN_STUDY: marked("ingen europeisk utvärdering hittad"),
    Lack.OLD: marked("det nyaste är från {value}"),
    Lack.YEAR_UNKNOWN: marked("året anges inte"),
    Lack.IN_PASSING: marked("nämner {value} i förbigående"),
    Lack.NOT_MEANT_FOR: marked("är inte kopplad till {value}"),
    Lack.FAR: marked("andra stämmer bättre med frågan"),
}
BETTER: Mapping[Better, str] = {
    Better.VERDICT: marked("bättre omdöme enligt Marylandregeln"),
    Better.EFFECT: marked("bättre effekt i studierna"),
    Better.RATINGS: marked("positiva bedömningar av portaler eller myndigheter"),
}
TRAIT: Mapping[Trait, str] = {
    Trait.CHALLENGE: marked("utmaning"),
    Trait.MEASURE_TYPE: marked("åtgärdstyp"),
    Trait.TARGET_GROUP: marked("målgrupp"),
    Trait.SETTING: marked("miljö"),
    Trait.LEVEL: marked("nivå av prevention"),
    Trait.MECHANISM: marked("verkningssätt"),
}
ASPECT: Mapping[Aspect, str] = {
    Aspect.CHALLENGES: marked("Utmaningar"),
    Aspect.MEASURE_TYPE: marked("Åtgärdstyp"),
    Aspect.LEVEL: marked("Nivå av prevention"),
    Aspect.UNIT: marked("Riktas till"),
    Aspect.TARGET_GROUP: marked("Målgrupp"),
    Aspect.SETTING: marked("Miljö"),
    Aspect.EFFECT: marked("Effekt"),
    Aspect.STRENGTH: marked("Underlag"),
    Aspect.VERDICT: marked("Omdöme enligt Marylandregeln"),
    Aspect.STATUS: marked("Status"),
    Aspect.WARNINGS: marked("Varningar"),
    Aspect.RATINGS: marked("Bedömningar"),
    Aspect.STUDIES: marked("Studier"),
    Aspect.REVIEWS: marked("Översikter och metaanalyser"),
    Aspect.BEST_LEVEL: marked("Högsta nivå på Marylandskalan"),
    Aspect.NEWEST: marked("Nyaste studien"),
    Aspect.NORDIC: marked("Utvärderad i Norden"),
    Aspect.EUROPEAN: marked("Utvärderad i Europa"),
    Aspect.COST: marked("Kostnad anges"),
    Aspect.MECHANISM: marked("Verkningssätt"),
}
_CODES: Mapping[Aspect, type[Effect] | type[Strength] | type[Verdict] | type[Status]] = {
    Aspect.EFFECT: Effect,
    Aspect.STRENGTH: Strength,
    Aspect.VERDICT: Verdict,
    Aspect.STATUS: Status,
}


def missing(found: Missing, name: Name) -> str:
    """Return one thing that a hit lacks, as a phrase; `name` names a concept."""
    return _(LACK[found.lack]).format(value=name(found.value) if found.value else _("det efterfrågade"))


def grounds(found: Grounds | None) -> str:
    """Return what a hit rests on, in a sentence; "" where nothing is known of it."""
    if found is None:
        return ""
    if not found.studies:
        return _("Ingen studie ligger bakom.")
    said = [plural(found.studies, "studie", "studier")]
    if found.reviews:
        said.append(plural(found.reviews, "översikt eller metaanalys", "översikter och metaanalyser"))
    if found.level is not None:
        studies = plural(found.at_level, "studie", "studier")
        at_level = _("{studies} på nivå {level} av 5").format(studies=studies, level=found.level)
        said = [at_level, *said[1:]] if found.at_level == found.studies else [*said, at_level]
    if found.nordic:
        said.append(_("en nordisk utvärdering"))
    elif found.european:
        said.append(_("en europeisk utvärdering"))
    if found.newest is not None:
        said.append(_("det nyaste från {year}").format(year=found.newest))
    return _("Vilar på {what}.").format(what=joined(said))


def why_not_higher(found: tuple[Missing, ...], name: Name) -> str:
    """Return why a hit ranks no higher, in a sentence; "" where it lacks nothing."""
    lacks = _upper(joined([missing(one, name) for one in found]))
    return _("Varför inte högre? {lacks}.").format(lacks=lacks) if found else ""


def better(found: tuple[Better, ...]) -> str:
    """Return in what another measure is better, as a phrase."""
    return joined([_(BETTER[one]) for one in found])


def condition(key: str) -> str:
    """Return what a key of `Page.removed_by` is called in running text."""
    if key == YEARS:
        return _("gränserna för år")
    if key == FIELD:
        return _("kravet att dokumentet handlar om ämnet")
    if key == SYNTAX:
        return _("villkoren i frågan (citattecken, minus, titel: eller år:)")
    return _("filtret {name}").format(name=within(facet_name(Facet(key)))) if key in set(Facet) else key


def shared(trait: Trait, values: tuple[str, ...], name: Name) -> str:
    """Return what two measures share: "utmaning: Skjutningar och Rån"."""
    said = [labels.prevention_level(v) if trait is Trait.LEVEL else name(v) for v in values]
    return f"{_(TRAIT[trait])}: {joined(said)}"


def compared(aspect: Aspect, values: tuple[str, ...], name: Name) -> str:
    """Return one cell of a comparison; what is not held is said to be so."""
    if not values:
        return _("inga") if aspect in (Aspect.WARNINGS, Aspect.RATINGS) else _("anges inte")
    cells = [_cell(aspect, value, name) for value in values]
    return "; ".join(cells) if aspect is Aspect.CHALLENGES else joined(cells)  # whose names have commas


def _cell(aspect: Aspect, value: str, name: Name) -> str:
    codes = _CODES.get(aspect)
    if codes is not None and value in set(codes):
        return labels.label(codes(value))
    if aspect in (Aspect.NORDIC, Aspect.EUROPEAN, Aspect.COST):
        return labels.label(Answer(value)) if value in set(Answer) else value
    if aspect is Aspect.WARNINGS and value in set(Caution):
        return within(_(WARNING[Caution(value)]))
    if aspect is Aspect.RATINGS:
        direction, count = value.partition(":")[::2]
        return f"{_(DIRECTION[Direction(direction)])} ({count})" if direction in set(Direction) else value
    if aspect is Aspect.LEVEL:
        return labels.prevention_level(value)
    if aspect is Aspect.UNIT:
        return labels.unit(value)
    return name(value)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
