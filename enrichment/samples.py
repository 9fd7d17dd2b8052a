"""How many a study looked at, and for how long it followed them."""

import re
from dataclasses import replace
from typing import Final

from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind

STEP = "samples"
VERSION = "3"

_UNITS: Final[dict[str, str]] = {
    "participants": (
        r"participants?|persons?|people|individuals?|subjects?|respondents?|adults?|men|women|boys?|girls?|children"
        r"|adolescents?|youths?|young people|young men|young women|teenagers?|students?|pupils?|offenders?|inmates?"
        r"|prisoners?|probationers?|parolees?|clients?|applicants?|survivors?|workers?|members?"
        r"|employees?|voters?|arrestees?|victims?|patients?|couples?|famil(?:y|ies)|parents?|mothers?"
        r"|fathers?|households?|residents?|officers?|teachers?|juveniles?|defendants?|veterans?|infants?|detainees"
        r"|deltagare|personer|individer|ungdomar|unga|barn|elever|män|kvinnor|pojkar|flickor|vuxna|klienter|intagna"
        r"|dömda|brottsoffer|patienter|föräldrar|mödrar|familjer|hushåll|boende|invånare|studenter|poliser"
        r"|respondenter"
        r"|svarande|fångar|försökspersoner|sökande|anställda|medarbetare|väktare|kunder|besökare"
        r"|överlevande|tonåringar|högstadieelever"
        r"|deltakere|deltakarar|ungdommer|elevar|menn|kvinner|gutter|jenter|voksne|klienter|innsatte|domfelte"
        r"|pasienter|foreldre|mødre|husholdninger|innbyggere|beboere|informanter|ansatte|søkere"
        r"|lokalpolitikere|brukere|kunder|tenåringer|familier|par|foreldrepar"
        r"|deltagere|unge|mænd|kvinder|drenge|piger|indsatte|dømte|patienter|forældre|ansatte|ansøgere"
        r"|medarbejdere|brugere|beboere|teenagere|personer|familier|husstande|borgere|børn"
        r"|users?|customers?|drivers?|avhoppare|ofre|chaufförer|sjåfører|chauffører|lärare|lærere|modtagere|mottakere"
        r"|brugere|betjente|politifolk|\d{0,2}[–-]?\d{1,2}-år(?:ingar|inger|ige)"
        r"|(?:[a-zåäöæø-]{3,20} ?)?(?:interviews|intervjuer|djupintervjuer)"
    ),
    "firms": (
        r"firms|companies|businesses|shops|stores|\w{0,16}bolag|\w{0,16}företag|\w{0,16}butiker|\w{0,16}butikker"
        r"|\w{0,16}bedrifter|selskaper|selskaber|\w{0,16}virksomheder"
    ),
    "schools": r"(?:\w{3,12} )?schools?|skolor|gymnasieskolor|grundskolor|skoler|skular",
    "classes": r"classrooms?|(?:school )?classes|klasser|skolklasser|skoleklasser",
    "areas": (
        r"areas?|neighbou?rhoods?|blocks|street segments|streets|hot ?spots|cities|towns|municipalities|counties"
        r"|communities|villages|police districts|beats|sites|census tracts"
        r"|områden|bostadsområden|stadsdelar|kommuner|städer|platser|gator|orter|polisområden|län"
        r"|områder|bydeler|byer|gater|steder|bydele|boligområder|gader"
    ),
    "studies": (
        r"(?:\w{4,12} )?(?:studies|trials|rcts|experiments|evaluations)|evaluations|effect sizes|articles|papers"
        r"|(?:vetenskapliga |primär)?studier|utvärderingar|artiklar|försök|effektmått|experiment"
        r"|evalueringer|artikler|forsøk|undersøkelser|studiar|undersøgelser|forsøg|effektstudier"
    ),
    "institutions": r"prisons|facilities|anstalter|fengsler|fængsler",
    "cases": (
        r"cases|incidents|calls|reports|sentences|\w{0,16}ärenden|fall|anmälningar|domar|\w{0,16}saker|\w{0,16}sager"
        r"|domme|dommer|anmeldelser"
        r"|hendelser"
    ),
}
_INTEGER: Final = r"\d{1,3}(?:[ .,\u00a0\u202f’']\d{3}){1,3}(?!\d)|\d{1,9}"
# Between the number and what is counted: "412 first-time male offenders", "1 234 slumpvis utvalda ungdomar".
_COUNTED: Final = re.compile(
    rf"(?<![\w.,%$£€–-])(?<!\d )(?<!grade )(?<!grades )(?<!age )(?<!aged )(?<!ages )(?<!årskurs )(?<!klass )"
    rf"(?P<number>{_INTEGER}) (?:(?!and |or |to |och |of |in |percent|per |procent|prosent|mill|mio)"
    rf"[a-zåäöæø-]{{2,20}} ){{0,4}}?(?:"
    + "|".join(rf"(?P<{unit}>{words})" for unit, words in _UNITS.items())
    + r")(?![\w-])",
)
_N: Final = re.compile(
    rf"(?<![A-Za-zÅÄÖåäö])(?:[Nn](?: ?[=:]| of (?=\d))|(?:[Ss]ample size(?: of| was)?|total sample of"
    rf"|urval(?:et)? (?:på|om)|utvalg på)(?: ?[=:])?) ?(?P<number>{_INTEGER})(?![\d%]|[.,]\d)"
)
# A number of something that no list holds, in words that only speak of a sample: "5 400 households were randomised".
_COUNTED_ELSE: Final = re.compile(
    rf"(?<![\w.,%$£€–-])(?<!\d )(?P<number>{_INTEGER}) (?!percent|per|procent|prosent|pct|million"
    rf"|miljoner|millioner|mill|mio"
    r"|miljard\w*|years?|months?|weeks?|days?|hours?|minutes?|times?|points?|år|måned\w*|månad\w*"
    r"|veck\w*|uker?|uger?|dag\w*"
    r"|tim\w+|minut\w*|gange?r?|gånger|kron\w+|kr|euro|dollars?|and|or|to|och|og|eller|km|meter"
    r"|metres)(?P<what>[a-zåäöæø-]{4,24})"
)
_DRAWN: Final = re.compile(
    r"\b(?:random\w+|recruited|enrolled|interviewed|surveyed|took part|participated|sampled|matched|assigned|allocated"
    r"|lottad\w*|lottning\w*|slumpa\w*|rekryterade\w*|\w*intervjua\w+|deltog|matchad\w*|urval\w*"
    r"|fördelades|besvarade|svarade"
    r"|trukket|loddtrekning\w*|tilfeldig\w*|intervjue\w+|deltok|matchet|utvalg\w*|lodtrækning\w*"
    r"|tilfældig\w*|interviewe\w+|told us|berättade|fortalte om|har fortalt"
    r"|stikprøve\w*|matchede|fordelt|svarte|besvarede)\b"
)
# What the counted are when it is told that they were what the study rests on.
_SAMPLE: Final = re.compile(
    r"\b(?:sampl\w+|participat\w*|random\w*|recruit\w*|enrol\w*|assigned|allocated|includ\w*|analy[sz]\w*"
    r"|interview\w*"
    r"|survey\w*|survey|follow\w*|pooled|synthesi[sz]\w*|identified|met (?:the )?inclusion|compris\w*|consist\w*"
    r"|complet\w*|respond\w*|data (?:on|from|for)|cohort|among|involv\w*|based on|evaluat\w*|compar\w*"
    r"|total of|tracked|drawing on|drew on|read|gathered"
    r"|urval\w*|delt[oa]\w*|lotta\w*|slump\w*|rekryter\w*|inklud\w*|ing(?:ick|år)|omfatta\w*|analyser\w*|intervju\w*"
    r"|läst|gått igenom|granska\w*|lest|gjennomgått|læst|gennemgået|koble\w*|match\w*|bygger på"
    r"|enkät\w*|följd\w*|följt\w*|besvara\w*|totalt|jämför\w*|bygger på|uppfyllde|bestå\w*|bestod"
    r"|utvalg\w*|deltok|trukket|rekruttert\w*|inkluder\w*|omfatt\w*|fulgt\w*|svarte|spurt|sammenlign\w*|bygger"
    r"|stikprøve\w*|deltog|rekrutter\w*|indgår|indgik|interviewe\w*|fulgte|spurgt|besvarede|baser\w*)\b",
)
_NOT_OURS: Final = re.compile(
    r"\b(?:million|billion|per \d|per year|annually|each year|every year|nationwide|worldwide"
    r"|(?:previous(?:ly)?|prior|tidigare|tidligere)(?: \w+){0,2} (?:stud|research|evaluat|forsk|undersö|undersø|utvärd"
    r"|evaluer|report|rapport|trial|försök|forsøk|forsøg|review|översikt)\w*"
    r"|(?<!we )estimated|approximately \d+ million|miljon\w*|varje år|per år|årligen|per invånare|per 100|hvert år"
    r"|årlig|population of|befolkning\w*|died|killed|dödades)\b",
)
_PLANNED: Final = re.compile(
    r"\b(?:will|planned|intend\w*|aim\w* to (?:recruit|enrol)|kommer att|planeras|ska|skal|vil bli|vil blive)\b",
)
_DIGIT: Final = re.compile(r"\d")
_ORDER: Final = ("participants", "firms", "cases", "areas", "schools", "classes", "institutions", "studies")
_YEAR: Final = range(1900, 2051)
_LARGEST: Final = 200_000_000
_FEWEST: Final = 5
_BY_N: Final = 0.9  # the confidence of "N = 120"
_NO_GROUPS: Final = frozenset({"areas", "schools", "classes", "studies", "institutions", "n"})
_NEXT_GROUP: Final = 400  # characters to the second group


