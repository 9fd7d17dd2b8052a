"""`utblick followup`: import surveys, list them, write the feedback to municipalities."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from utblick.context import Context
from utblick.output import emit, say, warn

if TYPE_CHECKING:
    from followup.surveys import SurveyReport

followup = typer.Typer(no_args_is_help=True, help="What municipalities answered, and the feedback each of them gets.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that was written, for JSON output."""

    municipality: str
    code: str
    year: int
    made_up: bool
    replied: bool
    path: Path


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.add_typer(followup, name="followup")


@followup.command("import")
def import_table(
    file: Annotated[Path, typer.Argument(help="The survey table: CSV or XLSX.")],
    mapping: Annotated[Path, typer.Option(help="What each column tells: TOML, see docs/followup.md.")],
    year: Annotated[int, typer.Option(help="The year of the survey.")],
    json: Json = False,
) -> None:
    """Import a survey table; the answers of a year that is imported again are replaced."""
    from followup.surveys import import_survey

    context = Context()
    report = import_survey(context.store, context.catalogue, file, mapping, year=year, now=context.now())
    if json:
        emit(report)
        return
    for line in _told(report):
        say(line)


@followup.command("feedback")
def write_feedback(
    municipalities: Annotated[list[str], typer.Argument(metavar="CODE…", help="Codes or names: 0180, Stockholm.")],
    out: Annotated[Path, typer.Option(help="The folder to write the pages to.")],
    year: Annotated[int | None, typer.Option(help="The year of the survey; the latest if left out.")] = None,
    json: Json = False,
) -> None:
    """Write one HTML page for each municipality."""
    from followup.feedback import feedback as make_feedback
    from followup.municipalities import find_municipality
    from followup.page import file_name, render, write_page
    from followup.suggestions import suggest_from

    context = Context()
    codes = list(dict.fromkeys(find_municipality(context.catalogue, text).code for text in municipalities))
    suggest = suggest_from(context.catalogue)
    written = []
    for code in codes:
        with context.store.reading() as session:
            found = make_feedback(session, context.catalogue, code, year, suggest)
        path = write_page(out, file_name(found), render(found, context.settings.site_url))
        name = found.municipality.name
        written.append(WrittenPage(name, code, found.survey.year, found.survey.made_up, found.replied, path))
    if not context.settings.public_url:
        warn(f"utblick: the pages link to {context.settings.site_url}; set UTBLICK_PUBLIC_URL before they are sent")
    if json:
        emit(written)
        return
    for page in written:
        notes = [*(["made-up answers"] if page.made_up else []), *([] if page.replied else ["no reply to the survey"])]
        say(" – ".join([f"{page.path}: {page.municipality} {page.year}", *notes]))


@followup.command("surveys")
def show_surveys(json: Json = False) -> None:
    """List the surveys that have been imported."""
    from kb.store.surveys import list_surveys

    context = Context()
    with context.store.reading() as session:
        surveys = list_surveys(session)
    if json:
        emit(surveys)
        return
    if not surveys:
        say("No survey has been imported yet.")
    for counts in surveys:
        survey = counts.survey
        made_up = " (made up)" if survey.made_up else ""
        say(
            f"{survey.year}  {survey.title}{made_up}: {counts.municipalities} municipalities, "
            f"{counts.answers} answers, from {survey.file_name}"
        )


def _told(report: "SurveyReport") -> list[str]:
    from followup.surveys import Outcome

    made_up = ", marked as made up" if report.made_up else ""
    first = f"{report.title} {report.year}{made_up}: "
    if report.outcome is Outcome.UNCHANGED:
        first += "nothing new, the same table is already imported."
    elif report.outcome is Outcome.IMPORTED:
        first += "imported."
    else:
        first += f"replaced, {report.changed} answers changed, {report.added} added, {report.removed} removed."
    return [
        first,
        f"{report.municipalities} municipalities replied, {report.without_reply} did not.",
        f"{report.answered} answers, {report.unknown} “don't know”, {report.empty} left empty.",
    ]
