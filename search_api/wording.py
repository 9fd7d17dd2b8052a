"""Dates, numbers, lists and names in the language of the page: Swedish as `kb.domain.swedish` has it, English by CLDR.

What both languages say alike in other words stands in `search_api.labels` and the modules of words beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from kb.catalogue import Catalogue
from kb.catalogue.countries import load_countries
from kb.domain import swedish
from kb.domain.documents import IMPORTED, SourceId
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import PortalRating
from kb.domain.health import Health
from kb.domain.sources import Source
from search_api.language import Language, gettext, marked, ngettext, spoken

# Codes of the catalogue that are no country by ISO 3166-1, and the one that ISO has otherwise.
_UNIONS = {"EU": "EU", "UN": "FN"}
_ISO = {"UK": "GB"}
_GROUPS: Mapping[str, str] = {
    "nordic": marked("på nordiska språk"),
    "english": marked("på engelska"),
    "other": marked("på andra språk"),
}
_CODES = {"nordic": "sv", "english": "en", "other": "en"}  # texts in other languages are sought by English words
_NUMBERS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


class Named(Protocol):
    """A challenge or a measure: something with a name in each language."""

    @property
    def name_sv(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def in_swedish() -> bool:
    """Return whether the page is in Swedish."""
    return spoken() is Language.SWEDISH


def day(moment: date | datetime | None) -> str:
    """Return a date as in "3 mars 2024" or "3 March 2024", that of a time as it was in Sweden; None as never."""
    if in_swedish():
        return swedish.day(moment)
    if moment is None:
        return gettext("aldrig")
    if isinstance(moment, datetime):
        moment = moment.astimezone(swedish.ZONE)
    return format_date(moment, "long", locale=spoken().locale)


def moment(when: datetime | None) -> str:
    """Return a time in Sweden as in "3 mars 2024 kl. 14.05" or "3 March 2024 at 14:05", None as never."""
    if in_swedish() or when is None:
        return swedish.moment(when) if in_swedish() else day(None)
    return f"{day(when)} at {when.astimezone(swedish.ZONE):%H:%M}"


def number(value: int) -> str:
    """Return a whole number with its thousands apart: 12 345 or 12,345."""
    return swedish.number(value) if in_swedish() else format_decimal(value, locale=spoken().locale)


def in_letters(value: int) -> str:
    """Return a number as running text has it: in letters up to twelve."""
    if in_swedish():
        return swedish.in_letters(value)
    return _NUMBERS[value] if value < len(_NUMBERS) else number(value)


def decimal(value: float) -> str:
    """Return a number with at most two decimals: 0,85 or 0.85."""
    return swedish.decimal(value) if in_swedish() else format_decimal(value, "0.##", locale=spoken().locale)


def figures(text: str) -> str:
    """Return a number that stands in a text with a full stop as the language writes it: 0,85 or 0.85."""
    return text.replace(".", ",") if in_swedish() else text


def plural(count: int, one: str, many: str) -> str:
    """Return the number with the form of the Swedish words that fits it, in the language of the page: "3 sources"."""
    return f"{number(count)}\u00a0{ngettext(one, many, count)}"


def joined(words: Sequence[str], last: str = "och") -> str:
    """Return the words as a list in running text, the last after "och" or "eller": "a, b and c"."""
    if in_swedish():
        return swedish.joined(words, last)
    return format_list(list(words), "or" if last == "eller" else "standard", locale=spoken().locale)


def quoted(text: str) -> str:
    """Return the text between quotation marks as the language has them: ”så” or “so”."""
    return f"”{text}”" if in_swedish() else f"“{text}”"


def within(text: str) -> str:
    """Return a name as it stands within a sentence: its first letter small, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def language(code: str | None) -> str:
    """Return the name of a language by its ISO 639-1 code; None is said to be unknown."""
    if in_swedish():
        return swedish.language(code)
    return gettext("okänt språk") if code is None else str(spoken().locale.languages.get(code.lower(), code))


def in_languages(words: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the words searched with in each group of languages: what it is called, its code for HTML, the words.

    Groups that are searched with the same words are said together: "på engelska och på andra språk".
    """
    alike: dict[tuple[str, ...], list[str]] = {}
    for group, searched in words.items():
        if searched:
            alike.setdefault(searched, []).append(group)
    return [
        (joined([_in_group(group) for group in groups]), _CODES.get(groups[0], groups[0]), searched)
        for searched, groups in alike.items()
    ]


def _in_group(group: str) -> str:
    if group in _GROUPS:
        return gettext(_GROUPS[group])
    return gettext("på {language}").format(language=language(group))


def country(code: str) -> str:
    """Return the name of a country or union by the code that the catalogue uses, or the code where it is none."""
    iso = _ISO.get(code, code)
    if not in_swedish():
        return str(spoken().locale.territories.get(iso, code))
    found = load_countries().get(iso)
    return found.sv[0] if found else _UNIONS.get(code, code)


def source_name(source: SourceId, known: Mapping[SourceId, Source]) -> str:
    """Return what a reader knows the source as: its name, or that it was imported and under which name."""
    if in_swedish() or source in known:
        return swedish.source_name(source, known)
    if source.startswith(IMPORTED):
        return gettext("importerad fil {name}").format(name=source.removeprefix(IMPORTED))
    return gettext("importerad samling {name}").format(name=source)


def warning(caution: Caution, ratings: Iterable[PortalRating]) -> str:
    """Return a warning with those of the portals of `ratings` that say so: "Skadlig enligt A och B"."""
    if in_swedish():
        return swedish.warning(caution, ratings)
    if caution is Caution.DISPUTED:
        return gettext("Omstridd: bedömningarna går isär")
    direction = swedish.WARNED_BY.get(caution)
    portals = list(dict.fromkeys(rating.portal for rating in ratings if rating.direction is direction))
    who = joined(portals) if portals else gettext("de studier vi har läst")
    return gettext("{warning} enligt {who}").format(warning=gettext(swedish.WARNING[caution]), who=who)


def health(found: Health) -> str:
    """Return how the collecting from a source goes, in a sentence."""
    return found.sv if in_swedish() else found.en


def named(found: Named) -> str:
    """Return the name of a challenge or a measure."""
    return found.name_sv if in_swedish() else found.name_en


def concept_name(concept_id: str, catalogue: Catalogue) -> str:
    """Return the name of a challenge, measure or other concept, or its id where we have no name."""
    for known in (catalogue.challenges.get(concept_id), catalogue.measures.get(concept_id)):  # type: ignore[call-overload]
        if known is not None:
            return named(known)
    concept = catalogue.concepts.get(concept_id)
    return concept.preferred(spoken()) if concept else concept_id
