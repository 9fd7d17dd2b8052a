"""What archives set before an abstract, alike on each of their records: words about files, not about the study."""

import re
from typing import Final

# NACJD (the archive of the National Institute of Justice) says so of what it has not looked through.
_OF_THE_ARCHIVE: Final = re.compile(
    r"these data are part of nacjd|the files have been zipped|users should refer to the accompanying (?:read ?me|user)"
    r"|the data (?:are|were) (?:distributed|released) as (?:they were )?received",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"\s*+(.{1,600}?[.!?])(?=\s|$)", re.DOTALL)
_MOST = 5  # sentences


def is_preamble(sentence: str) -> bool:
    """Return whether a sentence is one that an archive sets before the abstract."""
    return _OF_THE_ARCHIVE.match(sentence.lstrip()) is not None


def without_preamble(text: str) -> str:
    """Return `text` from where the study is told of; all of it where nothing would be left."""
    start = 0
    for _ in range(_MOST):
        match = _SENTENCE.match(text, start)
        if match is None or not is_preamble(match[1]):
            break
        start = match.end()
    return (text[start:].lstrip() or text) if start else text
