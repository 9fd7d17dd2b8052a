"""The language a text is written in."""

import re
from collections import Counter
from functools import cache
from math import exp, log
from typing import TYPE_CHECKING, Final

from kb.domain.claims import Claim, ClaimKind

if TYPE_CHECKING:
    from lingua import LanguageDetector

STEP = "language"
VERSION = "3"
# Enough to tell Danish from Norwegian; more costs time and changes nothing.
_ENOUGH = 1_200
_SHORTEST = 6
# lingua reads letter sequences, restricted to what our sources write in: unrestricted it needs 1.3 GB.
_BY_LETTERS = ("SWEDISH", "BOKMAL", "NYNORSK", "DANISH", "ENGLISH", "FINNISH", "GERMAN", "FRENCH", "POLISH", "SPANISH")
# How often a source of ours writes in each language, roughly; what lingua lacks is a title's most likely language.
# The last four are told apart so that they are not taken for one of ours, and then said to be unknown.
_PRIOR: Final = {
    "en": 0.34, "sv": 0.27, "nb": 0.14, "da": 0.12, "nn": 0.04, "de": 0.03, "fi": 0.03,
    "fr": 0.01, "es": 0.01, "pl": 0.01, "xx": 0.01,
}  # fmt: skip
_OTHERS = frozenset({"fr", "pl", "es", "xx"})
_NORWEGIAN = ("nb", "nn")
_UNREAD = 0.002  # lingua's reading of a language that it was not asked about
_FLOOR = 0.001  # lingua says 0 of a word that it never saw
_LEAST_SURE = 0.5

# The small words that hold sentences together; in `xx` those of Dutch, Italian, Portuguese, Icelandic and Estonian.
_SMALL: Final = {
    "en": "the of and in to for is are was were with that by from this on as at an be it their its they have has not "
    "which or how what who between among into through does do can after under when against will a our its new use",
    "sv": "och att för är på av som med till den det ett en i om från har inte mot vid efter hos sin sitt kan ska "
    "eller när hur vad mellan genom under samt även blev blir var över utan de deras sig inom bland dessa nya ny ur "
    "ändring förslag barn unga vår där oss vi så vara",
    "nb": "og å for er på av som med til den det et en i om fra har ikke mot ved etter hos sin sitt kan skal eller "
    "når hvordan hva mellom gjennom under samt også ble blir var over uten seg noen hvem hvor opp inn de deres blant "
    "disse nye ny barn unge innen hvorfor bruk vold vi så der norske norsk norge ut være kvinner menn skole",
    "nn": "og å for er på av som med til den det eit ein ei i om frå har ikkje mot ved etter hjå sin sitt kan skal "
    "eller når korleis kva mellom gjennom under også vart blir var over utan seg nokon kven opp inn dei deira blant "
    "desse nye ny born unge meir berre vere kvifor bruk vald vi så der skulen ut noko kvinner menn ho",
    "da": "og at for er på af som med til den det et en i om fra har ikke mod ved efter hos sin sit kan skal eller "
    "når hvordan hvad mellem gennem under samt også blev bliver var over uden sig nogle hvem hvor op ind de deres "
    "blandt disse nye ny børn unge inden hvorfor brug vold vi så der danske dansk danmark ud være kvinder skole",
    "de": "und der die das in den von mit für ist im auf zu des eine ein einer als auch bei nach über zur zum oder "
    "wie was nicht durch aus dem werden wird sich unter zwischen gegen um am es neue wir",
    "fi": "ja on ei että tai sekä kuin joka ovat mukaan miten mikä myös kun se vai ovatko uusi uudet me",
    "fr": "le la les des du et une un dans pour sur est au aux par que qui en de l d à avec",
    "es": "el la los las del y una un por para con que en de al se su es",
    "pl": "i w na z do nie się oraz jest po od przez dla o",
    "xx": "het een van de en voor op met naar zijn door bij il lo gli della delle di e nel con per che la o os as da "
    "do das dos em para com uma no na og að í á um fyrir við ning või on ei ekki hjá af til",
}
# Endings (with a hyphen before) and letter groups within words that belong to some of our languages only.
_PIECES: Final = (
    ("nb nn", "-sjon -sjonen -sjonar -sjons prosjekt arbeid innsat innbr innh samfunn undersøk trygg kjø sjekk fengs"),
    ("nb nn", "nett tillit lovbryt menn handtering"),
    ("nb", "-sjoner -sjonene -ingene -serte kunnskap veil arbeidet håndter"),
    ("nb sv", "-het -heten -heter"),
    ("nn", "-leik -leiken -leg -ingane -inga -lege -sette -asjonar -arar valds føreb skule tryggleik kommunan rettlei"),
    (
        "da",
        "-hed -heden -heder -hedens -skab -skabs -erede arbejd indsat indbr indh samfund undersøg lovov fængs tillid",
    ),
    ("da", "-medlemmer overgreb forandr mænd børn vej tryghed viden"),
    ("da sv", "-tionen"),
    ("da nb", "-else -elser -elsen -elserne kriminelle"),
    ("sv", "-arna -orna -erna -ande -ningar -heter -tioner -ism -lag -lagen våld brott trygghet åtgärd"),
    ("sv nb da", "-ning -ningen"),
    ("fi", "-ssa -ssä -sta -stä -lla -llä -nen -minen -isuus -uus -yys -iin -oon -een -keen -issa -oiden -jen -ien"),
    ("fi", "-aan -ään"),
    ("de", "-ung -ungen -keit -heit -lich -liche -lichen -schaft -isch -ische"),
    ("de da sv fr", "-ion -tion -tions"),
    ("en", "-ity -ness -ical -tional -ies -ous -ings -ly -ated -ing -ers -cy -ive -ship -ments -ance -ances -ism"),
    ("en fr", "-ence -ences -ment -ion -tion -tions"),
    ("xx", "-iteit -heid -lijk -teit -zione -ção -dade -ità -num -inni"),
)
_LETTERS: Final = (
    ("å", ("sv", "nb", "nn", "da")),
    ("ä", ("sv", "de", "fi")),
    ("ö", ("sv", "de", "fi")),
    ("æø", ("nb", "nn", "da")),
    ("üß", ("de",)),
    ("ðþ", ("xx",)),
)
# A word of one language alone tells more; the logarithms of likelihood ratios.
_SMALL_WEIGHT, _TELLING_WEIGHT, _PIECE_WEIGHT, _LETTER_WEIGHT = 1.6, 2.2, 0.8, 2.0
# Letters that do not fit count a few times only: a sentence may be quoted.
_MOST_LETTERS = 3
# Where the small words alone are this much clearer for one language than for the next, letters need not be read.
_PLAIN = 12.0
_WORD = re.compile(r"[^\W\d_]+")


