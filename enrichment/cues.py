"""Words by which texts give something away: lists of them by language, and where they stand in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

from enrichment.texts import Span

Given = TypeVar("Given")

_CUT: Final = re.compile(r"[\w-]+")
_LONGEST_STEM = 20
_NEAREST: Final = {"nn": "nb"}


class Cues(Generic[Given]):
    """Cues in the languages of `listed`, English for any other, each of which gives something away.

    Of a cue, "stem-" is any word that begins so, "-part-" any word that holds it; several words are looked for as they
    stand, anything else is a whole word. A cue listed for several things gives each of them away; of a word's stems
    only the longest counts, and none where the word itself is listed, unless `every` cue that fits is to count.
    """

    def __init__(self, listed: Mapping[str, Sequence[tuple[str, Given]]], every: bool = False) -> None:
        self._every = every
        self._words: dict[str, dict[str, list[Given]]] = {}
        self._stems: dict[str, dict[str, list[Given]]] = {}
        self._parts: dict[str, list[tuple[str, Given]]] = {}
        self._phrases: dict[str, dict[str, list[tuple[str, Given]]]] = {}  # by their first word
        for language, cues in listed.items():
            words, stems = self._words.setdefault(language, {}), self._stems.setdefault(language, {})
            parts, phrases = self._parts.setdefault(language, []), self._phrases.setdefault(language, {})
            for cue, given in cues:
                if " " in cue:
                    first = cue[: _end_of_word(cue)]
                    phrases.setdefault(first, []).append((cue, given))
                elif cue.startswith("-"):
                    parts.append((cue.strip("-"), given))
                elif cue.endswith("-"):
                    stems.setdefault(cue[:-1], []).append(given)
                else:
                    words.setdefault(cue, []).append(given)
        self._of_word = lru_cache(maxsize=50_000)(self._look_up)

    def find(self, content: str, language: str | None) -> Iterator[tuple[Given, Span]]:
        """Yield what the cues in `content` give away and where they stand, in the order of their place."""
        spoken = _NEAREST.get(language or "", language or "")
        spoken = spoken if spoken in self._words else "en"
        lower = lowered(content)
        for match in _CUT.finditer(lower):
            alone, begun, phrases = self._of_word(match[0], spoken)
            for given in alone:
                yield given, match.span()
            start = match.start()
            if not begun or not lower.startswith(begun, start):
                continue
            for phrase, given in phrases:
                end = start + len(phrase)
                if lower.startswith(phrase, start) and not lower[end : end + 1].isalnum():
                    yield given, (start, end)

    def _look_up(
        self, word: str, language: str
    ) -> tuple[Sequence[Given], tuple[str, ...], Sequence[tuple[str, Given]]]:
        """Return what a word gives away by itself, and the phrases that it begins, alone and with what they give."""
        words, stems, phrases = self._words[language], self._stems[language], self._phrases[language].get(word, ())
        found = list(words.get(word, ()))
        for length in range(min(len(word), _LONGEST_STEM), 2, -1):
            if found and not self._every:
                break
            found += stems.get(word[:length], ())
        found += (given for part, given in self._parts[language] if part in word)
        return found, tuple(phrase for phrase, _ in phrases), phrases


def lowered(content: str) -> str:
    """Return `content` in small letters, or as it is where that would move the places: some have two small letters."""
    lower = content.lower()
    return lower if len(lower) == len(content) else content


def _end_of_word(cue: str) -> int:
    found = _CUT.match(cue)
    if found is None:
        raise ValueError(f"{cue!r} does not begin with a word")
    return found.end()
