"""What the form offers to narrow by: of each facet the values most hits have, with how many do."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.catalogue import Catalogue
from kb.search.facets import Facet
from search_api.facet_words import FACET, value_name
from search_api.pages.forms import PARAMETER, Form

MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Offered:
    """One value of a facet; `count` None: not counted."""

    value: str
    name: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class OfferedFacet:
    """A facet with the values offered: the chosen first, then the most frequent; `more` values are left out."""

    parameter: str
    name: str
    values: tuple[Offered, ...]
    chosen: int
    more: int


def offered(form: Form, counts: Mapping[Facet, Mapping[str, int]], catalogue: Catalogue) -> list[OfferedFacet]:
    """Return the facets of the tab that have anything to offer. What was chosen always stands there."""
    found = []
    for facet in form.tab.facets:
        counted, chosen = counts.get(facet, {}), form.chosen.get(facet, ())
        others = [value for value, count in counted.items() if count and value not in chosen]
        shown = [*chosen, *others[: max(0, MOST_VALUES - len(chosen))]]
        if shown:
            values = tuple(
                Offered(
                    value=value,
                    name=value_name(facet, value, catalogue, form.tab.facets),
                    count=counted.get(value, 0) if counted else None,
                    chosen=value in chosen,
                )
                for value in shown
            )
            left = len(chosen) + len(others) - len(shown)
            found.append(OfferedFacet(PARAMETER[facet], FACET[facet], values, len(chosen), left))
    return found
