"""The words of a hit that answer the question."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from kb.catalogue.lemmas import NORDIC, lemma
from kb.catalogue.lexicon import splitter
from kb.domain.documents import Passage
from kb.domain.preambles import without_preamble
from kb.search.results import Excerpt

_LENGTH = 320
_SHORTEST_HEAD = 5
_SHORTEST_PART, _SHORTEST_COMPOUND = 3, 7
_WORD = re.compile(r"\w+")


def matched_spans(text: str, lemmas: Collection[str], language: str) -> list[tuple[int, int]]:
    """Return where words of the question stand in `text`, apart from each other and in order.

    A word by its lemma, or in Nordic compounds its beginning or a part; a phrase among `lemmas` as it stands together.
    """
    if not lemmas:
        return []
    matching = _matching(frozenset(lemmas), language)
    found = [match.span() for match in _WORD.finditer(text) if matching[match.group()]]
    return _apart([*found, *matching.phrases_in(text)]) if matching.phrases else found


def matched_words(
    text: str, lemmas: Collection[str], own: Collection[str], language: str
) -> tuple[list[str], list[str]]:
    """Return the words of `text` that match `lemmas`, in small letters: those by `own`, and the rest."""
    asked = matched_spans(text, own, language)
    found: tuple[list[str], list[str]] = [], []
    for start, end in matched_spans(text, lemmas, language):
        added = not any(first < end and start < last for first, last in asked)
        found[added].append(text[start:end].lower())
    return found


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, of those that overlap the longest that begins first."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


class _Matching(dict[str, bool]):
    """Whether a word matches, by the word: a question meets the same words in passage after passage."""

    def __init__(self, lemmas: frozenset[str], language: str) -> None:
        super().__init__()
        self._lemmas = frozenset(one for one in lemmas if " " not in one)
        self._language = language
        heads = tuple(word for word in self._lemmas if len(word) >= _SHORTEST_HEAD)
        self._heads = heads if language in NORDIC else ()
        self._within = tuple(word for word in self._lemmas if len(word) >= _SHORTEST_PART) if language in NORDIC else ()
        # A word and its lemma begin alike, all but a few; looking up the others' lemmas costs more than all the rest.
        self._beginnings = frozenset(word[:2] for word in self._lemmas)
        # By the first two letters of the first word, as above.
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(lemmas - self._lemmas):
            self.phrases.setdefault(phrase[:2], []).append(tuple(phrase.split()))

    def phrases_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where phrases stand whole."""
        places = list(_WORD.finditer(text))
        for first, match in enumerate(places):
            for phrase in self.phrases.get(match.group()[:2].lower(), ()):
                stand = places[first : first + len(phrase)]
                if len(stand) == len(phrase) and all(map(self._says, stand, phrase)):
                    yield stand[0].start(), stand[-1].end()

    def _says(self, match: re.Match[str], wanted: str) -> bool:
        word = match.group()
        return word.lower() == wanted or lemma(word, self._language) == wanted

    def __missing__(self, word: str) -> bool:
        start = word[:2].lower()
        found = False
        if start in self._beginnings or start[:1] in self._beginnings:
            bare = lemma(word, self._language)
            found = bare in self._lemmas or bool(self._heads and bare.startswith(self._heads))
        if not found and self._within and len(word) >= _SHORTEST_COMPOUND:
            lower = word.lower()
            if any(one in lower for one in self._within):
                found = not self._lemmas.isdisjoint(splitter(self._language).parts(lemma(word, self._language)))
        self[word] = found
        return found


@lru_cache(maxsize=64)
def _matching(lemmas: frozenset[str], language: str) -> _Matching:
    return _Matching(lemmas, language)


def excerpt(content: str, passage: Passage | None, lemmas: Collection[str], language: str) -> Excerpt:
    """Return about 320 characters of the passage around most of the matched words, cut between words.

    The title is shown beside an excerpt, so it is left out where there is text, and what an archive says of its files.
    """
    first, last = (passage.start, passage.end) if passage else (0, len(content))
    title_end = content.find("\n\n")
    if title_end >= 0 and first < title_end + 2 < last:
        first = title_end + 2
    text = without_preamble(content[first:last])
    first = last - len(text)
    spans = matched_spans(text, lemmas, language)
    begin, end = _window(text, spans)
    marks = tuple((max(s, begin) - begin, min(e, end) - begin) for s, e in spans if s >= begin and e <= end)
    return Excerpt(text[begin:end], first + begin, marks)


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _LENGTH:
        return 0, len(text)
    starts = [s for s, _ in spans] or [0]
    best = max(starts, key=lambda start: (sum(start <= s < start + _LENGTH - 40 for s in starts), -start))
    sentence = max(text.rfind(mark, 0, best) + len(mark) if mark in text[:best] else 0 for mark in (". ", "\n"))
    begin = sentence if best - sentence < _LENGTH // 2 else _word_start(text, best - 60)
    end = min(len(text), begin + _LENGTH)
    if end < len(text):
        end = max(begin + _LENGTH // 2, text.rfind(" ", begin, end))
    return begin, end


def _word_start(text: str, near: int) -> int:
    if near <= 0:
        return 0
    space = text.find(" ", near)
    return space + 1 if space >= 0 else near
