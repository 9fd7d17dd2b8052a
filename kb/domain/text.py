"""Normal forms of text: what is stored, and what is compared."""

import hashlib
import re
import unicodedata

# Soft hyphen (house rule: Swedish public pages carry them inside words), zero-width characters, byte order
# mark, and the bidirectional controls that can make a title read as something it is not (CVE-2021-42574).
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]")
# Controls that separate words or lines: removed like the others they would glue two words together.
_LINE_BREAK = re.compile("[\r\x0b\x0c\x85\u2028]")
_SEPARATOR = re.compile("[\x1c-\x1f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_OTHER_SPACE = re.compile(r"[^\S\n ]")
_SPACES = re.compile("  +")
_BLANK_LINES = re.compile("\n\n\n+")
# Any of the above, by itself: most texts are clean when they come here again, and one look tells it.
_UNCLEAN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff\ud800-\udfff]"
)
_UNEVEN = ("  ", " \n", "\n ", "\n\n\n")
_FAR = re.compile("[^\x00-\u02ff]{64}")
# Composing sorts the marks above a letter, in time that grows with the square of their number.
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{64,}")
_MOST_MARKS = 30  # on one letter, as in the Stream-Safe Text Format (UAX #15)
_WORD = re.compile(r"\w+")


def clean(text: str) -> str:
    """Return `text` in Unicode NFC without invisible or control characters; paragraphs kept, runs of space folded."""
    if not _UNCLEAN.search(text) and not any(uneven in text for uneven in _UNEVEN) and not _FAR.search(text):
        return unicodedata.normalize("NFC", text).strip()
    text = _LINE_BREAK.sub("\n", text.replace("\r\n", "\n")).replace("\u2029", "\n\n")
    text = _CONTROL.sub("", _INVISIBLE.sub("", _SEPARATOR.sub(" ", text)))
    # Composed last: a letter and its mark may have stood apart, with a soft hyphen between them.
    text = unicodedata.normalize("NFC", _MARKS.sub(_few_marks, text) if _FAR.search(text) else text)
    # Three plain passes: one pattern for all of it would stop at every single space.
    text = _SPACES.sub(" ", _OTHER_SPACE.sub(" ", text))
    text = "\n".join([line.strip() for line in text.split("\n")])
    return _BLANK_LINES.sub("\n\n", text).strip()


def _few_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in found.group():
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


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
