"""Which parts of the world countries come to, as far as it matters for whether a finding may hold in Sweden."""

from collections.abc import Iterable
from enum import StrEnum


class Region(StrEnum):
    """A part of the world. A Nordic country is European as well: who wants European studies wants those too."""

    NORDIC = "nordic"
    EUROPEAN = "european"
    ELSEWHERE = "elsewhere"


# ISO 3166-1 alpha-2. The Nordic countries with their self-governing parts.
NORDIC = frozenset({"SE", "NO", "DK", "FI", "IS", "FO", "GL", "AX"})
# The rest of Europe by the United Nations' standard M49, with Cyprus (of the EU) and Kosovo (which M49 leaves out).
EUROPEAN = NORDIC | {
    "AD", "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "EE", "ES", "FR", "GB", "GG", "GI", "GR", "HR",
    "HU", "IE", "IM", "IT", "JE", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "PL", "PT", "RO", "RS",
    "RU", "SI", "SK", "SM", "UA", "VA", "XK",
}  # fmt: skip


def regions_of(countries: Iterable[str]) -> tuple[Region, ...]:
    """Return the regions that countries (ISO 3166-1 alpha-2) lie in, nearest first; none for no country."""
    found = set()
    for country in countries:
        if country in NORDIC:
            found.add(Region.NORDIC)
        found.add(Region.EUROPEAN if country in EUROPEAN else Region.ELSEWHERE)
    return tuple(region for region in Region if region in found)
