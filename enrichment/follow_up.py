"""For how long a study followed those it looked at."""

import re
from typing import Final

from enrichment.numerals import AMOUNT, amount_of
from enrichment.samples import STEP, VERSION
from enrichment.sections import Section, find_sections, lowered, sentences_to_read
from enrichment.texts import Text
from kb.domain.claims import Claim, ClaimKind

_AMOUNT: Final = "(?P<{0}>" + AMOUNT.replace("{", "{{").replace("}", "}}") + ")"
_TIME: Final = (
    r"(?P<{0}>(?:year|month)s? and a half|years?|yr|months?|mo|weeks?|days?|halv[et]? ?åre?t?|år(?:ene|en|et|s)?"
    r"|månad(?:erna|en|ers?|s)?"
    r"|veck(?:orna|ors?|an|a)|dag(?:arna|ars?|en)?|måned(?:ene|erne|en|ers?|s)?|uke(?:ne|n|rs?)?|uge(?:rne|n|rs?)?"
    r"|dages?|dagene)"
)
# Any length of time: "18 months", "ett halvår", "the year".
AN_AMOUNT_OF_TIME: Final = re.compile(
    rf"(?<![\w.,])(?<![^\W\d_]-)(?<!\d )(?:{_AMOUNT.format('n')}[- ]?)?{_TIME.format('t')}(?!\w)"
)
_FOLLOWED: Final = (
    r"follow-?\s?up|followed|post-?\s?(?:intervention|treatment|test|release|program(?:me)?)"
    r"|after (?:the )?(?:intervention"
    r"|treatment|release|programme?|end)|uppföljning\w*|följdes|följts|följt|följde|följas|följs|oppfølging\w*"
    r"|følges|følgt"
    r"|etterundersøkelse\w*"
    r"|fulgt|fulgte|opfølgning\w*|tracked|traced|follow|følger vi|følge|följa|vi följer|spårats"
)
_FOLLOW_UP: Final = re.compile(
    # A length of time comes first: "two-year follow-up", "18 månaders uppföljning", "the 18 months that we can follow";
    # "six months after leaving", "ett år senare", "one year on"; "two years either side of the switch",
    # "18 månader före ... under lika lång tid därefter".
    rf"(?<![\w.,])(?:\d{{1,2}}[–-])?{_AMOUNT.format('n1')}[- ]?(?:to[- ]|till |til )?{_TIME.format('t1')}(?:['’]s?)?"
    r"(?P<said>[- ](?:(?:long|post|of|after|the|lang|lange?)[- ]){0,2}(?:follow-?\s?up\w*|post-?\s?(?:intervention"
    r"|treatment|test|release|program(?:me)?)|after (?:the )?(?:intervention|treatment|release|programme?|end)"
    r"|uppföljning\w*|oppfølging\w*|opfølgning\w*|efter insatsen|etter (?:tiltaket|intervensjonen)|efter indsatsen)"
    r"| (?:(?:that|which|som|der) )?(?:we|vi) (?:(?:can|could|have|kan|kunnat|kunne|kunnet|har) )?(?:follow|observe"
    r"|track|följ|følg|fulgt|observer)\w*"
    r")?(?(said)| (?:(?:after|later|on(?= ?[.,;])|in i(?= )|into(?= )|afterwards|thereafter|following|down the line"
    r"|efter|senare|senere|etter|seinare|efteråt|därefter|därpå|etterpå|deretter|bagefter|derefter)\b"
    r"|(?:(?:on |at |to )?(?:either|each) side|(?:på )?(?:ömse|båda|begge|hver) sid\w+"
    r"|(?:before|före|innan|før) (?:and|och|og) (?:after|efter|etter)"
    r"|(?:before|före|innan|før|inden)\b[^.;]{0,60}?\b(?:as long|lika lång|like lang|lige så lang|same period"
    r"|same length|samma tid|samme tid)\b[^.;]{0,20}?\b(?:after\w*|efter\w*|etter\w*|därefter|deretter|derefter))\b))"
    # "follow-up period of 18 months", "followed for two years", "uppföljningstiden var två år"
    rf"|\b(?:{_FOLLOWED})s?:?,?(?:(?: [\w,'’-]+){{0,6}}? (?:for|over|in|at|of|was|were|is|to|up to|and|period"
    rf"|average|mean|median|about|after"
    rf"|within|i|under|på|var|är|er|ved|vid|om|till|til|efter|etter|och|og|op til|opp til|upp till|genomsnitt"
    rf"|gjennomsnitt"
    rf"|gennemsnit|inn i|ind i))? \(?{_AMOUNT.format('n2')}[- ]?{_TIME.format('t2')}\b"
    # "after two years", "efter två år", "over twelve months", "de följande 24 månaderna"
    rf"|\b(?:(?:(?:in|during|throughout|under|gjennom|gennem|i)"
    rf" (?=(?:(?:the|de|det|den|dei) )?(?:next|following|subsequent|ensuing|följande|kommande|närmaste|påföljande"
    rf"|følgende"
    rf"|påfølgende|kommende|nærmeste|efterfølgende|\w+ \w+ (?:that|which|som|der) (?:follow|følg|fulgt|följ))"
    rf"|the first)"
    rf"|(?:after|at|over|within"
    rf"|efter|etter|inntil|indtil|inom|innen|inom loppet av|under loppet av"
    rf"|i løpet av|i løbet af|inden for|inden) )"
    rf"(?:(?:the|de|det|den|dei) )?(?:(?:next|following|first|subsequent|ensuing|följande|kommande|närmaste|första"
    rf"|følgende"
    rf"|påfølgende|kommende|nærmeste|første|efterfølgende|påföljande) )?|de (?:følgende|påfølgende"
    rf"|närmaste|nærmeste) ){_AMOUNT.format('n3')}[- ]?{_TIME.format('t3')}\b"
    r"(?![- ](?:follow|post|uppf|oppf|opf|sentence|prison)| of (?:life|age|their|school))"
    # "in the two years after", "i de to årene etter", "the year after launch", "during the following month"
    rf"|\b(?:in|during|over|under|i|for) (?:the|de|det|den|dei)"
    r" (?:(?:first|next|following|första|første|följande|følgende|påfølgende) )?"
    rf"(?:{_AMOUNT.format('n5')} )?{_TIME.format('t5')[:-1]}|årene|årena|åren|året|månaden|månaderna"
    r"|måneden|månedene|måneder) (?:after|since|following|efter|etter|(?:that|which) followed|som (?:fulgte|fulgt"
    r"|følger)"
    r"|som följ(?:de|er)|der fulgte)\b"
    # "over periods of up to 24 months", "under de första tolv månaderna", "enhetens tolv första månader"
    rf"|\b(?:over|for|during) (?:an? )?periods? of (?:up to |about |at least )?"
    rf"{_AMOUNT.format('n4')}[- ]?{_TIME.format('t4')}\b"
    rf"|\b(?:över|under|over|gjennom|gennem|i) (?:en |ein )?periode?r? (?:på|om|av|af) (?:upp till |opp til |op til )?"
    rf"{_AMOUNT.format('n7')}[- ]?{_TIME.format('t7')}\b"
    rf"|\b(?:under|over|during|in|i) (?:\w+ )?(?:\w+s|its|their|sitt|deras) {_AMOUNT.format('n8')}"
    rf" (?:first|första|første) {_TIME.format('t8')}\b"
    rf"|\b(?:in|during|over|under|i) (?:the|de|det|den) (?:following|next|påföljande|följande|følgende|påfølgende)"
    rf" (?P<t6>halve år|halvår(?:et)?|half[- ]year|year|month|week|år(?:et)?|månad(?:en)?|måned(?:en)?)\b",
)
# What else than the study comes after that time: "a report after 18 months".
_OF_A_REPORT: Final = re.compile(
    r"\b(?<!self-)(?!report(?:ed|ing)|rapporter(?:[at]|ede?))"
    r"(?:report|review|deliver|publish|expire|redovis|rapport|utvärderas|aflever|lever(?!an)"
    r"|opgøres|gjøres opp|evaluere?s"
    r"|revideres|omprövas|sentence|prison|age)\w*[^.;]{0,50}$"
)
_PATTERNS: Final = "12345678"
_MONTHS: Final = {"h": 6.0, "y": 12.0, "å": 12.0, "m": 1.0, "w": 12 / 52, "v": 12 / 52, "u": 12 / 52, "d": 12 / 365}
_LONGEST: Final = 12 * 60
_AN_AGE: Final = 12 * 12
_AGED: Final = ("over ", "under ", "at ")
_SPAN_OF_AGES: Final = re.compile(r"\d{1,2} ?(?:[–-]|to|and|till|och|til|og) ?\d{1,2} (?:years?|år)")
_TIME_WORD: Final = re.compile(r"year|month|week|days|day |yr|år|månad|måned|veck|uke|uge|dag")


