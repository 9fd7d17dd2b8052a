"""What the form offers to narrow by: of each facet the values most hits have, with how many do."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.catalogue import Catalogue
from kb.search.facets import Facet
from search_api.facet_words import facet_name, value_name
from search_api.pages.forms import PARAMETER, Form

MOST_VALUES = 12
WHOLE = "visa"  # the parameter of the address that names a facet to show all values of


@dataclass(frozen=True, slots=True)
class Offered:
    """One value of a facet; `count` None: not counted."""

    value: str
    name: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class OfferedFacet:
    """A facet with the values offered: the chosen first, then the most frequent; `more` values are left out.

    `whole`: it was asked for with all its values.
    """

    parameter: str
    name: str
    values: tuple[Offered, ...]
    chosen: int
    more: int
    whole: bool


def offered(
    form: Form, counts: Mapping[Facet, Mapping[str, int]], catalogue: Catalogue, whole: str = ""
) -> list[OfferedFacet]:
    """Return the facets of the tab that have anything to offer; `whole` is the parameter of one to show all values of.

    What was chosen always stands there.
    """
    found = []
    for facet in form.tab.facets:
        counted, chosen = counts.get(facet, {}), form.chosen.get(facet, ())
        others = [value for value, count in counted.items() if count and value not in chosen]
        parameter = PARAMETER[facet]
        most = len(others) if parameter == whole else max(0, MOST_VALUES - len(chosen))
        shown = [*chosen, *others[:most]]
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
            found.append(
                OfferedFacet(parameter, facet_name(facet), values, len(chosen), left, whole=parameter == whole)
            )
    return found