# "compared with 107 others", "and as many without": the same number again, or as many, are the second of two groups.
_AS_MANY: Final = (
    r"(?<![\d.,])NUMBER(?![\d%]).{0,400}?"
    r"\b(?:match\w*|compar\w*|jämför\w*|sammenlig?n\w*|sammenlikn\w*|koble\w*|par\w*|with|med)\b[^.;\d]{0,80}?"
    r"(?:\b(?:as many|an equal number|lika många|like mange|lige så mange|samme antall?)\b|(?<![\d.,])NUMBER(?![\d%]))"
)
_TENS: Final = {
    20: "twenty|tjugo|tjue|tyve", 30: "thirty|trettio|tretti|tredive", 40: "forty|fyrtio|førti|fyrre",
    50: "fifty|femtio|femti|halvtreds", 60: "sixty|sextio|seksti|tres", 70: "seventy|sjuttio|sytti|halvfjerds",
    80: "eighty|åttio|åtti|firs", 90: "ninety|nittio|nitti|halvfems",
}  # fmt: skip
_ONES: Final = (
    "", "one|en|ett|et|én", "two|två|to", "three|tre", "four|fyra|fire", "five|fem", "six|sex|seks", "seven|sju|syv",
    "eight|åtta|åtte|otte", "nine|nio|ni", "ten|tio|ti", "eleven|elva|elleve", "twelve|tolv",
    "thirteen|tretton|tretten",
    "fourteen|fjorton|fjorten", "fifteen|femton|femten", "sixteen|sexton|seksten", "seventeen|sjutton|sytten",
    "eighteen|arton|atten", "nineteen|nitton|nitten",
)  # fmt: skip
_NUMERALS: Final = {
    **{word: n for n, words in enumerate(_ONES) if n for word in words.split("|")},
    **{word: ten for ten, words in _TENS.items() for word in words.split("|")},
    **{
        form: ten + one
        for ten, words in _TENS.items()
        for one in range(1, 10)
        for tens in words.split("|")
        for ones in _ONES[one].split("|")
        for form in (f"{tens}-{ones}", f"{tens}{ones}", f"{ones}og{tens}", f"{tens} {ones}")
    },
}
# A number in words at the head of a sentence counts whom a study is of: "Forty-one survivors were interviewed".
_IN_WORDS: Final = re.compile(
    r"(?P<number>[a-zåäöæøé]{2,12}(?:-[a-zé]{3,5})?) (?:(?!and |or |to |och |of |in |per )[a-zåäöæø-]{2,20} ){0,3}?(?:"
    + _UNITS["participants"] + r")(?![\w-])"
)  # fmt: skip


