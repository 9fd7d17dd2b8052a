"""Normal forms of text: what is stored, and what is compared."""

import hashlib
import re
import unicodedata

# Soft hyphen (house rule: Swedish public pages carry them inside words), zero-width characters, byte order
# mark, and the bidirectional controls that can make a title read as something it is not (CVE-2021-42574).
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]")
# Controls that separate words or lines: removed like the others they would glue two words together.
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_SEPARATOR = re.compile("[\x1c-\x1f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")
_WORD = re.compile(r"\w+")


def clean(text: str) -> str:
    """Return `text` in Unicode NFC without invisible or control characters; paragraphs kept, runs of space folded."""
    text = _SEPARATOR.sub(" ", _LINE_BREAK.sub("\n", text).replace("\u2029", "\n\n"))
    # Composed last: a letter and its mark may have stood apart, with a soft hyphen between them.
    text = unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, as titles and names are kept."""
    return " ".join(clean(text).split())


def words(text: str) -> list[str]:
    """Return the case-folded words of `text`, without punctuation, in order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def words_key(*texts: str) -> str:
    """Return a hash that changes only when a word changes.

    About 97 % of the changes to public pages carry no content (case, punctuation, white space), so neither
    do they here.
    """
    return hashlib.sha256(" ".join(word for text in texts for word in words(text)).encode()).hexdigest()[:32]


def title_key(title: str) -> str:
    """Return the form under which two spellings of one title are equal: words only, marks above letters kept."""
    return " ".join(words(clean_line(title)))
