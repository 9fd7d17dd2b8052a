"""The ages of the people whom a text is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from enrichment.numerals import number_of, words_between
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind

STEP = "ages"
VERSION = "2"

_OLDEST = 110
# From three: "to" is English too, and "en" everything.
_WORDS: Final = words_between(3, 30)
_N: Final = rf"(\d{{1,3}}|{_WORDS})"
# Not "12.5", "12 %" or "12-15 months".
_NOT_MORE: Final = (
    r"(?![\d%.,]*\d|\s?%|\s?[-–]?\s?(?:months?|weeks?|days?|hours?|times|månad|måned|veck|uke|uge|dag|tim"
    r"|gång|gang(?:er)?\b|minut|lektion|session|procent|percent|prosent|per cent|pct|kron|kr\b|kl\b|pm\b|am\b))"
)
_TO: Final = r"(?:\s?[–—-]\s?|\s?-?\s(?:to|and|through|till|til|och|og|upp till|opp til|op til|until)\s)"
_YEARS: Final = r"(?:[\s-]?(?:years?|yrs?|y/o|år(?:s|en|ene)?)\b)"
_PEOPLE: Final = (
    "(?:" + "|".join(
        "children adolescents youths? juveniles? people persons? boys? girls men women students pupils adults teens "
        "teenagers? youngsters participants patients offenders individuals mothers fathers minors males females "
        "residents citizens customers victims population anyone barn børn ungdom(?:ar|er|mer|men|me)? unga unge "
        "personer pojk(?:ar|e) flick(?:or|a) män kvinnor elever vuxna voksne deltagare deltakere deltagere "
        "dreng(?:e)? pige(?:r)? gutt(?:er)? jente(?:r)? mænd kvinder menn kvinner son(?:er)? dotter döttrar datter "
        "døtre sønn?(?:er)? alle alla dem dei den ingen invånare innbyggere borgere befolkningen äldre eldre ældre "
        "tonåringar tenåringer teenagere förövare studenter gärningspersoner brottsoffer misstänkta patienter "
        "klienter kunder dömda dømte domfelte lagöverträdare lovbrytere lovbryter lovovertræder(?:e)? frigivna "
        "løslatte løsladte intagna innsatte indsatte gärningsmän".split()
    ) + ")"
)  # fmt: skip
_WHO_ARE: Final = r"(?:(?:who|som|der) (?:are|were|is|är|er) )"
# What may follow a number of years that is told without the word: the end of a clause, or a word that goes on.
_ENDS: Final = (
    r"(?=[\s.,;:]*(?:$|[.,;:)])"
    r"|\s(?:(?:who|som|der|with|and|och|og|through|from|at|på|had|has|have|was|were|is|are|will|can|gets?|took|take"
    r"|fell|rose|med|har|hade|havde|hadde|fick|får|fik|fikk|kan|kunne|er|är|var|blev|ble|bliver|blir|ska|skal|adgang)\b"
    r"|in? (?!(?:varje|hver|hvert|each|every|alt|total)\b)))"
)
_AGED: Final = (
    r"(?:aged|ages?|age (?:range|group)s?:?|(?:the )?ages? of|age|ålder(?:n|sgruppen|sspannet)?|åldrarna"
    r"|alder(?:en)?|aldersgruppe[nr]?)"
)
_BETWEEN: Final = (
    r"(?:\s?(?:from|between|of|about|around|range[ds]?(?: from)?|mellan|mellom|mellem|från|fra|was|were|is|var|är|:|\("
    r"|=))*\s?"
)
_FORMS: Final = (
    # "aged 12 to 15", "between the ages of 12 and 15", "i åldern 12–15 år", "i alderen fem til ti"
    ("span", rf"\b{_AGED}{_BETWEEN}{_N}{_YEARS}?{_TO}(?:the age of )?{_N}\b{_NOT_MORE}"),
    # "12- to 15-year-olds", "12–15 years old", "12–15-åringar", "12–15-årige"
    ("span", rf"\b{_N}-?{_TO}{_N}[\s-](?:years?|yrs?)(?:[\s-]olds?|\sof\sage)"),
    ("span", rf"\b{_N}{_TO}{_N}[\s-]?(?:åring|årig|års?(?:åld|alder)|år (?:gam|gaml))"),
    # "barn 6–12 år", "young people (12–17 years)", "ungdomar mellan 12 och 15 år", "gutter på fjorten til seksten"
    ("span", rf"\b{_PEOPLE},?\s(?:i åldern |{_WHO_ARE})?\(?(?:på )?{_BETWEEN}{_N}{_TO}{_N}{_YEARS}"),
    ("group span", rf"\b(?:mellan|mellom|mellem|på|between) {_N}{_TO}{_N}(?:{_YEARS}(?! (?:i )?f[äeæ]ng)|\b{_ENDS})"),
    # "at least 14 years old and under 18": both ends told apart
    (
        "below",
        rf"\b{_N}{_YEARS}?(?:\sof age|[\s-]old)?,?\s(?:and|but|or|och|men|og)\s(?:under|below|younger than|yngre än"
        rf"|yngre enn|yngre end)\s(?:the age of )?{_N}\b{_NOT_MORE}",
    ),
    # "aged 18 and over", "aged over seventy", "18 years or older", "65 år och äldre"
    (
        "from",
        rf"\b{_AGED}{_BETWEEN}(?:>=?|≥)?\s?{_N}{_YEARS}?(?:\sof age)?(?:\s?\+|\s(?:and|or|years? and"
        rf"|years? or)\s(?:over|older|above|up(?:wards)?)\b)",
    ),
    ("from", rf"\b{_AGED} (?:over|above) {_N}\b{_NOT_MORE}"),
    (
        "from",
        rf"\b{_N}{_YEARS}(?:\sof age|[\s-]old)?\s(?:and|or|och|eller|og)\s(?:older|äldre|eldre|ældre)\b",
    ),
    (  # in digits: a penalty is "two years or more" too
        "from",
        rf"\b(\d{{1,3}}){_YEARS}(?:\sof age|[\s-]old)?\s(?:and|or|och|eller|og)\s(?:over|above|up|uppåt|derover)\b",
    ),
    (
        "from",
        rf"\b(?:{_AGED}|{_PEOPLE} {_WHO_ARE}) ?{_N}{_YEARS}(?:\sof age|[\s-]old)?\s(?:or|eller)\s(?:more|mere?)\b",
    ),
    ("from", rf"(?:>=?|≥)\s?{_N}{_YEARS}"),
    # "over the age of 60", "older than 60", "äldre än 65 år"
    ("from", rf"\b(?:over|above|from) the ages? of {_N}\b{_NOT_MORE}"),
    ("from", rf"\b(?:older than|over age|äldre än|eldre enn|ældre end|fyllt|fylt|fyldt) {_N}\b{_NOT_MORE}"),
    ("group from", rf"\b(?:over|above|över|från|fra) {_N}(?:{_YEARS}|\b{_ENDS})"),
    # "under 18", "below the age of 15", "yngre än 18 år", "under 18 år"
    ("below", rf"\b(?:under|below|before) the ages? of {_N}\b{_NOT_MORE}"),
    ("below", rf"\b(?:younger than|under age|yngre än|yngre enn|yngre end) {_N}\b{_NOT_MORE}"),
    ("to", rf"\bup to (?:the ages? of|age) {_N}\b{_NOT_MORE}"),
    ("group below", rf"\b(?:under|below) {_N}(?:{_YEARS}|\b{_ENDS})"),
    ("group to", rf"\b(?:upp till|opp til|op til|up to) {_N}(?:{_YEARS}|\b{_ENDS})"),
    (
        "to",
        rf"\b{_N}{_YEARS}(?:\sof age|\sold)?\s(?:and|or|och|eller|og)\s(?:under|younger|below|yngre|derunder)\b"
        r"(?!\s(?:than|än|enn|end|the|\d))",
    ),
    ("to", rf"\bat age {_N} or (?:under|younger)\b"),
    ("below", r"\bunder (18) (?:years of age|år\b)"),
    # "13-åringar", "femtonåringar", "15-year-olds", "15-year-old girls", "pupils aged 15"
    ("one", rf"\b(?!ten){_N}-?åring(?:ar|er|ene)"),
    ("one", rf"\b{_N}[\s-]year[\s-](?:olds\b|old {_PEOPLE}\b)"),
    ("one", rf"\b{_N}-?årige? {_PEOPLE}\b|\b{_PEOPLE} (?:som är|som er) {_N} år\b"),
    ("one", rf"\baged {_N}{_YEARS}?\b{_NOT_MORE}(?!{_TO}\d)"),
)
_PATTERNS: Final = tuple((sort, re.compile(form, re.IGNORECASE)) for sort, form in _FORMS)
# What all of these have in or around them: elsewhere nothing needs to be looked for.
_SIGN = re.compile(
    r"\b[Aa]ge[ds]?\b|[åÅ]ld|[aA]lder|åring|årig|\w[\s-](?:ye?a?rs?|år)\b|[>≥]|(?:under|over|över|fyl?lt) \d\d"
    r"|\b(?:under|below|above|over|över|fyl?lt|mellan|mellom|mellem|between|på|up to|upp till|opp? til|older than"
    rf"|younger than|äldre än|yngre än|eldre enn|yngre enn|ældre end|yngre end) (?:\d{{1,2}}\b|(?:{_WORDS})\b)"
)
# Whom a text is about, just before an age: "lovbrytere mellom 15 og 18 år", "kunder som er over 65".
_GROUPS: Final = ("target_groups",)
_TIE: Final = r"(?:,? (?:who|som|der) (?:are|were|is|är|er))?,? \Z"
_GROUP_BEFORE = re.compile(rf"\b{_PEOPLE}{_TIE}", re.IGNORECASE)
_TIED = re.compile(_TIE, re.IGNORECASE)
_CHILDREN_BEFORE = re.compile(rf"\b(?:barn|børn|children|kids){_TIE}", re.IGNORECASE)
# Of whom a result holds, or a share: "mest blant kvinner over 50 år", "38 procent under 18 år".
_OF_SOME = re.compile(
    r"\b(?:most|especially|particularly|oldest|youngest|mest|främst|särskilt|störst|yngsta|især|særlig|størst|yngste"
    r"|half|hälften|halvdelen|procent|prosent|per ?cent|pct\.?|%)(?: \w+){0,4} \Z",
    re.IGNORECASE,
)
# "Vi följde 40 barn under fem år": in Swedish that is for how long.
_FOLLOWED = re.compile(r"\b(?:följ|studera|undersök|observera|placera)\w*\b[^.;:]{0,40}\Z", re.IGNORECASE)
# Of the clock: "mellan 22 och 24 på lördagar".
_AT_A_TIME = re.compile(
    r" (?:in the (?:morning|afternoon|evening|night)|at night|on (?:week|mon|tues|wednes|thurs|fri|satur|sun)\w*"
    r"|på (?:kväll|natt|kveld|lördag|lørdag|fredag|vardag|helg)\w*|om (?:kvällen|natten|kvelden|aftenen|natta))"
)
_NEAR = 28  # characters
_OLDEST_OF_TWO, _YOUNGEST, _YOUNGEST_END = 40, 3, 10
_AROUND = 64
# So many are looked at: a longer text says nothing new after them.
_MOST = 400
# Means and lengths of time.
_OTHER_BEFORE = re.compile(
    r"(?:mean|average|median|m\s?=|sd|medel|gjennomsnitts?|gennemsnits?|snitt|(?<!to )sentence\w*|imprison\w*"
    r"|fängelse\w*|fengsel\w*|fængsel\w*|döm\w* till|døm\w* til|straff? på|follow[a-z-]*|uppfölj\w*"
    r"|oppfølg\w*|opfølg\w*|minimum|maximum)"
    r"[\s(]*(?:of |on |i |på |to |till |til |the |var |was )?\Z",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:inte|ikke|ej|innan|før|før de|innan de|not|no|none)\s"
    r"(?:har |hade |ha |är |er |var |vara |være |is |are |be )?\Z",
    re.IGNORECASE,
)
_PASSED = re.compile(r"fyl\w+ ", re.IGNORECASE)
_SORT_WEIGHT: Final = {"span": 0.9, "from": 0.8, "to": 0.8, "below": 0.8, "one": 0.6}
_WHO = re.compile(
    r"\b(?:participants?|sample|respondents?|recruit|eligible|includ|enrol|random|students?|pupils|deltag|deltak"
    r"|urval|utvalg|elever"
    r"|riktar sig|målgrupp|target|program|intervention|studi|undersök|undersøk|undersøg|insats|tiltak|retter seg"
    r"|henvender sig)",
    re.IGNORECASE,
)
_LOOK = 40


@dataclass(frozen=True, slots=True)
class _Ages:
    value: str
    start: int
    end: int
    weight: float


def read_age_span(text: Text) -> Claim:
    """Return the ages in years of the people studied or addressed: "12/15", "18/" or "/18" where one end is open.

    Both ends belong to it: "under 18" is "/17", 13-year-olds are "13/13"; "over 60" is told as "60/". None if it states
    none; school grades, mean ages and lengths of time are no ages. The confidence is 0.9 for two ages, 0.8
    for one end and 0.6 for a single age, less 0.2 outside the title and sentences on participants or a measure.
    """
    found = min(islice(_candidates(text), _MOST), key=lambda ages: (-ages.weight, ages.start), default=None)
    if found is None:
        return Claim(ClaimKind.AGE_SPAN, None, STEP, VERSION)
    return Claim(ClaimKind.AGE_SPAN, found.value, STEP, VERSION, found.start, found.end, found.weight)


def _candidates(text: Text) -> Iterator[_Ages]:
    content = text.content
    for begin, end in _stretches(content):
        for sort, pattern in _PATTERNS:
            for match in pattern.finditer(content, begin, end):
                numbers = [_number(written) for written in match.groups() if written]
                before = content[max(0, match.start() - _LOOK) : match.start()]
                if max(numbers) > _OLDEST or (len(numbers) > 1 and numbers[0] >= numbers[1]):
                    continue
                if _OTHER_BEFORE.search(before):
                    continue
                told = sort.removeprefix("group ")
                if len(numbers) == 1 and told != "one" and _OF_SOME.search(before):
                    continue
                if told != sort and not _of_a_group(text, *match.span(), before, numbers):
                    continue
                if told == "from" and _NOT_YET.search(before):  # "som inte har fyllt 18 år", "no older than fifteen"
                    told = "below" if _PASSED.match(match[0]) else "to"
                elif told == "below" and len(numbers) == 1 and _NOT_YET.search(before):
                    told = "from"  # "not younger than 18"
                if told == "below" and numbers[-1] < _YOUNGEST:
                    continue
                weight = _SORT_WEIGHT[told] - (0 if _is_on_people(text, match.start()) else 0.2)
                yield _Ages(_value(told, numbers), match.start(), match.end(), round(weight, 2))


def _stretches(content: str) -> Iterator[Span]:
    """Yield the stretches around the signs of an age, in order and apart."""
    begin = end = 0
    for sign in islice(_SIGN.finditer(content), _MOST):
        if sign.start() - _AROUND > end:
            if end:
                yield begin, end
            begin = max(0, sign.start() - _AROUND)
        end = sign.end() + _AROUND
    if end:
        yield begin, end


def _number(written: str) -> int:
    return int(written) if written.isdigit() else number_of(written.lower()) or 0


def _of_a_group(text: Text, place: int, end: int, before: str, numbers: list[int]) -> bool:
    """Whether people of whom it is the age stand just before, and the numbers can be ages, not lengths of time."""
    if len(numbers) > 1 and (min(numbers) < _YOUNGEST or max(numbers) > _OLDEST_OF_TWO):
        return False
    if _AT_A_TIME.match(text.content, end):
        return False
    if len(numbers) == 1 and numbers[0] < _YOUNGEST_END:
        followed = text.language == "sv" and _FOLLOWED.search(before)
        if followed or not _CHILDREN_BEFORE.search(before):
            return False
    tied = any(
        place - _NEAR <= mention.end <= place and _TIED.fullmatch(text.content, mention.end, place)
        for mention in text.mentions_of(*_GROUPS)
    )
    return tied or _GROUP_BEFORE.search(before) is not None


def _value(sort: str, numbers: list[int]) -> str:
    first, last = numbers[0], numbers[-1]
    if sort == "below":
        return f"{first if len(numbers) > 1 else ''}/{last - 1}"
    return {"span": f"{first}/{last}", "from": f"{first}/", "to": f"/{last}", "one": f"{first}/{first}"}[sort]


def _is_on_people(text: Text, place: int) -> bool:
    start, end = text.sentence_at(place)
    return (
        place < text.title_end or _WHO.search(text.content, max(start, place - 300), min(end, place + 300)) is not None
    )
