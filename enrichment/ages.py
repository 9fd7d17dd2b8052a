"""The ages of the people whom a text is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind

STEP = "ages"
VERSION = "2"

_OLDEST = 110
_N: Final = r"(\d{1,3})"
# Not "12.5", "12 %" or "12-15 months".
_NOT_MORE: Final = (
    r"(?![\d%.,]*\d|\s?%|\s?[-–]?\s?(?:months?|weeks?|days?|månad|måned|veck|uke|uge|dag|procent|percent|prosent))"
)
_TO: Final = r"(?:\s?[–—-]\s?|\s?-?\s(?:to|and|through|till|til|och|og|upp till|opp til|op til|until)\s)"
_YEARS: Final = r"(?:[\s-]?(?:years?|yrs?|y/o|år(?:s|en|ene)?)\b)"
_PEOPLE: Final = (
    "(?:" + "|".join(
        "children adolescents youths? juveniles? people persons? boys girls men women students pupils adults teens "
        "teenagers participants patients offenders individuals mothers fathers minors males females residents citizens "
        "victims youngsters population barn ungdom(?:ar|er|mer|men|me)? unga unge personer pojkar flickor män kvinnor "
        "elever vuxna voksne deltagare deltakere deltagere drenge piger gutter jenter mænd kvinder menn kvinner børn "
        "alle alla dem dei invånare innbyggere borgere befolkningen äldre eldre ældre tonåringar förövare studenter "
        "gärningspersoner brottsoffer misstänkta patienter klienter".split()
    ) + ")"
)  # fmt: skip
_WHO_ARE: Final = r"(?:(?:who|som) (?:are|were|är|er) )"
_ENDS: Final = r"(?=[\s.,;]*(?:$|[.,;)]|who|in|with|and|through|from|at))"
_AGED: Final = (
    r"(?:aged|ages?|age (?:range|group)s?:?|(?:the )?ages? of|age|ålder(?:n|sgruppen|sspannet)?|åldrarna"
    r"|alder(?:en)?|aldersgruppe[nr]?)"
)
_BETWEEN: Final = (
    r"(?:\s?(?:from|between|of|range[ds]?(?: from)?|mellan|mellom|mellem|från|fra|was|were|is|var|är|:|\(|=))*\s?"
)
_FORMS: Final = (
    # "aged 12 to 15", "between the ages of 12 and 15", "i åldern 12–15 år", "i alderen 12 til 15 år"
    ("span", rf"\b{_AGED}{_BETWEEN}{_N}{_YEARS}?{_TO}(?:the age of )?{_N}\b{_NOT_MORE}"),
    # "12- to 15-year-olds", "12–15 years old", "12–15-åringar", "12–15-årige"
    ("span", rf"\b{_N}-?{_TO}{_N}[\s-](?:years?|yrs?)(?:[\s-]old|\sof\sage)"),
    ("span", rf"\b{_N}{_TO}{_N}[\s-]?(?:åring|årig|års?(?:åld|alder)|år (?:gam|gaml))"),
    # "barn 6–12 år", "young people (12–17 years)", "ungdomar mellan 12 och 15 år"
    ("span", rf"\b{_PEOPLE},?\s(?:i åldern |som är |who (?:are|were) )?\(?{_BETWEEN}{_N}{_TO}{_N}{_YEARS}"),
    # "at least 14 years old and under 18": both ends told apart
    (
        "below",
        rf"\b{_N}{_YEARS}?(?:\sof age|[\s-]old)?,?\s(?:and|but|or|och|men|og)\s(?:under|below|younger than|yngre än"
        rf"|yngre enn|yngre end)\s(?:the age of )?{_N}\b{_NOT_MORE}",
    ),
    # "aged 18 and over", "18 years or older", "65 år och äldre"
    (
        "from",
        rf"\b{_AGED}{_BETWEEN}(?:>=?|≥)?\s?{_N}{_YEARS}?(?:\sof age)?(?:\s?\+|\s(?:and|or|years? and"
        rf"|years? or)\s(?:over|older|above|up(?:wards)?)\b)",
    ),
    (
        "from",
        rf"\b{_N}{_YEARS}(?:\sof age|[\s-]old)?\s(?:and|or|och|eller|og)\s(?:over|older|above|up|more|äldre|uppåt|eldre"
        rf"|ældre|derover|mer)\b",
    ),
    ("from", rf"(?:>=?|≥)\s?{_N}{_YEARS}"),
    # "over the age of 60", "older than 60", "äldre än 65 år"
    ("from", rf"\b(?:over|above|from) the ages? of {_N}\b{_NOT_MORE}"),
    ("from", rf"\b(?:older than|over age|äldre än|eldre enn|ældre end|fyllt|fylt|fyldt) {_N}\b{_NOT_MORE}"),
    ("from", rf"\b{_PEOPLE}\s(?:over|above|över|från|fra) {_N}(?:{_YEARS}|\b(?=[\s.,;]*(?:$|[.,;)]|who|in|with)))"),
    # "under 18", "below the age of 15", "yngre än 18 år", "under 18 år"
    ("below", rf"\b(?:under|below|before) the ages? of {_N}\b{_NOT_MORE}"),
    ("below", rf"\b(?:younger than|under age|yngre än|yngre enn|yngre end) {_N}\b{_NOT_MORE}"),
    ("to", rf"\bup to (?:the ages? of|age) {_N}\b{_NOT_MORE}"),
    ("below", rf"\b{_PEOPLE}\s{_WHO_ARE}?(?:under|below) {_N}(?:{_YEARS}|\b{_ENDS})"),
    ("to", rf"\b{_PEOPLE}\s{_WHO_ARE}?(?:upp till|opp til|op til|up to) {_N}(?:{_YEARS}|\b{_ENDS})"),
    (
        "to",
        rf"\b{_N}{_YEARS}(?:\sof age|\sold)?\s(?:and|or|och|eller|og)\s(?:under|younger|below|yngre|derunder)\b"
        r"(?!\s(?:than|än|enn|end|the|\d))",
    ),
    ("below", r"\bunder (18) (?:years of age|år\b)"),
    # "13-åringar", "15-year-olds", "15-year-old girls", "pupils aged 15"
    ("one", rf"\b{_N}[\s-](?:åring|year[\s-]olds\b|year[\s-]old {_PEOPLE}\b)"),
    ("one", rf"\b{_N}-årige? {_PEOPLE}\b|\b{_PEOPLE} (?:som är|som er) {_N} år\b"),
    ("one", rf"\b(?:aged|at age|at the age of|vid) {_N}{_YEARS}?\b{_NOT_MORE}(?!{_TO}\d)"),
)
_PATTERNS: Final = tuple((sort, re.compile(form, re.IGNORECASE)) for sort, form in _FORMS)
# What all of these have in or around them: elsewhere nothing needs to be looked for.
_SIGN = re.compile(
    r"\b[Aa]ge[ds]?\b|[åÅ]ld|[aA]lder|åring|årig|\d[\s-](?:ye?a?rs?|år)\b|[>≥]|(?:under|over|över|fyl?lt) \d\d"
)
_AROUND = 64
# So many are looked at: a longer text says nothing new after them.
_MOST = 400
# Means and lengths of time.
_OTHER_BEFORE = re.compile(
    r"(?:mean|average|median|m\s?=|sd|medel|gjennomsnitts?|gennemsnits?|snitt|sentence\w*|imprison\w*|fängelse\w*"
    r"|fengsel\w*|fængsel\w*|follow[a-z-]*"
    r"|uppfölj\w*|oppfølg\w*|opfølg\w*|minimum|maximum)[\s(]*(?:of |on |i |på |the |var |was )?\Z",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:inte|ikke|ej|innan|før|før de|innan de)\s(?:har |hade |ha )?\Z", re.IGNORECASE)
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

    Both ends belong to it: "under 18" is "/17", "over 60" is "60/" as the text has it, 13-year-olds are "13/13". None
    if it states none; school grades, mean ages and lengths of time are no ages. The confidence is 0.9 for two ages, 0.8
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
                numbers = [int(number) for number in match.groups() if number]
                before = content[max(0, match.start() - _LOOK) : match.start()]
                if max(numbers) > _OLDEST or (len(numbers) > 1 and numbers[0] >= numbers[1]):
                    continue
                if _OTHER_BEFORE.search(before):
                    continue
                # "som inte har fyllt 18 år"
                told = "below" if sort == "from" and _NOT_YET.search(before) else sort
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
