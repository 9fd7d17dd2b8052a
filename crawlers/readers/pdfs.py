"""PDF files: the text that is in them, page by page, as people would copy it."""

import ctypes
import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from crawlers.readers import fields
from crawlers.readers.markup import opening
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.domain.text import clean, clean_line
from kb.errors import InputError

MOST_PAGES = 2_000
_MOST_CHARACTERS = 1_000_000  # of one page; a page of a book has 3,000
# Titles that word processors leave behind say nothing about the document.
_LEFT_BEHIND = re.compile(
    r"microsoft (word|powerpoint)\b|untitled|namnl.st|\.(docx?|indd|pptx?|odt|tex|dvi|pdf)$", re.I
)
_LETTER = re.compile(r"[^\W\d_]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# pdfium writes U+FFFE for a hyphen at the end of a line after which, as it believes, the word goes on.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])(?:[\ufffe\x02]\s*|-[ \t]*\r?\n\s*)(?=(?P<next>[^\W\d_]+))")
_HYPHEN_ALONE = re.compile("[\ufffe\x02]\\s*")
# "person- och fordonskontroll": the hyphen stands for the rest of the word.
_CONJUNCTIONS = {
    "och", "eller", "samt", "respektive", "men", "till", "og", "henholdsvis", "and", "or", "to", "und", "oder", "ja",
    "tai", "sekä",
}  # fmt: skip
_FEW_LETTERS = 40  # a page with fewer, and a picture over most of it, was scanned
_MOST_OBJECTS = 200  # looked at on such a page
_FEWEST_PAGES = 4  # before lines at the edges can be told to repeat
_FEWEST_LINES = 5  # of a page with a head or foot
_NO_AUTHORS = {"anonymous", "(anonymous)", "unspecified", "(unspecified)", "unknown", "user", "admin", "author"}
_LANGUAGE_LETTERS = 64


# The folders of fonts that pdfium may look through: none. The text does not hang on them, and no file of this
# machine is opened because a PDF asks for it.
_NO_FOLDERS = (ctypes.POINTER(ctypes.c_char) * 1)()


def _start_without_fonts() -> None:
    """Start pdfium anew, which at its import was started with the fonts of the system."""
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=_NO_FOLDERS))


_start_without_fonts()


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    scanned: bool = False


