"""Swedish words for what the search says of its hits: what they rest on and lack, how they are alike, what is best."""

from collections.abc import Callable, Mapping

from kb.domain.evidence import Effect, Status, Strength
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction
from kb.domain.maryland import Verdict
from kb.domain.swedish import DIRECTION, WARNING, joined, plural
from kb.search.answers import Aspect, Better, Grounds, Lack, Missing, Trait
from kb.search.facets import Facet
from kb.search.results import SYNTAX, YEARS
from search_api import swedish
from search_api.facet_words import FACET

Name = Callable[[str], str]

# Each may hold the value that goes with it.
LACK: Mapping[Lack, str] = {
    Lack.HARMFUL: "kan vara skadlig",
    Lack.NO_EFFECT: "har inte visat någon effekt",
    Lack.DISPUTED: "bedömningarna går isär",
    Lack.MIXED_EFFECT: "studierna pekar åt olika håll",
    Lack.EFFECT_UNKNOWN: "ingen studie anger om den har effekt",
    Lack.NO_STUDY: "ingen studie i basen",
    Lack.NO_LEVEL_3: "ingen studie med jämförelsegrupp (nivå 3 eller högre)",
    Lack.FEW_STUDIES: "för få studier för att bära resultatet",
    Lack.DESIGN_UNKNOWN: "studiedesignen anges inte",
    Lack.NO_NORDIC_STUDY: "ingen nordisk studie",
    Lack.NO_EUROPEAN_STUDY: "ingen europeisk studie",
    Lack.OLD: "det nyaste är från {value}",
    Lack.YEAR_UNKNOWN: "året anges inte",
    Lack.IN_PASSING: "nämner {value} i förbigående",
    Lack.NOT_MEANT_FOR: "är inte kopplad till {value}",
    Lack.FAR: "andra stämmer bättre med frågan",
}
BETTER: Mapping[Better, str] = {
    Better.VERDICT: "bättre omdöme enligt Marylandregeln",
    Better.EFFECT: "bättre effekt i studierna",
    Better.RATINGS: "positiva bedömningar av portaler eller myndigheter",
}
TRAIT: Mapping[Trait, str] = {
    Trait.CHALLENGE: "utmaning",
    Trait.MEASURE_TYPE: "åtgärdstyp",
    Trait.TARGET_GROUP: "målgrupp",
    Trait.SETTING: "miljö",
    Trait.LEVEL: "nivå av prevention",
    Trait.MECHANISM: "verkningssätt",
}
ASPECT: Mapping[Aspect, str] = {
    Aspect.CHALLENGES: "Utmaningar",
    Aspect.MEASURE_TYPE: "Åtgärdstyp",
    Aspect.LEVEL: "Nivå av prevention",
    Aspect.UNIT: "Riktas till",
    Aspect.TARGET_GROUP: "Målgrupp",
    Aspect.SETTING: "Miljö",
    Aspect.EFFECT: "Effekt",
    Aspect.STRENGTH: "Underlag",
    Aspect.VERDICT: "Omdöme enligt Marylandregeln",
    Aspect.STATUS: "Status",
    Aspect.WARNINGS: "Varningar",
    Aspect.RATINGS: "Bedömningar",
    Aspect.STUDIES: "Studier",
    Aspect.REVIEWS: "Översikter och metaanalyser",
    Aspect.BEST_LEVEL: "Högsta nivå på Marylandskalan",
    Aspect.NEWEST: "Nyaste studien",
    Aspect.NORDIC: "Utvärderad i Norden",
    Aspect.EUROPEAN: "Utvärderad i Europa",
    Aspect.COST: "Kostnad",
    Aspect.MECHANISM: "Verkningssätt",
}
_YES_NO = {"yes": "ja", "no": "nej", "unknown": "inte känt"}
_CODES: Mapping[Aspect, type[Effect] | type[Strength] | type[Verdict] | type[Status]] = {
    Aspect.EFFECT: Effect,
    Aspect.STRENGTH: Strength,
    Aspect.VERDICT: Verdict,
    Aspect.STATUS: Status,
}


def missing(found: Missing, name: Name) -> str:
    """Return one thing that a hit lacks, as a phrase; `name` names a concept."""
    said = LACK[found.lack]
    if "{value}" not in said:
        return said
    return said.format(value=name(found.value) if found.value else "det efterfrågade")


def grounds(found: Grounds | None) -> str:
    """Return what a hit rests on, in a sentence; "" where nothing is known of it."""
    if found is None:
        return ""
    if not found.studies:
        return "Ingen studie ligger bakom."
    said = [plural(found.studies, "studie", "studier")]
    if found.reviews:
        said.append(plural(found.reviews, "översikt eller metaanalys", "översikter och metaanalyser"))
    if found.level is not None:
        said.append(f"{plural(found.at_level, 'studie', 'studier')} på nivå {found.level} av 5")
    if found.nordic:
        said.append("en nordisk utvärdering")
    elif found.european:
        said.append("en europeisk utvärdering men ingen nordisk")
    if found.newest is not None:
        said.append(f"det nyaste från {found.newest}")
    return f"Vilar på {joined(said)}."


def why_not_higher(found: tuple[Missing, ...], name: Name) -> str:
    """Return why a hit ranks no higher, in a sentence; "" where it lacks nothing."""
    return f"Varför inte högre? {_upper(joined([missing(one, name) for one in found]))}." if found else ""


def better(found: tuple[Better, ...]) -> str:
    """Return in what another measure is better, as a phrase."""
    return joined([BETTER[one] for one in found])


def condition(key: str) -> str:
    """Return what a key of `Page.removed_by` is called in running text."""
    if key == YEARS:
        return "gränserna för år"
    if key == SYNTAX:
        return "villkoren i frågan (citattecken, minus, titel: eller år:)"
    return f"filtret {FACET[Facet(key)].lower()}" if key in set(Facet) else key


def shared(trait: Trait, values: tuple[str, ...], name: Name) -> str:
    """Return what two measures share: "utmaning: Skjutningar och Rån"."""
    said = [swedish.prevention_level(v) if trait is Trait.LEVEL else name(v) for v in values]
    return f"{TRAIT[trait]}: {joined(said)}"


def compared(aspect: Aspect, values: tuple[str, ...], name: Name) -> str:
    """Return one cell of a comparison; what is not held is said to be so."""
    if not values:
        return "inga" if aspect in (Aspect.WARNINGS, Aspect.RATINGS) else "anges inte"
    return joined([_cell(aspect, value, name) for value in values])


def _cell(aspect: Aspect, value: str, name: Name) -> str:
    codes = _CODES.get(aspect)
    if codes is not None and value in set(codes):
        return swedish.label(codes(value))
    if aspect in (Aspect.NORDIC, Aspect.EUROPEAN):
        return _YES_NO.get(value, value)
    if aspect is Aspect.WARNINGS and value in set(Caution):
        return WARNING[Caution(value)].lower()
    if aspect is Aspect.RATINGS:
        direction, _, count = value.partition(":")
        return f"{DIRECTION[Direction(direction)]} ({count})" if direction in set(Direction) else value
    if aspect is Aspect.LEVEL:
        return swedish.prevention_level(value)
    if aspect is Aspect.UNIT:
        return swedish.unit(value)
    return name(value)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
