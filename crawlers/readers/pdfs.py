"""PDF files: the text that is in them, page by page."""

import re

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from crawlers.readers import fields
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.domain.text import clean, clean_line
from kb.errors import InputError

MOST_PAGES = 2_000
# Titles that word processors leave behind say nothing about the document.
_LEFT_BEHIND = re.compile(
    r"microsoft (word|powerpoint)\b|untitled|namnl.st|\.(docx?|indd|pptx?|odt|tex|dvi|pdf)$", re.I
)
_LETTER = re.compile(r"[^\W\d_]")


def read_pdf(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> RawDocument:
    """Return the PDF as one document; its pages are separated by a blank line.

    The title is the file's own where it states one that says something, else the first line of its text.
    Raises InputError when it is encrypted, broken, has more than 2,000 pages, or has no text (it needs OCR).
    """
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD or "assword" in str(error):
            raise InputError(f"{name} is an encrypted PDF: it cannot be read without its password") from error
        raise InputError(f"{name} is a broken PDF") from error
    try:
        text = _text(pdf, name)
        metadata = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    if not _LETTER.search(text):
        raise InputError(f"{name} is a PDF without text: it needs OCR")
    stated = clean_line(metadata.get("Title", ""))
    first = next(line for line in map(clean_line, text.split("\n")) if _LETTER.search(line))
    title, text = fields.title_and_text(stated if stated and not _LEFT_BEHIND.search(stated) else first[:300], text)
    return RawDocument(
        source=source,
        title=title,
        text=text,
        address=address,
        authors=fields.listed(metadata.get("Author", "")),
        content=content,
        media_type=MediaType.PDF,
    )


def _text(pdf: pypdfium2.PdfDocument, name: str) -> str:
    if len(pdf) > MOST_PAGES:
        raise InputError(f"{name} has {len(pdf):,} pages, more than the {MOST_PAGES:,} that are read")
    pages: list[str] = []
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            words = page.get_textpage()
            # pdfium marks a hyphen at the end of a line with U+FFFE: the word goes on in the next line.
            pages.append(clean(re.sub("[\ufffe\x02]\\s*", "", words.get_text_range())))
            words.close()
            page.close()
        except pypdfium2.PdfiumError as error:
            raise InputError(f"{name} is a broken PDF: page {number + 1} cannot be read") from error
    return "\n\n".join(page for page in pages if page)
