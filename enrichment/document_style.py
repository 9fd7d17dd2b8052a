"""How a text is written, where that tells its sort: figures, orders, the first person, speech, a place line."""

import re
from collections.abc import Iterator
from typing import Final

from enrichment.texts import Span, Text
from kb.domain.claims import DocumentKind

_NEAREST: Final = {"nn": "nb"}
_MOST_SENTENCES = 25

# A share or a count; years and dates are none.
_FIGURE: Final = re.compile(
    r"\b\d[\d .,]{0,9}(?:%|procent|prosent|per cent|percent)|\b(?!(?:19|20)\d\d\b)\d{1,3}(?:[ ., ]\d{3})+\b"
    r"|\b(?!(?:19|20)\d\d\b)\d{2,5}\b"
    r"|\b(?:av|ud af|out of|in) (?:tre|fyra|fem|tio|fire|ti|three|four|five|ten)\b"
    r"|\b(?:var|hver|hvar) (?:tredje|fjärde|fjerde|femte|sjätte|sjette|tionde|tiende)\b"
    r"|\b(?:half|halvdelen|hälften|halvparten|en tredjedel|one third|a third|two thirds)\b|\bper cent\b"
    r"|\bprocent\b|\bprosent\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
# A line that says where the news was written: "OSLO:", "MADRID –".
_PLACE_LINE: Final = re.compile(r"\n\n[A-ZÅÄÖÆØ][A-ZÅÄÖÆØ /-]{2,30}(?: ?\([^)\n]{1,20}\))? ?[:–—-] ")
_SPEECH_LINE: Final = re.compile(r"[–—-] ?[A-ZÅÄÖÆØ]|[”\"“»][A-ZÅÄÖÆØ]")
_SAYING: Final = re.compile(
    r"\b(?:säger|sade|berättar|menar|konstaterar|förklarar|sier|sa|forteller|mener|medgir|fastslo|opplyser|siger|sagde|fortæller"
    r"|oplyser|forklarer|said|says|told|explained|added|warned)\b"
)
# The writer in person; what others say in quotation marks or after a dash is taken out first.
_I: Final = {
    "sv": re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE),
    "nb": re.compile(r"\b(?:jeg|meg|min|mitt|mine)\b", re.IGNORECASE),
    "da": re.compile(r"\b(?:jeg|mig|min|mit|mine)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:I|my|me)\b"),
}
_QUOTED: Final = re.compile(r"[\"“”»«][^\"“”»«]{1,300}[\"“”»«]|^[–—-] ?.{1,400}", re.MULTILINE)
# Verbs that begin a sentence as an order.
_ORDERS: Final = {
    "sv": frozenset(
        (
            "anmäl använd avsluta be bedöm begränsa beskriv beställ bestäm bjud boka bryt bygg börja dela "
            "dokumentera fråga följ förbered fördela ge gå gör hämta håll informera inled involvera kartlägg kom "
            "kontakta kontrollera lyft lyssna lägg lämna läs låt markera meddela ordna planera prata prioritera "
            "prova red ring rita samla sammanställ samverka satsa se skapa skicka skriv spara starta ställ stäng "
            "stöd säg sätt ta tala träna tänd tänk undvik uppmuntra utgå utse utvärdera var visa välj vänd öva"
        ).split()
    ),
    "nb": frozenset(
        (
            "avklar avtal be begrens begynn beskriv bestem bruk del dokumenter drøft finn forbered fordel forklar "
            "følg gi gjennomgå gjør gå hent hev hjelp hold husk ikke informer innhent inviter involver kartlegg "
            "kontakt kontroller la lag legg les lytt meld merk noter oppdater oppsøk ordne planlegg prioriter "
            "ring samle se sett sjekk skap skriv snakk spør start still stol sørg ta tenk test undersøk unngå "
            "utpek velg vent vis vurder vær øv"
        ).split()
    ),
    "da": frozenset(
        (
            "afklar aflys aftal bed begræns begynd beskriv beslut brug del dokumenter dokumentér drøft find "
            "forbered fordel forklar følg giv gå gør hent hjælp hold husk inddrag indkald indsaml informer "
            "informér inviter involver kig konfrontér kontakt kontrollér kortlæg køl lad lav lov lyt læg læs meld "
            "noter opdater opsøg overvej planlæg prioriter ring saml se send skab skriv spørg start stil sæt sørg "
            "tag tal tjek tænk udpeg underret undersøg undgå vent vis vurder vurdér vælg vær øv"
        ).split()
    ),
    "en": frozenset(
        (
            "add agree allow always appoint ask assess avoid begin brief bring build call check choose collect "
            "consider consult contact create decide define describe discuss display do document draw encourage "
            "ensure establish explain find focus follow gather get give go help hold identify include inform "
            "invite involve keep learn let limit listen look make map measure meet monitor name never note offer "
            "organise plan prefer prepare prioritise probe protect provide put read record refer remember report "
            "respect review set share show speak start stay stop submit take talk teach tell test think train "
            "treat try use wait walk work write"
        ).split()
    ),
}
_FIRST_WORD: Final = re.compile(r"[\w']+")


