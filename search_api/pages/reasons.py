"""Why a hit ranks where it does, in Swedish sentences."""

from kb.catalogue import Catalogue
from kb.search.results import Why
from search_api.swedish import decimal, joined

_SIGNALS = {"words": "ord", "meaning": "betydelse", "concepts": "begrepp"}
_FACTORS = {"design": "studiedesign", "recency": "hur ny den är", "status": "hur väl prövad den är"}


def concept_name(concept_id: str, catalogue: Catalogue) -> str:
    """Return the Swedish name of a challenge, measure or other concept, or its id where we have no name."""
    for named in (catalogue.challenges.get(concept_id), catalogue.measures.get(concept_id)):  # type: ignore[call-overload]
        if named is not None:
            return str(named.name_sv)
    concept = catalogue.concepts.get(concept_id)
    return concept.preferred("sv") if concept else concept_id


def sentences(why: Why, catalogue: Catalogue) -> list[str]:
    """Return one sentence a reason: words, concepts, places in the part rankings, and what moved it up or down."""
    found = []
    if why.words:
        found.append(f"Ord som stämmer: {joined([f'”{word}”' for word in why.words])}.")
    if why.concepts:
        found.append(f"Begrepp som stämmer: {joined([concept_name(key, catalogue) for key in why.concepts])}.")
    if why.signals:
        places = [f"plats {place} på {_SIGNALS.get(signal, signal)}" for signal, place in why.signals.items()]
        found.append(f"Delrangordning: {joined(places)}.")
    moved = {name: factor for name, factor in why.factors.items() if factor != 1}
    if moved:
        said = [f"×\u00a0{decimal(factor)} för {_FACTORS.get(name, name)}" for name, factor in moved.items()]
        found.append(f"Vägning: {joined(said)}.")
    return found
