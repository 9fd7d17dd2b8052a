"""What readers may ask for, within bounds, turned into a `Query` of the search."""

import re
from collections.abc import Sequence

from kb.catalogue import Catalogue
from kb.domain.text import clean_line
from kb.errors import InputError
from kb.search.facets import Facet
from kb.search.results import Query

_LANGUAGE = re.compile(r"[a-z]{2}")
MOST_FILTERS = 50


def is_language(code: str) -> bool:
    """Return whether `code` has the form of an ISO 639-1 code."""
    return _LANGUAGE.fullmatch(code) is not None


def question(
    catalogue: Catalogue,
    *,
    text: str = "",
    challenges: Sequence[str] = (),
    measures: Sequence[str] = (),
    languages: Sequence[str] = (),
    first_year: int | None = None,
    last_year: int | None = None,
    everything: bool = False,
    offset: int = 0,
    limit: int = 20,
) -> Query:
    """Return the question, control characters out of its text, filters once each.

    Raises InputError for a challenge or measure that the catalogue does not hold, for what is no ISO 639-1
    code, and for years in the wrong order: a filter with a slip in it must not look like zero hits.
    """
    for challenge in challenges:
        if challenge not in catalogue.challenges:
            known = ", ".join(catalogue.challenges)
            raise InputError(f"parameter 'challenge': there is no challenge {challenge[:80]!r}; known: {known}")
    for measure in measures:
        if measure not in catalogue.measures:
            raise InputError(f"parameter 'measure': there is no measure {measure[:80]!r}")
    for language in languages:
        if not is_language(language):
            raise InputError(f"parameter 'language': {language[:80]!r} is no ISO 639-1 code such as sv or en")
    if first_year is not None and last_year is not None and first_year > last_year:
        raise InputError(f"parameter 'first_year': {first_year} is after the last year, {last_year}")
    return Query(
        text=clean_line(text),
        filters={
            facet: tuple(dict.fromkeys(values))
            for facet, values in (
                (Facet.CHALLENGE, challenges),
                (Facet.MEASURE, measures),
                (Facet.LANGUAGE, languages),
            )
            if values
        },
        first_year=first_year,
        last_year=last_year,
        everything=everything,
        offset=offset,
        limit=limit,
    )
