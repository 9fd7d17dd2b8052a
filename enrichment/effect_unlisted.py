"""Outcomes that no thesaurus lists: the subject of a plain word of change, or what a change is said to be of.

Texts measure more than any list holds ("serious accidents", "clicks on the link"). Where a text compares, and a clause
names no listed outcome, what rose, fell or did not differ is taken in the text's own words, with no concept: nobody can
say then whether less of it is good.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from enrichment import effect_context as said
from enrichment import effect_phrases as phrases
from enrichment.effect_words import Cue
from enrichment.texts import Span
from kb.catalogue.matcher import Mention

UNLISTED: Final = ""

_LONGEST: Final = 90
_MOST_WORDS: Final = 9
_MOST_COUNTED: Final = 13
_FEWEST_LETTERS: Final = 4


def find_unlisted(
    lower: str, span: Span, cues: Sequence[Cue], listed: Sequence[Mention], measures: Sequence[int], *, nordic: bool
) -> list[Mention]:
    """Return what those clauses of a sentence that name none of the `listed` outcomes tell the change of.

    `measures` are the places, in order, where measures are named: what was tried is no outcome.
    """
    if not phrases.TESTED.search(lower, *span):
        return []
    found: list[Mention] = []
    for cue in cues:
        start, end = _clause(lower, span, cue, nordic=nordic)
        if phrases.USUAL.match(lower, cue.end, end):
            continue
        if any(m.start < end and start < m.end for m in listed):
            continue
        for place in _candidates(lower, (start, end), cue, nordic=nordic):
            words = lower[slice(*place)]
            if (
                _fits(words, nordic=nordic)
                and bisect_left(measures, place[0]) == bisect_left(measures, place[1])
                and not any(place[0] <= other.start < place[1] for other in cues)
                and not any(place[0] < one.end and one.start < place[1] for one in found)
            ):
                head = phrases.BY_HEAD.match(words)
                found.append(Mention(head.lastgroup or UNLISTED if head else UNLISTED, words, *place))
                break
    return found


def _clause(lower: str, span: Span, cue: Cue, *, nordic: bool) -> Span:
    start = span[0]
    for pattern in (phrases.BREAK, phrases.BREAK_AT) if nordic else (phrases.BREAK,):
        start = max([start, *(m.end() for m in pattern.finditer(lower, span[0], cue.start) if _breaks(lower, m))])
    after = said.CLAUSE_END.search(lower, cue.end, span[1])
    return start, after.start() if after else span[1]


def _breaks(lower: str, match: re.Match[str]) -> bool:
    """Whether a mark ends a clause: no decimal point or comma within a number."""
    digits = (
        lower[max(0, match.start() - 1) : match.start()].isdigit() and lower[match.end() : match.end() + 1].isdigit()
    )
    return not digits


def _candidates(lower: str, clause: Span, cue: Cue, *, nordic: bool) -> Iterator[Span]:
    if cue.form == "n":
        match = (phrases.OBJECT_ON if cue.direction == "neutral" else phrases.OBJECT_OF).match(
            lower, cue.end, clause[1]
        )
        if match is not None:
            yield _phrase(lower, match.end(), clause[1])
        return
    if cue.form in "bg" or cue.direction == "mixed":
        return
    if cue.form != "v" or cue.direction == "neutral" or _takes_none(lower, cue, clause):
        subject = _subject(lower, clause[0], cue, nordic=nordic)
        if subject is not None:
            yield subject
    topic = phrases.TOPIC.match(lower, clause[0], cue.start)
    if topic is not None and cue.direction in ("none", "neutral"):
        yield _phrase(lower, topic.end(), cue.start)
    if cue.direction == "neutral" and cue.form == "v":
        if phrases.DIRECT.match(lower, cue.start):
            yield _phrase(lower, cue.end + 1, clause[1])
        match = phrases.OBJECT_OF.match(lower, cue.end, clause[1])
        if match is not None:
            yield _phrase(lower, match.end(), clause[1])
    if nordic and cue.form in "vi":
        adverbs = phrases.ADVERBS.match(lower, cue.end, clause[1])
        if adverbs is not None and phrases.PREPOSED.match(lower, clause[0], cue.start):
            yield _phrase(lower, adverbs.end(), clause[1])
    if cue.form == "v" and cue.direction in ("less", "more") and said.AGENT.search(lower, clause[0], cue.start):
        yield _phrase(lower, cue.end + 1, clause[1])


def _takes_none(lower: str, cue: Cue, clause: Span) -> bool:
    """Whether the verb has no object: what it changed goes before it, and after it stands what was changed."""
    return (
        lower[cue.start : cue.end].endswith(("des", "tes"))
        or phrases.NO_OBJECT.match(lower, cue.end, clause[1]) is not None
        or phrases.PASSIVE.search(lower, clause[0], cue.start) is not None
    )


def _subject(lower: str, start: int, cue: Cue, *, nordic: bool) -> Span | None:
    """Return the span of what stands before the verbs of `cue`, or behind them where something else goes first."""
    end = cue.start
    amounted = phrases.AMOUNTED.search(lower, start, end)
    if amounted is not None:
        end = amounted.start() + 1
    verbs = phrases.AUXILIARY.search(lower, start, end)
    first = verbs.start() if verbs else end
    copula = verbs is not None and phrases.COPULA.search(lower, verbs.start(), cue.start) is not None
    if _needs_copula(lower, cue) and not copula and not (nordic and phrases.INVERTED.match(lower, start, first)):
        return None
    leading = phrases.LEADING.match(lower, start, first)
    begin = leading.end() if leading else start
    while begin < first and not lower[begin].isalnum():
        begin += 1
    if phrases.PREPOSED.match(lower, begin, first):
        inverted = phrases.INVERTED.match(lower, begin, first) if nordic else None
        if inverted is None:
            return None
        begin = inverted.start("subject")
    last = begin + len(lower[begin:first].rstrip())
    return (begin, last) if last > begin else None


def _needs_copula(lower: str, cue: Cue) -> bool:
    return cue.form == "a" or (cue.form == "p" and phrases.ADJECTIVE.match(lower, cue.start) is not None)


def _phrase(lower: str, start: int, end: int) -> Span:
    counted = phrases.COUNTED.match(lower, start, end)
    stop = (phrases.ENDS_COUNTED if counted else phrases.ENDS).search(lower, counted.end() if counted else start, end)
    last = stop.start() if stop else end
    while last > start and lower[last - 1] == " ":
        last -= 1
    return start, last


def _fits(words: str, *, nordic: bool) -> bool:
    """Whether a phrase may be an outcome: a noun with what belongs to it, no person, study, measure or pronoun."""
    parts = words.split()
    counted = phrases.COUNTED.match(words) is not None
    most = _MOST_COUNTED if counted or phrases.WHO.search(words) else _MOST_WORDS
    if not parts or len(words) > _LONGEST or len(parts) > most:
        return False
    determiner = phrases.DETERMINER.match(words)
    if (phrases.NO_SUBJECT.match(parts[0]) and determiner is None) or phrases.PREPOSED.match(words):
        return False
    if determiner is not None and phrases.PREPOSED.match(words[determiner.end() :]):
        return False  # "that in the other area"
    if phrases.OTHERS.match(words, determiner.end() if determiner else 0) or (
        nordic and len(parts) == 1 and not phrases.NOUN.match(words)
    ):
        return False
    if not counted:
        words = phrases.WHO.split(words, maxsplit=1)[0]  # "confidence in challenging a friend who behaves badly"
        if phrases.CLAUSE_WITHIN.search(words):
            return False
    if not counted and phrases.FINITE.search(words):
        return False
    if not any(len(part) >= _FEWEST_LETTERS and part.isalpha() for part in parts):
        return False
    if counted and phrases.WHO.search(words):
        return True
    head, *rest = phrases.OF.split(words, maxsplit=1)
    if counted and rest:
        return len(rest[0].split()) > 1 or phrases.NO_OUTCOMES.search(rest[0]) is None
    return phrases.NO_OUTCOMES.search(head) is None
