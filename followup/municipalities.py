"""Recognise a municipality by its code or its name."""

import re
from collections.abc import Iterator

from kb.catalogue import Catalogue
from kb.domain.facts import Municipality
from kb.domain.text import clean_line
from kb.errors import NotFound

# Spreadsheets read codes as numbers: 0180 comes back as 180 or 180.0. Four digits are the only length there is.
_CODE = re.compile(r"^(\d{3,4})(?:[.,]0+)?$")
_CODE_AND_NAME = re.compile(r"^(\d{4})\s+\D")


def find_by_code(catalogue: Catalogue, text: str) -> Municipality | None:
    """Return the municipality for "0180", "180", "180.0" or "0180 Stockholm", or None."""
    text = clean_line(text)
    match = _CODE.match(text)
    if match:
        return catalogue.municipalities.get(match.group(1).zfill(4))
    if _CODE_AND_NAME.match(text):
        found = catalogue.municipalities.get(text[:4])
        # Code and name that contradict each other are no municipality: somebody has shifted a column.
        return found if found and text[4:].strip().casefold() in _names(found) else None
    return None


def find_by_name(catalogue: Catalogue, text: str) -> Municipality | None:
    """Return the municipality called `text`, in any case, with or without "kommun" or "stad", or None."""
    wanted = clean_line(text).casefold()
    return next((m for m in catalogue.municipalities.values() if wanted in _names(m)), None)


def find_municipality(catalogue: Catalogue, text: str) -> Municipality:
    """Return the municipality with this code or name, or raise NotFound."""
    found = find_by_code(catalogue, text) or find_by_name(catalogue, text)
    if found is None:
        raise NotFound(f"there is no municipality {text!r}: give a code such as 0180 or a name such as Stockholm")
    return found


def _names(municipality: Municipality) -> Iterator[str]:
    official = municipality.official_name.casefold()
    yield municipality.name.casefold()
    yield official
    if official.endswith(" kommun"):
        yield official.removesuffix("kommun") + "stad"  # Stockholms stad, Göteborgs stad, Malmö stad call themselves so