def read_sample_size(text: Text, *, studied: bool = True) -> Claim:
    """Return the largest number of units that `text` says it studied; value None when it states none.

    Two groups of one number that are compared or matched are added up. Where nothing is `studied` (a policy, a count)
    only those who were drawn, interviewed or surveyed are a sample. The value is digits alone. `detail` has "unit":
    participants, studies, areas and so on, or "n" where only "n = 120" stands. People go before the areas or schools
    they belong to. A number that is only planned has "planned" told. Confidence is 0.9 for an "N =", 0.8 in a sentence
    that speaks of the sample, else 0.5.
    """
    sections = find_sections(text.content)
    lower = lowered(text.content)
    best: tuple[tuple[float, int, int], Claim] | None = None
    for start, end in sentences_to_read(text, sections):
        drawn = studied or _DRAWN.search(lower, start, end) is not None
        if (found := _in_words(lower, (start, end), sections)) is not None and drawn:
            best = max(best or found, found, key=lambda one: one[0])
        if _DIGIT.search(lower, start, end) is None:
            continue
        for rank, claim in _counted(text.content, lower, (start, end), sections):
            if (drawn or claim.confidence == _BY_N) and (best is None or rank > best[0]):
                best = (rank, claim)
    return _both_groups(lower, best[1]) if best else Claim(ClaimKind.SAMPLE_SIZE, None, STEP, VERSION)


