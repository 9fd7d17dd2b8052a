"""Why a dropped file, or records of one, were not taken in: the note beside it, in Swedish and English."""

import re
from collections.abc import Sequence
from datetime import datetime

from crawlers.readers.reading import Refusal
from kb.domain.swedish import moment, plural

_MOST_LISTED = 200
# What the readers say, by words of theirs, and how that is said in Swedish. The first that fits counts.
_SWEDISH = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        ("is a symbolic link", "Det är en länk till en annan fil. Lägg hit själva filen."),
        ("is no ordinary file", "Det är ingen vanlig fil."),
        ("is empty", "Filen är tom."),
        ("cannot be read: Permission", "Programmet får inte öppna filen. Ändra filens rättigheter."),
        ("is larger than", "Filen är för stor."),
        ("took more than", "Filen tog för lång tid eller för mycket minne att läsa."),
        ("ZIP archive|office document", "Filen är ett ZIP-arkiv eller ett Office-dokument. Sådana kan inte läsas."),
        ("OCR|without text", "Filen innehåller ingen text som går att läsa, till exempel för att sidorna är bilder."),
        ("broken PDF", "Filen är en trasig PDF."),
        ("encrypted|password", "Filen är skyddad med lösenord."),
        ("gzip", "Filen är packad och går inte att packa upp."),
        (
            "declares entities|entities, which",
            "Filen är XML som deklarerar entiteter. Det tas inte emot av säkerhetsskäl.",
        ),
        ("holds no (readable )?(record|item)", "Ingen post i filen går att läsa."),
        ("of no kind that can be read|neither a feed|unknown kind", "Filen är av en sort som inte kan läsas."),
        ("broken JSON", "Filen är trasig JSON."),
    )
)
_KINDS_SV = (
    "Det här kan läsas: RIS, BibTeX, CSL-JSON, CSV, JSONL, PDF, webbsidor (HTML) och flöden (RSS, Atom, JSON Feed)."
)


def refused_note(name: str, why: str, now: datetime) -> str:
    """Return what stands in the note beside a file that was refused; `why` is an English sentence or clause."""
    return (
        f"{name}\n\n"
        f"Filen togs inte in den {moment(now)}.\n"
        f"Skäl: {in_swedish(why.replace(name, ''))}\n"  # a file may be called "OCR for beginners"
        f"{_KINDS_SV}\n"
        "Lägg en rättad fil i den bevakade mappen, så läses den på nytt.\n\n"
        f"The file was not taken in on {now:%Y-%m-%d %H:%M} UTC.\n"
        f"Reason: {why}\n"
        "Drop a mended file into the watched folder and it will be read again.\n"
    )


def short_of_note(name: str, refusals: Sequence[Refusal], now: datetime) -> str:
    """Return what stands in the note beside a file that was taken in, but for some of its records."""
    listed = "".join(f"- {refusal.place}: {refusal.reason}\n" for refusal in refusals[:_MOST_LISTED])
    more = len(refusals) - _MOST_LISTED
    rest = f"- … {more}\n" if more > 0 else ""
    verb = "post i filen togs" if len(refusals) == 1 else "poster i filen togs"
    return (
        f"{name}\n\n"
        f"Filen togs in den {moment(now)}, men {plural(len(refusals), verb, verb)} inte in.\n"
        "Skälen står nedan på engelska, som programmet anger dem.\n\n"
        f"The file was taken in on {now:%Y-%m-%d %H:%M} UTC, but {len(refusals)} of its records "
        f"{'was' if len(refusals) == 1 else 'were'} not:\n"
        f"{listed}{rest}"
    )


def in_swedish(why: str) -> str:
    """Return in a Swedish sentence why a file was refused, by what its reader says in English."""
    return next((words for pattern, words in _SWEDISH if pattern.search(why)), "Filen går inte att läsa.")