def read_pdf(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> RawDocument:
    """Return the PDF as one document; its pages are separated by a blank line and `page_starts` says where each begins.

    The title is the file's own where it states one that says something, else the first line of its text. There is
    no date: the day on which a file was made is not that of its publication. Raises InputError when it is encrypted,
    broken, has more than 2,000 pages, or has no text (it needs OCR).
    """
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise InputError(f"{name} is an encrypted PDF: it cannot be read without its password") from error
        raise InputError(f"{name} is a broken PDF") from error
    try:
        pages = _pages(pdf, name)
        metadata = pdf.get_metadata_dict(skip_empty=True)
        language = _language(pdf)
    finally:
        pdf.close()
    _check_for_text(pages, name)
    text, starts = _joined(_without_running_lines([page.text for page in pages]))
    stated = clean_line(metadata.get("Title", ""))
    first = next(line for line in map(clean_line, text.split("\n")) if _LETTER.search(line))
    named = stated if stated and not _LEFT_BEHIND.search(stated) else opening(first, 300)
    title, text = fields.title_and_text(opening(named, fields.LONGEST_TITLE), text)
    return RawDocument(
        source=source,
        title=title,
        text=text,
        address=address,
        authors=tuple(a for a in fields.listed(metadata.get("Author", "")) if a.lower() not in _NO_AUTHORS),
        language=language,
        page_starts=starts,
        content=content,
        media_type=MediaType.PDF,
    )


def _pages(pdf: pypdfium2.PdfDocument, name: str) -> list[_Page]:
    """Return the pages in their order, one in memory at a time."""
    if len(pdf) > MOST_PAGES:
        raise InputError(f"{name} has {len(pdf):,} pages, more than the {MOST_PAGES:,} that are read")
    pages: list[_Page] = []
    broken = length = 0
    for number in range(len(pdf)):
        try:
            pages.append(_page(pdf, number))
        except pypdfium2.PdfiumError as error:  # the others are worth having
            pages.append(_Page(""))
            broken += 1
            if broken * 2 > len(pdf):
                raise InputError(f"{name} is a broken PDF: most of its pages cannot be read") from error
        length += len(pages[-1].text)
        if length > fields.LONGEST_TEXT:
            raise InputError(f"{name} has a text of more than {fields.LONGEST_TEXT:,} characters")
    return pages


def _page(pdf: pypdfium2.PdfDocument, number: int) -> _Page:
    page = pdf[number]
    words = page.get_textpage()
    text = _repaired(words.get_text_range(0, min(words.count_chars(), _MOST_CHARACTERS)))
    words.close()
    scanned = len(_LETTER.findall(text[:1_000])) < _FEW_LETTERS and _is_picture(page)
    page.close()
    return _Page(text, scanned)


def _repaired(text: str) -> str:
    """Return the text of a page without ligatures, and with words that break at the end of a line in one piece."""
    text = _HYPHEN_ALONE.sub("-", _BROKEN_WORD.sub(_word_end, text))
    return clean(text.translate(_LIGATURES))


def _word_end(found: re.Match[str]) -> str:
    following = found["next"]
    if following.lower() in _CONJUNCTIONS:
        return "- "
    return "" if following[0].islower() else "-"


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Return whether one picture covers more than half of the page."""
    width, height = page.get_size()
    for number, part in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)):
        if number == _MOST_OBJECTS:
            break
        left, bottom, right, top = part.get_bounds()
        seen = max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(top, height) - max(bottom, 0.0))
        if seen > 0.5 * width * height:
            return True
    return False


def _check_for_text(pages: list[_Page], name: str) -> None:
    count = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
    if not any(_LETTER.search(page.text) for page in pages):
        raise InputError(f"{name} is a PDF of {count} without text: it needs OCR")
    if all(page.scanned or not _LETTER.search(page.text) for page in pages):
        raise InputError(f"{name} is a PDF of {count} that are pictures with next to no text: it needs OCR")


def _without_running_lines(pages: list[str]) -> list[str]:
    """Return the pages without the line at their head or foot that most of them share, and without page numbers.

    Numbers within it may differ. Where it stands first it stays: it may be the title.
    """
    if len(pages) < _FEWEST_PAGES:
        return pages
    lines = [page.split("\n") for page in pages]
    counts = Counter(
        key
        for page in lines
        for key in {_running(page[0], "head"), _running(page[-1], "foot")}
        if len(page) >= _FEWEST_LINES
    )
    least = max(
        3, sum(len(page) >= _FEWEST_LINES for page in lines) * 0.4
    )  # left and right pages may have each their own
    repeated = {key for key, count in counts.items() if count >= least and key[1]}
    seen: set[tuple[str, str]] = set()
    kept: list[str] = []
    for page in lines:
        for place, where in ((0, "head"), (-1, "foot")) if len(page) >= _FEWEST_LINES else ():
            key = _running(page[place], where)
            if key in repeated and (key in seen or not _LETTER.search(key[1])):
                del page[place]
            elif key in repeated:
                seen.add(key)
        kept.append(clean("\n".join(page)))
    return kept


def _running(line: str, where: str) -> tuple[str, str]:
    return where, re.sub(r"\d+", "#", line) if len(line) < 150 else ""


def _joined(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    """Return the pages as one text and where each begins; one without text begins where the next one does."""
    starts: list[int] = []
    parts: list[str] = []
    length = 0
    for page in pages:
        starts.append(length)
        if page:
            parts.append(page)
            length += len(page) + 2
    text = "\n\n".join(parts)
    return text, tuple(min(start, len(text)) for start in starts)


def _language(pdf: pypdfium2.PdfDocument) -> str | None:
    """Return the language that the catalogue of the file states."""
    buffer = (ctypes.c_ushort * _LANGUAGE_LETTERS)()
    if raw.FPDFCatalog_GetLanguage(pdf, buffer, _LANGUAGE_LETTERS) > _LANGUAGE_LETTERS:
        return None
    return fields.language(bytes(buffer).decode("utf-16-le", "replace").partition("\x00")[0])