def _in_words(lower: str, span: Span, sections: Sections) -> tuple[tuple[float, int, int], Claim] | None:
    """Return the number in words at the head of a sentence that tells of a sample, as `_counted` does."""
    start, end = span
    match = _IN_WORDS.match(lower, start, end)
    number = _NUMERALS.get(match["number"], 0) if match else 0
    if match is None or number < _FEWEST or sections.at(start) is Section.BACKGROUND:
        return None
    if not (_SAMPLE.search(lower, start, end) or _DRAWN.search(lower, start, end)):
        return None
    return (0.7, 0, number), _claim(number, match.span(), 0.7, (("unit", "participants"),))


def _both_groups(lower: str, claim: Claim) -> Claim:
    """Return the claim with the second of two groups of the same size added; itself where none is told."""
    if claim.start is None or claim.end is None or claim.value is None or claim.confidence == _BY_N:
        return claim
    words = re.match(_INTEGER, lower[claim.start : claim.end])
    if words is None or claim.told("unit") in _NO_GROUPS:
        return claim
    near = lower[max(0, claim.start - _NEXT_GROUP) : claim.end + _NEXT_GROUP]
    if re.search(_AS_MANY.replace("NUMBER", re.escape(words.group())), near, re.DOTALL) is None:
        return claim
    return replace(claim, value=str(2 * int(claim.value)))


