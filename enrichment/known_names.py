"""What the thesaurus calls things, to tell which names are no news."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kb.catalogue.lemmas import lemma
from kb.domain.facts import Concept

_WORD: Final = re.compile(r"[^\W_][\w’'-]*")
_SHORTEST_WITHIN: Final = 7  # letters of a label of one word that is looked for within longer names
_SPELLINGS: Final = (
    ("programme", "program"), ("counsell", "counsel"), ("isation", "ization"), ("behaviour", "behavior"),
    ("offence", "offense"), ("defence", "defense"), ("labour", "labor"), ("centre", "center"), ("theatre", "theater"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def key_of(name: str, language: str | None) -> str:
    """Return the dictionary forms of the words of `name`, without hyphens and in American spelling."""
    lower = name.lower().replace("’", "'").replace("-", " ")
    for british, american in _SPELLINGS:
        lower = lower.replace(british, american)
    return " ".join(lemma(word, language or "en") for word in _WORD.findall(lower))


class KnownNames:
    """The labels of the thesaurus, to tell what is no news."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        """Take what `concepts` are called; within longer names only measures and named programmes are looked for."""
        self._exact: set[str] = set()
        self._within: set[str] = set()
        self._beginnings: set[str] = set()
        for concept in concepts:
            within = concept.scheme in ("measures", "programmes")
            for language, labels in concept.labels.items():
                for label in labels:
                    self._add(label, language, within=within and label not in (concept.co_words or {}))
        self._longest = max((key.count(" ") + 1 for key in self._within), default=0)
        self._lengths = sorted({len(stem) for stem in self._beginnings})

    def _add(self, label: str, language: str, *, within: bool) -> None:
        if label.endswith("-"):
            if within:
                self._beginnings.add(label[:-1].lower())
            return
        key = key_of(label.split(" (", maxsplit=1)[0].removeprefix("-"), language)
        if not key:
            return
        self._exact.add(key)
        if within and (" " in key or len(key) >= _SHORTEST_WITHIN):
            self._within.add(key)

    def __contains__(self, key: str) -> bool:
        """Return whether `key` is a label, or holds the name of a measure or programme."""
        if key in self._exact:
            return True
        parts = key.split(" ")
        if any(part[:length] in self._beginnings for part in parts for length in self._lengths if length <= len(part)):
            return True
        spans = (
            parts[first : first + size]
            for size in range(1, min(self._longest, len(parts)) + 1)
            for first in range(len(parts) - size + 1)
        )
        return any(" ".join(span) in self._within for span in spans)