def styles(text: Text, upto: int) -> Iterator[tuple[DocumentKind, float, Span]]:
    """Yield the kinds that the way of writing before `upto` speaks for, with points and a telling place."""
    sentences = [span for span in text.sentences[:_MOST_SENTENCES] if text.title_end <= span[0] < upto]
    spoken = _NEAREST.get(text.language or "", text.language or "")
    spoken = spoken if spoken in _ORDERS else "en"
    if sentences:
        yield from _figures(text, sentences)
        yield from _orders(text, sentences, spoken)
        yield from _speech(text, sentences)
        yield from _first_person(text, upto, spoken)
    place = _PLACE_LINE.search(text.content, text.title_end, text.title_end + 60)
    if place is not None:
        yield DocumentKind.NEWS, 3.5, (place.start() + 2, place.end())


def _figures(text: Text, sentences: list[Span]) -> Iterator[tuple[DocumentKind, float, Span]]:
    found = [match for span in sentences if (match := _FIGURE.search(text.content, *span)) is not None]
    share = len(found) / len(sentences)
    if len(found) >= 3 and share >= 0.3:
        yield DocumentKind.STATISTICS, min(2.5, 4 * share), found[0].span()
        year = _YEAR.search(text.content, 0, text.title_end)
        if year is not None:
            yield DocumentKind.STATISTICS, 1.5, year.span()


def _orders(text: Text, sentences: list[Span], spoken: str) -> Iterator[tuple[DocumentKind, float, Span]]:
    found = []
    for start, end in sentences:
        word = _FIRST_WORD.search(text.content, start, min(end, start + 30))
        if word is not None and word.group().lower() in _ORDERS[spoken] and text.content[end - 1] != "?":
            found.append(word.span())
    if len(found) >= 2:
        yield DocumentKind.GUIDELINE, min(5.0, 12 * len(found) / len(sentences)), found[0]


def _speech(text: Text, sentences: list[Span]) -> Iterator[tuple[DocumentKind, float, Span]]:
    for start, end in sentences:
        if _SPEECH_LINE.match(text.content, start):
            said = _SAYING.search(text.content, start, min(end + 60, start + 400))
            if said is not None:
                yield DocumentKind.NEWS, 5.0, said.span()
                return


def _first_person(text: Text, upto: int, spoken: str) -> Iterator[tuple[DocumentKind, float, Span]]:
    start = text.title_end
    own = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text.content[start:upto])
    found = list(_I[spoken].finditer(own))
    if len(found) >= 2:
        yield DocumentKind.OPINION, min(4.0, 0.8 * len(found)), (start + found[0].start(), start + found[0].end())
