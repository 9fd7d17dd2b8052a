"""How many a study looked at."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from enrichment.numerals import BEGINNING, WRITTEN, may_begin, number_of
from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind

STEP = "samples"
VERSION = "5"

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
        r"|recipients?|passengers?|travellers?|tenants?|callers?|nurses?|guards?|managers?|witnesses|complainants?"
        r"|refugees?|spectators?|councillors?|åskådare|tilskuere"
        r"|(?:care )?leavers?|smokers?|drinkers?|owners?|neighbou?rs?|perpetrators?|suspects?|staff|professionals?"
        r"|\w{0,18}(?:deltagare|elever|personer|ungdomar|kvinnor|anställda|medarbetare|handläggare|chefer|vakter"
        r"|boende|ägare"
        r"|mottagare|resenärer|hyresgäster|misstänkta|lagöverträdare|vittnen|deltakere|deltagere|ungdommer|kvinner"
        r"|kvinder"
        r"|ansatte|ledere|lærere|forbrytere|lovbrytere|overtredere|lovovertrædere|siktede|sigtede|tiltalte|behandlere"
        r"|medarbeidere|medlemmer|medlemmar|vektere|vagter|vakter|foreldre|forældre|eiere|ejere|reisende|rejsende"
        r"|lejere"
        r"|leietakere|vitner|vidner|gravide|gravida|mottakere|modtagere|løslatte|løsladte)"
        r"|(?:[a-zåäöæø-]{3,20} ?)?(?:interviews|intervjuer|djupintervjuer)"
    ),
    "firms": (
        r"farms|(?:licensed )?premises|venues|hotels|hotell(?:er)?|lantbruk|gårdsbruk"
        r"|(?:serverings|utskänknings|skjenke|udskænknings)(?:ställen|steder)|kiosk(?:s|er|ar)?|restaurants?|pubs"
        r"|banks|\w{0,16}restauranger|\w{0,16}restauranter|krogar|firms"
        r"|companies|businesses|shops|stores|\w{0,16}bolag|\w{0,16}företag|\w{0,16}butiker|\w{0,16}butikker"
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
        r"cases|incidents|calls|sentences|\w{0,16}ärenden|fall|anmälningar|domar|\w{0,16}saker|\w{0,16}sager"
        r"|domme|dommer|anmeldelser"
        r"|hendelser"
    ),
}
_INTEGER: Final = r"\d{1,3}(?:[ .,\u00a0\u202f’']\d{3}){1,3}(?!\d)|\d{1,9}"
# Between the number and what is counted: "412 first-time male offenders", "1 234 slumpvis utvalda ungdomar".
_COUNTED: Final = re.compile(
    rf"(?<![\w.,%$£€–-])(?<!\d )(?<!grade )(?<!grades )(?<!age )(?<!aged )(?<!ages )(?<!årskurs )(?<!klass )"
    rf"(?P<number>{_INTEGER}) (?:(?!and |or |to |och |of |in |fewer |more |färre |fler |færre |flere "
    r"|percent|per |procent|prosent|mill|mio)"
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
    r"|tim\w+|minut\w*|gange?r?|gånger|kron\w+|kr|euro|dollars?|more|fewer|less|färre|fler|flere|færre|flera|mindre"
    r"|higher|lower|others|andra|andre|jämförande|comparative|controlled|and|or|to|och|og|eller|km|meter"
    r"|metres)(?P<what>[a-zåäöæø-]{4,24})"
)
# Places, and what a search of the literature finds.
_NO_SAMPLE: Final = re.compile(
    r"stud|artik|article|paper|trial|review|record|reference|referens|referan|titl|hit|träff|treff|poster|abstract"
    r"|undersök|undersøk|undersøg|utvärd|evalu|databas|skol|school|kommun|municip|områd|area|städer|byer|cit(?:y"
    r"|ies)|town"
    r"|district|distri|kvarter|butik|street|gat[oea]r|gader|klass|class|stat|stasjon|park|dokument|sid|mention"
    r"|frågor|item"
    r"|countr|länder|land\b|lande"
)
_DRAWN: Final = re.compile(
    r"\b(?:random\w+|recruited|enrolled|interviewed|surveyed|took part|participated|sampled|matched|assigned|allocated"
    r"|lottad\w*|lottning\w*|slumpa\w*|rekryterade\w*|\w*intervjua\w+|deltog|matchad\w*|urval\w*"
    r"|fördelades|besvarade|svarade"
    r"|trukket|loddtrekning\w*|tilfeldig\w*|intervjue\w+|deltok|matchet|utvalg\w*|lodtrækning\w*"
    r"|tilfældig\w*|interviewe\w+|told us|(?:spoke|talked) (?:to|with)|spoken (?:to|with)|samtal\w* med|samtalat"
    r"|talat med|pratat med|snakket med"
    r"|talt med|berättade|fortalte om|har fortalt"
    r"|stikprøve\w*|matchede|fordelt|svarte|besvarede)\b"
)
# What the counted are when it is told that they were what the study rests on.
_SAMPLE: Final = re.compile(
    r"\b(?:sampl\w+|offered|tilb[uy]\w*|erbj\w*|udby\w*|participat\w*|random\w*|recruit\w*|enrol\w*|assigned"
    r"|allocated|includ\w*|analy[sz]\w*"
    r"|interview\w*"
    r"|survey\w*|survey|follow(?:ed|s|-?\s?up)|pooled|synthesi[sz]\w*|identified|met (?:the )?inclusion|compris\w*"
    r"|consist\w*"
    r"|complet\w*|respond\w*|answered|replied|visited|given to|trained|concerns|data (?:on|from|for)|cohort|among"
    r"|involv\w*|based on|evaluat\w*|compar\w*"
    r"|total of|tracked|drawing on|drew on|read|gathered"
    r"|urval\w*|delt[oa]\w*|lotta\w*|slump\w*|rekryter\w*|inklud\w*|ing(?:ick|år)|omfatta\w*|analyser\w*|intervju\w*"
    r"|läst|gått igenom|granska\w*|lest|gjennomgått|læst|gennemgået|koble\w*|match\w*|bygger på"
    r"|svarade|enkät\w*|följd\w*|följt\w*|besvara\w*|totalt|jämför\w*|bygger på|uppfyllde|bestå\w*|bestod"
    r"|utvalg\w*|deltok|trukket|rekruttert\w*|inkluder\w*|omfatt\w*|fulgt\w*|svarte|spurt|sammenlign\w*|bygger"
    r"|stikprøve\w*|deltog|rekrutter\w*|indgår|indgik|interviewe\w*|fulgte|spurgt|svarede|besvarede|baser\w*)\b",
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
_ORDER: Final = ("participants", "firms", "cases")
_YEAR: Final = range(1900, 2051)
_IN_YEAR: Final = re.compile(
    r"(?:\b(?:in|of|since|from|until|during|i|sedan|från|till|under|siden|fra|til|spring|summer|autumn|winter|våren"
    r"|sommaren|hösten|vintern|høsten|sommeren|vinteren|foråret|efteråret|sommeren)|[a-zæøåäö]{2}(?:uari|ruari|mars"
    r"|april"
    r"|maj|mai|june?i?|july?i?|augusti?|ember|ober|uary|march|may)) $"
)
# What is done with files and cases that are a sample.
_READ: Final = re.compile(
    r"\b(?:read|reviewed|analy[sz]ed|sampled?|drawn|coded|matched|random\w*|identified|included|followed|lottad\w*"
    r"|läst|lästes|gått igenom|granska\w*|gick igenom|analysera\w*|urval\w*|slump\w*|omfattar|bygger på|match\w*"
    r"|lest|gjennomgått|analysert\w*|utvalg\w*|trukket|tilfeldig\w*|bygger|omfatter|læst|gennemgå\w*|analysere\w*"
    r"|stikprøve\w*|tilfældig\w*|baser\w*)\b"
)
_ON_AVERAGE: Final = re.compile(
    r"\b(?:on average|average of|mean of|i snitt|i gjennomsnitt|i genomsnitt|i gennemsnit)(?: \w+){0,2} $"
)
_LARGEST: Final = 200_000_000
_FEWEST: Final = 5
_SMALLEST: Final = 2
_WRITTEN: Final = re.compile(rf"(?<![\w-])(?=\w){WRITTEN}")
# Words of their own in another language, or no more than an article, but for "a hundred" and "to hundre".
# "1 904 of them answered", "nineteen of whom": the counted were named before.
_OF_THEM: Final = r" (?:of (?:them|these|those|whom)|av (?:dem|dessa|disse)|af (?:dem|disse))\b"
_ANSWERING: Final = (
    r"(?:answered|replied|responded|took part|agreed|consented|participated|svarade|deltog|samtyckte"
    r"|tackade ja|svarte|deltok"
    r"|samtykket|takket ja|svarede|samtykkede|takkede ja|did so)"
)
_OF_THEM_COUNTED: Final = re.compile(
    rf"(?<![\w.,%$£€–-])(?<!\d )(?:(?P<number>{_INTEGER})(?:{_OF_THEM}| (?:of (?:{_INTEGER}) )?{_ANSWERING}\b"
    rf"| (?:svar|responses|questionnaires|besvarelser)\b)"
    rf"|\b{_ANSWERING} (?P<after>{_INTEGER})(?=[.,;]|$)"
    rf"|\b(?:of|av|af) (?:the|de|dei) (?P<who>{_INTEGER}) (?:who|som|der|that)\b)"
)
_REACHED: Final = re.compile(
    r"\b(?:answered|replied|responded|returned|took part|interviewed|spoke(?:n)? (?:to|with)|talked (?:to|with)"
    r"|svarade|besvarade|deltog|intervjua\w+|samtalat|talat med|pratat med|svarte|besvarte|deltok|intervjue\w+"
    r"|snakket med"
    r"|svarede|besvarede|interviewe\w+|talt med|spørreundersøkelse|spørgeskema|enkät\w*|survey|spurt|did so|svar)\b"
)
_OFTEN: Final = frozenset({"a", "one", "two", "två", "to", "ett", "et"})
_HUNDREDS: Final = (" hund", " thous", " tus")
_PLAINLY: Final = 20  # so many in words are counted wherever a sentence speaks of the sample
_ONLY_ADDED: Final = 0.0  # the rank of a number that counts only beside another
_BY_N: Final = 0.9  # the confidence of "N = 120"
# Not whom a study looked at, but where, or the studies that a review is of.
_PLACES_AND_STUDIES: Final = frozenset({"areas", "schools", "classes", "studies", "institutions"})
_NEXT_GROUP: Final = 400  # characters to the second group


# "compared with 107 others", "and as many without": the same number again, or as many, are the second of two groups.
_AS_MANY: Final = (
    r"(?<![\d.,])NUMBER(?![\d%]).{0,400}?"
    r"\b(?:match\w*|compar\w*|jämför\w*|sammenlig?n\w*|sammenlikn\w*|koble\w*|par\w*|with|med)\b[^.;\d]{0,80}?"
    r"(?:\b(?:as many|an equal number|lika många|like mange|lige så mange|samme antall?)\b|(?<![\d.,])NUMBER(?![\d%]))"
)
# "forty-one survivors", "tre hundra arton familjer", "arton avhoppare": whom a study is of, told in words.
_IN_WORDS: Final = re.compile(
    rf"(?<![\w-])(?=\w)(?P<number>{WRITTEN}) "
    rf"(?:(?!and |or |to |och |of |in |per |av |i |af |that |which |who |som |der )[a-zåäöæø-]{{2,20}} ){{0,3}}?(?:"
    + "|".join(rf"(?P<{unit}>{_UNITS[unit]})" for unit in ("participants", "firms"))
    + r")(?![\w-])"
)
_IN_WORDS_OF_THEM: Final = re.compile(rf"(?P<number>{WRITTEN}){_OF_THEM}")
# A second group right after the first: "22 residents and 15 clients", "18 kvinner samt fire menn".
_AND: Final = re.compile(
    r"[\w ,()-]{0,60}?\b(?:(?:and|och|og|samt|plus|as well as)(?: (?:another|ytterligare|dessuten))?"
    r"|(?:compar|jämför|sammenlig?n|sammenlikn)\w* (?:them |these |dem |disse )?(?:with|to|med)) $"
)
# "1 212 spectators before and 1 087 after": the same ones are seldom asked twice at a place.
_BEFORE_AND_AFTER: Final = re.compile(
    rf" (?:before|före|innan|før)(?: [\w]+){{0,3}} (?:and|och|og) (?P<number>{_INTEGER}) (?:after|efter|etter)\b"
)


def read_sample_size(text: Text, *, studied: bool = True) -> Claim:
    """Return the largest number of units that `text` says it studied; value None when it states none.

    Two groups of one number that are compared or matched are added up. Where nothing is `studied` (a policy, a count)
    only those who were drawn, interviewed or surveyed are a sample. The value is digits alone. `detail` has "unit":
    participants, firms, cases, the word that stands there, or "n" where only "n = 120" does. Places and studies are no
    sample. A number that is only planned has "planned" told. Confidence is 0.9 for an "N =", 0.8 in a sentence that
    speaks of the sample, 0.7 for a number in words, 0.6 for units that no list holds, else 0.5.
    """
    sections = find_sections(text.content)
    lower = lowered(text.content)
    best: tuple[tuple[float, int, int], Claim] | None = None
    for start, end in sentences_to_read(text, sections):
        drawn = studied or _DRAWN.search(lower, start, end) is not None
        told = _in_words(lower, (start, end), sections)
        if _DIGIT.search(lower, start, end) is not None:
            told += _counted(text.content, lower, (start, end), sections)
        for rank, claim in _added(lower, told):
            if (drawn or claim.confidence == _BY_N) and (best is None or rank > best[0]):
                best = (rank, claim)
    return _both_groups(lower, best[1]) if best else Claim(ClaimKind.SAMPLE_SIZE, None, STEP, VERSION)


def _in_words(lower: str, span: Span, sections: Sections) -> list[tuple[tuple[float, int, int], Claim]]:
    """Return the numbers in words in a sentence that tells of a sample, as `_counted` does."""
    start, end = span
    if sections.at(start) is Section.BACKGROUND or BEGINNING.search(lower, start, end) is None:
        return []
    drawn = _DRAWN.search(lower, start, end) is not None
    if not (drawn or _SAMPLE.search(lower, start, end)) or _NOT_OURS.search(lower, start, end):
        return []
    planned = (("planned", "yes"),) if _PLANNED.search(lower, start, end) else ()
    found = []
    for match in BEGINNING.finditer(lower, start, end):
        word = match["word"]
        if not may_begin(word) or (word in _OFTEN and not lower.startswith(_HUNDREDS, match.end())):
            continue
        written = _WRITTEN.match(lower, match.start(), end)
        number = number_of(written[0]) if written else None
        if number is None or number <= _SMALLEST:
            continue
        told = _IN_WORDS.match(lower, match.start(), end) or (
            drawn and _IN_WORDS_OF_THEM.match(lower, match.start(), end)
        )
        # Within a sentence only where people were drawn: "one in five pupils" are none.
        if not told:
            continue
        unit = told.lastgroup if told.lastgroup in _ORDER else "participants"
        sure = 0.7 if number >= (_FEWEST if match.start() == start or drawn else _PLAINLY) else _ONLY_ADDED
        found.append(((sure, 0, number), _claim(number, told.span(), sure, (*planned, ("unit", unit)))))
    return found


def _added(lower: str, found: list[tuple[tuple[float, int, int], Claim]]) -> list[tuple[tuple[float, int, int], Claim]]:
    """Return what was counted in one sentence, with the groups that it joins by "and" added up."""
    groups = sorted((one for one in found if one[1].told("unit") == "participants"), key=lambda one: one[1].start or 0)
    added = []
    for (rank, first), (other, second) in pairwise(groups):
        if first.end is None or second.start is None or second.start < first.end or first.value is None:
            continue
        if second.start - first.end <= 80 and _AND.fullmatch(lower, first.end, second.start):
            both = int(first.value) + int(second.value or 0)
            sure = max(first.confidence, second.confidence)
            added.append(
                (
                    (max(rank[0], other[0]), rank[1], both),
                    replace(first, value=str(both), end=second.end, confidence=sure),
                )
            )
    for rank, claim in groups:
        again = _BEFORE_AND_AFTER.match(lower, claim.end or 0)
        if again is not None and claim.value is not None:
            both = int(claim.value) + _integer(again["number"])
            added.append(((*rank[:2], both), replace(claim, value=str(both), end=again.end())))
    return [one for one in found + added if one[0][0] > _ONLY_ADDED]


def _both_groups(lower: str, claim: Claim) -> Claim:
    """Return the claim with the second of two groups of the same size added; itself where none is told."""
    if claim.start is None or claim.end is None or claim.value is None or claim.confidence == _BY_N:
        return claim
    words = re.match(_INTEGER, lower[claim.start : claim.end])
    if words is None:
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
            if unit in _PLACES_AND_STUDIES:
                continue
            rank = (0.9, -_ORDER.index(unit) if unit in _ORDER else 0, number)
            found.append((rank, _claim(number, match.span(), _BY_N, (*planned, ("unit", unit)))))
    if not_ours:
        return found
    for match in numbers:
        number = _integer(match["number"])
        unit = match.lastgroup or "participants"
        if (
            unit in _PLACES_AND_STUDIES
            or not 2 <= number <= _LARGEST
            or (unit == "cases" and not _READ.search(lower, start, end))
        ):
            continue
        dated = number in _YEAR and len(match["number"]) == 4
        if _ON_AVERAGE.search(lower, start, match.start()):
            continue
        if dated and (not speaks_of_sample or _IN_YEAR.search(lower, max(start, match.start() - 20), match.start())):
            continue
        sure = 0.8 if speaks_of_sample else 0.5
        rank = (sure + 0.1 if unit == "participants" and speaks_of_sample else sure, -_ORDER.index(unit), number)
        found.append((rank, _claim(number, match.span(), sure, (*planned, ("unit", unit)))))
    for match in _OF_THEM_COUNTED.finditer(lower, start, end):
        if match["number"] is None or _REACHED.search(lower, start, end):
            number = _integer(match["number"] or match["after"] or match["who"])
            if _FEWEST <= number <= _LARGEST:
                found.append(
                    ((0.8, 0, number), _claim(number, match.span(), 0.7, (*planned, ("unit", "participants"))))
                )
    if not found and _DRAWN.search(lower, start, end):
        for match in _COUNTED_ELSE.finditer(lower, start, end):
            number = _integer(match["number"])
            if _ON_AVERAGE.search(lower, start, match.start()):
                continue
            if 2 <= number <= _LARGEST and number not in _YEAR and not _NO_SAMPLE.search(match["what"]):
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
