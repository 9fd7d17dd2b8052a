"""Which challenges and which measures a text is about, and which it only names."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from enrichment import aims
from enrichment.texts import Span, Text
from enrichment.topic_taught import Limits, by_certainty, weigh
from kb.catalogue.matcher import Mention
from kb.domain.claims import IN_PASSING, STUDIED, SURE, Claim, ClaimKind

STEP = "topics"
VERSION = "5"

_IN_TITLE: Final = 0.9
_IN_AIM: Final = STUDIED
_IN_LEAD: Final = 0.75
_OFTEN: Final = 0.75
_AGAIN: Final = SURE
_LEAD = 2  # sentences after the title
_SHORT = 10  # sentences: one is a tenth of them
_OFTEN_FROM = 3  # sentences
_LARGE_SHARE = 0.1  # of the sentences
_SUBJECT_SHARE = 0.3  # of the sentences: it is what the text is about, whatever it says of its aim
_BEGINNING = 60  # sentences in which a text says what it is for
# Chosen by leaving out authors, the first by the government's filing too (docs/models.md): below the first chance what
# rules read is in passing (a title is believed: a bill against money laundering and terrorist financing is about both,
# however few its words on terrorists), from the second a topic is told that no rule reads, or only in passing.
LIMITS: Final = Limits(doubted=0.07, told=0.45, believed=_IN_TITLE)
_FEW = 2  # challenges that a measure can be meant for and still tell one


def read_challenges(text: Text, *, by_words: bool = False) -> list[Claim]:
    """Return one claim for each challenge that `text` names, by itself or by a type of crime that belongs to it.

    Most certain first. Confidence is 0.9 for one named in the title; 0.8 where the text says what it is for or what it
    tried, in the two sentences after the title, or in three that are three tenths of the text; 0.75 in three that are
    a tenth; 0.7 in two, by two words, or in a text of ten or fewer; else, and where it is named only beside what was
    meant (`aims.stands_beside`), 0.5. Where a text is about no challenge by name, its main measures tell: each stands
    for the challenge it is first of all meant for (0.7, the span is the measure's, `detail` says "through" which).
    One claim with value None when there is none.

    `by_words`: what rules read is weighed by all words of the text (`enrichment.topic_taught`). What they make unlikely
    is in passing (0.5), unless the title names it (0.9); what they make likely is told (0.7), also where rules have it
    in passing, with the sentence that speaks most for it and "taught" in its detail where nothing names it.
    """
    claims = _claims(text, ClaimKind.CHALLENGE, _outermost(text, ("challenges", "crime_types")))
    if claims[0].value is None or claims[0].confidence < SURE:
        meant = _meant(text)
        kept = [claim for claim in claims if claim.value and claim.value not in {inferred.value for inferred in meant}]
        claims = [*meant, *kept] or claims
    return weigh(text, ClaimKind.CHALLENGE, claims, LIMITS) if by_words else claims


def read_measures(text: Text, *, by_words: bool = False) -> list[Claim]:
    """Return one claim for each measure that `text` names, as `read_challenges` does for challenges.

    The two sentences after the title give 0.75 where they do not say what the text is for: many begin with what was
    there before. A title or an aim that names the place of something else, or one example of it, gives no more.
    """
    claims = _claims(text, ClaimKind.MEASURE, _outermost(text, ("measures",)))
    return weigh(text, ClaimKind.MEASURE, claims, LIMITS) if by_words else claims


def _meant(text: Text) -> list[Claim]:
    """Return for each main measure the challenge its editorial link names first; none where it has many."""
    found: dict[str, Claim] = {}
    for measure in read_measures(text):
        if measure.value is None or measure.confidence < _IN_LEAD:
            continue
        meant = [c for c in text.concepts[measure.value].related if _is_challenge(text, c)]
        if 0 < len(meant) <= _FEW:
            through = (("through", measure.value),)
            span = (measure.start, measure.end)
            found.setdefault(meant[0], Claim(ClaimKind.CHALLENGE, meant[0], STEP, VERSION, *span, _AGAIN, through))
    return list(found.values())


def _is_challenge(text: Text, concept: str) -> bool:
    return concept in text.concepts and text.concepts[concept].scheme == "challenges"


def _outermost(text: Text, schemes: tuple[str, ...]) -> list[tuple[str, Mention]]:
    """Return what is named, without words that only stand inside longer ones of the same schemes.

    "Identity theft" is no theft from a home or a shop, and a drunk driver no drunk in a bar, whatever else he is.
    """
    found = [(mention, _topics(text, mention.concept)) for mention in text.mentions_of(*schemes)]
    kept: list[tuple[str, Mention]] = []
    longest: Mention | None = None
    for mention, topics in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if longest is not None and mention.end <= longest.end and mention.end - mention.start < _length(longest):
            continue
        if longest is None or mention.end > longest.end:
            longest = mention
        kept.extend((topic, mention) for topic in topics)
    return kept


def _span(mention: Mention) -> Span:
    return mention.start, mention.end


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def _topics(text: Text, concept: str) -> Sequence[str]:
    found = text.concepts[concept]
    if found.scheme != "crime_types":
        return (concept,)
    return [broader for broader in found.broader if _is_challenge(text, broader)]


def _claims(text: Text, kind: ClaimKind, named: Sequence[tuple[str, Mention]]) -> list[Claim]:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for topic, mention in _decided(text, named):
        mentions[topic].append(mention)
    if not mentions:
        return [Claim(kind, None, STEP, VERSION)]
    found = _Named(text, kind)
    claims = [Claim(kind, topic, STEP, VERSION, *found.best(of_topic)) for topic, of_topic in mentions.items()]
    return sorted(claims, key=by_certainty)


def _decided(text: Text, named: Sequence[tuple[str, Mention]]) -> list[tuple[str, Mention]]:
    """Return what is named, without topics for which nothing speaks but words that name another, told of elsewhere.

    "Labour trafficking" in a text on prostitution names no labour crime, unless it stands in the title: what is titled
    "money laundering and terrorist financing" is about extremism too.
    """
    places: dict[str, set[Span]] = defaultdict(set)
    for topic, mention in named:
        places[topic].add(_span(mention))
    idle = {
        one
        for one, mine in places.items()
        if min(mine)[0] >= text.title_end and any(mine < theirs for theirs in places.values())
    }
    return [(topic, mention) for topic, mention in named if topic not in idle]


class _Named:
    """How a text names what it names; each sentence is looked at once."""

    def __init__(self, text: Text, kind: ClaimKind) -> None:
        self._text, self._measure = text, kind is ClaimKind.MEASURE
        self._leads = set(aims.leads(text, _LEAD))
        self._aims = {span for span in text.sentences[:_BEGINNING] if span[0] >= text.title_end}
        self._stated = cache(lambda sentence: aims.states_its_aim(text, sentence))

    def best(self, found: Sequence[Mention]) -> tuple[int, int, float]:
        """Return where a topic is named as surely as anywhere in the text, and how surely the text is about it."""
        placed = [(mention, self._text.sentence_at(mention.start)) for mention in found]
        if self._measure and aims.is_the_comparison(self._text, _span(found[0]), placed[0][1]):
            return found[0].start, found[0].end, IN_PASSING  # what is first told of as the comparison is it throughout
        own = [(mention, sentence) for mention, sentence in placed if not self._beside(mention, sentence)]
        if not own:
            return found[0].start, found[0].end, IN_PASSING
        told = [(self._by_place(mention, sentence), mention) for mention, sentence in own]
        sure, mention = max(told, key=lambda pair: pair[0])  # the first of those
        by_number = self._by_number(own)
        if sure < _IN_AIM and any(self._told(*one) for one in own):
            by_number = min(by_number, _OFTEN)  # the aim names it, as the place of something else
        if by_number > sure:
            return own[0][0].start, own[0][0].end, by_number
        return mention.start, mention.end, sure

    def _beside(self, mention: Mention, sentence: Span) -> bool:
        return aims.stands_beside(self._text, _span(mention), sentence) or (
            self._measure and aims.is_the_comparison(self._text, _span(mention), sentence)
        )

    def _by_place(self, mention: Mention, sentence: Span) -> float:
        in_title = mention.start < self._text.title_end
        if self._told(mention, sentence) and not (self._measure and self._is_met(mention, sentence)):
            return _IN_TITLE if in_title else _IN_AIM
        if sentence in self._leads and not self._measure:
            return _IN_AIM  # the problem that a text begins with is what its study is about, the measure often not
        return _IN_LEAD if in_title or sentence in self._leads else IN_PASSING

    def _told(self, mention: Mention, sentence: Span) -> bool:
        return mention.start < self._text.title_end or (sentence in self._aims and self._stated(sentence))

    def _is_met(self, mention: Mention, sentence: Span) -> bool:
        return aims.is_the_place(self._text, _span(mention), sentence) or aims.is_an_example(
            self._text, _span(mention), sentence
        )

    def _by_number(self, own: Sequence[tuple[Mention, Span]]) -> float:
        content, all_sentences = self._text.content, len(self._text.sentences)
        sentences = len({sentence for _, sentence in own})
        if sentences >= max(_OFTEN_FROM, _SUBJECT_SHARE * all_sentences):
            return _IN_AIM
        if sentences >= max(_OFTEN_FROM, _LARGE_SHARE * all_sentences):
            return _OFTEN
        words = {content[mention.start : mention.end].lower() for mention, _ in own}
        return _AGAIN if sentences >= 2 or len(words) >= 2 or all_sentences <= _SHORT else IN_PASSING