def read_language(content: str) -> Claim:
    """Return the ISO 639-1 code of the language of `content`; value None for another language or one not sure.

    The confidence is the probability given lingua's reading of letter sequences, small words, endings, letters and
    how often our sources write in each language (Bayes' rule, the signs taken as independent: too sure of itself).
    """
    sample = content[:_ENOUGH]
    found = _WORD.findall(sample)
    if sum(map(len, found)) < _SHORTEST or not _is_latin(sample):
        return Claim(ClaimKind.LANGUAGE, None, STEP, VERSION)
    scores = _by_words(found)
    first, second = sorted(scores.values(), reverse=True)[:2]
    if first - second < _PLAIN:
        values = {
            value.language.iso_code_639_1.name.lower(): value.value
            for value in _detector().compute_language_confidence_values(sample)
        }
        scores = {code: score + log(max(values.get(code, _UNREAD), _FLOOR)) for code, score in scores.items()}
    best = max(scores, key=lambda code: scores[code])
    total = sum(exp(score - scores[best]) for score in scores.values())
    # Which of the two Norwegian forms it is may stay open.
    sure = sum(exp(scores[code] - scores[best]) for code in (_NORWEGIAN if best in _NORWEGIAN else (best,))) / total
    if sure < _LEAST_SURE or best in _OTHERS:
        return Claim(ClaimKind.LANGUAGE, None, STEP, VERSION)
    return Claim(ClaimKind.LANGUAGE, best, STEP, VERSION, confidence=round(sure, 3))


def _is_latin(sample: str) -> bool:
    letters = [letter for letter in sample if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) * 2 > len(letters)


def _by_words(found: list[str]) -> dict[str, float]:
    """Return the logarithm of how well each language fits the words, before their letter sequences are read."""
    scores = {code: log(share) for code, share in _PRIOR.items()}
    strange: Counter[str] = Counter()
    for word, times in Counter(map(str.lower, found)).items():
        fitting, weight = _fit(word)
        for code in fitting:
            scores[code] += weight * times
    # A capital within a sentence makes it a name, and names keep their letters in every language ("Malmö").
    for word in (word for place, word in enumerate(found) if place == 0 or word[0].islower()):
        for letters, codes in _LETTERS:
            if not word.isascii() and any(letter in letters for letter in word.lower()):
                strange.update(code for code in _PRIOR if code not in codes)
    for code, times in strange.items():
        scores[code] -= _LETTER_WEIGHT * min(times, _MOST_LETTERS)
    return scores


def _fit(word: str) -> tuple[frozenset[str], float]:
    small = _small_words().get(word)
    if small:
        return small, _TELLING_WEIGHT if len(small) == 1 else _SMALL_WEIGHT
    endings, within = _pieces()
    for length in range(min(8, len(word) - 2), 1, -1):
        if word[-length:] in endings:
            return endings[word[-length:]], _PIECE_WEIGHT
    piece = within[0].search(word) if len(word) > 3 else None
    return (within[1][piece.group()], _TELLING_WEIGHT) if piece else (frozenset(), 0.0)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    sets = {code: set(words.split()) for code, words in _SMALL.items()}
    return {word: frozenset(c for c, ws in sets.items() if word in ws) for ws in sets.values() for word in ws}


@cache
def _pieces() -> tuple[dict[str, frozenset[str]], tuple[re.Pattern[str], dict[str, frozenset[str]]]]:
    """Return the languages of each ending, and the letter groups within words: an expression and their languages."""
    found: dict[str, set[str]] = {}
    for codes, pieces in _PIECES:
        for piece in pieces.split():
            found.setdefault(piece, set()).update(codes.split())
    endings = {piece[1:]: frozenset(codes) for piece, codes in found.items() if piece[0] == "-"}
    within = {piece: frozenset(codes) for piece, codes in found.items() if piece[0] != "-"}
    return endings, (re.compile("|".join(sorted(within, key=len, reverse=True))), within)


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in _BY_LETTERS)).build()