def read_follow_up(text: Text, *, studied: bool = True) -> Claim:
    """Return the longest follow-up time that `text` states, in months; value None when it states none.

    Where nothing is `studied`, only words that say follow-up count: "after two years" a law expires.

    Weeks and days become months with one decimal at most. `detail` has "words": the time as the text has it.
    Confidence is 0.85 where the words say follow-up, 0.5 for "after two years".
    """
    best: tuple[tuple[float, float], re.Match[str]] | None = None
    sections = find_sections(text.content)
    lower = lowered(text.content)
    for start, end in sentences_to_read(text, sections):
        if _TIME_WORD.search(lower, start, end) is None:
            continue
        for match in _FOLLOW_UP.finditer(lower, start, end):
            months = _months(match)
            if months is None or sections.at(match.start()) is Section.BACKGROUND:
                continue
            said = match["said"] or match["n2"]
            if months >= _AN_AGE and (match.group().startswith(_AGED) or _SPAN_OF_AGES.search(match.group())):
                continue  # "people over 18 years", "143 young people between 16 and 24 years"
            if not said and (not studied or _OF_A_REPORT.search(lower, start, match.start())):
                continue
            rank = (0.85 if said else 0.5, months)
            if best is None or rank > best[0]:
                best = (rank, match)
    if best is None:
        return Claim(ClaimKind.FOLLOW_UP, None, STEP, VERSION)
    (sure, months), match = best
    words = (("words", text.content[slice(*match.span())].strip()),)
    return Claim(ClaimKind.FOLLOW_UP, f"{months:g}", STEP, VERSION, match.start(), match.end(), sure, words)


def _months(match: re.Match[str]) -> float | None:
    which = next(which for which in _PATTERNS if match[f"t{which}"])
    return months_of(match[f"n{which}"] if which != "6" else None, match[f"t{which}"])


def months_of(amount: str | None, unit: str) -> float | None:
    """Return the months that so many of a unit are, one where no amount is given; None where they are no such time."""
    number = amount_of(amount or "one")
    if unit.endswith("half"):
        number += 0.5
    months = round(number * _MONTHS[unit[0]], 1)
    return months if 0 < months <= _LONGEST else None
