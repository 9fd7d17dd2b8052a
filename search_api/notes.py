"""Swedish sentences from below the pages, of the search and of the work at hand, in the language of the page."""

import re
from functools import cache

from search_api.language import gettext, marked
from search_api.wording import in_swedish

_SENTENCES = (
    marked("Sökregistret byggs. Pröva igen om en stund."),
    marked("Sökregistret uppdateras. Dokument som återstår: {number}."),
    marked("Språkmodellen läses in. Tills den är klar söker vi på ord och begrepp."),
    marked(
        "Inget dokument innehåller {words}. Träffarna har frågans övriga ord, en översättning eller något närliggande."
    ),
    marked("Ett citattecken saknar sitt par. Orden söks som vanliga ord."),
    marked("Mellan citattecknen står inget ord."),
    marked("Efter {field}: saknas ett ord. Skriv det direkt efter kolonet, till exempel {example}."),
    marked("{word} ska stå mellan två ord eller före ett. Här läses det inte som ett villkor."),
    marked(
        "Årtalen i ”{years}” går inte att läsa. Skriv till exempel år:2020, år:2019..2024, år:2019.. eller år:..2024."
    ),
    marked("Åren i ”{years}” står i omvänd ordning. Därför begränsas inte åren."),
    marked("Öppnar sökregistret."),
    marked("Bygger sökregistret."),
    marked("Läser in språkmodellen."),
    marked("Läser dokument."),
    marked("Förbereder sökning på betydelse."),
    marked("Förbereder en ny språkmodell. Den förra svarar så länge. Dokument som återstår: {number}."),
    marked("Bygger sökregistret för den nya språkmodellen. Den förra svarar så länge."),
    marked(
        "Den förra språkmodellen går inte att läsa in. Tills den nya har gått igenom allt söker vi på ord och begrepp."
    ),
    marked("Letar efter nya åtgärder."),
    marked("Arbetet med dokumenten stannade och försöks strax igen ({reason})."),
)


def note(said: str) -> str:
    """Return the sentence in the language of the page; one that is not known stays in Swedish."""
    if in_swedish():
        return said
    for sentence, form in _forms():
        found = form.fullmatch(said)
        if found:
            return gettext(sentence).format(**found.groupdict())
    return said


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    """Return each sentence with the expression that finds it, whatever stands in its places."""
    return [
        (sentence, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL))
        for sentence in _SENTENCES
    ]