def _counted(content: str, lower: str, span: Span, sections: Sections) -> list[tuple[tuple[float, int, int], Claim]]:
    found = []
    start, end = span
    numbers = list(_COUNTED.finditer(lower, start, end))
    speaks_of_sample = _SAMPLE.search(lower, start, end) is not None
    not_ours = _NOT_OURS.search(lower, start, end) is not None or sections.at(start) is Section.BACKGROUND
    planned = (("planned", "yes"),) if _PLANNED.search(lower, start, end) else ()
    for match in _N.finditer(content, start, end):
        number = _integer(match["number"])
        if 2 <= number <= _LARGEST:
            unit = _unit_near(lower, match.start(), start)
            rank = (0.9, -_ORDER.index(unit) if unit in _ORDER else 0, number)
            found.append((rank, _claim(number, match.span(), _BY_N, (*planned, ("unit", unit)))))
    if not_ours:
        return found
    for match in numbers:
        number = _integer(match["number"])
        unit = match.lastgroup or "participants"
        if not 2 <= number <= _LARGEST or (unit == "cases" and not speaks_of_sample):
            continue
        if number in _YEAR and len(match["number"]) == 4 and not speaks_of_sample:
            continue
        sure = 0.8 if speaks_of_sample else 0.5
        rank = (sure + 0.1 if unit == "participants" and speaks_of_sample else sure, -_ORDER.index(unit), number)
        found.append((rank, _claim(number, match.span(), sure, (*planned, ("unit", unit)))))
    if not found and _DRAWN.search(lower, start, end):
        for match in _COUNTED_ELSE.finditer(lower, start, end):
            number = _integer(match["number"])
            if 2 <= number <= _LARGEST and number not in _YEAR:
                rank = (0.7, -len(_ORDER), number)
                found.append((rank, _claim(number, match.span(), 0.6, (*planned, ("unit", match["what"])))))
    return found


def _unit_near(content: str, place: int, first: int) -> str:
    """Return the unit that stands right before an "n =", as in "pupils (n = 120)", else "n"."""
    match = _UNIT_BEFORE.search(content, max(first, place - 40), place)
    return match.lastgroup or "n" if match else "n"


_UNIT_BEFORE: Final = re.compile(
    r"\b(?:" + "|".join(rf"(?P<{unit}>{words})" for unit, words in _UNITS.items()) + r")[ ,:;(\[]{0,3}$"
)


def _integer(words: str) -> int:
    return int("".join(letter for letter in words if letter.isdigit()))


def _claim(number: int, span: Span, confidence: float, detail: tuple[tuple[str, str], ...]) -> Claim:
    return Claim(ClaimKind.SAMPLE_SIZE, str(number), STEP, VERSION, *span, confidence, detail)


# --- follow-up time ---------------------------------------------------------------------------------------------

