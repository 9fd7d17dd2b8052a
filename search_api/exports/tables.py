"""Hits as tables: CSV that a Swedish spreadsheet opens as it is, and XLSX."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import xlsxwriter

from kb.domain.swedish import language, warning
from kb.domain.text import clean_line
from kb.search.results import DocumentHit, MeasureHit
from search_api import labels
from search_api.exports.extract import Extract, Names

Cell = str | int | None
Row = Mapping[str, Cell]
# A spreadsheet takes text that begins so for a formula (OWASP, "CSV injection"); full-width twins are folded by some.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_BOM = "\ufeff"
_LONGEST_CELL = 32_000  # a cell of XLSX holds 32 767 characters


def document_row(hit: DocumentHit, names: Names) -> Row:
    """Return a document as one row, codes in Swedish words."""
    document = hit.document
    return {
        "Id": document.id,
        "Titel": document.title,
        "Författare": "; ".join(document.authors),
        "År": document.year,
        "Publicerad": document.published.isoformat() if document.published else None,
        "Språk": language(hit.language),
        "Studiedesign": labels.label(hit.design) if hit.design else None,
        "Utmaningar": names.named(hit.challenges),
        "Åtgärder": names.named(hit.measures),
        "Källa": names.source(document.source),
        "Källans typ": document.kind,
        "DOI": document.doi,
        "Adress": document.address,
        "Licens": document.licence,
        "Utdrag": hit.excerpt.text,
        "Hittad": document.found_at.date().isoformat() if document.found_at else None,
        "Sida i Utblick": names.document_url(document.id),
    }


def measure_row(hit: MeasureHit, names: Names) -> Row:
    """Return a measure as one row, codes in Swedish words."""
    measure, evidence = hit.measure, hit.evidence
    overall = evidence.overall
    return {
        "Id": measure.id,
        "Namn": measure.name_sv,
        "Engelskt namn": measure.name_en,
        "Status": labels.label(evidence.status),
        "Effekt": labels.label(overall.effect) if overall.effect else None,
        "Underlag": labels.label(overall.strength),
        "Marylandregeln": labels.label(overall.judged.verdict),
        "Varningar": "; ".join(warning(found, evidence.ratings) for found in evidence.warnings),
        "Bedömningar": "; ".join(f"{rating.portal}: {rating.rating}" for rating in evidence.ratings),
        "Studier": len(overall.studies),
        "Dokument": evidence.documents,
        "Nyaste studien": overall.newest,
        "Arbetssätt": labels.approach(measure.approach),
        "Nivå": labels.prevention_level(measure.prevention_level),
        "Målgrupp": measure.target_group,
        "Plats": measure.setting,
        "Utmaningar (redaktionell koppling)": names.named(hit.challenges),
        "Hur åtgärden är läst": labels.label(measure.mark),
        "Adress": measure.url,
        "Sida i Utblick": names.measure_url(measure.id),
    }


def rows_of(hits: Sequence[DocumentHit | MeasureHit], names: Names) -> list[Row]:
    """Return one row a hit."""
    return [document_row(hit, names) if isinstance(hit, DocumentHit) else measure_row(hit, names) for hit in hits]


def csv_file(extract: Extract, rows: Sequence[Row]) -> bytes:
    """Return the rows as CSV with semicolons, CRLF and a byte order mark, as a Swedish Excel reads it.

    First stand the lines in which the file speaks of itself, then an empty line, then the names of the columns.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows((name, guarded(value)) for name, value in extract.lines())
    writer.writerow(())
    if rows:
        writer.writerow(rows[0])
        writer.writerows([guarded(cell) for cell in row.values()] for row in rows)
    return (_BOM + out.getvalue()).encode()


def table_file(rows: Sequence[Row]) -> bytes:
    """Return any rows as CSV in the same way, without lines about the file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([*([list(rows[0])] if rows else []), *([guarded(cell) for cell in row.values()] for row in rows)])
    return (_BOM + out.getvalue()).encode()


def guarded(cell: Cell) -> Cell:
    """Return a cell on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    if not isinstance(cell, str):
        return cell
    guard = "'" if cell.lstrip(" ").startswith(_FORMULA) else ""
    return guard + clean_line(cell)


def xlsx_file(extract: Extract, rows: Sequence[Row]) -> bytes:
    """Return the rows as a workbook: a sheet of hits, and one that tells what was asked. No cell is a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        # The same hits on the same day are the same bytes.
        made = datetime.combine(extract.made_on, datetime.min.time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": f"Utblick: {extract.what}", "created": made})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Träffar")
        if rows:
            sheet.write_row(0, 0, list(rows[0]), bold)
            sheet.freeze_panes(1, 2)
            sheet.autofilter(0, 0, len(rows), len(rows[0]) - 1)
            sheet.set_column(0, 0, 14)
            sheet.set_column(1, len(rows[0]) - 1, 30)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row.values()):
                if isinstance(cell, str):
                    sheet.write_string(number, column, clean_line(cell)[:_LONGEST_CELL], wrapped)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        about = book.add_worksheet("Om uttaget")
        about.set_column(0, 1, 40)
        for number, (name, value) in enumerate(extract.lines()):
            about.write_string(number, 0, name, bold)
            about.write_string(number, 1, value[:_LONGEST_CELL], wrapped)
    return out.getvalue()
