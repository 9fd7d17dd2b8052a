"""Why a hit ranks where it does, in Swedish sentences."""

from collections.abc import Collection

from kb.catalogue import Catalogue
from kb.domain.swedish import decimal, joined
from kb.search.results import Why

_SIGNALS = {"words": "ord", "meaning": "betydelse", "concepts": "begrepp"}
# By the name of a factor: from which size on it says the first, below it only the second.
_FACTORS = {
    "design": (1.0, "för att studiedesignen är stark", ""),
    "recency": (1.05, "för att det är nytt", "för åldern"),
    "transfer": (1.0, "för att det är prövat i Norden eller Europa", ""),
    "status": (1.15, "för att den är väl prövad", "för hur långt den är prövad"),
}


def concept_name(concept_id: str, catalogue: Catalogue) -> str:
    """Return the Swedish name of a challenge, measure or other concept, or its id where we have no name."""
    for named in (catalogue.challenges.get(concept_id), catalogue.measures.get(concept_id)):  # type: ignore[call-overload]
        if named is not None:
            return str(named.name_sv)
    concept = catalogue.concepts.get(concept_id)
    return concept.preferred("sv") if concept else concept_id


def sentences(why: Why, catalogue: Catalogue, editorial: Collection[str] = ()) -> list[str]:
    """Return one sentence a reason: words, concepts, places in the part rankings, and what moved it.

    `editorial` are concepts that the hit has through links of the catalogue's editors alone: they are said apart.
    """
    found = []
    if why.words:
        found.append(f"Ord som stämmer: {joined([f'”{word}”' for word in why.words])}.")
    own = [concept_name(key, catalogue) for key in why.concepts if key not in editorial]
    linked = [concept_name(key, catalogue) for key in why.concepts if key in editorial]
    if own:
        found.append(f"Begrepp som stämmer: {joined(own)}.")
    if linked:
        found.append(f"Begrepp som stämmer enligt redaktionell koppling: {joined(linked)}.")
    if why.signals:
        places = [f"{place} efter {_SIGNALS.get(signal, signal)}" for signal, place in why.signals.items()]
        found.append(f"Placering: {', '.join(places)}.")
    moved = {name: factor for name, factor in why.factors.items() if decimal(factor) != "1"}
    if moved:
        raised = all(factor > 1 for factor in moved.values())
        said = [f"{decimal(factor)} gånger {_because(name, factor)}" for name, factor in moved.items()]
        found.append(f"{'Höjd' if raised else 'Vägd'} {joined(said)}.")
    return found


def _because(name: str, factor: float) -> str:
    least, said, less = _FACTORS.get(name, (0.0, f"för {name}", ""))
    return said if factor >= least else less or said