_WORDS_FOR: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "eighteen": 18, "a": 1, "en": 1, "ett": 1, "et": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6,
    "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "tolv": 12, "arton": 18, "to": 2, "fire": 4, "seks": 6,
    "syv": 7, "åtte": 8, "otte": 8, "ni": 9, "ti": 10, "atten": 18, "half a": 0.5, "ett halvt": 0.5, "et halvt": 0.5,
    "halvt": 0.5, "half": 0.5, "første": 1, "first": 1, "första": 1,
}  # fmt: skip
_AMOUNT: Final = (
    r"(?P<{0}>\d{{1,3}}(?:[.,]\d)?|"
    + "|".join(sorted((w for w in _WORDS_FOR if w.strip() == w), key=len, reverse=True))
    + r")"
)
_TIME: Final = (
    r"(?P<{0}>years?|yr|months?|mo|weeks?|days?|år(?:s)?|månad(?:er|ers|s)?|veckor?s?|dagar?s?|måned(?:er|ers|s)?"
    r"|uker?s?|uger?s?|dager?s?|dages?)"
)
_FOLLOWED: Final = (
    r"follow-?\s?up|followed|post-?\s?(?:intervention|treatment|test|release|program(?:me)?)"
    r"|after (?:the )?(?:intervention"
    r"|treatment|release|programme?|end)|uppföljning\w*|följdes|följts|följt|följde|följas|följs|oppfølging\w*"
    r"|følges|følgt"
    r"|etterundersøkelse\w*"
    r"|fulgt|fulgte|opfølgning\w*"
)
_FOLLOW_UP: Final = re.compile(
    # "12-month follow-up", "two-year follow-up", "18 månaders uppföljning", "12 måneders oppfølging"
    rf"(?<![\w.,])(?:{_AMOUNT.format('n1')}[- ]?(?:to[- ]|till |til )?{_TIME.format('t1')}(?:['’]s?)?[- ]"
    r"(?:(?:long|post|of|after|the|lang|lange?)[- ]){0,2}(?:follow-?\s?up\w*|post-?\s?(?:intervention"
    r"|treatment|test|release"
    r"|program(?:me)?)|after (?:the )?(?:intervention|treatment|release|programme?|end)|uppföljning\w*|oppfølging\w*"
    r"|opfølgning\w*|efter insatsen|etter (?:tiltaket|intervensjonen)|efter indsatsen))"
    # "follow-up period of 18 months", "followed for two years", "uppföljningstiden var två år"
    rf"|\b(?:{_FOLLOWED})s?:?(?: (?:\d{{1,2}}|and|och|og|to|period|time|interval|tid|periode?n?|perioden|tiden"
    rf"|assessment|data|interviews?|survey"
    r"|of|was|is|were|for|up|over|at|in|på|var|är|i|under|om|efter|etter|the|a|en|upp|op|til|till|about|an"
    r"|average|mean"
    r"|median|conducted|completed|participants|deltagarna|deltakerne|deltagerne|ungdomarna|de|dem|dei|også|genomsnitt"
    rf"|gjennomsnitt|gennemsnit|length|ranged from)\b,?){{0,6}} \(?{_AMOUNT.format('n2')}[- ]?{_TIME.format('t2')}\b"
    # "after two years", "efter två år", "over twelve months", "de följande 24 månaderna"
    rf"|\b(?:after|at|over|over the (?:next|following)|in the (?:next|following)|efter|etter|within"
    rf"|inom|innen|inom loppet av"
    rf"|i løpet av|i løbet af|under de (?:följande|kommande)|de (?:følgende|påfølgende|närmaste|nærmeste)|inden for"
    rf"|inden) {_AMOUNT.format('n3')}[- ]?{_TIME.format('t3')}\b"
    r"(?![- ](?:follow|post|uppf|oppf|opf|sentence|prison))"
    # "six months after leaving", "ett år senare", "tre år etter", "one year on"
    rf"|(?<![\w.,])(?:\d{{1,2}}[–-])?{_AMOUNT.format('n4')}[- ]?{_TIME.format('t4')}"
    r" (?:after|later|on(?= ?[.,;])|afterwards|efter|senare|senere|etter|seinare|efteråt|etterpå|bagefter|derefter)\b"
    # "in the two years after", "i de to årene etter", "the year after launch", "during the following month"
    rf"|\b(?:in|during|over|under|i|for) (?:the|de|det|den|dei)"
    r" (?:(?:first|next|following|första|første|följande|følgende|påfølgende) )?"
    rf"(?:{_AMOUNT.format('n5')} )?{_TIME.format('t5')[:-1]}|årene|årena|åren|året|månaden|månaderna"
    r"|måneden|månedene|måneder) (?:after|since|following|efter|etter|som fulgte|som följde|der fulgte)\b"
    rf"|\b(?:in|during|over|under|i) (?:the|de|det|den) (?:following|next|påföljande|följande|følgende|påfølgende)"
    rf" (?P<t6>year|month|week|år(?:et)?|månad(?:en)?|måned(?:en)?)\b",
)
# What else than the study comes after that time: "a report after 18 months".
_OF_A_REPORT: Final = re.compile(
    r"\b(?:report|review|deliver|publish|expire|redovis|rapport|utvärderas|aflever|lever|opgøres|gjøres opp|evaluere?s"
    r"|revideres|omprövas|sentence|prison|age)\w*[^.;]{0,50}$"
)
_MONTHS: Final = {"y": 12.0, "å": 12.0, "m": 1.0, "w": 12 / 52, "v": 12 / 52, "u": 12 / 52, "d": 12 / 365}
_LONGEST: Final = 12 * 60
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
            said = match["n1"] or match["n2"]
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
    which = next(which for which in "123456" if match[f"t{which}"])
    amount = match[f"n{which}"] if which != "6" else "one"
    amount = amount or "one"  # "the year after"
    number = _WORDS_FOR[amount] if amount in _WORDS_FOR else float(amount.replace(",", "."))
    months = round(number * _MONTHS[match[f"t{which}"][0]], 1)
    return months if 0 < months <= _LONGEST else None
